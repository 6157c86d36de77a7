/**
 * A kernel tree: a folder that is recognised as one by its Makefile's version and its folders, whatever its name; and its
 * source files as outlines, read on demand, kept while they do not change and while there is room. Open documents win over
 * the disk.
 */
import { type Outline, outline } from '../c/outline';
import { outlineOfPieces, type Pieces, piecesOf } from '../c/outline/parts';
import { SourceFile } from '../c/source';
import { decodeText, FileError, type Files, type Location } from '../files/files';

export interface KernelTree {
  readonly root: Location;
  /** `6.1.192`, with the extra version if there is one: `6.12.0-rc3`. */
  readonly version: string;
  /** `v6.1`: as tags and cross-references name it. */
  readonly release: string;
}

/** Folders that every Linux tree has; a part of a tree has some. */
const FOLDERS = ['arch', 'drivers', 'fs', 'include', 'init', 'kernel', 'lib', 'mm', 'net'];

/** The tree at a folder, or why it is none. */
export async function recogniseTree(files: Files, root: Location): Promise<KernelTree | string> {
  const entries = await files.list(root);
  if (!entries) return `There is no folder ${root}.`;
  const makefile = files.join(root, 'Makefile');
  const info = await files.stat(makefile);
  const readable = info?.kind === 'file' && info.size <= MAX_MAKEFILE;
  const bytes = readable ? await files.read(makefile) : undefined;
  const version = bytes && versionOf(decodeText(bytes));
  if (!version) return `${root} is not a Linux source tree: it has no Makefile that states VERSION and PATCHLEVEL.`;
  const names = new Set(entries.map((entry) => entry.name));
  if (FOLDERS.filter((folder) => names.has(folder)).length < 2) {
    return `${root} is not a Linux source tree: it has none of the folders ${FOLDERS.join(', ')}.`;
  }
  return { root, ...version };
}

/** Bytes of the largest Makefile that is looked into; that of Linux 6.12 has 70,000. */
const MAX_MAKEFILE = 1_000_000;

/** The version that a tree's top Makefile states. */
export function versionOf(makefile: string): { version: string; release: string } | undefined {
  const value = (name: string): string | undefined =>
    new RegExp(`^${name}[ \\t]*=[ \\t]*([^\\s#]*)`, 'm').exec(makefile.slice(0, 10_000))?.[1];
  const [major, minor] = [value('VERSION'), value('PATCHLEVEL')];
  if (!major || !minor || !/^\d{1,9}$/.test(major) || !/^\d{1,9}$/.test(minor)) return undefined;
  const [sub = '', extra = ''] = [value('SUBLEVEL'), value('EXTRAVERSION')];
  // The version stands in titles and messages: what no release is called is left out of it.
  const level = /^\d{1,9}$/.test(sub) ? `.${sub}` : '';
  const suffix = /^[\w.+~-]{1,64}$/.test(extra) ? extra : '';
  return { version: `${major}.${minor}${level}${suffix}`, release: `v${major}.${minor}` };
}

/** The first of some folders (a folder and those above it, nearest first) that is a tree. */
export async function treeAround(files: Files, folders: readonly Location[]): Promise<KernelTree | undefined> {
  for (const folder of folders) {
    const found = await recogniseTree(files, folder);
    if (typeof found !== 'string') return found;
  }
  return undefined;
}

/** Larger files are not read: no file of a kernel that people quote is near this. */
export const MAX_SOURCE = 20_000_000;
/** Tokens kept in outlines of files that were read before; about 150 bytes each. */
const MAX_KEPT_TOKENS = 600_000;

interface Kept {
  readonly outline: Outline;
  readonly size: number;
  readonly modified: number;
}

/** A file that cannot be used, with the reason for people. */
export interface Unusable {
  readonly reason: string;
}

/** Shorter texts are read whole: it takes no longer than looking for a part. */
const SHORT = 20_000;
/** Characters of texts kept that were cut into pieces. */
const MAX_KEPT_TEXT = 4_000_000;

/** A file's text as it stands now. */
interface Stored {
  readonly text: string;
  readonly size: number;
  readonly modified: number;
}

interface Cut extends Stored {
  readonly file: SourceFile;
  readonly pieces: Pieces | undefined;
}

export class SourceReader {
  private readonly kept = new Map<string, Kept>();
  private keptTokens = 0;
  private readonly cut = new Map<string, Cut>();
  private cutText = 0;
  /** Texts of open documents, counted, for their stamps. */
  private openCount = 0;
  private readonly openTexts = new Map<string, { readonly text: string; readonly count: number }>();
  private realRoot: Promise<Location | undefined> | undefined;

  /** `openDocument` gives the text of a document that is open in an editor, by location. */
  constructor(
    private readonly files: Files,
    private readonly root: Location,
    private readonly openDocument: (location: Location) => string | undefined = () => undefined,
  ) {}

  /**
   * Tells one state of a file from another: equal stamps mean the same text. Undefined if there is no such file; costs no
   * reading.
   */
  async stamp(path: string): Promise<string | undefined> {
    const location = this.files.join(this.root, path);
    const open = this.openDocument(location);
    if (open !== undefined) {
      const last = this.openTexts.get(path);
      if (last?.text === open) return `open ${last.count}`;
      const count = ++this.openCount;
      this.openTexts.set(path, { text: open, count });
      return `open ${count}`;
    }
    this.openTexts.delete(path);
    const info = await this.files.stat(location);
    return info?.kind === 'file' ? `${info.size} ${info.modified}` : undefined;
  }

  /** The outline of a file by its path in the tree; undefined if there is no such file. */
  async read(path: string): Promise<Outline | Unusable | undefined> {
    const stored = await this.stored(path);
    return stored === undefined || 'reason' in stored ? stored : this.whole(path, stored);
  }

  /**
   * The outline of the pieces of a file in which a name stands: enough to find what defines the name, at a fraction of the
   * cost in a long file. It may be that of the whole file. Undefined also for a text that `test` does not accept.
   */
  async part(
    path: string,
    name: string,
    test: (text: string) => boolean = () => true,
  ): Promise<Outline | Unusable | undefined> {
    const stored = await this.stored(path);
    if (stored === undefined || 'reason' in stored) return stored;
    if (!test(stored.text)) return undefined;
    const known = this.kept.get(path);
    if (stored.text.length < SHORT || (known && same(known, stored))) return this.whole(path, stored);
    const { file, pieces } = this.pieces(path, stored);
    return pieces ? outlineOfPieces(file, pieces, [name]) : this.whole(path, stored);
  }

  /** What stands in a file now: in the editor, else on the disk, where it is read only if it changed. */
  private async stored(path: string): Promise<Stored | Unusable | undefined> {
    const location = this.files.join(this.root, path);
    const open = this.openDocument(location);
    if (open !== undefined) return { text: open, size: OPEN, modified: OPEN };
    try {
      const info = await this.files.stat(location);
      if (info?.kind !== 'file') return undefined;
      const { size, modified } = info;
      const known = this.kept.get(path);
      if (known && same(known, info)) return { text: known.outline.file.text, size, modified };
      const cut = this.cut.get(path);
      if (cut && same(cut, info)) return cut;
      if (size > MAX_SOURCE) return { reason: `${path} is larger than ${MAX_SOURCE / 1e6} MB and is not read.` };
      if (!(await this.isInTree(location))) return { reason: `${path} leads out of the tree by a symbolic link.` };
      const bytes = await this.files.read(location);
      return bytes && { text: decodeText(bytes), size, modified };
    } catch (error) {
      if (error instanceof FileError) return { reason: error.message };
      throw error;
    }
  }

  private whole(path: string, { text, size, modified }: Stored): Outline {
    const known = this.kept.get(path);
    if (known && known.outline.file.text === text) {
      this.kept.delete(path); // to the end: the one used last is dropped last
      this.kept.set(path, { outline: known.outline, size, modified });
      return known.outline;
    }
    const made = outline(new SourceFile(path, text, 'tree'));
    this.keep(path, { outline: made, size, modified });
    return made;
  }

  private pieces(path: string, stored: Stored): Cut {
    const known = this.cut.get(path);
    if (known?.text === stored.text) return known;
    const file = new SourceFile(path, stored.text, 'tree');
    const made = { ...stored, file, pieces: piecesOf(stored.text) };
    this.cutText += stored.text.length - (known?.text.length ?? 0);
    this.cut.delete(path);
    this.cut.set(path, made);
    for (const [oldest, { text }] of this.cut) {
      if (this.cutText <= MAX_KEPT_TEXT || oldest === path) break;
      this.cut.delete(oldest);
      this.cutText -= text.length;
    }
    return made;
  }

  private async isInTree(location: Location): Promise<boolean> {
    this.realRoot ??= this.files.real(this.root);
    const [root, real] = [await this.realRoot, await this.files.real(location)];
    return root !== undefined && real !== undefined && this.files.contains(root, real);
  }

  private keep(path: string, kept: Kept): void {
    this.keptTokens += kept.outline.tokens.length - (this.kept.get(path)?.outline.tokens.length ?? 0);
    this.kept.delete(path);
    this.kept.set(path, kept);
    for (const [oldest, { outline: old }] of this.kept) {
      if (this.keptTokens <= MAX_KEPT_TOKENS || oldest === path) break;
      this.kept.delete(oldest);
      this.keptTokens -= old.tokens.length;
    }
  }
}

/** In place of size and time of a document that is open in an editor. */
const OPEN = -1;

function same(a: Pick<Stored, 'size' | 'modified'>, b: Pick<Stored, 'size' | 'modified'>): boolean {
  return a.size !== OPEN && a.size === b.size && a.modified === b.modified;
}
