/*
 * Notes beside a whole kernel tree: checking the bundled notes, finding definitions beside `grep`, hovers, and what is remembered. Each
 * measurement runs in a process of its own (anchoringProcess.ts), bundled as the extension is, with the threads that search. The
 * tree's files are in the system's cache: what a disk takes is no part of it.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { forNode, projectFolder } from '../../build/bundle';
import { kernelTree } from '../harness/kernel-trees';
import { atMost, type BenchOptions, type BenchTable, type Cell, samplesOf } from './table';

const NOTE = join(projectFolder, 'media/notes/loopback.md');
const OUT = join(projectFolder, 'out/bench');
const NAMES = ['dev_lstats_read', 'vfs_read', 'sched_setattr_nocheck', 'nr_cpu_ids', 'mutex_lock', 'list_head'];
/** Names for the memory of what is remembered: some that most files have, and a thousand as notes have them. */
const COMMON = 'int struct return static EXPORT_SYMBOL_GPL mutex_lock kfree list_head device u32'.split(' ');

const ms = (value: number): string => `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ms`;
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(1)} MB`;

/** Section `anchoring`. */
export async function anchoring({ quick }: BenchOptions): Promise<readonly BenchTable[]> {
  const tree = await kernelTree('6.12');
  const bundle = (entry: string, name: string): Promise<unknown> =>
    esbuild.build({ ...forNode, format: 'cjs', entryPoints: [entry], outfile: join(OUT, name) });
  await Promise.all([
    bundle('test/bench/anchoringProcess.ts', 'anchoringProcess.js'),
    bundle('src/files/node.ts', 'search.js'),
  ]);
  const rounds = quick ? 1 : 5;
  measure('find', tree, 'warms_the_cache');
  return [
    checking(tree, quick ? 1 : 9),
    finding(tree, quick ? NAMES.slice(0, 2) : NAMES, rounds),
    remembering(tree, quick),
    quoting(tree, rounds),
  ];
}

function measure<T>(task: string, tree: string, argument: string): T {
  const script = join(OUT, 'anchoringProcess.js');
  const args = ['--expose-gc', script, task, tree, argument];
  return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8', maxBuffer: 1 << 28 })) as T;
}

function checking(tree: string, rounds: number): BenchTable {
  const runs = Array.from({ length: rounds }, () =>
    measure<{ cold: number; again: number[]; found: number }>('check', tree, NOTE),
  );
  const row = (name: string, values: readonly number[], target: number): Cell[] => {
    const { median, least, most } = samplesOf(values);
    return [name, atMost(median, target, ms(median)), ms(least), ms(most)];
  };
  const hovers = ['net/core/dev.c', 'include/linux/netdevice.h'].map((path) => {
    const { times } = measure<{ times: number[] }>('hover', tree, `${NOTE} ${path}`);
    const sorted = times.sort((a, b) => a - b);
    const p99 = sorted[Math.floor(sorted.length * 0.99)]!;
    return [
      `hover on each of ${sorted.length} symbols of ${path}, 99th percentile`,
      atMost(p99, 5, ms(p99)),
      ms(sorted[0]!),
      ms(sorted.at(-1)!),
    ];
  });
  return {
    title: `Notes beside Linux 6.12: the bundled notes, ${runs[0]!.found} snippets found`,
    columns: ['', 'median', 'least', 'most'],
    rows: [
      row(
        'checked in a new process',
        runs.map(({ cold }) => cold),
        200,
      ),
      row(
        'checked again',
        runs.flatMap(({ again }) => again),
        20,
      ),
      ...hovers,
    ],
    notes: [
      'Targets: 200 ms in a new process (from reading the notes on, the program being loaded), 20 ms again, hovers 5 ms.',
    ],
  };
}

interface Search {
  readonly ms: number;
  /** Processor time of all threads. */
  readonly processor: number;
}

function finding(tree: string, names: readonly string[], rounds: number): BenchTable {
  const rows = names.map((name): Cell[] => {
    const ours: Search[] = [];
    const greps: Search[] = [];
    const again: number[] = [];
    let places: readonly string[] = [];
    for (let n = 0; n < rounds; n++) {
      greps.push(grep(tree, name));
      const found = measure<{ first: number; again: number; processor: number; places: string[] }>('find', tree, name);
      ours.push({ ms: found.first, processor: found.processor });
      again.push(found.again);
      places = found.places;
    }
    const [own, other] = [samplesOf(ours.map((one) => one.ms)).median, samplesOf(greps.map((one) => one.ms)).median];
    const ratio = own / other;
    const processor = (all: readonly Search[]): string => ms(samplesOf(all.map((one) => one.processor)).median);
    const where = `${places[0] ?? 'nowhere'}${places.length > 1 ? ` and ${places.length - 1} more` : ''}`;
    return [
      name,
      ms(other),
      ms(own),
      atMost(ratio, 2, ratio.toFixed(2)),
      processor(greps),
      processor(ours),
      ms(samplesOf(again).median),
      where,
    ];
  });
  return {
    title: 'Finding a definition anywhere in the 60,000 C files of Linux 6.12',
    columns: ['', 'grep -rlw', 'here', 'ratio', 'grep’s processor time', 'ours', 'again', 'found'],
    rows,
    notes: [
      'Target: twice the time of `grep -rlw NAME --include=*.c --include=*.h`, run in turn; `again` is remembered.',
    ],
  };
}

function grep(tree: string, name: string): Search {
  const started = performance.now();
  const { status, stderr } = spawnSync(
    'bash',
    ['-c', 'time grep -rlw "$1" --include=*.c --include=*.h "$2" > /dev/null', '', name, tree],
    {
      encoding: 'utf8',
      env: { ...process.env, TIMEFORMAT: '%U %S' },
    },
  );
  if (status !== 0 && status !== 1) throw new Error(`grep ended with ${status}: ${stderr}`);
  const [user = 0, system = 0] = stderr.trim().split(/\s+/).map(Number);
  return { ms: performance.now() - started, processor: (user + system) * 1000 };
}

/** Notes that quote a file again and again: what else is on the thread is held up by no more than a step. */
function quoting(tree: string, rounds: number): BenchTable {
  const files = [
    ['kernel/bpf/verifier.c', 'definitions'],
    ['kernel/bpf/verifier.c', 'statements'],
    ['fs/nls/nls_cp949.c', 'definitions'],
    ['drivers/gpu/drm/amd/include/asic_reg/nbio/nbio_7_7_0_sh_mask.h', 'definitions'],
  ] as const;
  const rows = files.map(([path, what]): Cell[] => {
    const runs = Array.from({ length: rounds }, () =>
      measure<{ ms: number; longest: number; quoted: number; found: number }>('quote', tree, `${path} ${what}`),
    );
    const { quoted, found } = runs[0]!;
    const longest = samplesOf(runs.map((run) => run.longest)).median;
    return [
      `${quoted} ${what} of ${path}`,
      String(found),
      ms(samplesOf(runs.map((run) => run.ms)).median),
      atMost(longest, 150, ms(longest)),
    ];
  });
  return {
    title: 'Notes that quote much of one file of Linux 6.12',
    columns: ['', 'exact', 'time', 'longest stretch'],
    rows,
    notes: ['Target: nothing else on the thread waits longer than 150 ms (`longest stretch`).'],
  };
}

function remembering(tree: string, quick: boolean): BenchTable {
  const rare = Array.from({ length: quick ? 50 : 990 }, (_, n) => `${['dev', 'net', 'skb', 'sk', 'page'][n % 5]}_${n}`);
  const found = measure<{
    memory: number;
    bytes: number;
    save: number;
    restore: number;
    reads: number;
    searches: number;
    same: boolean;
    words: number;
  }>('remember', tree, [...COMMON, ...rare].join(' '));
  return {
    title: `What is remembered of the tree, after ${found.words} names`,
    columns: ['', ''],
    rows: [
      ['memory', atMost(found.memory, 100e6, megabytes(found.memory))],
      ['saved', megabytes(found.bytes)],
      ['time to save', ms(found.save)],
      ['time to take back after a reload and look for changed files', ms(found.restore)],
      [
        'files read again, searches made again',
        { text: `${found.reads}, ${found.searches}`, good: found.reads + found.searches === 0 },
      ],
      ['the answers are the same', { text: found.same ? 'yes' : 'no', good: found.same }],
    ],
    notes: ['Target: 100 MB for the whole tree; after a reload unchanged files are not read again.'],
  };
}
