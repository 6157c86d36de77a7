/**
 * Texts made of pieces of other texts. A composed file must compile as one text and yet send every reader to the line that
 * somebody wrote; a PieceWriter collects ranges of source files (and glue, which nobody wrote) and gives a SourceFile that maps
 * each offset back. `withLineDirectives` writes the same file for a C compiler, with `#line` where the text changes hands.
 */
import { SourceFile, type SourceOrigin, type SourcePiece } from '../../c/source';

/** A range of a file's text, `end` exclusive. */
export interface TextRange {
  readonly file: SourceFile;
  readonly start: number;
  readonly end: number;
}

export class PieceWriter {
  private text = '';
  private readonly pieces: SourcePiece[] = [];

  /** Appends a range; if its file is composed itself, the pieces below the range are taken. */
  append(range: TextRange): void {
    let at = range.start;
    while (at < range.end) {
      const end = Math.min(range.end, nextPieceStart(range.file, at));
      const from = range.file.resolve(at);
      this.add(from.file, from.offset, range.file.text.slice(at, end));
      at = end;
    }
  }

  /** Appends text that nobody wrote: line ends, and what composing must say to the compiler. */
  glue(text: string): void {
    this.add(new SourceFile('<composed>', text, 'builtin'), 0, text);
  }

  private add(file: SourceFile, offset: number, text: string): void {
    if (text === '') return;
    const last = this.pieces[this.pieces.length - 1];
    const continues = last?.file === file && last.offset + this.text.length - last.start === offset;
    if (!continues) this.pieces.push({ start: this.text.length, file, offset });
    this.text += text;
  }

  get length(): number {
    return this.text.length;
  }

  finish(path: string, origin: SourceOrigin): SourceFile {
    return new SourceFile(path, this.text, origin, this.pieces);
  }
}

function nextPieceStart(file: SourceFile, offset: number): number {
  const next = file.pieces.find((piece) => piece.start > offset);
  return next?.start ?? Number.POSITIVE_INFINITY;
}

/** The text of a file for a C compiler: where the writer or the line changes, a `#line` on a line of its own. A piece that does
 * not begin a line is moved to one (the compiler sees the same tokens; columns are lost there). */
export function withLineDirectives(file: SourceFile): string {
  if (file.pieces.length === 0) return `#line 1 "${file.path}"\n${file.text}`;
  let out = '';
  file.pieces.forEach((piece, n) => {
    const end = file.pieces[n + 1]?.start ?? file.text.length;
    const text = file.text.slice(piece.start, end);
    if (piece.file.origin === 'builtin') {
      out += text;
      return;
    }
    if (out !== '' && !out.endsWith('\n')) out += '\n';
    out += `#line ${piece.file.place(piece.offset).line} "${piece.file.path}"\n${text}`;
  });
  return out;
}
