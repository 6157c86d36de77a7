/**
 * The parser's place in the token list. Each token is known by its lexeme: the canonical spelling of a keyword or a punctuator
 * (`__inline__` is `inline`, `<:` is `[`), else its kind (`identifier`, `number`, `string`, `character`, `end`, `other`). Lexemes
 * are shared strings, so that comparing them is comparing pointers. A syntax error is reported where it is found and thrown as a
 * SyntaxAbort; whoever can go on from a known place catches it and skips there. Nesting is counted here and bounded.
 */
import type { DiagnosticBag } from '../diagnostics';
import type { Token } from '../token';
import { KEYWORDS } from './keywords';

/** Brackets, operators and statements that may stand inside one another. */
export const NESTING_LIMIT = 256;

/** Thrown after a syntax error was reported, to get back to a place from which parsing can go on. */
export class SyntaxAbort extends Error {
  constructor() {
    super('syntax error');
    this.name = 'SyntaxAbort';
  }
}

const PUNCTUATORS = new Map<string, string>();
for (const text of [
  ...'[](){}.&*+-~!/%<>^|?:;=,#',
  ...[
    '...',
    '<<=',
    '>>=',
    '->',
    '++',
    '--',
    '<<',
    '>>',
    '<=',
    '>=',
    '==',
    '!=',
    '&&',
    '||',
    '*=',
    '/=',
    '%=',
    '+=',
    '-=',
  ],
  ...['&=', '^=', '|=', '##'],
]) {
  PUNCTUATORS.set(text, text);
}
for (const [digraph, text] of Object.entries({ '<:': '[', ':>': ']', '<%': '{', '%>': '}', '%:': '#', '%:%:': '##' })) {
  PUNCTUATORS.set(digraph, text);
}

function lexemeOf(token: Token): string {
  if (token.kind === 'identifier') return KEYWORDS.get(token.text) ?? 'identifier';
  if (token.kind === 'punctuator') return PUNCTUATORS.get(token.text) ?? 'other';
  return token.kind;
}

export class Cursor {
  private readonly tokens: readonly Token[];
  private readonly lexemes: readonly string[];
  private at = 0;
  /** The lexeme of the current token. */
  lexeme: string;
  /** The current token. */
  token: Token;
  private nesting = 0;

  /** @param tokens ends with a token of kind `end`; `end` tokens before the last one (of included files) are skipped. */
  constructor(
    tokens: readonly Token[],
    readonly diagnostics: DiagnosticBag,
  ) {
    const last = tokens[tokens.length - 1];
    if (last?.kind !== 'end') throw new Error('a token list must end with an `end` token');
    const clean = tokens.every((token) => token.kind !== 'comment' && (token.kind !== 'end' || token === last));
    const kept = clean
      ? tokens
      : tokens.filter((token) => token.kind !== 'comment' && (token.kind !== 'end' || token === last));
    this.tokens = kept;
    this.lexemes = kept.map(lexemeOf);
    this.token = kept[0] as Token;
    this.lexeme = this.lexemes[0] as string;
  }

  /** How many tokens have been read. */
  get position(): number {
    return this.at;
  }

  /** The lexeme of the token `distance` after the current one. */
  peek(distance = 1): string {
    return this.lexemes[this.at + distance] ?? 'end';
  }

  peekToken(distance = 1): Token {
    return this.tokens[Math.min(this.at + distance, this.tokens.length - 1)] as Token;
  }

  /** The token before the current one: the last one that was read. */
  get previous(): Token {
    return this.tokens[Math.max(0, this.at - 1)] as Token;
  }

  /** Reads the current token and moves on; the end stays current for ever. */
  next(): Token {
    const { token } = this;
    if (this.at < this.tokens.length - 1) this.at++;
    this.token = this.tokens[this.at] as Token;
    this.lexeme = this.lexemes[this.at] as string;
    return token;
  }

  /** Whether the current token is that one. Where the compiler would take an earlier comparison for still true. */
  is(lexeme: string): boolean {
    return this.lexeme === lexeme;
  }

  accept(lexeme: string): Token | undefined {
    return this.lexeme === lexeme ? this.next() : undefined;
  }

  /** Reads the token `lexeme`, or reports that it was expected here. */
  expect(lexeme: string): Token {
    if (this.lexeme === lexeme) return this.next();
    return this.unexpected(`'${lexeme}'`);
  }

  /** Reads an identifier that is not a keyword. */
  expectIdentifier(what = 'identifier'): Token {
    if (this.lexeme === 'identifier') return this.next();
    return this.unexpected(what);
  }

  /** How gcc names the current token in `expected … before …`. */
  describeToken(): string {
    const { lexeme, token } = this;
    if (lexeme === 'end') return 'end of input';
    if (lexeme === 'number') return 'numeric constant';
    if (lexeme === 'string') return 'string constant';
    if (lexeme === 'character') return 'character constant';
    return token.kind === 'punctuator' ? `'${token.text}' token` : `'${token.text}'`;
  }

  /** Reports that `what` was expected, and aborts. A missing token is shown after the one that it should follow. */
  unexpected(what: string): never {
    const message = `expected ${what} ${this.lexeme === 'end' ? 'at' : 'before'} ${this.describeToken()}`;
    const blame = what.startsWith("'") && this.at > 0 && this.token.lineStart ? this.previous : this.token;
    this.diagnostics.error(blame, message);
    throw new SyntaxAbort();
  }

  /** Enters a bracket, an operand or a statement; `leave` undoes it. */
  enter(): void {
    if (++this.nesting > NESTING_LIMIT) {
      this.diagnostics.fatal(this.token, `nested more than ${NESTING_LIMIT} levels deep`);
    }
  }

  leave(): void {
    this.nesting--;
  }

  /** Parses by `parse`; after a syntax error in it restores the nesting, skips by `recover` and gives undefined. */
  attempt<T>(parse: () => T, recover: () => void): T | undefined {
    const { nesting } = this;
    const start = this.at;
    try {
      return parse();
    } catch (error) {
      if (!(error instanceof SyntaxAbort)) throw error;
      this.nesting = nesting;
      recover();
      if (this.at === start && this.lexeme !== 'end') this.next();
      return undefined;
    }
  }

  /** Skips to the end of the statement or declaration: past its `;`, past a closing block of it, or before an outer `}`. */
  skipStatement(): void {
    let depth = 0;
    for (;;) {
      if (this.lexeme === 'end') return;
      if (this.lexeme === '{') depth++;
      else if (this.lexeme === '}') {
        if (depth === 0) return;
        if (--depth === 0) {
          this.next();
          this.accept(';');
          return;
        }
      } else if (this.lexeme === ';' && depth === 0) {
        this.next();
        return;
      }
      this.next();
    }
  }

  /** Skips to one of `stops` outside brackets; it is left to be read. Stops before `;`, an outer closing bracket and the end too. */
  skipTo(...stops: string[]): void {
    let depth = 0;
    while (this.lexeme !== 'end') {
      if (depth === 0 && (stops.includes(this.lexeme) || this.lexeme === ';')) return;
      if (this.lexeme === '(' || this.lexeme === '[' || this.lexeme === '{') depth++;
      else if (this.lexeme === ')' || this.lexeme === ']' || this.lexeme === '}') {
        if (depth-- === 0) return;
      }
      this.next();
    }
  }
}
