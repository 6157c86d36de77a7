/**
 * Where text comes from. A SourceFile is one text with a path, and knows the line table of its own text; nothing here reads
 * a disk. A path is only a label: `drivers/net/loopback.c` for the model's files, a URI for a note. A source file may be
 * composed of pieces of others (a model's file with a note's definition spliced in): `pieces` then maps each offset back, so
 * that every place that is shown lies in a text that somebody wrote. `origin` says whose text a file is, so that a run can tell
 * the note's lines from the model's.
 */

/** Who wrote a text: the model, a note, a kernel tree, the C library of `exec`, or the user's own program. */
export type SourceOrigin = 'model' | 'note' | 'tree' | 'library' | 'program' | 'builtin';

/** A place a reader can be sent to. `line` and `column` are 1-based; columns count UTF-16 code units. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** From `start` on (an offset into the composed text), the text is that of `file` from `offset` on. */
export interface SourcePiece {
  readonly start: number;
  readonly file: SourceFile;
  readonly offset: number;
}

export class SourceFile {
  private lineStarts: number[] | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
    readonly origin: SourceOrigin = 'program',
    /** For a composed text: where its pieces come from, ascending, the first at 0. None of those files is composed itself. */
    public pieces: readonly SourcePiece[] = [],
  ) {}

  /** Tells a composed text where its pieces lie now: the texts that they come from were edited around them. */
  moveTo(pieces: readonly SourcePiece[]): void {
    this.pieces = pieces;
  }

  /** Who wrote the text at an offset: the file itself and the offset, or for a composed file the piece's. */
  resolve(offset: number): { readonly file: SourceFile; readonly offset: number } {
    const { pieces } = this;
    if (pieces.length === 0) return { file: this, offset };
    let low = 0;
    let high = pieces.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((pieces[middle] as SourcePiece).start <= offset) low = middle;
      else high = middle - 1;
    }
    const piece = pieces[low] as SourcePiece;
    return { file: piece.file, offset: piece.offset + offset - piece.start };
  }

  private starts(): number[] {
    if (this.lineStarts === undefined) {
      const starts = [0];
      for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
      this.lineStarts = starts;
    }
    return this.lineStarts;
  }

  /** The place of a 0-based offset into `text`, in the text that somebody wrote. */
  place(offset: number): Place {
    if (this.pieces.length > 0) {
      const at = this.resolve(offset);
      return at.file.place(at.offset);
    }
    const starts = this.starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { path: this.path, line: low + 1, column: offset - (starts[low] as number) + 1 };
  }

  /** The text of a 1-based line of `text`, without its end; empty where there is no such line. */
  lineText(line: number): string {
    const starts = this.starts();
    const start = starts[line - 1];
    if (start === undefined) return '';
    const end = this.text.indexOf('\n', start);
    return this.text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  }

  get lineCount(): number {
    return this.starts().length;
  }
}
