/**
 * By hand: `node --import tsx test/kernels/ctags.ts [FILES] [SEED]`. What the outline finds in random files of two kernels beside
 * what universal-ctags finds: names that only one of them has, by kind, and how many they have in common. ctags does not
 * know the kernel's macros, so its answers are no truth; what differs is to be looked at.
 */
import { execFileSync } from 'node:child_process';
import { outline } from '../../src/c/outline';
import { SourceFile } from '../../src/c/source';
import { type KernelVersion, kernelVersions } from '../harness/kernel-trees';
import { Random } from './anchoring/random';
import { filesBelow } from './anchoring/samples';
import { TestTree } from './anchoring/trees';

const FOLDERS = [
  'arch/x86',
  'arch/arm64',
  'block',
  'crypto',
  'drivers',
  'fs',
  'include',
  'ipc',
  'kernel',
  'lib',
  'mm',
  'net',
  'security',
  'sound',
];
const KINDS: Readonly<Record<string, string>> = { variable: 'object', externvar: 'extern object' };
const count = Number(process.argv[2] ?? 500);
const random = new Random(Number(process.argv[3] ?? 1));

interface Tag {
  readonly name: string;
  readonly kind: string;
  readonly line: number;
  readonly scope?: string;
  readonly scopeKind?: string;
}

/** By ctags, `kind name`; of things inside others only enumerators and macros. */
function tagsOf(path: string): Map<string, number> {
  const options = ['--output-format=json', '--fields=+nKS', '--kinds-C=+px', '--language-force=C', '-I', '__aligned+'];
  const lines = execFileSync('ctags', [...options, '-o', '-', path], { encoding: 'utf8', maxBuffer: 1 << 28 });
  const out = new Map<string, number>();
  for (const line of lines.split('\n')) {
    if (line === '') continue;
    const tag = JSON.parse(line) as Tag;
    if (tag.name.startsWith('__anon')) continue;
    if (tag.scope !== undefined && tag.kind !== 'enumerator' && tag.kind !== 'macro') continue;
    if (tag.kind === 'enumerator' && (tag.scope ?? '').includes('::')) continue;
    out.set(`${KINDS[tag.kind] ?? tag.kind} ${tag.name}`, tag.line);
  }
  return out;
}

/** By the outline. */
function namesOf(text: string): Map<string, number> {
  const read = outline(new SourceFile('f.c', text, 'tree'));
  const out = new Map<string, number>();
  for (const item of [...read.items, ...read.innerMacros]) {
    for (const { kind, name, token } of item.declares) {
      const mentions = ['struct', 'union', 'enum'].includes(kind) && !item.isDefinition;
      const line = read.file.place(read.tokens[token]?.offset ?? 0).line;
      if (mentions) continue;
      const extern = kind === 'object' && item.kind === 'object' && !item.isDefinition;
      out.set(`${extern ? 'extern object' : kind} ${name}`, line);
    }
    if (item.kind === 'macro-call') out.set(`macro-call ${item.name}`, 0);
  }
  return out;
}

/** ctags takes a macro's call for a prototype or a function that the macro's name has. */
function isMacroCall(key: string, ours: ReadonlyMap<string, number>): boolean {
  const name = /^(?:prototype|function) (\w+)$/.exec(key)?.[1];
  return name !== undefined && (ours.has(`macro-call ${name}`) || /^[A-Z_0-9]+$/.test(name));
}

async function compare(version: KernelVersion): Promise<void> {
  const tree = await TestTree.open(version);
  const files = FOLDERS.flatMap((folder) => filesBelow(tree, folder));
  const sums = new Map<string, { both: number; ctags: string[]; ours: string[] }>();
  const sum = (kind: string) => {
    const found = sums.get(kind) ?? { both: 0, ctags: [], ours: [] };
    sums.set(kind, found);
    return found;
  };
  for (let n = 0; n < count; n++) {
    const path = random.pick(files);
    const theirs = tagsOf(`${tree.root}/${path}`);
    const ours = namesOf(tree.lines(path).join('\n'));
    for (const [key, line] of theirs) {
      if (isMacroCall(key, ours) || /^object _+[a-z]/.test(key)) continue;
      const kind = key.replace(/ \S+$/, '');
      if (ours.has(key)) sum(kind).both++;
      else sum(kind).ctags.push(`${path}:${line} ${key}`);
    }
    for (const [key, line] of ours)
      if (!theirs.has(key) && !key.startsWith('macro-call'))
        sum(key.replace(/ \S+$/, '')).ours.push(`${path}:${line} ${key}`);
  }
  for (const [kind, { both, ctags, ours }] of sums) {
    console.log(
      `\nLinux ${version}: ${kind}: ${both} in both, ${ctags.length} only by ctags, ${ours.length} only by the outline`,
    );
    for (const [who, list] of [
      ['ctags', ctags],
      ['outline', ours],
    ] as const)
      for (const one of list.slice(0, 25)) console.log(`  ${who}: ${one}`);
  }
}

async function main(): Promise<void> {
  for (const version of kernelVersions) await compare(version);
}

void main();
