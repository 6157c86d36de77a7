/*
 * One measurement of the section `anchoring`, in a process of its own: `node anchoringProcess.js TASK ROOT ARGUMENT`. It is bundled with
 * the threads that search beside it, as the extension is, and prints its figures as one line of JSON. Times are milliseconds.
 */
import { readFileSync } from 'node:fs';
import { outline } from '../../src/c/outline';
import { SourceFile } from '../../src/c/source';
import { nodeFiles } from '../../src/files/node';
import { AnswerCache, anchorNotes, type TreeSources } from '../../src/notes/anchor/anchor';
import { readNote } from '../../src/notes/read';
import { SourceReader } from '../../src/notes/sourceReader';
import { symbolInCode } from '../../src/notes/symbolAt';
import { SymbolIndex } from '../../src/notes/symbolIndex';
import { recogniseTree } from '../../src/notes/tree';
import { definitionsInTree, definitionsOfName } from '../../src/notes/treeDefinitions';
import { TreeSearch } from '../../src/notes/treeSearch';

async function sourcesOf(root: string): Promise<TreeSources> {
  const tree = await recogniseTree(nodeFiles, root);
  if (typeof tree === 'string') throw new Error(tree);
  const reader = new SourceReader(nodeFiles, root);
  return { tree, reader, search: new TreeSearch(nodeFiles, root), answers: new AnswerCache() };
}

async function timed<T>(work: () => Promise<T> | T): Promise<{ ms: number; value: T }> {
  const started = performance.now();
  const value = await work();
  return { ms: performance.now() - started, value };
}

/** Anchors a note in the tree: the first time, from reading the note on, and again and again. */
async function check(root: string, note: string): Promise<object> {
  const cold = await timed(async () => {
    const sources = await sourcesOf(root);
    const notes = [readNote('n.md', readFileSync(note, 'utf8'))];
    return { sources, notes, anchors: await anchorNotes(notes, sources, { search: true }) };
  });
  const { sources, notes, anchors } = cold.value;
  const again: number[] = [];
  for (let n = 0; n < 20; n++) again.push((await timed(() => anchorNotes(notes, sources, { search: true }))).ms);
  return {
    cold: cold.ms,
    again,
    found: anchors.filter(({ status }) => status === 'exact' || status === 'edited').length,
  };
}

/** Finds a definition by its name, and once more. */
async function find(root: string, name: string): Promise<object> {
  const sources = await sourcesOf(root);
  const before = process.cpuUsage();
  const first = await timed(() => definitionsInTree(name, undefined, sources));
  const { user, system } = process.cpuUsage(before);
  const again = await timed(() => definitionsInTree(name, undefined, sources));
  const places = first.value.map(({ path, outline, nameStart }) => `${path}:${outline.file.place(nameStart).line}`);
  return { first: first.ms, processor: (user + system) / 1000, again: again.ms, places };
}

/** Answers hovers on every identifier of a file that has been read; `argument` is the path of the note and the file. */
async function hover(root: string, argument: string): Promise<object> {
  const [note = '', path = ''] = argument.split(' ');
  const sources = await sourcesOf(root);
  const index = new SymbolIndex([readNote('n.md', readFileSync(note, 'utf8'))]);
  const outline = await sources.reader.read(path);
  if (!outline || 'reason' in outline) throw new Error(`${path} cannot be read.`);
  const times: number[] = [];
  let found = 0;
  for (const token of outline.tokens) {
    if (token.kind !== 'identifier') continue;
    const { ms, value } = await timed(async () => {
      const read = await sources.reader.read(path);
      if (!read || 'reason' in read) return false;
      const symbol = symbolInCode(read, token.offset);
      const entry = symbol && index.get(symbol.name);
      return entry !== undefined && definitionsOfName(entry.name, path, read).length >= 0;
    });
    times.push(ms);
    if (value) found++;
  }
  return { times, found };
}

/** The memory that remembered names take, what saving and taking back costs, and what is read again after that. */
async function remember(root: string, argument: string): Promise<object> {
  const names = argument.split(' ');
  const { gc } = globalThis as { gc?: () => void };
  if (!gc) throw new Error('Run with --expose-gc.');
  const used = (): number => {
    gc();
    gc();
    const { heapUsed, external, arrayBuffers } = process.memoryUsage();
    return heapUsed + external + arrayBuffers;
  };
  const search = new TreeSearch(nodeFiles, root);
  const before = used();
  const asked = await timed(() => search.find(names));
  const saved = await timed(async () => JSON.stringify(await search.save()));
  const text = Buffer.from(saved.value);
  saved.value = '';
  const memory = used() - before - text.byteLength;
  const files = asked.value.paths;
  let reads = 0;
  const read = (path: string): ReturnType<typeof nodeFiles.read> => {
    reads++;
    return nodeFiles.read(path);
  };
  let searches = 0;
  const tree = nodeFiles.tree!;
  const findWords: typeof tree.findWords = (...search) => {
    searches++;
    return tree.findWords(...search);
  };
  const other = new TreeSearch({ ...nodeFiles, read, tree: { ...tree, findWords } }, root);
  const restored = await timed(async () => {
    other.restore(JSON.parse(text.toString()));
    return other.find(names);
  });
  const same = names.every((name) => files.get(name)?.join() === restored.value.paths.get(name)?.join());
  return {
    memory,
    bytes: text.byteLength,
    save: saved.ms,
    restore: restored.ms,
    reads,
    searches,
    same,
    words: names.length,
  };
}

/**
 * Anchors a note that quotes a file as often as it can, up to a thousand times: its definitions, or two lines of each. Beside the time
 * the longest stretch in which nothing else could run. `argument` is the path and `definitions` or `statements`.
 */
async function quote(root: string, argument: string): Promise<object> {
  const [path = '', what = ''] = argument.split(' ');
  const text = readFileSync(`${root}/${path}`, 'utf8');
  const read = outline(new SourceFile(path, text, 'tree'));
  const pieces = read.items.flatMap((item): string[] => {
    const [start, end] = [read.tokens[item.first]!.offset, read.tokens[item.end - 1]!.end];
    if (what === 'definitions') return item.isDefinition ? [text.slice(start, end)] : [];
    const lines = text.slice(start, end).split('\n');
    return item.kind === 'function' && lines.length > 12 ? [lines.slice(8, 10).join('\n')] : [];
  });
  const shown = pieces.slice(0, 1000);
  const note = readNote('n.md', shown.map((piece) => `\`\`\`c\n// ${path}\n${piece}\n\`\`\`\n\n`).join(''));
  const sources = await sourcesOf(root);
  let longest = 0;
  let last = performance.now();
  const tick = (): void => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  };
  const timer = setInterval(tick, 1);
  const { ms, value } = await timed(() => anchorNotes([note], sources, { search: false }));
  tick();
  clearInterval(timer);
  return { ms, longest, quoted: shown.length, found: value.filter(({ status }) => status === 'exact').length };
}

const tasks: Readonly<Record<string, (root: string, argument: string) => Promise<object>>> = {
  check,
  find,
  hover,
  quote,
  remember,
};

async function main(): Promise<void> {
  const [task = '', root = '', argument = ''] = process.argv.slice(2);
  console.log(JSON.stringify(await tasks[task]!(root, argument)));
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
