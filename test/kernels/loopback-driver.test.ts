/*
 * The loopback driver of real kernels, whole, in the place of the model's: it compiles against the model's headers without a
 * warning and does there what it does in its own kernel.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, test } from 'node:test';
import { SourceFile } from '../../src/c/source';
import { compose } from '../../src/kernel/compose/compose';
import { withLineDirectives } from '../../src/kernel/compose/pieces';
import { modelFiles } from '../../src/kernel/model';
import { buildNative, runNative, writeProgram } from '../engine/native/native';
import { type KernelVersion, kernelTree, kernelVersions } from '../harness/kernel-trees';

const DRIVER = 'drivers/net/loopback.c';

/** The model with the driver of a kernel; headers that only the driver names are empty. */
async function withDriverOf(version: KernelVersion): Promise<string> {
  const text = readFileSync(join(await kernelTree(version), DRIVER), 'utf8');
  const program = compose({ model: modelFiles(), snippets: [], tree: [new SourceFile(DRIVER, text, 'tree')] });
  assert.deepEqual(program.problems, []);
  const files = new Map<string, string>();
  for (const [, header] of text.matchAll(/^#include <([^>]+)>/gm)) files.set(`include/${header}`, '');
  for (const unit of program.units) files.set(unit.path, withLineDirectives(unit));
  for (const [path, header] of program.headers) files.set(path, withLineDirectives(header));
  assert.match(files.get(DRIVER) ?? '', /NET_NAME_PREDICTABLE/, "the kernel's text, not the model's");
  return writeProgram(files);
}

for (const version of kernelVersions) {
  for (const bits of [64, 32] as const) {
    describe(`the driver of Linux ${version}, ${bits}-bit`, () => {
      let kernel = '';

      before(async () => {
        kernel = await buildNative({ root: await withDriverOf(version), bits, sanitize: true });
      });

      test('counts three pings as 6 packets and 504 bytes on each CPU', async () => {
        const { result, namespaces, warnings } = await runNative(kernel, { scenario: 'stats-read', cpus: 4 });
        assert.deepEqual({ result, warnings }, { result: 0, warnings: [] });
        const [lo] = namespaces[0]?.devices ?? [];
        assert.deepEqual(lo?.stats, { rx_packets: 24, tx_packets: 24, rx_bytes: 2016, tx_bytes: 2016 });
      });

      test('leaves nothing behind, whatever allocation fails', async () => {
        for (let failAlloc = 0; failAlloc < 26; failAlloc++) {
          const { leaks, warnings, fault } = await runNative(kernel, { scenario: 'namespace-life', failAlloc });
          assert.deepEqual(
            { failAlloc, leaks, warnings, fault },
            { failAlloc, leaks: [], warnings: [], fault: undefined },
          );
        }
      });

      test('lets the choice of its name be read', async () => {
        const { log } = await runNative(kernel, { scenario: 'administration' });
        assert.ok(log.includes('lo: name_assign_type 2'));
        for (const line of ['delete: -95', 'move to another namespace: -22']) assert.ok(log.includes(line), line);
      });
    });
  }
}
