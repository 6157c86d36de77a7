/**
 * Quick fixes for notes that drifted away from the source: the path that a comment states, a path where there is none, the code. They are
 * edits of the document, so they can be undone; nothing is offered for documents that cannot be written. Refreshing is worked out
 * only when it is chosen, as it reads and anchors the snippet again.
 */
import * as vscode from 'vscode';
import type { SnippetAnchor } from '../../notes/anchor/result';
import type { Note } from '../../notes/note';
import { addPath, refreshSnippet, sharePath, type TextEdit, updatePath } from '../../notes/repair';
import type { NoteLibrary } from '../library';
import { rangeIn } from '../symbols';
import { DRIFT } from './drift';
import type { AnchoredNote, NoteAnchors } from './noteAnchors';

/** A fix that is worked out when it is chosen. */
class RefreshAction extends vscode.CodeAction {
  constructor(
    readonly answer: AnchoredNote,
    readonly snippet: SnippetAnchor,
    readonly uri: vscode.Uri,
    readonly version: number,
  ) {
    super('Refresh the snippet from the source', vscode.CodeActionKind.QuickFix);
  }
}

export class DriftFixes implements vscode.CodeActionProvider {
  constructor(
    private readonly library: NoteLibrary,
    private readonly anchors: NoteAnchors,
  ) {}

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    context: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    if (vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false) return [];
    const note = this.library.get(document);
    const answer = note && this.anchors.of(note);
    if (!note || !answer) return [];
    const diagnostics = context.diagnostics.filter(({ source }) => source === DRIFT);
    return answer.snippets
      .filter(({ snippet }) => rangeIn(note, snippet.start, snippet.end).intersection(range) !== undefined)
      .flatMap((snippet) => {
        const actions = actionsFor(note, snippet, answer, document);
        for (const action of actions) action.diagnostics = diagnostics;
        return actions;
      });
  }

  async resolveCodeAction(action: vscode.CodeAction, token: vscode.CancellationToken): Promise<vscode.CodeAction> {
    if (!(action instanceof RefreshAction)) return action;
    const { answer, snippet, uri, version } = action;
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    try {
      const { sources } = answer.tree;
      const edits = await refreshSnippet(answer.note, snippet, sources, {
        search: sources.search.available,
        signal: controller.signal,
      });
      const document = vscode.workspace.textDocuments.find((open) => open.uri.toString() === uri.toString());
      if (edits && document?.version === version) action.edit = toEdit(uri, answer.note, edits);
      else {
        void vscode.window.showInformationMessage(
          'The snippet cannot be refreshed without touching what its author wrote; compare it with the source and edit it by hand.',
        );
      }
    } finally {
      subscription.dispose();
    }
    return action;
  }
}

function actionsFor(
  note: Note,
  snippet: SnippetAnchor,
  answer: AnchoredNote,
  document: vscode.TextDocument,
): vscode.CodeAction[] {
  const out: vscode.CodeAction[] = [];
  const fix = (title: string, edit: TextEdit | undefined): void => {
    if (!edit || out.some((action) => action.title === title)) return;
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.edit = toEdit(document.uri, note, [edit]);
    action.isPreferred = true;
    out.push(action);
  };
  for (const anchor of snippet.anchors) {
    if (!anchor.status.startsWith('moved') || !sharePath(snippet, anchor)) continue;
    fix(`Update the path to ${anchor.path}`, updatePath(note, snippet.snippet, anchor));
  }
  const path = addPath(note, snippet);
  if (path) fix(`Add the path ${snippet.anchors[0]!.path}`, path);
  if (snippet.anchors.some(({ path: at, differences }) => at !== undefined && differences.length > 0)) {
    out.push(new RefreshAction(answer, snippet, document.uri, document.version));
  }
  return out;
}

function toEdit(uri: vscode.Uri, note: Note, edits: readonly TextEdit[]): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  for (const { start, end, text } of edits) edit.replace(uri, rangeIn(note, start, end), text);
  return edit;
}
