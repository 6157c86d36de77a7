/*
 * What a person does with the simulation panel and sees in it: waiting for a run, the transport's buttons and slider, the moment
 * that is shown. Each function takes the webview's frame, which `panelWithRun` finds.
 */
import type { Frame } from 'playwright-core';
import type { Window } from './window';

/** The panel, once a run is in it and its state is shown. */
export async function panelWithRun(window: Window): Promise<Frame> {
  const panel = await window.panelFrame('.panel');
  await panel.locator('.moment').waitFor();
  await panel.locator('.panel:not(.busy)').waitFor();
  return panel;
}

/**
 * Does what makes the panel run again, and waits until that run, or why there is none, is shown. A quick run may never be drawn as under
 * way, so the launches that ended are counted.
 */
export async function runAgain(panel: Frame, action: () => Promise<void>): Promise<void> {
  const before = await panel.locator('.panel').getAttribute('data-launches');
  await action();
  await panel.locator(`.panel:not(.busy):not([data-launches="${before}"])`).waitFor();
}

/** Presses a button of the panel by its label. */
export async function press(panel: Frame, label: string): Promise<void> {
  await panel.getByRole('button', { name: label, exact: true }).click();
}

/** The number of the moment that the panel shows, from 1, and of the last of the run. */
export async function moment(panel: Frame): Promise<{ at: number; of: number }> {
  const [at, of] = (await panel.locator('.moment').innerText()).split('/');
  return { at: Number(at?.replaceAll(/\D/g, '')), of: Number(of?.replaceAll(/\D/g, '')) };
}

/** Waits until the panel shows another moment than `before`; resolves with its number. */
export async function moved(window: Window, panel: Frame, before: number): Promise<number> {
  for (const end = Date.now() + 60_000; Date.now() < end; await window.page.waitForTimeout(50)) {
    const { at } = await moment(panel);
    if (at !== before) {
      return at;
    }
  }
  throw new Error(`The panel still shows moment ${before}.`);
}

/** Goes to the end of the run with the slider's own key, and waits until the machine is shown as it is there. */
export async function toEnd(panel: Frame): Promise<void> {
  await panel.getByRole('slider').focus();
  await panel.getByRole('slider').press('End');
  await panel.waitForFunction(() => {
    const [at, of] = (document.querySelector('.moment')?.textContent ?? '').replace(/[^\d/]/g, '').split('/');
    return at === of && document.querySelector('main[aria-busy="false"]') !== null;
  });
}

/** Types the number of CPUs, which runs again, and waits for that run. */
export async function setCpus(panel: Frame, cpus: number): Promise<void> {
  const field = panel.locator('#cpus').locator('input');
  await field.fill(String(cpus));
  await runAgain(panel, () => field.press('Enter'));
}
