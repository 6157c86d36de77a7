/**
 * Code as a sequence of tokens to be compared: comments and white space gone, each token with its line, and the gaps that
 * elisions leave. A gap stands before the token whose index it holds; a body without any token is a gap too. Depths count the
 * brackets that are open, so that a gap can be held to one nesting level.
 */
import type { Outline, TokenRange } from '../../c/outline';
import { isElision } from '../../c/outline/comments';
import type { Token } from '../../c/token';

export interface CodeSequence {
  readonly tokens: readonly Token[];
  /** 1-based line of each token in its document. */
  readonly lines: readonly number[];
  /** Number of brackets open before each token, and one more entry for the end; a closing bracket counts as outside. */
  readonly depths: readonly number[];
  /** Indices before which code was left out, ascending; `tokens.length` stands for the end. */
  readonly gaps: readonly number[];
}

export interface SequenceOptions {
  /** The body of a note's definition: if it is empty it stands for any body. Blocks inside it mean what they say. */
  readonly body: TokenRange | undefined;
  /** The text goes on after the range (a half definition): its end is a gap. */
  readonly openEnd: boolean;
  /** The code before the range is missing too. */
  readonly openStart: boolean;
}

const PLAIN: SequenceOptions = { body: undefined, openEnd: false, openStart: false };

/** The code in a range of tokens. */
export function sequenceOf(read: Outline, range: TokenRange, options: SequenceOptions = PLAIN): CodeSequence {
  const tokens: Token[] = [];
  const gaps: number[] = options.openStart ? [0] : [];
  const gap = (): void => {
    if (gaps.at(-1) !== tokens.length) gaps.push(tokens.length);
  };
  for (let at = range.first; at < range.end; at++) {
    const token = read.tokens[at]!;
    if (isElision(token)) gap();
    if (token.kind === 'comment' || token.kind === 'end') continue;
    if (options.body?.end === at && tokens.at(-1)?.text === '{' && token.text === '}') gap();
    tokens.push(token);
  }
  if (options.openEnd) gap();
  return { tokens, lines: linesOf(tokens), depths: depthsOf(tokens), gaps };
}

function linesOf(tokens: readonly Token[]): number[] {
  const out: number[] = [];
  let line = 0;
  let from = 0;
  for (const token of tokens) {
    // Most tokens stand on the line of the one before: only look up the line after a line end.
    const { text } = token.file;
    if (out.length === 0 || hasLineEnd(text, from, token.offset)) ({ line } = token.file.place(token.offset));
    out.push(line);
    from = token.offset;
  }
  return out;
}

function hasLineEnd(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) === 10) return true;
  return false;
}

function depthsOf(tokens: readonly Token[]): number[] {
  const out: number[] = [];
  let depth = 0;
  for (const { text, kind } of tokens) {
    if (kind === 'punctuator' && (text === ')' || text === ']' || text === '}')) depth--;
    out.push(depth);
    if (kind === 'punctuator' && (text === '(' || text === '[' || text === '{')) depth++;
  }
  out.push(depth);
  return out;
}

/** Whether two tokens are the same code. Where one of two strings has tabs, the other may have been copied with blanks for them. */
export function sameToken(a: Token, b: Token): boolean {
  if (a.text === b.text) return true;
  if (a.kind !== 'string' || b.kind !== 'string' || !(a.text.includes('\t') || b.text.includes('\t'))) return false;
  return withBlanks(a.text) === withBlanks(b.text);
}

const withBlanks = (text: string): string => text.replace(/[ \t]+/g, ' ');

/** The pieces between gaps, `end` exclusive; empty ones at the ends are left out. */
export function segmentsOf(sequence: CodeSequence): TokenRange[] {
  const out: TokenRange[] = [];
  let first = 0;
  for (const end of [...sequence.gaps, sequence.tokens.length]) {
    if (end > first) out.push({ first, end });
    first = Math.max(first, end);
  }
  return out;
}

export const opensAtStart = (sequence: CodeSequence): boolean => sequence.gaps[0] === 0;
export const opensAtEnd = (sequence: CodeSequence): boolean => sequence.gaps.at(-1) === sequence.tokens.length;
