/**
 * Where a kernel tree defines a name: for going from a note to code that the note does not quote. The files in which the name stands come
 * from the tree's search; they are looked into in the order in which a reader would guess (the file asked from, headers, the file's own
 * folder, the generic folders, x86, the rest), and the first group that defines the name is the answer. Files that by their raw
 * text only mention it are not read closely.
 */
import type { Item, Outline } from '../c/outline';
import type { TreeSources } from './anchor/anchor';
import type { SearchOptions } from './treeSearch';

/** A definition in a tree; offsets into its file's text. */
export interface TreeDefinition {
  readonly path: string;
  /** Of the file, or of those pieces of it in which the name stands. */
  readonly outline: Outline;
  readonly item: Item;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** By a macro such as DEFINE_MUTEX(name), which may be another thing that has the name in it. */
  readonly byMacro: boolean;
}

/** Files that are read for one name. */
const MAX_READ = 1000;

/** The definitions of a name; `from` is the path of the code that uses it, if it is known. */
export async function definitionsInTree(
  name: string,
  from: string | undefined,
  sources: TreeSources,
  options: SearchOptions = {},
): Promise<TreeDefinition[]> {
  const { reader, search } = sources;
  if (!search.available) return from === undefined ? [] : definitionsInFile(name, from, sources);
  const here = from === undefined ? [] : await definitionsInFile(name, from, sources);
  if (here.length > 0) return here;
  const answer = await search.find([name], options);
  let read = 0;
  const found: TreeDefinition[] = [];
  const byMacro: TreeDefinition[] = [];
  for (const group of grouped(answer.defining.get(name) ?? [], from)) {
    for (const path of group) {
      options.signal?.throwIfAborted();
      if (++read > MAX_READ) return found.length > 0 ? found : sure(byMacro);
      const outline = await reader.part(path, name);
      if (!outline || 'reason' in outline) continue;
      for (const one of definitionsOfName(name, path, outline)) (one.byMacro ? byMacro : found).push(one);
    }
    if (found.length > 0 && !found.every((one) => standsBeforeFunction(one, name))) return found;
  }
  return found.length > 0 ? found : sure(byMacro);
}

/** A macro beside a prototype of the same name, as mutex_lock is in a header: the function is defined elsewhere. */
function standsBeforeFunction({ outline, item }: TreeDefinition, name: string): boolean {
  return item.kind === 'macro' && outline.items.some((other) => other.kind === 'prototype' && other.name === name);
}

/** What macros make is taken only where it is one thing: several are likely to be no definitions of this name. */
function sure(byMacro: readonly TreeDefinition[]): TreeDefinition[] {
  return byMacro.length === 1 ? [...byMacro] : [];
}

/** The definitions of a name in one file of the tree. */
export async function definitionsInFile(name: string, path: string, sources: TreeSources): Promise<TreeDefinition[]> {
  const outline = await sources.reader.part(path, name);
  return !outline || 'reason' in outline ? [] : definitionsOfName(name, path, outline);
}

/** The definitions of a name in an outline. */
export function definitionsOfName(name: string, path: string, outline: Outline): TreeDefinition[] {
  const { tokens } = outline;
  return [...outline.items, ...outline.innerMacros].flatMap((item) => {
    const at = nameTokenOf(item, name);
    if (at === undefined) return [];
    const token = tokens[at]!;
    const [start, end] = [tokens[item.first]!.offset, tokens[item.end - 1]!.end];
    return [
      {
        path,
        outline,
        item,
        start,
        end,
        nameStart: token.offset,
        nameEnd: token.end,
        byMacro: item.kind === 'macro-call',
      },
    ];
  });
}

function nameTokenOf(item: Item, name: string): number | undefined {
  if (!item.isDefinition) return undefined;
  if (item.name === name && item.nameToken >= 0 && item.kind !== 'macro-call') return item.nameToken;
  return item.declares.find((declared) => declared.name === name)?.token;
}

const GENERIC = /^(kernel|mm|lib|net\/core|fs|block|init|security|ipc|io_uring)\//;

function grouped(paths: readonly string[], from: string | undefined): string[][] {
  const folder = from?.replace(/[^/]*$/, '');
  const groups: string[][] = [[], [], [], [], [], []];
  for (const path of paths) {
    if (path === from) continue;
    if (path.startsWith('include/linux/') || path.startsWith('include/net/')) groups[0]!.push(path);
    else if (path.replace(/[^/]*$/, '') === folder) groups[1]!.push(path);
    else if (path.startsWith('include/')) groups[2]!.push(path);
    else if (GENERIC.test(path)) groups[3]!.push(path);
    else if (path.startsWith('arch/x86/')) groups[4]!.push(path);
    else if (!/^(tools|scripts|samples|Documentation)\//.test(path)) groups[5]!.push(path);
  }
  return groups.filter((group) => group.length > 0);
}
