/**
 * Notes that quote much of a long file: everybody else on the thread gets a turn meanwhile, and it can be called off; what is too long to
 * be read whole says so.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorNotes } from '../../../src/notes/anchor/anchor';
import { readNote } from '../../../src/notes/read';
import { anchorText, sourcesOf, treeFiles } from './anchoring';

const PATH = 'net/core/long.c';

const body = (n: number): string =>
  Array.from(
    { length: 20 },
    (_, k) => `\tif (dev->field_${k} > arg + ${n})\n\t\tdev->field_${k} = call_${k}(dev, arg);\n`,
  ).join('');
const definition = (n: number): string =>
  `static int long_${n}(struct net_device *dev, int arg)\n{\n${body(n)}\treturn ${n};\n}\n`;
const definitions = (count: number): string[] => Array.from({ length: count }, (_, n) => definition(n));
const fences = (pieces: readonly string[]): string =>
  pieces.map((piece) => `\`\`\`c\n// ${PATH}\n${piece}\`\`\`\n\n`).join('');

test('while a note that quotes hundreds of definitions of one file is anchored, others have their turn', async () => {
  const all = definitions(800);
  const sources = await sourcesOf(treeFiles({ [PATH]: all.join('\n') }));
  const note = readNote('n.md', fences(all));
  let turns = 0;
  const timer = setInterval(() => turns++, 1);
  const answers = await anchorNotes([note], sources, { search: false });
  clearInterval(timer);
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set(['exact']));
  assert.equal(answers[700]!.anchors[0]!.startLine, 700 * 45 + 1);
  assert.ok(turns > 0, 'nothing else ran');
});

test('it ends when it is called off meanwhile', async () => {
  const all = definitions(800);
  const sources = await sourcesOf(treeFiles({ [PATH]: all.join('\n') }));
  const controller = new AbortController();
  setTimeout(() => controller.abort(), 1);
  const answers = anchorNotes([readNote('n.md', fences(all))], sources, { search: false, signal: controller.signal });
  await assert.rejects(answers, { name: 'AbortError' });
});

test('a file that is asked for many of its definitions is read once', async () => {
  const all = definitions(300);
  const { reader } = await sourcesOf(treeFiles({ [PATH]: all.join('\n') }));
  const read = [];
  for (let n = 0; n < 300; n++) read.push(await reader.part(PATH, `long_${n}`));
  assert.notEqual(read[0], read[1], 'the first ones cost no reading of the whole');
  assert.equal(read[298], read[299]);
  assert.equal(read[299], await reader.read(PATH));
});

test('of a file of more than 2 MB definitions are found by name; for statements it is said why not', async () => {
  const all = definitions(1600);
  const text = all.join('\n');
  assert.ok(text.length > 2_000_000 && text.length < 20_000_000);
  const sources = await sourcesOf(treeFiles({ [PATH]: text }));
  const found = await anchorText(fences([definition(1500)]), sources);
  assert.deepEqual([found.status, found.anchors[0]!.path], ['exact', PATH]);
  const statements = await anchorText(
    fences(['\tif (dev->field_3 > arg + 7)\n\t\tdev->field_3 = call_3(dev, arg);\n']),
    sources,
  );
  assert.equal(statements.status, 'unanchored');
  const endless = `int endless[] = {\n${'\t1, 2, 3, 4, 5, 6, 7, 8,\n'.repeat(120_000)}};\n`;
  const one = await sourcesOf(treeFiles({ [PATH]: endless }));
  const refused = await anchorText(fences(['int endless[] = {\n\t// ...\n};\n']), one);
  assert.match(refused.reason, /is larger than 2 MB: only definitions are looked for in it, none larger than that/);
  assert.match(statements.reason, /net\/core\/long\.c is larger than 2 MB: only definitions are looked for in it/);
});
