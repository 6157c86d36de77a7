/*
 * `annotated-kernel run` on what users get wrong: each answer says what, where and what to do, and a run always ends.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Arguments, InputError, UsageError } from '../../../src/cli/arguments';
import { runScenario } from '../../../src/cli/run';
import { Programs } from '../../../src/simulation/program';

const bundled = readFileSync(new URL('../../../media/notes/loopback.md', import.meta.url), 'utf8');

const programs = new Programs();

async function run(note: string | undefined, values: Record<string, string | boolean> = {}, scenario = 'registration') {
  let out = '';
  let errors = '';
  const args = new Arguments([scenario], { json: true, ...values, ...(note === undefined ? {} : { note: 'note.md' }) });
  const status = await runScenario(
    args,
    {
      out: (text) => {
        out += text;
      },
      error: (text) => {
        errors += text;
      },
      readText: () => Promise.resolve(note ?? ''),
      bundledNote: { path: 'loopback.md', text: bundled },
    },
    programs,
  );
  return { status, errors, out, result: args.flag('json') && out !== '' ? JSON.parse(out) : undefined };
}

/** A note whose `loopback_dev_init` has these statements before all others. */
const initWith = (statements: string, path = './drivers/net/loopback.c'): string => `- What does it do?

\`\`\`c
// ${path}
static int loopback_dev_init(struct net_device *dev)
{
	${statements}
	dev->lstats = netdev_alloc_pcpu_stats(struct pcpu_lstats);
	if (!dev->lstats)
		return -ENOMEM;
	return 0;
}
\`\`\`
`;

test('a note without C runs the model alone, and says so', async () => {
  for (const text of ['', '# Nothing\n\nJust prose.\n', '```python\nprint(1)\n```\n']) {
    const { status, errors, result } = await run(text);
    assert.equal(status, 0);
    assert.match(errors, /^note\.md: warning: there is no C in this note/);
    assert.ok(result.calls.every(({ from }: { from: string }) => from === 'model'));
  }
});

test('an unclosed fence and a path that climbs out are told of at their lines; the C runs all the same', async () => {
  const unclosed = await run(initWith('').replace(/```\n$/, ''));
  assert.match(unclosed.errors, /^note\.md:3: \w+: .*clos/m);
  assert.equal(unclosed.status, 0);
  const climbing = await run(initWith('', '../../etc/passwd'));
  assert.match(climbing.errors, /^note\.md:4: \w+: .*\.\.\/\.\.\/etc\/passwd/m);
  assert.equal(climbing.status, 0);
});

test('a snippet that does not parse: each error at its line and column, and nothing runs', async () => {
  const { status, errors, result } = await run(initWith('int x = ;'));
  assert.equal(status, 1);
  assert.match(errors, /^note\.md:7:10: error: expected expression before ';' token$/m);
  assert.equal(result, undefined);
});

test('what a terminal would obey in a note is shown instead, in messages and in the log', async () => {
  const { errors } = await run(initWith('int \u001b[2J;'));
  assert.match(errors, /\u241b/);
  assert.ok(!errors.includes('\u001b'));
  const printed = await run(initWith('pr_info("\u001b[31mred\\n");'));
  assert.ok(
    printed.result.log.some((line: string) => line.includes('\u001b[31mred')),
    printed.result.log.join('\n'),
  );
  const text = await run(initWith('pr_info("\u001b[31mred\\n");'), { json: false });
  assert.match(text.out, /\u241b\[31mred\n/);
  assert.ok(!text.out.includes('\u001b'));
});

test('endless recursion, an endless loop and a null dereference end with a report at the line', async () => {
  const recursion = await run(initWith('return loopback_dev_init(dev);'));
  assert.equal(recursion.status, 134);
  assert.match(recursion.errors, /stack-overflow in loopback_dev_init at note\.md:5/);
  const loop = await run(initWith('for (;;) ;'), { ticks: '300000' });
  assert.match(loop.errors, /endless-run in loopback_dev_init at note\.md:7.*did not end within 300000 ticks/);
  assert.equal(loop.result.outcome, 'budget');
  const nothing = await run(initWith('*(int *)0 = 1;'));
  assert.equal(nothing.status, 134);
  assert.match(nothing.errors, /null-dereference in loopback_dev_init at note\.md:7/);
});

test('nr_cpus=0 and nr_cpus=banana are ignored, as nrcpus() does; nr_cpus=2 lowers', async () => {
  const cpus = async (commandLine: string): Promise<string> =>
    (await run(undefined, { cmdline: commandLine })).result.log.find((line: string) => line.startsWith('smp: Brought'));
  assert.match(await cpus('nr_cpus=0'), /4 CPUs/);
  assert.match(await cpus('nr_cpus=banana'), /4 CPUs/);
  assert.match(await cpus('nr_cpus=2'), /2 CPUs/);
});

test('8192 CPUs run; 8193 and other nonsense are refused with what would be right', async () => {
  const { status, result } = await run(undefined, { cpus: '8192' });
  assert.equal(status, 0);
  assert.ok(result.log.includes('smp: Brought up 1 node, 8192 CPUs'));
  await assert.rejects(run(undefined, { cpus: '8193' }), UsageError);
  await assert.rejects(run(undefined, { bits: '48' }), /--bits takes 32 or 64/);
  await assert.rejects(
    run(undefined, {}, 'nosuch'),
    (error) => error instanceof InputError && /registration/.test(`${error}`),
  );
});

test('10 MB of Markdown are a note like any other', async () => {
  const { status, result } = await run(`${'Some prose with `code` in it.\n\n'.repeat(330_000)}${initWith('')}`);
  assert.equal(status, 0);
  assert.ok(
    result.calls.some(
      (call: { from: string; function: string }) => call.from === 'note' && call.function === 'loopback_dev_init',
    ),
  );
});

test('a call is told with its line in the file of its path, and beside it with its line in the note', async () => {
  const lineIn = (where: string, part: string): number =>
    1 + where.split('\n').findIndex((line) => line.startsWith(part));
  const model = (path: string): string =>
    readFileSync(new URL(`../../../src/kernel/tree/${path}`, import.meta.url), 'utf8');
  const { calls } = (await run(undefined)).result;
  const named = (name: string) => calls.find((call: { function: string }) => call.function === name);
  for (const [name, path, head] of [
    ['net_dev_init', 'net/core/dev.c', 'static int __init net_dev_init('],
    ['loopback_dev_init', 'drivers/net/loopback.c', 'static int loopback_dev_init('],
  ] as const) {
    const call = named(name);
    assert.deepEqual([call.path, call.line], [path, lineIn(model(path), head)]);
    assert.deepEqual(call.note, { path: 'loopback.md', line: lineIn(bundled, head) });
  }
  // Below definitions that the note's longer text stands in for.
  const registered = named('register_netdevice');
  assert.equal(registered.line, lineIn(model(registered.path), 'int register_netdevice('));
});

test('a function that only the note has is told with its line there', async () => {
  const text = initWith('own();').replace('static int loopback_dev_init', 'static void own(void)\n{\n\t;\n}\n$&');
  const { calls } = (await run(text)).result;
  const { line, note } = calls.find((call: { function: string }) => call.function === 'own');
  assert.deepEqual([line, note], [5, { path: 'note.md', line: 5 }]);
});
