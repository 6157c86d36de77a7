/**
 * Which files of a tree a name stands in. A name is searched for once, in one pass over the tree's C files together with
 * others that are wanted at the same time, and the answer is remembered. When files change, only those are looked into again:
 * changes that were reported (`changed`), or, after a reload or an unclear report, those whose size or time differ from what
 * was remembered. What is remembered can be saved as plain data.
 */
import { decodeText, FileError, type Files, type Location } from '../files/files';

export interface SearchOptions {
  readonly signal?: AbortSignal;
  /** Called now and then with the number of files read. */
  readonly onProgress?: (files: number) => void;
}

export interface SearchAnswer {
  /** For each name the files it stands in as a whole word, sorted. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Files that could not be looked into: an absence is then not certain. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** What `save` gives, for `JSON.stringify`. */
export interface SavedSearch {
  readonly format: 1;
  readonly files: readonly (readonly [path: string, size: number, modified: number])[];
  /** For each name the indices into `files`. */
  readonly words: readonly (readonly [word: string, files: readonly number[]])[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

const ENDINGS = ['.c', '.h'];
/** Larger files are not looked into; the largest of Linux 6.12 has 23 MB. */
const MAX_SEARCHED = 200_000_000;
/** Names remembered at most; the ones not asked for longest are forgotten. */
const MAX_WORDS = 5000;

interface Stamp {
  readonly size: number;
  readonly modified: number;
}

export class TreeSearch {
  private readonly words = new Map<string, Set<string>>();
  private stamps: Map<string, Stamp> | undefined;
  private readonly skipped = new Map<string, string>();
  /** Files reported as changed since they were last looked into; `all` when it is not known which. */
  private dirty: Set<string> | 'all' = new Set();
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly files: Files,
    private readonly root: Location,
  ) {}

  /** Whether this tree can be searched at all. */
  get available(): boolean {
    return this.files.tree !== undefined;
  }

  /** The files in which each name stands. Searches run one after the other. */
  find(names: readonly string[], options: SearchOptions = {}): Promise<SearchAnswer> {
    const result = this.running.then(() => this.findNow(names, options));
    // Whoever asked is told of an error; the next search is not held up by it.
    this.running = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  }

  /** Files that changed, were made or deleted, by their paths in the tree; undefined if it is not known which. */
  changed(paths: readonly string[] | undefined): void {
    if (paths === undefined) this.dirty = 'all';
    else if (this.dirty !== 'all') {
      for (const path of paths) if (ENDINGS.some((ending) => path.endsWith(ending))) this.dirty.add(path);
    }
  }

  private async findNow(names: readonly string[], options: SearchOptions): Promise<SearchAnswer> {
    const { tree } = this.files;
    if (!tree) throw new Error('Trees on this file system are not searched.');
    await this.refresh(options);
    const missing = [...new Set(names)].filter((name) => !this.words.has(name));
    if (missing.length > 0) {
      const search = { endings: ENDINGS, maxSize: MAX_SEARCHED, ...options };
      const { found, skipped } = await tree.findWords(this.root, missing, search);
      this.skipped.clear();
      for (const { path, reason } of skipped) this.skipped.set(path, reason);
      for (const [word, paths] of found) this.words.set(word, new Set(paths));
    }
    const paths = new Map<string, readonly string[]>();
    for (const name of names) {
      const found = this.words.get(name)!;
      this.words.delete(name);
      this.words.set(name, found);
      paths.set(name, [...found].sort());
    }
    this.forget();
    return { paths, skipped: [...this.skipped].map(([path, reason]) => ({ path, reason })) };
  }

  private forget(): void {
    for (const word of this.words.keys()) {
      if (this.words.size <= MAX_WORDS) return;
      this.words.delete(word);
    }
  }

  private async walk(options: SearchOptions): Promise<Map<string, Stamp>> {
    const found = await this.files.tree!.walk(this.root, {
      endings: ENDINGS,
      ...(options.signal && { signal: options.signal }),
    });
    return new Map(found.map(({ path, size, modified }) => [path, { size, modified }]));
  }

  /** Looks again into what changed since the remembered names were found. */
  private async refresh(options: SearchOptions): Promise<void> {
    if (this.words.size === 0) this.dirty = new Set();
    if (this.dirty !== 'all' && this.dirty.size === 0) return;
    let changed: Iterable<string>;
    if (this.dirty === 'all') {
      const now = await this.walk(options);
      if (!this.stamps) {
        // It was never noted how the files were: what is remembered is of no use.
        this.words.clear();
        this.stamps = now;
        this.dirty = new Set();
        return;
      }
      const before = this.stamps;
      const paths = [...new Set([...now.keys(), ...before.keys()])];
      changed = paths.filter((path) => {
        const [a, b] = [now.get(path), before.get(path)];
        return a?.size !== b?.size || a?.modified !== b?.modified;
      });
      this.stamps = now;
    } else changed = this.dirty;
    for (const path of changed) {
      options.signal?.throwIfAborted();
      await this.lookInto(path);
    }
    this.dirty = new Set();
  }

  private async lookInto(path: string): Promise<void> {
    const location = this.files.join(this.root, path);
    this.skipped.delete(path);
    let text = '';
    try {
      const info = await this.files.stat(location);
      if (info?.kind !== 'file') this.stamps?.delete(path);
      else {
        this.stamps?.set(path, { size: info.size, modified: info.modified });
        if (info.size > MAX_SEARCHED) this.skipped.set(path, `larger than ${MAX_SEARCHED / 1e6} MB`);
        else text = decodeText((await this.files.read(location)) ?? new Uint8Array());
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.skipped.set(path, error.message);
    }
    for (const [word, paths] of this.words) {
      if (hasWord(text, word)) paths.add(path);
      else paths.delete(path);
    }
  }

  /**
   * What is remembered, as plain data; undefined if nothing is. The files' sizes and times are taken now, so it is for when
   * changes are being reported, or nothing changes.
   */
  async save(options: SearchOptions = {}): Promise<SavedSearch | undefined> {
    await this.running;
    if (!this.files.tree || this.words.size === 0) return undefined;
    await this.refresh(options);
    this.stamps ??= await this.walk(options);
    const files = [...this.stamps].map(([path, { size, modified }]) => [path, size, modified] as const);
    const indices = new Map(files.map(([path], n) => [path, n]));
    const words = [...this.words].map(
      ([word, paths]) => [word, [...paths].flatMap((path) => indices.get(path) ?? [])] as const,
    );
    const skipped = [...this.skipped].map(([path, reason]) => ({ path, reason }));
    return { format: 1, files, words, skipped };
  }

  /** Takes back what was saved; the next search looks into what changed since. */
  restore(saved: SavedSearch): void {
    if (saved.format !== 1) return;
    this.stamps = new Map(saved.files.map(([path, size, modified]) => [path, { size, modified }]));
    for (const [word, indices] of saved.words) {
      this.words.set(word, new Set(indices.flatMap((index) => saved.files[index]?.[0] ?? [])));
    }
    for (const { path, reason } of saved.skipped) this.skipped.set(path, reason);
    this.dirty = 'all';
  }
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (!/[\w$]/.test(text.charAt(at - 1)) && !/[\w$]/.test(text.charAt(at + word.length))) return true;
  }
  return false;
}
