/**
 * Keeps the context key `annotatedKernel.activeNote`: whether the active editor shows a note, for buttons in its title and menu.
 */
import * as vscode from 'vscode';
import type { NoteLibrary } from './library';

export function trackActiveNote(library: NoteLibrary): vscode.Disposable {
  let last: boolean | undefined;
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const isNote = document !== undefined && (library.get(document)?.snippets.length ?? 0) > 0;
    if (isNote === last) return;
    last = isNote;
    void vscode.commands.executeCommand('setContext', 'annotatedKernel.activeNote', isNote);
  };
  update();
  return vscode.Disposable.from(vscode.window.onDidChangeActiveTextEditor(update), library.onDidChange(update));
}
