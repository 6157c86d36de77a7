/**
 * Which files of a tree a name stands in, and which of those may define it by the look of their text. A name is searched for
 * once, in one pass over the tree's C files together with others that are wanted at the same time, and the answer is
 * remembered. When files change, only those are looked into again: changes that were reported (`changed`), or, after a reload
 * or an unclear report, those whose size or time differ from what was remembered. What is remembered is bounded, and can be
 * saved as plain data.
 */
import { decodeText, FileError, type Files, type Location } from '../files/files';
import { linesMatch, wordScanner } from '../files/words';
import { definitionPattern } from './definitionPattern';

export interface SearchOptions {
  readonly signal?: AbortSignal;
  /** Called now and then with the number of files read. */
  readonly onProgress?: (files: number) => void;
}

export interface SearchAnswer {
  /** For each name the files it stands in as a whole word, sorted. */
  readonly paths: ReadonlyMap<string, readonly string[]>;
  /** Of those the ones that may define it, by `definitionPattern`. */
  readonly defining: ReadonlyMap<string, readonly string[]>;
  /** Files that could not be looked into: an absence is then not certain. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

/** What `save` gives, for `JSON.stringify`. */
export interface SavedSearch {
  readonly format: 2;
  readonly files: readonly (readonly [path: string, size: number, modified: number])[];
  /** For each name the indices into `files` of those it stands in, and of those that may define it. */
  readonly words: readonly (readonly [word: string, files: readonly number[], defining: readonly number[]])[];
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
}

const ENDINGS = ['.c', '.h'];
/** Larger files are not looked into; the largest of Linux 6.12 has 23 MB. */
const MAX_SEARCHED = 200_000_000;
/** Names remembered at most, and files for all of them together; the names not asked for longest are forgotten. */
const MAX_WORDS = 5000;
const MAX_FOUND = 2_000_000;
/** When more files changed, it takes less to search the whole tree again. */
const MAX_CHANGED = 5000;

interface Stamp {
  readonly size: number;
  readonly modified: number;
}

/** Numbers of files, by `TreeSearch.paths`. */
interface Found {
  files: Int32Array;
  defining: Int32Array;
}

export class TreeSearch {
  private readonly words = new Map<string, Found>();
  /** Every path that an answer names has a number, its index here. */
  private paths: string[] = [];
  private numbers = new Map<string, number>();
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
      const patterns = new Map(missing.map((name) => [name, definitionPattern(name).source]));
      const search = { endings: ENDINGS, maxSize: MAX_SEARCHED, patterns, ...options };
      const { found, matching, skipped } = await tree.findWords(this.root, missing, search);
      this.skipped.clear();
      for (const { path, reason } of skipped) this.skipped.set(path, reason);
      for (const [word, paths] of found) {
        this.words.set(word, { files: this.numbersOf(paths), defining: this.numbersOf(matching.get(word) ?? []) });
      }
    }
    const paths = new Map<string, readonly string[]>();
    const defining = new Map<string, readonly string[]>();
    for (const name of names) {
      const found = this.words.get(name)!;
      this.words.delete(name);
      this.words.set(name, found);
      paths.set(name, this.pathsOf(found.files));
      defining.set(name, this.pathsOf(found.defining));
    }
    this.forget();
    return { paths, defining, skipped: [...this.skipped].map(([path, reason]) => ({ path, reason })) };
  }

  private numberOf(path: string): number {
    let number = this.numbers.get(path);
    if (number === undefined) {
      number = this.paths.push(path) - 1;
      this.numbers.set(path, number);
    }
    return number;
  }

  private numbersOf(paths: readonly string[]): Int32Array {
    return Int32Array.from(paths, (path) => this.numberOf(path));
  }

  private pathsOf(numbers: Int32Array): string[] {
    return Array.from(numbers, (number) => this.paths[number]!).sort();
  }

  private forget(): void {
    let all = 0;
    for (const { files } of this.words.values()) all += files.length;
    for (const [word, { files }] of this.words) {
      if (this.words.size <= MAX_WORDS && (all <= MAX_FOUND || this.words.size === 1)) return;
      this.words.delete(word);
      all -= files.length;
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
    const changed = this.dirty === 'all' ? await this.changedByStamps(options) : [...this.dirty];
    if (changed === undefined || changed.length > MAX_CHANGED) this.forgetAll();
    else await this.lookIntoAll(changed, options);
    this.dirty = new Set();
  }

  /** The files whose size or time is another than noted; undefined if they never were. */
  private async changedByStamps(options: SearchOptions): Promise<string[] | undefined> {
    const now = await this.walk(options);
    const before = this.stamps;
    this.stamps = now;
    if (!before) return undefined;
    return [...new Set([...now.keys(), ...before.keys()])].filter((path) => {
      const [a, b] = [now.get(path), before.get(path)];
      return a?.size !== b?.size || a?.modified !== b?.modified;
    });
  }

  private forgetAll(): void {
    this.words.clear();
    this.skipped.clear();
    this.paths = [];
    this.numbers = new Map();
    this.stamps = undefined;
  }

  private async lookIntoAll(paths: readonly string[], options: SearchOptions): Promise<void> {
    const wordsIn = wordScanner([...this.words.keys()]);
    for (const path of paths) {
      options.signal?.throwIfAborted();
      const bytes = await this.contentOf(path);
      const present = wordsIn(bytes);
      const text = present.size > 0 ? decodeText(bytes) : '';
      const number = this.numberOf(path);
      for (const [word, found] of this.words) {
        const stands = present.has(word);
        found.files = withNumber(found.files, number, stands);
        found.defining = withNumber(found.defining, number, stands && linesMatch(text, word, definitionPattern(word)));
      }
    }
  }

  /** What stands in a file that changed; nothing if it is gone or cannot be read, which is noted. */
  private async contentOf(path: string): Promise<Uint8Array> {
    const location = this.files.join(this.root, path);
    this.skipped.delete(path);
    try {
      const info = await this.files.stat(location);
      if (info?.kind !== 'file') this.stamps?.delete(path);
      else {
        this.stamps?.set(path, { size: info.size, modified: info.modified });
        if (info.size <= MAX_SEARCHED) return (await this.files.read(location)) ?? new Uint8Array();
        this.skipped.set(path, `larger than ${MAX_SEARCHED / 1e6} MB`);
      }
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      this.skipped.set(path, error.message);
    }
    return new Uint8Array();
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
    const saved = (numbers: Int32Array): number[] =>
      [...numbers].flatMap((number) => indices.get(this.paths[number]!) ?? []);
    const words = [...this.words].map(([word, found]) => [word, saved(found.files), saved(found.defining)] as const);
    const skipped = [...this.skipped].map(([path, reason]) => ({ path, reason }));
    return { format: 2, files, words, skipped };
  }

  /** Takes back what was saved; the next search looks into what changed since. */
  restore(saved: SavedSearch): void {
    if (saved.format !== 2) return;
    this.forgetAll();
    this.stamps = new Map(saved.files.map(([path, size, modified]) => [path, { size, modified }]));
    const numbers = (indices: readonly number[]): Int32Array =>
      this.numbersOf(indices.flatMap((index) => saved.files[index]?.[0] ?? []));
    for (const [word, files, defining] of saved.words) {
      this.words.set(word, { files: numbers(files), defining: numbers(defining) });
    }
    for (const { path, reason } of saved.skipped) this.skipped.set(path, reason);
    this.dirty = 'all';
  }
}

/**
 * What one search saved, with the names that another one of the same tree saved: two windows may have one tree open. Only where both saw
 * every file in the same state do the other's answers hold here.
 */
export function mergedSearch(own: SavedSearch, other: SavedSearch): SavedSearch {
  if (other.format !== own.format || other.files.length !== own.files.length) return own;
  const indices = new Map(own.files.map(([path], n) => [path, n]));
  const here: number[] = [];
  for (const [path, size, modified] of other.files) {
    const index = indices.get(path) ?? -1;
    const file = own.files[index];
    if (!file || file[1] !== size || file[2] !== modified) return own;
    here.push(index);
  }
  const known = new Set(own.words.map(([word]) => word));
  const more = other.words
    .filter(([word]) => !known.has(word))
    .slice(0, Math.max(0, MAX_WORDS - own.words.length))
    .map(([word, files, defining]) => [word, files.map((n) => here[n]!), defining.map((n) => here[n]!)] as const);
  // Those of this window come last: they are the ones forgotten last.
  return { ...own, words: [...more, ...own.words] };
}

/** The numbers with one more, or without it. */
function withNumber(numbers: Int32Array, number: number, stands: boolean): Int32Array {
  if (numbers.includes(number) === stands) return numbers;
  return stands ? Int32Array.from([...numbers, number]) : numbers.filter((other) => other !== number);
}
