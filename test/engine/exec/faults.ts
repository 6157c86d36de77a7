/*
 * Programs that commit one fault each, for both data models: how the run ends, and what the report says.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { BuildCache } from '../../../src/c/buildCache';
import { runExec } from './runExec';

export interface Fault {
  readonly name: string;
  readonly text: string;
  /** All of these are in the report. */
  readonly says: readonly (string | RegExp)[];
  readonly bits?: readonly number[];
  readonly options?: readonly string[];
  /** The run goes on, and main's status is this. */
  readonly status?: number;
}

/** Declares a test of each fault for each data model. */
export function testFaults(what: string, faults: readonly Fault[]): void {
  for (const bits of [64, 32]) {
    describe(`${what}, ${bits}-bit`, () => {
      const cache = new BuildCache(); // the C library is the same for all that have no options of their own
      for (const fault of faults) {
        test(fault.name, () => {
          const options = ['--bits', String(bits), ...(fault.options ?? [])];
          const { status, stderr } = runExec(fault.text, options, [], '', {}, fault.options ? undefined : cache);
          assert.equal(status, fault.status ?? 134, stderr);
          for (const said of fault.says) {
            if (typeof said === 'string') assert.ok(stderr.includes(said), `no ${said} in\n${stderr}`);
            else assert.match(stderr, said);
          }
        });
      }
    });
  }
}
