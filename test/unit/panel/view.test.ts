/*
 * The panel as a reader meets it: the bundled view in a plain browser, under its own Content-Security-Policy, with a
 * real session and a recorded run behind it.
 */
import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import type { RunSettings, ViewMessage } from '../../../src/panel/protocol';
import { launchBrowser } from '../../harness/browser';
import { problems, report } from './fixtures/faults';
import { record } from './fixtures/recording';
import { scenarios } from './fixtures/simulation';
import { model, note } from './fixtures/texts';
import { type OpenView, openView, type Theme, type ViewOptions } from './viewPage';

const settings: RunSettings = {
  scenario: 'stats-read',
  cpus: 4,
  bits: 64,
  commandLine: '',
  failAllocation: 0,
  seed: '',
  tree: false,
};
const recording = record({ cpus: 4, note, model, symbol: 'for_each_possible_cpu' });

let browser: Browser;
let view: OpenView | undefined;

before(async () => {
  browser = await launchBrowser();
});

afterEach(async () => {
  const complaints = view?.complaints;
  await view?.close();
  view = undefined;
  assert.deepEqual(complaints ?? [], [], 'the browser complained');
});

after(async () => {
  await browser.close();
});

async function open(options: Partial<ViewOptions> = {}): Promise<Page> {
  view = await openView(browser, {
    launch: () => recording,
    start: { settings, symbol: 'for_each_possible_cpu' },
    ...options,
  });
  return view.page;
}

const moment = (page: Page) => page.locator('.transport .moment').innerText();
const standsAt = (page: Page, wanted: number) =>
  page.waitForFunction(
    (text) => document.querySelector('.moment')?.textContent?.trim().startsWith(text),
    `${wanted} /`,
  );

/** Waits until the view has said to the host what is wanted; resolves with the latest of it. */
async function told<Type extends ViewMessage['type']>(
  type: Type,
  wanted: (message: Extract<ViewMessage, { type: Type }>) => boolean = () => true,
): Promise<Extract<ViewMessage, { type: Type }>> {
  const is = (message: ViewMessage): message is Extract<ViewMessage, { type: Type }> => message.type === type;
  for (const end = Date.now() + 30_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 20))) {
    const found = view?.said.filter(is).filter(wanted).at(-1);
    if (found) {
      return found;
    }
  }
  throw new Error(`The view said no such ${type}, but ${JSON.stringify(view?.said)}`);
}

async function slideTo(page: Page, wanted: number): Promise<void> {
  await page.locator('input.slider').fill(String(wanted));
  await standsAt(page, wanted);
  await page.locator('main[aria-busy="false"]').waitFor(); // the number is there before the state is
  await page.locator('.source .line.current, .source-pane .ended').first().waitFor();
}

test('without a run there are the scenarios, and a click runs one and plays it', async () => {
  const page = await open({ start: undefined, saved: { speed: 'slow' } });
  const cards = page.locator('.scenario-card');
  await cards.first().waitFor();
  assert.deepEqual(
    await page.locator('.scenario-card strong').allInnerTexts(),
    scenarios.map(({ title }) => title),
  );
  await page.getByRole('button', { name: /Stats read/ }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('fast');
  await page.getByRole('button', { name: 'Play' }).waitFor({ timeout: 60_000 });
  await page.locator('.source-pane', { hasText: 'stats-read returned 0' }).waitFor();
});

test('a run on a symbol pauses at its first execution, with the statement, its macros and the stack', async () => {
  const page = await open();
  await standsAt(page, recording.summary.stop?.moment ?? -1);
  assert.match(await page.locator('.occurrences').innerText(), /for_each_possible_cpu\s+1 of 8/);
  await page.locator('.line.current').first().waitFor();
  assert.equal(
    await page
      .locator('.source .marked')
      .allInnerTexts()
      .then((parts) => parts.join('')),
    'netdev_alloc_pcpu_stats(struct pcpu_lstats)',
  );
  assert.deepEqual(await page.locator('.trail button').allInnerTexts(), [
    'netdev_alloc_pcpu_stats',
    '__netdev_alloc_pcpu_stats',
    'for_each_possible_cpu',
    'for_each_cpu',
  ]);
  assert.match(await page.locator('.unfolded .after').innerText(), /cpumask_next/);
  assert.match(
    await page.locator('.spelling .line.current').innerText(),
    /\(cpu\) = cpumask_next\(\(cpu\), \(mask\)\)/,
  );
  const calls = await page.locator('.frame .call').allInnerTexts();
  assert.match(calls[0] as string, /^start_kernel\(\) \{/);
  assert.match(calls.at(-1) as string, /loopback_dev_init\(\)$/);
  await page.getByRole('button', { name: 'Next execution' }).click();
  await page.getByText('2 of 8').waitFor();
});

test('stepping over, into, out and back by buttons and by keys', async () => {
  const page = await open();
  await slideTo(page, 2);
  await page.getByRole('button', { name: 'Step into', exact: true }).click();
  await standsAt(page, 3);
  await page.getByRole('button', { name: 'Step back', exact: true }).click();
  await standsAt(page, 2);
  await page.keyboard.press('n');
  await page.waitForFunction(() => !document.querySelector('.moment')?.textContent?.trim().startsWith('2 /'));
  await page.keyboard.press('Control+F10');
  await standsAt(page, 2);
  await page.keyboard.press('F11');
  await standsAt(page, 3);
  await page.keyboard.press('Control+Shift+F11');
  await standsAt(page, 2);
  await page.locator('input.slider').focus();
  await page.keyboard.press('ArrowRight');
  await standsAt(page, 3);
  await page.keyboard.press('End');
  await standsAt(page, recording.summary.moments - 1);
  assert.equal(await page.getByRole('button', { name: 'Step over', exact: true }).isDisabled(), true);
});

test('each CPU has its row, the CPU that is read is marked, and the read is beside the sum', async () => {
  const page = await open();
  await slideTo(page, 84);
  assert.equal(await page.locator('.cpus tbody tr').count(), 4);
  assert.match(await page.locator('.cpus tbody tr.reading').innerText(), /^1\s/);
  assert.match(await page.locator('.cpus tr.sum').innerText(), /12\s+768/);
  assert.match(await page.locator('.cpus tr.read').innerText(), /dev_lstats_read so far\s+3\s+129/);
  await slideTo(page, recording.summary.moments - 1);
  assert.match(await page.locator('.cpus tr.read').innerText(), /dev_lstats_read returned\s+12\s+768/);
});

test('8192 CPUs are bounded rows, and the panel stays quick', async () => {
  const many = record({ cpus: 8192, note, model });
  const page = await open({ launch: () => many, start: { settings: { ...settings, cpus: 8192 } } });
  await slideTo(page, 400);
  assert.equal(await page.locator('.cpus tbody tr').count(), 256);
  assert.match(await page.locator('.cpus').innerText(), /and 7,936 more CPUs/);
  assert.match(await page.locator('.section-stacks').innerText(), /CPUs 1-8191 idle/);
  const started = Date.now();
  for (let press = 1; press <= 10; press++) {
    await page.keyboard.press('s');
    await standsAt(page, 400 + press);
  }
  // A generous multiple of what it takes on a quiet machine: this one may be busy with other tests.
  const each = (Date.now() - started) / 10;
  assert.ok(each < 5000, `${each} ms a step`);
});

test('devices read as ip link shows them, and the log as dmesg; a line of the log leads to its moment', async () => {
  const page = await open();
  await slideTo(page, 90);
  const device = await page.locator('.ip-link').innerText();
  assert.match(device, /1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536/);
  assert.match(device, /link\/loopback 00:00:00:00:00:00/);
  await page.locator('.log-line', { hasText: 'lo: registered' }).click();
  await page.waitForFunction(() => !document.querySelector('.moment')?.textContent?.trim().startsWith('90 /'));
  assert.equal(await moment(page), '32 / 100');
});

test('a frame that is clicked shows its place and locals, and opens in the editor', async () => {
  const page = await open();
  await slideTo(page, 84);
  await page.locator('.frame', { hasText: 'dev_get_stats' }).click();
  await page.locator('.line.calling').first().waitFor();
  assert.match(await page.locator('.line.calling').innerText(), /ndo_get_stats64/);
  assert.equal((await told('open')).range.path, model.path);
});

test('in a definition that the model completes, each line says whose it is', async () => {
  const page = await open();
  await slideTo(page, 6);
  await page.locator('.line.striped').first().waitFor();
  const whose = (text: string) => page.locator('.line.striped', { hasText: text }).first().getAttribute('class');
  assert.match((await whose('alloc_netdev(0, "lo", NET_NAME_UNKNOWN')) ?? '', /origin-note/);
  assert.match((await whose('err = -ENOMEM')) ?? '', /current .*origin-model/);
  assert.equal(await page.locator('.source-header .badge').innerText(), 'note + model');
});

test('the name of a call lies within its bar, underscores too', async () => {
  const page = await open();
  await page.locator('.picture .label').first().waitFor();
  const below = await page.locator('.picture .label').evaluateAll((labels) =>
    labels.map((label) => {
      const bar = label.previousElementSibling?.getBoundingClientRect().bottom ?? 0;
      const outline = 1;
      return { name: label.textContent, by: label.getBoundingClientRect().bottom - (bar - outline) };
    }),
  );
  assert.ok(below.length > 5);
  assert.deepEqual(
    below.filter(({ by }) => by > 0),
    [],
  );
});

test('a click in the strips goes to where the call begins, a drag along with the pointer', async () => {
  const page = await open();
  await slideTo(page, 5);
  const box = await page.locator('.picture .label', { hasText: 'dev_lstats_read' }).boundingBox();
  assert.ok(box);
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  const last = recording.summary.spans.find((span) => span.function === 'dev_lstats_read');
  await standsAt(page, last?.from ?? -1);
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + 5, { steps: 4 });
  await page.mouse.up();
  await page.waitForFunction(
    (beyond) => Number.parseInt(document.querySelector('.moment')?.textContent ?? '', 10) > beyond,
    (last?.from ?? 0) + 5,
  );
});

test('a report is there with its stacks, and leads to its moment', async () => {
  const page = await open({ launch: () => record({ cpus: 4, note, model, report }), start: { settings } });
  await page.locator('.report .headline').waitFor();
  assert.match(
    await page.locator('.report').innerText(),
    /use-after-free in loopback_dev_free[\s\S]*Allocated by CPU 0[\s\S]*Freed by/,
  );
  await page.locator('.report summary .link').click();
  await standsAt(page, recording.summary.moments - 1);
  await page.getByRole('button', { name: 'Copy the report' }).click();
  await page.locator('.trace .place').first().click();
  await told('copyReport', ({ text }) => text === report.text);
  await told('open', ({ range }) => range.path === note.path);
});

test('what does not compile is listed, and the last good run stays and moves', async () => {
  let launches = 0;
  const page = await open({ launch: () => (launches++ === 0 ? recording : problems), start: { settings } });
  await slideTo(page, 30);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.problems.error').waitFor();
  assert.match(
    await page.locator('.problems').innerText(),
    /does not compile: 1 error\. What you see is the last good run/,
  );
  assert.match(await page.locator('.problems').innerText(), /no member named 'lstat'\s+loopback\.md:133/);
  await page.keyboard.press('Escape');
  await slideTo(page, 31);
});

test('what does not compile is in sight, wherever the reader scrolled to', async () => {
  let launches = 0;
  const page = await open({
    launch: () => (launches++ === 0 ? recording : problems),
    start: { settings },
    height: 600,
  });
  await slideTo(page, 30);
  const scrolled = await page.locator('main').evaluate((main) => {
    main.scrollTop = main.scrollHeight;
    return main.scrollTop;
  });
  assert.ok(scrolled > 100, `${scrolled}`);
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  await page.locator('.problems.error').waitFor();
  const [list, main] = [await page.locator('.problem').first().boundingBox(), await page.locator('main').boundingBox()];
  assert.ok(list && main && list.y >= main.y && list.y + list.height <= main.y + main.height, JSON.stringify(list));
});

test('the innermost call of a deep stack is not cut off beside another column', async () => {
  const page = await open({ width: 690 });
  await page.locator('.frames .frame.current .call').waitFor();
  const [left] = await page
    .locator('.frames .frame.current .call')
    .evaluateAll((calls) => calls.map((call) => ({ shown: call.clientWidth, whole: call.scrollWidth })));
  assert.ok(left && left.whole <= left.shown, JSON.stringify(left));
});

test('long lines of the log wrap, and are not cut off', async () => {
  const page = await open({ launch: () => recording, start: { settings }, width: 420 });
  await slideTo(page, recording.summary.moments - 1);
  const log = page.locator('.log');
  await log.waitFor();
  assert.equal(await log.evaluate((box) => box.scrollWidth > box.clientWidth), false);
});

test('settings are sent as they are typed; what cannot be run says why', async () => {
  const page = await open({ treeTitle: 'Linux 6.12' });
  await page.locator('vscode-textfield#cpus').locator('input').fill('9000');
  await page.getByText('From 1 to 8192 CPUs').waitFor();
  await page.locator('vscode-textfield#cpus').locator('input').fill('64');
  await page.getByRole('radio', { name: '32' }).click();
  await page.getByRole('button', { name: 'Boot command line' }).click();
  await page.locator('vscode-textfield#command-line').locator('input').fill('nr_cpus=2');
  await page.locator('vscode-textfield#seed').locator('input').fill('42');
  await page.locator('vscode-textfield#fail-allocation').locator('input').fill('3');
  await page.keyboard.press('Enter');
  await page.getByText('The driver of Linux 6.12').click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  assert.deepEqual((await told('run', ({ settings: { tree } }) => tree)).settings, {
    scenario: 'stats-read',
    cpus: 64,
    bits: 32,
    commandLine: 'nr_cpus=2',
    failAllocation: 3,
    seed: '42',
    tree: true,
  });
});

test('another scenario can be chosen from the list', async () => {
  const page = await open();
  await page.locator('vscode-single-select.scenario').click();
  await page.getByRole('option', { name: 'Namespace life' }).click();
  await page.getByRole('button', { name: 'Run', exact: true }).click();
  assert.equal((await told('run')).settings.scenario, 'namespace-life');
});

test('a run that takes long shows how far it is and can be cancelled', async () => {
  const page = await open({ launch: () => 'never' });
  await page.getByText('Running … 12,345,678 steps').waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await told('cancel');
});

test('an untrusted workspace is told of, with what can be done, and nothing runs', async () => {
  const page = await open({ trusted: false });
  await page.getByText('This workspace is not trusted').waitFor();
  assert.equal(await page.locator('.scenario-card').first().isDisabled(), true);
  await page.getByRole('button', { name: 'Manage Workspace Trust' }).click();
  await told('command', ({ command }) => command === 'manageTrust');
});

test('text from a note is text, whatever it looks like', async () => {
  const markup = '<img src=x onerror="document.title=1">';
  const state = recording.at(40);
  const page = await open({
    launch: () => ({
      ...recording,
      answer: (_request, now) => ({
        now,
        message: { type: 'state', state: { ...state, log: [{ moment: 1, cpu: 0, level: 6, text: markup }] } },
      }),
    }),
  });
  await page.locator('.log-line').waitFor();
  assert.ok((await page.locator('.log-line').innerText()).endsWith(markup));
  assert.equal(await page.locator('img').count(), 0);
});

test('what the reader set up is kept for the next time', async () => {
  const page = await open();
  await slideTo(page, 50);
  await page.getByRole('button', { name: 'Memory', exact: true }).click();
  await page.locator('.objects').waitFor();
  let kept: { moment?: number; open?: Record<string, boolean> } | undefined;
  for (const end = Date.now() + 30_000; !(kept?.moment === 50 && kept.open?.memory); await page.waitForTimeout(50)) {
    assert.ok(Date.now() < end, JSON.stringify(kept));
    kept = (await view?.saved()) as typeof kept;
  }
  await view?.close();
  const again = await open({ start: undefined, saved: kept });
  await standsAt(again, 50);
  await again.locator('.objects').waitFor();
});

test('everything that acts can be reached by the keyboard and has a name', async () => {
  const page = await open();
  await slideTo(page, 84);
  const nameless = await page
    .locator('button, input, select, summary')
    .evaluateAll((elements) =>
      elements
        .filter((element) => !element.getAttribute('aria-label') && !element.textContent?.trim())
        .map(({ outerHTML }) => outerHTML.slice(0, 120)),
    );
  assert.deepEqual(nameless, []);
  const untabbable = await page.locator('button[tabindex="-1"], input[tabindex="-1"]').count();
  assert.equal(untabbable, 0);
});

/** What is read most. */
const READ = ['.frame .call', '.log-line', '.ip-line', '.cpus td.number', '.variables th code', '.line .text'];

/** The contrast of two colours as CSS writes them, by WCAG 2.2. */
function contrast(a: string, b: string): number {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const channels = (colour.match(/[\d.]+/g) ?? []).slice(0, 3).map((text) => {
    const share = Number(text) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const [red = 0, green = 0, blue = 0] = channels;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

for (const theme of ['Dark Modern', 'Light Modern', 'High Contrast', 'High Contrast Light'] as Theme[]) {
  test(`nothing is cut off or hard to read in ${theme}, from 500 to 900 pixels`, async () => {
    const page = await open({ theme });
    await slideTo(page, 84);
    for (const width of [500, 700, 900]) {
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(50);
      const wide = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      assert.equal(wide, false, `sideways scrolling at ${width}`);
    }
    const boxed = await page
      .locator('code')
      .evaluateAll(
        (codes) => codes.filter((code) => getComputedStyle(code).backgroundColor === 'rgb(255, 255, 0)').length,
      );
    assert.equal(boxed, 0, 'VS Code’s own style for code shows');
    const paper = await page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
    for (const selector of READ) {
      const ink = await page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).color);
      assert.ok(contrast(ink, paper) >= 4.5, `${selector}: ${ink} on ${paper}`);
    }
  });
}
