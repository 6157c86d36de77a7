/**
 * The headers that a note's definitions need. A note quotes a function without the `#include` lines of its file; where an edit uses
 * what the file does not see, `mutex_lock()` in drivers/net/loopback.c, the model's header that declares it is included too, as the
 * author of the file would have done.
 */
import type { Item, Outline } from '../../c/outline';
import type { SourceFile } from '../../c/source';
import type { ComposeCache } from './composeCache';
import { namesDeclared } from './insert';

const INCLUDE = /^[ \t]*#[ \t]*include[ \t]*([<"])([^>"\n]+)[>"]/gm;
const PUBLIC = /^include\/(?:linux|net|asm)\//;

/** What a file sees: by path, the files of a program. */
type Files = ReadonlyMap<string, SourceFile>;

/**
 * The headers, as `#include` names them, that declare names which neither the file nor what it includes declares. In the order of the
 * names; one whose name nobody declares needs none, and the compiler will say so.
 */
export function missingIncludes(
  file: SourceFile,
  names: ReadonlySet<string>,
  files: Files,
  cache: ComposeCache,
): string[] {
  const seen = new Set<SourceFile>();
  see(file, files, seen);
  const needed: string[] = [];
  for (const name of names) {
    const declares = (other: SourceFile): boolean =>
      cache.mentions(other, name.replace(/^struct /, '')) && declared(cache.outlineOf(other)).has(name);
    if ([...seen].some(declares)) continue;
    const header = [...files.values()].find((other) => PUBLIC.test(other.path) && declares(other));
    if (!header) continue;
    see(header, files, seen);
    needed.push(header.path.slice('include/'.length));
  }
  return needed;
}

function see(file: SourceFile, files: Files, seen: Set<SourceFile>): void {
  if (seen.has(file)) return;
  seen.add(file);
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1);
  for (const [quote, name] of includedBy(file)) {
    const found = (quote === '"' ? files.get(`${folder}${name}`) : undefined) ?? files.get(`include/${name}`);
    if (found) see(found, files, seen);
  }
}

const includedIn = new WeakMap<SourceFile, readonly (readonly [quote: string, name: string])[]>();

/** What a file's `#include` lines name. */
function includedBy(file: SourceFile): readonly (readonly [quote: string, name: string])[] {
  let included = includedIn.get(file);
  if (!included) {
    included = [...file.text.matchAll(INCLUDE)].map(([, quote, name]) => [quote as string, name as string]);
    includedIn.set(file, included);
  }
  return included;
}

const declaredIn = new WeakMap<Outline, ReadonlySet<string>>();

function declared(outline: Outline): ReadonlySet<string> {
  let names = declaredIn.get(outline);
  if (!names) {
    const named = outline.items.filter((item) => !isOnlyTag(item));
    names = new Set(named.flatMap((item) => [...namesDeclared(outline, item)]));
    declaredIn.set(outline, names);
  }
  return names;
}

/** `struct net;` tells nothing of it. */
function isOnlyTag(item: Item): boolean {
  return item.kind === 'struct' && item.body === undefined;
}

/** The offset behind a file's `#include` lines, outside of conditions; that of its first item if it has none. */
export function includesEnd(outline: Outline): number {
  const last = outline.items.filter(({ kind, conditions }) => kind === 'include' && conditions.length === 0).at(-1);
  if (last) return outline.tokens[last.end - 1]!.end;
  const [first] = outline.items;
  return first ? outline.tokens[first.leading]!.offset : 0;
}
