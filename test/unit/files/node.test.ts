/** Local files: walking, searching, and what goes wrong on a disk. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { decodeText, FileError } from '../../../src/files/files';
import { nodeFiles } from '../../../src/files/node';
import { isPart, linesMatch, wordScanner } from '../../../src/files/words';
import { definitionPattern } from '../../../src/notes/definitionPattern';

test('a line made to hold up the search for a definition is not gone into, and may be one', async () => {
  const pattern = definitionPattern('foo');
  const folder = mkdtempSync(join(tmpdir(), 'lines-'));
  try {
    for (const piece of ['foo x ', 'a(foo ', '](a', 'struct ']) {
      const line = `a ${piece.repeat(100_000)} foo x`;
      assert.ok(linesMatch(`x\n${line}\n`, 'foo', pattern));
      writeFileSync(join(folder, 'x.c'), `x\n${line}\n`);
      const patterns = new Map([['foo', pattern.source]]);
      const { matching } = await nodeFiles.tree!.findWords(folder, ['foo'], { ...search, maxSize: 1e9, patterns });
      assert.deepEqual(matching.get('foo'), ['x.c']);
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
  const uses = 'x(foo, foo);\n'.repeat(1000);
  assert.ok(!linesMatch(uses, 'foo', pattern));
  assert.ok(linesMatch(`${uses}\nint x,\nfoo;int foo(void)\n{`, 'foo', pattern));
});

const root = mkdtempSync(join(tmpdir(), 'files-'));
after(() => rmSync(root, { recursive: true }));

const write = (path: string, content: string | Uint8Array): void => {
  mkdirSync(join(root, path, '..'), { recursive: true });
  writeFileSync(join(root, path), content);
};
const search = { endings: ['.c', '.h'], maxSize: 10_000 };
const tree = nodeFiles.tree!;

write('a/one.c', 'int needle;\nint other_needle;\n');
write('a/two.h', 'needle2 needles');
write('b/three.c', Buffer.concat([Buffer.from([0xff, 0xe9, 0x00]), Buffer.from('\nneedle')]));
write('b/four.txt', 'needle');
write('.git/five.c', 'needle');
write('big/huge.c', `${'x '.repeat(10_000)}needle`);
symlinkSync('..', join(root, 'a/loop'));
symlinkSync('self', join(root, 'self'));

test('a search finds whole words, in the files asked for, links not followed', async () => {
  const { found, skipped, files } = await tree.findWords(root, ['needle', 'other_needle', 'absent'], search);
  assert.deepEqual(found.get('needle'), ['a/one.c', 'b/three.c']);
  assert.deepEqual(found.get('other_needle'), ['a/one.c']);
  assert.deepEqual(found.get('absent'), []);
  assert.deepEqual(
    skipped.map(({ path }) => path),
    ['big/huge.c'],
  );
  assert.equal(files, 4);
});

test('a file larger than what is read at once is searched to its end, whatever lies on the seams', async () => {
  const filler = (length: number): string => `${'x'.repeat(60)}\n`.repeat(Math.ceil(length / 61)).slice(0, length);
  const folder = mkdtempSync(join(tmpdir(), 'files-'));
  after(() => rmSync(folder, { recursive: true }));
  for (const [n, before] of [(1 << 20) - 20, (1 << 20) - 3, 1 << 20, 3_000_000].entries()) {
    const text = `${filler(before)}\nint seam_${n}(void)\n{\n${filler(2_000_000)}`;
    writeFileSync(join(folder, `${n}.c`), text);
  }
  writeFileSync(join(folder, 'one_line.c'), `${'x '.repeat(1_500_000)}seam_9 = 1;`);
  const words = ['seam_0', 'seam_1', 'seam_2', 'seam_3', 'seam_9'];
  const patterns = new Map(words.map((word) => [word, `^int ${word}\\(void\\)\\n\\{`]));
  const { found, matching } = await tree.findWords(folder, words, { ...search, maxSize: 1e9, patterns });
  for (let n = 0; n < 4; n++)
    assert.deepEqual([found.get(`seam_${n}`), matching.get(`seam_${n}`)], [[`${n}.c`], [`${n}.c`]]);
  assert.deepEqual([found.get('seam_9'), matching.get('seam_9')], [['one_line.c'], ['one_line.c']]); // too long to be tried
});

test('many words are found as few are', async () => {
  const many = Array.from({ length: 40 }, (_, n) => `absent_${n}`).concat('needle', 'other_needle');
  const { found } = await tree.findWords(root, many, search);
  assert.deepEqual(found.get('needle'), ['a/one.c', 'b/three.c']);
  assert.deepEqual(found.get('absent_7'), []);
});

test('a scanner finds the words that stand in a text and no others', () => {
  const word = fc.constantFrom('a', 'ab', 'needle', 'x1', '_y', 'needle2');
  const separator = fc.constantFrom(' ', '\n', '(', '->', '\u00e9', '1', '_');
  fc.assert(
    fc.property(fc.array(fc.tuple(word, separator), { maxLength: 20 }), (parts) => {
      const text = parts.flat().join('');
      const bytes = new TextEncoder().encode(text);
      const expected = new Set(
        ['needle', 'ab', '_y'].filter((name) => new RegExp(`(?<![\\w$])${name}(?![\\w$])`).test(text)),
      );
      assert.deepEqual(wordScanner(['needle', 'ab', '_y'])(bytes), expected);
    }),
  );
  assert.ok(isPart(95) && !isPart(0xe9) && !isPart(undefined));
});

test('a walk gives every file once with size and time, and ends in spite of links that lead in circles', async () => {
  const found = await tree.walk(root, { endings: ['.c'] });
  assert.deepEqual(
    found.map(({ path }) => path),
    ['a/one.c', 'b/three.c', 'big/huge.c'],
  );
  assert.ok(found[0]!.size > 0 && found[0]!.modified > 0);
  assert.deepEqual(
    (await tree.walk(root, { endings: ['.c'], skip: ['big', 'b'] })).map(({ path }) => path),
    ['a/one.c'],
  );
});

test('a search that is cancelled ends with the reason', async () => {
  await assert.rejects(tree.findWords(root, ['needle'], { ...search, signal: AbortSignal.abort() }), {
    name: 'AbortError',
  });
});

test('a folder that vanished is an error that names it', async () => {
  await assert.rejects(tree.findWords(join(root, 'none'), ['needle'], search), (error: Error) => {
    return error instanceof FileError && error.message.includes('none');
  });
});

test('what is not there is undefined, what cannot be read is an error, what is no file is not waited for', async () => {
  assert.equal(await nodeFiles.read(join(root, 'none.c')), undefined);
  assert.equal(await nodeFiles.stat(join(root, 'a/one.c/below')), undefined);
  assert.equal(await nodeFiles.list(join(root, 'none')), undefined);
  await assert.rejects(nodeFiles.read(join(root, 'self')), /symbolic links lead in a circle/);
  execFileSync('mkfifo', [join(root, 'pipe.c')]);
  assert.equal(await nodeFiles.read(join(root, 'pipe.c')), undefined);
  rmSync(join(root, 'pipe.c'));
});

test('a folder lists links as links', async () => {
  const entries = await nodeFiles.list(join(root, 'a'));
  assert.deepEqual([...entries!].sort((x, y) => (x.name < y.name ? -1 : 1)), [
    { name: 'loop', kind: 'link' },
    { name: 'one.c', kind: 'file' },
    { name: 'two.h', kind: 'file' },
  ]); // biome-ignore format: short
});

test('one location is in another by its spelling', () => {
  assert.ok(nodeFiles.contains('/linux', '/linux/mm/x.c'));
  assert.ok(nodeFiles.contains('/linux/', '/linux'));
  assert.ok(!nodeFiles.contains('/linux', '/linux-6.1/x.c'));
  assert.ok(!nodeFiles.contains('/linux', '/etc/passwd'));
  assert.ok(nodeFiles.contains('/linux', '/linux/..x/y.c'));
});

test('text is UTF-8, else Latin-1, without its byte order mark', () => {
  assert.equal(decodeText(Buffer.from('\ufeffint é;')), 'int é;');
  assert.equal(decodeText(Buffer.from('int é;', 'latin1')), 'int é;');
});
