/*
 * Notes beside a kernel tree, in a window with two folders: the loopback notes in one, a small tree in the other, laid out and written
 * as the model is, with the change that newer kernels have in drivers/net/loopback.c: NET_NAME_UNKNOWN became NET_NAME_PREDICTABLE.
 */
import assert from 'node:assert/strict';
import { cpSync, linkSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectFolder } from '../../build/bundle';
import { workspaceFlow } from './stage';
import type { Window } from './window';

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

/** The number of the line of a file in the tree that holds a text. */
function lineInTree(window: Window, path: string, text: string): number {
  const lines = readFileSync(join(window.workspace.folder, 'linux', path), 'utf8').split('\n');
  const at = lines.findIndex((line) => line.includes(text));
  assert.notEqual(at, -1, text);
  return at + 1;
}

/** What decorations show after the lines that an editor shows: it is in no element, but in the style of one. */
function textAfterLines(window: Window): Promise<string[]> {
  return window.page.locator('.editor-instance .view-line span').evaluateAll((spans) =>
    spans
      .map((span) => getComputedStyle(span, '::after').content)
      .filter((content) => content.startsWith('"'))
      .map((content) => content.slice(1, -1).replaceAll('\u00a0', ' ')),
  );
}

async function eventually(what: string, probe: () => Promise<boolean>): Promise<void> {
  for (const end = Date.now() + 120_000; !(await probe()); ) {
    assert.ok(Date.now() < end, `Waited for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/**
 * As `twoFolders`, with so much in the tree that a search of it goes on, on any machine, until it is cancelled: 30,000 names of one file
 * of 16 megabytes. Half a minute is what 16 GB/s would take.
 */
function largeTree(folder: string): string {
  const workspace = twoFolders(folder);
  const tree = join(folder, 'linux/drivers/large');
  mkdirSync(tree);
  const first = join(tree, 'first.c');
  const line = (n: number) => `int large_${n}(int given_${n});  /* one of many of its kind */\n`;
  const lines = Array.from({ length: 270_000 }, (_, n) => line(n));
  writeFileSync(first, lines.join(''));
  for (let n = 0; n < 30_000; n++) {
    if (n % 500 === 0) mkdirSync(join(tree, `${n / 500}`));
    linkSync(first, join(tree, `${Math.floor(n / 500)}/${n}.c`));
  }
  const lost =
    '# Lost\n\n- What is `lost`?\n\n``` C\n// mm/lost.c\nint lost(void)\n{\n\treturn lost_helper();\n}\n```\n';
  writeFileSync(join(folder, 'notes/lost.md'), lost);
  return workspace;
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
  await page.mouse.move(700, 830); // away from what shows its name when the mouse rests on it
  await page
    .locator('.pane-body .monaco-list-row', { hasText: /\d+ exact, \d+ edited/ })
    .first()
    .waitFor();
  const rows = page.locator('.pane-body .monaco-list-row');
  const question = rows.filter({ hasText: 'What does loopback_net_init do?' }).first();
  await eventually('the question to unfold', async () => {
    if ((await question.getAttribute('aria-expanded')) === 'true') return true;
    await question.locator('.monaco-tl-twistie').click(); // lost if the list is drawn anew at that moment
    return false;
  });
  await rows
    .filter({ hasText: /edited · drivers\/net\/loopback\.c/ })
    .first()
    .waitFor();
  await page.mouse.move(700, 830);
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

workspaceFlow('from the notes into the tree, which shows what they say', twoFolders, async (window) => {
  const { page } = window;
  const driver = 'drivers/net/loopback.c';
  await window.openFile('loopback.md');
  await window.closeSideBar();
  const lens = page.locator('.codelens-decoration');
  await lens
    .getByText(/exact in Linux 6\.12\.3/)
    .first()
    .waitFor();

  await window.reveal('define for_each_possible_cpu');
  await window.controlClick('for_each_cpu((cpu)');
  await window.tab('cpumask.h').waitFor();
  await window.waitForLine(lineInTree(window, 'include/linux/cpumask.h', '#define for_each_cpu('));

  // The workspace's notes have been measured when a lens offers to run what they define.
  await lens.getByText('Run registration').first().waitFor();
  const said = await window.hover('for_each_possible_cpu', 1, /Run registration/);
  assert.match(said, /How to loop through CPU\?[\s\S]*Run registration[\s\S]*Go to note/);
  for (const { text, lines } of await window.hoverLinks()) assert.equal(lines, 1, `${text} is on ${lines} lines`);
  await window.screenshot('tree-header-hover');

  await window.focusEditor('loopback.md');
  await window.reveal('&loopback_net_ops');
  await window.runCommand('Peek Definition');
  const peek = page.locator('.peekview-widget');
  await peek.locator('.view-line', { hasText: 'loopback_net_ops = {' }).first().waitFor();
  await page.keyboard.press('Escape');
  await peek.waitFor({ state: 'detached' });

  await window.reveal('loopback_ops, loopback_dev_free');
  await page.keyboard.press('ArrowLeft'); // to where the found text begins
  await page.keyboard.press('F12');
  await window.tab('loopback.c').waitFor();
  await window.waitForLine(lineInTree(window, driver, 'struct net_device_ops loopback_ops = {'));

  await window.reveal('static __net_init int loopback_net_init');
  const annotation = 'alloc_netdev allocate a new net_device structure';
  await eventually('the annotation', async () =>
    (await textAfterLines(window)).some((text) => text.includes(annotation)),
  );
  const question = 'What does loopback_net_init do?';
  await lens.getByText(question).first().waitFor();
  // The bundled notes do not repeat what the workspace’s say.
  await eventually('one lens with the question', async () => (await lens.getByText(question).count()) === 1);
  await page.mouse.move(700, 830);
  await pictures(window, 'tree-source');

  setSettings(window, { 'annotatedKernel.source.annotations': false });
  await eventually('no annotation', async () => !(await textAfterLines(window)).some((text) => text !== ''));
});

workspaceFlow('a long search in a tree says how far it is, and can be cancelled', largeTree, async (window) => {
  const { page } = window;
  const toast = page.locator('.notification-toast');
  const progress = toast.filter({ hasText: 'Looking through Linux 6.12.3 for the code of notes' });
  await progress.filter({ hasText: /\d files/ }).waitFor();
  await window.screenshot('tree-search');
  await progress.getByRole('button', { name: 'Cancel' }).click();
  await progress.waitFor({ state: 'detached' });
  await window.runCommand('View: Toggle Problems');
  const problem = page.locator('.markers-panel .monaco-list-row', { hasText: 'The search was cancelled' });
  await problem.first().waitFor();
  await window.runCommand('View: Hide Panel');

  await window.openFile('lost.md');
  await page.locator('.codelens-decoration').getByText('unanchored in Linux 6.12.3').waitFor();
  await window.reveal('lost_helper');
  await page.keyboard.press('F12');
  const looking = toast.filter({ hasText: 'Looking for lost_helper in Linux 6.12.3' });
  await looking.getByRole('button', { name: 'Cancel' }).click();
  await looking.waitFor({ state: 'detached' });
  await page.locator('.statusbar-item .codicon-sync').first().waitFor({ state: 'detached' }); // nothing is searched any more
});
