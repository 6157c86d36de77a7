/*
 * A real VS Code window for the flows, and what a person can do in it, with the mouse and the keyboard.
 *
 *   await window.openNotes();                         the workspace's editable copy of the loopback notes, restored
 *   await window.reveal('loopback_ops');              scrolls a text of the editor into view (with Find)
 *   await window.hover('loopback_ops');               the mouse rests on it; resolves with the hover's text
 *   await window.clickHoverLink('Run registration');
 *   const panel = await window.panelFrame('.timeline');   the webview's frame that has such an element
 *   await panel.getByText('lo').waitFor();
 *   await window.screenshot('run');                   out/screenshots/run.png
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { errors, type Frame, type Locator, type Page } from 'playwright-core';
import { projectFolder } from '../../build/bundle';
import { type ScratchWorkspace, writeSettings } from '../harness/workspace';
import { textPosition } from './text-position';

/** How long to wait for anything in the window, in milliseconds: its first minute is slow on a busy machine. */
export const patience = 240_000;
const screenshots = join(projectFolder, 'out/screenshots');

export const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  hc: 'Default High Contrast',
} as const;
const themeClasses = { dark: '.vs-dark', light: '.vs', hc: '.hc-black' } as const;
export type Theme = keyof typeof themes;

/**
 * Typing as a flow does it must put into the file what was typed, and nothing goes to disk that the flow does not save (in a browser
 * VS Code saves by itself after a second).
 */
export const settings = {
  'editor.autoClosingBrackets': 'never',
  'editor.autoClosingQuotes': 'never',
  'editor.autoIndent': 'none',
  'editor.minimap.enabled': false,
  'editor.quickSuggestions': false,
  'editor.suggestOnTriggerCharacters': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** One VS Code window and what a person can do in it. */
export class Window {
  private theme: Theme = 'dark';
  /** Where the mouse was rested last, to come again to. */
  private hovered: Parameters<Window['hover']> | undefined;

  constructor(
    readonly page: Page,
    readonly workspace: ScratchWorkspace,
  ) {}

  /** Runs a command from the palette by its whole title, category included: `View: Close All Editors`. */
  async runCommand(title: string): Promise<void> {
    // VS Code adds what it knows of a command (its key, that it was used lately) after a comma.
    const [exact, more] = [JSON.stringify(title), JSON.stringify(`${title},`)];
    const row = `.monaco-list-row[aria-label=${exact}], .monaco-list-row[aria-label^=${more}]`;
    const { keyboard } = this.page;
    await this.pick(
      async (timeout) => {
        await keyboard.press('F1');
        await this.quickInput().fill(`>${title}`, { timeout });
      },
      (timeout) => this.quickList().locator(row).first().click({ timeout }),
    );
  }

  /** Runs a command that lists choices, and waits for the one with a text; resolves with it. */
  async choiceOf(command: string, text: string): Promise<Locator> {
    const row = this.quickList().locator('.monaco-list-row', { hasText: text });
    await this.pick(
      () => this.runCommand(command),
      (timeout) => row.waitFor({ timeout }),
    );
    return row;
  }

  /** Runs a command that lists choices, and clicks the one with a text. */
  async choose(command: string, text: string): Promise<void> {
    const row = this.quickList().locator('.monaco-list-row', { hasText: text });
    await this.pick(
      () => this.runCommand(command),
      (timeout) => row.click({ timeout }),
    );
  }

  /** Runs a scenario by its title, with the command that lists them. */
  async runScenario(title: string): Promise<void> {
    await this.choose('Annotated Kernel: Run a Scenario', title);
  }

  /** Opens a file of the workspace by its path, relative to the workspace's folder, through Quick Open; its editor has the focus. */
  async openFile(path: string): Promise<void> {
    const name = path.slice(path.lastIndexOf('/') + 1);
    const row = this.quickList()
      .locator(`.monaco-list-row[aria-label^=${JSON.stringify(name)}]`)
      .first();
    await this.pick(
      async (timeout) => {
        await this.page.keyboard.press('Control+P');
        await this.quickInput().fill(path, { timeout });
      },
      (timeout) => row.click({ timeout }),
    );
    await this.page
      .locator(`.tabs-container .tab.active[data-resource-name=${JSON.stringify(name)}]`)
      .first()
      .waitFor();
    await this.page.locator('.editor-instance .monaco-editor.focused .view-line').first().waitFor();
  }

  /**
   * Opens a list over the window, and does something with a row of it. As a person does, it opens the list again when something else took
   * the focus, and closed it.
   */
  private async pick(open: (timeout: number) => Promise<void>, act: (timeout: number) => Promise<void>): Promise<void> {
    const timeout = patience / 6;
    for (let attempt = 1; ; attempt++) {
      try {
        await open(timeout);
        await act(timeout);
        return;
      } catch (error) {
        if (attempt === 6 || !(error instanceof errors.TimeoutError)) {
          throw error;
        }
        await this.page.keyboard.press('Escape');
      }
    }
  }

  private quickInput(): Locator {
    return this.page.locator('.quick-input-widget:visible input[type="text"]');
  }

  private quickList(): Locator {
    return this.page.locator('.quick-input-list');
  }

  /**
   * Opens the workspace's copy of the loopback notes, and waits until they are the restored ones (VS Code hears a moment later that a file
   * changed on disk) and the extension has put its lenses over them.
   */
  async openNotes(): Promise<void> {
    await this.openFile('notes/loopback.md');
    await this.page.keyboard.press('Control+Home'); // an editor comes back where it was scrolled to
    await this.waitForVisible(/^- Where is loopback registered\?/m);
    await this.page.locator('.codelens-decoration a', { hasText: 'Run registration' }).first().waitFor();
  }

  /** Reloads the window, and waits until the new one shows the workspace. */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent('domcontentloaded');
    await this.runCommand('Developer: Reload Window');
    await loaded;
    await this.page.locator('.explorer-folders-view .monaco-list-row').first().waitFor();
  }

  /** The tab of an editor by the name on it. */
  tab(name: string): Locator {
    return this.page.locator(`.tabs-container .tab[data-resource-name=${JSON.stringify(name)}]`);
  }

  /** Closes the primary side bar, for more room. */
  async closeSideBar(): Promise<void> {
    if (await this.page.locator('.part.sidebar').isVisible()) {
      await this.runCommand('View: Close Primary Side Bar');
    }
  }

  /** Gives the focus to an editor by the name on its tab. */
  async focusEditor(name: string): Promise<void> {
    await this.tab(name).first().click();
  }

  /**
   * Scrolls the n-th occurrence (from 1) of a text into view, and selects it, in the text editor that has the focus or,
   * when a panel has it, in the first one that is shown.
   */
  async reveal(text: string, occurrence = 1): Promise<void> {
    const focused = this.page.locator('.editor-instance .monaco-editor.focused');
    if ((await focused.count()) === 0) {
      const group = this.page.locator('.editor-group-container', {
        has: this.page.locator('.editor-instance .view-line'),
      });
      await group.first().locator('.tab.active').click();
      await focused.waitFor();
    }
    await this.page.keyboard.press('Control+Home');
    await this.page.keyboard.press('Control+F');
    const input = this.page.locator('.find-widget.visible .find-part textarea.input');
    await input.waitFor();
    await input.fill(text);
    await this.page.locator('.find-widget.visible .matchesCount', { hasText: /\d+ of \d+/ }).waitFor();
    for (let n = 1; n < occurrence; n++) {
      await this.page.keyboard.press('Enter');
    }
    await this.page.keyboard.press('Escape');
  }

  /**
   * Rests the mouse on the n-th occurrence of `text` that is visible in an editor until the hover has `shows`; resolves with the hover's
   * text. As a person does, it comes again when that is not shown: an extension that is not active yet has no hover, and one that is asked
   * while the engine is busy leaves out what the engine would say.
   */
  async hover(text: string, occurrence = 1, shows = /\S/): Promise<string> {
    this.hovered = [text, occurrence, shows];
    const hover = this.hoverWidget();
    let last = '';
    for (const end = Date.now() + patience; Date.now() < end; ) {
      const { x, y } = await this.positionOf(text, occurrence);
      await this.page.mouse.move(x - 120, y + 60);
      await this.page.mouse.move(x, y, { steps: 6 });
      for (let wait = 0; wait < 20; wait++) {
        await this.page.waitForTimeout(250);
        const content = await hoverText(hover);
        if (content && !/^\s*Loading/.test(content)) {
          await this.page.waitForTimeout(700); // other providers' parts are put in as they come
          last = (await hoverText(hover)) ?? content;
          if (shows.test(last)) {
            return last;
          }
        }
      }
      await this.page.mouse.move(5, 5);
      await hover.waitFor({ state: 'hidden' });
    }
    throw new Error(`No hover on ${JSON.stringify(text)} shows ${shows}; the last one is ${JSON.stringify(last)}.`);
  }

  /** The editor hover that is shown. */
  hoverWidget(): Locator {
    return this.page.locator('.monaco-hover:not(.hidden) .monaco-hover-content:visible').first();
  }

  /** The links of the hover that is shown, each with the number of lines that it is drawn on. */
  async hoverLinks(): Promise<{ readonly text: string; readonly lines: number }[]> {
    return this.hoverWidget()
      .locator('a[data-href^="command:"]')
      .evaluateAll((links) =>
        links.map((link) => ({ text: link.textContent ?? '', lines: link.getClientRects().length })),
      );
  }

  /**
   * Clicks a link of the hover that is shown by a part of its text, whatever kind of space that has; rests the mouse there again when the
   * hover goes before the mouse is on the link.
   */
  async clickHoverLink(text: string): Promise<void> {
    const link = this.hoverWidget().locator('a', { hasText: text }).first();
    const { mouse } = this.page;
    for (const end = Date.now() + patience; Date.now() < end; ) {
      const at = await centre(link);
      if (at) {
        await mouse.move(at.x, at.y, { steps: 8 });
      }
      if (at && (await isAt(link, at))) {
        await mouse.down();
        await mouse.up();
        return;
      }
      if (this.hovered && !(await this.hoverWidget().isVisible())) {
        await this.hover(...this.hovered);
      }
    }
    throw new Error(`The hover has no link ${text} that can be clicked.`);
  }

  /** Clicks the n-th occurrence of `text` that is visible in an editor with Control held down: Go to Definition by the mouse. */
  async controlClick(text: string, occurrence = 1): Promise<void> {
    const { keyboard, mouse } = this.page;
    const link = this.page.locator('.goto-definition-link').first();
    for (const end = Date.now() + patience; Date.now() < end; ) {
      const { x, y } = await this.positionOf(text, occurrence);
      await mouse.move(x - 40, y);
      await keyboard.down('Control');
      await mouse.move(x, y, { steps: 4 });
      try {
        // The word becomes a link when the definition is known.
        await link.waitFor({ timeout: patience / 6 });
        const word = await link.innerText({ timeout: patience / 6 });
        if (text.includes(word.trim())) {
          await mouse.down();
          await mouse.up();
          return;
        }
      } catch (error) {
        if (!(error instanceof errors.TimeoutError)) {
          throw error;
        }
      } finally {
        await keyboard.up('Control');
      }
    }
    throw new Error(`${JSON.stringify(text)} becomes no link.`);
  }

  /** Waits until the status bar says that the cursor is in a line. */
  async waitForLine(line: number): Promise<void> {
    const position = this.page.locator('.statusbar-item', { hasText: new RegExp(`Ln ${line},`) });
    await position.waitFor();
  }

  /** The frame of the visible webview that has an element matching `selector`. */
  async panelFrame(selector = 'body > *'): Promise<Frame> {
    const end = Date.now() + patience;
    for (;;) {
      for (const frame of this.page.frames()) {
        if (await isShown(frame, selector)) {
          return frame;
        }
      }
      if (Date.now() > end) {
        throw new Error(`No webview shows ${selector}.`);
      }
      await this.page.waitForTimeout(200);
    }
  }

  /** Replaces the first occurrence of `find` in the active editor by typing `replacement` over it, and waits until its tab says so. */
  async editText(find: string, replacement: string): Promise<void> {
    await this.reveal(find);
    await this.page.keyboard.insertText(replacement);
    await this.page.locator('.tabs-container .tab.dirty').first().waitFor();
  }

  /** Saves the active editor, which is the only one to be saved, and waits until its tab says so. */
  async save(): Promise<void> {
    await this.page.keyboard.press('Control+S');
    await this.page.locator('.tabs-container .tab.dirty').first().waitFor({ state: 'detached' });
  }

  /** Waits until the text of the editor's visible lines, top to bottom, matches. */
  async waitForVisible(pattern: RegExp): Promise<void> {
    let text = '';
    for (const end = Date.now() + patience; Date.now() < end; await this.page.waitForTimeout(100)) {
      text = await this.visibleText();
      if (pattern.test(text)) {
        return;
      }
    }
    throw new Error(`No editor shows ${pattern}, but:\n${text}`);
  }

  private async visibleText(): Promise<string> {
    const lines = await this.page.locator('.editor-instance .view-line').evaluateAll((elements) =>
      elements
        .map((element) => ({ top: element.getBoundingClientRect().top, text: element.textContent ?? '' }))
        .sort((a, b) => a.top - b.top)
        .map(({ text }) => text.replaceAll('\u00a0', ' ')),
    );
    return lines.join('\n');
  }

  /** Waits until some element of the workbench shows `text`. */
  async waitForText(text: string | RegExp): Promise<void> {
    await this.page.getByText(text).first().waitFor();
  }

  /** Changes the colour theme, by the workspace's settings, and waits until the window has it. */
  async setTheme(theme: Theme): Promise<void> {
    this.theme = theme;
    this.writeSettings();
    await this.page.locator(`.monaco-workbench${themeClasses[theme]}`).waitFor();
  }

  /** Adds to the workspace's settings; they are back to the flows' own before the next flow. */
  writeSettings(more: Readonly<Record<string, unknown>> = {}): void {
    writeSettings(this.workspace.folder, { ...settings, 'workbench.colorTheme': themes[this.theme], ...more });
  }

  /** Takes a picture of the window: out/screenshots/NAME.png. */
  async screenshot(name: string): Promise<void> {
    mkdirSync(screenshots, { recursive: true });
    await this.page.screenshot({ path: join(screenshots, `${name}.png`) });
  }

  /** Puts the window and the workspace back to what each flow finds. */
  async reset(): Promise<void> {
    await this.page.mouse.move(5, 5);
    await this.page.keyboard.press('Escape');
    await this.page.keyboard.press('Escape');
    if (await this.page.locator('.part.panel').isVisible()) {
      await this.runCommand('View: Hide Panel');
    }
    await this.runCommand('View: Show Explorer');
    await this.runCommand('View: Close All Editors');
    const unsaved = this.page.locator('.monaco-dialog-box').getByRole('button', { name: "Don't Save" });
    const none = this.page.locator('.editor-group-container.empty').first();
    await unsaved.or(none).first().waitFor();
    if (await unsaved.isVisible()) {
      await unsaved.click();
      await none.waitFor();
    }
    writeFileSync(this.workspace.notes, readFileSync(join(projectFolder, 'media/notes/loopback.md')));
    await this.setTheme('dark');
  }

  private async positionOf(text: string, occurrence: number): Promise<{ x: number; y: number }> {
    const end = Date.now() + patience;
    for (;;) {
      const position = await this.page.evaluate(textPosition, { text, occurrence });
      if (position) {
        return position;
      }
      if (Date.now() > end) {
        throw new Error(`No editor shows ${JSON.stringify(text)} (occurrence ${occurrence}); reveal it first.`);
      }
      await this.page.waitForTimeout(200);
    }
  }
}

/** The text of a hover, with plain spaces; none while it is not shown. */
async function hoverText(hover: Locator): Promise<string | undefined> {
  const [text] = await hover.evaluateAll((elements) => elements.map((element) => (element as HTMLElement).innerText));
  return text?.replaceAll('\u00a0', ' ');
}

/** The centre of an element that is shown and moves no more, in CSS pixels; undefined while there is none. */
async function centre(element: Locator): Promise<{ x: number; y: number } | undefined> {
  try {
    await element.scrollIntoViewIfNeeded({ timeout: 2000 }); // which waits for it to be shown and to stand still
    const box = await element.boundingBox({ timeout: 2000 });
    return box ? { x: box.x + box.width / 2, y: box.y + box.height / 2 } : undefined;
  } catch (error) {
    if (error instanceof errors.TimeoutError) {
      return undefined;
    }
    throw error;
  }
}

/** Whether a click at a point would hit the element. */
async function isAt(element: Locator, point: { readonly x: number; readonly y: number }): Promise<boolean> {
  const hits = await element.evaluateAll(
    (elements, { x, y }) => elements.map((one) => one.contains(document.elementFromPoint(x, y))),
    point,
  );
  return hits[0] === true;
}

/** Whether the frame is what a visible webview shows now (VS Code nests it in a frame of its own), and has the element. */
async function isShown(frame: Frame, selector: string): Promise<boolean> {
  try {
    const outer = frame.parentFrame();
    if (!outer || (await (await frame.frameElement()).getAttribute('id')) !== 'active-frame') {
      return false;
    }
    const box = await (await outer.frameElement()).boundingBox();
    return !!box && box.width > 0 && (await frame.locator(selector).count()) > 0;
  } catch (error) {
    if (/detached|closed|navigat/i.test(String(error))) {
      return false; // it went while it was looked at
    }
    throw error;
  }
}
