/**
 * The source files of a kernel tree as outlines, read on demand, kept while they do not change and while there is room. Open
 * documents win over the disk. Of a long file only the pieces in which a name stands are outlined for it, until it was asked for
 * so many names that the whole takes no longer; no outline holds up the thread for long.
 */
import { type Outline, outline } from '../c/outline';
import { outlineInSteps, outlineOfName, type Pieces, piecesOf } from '../c/outline/parts';
import { SourceFile } from '../c/source';
import { decodeText, FileError, type Files, type Location } from '../files/files';
import { Slices } from './slices';

/** Larger files are not read: no file of a kernel that people quote is near this. */
const MAX_SOURCE = 20_000_000;
/**
 * Longer texts are never outlined whole, but only for a name: outlines take fifty times the room of their text. The longest .c file
 * of Linux 6.12 has 1.8 MB; what is longer are lists of the registers of graphics chips.
 */
const MAX_WHOLE = 2_000_000;
/** Tokens kept in outlines of files that were read before; about 150 bytes each. */
const MAX_KEPT_TOKENS = 600_000;
/** Shorter texts are read whole: it takes no longer than looking for a part. */
const SHORT = 20_000;
/** Characters of texts kept that were cut into pieces. */
const MAX_KEPT_TEXT = 4_000_000;
/** Characters of C for each of its tokens, white space and comments counted in. */
const PER_TOKEN = 5;
/** Characters that are searched for a name in the time in which one is lexed. */
const SEARCHED = 200;

interface Kept {
  readonly outline: Outline;
  readonly size: number;
  readonly modified: number;
}

/** A file that cannot be used, with the reason for people. */
export interface Unusable {
  readonly reason: string;
}

/** A file's text as it stands now. */
interface Stored {
  readonly text: string;
  readonly size: number;
  readonly modified: number;
}

interface Cut extends Stored {
  readonly file: SourceFile;
  readonly pieces: Pieces | undefined;
  /** What was done for parts so far, in characters lexed. */
  done: number;
}

export class SourceReader {
  private readonly kept = new Map<string, Kept>();
  private keptTokens = 0;
  private readonly cut = new Map<string, Cut>();
  private cutText = 0;
  /** Outlines that are being made, by path. */
  private readonly making = new Map<string, { readonly text: string; readonly outline: Promise<Outline> }>();
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
    const { text } = stored;
    if (!test(text)) return undefined;
    const known = this.kept.get(path);
    if (text.length < SHORT || (known && same(known, stored))) return this.whole(path, stored);
    const cut = this.pieces(path, stored);
    if (!cut.pieces || (cut.done > text.length && text.length <= MAX_WHOLE)) return this.whole(path, stored);
    const part = outlineOfName(cut.file, cut.pieces, name, MAX_WHOLE);
    if (!part) return this.whole(path, stored); // which is longer still, and is told of
    cut.done += part.tokens.length * PER_TOKEN + text.length / SEARCHED;
    return part;
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

  private async whole(path: string, stored: Stored): Promise<Outline | Unusable> {
    const { text, size, modified } = stored;
    const known = this.kept.get(path);
    if (known && known.outline.file.text === text) {
      this.kept.delete(path); // to the end: the one used last is dropped last
      this.kept.set(path, { outline: known.outline, size, modified });
      return known.outline;
    }
    if (text.length > MAX_WHOLE) {
      const limit = `${MAX_WHOLE / 1e6} MB`;
      return {
        reason: `${path} is larger than ${limit}: only definitions are looked for in it, none larger than that.`,
      };
    }
    let making = this.making.get(path);
    if (making?.text !== text) {
      making = { text, outline: this.make(path, stored) };
      this.making.set(path, making);
    }
    const made = await making.outline.finally(() => {
      if (this.making.get(path) === making) this.making.delete(path);
    });
    if (this.kept.get(path)?.outline !== made) this.keep(path, { outline: made, size, modified });
    return made;
  }

  private async make(path: string, stored: Stored): Promise<Outline> {
    if (stored.text.length < SHORT) return outline(new SourceFile(path, stored.text, 'tree'));
    const { file, pieces } = this.pieces(path, stored);
    return pieces ? new Slices().run(outlineInSteps(file, pieces)) : outline(file);
  }

  private pieces(path: string, stored: Stored): Cut {
    const known = this.cut.get(path);
    if (known?.text === stored.text) return known;
    const file = new SourceFile(path, stored.text, 'tree');
    const made = { ...stored, file, pieces: piecesOf(stored.text), done: 0 };
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
