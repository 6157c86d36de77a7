/**
 * One definition of a snippet against one of a source: exact or edited, how much they have in common, which line is which,
 * what differs. The exact comparison comes first and is the only one that can say exact; the alignment of chunks explains the
 * rest.
 */
import type { Item, Outline, TokenRange } from '../../c/outline';
import { alignChunks } from './align';
import { chunksOf } from './chunks';
import { type Compared, compareAligned, type Difference, type LineMap, LineVotes } from './differences';
import { type ExactMatch, matchExactly } from './exact';
import { type CodeSequence, type SequenceOptions, sequenceOf } from './sequence';

export interface DefinitionMatch {
  readonly exact: boolean;
  /** Part of the note's code that the source has too, 0 to 1. */
  readonly similarity: number;
  readonly differences: readonly Difference[];
  readonly lines: LineMap;
  /** Index into `source.tokens` (comments counted out) of each token of the note, or -1; for exact matches only. */
  readonly tokens: Int32Array | undefined;
  readonly note: CodeSequence;
  readonly source: CodeSequence;
}

/** The code of a snippet's item; an item that is cut off is open at its end. */
export function noteSequence(read: Outline, item: Item): CodeSequence {
  const options: SequenceOptions = {
    body: item.kind === 'macro' ? undefined : item.body,
    openEnd: !item.complete,
    openStart: false,
  };
  return sequenceOf(read, withTrailingElision(read, item), options);
}

/** An elision right after an item that is cut off belongs to it. */
function withTrailingElision(read: Outline, item: Item): TokenRange {
  if (item.complete) return item;
  let { end } = item;
  while (read.tokens[end]?.kind === 'comment') end++;
  return { first: item.first, end };
}

/** The code of a source's item. */
export function sourceSequence(read: Outline, item: TokenRange): CodeSequence {
  return sequenceOf(read, item);
}

export function compareDefinition(note: CodeSequence, source: CodeSequence, compared: Compared): DefinitionMatch {
  const exact = matchExactly(note, source, compared.kind);
  if (exact) {
    const lines = linesOf(note, source, exact);
    return { exact: true, similarity: 1, differences: [], lines, tokens: exact.map, note, source };
  }
  const commas = compared.kind === 'object' || compared.kind === 'enum';
  const noteChunks = chunksOf(note, commas);
  const sourceChunks = chunksOf(source, commas);
  const alignment = alignChunks(noteChunks, sourceChunks);
  const comparison = compareAligned(note, source, noteChunks, sourceChunks, alignment, compared);
  return { exact: false, similarity: alignment.similarity, ...comparison, tokens: undefined, note, source };
}

/** The line map of an exact match. */
export function linesOf(note: CodeSequence, source: CodeSequence, match: ExactMatch): LineMap {
  const votes = new LineVotes();
  match.map.forEach((at, n) => {
    if (at >= 0) votes.add(note.lines[n]!, source.lines[at]!);
  });
  return votes.map();
}
