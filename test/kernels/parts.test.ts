/**
 * Reading only the pieces of a file in which a name stands gives what reading it whole gives, in random files of two kernels, for names that
 * they define or mention; and reading it in steps gives what reading it at once gives. PARTS_FILES makes longer runs.
 */
import assert from 'node:assert/strict';
import { describe, type TestContext, test } from 'node:test';
import { type Item, itemKey, type Outline, outline } from '../../src/c/outline';
import { outlineInSteps, outlineOfPieces, piecesOf } from '../../src/c/outline/parts';
import { SourceFile } from '../../src/c/source';
import { kernelVersions } from '../harness/kernel-trees';
import { Random } from './anchoring/random';
import { filesBelow } from './anchoring/samples';
import { TestTree } from './anchoring/trees';

const FILES = Number(process.env.PARTS_FILES ?? 800);
const SEED = Number(process.env.ANCHOR_SEED ?? 1);
const NAMES_IN_EACH = 3;
const LONGEST = 500_000;
/** A header that the assembler reads too: its comments begin with what ends a declaration in C. */
const ASSEMBLER = /^\s*\.macro\b/m;
const FOLDERS = ['net', 'kernel', 'mm', 'fs', 'include', 'lib', 'sound', 'arch', 'drivers/net', 'drivers/gpu'];

/** All that is known of an item, by offsets. */
function shown({ tokens }: Outline, item: Item): string {
  const { kind, declaredBy, isDefinition, complete, conditions, body } = item;
  const lines = {
    range: [tokens[item.first]!.offset, tokens[item.end - 1]!.end],
    comments: [tokens[item.leading]!.offset, tokens[item.trailing - 1]!.end],
    body: body && body.end > body.first ? [tokens[body.first]!.offset, tokens[body.end - 1]!.end] : [],
    declares: item.declares.map(({ kind: declared, name, token }) => [declared, name, tokens[token]?.offset]),
    conditions: conditions.map(({ opening, branch, token }) => [opening, branch, tokens[token]!.offset]),
  };
  return JSON.stringify({ key: itemKey(item), kind, declaredBy, isDefinition, complete, ...lines });
}

/** What an outline has of a name. */
function itemsOf(read: Outline, name: string): string[] {
  return [...read.items, ...read.innerMacros]
    .filter(
      (item) =>
        item.name === name ||
        item.parameters?.[0]?.name === name ||
        item.declares.some((declared) => declared.name === name),
    )
    .map((item) => shown(read, item))
    .sort();
}

for (const version of kernelVersions) {
  describe(`parts of files of Linux ${version}`, () => {
    test(`are what they are in the whole (seed ${SEED})`, async (t: TestContext) => {
      const tree = await TestTree.open(version);
      const random = new Random(SEED);
      const files = FOLDERS.flatMap((folder) => filesBelow(tree, folder));
      let [uneven, names] = [0, 0];
      for (let n = 0; n < FILES; n++) {
        const path = random.pick(files);
        const text = tree.lines(path).join('\n');
        if (text.length > LONGEST || ASSEMBLER.test(text)) continue;
        const file = new SourceFile(path, text, 'tree');
        const pieces = piecesOf(text);
        if (!pieces) {
          uneven++;
          continue;
        }
        const whole = outline(file);
        const steps = outlineInSteps(file, pieces);
        let step = steps.next();
        while (!step.done) step = steps.next();
        assert.deepEqual(step.value.tokens, whole.tokens, path);
        assert.deepEqual(step.value.items, whole.items, path);
        const defined = whole.items.flatMap(({ declares }) => declares.map(({ name }) => name));
        const identifiers = whole.tokens.filter(({ kind }) => kind === 'identifier').map((token) => token.text);
        for (let m = 0; m < NAMES_IN_EACH; m++) {
          const from = m === 0 || defined.length === 0 ? identifiers : defined;
          if (from.length === 0) continue;
          const name = random.pick(from);
          names++;
          const part = outlineOfPieces(file, pieces, [name]);
          assert.deepEqual(itemsOf(part, name), itemsOf(whole, name), `${path}: ${name}`);
        }
      }
      t.diagnostic(`${names} names; ${uneven} files are not cut, as their brackets do not come out even`);
      assert.ok(uneven < FILES / 50, `${uneven}`);
    });
  });
}
