/**
 * The lexer: text to preprocessing tokens (C11 5.1.1.2 phases 1 to 3, 6.4). Trigraphs are not replaced, as in GNU C. Line
 * splices are taken out before the text is looked at, and offsets are mapped back afterwards, so that nothing else has to
 * think of them. It never fails: a character that starts nothing becomes a token of kind `other`, and an unterminated
 * comment or literal is reported through `onError` and ends where it must. It is used on its own by the notes (to find
 * symbols and compare snippets) with comments kept.
 */
import { codePointOfName, isIdentifierCharacter, UNIVERSAL_NAME } from './identifiers';
import type { SourceFile } from './source';
import type { Token, TokenKind } from './token';

export interface LexerOptions {
  /** Give comments as tokens; else they only count as white space. */
  readonly comments?: boolean;
  /** Lexes only the text between these offsets, which must be beginnings of lines; all of it without them. */
  readonly from?: number;
  readonly to?: number;
  /** Called with the token at fault, which is in the result too (a comment only if comments are kept, and no white space). */
  readonly onError?: (token: Token, message: string, severity: 'error' | 'warning') => void;
}

/** Longest first, so that the first that matches is the right one (6.4p4). Digraphs are spelled as they stand. */
const PUNCTUATORS =
  '%:%: ... <<= >>= -> ++ -- << >> <= >= == != && || *= /= %= += -= &= ^= |= ## <: :> <% %> %: ' +
  '[ ] ( ) { } . & * + - ~ ! / % < > ^ | ? : ; = , #';

/** Indexed by the code of the first character. */
const PUNCTUATORS_BY_FIRST: readonly (readonly string[])[] = Array.from({ length: 128 }, (_, code) =>
  PUNCTUATORS.split(' ').filter((text) => text.charCodeAt(0) === code),
);
const NO_PUNCTUATORS: readonly string[] = [];

const NUL = 0;
const NEWLINE = 10;
const RETURN = 13;
const DOUBLE_QUOTE = 34;
const SINGLE_QUOTE = 39;
const STAR = 42;
const DOT = 46;
const SLASH = 47;
const BACKSLASH = 92;
const BYTE_ORDER_MARK = 0xfeff;

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
/** Letters, `_` and `$` (GNU). */
const isAsciiIdentifierStart = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 36;
/** NUL is white space to gcc, and warned of. */
const isSpace = (c: number): boolean => c === 32 || (c >= 9 && c <= 13 && c !== NEWLINE) || c === NUL;

/** A backslash at the end of a line; white space after it does not count, as in gcc. */
const SPLICE = /\\[ \t\f\v]*\r?\n/g;

const STRING_PREFIX = /^(?:L|u8?|U)$/;
const RAW_STRING_PREFIX = /^(?:L|u8?|U)?R$/;
const CHARACTER_PREFIX = /^[LuU]$/;

/** All tokens of a file, the last one of kind `end`. Linear in the length of the text. */
export function lex(file: SourceFile, options: LexerOptions = {}): Token[] {
  return new Lexer(file, options).run();
}

class Lexer {
  /** The text without its splices; `at` counts in it. */
  private readonly text: string;
  /** Where splices were taken out: offsets into `text`, ascending, and the characters removed up to and with each. */
  private readonly splices: { readonly at: number; readonly removed: number }[] = [];
  private splicesPassed = 0;
  private at = 0;
  private spaceBefore = false;
  private lineStart = true;
  private readonly tokens: Token[] = [];
  /** Offset into the file of what is lexed. */
  private readonly from: number;

  constructor(
    private readonly file: SourceFile,
    private readonly options: LexerOptions,
  ) {
    this.from = options.from ?? 0;
    const text = this.from > 0 || options.to !== undefined ? file.text.slice(this.from, options.to) : file.text;
    this.text = text.includes('\\') ? this.withoutSplices(text) : text;
  }

  private withoutSplices(text: string): string {
    let removed = 0;
    return text.replace(SPLICE, (splice, offset: number) => {
      const at = offset - removed;
      removed += splice.length;
      this.splices.push({ at, removed });
      return '';
    });
  }

  run(): Token[] {
    const { text } = this;
    if (text.charCodeAt(0) === BYTE_ORDER_MARK) this.at = 1;
    while (this.at < text.length) this.next(text.charCodeAt(this.at));
    this.push('end', text.length, '');
    return this.tokens;
  }

  private next(c: number): void {
    const start = this.at;
    if (c === NEWLINE) {
      this.at++;
      this.lineStart = true;
      this.spaceBefore = false;
    } else if (isSpace(c)) {
      this.at++;
      this.spaceBefore = true;
      if (c === NUL && this.text.charCodeAt(start - 1) !== NUL) this.warnOfNul(start);
    } else if (isAsciiIdentifierStart(c)) this.identifierOrLiteral(start);
    else if (isDigit(c)) this.number(start);
    else if (c === DOUBLE_QUOTE || c === SINGLE_QUOTE) this.literal(start, c);
    else if (c === SLASH && this.text.charCodeAt(start + 1) === SLASH) this.lineComment(start);
    else if (c === SLASH && this.text.charCodeAt(start + 1) === STAR) this.blockComment(start);
    else if (c === DOT && isDigit(this.text.charCodeAt(start + 1))) this.number(start);
    else if ((c >= 128 || c === BACKSLASH) && this.extendedLength(start, true) > 0) this.identifierOrLiteral(start);
    else this.punctuator(start, c);
  }

  private warnOfNul(start: number): void {
    this.options.onError?.(this.token('other', start, '\0'), 'null character(s) ignored', 'warning');
  }

  /** The offset into the file of an offset into `text`: after the splices that stand there for a start, before for an end. */
  private fileOffset(at: number, isStart: boolean): number {
    const { splices } = this;
    // Tokens come in order, so the splices passed only grow, but for the few tokens that are looked at twice.
    let passed = this.splicesPassed;
    while (passed > 0 && (splices[passed - 1] as { at: number }).at >= at) passed--;
    while (passed < splices.length) {
      const splice = (splices[passed] as { at: number }).at;
      if (isStart ? splice > at : splice >= at) break;
      passed++;
    }
    this.splicesPassed = passed;
    return passed === 0 ? at : at + (splices[passed - 1] as { removed: number }).removed;
  }

  private token(kind: TokenKind, start: number, text: string): Token {
    const spliced = this.splices.length > 0;
    return {
      kind,
      text,
      file: this.file,
      offset: this.from + (spliced ? this.fileOffset(start, true) : start),
      end: this.from + (spliced ? this.fileOffset(this.at, start === this.at) : this.at),
      spaceBefore: this.spaceBefore,
      lineStart: this.lineStart,
      expansion: undefined,
      noExpand: false,
    };
  }

  private push(kind: TokenKind, start: number, text: string): Token {
    const token = this.token(kind, start, text);
    this.tokens.push(token);
    this.spaceBefore = false;
    this.lineStart = false;
    return token;
  }

  /** A comment counts as one space, and does not keep a `#` after it from being first on its line. */
  private comment(start: number, error?: string): void {
    const { lineStart } = this;
    if (this.options.comments || error !== undefined) {
      const text = this.text.slice(start, this.at);
      const token = this.options.comments ? this.push('comment', start, text) : this.token('comment', start, text);
      if (error !== undefined) this.options.onError?.(token, error, 'error');
    }
    this.lineStart = lineStart;
    this.spaceBefore = true;
  }

  private lineComment(start: number): void {
    const newline = this.text.indexOf('\n', start);
    this.at = newline < 0 ? this.text.length : newline;
    if (this.text.charCodeAt(this.at - 1) === RETURN) this.at--;
    this.comment(start);
  }

  private blockComment(start: number): void {
    const close = this.text.indexOf('*/', start + 2);
    this.at = close < 0 ? this.text.length : close + 2;
    this.comment(start, close < 0 ? 'unterminated comment' : undefined);
  }

  /** A preprocessing number, 6.4.8: digits, identifier characters, dots, and a sign after e, E, p or P. */
  private number(start: number): void {
    const { text } = this;
    let previous = 0;
    for (;;) {
      const c = text.charCodeAt(this.at);
      if (isDigit(c) || c === DOT || isAsciiIdentifierStart(c)) this.at++;
      else if ((c === 43 || c === 45) && (previous === 101 || previous === 112)) this.at++;
      else {
        const extended = c >= 128 || c === BACKSLASH ? this.extendedLength(this.at, false) : 0;
        if (extended === 0) break;
        this.at += extended;
      }
      previous = c | 32;
    }
    this.push('number', start, text.slice(start, this.at));
  }

  private identifierOrLiteral(start: number): void {
    const { text } = this;
    let at = start;
    let c = text.charCodeAt(at);
    let hasUniversalNames = false;
    for (;;) {
      if (isAsciiIdentifierStart(c) || isDigit(c)) at++;
      else {
        const extended = c >= 128 || c === BACKSLASH ? this.extendedLength(at, at === start) : 0;
        if (extended === 0) break;
        if (c === BACKSLASH) hasUniversalNames = true;
        at += extended;
      }
      c = text.charCodeAt(at);
    }
    this.at = at;
    const spelling = text.slice(start, at);
    if (
      (c === DOUBLE_QUOTE && STRING_PREFIX.test(spelling)) ||
      (c === SINGLE_QUOTE && CHARACTER_PREFIX.test(spelling))
    ) {
      this.literal(start, c);
    } else if (c === DOUBLE_QUOTE && RAW_STRING_PREFIX.test(spelling)) {
      const token = this.push('identifier', start, spelling);
      this.options.onError?.(token, 'raw string literals are not supported', 'error');
    } else
      this.push('identifier', start, hasUniversalNames ? spelling.replace(UNIVERSAL_NAME, codePointOfName) : spelling);
  }

  /** How many code units of an identifier a character outside ASCII, or a universal character name, takes; 0 if it is none. */
  private extendedLength(at: number, initial: boolean): number {
    if (this.text.charCodeAt(at) !== BACKSLASH) {
      const code = this.text.codePointAt(at) as number;
      return isIdentifierCharacter(code, initial) ? (code > 0xffff ? 2 : 1) : 0;
    }
    const name = this.text.slice(at, at + (this.text.charAt(at + 1) === 'U' ? 10 : 6));
    const character = name.replace(UNIVERSAL_NAME, codePointOfName);
    return character !== name && isIdentifierCharacter(character.codePointAt(0) as number, initial) ? name.length : 0;
  }

  private literal(start: number, quote: number): void {
    const { text } = this;
    const kind = quote === DOUBLE_QUOTE ? 'string' : 'character';
    for (let at = this.at + 1; ; at++) {
      const c = text.charCodeAt(at);
      if (c === quote) {
        this.at = at + 1;
        const token = this.push(kind, start, text.slice(start, this.at));
        if (token.text.includes('\0')) {
          this.options.onError?.(token, 'null character(s) preserved in literal', 'warning');
        }
        return;
      }
      if (at >= text.length || c === NEWLINE) {
        this.at = text.charCodeAt(at - 1) === RETURN ? at - 1 : Math.min(at, text.length);
        const token = this.push(kind, start, text.slice(start, this.at));
        this.options.onError?.(token, `missing terminating ${String.fromCharCode(quote)} character`, 'error');
        return;
      }
      if (c === BACKSLASH && text.charCodeAt(at + 1) !== NEWLINE) at++;
    }
  }

  private punctuator(start: number, c: number): void {
    for (const candidate of PUNCTUATORS_BY_FIRST[c] ?? NO_PUNCTUATORS) {
      if (candidate.length > 1 && !this.text.startsWith(candidate, start)) continue;
      this.at = start + candidate.length;
      this.push('punctuator', start, candidate);
      return;
    }
    this.at = start + ((this.text.codePointAt(start) as number) > 0xffff ? 2 : 1);
    this.push('other', start, this.text.slice(start, this.at));
  }
}
