/*
 * The C library of `exec` does what glibc does: each program of library/ gives the same output and status as gcc's
 * build of it.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { hasGcc, runExec, runGcc } from './runExec';

const folder = fileURLToPath(new URL('library/', import.meta.url));
const input = '31 words\nsecond line\nlast';

for (const bits of [64, 32] as const) {
  describe(`the C library, ${bits}-bit`, { skip: !hasGcc(bits) && `gcc makes no ${bits}-bit programs here` }, () => {
    for (const name of readdirSync(folder).sort()) {
      test(name, () => {
        const text = readFileSync(folder + name, 'utf8');
        const ours = runExec(text, ['--bits', String(bits)], ['one', 'two words'], input);
        const gccs = runGcc(text, bits, ['one', 'two words'], input);
        assert.equal(ours.stdout, gccs.stdout, ours.stderr);
        assert.equal(ours.stderr, gccs.stderr);
        assert.equal(ours.status, gccs.status);
      });
    }
  });
}

test('macros of the command line are the program’s, and not the library’s', () => {
  const text = '#include <stdio.h>\nint main(void) { printf("%d\\n", size); return 0; }\n';
  const { stdout, stderr } = runExec(text, ['-Dsize=2', '-Dwhile=if', '-Dstatic=break']);
  assert.equal(stdout, '2\n', stderr);
});
