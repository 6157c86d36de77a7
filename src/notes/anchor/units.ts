/**
 * What of a snippet is looked for in a tree. Each definition is a unit. Macro calls that name a definition beside them
 * (EXPORT_SYMBOL after its function) go with that definition; others, prototypes and statements are units of their own.
 * Includes and conditional lines are none.
 */
import type { Item, Outline } from '../../c/outline';
import { itemKey } from '../../c/outline';
import { standsAtFileScope } from '../../c/outline/words';
import { lineAt, type Note, type Snippet } from '../note';
import { fragmentSequence, tellingNames } from './fragment';
import type { Unit } from './result';

export interface SnippetUnits {
  readonly units: readonly Unit[];
  /** For a definition's item the items of the macro calls that go with it. */
  readonly companions: ReadonlyMap<number, readonly number[]>;
}

export function unitsOf(note: Note, snippet: Snippet): SnippetUnits {
  const { items } = snippet.outline;
  const defined = new Map<string, number>();
  for (const definition of snippet.definitions) defined.set(definition.name, definition.item);
  const companions = new Map<number, number[]>();
  const units: Unit[] = [];
  items.forEach((item, index) => {
    const companion = item.kind === 'macro-call' ? defined.get(item.parameters?.[0]?.name ?? '') : undefined;
    if (companion !== undefined && companion !== index) {
      companions.set(companion, [...(companions.get(companion) ?? []), index]);
      return;
    }
    if (item.kind === 'include' || item.kind === 'directive') return;
    const last = units.at(-1);
    const joins = last && last.items.at(-1) === index - 1 && isFragment(snippet.outline, item);
    if (joins && last.items.every((other) => isFragment(snippet.outline, items[other]!))) {
      const whole = { ...STATEMENTS, items: [...last.items, index] };
      units[units.length - 1] = { ...last, ...whole, lastLine: lines(note, snippet, item)[1] };
      return;
    }
    units.push(unitOf(note, snippet, item, index));
  });
  return { units, companions };
}

function unitOf(note: Note, snippet: Snippet, item: Item, index: number): Unit {
  const definition = snippet.definitions.find((found) => found.item === index);
  const [firstLine, lastLine] = lines(note, snippet, item);
  const statements = item.kind === 'statements';
  return {
    name: definition?.name ?? (item.kind === 'macro-call' ? callName(item) : item.name),
    kind: definition?.kind ?? item.kind,
    key: statements ? '' : itemKey(item),
    items: [index],
    definition,
    firstLine,
    lastLine,
  };
}

/** `module_init(loopback_init)`. */
function callName(item: Item): string {
  const [argument] = item.parameters ?? [];
  return argument ? `${item.name}(${argument.name})` : item.name;
}

function lines(note: Note, snippet: Snippet, item: Item): [number, number] {
  const { tokens } = snippet.outline;
  const start = snippet.codeStart + tokens[item.first]!.offset;
  const end = snippet.codeStart + tokens[item.end - 1]!.end;
  return [lineAt(note.lineStarts, start), lineAt(note.lineStarts, end - 1)];
}

const STATEMENTS = { name: '', kind: 'statements', key: '', definition: undefined } as const;

/** Statements, or what may be some: several in a row are one unit. */
function isFragment(read: Outline, item: Item): boolean {
  return item.kind === 'statements' || mayBeFragment(read, item);
}

/** Members quoted without what is around them look like declarations of objects, upper-case calls like those at file scope. */
export function mayBeFragment(read: Outline, item: Item): boolean {
  if (item.kind === 'macro-call') return !standsAtFileScope(item.name);
  if (item.kind !== 'object' || item.body !== undefined) return false;
  const first = read.tokens[item.first]!.text;
  if (first === 'static' || first === 'extern') return false;
  for (let at = item.first; at < item.end; at++) if (read.tokens[at]!.text === '=') return false;
  return true;
}

/** The names whose files are looked into: a definition's own, or the telling ones of statements. */
export function searchNames(snippet: Snippet, unit: Unit): string[] {
  if (unit.kind === 'statements') return tellingNames(fragmentSequence(snippet, unit), 3);
  const item = snippet.outline.items[unit.items[0]!]!;
  const argument = item.kind === 'macro-call' && item.declares.length === 0;
  const name = argument ? item.parameters?.[0]?.name : unit.name || item.declares[0]?.name;
  return name && /^[A-Za-z_]\w*$/.test(name) ? [name] : [];
}
