/**
 * File access on Node: local files, for the terminal and for local folders in the editor. Searching a tree reads each file
 * with three system calls into one buffer and looks for the words as bytes; every few milliseconds it gives way, so that it
 * can be cancelled and does not hold up what else runs on its thread.
 */
import { closeSync, type Dirent, openSync, readdirSync, readSync, statSync, watch as watchFolder } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve } from 'node:path';
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

/** Milliseconds of work between two moments of giving way. */
const SLICE = 20;

/** Local files. Locations are paths. */
export const nodeFiles: Files = {
  join: (folder, relativePath) => join(folder, relativePath),
  contains(folder, location) {
    const path = relative(resolve(folder), resolve(location));
    return path === '' || (!path.startsWith('..') && !isAbsolute(path));
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
  const skipped: { path: string; reason: string }[] = [];
  const found = new Map<string, string[]>(words.map((word) => [word, []]));
  const wanted = [...found.keys()].filter((word) => word !== '');
  const wordsIn = wanted.length > MANY_WORDS ? scanner(wanted) : seeker(wanted);
  const paths = await listTree(folder, options, skipped);
  const slices = new Slices(options.signal);
  const reader = new WholeFileReader(options.maxSize);
  let files = 0;
  for (const path of paths) {
    if (slices.over) {
      options.onProgress?.(files);
      await slices.pause();
    }
    const content = reader.read(`${folder}/${path}`);
    files++;
    if (typeof content === 'string') skipped.push({ path, reason: content });
    else for (const word of wordsIn(content)) found.get(word)!.push(path);
  }
  options.onProgress?.(files);
  for (const list of found.values()) list.sort();
  return { found, skipped, files };
}

/** More words than this are looked for by reading every identifier once, fewer by searching for each. */
const MANY_WORDS = 16;

/** Looks for each word as bytes: fast for few. */
function seeker(words: readonly string[]): (content: Buffer) => string[] {
  const needles = words.map((word) => ({ word, bytes: Buffer.from(word) }));
  return (content) => needles.filter(({ bytes }) => hasWord(content, bytes)).map(({ word }) => word);
}

/** Reads each identifier and looks it up by its hash: the time does not depend on the number of words. */
function scanner(words: readonly string[]): (content: Buffer) => Iterable<string> {
  const SIZE = 1 << 16;
  const byHash = new Map<number, string[]>();
  const mayBe = new Uint8Array(SIZE);
  for (const word of words) {
    let hash = 0;
    for (const byte of Buffer.from(word)) hash = (Math.imul(hash, 31) + byte) | 0;
    mayBe[hash & (SIZE - 1)] = 1;
    byHash.set(hash, [...(byHash.get(hash) ?? []), word]);
  }
  return (content) => {
    const out = new Set<string>();
    const { length } = content;
    for (let at = 0; at < length; ) {
      if (PART[content[at]!] === 0) {
        at++;
        continue;
      }
      const start = at;
      let hash = 0;
      do {
        hash = (Math.imul(hash, 31) + content[at]!) | 0;
        at++;
      } while (at < length && PART[content[at]!] === 1);
      if (mayBe[hash & (SIZE - 1)] === 0) continue;
      for (const word of byHash.get(hash) ?? []) {
        if (word.length === at - start && content.toString('latin1', start, at) === word) out.add(word);
      }
    }
    return out;
  };
}

/** 1 for the bytes of identifiers. */
const PART = Uint8Array.from({ length: 256 }, (_, byte) => (isPart(byte) ? 1 : 0));

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
        if (length < this.buffer.length) return this.buffer.subarray(0, length);
        if (length > this.maxSize) return `larger than ${Math.round(this.maxSize / 1e6)} MB`;
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

function isPart(c: number | undefined): boolean {
  if (c === undefined) return false;
  return (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || (c >= 48 && c <= 57) || c === 95 || c === 36;
}
