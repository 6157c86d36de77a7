/*
 * Chromium, driven by Playwright: the window in which VS Code's workbench is tested.
 */
import { type Browser, chromium } from 'playwright-core';
import { requireChromium } from './requirements';

/** Starts a Chromium without a display. The caller closes it. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: await requireChromium(),
    headless: true,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
