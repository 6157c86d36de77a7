/**
 * Where text comes from. A SourceFile is one text with a path, and knows the line table of its own text; nothing here reads
 * a disk. A path is only a label: `drivers/net/loopback.c` for the model's files, a URI for a note. A source file may be a
 * window into another document (a snippet in a note): `firstLine` then says at which line of that document the text begins,
 * and `origin` says whose text it is, so that a run can tell the note's lines from the model's.
 */

/** Who wrote a text: the model, a note, a kernel tree, the C library of `exec`, or the user's own program. */
export type SourceOrigin = 'model' | 'note' | 'tree' | 'library' | 'program' | 'builtin';

/** A place a reader can be sent to. `line` and `column` are 1-based; columns count UTF-16 code units. */
export interface Place {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

export class SourceFile {
  private lineStarts: number[] | undefined;

  constructor(
    readonly path: string,
    readonly text: string,
    readonly origin: SourceOrigin = 'program',
    /** 1-based line of the document `path` on which `text` begins. */
    readonly firstLine: number = 1,
  ) {}

  private starts(): number[] {
    if (this.lineStarts === undefined) {
      const starts = [0];
      for (let at = this.text.indexOf('\n'); at >= 0; at = this.text.indexOf('\n', at + 1)) starts.push(at + 1);
      this.lineStarts = starts;
    }
    return this.lineStarts;
  }

  /** The place of a 0-based offset into `text`. */
  place(offset: number): Place {
    const starts = this.starts();
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] as number) <= offset) low = middle;
      else high = middle - 1;
    }
    return { path: this.path, line: low + this.firstLine, column: offset - (starts[low] as number) + 1 };
  }

  /** The text of the line (numbered as `place` numbers it), without its end; empty where there is no such line. */
  lineText(line: number): string {
    const starts = this.starts();
    const start = starts[line - this.firstLine];
    if (start === undefined) return '';
    const end = this.text.indexOf('\n', start);
    return this.text.slice(start, end < 0 ? undefined : end).replace(/\r$/, '');
  }

  get lineCount(): number {
    return this.starts().length;
  }
}
