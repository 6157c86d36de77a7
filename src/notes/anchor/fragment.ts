/**
 * Anchoring code that is no definition: statements, members, enumerators, initialisers. Their tokens are looked for in a
 * source, elisions matched; one place only is an answer. If there is none, the definitions of the source that share most of
 * the fragment's names are aligned with it, and the best is taken when it is clearly the best.
 */
import type { Item, Outline, TokenRange } from '../../c/outline';
import { isReservedWord } from '../../c/outline/words';
import type { Snippet } from '../note';
import { alignChunks } from './align';
import type { SourceText } from './candidates';
import { chunksOf } from './chunks';
import { linesOf } from './compare';
import { type Comparison, compareAligned, type LineMap } from './differences';
import { findAnywhere } from './exact';
import type { Unit } from './result';
import { type CodeSequence, sequenceOf } from './sequence';

export interface FragmentMatch {
  readonly source: SourceText;
  readonly exact: boolean;
  /** Token indices of the source's outline, first and last of what matched. */
  readonly range: TokenRange;
  readonly lines: LineMap;
  readonly differences: Comparison['differences'];
}

export type FragmentChoice =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly match: FragmentMatch }
  | { readonly kind: 'several'; readonly lines: readonly number[] };

/** Less of a fragment than this in a definition is no match. */
const ENOUGH = 0.6;
/** A fragment must weigh this much to be found changed: a word or two could be anywhere. */
const HEAVY = 5;
/** How much better the best must be than the next. */
const MARGIN = 0.15;
const MOST_COMPARED = 8;
const MOST_PLACES = 20;

/** The code of a unit that is no definition: open at both ends. */
export function fragmentSequence(snippet: Snippet, unit: Unit): CodeSequence {
  const { items } = snippet.outline;
  const range = { first: items[unit.items[0]!]!.first, end: items[unit.items.at(-1)!]!.end };
  return sequenceOf(snippet.outline, range, { body: undefined, openEnd: true, openStart: true });
}

/** Names in a fragment by which files that may hold it are searched for, the most telling first. */
export function tellingNames(fragment: CodeSequence, most: number): string[] {
  const names = new Set(
    fragment.tokens.filter((t) => t.kind === 'identifier' && !isReservedWord(t.text)).map((t) => t.text),
  );
  return [...names]
    .filter((name) => name.length >= 5)
    .sort((a, b) => b.length - a.length)
    .slice(0, most);
}

export function findFragment(
  source: SourceText,
  fragment: CodeSequence,
  unit: Unit,
  line: number | undefined,
  exactOnly: boolean,
): FragmentChoice {
  const whole = codeOf(source.outline);
  let places = findAnywhere(fragment, whole, MOST_PLACES);
  if (places.length > 1 && line !== undefined) {
    const near = places.filter(
      ({ covered }) => whole.lines[covered.first]! <= line && line <= whole.lines[covered.end - 1]!,
    );
    if (near.length > 0) places = near;
  }
  if (places.length > 1) return { kind: 'several', lines: places.map(({ covered }) => whole.lines[covered.first]!) };
  if (places.length === 1) {
    const [place] = places;
    const { indices } = whole;
    const range = { first: indices[place!.covered.first]!, end: indices[place!.covered.end - 1]! + 1 };
    const lines = linesOf(fragment, whole, place!);
    return { kind: 'one', match: { source, exact: true, range, lines, differences: [] } };
  }
  return exactOnly ? { kind: 'none' } : mostAlike(source, fragment, unit);
}

/** All code of a source. */
interface WholeCode extends CodeSequence {
  /** For each token its index in the outline. */
  readonly indices: readonly number[];
}

const CODE = new WeakMap<Outline, WholeCode>();

/** Made once for each outline: a note may quote statements from a hundred places of one file. */
function codeOf(outline: Outline): WholeCode {
  const known = CODE.get(outline);
  if (known) return known;
  const indices: number[] = [];
  outline.tokens.forEach((token, at) => {
    if (token.kind !== 'comment' && token.kind !== 'end') indices.push(at);
  });
  const made = { ...sequenceOf(outline, { first: 0, end: outline.tokens.length }), indices };
  CODE.set(outline, made);
  return made;
}

const NAMES = new WeakMap<Outline, ReadonlyMap<string, readonly number[]>>();

/** For each identifier of a source the items that it stands in, ascending, by their index; made once for each outline. */
function itemsNaming(outline: Outline): ReadonlyMap<string, readonly number[]> {
  const known = NAMES.get(outline);
  if (known) return known;
  const made = new Map<string, number[]>();
  outline.items.forEach((item, n) => {
    for (let at = item.first; at < item.end; at++) {
      const { kind, text } = outline.tokens[at]!;
      if (kind !== 'identifier') continue;
      const items = made.get(text);
      if (!items) made.set(text, [n]);
      else if (items.at(-1) !== n) items.push(n);
    }
  });
  NAMES.set(outline, made);
  return made;
}

/** The definition that holds most of the fragment, changed. */
function mostAlike(source: SourceText, fragment: CodeSequence, unit: Unit): FragmentChoice {
  const names = new Set(tellingNames(fragment, 50));
  const weight = chunksOf(fragment, false).chunks.reduce((sum, chunk) => sum + chunk.weight, 0);
  if (names.size === 0 || weight < HEAVY) return { kind: 'none' };
  const shared = new Map<number, number>();
  for (const name of names)
    for (const n of itemsNaming(source.outline).get(name) ?? []) shared.set(n, (shared.get(n) ?? 0) + 1);
  const scored = [...shared]
    .sort(([a], [b]) => a - b)
    .map(([n, count]) => ({ item: source.outline.items[n]!, shared: count }))
    .filter((found) => found.item.body !== undefined && found.shared >= Math.min(2, names.size))
    .sort((a, b) => b.shared - a.shared)
    .slice(0, MOST_COMPARED)
    .map(({ item }) => ({ item, ...compareWith(source, fragment, item, unit) }))
    .sort((a, b) => b.similarity - a.similarity);
  const [best, next] = scored;
  if (!best || best.similarity < ENOUGH || (next && next.similarity > best.similarity - MARGIN))
    return { kind: 'none' };
  const range = matchedRange(source, best.item, best.comparison.lines);
  if (!range) return { kind: 'none' };
  const { lines, differences } = best.comparison;
  return { kind: 'one', match: { source, exact: false, range, lines, differences } };
}

function compareWith(
  source: SourceText,
  fragment: CodeSequence,
  item: Item,
  unit: Unit,
): { similarity: number; comparison: Comparison } {
  const body = sequenceOf(source.outline, item);
  const commas = item.kind === 'object' || item.kind === 'enum';
  const noteChunks = chunksOf(fragment, commas);
  const sourceChunks = chunksOf(body, commas);
  const alignment = alignChunks(noteChunks, sourceChunks);
  const compared = { name: item.name, kind: item.kind };
  const comparison = compareAligned(fragment, body, noteChunks, sourceChunks, alignment, compared);
  return {
    similarity: unit.kind === 'statements' || alignment.similarity === 1 ? alignment.similarity : 0,
    comparison,
  };
}

/** The source tokens on the lines that lines of the fragment map to. */
function matchedRange(source: SourceText, item: Item, lines: LineMap): TokenRange | undefined {
  if (lines.size === 0) return undefined;
  const [from, to] = [Math.min(...lines.values()), Math.max(...lines.values())];
  const { tokens, file } = source.outline;
  let first = -1;
  let end = -1;
  for (let at = item.first; at < item.end; at++) {
    const { line } = file.place(tokens[at]!.offset);
    if (line < from || line > to || tokens[at]!.kind === 'comment') continue;
    if (first < 0) first = at;
    end = at + 1;
  }
  return first < 0 ? undefined : { first, end };
}
