/*
 * The panel's view in a plain browser page: the bundled script and style sheet under the panel's own HTML and
 * Content-Security-Policy, a webview API that leads to a real session, and behind it a recording in place of the
 * simulation. Colours are those of VS Code's own themes, as a webview of 1.100 has them.
 */
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import { bundles } from '../../../build/bundle';
import { checkViewMessage } from '../../../src/panel/check';
import type { RunRequest, SessionHost } from '../../../src/panel/host';
import { newNonce, viewHtml } from '../../../src/panel/html';
import type { HostMessage, ViewMessage } from '../../../src/panel/protocol';
import { PanelSession, type SessionMessage } from '../../../src/panel/session';
import { type Launch, RecordedSimulation, scenarios } from './fixtures/simulation';
import { model, note } from './fixtures/texts';
import themes from './fixtures/themes.json' with { type: 'json' };

export type Theme = keyof typeof themes;

export interface ViewOptions {
  readonly launch: Launch;
  readonly theme?: Theme;
  readonly width?: number;
  readonly height?: number;
  readonly trusted?: boolean;
  readonly treeTitle?: string;
  /** What the webview kept from before. */
  readonly saved?: unknown;
  /** The note of the session; by default the bundled one. */
  readonly start?: Partial<RunRequest>;
}

/** A view that is open. */
export interface OpenView {
  readonly page: Page;
  readonly session: PanelSession;
  /** The messages that the view sent, the session's and others. */
  readonly said: ViewMessage[];
  /** What the browser complained about: errors, and violations of the Content-Security-Policy. */
  readonly complaints: string[];
  saved(): Promise<unknown>;
  close(): Promise<void>;
}

let bundled: Promise<ReadonlyMap<string, Uint8Array>> | undefined;

/** The view's files, built as the extension's are. */
function viewFiles(): Promise<ReadonlyMap<string, Uint8Array>> {
  bundled ??= build({
    ...bundles['dist/view.js'],
    outfile: join(tmpdir(), 'view.js'),
    sourcemap: false,
    write: false,
  }).then(
    ({ outputFiles }) =>
      new Map(outputFiles.map(({ path, contents }) => [path.replace(/^.*[\\/]/, ''), contents] as const)),
  );
  return bundled;
}

const types: Readonly<Record<string, string>> = { js: 'text/javascript', css: 'text/css', ttf: 'font/ttf' };

/** Of the style that VS Code puts before a webview's own, what would show where the panel does not undo it. */
const DEFAULTS = 'body { padding: 0 20px } code { padding: 1px 3px; color: red; background: yellow }';

/** Opens the view in a page of its own. */
export async function openView(browser: Browser, options: ViewOptions): Promise<OpenView> {
  const files = await viewFiles();
  let html = '';
  const server = createServer(({ url }, response) => {
    const name = (url ?? '/').replace(/^\//, '').replace(/\?.*$/, '');
    const content = name === '' ? html : name === 'webview.css' ? DEFAULTS : files.get(name);
    const type = name === '' ? 'text/html' : (types[name.replace(/^.*\./, '')] ?? 'text/plain');
    response.writeHead(content === undefined ? 404 : 200, { 'content-type': `${type}; charset=utf-8` });
    response.end(content ?? '');
  });
  const origin = await listening(server);
  html = viewHtml({ cspSource: origin, script: '/view.js', style: '/view.css', nonce: newNonce(), title: 'Panel' });

  const context = await browser.newContext({
    viewport: { width: options.width ?? 760, height: options.height ?? 1000 },
    deviceScaleFactor: 1,
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  const said: ViewMessage[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') {
      complaints.push(message.text());
    }
  });
  const session = new PanelSession(sessionHost(page, options));
  await page.exposeFunction('viewSays', (untrusted: unknown) => {
    const message = checkViewMessage(untrusted);
    if (!message) {
      complaints.push(`The view sent what is not a message: ${JSON.stringify(untrusted)}`);
      return;
    }
    said.push(message);
    if (!['open', 'openSymbol', 'command', 'copyReport'].includes(message.type)) {
      session.receive(message as SessionMessage);
    }
  });
  await page.addInitScript({ content: webview(options.theme ?? 'Dark Modern', options.saved) });
  if (options.start) {
    const { currentSettings } = session;
    session.start({ note: note.path, symbol: undefined, play: false, settings: currentSettings, ...options.start });
  }
  await page.goto(origin);
  return {
    page,
    session,
    said,
    complaints,
    saved: () => page.evaluate('window.savedState'),
    close: async () => {
      await context.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) {
    throw new Error('The page has no port.');
  }
  return `http://127.0.0.1:${address.port}`;
}

function sessionHost(page: Page, options: ViewOptions): SessionHost {
  return {
    scenarios,
    defaultNote: note.path,
    createSimulation: () => new RecordedSimulation(options.launch),
    send: (message: HostMessage) => {
      page.evaluate(`window.postMessage(${JSON.stringify(message)}, '*')`).catch((error: Error) => {
        if (!page.isClosed()) {
          throw error;
        }
      });
    },
    treeTitle: options.treeTitle,
    isNote: () => true,
    mayRun: () => options.trusted ?? true,
    titleOf: (path) => path.replace(/^.*\//, ''),
    resolve: async ({ settings, symbol }) => ({
      ...settings,
      note: { path: note.path, text: note.text, snippets: [] },
      tree: [],
      schedule: 'yields',
      budget: 1_000_000,
      stopOn: symbol,
    }),
    readSource: async () => model.text,
    didMove: () => {},
    didCompile: () => {},
  };
}

/** The script that runs in the page before everything else: what VS Code gives to a webview. */
function webview(theme: Theme, saved: unknown): string {
  return `
    window.savedState = ${JSON.stringify(saved) ?? 'undefined'};
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.viewSays(message),
      getState: () => window.savedState,
      setState: (state) => { window.savedState = state; },
    });
    const theme = ${JSON.stringify(themes[theme])};
    document.addEventListener('DOMContentLoaded', () => {
      for (const [name, value] of Object.entries(theme.variables)) {
        document.documentElement.style.setProperty(name, value);
      }
      document.body.className = theme.class;
      const defaults = document.createElement('link');
      defaults.rel = 'stylesheet';
      defaults.href = '/webview.css';
      document.head.prepend(defaults);
    });
  `;
}
