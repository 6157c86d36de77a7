/*
 * Programs with mistakes, and what is said of them.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { runExec } from './runExec';

export interface Mistake {
  readonly what: string;
  readonly text: string;
  /** `line:column: severity: message`, in order, notes and macros among them. */
  readonly says: readonly string[];
}

/** Declares a test of each mistake. */
export function testMistakes(what: string, mistakes: readonly Mistake[]): void {
  describe(what, () => {
    for (const { what, text, says } of mistakes) {
      test(what, () => {
        const { stderr } = runExec(text);
        const said = stderr.split('\n').filter((line) => /^\S+:\d+:\d+: /.test(line));
        assert.deepEqual(
          said.map((line) => line.replace(/^prog\.c:/, '')),
          says,
        );
      });
    }
  });
}
