/*
 * The packaged extension in a window: the notes open as a person opens them, the extension is there and active, and each
 * theme applies.
 */
import assert from 'node:assert/strict';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../build/bundle';
import { flow, restrictedFlow } from './stage';

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

flow(
  'where the workspace has a copy of the notes, Copy offers to open it before it makes another one',
  async (window) => {
    const { page } = window;
    const copy = 'Annotated Kernel: Copy the Loopback Notes into My Workspace';
    const choices = page.locator('.quick-input-list .monaco-list-row');
    await window.openNotes(); // the extension is active, and knows the copy
    await window.editText('Where is loopback registered?', 'Where does loopback come from?');
    await window.save();
    await window.runCommand('View: Close All Editors');
    await window.choiceOf(copy, 'Make Another Copy');
    await window.screenshot('copy-again');
    await choices.filter({ hasText: 'Open notes/loopback.md' }).click();
    await window.waitForText('Where does loopback come from?');
    await window.choose(copy, 'Make Another Copy');
    await window.waitForText('Where is loopback registered?');
    const other = join(window.workspace.folder, 'loopback.md');
    assert.deepEqual(readFileSync(other), readFileSync(join(projectFolder, 'media/notes/loopback.md')));
    await window.choiceOf(copy, 'Open notes/loopback.md');
    assert.equal(await choices.count(), 3);
    await page.keyboard.press('Escape');
    rmSync(other);
  },
);

/** Each step of the walkthrough, and a text of the page beside it. */
const STEPS = [
  ['Open the notes', 'Questions, and the C that answers them'],
  ['Hover a symbol', 'What it is, where it is, what you wrote about it'],
  ['Run it', 'PER-CPU MEMORY'],
  ['Bring a kernel', 'The kernel that you have open'],
  ['Write your own', 'Your notes, your files'],
] as const;

flow('the pages of the walkthrough, in each theme', async (window) => {
  const { page } = window;
  await window.openNotes(); // the window is settled, and the extension active
  await window.closeSideBar();
  await window.choose('Welcome: Open Walkthrough...', 'Read the kernel with notes that run');
  const steps = page.locator('.gettingStartedContainer .getting-started-step');
  for (const theme of ['light', 'hc', 'dark'] as const) {
    await window.setTheme(theme);
    for (const [n, [title, text]] of STEPS.entries()) {
      await steps.filter({ hasText: title }).first().click();
      await steps.nth(n).and(page.locator('.expanded')).waitFor();
      assert.doesNotMatch(await steps.nth(n).innerText(), /`/, 'code is drawn as code');
      const beside = page.frameLocator('iframe.webview >> visible=true').last().frameLocator('#active-frame');
      await beside.getByText(text).first().waitFor(); // it is drawn in a frame of its own
      await window.screenshot(`walkthrough-${n + 1}-${theme}`);
    }
  }
});

restrictedFlow('the extension is on in Restricted Mode', async (window) => {
  await window.openFile('notes/loopback.md');
  await window.waitForText('Restricted Mode');
  await window.runCommand('Developer: Show Running Extensions');
  await window.page.locator('.runtime-extensions-editor').getByText('Annotated Kernel').waitFor();
  await window.screenshot('restricted');
});
