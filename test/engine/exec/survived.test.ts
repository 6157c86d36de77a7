/*
 * What is undefined in arithmetic is reported, and the run goes on with the value that gcc's code gives: each program of
 * survived/ prints what gcc's build of it prints, and `exec` reports besides.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hasGcc, runExec, runGcc } from './runExec';

const folder = fileURLToPath(new URL('survived/', import.meta.url));

for (const bits of [64, 32] as const) {
  describe(`after a report, ${bits}-bit`, { skip: !hasGcc(bits) && `gcc makes no ${bits}-bit programs here` }, () => {
    for (const name of readdirSync(folder).sort()) {
      test(name, () => {
        const text = readFileSync(folder + name, 'utf8');
        const ours = runExec(text, ['--bits', String(bits), '-w']);
        const gccs = runGcc(text, bits);
        assert.match(ours.stderr, /^UBSAN: /m);
        assert.equal(ours.stdout, gccs.stdout);
        assert.equal(ours.status, gccs.status);
      });
    }
  });
}
