/* Composing: which text runs, how gaps are filled, and that every line still knows who wrote it. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
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

const macros = new SourceFile(
  'include/linux/x.h',
  [
    '#define DEFINE_PER_CPU(type, name) __section("percpu") __typeof__(type) name',
    '#define DEFINE_MUTEX(name) struct mutex name = { .owner = 0 }',
    '#define LIST_HEAD(name) struct list_head name = { &(name), &(name) }',
    '#define DECLARE_BITMAP(name, bits) unsigned long name[BITS_TO_LONGS(bits)]',
    '#define EXPORT_SYMBOL(sym) extern typeof(sym) sym',
    '#define subsys_initcall(fn) __define_initcall(fn, 4)',
    '#define fs_initcall(fn) __define_initcall(fn, 5)',
    '#define early_param(str, fn) __setup_param(str, fn, 1)',
    '#define __setup(str, fn) __setup_param(str, fn, 0)',
    '',
  ].join('\n'),
  'model',
);

describe('what a note writes by a macro', () => {
  for (const definition of [
    'static DEFINE_PER_CPU(int, second);',
    'static DEFINE_MUTEX(second);',
    'LIST_HEAD(second);',
    'static DECLARE_BITMAP(second, 8);',
  ]) {
    test(`${definition} is defined before what uses it`, () => {
      const program = withNote(definition, undefined, macros);
      assert.deepEqual(program.problems, []);
      const lines = linesOf(program);
      const at = lines.indexOf(`n ${definition}`);
      assert.ok(at > 0 && at < lines.indexOf('m int net_dev_init(void)'), lines.join('\n'));
    });
  }

  test('stands in for the object of the same name, however the model writes it', () => {
    const b = new SourceFile('b.c', '#include <linux/x.h>\nstatic struct mutex lock;\nLIST_HEAD(list);\n', 'model');
    const program = withNote('static DEFINE_MUTEX(lock);\nstatic struct list_head list;', undefined, macros, b);
    assert.deepEqual(linesOf(program, 'b.c').slice(1), [
      'n static DEFINE_MUTEX(lock);',
      'n static struct list_head list;',
    ]);
  });

  test('defined twice, in whatever way, is an error that shows both', () => {
    const [problem] = withNote('static DEFINE_MUTEX(lock);\nint lock;', undefined, macros).problems;
    assert.equal(problem?.message, "'lock' is defined twice in this note; keep one of the two definitions");
  });

  test('an export stands behind the function, in its file, whatever path the note states', () => {
    const b = new SourceFile('b.c', 'void other(void)\n{\n}\n', 'model');
    const program = withNote(
      'EXPORT_SYMBOL(other);\nEXPORT_SYMBOL(fresh);\nint fresh(void) { return 1; }',
      'b.c',
      macros,
      b,
    );
    assert.deepEqual(program.problems, []);
    const lines = linesOf(program, 'b.c');
    assert.ok(lines.indexOf('n EXPORT_SYMBOL(other);') > lines.indexOf('m void other(void)'), lines.join('\n'));
    assert.ok(
      lines.indexOf('n EXPORT_SYMBOL(fresh);') > lines.indexOf('n int fresh(void) { return 1; }'),
      lines.join('\n'),
    );
    assert.ok(
      linesOf(withNote('EXPORT_SYMBOL(other);', undefined, macros, b), 'b.c').includes('n EXPORT_SYMBOL(other);'),
    );
  });

  test('an initcall or a parameter takes the place of the one that the model has, else is one more', () => {
    const b = new SourceFile(
      'b.c',
      'static int b_init(void) { return 0; }\nsubsys_initcall(b_init);\nearly_param("b", b_param);\n',
      'model',
    );
    const note =
      'fs_initcall(b_init);\nearly_param("c", c_param);\nstatic int c_param(char *s) { return 0; }\nearly_param("b", c_param);';
    const program = withNote(note, 'b.c', macros, b);
    assert.deepEqual(program.problems, []);
    const lines = linesOf(program, 'b.c');
    assert.ok(!lines.some((line) => /subsys_initcall|"b", b_param/.test(line)), lines.join('\n'));
    for (const line of ['n fs_initcall(b_init);', 'n early_param("c", c_param);', 'n early_param("b", c_param);']) {
      assert.equal(lines.filter((other) => other === line).length, 1, lines.join('\n'));
    }
  });

  test('with a macro that nobody defines is left out, and the note is told, unless it does nothing in a run', () => {
    const { problems } = withNote('TRACE_EVENT(netif_rx);\nMODULE_ALIAS("x");', undefined, macros);
    assert.deepEqual(
      problems.map(({ severity, message }) => `${severity}: ${message}`),
      ["warning: neither the note nor the model defines the macro 'TRACE_EVENT'; this is left out of the run"],
    );
  });

  test('among statements is one of them', () => {
    const program = withNote('LIST_HEAD(single);\nlist_add(&dev->unreg_list, &single);', undefined, macros);
    assert.deepEqual([program.problems, program.definitions], [[], []]);
  });
});

describe('a function of the model that a definition of the note newly calls', () => {
  const far = new SourceFile(
    'far.c',
    [
      'static int near(void)\n{\n\treturn 1;\n}\n',
      'static int has(int a);\n',
      'int user(void)\n{\n\treturn near() + has(1);\n}\n',
      'static int has(int a)\n{\n\treturn a;\n}\n',
      'static int /* of */ below(int *a /* in */, int b) /* out */\n{\n\treturn *a;\n}\n',
    ].join('\n'),
    'model',
  );
  const linesWith = (note: string): string[] => linesOf(withNote(note, undefined, far), 'far.c');
  const prototypes = (lines: readonly string[]): string[] => lines.filter((line) => /^\w static.*\);$/.test(line));

  test('below it is declared before it', () => {
    const lines = linesWith('int user(void)\n{\n\treturn below(&x, 2);\n}');
    const at = lines.indexOf('m static int /* of */ below(int *a /* in */, int b);');
    assert.ok(at > 0 && at < lines.indexOf('n int user(void)'), lines.join('\n'));
  });

  test('above it, or declared already, needs nothing', () => {
    assert.deepEqual(prototypes(linesWith('int user(void)\n{\n\treturn near() + has(2);\n}')), [
      'm static int has(int a);',
    ]);
  });

  test('is declared once, as the note has it where the note has it too', () => {
    const note =
      'int user(void)\n{\n\treturn below();\n}\nint near(void)\n{\n\treturn below();\n}\nint below(void)\n{\n\treturn 1;\n}';
    const lines = linesWith(note);
    assert.equal(lines.filter((line) => line === 'n int below(void);').length, 1, lines.join('\n'));
    assert.ok(lines.indexOf('n int below(void);') < lines.indexOf('n int near(void)'), lines.join('\n'));
  });
});

describe('what stands further down in a file and a definition of the note newly uses', () => {
  const far = new SourceFile(
    'far.c',
    [
      'int user(void)\n{\n\treturn 0;\n}\n',
      'static int count = 3;',
      'static const char *first = "a, b", *second;',
      'static int sized[] = { 1, 2, 3 };',
      'static struct { int member; } nameless;',
      '#define LIMIT WIDTH * 2',
      '#define WIDTH 4',
      'struct inner { int a; };',
      'struct outer { struct inner inner; };',
      'typedef struct outer outer_t;',
      'enum { RED, GREEN };',
      'static struct outer held = { { 1 } };',
      'static int takes(outer_t *o)\n{\n\treturn o->inner.a;\n}',
      '#ifdef CONFIG_X\nstruct conditional { int a; };\n#endif',
    ].join('\n'),
    'model',
  );
  /** The lines before the note's function, and the last lines of the file. */
  const composed = (use: string, more = ''): { program: ComposedProgram; before: string[]; after: string[] } => {
    const program = withNote(`int user(void)\n{\n\treturn ${use};\n}\n${more}`, undefined, far);
    const lines = linesOf(program, 'far.c');
    const at = lines.indexOf('n int user(void)');
    return { program, before: lines.slice(0, at), after: lines.slice(at + 4) };
  };

  test('a variable is declared before it, and keeps its initialiser where it is', () => {
    const { before, after } = composed('count + *first');
    assert.deepEqual(before, ['m static int count;', 'm static const char *first, *second;']);
    assert.ok(after.includes('m static int count = 3;'));
    assert.ok(after.includes('m static const char *first = "a, b", *second;'));
  });

  test('an array whose size only its initialiser tells, and a struct without a name, are moved there', () => {
    const { before, after } = composed('sizeof(sized) + nameless.member');
    assert.deepEqual(before, ['m static int sized[] = { 1, 2, 3 };', 'm static struct { int member; } nameless;']);
    assert.ok(!after.some((line) => /sized|nameless/.test(line)));
  });

  test('macros and types are moved there, with what they need', () => {
    const macros = composed('LIMIT');
    assert.deepEqual(macros.before, ['m #define WIDTH 4', 'm #define LIMIT WIDTH * 2']);
    assert.ok(!macros.after.some((line) => line.includes('define')));
    const types = composed('held.inner.a + GREEN');
    assert.deepEqual(types.before, [
      'm struct inner { int a; };',
      'm struct outer { struct inner inner; };',
      'm static struct outer held;',
      'm enum { RED, GREEN };',
    ]);
    const called = composed('takes(0)');
    assert.deepEqual(called.before.slice(-2), ['m typedef struct outer outer_t;', 'm static int takes(outer_t *o);']);
  });

  test('is as the note has it where the note has it too', () => {
    const { before, after } = composed('count + LIMIT', 'static int count = 7;\n#define LIMIT 9\n');
    assert.deepEqual(before, ['n static int count;', 'n #define LIMIT 9']);
    assert.equal(after.filter((line) => /LIMIT/.test(line)).length, 0);
    assert.ok(after.includes('n static int count = 7;'));
  });

  test('what stands under a condition is told of at the line of the note that uses it', () => {
    const { program, before } = composed('sizeof(struct conditional)');
    assert.deepEqual(before, []);
    const [problem] = program.problems;
    assert.equal(problem?.severity, 'error');
    assert.match(
      problem?.message ?? '',
      /'struct conditional' is defined further down in far\.c, under '#ifdef CONFIG_X'/,
    );
    assert.equal(problem?.token.file.place(problem.token.offset).line, 3);
  });
});

test('a file sees the header of what the note newly uses in it, and no other', () => {
  const mutex = new SourceFile(
    'include/linux/mutex.h',
    'struct mutex { int owner; };\nvoid mutex_lock(struct mutex *lock);\n',
    'model',
  );
  const seen = new SourceFile('include/linux/x.h', 'void first(void);\n', 'model');
  const other = new SourceFile('include/linux/other.h', 'void first(void);\nvoid none(void);\n', 'model');
  const note = 'int net_dev_init(void)\n{\n\tmutex_lock(0);\n\tfirst();\n\treturn none_of_them();\n}';
  const lines = linesOf(withNote(note, undefined, seen, mutex, other));
  assert.deepEqual(lines.slice(0, 3), [
    'm #include <linux/x.h>',
    'b #include <linux/mutex.h>',
    'm static int before(void)',
  ]);
  assert.ok(!lines.some((line) => line.includes('other.h')));
  const used = withNote('static struct mutex second;', undefined, seen, mutex);
  assert.equal(linesOf(used)[1], 'b #include <linux/mutex.h>');
});

test('a macro that lost the end of its lines is told at its bracket, not where it is used', () => {
  const model = new SourceFile(
    'include/linux/m.h',
    '#define M(x) ({ if (x) { f(x); } x; })\n#define OPEN if (1) {\n',
    'model',
  );
  const problems = (note: string): string[] =>
    withNote(note, undefined, model).problems.map(
      ({ message, token }) => `${token.file.place(token.offset).line}: ${message}`,
    );
  const expected =
    /^2: '\(' has no partner in the macro 'M'; each line but its last must end in '\\', and a comment that/;
  assert.match(problems('#define M(x) \\\n({ if (x) { \n\tf(x); \\\n} x; })')[0] ?? '', expected);
  assert.match(problems('#define M(x) \\\n({ if (x) { // yes \\\n\tf(x); \\\n} x; })')[0] ?? '', expected);
  assert.deepEqual(
    problems('#define M(x) \\\n({ if (x) { /* yes */ \\\n\tf(x); \\\n} x; })\n#define OPEN if (0) {'),
    [],
  );
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

test('a chain of definitions of any length is put in the order of need', () => {
  const length = 20_000;
  const chain = Array.from({ length }, (_, n) =>
    n === 0 ? 'struct t0 { int a; };' : `struct t${n} { struct t${n - 1} a; };`,
  );
  const program = withNote([...chain].reverse().join('\n'), 'net/core/dev.c');
  const lines = linesOf(program).filter((line) => line.startsWith('n struct t'));
  assert.deepEqual(
    lines,
    chain.map((line) => `n ${line}`),
  );
});
