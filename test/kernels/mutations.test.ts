/**
 * Definitions from two kernels, changed at random so that the right answer is known by construction: lines inserted, deleted,
 * moved, renamed, joined, elided, halved; paths wrong or missing. A wrong place is never reported as right, no line is mapped
 * to a wrong one, and most are found. ANCHOR_SEED and ANCHOR_SAMPLES make other and longer runs.
 */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { anchorNotes } from '../../src/notes/anchor/anchor';
import type { SnippetAnchor } from '../../src/notes/anchor/result';
import { readNote } from '../../src/notes/read';
import { kernelVersions } from '../harness/kernel-trees';
import { CHANGES, type Mutant, mutate, mutateSearched, noteOf, type Sample, SEARCHED } from './anchoring/mutate';
import { Random } from './anchoring/random';
import { filesBelow, pickSamples, samplesIn } from './anchoring/samples';
import { TestTree } from './anchoring/trees';

const SEED = Number(process.env.ANCHOR_SEED ?? 1);
const SAMPLES = Number(process.env.ANCHOR_SAMPLES ?? 300);
const SEARCHED_SAMPLES = Math.ceil(SAMPLES / 10);
const FOLDERS = [
  'net',
  'kernel',
  'mm',
  'fs',
  'lib',
  'block',
  'include/linux',
  'include/net',
  'drivers/net',
  'drivers/usb',
  'arch/x86',
];

/** A reason that leaves it to the reader to find out what differs. */
const sayNothing = /its code differs/;
/** Changes after which the source has each statement of the note as often as the note, so that none is gone. */
const stays = /^a statement moved$|the other way round$/;

/** Of each change how many answers were right, none (`unanchored`), or wrong. */
class Tally {
  private readonly counts = new Map<string, { right: number; none: number; wrong: number }>();
  readonly wrong: string[] = [];
  mappedLines = 0;

  add(mutant: Mutant, sample: Sample, verdict: 'right' | 'none' | 'wrong', detail: string): void {
    const count = this.counts.get(mutant.change) ?? { right: 0, none: 0, wrong: 0 };
    count[verdict]++;
    this.counts.set(mutant.change, count);
    if (verdict === 'wrong')
      this.wrong.push(`${mutant.change}: ${sample.path}:${sample.first} ${sample.name}: ${detail}`);
  }

  recall(change: string): number {
    const { right, none, wrong } = this.counts.get(change)!;
    return right / (right + none + wrong);
  }

  report(t: TestContext): void {
    for (const [change, { right, none, wrong }] of this.counts) {
      const precision = right + wrong === 0 ? 1 : right / (right + wrong);
      const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;
      t.diagnostic(
        `${change}: ${right + none + wrong} snippets, precision ${percent(precision)}, recall ${percent(this.recall(change))}`,
      );
    }
    t.diagnostic(`${this.mappedLines} lines mapped`);
  }
}

function judge(tally: Tally, mutant: Mutant, sample: Sample, { status, anchors }: SnippetAnchor): void {
  const anchor = anchors.find(({ unit }) => unit.name === sample.name) ?? anchors[0];
  if (!anchor || status === 'unanchored') {
    tally.add(mutant, sample, 'none', '');
    return;
  }
  const { sources } = noteOf(mutant);
  const place = `${anchor.path}:${anchor.startLine}-${anchor.endLine}`;
  const right = anchor.status === 'gone' ? undefined : `${sample.path}:${mutant.first}-${mutant.last}`;
  if (!mutant.right.includes(anchor.status)) tally.add(mutant, sample, 'wrong', `${anchor.status}, ${anchor.reason}`);
  else if (right !== undefined && place !== right) tally.add(mutant, sample, 'wrong', `${place} for ${right}`);
  else if (sayNothing.test(anchor.reason) || (stays.test(mutant.change) && / is no longer in /.test(anchor.reason)))
    tally.add(mutant, sample, 'wrong', anchor.reason);
  else tally.add(mutant, sample, 'right', '');
  for (const [noteLine, sourceLine] of anchor.lines) {
    tally.mappedLines++;
    const source = sources.get(noteLine);
    // Where lines were joined, all of the code may go to any of its lines.
    const near = mutant.lines.length === 1 && sourceLine >= mutant.first && sourceLine <= mutant.last;
    if (source !== sourceLine && !near)
      tally.wrong.push(
        `${mutant.change}: ${sample.path} ${sample.name}: line ${noteLine} to ${sourceLine}, not ${source}`,
      );
  }
}

for (const version of kernelVersions) {
  describe(`definitions of Linux ${version}, changed`, () => {
    test(`in place (seed ${SEED})`, async (t) => {
      const tree = await TestTree.open(version);
      const random = new Random(SEED);
      const files = FOLDERS.flatMap((folder) => filesBelow(tree, folder));
      const tally = new Tally();
      for (const sample of pickSamples(tree, files, SAMPLES, random)) {
        for (const change of Object.keys(CHANGES)) {
          const mutant = mutate(change, sample, random);
          if (!mutant) continue;
          const [result] = await anchorNotes([readNote('n.md', noteOf(mutant).text)], tree.sources, { search: false });
          judge(tally, mutant, sample, result!);
        }
      }
      tally.report(t);
      assert.deepEqual(tally.wrong, []);
      assert.ok(tally.mappedLines > 20 * SAMPLES, `${tally.mappedLines}`);
      for (const change of [
        'as it is',
        'spaces for tabs',
        'comments added',
        'a statement deleted',
        'a statement inserted',
      ]) {
        assert.ok(tally.recall(change) > 0.9, `${change}: ${tally.recall(change)}`);
      }
      for (const change of Object.keys(CHANGES))
        assert.ok(tally.recall(change) > 0.6, `${change}: ${tally.recall(change)}`);
    });

    test(`searched for (seed ${SEED})`, async (t) => {
      const tree = await TestTree.open(version);
      const random = new Random(SEED + 1000);
      const files = FOLDERS.flatMap((folder) => filesBelow(tree, folder));
      const tally = new Tally();
      const samples = pickSamples(tree, files, SEARCHED_SAMPLES, random);
      const cases = samples.flatMap((sample) =>
        Object.keys(SEARCHED).map((change) => ({ sample, mutant: mutateSearched(change, sample) })),
      );
      const notes = cases.map(({ mutant }, n) => readNote(`${n}.md`, noteOf(mutant).text));
      const results = await anchorNotes(notes, tree.sources, { search: true });
      for (const [n, { sample, mutant }] of cases.entries()) judge(tally, mutant, sample, results[n]!);
      tally.report(t);
      assert.deepEqual(tally.wrong, []);
      for (const change of Object.keys(SEARCHED))
        assert.ok(tally.recall(change) > 0.8, `${change}: ${tally.recall(change)}`);
    });

    test(`stated in the file of a namesake (seed ${SEED})`, async (t) => {
      const tree = await TestTree.open(version);
      const random = new Random(SEED + 2000);
      const pairs = namesakes(tree, random, SEARCHED_SAMPLES);
      const notes = pairs.map(([sample, other], n) => {
        const lines = sample.lines.map((text, line) => ({ text, source: sample.first + line }));
        const mutant = { change: '', lines, path: other.path, right: [], first: sample.first, last: sample.last };
        return readNote(`${n}.md`, noteOf(mutant).text);
      });
      const results = await anchorNotes(notes, tree.sources, { search: true });
      const wrong: string[] = [];
      const counts = new Map<string, number>();
      for (const [n, [sample, other]] of pairs.entries()) {
        const { status, path } = results[n]!.anchors[0]!;
        counts.set(status, (counts.get(status) ?? 0) + 1);
        const right =
          status === 'unanchored' ||
          (path === other.path && status === (bare(sample) === bare(other) ? 'exact' : 'edited')) ||
          (path === sample.path && status === 'moved');
        if (!right) wrong.push(`${sample.name} of ${sample.path}, stated in ${other.path}: ${status} in ${path}`);
      }
      t.diagnostic(`${pairs.length} snippets: ${[...counts].map((entry) => entry.reverse().join(' ')).join(', ')}`);
      assert.deepEqual(wrong, []);
      assert.ok(pairs.length >= SEARCHED_SAMPLES / 2, `${pairs.length}`);
    });
  });
}

/** Functions of the same name in two files. */
function namesakes(tree: TestTree, random: Random, count: number): [Sample, Sample][] {
  const byName = new Map<string, Sample[]>();
  for (const path of ['drivers/net/ethernet', 'drivers/usb', 'fs'].flatMap((folder) => filesBelow(tree, folder))) {
    if (!path.endsWith('.c') || random.next() < 0.5) continue;
    // A body without code is a quoted one that was left out.
    for (const sample of samplesIn(tree, path))
      if (sample.kind === 'function' && !bare(sample).endsWith('{}'))
        byName.set(sample.name, [...(byName.get(sample.name) ?? []), sample]);
  }
  const names = [...byName.values()].filter((all) => new Set(all.map(({ path }) => path)).size > 1);
  const out: [Sample, Sample][] = [];
  for (let tries = 0; tries < 20 * count && out.length < count && names.length > 0; tries++) {
    const all = random.pick(names);
    const [sample, other] = [random.pick(all), random.pick(all)];
    // A file that has the name twice gives no certain answer.
    const alone = (one: Sample): boolean => all.filter(({ path }) => path === one.path).length === 1;
    if (sample.path !== other.path && alone(sample) && alone(other)) out.push([sample, other]);
  }
  return out;
}

/** The code alone; white space counts in strings. */
function bare({ lines }: Sample): string {
  return lines
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
    .replace(/("(?:\\.|[^"\\])*")|\s+/g, '$1');
}
