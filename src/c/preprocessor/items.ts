/**
 * What token lists inside the preprocessor are made of. Between tokens stand paddings, which exist so that `#` and the reader
 * see white space where they would have seen it in the source (they are gcc's, so that stringified text is gcc's too): a
 * padding says whether the next token has white space before it, or leaves that to the token.
 */
import type { Token } from '../token';

export interface Padding {
  readonly kind: 'padding';
  /** Undefined: the next token's own white space counts, unless an earlier padding asks for a space. */
  readonly space: boolean | undefined;
}

export type Item = Token | Padding;

export const OWN_SPACE: Padding = { kind: 'padding', space: undefined };
const SPACE: Padding = { kind: 'padding', space: true };
const NO_SPACE: Padding = { kind: 'padding', space: false };

/** Gives the next token the white space that `token` has: it stands where `token` stood. */
export function spaceOf(token: Token): Padding {
  return token.spaceBefore ? SPACE : NO_SPACE;
}

/** The white space before the token that follows `paddings`, given what was said before (undefined for nothing). */
export function afterPadding(said: boolean | undefined, padding: Padding): boolean | undefined {
  return said === undefined || (!said && padding.space === undefined) ? padding.space : said;
}

/** The tokens of a list, each with the white space that it really has. */
export function withoutPadding(items: readonly Item[]): Token[] {
  const tokens: Token[] = [];
  let space: boolean | undefined;
  for (const item of items) {
    if (item.kind === 'padding') {
      space = afterPadding(space, item);
      continue;
    }
    tokens.push(space === undefined || space === item.spaceBefore ? item : withSpace(item, space));
    space = undefined;
  }
  return tokens;
}

/** A copy of `token`. Tokens are made in few places, all with the same shape, because there are millions of them. */
export function withSpace(token: Token, spaceBefore: boolean): Token {
  const { kind, text, file, offset, end, lineStart, expansion, noExpand } = token;
  return { kind, text, file, offset, end, spaceBefore, lineStart, expansion, noExpand };
}

/** The token marked as never to be expanded again (6.10.3.4p2). */
export function painted(token: Token): Token {
  const { kind, text, file, offset, end, spaceBefore, lineStart, expansion } = token;
  return { kind, text, file, offset, end, spaceBefore, lineStart, expansion, noExpand: true };
}
