/**
 * What a machine consists of, put together. The parts know each other only as far as their constructors say; this is
 * the one place that sees all of them, and what the intrinsics are given.
 */
import { CONTROL } from '../abi';
import type { ProgramLayout } from '../compiled';
import { Clock } from './clock';
import { Console } from './console';
import { Cpus, stackStride } from './cpus';
import { Depot } from './depot';
import { Describer } from './describe';
import { Driver } from './driver';
import { Faults } from './faults';
import { Journal } from './journal';
import { MachineMemory } from './memory';
import { Objects } from './objects';
import { PerCpuChunks } from './percpu';
import { R, Registers } from './registers';
import { Reports } from './reports';
import { Scheduler } from './scheduler';
import { Stacks } from './stacks';
import type { Host, MachineLimits, MachineOptions } from './types';

export interface Parts {
  readonly layout: ProgramLayout;
  readonly limits: MachineLimits;
  readonly host: Host | undefined;
  readonly memory: MachineMemory;
  readonly registers: Registers;
  readonly clock: Clock;
  readonly cpus: Cpus;
  readonly stacks: Stacks;
  readonly driver: Driver;
  /** Undefined when switches are not recorded. */
  readonly journal: Journal | undefined;
  readonly scheduler: Scheduler;
  readonly objects: Objects;
  readonly depot: Depot;
  readonly perCpu: PerCpuChunks;
  readonly console: Console;
  readonly describer: Describer;
  readonly faults: Faults;
  readonly reports: Reports;
}

const DEFAULT_LIMITS: MachineLimits = {
  ticks: 10_000_000_000,
  consoleBytes: 1024 * 1024,
  outputBytes: 256 * 1024 * 1024,
  reports: 1000,
};
const DEFAULT_STACK = 32 * 1024;
const MOST_CPUS = 8192;

/** Most bytes that going back may take, when nobody says another number. */
export const CHECKPOINT_BYTES = 256 * 1024 * 1024;

export function createParts(options: MachineOptions): Parts {
  const { layout, cpus: cpuCount, stackSize = DEFAULT_STACK, schedule = { policy: 'yields' } } = options;
  const { model, limit } = layout.options;
  checkSizes(limit, layout.end, cpuCount, stackSize);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const memory = new MachineMemory(model, limit, options.memories?.take(limit));
  const registers = new Registers(memory);
  const clock = new Clock(memory.control(CONTROL.fuel));
  const cpus = new Cpus(memory, registers, layout, cpuCount, stackSize);
  const stacks = new Stacks(memory, cpus, layout, () => registers.get(R.currentCpu));
  const driver = new Driver(memory, cpus, clock, layout);
  const journal = options.recordSwitches
    ? new Journal(registers, (options.checkpointBytes ?? CHECKPOINT_BYTES) / 4)
    : undefined;
  const scheduler = new Scheduler(registers, cpus, journal, schedule);
  const objects = new Objects(memory, registers);
  const depot = new Depot(memory, registers, stacks);
  const perCpu = new PerCpuChunks(memory, registers);
  const console = new Console(memory, registers, limits.consoleBytes);
  const describer = new Describer(memory, registers, layout, cpus, objects, depot, perCpu, stacks);
  const faults = new Faults(memory, layout, describer);
  const reports = new Reports(registers, clock, stacks, limits.reports);
  const seen = { layout, limits, host: options.host, memory, registers, clock, cpus, stacks, driver, journal };
  return { ...seen, scheduler, objects, depot, perCpu, console, describer, faults, reports };
}

/** Lays the machine's own tables out in fresh memory, and the program's data. */
export function initialise(parts: Parts, options: MachineOptions): void {
  const { layout, memory, registers, cpus } = parts;
  registers.set(R.rawNext, layout.end);
  cpus.initialise();
  parts.objects.initialise();
  parts.depot.initialise();
  parts.console.initialise();
  parts.scheduler.initialise();
  for (const { offset, bytes } of layout.image) memory.write(offset, bytes);
  for (const { offset, length, value } of layout.shadow) memory.fillShadow(offset, length, value);
  for (const [name, bytes] of options.objects ?? []) writeObject(parts, name, bytes);
}

function writeObject({ layout, memory }: Parts, name: string, bytes: Uint8Array): void {
  const object = layout.objects.find(
    ({ variable }) => variable.name === name && variable.linkage === 'external' && variable.storage === 'static',
  );
  if (!object) throw new Error(`The program defines no object '${name}' for the parameters of the run.`);
  if (bytes.length > object.size) {
    throw new RangeError(`'${name}' has ${object.size} bytes; the parameters of the run have ${bytes.length}.`);
  }
  memory.write(object.offset, bytes);
}

function checkSizes(limit: number, end: number, cpus: number, stackSize: number): void {
  if (!Number.isInteger(cpus) || cpus < 1 || cpus > MOST_CPUS) {
    throw new RangeError(`A machine has 1 to ${MOST_CPUS} CPUs, not ${cpus}.`);
  }
  if (stackSize % 4096 !== 0 || stackSize < 8192) {
    throw new RangeError(`The size of a stack is a multiple of 4096, 8192 or more, not ${stackSize}.`);
  }
  const least = end + cpus * stackStride(stackSize) + TABLES;
  if (least > limit) {
    throw new RangeError(
      `${cpus} CPUs with stacks of ${stackSize} bytes, and the program, take ${least} bytes; the machine has ${limit}.`,
    );
  }
}

/** Room that the machine's tables take at least. */
const TABLES = 2 * 1024 * 1024;
