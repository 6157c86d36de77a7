/**
 * What differs between a snippet's definition and the source's, and which line is which. From an alignment of chunks come the
 * lines that are only in the note (removed), only in the source (added, unless an elision stands for them), and those in both
 * with other tokens (changed). Lines are mapped by their tokens: a line of the note whose tokens' counterparts are not certain maps to none.
 */
import type { Alignment } from './align';
import type { Chunk, Chunks } from './chunks';
import {
  explainAdded,
  explainChanged,
  explainMoved,
  explainNotHere,
  explainOrder,
  explainRemoved,
  sortOf,
} from './explain';
import type { CodeSequence } from './sequence';
import { compareTokens, type TokenChange } from './tokenChanges';

export interface Difference {
  readonly kind: 'removed' | 'added' | 'changed';
  /** 1-based lines; undefined on the side that does not have it. */
  readonly noteLine: number | undefined;
  readonly sourceLine: number | undefined;
  /** One line for people. The lines of one change share it. */
  readonly explanation: string;
  /** It is a brace, which comes and goes with what it holds. */
  readonly isBrace: boolean;
}

/** What to tell of some differences: of braces only where nothing else differs. */
export function worthTelling(differences: readonly Difference[]): readonly Difference[] {
  const others = differences.filter(({ isBrace }) => !isBrace);
  return others.length > 0 ? others : differences;
}

/** 1-based line of the note to 1-based line of the source. A line that is not in it has no certain counterpart. */
export type LineMap = ReadonlyMap<number, number>;

export interface Comparison {
  readonly differences: readonly Difference[];
  readonly lines: LineMap;
}

/** The name of the definition compared, for explanations. */
export interface Compared {
  readonly name: string;
  readonly kind: string;
}

export function compareAligned(
  note: CodeSequence,
  source: CodeSequence,
  noteChunks: Chunks,
  sourceChunks: Chunks,
  alignment: Alignment,
  compared: Compared,
): Comparison {
  const differences: Difference[] = [];
  const gone: number[] = [];
  const votes = new LineVotes();
  const counterpart = new Set<number>();
  const changes: { chunk: Chunk; other: Chunk; tokens: readonly TokenChange[] }[] = [];
  const replaced = replacements(alignment, noteChunks, sourceChunks, (n, at) => {
    const [one, other] = [noteChunks.chunks[n]!, sourceChunks.chunks[at]!];
    return sortOf(wordsOf(note, one)) === sortOf(wordsOf(source, other));
  });
  noteChunks.chunks.forEach((chunk, n) => {
    const at = alignment.pairs[n]!;
    if (at < 0) {
      const instead = replaced.get(n);
      if (instead !== undefined) {
        counterpart.add(instead);
        const other = sourceChunks.chunks[instead]!;
        votes.add(note.lines[chunk.first]!, source.lines[other.first]!);
        changes.push({ chunk, other, tokens: [wholeChange(note, chunk, source, other)] });
      } else if (!alignment.uncertain[n]) gone.push(n);
      return;
    }
    counterpart.add(at);
    const other = sourceChunks.chunks[at]!;
    if (chunk.text === other.text) votes.addRun(note, chunk.first, source, other.first, chunk.end - chunk.first);
    else changes.push({ chunk, other, tokens: tokenChanges(note, chunk, source, other, votes) });
  });
  const renamed = renames(changes.map((change) => change.tokens));
  for (const change of changes) differences.push(...changed(note, source, change, renamed, compared));
  const { free, lost } = placeUncertain(alignment, noteChunks, sourceChunks);
  const fresh = sourceChunks.chunks.flatMap((_, n) =>
    counterpart.has(n) || alignment.elided[n] || free.has(n) ? [] : [n],
  );
  const elsewhere = movedChunks(gone, fresh, noteChunks, sourceChunks);
  const texts = new Set(sourceChunks.chunks.map(({ text }) => text));
  for (const n of [...gone, ...lost]) {
    const chunk = noteChunks.chunks[n]!;
    const explain = elsewhere.note.has(n) ? explainMoved : texts.has(chunk.text) ? explainNotHere : explainRemoved;
    differences.push(...removed(note, chunk, explain(wordsOf(note, chunk), compared)));
  }
  for (const n of fresh) {
    const chunk = sourceChunks.chunks[n]!;
    const explain = elsewhere.source.has(n) ? explainMoved : explainAdded;
    differences.push(...added(source, chunk, explain(wordsOf(source, chunk), compared)));
  }
  if (differences.length === 0) differences.push(...inOtherOrder(note, alignment, noteChunks, sourceChunks, compared));
  return { differences: inOrder(differences), lines: votes.map() };
}

/** Chunks that only the note has at some place, and the ones of the same text that only the source has at another. */
function movedChunks(
  gone: readonly number[],
  fresh: readonly number[],
  note: Chunks,
  source: Chunks,
): { readonly note: ReadonlySet<number>; readonly source: ReadonlySet<number> } {
  const out = { note: new Set<number>(), source: new Set<number>() };
  const byText = placesByText(fresh, source);
  for (const n of gone) {
    const at = byText.get(note.chunks[n]!.text)?.shift();
    if (at === undefined) continue;
    out.note.add(n);
    out.source.add(at);
  }
  return out;
}

/**
 * What is told where the source has all of the note's chunks and only their order is another one: of two, the first before the
 * second in the note, that the source has the other way round; else of the first one whose place is not certain.
 */
function inOtherOrder(
  note: CodeSequence,
  alignment: Alignment,
  noteChunks: Chunks,
  sourceChunks: Chunks,
  compared: Compared,
): Difference[] {
  const byText = placesByText(unpaired(alignment, sourceChunks), sourceChunks);
  const uncertain = noteChunks.chunks.flatMap((chunk, n) => {
    const places = alignment.uncertain[n] ? byText.get(chunk.text) : undefined;
    return places ? [{ chunk, words: wordsOf(note, chunk), first: places[0]!, last: places.at(-1)! }] : [];
  });
  let [earliest] = uncertain.slice(-1); // in the source, of those that are later in the note
  let told: Difference[] | undefined;
  for (const one of [...uncertain].reverse()) {
    if (earliest!.last < one.first) told = removed(note, one.chunk, explainOrder(one.words, earliest!.words, compared));
    if (one.last < earliest!.last) earliest = one;
  }
  const [one] = uncertain;
  return told ?? (one ? removed(note, one.chunk, explainMoved(one.words, compared)) : []);
}

function unpaired({ pairs }: Alignment, source: Chunks): number[] {
  const paired = new Set<number>(pairs);
  return source.chunks.flatMap((_, n) => (paired.has(n) ? [] : [n]));
}

/** Of some chunks, in their order, the indices by text. */
function placesByText(indices: readonly number[], { chunks }: Chunks): Map<string, number[]> {
  const out = new Map<string, number[]>();
  for (const n of indices) {
    const { text } = chunks[n]!;
    const same = out.get(text);
    if (same) same.push(n);
    else out.set(text, [n]);
  }
  return out;
}

/**
 * Single chunks of the note and of the source that stand at the same place between paired neighbours: one became the other, if
 * they are `alike` and neither is on the other side too.
 */
function replacements(
  alignment: Alignment,
  note: Chunks,
  source: Chunks,
  alike: (n: number, at: number) => boolean,
): Map<number, number> {
  const out = new Map<number, number>();
  const { pairs, uncertain, elided } = alignment;
  const texts = (chunks: Chunks): ReadonlySet<string> => new Set(chunks.chunks.map(({ text }) => text));
  const [inNote, inSource] = [texts(note), texts(source)];
  const put = (n: number, at: number): void => {
    const [one, other] = [note.chunks[n]!, source.chunks[at]!];
    if (uncertain[n] || elided[at] || inSource.has(one.text) || inNote.has(other.text)) return;
    if (alike(n, at)) out.set(n, at);
  };
  for (let n = 1; n + 1 < pairs.length; n++) {
    const [before, after] = [pairs[n - 1]!, pairs[n + 1]!];
    if (pairs[n] !== -1 || before < 0 || after !== before + 2) continue;
    if (source.chunks[before + 1]!.weight >= 1) put(n, before + 1);
  }
  if (pairs.length > 1 && pairs.at(-1) === -1) {
    const before = pairs.at(-2)!;
    if (before >= 0 && before + 2 === source.chunks.length) put(pairs.length - 1, before + 1);
  }
  return out;
}

function wholeChange(note: CodeSequence, chunk: Chunk, source: CodeSequence, other: Chunk): TokenChange {
  const [before, after] = [wordsOf(note, chunk), wordsOf(source, other)];
  return { beforeFirst: 0, afterFirst: 0, before, after };
}

function wordsOf(sequence: CodeSequence, { first, end }: Chunk): string[] {
  return sequence.tokens.slice(first, end).map((token) => token.text);
}

/**
 * Chunks of the note whose place is not certain, counted against the source's chunks of the same text: `free` are source
 * chunks that are one of them, `lost` the chunks of the note for which none is left.
 */
function placeUncertain(alignment: Alignment, note: Chunks, source: Chunks): { free: Set<number>; lost: number[] } {
  const bySource = placesByText(unpaired(alignment, source), source);
  const free = new Set<number>();
  const lost: number[] = [];
  note.chunks.forEach((chunk, n) => {
    if (!alignment.uncertain[n]) return;
    const at = bySource.get(chunk.text)?.shift();
    if (at === undefined) lost.push(n);
    else free.add(at);
  });
  return { free, lost };
}

function distinctLines(sequence: CodeSequence, chunk: Chunk): number[] {
  return [...new Set(sequence.lines.slice(chunk.first, chunk.end))];
}

function removed(note: CodeSequence, chunk: Chunk, explanation: string): Difference[] {
  return distinctLines(note, chunk).map((noteLine) => ({
    kind: 'removed',
    noteLine,
    sourceLine: undefined,
    explanation,
    isBrace: isBrace(chunk),
  }));
}

function added(source: CodeSequence, chunk: Chunk, explanation: string): Difference[] {
  return distinctLines(source, chunk).map((sourceLine) => ({
    kind: 'added',
    noteLine: undefined,
    sourceLine,
    explanation,
    isBrace: isBrace(chunk),
  }));
}

const BRACES = /^[{} ;]*$/;
const isBrace = ({ text }: Chunk): boolean => BRACES.test(text);

/** What differs between two chunks, with indices into them; votes for the lines of the tokens they share. */
function tokenChanges(
  note: CodeSequence,
  chunk: Chunk,
  source: CodeSequence,
  other: Chunk,
  votes: LineVotes,
): readonly TokenChange[] {
  const { changes, common } = compareTokens(wordsOf(note, chunk), wordsOf(source, other));
  for (const { before, after, count } of common)
    votes.addRun(note, chunk.first + before, source, other.first + after, count);
  return changes;
}

/** Identifiers that became another one at every place where the note has them, and more than once. */
function renames(changes: readonly (readonly TokenChange[])[]): Map<string, string> {
  const seen = new Map<string, Map<string, number>>();
  for (const { before, after } of changes.flat()) {
    if (before.length !== 1 || after.length !== 1 || !/^[A-Za-z_]\w*$/.test(before[0]!)) continue;
    const targets = seen.get(before[0]!) ?? new Map<string, number>();
    targets.set(after[0]!, (targets.get(after[0]!) ?? 0) + 1);
    seen.set(before[0]!, targets);
  }
  const out = new Map<string, string>();
  for (const [name, targets] of seen) {
    const [first] = targets;
    if (targets.size === 1 && first && first[1] > 1) out.set(name, first[0]);
  }
  return out;
}

function changed(
  note: CodeSequence,
  source: CodeSequence,
  change: { chunk: Chunk; other: Chunk; tokens: readonly TokenChange[] },
  renamed: ReadonlyMap<string, string>,
  compared: Compared,
): Difference[] {
  const { chunk, other, tokens } = change;
  const whole = wholeChange(note, chunk, source, other);
  const explanation = explainChanged(tokens, whole.before, whole.after, renamed, compared);
  const bracesAlone = tokens.every(({ before, after }) => BRACES.test([...before, ...after].join(' ')));
  const out: Difference[] = [];
  const seen = new Set<string>();
  for (const { beforeFirst, afterFirst, before, after } of tokens) {
    // Each line touched on either side, those of one side paired with those of the other as far as they go.
    const noteLines = linesOfRun(note, chunk.first + beforeFirst, before.length, chunk);
    const sourceLines = linesOfRun(source, other.first + afterFirst, after.length, other);
    for (let n = 0; n < Math.max(noteLines.length, sourceLines.length); n++) {
      const noteLine = noteLines[Math.min(n, noteLines.length - 1)];
      const sourceLine = sourceLines[Math.min(n, sourceLines.length - 1)];
      const key = `${noteLine} ${sourceLine}`;
      if (seen.has(key)) continue;
      seen.add(key);
      out.push({ kind: 'changed', noteLine, sourceLine, explanation, isBrace: bracesAlone });
    }
  }
  return out;
}

/** The lines of a run of tokens; of an empty run the line where it would stand. */
function linesOfRun(sequence: CodeSequence, first: number, count: number, chunk: Chunk): number[] {
  if (count === 0) return [sequence.lines[Math.max(chunk.first, Math.min(first, chunk.end) - 1)]!];
  return [...new Set(sequence.lines.slice(first, first + count))];
}

function inOrder(differences: readonly Difference[]): Difference[] {
  const anchorLine = (d: Difference): number => d.sourceLine ?? 0;
  const withNote = differences.filter((d) => d.noteLine !== undefined).sort((a, b) => a.noteLine! - b.noteLine!);
  const onlySource = differences.filter((d) => d.noteLine === undefined).sort((a, b) => anchorLine(a) - anchorLine(b));
  return [...withNote, ...onlySource];
}

/** Lines of the note to lines of the source, by the tokens that both have: a line goes where most of its tokens went. */
export class LineVotes {
  private readonly votes = new Map<number, Map<number, number>>();

  addRun(note: CodeSequence, noteFirst: number, source: CodeSequence, sourceFirst: number, count: number): void {
    for (let n = 0; n < count; n++) this.add(note.lines[noteFirst + n]!, source.lines[sourceFirst + n]!);
  }

  add(noteLine: number, sourceLine: number): void {
    const line = this.votes.get(noteLine) ?? new Map<number, number>();
    line.set(sourceLine, (line.get(sourceLine) ?? 0) + 1);
    this.votes.set(noteLine, line);
  }

  map(): LineMap {
    const out = new Map<number, number>();
    for (const [noteLine, targets] of [...this.votes].sort((a, b) => a[0] - b[0])) {
      let [best, most] = [0, 0];
      for (const [line, count] of targets)
        if (count > most || (count === most && line < best)) [best, most] = [line, count];
      out.set(noteLine, best);
    }
    return out;
  }
}
