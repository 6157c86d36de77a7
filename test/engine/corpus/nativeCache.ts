/*
 * What gcc's builds of the corpus did, remembered in the per-user cache: gcc and the C library are what they were, and so are the text, the
 * flags and the arguments, so a program prints what it printed. A key is a hash of all of these. Nothing is taken from the cache that is
 * not there for the very same key.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Outcome } from '../exec/runExec';

/** What is linked into a program, or found when it runs. */
const LIBRARIES = ['libc.so.6', 'libm.so.6', 'libc.a', 'libgcc.a', 'crt1.o'];

export class NativeCache {
  private readonly before: Readonly<Record<string, Outcome>>;
  private readonly now: Record<string, Outcome> = {};
  private readonly toolchain: string;

  /** @param path of the file that remembers. @param flags what gcc is called with for every program. */
  constructor(
    private readonly path: string,
    flags: readonly string[],
  ) {
    this.before = readOutcomes(path);
    this.toolchain = JSON.stringify([describeToolchain(flags), flags]);
  }

  /** The outcome of a program's text with its arguments: remembered, or else made. One that fails is not remembered. */
  async outcome(text: string, argv: readonly string[], make: () => Promise<Outcome>): Promise<Outcome> {
    const key = createHash('sha256')
      .update(JSON.stringify([this.toolchain, text, argv]))
      .digest('hex');
    const outcome = this.before[key] ?? (await make());
    this.now[key] = outcome;
    return outcome;
  }

  /** Writes the file, whole or not at all: another process may read at any time. `all`: what was not asked for is forgotten. */
  save(all: boolean): void {
    mkdirSync(dirname(this.path), { recursive: true });
    const scratch = `${this.path}.${process.pid}`;
    writeFileSync(scratch, JSON.stringify(all ? this.now : { ...this.before, ...this.now }));
    renameSync(scratch, this.path);
  }
}

/** What was remembered; nothing if it cannot be read: it is made anew then. */
function readOutcomes(path: string): Readonly<Record<string, Outcome>> {
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

/** gcc's version and configuration, and which files its libraries are: their sizes and times change when they are updated. */
function describeToolchain(flags: readonly string[]): unknown {
  const ask = (...more: string[]): string => execFileSync('gcc', [...flags, ...more], { encoding: 'utf8' }).trim();
  const files = LIBRARIES.map((name) => {
    const path = ask(`-print-file-name=${name}`);
    const { size, mtimeMs } = existsSync(path) ? statSync(path) : { size: 0, mtimeMs: 0 };
    return [path, size, mtimeMs];
  });
  return [ask('--version'), ask('-dumpmachine'), ask('-dumpspecs'), files];
}
