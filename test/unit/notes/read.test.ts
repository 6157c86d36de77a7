/** Reading notes in the style of the bundled ones: questions, fences, paths, annotations, problems, bad input. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { definitionsOf, type Note } from '../../../src/notes/note';
import { isC, readNote } from '../../../src/notes/read';

const read = (...lines: string[]): Note => readNote('n.md', lines.join('\n'));
const questions = (...lines: string[]): string[] =>
  read(...lines).questions.map((q) => `${q.level}${q.open ? '?' : ''} ${q.text}`);

test('headings and items that ask are questions; what answers them is not', () => {
  assert.deepEqual(
    questions('# Loopback', '', '## What is it?', 'A device.', '', '- How is it made?', '  - by hand', '  - Why?'),
    ['1 Loopback', '2 What is it?', '7 How is it made?', '8? Why?'],
  );
});

test('a list item without question mark is one when it begins as questions do or code answers it', () => {
  assert.deepEqual(questions('- How loopback is registered', '', '- Registration', '', '``` C', 'int a;', '```'), [
    '7? How loopback is registered',
    '7 Registration',
  ]);
  assert.deepEqual(questions('- Registration', '', '``` C', 'int a;', '```'), ['7 Registration']);
  assert.deepEqual(questions('- Registration', '  ``` C', '  int a;', '  ```', '- x'), ['7 Registration']);
  assert.deepEqual(questions('1. [ ] Is it freed?'), ['7? Is it freed?']);
});

test('a section ends at the next question of the same or a higher level', () => {
  const note = read('# A?', 'x', '- B?', '', '  - C?', '', '    ```c', '    int c;', '    ```', '- D?', '# E?');
  const shown = note.questions.map((q) => [
    q.text,
    note.text.slice(q.section.start, q.section.end).split('\n').length,
    q.parent,
  ]);
  assert.deepEqual(shown, [['A?', 11, undefined], ['B?', 8, 0], ['C?', 6, 1], ['D?', 2, 0], ['E?', 1, undefined]]); // biome-ignore format: short
  assert.deepEqual(
    note.questions.map((q) => q.open),
    [false, false, false, true, true],
  );
  assert.equal(note.snippets[0]!.question, 2);
});

test('an answer in the paragraph of the question closes it', () => {
  const note = read('- What is lo?', '  A device in `drivers/net/loopback.c`.');
  assert.equal(note.questions[0]!.text, 'What is lo?');
  assert.equal(note.questions[0]!.open, false);
  assert.equal(note.prose[0]!.line, 2);
});

test('fences whose language is C, in all spellings, and no others', () => {
  for (const info of ['c', 'C', ' C', 'c title="x"', '{.c}', 'C,ignore', 'h']) assert.ok(isC(info), info);
  for (const info of ['', 'c++', 'cpp', 'c#', 'css', 'csharp', 'diff', 'clang']) assert.ok(!isC(info), info);
});

test('fences by backticks, tildes, in lists and in quotes keep the offsets of the note', () => {
  for (const note of [
    read('```c', 'int f(void);', '```'),
    read('~~~~ C', 'int f(void);', '~~~~'),
    read('- Q?', '', '    ```c', '    int f(void);', '    ```'),
    read('> ```c', '> int f(void);', '> ```'),
    read('> > ```c', '> > // x', '>> int f(void);', '> > ```'),
    readNote('n', '# x\r\n\r\n```c\r\nint f(void);\r\n```\r\n'),
    readNote('n', '---\ntitle: x\n---\n```c\nint f(void);\n```\n'),
  ]) {
    const [snippet] = note.snippets;
    assert.ok(snippet, note.text);
    const item = snippet.outline.items.at(-1)!;
    assert.equal(item.kind, 'prototype');
    const start = snippet.codeStart + snippet.outline.tokens[item.nameToken]!.offset;
    assert.equal(note.text.slice(start, start + 1), 'f');
    const place = snippet.outline.file.place(snippet.outline.tokens[item.nameToken]!.offset);
    assert.deepEqual(place, note.file.place(start));
    assert.deepEqual(note.problems, []);
  }
});

test('a path in a comment, in a URL, in the info string, in prose: in that order', () => {
  const path = (...lines: string[]): string | undefined => {
    const { path: stated } = read(...lines).snippets.at(-1)!;
    return (
      stated && [stated.path, stated.version, stated.firstLine, stated.origin].filter((x) => x !== undefined).join(' ')
    );
  };
  const code = (comment: string): string[] => ['```c', comment, 'int a;', '```'];
  assert.equal(path(...code('// ./drivers/net/loopback.c')), 'drivers/net/loopback.c comment');
  assert.equal(path(...code('/* mm/percpu.c */')), 'mm/percpu.c comment');
  assert.equal(path(...code('// linux/net/core/dev.c')), 'net/core/dev.c comment');
  assert.equal(path(...code('// linux-6.1.5/net/core/dev.c')), 'net/core/dev.c v6.1.5 comment');
  assert.equal(path(...code('// /usr/src/linux/net/core/dev.c')), 'net/core/dev.c comment');
  assert.equal(path(...code('// kernel/smp.c:813')), 'kernel/smp.c 813 comment');
  assert.equal(path(...code('// File: include/linux/netdevice.h')), 'include/linux/netdevice.h comment');
  assert.equal(path(...code('// kernel/smp.c, line 813')), 'kernel/smp.c 813 comment');
  assert.equal(path(...code('// kernel/smp.c (v6.1)')), 'kernel/smp.c v6.1 comment');
  assert.equal(path(...code('// include/linux/net/x.h')), 'include/linux/net/x.h comment');
  assert.equal(
    path(...code('// https://elixir.bootlin.com/linux/v6.1/source/drivers/net/loopback.c#L123')),
    'drivers/net/loopback.c v6.1 123 url',
  );
  assert.equal(
    path(...code('/* see https://github.com/torvalds/linux/blob/v6.1/net/core/dev.c#L12-L20 for more */')),
    'net/core/dev.c v6.1 12 url',
  );
  assert.equal(
    path(
      ...code('// https://git.kernel.org/pub/scm/linux/kernel/git/torvalds/linux.git/tree/net/core/dev.c?h=v6.1#n77'),
    ),
    'net/core/dev.c v6.1 77 url',
  );
  assert.equal(path('```c title="net/core/dev.c"', 'int a;', '```'), 'net/core/dev.c info');
  assert.equal(path('In `net/core/dev.c`:', '```c', 'int a;', '```'), 'net/core/dev.c prose');
  assert.equal(
    path('All of this is in drivers/net/tun.c.', '', '# A?', '```c', 'int a;', '```'),
    'drivers/net/tun.c prose',
  );
  assert.equal(path('# A?', 'x/y.c', '# B?', '```c', 'int a;', '```'), undefined);
  assert.equal(path('In `net/core/dev.c`:', ...code('// mm/slub.c')), 'mm/slub.c comment');
  assert.equal(path(...code('// and/or')), undefined);
  assert.equal(path(...code('// loopback.c')), 'loopback.c comment');
});

test('a fence that states several paths gives each definition its own', () => {
  const note = read(
    '```c',
    '// net/core/dev.c',
    'int a;',
    '',
    '// mm/slub.c',
    'int b;',
    'int f(void)',
    '{',
    '\t// fs/x.c',
    '}',
    '```',
  );
  assert.deepEqual(
    definitionsOf(note).map(({ definition }) => definition.path?.path),
    ['net/core/dev.c', 'mm/slub.c', 'mm/slub.c'],
  );
});

test('a path that climbs out of the tree is refused with a message at its place', () => {
  for (const path of ['../../etc/passwd', './../x.c', '/etc/passwd', 'drivers/../../x.c', '~/secret.c']) {
    const note = read('text', '```c', `// ${path}`, 'int a;', '```');
    assert.equal(note.snippets[0]!.path, undefined, path);
    assert.deepEqual(
      note.problems.map((p) => [p.code, p.line]),
      [['path-outside-tree', 3]],
      path,
    );
    assert.match(note.problems[0]!.message, /leads out of the kernel tree/);
  }
});

test('no path that was read leads out of the tree', () => {
  const piece = fc.constantFrom(
    '..',
    '.',
    'net',
    'drivers',
    'linux',
    'a.c',
    '/',
    '//',
    '~',
    'linux-6.1',
    'C:',
    '\\',
    '%2e%2e',
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 8 }), fc.boolean(), (pieces, url) => {
      const path = pieces.join('/');
      const note = read(
        '```c',
        `// ${url ? `https://elixir.bootlin.com/linux/v6.1/source/${path}` : path}`,
        'int a;',
        '```',
        path,
      );
      for (const stated of [...note.statedPaths, ...note.snippets.flatMap((s) => s.paths)]) {
        assert.ok(!stated.path.split('/').includes('..') && !stated.path.startsWith('/'), stated.path);
      }
    }),
  );
});

test('block comments, paths, elisions and empty comments are no annotations', () => {
  const note = read(
    '```c',
    '// a/b.c',
    '/* theirs */',
    'int f(void)',
    '{',
    '\t// ...',
    '\t//',
    '\tx(); // mine',
    '\t/* .. */',
    '}',
    '```',
  );
  const { annotations, elisions } = note.snippets[0]!;
  assert.deepEqual(
    annotations.map((a) => [a.text, a.trailing]),
    [['mine', true]],
  );
  assert.equal(note.text.slice(annotations[0]!.target.start, annotations[0]!.target.end), 'x();');
  assert.equal(elisions.length, 2);
});

test('an annotation in a struct, an enum or an initialiser speaks of the member there', () => {
  const note = read('```c', 'struct s {', '\t// one', '\tint a;', '\tint b; // two', '};', 'struct t x = {', '\t// three', '\t.a = f(1, 2),', '};',
    'enum e {', '\tA, // four', '\tB,', '};', '```'); // biome-ignore format: short
  const shown = note.snippets[0]!.annotations.map((a) => [a.text, note.text.slice(a.target.start, a.target.end)]);
  assert.deepEqual(shown, [['one', 'int a;'], ['two', 'int b;'], ['three', '.a = f(1, 2),'], ['four', 'A,']]); // biome-ignore format: short
});

test('a comment at the end of a body speaks of the code before it', () => {
  const note = read('```c', 'int f(void)', '{', '\ta();', '\t// done', '}', '// after', '```');
  const shown = note.snippets[0]!.annotations.map((a) => [
    a.text,
    note.text.slice(a.target.start, a.target.end).slice(0, 5),
  ]);
  assert.deepEqual(shown, [
    ['done', 'a();'],
    ['after', 'int f'],
  ]);
});

test('an unclosed fence is reported at its line; its code is read to the end', () => {
  const note = read('x', '```c', 'int a;');
  assert.deepEqual(
    note.problems.map((p) => [p.code, p.line]),
    [['unclosed-fence', 2]],
  );
  assert.equal(definitionsOf(note).length, 1);
  assert.deepEqual(read('```c', 'int a;', '```').problems, []);
  assert.deepEqual(read('~~~c', '```', '~~~~~').problems, []);
});

test('an empty snippet and an unterminated comment are reported, other languages are left alone', () => {
  assert.deepEqual(
    read('```c', '```').problems.map((p) => p.code),
    ['empty-snippet'],
  );
  assert.deepEqual(
    read('```c', 'int a; /* x', '```').problems.map((p) => p.code),
    ['unterminated'],
  );
  assert.deepEqual(read('```python', 'int a; /* x', '```').problems, []);
  assert.equal(read('nothing here').snippets.length, 0);
  assert.equal(read('').questions.length, 0);
});

test('any text is read without failing, and every span lies in it', () => {
  const line = fc.constantFrom('```c', '``` C', '```', '~~~', '- What?', '# H', '> ', '  ', '// a/b.c', '// ...', 'int f(void) {',
    '}', '#define X \\', '/*', '*/', '"', '`x`', '`', '---', '\t', '    - y?', '#ifdef A', '#else', '#endif', ');', '\r'); // biome-ignore format: short
  fc.assert(
    fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const note = read(...lines);
      const spans = [
        ...note.questions, ...note.prose, ...note.snippets, ...note.mentions, ...note.problems, ...note.statedPaths,
        ...note.snippets.flatMap((s) => [...s.definitions, ...s.annotations, ...s.annotations.map((a) => a.target)]),
      ]; // biome-ignore format: short
      for (const span of spans) assert.ok(span.start >= 0 && span.start <= span.end && span.end <= note.text.length);
    }),
    { numRuns: 500 },
  );
});

test('10 MB of Markdown are read in bounded time', () => {
  const prose = `${'Some prose with `code_name` in net/core/dev.c and more words. '.repeat(3)}\n\n`;
  const text = prose.repeat(Math.ceil(5_000_000 / prose.length));
  const code = '- What?\n\n```c\n// net/core/dev.c\nint f(void)\n{\n\t// why\n\treturn g(1);\n}\n```\n\n';
  const whole = text + code.repeat(Math.ceil(5_000_000 / code.length));
  // Quadratic reading would take hours: the test would be ended by the tier's bound.
  const note = readNote('big.md', whole);
  assert.ok(note.snippets.length > 60_000);
});

test('a text that is longer than its reader reads is told of, if it quotes C', () => {
  const code = '- What?\n\n``` C\nint f(void);\n```\n\n';
  const note = readNote('big.md', code.repeat(100), 1000);
  assert.equal(note.snippets.length, 0);
  assert.deepEqual(
    note.problems.map(({ code: problem, line }) => [problem, line]),
    [['note-too-large', 1]],
  );
  assert.equal(readNote('big.md', code.repeat(100), 10_000).snippets.length, 100);
  assert.deepEqual(readNote('big.md', 'Prose, and `code`.\n'.repeat(100), 1000).problems, []);
});
