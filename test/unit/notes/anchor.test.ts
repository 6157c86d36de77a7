/** Where snippets stand in a tree: every status with its grounds, the line map, the differences, and no guesses. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorNotes } from '../../../src/notes/anchor/anchor';
import { worthTelling } from '../../../src/notes/anchor/differences';
import type { Anchor } from '../../../src/notes/anchor/result';
import { readNote } from '../../../src/notes/read';
import { anchorCode, anchorText, sourcesOf, treeFiles } from './anchoring';

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
const one = async (code: string, files: Record<string, string> = { [PATH]: LOOPBACK }): Promise<Anchor> => {
  const anchors = await anchorCode(code, files);
  assert.equal(anchors.length, 1, anchors.map((a) => a.unit.key).join());
  return anchors[0]!;
};
const place = (anchor: Anchor): unknown[] => [anchor.status, anchor.path, anchor.startLine, anchor.endLine];
const told = (anchor: Anchor): string[] => [...new Set(anchor.differences.map((d) => `${d.kind}: ${d.explanation}`))];

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

test('what stands elsewhere in the definition is not called gone', async () => {
  const f = (body: string): string => `static void f(struct list *list)\n{\n${body}}\n`;
  const source = f('\tint n = 0;\n\n\tlock(list);\n\tcount(list);\n\tn = list->n;\n\tcount(list);\n\tunlock(list);\n');
  const cases: [body: string, told: string[]][] = [
    [
      '\tint n = 0;\n\n\tlock(list);\n\tcount(list);\n\tcount(list);\n\tunlock(list);\n\tn = list->n;\n',
      [
        'removed: the assignment to `n` is at another place in `f` now',
        'added: the assignment to `n` is at another place in `f` now',
      ],
    ],
    [
      '\tlock(list);\n\tcount(list);\n\t// ...\n\tunlock(list);\n\tcount(list);\n',
      [
        'removed: the call to `count()` is no longer at this place in `f`',
        'added: the declaration of `n` is new in `f`',
      ],
    ],
    [
      '\t// ...\n\tunlock(list);\n\t// ...\n\tlock(list);\n\t// ...\n',
      ['removed: the call to `unlock()` comes after the call to `lock()` in `f`'],
    ],
  ];
  for (const [body, expected] of cases) {
    const anchor = await one(`// a.c\n${f(body)}`, { 'a.c': source });
    assert.equal(anchor.status, 'edited');
    assert.deepEqual(told(anchor), expected);
  }
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

test('an elision inside a block stands for code of that block alone', async () => {
  const files = { 'net/y.c': 'int f(void)\n{\n\tif (a) {\n\t\tb();\n\t}\n\tc();\n}\n' };
  const wrong = await one('// net/y.c\nint f(void)\n{\n\tif (a) {\n\t\t// ...\n\t\tc();\n\t}\n}', files);
  assert.equal(wrong.status, 'edited');
});

const NESTED = `int f(int a)
{
	int err = 0;

	if (a) {
		prepare(a);
		err = act(a);
		finish(a);
	} else {
		char *names[] = { first, second };

		for (int n = 0; n < 2; n++) {
			err = act(n);
			note(names[n]);
		}
	}
	last(a);
	return err;
}
`;
const quotedNested = (body: string): Promise<Anchor> =>
  one(`// net/z.c\nint f(int a)\n{\n${body}\n}`, { 'net/z.c': NESTED });

test('statements of a block may be shown without the block, as those after an if without braces may without the if', async () => {
  const inner = await quotedNested('\t// ...\n\tfinish(a);\n\t// ...\n\treturn err;');
  assert.deepEqual(place(inner), ['exact', 'net/z.c', 1, 19]);
  assert.deepEqual([...inner.lines], [[3, 1], [4, 2], [6, 8], [8, 18], [9, 19]]); // biome-ignore format: short
  const deep = await quotedNested('\t// ..\n\tnote(names[n]);\n\t// ..\n\tlast(a);\n\t// ..');
  assert.equal(deep.status, 'exact', deep.reason);
  assert.equal(deep.lines.get(6), 14);
  const two = await quotedNested('\t// ..\n\tprepare(a);\n\t// ..\n\tnote(names[n]);\n\t// ..');
  assert.equal(two.status, 'exact', two.reason);
  const shown = await quotedNested(
    '\t// ..\n\tif (a) {\n\t// ..\n\t} else {\n\t// ..\n\tnote(names[n]);\n\t// ..\n\t}\n\t// ..',
  );
  assert.equal(shown.status, 'exact', shown.reason);
});

test('a statement that stands in several blocks is in none of them for certain', async () => {
  const files = {
    'net/z.c': 'int f(int a)\n{\n\tif (a) {\n\t\tgo(1);\n\t}\n\tif (!a) {\n\t\tgo(1);\n\t}\n\treturn a;\n}\n',
  };
  const either = await one('// net/z.c\nint f(int a)\n{\n\t// ..\n\tgo(1);\n\t// ..\n}', files);
  assert.equal(either.status, 'exact', either.reason);
  assert.equal(either.lines.get(6), undefined);
});

test('a piece that fits beside a block and within it is not placed, for its author may have left out the block', async () => {
  const files = {
    'net/z.c':
      'int f(int a)\n{\n\tgo(1);\n\twhile (a) {\n\t\tgo(1);\n\t}\n#ifdef X\n\t{\n\t\tlast(a);\n\t}\n#endif\n\treturn a;\n}\n',
  };
  const either = await one('// net/z.c\nint f(int a)\n{\n\t// ..\n\tgo(1);\n\t// ..\n\tlast(a);\n\t// ..\n}', files);
  assert.equal(either.status, 'exact', either.reason);
  assert.equal(either.lines.get(6), undefined);
  assert.equal(either.lines.get(8), 9);
});

test('what a block leaves out is not the end of one that is shown, and nothing of an initialiser is a statement', async () => {
  for (const body of [
    '\t// ..\n\tfinish(a);\n\t// ..\n\tprepare(a);\n\t// ..', // the other way round
    '\tif (a) {\n\t// ..\n\tlast(a);\n\t}\n\t// ..', // not of that block
    '\t// ..\n\tfirst, second\n\t// ..',
    '\t// ..\n\tfinish(b);\n\t// ..',
  ]) {
    assert.equal((await quotedNested(body)).status, 'edited', body);
  }
});

test('what an elision of statements leaves out does not end within one', async () => {
  const files = { 'a.c': 'void f(void)\n{\n\tu32 n = 0;\n\tint m;\n\n\tn++;\n\tn = 0;\n}\n' };
  const swapped = await one('// a.c\nvoid f(void)\n{\n\t// ...\n\tn = 0;\n\t// ...\n\tint m;\n\t// ...\n}', files);
  assert.equal(swapped.status, 'edited');
  assert.deepEqual(told(swapped), ['removed: the assignment to `n` comes after `int m` in `f`']);
  const last = await one('// a.c\nvoid f(void)\n{\n\t// ...\n\tn = 0;\n\t// ...\n}', files);
  assert.deepEqual([last.status, last.lines.get(6)], ['exact', 7]);
});

test('members are found after a word that has its line to itself', async () => {
  const files = { 'a.h': 'struct s {\n\tint a;\n\n\trandomized_struct_fields_start\n\n\tvoid *stack;\n\tint b;\n};\n' };
  const anchor = await one('// a.h\nstruct s {\n\t// ...\n\tvoid *stack;\n\t// ...\n};', files);
  assert.deepEqual([anchor.status, anchor.lines.get(5)], ['exact', 6]);
});

test('a statement behind a brace is found whatever it begins with', async () => {
  const files = {
    'a.c': 'void f(void)\n{\n\tint n;\n\n\twhile (n) {\n\t\tif (n) {\n\t\t\tn++;\n\t\t}\n\t\t__go(n);\n\t}\n}\n',
  };
  const anchor = await one('// a.c\nvoid f(void)\n{\n\t// ...\n\t\t__go(n);\n\t// ...\n\tint n;\n\t// ...\n}', files);
  assert.equal(anchor.status, 'edited');
  assert.deepEqual(told(anchor), ['removed: the call to `__go()` comes after `int n` in `f`']);
});

test('the name behind an inner struct is not taken for the end of the outer one', async () => {
  const files = { 'a.h': 'struct s {\n\tint a;\n\tstruct {\n\t\tint b;\n\t} msix;\n};\n' };
  const anchor = await one('// a.h\nstruct s {\n\tint a;\n\tstruct {\n\t\tint b;\n\t} vectors;\n};', files);
  assert.deepEqual(told(anchor), ['changed: `} vectors` became `} msix`']);
  assert.equal(anchor.lines.get(8), 6);
});

test('braces are told only where nothing else differs', async () => {
  const files = { 'a.c': 'void f(int a)\n{\n\tif (a) {\n\t\tg(a);\n\t\th(a);\n\t}\n}\n' };
  const anchor = await one('// a.c\nvoid f(int a)\n{\n\tif (a)\n\t\tg(a);\n}', files);
  assert.equal(anchor.reason, 'a.c: the call to `h()` is new in `f`.');
  assert.deepEqual(
    worthTelling(anchor.differences).map(({ explanation }) => explanation),
    ['the call to `h()` is new in `f`'],
  );
});

test('what is declared, assigned and allocated is told as that', async () => {
  const quoted = (body: string): string => `// a.c\nvoid f(int *p)\n{\n${body}\tg();\n}`;
  const source = { 'a.c': 'void f(int *p)\n{\n\tg();\n}\n' };
  const cases: [statement: string, what: string][] = [
    ['struct s *x = h();', 'the declaration of `x`'],
    ['*p = 1;', 'the assignment to `*p`'],
    ['t[3] = 1;', 'the assignment to `t[3]`'],
    ['struct s *x = kmalloc(8);', 'the allocation of `x`'],
    ['struct s __percpu *x;', '`struct s __percpu *x`'],
  ];
  for (const [statement, what] of cases) {
    const anchor = await one(quoted(`\t${statement}\n`), source);
    assert.deepEqual(told(anchor), [`removed: ${what} is no longer in \`f\``]);
  }
});

test('what has nothing in common with another statement at its place became it only if it is of the same sort', async () => {
  const quoted = (statement: string): string => `// a.c\nvoid f(int *p)\n{\n\tg();\n\t${statement}\n\th();\n}`;
  const source = { 'a.c': 'void f(int *p)\n{\n\tg();\n\tfolio_lock(x);\n\th();\n}\n' };
  assert.deepEqual(told(await one(quoted('lock_page(y);'), source)), [
    'changed: `lock_page(y)` became `folio_lock(x)`',
  ]);
  assert.deepEqual(told(await one(quoted('int err;'), source)), [
    'removed: `int err` is no longer in `f`',
    'added: the call to `folio_lock()` is new in `f`',
  ]);
});

test('strings with tabs are the same with blanks', async () => {
  const files = { 'a.c': 'void f(void)\n{\n\tasm("add %0\t\t;\\n");\n\tputs("a b");\n}\n' };
  const status = async (add: string, a: string): Promise<string> =>
    (await one(`// a.c\nvoid f(void)\n{\n\tasm("${add}");\n\tputs("${a}");\n}`, files)).status;
  assert.equal(await status('add %0        ;\\n', 'a b'), 'exact');
  assert.equal(await status('add %0 ;\\n', 'a  b'), 'edited');
});

test('a thousand elisions between pieces that fit everywhere are not tried for ever', async () => {
  const files = { 'net/z.c': `int f(int a)\n{\n${'\tif (a) {\n\t\ta++;\n\t}\n'.repeat(3000)}}\n` };
  const started = process.cpuUsage();
  const anchor = await one(`// net/z.c\nint f(int a)\n{\n${'\t// ..\n\ta++;\n'.repeat(1000)}\t// ..\n}`, files);
  assert.notEqual(anchor.status, 'gone');
  assert.ok(process.cpuUsage(started).user < 20e6, 'it would take hours');
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

const PAGE = `struct page {
	unsigned long flags;
	union {
		struct {	/* Page cache */
			struct list_head lru;
			struct address_space *mapping;
		};
		struct rcu_head rcu_head;
	};
	struct {
		int order;
	} buddy;
	struct_group(counts,
		int mapped;
		int pinned;
	);
	atomic_t _refcount;
} _struct_page_alignment;
`;
const quotedPage = (members: string): Promise<Anchor> =>
  one(`// mm/page.h\nstruct page {\n${members}\n} _struct_page_alignment;`, { 'mm/page.h': PAGE });

test('members of anonymous structs, unions and struct_group() may be shown without what is around them', async () => {
  const inner = await quotedPage('// ...\nstruct address_space *mapping;\n// ...\natomic_t _refcount;');
  assert.deepEqual(place(inner), ['exact', 'mm/page.h', 1, 18]);
  assert.deepEqual([...inner.lines], [[3, 1], [5, 6], [7, 17], [8, 18]]); // biome-ignore format: short
  const several = await quotedPage(
    'unsigned long flags;\n// ..\nstruct list_head lru;\n// ..\nstruct rcu_head rcu_head;\n// ..\nint pinned;\n// ..',
  );
  assert.equal(several.status, 'exact', several.reason);
  const part = await quotedPage('// ..\nunion {\n// ..\nstruct list_head lru;\n// ..\n};\n// ..');
  assert.equal(part.status, 'exact', part.reason);
});

test('members of a named member are not taken for the struct’s own, nor brackets that are shown for others', async () => {
  const named = await quotedPage('// ...\nint order;\n// ...');
  assert.equal(named.status, 'edited');
  const elsewhere = await quotedPage('// ..\nunion {\n// ..\nint pinned;\n// ..\n};\n// ..');
  assert.equal(elsewhere.status, 'edited');
  const swapped = await quotedPage('// ..\natomic_t _refcount;\n// ..\nstruct list_head lru;\n// ..');
  assert.equal(swapped.status, 'edited');
});

test('the name behind a struct’s brace and a lone bracket are told as what they are', async () => {
  const bare = await one('// mm/page.h\nstruct page {\n\t// ...\n};', { 'mm/page.h': PAGE });
  assert.deepEqual(told(bare), ['changed: `_struct_page_alignment` was added']);
});
