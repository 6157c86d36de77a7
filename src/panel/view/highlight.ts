/**
 * The colours of C. The engine's own lexer finds the tokens; each line comes out as pieces of one kind, which the view
 * puts into spans as text. `withMark` cuts the pieces of a line where a statement begins and ends.
 */
import { lex } from '../../c/lexer';
import { SourceFile } from '../../c/source';
import type { Token } from '../../c/token';

export type PieceKind = 'plain' | 'comment' | 'keyword' | 'string' | 'number' | 'call' | 'directive';

export interface Piece {
  readonly text: string;
  readonly kind: PieceKind;
}

/** C11 6.4.1, and the words that GNU C adds and the kernel uses. */
const KEYWORDS = new Set(
  (
    'auto break case char const continue default do double else enum extern float for goto if inline int long ' +
    'register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while ' +
    '_Alignas _Alignof _Bool _Generic _Noreturn _Static_assert typeof __typeof__ asm __asm__ __attribute__ ' +
    '__alignof__ __inline __extension__'
  ).split(' '),
);

/** The lines of a C text in pieces. */
export function colours(lines: readonly string[]): Piece[][] {
  const text = lines.join('\n');
  const tokens = lex(new SourceFile('', text), { comments: true });
  const result: Piece[][] = [[]];
  const put = (from: number, to: number, kind: PieceKind) => {
    for (const [index, part] of text.slice(from, to).split('\n').entries()) {
      if (index > 0) {
        result.push([]);
      }
      const line = result.at(-1) as Piece[];
      const last = line.at(-1);
      if (last?.kind === kind) {
        line[line.length - 1] = { text: last.text + part, kind };
      } else if (part !== '') {
        line.push({ text: part, kind });
      }
    }
  };
  let at = 0;
  for (const [index, token] of tokens.entries()) {
    put(at, token.offset, 'plain');
    put(token.offset, token.end, kindOf(token, tokens[index - 1], tokens[index + 1]));
    at = token.end;
  }
  put(at, text.length, 'plain');
  return result;
}

function kindOf(token: Token, before: Token | undefined, after: Token | undefined): PieceKind {
  switch (token.kind) {
    case 'comment':
    case 'number':
    case 'string':
      return token.kind;
    case 'character':
      return 'string';
    case 'punctuator':
      return token.text === '#' && token.lineStart ? 'directive' : 'plain';
    case 'identifier':
      if (before?.text === '#' && before.lineStart) {
        return 'directive';
      }
      if (KEYWORDS.has(token.text)) {
        return 'keyword';
      }
      return after?.text === '(' ? 'call' : 'plain';
    default:
      return 'plain';
  }
}

/** The pieces of a line, cut at two columns (0-based), and whether each lies between them. */
export function withMark(pieces: readonly Piece[], from: number, to: number): (Piece & { readonly marked: boolean })[] {
  const result: (Piece & { readonly marked: boolean })[] = [];
  let at = 0;
  for (const { text, kind } of pieces) {
    const cuts = [0, from - at, to - at, text.length].map((cut) => Math.max(0, Math.min(text.length, cut)));
    for (const [index, marked] of [false, true, false].entries()) {
      const part = text.slice(cuts[index], cuts[index + 1]);
      if (part !== '') {
        result.push({ text: part, kind, marked });
      }
    }
    at += text.length;
  }
  return result;
}
