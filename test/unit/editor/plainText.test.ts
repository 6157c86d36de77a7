/** What notes and trees say is shown as text, wherever VS Code would see a link, an icon or another direction of writing in it. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { inert } from '../../../src/editor/plainText';
import { versionOf } from '../../../src/notes/tree';

/** As VS Code finds links in a notification (vs/base/common/linkedText.ts, 1.100). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
/** As it finds icons in a label (vs/base/common/iconLabels.ts). */
const ICON = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/;

test('nothing that runs a command, is an icon or turns the writing is left in a text', () => {
  const hostile =
    'a [here](command:workbench.action.quit) [b](https://x) $(alert) \u202Egnp.\u2066 c\u0007\n\n$($(alert)';
  const text = inert(hostile);
  assert.doesNotMatch(text, LINK);
  assert.doesNotMatch(text, ICON);
  assert.doesNotMatch(text, /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u);
  assert.equal(
    text.replaceAll('\u2060', ''),
    'a [here](command:workbench.action.quit) [b](https://x) $(alert) \uFFFDgnp.\uFFFD c $($(alert)',
  );
  assert.equal(inert('What does `x` do?'), 'What does `x` do?');
  assert.equal(inert('a'.repeat(1_000_000), 80).length, 80);
});

test('a notification whose text is not written here goes through messages.ts', () => {
  const folder = join(import.meta.dirname, '../../../src');
  const shows = /show(?:Information|Warning|Error)Message\(\s*(.)/g;
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts') || path === join('editor', 'messages.ts')) continue;
    for (const [call, first] of readFileSync(join(folder, path), 'utf8').matchAll(shows)) {
      assert.equal(first, "'", `${path}: ${call}`);
    }
  }
});

test('a tree is called by the version of its Makefile, and by nothing else that stands there', () => {
  const version = (...lines: string[]): string | undefined => versionOf(lines.join('\n'))?.version;
  const [major, minor] = ['VERSION = 6', 'PATCHLEVEL = 12'];
  assert.equal(version(major, minor, 'SUBLEVEL = 3', 'EXTRAVERSION = -rc3+git~1'), '6.12.3-rc3+git~1');
  assert.equal(version(major, minor, 'SUBLEVEL = 0', 'EXTRAVERSION = -[x](command:workbench.action.quit)'), '6.12.0');
  assert.equal(version(major, minor, 'SUBLEVEL = $(alert)', `EXTRAVERSION = ${'a'.repeat(5000)}`), '6.12');
  assert.equal(version(major, `PATCHLEVEL = ${'1'.repeat(5000)}`), undefined);
});
