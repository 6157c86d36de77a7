/**
 * The outline of a part of a text: of the pieces in which some names stand, and nothing else, as reading a large file whole for one
 * definition would take most of the time. The text is skimmed by its characters alone for the lines between which top-level
 * items lie: comments, literals and directives are stepped over, brackets counted, and each branch of an `#if` starts from the
 * same count, as in brackets.ts. A piece runs from one such line to the next; conditional directives are always kept, so the
 * conditions of an item are known. Where the brackets do not come out even the text is not cut, and the caller reads it whole.
 */
import { lex } from '../lexer';
import type { Outline } from '../outline';
import type { SourceFile } from '../source';
import type { Token } from '../token';
import { matchBrackets } from './brackets';
import { readItems } from './items';

/** Offsets into a text, all at beginnings of lines. */
export interface Pieces {
  /** Where each piece begins, ascending, the first at 0; one more for the end of the text. */
  readonly starts: readonly number[];
  /** The lines of conditional directives, without those that open and close inside one piece. */
  readonly conditionals: readonly { readonly start: number; readonly end: number }[];
}

const NEWLINE = 10;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const STAR = 42;
const SLASH = 47;
const SEMICOLON = 59;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;

/** 1 for `(`, `[` and `{`, -1 for those that close. */
const NESTING = new Int8Array(128);
for (const c of '([{') NESTING[c.charCodeAt(0)] = 1;
for (const c of ')]}') NESTING[c.charCodeAt(0)] = -1;

/** Cuts a text; undefined where its brackets do not come out even. */
export function piecesOf(text: string): Pieces | undefined {
  return new Skimmer(text).run();
}

interface Conditional {
  readonly before: number;
  /** Depth at the end of the first branch; undefined in it. */
  first: number | undefined;
  readonly disabled: boolean;
}

class Skimmer {
  private readonly starts = [0];
  private readonly conditionals: { start: number; end: number }[] = [];
  private readonly open: Conditional[] = [];
  private depth = 0;
  /** The last character of code since the piece began; 0 for none. */
  private last = 0;
  private even = true;
  /** Conditionals recorded and conditions open when the piece began, and whether it touched one of those. */
  private recorded = 0;
  private outer = 0;
  private touched = false;

  constructor(private readonly text: string) {}

  run(): Pieces | undefined {
    const { text } = this;
    let beginsLine = true;
    for (let at = 0; at < text.length && this.even; ) {
      const c = text.charCodeAt(at);
      if (c === NEWLINE) {
        at++;
        beginsLine = true;
        if (this.depth === 0 && this.last !== 0 && this.endsItem(at)) this.cut(at);
        continue;
      }
      if (c <= SPACE) {
        at++;
        continue;
      }
      if (c === SLASH) {
        const next = text.charCodeAt(at + 1);
        if (next === STAR || next === SLASH) {
          at = next === STAR ? this.afterComment(at) : this.lineEnd(at);
          continue;
        }
      }
      if (c === HASH && beginsLine) {
        at = this.directive(at);
        continue;
      }
      beginsLine = false;
      this.last = c;
      if (c === QUOTE || c === APOSTROPHE) at = this.afterLiteral(at, c);
      else if (c === BACKSLASH && text.charCodeAt(at + 1) === NEWLINE) at += 2;
      else {
        if (c < 128) this.depth += NESTING[c]!;
        if (this.depth < 0) this.even = false;
        at++;
      }
    }
    if (!this.even || this.depth !== 0) return undefined;
    if (this.starts.at(-1) !== text.length) this.starts.push(text.length);
    return { starts: this.starts, conditionals: this.conditionals };
  }

  private cut(at: number): void {
    if (this.starts.at(-1) !== at) this.starts.push(at);
    if (!this.touched && this.open.length === this.outer) this.conditionals.length = this.recorded;
    this.recorded = this.conditionals.length;
    this.outer = this.open.length;
    this.touched = false;
    this.last = 0;
  }

  /** Whether the code before a line's beginning is a whole item. */
  private endsItem(at: number): boolean {
    if (this.last !== SEMICOLON && this.last !== CLOSE_BRACE) return false;
    const { text } = this;
    let next = at;
    while (next < text.length && text.charCodeAt(next) <= SPACE && text.charCodeAt(next) !== NEWLINE) next++;
    const c = text.charCodeAt(next);
    // An attribute may follow a brace, and a function's body the declarations of its parameters.
    if (this.last === CLOSE_BRACE) return next >= text.length || c === NEWLINE || c === HASH || c === SLASH;
    return c !== OPEN_BRACE;
  }

  private lineEnd(at: number): number {
    const end = this.text.indexOf('\n', at);
    return end < 0 ? this.text.length : end;
  }

  private afterComment(at: number): number {
    const end = this.text.indexOf('*/', at + 2);
    return end < 0 ? this.text.length : end + 2;
  }

  private afterLiteral(start: number, quote: number): number {
    const { text } = this;
    for (let at = start + 1; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === quote) return at + 1;
      if (c === NEWLINE) return at;
      if (c === BACKSLASH) at++;
    }
    return text.length;
  }

  /** Steps over a directive with its continued lines; returns the beginning of the line after it. */
  private directive(start: number): number {
    const { text } = this;
    let at = start + 1;
    for (; at < text.length; at++) {
      const c = text.charCodeAt(at);
      if (c === NEWLINE) break;
      if (c === BACKSLASH) at += text.charCodeAt(at + 1) === NEWLINE ? 1 : text.startsWith('\r\n', at + 1) ? 2 : 0;
      else if (c === SLASH && text.charCodeAt(at + 1) === STAR) at = this.afterComment(at) - 1;
      else if (c === QUOTE || c === APOSTROPHE) at = this.afterLiteral(at, c) - 1;
    }
    const end = Math.min(at + 1, text.length);
    const whole = this.depth === 0 && (this.last === 0 || this.last === SEMICOLON || this.last === CLOSE_BRACE);
    const word = /^#[ \t]*(\w*)[ \t]*(\w*)/.exec(text.slice(start, Math.min(end, start + 40)));
    if (CONDITIONAL.test(word?.[1] ?? '')) {
      const line = text.lastIndexOf('\n', start) + 1;
      if (whole) this.cut(line);
      this.condition(word?.[1] ?? '', word?.[2] === '0');
      this.conditionals.push({ start: line, end });
      if (whole) this.touched = true; // it stands for itself
    }
    if (whole) this.cut(end);
    return end;
  }

  /** Opens, changes or closes a condition. */
  private condition(word: string, zero: boolean): void {
    if (word === 'if' || word === 'ifdef' || word === 'ifndef') {
      this.open.push({ before: this.depth, first: undefined, disabled: word === 'if' && zero });
      return;
    }
    if (this.open.length <= this.outer) this.touched = true;
    const top = word === 'endif' ? this.open.pop() : this.open.at(-1);
    if (!top) return;
    if (word === 'endif') {
      if (!top.disabled) this.depth = top.first ?? this.depth;
      else if (top.first === undefined) this.depth = top.before;
    } else {
      top.first ??= this.depth;
      this.depth = top.before;
    }
  }
}

const CONDITIONAL = /^(if|ifdef|ifndef|el\w+|endif)$/;

/** The outline of the pieces in which any of `names` stands, as a word. Its tokens keep their offsets into the whole text. */
export function outlineOfPieces(file: SourceFile, pieces: Pieces, names: readonly string[]): Outline {
  return outlineOf(file, pieces, numbersOfPieces(file, pieces, names));
}

/** The same for one name; undefined when the pieces have more than `longest` characters together. */
export function outlineOfName(file: SourceFile, pieces: Pieces, name: string, longest: number): Outline | undefined {
  const wanted = numbersOfPieces(file, pieces, [name]);
  let length = 0;
  for (const n of wanted) length += pieces.starts[n + 1]! - pieces.starts[n]!;
  return length > longest ? undefined : outlineOf(file, pieces, wanted);
}

function numbersOfPieces(file: SourceFile, { starts }: Pieces, names: readonly string[]): ReadonlySet<number> {
  const wanted = new Set<number>();
  for (const name of names) for (const offset of occurrences(file.text, name)) wanted.add(pieceAt(starts, offset));
  return wanted;
}

function outlineOf(file: SourceFile, { starts, conditionals }: Pieces, wanted: ReadonlySet<number>): Outline {
  const ranges = [...wanted].map((n) => ({ start: starts[n]!, end: starts[n + 1]! }));
  const others = conditionals.filter(({ start }) => !wanted.has(pieceAt(starts, start)));
  const tokens: Token[] = [];
  for (const { start, end } of [...ranges, ...others].sort((a, b) => a.start - b.start)) {
    const part = lex(file, { comments: true, from: start, to: end });
    part.pop(); // its end
    for (const token of part) tokens.push(token);
  }
  tokens.push(lex(file, { from: file.text.length })[0]!);
  const brackets = matchBrackets(tokens);
  return { file, tokens, partner: brackets.partner, ...readItems(tokens, brackets) };
}

/** Characters that are lexed in one step: a few milliseconds' work. */
const STEP = 40_000;

/**
 * The outline of a whole text, the same as `outline` gives, in steps of a few milliseconds (the last one, which finds the items,
 * takes 5 ms for 100,000 characters): for a thread that has other things to do between two of them.
 */
export function* outlineInSteps(file: SourceFile, pieces: Pieces): Generator<void, Outline> {
  const { starts } = pieces;
  const tokens: Token[] = [];
  let end: Token | undefined;
  for (let n = 0; n < starts.length - 1; ) {
    const from = starts[n]!;
    while (n < starts.length - 1 && starts[n]! - from < STEP) n++;
    const part = lex(file, { comments: true, from, to: starts[n]! });
    end = part.pop();
    for (const token of part) tokens.push(token);
    yield;
  }
  tokens.push(end ?? lex(file)[0]!);
  const brackets = matchBrackets(tokens);
  yield;
  return { file, tokens, partner: brackets.partner, ...readItems(tokens, brackets) };
}

/** Offsets at which a name stands with no identifier character around it. */
function occurrences(text: string, name: string): number[] {
  const out: number[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    if (!/[\w$]/.test(text.charAt(at - 1)) && !/[\w$]/.test(text.charAt(at + name.length))) out.push(at);
  }
  return out;
}

function pieceAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length - 2;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
