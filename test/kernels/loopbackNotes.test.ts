/**
 * The bundled notes against two kernels: for each of the 15 definitions and both trees the right status, file, lines and
 * changes, as they were read in the trees. The numbers are those of 6.1.192 and 6.12.117; for another release of the same
 * series the first line is the one that the definition begins on there, and the rest keeps its distance from it.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import { anchorNotes } from '../../src/notes/anchor/anchor';
import type { Anchor, Status } from '../../src/notes/anchor/result';
import { readNote } from '../../src/notes/read';
import { kernelVersions } from '../harness/kernel-trees';
import { TestTree } from './anchoring/trees';

/** Status, first and last line; then the changes: kind, line of the note, line of the source. */
type Row = readonly [
  status: Status,
  first: number,
  last: number,
  ...changes: readonly (readonly [string, number?, number?])[],
];

interface Definition {
  readonly path: string;
  /** The line on which it begins. */
  readonly begins: RegExp;
  readonly rows: Readonly<Record<(typeof kernelVersions)[number], Row>>;
}

const LOOPBACK = 'drivers/net/loopback.c';
const NETDEVICE = 'include/linux/netdevice.h';
const CPUMASK = 'include/linux/cpumask.h';

const TABLE: Readonly<Record<string, Definition>> = {
  loopback_net_ops: {
    path: LOOPBACK,
    begins: /^struct pernet_operations __net_initdata loopback_net_ops = \{/,
    rows: { '6.1': ['exact', 237, 239], '6.12': ['exact', 234, 236] },
  },
  net_dev_init: {
    path: 'net/core/dev.c',
    begins: /^static int __init net_dev_init\(void\)/,
    rows: { '6.1': ['exact', 11592, 11666], '6.12': ['exact', 12435, 12534] },
  },
  loopback_net_init: {
    path: LOOPBACK,
    begins: /^static __net_init int loopback_net_init\(/,
    rows: {
      '6.1': ['edited', 209, 234, ['changed', 54, 215]],
      '6.12': ['edited', 206, 231, ['changed', 54, 212]],
    },
  },
  loopback_setup: {
    path: LOOPBACK,
    begins: /^static void loopback_setup\(/,
    rows: { '6.1': ['exact', 202, 206], '6.12': ['exact', 199, 203] },
  },
  loopback_ops: {
    path: LOOPBACK,
    begins: /^static const struct net_device_ops loopback_ops = \{/,
    rows: { '6.1': ['exact', 157, 162], '6.12': ['exact', 153, 158] },
  },
  loopback_dev_free: {
    path: LOOPBACK,
    begins: /^static void loopback_dev_free\(/,
    rows: { '6.1': ['exact', 151, 155], '6.12': ['edited', 148, 151, ['removed', 133]] },
  },
  loopback_dev_init: {
    path: LOOPBACK,
    begins: /^static int loopback_dev_init\(/,
    rows: {
      '6.1': ['edited', 142, 149, ['added', undefined, 147]],
      '6.12': ['edited', 142, 146, ['removed', 146], ['removed', 147], ['removed', 148], ['added', undefined, 144]],
    },
  },
  netdev_alloc_pcpu_stats: {
    path: NETDEVICE,
    begins: /^#define netdev_alloc_pcpu_stats\(/,
    rows: { '6.1': ['exact', 2764, 2765], '6.12': ['exact', 2853, 2854] },
  },
  __netdev_alloc_pcpu_stats: {
    path: NETDEVICE,
    begins: /^#define __netdev_alloc_pcpu_stats\(/,
    rows: { '6.1': ['exact', 2750, 2762], '6.12': ['exact', 2839, 2851] },
  },
  alloc_percpu_gfp: {
    path: 'include/linux/percpu.h',
    begins: /^#define alloc_percpu_gfp\(/,
    rows: { '6.1': ['exact', 137, 139], '6.12': ['exact', 150, 152] },
  },
  for_each_possible_cpu: {
    path: CPUMASK,
    begins: /^#define for_each_possible_cpu\(cpu\) for_each_cpu/,
    rows: { '6.1': ['exact', 922, 922], '6.12': ['exact', 1037, 1037] },
  },
  for_each_cpu: {
    path: CPUMASK,
    begins: /^#define for_each_cpu\(/,
    rows: {
      '6.1': ['edited', 248, 249, ['changed', 205, 249], ['changed', 206, 249], ['changed', 207, 249]],
      '6.12': ['edited', 294, 295, ['changed', 205, 295], ['changed', 206, 295], ['changed', 207, 295]],
    },
  },
  nrcpus: {
    path: 'kernel/smp.c',
    begins: /^static int __init nrcpus\(/,
    rows: {
      '6.1': ['edited', 1077, 1085, ['changed', 222, 1082]],
      '6.12': ['edited', 963, 971, ['changed', 222, 968]],
    },
  },
  dev_lstats_read: {
    path: LOOPBACK,
    begins: /^void dev_lstats_read\(/,
    rows: {
      '6.1': ['exact', 95, 116],
      '6.12': ['edited', 95, 116, ['changed', 253, 109], ['changed', 256, 112]],
    },
  },
  pcpu_lstats: {
    path: NETDEVICE,
    begins: /^struct pcpu_lstats \{/,
    rows: { '6.1': ['exact', 2710, 2714], '6.12': ['exact', 2759, 2763] },
  },
};

const READ_IN = { '6.1': '6.1.192', '6.12': '6.12.117' } as const;
const text = readFileSync(new URL('../../media/notes/loopback.md', import.meta.url), 'utf8');

for (const version of kernelVersions) {
  describe(`the bundled notes in Linux ${version}`, () => {
    let tree: TestTree;
    let anchors: Map<string, Anchor>;

    before(async () => {
      tree = await TestTree.open(version);
      const results = await anchorNotes([readNote('loopback.md', text)], tree.sources, { search: false });
      anchors = new Map(results.flatMap((result) => result.anchors).map((anchor) => [anchor.unit.name, anchor]));
    });

    test('all 15 definitions and nothing else are looked for', () => {
      assert.deepEqual([...anchors.keys()].sort(), Object.keys(TABLE).sort());
    });

    for (const [name, { path, begins, rows }] of Object.entries(TABLE)) {
      test(`${name} is ${rows[version][0]}`, () => {
        const [status, first, last, ...changes] = rows[version];
        const begin = tree.range(path, begins, begins).first;
        const shift = begin - first;
        if (tree.sources.tree.version === READ_IN[version]) assert.equal(shift, 0);
        const anchor = anchors.get(name)!;
        assert.deepEqual(
          {
            status: anchor.status,
            path: anchor.path,
            lines: [anchor.startLine, anchor.endLine],
            changes: anchor.differences.map(({ kind, noteLine, sourceLine }) => [kind, noteLine, sourceLine]),
          },
          {
            status,
            path,
            lines: [begin, last + shift],
            changes: changes.map(([kind, noteLine, sourceLine]) => [kind, noteLine, sourceLine && sourceLine + shift]),
          },
        );
      });
    }
  });
}
