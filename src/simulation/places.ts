/**
 * From tokens to places that a reader can be sent to. A statement is shown where it takes effect for a reader of the file: at the
 * outermost macro use that brought it in; the trail of macros tells the rest, and `spellingOf` says where in a macro's definition it
 * is written.
 */
import type { SourceFile, SourceOrigin } from '../c/source';
import { type Expansion, outermost, type Token, written } from '../c/token';
import type { MomentState, SourceRange } from './protocol';

/** The C library's and composing's own texts count as the model's. */
function originOf(origin: SourceOrigin): SourceRange['origin'] {
  return origin === 'note' || origin === 'tree' ? origin : 'model';
}

/** Who wrote the text in which the token takes effect. */
export function tokenOrigin(token: Token): SourceRange['origin'] {
  const at = outermost(token);
  return originOf(at.file.resolve(at.offset).file.origin);
}

function range(first: Token, last: Token): SourceRange {
  const start = first.file.place(first.offset);
  const from = first.file.resolve(first.offset);
  // The end of the last token, found from its last character, as a composed file may change hands right after it.
  const lastChar = Math.max(last.end - 1, last.offset);
  const to = last.file.resolve(lastChar);
  const together = to.file === from.file && to.offset >= from.offset;
  const end = together ? last.file.place(lastChar) : first.file.place(Math.max(first.end - 1, first.offset));
  return {
    origin: originOf(from.file.origin),
    path: start.path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column + 1,
  };
}

/** Where a reader sees these tokens take effect. */
export function rangeOf(first: Token, last: Token = first): SourceRange {
  return range(outermost(first), outermostEnd(last));
}

/** Where a reader would point at the token: itself where it is written in a file, also in a macro's argument, else the macro use that made it. */
export function writtenRange(token: Token): SourceRange {
  return range(...written(token));
}

/** Where these tokens are written, when that is in a macro's definition. Undefined when they are not, or not together. */
export function spellingOf(first: Token, last: Token): SourceRange | undefined {
  if (!first.expansion || !last.expansion) return undefined;
  const from = first.file.resolve(first.offset);
  const to = last.file.resolve(last.offset);
  if (from.file !== to.file || to.offset < from.offset) return range(first, first);
  return range(first, last);
}

function outermostEnd(token: Token): Token {
  let at: Token = token;
  let end: Token = token;
  while (at.expansion) {
    end = at.expansion.useEnd;
    at = at.expansion.use;
  }
  return end.expansion ? outermost(end) : end;
}

/** The macros that a token came out of, outermost first. */
export function trailOf(token: Token): MomentState['expansion'] {
  const trail: Expansion[] = [];
  for (let at = token; at.expansion; at = at.expansion.use) trail.unshift(at.expansion);
  return trail.map((expansion) => ({
    macro: expansion.macro,
    use: rangeOf(expansion.use, expansion.useEnd),
    definition: expansion.definition && range(expansion.definition, expansion.definition),
  }));
}

/** The range of a whole file's piece of text. */
export function fileRange(file: SourceFile, offset: number, end: number): SourceRange {
  const start = file.place(offset);
  const stop = file.place(Math.max(end - 1, offset));
  return {
    origin: originOf(file.resolve(offset).file.origin),
    path: start.path,
    line: start.line,
    column: start.column,
    endLine: stop.line,
    endColumn: stop.column + 1,
  };
}
