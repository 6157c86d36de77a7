/*
 * `annotated-kernel check`: the report, the JSON, the exit status.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Arguments, UsageError } from '../../../src/cli/arguments';
import { check } from '../../../src/cli/check';
import { treeFiles } from '../notes/anchoring';

const NOTE = `- What does \`tally_free\` do?

\`\`\` C
// ./drivers/net/tally.c

static void tally_free(struct tally *t)
{
	t->count = OLD_ZERO;
}
\`\`\`

\`\`\` C
// ./drivers/net/tally.c

void tally_lost(struct tally *t)
{
	t->count = 1;
}
\`\`\`
`;

async function run(values: Record<string, unknown>, positional: string[] = ['/notes'], note = NOTE) {
  const files = treeFiles({
    'drivers/net/tally.c': 'static void tally_free(struct tally *t)\n{\n\tt->count = 0;\n}\n',
  });
  files.write('/notes/tally.md', note);
  let out = '';
  const terminal = {
    files,
    out: (text: string) => {
      out += text;
    },
    error: () => {},
  };
  const status = await check(new Arguments(positional, values), terminal);
  return { status, out };
}

test('the report names what differs, and sums it up', async () => {
  const { status, out } = await run({ tree: '/linux' });
  assert.equal(status, 0);
  assert.match(out, /tally\.md:3: edited: tally_free \(drivers\/net\/tally\.c:1\)/);
  assert.match(out, /OLD_ZERO/);
  assert.match(out, /tally\.md:12: gone: tally_lost/);
  assert.match(out, /Linux 6\.1\.3: 2 snippets: 1 edited, 1 gone\n$/);
});

test('the JSON says the same, with 1-based lines and paths in the tree', async () => {
  const { out } = await run({ tree: '/linux', json: true });
  const { tree, snippets } = JSON.parse(out);
  assert.deepEqual(tree, { path: '/linux', version: '6.1.3' });
  const [first, second] = snippets;
  assert.equal(first.status, 'edited');
  assert.equal(first.statedPath, 'drivers/net/tally.c');
  const [{ name, kind, path, startLine, endLine, changes }] = first.definitions;
  assert.deepEqual(
    { name, kind, path, startLine, endLine },
    {
      name: 'tally_free',
      kind: 'function',
      path: 'drivers/net/tally.c',
      startLine: 1,
      endLine: 4,
    },
  );
  assert.deepEqual(
    changes.map((change: Record<string, unknown>) => [change.kind, change.noteLine, change.sourceLine]),
    [['changed', 8, 3]],
  );
  assert.equal(second.definitions[0].path, null);
});

test('the exit status is 1 when a listed status occurs, and only then', async () => {
  assert.equal((await run({ tree: '/linux', 'fail-on': 'gone' })).status, 1);
  assert.equal((await run({ tree: '/linux', 'fail-on': 'moved, unanchored' })).status, 0);
});

test('a command line that cannot be understood is told with its usage', async () => {
  await assert.rejects(run({ tree: '/linux' }, []), UsageError);
  await assert.rejects(run({}), UsageError);
  await assert.rejects(run({ tree: '/linux', 'fail-on': 'edited,changed' }), /'changed'/);
});

test('what is not there, or is no tree, is told without', async () => {
  const notATree = { name: 'InputError', message: /^\/notes is not a Linux source tree/ };
  await assert.rejects(run({ tree: '/notes' }), notATree);
  await assert.rejects(run({ tree: '/linux' }, ['/nowhere']), { name: 'InputError', message: /\/nowhere/ });
});

test('control characters of a note are shown and not obeyed by the terminal; the JSON has them exactly', async () => {
  const hostile = '"\u001b[2J\u001b]0;title\u0007\u009b31m\u202Eesrever\u007f"';
  const note = NOTE.replace('OLD_ZERO', hostile).replace(
    '// ./drivers/net/tally.c\n\nvoid',
    '// ./drivers/\u001b[1Anet/x.c\n\nvoid',
  );
  const { out } = await run({ tree: '/linux' }, ['/notes'], note);
  assert.doesNotMatch(out, /(?!\n)[\p{Cc}\u202A-\u202E]/u);
  assert.match(out, /\u241b\[2J\u241b\]0;title\u2407\ufffd31m\ufffdesrever\u2421/);
  const json = (await run({ tree: '/linux', json: true }, ['/notes'], note)).out;
  assert.doesNotMatch(json, /(?!\n)[\p{Cc}\u202A-\u202E]/u);
  const [first] = JSON.parse(json).snippets;
  assert.ok(first.reason.includes(hostile), first.reason);
});
