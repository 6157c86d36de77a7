/*
 * Child processes of the build and the tests. `run` waits for a command and shows its output only when it fails; `start`
 * keeps one going. Each child leads a process group of its own, and whatever ends this process (its end, Ctrl-C, a kill)
 * ends the groups first: nothing that was started here is left behind.
 */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';

const groups = new Set<ChildProcess>();

/** A command that keeps running, such as a server. */
export interface Running {
  /** Resolves with the first line of output that matches; rejects when the process ends without one. */
  line(pattern: RegExp): Promise<RegExpExecArray>;
  /** Ends the process and its children; resolves when it is gone. */
  stop(): Promise<void>;
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** The arguments that run npm with the Node that runs this, as `command, ...args`. */
export function npm(...args: string[]): [string, string[]] {
  const script = process.env.npm_execpath;
  return script?.endsWith('.js') ? [process.execPath, [script, ...args]] : ['npm', args];
}

/** Runs a command to its end; returns what it wrote, to either stream. Throws with that when it does not exit with 0. */
export async function run(command: string, args: readonly string[], options: CommandOptions = {}): Promise<string> {
  const child = launch(command, args, options, ['ignore', 'pipe', 'pipe']);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (data: string) => {
      output += data;
    });
  }
  const status = await ended(child);
  if (status !== 0) {
    throw new Error(`${[command, ...args].join(' ')} failed (${status}).\n${output.split('\n').slice(-40).join('\n')}`);
  }
  return output;
}

/** Starts a command that is to keep running. `log` gets every line that it writes. */
export function start(
  command: string,
  args: readonly string[],
  options: CommandOptions = {},
  log: (line: string) => void = () => {},
): Running {
  const child = launch(command, args, options, ['ignore', 'pipe', 'pipe']);
  const lines: string[] = [];
  const waiting = new Set<(line: string) => void>();
  const gone = ended(child);
  const heard = (line: string) => {
    lines.push(line);
    log(line);
    for (const listener of [...waiting]) {
      listener(line);
    }
  };
  for (const stream of [child.stdout, child.stderr]) {
    let rest = '';
    stream?.on('data', (data: string) => {
      const parts = (rest + data).split('\n');
      rest = parts.pop() ?? '';
      parts.forEach(heard);
    });
  }
  return {
    line: (pattern) =>
      new Promise((resolve, reject) => {
        const listener = (line: string) => {
          const match = pattern.exec(line);
          if (match) {
            waiting.delete(listener);
            resolve(match);
          }
        };
        waiting.add(listener);
        lines.forEach(listener);
        gone.then(
          (status) => reject(new Error(`${command} ended (${status}) early.\n${lines.slice(-40).join('\n')}`)),
          reject,
        );
      }),
    stop: async () => {
      signal(child, 'SIGTERM');
      const forced = setTimeout(() => signal(child, 'SIGKILL'), 5000);
      await gone.finally(() => clearTimeout(forced));
    },
  };
}

function launch(command: string, args: readonly string[], options: CommandOptions, stdio: SpawnOptions['stdio']) {
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: options.env ?? process.env,
    stdio,
    detached: process.platform !== 'win32',
  });
  child.stdout?.setEncoding('utf8');
  child.stderr?.setEncoding('utf8');
  groups.add(child);
  return child;
}

function ended(child: ChildProcess): Promise<number | NodeJS.Signals> {
  return new Promise((resolve, reject) => {
    child.once('error', (error) => {
      groups.delete(child);
      reject(error);
    });
    child.once('close', (code, killed) => {
      groups.delete(child);
      resolve(code ?? killed ?? 1);
    });
  });
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) {
    return;
  }
  try {
    process.kill(process.platform === 'win32' ? child.pid : -child.pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') {
      throw error;
    }
  }
}

process.once('exit', () => {
  for (const child of groups) {
    signal(child, 'SIGKILL');
  }
});
for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.on(name, () => process.exit(name === 'SIGINT' ? 130 : 143));
}
