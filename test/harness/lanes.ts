/*
 * Tiers side by side. Those with a real window wait for the window most of the time, and those without keep every processor busy: so the
 * two kinds run at the same time, each in a process of its own, and the busy one gives way (a higher niceness), so that the window is not
 * slower for it. What the first lane prints is seen at once, what the second prints when the first has ended.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';

/** How a tier went: what the table says of it. */
export interface TierResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly seconds: number;
}

/** Tiers that run in order in one process. */
export interface Lane {
  readonly tiers: readonly string[];
  /** How far it gives way to other processes: 0 not at all, 19 to all. */
  readonly niceness: number;
}

/** Runs lanes at the same time with a script that takes tiers and ends with `tellParent`; returns their results in the order of the lanes. */
export async function runLanes(
  lanes: readonly Lane[],
  script: string,
  more: readonly string[],
): Promise<readonly TierResult[]> {
  const running: Promise<readonly TierResult[]>[] = [];
  for (const { tiers, niceness } of lanes) {
    const child = fork(script, [...tiers, ...more], { stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    if (niceness > 0 && child.pid !== undefined) {
      setPriority(child.pid, niceness);
    }
    const show = held(child);
    void Promise.allSettled(running).then(show);
    running.push(resultOf(child, tiers));
  }
  const settled = await Promise.allSettled(running);
  return settled.flatMap((one) => {
    if (one.status === 'rejected') {
      throw one.reason;
    }
    return one.value;
  });
}

/** Keeps what a process prints until the function that is returned is called; from then on it is printed at once. */
function held({ stdout, stderr }: ChildProcess): () => void {
  const waiting: string[] = [];
  let shown = false;
  for (const stream of [stdout, stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      if (shown) {
        process.stdout.write(text);
      } else {
        waiting.push(text);
      }
    });
  }
  return () => {
    shown = true;
    process.stdout.write(waiting.join(''));
  };
}

/** What a lane tells; rejects when it ends without a word. It does not outlive this process. */
function resultOf(child: ChildProcess, tiers: readonly string[]): Promise<readonly TierResult[]> {
  const end = () => child.kill();
  process.once('exit', end);
  return new Promise((resolve, reject) => {
    let results: readonly TierResult[] | undefined;
    child.once('message', (message) => {
      results = message as readonly TierResult[];
    });
    child.once('error', reject);
    child.once('close', (status, signal) => {
      process.removeListener('exit', end);
      if (results) {
        resolve(results);
      } else {
        reject(new Error(`The tests of ${tiers.join(', ')} ended (${status ?? signal}) without a result.`));
      }
    });
  });
}

/** Tells the process that started this one as a lane how its tiers went; false when none did. */
export function tellParent(results: readonly TierResult[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    if (process.send) {
      process.send(results, undefined, undefined, (error) => (error ? reject(error) : resolve(true)));
    } else {
      resolve(false);
    }
  });
}
