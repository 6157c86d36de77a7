/**
 * What the tabs of the editors show. Documents count for more: whatever reads a text makes one, and VS Code keeps it for a while.
 */
import * as vscode from 'vscode';

/** The URIs of the texts that have a tab. */
export function shownInTabs(): ReadonlySet<string> {
  const tabs = vscode.window.tabGroups.all.flatMap((group) => group.tabs);
  return new Set(tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : [])));
}
