/*
 * Runs files of Node's own test runner (node:test) and reports them. Where CI is set a skipped test counts as a failure:
 * there, everything that the tests need is to be had.
 */
import { existsSync, readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { projectFolder } from '../../build/bundle';

/** The test files under a folder of the project, sorted; empty when there is no such folder. */
export function testFiles(folder: string, suffix = '.test.ts'): string[] {
  const path = join(projectFolder, folder);
  if (!existsSync(path)) {
    return [];
  }
  return readdirSync(path, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith(suffix))
    .sort()
    .map((file) => join(path, file));
}

/** How many tests of a tier passed, failed and were skipped. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Runs test files, each in a process of its own, as many at once as there are processors. */
export async function runNodeTests(files: readonly string[], names?: RegExp): Promise<Counts> {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  const stream = run({ files: [...files], concurrency: availableParallelism(), testNamePatterns: names });
  stream.on('test:pass', ({ details, skip }) => {
    if (skip !== undefined) {
      // Those that `names` leaves out come as skipped too.
      counts.skipped += /test name does not match/.test(String(skip)) ? 0 : 1;
    } else if (details.type !== 'suite') {
      counts.passed++;
    }
  });
  stream.on('test:fail', () => {
    counts.failed++;
  });
  const report = stream.compose(new spec());
  report.pipe(process.stdout, { end: false });
  await finished(report);
  return counts;
}
