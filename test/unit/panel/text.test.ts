/*
 * The texts of the panel: the lines around a place, the colours of C, and how numbers and places read.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { newNonce, viewHtml } from '../../../src/panel/html';
import { sourceWindow } from '../../../src/panel/sourceWindow';
import { byteSize, count, cpuList, placeName, shortPlace } from '../../../src/panel/view/format';
import { colours, withMark } from '../../../src/panel/view/highlight';

test('of a note, the inside of the fence around the place is shown', () => {
  const text = 'Hello\n\n```C\nint a;\nint b;\n\n```\n\n~~~~ c\nint c;\n~~~\nint d;\n~~~~\n';
  assert.deepEqual(sourceWindow(text, 5, true), { firstLine: 4, lines: ['int a;', 'int b;'] });
  assert.deepEqual(sourceWindow(text, 12, true), { firstLine: 10, lines: ['int c;', '~~~', 'int d;'] });
  assert.deepEqual(sourceWindow('```c\nint a;\n', 2, true), { firstLine: 2, lines: ['int a;'] });
  assert.equal(sourceWindow(text, 1, true)?.lines[0], 'Hello');
});

test('a short file is shown whole, with any line ends; a place outside of it is not', () => {
  assert.deepEqual(sourceWindow('a\r\nb\rc', 3, false), { firstLine: 1, lines: ['a', 'b', 'c'] });
  assert.equal(sourceWindow('a\nb', 3, false), undefined);
  assert.equal(sourceWindow('a\nb', 0, false), undefined);
});

test('of a long file some hundred lines are shown, from where a definition begins', () => {
  const body = Array.from({ length: 5000 }, (_, index) =>
    index % 50 === 0 ? '' : index % 50 === 1 ? `int f${index}(void)` : '\tx;',
  );
  const window = sourceWindow(body.join('\n'), 2500, false);
  assert.ok(window && window.lines.length < 600);
  assert.match(window.lines[0] as string, /^int f/);
  assert.equal(body[window.firstLine - 1], window.lines[0]);
  assert.ok(window.firstLine <= 2500 && 2500 < window.firstLine + window.lines.length);
});

test('the colours leave the text as it is, whatever it is', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme' }).map((line) => line.replace(/[\r\n]/g, ''))), (lines) => {
      const drawn = colours(lines).map((pieces) => pieces.map(({ text }) => text).join(''));
      assert.deepEqual(drawn, lines.length === 0 ? [''] : lines);
    }),
  );
});

test('C is coloured by its tokens, comments over several lines included', () => {
  const [first, second, third] = colours(['/* a', ' b */ return f("s", 0x1f);', '#define N 1 // c']);
  assert.deepEqual(first, [{ text: '/* a', kind: 'comment' }]);
  assert.deepEqual(
    second?.filter(({ kind }) => kind !== 'plain'),
    [
      { text: ' b */', kind: 'comment' },
      { text: 'return', kind: 'keyword' },
      { text: 'f', kind: 'call' },
      { text: '"s"', kind: 'string' },
      { text: '0x1f', kind: 'number' },
    ],
  );
  assert.equal(third?.[0]?.kind, 'directive');
  assert.equal(third?.at(-1)?.text, '// c');
});

test('the mark cuts the pieces at its columns and loses nothing', () => {
  const line = '\tif (!dev->lstats) return;';
  const [pieces] = colours([line]);
  const cut = withMark(pieces ?? [], 5, 17);
  assert.equal(cut.map(({ text }) => text).join(''), line);
  assert.equal(
    cut
      .filter(({ marked }) => marked)
      .map(({ text }) => text)
      .join(''),
    '!dev->lstats',
  );
});

test('numbers, sizes, CPU lists and places read as people write them', () => {
  assert.equal(count(1234567), '1,234,567');
  assert.equal(byteSize(512), '512 B');
  assert.equal(byteSize(4096), '4 KiB');
  assert.equal(byteSize(1_572_864), '1.5 MiB');
  assert.equal(cpuList([0, 1, 2, 3, 7, 9, 10]), '0-3,7,9-10');
  assert.equal(cpuList([]), '');
  const at = { line: 70, column: 1, endLine: 70, endColumn: 2 };
  const note = { ...at, origin: 'note', path: 'file:///home/me/my%20notes.md' } as const;
  assert.equal(placeName(note), 'my notes.md:70');
  assert.equal(placeName({ ...at, origin: 'model', path: 'net/core/dev.c' }), 'net/core/dev.c:70');
  assert.equal(shortPlace({ ...at, origin: 'model', path: 'net/core/dev.c' }), 'dev.c:70');
  assert.equal(placeName({ ...note, path: 'file:///100%.md' }), '100%.md:70');
});

test('the panel’s document lets in its own script and style and nothing else', () => {
  const html = viewHtml({
    cspSource: 'https://x',
    script: 'https://x/"view.js',
    style: 's.css',
    nonce: 'abc',
    title: '<b>',
  });
  const policy = /content="([^"]*)"/.exec(html.slice(html.indexOf('Content-Security-Policy')))?.[1] ?? '';
  const directives = policy.replaceAll('&#39;', "'").split('; ').sort();
  assert.deepEqual(directives, [
    `base-uri 'none'`,
    `default-src 'none'`,
    'font-src https://x',
    `form-action 'none'`,
    `script-src 'nonce-abc'`,
    'style-src https://x',
  ]);
  assert.doesNotMatch(html, /<b>|unsafe|style=/);
  assert.match(html, /src="https:\/\/x\/&quot;view\.js"/);
  assert.match(newNonce(), /^[0-9a-f]{32}$/);
  assert.notEqual(newNonce(), newNonce());
});
