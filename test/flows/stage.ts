/*
 * Where the flows are played: the packaged extension in VS Code's server, seen by Chromium. There is one server and one window for all
 * flows, but for those that want a window of their own.
 *
 *   flow('hover a symbol and run it', async (window) => { ... });      what a window can do is in window.ts
 *
 * Before each flow all editors are closed, the files of the workspace are restored and the theme is dark. A flow that
 * fails leaves out/screenshots/failed-NAME.png. `npm run test:flows -- --only TEXT` runs the flows with TEXT in their
 * name.
 */
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { packagePath } from '../../build/package';
import { launchBrowser } from '../harness/browser';
import { type Server, startServer } from '../harness/vscode-server';
import { scratchFolder, scratchWorkspace } from '../harness/workspace';
import { patience, settings, themes, Window } from './window';

/** The server, the browser and the window that all flows share. */
interface Stage {
  readonly server: Server;
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly scratch: string;
  readonly window: Window;
}

let stage: Promise<Stage> | undefined;

async function openStage(): Promise<Stage> {
  const scratch = scratchFolder();
  const server = await startServer({ dataFolder: join(scratch, 'server'), vsix: packagePath, workspaceTrust: true });
  const browser = await launchBrowser();
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  context.setDefaultTimeout(patience);
  // The functions that are sent to the page come from a compiler that wraps inner functions in `__name`.
  await context.addInitScript('globalThis.__name = (value) => value;');
  const window = await openWindow(server, context, scratch, 'loopback', true);
  return { server, browser, context, scratch, window };
}

/**
 * Opens a window on a new workspace and answers its question whether the workspace is trusted. `prepare` may put more into its
 * folder; it returns what is opened, a folder or a `.code-workspace` file.
 */
async function openWindow(
  server: Server,
  context: BrowserContext,
  scratch: string,
  name: string,
  trusted: boolean,
  prepare?: (folder: string) => string,
): Promise<Window> {
  const workspace = scratchWorkspace(scratch, name, { ...settings, 'workbench.colorTheme': themes.dark });
  const page = await context.newPage();
  await page.goto(server.page(prepare?.(workspace.folder) ?? workspace.folder));
  const answer = trusted ? /^Yes, I trust/ : /^No, I don't trust/;
  const window = new Window(page, workspace);
  await withPictureOfFailure(`opening-${name}`, window, async () => {
    const dialog = page.locator('.monaco-dialog-box');
    await dialog.getByRole('button', { name: answer }).click();
    // Of several folders VS Code may learn only then, and asks whether the files that they add are trusted.
    const more = dialog.getByRole('button', { name: trusted ? 'Yes' : 'No', exact: true });
    const shown = page.locator('.explorer-folders-view .monaco-list-row').first();
    await more.or(shown).first().waitFor();
    if (await more.isVisible()) {
      await more.click();
    }
    await shown.waitFor();
  });
  return window;
}

/** A flow, as a test of node:test: what main.ts runs. */
export interface Flow {
  readonly name: string;
  run(): Promise<void>;
}

/** The flows in the order of their definition. */
export const flows: Flow[] = [];

/** Defines a flow: a test in the shared window, which is put back to its first state before. */
export function flow(name: string, steps: (window: Window) => Promise<void>): void {
  flows.push({
    name,
    run: async () => {
      stage ??= openStage();
      const { window } = await stage;
      await withPictureOfFailure(name, window, async () => {
        await window.reset();
        await steps(window);
      });
    },
  });
}

/** Defines a flow in a second window, on a workspace that is not trusted (Restricted Mode). */
export function restrictedFlow(name: string, steps: (window: Window) => Promise<void>): void {
  flowInOwnWindow(name, false, undefined, steps);
}

/** Defines a flow in a window of its own, on the folder or the `.code-workspace` file that `prepare` makes and returns. */
export function workspaceFlow(
  name: string,
  prepare: (folder: string) => string,
  steps: (window: Window) => Promise<void>,
): void {
  flowInOwnWindow(name, true, prepare, steps);
}

function flowInOwnWindow(
  name: string,
  trusted: boolean,
  prepare: ((folder: string) => string) | undefined,
  steps: (window: Window) => Promise<void>,
): void {
  // A folder of its own: VS Code remembers the answer for one that it has asked about.
  const folder = `own-${flows.length}`;
  flows.push({
    name,
    run: async () => {
      stage ??= openStage();
      const { server, context, scratch } = await stage;
      const window = await openWindow(server, context, scratch, folder, trusted, prepare);
      try {
        await withPictureOfFailure(name, window, () => steps(window));
      } finally {
        await window.page.close();
      }
    },
  });
}

async function withPictureOfFailure(name: string, window: Window, steps: () => Promise<void>): Promise<void> {
  try {
    await steps();
  } catch (error) {
    await window.screenshot(`failed-${name.toLowerCase().replace(/[^a-z0-9]+/g, '-')}`);
    throw error;
  }
}

/** Ends the browser and the server, if a flow has started them. */
export async function closeStage(): Promise<void> {
  const opened = await stage;
  await opened?.browser.close();
  await opened?.server.stop();
}
