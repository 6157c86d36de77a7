/** What is told of a snippet that differs from the source: which statements are gone, new, elsewhere or became another, and what they are. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { worthTelling } from '../../../src/notes/anchor/differences';
import { onlyAnchor, told } from './anchoring';

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
    const anchor = await onlyAnchor(`// a.c\n${f(body)}`, { 'a.c': source });
    assert.equal(anchor.status, 'edited');
    assert.deepEqual(told(anchor), expected);
  }
});

test('a statement behind a brace is found whatever it begins with', async () => {
  const files = {
    'a.c': 'void f(void)\n{\n\tint n;\n\n\twhile (n) {\n\t\tif (n) {\n\t\t\tn++;\n\t\t}\n\t\t__go(n);\n\t}\n}\n',
  };
  const anchor = await onlyAnchor(
    '// a.c\nvoid f(void)\n{\n\t// ...\n\t\t__go(n);\n\t// ...\n\tint n;\n\t// ...\n}',
    files,
  );
  assert.equal(anchor.status, 'edited');
  assert.deepEqual(told(anchor), ['removed: the call to `__go()` comes after `int n` in `f`']);
});

test('the name behind an inner struct is not taken for the end of the outer one', async () => {
  const files = { 'a.h': 'struct s {\n\tint a;\n\tstruct {\n\t\tint b;\n\t} msix;\n};\n' };
  const anchor = await onlyAnchor('// a.h\nstruct s {\n\tint a;\n\tstruct {\n\t\tint b;\n\t} vectors;\n};', files);
  assert.deepEqual(told(anchor), ['changed: `} vectors` became `} msix`']);
  assert.equal(anchor.lines.get(8), 6);
});

test('braces are told only where nothing else differs', async () => {
  const files = { 'a.c': 'void f(int a)\n{\n\tif (a) {\n\t\tg(a);\n\t\th(a);\n\t}\n}\n' };
  const anchor = await onlyAnchor('// a.c\nvoid f(int a)\n{\n\tif (a)\n\t\tg(a);\n}', files);
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
    const anchor = await onlyAnchor(quoted(`\t${statement}\n`), source);
    assert.deepEqual(told(anchor), [`removed: ${what} is no longer in \`f\``]);
  }
});

test('what has nothing in common with another statement at its place became it only if it is of the same sort', async () => {
  const quoted = (statement: string): string => `// a.c\nvoid f(int *p)\n{\n\tg();\n\t${statement}\n\th();\n}`;
  const source = { 'a.c': 'void f(int *p)\n{\n\tg();\n\tfolio_lock(x);\n\th();\n}\n' };
  assert.deepEqual(told(await onlyAnchor(quoted('lock_page(y);'), source)), [
    'changed: `lock_page(y)` became `folio_lock(x)`',
  ]);
  assert.deepEqual(told(await onlyAnchor(quoted('int err;'), source)), [
    'removed: `int err` is no longer in `f`',
    'added: the call to `folio_lock()` is new in `f`',
  ]);
});
