/*
 * Compile speed: the kernel model with the bundled notes, as the simulation's worker compiles it, up to the moment at which the machine
 * stands at its first statement. The first compilation is that of a new process, whose JavaScript has not been compiled either;
 * the others follow edits in one process. Beside it `gcc -O0 -c` of the same composed program, in one run of gcc.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../build/bundle';
import { Memories } from '../../src/c/machine/memories';
import { withLineDirectives } from '../../src/kernel/compose/pieces';
import { programSnippets } from '../../src/notes/programText';
import { readNote } from '../../src/notes/read';
import { composeProgram, MEMORY, Programs } from '../../src/simulation/program';
import type { LaunchArguments } from '../../src/simulation/protocol';
import { Simulation } from '../../src/simulation/simulation';
import { unitsOf, writeProgram } from '../engine/native/native';
import { atMost, type BenchOptions, type BenchTable, type Cell, samplesOf } from './table';

const NOTE = 'media/notes/loopback.md';
const WHOLE = 100;
const EDIT = 10;
/** Edits before the first that counts: a reader's process is warm soon. */
const WARM_UP = 20;

const noteText = (): string => readFileSync(join(projectFolder, NOTE), 'utf8');

function argumentsOf(text: string): LaunchArguments {
  return {
    scenario: 'registration',
    note: { path: NOTE, text, snippets: programSnippets(readNote(NOTE, text)) },
    tree: [],
    cpus: 4,
    bits: 64,
    commandLine: '',
    failAllocation: 0,
    schedule: 'yields',
    budget: 1e9,
    stopOn: undefined,
  };
}

/** Replaces a text that must be there. */
function edited(text: string, old: string, by: string): string {
  if (!text.includes(old)) throw new Error(`The notes have no '${old}' to edit.`);
  return text.replace(old, by);
}

const ALLOCATION = 'netdev_alloc_pcpu_stats(struct pcpu_lstats);';
const START = '(cpu) = -1;';
const INITIALISING = 'u64_stats_init(&stat->syncp);';

const editFunction = (text: string, round: number): string =>
  edited(text, ALLOCATION, `${ALLOCATION}\n\tdev->flags += ${round};\n\tdev->flags -= ${round};`);
const editMacro = (text: string, round: number): string => edited(text, START, `(cpu) = ${round} - ${round + 1};`);
const editSmallMacro = (text: string, round: number): string =>
  edited(text, INITIALISING, `(void)${round}; ${INITIALISING}`);
const editNothing = (text: string, round: number): string => `${'\n'.repeat(round)}${text}`;

/** Milliseconds from a note's text to the machine at its first statement, and of its compilation alone. */
function firstStep(programs: Programs, memories: Memories, text: string): { compiled: number; stepped: number } {
  const args = argumentsOf(text);
  const start = performance.now();
  const made = programs.make(args);
  if (!made.ok) throw new Error(made.problems.map(({ message }) => message).join('\n'));
  made.program.build.module({ fine: true, cards: true, observe: true });
  const compiled = performance.now() - start;
  const simulation = new Simulation(args, made.program, undefined, memories);
  simulation.timeline.record(1);
  const stepped = performance.now() - start;
  simulation.dispose();
  return { compiled, stepped };
}

/** Prints what the first compilation of this process took. */
export function firstCompilation(): void {
  const memories = new Memories();
  memories.prepare(MEMORY);
  console.log(JSON.stringify(firstStep(new Programs(), memories, noteText())));
}

type Times = ReturnType<typeof firstStep>;

function inNewProcesses(count: number): Times[] {
  return Array.from({ length: count }, () => {
    const run = spawnSync(process.execPath, [process.argv[1] as string, 'first-compilation'], { encoding: 'utf8' });
    if (run.status !== 0) throw new Error(run.stderr);
    return JSON.parse(run.stdout) as Times;
  });
}

/** Seconds that gcc takes for the same units. */
function timeGcc(text: string): number {
  const { units, headers } = composeProgram({ note: argumentsOf(text).note, tree: [] });
  const files = new Map([...headers.values(), ...units].map((file) => [file.path, withLineDirectives(file)]));
  const root = writeProgram(files);
  const flags = ['-O0', '-c', '-std=gnu11', '-fwrapv', '-ffreestanding', '-nostdinc', '-w', '-Iinclude'];
  const start = performance.now();
  execFileSync('gcc', [...flags, ...unitsOf(root)], { cwd: root });
  return performance.now() - start;
}

function row(name: string, times: readonly number[], target: number | undefined): Cell[] {
  const { median, least, most } = samplesOf(times);
  const text = `${median.toFixed(1)} ms`;
  return [
    name,
    target === undefined ? text : atMost(median, target, text),
    `${least.toFixed(1)} ms`,
    `${most.toFixed(1)} ms`,
    target === undefined ? '' : `${target} ms`,
  ];
}

export async function compile({ quick }: BenchOptions): Promise<readonly BenchTable[]> {
  const rounds = quick ? 3 : 15;
  const text = noteText();
  const cold = inNewProcesses(quick ? 1 : 3);
  const memories = new Memories();
  memories.prepare(MEMORY);
  const programs = new Programs();
  const series = (count: number, edit: (text: string, round: number) => string, from: number): Times[] =>
    Array.from({ length: count }, (_, n) => firstStep(programs, memories, edit(text, from + n)));
  series(1, editNothing, 0);
  series(quick ? 3 : WARM_UP, editFunction, 1);
  series(quick ? 1 : 5, editMacro, 1);
  series(quick ? 1 : 5, editSmallMacro, 1);
  const functions = series(rounds, editFunction, 1000);
  const macros = series(rounds, editMacro, 1000);
  const smallMacros = series(rounds, editSmallMacro, 1000);
  const moved = series(rounds, editNothing, 1000);
  const whole = Array.from({ length: rounds }, (_, n) => firstStep(new Programs(), memories, editFunction(text, n)));
  const gcc = Array.from({ length: quick ? 1 : 3 }, () => timeGcc(text));
  return [
    {
      title: 'Compiling the kernel model with the bundled notes',
      columns: ['', 'median', 'least', 'most', 'target'],
      rows: [
        row(
          'the first time in a new process',
          cold.map(({ compiled }) => compiled),
          undefined,
        ),
        row(
          '… to the first step',
          cold.map(({ stepped }) => stepped),
          undefined,
        ),
        row(
          'from scratch, in a warm process',
          whole.map(({ compiled }) => compiled),
          WHOLE,
        ),
        row(
          'the whole, nothing but lines moved',
          moved.map(({ compiled }) => compiled),
          undefined,
        ),
        row(
          'one function edited, to the first step',
          functions.map(({ stepped }) => stepped),
          EDIT,
        ),
        row(
          'a macro edited that eight files loop with, to the first step',
          macros.map(({ stepped }) => stepped),
          undefined,
        ),
        row(
          'a macro edited that three functions use, to the first step',
          smallMacros.map(({ stepped }) => stepped),
          undefined,
        ),
        row('gcc -O0 -c', gcc, undefined),
      ],
      notes: ['Everything is timed by the clock on the wall, in the same run; the engine on one thread.'],
    },
  ];
}
