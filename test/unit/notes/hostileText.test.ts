/**
 * Notes that were written to hold the editor up: each text here took time that grows with the square of its length, or worse, or was not
 * read at all. They are long enough that a reader of that kind would not come to an end.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Note } from '../../../src/notes/note';
import { readNote } from '../../../src/notes/read';
import { SymbolIndex } from '../../../src/notes/symbolIndex';

const LENGTH = 500_000;
const read = (text: string): Note => readNote('n.md', text);
const many = (text: string): string => text.repeat(Math.ceil(LENGTH / text.length));
const fence = (code: string): string => `- What is \`x\`?\n\n\`\`\`c\n${code}\n\`\`\`\n`;

test('a directive that is only begun is code like other, wherever it stands', () => {
  for (const code of ['#', '#\n', '#\n#', 'int a;\n#', '#if', '#\nif']) {
    const [snippet] = read(fence(code)).snippets;
    assert.equal(snippet!.text.trimEnd(), code.trimEnd(), code);
  }
  // A `#` alone is a directive of its own (C11 6.10.7): the line after it is no condition.
  const [snippet] = read(fence('#\nstruct s;\n#if\nint b;')).snippets;
  assert.deepEqual(
    snippet!.definitions.map(({ name }) => name),
    ['b'],
  );
});

test('any number of annotations, statements and questions about one symbol are told apart', () => {
  const targets = (code: string): Set<string> => {
    const note = read(fence(code));
    const { annotations } = note.snippets[0]!;
    assert.ok(annotations.length > 40_000);
    return new Set(annotations.map(({ target }) => note.text.slice(target.start, target.end)));
  };
  assert.deepEqual(targets(`int a;\n${many('//x\nint a;\n')}`), new Set(['int a;']));
  assert.deepEqual(targets(`void f(void)\n{\n${many('//x\na();\n')}}`), new Set(['a();']));
  const comments = read(fence(many('/**/ // a\n'))).snippets[0]!.annotations;
  assert.equal(new Set(comments.map(({ target }) => target.of)).size, 1);
  const index = new SymbolIndex([read(many('- `a`?\n'))]);
  assert.equal(index.get('a')!.questions.length, Math.ceil(LENGTH / 7));
});

test('a code span that goes on and on names no symbol', () => {
  assert.deepEqual(read(`\`a${many(' ')}b\``).mentions, []);
  assert.deepEqual(read(`- \`a${many('\n x')}b\`?`).mentions, []);
  assert.deepEqual(read(fence(`// \`a${many(' ')}b\``)).snippets[0]!.annotations[0]!.mentions, []);
});

test('an item of many lines is a question up to its question mark, and its answer after it', () => {
  const lines = LENGTH / 4;
  const [question] = read(`- ${'a\n  '.repeat(lines)}b?\n  It is so.`).questions;
  assert.equal(question!.text.length, 2 * lines + 2);
  assert.equal(question!.open, false);
  const answered = read(`- a?\n  ${'a\n  '.repeat(lines)}b`);
  assert.equal(answered.questions[0]!.text, 'a?');
  assert.equal(answered.prose[0]!.line, 2);
  assert.equal(read(`- ${'a?\n  '.repeat(lines)}`).questions[0]!.open, true);
});

test('each of any number of definitions has the path stated last before it', () => {
  const { definitions } = read(fence(many('// mm/a.c\nint a;\n// mm/b.c\nint b;\n'))).snippets[0]!;
  assert.deepEqual(
    new Set(definitions.map(({ name, path }) => `${name} ${path?.path}`)),
    new Set(['a mm/a.c', 'b mm/b.c']),
  );
});

test('paths are found among any number of slashes and dots', () => {
  assert.deepEqual(read(many('../')).statedPaths, []);
  assert.deepEqual(read(many('a.')).statedPaths, []);
  assert.deepEqual(read(many('a/')).statedPaths, []);
  assert.deepEqual(read(`https://a/${many(',')}x`).statedPaths, []);
  const paths = (text: string): unknown[] =>
    read(text).statedPaths.map(({ path, firstLine, lastLine, start, end }) => [
      path,
      firstLine,
      lastLine,
      text.slice(start, end),
    ]);
  assert.deepEqual(paths('see mm/percpu.c:12-20, ~/src/linux/net/core/dev.c. or (kernel/smp.c):'), [
    ['mm/percpu.c', 12, 20, 'mm/percpu.c:12-20'],
    ['net/core/dev.c', undefined, undefined, '~/src/linux/net/core/dev.c'],
    ['kernel/smp.c', undefined, undefined, 'kernel/smp.c'],
  ]);
});
