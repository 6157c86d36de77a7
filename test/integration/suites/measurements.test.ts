/*
 * Measuring which scenarios run which symbols leaves a worker in which the note's program is compiled: the first run takes it.
 */
import { assert } from 'chai';
import * as vscode from 'vscode';
import { Measurements } from '../../../src/editor/measurements';
import { WorkerSimulation } from '../../../src/simulation/client';
import type { NoteText, SimulationMessage, SimulationRequest } from '../../../src/simulation/protocol';
import { suite, test } from '../mocha';

const note = (text: string): NoteText => ({ path: 'file:///note.md', text, snippets: [] });

/** A worker that answers each question about a scenario with `answer`, a moment later. */
function answering(answer: SimulationMessage, asked: (string | undefined)[]): WorkerSimulation {
  return new WorkerSimulation(async () => {
    let listener: (message: unknown) => void = () => {};
    return {
      post: (message) => {
        const request = message as SimulationRequest;
        if (request.type !== 'measure') return;
        asked.push(request.arguments.note?.path);
        setTimeout(() => listener(answer));
      },
      onMessage: (given) => {
        listener = given;
      },
      onError: () => {},
      terminate: () => {},
    };
  });
}

suite('measurements', () => {
  const log = vscode.window.createOutputChannel('Measurements under test', { log: true });
  const scenario = { name: 'boot', title: 'Boot', description: '', commandLine: '', leading: true };
  const started = (answer: SimulationMessage) => {
    const workers: WorkerSimulation[] = [];
    const asked: (string | undefined)[] = [];
    const create = (): WorkerSimulation => {
      const worker = answering(answer, asked);
      workers.push(worker);
      return worker;
    };
    return { workers, asked, measurements: new Measurements(create, [scenario], log) };
  };

  test('the worker that measured is given away once, when nothing waits to be measured', async () => {
    const { workers, measurements } = started({ type: 'measured', scenarios: { boot: ['f'] }, problems: [] });
    assert.isUndefined(measurements.takeWarmWorker(), 'before anything is measured');
    const measured = measurements.measure(note('one'));
    assert.isUndefined(measurements.takeWarmWorker(), 'while a note is measured');
    await measured;
    assert.deepEqual(measurements.scenariosOf('f', 'file:///note.md'), ['boot']);
    assert.strictEqual(measurements.takeWarmWorker(), workers[0]);
    assert.isUndefined(measurements.takeWarmWorker(), 'a second time');
    await measurements.measure(note('two'));
    assert.strictEqual(measurements.takeWarmWorker(), workers[1]);
    measurements.dispose();
  });

  test('for a note of a text that is known, its program is compiled all the same', async () => {
    const { measurements, asked } = started({ type: 'measured', scenarios: { boot: ['f'] }, problems: [] });
    await measurements.measure({ ...note('one'), path: 'file:///first.md' });
    await measurements.measure(note('one'));
    assert.deepEqual(measurements.scenariosOf('f', 'file:///note.md'), ['boot']);
    assert.deepEqual(asked, ['file:///first.md', 'file:///note.md']);
    measurements.dispose();
  });

  test('a worker that failed is not given away', async () => {
    const { measurements } = started({ type: 'crashed', message: 'as a test' });
    await measurements.measure(note('one'));
    assert.isUndefined(measurements.takeWarmWorker());
    measurements.dispose();
  });
});
