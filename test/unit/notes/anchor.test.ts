/** Where snippets stand in a tree: every status with its grounds, the line map, and no guesses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorNotes } from '../../../src/notes/anchor/anchor';
import type { Anchor } from '../../../src/notes/anchor/result';
import { readNote } from '../../../src/notes/read';
import { anchorText, onlyAnchor, place, sourcesOf, told, treeFiles } from './anchoring';

const LOOPBACK = `#include <linux/x.h>

/* Setup. */
static __net_init int loopback_net_init(struct net *net)
{
	struct net_device *dev;
	int err;

	err = -ENOMEM;
	dev = alloc_netdev(0, "lo", NET_NAME_PREDICTABLE, loopback_setup);
	if (!dev)
		goto out;

	err = register_netdev(dev);
	if (err)
		goto out_free_netdev;
	return 0;

out_free_netdev:
	free_netdev(dev);
out:
	return err;
}

static int loopback_dev_init(struct net_device *dev)
{
	netdev_lockdep_set_classes(dev);
	return 0;
}
`;
const PATH = 'drivers/net/loopback.c';
const one = (code: string, files: Record<string, string> = { [PATH]: LOOPBACK }): Promise<Anchor> =>
  onlyAnchor(code, files);

test('the same tokens are exact, white space, comments and elisions aside', async () => {
  const anchor = await one(`// ./${PATH}
static __net_init int
loopback_net_init(struct net *net) /* mine */
{
        // ..
        dev = alloc_netdev(0, "lo",   // name
                NET_NAME_PREDICTABLE, loopback_setup);
        // ...
        return err; // the error
}`);
  assert.deepEqual(place(anchor), ['exact', PATH, 4, 23]);
  assert.deepEqual([...anchor.lines], [[3, 4], [4, 4], [5, 5], [7, 10], [8, 10], [10, 22], [11, 23]]); // biome-ignore format: short
  assert.deepEqual(anchor.differences, []);
});

test('an argument that changed is told on its lines', async () => {
  const anchor = await one(`// ${PATH}
static __net_init int loopback_net_init(struct net *net)
{
        // ...
        dev = alloc_netdev(0, "lo", NET_NAME_UNKNOWN, loopback_setup);
        // ...
}`);
  assert.equal(anchor.status, 'edited');
  assert.deepEqual(anchor.differences, [
    {
      kind: 'changed',
      noteLine: 6,
      sourceLine: 10,
      explanation: '`NET_NAME_UNKNOWN` became `NET_NAME_PREDICTABLE`',
      isBrace: false,
    },
  ]);
  assert.equal(anchor.reason, `${PATH}: \`NET_NAME_UNKNOWN\` became \`NET_NAME_PREDICTABLE\`.`);
});

test('statements that are gone and new are told in words', async () => {
  const anchor = await one(`// ${PATH}
static int loopback_dev_init(struct net_device *dev)
{
	dev->lstats = netdev_alloc_pcpu_stats(struct pcpu_lstats);
	if (!dev->lstats)
		return -ENOMEM;
	return 0;
}`);
  assert.deepEqual(place(anchor), ['edited', PATH, 25, 29]);
  assert.deepEqual(told(anchor), [
    'removed: the allocation of `dev->lstats` is no longer in `loopback_dev_init`',
    'removed: the check `!dev->lstats` is no longer in `loopback_dev_init`',
    'removed: `return -ENOMEM` is no longer in `loopback_dev_init`',
    'added: the call to `netdev_lockdep_set_classes()` is new in `loopback_dev_init`',
  ]);
  assert.deepEqual([...anchor.lines], [[3, 25], [4, 26], [8, 28], [9, 29]]); // biome-ignore format: short
});

test('a renamed parameter is told once', async () => {
  const anchor = await one(`// ${PATH}
static int loopback_dev_init(struct net_device *ndev)
{
	netdev_lockdep_set_classes(ndev);
	return 0;
}`);
  assert.deepEqual(told(anchor), ['changed: `ndev` is called `dev` now']);
});

test('code in another file than stated is moved, changed on the way moved-edited', async () => {
  const moved = await one(`// net/core/wrong.c\n${LOOPBACK.split('\n').slice(24).join('\n')}`);
  assert.deepEqual(place(moved), ['moved', PATH, 25, 29]);
  assert.match(moved.reason, /not in net\/core\/wrong\.c/);
  const both = await one('// mm/x.c\nstatic int loopback_dev_init(struct net_device *dev)\n{\n\treturn 0;\n}');
  assert.deepEqual(place(both), ['moved-edited', PATH, 25, 29]);
});

test('without a path, the only definition in the tree is exact', async () => {
  const anchor = await one(LOOPBACK.split('\n').slice(24).join('\n'));
  assert.deepEqual(place(anchor), ['exact', PATH, 25, 29]);
});

test('a name that no file defines is gone, and what it may have become is offered', async () => {
  const anchor = await one(
    `// ${PATH}\nstatic int loopback_dev_setup(struct net_device *dev)\n{\n\tnetdev_lockdep_set_classes(dev);\n\treturn 0;\n}`,
  );
  assert.equal(anchor.status, 'gone');
  assert.deepEqual(anchor.candidates, [{ name: 'loopback_dev_init', path: PATH, line: 25 }]);
  assert.match(anchor.reason, /It may be `loopback_dev_init`/);
});

test('a use or a declaration of a name is no definition of it', async () => {
  const files = {
    'net/a.c': 'int f(void)\n{\n\treturn lost(1);\n}\n',
    'include/b.h': 'int lost(int a);\nextern int count;\n',
  };
  assert.equal((await one('// net/a.c\nint lost(int a)\n{\n\treturn a;\n}', files)).status, 'gone');
  assert.equal((await one('// net/a.c\nint count = 3;', files)).status, 'gone');
});

test('variants under #ifdef: the one that fits is taken, with none fitting better there is no answer', async () => {
  const files = {
    'include/x.h':
      '#ifdef CONFIG_SMP\nstatic inline int cpu(void)\n{\n\treturn per_cpu(x);\n}\n#else\nstatic inline int cpu(void)\n{\n\treturn 0;\n}\n#endif\n',
  };
  const second = await one('// include/x.h\nstatic inline int cpu(void)\n{\n\treturn 0;\n}', files);
  assert.deepEqual(place(second), ['exact', 'include/x.h', 7, 10]);
  const elided = await one('// include/x.h\nstatic inline int cpu(void)\n{\n\t// ...\n}', files);
  assert.equal(elided.status, 'unanchored');
  assert.match(elided.reason, /include\/x\.h:2, include\/x\.h:7.*fits each/);
  const shown = await one(
    '// include/x.h\n#ifdef CONFIG_SMP\nstatic inline int cpu(void)\n{\n\t// ...\n}\n#endif',
    files,
  );
  assert.deepEqual(place(shown), ['exact', 'include/x.h', 2, 5]);
  const url = 'https://elixir.bootlin.com/linux/v6.1/source/include/x.h#L8';
  assert.deepEqual(place(await one(`// ${url}\nstatic inline int cpu(void)\n{\n\t// ...\n}`, files)), [
    'exact',
    'include/x.h',
    7,
    10,
  ]);
  const other = url.replace('v6.1', 'v5.4');
  assert.equal((await one(`// ${other}\nstatic inline int cpu(void)\n{\n\t// ...\n}`, files)).status, 'unanchored');
});

test('two files that define the same: user-space copies do not count, two of the kernel are no answer', async () => {
  const code = 'static int probe(int a)\n{\n\treturn a;\n}\n';
  const copy = await one(code, { 'net/a.c': code, 'tools/net/a.c': code });
  assert.deepEqual(place(copy), ['exact', 'net/a.c', 1, 4]);
  const two = await one(code, { 'net/a.c': code, 'net/b.c': code });
  assert.equal(two.status, 'unanchored');
  assert.match(two.reason, /net\/a\.c:1, net\/b\.c:1/);
});

test('the same name elsewhere with hardly any of the code is not taken for it', async () => {
  const files = {
    'net/b.c': 'static int probe(struct x *x)\n{\n\tint i;\n\tfor (i = 0; i < 3; i++)\n\t\tgo(i);\n\treturn x->y;\n}\n',
  };
  const anchor = await one(
    '// net/a.c\nstatic void probe(void)\n{\n\tstop();\n\tunlock(&big);\n\tkfree(buffer);\n}',
    files,
  );
  assert.equal(anchor.status, 'unanchored');
  assert.deepEqual(anchor.candidates, [{ name: 'probe', path: 'net/b.c', line: 1 }]);
});

test('statements alone: one place is an answer, several are none', async () => {
  const unique = await one(`// ${PATH}\nif (!dev)\n\tgoto out;\n// ...\nerr = register_netdev(dev);`);
  assert.deepEqual(place(unique), ['exact', PATH, 11, 14]);
  assert.deepEqual([...unique.lines], [[3, 11], [4, 12], [6, 14]]); // biome-ignore format: short
  const twice = await one(`// ${PATH}\nreturn 0;`);
  assert.equal(twice.status, 'unanchored');
  assert.match(twice.reason, /several places .*lines 17, 28/);
  const nowhere = await one(`// ${PATH}\nfrobnicate_device(dev, 3);`);
  assert.equal(nowhere.status, 'unanchored');
});

test('statements that changed a little are found in the function that holds most of them', async () => {
  const anchor = await one(`// ${PATH}
err = -ENOMEM;
dev = alloc_netdev(0, "lo", NET_NAME_UNKNOWN, loopback_setup);
if (!dev)
	goto out;
err = register_netdev(dev);`);
  assert.equal(anchor.status, 'edited');
  assert.deepEqual([anchor.startLine, anchor.endLine], [9, 14]);
  assert.deepEqual(told(anchor), ['changed: `NET_NAME_UNKNOWN` became `NET_NAME_PREDICTABLE`']);
});

test('a call is not found inside a statement that uses its value', async () => {
  assert.equal((await one(`// ${PATH}\nregister_netdev(dev);`)).status, 'unanchored');
});

test('half definitions, macros, enums and structs with parts left out', async () => {
  const files = {
    'include/x.h':
      '#define twice(a) \\\n\t((a) + \\\n\t (a))\nenum e {\n\tA,\n\tB,\n\tC = 5,\n\tD,\n};\nstruct s {\n\tint a;\n\tstruct list_head list;\n\tint b;\n} __packed;\n',
    'net/y.c': 'int f(int a)\n{\n\tg(a);\n\th(a);\n\treturn 0;\n}\nEXPORT_SYMBOL(f);\nmodule_init(f);\n',
  };
  assert.deepEqual(place(await one('// include/x.h\n#define twice(a) \\\n  ((a) + (a))', files)), [
    'exact',
    'include/x.h',
    1,
    3,
  ]);
  assert.deepEqual(place(await one('// include/x.h\nenum e {\n\t// ...\n\tC = 5,\n\t// ...\n};', files)), [
    'exact',
    'include/x.h',
    4,
    9,
  ]);
  assert.deepEqual(place(await one('// include/x.h\n\tB,\n\tC = 5,', files)), ['exact', 'include/x.h', 6, 7]);
  assert.deepEqual(place(await one('// include/x.h\nstruct s {\n\t// ..\n\tint b;\n} __packed;', files)), [
    'exact',
    'include/x.h',
    10,
    14,
  ]);
  assert.deepEqual(place(await one('// include/x.h\n\tint a;\n\tstruct list_head list;', files)), [
    'exact',
    'include/x.h',
    11,
    12,
  ]);
  assert.deepEqual(place(await one('// net/y.c\nint f(int a)\n{\n\tg(a);', files)), ['exact', 'net/y.c', 1, 6]);
  assert.deepEqual(place(await one('// net/y.c\nint f(int a)', files)), ['exact', 'net/y.c', 1, 6]);
  assert.deepEqual(place(await one('// net/y.c\n\th(a);\n\treturn 0;\n}', files)), ['exact', 'net/y.c', 4, 6]);
  assert.deepEqual(place(await one('// net/y.c\nint f(int a) { }', files)), ['exact', 'net/y.c', 1, 6]);
  assert.deepEqual(place(await one('// net/y.c\nmodule_init(f);', files)), ['exact', 'net/y.c', 8, 8]);
  assert.equal((await one('// net/y.c\nint f(int a) { ; }', files)).status, 'edited');
});

test('what is exported beside a definition goes with it', async () => {
  const files = { 'net/y.c': 'int f(int a)\n{\n\treturn 0;\n}\nEXPORT_SYMBOL_GPL(f);\n' };
  const same = await one('// net/y.c\nint f(int a)\n{\n\treturn 0;\n}\nEXPORT_SYMBOL_GPL(f);', files);
  assert.deepEqual([same.status, same.lines.get(7)], ['exact', 5]);
  const other = await one('// net/y.c\nint f(int a)\n{\n\treturn 0;\n}\nEXPORT_SYMBOL(f);', files);
  assert.equal(other.status, 'edited');
  assert.deepEqual(told(other), ['changed: `EXPORT_SYMBOL` became `EXPORT_SYMBOL_GPL` for `f`']);
});

test('a function that became a macro in the stated file is told as that', async () => {
  const anchor = await one('// net/y.h\nint f(int a)\n{\n\treturn a;\n}', { 'net/y.h': '#define f(a) (a)\n' });
  assert.equal(anchor.status, 'edited');
  assert.match(anchor.reason, /`f` is a macro now; the snippet shows a function/);
});

test('paths: with include/ left out, with folders left out, missing, leading out of the tree', async () => {
  const code = 'struct s {\n\tint a;\n};';
  const files = { 'include/linux/s.h': `${code}\n` };
  assert.deepEqual(place(await one(`// linux/s.h\n${code}`, files)), ['exact', 'include/linux/s.h', 1, 3]);
  assert.deepEqual(place(await one(`// s.h\n${code}`, files)), ['exact', 'include/linux/s.h', 1, 3]);
  assert.deepEqual(place(await one(`// mm/none.c\n${code}`, files)), ['moved', 'include/linux/s.h', 1, 3]);
  assert.deepEqual(place(await one(`// ../../etc/passwd\n${code}`, files)), ['exact', 'include/linux/s.h', 1, 3]);
});

test('repeated lines whose counterpart is not certain map to none', async () => {
  const files = { 'net/y.c': 'int f(void)\n{\n\tlock();\n\tgo(1);\n\tgo(2);\n\tgo(1);\n\tunlock();\n}\n' };
  const anchor = await one('// net/y.c\nint f(void)\n{\n\t// ...\n\tgo(1);\n\t// ...\n}', files);
  assert.equal(anchor.status, 'exact');
  assert.equal(anchor.lines.get(6), undefined);
  const edited = await one('// net/y.c\nint f(void)\n{\n\tgo(1);\n}', files);
  assert.equal(edited.status, 'edited');
  assert.equal(edited.lines.get(5), undefined);
});

test('strings with tabs are the same with blanks', async () => {
  const files = { 'a.c': 'void f(void)\n{\n\tasm("add %0\t\t;\\n");\n\tputs("a b");\n}\n' };
  const status = async (add: string, a: string): Promise<string> =>
    (await one(`// a.c\nvoid f(void)\n{\n\tasm("${add}");\n\tputs("${a}");\n}`, files)).status;
  assert.equal(await status('add %0        ;\\n', 'a b'), 'exact');
  assert.equal(await status('add %0 ;\\n', 'a  b'), 'edited');
});

test('where trees are not searched, what is not in its stated file is unanchored, never gone', async () => {
  const files = treeFiles({ [PATH]: LOOPBACK }, { searchable: false });
  const sources = await sourcesOf(files);
  const lost = await anchorText(`\`\`\`c\n// ${PATH}\nint lost(void)\n{\n\treturn 1;\n}\n\`\`\``, sources);
  assert.equal(lost.status, 'unanchored');
  assert.match(lost.reason, /not searchable here/);
  const found = await anchorText(
    `\`\`\`c\n// ${PATH}\nstatic int loopback_dev_init(struct net_device *dev)\n{\n\t// ..\n}\n\`\`\``,
    sources,
  );
  assert.equal(found.status, 'exact');
});

test('a file that cannot be read keeps a definition from being called gone', async () => {
  const files = treeFiles({ 'net/y.c': 'int a;\n' });
  files.write('/linux/net/locked.c', 'int f(void)\n{\n\treturn 1;\n}\n');
  files.locked.add('/linux/net/locked.c');
  const result = await anchorText('```c\n// net/y.c\nint f(void)\n{\n\treturn 1;\n}\n```', await sourcesOf(files));
  assert.equal(result.status, 'unanchored');
  assert.match(result.reason, /could not be read \(net\/locked\.c/);
  const stated = await anchorText('```c\n// net/locked.c\nint f(void)\n{\n\treturn 1;\n}\n```', await sourcesOf(files));
  assert.equal(stated.status, 'unanchored');
});

test('a file of 50 MB is not read closely, and it is said', async () => {
  const files = treeFiles({ 'net/y.c': 'int a;\n' });
  files.write('/linux/net/huge.c', new Uint8Array(50_000_000).fill(32));
  const result = await anchorText('```c\n// net/huge.c\nint f(void)\n{\n\treturn 1;\n}\n```', await sourcesOf(files));
  assert.equal(result.status, 'gone');
  const stated = await anchorText('```c\n// net/huge.c\nf(first_argument);\n```', await sourcesOf(files));
  assert.match(stated.reason, /net\/huge\.c is larger than 20 MB/);
});

test('one search for all that is missing, none when the stated paths are right, and it is remembered', async () => {
  const files = treeFiles({ [PATH]: LOOPBACK, 'net/y.c': 'int f(void)\n{\n\treturn 1;\n}\n' });
  const sources = await sourcesOf(files);
  const text = (path: string): string =>
    `\`\`\`c\n// ${path}\nint f(void)\n{\n\treturn 1;\n}\nint gone(void)\n{\n}\n\`\`\``;
  await anchorText('```c\n// net/y.c\nint f(void)\n{\n\treturn 1;\n}\n```', sources);
  assert.equal(files.searches, 0);
  const result = await anchorText(text('mm/x.c'), sources);
  assert.deepEqual(
    result.anchors.map((a) => a.status),
    ['moved', 'gone'],
  );
  assert.equal(result.status, 'gone');
  assert.equal(files.searches, 1);
  await anchorText(text('kernel/x.c'), sources);
  assert.equal(files.searches, 1);
});

test('changes of files are followed once they are reported', async () => {
  const files = treeFiles({ 'net/y.c': 'int f(void)\n{\n\treturn 1;\n}\n' });
  const sources = await sourcesOf(files);
  const text = '```c\n// mm/x.c\nint f(void)\n{\n\treturn 1;\n}\n```';
  assert.equal((await anchorText(text, sources)).anchors[0]!.path, 'net/y.c');
  files.write('/linux/net/z.c', 'int f(void)\n{\n\treturn 1;\n}\n');
  files.delete('/linux/net/y.c');
  sources.search.changed(['net/z.c', 'net/y.c']);
  assert.equal((await anchorText(text, sources)).anchors[0]!.path, 'net/z.c');
  files.write('/linux/mm/x.c', 'int f(void)\n{\n\treturn 1;\n}\n');
  assert.equal((await anchorText(text, sources)).anchors[0]!.status, 'exact');
  assert.equal(files.searches, 1);
});

test('a search can be cancelled', async () => {
  const sources = await sourcesOf(treeFiles({}));
  const notes = [readNote('n.md', '```c\nint f(void)\n{\n}\n```')];
  await assert.rejects(anchorNotes(notes, sources, { search: true, signal: AbortSignal.abort() }), {
    name: 'AbortError',
  });
});

test('a file that is not UTF-8 is read all the same', async () => {
  const files = treeFiles({});
  files.write('/linux/net/y.c', Buffer.from('/* Andr\xe9 */\nint f(void)\n{\n\treturn 1;\n}\n', 'latin1'));
  const result = await anchorText('```c\n// net/y.c\nint f(void)\n{\n\treturn 1;\n}\n```', await sourcesOf(files));
  assert.deepEqual(place(result.anchors[0]!), ['exact', 'net/y.c', 2, 5]);
});

test('objects that macros define are found by their own names, not by those of their types', async () => {
  const files = {
    'kernel/c.c':
      'DEFINE_PER_CPU(struct counter, first);\nDEFINE_PER_CPU(struct counter, second);\nstatic DEFINE_MUTEX(big_lock);\nstatic LIST_HEAD(all_of_them);\n',
  };
  const second = 'DEFINE_PER_CPU(struct counter, second);';
  assert.deepEqual(place(await one(`// kernel/c.c\n${second}`, files)), ['exact', 'kernel/c.c', 2, 2]);
  assert.deepEqual(place(await one(second, files)), ['exact', 'kernel/c.c', 2, 2]);
  const aligned = await one('// kernel/c.c\nDEFINE_PER_CPU_ALIGNED(struct counter, second);', files);
  assert.deepEqual(place(aligned), ['edited', 'kernel/c.c', 2, 2]);
  const plain = await one('// kernel/c.c\nstatic struct list_head all_of_them;', files);
  assert.deepEqual([plain.status, plain.startLine], ['edited', 4]);
  const elsewhere = await one('// mm/x.c\nstatic struct mutex big_lock;', files);
  assert.deepEqual(place(elsewhere), ['moved-edited', 'kernel/c.c', 3, 3]);
  assert.equal((await one('DEFINE_PER_CPU(struct counter, third);', files)).status, 'gone');
});
