/*
 * Runs of the kernel model in the engine, in the shape of the native machine's (native/native.ts), so that the two compare.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { programSnippets } from '../../src/notes/programText';
import { readNote } from '../../src/notes/read';
import { Programs } from '../../src/simulation/program';
import type { LaunchArguments, NoteText, RunSummary } from '../../src/simulation/protocol';
import { launch, type Simulation } from '../../src/simulation/simulation';
import { modelRoot, type NativeCall, type NativeOptions } from './native/native';

/** The path by which the bundled notes are called in these tests. */
export const NOTE = 'media/notes/loopback.md';
export const noteText = readFileSync(join(modelRoot, '../../..', NOTE), 'utf8');

/** A note as a program's text. */
export function noteProgram(text: string = noteText): NoteText {
  return { path: NOTE, text, snippets: programSnippets(readNote(NOTE, text)) };
}

export const defaults: LaunchArguments = {
  scenario: 'registration',
  note: noteProgram(),
  tree: [],
  cpus: 1,
  bits: 64,
  commandLine: '',
  failAllocation: 0,
  schedule: 'yields',
  budget: 1e9,
  stopOn: undefined,
};

/** What one test compiled serves the next. */
const programs = new Programs();

export interface EngineRun {
  readonly simulation: Simulation;
  readonly summary: RunSummary;
  readonly calls: readonly NativeCall[];
}

/** Runs to the end. Throws with the problems when the program does not compile. */
export async function runEngine(args: Partial<LaunchArguments>): Promise<EngineRun> {
  const calls: { cpu: number; depth: number; functionId: number }[] = [];
  const result = await launch(
    { ...defaults, ...args },
    {
      pause: async () => false,
      calls: { enter: (cpu, depth, functionId) => calls.push({ cpu, depth: depth - 1, functionId }) },
    },
    programs,
  );
  if (!result.ok) {
    throw new Error(result.problems.map(({ range, message }) => `${range.path}:${range.line}: ${message}`).join('\n'));
  }
  const { simulation } = result;
  const { functions } = simulation.machine.layout;
  const name = (id: number): string => functions[id - 1]?.name ?? '?';
  return {
    simulation,
    summary: simulation.summary(),
    calls: calls.map(({ cpu, depth, functionId }) => ({ cpu, depth, function: name(functionId) })),
  };
}

/** The engine's arguments for a native run's. */
export function asLaunch(options: NativeOptions): Partial<LaunchArguments> {
  const { scenario, cpus = 1, cmdline = '', failAlloc = 0 } = options;
  return { scenario, cpus, commandLine: cmdline, failAllocation: failAlloc };
}
