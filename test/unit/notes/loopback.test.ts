/** The bundled loopback notes are understood in full: questions, snippets, definitions, annotations, symbols. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { definitionsOf } from '../../../src/notes/note';
import { readNote } from '../../../src/notes/read';
import { symbolInNote } from '../../../src/notes/symbolAt';
import { answersTo, SymbolIndex } from '../../../src/notes/symbolIndex';

const text = readFileSync(new URL('../../../media/notes/loopback.md', import.meta.url), 'utf8');
const note = readNote('loopback.md', text);
const NAMES = [
  'loopback_net_ops', 'net_dev_init', 'loopback_net_init', 'loopback_setup', 'loopback_ops', 'loopback_dev_free',
  'loopback_dev_init', 'netdev_alloc_pcpu_stats', '__netdev_alloc_pcpu_stats', 'alloc_percpu_gfp',
  'for_each_possible_cpu', 'for_each_cpu', 'nrcpus', 'dev_lstats_read', 'pcpu_lstats',
]; // biome-ignore format: a list

test('8 questions, of which one is open', () => {
  assert.deepEqual(
    note.questions.map((question) => question.text),
    [
      'Where is loopback registered?',
      'What does `loopback_net_init` do?',
      'What does `loopback_setup` do?',
      'What does `loopback_dev_free` do?',
      'How is the per-cpu variable allocated?',
      'How does `netdev_alloc_pcpu_stats` works?',
      'How to loop through CPU?',
      'How does loopback read cpu status?',
    ],
  );
  assert.deepEqual(
    note.questions.filter((question) => question.open).map((question) => question.line),
    [155],
  );
});

test('12 snippets with their lines, questions and paths', () => {
  assert.deepEqual(
    note.snippets.map((snippet) => [snippet.line, snippet.question, snippet.path?.path]),
    [
      [5, 0, 'drivers/net/loopback.c'],
      [15, 0, 'net/core/dev.c'],
      [40, 1, 'drivers/net/loopback.c'],
      [61, 2, 'drivers/net/loopback.c'],
      [123, 3, 'drivers/net/loopback.c'],
      [140, 3, 'drivers/net/loopback.c'],
      [159, 5, 'include/linux/netdevice.h'],
      [181, 5, 'include/linux/percpu.h'],
      [191, 6, 'include/linux/cpumask.h'],
      [211, 6, 'kernel/smp.c'],
      [230, 7, 'drivers/net/loopback.c'],
      [266, 7, 'include/linux/netdevice.h'],
    ],
  );
  assert.deepEqual(note.problems, []);
});

test('15 definitions, in order, with kind, lines and whether code is left out', () => {
  assert.deepEqual(
    definitionsOf(note).map(({ definition }) => [
      definition.key,
      definition.firstLine,
      definition.lastLine,
      definition.elided,
    ]),
    [
      ['object loopback_net_ops', 10, 12, false],
      ['function net_dev_init', 19, 35, true],
      ['function loopback_net_init', 44, 56, true],
      ['function loopback_setup', 67, 74, false],
      ['object loopback_ops', 112, 117, false],
      ['function loopback_dev_free', 127, 134, false],
      ['function loopback_dev_init', 143, 150, false],
      ['macro netdev_alloc_pcpu_stats', 162, 163, false],
      ['macro __netdev_alloc_pcpu_stats', 165, 177, false],
      ['macro alloc_percpu_gfp', 184, 186, false],
      ['macro for_each_possible_cpu', 194, 194, false],
      ['macro for_each_cpu', 204, 207, false],
      ['function nrcpus', 217, 225, false],
      ['function dev_lstats_read', 235, 260, false],
      ['struct pcpu_lstats', 271, 275, false],
    ],
  );
  assert.deepEqual(
    definitionsOf(note).map(({ definition }) => definition.name),
    NAMES,
  );
});

test('annotations speak of the code that follows them, runs of // being one', () => {
  const of = (start: string): [string, string, number] => {
    const found = note.snippets.flatMap((s) => s.annotations).find((a) => a.text.startsWith(start));
    assert.ok(found, start);
    return [
      text.slice(found.target.start, found.target.end).split('\n')[0]!,
      found.target.of,
      found.text.split('\n').length,
    ];
  };
  const dev = 'dev = alloc_netdev(0, "lo", NET_NAME_UNKNOWN, loopback_setup);';
  assert.deepEqual(of('This function is responsible'), ['static int __init net_dev_init(void)', 'item', 1]);
  assert.deepEqual(of('alloc_netdev'), [dev, 'code', 2]);
  assert.deepEqual(of('- 0:'), [dev, 'code', 4]);
  assert.deepEqual(of('Free, because'), ['free_percpu(dev->lstats);', 'code', 1]);
  assert.deepEqual(of('Release resources'), ['static void loopback_dev_free(struct net_device *dev)', 'item', 1]);
  assert.deepEqual(of('nr_cpu_ids is defined'), ['static int __init nrcpus(char *str)', 'item', 1]);
  assert.deepEqual(of('What is `pcpu_lstats`'), ['struct pcpu_lstats {', 'item', 1]);
  assert.deepEqual(of('- how the `dev->lstats`'), ['lb_stats = per_cpu_ptr(dev->lstats, i);', 'code', 4]);
});

test('what the notes say about a symbol: definition, question, annotations, uses', () => {
  const index = new SymbolIndex([note]);
  const ops = index.get('loopback_ops')!;
  assert.equal(ops.definitions.length, 1);
  assert.deepEqual(
    ops.questions.map((q) => q.question.text),
    ['What does `loopback_setup` do?'],
  );
  assert.deepEqual(
    ops.annotations.map((a) => a.mentions.map((m) => m.text)),
    [['loopback_ops: What does this do?']],
  );
  const alloc = index.get('netdev_alloc_pcpu_stats')!;
  assert.deepEqual(
    alloc.questions.map((q) => q.question.text),
    ['How does `netdev_alloc_pcpu_stats` works?'],
  );
  const asking = alloc.annotations[0]!.mentions[0]!;
  assert.equal(asking.text, 'What does netdev_alloc_pcpu_stats do?');
  assert.equal(answersTo(index, asking).questions[0]!.question.line, 157);
  assert.deepEqual(
    index.uses('loopback_setup').map((use) => note.file.place(use.start).line),
    [54, 67],
  );
  assert.deepEqual(
    index.uses('loopback_dev_free').map((use) => note.file.place(use.start).line),
    [73, 127],
  );
});

test('the right symbol at every column of every one of the 15 names, wherever it is code', () => {
  for (const name of NAMES) {
    let occurrences = 0;
    for (const match of text.matchAll(new RegExp(`(?<!\\w)${name}(?!\\w)`, 'g'))) {
      const line = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index);
      const inComment = /\/\/|^\s?\*|\/\*/.test(line);
      const inBackticks = line.endsWith('`');
      if (inBackticks && !inComment) continue;
      for (let column = 0; column <= name.length; column++) {
        const found = symbolInNote(note, match.index + column);
        if (inComment) assert.equal(found, undefined, `${name} in comment: ${line}`);
        else
          assert.deepEqual([found?.name, found?.start], [name, match.index], `${name} at column ${column} of ${line}`);
      }
      if (!inComment) occurrences++;
    }
    assert.ok(occurrences > 0, name);
  }
});

test('members, parameters and locals of the notes are no symbols, types and macros are', () => {
  const at = (needle: string, name: string, from = 0): string | undefined => {
    const start = text.indexOf(needle, from);
    assert.ok(start >= 0, needle);
    return symbolInNote(note, start + needle.indexOf(name) + 1)?.name;
  };
  assert.equal(at('.init = loopback_net_init', 'init'), undefined);
  assert.equal(at('.init = loopback_net_init', 'loopback_net_init'), 'loopback_net_init');
  assert.equal(at('free_percpu(dev->lstats)', 'dev'), undefined);
  assert.equal(at('free_percpu(dev->lstats)', 'lstats'), undefined);
  assert.equal(at('free_percpu(dev->lstats)', 'free_percpu'), 'free_percpu');
  assert.equal(at('if (get_option(&str, &nr_cpus)', 'nr_cpus'), undefined);
  assert.equal(at('nr_cpus < nr_cpu_ids', 'nr_cpu_ids'), 'nr_cpu_ids');
  assert.equal(at('goto out', 'out'), undefined);
  assert.equal(at('for_each_possible_cpu(__cpu) {', '__cpu'), undefined);
  assert.equal(at('per_cpu_ptr(pcpu_stats, __cpu)', 'pcpu_stats'), undefined);
  assert.equal(at('&stat->syncp', 'stat'), undefined);
  assert.equal(at('for_each_cpu((cpu), cpu_possible_mask)', 'cpu_possible_mask'), 'cpu_possible_mask');
  assert.equal(at('for_each_cpu((cpu), cpu_possible_mask)', '(cpu)'), undefined);
  assert.equal(at('u64_stats_t packets', 'packets'), undefined);
  assert.equal(at('u64_stats_t packets', 'u64_stats_t'), 'u64_stats_t');
  assert.equal(at('struct u64_stats_sync syncp', 'u64_stats_sync'), 'u64_stats_sync');
  assert.equal(at('struct u64_stats_sync syncp', 'syncp'), undefined);
  assert.equal(at('__netdev_alloc_pcpu_stats(type, GFP_KERNEL)', 'GFP_KERNEL'), 'GFP_KERNEL');
});
