/** Trees and notes that are not as they should be: every answer comes, is bounded, and claims nothing that was not seen. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorNotes } from '../../../src/notes/anchor/anchor';
import { readNote } from '../../../src/notes/read';
import { recogniseTree } from '../../../src/notes/tree';
import { mergedSearch, TreeSearch } from '../../../src/notes/treeSearch';
import { anchorText, sourcesOf, treeFiles } from './anchoring';
import { MemoryFiles } from './memoryFiles';

const fence = (path: string, code: string): string => `\`\`\`c\n// ${path}\n${code}\n\`\`\`\n`;
const F = 'int f(void)\n{\n\treturn 1;\n}';

test('a folder without a Makefile, with one of something else, or without folders is no tree, and it is said why', async () => {
  const reasons: Record<string, string>[] = [
    { '/linux/mm/x.c': '', '/linux/kernel/x.c': '' },
    { '/linux/Makefile': 'all:\n\tcc x.c\n', '/linux/mm/x.c': '', '/linux/kernel/x.c': '' },
    { '/linux/Makefile': 'VERSION = 6\nPATCHLEVEL = 1\n', '/linux/src/x.c': '' },
  ];
  for (const files of reasons) {
    const found = await recogniseTree(new MemoryFiles(files), '/linux');
    assert.match(String(found), /^\/linux is not a Linux source tree: it has/);
  }
  assert.match(String(await recogniseTree(new MemoryFiles({}), '/linux')), /no folder \/linux/);
});

test('a Makefile that is no file, or far larger than any, is not read', async () => {
  const files = treeFiles({ 'mm/x.c': '', 'net/y.c': '' });
  assert.equal(typeof (await recogniseTree(files, '/linux')), 'object');
  files.write('/linux/Makefile', `VERSION = 6\nPATCHLEVEL = 1\n${'#'.repeat(1_000_000)}`);
  files.reads.length = 0;
  assert.match(String(await recogniseTree(files, '/linux')), /no Makefile/);
  assert.deepEqual(files.reads, []);
});

test('a tree that vanishes while it is looked at is an error of the search, never gone', async () => {
  const files = treeFiles({ 'net/y.c': `${F}\n` });
  const sources = await sourcesOf(files);
  assert.equal((await anchorText(fence('net/y.c', F), sources)).status, 'exact');
  for (const path of ['Makefile', 'mm/x.c', 'kernel/x.c', 'net/y.c']) files.delete(`/linux/${path}`);
  sources.search.changed(undefined);
  await assert.rejects(anchorText(fence('net/y.c', F), sources), /Cannot read \/linux/);
});

test('two definitions of one name in one file are no answer, unless the snippet fits one', async () => {
  const second = F.replace('1', '2');
  const sources = await sourcesOf(treeFiles({ 'net/y.c': `${F}\n\n${second}\n` }));
  assert.equal((await anchorText(fence('net/y.c', second), sources)).anchors[0]!.startLine, 6);
  const either = await anchorText(fence('net/y.c', 'int f(void)\n{\n\t// ...\n}'), sources);
  assert.equal(either.status, 'unanchored');
  assert.match(either.reason, /net\/y\.c:1, net\/y\.c:6/);
});

test('a thousand notes take one search, and each has its own answer', async () => {
  const files: Record<string, string> = {};
  for (let n = 0; n < 1000; n++) files[`drivers/d${n % 40}/f${n}.c`] = `int f${n}(int a)\n{\n\treturn a + ${n};\n}\n`;
  const memory = treeFiles(files);
  const notes = Array.from({ length: 1000 }, (_, n) =>
    readNote(`${n}.md`, fence('mm/x.c', `int f${n}(int a)\n{\n\treturn a + ${n};\n}`)),
  );
  const results = await anchorNotes(notes, await sourcesOf(memory), { search: true });
  results.forEach(({ status, anchors }, n) => {
    assert.deepEqual([status, anchors[0]!.path], ['moved', `drivers/d${n % 40}/f${n}.c`]);
  });
  assert.equal(memory.searches, 1);
});

test('on a slow file system a note costs a few requests for each file it names, however long it is', async () => {
  const code = Array.from({ length: 50 }, (_, n) => `int f${n}(int a)\n{\n\treturn a + ${n};\n}`);
  const files = treeFiles({ 'net/y.c': `${code.join('\n\n')}\n` }, { searchable: false });
  const sources = await sourcesOf(files);
  files.reads.length = 0;
  const text = code.map((one) => fence('net/y.c', one)).join('\n');
  const results = await anchorNotes([readNote('n.md', text)], sources, { search: true });
  assert.ok(results.every(({ status }) => status === 'exact'));
  assert.deepEqual(files.reads, ['/linux/net/y.c']);
  await anchorNotes([readNote('n.md', text)], sources, { search: true });
  assert.deepEqual(files.reads, ['/linux/net/y.c']);
});

test('a note that is saved every second never has its search begun anew', async () => {
  const files = treeFiles({ 'net/y.c': `${F}\n` });
  const sources = await sourcesOf(files);
  for (let n = 0; n < 20; n++) {
    const note = readNote('n.md', `${'text\n'.repeat(n)}${fence('mm/x.c', F)}`);
    const [result] = await anchorNotes([note], sources, { search: true });
    assert.deepEqual([result!.status, result!.anchors[0]!.lines.get(n + 3)], ['moved', 1]);
  }
  assert.equal(files.searches, 1);
});

test('what was found is kept over a reload: unchanged files are not read again, changed ones are', async () => {
  const files = treeFiles({ 'net/y.c': `${F}\n`, 'net/z.c': 'int g;\n' });
  const first = await sourcesOf(files);
  const text = fence('mm/x.c', F);
  assert.equal((await anchorText(text, first)).anchors[0]!.path, 'net/y.c');
  const saved = JSON.parse(JSON.stringify(await first.search.save()));

  const second = await sourcesOf(files);
  second.search.restore(saved);
  files.reads.length = 0;
  assert.equal((await anchorText(text, second)).anchors[0]!.path, 'net/y.c');
  assert.equal(files.searches, 1, 'the tree was searched once in all');
  assert.ok(!files.reads.includes('/linux/net/z.c'));

  files.write('/linux/net/z.c', `${F}\n`);
  files.write('/linux/net/y.c', 'int other;\n');
  const third = await sourcesOf(files);
  third.search.restore(saved);
  assert.equal((await anchorText(text, third)).anchors[0]!.path, 'net/z.c');
  assert.equal(files.searches, 1);
});

test('of two windows with one tree, what the other one found is kept too, as long as the tree is the same', async () => {
  const files = treeFiles({ 'net/y.c': 'int both;\nint one;\n', 'net/z.c': 'int two;\nint both;\n' });
  const [first, second] = [await sourcesOf(files), await sourcesOf(files)];
  await first.search.find(['both', 'one']);
  await second.search.find(['two', 'both']);
  const plain = (saved: unknown) => JSON.parse(JSON.stringify(saved));
  const [own, other] = [plain(await first.search.save()), plain(await second.search.save())];
  other.files.reverse(); // their order is of no account
  const swap = (n: number): number => other.files.length - 1 - n;
  other.words = other.words.map(([word, ...lists]: [string, number[], number[]]) => [
    word,
    ...lists.map((list) => list.map(swap)),
  ]);
  const third = await sourcesOf(files);
  third.search.restore(plain(mergedSearch(own, other)));
  const searches = files.searches;
  const answer = await third.search.find(['both', 'one', 'two']);
  assert.equal(files.searches, searches, 'nothing is searched again');
  assert.deepEqual(answer.paths.get('two'), ['net/z.c']);
  assert.deepEqual(answer.paths.get('both'), ['net/y.c', 'net/z.c']);
  files.write('/linux/net/z.c', 'int three;\n');
  const fourth = await sourcesOf(files);
  await fourth.search.find(['one']);
  const later = plain(await fourth.search.save());
  assert.deepEqual(mergedSearch(later, other), later, 'a tree that changed has other answers');
});

test('what is remembered stays bounded: names that were asked for long ago are searched for again', async () => {
  const files = treeFiles({ 'net/y.c': 'int a;\n' });
  const search = new TreeSearch(files, '/linux');
  await search.find(['a']);
  for (let n = 0; n < 6; n++) await search.find(Array.from({ length: 1000 }, (_, m) => `name_${n}_${m}`));
  const before = files.searches;
  assert.deepEqual((await search.find(['a'])).paths.get('a'), ['net/y.c']);
  assert.equal(files.searches, before + 1);
  assert.ok((await search.save())!.words.length <= 5000);
});

test('when most of a tree changes at once, it is searched anew instead of file by file', async () => {
  const many: Record<string, string> = { 'net/y.c': `${F}\n` };
  for (let n = 0; n < 6000; n++) many[`lib/x${n}.c`] = `int x${n};\n`;
  const files = treeFiles(many);
  const sources = await sourcesOf(files);
  await anchorText(fence('mm/x.c', F), sources);
  sources.search.changed(Array.from({ length: 6000 }, (_, n) => `lib/x${n}.c`));
  files.reads.length = 0;
  assert.equal((await anchorText(fence('mm/x.c', F), sources)).anchors[0]!.path, 'net/y.c');
  assert.equal(files.searches, 2);
  assert.ok(files.reads.length < 10, `${files.reads.length}`);
});

test('a thousand elisions between statements that stand everywhere are matched, or not, without trying every way', async () => {
  const body = 'a();\nb();\n'.repeat(1000);
  const sources = await sourcesOf(treeFiles({ 'net/y.c': `int f(void)\n{\n${body}}\n` }));
  const all = await anchorText(fence('net/y.c', 'a();\n// ...\n'.repeat(1000)), sources);
  assert.deepEqual([all.status, all.anchors[0]!.startLine], ['exact', 3]);
  const more = await anchorText(fence('net/y.c', 'a();\n// ...\n'.repeat(1001)), sources);
  assert.notEqual(more.status, 'exact');
});
