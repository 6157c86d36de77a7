/** What elisions stand for: whole statements and members, in the blocks and structs that hold what is shown. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Anchor } from '../../../src/notes/anchor/result';
import { onlyAnchor, place, told } from './anchoring';

test('an elision inside a block stands for code of that block alone', async () => {
  const files = { 'net/y.c': 'int f(void)\n{\n\tif (a) {\n\t\tb();\n\t}\n\tc();\n}\n' };
  const wrong = await onlyAnchor('// net/y.c\nint f(void)\n{\n\tif (a) {\n\t\t// ...\n\t\tc();\n\t}\n}', files);
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
  onlyAnchor(`// net/z.c\nint f(int a)\n{\n${body}\n}`, { 'net/z.c': NESTED });

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
  const either = await onlyAnchor('// net/z.c\nint f(int a)\n{\n\t// ..\n\tgo(1);\n\t// ..\n}', files);
  assert.equal(either.status, 'exact', either.reason);
  assert.equal(either.lines.get(6), undefined);
});

test('a piece that fits beside a block and within it is not placed, for its author may have left out the block', async () => {
  const files = {
    'net/z.c':
      'int f(int a)\n{\n\tgo(1);\n\twhile (a) {\n\t\tgo(1);\n\t}\n#ifdef X\n\t{\n\t\tlast(a);\n\t}\n#endif\n\treturn a;\n}\n',
  };
  const either = await onlyAnchor(
    '// net/z.c\nint f(int a)\n{\n\t// ..\n\tgo(1);\n\t// ..\n\tlast(a);\n\t// ..\n}',
    files,
  );
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
  const swapped = await onlyAnchor(
    '// a.c\nvoid f(void)\n{\n\t// ...\n\tn = 0;\n\t// ...\n\tint m;\n\t// ...\n}',
    files,
  );
  assert.equal(swapped.status, 'edited');
  assert.deepEqual(told(swapped), ['removed: the assignment to `n` comes after `int m` in `f`']);
  const last = await onlyAnchor('// a.c\nvoid f(void)\n{\n\t// ...\n\tn = 0;\n\t// ...\n}', files);
  assert.deepEqual([last.status, last.lines.get(6)], ['exact', 7]);
});

test('a statement is not found among declarators', async () => {
  const files = { 'a.c': 'void f(void)\n{\n\tint a = 0, b = 0;\n\tint m;\n\n\tb++;\n\tb = 0;\n}\n' };
  const shown = await onlyAnchor('// a.c\nvoid f(void)\n{\n\t// ...\n\tb = 0;\n\t// ...\n}', files);
  assert.deepEqual([shown.status, shown.lines.get(6)], ['exact', 7]);
  const alone = await onlyAnchor('// a.c\n\tb = 0;', files);
  assert.deepEqual(place(alone), ['exact', 'a.c', 7, 7]);
  const list = { 'a.c': 'int t[] = {\n\t1, 2, 3,\n\t4,\n};\n' };
  assert.equal((await onlyAnchor('// a.c\nint t[] = {\n\t// ...\n\t3,\n\t// ...\n};', list)).status, 'exact');
});

test('members are found after a word that has its line to itself', async () => {
  const files = { 'a.h': 'struct s {\n\tint a;\n\n\trandomized_struct_fields_start\n\n\tvoid *stack;\n\tint b;\n};\n' };
  const anchor = await onlyAnchor('// a.h\nstruct s {\n\t// ...\n\tvoid *stack;\n\t// ...\n};', files);
  assert.deepEqual([anchor.status, anchor.lines.get(5)], ['exact', 6]);
});

test('a thousand elisions between pieces that fit everywhere are not tried for ever', async () => {
  const files = { 'net/z.c': `int f(int a)\n{\n${'\tif (a) {\n\t\ta++;\n\t}\n'.repeat(3000)}}\n` };
  const started = process.cpuUsage();
  const anchor = await onlyAnchor(`// net/z.c\nint f(int a)\n{\n${'\t// ..\n\ta++;\n'.repeat(1000)}\t// ..\n}`, files);
  assert.notEqual(anchor.status, 'gone');
  assert.ok(process.cpuUsage(started).user < 20e6, 'it would take hours');
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
  onlyAnchor(`// mm/page.h\nstruct page {\n${members}\n} _struct_page_alignment;`, { 'mm/page.h': PAGE });

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
  const bare = await onlyAnchor('// mm/page.h\nstruct page {\n\t// ...\n};', { 'mm/page.h': PAGE });
  assert.deepEqual(told(bare), ['changed: `_struct_page_alignment` was added']);
});
