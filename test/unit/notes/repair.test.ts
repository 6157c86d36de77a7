/*
 * Bringing notes back to the source, and comparing them with it: only what differs changes, and what the author wrote stays.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { anchorNotes } from '../../../src/notes/anchor/anchor';
import { textWithSnippet } from '../../../src/notes/compareText';
import { readNote } from '../../../src/notes/read';
import { addPath, applyEdits, refreshSnippet, updatePath } from '../../../src/notes/repair';
import { annotationsInSource } from '../../../src/notes/sourceAnnotations';
import { sourcesOf, treeFiles } from './anchoring';

const PATH = 'drivers/net/tally.c';
const SOURCE = `/* Sets a tally up. */
static int tally_init(struct tally *t, int cpus)
{
	int err;

	t->count = alloc_percpu(u64);
	if (!t->count)
		return -ENOMEM;
	/* the kernel's own */
	err = tally_register(t, TALLY_DEFAULT);
	return err;
}

static int other;
`;
const CODE = `// It begins here.
static int tally_init(struct tally *t, int cpus)
{
        // ...
        // One for each CPU.
        t->count = alloc_percpu(u64); // may sleep
        /* the kernel's own */
        err = tally_register(t, TALLY_UNKNOWN); // a name
        free_tally(t);
        return err;
}
`;

async function anchored(text: string, path = PATH) {
  const sources = await sourcesOf(treeFiles({ [path]: SOURCE }));
  const note = readNote('n.md', text);
  const [answer] = await anchorNotes([note], sources, { search: true });
  const source = await sources.reader.read(path);
  assert.ok(answer && source && !('reason' in source));
  return { sources, note, answer, source };
}

const fence = (code: string, indent = '', path = PATH): string =>
  ['- What?', '', '``` C', `// ./${path}`, '', ...code.split('\n').slice(0, -1), '```', '']
    .map((line, n) => (n > 1 ? (indent + line).trimEnd() : line))
    .join('\n');

test('the left side of a comparison differs from the source where the code does, and by annotations', async () => {
  const { note, answer, source } = await anchored(fence(CODE, '  '));
  const ours = textWithSnippet(note, answer, PATH, source).split('\n');
  assert.deepEqual(ours, [
    '/* Sets a tally up. */',
    '// It begins here.',
    'static int tally_init(struct tally *t, int cpus)',
    '{',
    '\tint err;',
    '',
    '\t// One for each CPU.',
    '\tt->count = alloc_percpu(u64); // may sleep',
    "\t/* the kernel's own */",
    '\terr = tally_register(t, TALLY_UNKNOWN); // a name',
    '\tfree_tally(t);',
    '\treturn err;',
    '}',
    '',
    'static int other;',
    '',
  ]);
});

for (const indent of ['', '  ', '> ']) {
  test(`refreshing changes only lines that differ, in a fence after ${JSON.stringify(indent)}`, async () => {
    const { note, answer, sources } = await anchored(fence(CODE, indent));
    const edits = await refreshSnippet(note, answer, sources, { search: true });
    assert.ok(edits);
    const now = readNote('n.md', applyEdits(note.text, edits));
    const [after] = await anchorNotes([now], sources, { search: true });
    assert.equal(after?.status, 'exact');
    const lines = now.text.split('\n').map((line) => line.slice(line.trim() === '' ? 0 : indent.length));
    for (const kept of [
      '// It begins here.',
      '        // ...',
      '        // One for each CPU.',
      '        t->count = alloc_percpu(u64); // may sleep',
    ])
      assert.ok(lines.includes(kept), kept);
    assert.ok(lines.includes('\terr = tally_register(t, TALLY_DEFAULT); // a name'), now.text);
    assert.doesNotMatch(now.text, /free_tally|TALLY_UNKNOWN|int err/);
  });
}

test('a path comment is corrected, and nothing else of it', async () => {
  const { note, answer } = await anchored(
    fence('static int tally_init(struct tally *t, int cpus)\n{\n}\n', '', 'net/old.c:12'),
  );
  assert.equal(answer.status, 'moved');
  const edit = updatePath(note, answer.snippet, answer.anchors[0]!);
  assert.ok(edit);
  assert.match(applyEdits(note.text, [edit]), /^\/\/ \.\/drivers\/net\/tally\.c$/m);
});

test('a path is added where none is stated, behind the marks of a quotation', async () => {
  const { note, answer } = await anchored('> ``` C\n> static int other;\n> ```\n');
  assert.equal(answer.anchors[0]?.path, PATH);
  const edit = addPath(note, answer);
  assert.ok(edit);
  assert.equal(applyEdits(note.text, [edit]), `> \`\`\` C\n> // ./${PATH}\n> static int other;\n> \`\`\`\n`);
});

test('annotations stand at the lines of the source that they speak of; those of changed lines are marked', async () => {
  const { answer, source } = await anchored(fence(CODE, '  '));
  const found = annotationsInSource(answer.snippet, answer.anchors[0]!, source);
  assert.deepEqual(
    found.map(({ text, sourceLine, stale }) => [text, sourceLine, stale]),
    [
      ['It begins here.', 2, false],
      ['One for each CPU.', 6, false],
      ['may sleep', 6, false],
      ['a name', 10, true],
    ],
  );
});
