/**
 * What a definition of the note's newly uses, and its file has only further down: C knows no name before its declaration (C11 6.2.1p7),
 * and who edits a quoted function does not see what stands where in its file. A function is declared by its prototype before the
 * user, an object by a tentative definition (C11 6.9.2p2). For a type, a macro, an object whose size only its initialiser tells,
 * and one that a macro makes, there is no such declaration: they are moved there. What those need in their turn goes before them.
 * What stands under a condition stays where it is, as it may be another thing in each branch.
 */
import type { Item, Outline, TokenRange } from '../../c/outline';
import type { Token } from '../../c/token';
import { type Added, hasPrototype, namesDeclared, namesIn, type Replacement } from './insert';
import type { TextRange } from './pieces';

/** Something to stand before an item that uses it. */
export interface Earlier {
  /** Of the file. */
  readonly item: Item;
  /** The item, or what the note has in its place. */
  readonly of: Added;
  readonly how: 'prototype' | 'object' | 'move';
  /** Offset in the file's text. */
  readonly at: number;
}

/** A name that a definition of the note's uses before it can be known. */
export interface TooEarly {
  readonly token: Token;
  readonly name: string;
  readonly item: Item;
}

/**
 * What must stand earlier in a file, each once, before its first new user; of one offset what is needed comes before what needs it.
 * `declared` tells whether a header speaks of a name.
 */
export function neededEarlier(
  file: Outline,
  replacements: ReadonlyMap<Item, Replacement>,
  declared: (name: string) => boolean,
): { readonly earlier: readonly Earlier[]; readonly impossible: readonly TooEarly[] } {
  const first = firstDeclarations(file);
  const earlier: Earlier[] = [];
  const impossible: TooEarly[] = [];
  const done = new Set<Item>();

  /** Brings what declares a name before `user`, an index into the items. */
  const bring = (name: string, user: number, token: Token | undefined): void => {
    const index = first.get(name);
    const item = index === undefined ? undefined : file.items[index]!;
    if (index === undefined || !item || index <= user || done.has(item)) return;
    if (!name.startsWith('struct ') && declared(name)) return;
    const of = replacements.get(item) ?? { outline: file, item };
    const how = howDeclared(of);
    if (how === undefined) return;
    done.add(item);
    if (how !== 'prototype' && item.conditions.length > 0) {
      if (token) impossible.push({ token, name, item });
      return;
    }
    for (const needed of namesIn(of.outline, how === 'move' ? of.item : head(of, how))) bring(needed, user, token);
    earlier.push({ item, of, how, at: file.tokens[file.items[user]!.leading]!.offset });
  };

  file.items.forEach((item, user) => {
    const replacement = replacements.get(item);
    if (!replacement) return;
    const before = namesIn(file, item);
    const { outline } = replacement;
    for (const name of namesIn(outline, replacement.item)) {
      if (!before.has(name) && first.has(name)) bring(name, user, useOf(name, outline, replacement.item));
    }
  });
  return { earlier, impossible };
}

const FIRST = new WeakMap<Outline, ReadonlyMap<string, number>>();

/** For each name that a file declares the index of the first item that does. */
function firstDeclarations(file: Outline): ReadonlyMap<string, number> {
  const known = FIRST.get(file);
  if (known) return known;
  const made = new Map<string, number>();
  file.items.forEach((item, index) => {
    if (item.kind === 'include' || item.kind === 'directive') return;
    const isTagAlone = item.kind === 'struct' && item.body === undefined; // says nothing of what it is
    for (const name of isTagAlone ? [] : namesDeclared(file, item)) if (!made.has(name)) made.set(name, index);
  });
  FIRST.set(file, made);
  return made;
}

/** How something is made known before it is defined; undefined where nothing can be done, and the compiler says what is wrong. */
function howDeclared({ outline, item }: Added): Earlier['how'] | undefined {
  if (item.kind === 'prototype') return 'prototype';
  if (item.kind === 'function') return hasPrototype(item) ? 'prototype' : undefined;
  if (item.kind !== 'object') return item.isDefinition ? 'move' : undefined;
  const words = declaration(outline, item).map(({ text }) => text);
  const unsized = words.some((text, n) => text === '[' && words[n + 1] === ']');
  return unsized || words.includes('{') ? 'move' : 'object';
}

/** The code of an object's declaration, without its initialisers. */
function declaration(outline: Outline, item: Item): Token[] {
  return declarators(outline, item).flatMap(({ first, end }) =>
    outline.tokens.slice(first, end).filter(({ kind }) => kind !== 'comment'),
  );
}

/** What of an object's declaration stands outside of its initialisers, up to the semicolon. */
function declarators({ tokens, partner }: Outline, item: Item): TokenRange[] {
  const out: TokenRange[] = [];
  let first = item.first;
  let inInitialiser = false;
  let at = item.first;
  for (; at < item.end; at++) {
    const { text } = tokens[at]!;
    const close = partner[at]!;
    if (text === ';') break;
    if (text === '=' && !inInitialiser) {
      out.push({ first, end: at });
      inInitialiser = true;
    } else if (text === ',' && inInitialiser) {
      first = at;
      inInitialiser = false;
    } else if (close > at && inInitialiser) at = close;
  }
  if (!inInitialiser) out.push({ first, end: at });
  return out;
}

/** What of a definition its declaration needs. */
function head({ outline, item }: Added, how: 'prototype' | 'object'): TokenRange {
  if (how === 'prototype') return { first: item.first, end: (item.body?.first ?? item.end) - 1 };
  return { first: item.first, end: declarators(outline, item)[0]!.end };
}

/** The texts of a tentative definition, less the semicolon. */
export function tentativeText({ outline, item }: Added): TextRange[] {
  return declarators(outline, item).map(({ first, end }) => ({
    file: outline.file,
    start: outline.tokens[first]!.offset,
    end: outline.tokens[end - 1]!.end,
  }));
}

/** Where a range uses a name first. */
function useOf(name: string, outline: Outline, range: TokenRange): Token | undefined {
  const word = name.replace(/^struct /, '');
  for (let at = range.first; at < range.end; at++) if (outline.tokens[at]!.text === word) return outline.tokens[at];
  return undefined;
}
