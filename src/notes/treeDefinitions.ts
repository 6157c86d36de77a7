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
  readonly outline: Outline;
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  /** By a macro such as DEFINE_MUTEX(name), which may be another thing that has the name in it. */
  readonly byMacro: boolean;
}

/** Files whose text is looked at, and of those the ones read closely. */
const MAX_TEXTS = 3000;
const MAX_READ = 200;

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
  const pattern = definitionPattern(name);
  let [texts, read] = [0, 0];
  const byMacro: TreeDefinition[] = [];
  for (const group of grouped(answer.paths.get(name) ?? [], from)) {
    const found: TreeDefinition[] = [];
    for (const path of group) {
      options.signal?.throwIfAborted();
      if (++texts > MAX_TEXTS || read >= MAX_READ) return found.length > 0 ? found : sure(byMacro);
      const text = await reader.text(path);
      if (typeof text !== 'string' || !pattern.test(text)) continue;
      read++;
      for (const one of await definitionsInFile(name, path, sources)) (one.byMacro ? byMacro : found).push(one);
    }
    if (found.length > 0) return found;
  }
  return sure(byMacro);
}

/** What macros make is taken only where it is one thing: several are likely to be no definitions of this name. */
function sure(byMacro: readonly TreeDefinition[]): TreeDefinition[] {
  return byMacro.length === 1 ? [...byMacro] : [];
}

/** The definitions of a name in one file of the tree. */
export async function definitionsInFile(name: string, path: string, sources: TreeSources): Promise<TreeDefinition[]> {
  const outline = await sources.reader.read(path);
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
      { path, outline, start, end, nameStart: token.offset, nameEnd: token.end, byMacro: item.kind === 'macro-call' },
    ];
  });
}

function nameTokenOf(item: Item, name: string): number | undefined {
  if (!item.isDefinition) return undefined;
  if (item.name === name && item.nameToken >= 0 && item.kind !== 'macro-call') return item.nameToken;
  return item.declares.find((declared) => declared.name === name)?.token;
}

/** Whether a text may define a name; errs on the side of yes. */
function definitionPattern(name: string): RegExp {
  const forms = [
    `^([A-Za-z_][^;\\n()=]*\\b)?${name}\\b(?![ \\t]*[a-zA-Z*])`, // a function, an object, a typedef
    `^[A-Za-z_][^;\\n]*[\\])][^;\\n()=]*\\b${name}\\b(?![ \\t]*[a-zA-Z*])`, // the same after an attribute
    `^(static[ \\t]+)?[A-Z_][A-Z0-9_]*\\([^;\\n]*\\b${name}\\b`, // a DEFINE_x
    `^typedef\\b[^;]*\\(\\s*\\*\\s*${name}\\b`,
    `#[ \\t]*define[ \\t]+${name}\\b`,
    `\\b(struct|union|enum)\\b[^;{}()]*\\b${name}\\b[^;()]*\\{`,
    `^[ \\t]+${name}\\b[ \\t]*(=|,|/\\*|//|$)`, // an enumerator
    `^\\}.*\\b${name}\\b`, // a typedef or an object after its type
  ];
  return new RegExp(forms.join('|'), 'm');
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
