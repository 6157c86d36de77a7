/**
 * What a search of a tree remembers, kept in the extension's own storage so that it survives a reload: one JSON file for each tree. The search
 * itself finds out which files changed since. What cannot be read or written is left out; it is only searched again. All windows share
 * the storage: a file is written beside and then put in place, so that nobody reads half of one, and what another window wrote
 * meanwhile is taken over.
 */
import * as vscode from 'vscode';
import { mergedSearch, type SavedSearch } from '../../notes/treeSearch';
import type { OpenTree } from './openTree';

/** Milliseconds after the last answer until it is written. */
const QUIET = 5000;

/** What a file holds. */
interface Stored {
  /** The tree's URI. */
  readonly root: string;
  readonly saved: SavedSearch;
}

export class SearchStore implements vscode.Disposable {
  private readonly timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** When the file of a tree was changed that this window last read or wrote. */
  private readonly seen = new Map<string, number>();
  private readonly restored = new WeakMap<OpenTree, Promise<void>>();

  constructor(
    private readonly folder: vscode.Uri,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Gives a tree's search what was kept of it; once for each tree, before its first search. */
  restore(tree: OpenTree): Promise<void> {
    let restored = this.restored.get(tree);
    if (!restored) {
      restored = this.restoreNow(tree);
      this.restored.set(tree, restored);
    }
    return restored;
  }

  private async restoreNow(tree: OpenTree): Promise<void> {
    if (!tree.sources.search.available) return;
    const saved = await this.read(tree);
    if (saved) tree.sources.search.restore(saved);
  }

  /** What the file of a tree holds; undefined if there is none that can be used. */
  private async read(tree: OpenTree): Promise<SavedSearch | undefined> {
    const file = this.fileOf(tree);
    try {
      const { mtime } = await vscode.workspace.fs.stat(file);
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(file));
      const { root, saved } = JSON.parse(text) as Stored;
      this.seen.set(tree.key, mtime);
      return root === tree.key ? saved : undefined;
    } catch (error) {
      const missing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      if (!missing) this.log.warn(`What was remembered of ${tree.key} cannot be used: ${String(error)}`);
      return undefined;
    }
  }

  /** What another window wrote since this one last read or wrote the file of a tree. */
  private async written(tree: OpenTree): Promise<SavedSearch | undefined> {
    const stat = await vscode.workspace.fs.stat(this.fileOf(tree)).then(
      (found) => found,
      () => undefined, // there is none yet
    );
    return stat && stat.mtime !== this.seen.get(tree.key) ? this.read(tree) : undefined;
  }

  /** Writes what a tree's search knows by now, a while after the last call. */
  saveSoon(tree: OpenTree): void {
    if (!tree.sources.search.available) return;
    clearTimeout(this.timers.get(tree.key));
    this.timers.set(
      tree.key,
      setTimeout(() => void this.save(tree), QUIET),
    );
  }

  dispose(): void {
    for (const timer of this.timers.values()) clearTimeout(timer);
  }

  private async save(tree: OpenTree): Promise<void> {
    try {
      const saved = await tree.sources.search.save();
      if (!saved) return;
      const other = await this.written(tree);
      const stored: Stored = { root: tree.key, saved: other ? mergedSearch(saved, other) : saved };
      const bytes = new TextEncoder().encode(JSON.stringify(stored));
      const file = this.fileOf(tree);
      const beside = file.with({ path: `${file.path}.${crypto.randomUUID()}` });
      await vscode.workspace.fs.writeFile(beside, bytes);
      try {
        await vscode.workspace.fs.rename(beside, file, { overwrite: true });
      } catch (error) {
        await vscode.workspace.fs.delete(beside);
        throw error;
      }
      this.seen.set(tree.key, (await vscode.workspace.fs.stat(file)).mtime);
    } catch (error) {
      this.log.warn(`What a search found cannot be kept: ${String(error)}`);
    }
  }

  private fileOf(tree: OpenTree): vscode.Uri {
    return vscode.Uri.joinPath(this.folder, 'searches', `${this.nameOf(tree)}.json`);
  }

  /** A file name for a tree's address; the file itself says whose it is. FNV-1a. */
  private nameOf({ key }: OpenTree): string {
    let hash = 0x811c9dc5;
    for (let n = 0; n < key.length; n++) hash = Math.imul(hash ^ key.charCodeAt(n), 0x01000193);
    return (hash >>> 0).toString(16).padStart(8, '0');
  }
}
