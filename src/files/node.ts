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
import { isPart, wordScanner } from './words';

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

/** Paths of the files below a folder; those of folders that cannot be read are in `unreadable`. */
async function listTree(
  folder: string,
  options: WalkOptions,
  unreadable: { path: string; reason: string }[],
): Promise<string[]> {
  const slices = new Slices(options.signal);
  const skip = new Set(options.skip ?? []);
  const out: string[] = [];
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
    for (const entry of entries) {
      const { name } = entry;
      if (entry.isDirectory()) {
        if (!name.startsWith('.') && !skip.has(name)) pending.push(below + name);
      } else if (entry.isFile() && hasEnding(name, options.endings)) out.push(below + name);
    }
  }
  return out;
}

function hasEnding(name: string, endings: readonly string[] | undefined): boolean {
  return endings === undefined || endings.some((ending) => name.endsWith(ending));
}

async function walk(folder: string, options: WalkOptions): Promise<TreeFile[]> {
  const slices = new Slices(options.signal);
  const out: TreeFile[] = [];
  for (const path of (await listTree(folder, options, [])).sort()) {
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
  const paths = await listTree(folder, options, skipped);
  let files = 0;
  const take = (portion: Portion): void => {
    for (const [word, path] of portion.found) found.get(word)?.push(path);
    skipped.push(...portion.skipped);
    files += portion.files;
    options.onProgress?.(files);
  };
  const task = { folder, words: [...found.keys()].filter((word) => word !== ''), maxSize: options.maxSize };
  if (existsSync(SEARCH_SCRIPT)) await searchInThreads(paths, task, take, options.signal);
  else await searchHere(paths, task, take, options.signal);
  for (const list of found.values()) list.sort();
  return { found, skipped, files };
}

interface Skipped {
  readonly path: string;
  readonly reason: string;
}

interface SearchTask {
  readonly folder: string;
  readonly words: readonly string[];
  readonly maxSize: number;
}

/** What was found in some of the files. */
interface Portion {
  readonly found: readonly (readonly [word: string, path: string])[];
  readonly skipped: readonly Skipped[];
  readonly files: number;
}

const PORTION = 400;

/** This file as a script of its own, beside the bundle that this file is part of; run from source there is none. */
const SEARCH_SCRIPT = typeof __dirname === 'string' ? join(__dirname, 'search.js') : '';
const IS_SEARCH_THREAD = 'annotated-kernel search';
const MOST_THREADS = 4;

/** Searches with as many threads as there are processors; each takes a portion of the files at a time. */
async function searchInThreads(
  paths: readonly string[],
  task: SearchTask,
  take: (portion: Portion) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  let next = 0;
  const threads = Array.from({ length: Math.min(MOST_THREADS, availableParallelism()) }, () => {
    const workerData = { is: IS_SEARCH_THREAD, task };
    return new Worker(SEARCH_SCRIPT, { workerData, execArgv: [], env: {} });
  });
  const run = (thread: Worker): Promise<void> =>
    new Promise((done, fail) => {
      const give = (): void => {
        if (next >= paths.length) done();
        else thread.postMessage(paths.slice(next, next + PORTION));
        next += PORTION;
      };
      thread.on('message', (portion: Portion) => {
        take(portion);
        give();
      });
      thread.on('error', fail);
      signal?.addEventListener('abort', () => fail(signal.reason), { once: true });
      give();
    });
  try {
    await Promise.all(threads.map(run));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
}

/** Searches on this thread, giving way now and then. */
async function searchHere(
  paths: readonly string[],
  task: SearchTask,
  take: (portion: Portion) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const slices = new Slices(signal);
  const search = searcher(task);
  for (let at = 0; at < paths.length; at += PORTION_HERE) {
    take(search(paths.slice(at, at + PORTION_HERE)));
    if (slices.over) await slices.pause();
  }
}

const PORTION_HERE = 20;

/** Looks into files, one portion after the other. */
function searcher({ folder, words, maxSize }: SearchTask): (paths: readonly string[]) => Portion {
  const reader = new WholeFileReader(maxSize);
  const wordsIn = words.length > MANY_WORDS ? wordScanner(words) : seeker(words);
  return (paths) => {
    const found: [string, string][] = [];
    const skipped: Skipped[] = [];
    for (const path of paths) {
      const content = reader.read(`${folder}/${path}`);
      if (typeof content === 'string') skipped.push({ path, reason: content });
      else for (const word of wordsIn(content)) found.push([word, path]);
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

/** Reads one file after another into the same buffer. */
class WholeFileReader {
  private buffer = Buffer.allocUnsafe(1 << 20);

  constructor(private readonly maxSize: number) {}

  /** The bytes, valid until the next call; or why they could not be had. */
  read(path: string): Buffer | string {
    let descriptor: number | undefined;
    try {
      descriptor = openSync(path, 'r');
      for (let length = 0; ; ) {
        const count = readSync(descriptor, this.buffer, length, this.buffer.length - length, null);
        length += count;
        // A local file gives all there is: less than was asked for means that this was the end.
        if (length > this.maxSize) return `larger than ${this.maxSize / 1e6} MB`;
        if (length < this.buffer.length) return this.buffer.subarray(0, length);
        this.buffer = Buffer.concat([this.buffer], this.buffer.length * 2);
      }
    } catch (error) {
      return reasonOf(error);
    } finally {
      if (descriptor !== undefined) closeSync(descriptor);
    }
  }
}

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
