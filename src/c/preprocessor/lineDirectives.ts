/**
 * Presumed places (C11 6.10.4): what `__LINE__`, `__FILE__` and gcc's messages call a place after a #line. Tokens keep their
 * real places, which is where a reader has to be sent; the presumed one is asked for here.
 */
import { type Place, SourceFile } from '../source';
import { expansionPlace, outermost, type Token } from '../token';
import type { LineUse } from './api';

interface LineDirective {
  /** Offset of the line after the directive. */
  readonly offset: number;
  /** The number and the name that this line has. */
  readonly line: number;
  readonly path: string | undefined;
  /** The files that were left for another, and not gone back to. */
  readonly left: LeftFile | undefined;
}

interface LeftFile {
  readonly path: string;
  readonly outer: LeftFile | undefined;
}

/** What a linemarker says besides: that another file begins, or that it is gone back to one. */
export type LineMove = 'enter' | 'leave';

interface PresumedFile {
  /** The same text, whose lines count from its own beginning also where the file is composed of others' pieces. */
  readonly text: SourceFile;
  /** Ascending. */
  readonly directives: LineDirective[];
}

export class LineDirectives {
  private readonly files = new Map<SourceFile, PresumedFile>();
  readonly uses: LineUse[] = [];

  /**
   * @param offset anywhere on the directive's (last) line; it takes effect on the next.
   * @returns false, and nothing is done, if it goes back to a file that was not left.
   */
  add(file: SourceFile, offset: number, line: number, path: string | undefined, move?: LineMove): boolean {
    const known = this.files.get(file);
    const newline = file.text.indexOf('\n', offset);
    const start = newline < 0 ? file.text.length : newline + 1;
    const before = known?.directives ?? [];
    // A file that is included again says it all again.
    while (before.length > 0 && (before.at(-1) as LineDirective).offset >= start) before.pop();
    const last = before.at(-1);
    let left = last?.left;
    if (move === 'leave') {
      if (left?.path !== path) return false;
      left = left?.outer;
    } else if (move === 'enter') left = { path: last?.path ?? file.path, outer: left };
    const { directives } = known ?? this.presume(file);
    directives.push({ offset: start, line, path: path ?? last?.path, left });
    return true;
  }

  private presume(file: SourceFile): PresumedFile {
    const text = file.pieces.length > 0 ? new SourceFile(file.path, file.text) : file;
    const presumed = { text, directives: [] };
    this.files.set(file, presumed);
    return presumed;
  }

  /** The presumed line of an offset, which becomes part of the text. */
  lineInText(file: SourceFile, offset: number): number {
    if (file.pieces.length > 0) this.uses.push({ file, offset, line: file.place(offset).line });
    return this.presumed(file, offset).line;
  }

  /** The presumed place of an offset; the real one where no #line speaks of it. */
  presumed(file: SourceFile, offset: number): Place {
    const place = file.place(offset);
    const presumed = this.files.get(file);
    if (!presumed) return place;
    const { text, directives } = presumed;
    let low = 0;
    let high = directives.length; // the directives before `low` begin at or before `offset`
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((directives[middle] as LineDirective).offset <= offset) low = middle + 1;
      else high = middle;
    }
    const directive = directives[low - 1];
    if (!directive) return place;
    const distance = text.place(offset).line - text.place(directive.offset).line;
    return { path: directive.path ?? place.path, line: directive.line + distance, column: place.column };
  }

  /** The presumed place where a reader of the file sees the token take effect. */
  presumedPlace(token: Token): Place {
    if (this.files.size === 0) return expansionPlace(token);
    const outer = outermost(token);
    return this.presumed(outer.file, outer.offset);
  }
}
