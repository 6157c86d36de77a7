/*
 * The row of the kernel model: `stats-read` on 64 CPUs, in the engine and natively, from boot to the scenario's end.
 */
import { execFileSync } from 'node:child_process';
import type { Build } from '../../src/c/engine';
import { createMachine } from '../../src/c/machine/machine';
import { bootParameters } from '../../src/simulation/bootParameters';
import { makeProgram } from '../../src/simulation/program';
import type { LaunchArguments } from '../../src/simulation/protocol';
import { buildNative, modelRoot } from '../engine/native/native';
import { processorTime, runToEnd, type Timing, type Way, wayOptions } from './contestants';

export const CPUS = 64;

/** What starts stats-read with so many packets on each CPU. */
export function statsRead(packets: number, cpus: number = CPUS): LaunchArguments {
  return {
    scenario: 'stats-read',
    note: undefined,
    tree: [],
    cpus,
    bits: 64,
    commandLine: `packets=${packets}`,
    failAllocation: 0,
    schedule: 'yields',
    budget: 1e12,
    stopOn: undefined,
  };
}

export function compileKernel(): Build {
  const made = makeProgram(statsRead(1));
  if (!made.ok) throw new Error(made.problems.map(({ message }) => message).join('\n'));
  return made.program.build;
}

/** The model and its shim; the model with -O0. */
export function compileNativeKernel(): Promise<string> {
  return buildNative({ root: modelRoot, bits: 64, flags: ['-O0'] });
}

export function runNativeKernel(executable: string, packets: number): Timing {
  const args = ['--scenario', 'stats-read', '--cpus', String(CPUS), '--cmdline', `packets=${packets}`, '--time'];
  const output = execFileSync(executable, args, { encoding: 'utf8', maxBuffer: 1 << 26 });
  const microseconds = /^time (\d+)$/m.exec(output)?.[1];
  const counted = /lo: (\d+) packets, \d+ bytes/.exec(output)?.[1];
  if (!microseconds || !counted) throw new Error(`The native kernel printed '${output.slice(0, 500)}'.`);
  return { seconds: Number(microseconds) / 1e6, checksum: counted };
}

export function runKernel(build: Build, way: Way, packets: number): Timing {
  const args = statsRead(packets);
  const machine = createMachine({
    ...wayOptions(build, way),
    cpus: CPUS,
    limits: { ticks: args.budget },
    objects: bootParameters(build.layout, args),
  });
  const before = processorTime();
  runToEnd(machine);
  const seconds = Number(processorTime() - before) / 1e9;
  const counted = machine.console.map(({ text }) => /lo: (\d+) packets, \d+ bytes/.exec(text)?.[1]).find(Boolean);
  if (!counted) throw new Error('The kernel did not print its statistics.');
  return { seconds, checksum: counted };
}
