/**
 * Where definitions that the model lacks go into a file of the model: before the first item that uses them, which is where C needs
 * them, else after the last item, but inside an include guard. A function goes last, and its prototype to where it is needed. What
 * uses a name is an item as it runs (where the note replaces it, the note's text with what completes it), or another new definition:
 * then the name is needed no later than that one. New definitions of one place stand in the order of their need, else in the note's.
 */
import type { Item, Outline, TokenRange } from '../../c/outline';
import type { Token } from '../../c/token';
import type { Completion } from './complete';
import type { TextRange } from './pieces';

const TAGGED: ReadonlySet<string> = new Set(['struct', 'union', 'enum']);
const MEMBERED: ReadonlySet<string> = new Set(['struct', 'union', 'typedef']);

/** A definition of the note's that a file lacks. */
export interface Added {
  readonly outline: Outline;
  readonly item: Item;
}

/** What stands in an item's place: the note's definition and what completes it from the file. */
export interface Replacement extends Added {
  readonly completion: Completion;
}

/** A text to insert: a new definition, or its prototype. */
export interface Placement<A extends Added> {
  readonly added: A;
  readonly part: 'definition' | 'prototype';
  /** Offset in the file's text. */
  readonly at: number;
}

/** A placement that is sought: what it declares, and the names that must be declared before it. */
interface Sought<A extends Added> extends Omit<Placement<A>, 'at'> {
  readonly names: ReadonlySet<string>;
  readonly needs: ReadonlySet<string>;
  at: number;
}

/** Places new definitions in a file. The result is in order: placements of one offset stand in it as they must in the text. */
export function placeAdded<A extends Added>(
  file: Outline,
  added: readonly A[],
  replacements: ReadonlyMap<Item, Replacement>,
): Placement<A>[] {
  const last = file.items[file.items.length - 1];
  const end = last ? (file.tokens[last.trailing - 1] as Token).end : 0;
  const sought = added.flatMap((one) => soughtOf(one, end));
  const declaring = new Declaring(sought);

  for (const item of file.items) {
    if (item.kind === 'include' || item.kind === 'directive') continue;
    const replacement = replacements.get(item);
    const used = replacement ? namesInReplacement(file, replacement) : namesIn(file, item);
    const { offset } = file.tokens[item.leading] as Token;
    for (const one of declaring.whatOf(used)) one.at = Math.min(one.at, offset);
  }
  // What is needed comes before what needs it. The first in the file are looked at first, so each offset falls but once.
  const users = [...sought].sort((a, b) => b.at - a.at);
  for (let user = users.pop(); user; user = users.pop()) {
    for (const one of declaring.whatOf(user.needs)) {
      if (user.at >= one.at) continue;
      one.at = user.at;
      users.push(one);
    }
  }
  return inOrderOfNeed(sought, declaring).sort((a, b) => a.at - b.at);
}

/** Which of the placements declare a name. */
class Declaring<A extends Added> {
  private readonly byName = new Map<string, number[]>();

  constructor(private readonly sought: readonly Sought<A>[]) {
    for (const [n, { names }] of sought.entries()) {
      for (const name of names) {
        const list = this.byName.get(name);
        if (list) list.push(n);
        else this.byName.set(name, [n]);
      }
    }
  }

  /** The placements that declare any of some names, in their own order. */
  whatOf(names: ReadonlySet<string>): Sought<A>[] {
    const found = new Set<number>();
    for (const name of names) for (const n of this.byName.get(name) ?? []) found.add(n);
    return [...found].sort((a, b) => a - b).map((n) => this.sought[n] as Sought<A>);
  }
}

/** A function's definition declares nothing that its prototype has not, so nothing needs it. */
function soughtOf<A extends Added>(added: A, at: number): Sought<A>[] {
  const { outline, item } = added;
  const names = namesDeclared(outline, item);
  const needs = namesIn(outline, item);
  if (!hasPrototype(item)) return [{ added, part: 'definition', names, needs, at }];
  const head = namesIn(outline, { first: item.first, end: (item.body?.first ?? item.end) - 1 });
  return [
    { added, part: 'prototype', names, needs: head, at },
    { added, part: 'definition', names: new Set(), needs, at },
  ];
}

/** Depth first, what is needed before what needs it; definitions that need each other stand as in the note. */
function inOrderOfNeed<A extends Added>(sought: readonly Sought<A>[], declaring: Declaring<A>): Sought<A>[] {
  const seen = new Set<Sought<A>>();
  const out: Sought<A>[] = [];
  // Not by recursion: a note may have definitions that need each other in a chain of any length.
  const path: { readonly one: Sought<A>; readonly left: Sought<A>[] }[] = [];
  const enter = (one: Sought<A>): void => {
    if (seen.has(one)) return;
    seen.add(one);
    path.push({ one, left: declaring.whatOf(one.needs).reverse() });
  };
  for (const one of sought) {
    enter(one);
    for (let at = path.at(-1); at; at = path.at(-1)) {
      const next = at.left.pop();
      if (next) enter(next);
      else out.push((path.pop() as typeof at).one);
    }
  }
  return out;
}

/** Whether the function can be declared by its head alone: one that a macro makes can't. */
export function hasPrototype(item: Item): boolean {
  return item.kind === 'function' && item.declaredBy === undefined;
}

/** The names by which others use a definition: its own, its enumerators', those of further declarators, tags. Tags have a name space
 * of their own (C11 6.2.3): that of `struct pcpu_lstats` is called `struct pcpu_lstats` here, whatever the keyword. */
export function namesDeclared(outline: Outline, item: Item): ReadonlySet<string> {
  const names = new Set<string>();
  for (const { kind, name } of item.declares) if (!TAGGED.has(kind)) names.add(name);
  if (TAGGED.has(item.kind)) names.add(`struct ${item.name}`);
  else if (item.kind !== 'macro-call') names.add(item.name);
  if (item.kind !== 'function' && item.kind !== 'macro') {
    for (let n = item.first; n + 2 < item.end; n++) {
      const [word, tag, brace] = outline.tokens.slice(n, n + 3);
      if (TAGGED.has(word?.text ?? '') && tag?.kind === 'identifier' && brace?.text === '{')
        names.add(`struct ${tag.text}`);
    }
  }
  names.delete('');
  names.delete('struct ');
  return names;
}

/** The names used in a range; names of members that a body declares are none. */
export function namesIn(outline: Outline, range: TokenRange | Item): ReadonlySet<string> {
  const names = new Set<string>();
  const members = 'kind' in range && MEMBERED.has(range.kind) ? range.body : undefined;
  for (let n = range.first; n < range.end; n++) {
    const token = outline.tokens[n] as Token;
    if (token.kind !== 'identifier') continue;
    const before = outline.tokens[n - 1]?.text ?? '';
    const after = outline.tokens[n + 1]?.text ?? '';
    const isMember =
      members && n >= members.first && n < members.end && /^[;,[:]$/.test(after) && !/^[:[]$/.test(before);
    if (!isMember) names.add(TAGGED.has(before) ? `struct ${token.text}` : token.text);
  }
  return names;
}

function namesInReplacement(file: Outline, { outline, item, completion }: Replacement): ReadonlySet<string> {
  const names = new Set(namesIn(outline, item));
  const ranges = completion.insertions.flatMap(({ pieces }) => pieces.filter((piece) => typeof piece !== 'string'));
  for (const { start, end } of ranges) {
    const first = file.tokens.findIndex(({ offset }) => offset >= start);
    const beyond = file.tokens.findIndex(({ offset, kind }) => offset >= end || kind === 'end');
    for (const name of namesIn(file, { first, end: beyond })) names.add(name);
  }
  return names;
}

/** Whether two sets of names have one in common. */
export function meets(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  for (const name of a) if (b.has(name)) return true;
  return false;
}

/** The head of a function's definition, up to its body: a prototype, less the semicolon. */
export function prototypeText({ outline, item }: Added): TextRange {
  const first = outline.tokens[item.first] as Token;
  let end = (item.body?.first ?? item.end) - 1; // the brace
  while (end > item.first && outline.tokens[end - 1]?.kind === 'comment') end--;
  return { file: outline.file, start: first.offset, end: (outline.tokens[end - 1] as Token).end };
}
