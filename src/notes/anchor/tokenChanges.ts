/**
 * The runs of tokens in which two pieces of code differ, cut as people would: of `(a, b, c)` that became `(a, x, b, c)` it is `x,` that was
 * added and not `, x`'s tail and head, and what was put around an expression is told with it. The `diff` library finds the shortest
 * difference; where it may lie at several places it says nothing about which, so it is moved here to the best one.
 */
import { diffArrays } from 'diff';

/** A run of tokens that became another run. */
export interface TokenChange {
  /** Indices of the first token. */
  readonly beforeFirst: number;
  readonly afterFirst: number;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** Indices, `end` exclusive. */
interface Run {
  beforeFirst: number;
  beforeEnd: number;
  afterFirst: number;
  afterEnd: number;
}

/** A change that is told with what it is put around is not longer than this. */
const LONGEST_JOINED = 12;
/** Longer runs are not told by themselves, so where they are cut makes no difference. */
const LONGEST_MOVED = 100;
/** Tokens that differ in all. With more, all of one became all of the other: to find the shortest difference takes the square of it. */
const MOST_EDITS = 2000;

export interface TokenComparison {
  /** Of runs that were joined, the tokens between them are part of the change. */
  readonly changes: readonly TokenChange[];
  /** The tokens that both have: where they begin in each, and how many. */
  readonly common: readonly { readonly before: number; readonly after: number; readonly count: number }[];
}

export function compareTokens(before: readonly string[], after: readonly string[]): TokenComparison {
  const runs = runsOf(before, after);
  slideAll(runs, before, after);
  const common = [...runs, { beforeFirst: before.length }].map(({ beforeFirst }, n) => {
    const [i, j] = [runs[n - 1]?.beforeEnd ?? 0, runs[n - 1]?.afterEnd ?? 0];
    return { before: i, after: j, count: beforeFirst - i };
  });
  const changes = joined(runs, before, after).map(({ beforeFirst, beforeEnd, afterFirst, afterEnd }) => ({
    beforeFirst,
    afterFirst,
    before: before.slice(beforeFirst, beforeEnd),
    after: after.slice(afterFirst, afterEnd),
  }));
  return { changes, common };
}

function runsOf(before: readonly string[], after: readonly string[]): Run[] {
  const parts = diffArrays([...before], [...after], { maxEditLength: MOST_EDITS });
  if (!parts) return [{ beforeFirst: 0, beforeEnd: before.length, afterFirst: 0, afterEnd: after.length }];
  const out: Run[] = [];
  let [i, j] = [0, 0];
  let open: Run | undefined;
  for (const { added, removed, count } of parts) {
    if (!added && !removed) {
      [i, j] = [i + count, j + count];
      open = undefined;
      continue;
    }
    if (!open) {
      open = { beforeFirst: i, beforeEnd: i, afterFirst: j, afterEnd: j };
      out.push(open);
    }
    if (removed) open.beforeEnd = i += count;
    else open.afterEnd = j += count;
  }
  return out;
}

/** Moves each run that is only in one of the two to its best place, and joins it with the run before where it reaches it. */
function slideAll(runs: Run[], before: readonly string[], after: readonly string[]): void {
  for (let n = 0; n < runs.length; n++) {
    const run = runs[n]!;
    const isAdded = run.beforeFirst === run.beforeEnd;
    if (!isAdded && run.afterFirst !== run.afterEnd) continue;
    const [words, first, end] = isAdded
      ? [after, run.afterFirst, run.afterEnd]
      : [before, run.beforeFirst, run.beforeEnd];
    const previous = runs[n - 1];
    const room = run.beforeFirst - (previous?.beforeEnd ?? 0);
    let most = 0;
    while (most < room && words[first - most - 1] === words[end - most - 1]) most++;
    const reaches = previous !== undefined && most === room && isOneSided(previous, isAdded);
    const distance = reaches ? most : end - first > LONGEST_MOVED ? 0 : bestSlide(words, first, end, most);
    for (const key of ['beforeFirst', 'beforeEnd', 'afterFirst', 'afterEnd'] as const) run[key] -= distance;
    if (!reaches) continue;
    previous.beforeEnd = run.beforeEnd;
    previous.afterEnd = run.afterEnd;
    runs.splice(n--, 1);
  }
}

function isOneSided(run: Run, added: boolean): boolean {
  return added ? run.beforeFirst === run.beforeEnd : run.afterFirst === run.afterEnd;
}

/** How far to the left, up to `most`, a run of words is best moved; one that closes brackets as far as it goes, to what opened them. */
function bestSlide(words: readonly string[], first: number, end: number, most: number): number {
  let best = 0;
  let highest = -1;
  for (let distance = 0; distance <= most; distance++) {
    const run = words.slice(first - distance, end - distance);
    const depth = depthOf(run);
    const value = (depth === 0 ? 4 : 0) + (/^[,;]$/.test(run.at(-1)!) ? 2 : run[0] === ',' ? 1 : 0);
    if (value > highest || (value === highest && Number.isNaN(depth))) [best, highest] = [distance, value];
  }
  return best;
}

/** Joins a run that opens brackets, or closes some, with those after it until all is even, with what stands between them. */
function joined(runs: readonly Run[], before: readonly string[], after: readonly string[]): Run[] {
  const out: Run[] = [];
  for (let n = 0; n < runs.length; n++) {
    let run = runs[n]!;
    for (let m = n; m < runs.length; m++) {
      const whole = { ...runs[n]!, beforeEnd: runs[m]!.beforeEnd, afterEnd: runs[m]!.afterEnd };
      if (Math.max(whole.beforeEnd - whole.beforeFirst, whole.afterEnd - whole.afterFirst) > LONGEST_JOINED) break;
      const [removed, added] = [
        before.slice(whole.beforeFirst, whole.beforeEnd),
        after.slice(whole.afterFirst, whole.afterEnd),
      ];
      if (depthOf(removed) === 0 && depthOf(added) === 0) {
        run = whole;
        n = m;
        break;
      }
    }
    out.push(run);
  }
  return out;
}

/** Brackets opened and not closed; NaN where one is closed that was not opened. */
function depthOf(words: readonly string[]): number {
  let depth = 0;
  for (const word of words) {
    if (/^[([{]$/.test(word)) depth++;
    else if (/^[)\]}]$/.test(word) && --depth < 0) return Number.NaN;
  }
  return depth;
}
