/*
 * Runs tiers of tests, in the order given: `node --import tsx test/run.ts TIER… [--only TEXT]`. Prints each tier's report,
 * then a table; exits with 1 when a test failed, or, where CI is set, was skipped. `--only` picks tests by a part of their
 * name (in `integration`: by a part of the suite's file name). Tiers with a window and tiers without run side by side, one
 * after the other where CI is set.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build, projectFolder } from '../build/bundle';
import { pack } from '../build/package';
import { program } from '../build/program';
import { kernelTree, kernelVersions, missingKernelTools } from './harness/kernel-trees';
import { runLanes, type TierResult, tellParent } from './harness/lanes';
import { type Counts, runNodeTests, testFiles } from './harness/node-tests';
import { missing32Bit, missingCsmith } from './harness/requirements';
import { runDesktop } from './integration/desktop';
import { runIntegration } from './integration/run';

const skipped: Counts = { passed: 0, failed: 0, skipped: 1 };

/** The tiers by name. Each prints its report and resolves with its sums. */
const tiers: Readonly<Record<string, (only: string | undefined) => Promise<Counts>>> = {
  unit: (only) => nodeTests('test/unit', only),

  engine: async (only) => {
    const reason = await missing32Bit();
    const counts = await nodeTests('test/engine', only);
    return reason ? add(counts, skip(reason)) : counts;
  },

  integration: async (only) => {
    await build();
    return runIntegration(undefined, only);
  },

  flows: async (only) => {
    await pack();
    process.env.FLOWS = only ?? '';
    return runNodeTests([join(projectFolder, 'test/flows/main.ts')]);
  },

  desktop: async (only) => {
    await build();
    return runDesktop(only);
  },

  kernels: async (only) => {
    const reason = missingKernelTools();
    if (reason) {
      return skip(reason);
    }
    for (const version of kernelVersions) {
      await kernelTree(version);
    }
    return nodeTests('test/kernels', only);
  },

  fuzz: async (only) => {
    const reasons = [await missing32Bit(), await missingCsmith()].filter((reason) => reason !== undefined);
    const counts = await nodeTests('test/fuzz', only);
    return reasons.map(skip).reduce(add, counts);
  },

  live: (only) => nodeTests('test/live', only),
};

async function nodeTests(folder: string, only: string | undefined): Promise<Counts> {
  const files = testFiles(folder);
  if (files.length === 0) {
    console.log(`There are no tests in ${folder}/ yet.`);
    return { passed: 0, failed: 0, skipped: 0 };
  }
  return runNodeTests(files, pattern(only));
}

function pattern(only: string | undefined): RegExp | undefined {
  return only === undefined ? undefined : new RegExp(only.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
}

function skip(reason: string): Counts {
  console.log(`SKIPPED ${reason}`);
  return skipped;
}

function add(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/** The tiers that drive a window. */
const windowed: readonly string[] = ['integration', 'flows', 'desktop'];
/** How far the other tiers give way to the window (19 is the most): half as much as `nice` by itself. */
const NICENESS = 5;

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
  for (const name of positionals) {
    if (!tiers[name]) {
      throw new Error(`There is no tier ${name}; there are ${Object.keys(tiers).join(', ')}.`);
    }
  }
  const lanes = [
    { tiers: positionals.filter((name) => !windowed.includes(name)), niceness: NICENESS },
    { tiers: positionals.filter((name) => windowed.includes(name)), niceness: 0 },
  ];
  // In CI, where nobody waits, nothing may stand in the window's way.
  const sideBySide = !process.env.CI && lanes.every((lane) => lane.tiers.length > 0);
  const results = sideBySide
    ? await runLanes(lanes, fileURLToPath(import.meta.url), values.only === undefined ? [] : ['--only', values.only])
    : await runInOrder(positionals, values.only);
  const good = results.every(({ failed, skipped }) => failed === 0 && !(process.env.CI && skipped > 0));
  if (!(await tellParent(results))) {
    console.log(`\n${results.map(row).join('\n')}`);
    if (process.env.CI && !good) {
      console.log('CI is set: a skipped test counts as a failure.');
    }
  }
  process.exit(good ? 0 : 1);
}

async function runInOrder(names: readonly string[], only: string | undefined): Promise<readonly TierResult[]> {
  const results: TierResult[] = [];
  for (const name of names) {
    console.log(`\n— ${name} —`);
    const started = Date.now();
    const tier = tiers[name] as (typeof tiers)[string];
    const counts = await tier(only);
    results.push({ name, ...counts, seconds: (Date.now() - started) / 1000 });
  }
  return results;
}

function row({ name, passed, failed, skipped, seconds }: TierResult): string {
  const sums = `${String(passed).padStart(7)} passed${String(failed).padStart(5)} failed${String(skipped).padStart(5)} skipped`;
  return `${name.padEnd(12)}${sums}${seconds.toFixed(1).padStart(8)} s`;
}

program(main);
