/**
 * The current kernel tree's version in the status bar; a click lets the user choose among several trees. Whether there
 * is one is also the context key `annotatedKernel.treeOpen`, for menus.
 */
import * as vscode from 'vscode';
import type { KernelTrees } from './kernelTrees';
import type { NoteAnchors } from './noteAnchors';
import { sumOf } from './words';

export function showTreeInStatusBar(trees: KernelTrees, anchors: NoteAnchors): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('annotatedKernel.tree', vscode.StatusBarAlignment.Right, 90);
  item.name = 'Kernel Tree';
  item.command = 'annotatedKernel.chooseTree';
  let open = false;
  const update = (): void => {
    const { current } = trees;
    if (open !== (current !== undefined)) {
      open = current !== undefined;
      void vscode.commands.executeCommand('setContext', 'annotatedKernel.treeOpen', open);
    }
    if (!current) {
      item.hide();
      return;
    }
    item.text = `${anchors.isSearching ? '$(sync~spin)' : '$(repo)'} ${current.title}`;
    const statuses = anchors.all.flatMap(({ snippets }) => snippets.map(({ status }) => status));
    const sum = statuses.length > 0 ? `\nSnippets of the notes: ${sumOf(statuses)}` : '';
    item.tooltip = `Kernel tree: ${current.uri.scheme === 'file' ? current.uri.fsPath : current.uri.toString(true)}${sum}`;
    item.show();
  };
  update();
  return vscode.Disposable.from(item, trees.onDidChange(update), anchors.onDidChange(update));
}
