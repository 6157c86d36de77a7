/*
 * Packs the extension as a .vsix, with no warning and no larger than it may be.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../test/harness/processes';
import { build, projectFolder } from './bundle';

/** What `npm run package` makes. */
export const packagePath = join(projectFolder, 'dist/annotated-kernel.vsix');

/** The largest package, in bytes. */
const limit = 1_000_000;

/**
 * Builds and packs; returns what vsce says: the list of files and the size. Throws when vsce warns of anything or when
 * the package is too large.
 */
export async function pack(): Promise<string> {
  await build();
  const vsce = join(projectFolder, 'node_modules/@vscode/vsce/vsce');
  const flags = ['--no-dependencies', '--allow-missing-repository', '--no-rewrite-relative-links'];
  const report = await run(process.execPath, [vsce, 'package', ...flags, '--out', packagePath], { cwd: projectFolder });
  if (/warning/i.test(report)) {
    throw new Error(`vsce warned.\n${report}`);
  }
  const { size } = statSync(packagePath);
  if (size > limit) {
    throw new Error(`The package has ${size} bytes; the limit is ${limit}.\n${report}`);
  }
  return report;
}
