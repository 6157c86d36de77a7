/*
 * Notes beside a kernel tree, in a window with two folders: the loopback notes in one, a small tree in the other, laid out and written
 * as the model is, with the change that newer kernels have in drivers/net/loopback.c: NET_NAME_UNKNOWN became NET_NAME_PREDICTABLE.
 */
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFolder } from '../../build/bundle';
import { type Window, workspaceFlow } from './window';

const VERSION = 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 3\nEXTRAVERSION =\n';

/** Moves the notes' folder into a multi-root workspace with a tree beside it. */
function twoFolders(folder: string): string {
  const tree = join(folder, 'linux');
  cpSync(join(projectFolder, 'src/kernel/tree'), tree, { recursive: true });
  writeFileSync(join(tree, 'Makefile'), VERSION);
  const driver = join(tree, 'drivers/net/loopback.c');
  const text = readFileSync(driver, 'utf8');
  const changed = text.replace('NET_NAME_UNKNOWN', 'NET_NAME_PREDICTABLE');
  assert.notEqual(changed, text);
  writeFileSync(driver, changed);
  const workspace = join(folder, 'both.code-workspace');
  mkdirSync(dirname(workspace), { recursive: true });
  const settings = JSON.parse(readFileSync(join(folder, '.vscode/settings.json'), 'utf8')) as object;
  const folders = [{ path: 'notes' }, { path: 'linux' }];
  writeFileSync(workspace, JSON.stringify({ folders, settings }, null, 2));
  return workspace;
}

/** Changes the settings of the workspace that `twoFolders` made. */
function setSettings(window: Window, more: Readonly<Record<string, unknown>>): void {
  const file = join(window.workspace.folder, 'both.code-workspace');
  const workspace = JSON.parse(readFileSync(file, 'utf8')) as { settings: object };
  writeFileSync(file, JSON.stringify({ ...workspace, settings: { ...workspace.settings, ...more } }, null, 2));
}

const THEMES = [
  ['light', 'Default Light Modern', '.vs'],
  ['hc', 'Default High Contrast', '.hc-black'],
  ['dark', 'Default Dark Modern', '.vs-dark'],
] as const;

async function pictures(window: Window, name: string): Promise<void> {
  for (const [theme, colorTheme, css] of THEMES) {
    setSettings(window, { 'workbench.colorTheme': colorTheme });
    await window.page.locator(`.monaco-workbench${css}`).waitFor();
    await window.screenshot(`${name}-${theme}`);
  }
}

workspaceFlow('notes in one folder say how they stand in the tree of another', twoFolders, async (window) => {
  const { page } = window;
  await window.openFile('loopback.md');
  const lens = page.locator('.codelens-decoration');
  await window.reveal('NET_NAME_UNKNOWN');
  await lens
    .getByText(/edited in Linux 6\.12\.3: drivers\/net\/loopback\.c:\d+/)
    .first()
    .waitFor();
  await page.locator('.statusbar-item', { hasText: 'Linux 6.12.3' }).waitFor();

  await window.runCommand('View: Toggle Problems');
  const problem = page.locator('.markers-panel .monaco-list-row', {
    hasText: 'NET_NAME_UNKNOWN became NET_NAME_PREDICTABLE',
  });
  await problem.first().waitFor();
  await page.locator('.activitybar .action-item a[aria-label^="Annotated Kernel"]').click();
  await page.mouse.move(700, 5); // away from what shows its name when the mouse rests on it
  await page
    .locator('.pane-body .monaco-list-row', { hasText: /\d+ exact, \d+ edited/ })
    .first()
    .waitFor();
  await pictures(window, 'tree-note');
  await window.runCommand('View: Hide Panel');

  await window.focusEditor('loopback.md');
  await window.reveal('NET_NAME_UNKNOWN');
  await window.runCommand('Annotated Kernel: Compare with Source');
  const diff = page.locator('.monaco-diff-editor');
  await diff.locator('.view-line', { hasText: 'NET_NAME_PREDICTABLE' }).first().waitFor();
  await diff.locator('.view-line', { hasText: 'NET_NAME_UNKNOWN' }).first().waitFor();
  await pictures(window, 'tree-compare');
  await window.runCommand('View: Show Explorer');
  await window.reload();
  await diff.locator('.view-line', { hasText: 'NET_NAME_UNKNOWN' }).first().waitFor();
});
