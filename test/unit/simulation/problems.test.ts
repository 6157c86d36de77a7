/** Where in a note a mistake is shown: at what is written there, also within what a macro is given. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { programSnippets } from '../../../src/notes/programText';
import { readNote } from '../../../src/notes/read';
import { Programs } from '../../../src/simulation/program';
import type { Problem } from '../../../src/simulation/protocol';

const NOTE = 'loopback.md';
const text = readFileSync(new URL('../../../media/notes/loopback.md', import.meta.url), 'utf8');

/** What is wrong with the bundled notes, one text in them replaced. */
function problemsWith(old: string, by: string): { edited: string; problems: readonly Problem[] } {
  assert.ok(text.includes(old));
  const edited = text.replace(old, by);
  const made = new Programs().make({
    note: { path: NOTE, text: edited, snippets: programSnippets(readNote(NOTE, edited)) },
    tree: [],
    bits: 64,
  });
  assert.ok(!made.ok);
  return { edited, problems: made.problems };
}

function shown(edited: string, { range }: Problem): string {
  assert.equal(range.line, range.endLine);
  return (edited.split('\n')[range.line - 1] ?? '').slice(range.column - 1, range.endColumn - 1);
}

test('a mistake in what a macro is given is shown there, the macro among what belongs to it', () => {
  const { edited, problems } = problemsWith('per_cpu_ptr(dev->lstats, i)', 'per_cpu_ptr(dev->lstat, i)');
  const [first] = problems;
  assert.match(first?.message ?? '', /has no member named 'lstat'/);
  assert.equal(shown(edited, first!), 'lstat');
  assert.ok(first!.related.some(({ message }) => message === "in the expansion of macro 'per_cpu_ptr'"));
});

test('a mistake that a macro makes of what it is given is shown at the whole use', () => {
  const { edited, problems } = problemsWith('per_cpu_ptr(dev->lstats, i)', 'per_cpu_ptr(2.5, i)');
  assert.ok(problems.length > 0);
  assert.equal(shown(edited, problems[0]!), 'per_cpu_ptr(2.5, i)');
});
