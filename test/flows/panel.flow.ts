/*
 * The main job, as a person does it: hover a symbol in the loopback notes, run it, and watch its own C in the panel;
 * step back; run with other CPUs; edit a function and run it again; and in Restricted Mode run nothing that is not
 * trusted.
 */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { flow, restrictedFlow, type Window } from './window';

/** The panel, once it shows a statement of a run. */
async function panelOf(window: Window): Promise<Frame> {
  return window.panelFrame('.source .line.current');
}

/** The moment at which the panel stands, and the last of the run. */
async function moments(panel: Frame): Promise<{ now: number; last: number }> {
  const [now, last] = (await panel.locator('.transport .moment').innerText()).split('/');
  return { now: Number(now?.replaceAll(/\D/g, '')), last: Number(last?.replaceAll(/\D/g, '')) };
}

/** Waits until the panel stands at another moment than `before`; resolves with that. */
async function moved(window: Window, panel: Frame, before: number): Promise<number> {
  for (const end = Date.now() + 60_000; Date.now() < end; await window.page.waitForTimeout(50)) {
    const { now } = await moments(panel);
    if (now !== before) {
      return now;
    }
  }
  throw new Error(`The panel still stands at moment ${before}.`);
}

async function toTheEnd(panel: Frame): Promise<void> {
  await panel.locator('input.slider').focus();
  await panel.locator('input.slider').press('End');
  await panel.locator('.source-pane.ended').waitFor();
}

flow('hover loopback_ops, run registration, and see lo registered at the end', async (window) => {
  await window.openNotes();
  await window.reveal('&loopback_ops, loopback_dev_free');
  await window.hover('loopback_ops');
  await window.clickHoverLink(/registration/i);
  const panel = await panelOf(window);
  await panel.locator('.occurrences', { hasText: /loopback_ops\s+1 of \d+/ }).waitFor();
  assert.ok((await moments(panel)).now > 0, 'it pauses where the symbol is first run, not at boot');
  await window.screenshot('panel-symbol');
  await toTheEnd(panel);
  const device = await panel.locator('.ip-link').innerText();
  assert.match(device, /1: lo: <[A-Z,_]*LOOPBACK[A-Z,_]*> mtu 65536/);
  assert.match(device, /NETREG_REGISTERED/);
  assert.match(await panel.locator('.source-pane').innerText(), /returned 0/);
  await window.screenshot('panel-registered');
});

flow('hover for_each_possible_cpu, see it unfold, run with 4 CPUs, and see 4 rows', async (window) => {
  await window.openNotes();
  await window.reveal('for_each_possible_cpu(i)');
  const hover = await window.hover('for_each_possible_cpu(i)');
  assert.match(hover, /cpumask_next/);
  await window.clickHoverLink(/stats read/i);
  const panel = await panelOf(window);
  await panel.locator('.trail', { hasText: 'for_each_cpu' }).waitFor();
  await toTheEnd(panel);
  assert.equal(await panel.locator('.cpus tbody tr').count(), 4);
  assert.match(await panel.locator('.cpus tr.read').innerText(), /dev_lstats_read returned/);
  await window.screenshot('panel-stats-read');
  for (const theme of ['light', 'hc', 'dark'] as const) {
    await window.setTheme(theme);
    await window.screenshot(`panel-${theme}`);
  }
});

flow('step into, over and back, by the keys of the debugger', async (window) => {
  await window.openNotes();
  await window.reveal('dev_lstats_read(struct');
  await window.hover('dev_lstats_read');
  await window.clickHoverLink(/stats read/i);
  const panel = await panelOf(window);
  await panel.locator('.source').click();
  const { now: start } = await moments(panel);
  await window.page.keyboard.press('F10');
  const over = await moved(window, panel, start);
  await window.page.keyboard.press('F11');
  const into = await moved(window, panel, over);
  assert.ok(start < over && over < into);
  await window.page.keyboard.press('Control+F11');
  assert.equal(await moved(window, panel, into), over);
  await window.page.keyboard.press('Control+F10');
  assert.equal(await moved(window, panel, over), start);
});

flow('edit a function of the note, run again, and what was typed is what runs', async (window) => {
  await window.openNotes();
  await window.reveal('dev_lstats_read(struct');
  await window.hover('dev_lstats_read');
  await window.clickHoverLink(/stats read/i);
  const panel = await panelOf(window);
  await toTheEnd(panel);
  await panel.locator('.cpus tr.read.compared-equal').waitFor();
  await window.editText('*packets += tpackets;', '*packets += tpackets + 1;');
  await panel.getByText('was edited since this run').waitFor();
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await panel.locator('.source .line.current').waitFor();
  await toTheEnd(panel);
  await panel.locator('.cpus tr.read.compared-differs').waitFor();
});

flow('a function that does not compile says where, and the last good run stays', async (window) => {
  await window.openNotes();
  await window.reveal('free_percpu(dev->lstats)');
  await window.hover('loopback_dev_free');
  await window.clickHoverLink(/namespace life/i);
  const panel = await panelOf(window);
  const before = await moments(panel);
  await window.editText('free_percpu(dev->lstats)', 'free_percpu(dev->lstat)');
  await panel.getByRole('button', { name: 'Run', exact: true }).click();
  await panel.locator('.problems.error', { hasText: /last good run[\s\S]*lstat/ }).waitFor();
  assert.deepEqual(await moments(panel), before);
  await window.runCommand('Problems: Focus on Problems View');
  await window.page.locator('.markers-panel .monaco-list-row', { hasText: 'lstat' }).first().waitFor();
  await window.screenshot('panel-problem');
});

flow('the panel comes back after a reload, where it stood', async (window) => {
  await window.openNotes();
  await window.reveal('dev_lstats_read(struct');
  await window.hover('dev_lstats_read');
  await window.clickHoverLink(/stats read/i);
  const before = await moments(await panelOf(window));
  await window.runCommand('Developer: Reload Window');
  await window.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  assert.deepEqual(await moments(await panelOf(window)), before);
});

restrictedFlow('in Restricted Mode the workspace’s own C is not run, and the bundled notes’ is', async (window) => {
  await window.openNotes();
  await window.clickLens(/Run registration/);
  const panel = await window.panelFrame('.untrusted');
  assert.equal(await panel.locator('.timeline').count(), 0);
  await window.screenshot('panel-untrusted');
  await panel.getByRole('button', { name: 'Use the Loopback Notes' }).click();
  await panel.locator('.scenario-card', { hasText: 'Registration' }).click();
  await panel.locator('.timeline').waitFor();
  await window.screenshot('panel-restricted');
});
