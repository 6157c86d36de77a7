/*
 * The real note, edited: what is changed, taken out, emptied or newly defined in it is what runs, or the note is told that it is not.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ComposedProgram } from '../../src/kernel/compose/compose';
import { composeNote, written } from './composedNote';
import { noteProgram, noteText, runEngine } from './kernelRuns';
import { buildNative, type NativeRun, runNative } from './native/native';

/** The note with texts replaced that it has once. */
function edited(...changes: readonly (readonly [from: string, to: string])[]): string {
  let text = noteText;
  for (const [from, to] of changes) {
    assert.equal(text.split(from).length, 2, `the note has '${from}' once`);
    text = text.replace(from, () => to);
  }
  return text;
}

/** What the program of a note does when gcc compiles it. */
async function runOf(text: string, scenario = 'registration', failAlloc = 0): Promise<NativeRun> {
  return runNative(await buildNative({ root: written(composeNote(text)), bits: 64 }), { scenario, failAlloc });
}

/** Lo's MTU after boot. */
async function mtuOf(text: string): Promise<number | undefined> {
  assert.deepEqual(composeNote(text).problems, []);
  const { simulation, summary } = await runEngine({ note: noteProgram(text) });
  assert.equal(summary.outcome, 'returned');
  return simulation.state(summary.moments - 1, ['namespaces']).namespaces?.[0]?.devices[0]?.mtu;
}

/** The lines of `net_dev_init` that run, without remarks, each with the letter of its writer: `n` the note, `m` the model. */
function initLines(program: ComposedProgram): string[] {
  const file = program.units.find(({ path }) => path === 'net/core/dev.c');
  assert.ok(file);
  const start = file.text.indexOf('static int __init net_dev_init(void)');
  const body = file.text
    .slice(start, file.text.indexOf('\n}', start))
    .replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, (remark) => remark.replace(/./g, ' '));
  const lines: string[] = [];
  for (const { 0: line, index } of body.matchAll(/\S.*/g)) {
    lines.push(`${file.resolve(start + index).file.origin[0]} ${line.trim()}`);
  }
  return lines;
}

const ABOVE_SETUP = '/* The loopback device is special. There is only one instance\n';
const MTU = '(64 * 1024)';
const ALLOCATION = '        dev->lstats = netdev_alloc_pcpu_stats(struct pcpu_lstats);';

/** The note with definitions of its own above `loopback_setup`, which takes the MTU from them. */
const withNew = (definitions: string, use: string): string =>
  edited([ABOVE_SETUP, `${definitions}\n\n${ABOVE_SETUP}`], [MTU, use]);

describe('a definition that the model lacks is defined before what uses it in the note', () => {
  const cases: readonly (readonly [what: string, definitions: string, use: string])[] = [
    ['a macro', '#define LO_MTU 4096', 'LO_MTU'],
    ['a macro with parameters', '#define LO_PAGES(n) ((n) * 4096)', 'LO_PAGES(1)'],
    ['a function', 'static unsigned int lo_mtu(void)\n{\n\treturn 4096;\n}', 'lo_mtu()'],
    ['a static variable', 'static unsigned int lo_mtu = 4096;', 'lo_mtu'],
    ['an enum', 'enum lo_sizes { LO_MTU = 4096 };', 'LO_MTU'],
    ['an enum without a tag', 'enum { LO_SMALL = 1, LO_MTU = 4096 };', 'LO_MTU'],
    ['a struct', 'struct lo_size {\n\tunsigned int mtu;\n};', '((struct lo_size){ .mtu = 4096 }).mtu'],
    ['a typedef', 'typedef unsigned int lo_size_t;', '(lo_size_t)4096'],
    [
      'a variable that is called as its struct and a member of it are',
      'static struct mtu mtu = { .mtu = 4096 };\n\nstruct mtu {\n\tunsigned int mtu;\n};',
      'mtu.mtu',
    ],
    [
      'definitions that use each other, in the order of their use',
      [
        '#define LO_PAGE 4096',
        'enum lo_sizes { LO_PAGES = 1 };',
        'struct lo_size {\n\tenum lo_sizes pages;\n\tunsigned int page;\n};',
        'static const struct lo_size lo_size = { .pages = LO_PAGES, .page = LO_PAGE };',
        'static unsigned int lo_mtu(const struct lo_size *size)\n{\n\treturn size->pages * size->page;\n}',
      ].join('\n\n'),
      'lo_mtu(&lo_size)',
    ],
    [
      'definitions that use each other, in the other order',
      [
        '#define LO_MTU lo_mtu(&lo_size)',
        'static unsigned int lo_mtu(const struct lo_size *size)\n{\n\treturn size->count(LO_PAGES) * size->page;\n}',
        'static const struct lo_size lo_size = { .count = lo_count, .page = LO_PAGE };',
        'static unsigned int lo_count(enum lo_sizes pages)\n{\n\treturn pages;\n}',
        'struct lo_size {\n\tunsigned int (*count)(enum lo_sizes pages);\n\tunsigned int page;\n};',
        'enum lo_sizes { LO_PAGES = 1 };',
        '#define LO_PAGE 4096',
      ].join('\n\n'),
      'LO_MTU',
    ],
  ];
  for (const [what, definitions, use] of cases) {
    test(what, async () => {
      const text = withNew(definitions, use);
      assert.equal(await mtuOf(text), 4096);
      if (!what.startsWith('definitions')) return;
      const { namespaces } = await runOf(text);
      assert.equal(namespaces[0]?.devices[0]?.mtu, 4096, "in gcc's program");
    });
  }

  test('below its use in the note too, and in a fence that states no path', async () => {
    const below = edited(
      [MTU, 'lo_mtu()'],
      [
        '/*\n * int (*ndo_init)',
        'static unsigned int lo_mtu(void)\n{\n\treturn LO_MTU;\n}\n#define LO_MTU 4096\n\n/*\n * int (*ndo_init)',
      ],
    );
    assert.equal(await mtuOf(below), 4096);
    const apart = `${edited([MTU, 'LO_MTU'])}\n\`\`\` C\n#define LO_MTU (LO_PAGE)\n#define LO_PAGE 4096\n\`\`\`\n`;
    assert.equal(await mtuOf(apart), 4096);
  });

  test('what macros define, an initcall and an export; and a function of the model that is newly called further up', async () => {
    const text = edited(
      [
        ABOVE_SETUP,
        [
          'static DEFINE_PER_CPU(unsigned int, lo_mtus);',
          'static DEFINE_MUTEX(lo_lock);',
          'static LIST_HEAD(lo_list);',
          'static int __init lo_mtus_init(void)\n{',
          '\tint cpu;\n',
          '\tmutex_lock(&lo_lock);',
          '\tfor_each_possible_cpu(cpu)',
          '\t\tper_cpu(lo_mtus, cpu) = list_empty(&lo_list) ? 4096 : 0;',
          '\tmutex_unlock(&lo_lock);',
          '\treturn 0;\n}',
          'core_initcall(lo_mtus_init);\n',
          ABOVE_SETUP,
        ].join('\n'),
      ],
      [MTU, 'per_cpu(lo_mtus, 0)'],
      [ALLOCATION, `if (blackhole_neigh_output(NULL, NULL))\n\t\treturn -EINVAL;\n${ALLOCATION}`],
    );
    assert.equal(await mtuOf(text), 4096);
    const { namespaces } = await runOf(text);
    assert.equal(namespaces[0]?.devices[0]?.mtu, 4096, "in gcc's program");
  });

  test('more static per-CPU variables than a page has room for', async () => {
    const names = Array.from({ length: 200 }, (_, number) => `lo_mtu_${number}`);
    const text = edited(
      [
        ABOVE_SETUP,
        `${names.map((name) => `DEFINE_PER_CPU(unsigned int, ${name}) = 4096;\n`).join('')}\n${ABOVE_SETUP}`,
      ],
      [MTU, 'per_cpu(lo_mtu_199, 0)'],
    );
    assert.equal(await mtuOf(text), 4096);
    const { namespaces } = await runOf(text);
    assert.equal(namespaces[0]?.devices[0]?.mtu, 4096, "in gcc's program");
  });

  test('before a completed definition whose lines in the note use it', async () => {
    const text = edited(
      ['/* Setup and register the loopback device. */', 'static const char *lo_name(void)\n{\n\treturn "lo";\n}\n'],
      ['alloc_netdev(0, "lo",', 'alloc_netdev(0, lo_name(),'],
    );
    assert.equal(await mtuOf(text), 64 * 1024);
  });
});

const IF = 'if (register_pernet_device(&loopback_net_ops))';
const IF_LINE = `        ${IF}\n`;
const GOTO_LINE = '                goto out;\n';

describe('what is elided is completed', () => {
  test('the registration of lo, taken out, falls into the gap and is filled', async () => {
    const text = edited([IF_LINE + GOTO_LINE, '']);
    const program = composeNote(text);
    assert.deepEqual(program.problems, []);
    assert.ok(initLines(program).includes(`m ${IF}`));
    assert.deepEqual(await runOf(text), await runOf(noteText));
  });

  test("with its goto left, which nothing tells the place of, the note is told and the model's text runs", async () => {
    const text = edited([IF_LINE, '']);
    const program = composeNote(text);
    assert.deepEqual(
      program.problems.map(({ severity, token }) => [severity, token.text]),
      [['warning', 'goto']],
    );
    assert.match(program.problems[0]?.message ?? '', /nothing tells where.*model's 'net_dev_init' runs instead/);
    assert.ok(initLines(program).includes(`m ${IF}`));
    assert.deepEqual(await runOf(text), await runOf(noteText));
  });

  test("a statement of the note's own, before the first that the model has too, runs right before that one", () => {
    const program = composeNote(edited([IF_LINE, `        pr_info("mine\\n");\n        // ..\n${IF_LINE}`]));
    assert.deepEqual(program.problems, []);
    const lines = initLines(program);
    assert.equal(lines[lines.indexOf('n pr_info("mine\\n");') + 1], `n ${IF}`);
    assert.ok(lines.indexOf('m int rc = -ENOMEM;') < lines.indexOf('n pr_info("mine\\n");'));
  });

  test('a changed argument is not healed', async () => {
    const text = edited([IF, 'if (register_pernet_device(NULL))']);
    const program = composeNote(text);
    assert.deepEqual(program.problems, []);
    const lines = initLines(program);
    assert.ok(lines.includes('n if (register_pernet_device(NULL))'));
    assert.ok(!lines.some((line) => line.includes('loopback_net_ops')));
    assert.equal(lines.filter((line) => line === 'm if (register_pernet_device(&default_device_ops))').length, 1);
    const { summary } = await runEngine({ note: noteProgram(text) });
    assert.equal(summary.outcome, 'fault');
  });

  test("an argument that makes it another statement of the model's: the note is told which one runs before it", () => {
    const program = composeNote(edited([IF, 'if (register_pernet_device(&default_device_ops))']));
    assert.deepEqual(
      program.problems.map(({ severity, token, related }) => [severity, token.text, related.map((r) => r.token.text)]),
      [['warning', 'if', ['if']]],
    );
    assert.match(program.problems[0]?.message ?? '', /register_pernet_device ?\(& ?loopback_net_ops/);
    const lines = initLines(program);
    assert.ok(lines.indexOf(`m ${IF}`) < lines.indexOf('n if (register_pernet_device(&default_device_ops))'));
  });

  const FREES = ['dev_net(dev)->loopback_dev = NULL;', 'free_percpu(dev->lstats);'] as const;

  test('an emptied loopback_dev_free is completed', async () => {
    const text = edited([FREES[0], ''], [FREES[1], '']);
    const program = composeNote(text);
    assert.deepEqual(program.problems, []);
    const origin = program.definitions.find(({ name }) => name === 'loopback_dev_free')?.origin;
    assert.equal(origin, 'note+model');
    const { leaks, result } = await runOf(text, 'namespace-life');
    assert.deepEqual([leaks, result], [[], 0]);
  });

  test('one with { ; } is empty', async () => {
    const text = edited([FREES[0], ';'], [FREES[1], '']);
    const origin = composeNote(text).definitions.find(({ name }) => name === 'loopback_dev_free')?.origin;
    assert.equal(origin, 'note');
    const { leaks } = await runOf(text, 'namespace-life');
    assert.deepEqual(leaks, ['percpu']);
  });
});

describe('what is whole runs as it is', () => {
  const FREE = 'free_percpu(dev->lstats);';

  test('not freeing the counters leaves them behind, and the scenario says so', async () => {
    const { leaks, result } = await runOf(edited([FREE, ';']), 'namespace-life');
    assert.deepEqual(leaks, ['percpu']);
    assert.equal(result, -5);
  });

  test('freeing them twice is stopped', async () => {
    const { fault } = await runOf(edited([FREE, `${FREE} ${FREE}`]), 'namespace-life');
    assert.match(fault ?? '', /double free/);
  });

  test('a name that may be read changes what user space sees, and nothing else', async () => {
    const { log } = await runOf(edited(['"lo", NET_NAME_UNKNOWN', '"lo", NET_NAME_PREDICTABLE']), 'administration');
    assert.ok(log.includes('lo: name_assign_type 2'));
  });
});

describe('edits that readers make run as they are written', () => {
  /** The kernel log of the edited note's run, which must have compiled without a remark and returned. */
  const log = async (text: string, scenario: string): Promise<string[]> => {
    const { simulation, summary } = await runEngine({ note: noteProgram(text), scenario, cpus: 4 });
    assert.deepEqual([summary.outcome, summary.problems], ['returned', []]);
    return simulation.log(Number.POSITIVE_INFINITY).map((line) => line.text);
  };
  const includes = (lines: readonly string[], ...expected: string[]): void => {
    for (const line of expected) assert.ok(lines.includes(line), `'${line}' is in\n${lines.join('\n')}`);
  };
  const HEAD = 'static int loopback_dev_init(struct net_device *dev)';

  test('messages and the stack, in a note with Windows line ends', async () => {
    const messages = 'pr_info("said %d\\n", 7);\n        netdev_info(dev, "said %d\\n", 7);\n        dump_stack();\n';
    const text = edited([ALLOCATION, messages + ALLOCATION]).replaceAll('\n', '\r\n');
    includes(await log(text, 'registration'), 'said 7', 'lo (uninitialized): said 7', 'dump_stack() on CPU 0');
  });

  test('tabs, a brace at the end of a line, an if around a statement, a static variable, a parameter of another name', async () => {
    const text = edited(
      [`${HEAD}\n{`, `${HEAD} {\n        static int calls;\n`],
      [
        ALLOCATION,
        `        if (dev->mtu > 1000) {\n        pr_info("calls %d\\n", ++calls);\n${ALLOCATION}\n        }`,
      ],
      ['loopback_dev_free(struct net_device *dev)', 'loopback_dev_free(struct net_device *lo)'],
      ['dev_net(dev)->loopback_dev = NULL;', 'dev_net(lo)->loopback_dev = NULL;'],
      ['free_percpu(dev->lstats);', 'free_percpu(lo->lstats);'],
    ).replaceAll('        ', '\t');
    includes(await log(text, 'namespace-life'), 'calls 1', 'calls 2', 'init: namespace-life returned 0');
  });

  test('a new local, another bound of a loop, a comment in a macro, a member more, a function of a new fence', async () => {
    const text = edited(
      ['        int i;\n\n        *packets', '        int i;\n        u64 sum = 0;\n\n        *packets'],
      [
        '                *packets += tpackets;',
        '                *packets += tpackets;\n                sum += tbytes;',
      ],
      ['        }   \n}\nEXPORT_SYMBOL', '        }\n        lo_say("sum", sum);\n}\nEXPORT_SYMBOL'],
      ['(cpu) < nr_cpu_ids;)', '(cpu) < 2;)'],
      ['        if (pcpu_stats) {  ', '        if (pcpu_stats) { /* got it */ \\\n /* for each */ '],
      ['        u64_stats_t bytes;\n', '        u64_stats_t bytes;\n        u64_stats_t drops;\n'],
      [ALLOCATION, `        lo_say("size", sizeof(struct pcpu_lstats));\n${ALLOCATION}`],
    );
    const fence =
      '\n```c\nstatic void lo_say(const char *what, u64 value)\n{\n\tpr_info("%s %llu\\n", what, value);\n}\n```\n';
    const lines = await log(text + fence, 'stats-read');
    includes(lines, 'size 32', 'sum 1008', 'lo: 12 packets, 1008 bytes in each direction');
  });

  test('variables that the file, or the note, has further down', async () => {
    const use = 'pr_info("the same: %d\\n", blackhole_netdev_ops.ndo_start_xmit == loopback_ops.ndo_start_xmit);';
    const text = edited([ALLOCATION, `        ${use}\n${ALLOCATION}`]);
    includes(await log(text, 'registration'), 'the same: 0');
    assert.ok((await runOf(text)).log.includes('the same: 0'));
  });

  test('a parameter renamed in one place only is told where the old name is left', async () => {
    const text = edited(['loopback_dev_free(struct net_device *dev)', 'loopback_dev_free(struct net_device *lo)']);
    await assert.rejects(runEngine({ note: noteProgram(text) }), /loopback\.md:130: 'dev' undeclared/);
  });
});
