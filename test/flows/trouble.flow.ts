/*
 * What goes wrong in a run, and how it is told: C that never ends, more CPUs than a picture has room for, a command line
 * that makes no sense. The window answers all the while.
 */
import assert from 'node:assert/strict';
import { panelWithRun, press, runAgain, setCpus, toEnd } from './simulation-panel';
import { flow } from './stage';

/**
 * A loop that ends neither by itself nor, in the minutes that a flow may take to cancel it, by the number of steps that a run may have:
 * 384 divisions lie between two of its steps.
 */
const ENDLESS = `
#define EIGHT(x) ((x) / 3 / 3 / 3 / 3 / 3 / 3 / 3 / 3)
#define MANY(x) EIGHT(EIGHT(EIGHT(EIGHT(EIGHT(EIGHT(x))))))
for (;;) if (MANY(MANY(MANY(MANY(MANY(MANY(MANY(MANY((double)(long)dev)))))))) > 1) break;
`;

flow('an endless loop is cancelled, and the run up to there is shown', async (window) => {
  await window.openNotes();
  await window.runScenario('Registration');
  const panel = await panelWithRun(window);
  await window.focusEditor('loopback.md');
  await window.editText('dev->lstats = netdev_alloc_pcpu_stats', `${ENDLESS}dev->lstats = netdev_alloc_pcpu_stats`);
  await press(panel, 'Run');
  const running = panel.locator('.progress', { hasText: /Running … [\d,]+ steps/ });
  await running.waitFor();
  await window.runCommand('View: Show Explorer'); // the palette answers while the C runs
  assert.ok(await running.isVisible());
  await press(panel, 'Cancel');
  await panel.locator('.panel:not(.busy)').waitFor();
  await toEnd(panel);
  await panel.locator('main').getByText('it was cancelled here').waitFor();
  await window.screenshot('endless-loop');
});

flow(
  '8192 CPUs are shown as far as there is room; a senseless command line is ignored, as Linux does',
  async (window) => {
    await window.openNotes();
    await window.runScenario('Registration');
    const panel = await panelWithRun(window);
    await setCpus(panel, 8192);
    await toEnd(panel);
    await panel.locator('.log-line', { hasText: '1 node, 8192 CPUs' }).waitFor();
    await panel.locator('.per-cpu tr.omitted').waitFor();
    await panel.getByText('CPUs 0-8191 ended').waitFor();
    await window.screenshot('8192-cpus');
    await setCpus(panel, 3);
    await press(panel, 'Boot command line, failing allocation and seed');
    const field = panel.locator('#command-line').locator('input');
    for (const [commandLine, cpus] of [
      ['nr_cpus=banana', 3],
      ['nr_cpus=0', 3],
      ['nr_cpus=2', 2],
    ] as const) {
      await field.fill(commandLine);
      await runAgain(panel, () => field.press('Enter'));
      await toEnd(panel);
      await panel.locator('.log-line', { hasText: `1 node, ${cpus} CPU` }).waitFor();
    }
  },
);

flow('an allocation fails where the reader says, and the kernel tells how it ends', async (window) => {
  await window.openNotes();
  await window.runScenario('Registration');
  const panel = await panelWithRun(window);
  await press(panel, 'Boot command line, failing allocation and seed');
  const field = panel.locator('#fail-allocation').locator('input');
  await field.fill('12');
  await runAgain(panel, () => field.press('Enter'));
  await toEnd(panel);
  await panel.locator('.report', { hasText: 'panic: loopback: Failed to register netdevice: -12' }).waitFor();
  await window.screenshot('failing-allocation');
});
