/**
 * Tokens and their provenance. One kind of token serves the whole engine: the lexer makes preprocessing tokens (C11 6.4),
 * the preprocessor copies them with their expansion, the parser reads them. A token keeps the place where its characters are
 * spelled and the chain of macro expansions that brought it to where it stands; stepping, hovers, diagnostics and coverage
 * all live on that.
 */
import type { Place, SourceFile } from './source';

export type TokenKind =
  | 'identifier' // keywords too: the parser tells them apart
  | 'number' // a preprocessing number, 6.4.8
  | 'character' // with its prefix and quotes
  | 'string' // with its prefix and quotes
  | 'punctuator'
  | 'comment' // only when the lexer is asked to keep comments
  | 'other' // a character that starts no token (6.4p1)
  | 'end'; // one at the end of each file

/** One expansion of one macro. The innermost expansion of a token leads outwards by `use.expansion`. */
export interface Expansion {
  /** The macro's name. */
  readonly macro: string;
  /** Where the macro is defined: its name in the #define; absent for a built-in macro such as `__LINE__`. */
  readonly definition: Token | undefined;
  /** The macro's name where it is used; its own `expansion` is the next one outwards. */
  readonly use: Token;
  /** The last token of the use: the name itself, or the closing parenthesis of its arguments. */
  readonly useEnd: Token;
  /** True when the token came in as part of an argument, not of the replacement list. */
  readonly argument: boolean;
}

export interface Token {
  readonly kind: TokenKind;
  /** Spelling, with line splices (6.4: backslash-newline) removed. */
  readonly text: string;
  readonly file: SourceFile;
  /** Offsets into `file.text`, `end` exclusive, line splices included. */
  readonly offset: number;
  readonly end: number;
  /** White space or a comment comes before it. */
  readonly spaceBefore: boolean;
  /** First token of its (logical) line. */
  readonly lineStart: boolean;
  /** Innermost macro expansion, or undefined for a token that stands in a file as it is. */
  readonly expansion: Expansion | undefined;
  /** Set by the preprocessor on an identifier that must not expand again (6.10.3.4p2). */
  readonly noExpand?: boolean;
}

/** The token as it stands in a file: the outermost use that brought it in, or the token itself. */
export function outermost(token: Token): Token {
  let at = token;
  while (at.expansion) at = at.expansion.use;
  return at;
}

/**
 * The first and the last token of what a reader of the file would point at: the token itself where it is written in a file, also within
 * what macros are given; for one of a macro's replacement list the use of that macro, or of the one around it, that is written in a file.
 */
export function written(token: Token): readonly [first: Token, last: Token] {
  let outer = token.expansion;
  while (outer?.use.expansion) outer = outer.use.expansion;
  if (!outer) return [token, token];
  if (isWithin(token, outer)) return [token, token];
  for (let at = token.expansion; at && at !== outer; at = at.use.expansion) {
    if (isWithin(at.use, outer)) return [at.use, at.useEnd];
  }
  return [outer.use, outer.useEnd];
}

/** Whether a token is spelled between the name and the last token of a macro's use. */
function isWithin({ file, offset }: Token, { use, useEnd }: Expansion): boolean {
  return file === use.file && offset >= use.offset && offset < useEnd.end;
}

/** The place where the token is spelled (inside a macro's definition or an argument, if it came from one). */
export function spellingPlace(token: Token): Place {
  return token.file.place(token.offset);
}

/** The place where a reader of the file sees the token take effect: its outermost use. */
export function expansionPlace(token: Token): Place {
  return spellingPlace(outermost(token));
}
