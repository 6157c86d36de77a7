/**
 * What composing keeps from one note to the next, which is the same note after an edit. Outlines of files that stay are read once. A
 * composed file whose text is the same as before stays the same SourceFile, so that nothing that was made of its text is made again;
 * the note's pieces in it may lie on other lines by now. Where the pieces lie is therefore part of the composed program:
 * `settle` makes it true, and belongs before every question about the places of a program that may not be the last composed one.
 */
import { type Outline, outline } from '../../c/outline';
import type { SourceFile, SourcePiece } from '../../c/source';

/** A composed file, and where its pieces lie in one program. */
export interface Home {
  readonly file: SourceFile;
  readonly pieces: readonly SourcePiece[];
}

export class ComposeCache {
  private readonly outlines = new WeakMap<SourceFile, Outline>();
  private readonly mentioned = new WeakMap<SourceFile, Map<string, boolean>>();
  /** Composed files by origin and path, each list in the order in which they are asked for. */
  private files = new Map<string, SourceFile[]>();
  private filesBefore = new Map<string, SourceFile[]>();
  private homes: Home[] = [];

  /** Begins another program. */
  open(): void {
    this.filesBefore = this.files;
    this.files = new Map();
    this.homes = [];
  }

  outlineOf(file: SourceFile): Outline {
    let read = this.outlines.get(file);
    if (!read) {
      read = outline(file);
      this.outlines.set(file, read);
    }
    return read;
  }

  /** Whether a file's text has the name in it somewhere. */
  mentions(file: SourceFile, name: string): boolean {
    let names = this.mentioned.get(file);
    if (!names) {
      names = new Map();
      this.mentioned.set(file, names);
    }
    let found = names.get(name);
    if (found === undefined) {
      found = file.text.includes(name);
      names.set(name, found);
    }
    return found;
  }

  /** The file as the program before had it, if it had one of the same text from the same places but for the note's. */
  keep(made: SourceFile): SourceFile {
    const key = `${made.origin} ${made.path}`;
    const before = this.filesBefore.get(key);
    const at = before?.findIndex((file) => file.text === made.text && sameShape(file.pieces, made.pieces)) ?? -1;
    const [found = made] = at < 0 ? [] : (before?.splice(at, 1) ?? []);
    const list = this.files.get(key);
    if (list) list.push(found);
    else this.files.set(key, [found]);
    const { pieces } = made;
    if (pieces.length > 0) {
      this.homes.push({ file: found, pieces });
      found.moveTo(pieces);
    }
    return found;
  }

  /** Where the files of the program that was begun last lie. */
  close(): readonly Home[] {
    return this.homes;
  }
}

/** Pieces of the same files at the same offsets; of a note, only in the same order. */
function sameShape(a: readonly SourcePiece[], b: readonly SourcePiece[]): boolean {
  return (
    a.length === b.length &&
    a.every(({ start, file, offset }, index) => {
      const other = b[index] as SourcePiece;
      if (start !== other.start || file.origin !== other.file.origin || file.path !== other.file.path) return false;
      if (file.origin === 'note') return true;
      return (
        offset === other.offset && (file === other.file || (file.origin === 'builtin' && file.text === other.file.text))
      );
    })
  );
}
