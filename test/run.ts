/*
 * Runs tiers of tests, in the order given: `node --import tsx test/run.ts TIER… [--only TEXT]`. Prints each tier's report,
 * then a table; exits with 1 when a test failed, or, where CI is set, was skipped. `--only` picks tests by a part of their
 * name (in `integration`: by a part of the suite's file name).
 */
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { build, projectFolder } from '../build/bundle';
import { pack } from '../build/package';
import { program } from '../build/program';
import { kernelTree, kernelVersions, missingKernelTools } from './harness/kernel-trees';
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

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' } } });
  const table: string[] = [];
  let good = true;
  for (const name of positionals) {
    const tier = tiers[name];
    if (!tier) {
      throw new Error(`There is no tier ${name}; there are ${Object.keys(tiers).join(', ')}.`);
    }
    console.log(`\n— ${name} —`);
    const started = Date.now();
    const { passed, failed, skipped } = await tier(values.only);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    good &&= failed === 0 && !(process.env.CI && skipped > 0);
    table.push(
      `${name.padEnd(12)}${String(passed).padStart(7)} passed${String(failed).padStart(5)} failed${String(skipped).padStart(5)} skipped${seconds.padStart(8)} s`,
    );
  }
  console.log(`\n${table.join('\n')}`);
  if (process.env.CI && !good) {
    console.log('CI is set: a skipped test counts as a failure.');
  }
  process.exit(good ? 0 : 1);
}

program(main);
