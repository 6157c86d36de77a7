/**
 * The notes that the window knows: the bundled ones, and the Markdown files of the workspace that the setting
 * `annotatedKernel.notes.files` names and that quote C. Each is read once and again when it changes, in its editor or on
 * disk; an open document wins over the file. A note whose file was deleted is one as long as a tab shows it. Reading many files
 * goes on in the background, a few at a time, and is bounded.
 */
import * as vscode from 'vscode';
import type { Files } from '../files/files';
import { vscodeFiles } from '../files/vscode';
import type { Note } from '../notes/note';
import { programSnippets } from '../notes/programText';
import { readNote } from '../notes/read';
import { SymbolIndex } from '../notes/symbolIndex';
import type { NoteText } from '../simulation/protocol';
import { isBundled, LOOPBACK_NOTES, SCHEME } from './documents';
import { shownInTabs } from './tabs';

/** Files that are looked at in one workspace. */
const MAX_FILES = 5000;
/** Characters, and bytes of a file, of the longest note: reading one of them, all C, takes half a second of this thread's time. */
const LONGEST = 1024 * 1024;
/** Milliseconds after the last change of a document until it is read again. */
const DEBOUNCE = 200;
const AT_ONCE = 4;
/** Schemes of documents that show text of other documents, or none of the user's. */
const NO_NOTES: readonly string[] = ['git', 'vscode-scm', 'output'];

export class NoteLibrary implements vscode.Disposable {
  private readonly notes = new Map<string, Note>();
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscriptions: vscode.Disposable[];
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** The URIs of files that were deleted. VS Code may keep their documents for minutes after the last tab has closed. */
  private readonly deleted = new Set<string>();
  /** The files that are being read, by URI, each by the reading that was begun last. */
  private readonly readings = new Map<string, Promise<Note | undefined>>();
  private watchers: vscode.Disposable[] = [];
  private index: SymbolIndex | undefined;
  private generation = 0;

  /** Some note was read, changed or went away. */
  readonly onDidChange = this.changed.event;

  /** `files` opens notes by their URIs. */
  constructor(
    private readonly log: Pick<vscode.LogOutputChannel, 'info' | 'warn' | 'debug'>,
    private readonly files: Pick<Files, 'stat' | 'read'> = vscodeFiles,
  ) {
    this.subscriptions = [
      this.changed,
      vscode.workspace.onDidOpenTextDocument((document) => this.documentChanged(document)),
      vscode.workspace.onDidChangeTextDocument(({ document }) => this.documentChanged(document)),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => void this.readFile(uri)),
      vscode.window.tabGroups.onDidChangeTabs(() => this.removeDeleted()),
      vscode.workspace.onDidChangeWorkspaceFolders(() => void this.reload()),
      vscode.workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration('annotatedKernel.notes')) void this.reload();
      }),
    ];
  }

  /** Reads everything anew. Resolves when all files were looked at. */
  async reload(): Promise<void> {
    const generation = ++this.generation;
    vscode.Disposable.from(...this.watchers).dispose();
    this.watchers = [];
    this.notes.clear();
    this.readings.clear();
    await this.readFile(LOOPBACK_NOTES);
    if (generation !== this.generation) return; // begun anew meanwhile, or over: whoever is last watches
    const { include, excluded } = patterns();
    const exclude = excluded.length > 0 ? `{${excluded.join(',')}}` : null;
    for (const folder of vscode.workspace.workspaceFolders ?? []) {
      for (const pattern of include) this.watch(new vscode.RelativePattern(folder, pattern));
    }
    const found = await Promise.all(
      include.map((pattern) => vscode.workspace.findFiles(pattern, exclude, MAX_FILES)),
    ).catch((error: unknown) => {
      this.log.warn(`Looking for notes failed: ${String(error)}`);
      return [];
    });
    const files = [...new Map(found.flat().map((uri) => [uri.toString(), uri])).values()].slice(0, MAX_FILES);
    for (const uri of files) this.deleted.delete(uri.toString());
    for (let n = 0; n < files.length && generation === this.generation; n += AT_ONCE) {
      await Promise.all(files.slice(n, n + AT_ONCE).map((uri) => this.readFile(uri)));
    }
    this.log.info(`${this.all.length} notes in ${files.length} Markdown files.`);
  }

  /** All notes that quote C, the workspace's first, in the order of their paths. */
  get all(): readonly Note[] {
    return [...this.notes.values()]
      .filter((note) => note.snippets.length > 0)
      .sort((a, b) => Number(isBundledNote(a)) - Number(isBundledNote(b)) || (a.uri < b.uri ? -1 : 1));
  }

  /** What was found wrong in the files that were read, whether or not they quote C. */
  get withProblems(): readonly Note[] {
    return [...this.notes.values()].filter((note) => note.problems.length > 0);
  }

  /** What the notes say about symbols. The bundled notes speak only where the workspace's say nothing of a symbol or are absent. */
  get symbols(): SymbolIndex {
    this.index ??= new SymbolIndex(this.all);
    return this.index;
  }

  /** The note of a document, as it reads now; undefined when it is none. */
  get(document: vscode.TextDocument): Note | undefined {
    if (!isNoteDocument(document)) return undefined;
    const key = document.uri.toString();
    const known = this.notes.get(key);
    const text = document.getText();
    if (known?.text === text) return known;
    if (this.deleted.has(key) && !shownInTabs().has(key)) return undefined;
    const note = readNote(key, text, LONGEST);
    this.put(note);
    return note;
  }

  byUri(uri: string): Note | undefined {
    return this.notes.get(uri);
  }

  /** A note as a program's text. Rejects with a message for the user. */
  async programText(uri: vscode.Uri): Promise<NoteText> {
    let document: vscode.TextDocument;
    try {
      document = await vscode.workspace.openTextDocument(uri);
    } catch (error) {
      throw new Error(`The note ${uri.path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
    return toProgramText(this.get(document) ?? readNote(uri.toString(), document.getText(), LONGEST));
  }

  dispose(): void {
    this.generation++;
    for (const timer of this.timers.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.watchers, ...this.subscriptions).dispose();
  }

  private watch(pattern: vscode.RelativePattern): void {
    const watcher = vscode.workspace.createFileSystemWatcher(pattern);
    this.watchers.push(
      watcher,
      watcher.onDidCreate((uri) => this.fileChanged(uri)),
      watcher.onDidChange((uri) => this.fileChanged(uri)),
      watcher.onDidDelete((uri) => {
        this.deleted.add(uri.toString());
        this.readings.delete(uri.toString());
        this.remove(uri);
      }),
    );
  }

  private fileChanged(uri: vscode.Uri): void {
    this.deleted.delete(uri.toString());
    void this.readFile(uri);
  }

  private removeDeleted(): void {
    if (this.deleted.size === 0) return;
    const shown = shownInTabs();
    for (const key of this.deleted) if (!shown.has(key)) this.remove(vscode.Uri.parse(key));
  }

  private documentChanged(document: vscode.TextDocument): void {
    if (!isNoteDocument(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.timers.get(key));
    this.timers.set(
      key,
      setTimeout(() => {
        this.timers.delete(key);
        this.get(document);
      }, DEBOUNCE),
    );
  }

  private async readFile(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    this.readings.delete(key);
    if (this.readOpen(key)) return;
    if (!isBundled(uri) && !staysNote(uri)) {
      this.remove(uri);
      return;
    }
    const reading = this.noteOfFile(uri);
    this.readings.set(key, reading);
    const note = await reading;
    // Changed again, deleted or opened meanwhile: what was read is of then.
    if (this.readings.get(key) !== reading) return;
    this.readings.delete(key);
    if (this.readOpen(key)) return;
    if (note) this.put(note);
    else this.remove(uri);
  }

  /** Reads the note from its document, if it has one. */
  private readOpen(key: string): boolean {
    const open = vscode.workspace.textDocuments.find(({ uri }) => uri.toString() === key);
    if (open) this.get(open);
    return open !== undefined;
  }

  /** The note that a file is; undefined, and the log says why, where it cannot be read. */
  private async noteOfFile(uri: vscode.Uri): Promise<Note | undefined> {
    const key = uri.toString();
    try {
      const info = await this.files.stat(key);
      // Reading a pipe or a device (a link may lead to one) could wait, or go on, for ever.
      if (info?.kind !== 'file') return undefined;
      // Told of in the Problems panel when it is opened: a problem needs a place in a text, and this one is not read.
      if (info.size > LONGEST) {
        this.log.warn(`${uri.toString(true)} has ${info.size} bytes, and notes are read up to ${LONGEST}.`);
        return undefined;
      }
      const bytes = await this.files.read(key);
      return bytes && readNote(key, new TextDecoder().decode(bytes), LONGEST); // it may have grown
    } catch (error) {
      this.log.debug(`${uri.toString(true)} cannot be read: ${String(error)}`);
      return undefined;
    }
  }

  private put(note: Note): void {
    this.notes.set(note.uri, note);
    this.index = undefined;
    this.changed.fire();
  }

  private remove(uri: vscode.Uri): void {
    if (!this.notes.delete(uri.toString())) return;
    this.index = undefined;
    this.changed.fire();
  }
}

export function toProgramText(note: Note): NoteText {
  return { path: note.uri, text: note.text, snippets: programSnippets(note) };
}

/** A document in Markdown that is a note: a bundled one, one that has no file yet, or one that the settings name. */
function isNoteDocument({ uri, languageId }: vscode.TextDocument): boolean {
  return languageId === 'markdown' && isNoteAddress(uri);
}

/** Whether a document in Markdown at an address is a note. */
export function isNoteAddress(uri: vscode.Uri): boolean {
  if (NO_NOTES.includes(uri.scheme)) return false;
  return isBundled(uri) || uri.scheme === 'untitled' || isNamed(uri);
}

/** A file of the workspace that is closed stays a note; any other goes when its document does. */
function staysNote(uri: vscode.Uri): boolean {
  return vscode.workspace.getWorkspaceFolder(uri) !== undefined && isNamed(uri);
}

/** Whether the settings' patterns name a file, relative to its workspace folder; one outside of all is matched by its whole path. */
function isNamed(uri: vscode.Uri): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const { include, excluded } = patterns();
  // Of a document only the URI and the language are matched, and a closed file has no more.
  const file = { uri, languageId: 'markdown' } as vscode.TextDocument;
  const matches = (pattern: string): boolean =>
    vscode.languages.match({ pattern: folder ? new vscode.RelativePattern(folder, pattern) : pattern }, file) > 0;
  return include.some(matches) && !excluded.some(matches);
}

/** By the text of its URI: this is asked often. */
function isBundledNote(note: Note): boolean {
  return note.uri.startsWith(`${SCHEME}:`);
}

function patterns(): { include: readonly string[]; excluded: readonly string[] } {
  const configuration = vscode.workspace.getConfiguration('annotatedKernel.notes');
  const list = (name: string): string[] =>
    configuration.get<unknown[]>(name, []).filter((item): item is string => typeof item === 'string' && item !== '');
  return { include: list('files'), excluded: list('exclude') };
}
