/**
 * Cutting a sequence into chunks, the pieces by which two versions are aligned: a statement, the head of a control statement,
 * a member, an initialiser, an enumerator, a brace. Cut by tokens alone, so line breaks play no part; both versions are cut
 * by the same rules. A gap always ends a chunk.
 */
import { isIterationMacro, isReservedWord, TAG_WORDS } from '../../c/outline/words';
import type { CodeSequence } from './sequence';

export interface Chunk {
  /** Indices into the sequence, `end` exclusive. */
  readonly first: number;
  readonly end: number;
  /** The tokens' texts, joined by spaces: equal chunks have equal text. */
  readonly text: string;
  /** What it weighs in an alignment: much for code, little for a brace. */
  readonly weight: number;
  /** Code was left out right before it. */
  readonly afterGap: boolean;
}

export interface Chunks {
  readonly chunks: readonly Chunk[];
  /** Code was left out after the last. */
  readonly gapAtEnd: boolean;
}

const CONTROL_HEAD: ReadonlySet<string> = new Set(['if', 'for', 'while', 'switch']);
const OPENERS: ReadonlySet<string> = new Set(['(', '[', '{']);
const CLOSERS: ReadonlySet<string> = new Set([')', ']', '}']);

/** Tokens that belong to no statement count less, so that they never decide an alignment. */
function weigh(words: readonly string[]): number {
  const code = words.filter((word) => /\w/.test(word)).length;
  return code === 0 ? 0.2 : Math.min(8, 1 + code);
}

interface Open {
  readonly text: string;
  /** A brace whose parts are separated by commas. */
  readonly list: boolean;
  /** Parentheses after `if`, `for` and the like, or an iteration macro: the head ends with them. */
  readonly head: boolean;
  /** The brace of a struct, union or enum, behind which names and attributes may stand. */
  readonly aggregate: boolean;
}

/** The chunks of a sequence. `commas` says that the outermost braces hold a list (an initialiser, an enum). */
export function chunksOf(sequence: CodeSequence, commas: boolean): Chunks {
  return new Chunker(sequence, commas).run();
}

class Chunker {
  private readonly out: Chunk[] = [];
  private readonly open: Open[] = [];
  private first = 0;
  private nextGap = 0;

  constructor(
    private readonly sequence: CodeSequence,
    private readonly commas: boolean,
  ) {}

  run(): Chunks {
    const { tokens, gaps } = this.sequence;
    for (let at = 0; at < tokens.length; at++) {
      if (gaps.includes(at)) this.cut(at);
      this.token(at);
    }
    this.cut(tokens.length);
    return { chunks: this.out, gapAtEnd: gaps.at(-1) === tokens.length };
  }

  private token(at: number): void {
    const { tokens } = this.sequence;
    const token = tokens[at]!;
    const { text } = token;
    if (token.lineStart && text === '#') {
      this.cut(at);
      return;
    }
    // What follows a directive's line is another chunk.
    if (token.lineStart && tokens[this.first]?.text === '#' && tokens[this.first]!.lineStart) this.cut(at);
    if (OPENERS.has(text)) this.opening(at, text);
    else if (CLOSERS.has(text)) this.closing(at, text);
    else if (text === ';' && !this.insideParentheses()) this.cut(at + 1);
    else if (text === ',' && this.open.at(-1)?.list) this.cut(at + 1);
    else if (text === ':' && this.isLabel(at)) this.cut(at + 1);
    else if (text === 'else' || text === 'do') {
      this.cut(at);
      if (tokens[at + 1]?.text !== 'if' && tokens[at + 1]?.text !== '{') this.cut(at + 1);
    }
  }

  private opening(at: number, text: string): void {
    const { tokens } = this.sequence;
    const previous = tokens[at - 1];
    if (text === '{') {
      const list = this.isList(previous?.text);
      this.open.push({ text, list, head: false, aggregate: this.opensAggregate(at) });
      this.cut(at + 1);
      return;
    }
    const name = previous?.kind === 'identifier' ? previous.text : '';
    const head = text === '(' && (CONTROL_HEAD.has(name) || isIterationMacro(name)) && !this.insideParentheses();
    this.open.push({ text, list: false, head, aggregate: false });
  }

  private closing(at: number, text: string): void {
    if (text === '}') {
      // What an unclosed parenthesis swallowed ends with the brace.
      while (this.open.length > 0 && this.open.at(-1)!.text !== '{') this.open.pop();
      const closed = this.open.pop();
      this.cut(at);
      if (!closed?.list && !this.goesOn(at, closed?.aggregate ?? true)) this.cut(at + 1);
      return;
    }
    const top = this.open.at(-1);
    if (top && top.text !== '{') this.open.pop();
    if (top?.head && this.sequence.tokens[at + 1]?.text !== '{' && this.sequence.tokens[at + 1]?.text !== ';')
      this.cut(at + 1);
  }

  /** `struct {`, `enum name {`, `union __packed name {`. */
  private opensAggregate(at: number): boolean {
    const { tokens } = this.sequence;
    let word = at - 1;
    while (word >= 0 && tokens[word]!.kind === 'identifier' && !isReservedWord(tokens[word]!.text)) word--;
    return TAG_WORDS.has(tokens[word]?.text ?? '');
  }

  /** After `}` of an aggregate come attributes or names, of a `do` its `while`, of a statement expression a parenthesis. */
  private goesOn(at: number, aggregate: boolean): boolean {
    const [next, after] = this.sequence.tokens.slice(at + 1, at + 3);
    if (next === undefined) return false;
    if (next.text === ')' || next.text === ';' || next.text === 'while') return true;
    if (!aggregate) return false;
    return /^__/.test(next.text) || (next.kind === 'identifier' && after?.text === ';' && !isReservedWord(next.text));
  }

  private isList(previous: string | undefined): boolean {
    const around = this.open.at(-1);
    if (previous === '=' || previous === ']' || previous === 'return') return true;
    if (around === undefined) return this.commas;
    return around.list && (previous === ',' || previous === '{');
  }

  private insideParentheses(): boolean {
    const top = this.open.at(-1);
    return top !== undefined && top.text !== '{';
  }

  /** `name:` and `case value:` at the beginning of a chunk. */
  private isLabel(at: number): boolean {
    const { tokens } = this.sequence;
    const first = tokens[this.first]?.text;
    return at === this.first + 1 || first === 'case' || first === 'default' ? !this.insideParentheses() : false;
  }

  private cut(end: number): void {
    if (end <= this.first) return;
    const { tokens, gaps } = this.sequence;
    const words = tokens.slice(this.first, end).map((token) => token.text);
    let afterGap = false;
    while (this.nextGap < gaps.length && gaps[this.nextGap]! <= this.first) {
      afterGap = true;
      this.nextGap++;
    }
    this.out.push({ first: this.first, end, text: words.join(' '), weight: weigh(words), afterGap });
    this.first = end;
  }
}
