/*
 * Runs the flows (test/flows/*.flow.ts), one after another, in the one window that window.ts keeps. $FLOWS, when set, is
 * a part of the name of those to run.
 */
import { test } from 'node:test';
import { testFiles } from '../harness/node-tests';
import { closeStage, flows } from './stage';

test('flows', async (flowsTest) => {
  for (const file of testFiles('test/flows', '.flow.ts')) {
    await import(file);
  }
  const wanted = flows.filter(({ name }) => name.includes(process.env.FLOWS ?? ''));
  try {
    for (const { name, run } of wanted) {
      await flowsTest.test(name, { timeout: 600_000 }, run);
    }
  } finally {
    await closeStage();
  }
});
