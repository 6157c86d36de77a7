/** What is shown of long text in hovers: cut by lines and by characters, and it is said how much is left out. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cutCode, cutText } from '../../../src/editor/cut';

test('code of a few lines is shown as it is', () => {
  const text = 'int f(void)\n{\n\treturn 1;\n}';
  assert.equal(cutCode(text), text);
  assert.equal(cutCode(''), '');
  assert.equal(cutCode('\n'), '\n');
});

test('of long code the first lines are shown, and how many there are more', () => {
  const lines = Array.from({ length: 1031 }, (_, n) => `line ${n};`);
  const shown = cutCode(lines.join('\n')).split('\n');
  assert.deepEqual(shown, [...lines.slice(0, 30), '/* … and 1,001 more lines */']);
  assert.deepEqual(cutCode(lines.slice(0, 31).join('\n')).split('\n').at(-1), '/* … and 1 more line */');
  assert.equal(cutCode(lines.slice(0, 30).join('\n')), lines.slice(0, 30).join('\n'));
});

test('a line of a megabyte is cut, and so are many long ones', () => {
  const shown = cutCode(`int first;\nchar text[] = "${'x'.repeat(1_000_000)}";\nint last;`).split('\n');
  assert.equal(shown.length, 3);
  assert.match(shown[1]!, /^char text\[\] = "x{385} \/\* … and 999,617 more characters \*\/$/);
  const many = cutCode(Array.from({ length: 30 }, () => 'y'.repeat(10_000)).join('\n'));
  assert.ok(many.length < 6000, `${many.length}`);
  assert.match(many, /\n\/\* … and 19 more lines \*\/$/);
});

test('prose is cut too, never within a character', () => {
  assert.equal(cutText('short'), 'short');
  assert.equal(cutText('abcdef', 4), 'abcd … and 2 more characters');
  assert.equal(cutText('abc😀', 4), 'abc … and 2 more characters');
});
