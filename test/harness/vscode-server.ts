/*
 * VS Code's own server, which shows the workbench in a browser window and runs the extension host beside it. It comes as
 * the npm package code-server; only the VS Code inside it is used. Its install scripts are not run: they would compile
 * native modules (terminal, logging, watchdog) for ten minutes, and the server works without them.
 */
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, type Step } from './cache';
import { npm, type Running, run, start } from './processes';

/** The last release of code-server that runs on Node 20; it holds VS Code 1.100. */
const version = '4.100.3';
const ripgrepVersion = '1.18.0';
const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error'];

const steps: readonly Step[] = [
  {
    name: 'server',
    says: `Fetching VS Code's server (code-server ${version}) …`,
    work: async (folder) => void (await run(...npm('install', '--prefix', folder, ...quiet, `code-server@${version}`))),
  },
  {
    name: 'dependencies',
    says: "Fetching what VS Code's server depends on …",
    work: async (folder) =>
      void (await run(...npm('install', '--omit=dev', ...quiet), {
        cwd: vscodeFolder(folder),
        env: plainEnvironment(),
      })),
  },
  {
    name: 'extensions',
    says: 'Fetching what its built-in extensions depend on …',
    work: async (folder) =>
      void (await run(...npm('install', '--omit=dev', ...quiet), {
        cwd: join(vscodeFolder(folder), 'extensions'),
        env: plainEnvironment(),
      })),
  },
  {
    name: 'ripgrep',
    says: 'Fetching ripgrep, which VS Code searches with …',
    work: async (folder) => {
      const name = `@vscode/ripgrep-${process.platform}-${process.arch}`;
      const scratch = join(folder, 'ripgrep');
      await run(...npm('install', '--prefix', scratch, ...quiet, `${name}@${ripgrepVersion}`));
      const bin = join(vscodeFolder(folder), 'node_modules/@vscode/ripgrep/bin');
      mkdirSync(bin, { recursive: true });
      cpSync(join(scratch, 'node_modules', name, 'bin/rg'), join(bin, 'rg'));
      chmodSync(join(bin, 'rg'), 0o755);
      rmSync(scratch, { recursive: true });
    },
  },
];

function vscodeFolder(folder: string): string {
  return join(folder, 'node_modules/code-server/lib/vscode');
}

/** The environment without the settings that npm gives to the scripts it runs: they are about this project. */
function plainEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_(package|lifecycle|config_local)/.test(name)),
  );
}

export interface ServerOptions {
  /** A folder for the server's own data; extensions are installed into it. */
  readonly dataFolder: string;
  /** A .vsix to install first. */
  readonly vsix?: string;
  /** With it, a folder that is opened for the first time asks whether to trust it, and starts restricted. */
  readonly workspaceTrust?: boolean;
  readonly log?: (line: string) => void;
}

/** A server that is listening on this machine alone. */
export interface Server {
  readonly port: number;
  /** `127.0.0.1:PORT`: the authority of the `vscode-remote:` URIs of its files. */
  readonly authority: string;
  /**
   * The page that opens a folder, or a `.code-workspace` file's folders, with the connection token in it. `payload` is VS
   * Code's own list of extra settings.
   */
  page(folder: string, payload?: readonly (readonly [string, string])[]): string;
  /** The URI by which the window knows a file of this machine. */
  uri(path: string): string;
  stop(): Promise<void>;
}

/** Fetches the server if it is not in the cache; returns the script that starts it. */
export async function installServer(): Promise<string> {
  if (process.platform === 'win32') {
    throw new Error("VS Code's server is not packaged for Windows: use the desktop instead (npm run start:desktop).");
  }
  return join(vscodeFolder(await cached(`code-server-${version}`, steps)), 'out/server-main.js');
}

/** Starts a server on a free port of 127.0.0.1, behind a random connection token; resolves when it listens. */
export async function startServer(options: ServerOptions): Promise<Server> {
  const script = await installServer();
  const token = randomBytes(16).toString('hex');
  const tokenFile = join(options.dataFolder, 'token');
  mkdirSync(options.dataFolder, { recursive: true });
  writeFileSync(tokenFile, token, { mode: 0o600 });
  const extensions = join(options.dataFolder, 'extensions');
  const folders = ['--server-data-dir', options.dataFolder, '--extensions-dir', extensions];
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(VSCODE_|NODE_OPTIONS$)/.test(name)),
  );
  if (options.vsix) {
    await run(
      process.execPath,
      [script, ...folders, '--accept-server-license-terms', '--install-extension', options.vsix],
      { env },
    );
  }
  const server: Running = start(
    process.execPath,
    [
      script,
      ...folders,
      ...['--host', '127.0.0.1', '--port', '0', '--connection-token-file', tokenFile],
      ...['--accept-server-license-terms', '--disable-telemetry'],
      ...(options.workspaceTrust ? [] : ['--disable-workspace-trust']),
    ],
    { env },
    options.log,
  );
  const [, listening] = await server.line(/Extension host agent listening on (\d+)/);
  const port = Number(listening);
  const authority = `127.0.0.1:${port}`;
  return {
    port,
    authority,
    page: (folder, payload) => {
      const query = new URLSearchParams({
        tkn: token,
        [folder.endsWith('.code-workspace') ? 'workspace' : 'folder']: folder,
      });
      if (payload) {
        query.set('payload', JSON.stringify(payload));
      }
      return `http://${authority}/?${query}`;
    },
    uri: (path) => `vscode-remote://${authority}${path}`,
    stop: () => server.stop(),
  };
}
