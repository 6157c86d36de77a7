/** Where a problem of a line is once the text was edited. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linesNow } from '../../../src/editor/editedLines';

const text = 'zero\none\ntwo\nthree\nfour';

test('lines of a text that was not edited stay where they are', () => {
  assert.equal(linesNow(text, text)(3, 4), 3);
});

test('lines before an edit stay, lines after it move, and what was edited is gone', () => {
  const now = linesNow(text, 'zero\none\nTWO\nand more\nthree\nfour');
  assert.deepEqual(
    [0, 1, 2, 3, 4].map((line) => now(line, line)),
    [0, 1, undefined, 4, 5],
  );
  assert.equal(now(1, 2), undefined, 'a part of it was edited');
  assert.equal(now(3, 4), 4);
});

test('lines that were put in or taken out change no other', () => {
  const longer = linesNow(text, 'new\nzero\none\ntwo\nthree\nfour\nfive');
  assert.equal(longer(0, 4), undefined, 'both ends were edited: what lies between counts as edited');
  assert.equal(linesNow(text, `new\n${text}`)(0, 4), 1);
  const shorter = linesNow(text, 'zero\nfour');
  assert.deepEqual(
    [0, 1, 3, 4].map((line) => shorter(line, line)),
    [0, undefined, undefined, 1],
  );
  assert.equal(linesNow(text, '')(0, 0), undefined);
});

test('repeated lines are not counted twice', () => {
  const now = linesNow('a\na\na', 'a\na');
  assert.deepEqual(
    [0, 1, 2].map((line) => now(line, line)),
    [0, 1, undefined],
  );
});
