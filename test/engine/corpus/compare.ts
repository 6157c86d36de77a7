/*
 * Compares what each program of this folder prints, and its exit status, under `exec` with gcc's build of it. The
 * programs lie in folders named for a clause of C11 or an extension of GNU C; each is about one thing and prints what
 * it computes. None of them does anything undefined, so `exec` has nothing to report.
 */
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { BuildCache } from '../../../src/c/buildCache';
import { cachePath } from '../../harness/cache';
import { GCC, GCC32, hasGcc, type Outcome, runExec } from '../exec/runExec';
import { NativeCache } from './nativeCache';

const ARGUMENTS = ['one', 'two words'];
/** Builds at once, for each of the data models. */
const BUILDERS = 2;

/** Declares the tests of a data model. */
export function comparePrograms(bits: 32 | 64): void {
  const names = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.c'))
    .sort();
  describe(`the corpus, ${bits}-bit`, { skip: !hasGcc(bits) && `gcc makes no ${bits}-bit programs here` }, () => {
    const natives = new Natives(names, bits);
    const cache = new BuildCache(); // the C library is the same for all
    after(() => natives.end());
    test('has the programs that it should have', () => assert.ok(names.length >= 300));
    for (const name of names) {
      test(name, async () => {
        const gccs = await natives.outcome(name);
        const ours = runExec(
          readFileSync(join(import.meta.dirname, name), 'utf8'),
          ['--bits', `${bits}`, '-w'],
          ARGUMENTS,
          '',
          {},
          cache,
        );
        assert.equal(ours.stdout, gccs.stdout, ours.stderr);
        assert.equal(ours.stderr, gccs.stderr);
        assert.equal(ours.status, gccs.status);
      });
    }
  });
}

/** gcc's builds, made and run some ahead of who asks for them, unless it is known what they do. */
class Natives {
  private readonly flags: readonly string[];
  private readonly cache: NativeCache;
  private readonly folder = mkdtempSync(join(tmpdir(), 'annotated-kernel-corpus-'));
  private readonly outcomes = new Map<string, Promise<Outcome>>();
  private readonly waiting: string[];
  private running = 0;

  constructor(
    private readonly names: readonly string[],
    bits: 32 | 64,
  ) {
    this.waiting = [...names];
    this.flags = [...GCC, ...(bits === 32 ? GCC32 : [])];
    this.cache = new NativeCache(cachePath(`natives/corpus-${bits}.json`), this.flags);
  }

  outcome(name: string): Promise<Outcome> {
    const known = this.outcomes.get(name);
    if (!known) this.waiting.splice(this.waiting.indexOf(name), 1);
    const outcome = known ?? this.begin(name);
    this.fill();
    return outcome;
  }

  end(): void {
    this.waiting.length = 0;
    this.cache.save(this.outcomes.size === this.names.length);
    rmSync(this.folder, { recursive: true, force: true });
  }

  private fill(): void {
    while (this.running < BUILDERS) {
      const next = this.waiting.shift();
      if (next === undefined) return;
      this.begin(next);
    }
  }

  private begin(name: string): Promise<Outcome> {
    this.running++;
    const outcome = this.make(name).finally(() => {
      this.running--;
      this.fill();
    });
    outcome.catch(() => undefined); // whoever asks for it hears of it; a test that is left out does not
    this.outcomes.set(name, outcome);
    return outcome;
  }

  private make(name: string): Promise<Outcome> {
    const source = join(import.meta.dirname, name);
    return this.cache.outcome(readFileSync(source, 'utf8'), ARGUMENTS, async () => {
      const program = join(this.folder, name.replace(/\W/g, '-'));
      const built = await command('gcc', [...this.flags, '-o', program, source, '-lm']);
      if (built.status !== 0) throw new Error(`gcc does not compile it:\n${built.stderr}`);
      return command(program, ARGUMENTS);
    });
  }
}

function command(program: string, argv: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = execFile(program, argv, { timeout: 20_000 }, (error, stdout, stderr) => {
      const status = error ? error.code : 0;
      if (typeof status === 'number') resolve({ status, stdout, stderr });
      else reject(error);
    });
    child.stdin?.end(); // as `exec` finds it: empty
  });
}
