/*
 * Bugs planted in an edited note are caught, with a report that names the place in the note.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LaunchArguments, Report } from '../../src/simulation/protocol';
import { NOTE, noteProgram, noteText, runEngine } from './kernelRuns';

/** Runs the notes with one passage replaced; gives the reports, and the 1-based line of the note that `at` stands on. */
async function plant(
  find: string,
  replacement: string,
  args: Partial<LaunchArguments>,
): Promise<{ reports: Report[]; lineOf: (text: string) => number; outcome: string }> {
  assert.equal(noteText.split(find).length, 2, `'${find}' stands once in the notes`);
  const text = noteText.replace(find, () => replacement);
  const { summary } = await runEngine({ ...args, note: noteProgram(text) });
  return {
    reports: summary.reports.map(({ report }) => report),
    lineOf: (needle) => text.slice(0, text.indexOf(needle)).split('\n').length,
    outcome: summary.outcome,
  };
}

test('no free_percpu in loopback_dev_free: a leak at the end of namespace life, naming where it was allocated', async () => {
  const { reports, lineOf } = await plant('        free_percpu(dev->lstats);\n', '', {
    scenario: 'namespace-life',
    cpus: 2,
  });
  const leak = reports.find((report) => report.kind === 'leak');
  assert.ok(leak, 'a leak is reported');
  const [allocated] = leak.sections;
  const frame = allocated?.stack.find(({ function: name }) => name === 'loopback_dev_init');
  assert.equal(frame?.range.path, NOTE);
  assert.equal(frame?.range.line, lineOf('dev->lstats = netdev_alloc_pcpu_stats'));
});

test('the last index of the loop in dev_lstats_read raised by one: the counters of a CPU that there is not', async () => {
  const { reports, outcome, lineOf } = await plant(
    '        for_each_possible_cpu(i) {\n',
    '        for (i = 0; i <= nr_cpu_ids; i++) {\n',
    { scenario: 'stats-read', cpus: 2 },
  );
  assert.equal(outcome, 'fault');
  const fault = reports.at(-1);
  assert.match(fault?.headline ?? '', /percpu-cookie-access/);
  assert.match(fault?.text ?? '', /a CPU that is not possible has none/);
  const frame = fault?.stack.find(({ function: name }) => name === 'dev_lstats_read');
  assert.equal(frame?.range.path, NOTE);
  assert.equal(frame?.range.line, lineOf('tpackets = u64_stats_read'));
});

test('dev used after free_netdev: use after free, naming who freed it', async () => {
  const line = '        dev = alloc_netdev(0, "lo", NET_NAME_UNKNOWN, loopback_setup);\n';
  const { reports, outcome, lineOf } = await plant(line, `${line}        free_netdev(dev);\n        dev->mtu = 1;\n`, {
    scenario: 'registration',
  });
  assert.equal(outcome, 'fault');
  const fault = reports.at(-1);
  assert.match(fault?.headline ?? '', /use-after-free/);
  assert.equal(fault?.place?.path, NOTE);
  assert.equal(fault?.place?.line, lineOf('dev->mtu = 1;'));
  const freed = fault?.sections.find(({ title }) => title.startsWith('Freed'));
  assert.ok(freed?.stack.some(({ function: name }) => name === 'free_netdev'));
});

test('the -ENOMEM check removed and the allocation failed: the missing counters are used', async () => {
  const { calls } = await runEngine({ scenario: 'namespace-life' });
  const called = (name: string, from: number) => calls.findIndex((call, n) => n >= from && call.function === name);
  const counting = calls.map(({ function: name }) => name).lastIndexOf('failslab_start');
  const init = called('loopback_dev_init', counting);
  const before = calls.slice(counting, init).filter(({ function: name }) => name === 'should_failslab').length;
  const failing = { scenario: 'namespace-life', failAllocation: before + 1 };
  const check = '        if (!dev->lstats)\n                return -ENOMEM;\n';
  const { reports, outcome } = await plant(check, '', failing);
  assert.equal(outcome, 'fault');
  const fault = reports.at(-1);
  assert.match(fault?.headline ?? '', /^wild-access: write of 8 bytes/);
  assert.ok(
    fault?.stack.some(({ function: name }) => name === 'loopback_xmit'),
    fault?.text,
  );
  const { summary } = await runEngine(failing);
  assert.equal(summary.result, -12, 'with the check, the namespace is not made: -ENOMEM');
});

test('an uninitialised tpackets: reported at the place that adds it up', async () => {
  const { reports, outcome, lineOf } = await plant(
    '                        tpackets = u64_stats_read(&lb_stats->packets);\n',
    '',
    { scenario: 'stats-read', cpus: 1 },
  );
  assert.equal(outcome, 'fault');
  const fault = reports.at(-1);
  assert.match(fault?.headline ?? '', /uninitialised/);
  assert.match(fault?.headline ?? '', /tpackets/);
  assert.equal(fault?.place?.path, NOTE);
  assert.equal(fault?.place?.line, lineOf('*packets += tpackets'));
});

/** Statements planted after the counters' allocation in loopback_dev_init, and how the report begins. */
const PER_CPU_FAULTS: readonly (readonly [what: string, statement: string, headline: RegExp])[] = [
  [
    'the byte after a CPU’s copy is written',
    '((char *)per_cpu_ptr(dev->lstats, 1))[sizeof(*dev->lstats)] = 1;',
    /^percpu-out-of-bounds: write of 1 byte .*, right after CPU 1's copy of a percpu object of (16|32) bytes$/,
  ],
  [
    'the byte before a CPU’s copy is read',
    'return ((char *)per_cpu_ptr(dev->lstats, 1))[-1];',
    /^percpu-out-of-bounds: read of 1 byte .*, 1 byte before CPU 1's copy of a percpu object of (16|32) bytes$/,
  ],
  [
    'the byte after the last CPU’s copy is read',
    'return ((char *)per_cpu_ptr(dev->lstats, 2))[sizeof(*dev->lstats)];',
    /^percpu-out-of-bounds: read of 1 byte .*, right after CPU 2's copy of a percpu object of (16|32) bytes$/,
  ],
  [
    'the byte before the first CPU’s copy is written',
    '((char *)per_cpu_ptr(dev->lstats, 0))[-1] = 1;',
    /^percpu-out-of-bounds: write of 1 byte .*, 1 byte before CPU 0's copy of a percpu object of (16|32) bytes$/,
  ],
  [
    'the counters are used after free_percpu()',
    'free_percpu(dev->lstats); ((char *)per_cpu_ptr(dev->lstats, 1))[2] = 1;',
    /^use-after-free: write of 1 byte .*, 2 bytes inside CPU 1's copy of a freed percpu object of (16|32) bytes$/,
  ],
  [
    'they are freed twice',
    'free_percpu(dev->lstats); free_percpu(dev->lstats);',
    /^double-free: a percpu object of (16|32) bytes is freed again$/,
  ],
  ['a pointer into them is freed', 'free_percpu((void __percpu *)((char __percpu *)dev->lstats + 8));', /^invalid-free: /],
  ['the per-CPU pointer is used as an address', '((char *)dev->lstats)[0] = 1;', /^percpu-cookie-access: /],
]; // biome-ignore format: a table

for (const [what, statement, headline] of PER_CPU_FAULTS) {
  for (const bits of [64, 32] as const) {
    test(`${what}, ${bits}-bit: reported there, with the allocation of the counters`, async () => {
      const check = '        if (!dev->lstats)\n                return -ENOMEM;\n';
      const { reports, outcome, lineOf } = await plant(check, `${check}        ${statement}\n`, {
        scenario: 'registration',
        cpus: 3,
        bits,
      });
      assert.equal(outcome, 'fault');
      const fault = reports.at(-1);
      assert.match(fault?.headline ?? '', headline);
      const frame = fault?.stack.find(({ function: name }) => name === 'loopback_dev_init');
      assert.equal(frame?.range.path, NOTE);
      assert.equal(frame?.range.line, lineOf(statement));
      const allocated = fault?.sections.find(({ title }) => title.startsWith('Allocated'));
      assert.ok(allocated?.stack.some(({ function: name }) => name === '__alloc_percpu_gfp'));
    });
  }
}

/** The same with static per-CPU variables, which lie side by side. */
const STATIC_PER_CPU_FAULTS: typeof PER_CPU_FAULTS = [
  [
    'the byte after a CPU’s copy is written',
    '((char *)per_cpu_ptr(&second, 1))[sizeof(second)] = 1;',
    /^percpu-out-of-bounds: write of 1 byte .*, right after CPU 1's copy of the variable 'second' of 6 bytes$/,
  ],
  [
    'the byte before a CPU’s copy is read',
    'return ((char *)per_cpu_ptr(&second, 0))[-1];',
    /^percpu-out-of-bounds: read of 1 byte .*, 1 byte before CPU 0's copy of the variable 'second' of 6 bytes$/,
  ],
  [
    'the byte after the last one is read',
    'return ((char *)per_cpu_ptr(&third, 2))[sizeof(third)];',
    /^percpu-out-of-bounds: read of 1 byte .*, right after CPU 2's copy of the variable 'third' of 8 bytes$/,
  ],
  [
    'an access runs from one into the next',
    'memset(per_cpu_ptr(&first, 1), 0, 5);',
    /^percpu-out-of-bounds: write of 1 byte at .*, right after CPU 1's copy of the variable 'first' of 4 bytes$/,
  ],
];

for (const [what, statement, headline] of STATIC_PER_CPU_FAULTS) {
  for (const bits of [64, 32] as const) {
    test(`static per-CPU variables: ${what}, ${bits}-bit`, async () => {
      const before = 'static int loopback_dev_init(struct net_device *dev)\n{\n';
      const variables =
        'DEFINE_PER_CPU(int, first) = 3;\nDEFINE_PER_CPU(char [6], second);\nstatic DEFINE_PER_CPU(u64, third);\n';
      const { reports, outcome } = await plant(before, `${variables}${before}        ${statement}\n`, {
        scenario: 'registration',
        cpus: 3,
        bits,
      });
      assert.equal(outcome, 'fault');
      assert.match(reports.at(-1)?.headline ?? '', headline);
    });
  }
}

test('static per-CPU variables keep their initial values and their alignment, with redzones between them', async () => {
  const before = 'static int loopback_dev_init(struct net_device *dev)\n{\n';
  const variables = 'DEFINE_PER_CPU(int, first) = 3;\nDEFINE_PER_CPU_ALIGNED(u64, second) = 5;\n';
  const sum = '        BUG_ON(per_cpu(first, 2) != 3 || per_cpu(second, 1) != 5 || (unsigned long)&second % 64);\n';
  const { reports, outcome } = await plant(before, `${variables}${before}${sum}`, {
    scenario: 'registration',
    cpus: 3,
  });
  assert.deepEqual(reports, []);
  assert.equal(outcome, 'returned');
});

for (const bits of [64, 32] as const) {
  test(`hundreds of static per-CPU variables: the units grow with them, ${bits}-bit`, async () => {
    const before = 'static int loopback_dev_init(struct net_device *dev)\n{\n';
    const numbers = Array.from({ length: 300 }, (_, number) => number);
    const variables = numbers.map((number) => `static DEFINE_PER_CPU(int, counter${number}) = ${number};\n`).join('');
    const check = numbers.map((number) => `per_cpu(counter${number}, 2) != ${number}`).join(' || ');
    const statements = [
      '        void __percpu *large = __alloc_percpu(5000, 8);\n',
      `        BUG_ON(${check});\n        BUG_ON(!large);\n`,
      '        memset(per_cpu_ptr(large, 1), 7, 5000);\n        free_percpu(large);\n',
      '        this_cpu_inc(counter299);\n        BUG_ON(this_cpu_read(counter299) != 300);\n',
    ].join('');
    const { reports, outcome } = await plant(before, `${variables}${before}${statements}`, {
      scenario: 'registration',
      cpus: 3,
      bits,
    });
    assert.deepEqual(reports, []);
    assert.equal(outcome, 'returned');
  });
}
