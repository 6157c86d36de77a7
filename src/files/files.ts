/**
 * The file access that the core asks for. A location is whatever the implementation spells it as (a path, a URI); the core
 * joins and compares locations and never looks into them. A file that is not there is `undefined`, not an error; anything
 * else that goes wrong is a FileError that names the location. Nothing here writes.
 */

export type Location = string;

export interface FileInfo {
  readonly kind: 'file' | 'folder' | 'other';
  /** Bytes. */
  readonly size: number;
  /** Time of the last change, in milliseconds since 1970. */
  readonly modified: number;
}

export interface FolderEntry {
  readonly name: string;
  /** A symbolic link is `link`, whatever it leads to. */
  readonly kind: 'file' | 'folder' | 'link' | 'other';
}

/** A file in a tree, as a walk finds it. */
export interface TreeFile {
  /** Relative to the folder walked, with `/`. */
  readonly path: string;
  readonly size: number;
  readonly modified: number;
}

export interface WalkOptions {
  /** Endings of names with the dot: `.c`. All files without it. */
  readonly endings?: readonly string[];
  /** Names of folders that are left out, besides those that begin with a dot. */
  readonly skip?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface WordSearchOptions extends WalkOptions {
  /** Larger files are not read; they are in the result's `skipped`. */
  readonly maxSize: number;
  /** For words the sources of regular expressions to try on each line in which the word stands, with the line after it. */
  readonly patterns?: ReadonlyMap<string, string>;
  /** Called now and then with the number of files read so far. */
  readonly onProgress?: (files: number) => void;
}

export interface WordSearchResult {
  /** For each word the files, by relative path and sorted, in which it stands with no identifier character around it. */
  readonly found: ReadonlyMap<string, readonly string[]>;
  /** Of those the ones with a line that the word's pattern matches; none for a word without. */
  readonly matching: ReadonlyMap<string, readonly string[]>;
  /** Files that could not be looked into, each with the reason. */
  readonly skipped: readonly { readonly path: string; readonly reason: string }[];
  readonly files: number;
}

/** Where a whole tree can be walked and read at disk speed (local files). */
export interface TreeAccess {
  /** All files below a folder; symbolic links are not followed, so a walk ends. Folders in the order of their names. */
  walk(folder: Location, options: WalkOptions): Promise<TreeFile[]>;
  /** The files in which each word stands. One pass over the tree; gives way to other work every few milliseconds. */
  findWords(folder: Location, words: readonly string[], options: WordSearchOptions): Promise<WordSearchResult>;
}

export interface Files {
  join(folder: Location, relativePath: string): Location;
  stat(location: Location): Promise<FileInfo | undefined>;
  read(location: Location): Promise<Uint8Array | undefined>;
  list(folder: Location): Promise<FolderEntry[] | undefined>;
  /** The location with symbolic links followed; itself where there are none such. Undefined if nothing is there. */
  real(location: Location): Promise<Location | undefined>;
  /** Whether `location` is `folder` or below it, by spelling. */
  contains(folder: Location, location: Location): boolean;
  /** Calls back after changes below a folder, with the locations changed as far as they are known. */
  watch(folder: Location, onChange: (changed: readonly Location[]) => void): { dispose(): void };
  /** Only where searching a whole tree is affordable. */
  readonly tree: TreeAccess | undefined;
}

/** A file or folder that is there and cannot be read. */
export class FileError extends Error {
  constructor(
    readonly location: Location,
    reason: string,
  ) {
    super(`Cannot read ${location}: ${reason}`);
    this.name = 'FileError';
  }
}

/** Text of a file: UTF-8 if it is that, else Latin-1, which takes any bytes. A byte order mark is dropped. */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return new TextDecoder('windows-1252').decode(bytes);
    throw error;
  }
}
