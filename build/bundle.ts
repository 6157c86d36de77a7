/*
 * Bundles what runs into dist/ with esbuild: the extension for VS Code's two hosts (Node and the web worker), the
 * simulation's worker, the threads that search a kernel tree, the panel's view and the terminal program.
 *
 * Bundles for a browser fail to build when they import Node, which is half of the rule that keeps the core free of it
 * (test/unit/architecture.test.ts is the other half).
 */
import { chmodSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { type EmbeddedName, embeddedFolder, readEmbedded } from './embedded';

/** The project's folder, as an absolute path without a slash at its end. */
export const projectFolder = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');

/** Replaces `#embedded/NAME` by a module that holds the texts themselves; see embedded.ts. */
export const embedTexts: esbuild.Plugin = {
  name: 'embed-texts',
  setup(build) {
    build.onResolve({ filter: /^#embedded\// }, ({ path }) => ({ path: basename(path), namespace: 'embedded' }));
    build.onLoad({ filter: /.*/, namespace: 'embedded' }, ({ path }) => {
      const folder = embeddedFolder(path as EmbeddedName);
      const files = readEmbedded(path as EmbeddedName);
      const paths = Object.keys(files).map((name) => join(folder, name));
      return {
        contents: `export const files = ${JSON.stringify(files)};`,
        watchFiles: paths,
        watchDirs: [folder, ...new Set(paths.map((file) => join(file, '..')))],
      };
    });
  },
};

const common = {
  absWorkingDir: projectFolder,
  bundle: true,
  minify: true,
  sourcemap: true,
  logLevel: 'warning',
  plugins: [embedTexts],
} satisfies esbuild.BuildOptions;
/** How what runs in Node is bundled. */
export const forNode = { ...common, platform: 'node', target: 'node20' } satisfies esbuild.BuildOptions;
const forBrowser = { ...common, platform: 'browser', target: 'es2022' } satisfies esbuild.BuildOptions;
const forVSCode = { format: 'cjs', external: ['vscode'] } satisfies esbuild.BuildOptions;

/** Each bundle by the file that it makes (the view's style sheet comes from what its script imports). */
export const bundles: Readonly<Record<string, esbuild.BuildOptions & { entryPoints: [string] }>> = {
  'dist/extension.js': { ...forNode, ...forVSCode, entryPoints: ['src/extension.ts'] },
  'dist/web/extension.js': { ...forBrowser, ...forVSCode, entryPoints: ['src/extension.ts'] },
  'dist/worker.js': { ...forBrowser, format: 'iife', entryPoints: ['src/simulation/worker.ts'] },
  'dist/view.js': {
    ...forBrowser,
    format: 'iife',
    entryPoints: ['src/panel/view/main.ts'],
    loader: { '.ttf': 'file' },
    assetNames: '[name]',
  },
  'dist/search.js': { ...forNode, format: 'cjs', entryPoints: ['src/files/node.ts'] },
  'dist/cli.js': { ...forNode, format: 'cjs', entryPoints: ['src/cli.ts'], banner: { js: '#!/usr/bin/env node' } },
};

/** Builds everything once. Rejects when something does not build; esbuild has said what and where. */
export async function build(): Promise<void> {
  await Promise.all(Object.entries(bundles).map(([outfile, options]) => esbuild.build({ ...options, outfile })));
  chmodSync(join(projectFolder, 'dist/cli.js'), 0o755);
}

/** Builds everything, unminified, and again whenever a source changes. */
export async function watch(): Promise<void> {
  for (const [outfile, options] of Object.entries(bundles)) {
    const context = await esbuild.context({ ...options, minify: false, logLevel: 'info', outfile });
    await context.rebuild().catch((error: Error) => console.error(error.message));
    await context.watch();
  }
  console.log('[watch] Built. Watching for changes; Ctrl-C ends.');
}
