/*
 * The panel in a real window: the keys of the debugger move it forwards and backwards, and it comes back after a reload,
 * where it stood. What it shows of a run is in simulation.flow.ts.
 */
import assert from 'node:assert/strict';
import { moment, moved, panelWithRun } from './simulation-panel';
import { flow } from './stage';

flow('step into, over and back, by the keys of the debugger', async (window) => {
  await window.openNotes();
  await window.reveal('dev_lstats_read(struct');
  await window.hover('dev_lstats_read', 2, /Run stats read/);
  await window.clickHoverLink('Run stats read');
  const panel = await panelWithRun(window);
  await panel.locator('.source').click();
  const { at: start } = await moment(panel);
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
  await window.hover('dev_lstats_read', 2, /Run stats read/);
  await window.clickHoverLink('Run stats read');
  const before = await moment(await panelWithRun(window));
  await window.reload();
  assert.deepEqual(await moment(await panelWithRun(window)), before);
});

flow('the panel that is opened by its command is about the note in front', async (window) => {
  await window.openNotes();
  await window.editText('*packets = 0;', '*packets = ;');
  await window.runCommand('Annotated Kernel: Show the Simulation');
  const panel = await window.panelFrame('.welcome');
  await panel.locator('.scenario-card', { hasText: 'Stats read' }).click();
  await panel.locator('.problems.error').waitFor();
  assert.match(await panel.locator('.problems').innerText(), /expected expression before ';' token/);
});
