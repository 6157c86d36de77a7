/**
 * *Compare with Source*: VS Code's diff editor with, on the left, the tree's file as it would be with the snippet in place of its
 * definitions, and on the right the file itself. The left side is made from the note as it reads now. It is a file of a read-only
 * file system, as those come back after the window was reloaded: then the notes and the tree are waited for.
 */
import * as vscode from 'vscode';
import { textWithSnippet } from '../../notes/compareText';
import { snippetAt } from '../../notes/note';
import { noteInFront } from '../activeNote';
import { COMMANDS, checkSnippet, type SnippetArguments } from '../commandLinks';
import type { NoteLibrary } from '../library';
import { inform, refuse } from '../messages';
import { inert } from '../plainText';
import { snippetTitle } from '../snippetTitle';
import { type AnchoredUnit, isPlaced, type NoteAnchors } from './noteAnchors';
import { placeText } from './words';

const SCHEME = 'annotated-kernel-compare';
/** Milliseconds in which a window that was reloaded has its notes anchored again. */
const PATIENCE = 60_000;

export class Comparison implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  readonly onDidChangeFile = this.changed.event;
  private readonly subscription: vscode.Disposable;
  private readonly encoder = new TextEncoder();
  /** What left sides showed last, and since when, for their times. */
  private readonly shown = new Map<string, { readonly text: string; readonly since: number }>();

  constructor(
    private readonly library: NoteLibrary,
    private readonly anchors: NoteAnchors,
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      vscode.workspace.registerFileSystemProvider(SCHEME, this, { isCaseSensitive: true, isReadonly: true }),
      vscode.commands.registerCommand(COMMANDS.compareWithSource, (argument: unknown) => this.compare(argument)),
      anchors.onDidChange(() => {
        const open = vscode.workspace.textDocuments.filter(({ uri }) => uri.scheme === SCHEME);
        if (open.length > 0) this.changed.fire(open.map(({ uri }) => ({ type: vscode.FileChangeType.Changed, uri })));
      }),
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  async stat(uri: vscode.Uri): Promise<vscode.FileStat> {
    const { text, since } = await this.content(uri);
    return { type: vscode.FileType.File, ctime: 0, mtime: since, size: this.encoder.encode(text).length };
  }

  async readFile(uri: vscode.Uri): Promise<Uint8Array> {
    return this.encoder.encode((await this.content(uri)).text);
  }

  readDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.FileNotADirectory(uri);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  private async content(uri: vscode.Uri): Promise<{ readonly text: string; readonly since: number }> {
    const key = uri.toString();
    const last = this.shown.get(key);
    const text = (await this.text(uri)) ?? last?.text;
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(`The snippet no longer stands in ${uri.path}.`);
    if (last?.text === text) return last;
    const now = { text, since: Date.now() };
    this.shown.set(key, now);
    return now;
  }

  /** The text of a left side; its URI holds the path in the tree, the note and the snippet. */
  private async text(uri: vscode.Uri): Promise<string | undefined> {
    const given = checkSnippet(JSON.parse(uri.query));
    const path = uri.path.slice(1);
    if (!given) return undefined;
    // A window that was just opened has neither read its notes nor found its trees.
    const giveUp = Date.now() + (this.shown.has(uri.toString()) ? 0 : PATIENCE);
    for (;;) {
      const note = this.library.byUri(given.note);
      const answer = note && this.anchors.of(note);
      const snippet = answer?.snippets[given.snippet];
      if (note && snippet?.anchors.some((anchor) => anchor.path === path)) {
        const source = await answer?.tree.sources.reader.read(path);
        return source && !('reason' in source) ? textWithSnippet(note, snippet, path, source) : undefined;
      }
      if (answer && !answer.searching) return undefined;
      if (!(await this.nextAnswer(giveUp - Date.now()))) return undefined;
    }
  }

  /** Resolves with true when some answers are new, with false after a time. */
  private nextAnswer(milliseconds: number): Promise<boolean> {
    if (milliseconds <= 0) return Promise.resolve(false);
    return new Promise((done) => {
      const end = (result: boolean): void => {
        clearTimeout(timer);
        subscription.dispose();
        done(result);
      };
      const timer = setTimeout(() => end(false), milliseconds);
      const subscription = this.anchors.onDidChange(() => end(true));
    });
  }

  private async compare(argument: unknown): Promise<void> {
    const given = isNone(argument) ? await this.chosenSnippet() : checkSnippet(argument);
    if (!given) {
      if (!isNone(argument)) refuse(COMMANDS.compareWithSource);
      return;
    }
    const note = this.library.byUri(given.note);
    const answer = note && this.anchors.of(note);
    const placed = answer?.snippets[given.snippet]?.anchors.filter(isPlaced) ?? [];
    const anchor = await pick(placed);
    if (!note || !answer) {
      inform('No kernel tree is open to compare with.');
    } else if (!anchor) {
      if (placed.length === 0) inform('This code was not found in the kernel tree.');
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

  /** The snippet under the cursor; else the only one of the note in front, or the one of its snippets that the user picks, if any. */
  private async chosenSnippet(): Promise<SnippetArguments | undefined> {
    const editor = vscode.window.activeTextEditor;
    const underCursor = editor && this.library.get(editor.document);
    const snippet = underCursor && snippetAt(underCursor, editor.document.offsetAt(editor.selection.active));
    if (snippet) return { note: underCursor.uri, snippet: snippet.index };
    const note = this.library.byUri(noteInFront(this.library).toString());
    if (!note) {
      inform('The notes are still being read.');
      return undefined;
    }
    const answer = this.anchors.of(note);
    const items = note.snippets.map((other) => ({
      label: snippetTitle(other),
      description: [answer?.snippets[other.index]?.status ?? [], `line ${other.codeLine}`].flat().join(' · '),
      index: other.index,
    }));
    // Without a tree no choice is worth the question: whatever is compared, that is what there is to say.
    const choice = items.length > 1 && answer !== undefined;
    const picked = choice ? await vscode.window.showQuickPick(items, { placeHolder: 'Snippet to compare' }) : items[0];
    return picked && { note: note.uri, snippet: picked.index };
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
    return { label: anchor.unit.name || 'statements', description: inert(placeText(anchor)), anchor };
  });
  return (await vscode.window.showQuickPick(items, { placeHolder: 'File to compare with' }))?.anchor;
}
