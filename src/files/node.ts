/**
 * File access on Node: local files, for the terminal and for local folders in the editor. Searching a tree reads each file
 * with three system calls into one buffer and looks for the words as bytes. It is done by a few threads, which run this very
 * file as a bundle of its own (`search.js`); run from source, it is done on this thread, which gives way every few
 * milliseconds.
 */
import {
  closeSync,
  type Dirent,
  existsSync,
  openSync,
  readdirSync,
  readSync,
  statSync,
  watch as watchFolder,
} from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import {
  FileError,
  type FileInfo,
  type Files,
  type FolderEntry,
  type TreeAccess,
  type TreeFile,
  type WalkOptions,
  type WordSearchOptions,
  type WordSearchResult,
} from './files';
import { isPart, LONGEST_LINES, wordScanner } from './words';

/** Milliseconds of work between two moments of giving way. */
const SLICE = 20;

/** Local files. Locations are paths. */
export const nodeFiles: Files = {
  join: (folder, relativePath) => join(folder, relativePath),
  contains(folder, location) {
    const path = relative(resolve(folder), resolve(location));
    return path === '' || (path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path));
  },
  async stat(location) {
    const found = await unlessMissing(location, () => stat(location));
    return found && toInfo(found);
  },
  async read(location) {
    const info = await this.stat(location);
    if (info?.kind !== 'file') return undefined; // reading a pipe or a device could wait for ever
    return unlessMissing(location, () => readFile(location));
  },
  async list(folder) {
    const entries = await unlessMissing(folder, () => readdir(folder, { withFileTypes: true }));
    return entries?.map(toEntry);
  },
  real: (location) => unlessMissing(location, () => realpath(location)),
  watch(folder, onChange) {
    const watcher = watchFolder(folder, { recursive: true }, (_event, name) => {
      onChange([name === null ? folder : join(folder, name)]);
    });
    // A tree that vanishes is a change like others; whoever reads it next is told what is wrong.
    watcher.on('error', () => onChange([folder]));
    return { dispose: () => watcher.close() };
  },
  tree: { walk, findWords } satisfies TreeAccess,
};

function toInfo(found: { isFile(): boolean; isDirectory(): boolean; size: number; mtimeMs: number }): FileInfo {
  const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
  return { kind, size: found.size, modified: found.mtimeMs };
}

function toEntry(entry: Dirent): FolderEntry {
  if (entry.isSymbolicLink()) return { name: entry.name, kind: 'link' };
  return { name: entry.name, kind: entry.isFile() ? 'file' : entry.isDirectory() ? 'folder' : 'other' };
}

const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR', 'ENAMETOOLONG']);

async function unlessMissing<T>(location: string, action: () => Promise<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== undefined && MISSING.has(code)) return undefined;
    throw new FileError(location, reasonOf(error));
  }
}

function reasonOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EACCES' || code === 'EPERM') return 'permission denied';
  if (code === 'ELOOP') return 'its symbolic links lead in a circle';
  return message;
}

/** Lets other work run; throws when cancelled. */
class Slices {
  private started = performance.now();

  constructor(private readonly signal: AbortSignal | undefined) {
    signal?.throwIfAborted();
  }

  get over(): boolean {
    return performance.now() - this.started > SLICE;
  }

  async pause(): Promise<void> {
    await new Promise((done) => setImmediate(done));
    this.signal?.throwIfAborted();
    this.started = performance.now();
  }
}

/** Gives the paths of the files below a folder, one folder after the other; folders that cannot be read are in `unreadable`. */
async function listTree(
  folder: string,
  options: WalkOptions,
  unreadable: { path: string; reason: string }[],
  give: (paths: readonly string[]) => void,
): Promise<void> {
  const slices = new Slices(options.signal);
  const skip = new Set(options.skip ?? []);
  const pending = [''];
  for (let prefix = pending.pop(); prefix !== undefined; prefix = pending.pop()) {
    if (slices.over) await slices.pause();
    let entries: Dirent[];
    try {
      entries = readdirSync(prefix === '' ? folder : `${folder}/${prefix}`, { withFileTypes: true });
    } catch (error) {
      if (prefix === '') throw new FileError(folder, reasonOf(error));
      unreadable.push({ path: prefix, reason: reasonOf(error) });
      continue;
    }
    const below = prefix === '' ? '' : `${prefix}/`;
    const out: string[] = [];
    for (const entry of entries) {
      const { name } = entry;
      if (entry.isDirectory()) {
        if (!name.startsWith('.') && !skip.has(name)) pending.push(below + name);
      } else if (entry.isFile() && hasEnding(name, options.endings)) out.push(below + name);
    }
    if (out.length > 0) give(out);
  }
}

function hasEnding(name: string, endings: readonly string[] | undefined): boolean {
  return endings === undefined || endings.some((ending) => name.endsWith(ending));
}

async function walk(folder: string, options: WalkOptions): Promise<TreeFile[]> {
  const slices = new Slices(options.signal);
  const out: TreeFile[] = [];
  const paths: string[] = [];
  await listTree(folder, options, [], (some) => paths.push(...some));
  for (const path of paths.sort()) {
    if (slices.over) await slices.pause();
    const found = statSync(`${folder}/${path}`, { throwIfNoEntry: false });
    if (found) out.push({ path, size: found.size, modified: found.mtimeMs });
  }
  return out;
}

async function findWords(
  folder: string,
  words: readonly string[],
  options: WordSearchOptions,
): Promise<WordSearchResult> {
  const skipped: Skipped[] = [];
  const found = new Map<string, string[]>(words.map((word) => [word, []]));
  const matching = new Map<string, string[]>(words.map((word) => [word, []]));
  let files = 0;
  const take = (portion: Portion): void => {
    for (const [word, path, matches] of portion.found) {
      found.get(word)?.push(path);
      if (matches) matching.get(word)?.push(path);
    }
    skipped.push(...portion.skipped);
    files += portion.files;
    options.onProgress?.(files);
  };
  const wanted = [...found.keys()].filter((word) => word !== '');
  const task = { folder, words: wanted, maxSize: options.maxSize, patterns: options.patterns ?? new Map() };
  const list = (give: (paths: readonly string[]) => void): Promise<void> => listTree(folder, options, skipped, give);
  if (existsSync(SEARCH_SCRIPT)) await searchInThreads(list, task, take, options.signal);
  else await searchHere(list, task, take, options.signal);
  for (const list of [...found.values(), ...matching.values()]) list.sort();
  return { found, matching, skipped, files };
}

interface Skipped {
  readonly path: string;
  readonly reason: string;
}

interface SearchTask {
  readonly folder: string;
  readonly words: readonly string[];
  readonly maxSize: number;
  readonly patterns: ReadonlyMap<string, string>;
}

/** What was found in some of the files. */
interface Portion {
  readonly found: readonly (readonly [word: string, path: string, matches: boolean])[];
  readonly skipped: readonly Skipped[];
  readonly files: number;
}

const PORTION = 400;
/** Portions that a thread has at once: it is not to wait for this thread, which a busy machine may run much later. */
const AHEAD = 3;

/** This file as a script of its own, beside the bundle that this file is part of; run from source there is none. */
const SEARCH_SCRIPT = typeof __dirname === 'string' ? join(__dirname, 'search.js') : '';
const IS_SEARCH_THREAD = 'annotated-kernel search';
const MOST_THREADS = 4;

/** Lists the files to search, some at a time. */
type List = (give: (paths: readonly string[]) => void) => Promise<void>;

/**
 * Searches with as many threads as there are processors; each takes some portions of the files at a time, the first ones while
 * the tree is still being listed.
 */
async function searchInThreads(
  list: List,
  task: SearchTask,
  take: (portion: Portion) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  const threads = Array.from({ length: Math.min(MOST_THREADS, availableParallelism()) }, () => {
    const workerData = { is: IS_SEARCH_THREAD, task };
    return new Worker(SEARCH_SCRIPT, { workerData, execArgv: [], env: {} });
  });
  const waiting: string[] = [];
  let next = 0;
  let listed = false;
  /** Each gives its thread more to do, or ends its run. */
  const idle = new Set<() => void>();
  const wake = (): void => {
    const all = [...idle];
    idle.clear();
    for (const give of all) give();
  };
  const run = (thread: Worker): Promise<void> =>
    new Promise((done, fail) => {
      let given = 0;
      const give = (): void => {
        while (given < AHEAD && (waiting.length - next >= PORTION || (listed && next < waiting.length))) {
          thread.postMessage(waiting.slice(next, next + PORTION));
          next += PORTION;
          given++;
        }
        if (given === 0 && listed) done();
        else if (given < AHEAD && !listed) idle.add(give);
      };
      thread.on('message', (portion: Portion) => {
        given--;
        take(portion);
        give();
      });
      thread.on('error', fail);
      signal?.addEventListener('abort', () => fail(signal.reason), { once: true });
      give();
    });
  const listing = async (): Promise<void> => {
    await list((paths) => {
      for (const path of paths) waiting.push(path);
      if (idle.size > 0 && waiting.length - next >= PORTION) wake();
    });
    listed = true;
    wake();
  };
  try {
    await Promise.all([listing(), ...threads.map(run)]);
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** Searches on this thread, giving way now and then. */
async function searchHere(
  list: List,
  task: SearchTask,
  take: (portion: Portion) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const paths: string[] = [];
  await list((some) => paths.push(...some));
  const slices = new Slices(signal);
  const search = searcher(task);
  for (let at = 0; at < paths.length; at += PORTION_HERE) {
    take(search(paths.slice(at, at + PORTION_HERE)));
    if (slices.over) await slices.pause();
  }
}

const PORTION_HERE = 20;

/** Looks into files, one portion after the other. */
function searcher({ folder, words, maxSize, patterns }: SearchTask): (paths: readonly string[]) => Portion {
  const reader = new PieceReader(maxSize);
  const wordsIn = words.length > MANY_WORDS ? wordScanner(words) : seeker(words);
  const expressions = new Map([...patterns].map(([word, source]) => [word, new RegExp(source)]));
  return (paths) => {
    const found: [string, string, boolean][] = [];
    const skipped: Skipped[] = [];
    for (const path of paths) {
      const present = new Map<string, boolean>();
      const reason = reader.read(`${folder}/${path}`, (piece) => {
        for (const word of wordsIn(piece)) {
          const expression = expressions.get(word);
          const matched = present.get(word) ?? false;
          present.set(word, matched || (expression !== undefined && linesMatch(piece, word, expression)));
        }
      });
      if (reason !== undefined) skipped.push({ path, reason });
      else for (const [word, matches] of present) found.push([word, path, matches]);
    }
    return { found, skipped, files: paths.length };
  };
}

/** More words than this are looked for by reading every identifier once, fewer by searching for each. */
const MANY_WORDS = 16;

/** Looks for each word as bytes: fast for few. */
function seeker(words: readonly string[]): (content: Buffer) => string[] {
  const needles = words.map((word) => ({ word, bytes: Buffer.from(word) }));
  return (content) => needles.filter(({ bytes }) => hasWord(content, bytes)).map(({ word }) => word);
}

/** Reads one file after another into the same buffer, a large one piece by piece. */
class PieceReader {
  private buffer = Buffer.allocUnsafe(1 << 20);

  constructor(private readonly maxSize: number) {}

  /**
   * Gives the bytes of a file, valid only in the call. Of two pieces the second begins with the first one's last whole line, so
   * that every line is seen with the one after it. Returns why the file could not be had.
   */
  read(path: string, give: (piece: Buffer) => void): string | undefined {
    let descriptor: number | undefined;
    try {
      descriptor = openSync(path, 'r');
      for (let kept = 0, total = 0; ; ) {
        if (kept === this.buffer.length) this.buffer = Buffer.concat([this.buffer], 2 * kept); // all one line
        const count = readSync(descriptor, this.buffer, kept, this.buffer.length - kept, null);
        total += count;
        if (total > this.maxSize) return `larger than ${this.maxSize / 1e6} MB`;
        const length = kept + count;
        const piece = this.buffer.subarray(0, length);
        give(piece);
        // A local file gives all there is: less than was asked for means that this was the end.
        if (length < this.buffer.length) return undefined;
        const lineEnd = piece.lastIndexOf(NEWLINE);
        const start = lineEnd > 0 ? piece.lastIndexOf(NEWLINE, lineEnd - 1) + 1 : 0;
        this.buffer.copyWithin(0, start, length);
        kept = length - start;
      }
    } catch (error) {
      return reasonOf(error);
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }
}

/** As `linesMatch` of words.ts, on bytes: only the lines in question become text. */
function linesMatch(content: Buffer, word: string, pattern: RegExp): boolean {
  const bytes = Buffer.from(word);
  for (let at = content.indexOf(bytes); at >= 0; ) {
    if (isPart(content[at - 1]) || isPart(content[at + bytes.length])) {
      at = content.indexOf(bytes, at + 1);
      continue;
    }
    const lineEnd = content.indexOf(NEWLINE, at);
    const end = lineEnd < 0 ? -1 : content.indexOf(NEWLINE, lineEnd + 1);
    const start = content.lastIndexOf(NEWLINE, at) + 1;
    const stop = end < 0 ? content.length : end;
    if (stop - start > LONGEST_LINES || pattern.test(content.toString('latin1', start, stop))) return true;
    at = lineEnd < 0 ? -1 : content.indexOf(bytes, lineEnd);
  }
  return false;
}

const NEWLINE = 10;

function hasWord(content: Buffer, word: Buffer): boolean {
  for (let at = content.indexOf(word); at >= 0; at = content.indexOf(word, at + 1)) {
    if (!isPart(content[at - 1]) && !isPart(content[at + word.length])) return true;
  }
  return false;
}

// In a thread of a search this file is the whole program.
if (!isMainThread && workerData?.is === IS_SEARCH_THREAD) {
  const search = searcher(workerData.task);
  parentPort?.on('message', (paths: readonly string[]) => parentPort?.postMessage(search(paths)));
}
