/**
 * What a search of a tree remembers, kept in the extension's own storage so that it survives a reload: one JSON file for each tree. The search
 * itself finds out which files changed since. What cannot be read or written is left out; it is only searched again.
 */
import * as vscode from 'vscode';
import type { SavedSearch } from '../../notes/treeSearch';
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
    try {
      const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(this.fileOf(tree)));
      const { root, saved } = JSON.parse(text) as Stored;
      if (root === tree.key) tree.sources.search.restore(saved);
    } catch (error) {
      const missing = error instanceof vscode.FileSystemError && error.code === 'FileNotFound';
      if (!missing) this.log.warn(`What was remembered of ${tree.key} cannot be used: ${String(error)}`);
    }
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
      const stored: Stored = { root: tree.key, saved };
      const bytes = new TextEncoder().encode(JSON.stringify(stored));
      await vscode.workspace.fs.writeFile(this.fileOf(tree), bytes);
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
