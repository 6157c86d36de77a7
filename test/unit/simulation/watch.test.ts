/* Expressions that are watched: C over the machine where it stands, in both data models. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { programSnippets } from '../../../src/notes/programText';
import { readNote } from '../../../src/notes/read';
import { launch, type Simulation } from '../../../src/simulation/simulation';

const text = readFileSync(new URL('../../../media/notes/loopback.md', import.meta.url), 'utf8');
const note = { path: 'loopback.md', text, snippets: programSnippets(readNote('loopback.md', text)) };

/** A run that stands in dev_lstats_read(), where the CPUs have sent; with `atEnd`, after all of it. */
async function standing(bits: 32 | 64, atEnd = false): Promise<(expression: string) => string> {
  const result = await launch(
    {
      scenario: 'stats-read',
      note,
      tree: [],
      cpus: 4,
      bits,
      commandLine: '',
      failAllocation: 0,
      schedule: 'yields',
      budget: 100_000_000,
      stopOn: 'dev_lstats_read',
    },
    { pause: () => Promise.resolve(false) },
  );
  assert.ok(result.ok);
  const run: Simulation = result.simulation;
  const { stop, moments } = run.summary();
  const moment = atEnd ? moments - 1 : (stop?.moment ?? 0);
  return (expression) => run.evaluate(moment, expression, 0, 0).value;
}

const runs = { 32: standing(32), 64: standing(64) };

/** Expressions, and what they give on 64 and on 32 bits. */
const VALUES: Record<string, readonly (readonly [string, string, string?])[]> = {
  'objects, members, elements': [
    ['dev->name', '(char[16]) "lo"'],
    ['dev->name[1]', "(char) 111 'o'"],
    ['init_net.loopback_dev == dev', '(int) 1'],
    ['(*dev).mtu', '(unsigned int) 65536'],
    ['dev->netdev_ops == &loopback_ops', '(int) 1'],
    ['dev->netdev_ops->ndo_init == loopback_dev_init', '(int) 1'],
  ],
  'types by name': [
    ['sizeof(struct pcpu_lstats)', '(unsigned long) 16', '(unsigned int) 32'],
    ['sizeof(unsigned long)', '(unsigned long) 8', '(unsigned int) 4'],
    ['sizeof(u64)', '(unsigned long) 8', '(unsigned int) 8'],
    ['sizeof(struct net_device *)', '(unsigned long) 8', '(unsigned int) 4'],
    ['sizeof(struct list_head[3])', '(unsigned long) 48', '(unsigned int) 24'],
    ['_Alignof(struct net_device) > 3', '(int) 1'],
    ['__builtin_offsetof(struct list_head, prev)', '(unsigned long) 8', '(unsigned int) 4'],
  ],
  casts: [
    ['(unsigned char)dev->mtu', '(unsigned char) 0'],
    ['(char)(dev->mtu + 321)', "(char) 65 'A'"],
    ['((struct net_device *)(unsigned long)dev)->name', '(char[16]) "lo"'],
    ['(u64)-1', '(u64) 18446744073709551615'],
    ['(double)dev->mtu / 3 > 21845.3', '(int) 1'],
    ['(float)1 / 4', '(float) 0.25'],
  ],
  'C’s own conversions': [
    ['nr_cpu_ids * 2 + sizeof(*dev->lstats)', '(unsigned long) 24', '(unsigned int) 40'],
    ['nr_cpu_ids - 5', '(unsigned int) 4294967295'],
    ['nr_cpu_ids - 5 > 0', '(int) 1'],
    ['-1 / 2', '(int) 0'],
    ['~0u >> 28', '(unsigned int) 15'],
    ['1 ? 2 : 1 / 0', '(int) 2'],
    ['!dev || dev->mtu', '(int) 1'],
    ['&dev->name[3] - dev->name', '(long) 3', '(int) 3'],
  ],
  'enumerators and macros': [
    ['(dev->flags & IFF_LOOPBACK) != 0', '(int) 1'],
    ['NR_CPUS', '(int) 8192'],
    ['sizeof(struct rtnl_link_stats64) / sizeof(__u64) > 2', '(int) 1'],
    ['-ENOMEM', '(int) -12'],
  ],
  'one CPU’s copy': [
    ['per_cpu_ptr(dev->lstats, 1) != per_cpu_ptr(dev->lstats, 2)', '(int) 1'],
    ['this_cpu_ptr(dev->lstats) == per_cpu_ptr(dev->lstats, 0)', '(int) 1'],
    ['sizeof(*per_cpu_ptr(dev->lstats, 1))', '(unsigned long) 16', '(unsigned int) 32'],
  ],
  'the structure around a member': [
    ['container_of(&dev->mtu, struct net_device, mtu) == dev', '(int) 1'],
    ['container_of(&dev->mtu, struct net_device, mtu)->name', '(char[16]) "lo"'],
  ],
};

for (const [what, rows] of Object.entries(VALUES)) {
  describe(`watched: ${what}`, () => {
    for (const [expression, on64, on32 = on64] of rows) {
      test(expression, async () => {
        assert.equal((await runs[64])(expression), on64);
        assert.equal((await runs[32])(expression), on32);
      });
    }
  });
}

test('a value that can’t be had says why', async () => {
  const value = await runs[64];
  for (const [expression, why] of [
    ['nosuch', /^there is no 'nosuch' in scope here, nor among/],
    ['loopback_op', /did you mean 'loopback_ops'\?/],
    ['(nosuch_t *)dev', /'nosuch_t'/],
    ['sizeof(struct nosuch)', /incomplete type/],
    ['dev->nosuch', /no member named 'nosuch'/],
    ['1 / 0', /^division by zero$/],
    ['dev->mtu = 3', /^nothing is changed here/],
    ['nr_cpu_ids++', /^nothing is changed here/],
    ['free_netdev(dev)', /^functions are not called here/],
    ['({ 1; })', /only an expression has a value/],
    ['*(int *)0', /no memory at 0x0/],
    ['*(int *)0 + 1', /no memory at 0x0/],
    ['((struct net_device *)8)->mtu == 3', /no memory at 0x/],
    ['&1', /lvalue/],
    ['1 +', /^expected expression at end of input$/],
    ['dev dev', /is not expected here$/],
    ['', /^there is no expression$/],
    ['"lo"', /not in the program’s memory/],
    ['1\n#include "x"\n', /./],
    [`${'('.repeat(400)}1${')'.repeat(400)}`, /nested/],
    [`1${'+1'.repeat(1000)}`, /longer than 1000 characters/],
  ] as const) {
    assert.match(value(expression), why, expression);
  }
});

test('whatever is asked, there is an answer', async () => {
  const value = await runs[64];
  for (const expression of [
    '*(struct nosuch *)dev',
    '*(void *)dev',
    'sizeof(void)',
    '*dev->netdev_ops->ndo_init',
    'dev->netdev_ops->ndo_init(dev)',
    '&*dev',
    'dev[0].name + 1',
    '-1.5f',
    "'a'",
    '__LINE__',
    '__builtin_bswap32(1)',
    '__builtin_expect(dev != 0, 1)',
    'dev->name[0] = 1, 2',
    '(struct net_device){}',
    '&&x',
    '__builtin_va_arg(dev, int)',
    '*(char (*)[900000000])init_net.loopback_dev',
    '(long double)1 / 3',
    'sizeof(dev->name) / 0',
    'loopback_ops',
    '*dev',
    'jiffies',
    'printk',
    'dev->nosuch + nosuch',
    '(int)dev',
    '_Generic(dev, struct net_device *: 1, default: 2)',
    '#define x',
    'a ## b',
    '\\',
    '"',
    '(',
    '{',
    '@',
    '__func__',
    'if (1) 2',
    'dev->lstats[1 << 30]',
    '1 << 64',
    '(_Bool)2',
    '(enum netdev_tx)1',
    '__func__[0]',
    'int',
    'struct',
    'container_of(1, 2, 3)',
    'per_cpu_ptr()',
  ]) {
    // biome-ignore format: a list
    const answer = value(expression);
    assert.ok(answer.length > 0 && answer.length < 20_000, `${expression}: ${answer.slice(0, 100)}`);
  }
});

test('where no function runs, the names of the kernel’s files mean something all the same', async () => {
  const value = await standing(64, true);
  assert.equal(value('IFF_LOOPBACK | 0x40'), '(int) 72');
  assert.equal(value('init_net.loopback_dev->name'), '(char[16]) "lo"');
  assert.equal(value('sizeof(struct net_device *)'), '(unsigned long) 8');
  assert.match(value('dev'), /^there is no 'dev' in scope here/);
});
