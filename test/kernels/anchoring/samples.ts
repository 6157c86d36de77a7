/**
 * Definitions of a tree, found by the kernel's layout alone: a function's braces stand in the first column, a struct ends with a
 * `}` there, a macro where no backslash ends the line. None of the program's own reading is used, so it can be tested with them.
 */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Sample } from './mutate';
import type { Random } from './random';
import type { TestTree } from './trees';

/** C files below a folder of a tree, sorted. */
export function filesBelow(tree: TestTree, folder: string): string[] {
  return readdirSync(join(tree.root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[ch]$/.test(path))
    .map((path) => `${folder}/${path}`)
    .sort();
}

const LONGEST = 150;
/** In a comment a line that begins like code. */
const COMMENTED_OUT = /\/\*(?:(?!\*\/)[^\n])*\n(?!\s*\*)/;

/** The definitions in a file. */
export function samplesIn(tree: TestTree, path: string): Sample[] {
  const lines = tree.lines(path);
  const out: Sample[] = [];
  const add = (kind: string, name: string | undefined, first: number, last: number): void => {
    const text = lines.slice(first, last + 1);
    if (!name || last < first || last - first > LONGEST || COMMENTED_OUT.test(text.join('\n'))) return;
    out.push({ path, name, kind, first: first + 1, last: last + 1, lines: text });
  };
  lines.forEach((line, n) => {
    const struct = /^(struct|union|enum) (\w+) \{$/.exec(line);
    if (struct) {
      const last = next(lines, n, /^\}/);
      if (lines[last]?.includes(';')) add(struct[1]!, struct[2], n, last);
    }
    const macro = /^#define (\w+)\(/.exec(line);
    if (macro) {
      const last = next(lines, n, /[^\\]$|^$/);
      // Where a comment spans lines without backslashes, the macro goes on.
      const cut = /\/\*(?:(?!\*\/).)*$/.test(lines[last] ?? '');
      if (!cut) add('macro', macro[1], n, lines[last] === '' ? last - 1 : last); // continued by an empty line
    }
    const object = /^(?:static )?(?:const )?struct \w+ (\w+) = \{$/.exec(line);
    if (object && !/^(static|const)$/.test(lines[n - 1] ?? '')) add('object', object[1], n, next(lines, n, /\};$/));
    if (line === '{') {
      let first = n;
      while (
        first > 0 &&
        /^[A-Za-z_\t ]/.test(lines[first - 1]!) &&
        !/[;}:]\s*$|\*\/|^(EXPORT|DEFINE)_/.test(lines[first - 1]!)
      )
        first--;
      const head = lines.slice(first, n).join(' ');
      const name = /^(?:[\w*]+[\s*]+)+(\w+)\(/.exec(head)?.[1];
      if (!/^(struct|union|enum) \w+$/.test(head))
        add('function', name, first, next(lines, n, /^\};?\s*(\/\*.*|\\)?$/));
    }
  });
  return out;
}

function next(lines: readonly string[], from: number, pattern: RegExp): number {
  for (let n = from; n < lines.length && n <= from + LONGEST; n++) if (pattern.test(lines[n]!)) return n;
  return -1;
}

/** Random definitions from random files. Names that another item of the file has too (under another condition) stay in. */
export function pickSamples(tree: TestTree, files: readonly string[], count: number, random: Random): Sample[] {
  const out: Sample[] = [];
  for (let tries = 0; out.length < count && tries < 20 * count; tries++) {
    const all = samplesIn(tree, random.pick(files));
    if (all.length > 0) out.push(random.pick(all));
  }
  return out;
}
