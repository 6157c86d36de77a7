/*
 * The packaged extension in a window: the notes open as a person opens them, the extension is there and active, and each
 * theme applies.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { flow, restrictedFlow } from './window';

flow('the notes open, with the extension active', async (window) => {
  await window.openNotes();
  await window.reveal('loopback_ops');
  await window.runCommand('Developer: Show Running Extensions');
  await window.page.locator('.runtime-extensions-editor').getByText('Annotated Kernel').waitFor();
  await window.screenshot('running-extensions');
});

flow('typing changes a note, and the next flow finds it restored', async (window) => {
  await window.openNotes();
  await window.editText('Where is loopback registered?', 'Where does loopback come from?');
  await window.save();
  await window.waitForVisible(/Where does loopback come from\?/);
  assert.match(readFileSync(window.workspace.notes, 'utf8'), /Where does loopback come from\?/);
});

flow('the notes look right in each theme', async (window) => {
  await window.openNotes();
  for (const theme of ['light', 'hc', 'dark'] as const) {
    await window.setTheme(theme);
    await window.screenshot(`notes-${theme}`);
  }
});

restrictedFlow('the extension is on in Restricted Mode', async (window) => {
  await window.openFile('notes/loopback.md');
  await window.waitForText('Restricted Mode');
  await window.runCommand('Developer: Show Running Extensions');
  await window.page.locator('.runtime-extensions-editor').getByText('Annotated Kernel').waitFor();
  await window.screenshot('restricted');
});
