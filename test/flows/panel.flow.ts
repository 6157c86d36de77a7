/*
 * The panel in a real window: the keys of the debugger move it forwards and backwards, and it comes back after a reload,
 * where it stood. What it shows of a run is in simulation.flow.ts.
 */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { flow, type Window } from './window';

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
