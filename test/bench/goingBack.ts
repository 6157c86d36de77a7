/*
 * Going back: how long it takes to stand a thousand ticks before any moment of a long run, and how much memory is kept for it, whatever
 * the run's length and the number of CPUs.
 */
import type { Build } from '../../src/c/engine';
import { createMachine } from '../../src/c/machine/machine';
import type { Machine } from '../../src/c/machine/types';
import { bootParameters } from '../../src/simulation/bootParameters';
import { runToEnd } from './contestants';
import { CPUS, compileKernel, statsRead } from './kernelRow';
import { atMost, type BenchOptions, type BenchTable, type Cell, type Samples, samplesOf } from './table';

/** A frame, and the cap that a machine has by default. */
const MOST_MS = 16;
const MOST_MIB = 256;
const BACK = 1000;
/** About what a packet takes. */
const TICKS_PER_PACKET = 2800;

interface Row {
  readonly name: string;
  readonly cpus: number;
  /** Ticks of the run, about. */
  readonly ticks: number;
  /** The time to go back has a target. */
  readonly timed: boolean;
}

const ROWS: readonly Row[] = [
  { name: 'stats-read, 64 CPUs', cpus: CPUS, ticks: 100_000_000, timed: true },
  { name: 'stats-read, 64 CPUs, five times as long', cpus: CPUS, ticks: 500_000_000, timed: false },
  { name: 'stats-read, 8192 CPUs', cpus: 8192, ticks: 100_000_000, timed: false },
];

const QUICK_PART = 20;
const SEED = 20_25;

/** Numbers from 0 up to 1, the same in every run (Park and Miller's generator). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}

function runRow(build: Build, { cpus, ticks }: Row): { readonly machine: Machine; readonly seconds: number } {
  const args = statsRead(Math.max(1, Math.round(ticks / TICKS_PER_PACKET / cpus)), cpus);
  const machine = createMachine({
    layout: build.layout,
    compile: build.module,
    cpus,
    limits: { ticks: args.budget },
    objects: bootParameters(build.layout, args),
  });
  const before = performance.now();
  runToEnd(machine);
  return { machine, seconds: (performance.now() - before) / 1000 };
}

/** Milliseconds to go back from moments all over the run. What was there is found there again. */
function goBack(machine: Machine, times: number): Samples {
  const end = machine.clock;
  const random = randomNumbers(SEED);
  const taken: number[] = [];
  for (let index = 0; index < times; index++) {
    const from = BACK + Math.floor(random() * (end - BACK));
    machine.goTo(from);
    const before = performance.now();
    machine.goTo(from - BACK);
    taken.push(performance.now() - before);
    if (machine.clock !== from - BACK) throw new Error(`The machine stands at ${machine.clock}, not ${from - BACK}.`);
  }
  return samplesOf(taken);
}

/** The same moment has the same state, come from before it or from after it. */
function checkState(machine: Machine): void {
  const moment = Math.floor(machine.clock / 2);
  machine.goTo(moment);
  const first = machine.stateHash();
  machine.goTo(moment + 10 * BACK);
  machine.goTo(moment);
  if (machine.stateHash() !== first) throw new Error(`Moment ${moment} is not what it was.`);
}

/** Runs long runs, and goes back in them. */
export async function goingBack({ quick, only = '' }: BenchOptions): Promise<BenchTable[]> {
  const build = compileKernel();
  const rows: Cell[][] = [];
  for (const row of ROWS.filter(({ name }) => name.includes(only))) {
    const { machine, seconds } = runRow(build, quick ? { ...row, ticks: row.ticks / QUICK_PART } : row);
    const ticks = machine.clock;
    const { count, bytes } = machine.checkpoints;
    const samples = goBack(machine, row.timed && !quick ? 200 : 20);
    checkState(machine);
    const mib = bytes / 2 ** 20;
    rows.push([
      row.name,
      `${(ticks / 1e6).toFixed(1)} M`,
      seconds.toFixed(2),
      String(count),
      atMost(mib, MOST_MIB, mib.toFixed(1)),
      row.timed ? atMost(samples.median, MOST_MS, samples.median.toFixed(2)) : samples.median.toFixed(2),
      `${samples.least.toFixed(2)}–${samples.most.toFixed(2)}`,
    ]);
  }
  return [
    {
      title: `Going back: from moments all over a run, ${BACK} ticks`,
      columns: ['', 'ticks', 's to run', 'checkpoints', 'MiB kept', 'ms, median', 'least–most'],
      rows,
      notes: [
        `Targets: ≤ ${MOST_MS} ms at the median in the first row; ≤ ${MOST_MIB} MiB, whatever the run's length and the number of CPUs.`,
      ],
    },
  ];
}
