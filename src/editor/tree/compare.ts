/**
 * *Compare with Source*: VS Code's diff editor with, on the left, the tree's file as it would be with the snippet in place of its
 * definitions, and on the right the file itself. The left side is a virtual document, made from the note as it reads now.
 */
import * as vscode from 'vscode';
import { textWithSnippet } from '../../notes/compareText';
import { snippetAt } from '../../notes/note';
import { COMMANDS, checkSnippet, type SnippetArguments } from '../commandLinks';
import type { NoteLibrary } from '../library';
import { type AnchoredUnit, isPlaced, type NoteAnchors } from './noteAnchors';
import { placeText } from './words';

const SCHEME = 'annotated-kernel-compare';

export class Comparison implements vscode.TextDocumentContentProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.Uri>();
  readonly onDidChange = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly library: NoteLibrary,
    private readonly anchors: NoteAnchors,
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerTextDocumentContentProvider(SCHEME, this),
      vscode.commands.registerCommand(COMMANDS.compareWithSource, (argument: unknown) => this.compare(argument)),
      anchors.onDidChange(() => {
        for (const { uri } of vscode.workspace.textDocuments) if (uri.scheme === SCHEME) this.changed.fire(uri);
      }),
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  /** The text of a left side; its URI holds the path in the tree, the note and the snippet. */
  async provideTextDocumentContent(uri: vscode.Uri): Promise<string> {
    const given = checkSnippet(JSON.parse(uri.query));
    const path = uri.path.slice(1);
    const note = given && this.library.byUri(given.note);
    const answer = note && this.anchors.of(note);
    const snippet = given && answer?.snippets[given.snippet];
    const source = await answer?.tree.sources.reader.read(path);
    if (!note || !snippet || !source || 'reason' in source) {
      throw new Error(`The snippet no longer stands in ${path}.`);
    }
    return textWithSnippet(note, snippet, path, source);
  }

  private async compare(argument: unknown): Promise<void> {
    const given = checkSnippet(argument) ?? (isNone(argument) ? this.snippetUnderCursor() : undefined);
    if (!given) {
      void vscode.window.showInformationMessage('Put the cursor into the C of a note first.');
      return;
    }
    const note = this.library.byUri(given.note);
    const answer = note && this.anchors.of(note);
    const placed = answer?.snippets[given.snippet]?.anchors.filter(isPlaced) ?? [];
    const anchor = await pick(placed);
    if (!note || !answer) {
      void vscode.window.showInformationMessage('No kernel tree is open to compare with.');
    } else if (!anchor) {
      if (placed.length === 0) void vscode.window.showInformationMessage('This code was not found in the kernel tree.');
    } else {
      const query = JSON.stringify(given);
      const left = vscode.Uri.from({ scheme: SCHEME, path: `/${anchor.path}`, query });
      const name = vscode.Uri.parse(note.uri).path.replace(/^.*\//, '');
      const title = `${anchor.path.replace(/^.*\//, '')}: ${name} ↔ ${answer.tree.title}`;
      const at = new vscode.Position(anchor.startLine - 1, 0);
      const options: vscode.TextDocumentShowOptions = { selection: new vscode.Range(at, at) };
      await vscode.commands.executeCommand('vscode.diff', left, answer.tree.uriOf(anchor.path), title, options);
    }
  }

  private snippetUnderCursor(): SnippetArguments | undefined {
    const editor = vscode.window.activeTextEditor;
    const note = editor && this.library.get(editor.document);
    const snippet = note && snippetAt(note, editor.document.offsetAt(editor.selection.active));
    return note && snippet && { note: note.uri, snippet: snippet.index };
  }
}

/** A command from the palette or a menu has no argument, or a document's URI. */
function isNone(argument: unknown): boolean {
  return argument === undefined || argument instanceof vscode.Uri;
}

/** The anchor to compare with: of those in several files the one that the user picks, the differing ones first. */
async function pick(placed: readonly AnchoredUnit['anchor'][]): Promise<AnchoredUnit['anchor'] | undefined> {
  const sorted = [...placed].sort((a, b) => Number(a.status === 'exact') - Number(b.status === 'exact'));
  const byPath = [...new Map(sorted.map((anchor) => [anchor.path, anchor] as const)).keys()];
  if (byPath.length < 2) return sorted[0];
  const items = byPath.map((path) => {
    const anchor = sorted.find((candidate) => candidate.path === path)!;
    return { label: anchor.unit.name || 'statements', description: placeText(anchor), anchor };
  });
  return (await vscode.window.showQuickPick(items, { placeHolder: 'File to compare with' }))?.anchor;
}
