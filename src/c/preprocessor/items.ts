/**
 * What token lists inside the preprocessor are made of. Between tokens stand paddings, which exist so that `#` and the reader
 * see white space where they would have seen it in the source (they are gcc's, so that stringified text is gcc's too): a
 * padding says whether the next token has white space before it, or leaves that to the token.
 */
import type { Token } from '../token';

/** White space before a token: yes, no, or not said, which leaves it to the token. */
export type Space = boolean | undefined;

/** One padding, or several in a row as one: what comes out, given what the paddings before it said. */
export interface Padding {
  readonly kind: 'padding';
  /** If nothing was said. */
  readonly afterNothing: Space;
  /** If no space was asked for. (Once a space was asked for, it stays.) */
  readonly afterNoSpace: Space;
}

export type Item = Token | Padding;

const VALUES: readonly Space[] = [undefined, false, true];
/** All paddings that there can be, so that none need be made. */
const PADDINGS: readonly (readonly Padding[])[] = VALUES.map((afterNothing) =>
  VALUES.map((afterNoSpace) => ({ kind: 'padding', afterNothing, afterNoSpace })),
);

function padding(afterNothing: Space, afterNoSpace: Space): Padding {
  const row = afterNothing === undefined ? 0 : afterNothing ? 2 : 1;
  const column = afterNoSpace === undefined ? 0 : afterNoSpace ? 2 : 1;
  return (PADDINGS[row] as readonly Padding[])[column] as Padding;
}

/** The next token's own white space counts, unless an earlier padding asked for a space. */
export const OWN_SPACE = padding(undefined, undefined);
const SPACE = padding(true, false);
const NO_SPACE = padding(false, false);

/** Gives the next token the white space that `token` has: it stands where `token` stood. */
export function spaceOf(token: Token): Padding {
  return token.spaceBefore ? SPACE : NO_SPACE;
}

/** The white space before the token that follows, given what the paddings before `next` said. */
export function afterPadding(said: Space, next: Padding): Space {
  return said === undefined ? next.afterNothing : said ? true : next.afterNoSpace;
}

/** Appends a padding; of several in a row one is kept. */
export function pushPadding(items: Item[], next: Padding): void {
  const last = items[items.length - 1];
  if (last?.kind !== 'padding') items.push(next);
  else items[items.length - 1] = padding(afterPadding(last.afterNothing, next), afterPadding(last.afterNoSpace, next));
}

/** The padding that says `said` to the next token. */
export function paddingOf(said: Space): Padding {
  return said === undefined ? OWN_SPACE : said ? SPACE : NO_SPACE;
}

/** The tokens of a list, each with the white space that it really has. */
export function withoutPadding(items: readonly Item[]): Token[] {
  const tokens: Token[] = [];
  let space: Space;
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
