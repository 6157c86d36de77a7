/*
 * Random programs from csmith print the same and end with the same status under `exec` and as gcc builds them, 64-bit and
 * 32-bit; and `exec` reports nothing, unless gcc's own sanitizers report the same on the same line (csmith takes addresses
 * of members of packed structs, converts floating values that do not fit, and can be told to leave shifts unguarded).
 * A program that fails is kept in out/csmith/.
 */
import assert from 'node:assert/strict';
import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectFolder } from '../../build/bundle';
import { BuildCache } from '../../src/c/buildCache';
import { exec } from '../../src/cli/exec';
import { GCC, GCC32, hasGcc, type Outcome } from '../engine/exec/runExec';
import { csmithHeaders, findProgram } from '../harness/requirements';

/** How long to go on; `FUZZ_SECONDS=3600 FUZZ_SEED=7 npm run test:fuzz -- --only csmith` for a long run. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 10);
const SEED = Number(process.env.FUZZ_SEED ?? 1);
/** Milliseconds of a native run; a program that takes longer may well never end, and is passed over. */
const NATIVE = 2000;
const STEPS = '3000000000';

/** Kinds of programs, one after the other. */
const KINDS: readonly (readonly string[])[] = [
  ['--no-packed-struct'],
  ['--float', '--no-packed-struct'],
  ['--builtins', '--disable-builtin-kinds', 'x86', '--no-packed-struct'],
  ['--max-funcs', '3', '--max-struct-fields', '20', '--max-pointer-depth', '4', '--no-packed-struct'],
  ['--no-safe-math', '--no-divs', '--no-packed-struct'],
  [],
];

/** What gcc's sanitizers say where `exec` reports. */
const CONFIRMED_BY: Readonly<Record<string, RegExp>> = {
  'misaligned-access': /misaligned/,
  'float-to-integer': /outside the range of representable values/,
  'shift-out-of-bounds': /shift/,
  'signed-overflow': /signed integer overflow|cannot be represented/,
  'division-by-zero': /division by zero/,
  'division-overflow': /division of/,
};

const missing =
  findProgram('csmith') === undefined || !existsSync(csmithHeaders)
    ? 'csmith is not installed'
    : [64, 32].every((bits) => hasGcc(bits as 32 | 64))
      ? false
      : 'gcc makes no 32-bit programs here';

class Comparison {
  readonly counts = { compared: 0, reportsConfirmed: 0, endless: 0 };
  private readonly folder = mkdtempSync(join(tmpdir(), 'annotated-kernel-csmith-'));
  private readonly source = join(this.folder, 'program.c');
  /** The C library is the same for all programs of a data model, with arithmetic that wraps or does not. */
  private readonly caches = new Map<string, BuildCache>();
  private readonly headers = new Map<string, string | undefined>();

  /** Makes and compares a program; throws where the two differ. */
  compare(seed: number): void {
    const options = KINDS[seed % KINDS.length] as readonly string[];
    const made = spawnSync('csmith', ['--seed', `${seed}`, '--output', this.source, ...options], {
      cwd: this.folder, // where it leaves a platform.info
      timeout: 20_000,
    });
    if (made.status !== 0) {
      this.counts.endless++; // csmith itself does not end for some seeds
      return;
    }
    for (const bits of [64, 32] as const) this.compareAs(bits, seed, options);
  }

  end(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private compareAs(bits: 32 | 64, seed: number, options: readonly string[]): void {
    const gccs = this.native(bits, GCC);
    if (!gccs) {
      this.counts.endless++;
      return;
    }
    const ours = this.exec(bits, options.includes('--no-safe-math'));
    this.counts.compared++;
    const cutShort = ours.status === 134 && gccs.stdout.startsWith(ours.stdout);
    const same = ours.stdout === gccs.stdout && ours.status === gccs.status;
    if (same && ours.stderr === '') return;
    if ((same || cutShort) && this.confirmed(bits, ours.stderr)) {
      this.counts.reportsConfirmed++;
      return;
    }
    const kept = join(projectFolder, 'out/csmith', `${seed}-${bits}.c`);
    mkdirSync(join(projectFolder, 'out/csmith'), { recursive: true });
    copyFileSync(this.source, kept);
    const what = `FUZZ_SEED=${seed}, ${bits}-bit, csmith ${options.join(' ')}; the program is ${kept}`;
    assert.deepEqual(ours, gccs, what);
  }

  /** @param wraps signed arithmetic wraps without a report: gcc's sanitizer misses what gcc folds into unsigned first. */
  private exec(bits: 32 | 64, wraps: boolean): Outcome {
    const written = { stdout: '', stderr: '' };
    const decoder = new TextDecoder();
    const options = [
      '--bits',
      `${bits}`,
      '-w',
      '-I',
      csmithHeaders,
      '--max-steps',
      STEPS,
      ...(wraps ? ['-fwrapv'] : []),
    ];
    const status = exec(
      [...options, this.source],
      {
        readFile: (path) => (path === this.source ? readFileSync(path, 'utf8') : this.header(path)),
        readInput: () => new Uint8Array(0),
        write: (stream, bytes) => {
          written[stream] += decoder.decode(bytes);
        },
        now: () => BigInt(Date.now()) * 1_000_000n,
      },
      this.cache(`${bits} ${wraps}`),
    );
    return { status, ...written };
  }

  private cache(kind: string): BuildCache {
    const cache = this.caches.get(kind) ?? new BuildCache();
    this.caches.set(kind, cache);
    return cache;
  }

  private header(path: string): string | undefined {
    if (!this.headers.has(path)) this.headers.set(path, existsSync(path) ? readFileSync(path, 'utf8') : undefined);
    return this.headers.get(path);
  }

  /** What gcc's build does; undefined when it does not end by itself. */
  private native(bits: 32 | 64, flags: readonly string[]): Outcome | undefined {
    const ran = this.runNative(bits, flags, NATIVE);
    return ran.signal ? undefined : { status: ran.status ?? 128, stdout: ran.stdout, stderr: ran.stderr };
  }

  private runNative(bits: 32 | 64, flags: readonly string[], timeout: number): SpawnSyncReturns<string> {
    const program = join(this.folder, 'program');
    const all = [...flags, ...(bits === 32 ? GCC32 : []), '-I', csmithHeaders, this.source, '-o', program, '-lm'];
    const built = spawnSync('gcc', all, { encoding: 'utf8' });
    if (built.status !== 0) throw new Error(`gcc does not compile it:\n${built.stderr}`);
    return spawnSync(program, { encoding: 'utf8', timeout, maxBuffer: 1 << 28 });
  }

  /** Whether gcc's sanitizers say the same on the same lines. */
  private confirmed(bits: 32 | 64, reports: string): boolean {
    const wraps = GCC.filter((flag) => flag !== '-fwrapv');
    const sanitizers = '-fsanitize=undefined,float-cast-overflow';
    // A division by zero is said, and ends the run by a signal all the same.
    const sanitized = this.runNative(bits, [...wraps, '-g', sanitizers], 20 * NATIVE);
    const theirs = [...sanitized.stderr.matchAll(/:(\d+):\d+: runtime error: (.*)/g)];
    const all = [...reports.matchAll(/^(?:BUG|UBSAN): (\S+) in \S+ at \S+?:(\d+):/gm)];
    // What is undefined may well go on for ever here and end there.
    const ours = all.filter(([, kind]) => kind !== 'endless-run');
    return (
      ours.length > 0 &&
      ours.every(([, kind, line]) =>
        theirs.some(([, at, said]) => at === line && CONFIRMED_BY[kind as string]?.test(said as string)),
      )
    );
  }
}

test(`programs of csmith for ${SECONDS} seconds from seed ${SEED}`, { skip: missing }, () => {
  const comparison = new Comparison();
  try {
    const end = performance.now() + SECONDS * 1000;
    for (let seed = SEED; performance.now() < end; seed++) comparison.compare(seed);
  } finally {
    comparison.end();
  }
  const { compared, reportsConfirmed, endless } = comparison.counts;
  console.log(`${compared} runs compared, ${reportsConfirmed} with reports that gcc confirms; ${endless} do not end`);
  assert.ok(compared > 0);
});
