/** A file system in memory for tests: paths to texts, with a clock that moves at every change. */
import { FileError, type FileInfo, type Files, type FolderEntry, type TreeAccess } from '../../../src/files/files';
import { linesMatch } from '../../../src/files/words';

export class MemoryFiles implements Files {
  private readonly contents = new Map<string, { readonly bytes: Uint8Array; readonly modified: number }>();
  private clock = 1;
  /** Paths read so far, in order. */
  readonly reads: string[] = [];
  /** Paths that may not be read. */
  readonly locked = new Set<string>();
  /** How often the whole tree was searched. */
  searches = 0;
  readonly tree: TreeAccess | undefined;

  constructor(files: Readonly<Record<string, string>>, options: { searchable?: boolean } = {}) {
    for (const [path, text] of Object.entries(files)) this.write(path, text);
    if (options.searchable !== false) this.tree = this.makeTree();
  }

  write(path: string, text: string | Uint8Array): void {
    const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
    this.contents.set(path, { bytes, modified: this.clock++ });
  }

  delete(path: string): void {
    this.contents.delete(path);
  }

  join(folder: string, path: string): string {
    return `${folder}/${path}`;
  }

  async stat(path: string): Promise<FileInfo | undefined> {
    const file = this.contents.get(path);
    if (file) return { kind: 'file', size: file.bytes.length, modified: file.modified };
    const isFolder = [...this.contents.keys()].some((other) => other.startsWith(`${path}/`));
    return isFolder ? { kind: 'folder', size: 0, modified: 0 } : undefined;
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    this.reads.push(path);
    if (this.locked.has(path)) throw new FileError(path, 'permission denied');
    return this.contents.get(path)?.bytes;
  }

  async list(folder: string): Promise<FolderEntry[] | undefined> {
    const out = new Map<string, FolderEntry>();
    for (const path of this.contents.keys()) {
      if (!path.startsWith(`${folder}/`)) continue;
      const [name = '', rest] = path.slice(folder.length + 1).split('/', 2);
      out.set(name, { name, kind: rest === undefined ? 'file' : 'folder' });
    }
    return out.size === 0 ? undefined : [...out.values()];
  }

  async real(path: string): Promise<string | undefined> {
    return path;
  }

  contains(folder: string, path: string): boolean {
    return path === folder || path.startsWith(`${folder}/`);
  }

  watch(): { dispose(): void } {
    return { dispose: () => {} };
  }

  private makeTree(): TreeAccess {
    const below = (folder: string, endings: readonly string[] | undefined): string[] => {
      const paths = [...this.contents.keys()].filter((path) => path.startsWith(`${folder}/`));
      if (paths.length === 0) throw new FileError(folder, 'no such folder');
      return paths.filter((path) => endings?.some((ending) => path.endsWith(ending)) ?? true).sort();
    };
    return {
      walk: async (folder, { endings }) =>
        below(folder, endings).map((path) => {
          const { bytes, modified } = this.contents.get(path)!;
          return { path: path.slice(folder.length + 1), size: bytes.length, modified };
        }),
      findWords: async (folder, words, { endings, signal, maxSize, patterns }) => {
        this.searches++;
        signal?.throwIfAborted();
        const found = new Map<string, string[]>(words.map((word) => [word, []]));
        const matching = new Map<string, string[]>(words.map((word) => [word, []]));
        const skipped: { path: string; reason: string }[] = [];
        const paths = below(folder, endings);
        for (const path of paths) {
          const { bytes } = this.contents.get(path)!;
          const name = path.slice(folder.length + 1);
          if (bytes.length > maxSize || this.locked.has(path)) {
            skipped.push({ path: name, reason: 'permission denied' });
            continue;
          }
          const text = new TextDecoder('latin1').decode(bytes);
          for (const word of words) {
            if (!new RegExp(`(?<![\\w$])${word}(?![\\w$])`).test(text)) continue;
            found.get(word)!.push(name);
            const pattern = patterns?.get(word);
            if (pattern !== undefined && linesMatch(text, word, new RegExp(pattern))) matching.get(word)!.push(name);
          }
        }
        return { found, matching, skipped, files: paths.length };
      },
    };
  }
}
