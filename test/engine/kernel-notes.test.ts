/*
 * The notes' C is the program: composed with the model it compiles under gcc without a warning, and calls, logs and leaves
 * behind what the model alone does, definition by definition the notes' own text.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { SourceFile } from '../../src/c/source';
import { type ComposedProgram, compose, type SnippetText } from '../../src/kernel/compose/compose';
import { PieceWriter, withLineDirectives } from '../../src/kernel/compose/pieces';
import { modelFiles } from '../../src/kernel/model';
import { programSnippets } from '../../src/notes/programText';
import { readNote } from '../../src/notes/read';
import { buildNative, modelRoot, type NativeOptions, type NativeRun, runNative, writeProgram } from './native/native';

const NOTE = 'media/notes/loopback.md';
const SCENARIOS = ['registration', 'percpu-allocation', 'stats-read', 'namespace-life'];
const DEFINITIONS = [
  ...['loopback_net_ops', 'net_dev_init', 'loopback_net_init', 'loopback_setup', 'loopback_ops', 'loopback_dev_free'],
  ...['loopback_dev_init', 'netdev_alloc_pcpu_stats', '__netdev_alloc_pcpu_stats', 'alloc_percpu_gfp'],
  ...['for_each_possible_cpu', 'for_each_cpu', 'nrcpus', 'dev_lstats_read', 'pcpu_lstats'],
];

const original = readFileSync(join(modelRoot, '../../..', NOTE), 'utf8');

/** The model composed with a note of this text. */
function composeNote(text: string): ComposedProgram {
  const note = new SourceFile(NOTE, text, 'note');
  const snippets = programSnippets(readNote(NOTE, text)).map(({ path, pieces }): SnippetText => {
    const writer = new PieceWriter();
    for (const { start, end } of pieces) writer.append({ file: note, start, end });
    return { file: writer.finish(NOTE, 'note'), path };
  });
  return compose({ model: modelFiles(), snippets, tree: [] });
}

/** A composed program as files that gcc reads, with the note's lines called by their own place. */
function written(program: ComposedProgram): string {
  const files = new Map<string, string>();
  for (const unit of program.units) files.set(unit.path, withLineDirectives(unit));
  for (const [path, header] of program.headers) files.set(path, withLineDirectives(header));
  return writeProgram(files);
}

const composed = composeNote(original);

test('all fifteen definitions are the notes own, two of them completed from the model', () => {
  assert.deepEqual(composed.problems, []);
  const origins = new Map(composed.definitions.map(({ name, origin }) => [name, origin]));
  assert.deepEqual([...origins.keys()].sort(), [...DEFINITIONS].sort());
  for (const [name, origin] of origins) {
    const elided = name === 'net_dev_init' || name === 'loopback_net_init';
    assert.equal(origin, elided ? 'note+model' : 'note', name);
  }
});

for (const bits of [64, 32] as const) {
  describe(`${bits}-bit`, () => {
    let model = '';
    let notes = '';

    before(async () => {
      model = await buildNative({ root: modelRoot, bits, trace: true });
      notes = await buildNative({ root: written(composed), bits, trace: true });
    });

    for (const scenario of SCENARIOS) {
      test(`${scenario}: the same calls, log and state as the model's`, async () => {
        for (const cpus of [1, 2, 4, 64]) {
          const options: NativeOptions = { scenario, cpus, trace: true };
          const expected = await runNative(model, options);
          assert.equal(expected.result, 0);
          assert.deepEqual(await runNative(notes, options), expected);
        }
      });
    }

    test('the same when each allocation fails in turn, and with nr_cpus=', async () => {
      for (let failAlloc = 0; failAlloc < 20; failAlloc++) {
        const options: NativeOptions = {
          scenario: 'namespace-life',
          cpus: 4,
          cmdline: 'nr_cpus=2',
          failAlloc,
          trace: true,
        };
        assert.deepEqual(await runNative(notes, options), await runNative(model, options));
      }
    });
  });
}

describe('an edited note', () => {
  const runEdited = async (from: string, to: string, failAlloc = 0): Promise<NativeRun> => {
    assert.equal(original.split(from).length, 2, `the note has '${from}' once`);
    const root = written(composeNote(original.replace(from, to)));
    return runNative(await buildNative({ root, bits: 64 }), { scenario: 'namespace-life', failAlloc });
  };

  test('that does not free the counters leaves them behind, and the scenario says so', async () => {
    const { leaks, result } = await runEdited('free_percpu(dev->lstats);', ';');
    assert.deepEqual(leaks, ['percpu']);
    assert.equal(result, -5);
  });

  test('that frees them twice is stopped', async () => {
    const { fault } = await runEdited(
      'free_percpu(dev->lstats);',
      'free_percpu(dev->lstats); free_percpu(dev->lstats);',
    );
    assert.match(fault ?? '', /double free/);
  });

  test('that lets its name be read changes what user space sees, and nothing else', async () => {
    const root = written(composeNote(original.replace('"lo", NET_NAME_UNKNOWN', '"lo", NET_NAME_PREDICTABLE')));
    const { log } = await runNative(await buildNative({ root, bits: 64 }), { scenario: 'administration' });
    assert.ok(log.includes('lo: name_assign_type 2'));
  });
});
