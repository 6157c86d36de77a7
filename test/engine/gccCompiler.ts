/**
 * gcc as the judge: compiles a text for a data model, and gives the bytes that it puts into a section.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DataModel } from '../../src/c/types';

export interface GccResult {
  readonly ok: boolean;
  /** What gcc said. */
  readonly output: string;
  /** Contents of the section `.probe`; empty when there is none. */
  readonly probe: Uint8Array;
}

/** Compiles with `-std=gnu11`, to an object file. */
export function gccCompile(text: string, model: DataModel, flags: readonly string[] = ['-w']): GccResult {
  const folder = mkdtempSync(join(tmpdir(), 'annotated-kernel-gcc-'));
  try {
    writeFileSync(join(folder, 'test.c'), text);
    const mode = model.name === 'LP64' ? '-m64' : '-m32';
    const options = { cwd: folder, encoding: 'utf8', maxBuffer: 64 << 20 } as const;
    const compiled = spawnSync('gcc', ['-std=gnu11', '-c', mode, ...flags, 'test.c', '-o', 'test.o'], options);
    if (compiled.error) throw compiled.error;
    const ok = compiled.status === 0;
    let probe = new Uint8Array();
    if (ok && text.includes('.probe')) {
      const copied = spawnSync('objcopy', ['-O', 'binary', '-j', '.probe', 'test.o', 'probe'], options);
      if (copied.status !== 0) throw new Error(`objcopy: ${copied.stderr}`);
      probe = new Uint8Array(readFileSync(join(folder, 'probe')));
    }
    return { ok, output: compiled.stderr, probe };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
