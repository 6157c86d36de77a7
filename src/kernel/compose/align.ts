/**
 * Which element of what a note shows is which element of the model's definition. Elements are statements, members or enumerators,
 * each with a key (kind and assigned lvalue, callee or condition's callee; a member's name) and its exact tokens. Both lists
 * keep their order: an alignment pairs elements of equal key, never crossing. The best one pairs as much as possible, equal tokens
 * before equal keys alone, then neighbours with neighbours. It must be the only best one, and nothing that it leaves over on the
 * note's side may have a counterpart left over on the model's: else the author's order is not the model's, or it can't be told
 * which is meant, and there is no answer but the reason.
 */

export interface Element {
  /** What makes two elements counterparts. */
  readonly key: string;
  /** The tokens, joined by single spaces. */
  readonly exact: string;
}

/** What a note shows, in order: an element, or a gap that an elision comment marks. */
export type Shown<E extends Element> = { readonly element: E } | 'gap';

export type Alignment =
  /** For each shown element (gaps left out) the index of its counterpart in the model's list, or -1. */
  { readonly matches: readonly number[] } | { readonly reason: string; readonly element: number };

const EXACT = 1000;
const SAME_KEY = 100;
const NEIGHBOUR = 1;

interface Best {
  readonly score: number;
  /** Different ways to reach the score, counted up to 2. */
  readonly ways: number;
}

/** Pairs the shown elements with the model's. Time and memory grow with the product of both lengths. */
export function align<E extends Element>(shown: readonly Shown<E>[], model: readonly Element[]): Alignment {
  const elements: E[] = [];
  const gapBefore: boolean[] = [];
  let gap = false;
  for (const item of shown) {
    if (item === 'gap') gap = true;
    else {
      elements.push(item.element);
      gapBefore.push(gap);
      gap = false;
    }
  }
  const gapAtEnd = gap;

  const pair = (n: number, m: number): number => {
    const a = elements[n] as E;
    const b = model[m] as Element;
    return a.key !== b.key ? 0 : a.exact === b.exact ? EXACT : SAME_KEY;
  };

  // best(n, m, adjacent): elements from n on against the model's from m on; adjacent: (n - 1, m - 1) is a pair (or both are starts).
  const width = (model.length + 1) * 2;
  const memo: (Best | undefined)[] = new Array(width * (elements.length + 1));
  const at = (n: number, m: number, adjacent: boolean): Best => memo[n * width + m * 2 + (adjacent ? 1 : 0)] as Best;
  const options = (n: number, m: number, adjacent: boolean) => {
    const value = pair(n, m);
    // A neighbour: nothing lies between the last pair (n - 1, m - 1) and this one, and the note marks no gap there.
    const paired = value + (adjacent && !gapBefore[n] ? NEIGHBOUR : 0);
    return { value, paired };
  };
  for (let n = elements.length; n >= 0; n--) {
    for (let m = model.length; m >= 0; m--) {
      for (const adjacent of [false, true]) {
        const ends = n === elements.length && m === model.length && adjacent && !gapAtEnd;
        let best: Best = { score: ends ? NEIGHBOUR : 0, ways: 1 };
        if (n < elements.length && m < model.length) {
          const { value, paired } = options(n, m, adjacent);
          // Either element m of the model has no counterpart, or element n has none, or they are a pair. An alignment is counted once:
          // model elements are passed over first, so "n has none" is followed by the same m.
          const candidates: Best[] = [at(n + 1, m, false), at(n, m + 1, false)];
          const shared = at(n + 1, m + 1, false);
          if (value > 0) {
            const rest = at(n + 1, m + 1, true);
            candidates.push({ score: paired + rest.score, ways: rest.ways });
          }
          const score = Math.max(...candidates.map((c) => c.score));
          let ways = candidates.filter((c) => c.score === score).reduce((sum, c) => sum + c.ways, 0);
          const [skipNote, skipModel] = candidates as [Best, Best];
          if (skipNote.score === score && skipModel.score === score && shared.score === score) ways -= shared.ways;
          best = { score, ways: Math.min(2, Math.max(1, ways)) };
        }
        memo[n * width + m * 2 + (adjacent ? 1 : 0)] = best;
      }
    }
  }

  const matches: number[] = new Array(elements.length).fill(-1);
  let n = 0;
  let m = 0;
  let adjacent = true;
  while (n < elements.length && m < model.length) {
    const { score } = at(n, m, adjacent);
    const { value, paired } = options(n, m, adjacent);
    if (value > 0 && paired + at(n + 1, m + 1, true).score === score) {
      matches[n++] = m++;
      adjacent = true;
    } else {
      if (at(n, m + 1, false).score === score) m++;
      else n++;
      adjacent = false;
    }
  }

  const taken = new Set(matches);
  for (const [index, element] of elements.entries()) {
    if (matches[index] !== -1) continue;
    const left = model.findIndex((other, k) => !taken.has(k) && other.key === element.key);
    if (left >= 0) return { reason: 'stands in another order than in the model', element: index };
  }
  if (at(0, 0, true).ways > 1) {
    const element = matches.findIndex((match, k) => {
      const key = (elements[k] as E).key;
      return match >= 0 && model.some((other, index) => !taken.has(index) && other.key === key);
    });
    return { reason: 'may stand for several places in the model', element: Math.max(0, element) };
  }
  return { matches };
}
