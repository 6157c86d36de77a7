/*
 * Runs the suites of test/integration/suites/ inside VS Code's extension hosts: in Node's, and in the web worker one, both
 * behind VS Code's server in a Chromium window. Suites are written once for both; what only one host has, a suite asks
 * `isWebHost` about.
 *
 * The suites are bundled into one CommonJS file per host, because the web worker host loads a single file. The web worker
 * host is chosen by a copy of the extension whose package.json has no `main`.
 */
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import * as esbuild from 'esbuild';
import type { Browser } from 'playwright-core';
import { embedTexts, projectFolder } from '../../build/bundle';
import { launchBrowser } from '../harness/browser';
import { type Server, startServer } from '../harness/vscode-server';
import { scratchFolder, scratchWorkspace } from '../harness/workspace';
import type { Outcome } from './mocha';

const outFolder = join(projectFolder, 'out/integration');
const webExtensionFolder = join(outFolder, 'web-extension');
/** A whole host's suites take 40 s on two quiet cores. */
const limitSeconds = 900;
/** How long the outcome may come after the word that the host ended: they go different ways. */
const graceSeconds = 20;

/** What the server says of the native modules it goes without, and of the network it does not need. */
const knownComplaints =
  /build\/Release\/watchdog|the bindings file|open-vsx|\[Service Worker\]|onnection token|socket \(renderer/;

/** VS Code's extension hosts. */
export const hosts = ['node', 'web'] as const;
export type Host = (typeof hosts)[number];

/**
 * Bundles the suites whose file names contain `filter` for a host; returns the file that exports `run`. It lies within the
 * extension that it tests: that is how VS Code knows which host to run it in.
 */
export async function bundleSuites(host: Host, filter = ''): Promise<string> {
  const suites = readdirSync(join(projectFolder, 'test/integration/suites'))
    .filter((file) => file.endsWith('.test.ts') && file.includes(filter))
    .sort();
  const outfile = join(host === 'node' ? outFolder : webExtensionFolder, 'suites.js');
  await esbuild.build({
    absWorkingDir: projectFolder,
    stdin: {
      contents: ["export { run } from './mocha';", ...suites.map((file) => `import './suites/${file}';`)].join('\n'),
      resolveDir: join(projectFolder, 'test/integration'),
    },
    outfile,
    bundle: true,
    format: 'cjs',
    platform: host === 'node' ? 'node' : 'browser',
    target: 'es2022',
    external: ['vscode'],
    sourcemap: 'inline',
    keepNames: true,
    define: { EXTENSION_HOST: JSON.stringify(host) },
    plugins: [embedTexts],
    logLevel: 'warning',
  });
  return outfile;
}

/** Makes the extension that the web worker host loads: the built one, without its entry for Node. */
function webExtension(): string {
  const folder = webExtensionFolder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { main: _, ...manifest } = JSON.parse(readFileSync(join(projectFolder, 'package.json'), 'utf8'));
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
  for (const part of ['dist', 'media']) {
    cpSync(join(projectFolder, part), join(folder, part), {
      recursive: true,
      filter: (path) => !path.endsWith('.vsix'),
    });
  }
  return folder;
}

/** The integration tests' workspace, with the files of test/integration/workspace/ in it. */
export function integrationWorkspace(parent: string, name: string): string {
  const { folder } = scratchWorkspace(parent, name);
  const fixtures = join(projectFolder, 'test/integration/workspace');
  if (existsSync(fixtures)) {
    cpSync(fixtures, folder, { recursive: true });
  }
  return folder;
}

/**
 * Runs the suites in each of `inHosts`, dist/ being built. Prints a line per test; returns the sums. `filter` is a part of
 * a suite's file name.
 */
export async function runIntegration(inHosts: readonly Host[] = hosts, filter = ''): Promise<Outcome> {
  const scratch = scratchFolder();
  const server = await startServer({ dataFolder: join(scratch, 'server') });
  const browser = await launchBrowser();
  try {
    const total = { passed: 0, failed: 0, skipped: 0 };
    for (const host of inHosts) {
      console.log(`In the ${host === 'node' ? 'Node' : 'web worker'} extension host:`);
      const extension = host === 'node' ? projectFolder : webExtension();
      const tests = await bundleSuites(host, filter);
      const outcome = await runInWindow(browser, server, integrationWorkspace(scratch, host), extension, tests);
      total.passed += outcome.passed;
      total.failed += outcome.failed;
      total.skipped += outcome.skipped;
    }
    return total;
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Opens a window whose extension host runs `tests` on `extension`, and waits for the outcome. */
async function runInWindow(
  browser: Browser,
  server: Server,
  folder: string,
  extension: string,
  tests: string,
): Promise<Outcome> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  let timer: NodeJS.Timeout | undefined;
  const noise: string[] = [];
  try {
    const over = new Promise<Outcome>((resolve, reject) => {
      let outcome: Outcome | undefined;
      let ended = false;
      timer = setTimeout(
        () => reject(new Error(`The suites did not end within ${limitSeconds} s.`)),
        limitSeconds * 1000,
      );
      const log = (_type: string, args: unknown[]) => {
        const line = format(...args);
        if (line.startsWith('OUTCOME ')) {
          outcome = JSON.parse(line.slice('OUTCOME '.length)) as Outcome;
          if (ended) resolve(outcome);
        } else if (line.startsWith('TEST ')) {
          console.log(`  ${line.slice('TEST '.length).replaceAll('\n', '\n    ')}`);
        } else if (!knownComplaints.test(line)) {
          noise.push(line);
        }
      };
      const settle = (code: number) => {
        ended = true;
        if (outcome) {
          resolve(outcome);
          return;
        }
        clearTimeout(timer);
        const error = new Error(`The extension host ended with ${code} before the suites did.`);
        timer = setTimeout(() => reject(error), graceSeconds * 1000);
      };
      page.exposeFunction('codeAutomationLog', log).catch(reject);
      page.exposeFunction('codeAutomationExit', settle).catch(reject);
    });
    await page.goto(
      server.page(folder, [
        ['extensionDevelopmentPath', server.uri(extension)],
        ['extensionTestsPath', server.uri(tests.replace(/\.js$/, ''))],
      ]),
    );
    return await over;
  } catch (error) {
    console.error(noise.slice(-60).join('\n'));
    await page.screenshot({ path: join(outFolder, 'failed.png') });
    throw error;
  } finally {
    clearTimeout(timer);
    await page.close();
  }
}
