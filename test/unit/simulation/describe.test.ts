/* What the engine tells a hover, on the bundled notes. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { programSnippets } from '../../../src/notes/programText';
import { readNote } from '../../../src/notes/read';
import { describeSymbol } from '../../../src/simulation/describe';

const text = readFileSync(new URL('../../../media/notes/loopback.md', import.meta.url), 'utf8');
const note = { path: 'loopback.md', text, snippets: programSnippets(readNote('loopback.md', text)) };

const describeAt = (context: string, word: string) =>
  describeSymbol({
    type: 'describe',
    id: 1,
    note,
    document: { origin: 'note', path: 'loopback.md' },
    offset: text.indexOf(context) + context.indexOf(word),
  });

test('a macro unfolds at its use, one macro at a time', () => {
  const { expansion } = describeAt('dev->lstats = netdev_alloc_pcpu_stats(', 'netdev_alloc_pcpu_stats');
  assert.equal(expansion[0]?.macro, 'netdev_alloc_pcpu_stats');
  assert.match(expansion[0]?.text ?? '', /^__netdev_alloc_pcpu_stats\(struct pcpu_lstats, GFP_KERNEL\)$/);
  assert.equal(expansion[1]?.macro, '__netdev_alloc_pcpu_stats');
  assert.match(expansion[1]?.text ?? '', /for_each_possible_cpu\(__cpu\)/);
  assert.equal(expansion[0]?.definition?.path, 'loopback.md');
});

test("inside another macro's definition too", () => {
  const { expansion } = describeAt('for_each_possible_cpu(__cpu)', 'for_each_possible_cpu');
  assert.equal(expansion[0]?.text.replace(/\s+/g, ' '), 'for_each_cpu((__cpu), cpu_possible_mask)');
  assert.match(expansion[1]?.text ?? '', /cpumask_next/);
});

test('a struct has its layout in both data models', () => {
  const { layouts } = describeAt('struct pcpu_lstats {', 'pcpu_lstats');
  assert.deepEqual(
    layouts.map(({ bits, size, alignment }) => ({ bits, size, alignment })),
    [
      { bits: 64, size: 16, alignment: 16 },
      { bits: 32, size: 32, alignment: 16 },
    ],
  );
  const syncp = layouts.map(({ members }) => members.find(({ declaration }) => declaration.endsWith('syncp')));
  assert.deepEqual(
    syncp.map((member) => [member?.offset, member?.size]),
    [
      [16, 0],
      [16, 4],
    ],
  );
});

test('a typedef of a struct has its layout, under its own name', () => {
  const { layouts } = describeAt('u64_stats_t packets', 'u64_stats_t');
  assert.deepEqual(
    layouts.map(({ bits, name, size, members }) => [bits, name, size, members.length]),
    [
      [64, 'u64_stats_t', 8, 1],
      [32, 'u64_stats_t', 8, 1],
    ],
  );
});

test('a plain function has neither', () => {
  assert.deepEqual(describeAt('.ndo_init        = loopback_dev_init', 'loopback_dev_init'), {
    expansion: [],
    layouts: [],
  });
});

test('what goes beyond the bounds of the engine is not described, and is no failure', () => {
  const bomb = Array.from({ length: 40 }, (_, n) => `#define A${n + 1} ${`A${n} `.repeat(10)}`).join('\n');
  for (const code of [
    `#define A0 x\n${bomb}\nint bomb = A40;`,
    '#define F(a) a a\n#define G(a) F(F(F(F(F(F(F(F(a))))))))\nint bomb = G(G(G(G(1))));',
    `struct bomb { ${'('.repeat(100_000)}`,
    `struct bomb ${'typedef '.repeat(50_000)}`,
  ]) {
    const hostile = `\`\`\`c\n// drivers/net/loopback.c\n${code}\n\`\`\`\n`;
    const snippets = programSnippets(readNote('bomb.md', hostile));
    const document = { origin: 'note', path: 'bomb.md' } as const;
    const offset = hostile.search(/(A40|G\(G|bomb)(?!.*\n#)/);
    const described = describeSymbol({
      type: 'describe',
      id: 1,
      note: { path: 'bomb.md', text: hostile, snippets },
      document,
      offset,
    });
    assert.deepEqual(described, { expansion: [], layouts: [] }, code.slice(-40));
  }
});
