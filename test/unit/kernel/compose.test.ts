/* Composing: which text runs, how gaps are filled, and that every line still knows who wrote it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { SourceFile } from '../../../src/c/source';
import { type ComposedProgram, compose } from '../../../src/kernel/compose/compose';
import { withLineDirectives } from '../../../src/kernel/compose/pieces';

const model = new SourceFile(
  'net/core/dev.c',
  `#include <linux/x.h>
static int before(void)
{
	return 1;
}

int net_dev_init(void)
{
	int rc = -1;

	first();
	second();
	if (register_pernet_device(&loopback_net_ops))
		goto out;
	third();
	rc = 0;
out:
	return rc;
}
`,
  'model',
);

function withNote(text: string, path?: string, ...others: SourceFile[]): ComposedProgram {
  return compose({
    model: [model, ...others],
    snippets: [{ file: new SourceFile('note.md', text, 'note'), path }],
    tree: [],
  });
}

/** The composed function's lines, without blank ones, each marked with its writer. */
function linesOf(program: ComposedProgram, path = 'net/core/dev.c'): string[] {
  const file = program.units.find((unit) => unit.path === path) ?? program.headers.get(path);
  assert.ok(file);
  const lines: string[] = [];
  let offset = 0;
  for (const line of file.text.split('\n')) {
    const at = offset + line.search(/\S/);
    if (line.trim() !== '') lines.push(`${file.resolve(at).file.origin[0]} ${line.trim()}`);
    offset += line.length + 1;
  }
  return lines;
}

const body = (program: ComposedProgram): string[] => {
  const lines = linesOf(program);
  return lines.slice(lines.findIndex((line) => line.includes('net_dev_init')));
};

test('the model fills the gaps that elision comments mark, and only those', () => {
  const program = withNote(`int net_dev_init(void)
{
	// ..
	if (register_pernet_device(&loopback_net_ops))
		goto out;
	// ..
}`);
  assert.deepEqual(program.problems, []);
  assert.deepEqual(body(program), [
    'n int net_dev_init(void)',
    'n {',
    'n // ..',
    'm int rc = -1;',
    'm first();',
    'm second();',
    'n if (register_pernet_device(&loopback_net_ops))',
    'n goto out;',
    'n // ..',
    'm third();',
    'm rc = 0;',
    'm out:',
    'm return rc;',
    'n }',
  ]);
  assert.deepEqual(
    program.definitions.map((d) => [d.name, d.origin]),
    [['net_dev_init', 'note+model']],
  );
});

test('nothing is put between statements that stand side by side', () => {
  const program = withNote('int net_dev_init(void)\n{\n\tint rc = -1;\n\tfirst();\n\tthird();\n\t/* ... */\n}');
  assert.deepEqual(body(program), [
    'n int net_dev_init(void)', 'n {', 'n int rc = -1;', 'n first();', 'n third();', 'n /* ... */', 'm rc = 0;', 'm out:',
    'm return rc;', 'n }',
  ]); // biome-ignore format: lines
});

test('a deleted statement falls into the gap; a changed argument is not healed', () => {
  const deleted = withNote('int net_dev_init(void)\n{\n\t// ..\n\t// ..\n}');
  assert.ok(body(deleted).includes('m if (register_pernet_device(&loopback_net_ops))'));
  const changed = withNote(
    'int net_dev_init(void)\n{\n\t// ..\n\tif (register_pernet_device(NULL))\n\t\tgoto out;\n\t// ..\n}',
  );
  const lines = body(changed);
  assert.ok(lines.includes('n if (register_pernet_device(NULL))'));
  assert.ok(!lines.some((line) => line.includes('loopback_net_ops')));
});

test('an emptied body is completed, one with an empty statement is not', () => {
  const emptied = withNote('int net_dev_init(void)\n{\n\t// only a remark\n}');
  assert.ok(body(emptied).includes('m third();'));
  const empty = withNote('int net_dev_init(void)\n{ ; }');
  assert.deepEqual(body(empty), ['n int net_dev_init(void)', 'n { ; }']);
});

test("a statement of the note's own stays after its predecessor", () => {
  const program = withNote(
    'int net_dev_init(void)\n{\n\t// ..\n\tsecond();\n\tmine();\n\t// ..\n\trc = 0;\n\t// ..\n}',
  );
  const lines = body(program);
  assert.equal(lines[lines.indexOf('n second();') + 1], 'n mine();');
  assert.ok(lines.indexOf('m third();') > lines.indexOf('n mine();'));
});

test("statements in another order: a remark on the note, and the model's text runs", () => {
  const program = withNote('int net_dev_init(void)\n{\n\t// ..\n\tthird();\n\t// ..\n\tfirst();\n\t// ..\n}');
  assert.equal(program.problems.length, 1);
  assert.match(program.problems[0]?.message ?? '', /another order.*model's 'net_dev_init' runs instead/);
  assert.deepEqual(
    program.definitions.map((d) => d.origin),
    ['model'],
  );
  assert.ok(body(program).every((line) => line.startsWith('m')));
});

test('a statement that may stand for two is not guessed', () => {
  const twice = new SourceFile(
    'a.c',
    'void f(void)\n{\n\tone();\n\ttick();\n\ttwo();\n\ttick();\n\tthree();\n}\n',
    'model',
  );
  const program = withNote('void f(void)\n{\n\t// ...\n\ttick();\n\t// ...\n}', undefined, twice);
  assert.match(program.problems[0]?.message ?? '', /several places/);
});

test('of statements that only a changed argument tells apart, the first that is free is meant', () => {
  const text = 'void f(void)\n{\n\ttick(1);\n\tone();\n\ttick(2);\n\ttwo();\n\ttick(3);\n}\n';
  const run = (body: string): string => {
    const program = withNote(`void f(void)\n{\n${body}\n}`, undefined, new SourceFile('a.c', text, 'model'));
    assert.deepEqual(program.problems, []);
    return linesOf(program, 'a.c')
      .filter((line) => !/[{}]|\.\./.test(line))
      .slice(1)
      .join(' ');
  };
  assert.equal(run('// ..\ntick(7);\n// ..'), 'n tick(7); m one(); m tick(2); m two(); m tick(3);');
  assert.equal(run('tick(1);\n// ..\ntick(7);\n// ..'), 'n tick(1); m one(); n tick(7); m two(); m tick(3);');
  assert.equal(run('// ..\ntick(7);\n// ..\ntick(8);\n// ..'), 'n tick(7); m one(); n tick(8); m two(); m tick(3);');
  assert.equal(run('// ..\ntick(7);\n// ..\ntick(2);\n// ..'), 'n tick(7); m one(); n tick(2); m two(); m tick(3);');
  assert.equal(run('// ..\none();\ntick(7);\n// ..'), 'm tick(1); n one(); n tick(7); m two(); m tick(3);');
});

test('an equal statement for which a later one is taken is named to the author, who may have changed it', () => {
  const text = 'void f(void)\n{\n\ttick(1);\n\tone();\n\ttick(2);\n}\n';
  const program = withNote('void f(void)\n{\n\t// ..\n\ttick(2);\n}', undefined, new SourceFile('a.c', text, 'model'));
  assert.deepEqual(
    program.problems.map(({ severity }) => severity),
    ['warning'],
  );
  assert.match(program.problems[0]?.message ?? '', /'tick\(1\);'/);
  assert.deepEqual(program.definitions[0]?.origin, 'note+model');
});

test('a list of statements none of which is the model’s is not placed by guess; a member is', () => {
  const lost = withNote('int net_dev_init(void)\n{\n\t// ..\n\tmine();\n\t// ..\n}');
  assert.match(lost.problems[0]?.message ?? '', /nothing tells where in 'net_dev_init'/);
  const d = new SourceFile('d.h', 'struct d {\n\tint a;\n\tint b;\n};\n', 'model');
  const member = withNote('struct d {\n\t// ..\n\tint mine;\n\t// ..\n};', undefined, d);
  assert.deepEqual(member.problems, []);
  assert.deepEqual(linesOf(member, 'd.h'), [
    'n struct d {', 'n // ..', 'm int a;', 'm int b;', 'n int mine;', 'n // ..', 'n };',
  ]); // biome-ignore format: lines
});

test('elisions inside a branch are filled from the same branch', () => {
  const nested = new SourceFile(
    'a.c',
    'int f(int x)\n{\n\tif (check(x)) {\n\t\tone();\n\t\ttwo();\n\t\treturn 1;\n\t}\n\treturn 0;\n}\n',
    'model',
  );
  const program = withNote(
    'int f(int x)\n{\n\tif (check(x)) {\n\t\t// ...\n\t\ttwo();\n\t\t// ...\n\t}\n\treturn 0;\n}',
    undefined,
    nested,
  );
  assert.deepEqual(linesOf(program, 'a.c'), [
    'n int f(int x)', 'n {', 'n if (check(x)) {', 'n // ...', 'm one();', 'n two();', 'n // ...', 'm return 1;', 'n }',
    'n return 0;', 'n }',
  ]); // biome-ignore format: lines
});

test('members of a struct, enumerators and designated parts are completed too', () => {
  const data = new SourceFile(
    'include/linux/d.h',
    '#ifndef D\n#define D\nstruct d {\n\tint a;\n\tint (*b)(void);\n\tchar c[4];\n};\nenum e { E1, E2, E3 };\n#endif\n',
    'model',
  );
  const ops = new SourceFile('ops.c', 'struct ops o = {\n\t.one = 1,\n\t.two = 2,\n\t.three = 3,\n};\n', 'model');
  const note =
    'struct d {\n\t// ...\n\tint (*b)(void);\n\t// ...\n};\nenum e { E1, /* ... */ };\nstruct ops o = {\n\t.one = 7\n\t// ...\n};';
  const program = withNote(note, undefined, data, ops);
  assert.deepEqual(program.problems, []);
  const text = (path: string): string =>
    linesOf(program, path)
      .map((line) => line.slice(2))
      .join(' ');
  assert.match(
    text('include/linux/d.h'),
    /struct d \{ \/\/ \.\.\. int a; int \(\*b\)\(void\); \/\/ \.\.\. char c\[4\]; \};/,
  );
  assert.match(text('include/linux/d.h'), /enum e \{ E1, \/\* \.\.\. \*\/ E2, E3, \};/);
  assert.match(text('ops.c'), /\.one = 7 \/\/ \.\.\. , \.two = 2, \.three = 3, \};/);
});

test('a key defined twice in one note is an error that shows both', () => {
  const program = withNote('int f(void) { return 1; }\nint f(void) { return 2; }');
  assert.equal(program.problems[0]?.severity, 'error');
  assert.equal(program.problems[0]?.related.length, 1);
});

test('a wrong path never prevents a match; a right one breaks a tie', () => {
  const a = new SourceFile('a.c', 'static int same(void) { return 1; }\n', 'model');
  const b = new SourceFile('b.c', 'static int same(void) { return 2; }\n', 'model');
  const note = 'static int same(void) { return 3; }';
  assert.equal(withNote(note, 'b.c', a, b).definitions[0]?.path, 'b.c');
  assert.equal(withNote(note, 'nowhere.c', a, b).definitions[0]?.path, 'a.c');
});

test('what the model lacks: macros before first use, functions last with a prototype', () => {
  const program = withNote('#define LIMIT 4\nstatic int before_all(void)\n{\n\treturn LIMIT;\n}', 'net/core/dev.c');
  const lines = linesOf(program);
  assert.ok(lines.indexOf('n #define LIMIT 4') > 0);
  assert.equal(lines.filter((line) => line.includes('before_all')).length, 2);
  assert.equal(lines.at(-1), 'n }');
  const used = withNote('#define first() do_first()', 'net/core/dev.c');
  const order = linesOf(used);
  assert.ok(order.indexOf('n #define first() do_first()') < order.indexOf('m int net_dev_init(void)'));
});

test('an elided definition that the model lacks is an error at the elision', () => {
  const program = withNote('int other(void)\n{\n\t// ...\n}');
  assert.equal(program.problems[0]?.severity, 'error');
  assert.match(program.problems[0]?.message ?? '', /the model has no 'other'/);
});

test('a file of the tree wins over the note', () => {
  const tree = new SourceFile('net/core/dev.c', 'int net_dev_init(void)\n{\n\treturn 5;\n}\n', 'tree');
  const program = compose({
    model: [model],
    snippets: [{ file: new SourceFile('n.md', 'int net_dev_init(void) { return 6; }', 'note'), path: undefined }],
    tree: [tree],
  });
  assert.deepEqual(
    program.definitions.map((d) => d.origin),
    ['tree'],
  );
  assert.match(program.units[0]?.text ?? '', /return 5/);
});

test('with #line, a C compiler sees whose line is whose', () => {
  const program = withNote('\n\nint net_dev_init(void)\n{\n\tint rc = -1;\n\t// ..\n}');
  const text = withLineDirectives(program.units[0] as SourceFile);
  assert.match(text, /#line 3 "note\.md"\nint net_dev_init/);
  assert.match(text, /#line 11 "net\/core\/dev\.c"\nfirst\(\)/);
});
