/**
 * Choosing, in one source file, the definition that a unit of a snippet quotes. Several definitions of one name (variants
 * under `#ifdef`, stubs) are told apart by what fits best, then by the conditions that the snippet shows, then by the line
 * that its address names. Where the snippet fits several, there is no answer, and the reason says so: a stub that two
 * branches have word for word stands at no one place.
 */
import { type Item, itemKey, type Outline } from '../../c/outline';
import type { Snippet } from '../note';
import { compareDefinition, type DefinitionMatch, noteSequence, sourceSequence } from './compare';
import type { Unit } from './result';

/** A source file of a tree, read. */
export interface SourceText {
  readonly path: string;
  readonly outline: Outline;
}

export interface Chosen {
  readonly source: SourceText;
  readonly item: Item;
  readonly match: DefinitionMatch;
}

export type Choice =
  | { readonly kind: 'none' }
  | { readonly kind: 'one'; readonly chosen: Chosen }
  | { readonly kind: 'several'; readonly fits: readonly Chosen[] };

/** User-space copies, build tools and samples: not what the kernel runs. */
export function isAside(path: string): boolean {
  return /^(tools|scripts|samples|Documentation)\//.test(path);
}

/** A second definition must be this much less similar for the first to be taken. */
const MARGIN = 0.1;

/** The items of a source that can be what the unit quotes. */
export function candidatesIn(source: SourceText, snippet: Snippet, unit: Unit): readonly Item[] {
  const note = snippet.outline.items[unit.items[0]!]!;
  const keyed = keyedItems(source.outline).get(unit.key) ?? [];
  const defining = note.isDefinition || note.kind === 'function' ? keyed.filter((item) => item.isDefinition) : keyed;
  if (defining.length > 0) return defining;
  const all = [...source.outline.items, ...source.outline.innerMacros];
  // A head alone may be that of a prototype, a quoted prototype may be a function by now.
  if (note.kind === 'function' && !note.isDefinition)
    return all.filter((i) => i.kind === 'prototype' && i.name === unit.name);
  if (note.kind === 'prototype') return all.filter((item) => item.kind === 'function' && item.name === unit.name);
  if (note.kind === 'macro-call' && note.declares.length === 0)
    return all.filter((item) => item.kind === 'macro-call' && sameSubject(item, note));
  return note.kind === 'macro-call' || note.kind === 'object' ? all.filter((item) => makesObject(item, unit.name)) : [];
}

const KEYED = new WeakMap<Outline, ReadonlyMap<string, readonly Item[]>>();

/** The items of a source by their keys, made once: a note may quote a thousand of them. */
function keyedItems(outline: Outline): ReadonlyMap<string, readonly Item[]> {
  const known = KEYED.get(outline);
  if (known) return known;
  const made = new Map<string, Item[]>();
  for (const item of [...outline.items, ...outline.innerMacros]) {
    if (item.name === '' && item.kind !== 'enum') continue;
    const key = itemKey(item);
    const same = made.get(key);
    if (same) same.push(item);
    else made.set(key, [item]);
  }
  KEYED.set(outline, made);
  return made;
}

/** `LIST_HEAD(x)`, `DEFINE_PER_CPU(int, x)`, `struct list_head x`: whatever defines an object of a name. */
function makesObject(item: Item, name: string): boolean {
  if (!item.isDefinition) return false;
  return item.declares.some((declared) => declared.kind === 'object' && declared.name === name);
}

/** `EXPORT_SYMBOL(x)` and `EXPORT_SYMBOL_GPL(x)`, `module_init(x)` and `device_initcall(x)`. */
function sameSubject(a: Item, b: Item): boolean {
  const [first, second] = [a.parameters?.[0]?.name, b.parameters?.[0]?.name];
  const family = (name: string): string => (/^EXPORT_/.test(name) ? 'export' : /init/.test(name) ? 'init' : name);
  return first !== undefined && first === second && first !== '' && family(a.name) === family(b.name);
}

/** Where in a source a name is declared as another kind of thing: a macro that was a function. */
export function otherKinds(source: SourceText, unit: Unit): Item[] {
  const kinds = new Set(['function', 'macro', 'object', 'prototype']);
  return source.outline.items.filter(
    (item) => item.name === unit.name && kinds.has(item.kind) && item.kind !== unit.kind && item.isDefinition,
  );
}

export function chooseIn(source: SourceText, snippet: Snippet, unit: Unit, line: number | undefined): Choice {
  const items = candidatesIn(source, snippet, unit);
  if (items.length === 0) return { kind: 'none' };
  const note = snippet.outline.items[unit.items[0]!]!;
  const quoted = noteSequence(snippet.outline, note);
  const all = items.map((item): Chosen => {
    const match = compareDefinition(quoted, sourceSequence(source.outline, item), unit);
    return { source, item, match };
  });
  return choose(all, note, line);
}

/** The best of several definitions, or those between which there is no telling. */
export function choose(all: readonly Chosen[], note: Item, line: number | undefined): Choice {
  if (all.length === 0) return { kind: 'none' };
  const exact = all.filter((chosen) => chosen.match.exact);
  const best = Math.max(...all.map((chosen) => chosen.match.similarity));
  let fits: readonly Chosen[] =
    exact.length > 0 ? exact : all.filter((chosen) => chosen.match.similarity > best - MARGIN);
  if (fits.length > 1) fits = narrow(fits, (chosen) => conditionsFit(note, chosen.item));
  if (fits.length > 1 && line !== undefined) fits = narrow(fits, (chosen) => spansLine(chosen, line));
  if (fits.length === 1) return { kind: 'one', chosen: fits[0]! };
  return { kind: 'several', fits };
}

function narrow(fits: readonly Chosen[], test: (chosen: Chosen) => boolean): readonly Chosen[] {
  const passing = fits.filter(test);
  return passing.length > 0 ? passing : fits;
}

/** The conditions that the snippet shows around its definition are the innermost ones in the source. */
function conditionsFit(note: Item, item: Item): boolean {
  const shown = note.conditions.map((condition) => `${condition.opening} ${condition.branch}`);
  if (shown.length === 0) return false;
  const there = item.conditions.slice(-shown.length).map((condition) => `${condition.opening} ${condition.branch}`);
  return shown.join('\n') === there.join('\n');
}

function spansLine({ source, item }: Chosen, line: number): boolean {
  const { tokens, file } = source.outline;
  return (
    line >= file.place(tokens[item.leading]!.offset).line && line <= file.place(tokens[item.end - 1]!.end - 1).line
  );
}
