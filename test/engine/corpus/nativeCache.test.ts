/* What is remembered of gcc's builds is taken for the same text, arguments, flags and compiler alone. */
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { GCC, hasGcc } from '../exec/runExec';
import { NativeCache } from './nativeCache';

const folder = mkdtempSync(join(tmpdir(), 'annotated-kernel-natives-'));
after(() => rmSync(folder, { recursive: true }));

const path = join(folder, 'natives.json');
const one = { status: 0, stdout: 'one', stderr: '' };
const other = { status: 1, stdout: '', stderr: 'other' };

test('what a program did is remembered for the same question alone', {
  skip: !hasGcc(64) && 'there is no gcc',
}, async () => {
  const made = async () => one;
  const first = new NativeCache(path, GCC);
  assert.deepEqual(await first.outcome('text', ['a'], made), one);
  await assert.rejects(first.outcome('broken', [], () => Promise.reject(new Error('it does not compile'))));
  first.save(true);
  const second = new NativeCache(path, GCC);
  const anew = async () => other;
  assert.deepEqual(await second.outcome('text', ['a'], anew), one);
  assert.deepEqual(await second.outcome('text', ['a', 'b'], anew), other);
  assert.deepEqual(await second.outcome('text ', ['a'], anew), other);
  assert.deepEqual(await second.outcome('broken', [], anew), other);
  assert.deepEqual(await new NativeCache(path, [...GCC, '-O2']).outcome('text', ['a'], anew), other);
});

test('a partial run forgets nothing, a whole one what it did not ask for', {
  skip: !hasGcc(64) && 'there is no gcc',
}, async () => {
  const ask = async (text: string, all: boolean) => {
    const cache = new NativeCache(path, GCC);
    const outcome = await cache.outcome(text, ['c'], async () => other);
    cache.save(all);
    return outcome;
  };
  const full = new NativeCache(path, GCC);
  await full.outcome('kept', ['c'], async () => one);
  full.save(true);
  await ask('more', false);
  assert.deepEqual(await ask('kept', false), one);
  await ask('more', true);
  assert.deepEqual(await ask('kept', true), other);
});

test('a file that was damaged is as none', { skip: !hasGcc(64) && 'there is no gcc' }, async () => {
  writeFileSync(path, '{"cut off');
  assert.deepEqual(await new NativeCache(path, GCC).outcome('kept', [], async () => other), other);
});
