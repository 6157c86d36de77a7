/**
 * Whether a source's code is exactly what a snippet shows, its elisions matched. The snippet's pieces between elisions must
 * follow each other in the source, with nothing but balanced brackets left out between two of them; in a struct or union an
 * elision may also lead into or out of an anonymous member, whose members are the outer one's (C11 6.7.2.1p13), and in a function
 * or macro into or out of a block. A piece may fit at several places of the source: every place that some whole match uses is found,
 * and a piece with more than one is not placed, so that no line is ever mapped by guess.
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

/** Tokens that are looked at where elisions may lead into blocks: a millisecond's work for each hundred thousand. */
const MOST_STEPS = 5_000_000;

/**
 * Matches a whole definition: the snippet's first piece begins the source's, its last ends it, unless open there. `kind` is the
 * outline's.
 */
export function matchExactly(note: CodeSequence, source: CodeSequence, kind: string): ExactMatch | undefined {
  if (note.gaps.length === 0) {
    if (note.tokens.length !== source.tokens.length) return undefined;
    for (let n = 0; n < note.tokens.length; n++) if (!sameToken(note.tokens[n]!, source.tokens[n]!)) return undefined;
    return { map: Int32Array.from(note.tokens.keys()), covered: { first: 0, end: source.tokens.length } };
  }
  const starts = opensAtStart(note) ? undefined : [0];
  const toEnd = !opensAtEnd(note);
  const isRecord = kind === 'struct' || kind === 'union';
  const place = (enterable: ReadonlySet<number>) => placeSegments(note, source, starts, toEnd, enterable);
  const isCode = kind === 'function' || kind === 'macro';
  const enterable = isRecord ? anonymousMembers(source) : isCode ? blocksWithin(source) : NONE;
  const matches = place(enterable) ?? (enterable.size > 0 ? place(NONE) : undefined);
  return matches && mapOf(note, matches);
}

/** All starts of the first piece from which a whole match exists; for statements that stand somewhere in a source. */
export function findAnywhere(note: CodeSequence, source: CodeSequence, limit: number): ExactMatch[] {
  const [first] = segmentsOf(note);
  if (!first) return [];
  const candidates: number[] = [];
  const opening = note.tokens[first.first]!.text;
  const last = source.tokens.length - (first.end - first.first);
  const wholeStatements = hasStatement(note, first);
  for (let at = 0; at <= last; at++) {
    if (source.tokens[at]!.text !== opening) continue; // most tokens of a long file: nothing else is asked of them
    if (fitsAt(note, first, source, at) && mayBegin(source, at, wholeStatements)) candidates.push(at);
  }
  // All at once tells which of them lead to a whole match; only those are then placed one by one.
  const [begin] = placeSegments(note, source, candidates, false, NONE) ?? [];
  return (begin?.starts ?? []).slice(0, limit).flatMap((at) => {
    const matches = placeSegments(note, source, [at], false, NONE);
    return matches ? [mapOf(note, matches)] : [];
  });
}

const BEFORE_STATEMENT: ReadonlySet<string> = new Set([';', '{', '}', ':', ')', 'else', 'do']);
const BEFORE_PART: ReadonlySet<string> = new Set([...BEFORE_STATEMENT, ',', '(']);

/**
 * Whether a segment that begins a statement, member or the like may begin at a token: `f(x);` is not found in `err = f(x);`, nor
 * `b = 0;` in `int a = 0, b = 0;`. A word that has its line to itself may be a macro that needs no `;`.
 */
function mayBegin(source: CodeSequence, at: number, wholeStatements: boolean): boolean {
  const previous = source.tokens[at - 1];
  const before = wholeStatements ? BEFORE_STATEMENT : BEFORE_PART;
  if (!previous || before.has(previous.text) || followsDirective(source, at)) return true;
  return previous.kind === 'identifier' && previous.lineStart && source.tokens[at]!.lineStart;
}

/** Whether a segment has a `;` outside of brackets, and so is no argument, initialiser or enumerator. */
function hasStatement(note: CodeSequence, segment: TokenRange): boolean {
  let depth = 0;
  for (let n = segment.first; n < segment.end; n++) {
    const { text } = note.tokens[n]!;
    if (isOpener(text)) depth++;
    else if (isCloser(text)) depth--;
    else if (text === ';' && depth === 0) return true;
  }
  return false;
}

/** After these, what an elision leaves out and what follows it are whole statements, members and the like. */
const ENDS_WHOLE: ReadonlySet<string> = new Set([';', '{', '}']);

/** Whether a segment follows an elision of whole statements, members and the like, and is not only the end of what holds them. */
function beginsAnew(note: CodeSequence, segment: TokenRange): boolean {
  return ENDS_WHOLE.has(note.tokens[segment.first - 1]?.text ?? '') && !isCloser(note.tokens[segment.first]!.text);
}

/** Whether a token begins the line after a directive's. */
function followsDirective({ tokens }: CodeSequence, at: number): boolean {
  let line = at - 1;
  while (line > 0 && !tokens[line]!.lineStart) line--;
  return tokens[at]!.lineStart && tokens[line]?.text === '#';
}

interface Placed {
  readonly segment: TokenRange;
  /** Where in the source it may begin, each once, ascending; never empty. */
  readonly starts: readonly number[];
}

function fitsAt(note: CodeSequence, segment: TokenRange, source: CodeSequence, at: number): boolean {
  if (at + segment.end - segment.first > source.tokens.length) return false;
  for (let n = segment.first; n < segment.end; n++) {
    if (!sameToken(note.tokens[n]!, source.tokens[at + n - segment.first]!)) return false;
  }
  return true;
}

/** Where a segment may begin, and how many anonymous members or blocks the gaps before it have entered and not left. */
interface State {
  readonly at: number;
  readonly entered: number;
}

const NONE: ReadonlySet<number> = new Set();

/**
 * The places of every segment in some whole match; undefined if there is no match. `starts` are the places where the first
 * may begin (undefined: anywhere), `toEnd` says that the last must end the source, `enterable` are the brackets of the source
 * that a gap may enter. With such brackets there is none either where it takes more than MOST_STEPS to tell.
 */
function placeSegments(
  note: CodeSequence,
  source: CodeSequence,
  starts: readonly number[] | undefined,
  toEnd: boolean,
  enterable: ReadonlySet<number>,
): Placed[] | undefined {
  const segments = segmentsOf(note);
  const forward: State[][] = [];
  const budget = { steps: enterable.size === 0 ? Number.POSITIVE_INFINITY : MOST_STEPS };
  for (const [n, segment] of segments.entries()) {
    const length = segment.end - segment.first;
    const last = n === segments.length - 1;
    const allowed =
      n === 0
        ? [...(starts ?? source.tokens.keys())].map((at) => ({ at, entered: 0 }))
        : reachable(forward[n - 1]!, segments[n - 1]!, source, enterable, budget);
    const balanced = isBalanced(note, segment);
    const anew = n > 0 && beginsAnew(note, segment);
    const wholeStatements = anew && hasStatement(note, segment);
    const found = allowed.filter(({ at, entered }) => {
      if (last && toEnd && at + length !== source.tokens.length) return false;
      if (anew && !mayBegin(source, at, wholeStatements)) return false;
      // Brackets that the note shows must not be closed by ones that it leaves out.
      return (entered === 0 || balanced) && fitsAt(note, segment, source, at);
    });
    if (found.length === 0 || budget.steps < 0) return undefined;
    forward.push(found);
  }
  // Backwards: keep only the places from which the rest can be reached.
  for (let n = segments.length - 2; n >= 0; n--) {
    if (enterable.size === 0) {
      forward[n] = reaching(forward[n]!, segments[n]!, forward[n + 1]!, source);
      continue;
    }
    const next = new Set(forward[n + 1]!.map(keyOf));
    forward[n] = forward[n]!.filter(
      (state) =>
        budget.steps >= 0 &&
        reachable([state], segments[n]!, source, enterable, budget).some((to) => next.has(keyOf(to))),
    );
    if (budget.steps < 0) return undefined;
  }
  return segments.map((segment, n) => ({ segment, starts: [...new Set(forward[n]!.map(({ at }) => at))] }));
}

function keyOf({ at, entered }: State): string {
  return `${at} ${entered}`;
}

/** Where the next segment may begin: after one of the ends, everything between being balanced. Ascending. */
function reachable(
  states: readonly State[],
  segment: TokenRange,
  source: CodeSequence,
  enterable: ReadonlySet<number>,
  budget: { steps: number },
): State[] {
  const out = new Map<string, State>();
  for (const state of states) {
    let { entered } = state;
    let inside = 0; // brackets opened here that no segment may begin in
    for (let at = state.at + segment.end - segment.first; at <= source.tokens.length && budget.steps-- >= 0; at++) {
      if (inside === 0) {
        const here = { at, entered };
        // Another start came here already, and everything after is the same.
        if (out.has(keyOf(here))) break;
        out.set(keyOf(here), here);
      }
      const text = source.tokens[at]?.text;
      if (isOpener(text)) {
        if (inside === 0 && enterable.has(at)) entered++;
        else inside++;
      } else if (isCloser(text)) {
        if (inside > 0) inside--;
        else if (entered > 0) entered--;
        else break;
      }
    }
  }
  return [...out.values()].sort((a, b) => a.at - b.at);
}

/**
 * Those of some starts of a segment from which one of the next segment's may be reached, where nothing is entered. Looked at from
 * the back: for each level of nesting it is known whether one lies ahead with nothing less nested between. `next` ascends.
 */
function reaching(
  starts: readonly State[],
  segment: TokenRange,
  next: readonly State[],
  source: CodeSequence,
): State[] {
  const length = segment.end - segment.first;
  const ends = new Set(starts.map(({ at }) => at + length));
  const targets = new Set(next.map(({ at }) => at));
  const first = (starts[0]?.at ?? 0) + length;
  const ahead: number[] = []; // levels, ascending
  const good = new Set<number>();
  for (let at = next.at(-1)?.at ?? -1; at >= first; at--) {
    // A closing bracket counts as outside of what it closes.
    const level = source.depths[at]! + (isCloser(source.tokens[at]?.text) ? 1 : 0);
    while (ahead.length > 0 && ahead.at(-1)! > source.depths[at]!) ahead.pop();
    if (targets.has(at) && ahead.at(-1) !== level) ahead.push(level);
    if (ends.has(at) && ahead.includes(level)) good.add(at);
  }
  return starts.filter(({ at }) => good.has(at + length));
}

const isOpener = (text: string | undefined): boolean => text === '(' || text === '[' || text === '{';
const isCloser = (text: string | undefined): boolean => text === ')' || text === ']' || text === '}';

/** Whether a segment closes just what it opens. */
function isBalanced(note: CodeSequence, segment: TokenRange): boolean {
  let depth = 0;
  for (let n = segment.first; n < segment.end; n++) {
    const { text } = note.tokens[n]!;
    if (isOpener(text)) depth++;
    else if (isCloser(text) && --depth < 0) return false;
  }
  return depth === 0;
}

/**
 * The opening brackets of a struct's anonymous structs and unions, and of the kernel's struct_group() (include/linux/stddef.h),
 * which makes one.
 */
function anonymousMembers({ tokens }: CodeSequence): ReadonlySet<number> {
  const out = new Set<number>();
  const open: number[] = [];
  tokens.forEach(({ text }, at) => {
    if (isOpener(text)) open.push(at);
    else if (isCloser(text)) {
      const opened = open.pop();
      const after = tokens[at + 1]?.text ?? '';
      if (opened === undefined || !(after === ';' || after.startsWith('__'))) return;
      const before = tokens[opened - 1]?.text ?? '';
      if (tokens[opened]!.text === '{' ? before === 'struct' || before === 'union' : STRUCT_GROUP.test(before))
        out.add(opened);
    }
  });
  return out;
}

/**
 * The opening braces of the blocks of statements within a function's or a macro's outermost brackets: not those of an initialiser, of a
 * struct or enum, or of a statement expression.
 */
function blocksWithin(source: CodeSequence): ReadonlySet<number> {
  const out = new Set<number>();
  const { tokens, depths } = source;
  tokens.forEach(({ text }, at) => {
    if (text !== '{' || depths[at] === 0) return;
    if (BEFORE_STATEMENT.has(tokens[at - 1]?.text ?? '') || followsDirective(source, at)) out.add(at);
  });
  return out;
}

const STRUCT_GROUP = /^(__)?struct_group(_attr|_tagged)?$/;

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
