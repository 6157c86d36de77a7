/*
 * `npm run bench [-- SECTION… [--only TEXT] [--quick] [--strict]]`: bundles the sections (sections.ts) as the extension is bundled, so that what is
 * measured is the code that users run, and runs them. `--quick` runs small sizes and few rounds, to see that everything works; its
 * figures say little. `--only` picks rows by a part of their name.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as esbuild from 'esbuild';
import { forNode, projectFolder } from '../../build/bundle';
import { program } from '../../build/program';

/** A source that asks for its own address gets that of the source, not of the bundle. */
const ownAddresses: esbuild.Plugin = {
  name: 'own-addresses',
  setup(build) {
    build.onLoad({ filter: /[\\/](test|build)[\\/].*\.ts$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)),
      loader: 'ts',
    }));
  },
};

async function main(): Promise<void> {
  const outfile = join(projectFolder, 'out/bench/sections.mjs');
  await esbuild.build({
    ...forNode,
    plugins: [...forNode.plugins, ownAddresses],
    format: 'esm',
    packages: 'external',
    entryPoints: ['test/bench/sections.ts'],
    outfile,
  });
  const { status } = spawnSync(process.execPath, [outfile, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}

program(main);
