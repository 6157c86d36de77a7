/**
 * Whether a source's code is exactly what a snippet shows, its elisions matched. The snippet's pieces between elisions must
 * follow each other in the source, with nothing but balanced brackets left out between two of them. A piece may fit at several
 * places of the source: every place that some whole match uses is found, and a piece with more than one is not placed, so
 * that no line is ever mapped by guess.
 */
import type { TokenRange } from '../../c/outline';
import { type CodeSequence, opensAtEnd, opensAtStart, sameToken, segmentsOf } from './sequence';

/** For each token of the note the index of its source token, or -1 where it is not certain. */
export type TokenMap = Int32Array;

export interface ExactMatch {
  readonly map: TokenMap;
  /** The range of source tokens that the snippet covers, from its first piece to its last. */
  readonly covered: TokenRange;
}

/** Matches a whole definition: the snippet's first piece begins the source's, its last ends it, unless open there. */
export function matchExactly(note: CodeSequence, source: CodeSequence): ExactMatch | undefined {
  if (note.gaps.length === 0) {
    if (note.tokens.length !== source.tokens.length) return undefined;
    for (let n = 0; n < note.tokens.length; n++) if (!sameToken(note.tokens[n]!, source.tokens[n]!)) return undefined;
    return { map: Int32Array.from(note.tokens.keys()), covered: { first: 0, end: source.tokens.length } };
  }
  const starts = opensAtStart(note) ? undefined : [0];
  const matches = placeSegments(note, source, starts, !opensAtEnd(note));
  return matches && mapOf(note, matches);
}

/** All starts of the first piece from which a whole match exists; for statements that stand somewhere in a source. */
export function findAnywhere(note: CodeSequence, source: CodeSequence, limit: number): ExactMatch[] {
  const [first] = segmentsOf(note);
  if (!first) return [];
  const out: ExactMatch[] = [];
  for (let at = 0; at + first.end - first.first <= source.tokens.length && out.length < limit; at++) {
    if (!fitsAt(note, first, source, at) || !mayBegin(source, at)) continue;
    const matches = placeSegments(note, source, [at], false);
    if (matches) out.push(mapOf(note, matches));
  }
  return out;
}

const ENDS_BEFORE: ReadonlySet<string> = new Set([';', '{', '}', ':', ',', ')', '(', 'else', 'do']);

/** Whether a statement, member or the like may begin at a token: `f(x);` is not found in `err = f(x);`. */
function mayBegin(source: CodeSequence, at: number): boolean {
  const previous = source.tokens[at - 1];
  if (!previous || ENDS_BEFORE.has(previous.text)) return true;
  let line = at - 1;
  while (line > 0 && !source.tokens[line]!.lineStart) line--;
  return source.tokens[at]!.lineStart && source.tokens[line]!.text === '#';
}

interface Placed {
  readonly segment: TokenRange;
  /** Where in the source it may begin, ascending; never empty. */
  readonly starts: readonly number[];
}

function fitsAt(note: CodeSequence, segment: TokenRange, source: CodeSequence, at: number): boolean {
  if (at + segment.end - segment.first > source.tokens.length) return false;
  for (let n = segment.first; n < segment.end; n++) {
    if (!sameToken(note.tokens[n]!, source.tokens[at + n - segment.first]!)) return false;
  }
  return true;
}

/**
 * The places of every segment in some whole match; undefined if there is no match. `starts` are the places where the first
 * may begin (undefined: anywhere), `toEnd` says that the last must end the source.
 */
function placeSegments(
  note: CodeSequence,
  source: CodeSequence,
  starts: readonly number[] | undefined,
  toEnd: boolean,
): Placed[] | undefined {
  const segments = segmentsOf(note);
  const forward: number[][] = [];
  for (const [n, segment] of segments.entries()) {
    const length = segment.end - segment.first;
    const last = n === segments.length - 1;
    const allowed = n === 0 ? starts : reachable(forward[n - 1]!, segments[n - 1]!, source);
    const found: number[] = [];
    for (const at of allowed ?? source.tokens.keys()) {
      if (last && toEnd && at + length !== source.tokens.length) continue;
      if (fitsAt(note, segment, source, at)) found.push(at);
    }
    if (found.length === 0) return undefined;
    forward.push(found);
  }
  // Backwards: keep only the places from which the rest can be reached.
  for (let n = segments.length - 2; n >= 0; n--) {
    const next = new Set(forward[n + 1]!);
    forward[n] = forward[n]!.filter((at) => reachable([at], segments[n]!, source).some((to) => next.has(to)));
  }
  return segments.map((segment, n) => ({ segment, starts: forward[n]! }));
}

/** Where the next segment may begin: after one of the ends, everything between being balanced. Ascending. */
function reachable(starts: readonly number[], segment: TokenRange, source: CodeSequence): number[] {
  const out = new Set<number>();
  for (const start of starts) {
    const from = start + segment.end - segment.first;
    const depth = from === 0 ? 0 : source.depths[from]! + closes(source, from);
    for (let at = from; at <= source.tokens.length; at++) {
      const here = source.depths[at]! + closes(source, at);
      if (here === depth) {
        // Another start at this level went this way already.
        if (out.has(at)) break;
        out.add(at);
      }
      if (source.depths[at]! < depth) break;
    }
  }
  return [...out].sort((a, b) => a - b);
}

/** 1 if the token at an index is a closing bracket, which counts as outside of what it closes. */
function closes(source: CodeSequence, at: number): number {
  const text = source.tokens[at]?.text;
  return text === ')' || text === ']' || text === '}' ? 1 : 0;
}

function mapOf(note: CodeSequence, placed: readonly Placed[]): ExactMatch {
  const map = new Int32Array(note.tokens.length).fill(-1);
  for (const { segment, starts } of placed) {
    if (starts.length !== 1) continue;
    for (let n = segment.first; n < segment.end; n++) map[n] = starts[0]! + n - segment.first;
  }
  const last = placed.at(-1)!;
  const first = placed[0]?.starts[0] ?? 0;
  return { map, covered: { first, end: last.starts.at(-1)! + last.segment.end - last.segment.first } };
}
