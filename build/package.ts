/*
 * Packs the extension as a .vsix, with no warning and no larger than it may be.
 */
import { readFileSync, statSync } from 'node:fs';
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
  if (/^\s*WARNING\b/m.test(report)) {
    throw new Error(`vsce warned.\n${report}`);
  }
  const listing = await run(process.execPath, [vsce, 'ls', '--no-dependencies'], { cwd: projectFolder });
  const packed = listing.split('\n').map((line) => line.trim());
  const missing = filesNamedIn(JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'))).filter(
    (file) => !packed.includes(file),
  );
  if (missing.length > 0) {
    throw new Error(`package.json names files that .vscodeignore leaves out: ${missing.join(', ')}.`);
  }
  const { size } = statSync(packagePath);
  if (size > limit) {
    throw new Error(`The package has ${size} bytes; the limit is ${limit}.\n${report}`);
  }
  return report;
}

/** The files of dist/ and media/ that a manifest names for VS Code, relative to the project's folder. */
function filesNamedIn(manifest: { main: string; browser: string; icon: string; contributes: unknown }): string[] {
  const { main, browser, icon, contributes } = manifest;
  const names = [...JSON.stringify([main, browser, icon, contributes]).matchAll(/"(?:\.\/)?((?:dist|media)\/[^"]+)"/g)];
  return [...new Set(names.map(([, name]) => name))];
}
