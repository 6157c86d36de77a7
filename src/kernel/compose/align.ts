/**
 * Which element of what a note shows is which element of the model's definition. Elements are statements, members or enumerators,
 * each with a key (kind and assigned lvalue, callee or condition's callee; a member's name) and its exact tokens. Both lists
 * keep their order: an alignment pairs elements of equal key, never crossing. The best one pairs as much as possible, equal tokens
 * before equal keys alone, then neighbours with neighbours. Among best ones an element whose key alone is equal (an argument was
 * changed) takes the first counterpart that is free. Elements of equal tokens must have the same counterpart in all of them, and nothing
 * that is left over on the note's side may have a counterpart left over on the model's: else it can't be told which is meant, or the
 * author's order is not the model's, and there is no answer but the reason.
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

  // A neighbour: nothing lies between the last pair (n - 1, m - 1) and this one, and the note marks no gap there.
  const worth = (n: number, m: number, adjacent: boolean): number => {
    const value = pair(n, m);
    return value === 0 ? Number.NEGATIVE_INFINITY : value + (adjacent && !gapBefore[n] ? NEIGHBOUR : 0);
  };

  // after(n, m, adjacent): the best score of the elements from n on against the model's from m on; adjacent: (n - 1, m - 1) is a pair
  // (or both are starts).
  const width = (model.length + 1) * 2;
  const rest = new Float64Array(width * (elements.length + 1));
  const after = (n: number, m: number, adjacent: boolean): number =>
    rest[n * width + m * 2 + Number(adjacent)] as number;
  for (let n = elements.length; n >= 0; n--) {
    for (let m = model.length; m >= 0; m--) {
      for (const adjacent of [false, true]) {
        const ends = n === elements.length && m === model.length && adjacent && !gapAtEnd;
        let best = ends ? NEIGHBOUR : 0;
        if (n < elements.length && m < model.length) {
          const paired = worth(n, m, adjacent) + after(n + 1, m + 1, true);
          best = Math.max(after(n + 1, m, false), after(n, m + 1, false), paired);
        }
        rest[n * width + m * 2 + Number(adjacent)] = best;
      }
    }
  }

  const matches: number[] = new Array(elements.length).fill(-1);
  let n = 0;
  let m = 0;
  let adjacent = true;
  while (n < elements.length && m < model.length) {
    const score = after(n, m, adjacent);
    if (worth(n, m, adjacent) + after(n + 1, m + 1, true) === score) {
      matches[n++] = m++;
      adjacent = true;
    } else {
      if (after(n, m + 1, false) === score) m++;
      else n++;
      adjacent = false;
    }
  }

  /** The first element that another best alignment gives an equal counterpart elsewhere, or -1. */
  const findAmbiguous = (): number => {
    const best = after(0, 0, true);
    // before[m]: the best score of the elements before n against the model's before m; its pair: where (n - 1, m - 1) is a pair.
    let before: number[] = new Array(model.length + 1).fill(0);
    let pairedBefore: number[] = new Array(model.length + 1).fill(Number.NEGATIVE_INFINITY);
    pairedBefore[0] = 0; // the starts
    for (let k = 0; k < elements.length; k++) {
      const next: number[] = [before[0] as number];
      const pairedNext: number[] = [Number.NEGATIVE_INFINITY];
      for (let j = 0; j < model.length; j++) {
        const through = Math.max(
          (before[j] as number) + worth(k, j, false),
          (pairedBefore[j] as number) + worth(k, j, true),
        );
        const elsewhere = j !== matches[k] && pair(k, j) === EXACT;
        if (elsewhere && through + after(k + 1, j + 1, true) === best) return k;
        pairedNext.push(through);
        next.push(Math.max(before[j + 1] as number, next[j] as number, through));
      }
      before = next;
      pairedBefore = pairedNext;
    }
    return -1;
  };

  const taken = new Set(matches);
  for (const [index, element] of elements.entries()) {
    if (matches[index] !== -1) continue;
    const left = model.findIndex((other, k) => !taken.has(k) && other.key === element.key);
    if (left >= 0) return { reason: 'stands in another order than in the model', element: index };
  }
  const element = findAmbiguous();
  if (element >= 0) return { reason: 'may stand for several places in the model', element };
  return { matches };
}
