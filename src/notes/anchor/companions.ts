/**
 * Macro calls that go with a definition beside them in a snippet, as EXPORT_SYMBOL goes with its function: what became of them
 * is told with the definition.
 */
import type { Outline } from '../../c/outline';
import type { Snippet } from '../note';
import type { Difference } from './differences';
import { spell } from './explain';
import type { Anchor } from './result';
import type { SnippetUnits } from './units';

/** An anchor with the differences of its companions in the source that it was found in. */
export function withCompanions(snippet: Snippet, units: SnippetUnits, anchor: Anchor, source: Outline): Anchor {
  const items = units.companions.get(anchor.unit.items[0]!) ?? [];
  if (items.length === 0) return anchor;
  const found = items.map((item) => companion(snippet, item, source));
  const lines = new Map([...anchor.lines, ...found.flatMap(({ line }) => (line ? [line] : []))]);
  const differences = found.flatMap(({ difference }) => difference ?? []);
  const [first] = differences;
  if (!first) return { ...anchor, lines };
  const status = anchor.status === 'exact' ? 'edited' : anchor.status === 'moved' ? 'moved-edited' : anchor.status;
  const reason = status === anchor.status ? anchor.reason : `${anchor.path}: ${first.explanation}.`;
  return { ...anchor, lines, status, reason, differences: [...anchor.differences, ...differences] };
}

function companion(
  snippet: Snippet,
  index: number,
  source: Outline,
): { line?: readonly [number, number]; difference?: Difference } {
  const read = snippet.outline;
  const item = read.items[index]!;
  const words = (of: Outline, range: { first: number; end: number }): string[] =>
    of.tokens
      .slice(range.first, range.end)
      .filter((t) => t.kind !== 'comment')
      .map((t) => t.text);
  const shown = words(read, item);
  const noteLine = read.file.place(read.tokens[item.first]!.offset).line;
  const calls = source.items.filter((other) => other.kind === 'macro-call');
  const subject = item.parameters?.[0]?.name;
  const bare = (list: readonly string[]): string => list.filter((word) => word !== ';').join(' ');
  const same = calls
    .filter((other) => other.name === item.name && other.parameters?.[0]?.name === subject)
    .find((other) => bare(words(source, other)) === bare(shown));
  const lineOf = (other: { first: number }): number => source.file.place(source.tokens[other.first]!.offset).line;
  if (same) return { line: [noteLine, lineOf(same)] };
  const changed = calls.find(
    (other) => other.parameters?.[0]?.name === subject && other.name.slice(0, 4) === item.name.slice(0, 4),
  );
  if (!changed) {
    const explanation = `\`${spell(shown).replace(/;$/, '')}\` is gone`;
    return { difference: { kind: 'removed', noteLine, sourceLine: undefined, explanation, isBrace: false } };
  }
  const explanation = `\`${item.name}\` became \`${changed.name}\` for \`${subject}\``;
  return {
    line: [noteLine, lineOf(changed)],
    difference: { kind: 'changed', noteLine, sourceLine: lineOf(changed), explanation, isBrace: false },
  };
}
