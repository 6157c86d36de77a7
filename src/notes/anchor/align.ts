/**
 * Aligning the chunks of a snippet with those of a source, in order, by dynamic programming: equal chunks count their weight,
 * similar ones (most tokens in common) a part of it, and chunks of the source that fall into a gap of the snippet cost
 * nothing. Done twice, once preferring the earliest of equally good places and once the latest: where the two disagree, the
 * place is not certain and the chunk is not paired with any. Very long inputs are first cut at chunks that are unique in both.
 */
import type { Chunk, Chunks } from './chunks';

export interface Alignment {
  /** For each chunk of the note the index of the source's, or -1. */
  readonly pairs: Int32Array;
  /** For each chunk of the note: it has a counterpart, but which one of several is not certain. */
  readonly uncertain: readonly boolean[];
  /** Source chunks that a gap of the note stands for. */
  readonly elided: readonly boolean[];
  /** Weight of what was paired, as a part of the weight of all chunks of the note: 0 to 1. */
  readonly similarity: number;
}

/** Largest table of the dynamic program. */
const MAX_CELLS = 4_000_000;
/** Chunks with less in common are different ones. */
const SIMILAR = 0.5;
const ADDED = 0.02;
const IN_CONTEXT = 0.05;

export function alignChunks(note: Chunks, source: Chunks): Alignment {
  const early = new Int32Array(note.chunks.length).fill(-1);
  const late = new Int32Array(note.chunks.length).fill(-1);
  const similar = new Similarity(note.chunks, source.chunks);
  for (const part of cutLong(note.chunks, source.chunks)) {
    const table = fill(note, source, part, similar);
    walk(note, source, part, similar, table, early, true);
    walk(note, source, part, similar, table, late, false);
  }
  const pairs = early.map((at, n) => (at === late[n] ? at : -1));
  const uncertain = Array.from(early, (at, n) => at !== late[n] && (at >= 0 || late[n]! >= 0));
  let paired = 0;
  let whole = 0;
  note.chunks.forEach((chunk, n) => {
    whole += chunk.weight;
    if (early[n]! >= 0) paired += chunk.weight * similar.of(n, early[n]!);
  });
  return {
    pairs,
    uncertain,
    elided: elidedChunks(note, source, early, late),
    similarity: whole === 0 ? 0 : paired / whole,
  };
}

/** How much chunks of the note and of the source have in common, 0 to 1; computed once per pair of different texts. */
class Similarity {
  private readonly noteIds: readonly number[];
  private readonly sourceIds: readonly number[];
  private readonly noteBags: readonly Bag[];
  private readonly sourceBags: readonly Bag[];
  private readonly known: Float64Array;
  /** Texts that the other side has at least as often: such a chunk did not become another one. */
  private readonly kept: ReadonlySet<string>;

  constructor(note: readonly Chunk[], source: readonly Chunk[]) {
    const noteTexts = distinct(note);
    const sourceTexts = distinct(source);
    this.noteIds = note.map((chunk) => noteTexts.get(chunk.text)!);
    this.sourceIds = source.map((chunk) => sourceTexts.get(chunk.text)!);
    this.kept = keptTexts(note, source);
    this.noteBags = [...noteTexts.keys()].map(bagOf);
    this.sourceBags = [...sourceTexts.keys()].map(bagOf);
    this.known = new Float64Array(Math.min(noteTexts.size * sourceTexts.size, MAX_CELLS)).fill(-1);
  }

  /** Of note chunk `i` and source chunk `j`. */
  of(i: number, j: number): number {
    const [a, b] = [this.noteIds[i]!, this.sourceIds[j]!];
    const key = a * this.sourceBags.length + b;
    const known = this.known[key];
    if (known !== undefined && known >= 0) return known;
    const [first, second] = [this.noteBags[a]!, this.sourceBags[b]!];
    const kept = first.text !== second.text && (this.kept.has(`n ${first.text}`) || this.kept.has(`s ${second.text}`));
    const share = kept ? 0 : shareOf(first, second);
    if (known !== undefined) this.known[key] = share;
    return share;
  }
}

interface Bag {
  readonly text: string;
  readonly words: ReadonlyMap<string, number>;
  readonly total: number;
}

/** Texts of one side (`n` of the note, `s` of the source) that the other side has as often or more. */
function keptTexts(note: readonly Chunk[], source: readonly Chunk[]): Set<string> {
  const count = (chunks: readonly Chunk[]): Map<string, number> => {
    const out = new Map<string, number>();
    for (const { text, weight } of chunks) if (weight >= 2) out.set(text, (out.get(text) ?? 0) + 1);
    return out;
  };
  const [inNote, inSource] = [count(note), count(source)];
  const out = new Set<string>();
  for (const [text, times] of inNote) if ((inSource.get(text) ?? 0) >= times) out.add(`n ${text}`);
  for (const [text, times] of inSource) if ((inNote.get(text) ?? 0) >= times) out.add(`s ${text}`);
  return out;
}

function distinct(chunks: readonly Chunk[]): Map<string, number> {
  const out = new Map<string, number>();
  for (const { text } of chunks) if (!out.has(text)) out.set(text, out.size);
  return out;
}

function bagOf(text: string): Bag {
  const words = new Map<string, number>();
  let total = 0;
  for (const word of text.split(' ')) {
    words.set(word, (words.get(word) ?? 0) + 1);
    total += value(word);
  }
  return { text, words, total };
}

function shareOf(a: Bag, b: Bag): number {
  if (a.text === b.text) return 1;
  if (2 * Math.min(a.total, b.total) < SIMILAR * (a.total + b.total)) return 0;
  let common = 0;
  for (const [word, count] of a.words) common += Math.min(count, b.words.get(word) ?? 0) * value(word);
  const share = (2 * common) / (a.total + b.total);
  return share < SIMILAR ? 0 : share;
}

/** A word says more than a bracket. */
function value(word: string): number {
  return /^\w/.test(word) ? 3 : 1;
}

interface Part {
  readonly noteFirst: number;
  readonly noteEnd: number;
  readonly sourceFirst: number;
  readonly sourceEnd: number;
}

/** The whole, or parts between chunks that occur once on each side, where the whole is too large for one table. */
function cutLong(note: readonly Chunk[], source: readonly Chunk[]): Part[] {
  const whole = { noteFirst: 0, noteEnd: note.length, sourceFirst: 0, sourceEnd: source.length };
  if (note.length * source.length <= MAX_CELLS) return [whole];
  const places = (chunks: readonly Chunk[]): Map<string, number> => {
    const out = new Map<string, number>();
    chunks.forEach(({ text }, n) => {
      out.set(text, out.has(text) ? -1 : n);
    });
    return out;
  };
  const inSource = places(source);
  const parts: Part[] = [];
  let [noteFirst, sourceFirst] = [0, 0];
  const push = (noteEnd: number, sourceEnd: number): void => {
    if ((noteEnd - noteFirst) * (sourceEnd - sourceFirst) <= MAX_CELLS) {
      parts.push({ noteFirst, noteEnd, sourceFirst, sourceEnd });
    }
    [noteFirst, sourceFirst] = [noteEnd, sourceEnd];
  };
  for (const [text, at] of places(note)) {
    const there = inSource.get(text) ?? -1;
    if (at < 0 || there < sourceFirst || at < noteFirst || !/\w \S/.test(text)) continue;
    push(at, there);
  }
  push(note.length, source.length);
  return parts;
}

/** best[i][j]: the most that note chunks from i on and source chunks from j on can score together. */
function fill(note: Chunks, source: Chunks, part: Part, similar: Similarity): Float64Array {
  const rows = part.noteEnd - part.noteFirst;
  const columns = part.sourceEnd - part.sourceFirst;
  const width = columns + 1;
  const best = new Float64Array((rows + 1) * width);
  for (let j = columns - 1; j >= 0; j--)
    best[rows * width + j] = best[rows * width + j + 1]! - skipCost(note, part.noteEnd);
  for (let i = rows - 1; i >= 0; i--) {
    const cost = skipCost(note, part.noteFirst + i);
    for (let j = columns; j >= 0; j--) {
      let value = best[(i + 1) * width + j]!;
      if (j < columns) {
        value = Math.max(value, best[i * width + j + 1]! - cost);
        const score = pairScore(note, source, part.noteFirst + i, part.sourceFirst + j, similar);
        if (score > 0) value = Math.max(value, score + best[(i + 1) * width + j + 1]!);
      }
      best[i * width + j] = value;
    }
  }
  return best;
}

/** What it costs that a source chunk stands before note chunk `n` without counterpart: nothing in a gap. */
function skipCost(note: Chunks, n: number): number {
  const gap = n < note.chunks.length ? note.chunks[n]!.afterGap : note.gapAtEnd;
  return gap ? 0 : ADDED;
}

function pairScore(note: Chunks, source: Chunks, i: number, j: number, similar: Similarity): number {
  const share = similar.of(i, j);
  if (share === 0) return 0;
  // Of equal chunks at several places, the one between the same neighbours.
  const same = (n: number, m: number): number => (note.chunks[n]?.text === source.chunks[m]?.text ? IN_CONTEXT : 0);
  // A brace that became a name behind one counts as a brace.
  const weight = Math.min(note.chunks[i]!.weight, source.chunks[j]!.weight);
  return weight * share * share + same(i - 1, j - 1) + same(i + 1, j + 1);
}

const EPSILON = 1e-9;

/** Reads one best alignment out of the table: with the earliest possible source chunks, or the latest. */
function walk(
  note: Chunks,
  source: Chunks,
  part: Part,
  similar: Similarity,
  best: Float64Array,
  pairs: Int32Array,
  early: boolean,
): void {
  const rows = part.noteEnd - part.noteFirst;
  const columns = part.sourceEnd - part.sourceFirst;
  const width = columns + 1;
  let [i, j] = [0, 0];
  while (i < rows && j < columns) {
    const here = best[i * width + j]!;
    const [n, m] = [part.noteFirst + i, part.sourceFirst + j];
    const score = pairScore(note, source, n, m, similar);
    const pairing = score > 0 && Math.abs(here - score - best[(i + 1) * width + j + 1]!) < EPSILON;
    const skipping = Math.abs(here - best[i * width + j + 1]! + skipCost(note, n)) < EPSILON;
    const dropping = Math.abs(here - best[(i + 1) * width + j]!) < EPSILON;
    if (early ? pairing : pairing && !skipping && !dropping) {
      pairs[n] = m;
      i++;
      j++;
    } else if (early ? dropping : dropping && !skipping) i++;
    else if (skipping) j++;
    else i++;
  }
}

/** Source chunks without counterpart that lie in a gap of the note. */
function elidedChunks(note: Chunks, source: Chunks, early: Int32Array, late: Int32Array): boolean[] {
  const out = new Array<boolean>(source.chunks.length).fill(false);
  const taken = new Set<number>([...early, ...late]);
  let at = 0;
  let gap = false;
  const mark = (end: number): void => {
    if (gap) for (let n = at; n < end; n++) if (!taken.has(n)) out[n] = true;
  };
  note.chunks.forEach((chunk, n) => {
    gap ||= chunk.afterGap;
    if (early[n]! < 0) return;
    mark(early[n]!);
    at = Math.max(early[n]!, late[n]!) + 1;
    gap = false;
  });
  gap ||= note.gapAtEnd;
  mark(source.chunks.length);
  return out;
}
