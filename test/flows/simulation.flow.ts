/*
 * The main job: hover a symbol in the loopback notes and watch its own C run. Each flow does what a reader does and looks
 * at what a reader sees. Two of the pictures, `unfold-dark` and `stats-read-dark`, are in the README.
 */
import assert from 'node:assert/strict';
import { moment, moved, panelWithRun, press, runAgain, setCpus, toEnd } from './simulation-panel';
import { flow, restrictedFlow } from './stage';

flow('hover loopback_ops, run registration, see lo registered', async (window) => {
  await window.openNotes();
  await window.reveal('loopback_ops = {');
  const hover = await window.hover('loopback_ops', 1, /Run registration/);
  assert.match(hover, /ndo_init/);
  assert.match(hover, /drivers\/net\/loopback\.c/);
  assert.match(hover, /What does/);
  await window.screenshot('hover-dark');
  const links = await window.hoverLinks();
  assert.ok(links.length >= 5, JSON.stringify(links));
  for (const { text, lines } of links) assert.equal(lines, 1, `${text} is on ${lines} lines`);
  await window.clickHoverLink('Run registration');
  const panel = await panelWithRun(window);
  assert.match(await panel.locator('.occurrences').innerText(), /loopback_ops\s+1 of \d+/);
  await toEnd(panel);
  await panel.locator('.device-name', { hasText: 'lo' }).first().waitFor();
  assert.match(await panel.locator('.device .ip-link').first().innerText(), /1:\s*lo:\s*<.*LOOPBACK.*>\s*mtu\s*65536/);
  for (const theme of ['light', 'hc', 'dark'] as const) {
    await window.setTheme(theme);
    await window.screenshot(`registration-${theme}`);
  }
});

flow('hover for_each_possible_cpu, see it unfold, run with 4 CPUs, see 4 rows, step back', async (window) => {
  await window.openNotes();
  await window.reveal('for_each_possible_cpu(__cpu)');
  const hover = await window.hover('for_each_possible_cpu(__cpu)', 1, /Unfolds here/);
  assert.match(hover, /for_each_cpu\(\(__cpu\), cpu_possible_mask\)/);
  assert.match(hover, /cpumask_next/);
  await window.screenshot('unfold-dark');
  await window.clickHoverLink('Run per-CPU allocation');
  const panel = await panelWithRun(window);
  for (const cpus of [2, 4]) {
    await setCpus(panel, cpus);
    await toEnd(panel);
    const rows = panel.locator('.per-cpu table.cpus tbody tr');
    await rows.nth(cpus - 1).waitFor();
    assert.equal(await rows.count(), cpus);
  }
  const end = await moment(panel);
  await press(panel, 'Step back');
  assert.ok((await moved(window, panel, end.of)) < end.of);
  for (const theme of ['light', 'hc', 'dark'] as const) {
    await window.setTheme(theme);
    await window.screenshot(`percpu-${theme}`);
  }
});

flow('stats read: the sum over the CPUs grows step by step, and the read returns it', async (window) => {
  await window.openNotes();
  await window.closeSideBar();
  await window.reveal('void dev_lstats_read(struct');
  await window.hover('void dev_lstats_read(struct', 1, /Run stats read/);
  await window.clickHoverLink('Run stats read');
  const panel = await panelWithRun(window);
  const table = panel.locator('.per-cpu');
  await table.locator('tr.read').getByText('so far').waitFor();
  await panel.getByText('Network namespaces').click(); // folded: the rows per CPU come up
  for (let step = 0; step < 12; step++) {
    const { at } = await moment(panel);
    await press(panel, 'Step over');
    await moved(window, panel, at);
  }
  await table.locator('tr.read').evaluate((row) => row.scrollIntoView({ block: 'end' }));
  for (const theme of ['light', 'hc', 'dark'] as const) {
    await window.setTheme(theme);
    await window.screenshot(`stats-read-${theme}`);
  }
  await press(panel, 'Step out');
  await table.locator('tr.read').getByText('returned').waitFor();
  const sum = await table.locator('tr.sum td').allInnerTexts();
  assert.match(sum.join(' '), /^24 2,016$/, 'four CPUs, three echoes and replies each, 84 bytes');
  assert.deepEqual(await table.locator('tr.read td').allInnerTexts(), sum);
});

flow('edit a snippet and run again: the edited text runs, and an error is at its place', async (window) => {
  await window.openNotes();
  await window.runScenario('Registration');
  const panel = await panelWithRun(window);
  await window.focusEditor('loopback.md');
  await window.editText('64 * 1024', '32 * 1024');
  await runAgain(panel, () => press(panel, 'Run'));
  await toEnd(panel);
  await panel.locator('.device .ip-link').getByText('32768').first().waitFor();
  await window.focusEditor('loopback.md');
  await window.editText('&loopback_ethtool_ops', '&no_such_ops');
  await press(panel, 'Run');
  await panel.getByText("'no_such_ops' undeclared").first().waitFor();
  assert.match(await panel.locator('.device .ip-link').first().innerText(), /mtu\s*32768/, 'the last good run stays');
  await window.page.locator('[id="status.problems"] a').click();
  await window.waitForText(/no_such_ops.*undeclared/);
  await window.screenshot('compile-error');
  const problem = window.page.locator('.markers-panel .monaco-list-row', { hasText: 'no_such_ops' });
  await problem.filter({ hasText: 'Ln 72,' }).waitFor();
  await window.focusEditor('loopback.md');
  await window.editText('- Where is loopback registered?', '- Who registers it?\n\n- Where is loopback registered?');
  await problem.filter({ hasText: 'Ln 74,' }).waitFor();
  await window.editText('&no_such_ops', '&loopback_ethtool_ops');
  await problem.waitFor({ state: 'detached' });
});

restrictedFlow('in Restricted Mode the bundled notes run, and those of the workspace do not', async (window) => {
  await window.openFile('notes/loopback.md');
  await window.runScenario('Registration');
  const panel = await window.panelFrame('.panel');
  await panel.getByText('This workspace is not trusted').waitFor();
  assert.equal(await panel.locator('.moment').count(), 0);
  await window.screenshot('restricted-panel');
  await window.runCommand('Annotated Kernel: Open the Loopback Notes');
  await window.tab('loopback.md').nth(1).waitFor();
  await window.runScenario('Registration');
  await panelWithRun(window);
});
