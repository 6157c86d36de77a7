/**
 * The engine and gcc agree on what is C: each of the small texts in verdicts/ is accepted by both or refused by both.
 * Between the texts of a file stands a line of dashes.
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { parseText } from '../unit/c/parseText';

/** Errors in a kernel build, although only warnings by gcc's default. */
const FLAGS = ['-Werror=implicit-function-declaration', '-Werror=implicit-int'];

/** Texts without and with functions' bodies. */
const FILES = ['declarations.txt', 'functions.txt'];

for (const file of FILES) {
  const texts = readFileSync(join(import.meta.dirname, 'verdicts', file), 'utf8')
    .trim()
    .split('\n----\n');
  test(`the ${texts.length} texts of ${file} are accepted and refused as gcc does`, async (t) => {
    for (const text of texts) {
      await t.test(text.split('\n')[0], () => {
        const options = { input: `${text}\n`, encoding: 'utf8' } as const;
        const gcc = spawnSync('gcc', ['-std=gnu11', '-fsyntax-only', ...FLAGS, '-x', 'c', '-'], options);
        const { errors } = parseText(`${text}\n`);
        const ours = errors.length === 0 ? 'accepted' : 'refused';
        const theirs = gcc.status === 0 ? 'accepted' : 'refused';
        assert.equal(ours, theirs, `${text}\nours: ${errors.join('\n')}\ngcc: ${gcc.stderr}`);
      });
    }
  });
}
