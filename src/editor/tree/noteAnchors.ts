/**
 * Where the notes stand in the current tree, kept up to date in the background. First the stated paths are tried, which takes
 * milliseconds, and what they give is told; then the tree is searched for the rest, where it can be searched. A change of a note never
 * cuts off a search that is under way (a note saved every second would else never get its answer); another tree does.
 */
import * as vscode from 'vscode';
import { anchorNotes } from '../../notes/anchor/anchor';
import type { Anchor, SnippetAnchor } from '../../notes/anchor/result';
import type { Note, Snippet } from '../../notes/note';
import { isBundled } from '../documents';
import type { NoteLibrary } from '../library';
import type { KernelTrees } from './kernelTrees';
import type { OpenTree } from './openTree';
import type { SearchStore } from './searchStore';

/** Milliseconds after a change until anchoring begins. */
const QUIET = 50;
/** Milliseconds after which a search says that it goes on. */
const PATIENCE = 1500;

/** The answers for one note, each snippet's at its index. */
export interface AnchoredNote {
  readonly note: Note;
  readonly tree: OpenTree;
  readonly snippets: readonly SnippetAnchor[];
  /** The tree is still being searched: what is unanchored may yet be found. */
  readonly searching: boolean;
}

/** One definition or piece of code that was found. */
export interface AnchoredUnit {
  readonly note: Note;
  readonly snippet: Snippet;
  readonly anchor: Anchor & { readonly path: string; readonly startLine: number; readonly endLine: number };
}

export class NoteAnchors implements vscode.Disposable {
  private answers = new Map<string, AnchoredNote>();
  private byPath: Map<string, AnchoredUnit[]> | undefined;
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly subscription: vscode.Disposable;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private tree: OpenTree | undefined;
  private controller = new AbortController();
  private readonly stale = new Set<string>();
  private working = false;
  private readonly toSearch = new Set<string>();
  private searching = false;
  private readonly failures = new Set<string>();

  /** Some answers are new. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly library: NoteLibrary,
    private readonly trees: KernelTrees,
    private readonly store: SearchStore,
    private readonly log: vscode.LogOutputChannel,
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      library.onDidChange(() => this.updateSoon()),
      trees.onDidChange(() => this.treeChanged()),
      trees.onDidChangeSources(({ tree }) => {
        if (tree === this.tree) this.outdated();
      }),
    );
  }

  /** Whether a search of the tree is under way. */
  get isSearching(): boolean {
    return this.searching;
  }

  /** Whether a tree is the one that notes are held against. */
  isCurrent(tree: OpenTree | undefined): boolean {
    return tree !== undefined && tree === this.trees.current;
  }

  /** The answers for a note as it reads now. */
  of(note: Note): AnchoredNote | undefined {
    const answer = this.answers.get(note.uri);
    return answer?.note === note && answer.tree === this.trees.current ? answer : undefined;
  }

  /** The answer for a snippet as it reads now. */
  ofSnippet(note: Note, snippet: Snippet): SnippetAnchor | undefined {
    return this.of(note)?.snippets[snippet.index];
  }

  get all(): readonly AnchoredNote[] {
    return this.library.all.flatMap((note) => this.of(note) ?? []);
  }

  /**
   * What of the notes stands in a file of the current tree, in the order of its lines. Where a workspace's note quotes a definition, the
   * bundled ones are silent about it.
   */
  inFile(path: string): readonly AnchoredUnit[] {
    if (!this.byPath) {
      this.byPath = new Map();
      for (const { note, snippets } of this.all) {
        for (const { snippet, anchors } of snippets) {
          for (const anchor of anchors) {
            if (!isPlaced(anchor)) continue;
            const units = this.byPath.get(anchor.path) ?? [];
            this.byPath.set(anchor.path, units);
            const quoted = units.some((unit) => unit.note !== note && unit.anchor.startLine === anchor.startLine);
            if (quoted && isBundled(vscode.Uri.parse(note.uri))) continue; // which come last
            units.push({ note, snippet, anchor });
          }
        }
      }
      for (const units of this.byPath.values()) units.sort((a, b) => a.anchor.startLine - b.anchor.startLine);
    }
    return this.byPath.get(path) ?? [];
  }

  /** Where a name that the notes define stands in the current tree; the one in `note` first. */
  placesOf(name: string, note: Note | undefined): AnchoredUnit[] {
    const entry = this.library.symbols.get(name);
    const own = entry?.definitions.filter((found) => found.note.uri === note?.uri) ?? [];
    return (own.length > 0 ? own : (entry?.definitions ?? [])).flatMap(({ note: other, snippet, definition }) => {
      const anchor = this.ofSnippet(other, snippet)?.anchors.find(
        ({ unit }) => unit.definition?.item === definition.item,
      );
      return anchor && isPlaced(anchor) ? [{ note: other, snippet, anchor }] : [];
    });
  }

  dispose(): void {
    this.controller.abort();
    clearTimeout(this.timer);
    this.subscription.dispose();
  }

  private treeChanged(): void {
    const { current } = this.trees;
    if (current === this.tree) return;
    this.controller.abort();
    this.controller = new AbortController();
    this.tree = current;
    this.answers.clear();
    this.toSearch.clear();
    this.tell();
    this.updateSoon();
  }

  /** Files of the tree changed: every answer is looked at again, at the cost of asking for the files' times. */
  private outdated(): void {
    for (const uri of this.answers.keys()) this.stale.add(uri);
    this.updateSoon();
  }

  private tell(): void {
    this.byPath = undefined;
    this.changed.fire();
  }

  private updateSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      void this.update();
    }, QUIET);
  }

  /** Tries the stated paths of what changed. */
  private async update(): Promise<void> {
    const { tree, controller } = this;
    if (this.working) return;
    const notes = this.library.all.filter(
      ({ uri }) => !this.answers.has(uri) || this.stale.has(uri) || this.changedSince(uri),
    );
    const known = new Set(this.library.all.map(({ uri }) => uri));
    const gone = [...this.answers.keys()].filter((uri) => !known.has(uri));
    for (const uri of gone) this.answers.delete(uri);
    if (!tree || notes.length === 0) {
      if (gone.length > 0) this.tell();
      return;
    }
    this.stale.clear();
    this.working = true;
    try {
      const { search } = tree.sources;
      const found = await anchorNotes(notes, tree.sources, { search: false, signal: controller.signal });
      const searchable = search.available;
      this.put(notes, found, tree, searchable);
      if (searchable) for (const { uri } of notes) this.toSearch.add(uri);
      this.tell();
      void this.search();
    } catch (error) {
      this.failed(error, controller.signal);
      if (tree !== this.tree) return; // of the one that is current now they are asked for next
      for (const note of notes) this.answers.set(note.uri, { note, tree, snippets: [], searching: false });
    } finally {
      this.working = false;
      this.updateSoon(); // what changed in the meantime; nothing is done if nothing did
    }
  }

  private changedSince(uri: string): boolean {
    return this.answers.get(uri)?.note !== this.library.byUri(uri);
  }

  /** Keeps answers in which nothing is left to search for as they are; others are marked. */
  private put(notes: readonly Note[], found: readonly SnippetAnchor[], tree: OpenTree, searchable: boolean): void {
    let next = 0;
    for (const note of notes) {
      const snippets = note.snippets.map(() => found[next++]!);
      const open = snippets.some(({ status }) => status === 'unanchored');
      const current = tree === this.tree && this.library.byUri(note.uri) === note;
      if (current) this.answers.set(note.uri, { note, tree, snippets, searching: searchable && open });
    }
  }

  /** Searches the tree for what the stated paths did not give, one search at a time. */
  private async search(): Promise<void> {
    if (this.searching) return;
    this.searching = true;
    try {
      while (this.toSearch.size > 0 && this.tree) {
        const { tree, controller } = this;
        const notes = [...this.toSearch].flatMap((uri) => this.library.byUri(uri) ?? []);
        this.toSearch.clear();
        try {
          await this.store.restore(tree);
          const found = await this.searchTree(notes, tree, controller.signal);
          if (!found) {
            this.cancelled(tree);
            break;
          }
          this.store.saveSoon(tree);
          // A note that changed meanwhile is in the queue again.
          this.put(notes, found, tree, false);
        } catch (error) {
          this.failed(error, controller.signal);
          if (tree !== this.tree) continue;
          for (const [uri, answer] of this.answers) this.answers.set(uri, { ...answer, searching: false });
        }
        this.tell();
      }
    } finally {
      this.searching = false;
      this.tell();
    }
  }

  /** Searches a tree, shows how far it is if it takes long, and lets the user end it: the answer is then undefined. */
  private async searchTree(
    notes: readonly Note[],
    tree: OpenTree,
    signal: AbortSignal,
  ): Promise<readonly SnippetAnchor[] | undefined> {
    const user = new AbortController();
    let report: (files: number) => void = () => {};
    const searching = anchorNotes(notes, tree.sources, {
      search: true,
      signal: AbortSignal.any([signal, user.signal]),
      onProgress: (files) => report(files),
    });
    const timer = setTimeout(() => {
      const title = `Looking through ${tree.title} for the code of notes`;
      const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
      void vscode.window.withProgress(options, async (progress, token) => {
        report = (files) => progress.report({ message: `${files.toLocaleString()} files` });
        const subscription = token.onCancellationRequested(() => user.abort());
        await searching.then(
          () => undefined,
          () => undefined, // who searches is told
        );
        subscription.dispose();
      });
    }, PATIENCE);
    try {
      return await searching;
    } catch (error) {
      if (user.signal.aborted && !signal.aborted) return undefined;
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  /** The user ended a search: what was not found stays so until notes or the tree change. */
  private cancelled(tree: OpenTree): void {
    this.toSearch.clear();
    this.log.info(`The search of ${tree.title} was cancelled.`);
    for (const [uri, answer] of this.answers) {
      if (!answer.searching) continue;
      const say = <T extends Pick<Anchor, 'status' | 'reason'>>(about: T): T =>
        about.status === 'unanchored' ? { ...about, reason: `${about.reason} (The search was cancelled.)` } : about;
      const snippets = answer.snippets.map((snippet) => ({ ...say(snippet), anchors: snippet.anchors.map(say) }));
      this.answers.set(uri, { ...answer, snippets, searching: false });
    }
  }

  private failed(error: unknown, signal: AbortSignal): void {
    if (signal.aborted) return;
    const message = `Looking for the notes' code in the kernel tree failed: ${error instanceof Error ? error.message : String(error)}`;
    if (this.failures.has(message)) return;
    this.failures.add(message);
    this.log.error(message);
  }
}

export function isPlaced(anchor: Anchor): anchor is AnchoredUnit['anchor'] {
  return anchor.path !== undefined && anchor.startLine !== undefined && anchor.endLine !== undefined;
}
