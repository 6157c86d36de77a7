/*
 * The per-user cache of what tests and `npm start` fetch (VS Code's server, kernel trees) or need not do again. It lies outside the project, so
 * that every clone shares it. A folder of the cache is filled in steps; a finished step leaves a marker beside its work
 * and is not done again, so an interrupted fetch goes on where it stopped. A lock keeps two processes from filling the
 * same folder at once.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import envPaths from 'env-paths';

const root = envPaths('annotated-kernel', { suffix: '' }).cache;

/** Where a file or folder of a name lies in the cache; there may be none yet. */
export function cachePath(name: string): string {
  return join(root, name);
}

/** One step of filling a folder. `work` may find the leavings of an earlier attempt that was cut off. */
export interface Step {
  /** Names the marker; change it when the work changes. */
  readonly name: string;
  /** Said to the user while the work goes on. */
  readonly says: string;
  work(folder: string): Promise<void>;
}

/** Fills `name` of the cache by doing those of `steps` that are not done yet, in order; returns the folder's path. */
export async function cached(name: string, steps: readonly Step[]): Promise<string> {
  const folder = cachePath(name);
  const isDone = (step: Step) => existsSync(marker(folder, step));
  if (steps.every(isDone)) {
    return folder;
  }
  mkdirSync(folder, { recursive: true });
  const unlock = await lock(`${folder}.lock`);
  try {
    for (const step of steps) {
      if (!isDone(step)) {
        await reportingProgress(step.says, () => step.work(folder));
        writeFileSync(marker(folder, step), '');
      }
    }
  } finally {
    unlock();
  }
  return folder;
}

function marker(folder: string, step: Step): string {
  return join(folder, `.done-${step.name}`);
}

/** Waits for the lock file at `path`, taking over one whose process is no more; returns what releases it. */
async function lock(path: string): Promise<() => void> {
  for (let waited = false; ; waited = true) {
    try {
      writeFileSync(path, String(process.pid), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
        throw error;
      }
    }
    const owner = existsSync(path) ? Number(readFileSync(path, 'utf8')) : 0;
    if (owner > 0 && !isAlive(owner)) {
      rmSync(path, { force: true });
      continue;
    }
    if (!waited) {
      console.log(`Waiting for process ${owner}, which is filling the same cache (${path}).`);
    }
    await sleep(1000);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Says `what`, then how long it has been going on (every second on a terminal, every half minute elsewhere). */
async function reportingProgress(what: string, work: () => Promise<void>): Promise<void> {
  const started = Date.now();
  const seconds = () => `${Math.round((Date.now() - started) / 1000)} s`;
  const terminal = process.stdout.isTTY;
  process.stdout.write(terminal ? what : `${what}\n`);
  const ticker = setInterval(
    () => process.stdout.write(terminal ? `\r${what} ${seconds()}` : `  … ${seconds()}\n`),
    terminal ? 1000 : 30_000,
  );
  try {
    await work();
  } finally {
    clearInterval(ticker);
    process.stdout.write(terminal ? `\r${what} ${seconds()}\n` : `  done in ${seconds()}\n`);
  }
}
