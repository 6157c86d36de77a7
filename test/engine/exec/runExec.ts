/*
 * Runs `exec` in this process, with files that exist only here, and gcc's build of the same text beside it.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BuildCache } from '../../../src/c/buildCache';
import { type ExecTerminal, exec } from '../../../src/cli/exec';

export interface Outcome {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the C text as `prog.c`; `options` come before the file, `argv` after `--`. */
export function runExec(
  text: string,
  options: readonly string[] = [],
  argv: readonly string[] = [],
  input = '',
  more: Readonly<Record<string, string>> = {},
  cache?: BuildCache,
): Outcome {
  const files: Record<string, string> = { 'prog.c': text, ...more };
  const decoder = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const written = { stdout: '', stderr: '' };
  let rest = new TextEncoder().encode(input);
  const units = Object.keys(files).filter((path) => path.endsWith('.c'));
  const terminal: ExecTerminal = {
    readFile: (path) => files[path],
    readInput: (count) => {
      const taken = rest.slice(0, count);
      rest = rest.slice(count);
      return taken;
    },
    write: (stream, bytes) => {
      written[stream] += decoder[stream].decode(bytes, { stream: true });
    },
    now: () => BigInt(Date.now()) * 1_000_000n,
  };
  const status = exec([...options, ...units, ...(argv.length > 0 ? ['--', ...argv] : [])], terminal, cache);
  return { status, ...written };
}

export const GCC = '-std=gnu11 -w -O0 -fwrapv -fno-strict-aliasing -ffp-contract=off'.split(' ');
export const GCC32 = ['-m32', '-msse2', '-mfpmath=sse'];

/** What gcc's build of the text does. */
export function runGcc(text: string, bits: 32 | 64, argv: readonly string[] = [], input = ''): Outcome {
  const folder = mkdtempSync(join(tmpdir(), 'exec-'));
  try {
    const source = join(folder, 'prog.c');
    const program = join(folder, 'prog');
    writeFileSync(source, text);
    const built = spawnSync('gcc', [...GCC, ...(bits === 32 ? GCC32 : []), '-o', program, source, '-lm'], {
      encoding: 'utf8',
    });
    if (built.status !== 0) throw new Error(`gcc does not compile it:\n${built.stderr}`);
    const ran = spawnSync(program, argv, { encoding: 'utf8', input, cwd: folder, timeout: 20_000 });
    return { status: ran.status ?? 128, stdout: ran.stdout, stderr: ran.stderr };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function hasGcc(bits: 32 | 64): boolean {
  const flags = bits === 32 ? ['-m32'] : [];
  const made = spawnSync('gcc', [...flags, '-x', 'c', '-', '-o', '/dev/null'], {
    input: 'int main(void) { return 0; }',
  });
  return made.status === 0;
}
