/*
 * The main job: hover a symbol in the loopback notes and watch its own C run. Each flow does what a reader does and looks at what a reader
 * sees; the pictures of the first in each theme are those of the README.
 */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { flow, restrictedFlow, type Window } from './window';

/** The panel, once a run is in it. */
async function panelWithRun(window: Window): Promise<Frame> {
  const panel = await window.panelFrame('.panel');
  await panel.locator('.moment').waitFor();
  await panel.locator('.panel:not(.busy)').waitFor();
  return panel;
}

/** Opens the workspace's notes, and waits until the extension has measured which scenarios run what they define. */
async function openNotes(window: Window): Promise<void> {
  await window.openNotes();
  await window.page.locator('.codelens-decoration a', { hasText: 'Run registration' }).first().waitFor();
}

/** Presses a button of the panel by its label. */
async function press(panel: Frame, label: string): Promise<void> {
  await panel.getByRole('button', { name: label, exact: true }).click();
}

/** Where the reader stands, and how many moments there are. */
async function moment(panel: Frame): Promise<{ at: number; of: number }> {
  const text = (await panel.locator('.moment').innerText()).replace(/[^\d/]/g, '');
  const [at, of] = text.split('/').map(Number);
  return { at: at as number, of: of as number };
}

/** Goes to the end of the run with the slider's own key. */
async function toEnd(panel: Frame): Promise<void> {
  await panel.getByRole('slider').focus();
  await panel.getByRole('slider').press('End');
  await panel.waitForFunction(() => {
    const [at, of] = (document.querySelector('.moment')?.textContent ?? '').replace(/[^\d/]/g, '').split('/');
    return at === of;
  });
}

async function setCpus(panel: Frame, cpus: number): Promise<void> {
  const field = panel.locator('#cpus').locator('input');
  await field.fill(String(cpus));
  await field.press('Enter');
  await panel.locator('.panel:not(.busy)').waitFor();
}

flow('hover loopback_ops, run registration, see lo registered', async (window) => {
  await openNotes(window);
  await window.reveal('loopback_ops = {');
  const hover = await window.hover('loopback_ops', 1);
  assert.match(hover, /ndo_init/);
  assert.match(hover, /drivers\/net\/loopback\.c/);
  assert.match(hover, /What does/);
  await window.screenshot('hover-dark');
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
  await openNotes(window);
  await window.reveal('for_each_possible_cpu(__cpu)');
  const hover = await window.hover('for_each_possible_cpu(__cpu)');
  assert.match(hover, /for_each_cpu\(\(__cpu\), cpu_possible_mask\)/);
  assert.match(hover, /cpumask_next/);
  await window.screenshot('unfold-dark');
  await window.clickHoverLink('Run per-CPU allocation');
  const panel = await panelWithRun(window);
  await setCpus(panel, 4);
  await toEnd(panel);
  assert.equal(await panel.locator('.per-cpu table.cpus tbody tr').count(), 4);
  const end = await moment(panel);
  await press(panel, 'Step back');
  await panel.waitForFunction(
    (of) => Number((document.querySelector('.moment')?.textContent ?? '').split('/')[0]?.replace(/\D/g, '')) < of,
    end.of,
  );
  for (const theme of ['light', 'hc', 'dark'] as const) {
    await window.setTheme(theme);
    await window.screenshot(`percpu-${theme}`);
  }
});

flow('stats read: packets on several CPUs, and the sum that the read returns', async (window) => {
  await window.openNotes();
  await window.runCommand('Annotated Kernel: Run a Scenario');
  await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Stats read' }).click();
  const panel = await panelWithRun(window);
  await toEnd(panel);
  const rows = panel.locator('.per-cpu table.cpus');
  const sum = (await rows.locator('tr.sum td').allInnerTexts()).join(' ');
  assert.match(sum, /[1-9]/);
  await window.screenshot('stats-read-dark');
});

flow('edit a snippet and run again: the edited text runs, and an error is at its place', async (window) => {
  await window.openNotes();
  await window.runCommand('Annotated Kernel: Run a Scenario');
  await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Registration' }).click();
  const panel = await panelWithRun(window);
  await window.focusEditor('loopback.md');
  await window.editText('(64 * 1024)', '(32 * 1024)');
  await press(panel, 'Run');
  await panel.locator('.panel:not(.busy)').waitFor();
  await toEnd(panel);
  assert.match(await panel.locator('.device .ip-link').first().innerText(), /mtu\s*32768/);
  await window.focusEditor('loopback.md');
  await window.editText('&loopback_ethtool_ops', '&no_such_ops');
  await press(panel, 'Run');
  await panel.getByText("'no_such_ops' undeclared").first().waitFor();
  assert.match(await panel.locator('.device .ip-link').first().innerText(), /mtu\s*32768/, 'the last good run stays');
  await window.runCommand('View: Focus Problems');
  await window.waitForText(/no_such_ops.*undeclared/);
  await window.screenshot('compile-error');
});

restrictedFlow('in Restricted Mode the bundled notes run, and those of the workspace do not', async (window) => {
  await window.openNotes();
  await window.runCommand('Annotated Kernel: Run a Scenario');
  await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Registration' }).click();
  const panel = await window.panelFrame('.panel');
  await panel.getByText('This workspace is not trusted').waitFor();
  assert.equal(await panel.locator('.moment').count(), 0);
  await window.screenshot('restricted-panel');
  await window.runCommand('Annotated Kernel: Open the Loopback Notes');
  await window.runCommand('Annotated Kernel: Run a Scenario');
  await window.page.locator('.quick-input-list .monaco-list-row', { hasText: 'Registration' }).click();
  await panelWithRun(window);
});
