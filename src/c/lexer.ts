/**
 * The lexer: text to preprocessing tokens (C11 5.1.1.2 phases 1 to 3, 6.4). It looks at one character at a time, seeing
 * through line splices; trigraphs are not replaced, as in GNU C. It never fails: a character that starts nothing becomes a
 * token of kind `other`, and an unterminated comment or literal is reported through `onError` and ends where it must. It is
 * used on its own by the notes (to find symbols and compare snippets) with comments kept.
 */
import type { SourceFile } from './source';
import type { Token, TokenKind } from './token';

export interface LexerOptions {
  /** Give comments as tokens; else they only count as white space. */
  readonly comments?: boolean;
  /** Called with the token at fault, which is in the result too. */
  readonly onError?: (token: Token, message: string) => void;
}

/** Longest first, so that the first that matches is the right one (6.4p4). Digraphs are spelled as they stand. */
const PUNCTUATORS = [
  '%:%:', '...', '<<=', '>>=', '->', '++', '--', '<<', '>>', '<=', '>=', '==', '!=', '&&', '||', '*=', '/=', '%=', '+=',
  '-=', '&=', '^=', '|=', '##', '<:', ':>', '<%', '%>', '%:', '[', ']', '(', ')', '{', '}', '.', '&', '*', '+', '-', '~',
  '!', '/', '%', '<', '>', '^', '|', '?', ':', ';', '=', ',', '#',
]; // biome-ignore format: a table

const BY_FIRST = new Map<string, string[]>();
for (const text of PUNCTUATORS) {
  const first = text.charAt(0);
  const list = BY_FIRST.get(first);
  if (list) list.push(text);
  else BY_FIRST.set(first, [text]);
}

const isDigit = (c: number): boolean => c >= 48 && c <= 57;
/** Letters, `_`, `$` (GNU) and everything outside ASCII. */
const isIdentifierStart = (c: number): boolean =>
  (c >= 97 && c <= 122) || (c >= 65 && c <= 90) || c === 95 || c === 36 || c >= 128;
const isIdentifierPart = (c: number): boolean => isIdentifierStart(c) || isDigit(c);

/** All tokens of a file, the last one of kind `end`. Linear in the length of the text. */
export function lex(file: SourceFile, options: LexerOptions = {}): Token[] {
  return new Lexer(file, options).run();
}

class Lexer {
  private at = 0;
  private spaceBefore = false;
  private lineStart = true;
  private readonly text: string;
  private readonly hasSplices: boolean;
  private readonly tokens: Token[] = [];

  constructor(
    private readonly file: SourceFile,
    private readonly options: LexerOptions,
  ) {
    this.text = file.text;
    this.hasSplices = /\\\r?\n/.test(file.text);
  }

  run(): Token[] {
    if (this.text.charCodeAt(0) === 0xfeff) this.at = 1;
    for (;;) {
      this.skipSplices();
      if (this.at >= this.text.length) break;
      this.next();
    }
    this.push('end', this.text.length);
    return this.tokens;
  }

  private next(): void {
    const start = this.at;
    const c = this.text.charCodeAt(start);
    if (c === 10) {
      this.at++;
      this.lineStart = true;
      this.spaceBefore = false;
    } else if (c === 32 || (c >= 9 && c <= 13)) {
      this.at++;
      this.spaceBefore = true;
    } else if (c === 47 && this.peek(1) === 47) this.lineComment(start);
    else if (c === 47 && this.peek(1) === 42) this.blockComment(start);
    else if (isDigit(c) || (c === 46 && isDigit(this.peek(1)))) this.number(start);
    else if (isIdentifierStart(c)) this.identifierOrLiteral(start);
    else if (c === 34 || c === 39) this.literal(start, c);
    else this.punctuator(start);
  }

  /** Moves `at` past any backslash-newline that stands there. */
  private skipSplices(): void {
    if (!this.hasSplices) return;
    for (;;) {
      if (this.text.charCodeAt(this.at) !== 92) return;
      const next = this.text.charCodeAt(this.at + 1);
      if (next === 10) this.at += 2;
      else if (next === 13 && this.text.charCodeAt(this.at + 2) === 10) this.at += 3;
      else return;
    }
  }

  private step(): void {
    this.at++;
    this.skipSplices();
  }

  /** The character `distance` logical characters ahead of `at`; NaN past the end. */
  private peek(distance: number): number {
    if (!this.hasSplices) return this.text.charCodeAt(this.at + distance);
    const saved = this.at;
    for (let n = 0; n < distance; n++) this.step();
    const c = this.text.charCodeAt(this.at);
    this.at = saved;
    return c;
  }

  private push(kind: TokenKind, start: number): Token {
    const raw = this.text.slice(start, this.at);
    const token: Token = {
      kind,
      text: this.hasSplices && raw.includes('\\') ? raw.replace(/\\\r?\n/g, '') : raw,
      file: this.file,
      offset: start,
      end: this.at,
      spaceBefore: this.spaceBefore,
      lineStart: this.lineStart,
      expansion: undefined,
    };
    this.tokens.push(token);
    this.spaceBefore = false;
    this.lineStart = false;
    return token;
  }

  private comment(start: number): void {
    if (this.options.comments) {
      const { lineStart } = this;
      this.push('comment', start);
      this.lineStart = lineStart; // a comment does not keep a `#` after it from being first on its line
    }
    this.spaceBefore = true;
  }

  private lineComment(start: number): void {
    while (this.at < this.text.length && this.text.charCodeAt(this.at) !== 10) this.step();
    if (this.text.charCodeAt(this.at - 1) === 13) this.at--;
    this.comment(start);
  }

  private blockComment(start: number): void {
    this.step();
    this.step();
    while (this.at < this.text.length && !(this.text.charCodeAt(this.at) === 42 && this.peek(1) === 47)) this.step();
    if (this.at >= this.text.length) {
      this.error(start, 'unterminated comment');
    } else {
      this.step();
      this.at++;
    }
    this.comment(start);
  }

  private number(start: number): void {
    let previous = 0;
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      const signed = (c === 43 || c === 45) && (previous === 101 || previous === 112); // after e, E, p, P
      if (!signed && c !== 46 && !isIdentifierPart(c)) break;
      previous = c | 32;
      this.step();
    }
    this.push('number', start);
  }

  private identifierOrLiteral(start: number): void {
    while (isIdentifierPart(this.text.charCodeAt(this.at))) this.step();
    const quote = this.text.charCodeAt(this.at);
    if (quote === 34 || quote === 39) {
      const prefix = this.text.slice(start, this.at);
      if (prefix === 'L' || prefix === 'u' || prefix === 'U' || (prefix === 'u8' && quote === 34)) {
        this.literal(start, quote);
        return;
      }
    }
    this.push('identifier', start);
  }

  private literal(start: number, quote: number): void {
    this.step();
    for (;;) {
      const c = this.text.charCodeAt(this.at);
      if (this.at >= this.text.length || c === 10) {
        const token = this.push(quote === 34 ? 'string' : 'character', start);
        this.options.onError?.(token, `missing terminating ${quote === 34 ? '"' : "'"} character`);
        return;
      }
      this.step();
      if (c === quote) break;
      if (c === 92 && this.at < this.text.length && this.text.charCodeAt(this.at) !== 10) this.step();
    }
    this.push(quote === 34 ? 'string' : 'character', start);
  }

  private punctuator(start: number): void {
    for (const candidate of BY_FIRST.get(this.text.charAt(start)) ?? []) {
      let matches = true;
      for (let n = 1; n < candidate.length && matches; n++) matches = this.peek(n) === candidate.charCodeAt(n);
      if (!matches) continue;
      for (let n = 1; n < candidate.length; n++) this.step();
      this.at++;
      this.push('punctuator', start);
      return;
    }
    this.at++;
    this.push('other', start);
  }

  private error(start: number, message: string): void {
    const { file, lineStart, spaceBefore } = this;
    const token: Token = {
      kind: 'other', text: this.text.slice(start, start + 2), file, offset: start, end: start + 2, spaceBefore, lineStart,
      expansion: undefined,
    };
    this.options.onError?.(token, message);
  }
}
