/** Snippets of every shape against two kernels: the right status and place, or none, and never a wrong one. */
import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { anchorNotes } from '../../src/notes/anchor/anchor';
import type { Anchor, SnippetAnchor } from '../../src/notes/anchor/result';
import { readNote } from '../../src/notes/read';
import { type KernelVersion, kernelVersions } from '../harness/kernel-trees';
import { CASES, type Expected } from './anchoring/cases';
import { TestTree } from './anchoring/trees';

const trees = new Map<KernelVersion, TestTree>();

before(async () => {
  for (const version of kernelVersions) trees.set(version, await TestTree.open(version));
});

function place(anchor: Anchor): unknown {
  return { status: anchor.status, path: anchor.path, first: anchor.startLine, last: anchor.endLine };
}

function expectedPlace(tree: TestTree, { status, path, first, last }: Expected): unknown {
  if (path === undefined) return { status, path, first, last };
  return { status, path, ...tree.range(path, first!, last!) };
}

test('at least 40 snippets', () => {
  assert.ok(CASES.length >= 40, `${CASES.length}`);
  assert.equal(new Set(CASES.map(({ shape }) => shape)).size, CASES.length);
});

for (const version of kernelVersions) {
  describe(`snippets in Linux ${version}`, () => {
    let results: SnippetAnchor[] = [];

    before(async () => {
      const notes = CASES.map((one, n) => readNote(`${n}.md`, one.note(trees.get(one.from)!).join('\n')));
      for (const [n, note] of notes.entries()) assert.equal(note.snippets.length, 1, CASES[n]!.shape);
      results = await anchorNotes(notes, trees.get(version)!.sources, { search: true });
    });

    CASES.forEach(({ shape, expected }, n) => {
      test(shape, () => {
        const { anchors } = results[n]!;
        const tree = trees.get(version)!;
        assert.deepEqual(
          anchors.map(place),
          expected[version].map((one) => expectedPlace(tree, one)),
        );
        expected[version].forEach(({ told }, m) => {
          const { reason, differences } = anchors[m]!;
          if (told) assert.match([reason, ...differences.map((d) => d.explanation)].join('\n'), told);
        });
      });
    });
  });
}
