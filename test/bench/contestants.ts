/*
 * Who runs the benchmarks' C programs: gcc, tcc, picoc-js and the engine in its ways. Each prints a checksum and the microseconds
 * that clock() counted in its main(): processor time, so that what else the computer does matters less.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { projectFolder } from '../../build/bundle';
import { LP64 } from '../../src/c/dataModel';
import { renderDiagnostic } from '../../src/c/diagnostics';
import type { Build } from '../../src/c/engine';
import { buildProgram } from '../../src/c/engine';
import { createMachine } from '../../src/c/machine/machine';
import type { Machine, MachineOptions } from '../../src/c/machine/types';
import { SourceFile } from '../../src/c/source';
import { scratchFolder } from '../engine/native/native';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'programs');

export interface Timing {
  readonly seconds: number;
  /** What the program computed: equal for all who run it with the same N. */
  readonly checksum: string;
}

export function programText(name: string): string {
  return readFileSync(join(folder, `${name}.c`), 'utf8');
}

/** @throws Error when that is not a line of a checksum and microseconds. */
function timingOf(output: string): Timing {
  const found = /^(\d+) (\d+)\s*$/.exec(output);
  if (!found) throw new Error(`The program printed '${output}' instead of a checksum and a time.`);
  return { checksum: found[1] as string, seconds: Number(found[2]) / 1e6 };
}

/** Compiles with gcc -O0; the path of the executable. */
export function compileGcc(name: string, n: number): string {
  const out = join(scratchFolder(), name);
  execFileSync('gcc', ['-O0', '-w', `-DN=${n}`, join(folder, `${name}.c`), '-o', out]);
  return out;
}

export function runExecutable(path: string): Timing {
  return timingOf(execFileSync(path, { encoding: 'utf8' }));
}

export function runTcc(name: string, n: number): Timing {
  return timingOf(execFileSync('tcc', ['-w', `-DN=${n}`, '-run', join(folder, `${name}.c`)], { encoding: 'utf8' }));
}

/** In a process of its own, as picoc ends that when it is done. It knows no -D. */
export function runPicoc(name: string, n: number): Timing {
  const program = `#define N ${n}\n${programText(name)}`;
  const script = `import { runC } from 'picoc-js'; runC(${JSON.stringify(program)}, console.log);`;
  const options = { cwd: projectFolder, encoding: 'utf8' } as const;
  return timingOf(execFileSync(process.execPath, ['--input-type=module', '-e', script], options));
}

// ---------------------------------------------------------------- the engine

/**
 * `plain`: no checkpoints. `recoverable`: any moment can be had back. `steps`: every single access is a place where the run can stop.
 */
export type Way = 'plain' | 'recoverable' | 'steps';

export const WAYS: readonly Way[] = ['plain', 'recoverable', 'steps'];

/** Ticks between two looks at what else there is to do, as whoever drives a machine has them. */
const SLICE = 10_000_000;

/** What makes a machine run in a way. */
export function wayOptions(build: Build, way: Way): Pick<MachineOptions, 'layout' | 'compile' | 'recoverable'> {
  return {
    layout: build.layout,
    // The fine cut can be had wherever the coarse one is asked for: it has all its points.
    compile: way === 'steps' ? (cut) => build.module({ ...cut, fine: true }) : build.module,
    recoverable: way === 'recoverable',
  };
}

export function compileEngine(name: string, n: number): Build {
  const result = buildProgram({
    model: LP64,
    units: [new SourceFile(`${name}.c`, programText(name), 'program')],
    resolve: () => undefined,
    predefined: [new SourceFile('<command-line>', `#define N ${n}\n`, 'builtin')],
    hosted: true,
  });
  if (!result.ok) throw new Error(result.diagnostics.map(renderDiagnostic).join('\n'));
  return result.build;
}

/**
 * Nanoseconds of processor time of the thread that runs the program, as Linux counts them; elsewhere those of the whole process, V8's
 * compilers, which work beside it, included.
 */
export function processorTime(): bigint {
  if (process.platform === 'linux') {
    const [running] = readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ');
    return BigInt(running as string);
  }
  const { user, system } = process.cpuUsage();
  return BigInt(user + system) * 1000n;
}

/** Runs to the end. Throws when that is not an ordinary one. */
export function runToEnd(machine: Machine): void {
  while (machine.run({ ticks: SLICE }).reason !== 'ended');
  const { outcome } = machine;
  if (outcome?.kind !== 'returned' || outcome.result !== 0 || machine.reports.length > 0) {
    const why = machine.reports.map(({ message }) => message).join('; ');
    throw new Error(`The run ended with ${outcome?.kind}: ${why}`);
  }
}

export function runEngine(build: Build, way: Way): Timing {
  const decoder = new TextDecoder();
  let output = '';
  const machine = createMachine({
    ...wayOptions(build, way),
    cpus: 1,
    host: {
      arguments: [],
      write: (_, bytes) => {
        output += decoder.decode(bytes);
      },
      read: () => new Uint8Array(),
      now: processorTime,
    },
  });
  runToEnd(machine);
  return timingOf(output);
}
