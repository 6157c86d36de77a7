/*
 * Speed of the engine beside others: every row a program, every column a way to run it, all timed in the same run. The rounds are
 * interleaved: whatever else the computer does in the meantime hits all alike. What is slow runs a smaller N, and its time is scaled.
 */
import {
  compileEngine,
  compileGcc,
  runEngine,
  runExecutable,
  runPicoc,
  runTcc,
  type Timing,
  WAYS,
  type Way,
} from './contestants';
import { CPUS, compileKernel, compileNativeKernel, runKernel, runNativeKernel } from './kernelRow';
import {
  atLeast,
  atMost,
  type BenchOptions,
  type BenchTable,
  type Cell,
  geometricMean,
  type Samples,
  samplesOf,
} from './table';

/** Targets, as multiples of the time of gcc -O0, and how much faster than picoc-js. */
const MOST_IN_A_ROW = 5;
const MOST_IN_THE_MEAN = 2;
const MOST_RECOVERABLE = 2;
const MOST_STEPS = 50;
const LEAST_PICOC = 200;

type Contestant = 'gcc' | 'tcc' | 'picoc' | Way;

const CONTESTANTS: readonly Contestant[] = ['gcc', ...WAYS, 'tcc', 'picoc'];

interface Row {
  readonly name: string;
  /** N for gcc, tcc and the engine: a second or more in the engine. */
  readonly n: number;
  /** N for picoc; undefined where it can't run the program. */
  readonly picoc: number | undefined;
}

const ROWS: readonly Row[] = [
  { name: 'counters', n: 2_500_000, picoc: 200 },
  { name: 'sieve', n: 24_000, picoc: 2 },
  { name: 'list', n: 150_000, picoc: 20 },
  { name: 'hash', n: 25_000, picoc: undefined }, // it stops with an assertion of its own
  { name: 'recursion', n: 10_000, picoc: 1 },
  { name: 'wide', n: 40_000_000, picoc: undefined }, // it has no 64-bit type
];

const KERNEL_ROW = 'stats-read';
/** Packets for each CPU: a million in all. */
const PACKETS = 1_000_000 / CPUS;

/** The steps are a smaller part of the row than the rest. */
const STEPS_PART = 8;

/** Runs the program once, in a way; undefined where that can't be. The time is that of the whole N. */
type Run = (contestant: Contestant) => Timing | undefined;

function scaled(timing: Timing, factor: number): Timing {
  return { checksum: timing.checksum, seconds: timing.seconds * factor };
}

function programRun({ name, n, picoc }: Row, quick: boolean): Run {
  const whole = quick ? Math.ceil(n / 20) : n;
  const part = Math.ceil(whole / STEPS_PART);
  const executable = compileGcc(name, whole);
  const build = compileEngine(name, whole);
  const partBuild = compileEngine(name, part);
  return (contestant) => {
    if (contestant === 'gcc') return runExecutable(executable);
    if (contestant === 'tcc') return runTcc(name, whole);
    if (contestant === 'picoc') return picoc ? scaled(runPicoc(name, picoc), whole / picoc) : undefined;
    if (contestant === 'steps') return scaled(runEngine(partBuild, contestant), whole / part);
    return runEngine(build, contestant);
  };
}

async function kernelRun(quick: boolean): Promise<Run> {
  const packets = quick ? PACKETS / 25 : PACKETS;
  const part = Math.ceil(packets / STEPS_PART);
  const executable = await compileNativeKernel();
  const build = compileKernel();
  return (contestant) => {
    if (contestant === 'gcc') return runNativeKernel(executable, packets);
    if (contestant === 'tcc' || contestant === 'picoc') return undefined; // neither compiles the model
    if (contestant === 'steps') return scaled(runKernel(build, contestant, part), packets / part);
    return runKernel(build, contestant, packets);
  };
}

interface Measured {
  readonly name: string;
  readonly samples: ReadonlyMap<Contestant, Samples>;
}

function measure(name: string, run: Run, rounds: number): Measured {
  const seconds = new Map<Contestant, number[]>();
  let checksum: string | undefined;
  for (let round = 0; round < rounds; round++) {
    for (const contestant of CONTESTANTS) {
      const timing = run(contestant);
      if (!timing) continue;
      const list = seconds.get(contestant) ?? [];
      list.push(timing.seconds);
      seconds.set(contestant, list);
      // The others ran another N.
      if (contestant === 'picoc' || contestant === 'steps') continue;
      checksum ??= timing.checksum;
      if (timing.checksum !== checksum) {
        throw new Error(`${name}: ${contestant} computed ${timing.checksum}, and not ${checksum}.`);
      }
    }
  }
  return { name, samples: new Map([...seconds].map(([contestant, list]) => [contestant, samplesOf(list)])) };
}

// ---------------------------------------------------------------- the table

const inSeconds = ({ median, least, most }: Samples): string =>
  `${median.toPrecision(3)} (${least.toPrecision(3)}–${most.toPrecision(3)})`;

const times = (ratio: number): string => `${ratio >= 100 ? ratio.toFixed(0) : ratio.toPrecision(3)}×`;

/** Median of one as a multiple of another's. */
function ratio({ samples }: Measured, of: Contestant, to: Contestant): number | undefined {
  const a = samples.get(of);
  const b = samples.get(to);
  return a && b && a.median / b.median;
}

interface Column {
  readonly title: string;
  readonly ratio: (row: Measured) => number | undefined;
  readonly inRow: (value: number) => Cell;
  readonly inMean: (value: number) => Cell;
}

const COLUMNS: readonly Column[] = [
  {
    title: 'plain/gcc',
    ratio: (row) => ratio(row, 'plain', 'gcc'),
    inRow: (value) => atMost(value, MOST_IN_A_ROW, times(value)),
    inMean: (value) => atMost(value, MOST_IN_THE_MEAN, times(value)),
  },
  {
    title: 'recoverable/plain',
    ratio: (row) => ratio(row, 'recoverable', 'plain'),
    inRow: (value) => atMost(value, MOST_RECOVERABLE, times(value)),
    inMean: (value) => atMost(value, MOST_RECOVERABLE, times(value)),
  },
  {
    title: 'steps/gcc',
    ratio: (row) => ratio(row, 'steps', 'gcc'),
    inRow: (value) => atMost(value, MOST_STEPS, times(value)),
    inMean: (value) => atMost(value, MOST_STEPS, times(value)),
  },
  { title: 'tcc/gcc', ratio: (row) => ratio(row, 'tcc', 'gcc'), inRow: times, inMean: times },
  {
    title: 'picoc/plain',
    ratio: (row) => ratio(row, 'picoc', 'plain'),
    inRow: (value) => atLeast(value, LEAST_PICOC, times(value)),
    inMean: (value) => atLeast(value, LEAST_PICOC, times(value)),
  },
];

function rowOf(measured: Measured): Cell[] {
  const { name, samples } = measured;
  const seconds = CONTESTANTS.map((contestant) => {
    const found = samples.get(contestant);
    return found ? inSeconds(found) : '–';
  });
  const ratios = COLUMNS.map((column): Cell => {
    const value = column.ratio(measured);
    return value === undefined ? '–' : column.inRow(value);
  });
  return [name, ...seconds, ...ratios];
}

function meanRow(measured: readonly Measured[]): Cell[] {
  const ratios = COLUMNS.map((column): Cell => {
    const values = measured.flatMap((row) => column.ratio(row) ?? []);
    return values.length === 0 ? '–' : column.inMean(geometricMean(values));
  });
  return ['geometric mean', ...CONTESTANTS.map(() => ''), ...ratios];
}

/** Runs every program in every way. */
export async function engine({ quick, only = '' }: BenchOptions): Promise<BenchTable[]> {
  const rounds = quick ? 3 : 5;
  const measured: Measured[] = [];
  for (const row of ROWS) {
    if (row.name.includes(only)) measured.push(measure(row.name, programRun(row, quick), rounds));
  }
  if (KERNEL_ROW.includes(only)) measured.push(measure(KERNEL_ROW, await kernelRun(quick), rounds));
  return [
    {
      title: 'Speed: seconds of processor time inside main(), median (least–most), every access checked',
      columns: ['', 'gcc -O0', ...WAYS, 'tcc -run', 'picoc-js', ...COLUMNS.map(({ title }) => title)],
      rows: [...measured.map(rowOf), meanRow(measured)],
      notes: [
        `plain: no checkpoints; recoverable: any moment can be had back; steps: the run can stop at every single access.`,
        `${rounds} interleaved rounds; steps ran 1/${STEPS_PART} of the work, picoc-js less, both scaled.`,
        `Targets: plain/gcc ≤ ${MOST_IN_A_ROW} in each row and ≤ ${MOST_IN_THE_MEAN} in the mean, recoverable/plain ≤ ${MOST_RECOVERABLE}, ` +
          `steps/gcc ≤ ${MOST_STEPS}, picoc/plain ≥ ${LEAST_PICOC}. ✗ misses its target.`,
      ],
    },
  ];
}
