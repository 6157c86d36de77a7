/*
 * What hovers hold: for each of the notes' definitions its C, its path, its question and its links; how macros unfold; layouts; and where there
 * is no hover.
 */
import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, extensionId, workspaceFolder } from '../host';
import { hoverParts, rawHoverParts } from '../hoverText';
import { suite, test } from '../mocha';

const BUNDLED = vscode.Uri.parse('annotated-kernel:/notes/loopback.md');

/** The notes' definitions: name, the line that it begins with, the path that the notes state, the question that it stands under. */
const DEFINITIONS: readonly (readonly [name: string, first: string, path: string, question: string])[] = [
  [
    'loopback_net_ops',
    'struct pernet_operations __net_initdata loopback_net_ops = {',
    'drivers/net/loopback.c',
    'Where is loopback registered?',
  ],
  ['net_dev_init', 'static int __init net_dev_init(void)', 'net/core/dev.c', 'Where is loopback registered?'],
  [
    'loopback_net_init',
    'static __net_init int loopback_net_init(struct net *net)',
    'drivers/net/loopback.c',
    'What does loopback_net_init do?',
  ],
  [
    'loopback_setup',
    'static void loopback_setup(struct net_device *dev)',
    'drivers/net/loopback.c',
    'What does loopback_setup do?',
  ],
  [
    'loopback_ops',
    'static const struct net_device_ops loopback_ops = {',
    'drivers/net/loopback.c',
    'What does loopback_setup do?',
  ],
  [
    'loopback_dev_free',
    'static void loopback_dev_free(struct net_device *dev)',
    'drivers/net/loopback.c',
    'What does loopback_dev_free do?',
  ],
  [
    'loopback_dev_init',
    'static int loopback_dev_init(struct net_device *dev)',
    'drivers/net/loopback.c',
    'What does loopback_dev_free do?',
  ],
  [
    'netdev_alloc_pcpu_stats',
    '#define netdev_alloc_pcpu_stats(',
    'include/linux/netdevice.h',
    'How does netdev_alloc_pcpu_stats works?',
  ],
  [
    '__netdev_alloc_pcpu_stats',
    '#define __netdev_alloc_pcpu_stats(',
    'include/linux/netdevice.h',
    'How does netdev_alloc_pcpu_stats works?',
  ],
  [
    'alloc_percpu_gfp',
    '#define alloc_percpu_gfp(',
    'include/linux/percpu.h',
    'How does netdev_alloc_pcpu_stats works?',
  ],
  ['for_each_possible_cpu', '#define for_each_possible_cpu(', 'include/linux/cpumask.h', 'How to loop through CPU?'],
  ['for_each_cpu', '#define for_each_cpu(', 'include/linux/cpumask.h', 'How to loop through CPU?'],
  ['nrcpus', 'static int __init nrcpus(char *str)', 'kernel/smp.c', 'How to loop through CPU?'],
  [
    'dev_lstats_read',
    'void dev_lstats_read(struct net_device *dev, u64 *packets, u64 *bytes)',
    'drivers/net/loopback.c',
    'How does loopback read cpu status?',
  ],
  ['pcpu_lstats', 'struct pcpu_lstats {', 'include/linux/netdevice.h', 'How does loopback read cpu status?'],
];

async function openBundled(): Promise<vscode.TextDocument> {
  const api = await vscode.extensions.getExtension(extensionId)?.activate();
  await api.ready;
  return vscode.workspace.openTextDocument(BUNDLED);
}

async function writeNote(name: string, text: string): Promise<vscode.TextDocument> {
  const uri = vscode.Uri.joinPath(workspaceFolder(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return vscode.workspace.openTextDocument(uri);
}

function at(document: vscode.TextDocument, context: string, word: string): vscode.Position {
  const start = document.getText().indexOf(context);
  assert.isAtLeast(start, 0, context);
  return document.positionAt(start + context.indexOf(word));
}

/** The parts once the engine's are there: it may take longer than a hover waits. */
async function withEngine(document: vscode.TextDocument, position: vscode.Position, sign: string): Promise<string[]> {
  return eventually(`a hover with ${sign}`, async () => {
    const parts = await hoverParts(document.uri, position);
    return parts.some((part) => part.includes(sign)) ? parts : undefined;
  });
}

suite('hovers', () => {
  for (const [name, first, path, question] of DEFINITIONS) {
    test(`${name}: its C, where it is, what is asked of it, links`, async () => {
      const document = await openBundled();
      const parts = await hoverParts(document.uri, at(document, first, name));
      const definition = parts.find((part) => part.includes(first)) ?? '';
      assert.include(definition, path, parts.join('\n'));
      assert.include(parts.join('\n'), question);
      const [links = ''] = parts;
      assert.match(links, /▷ Run [^(]*\]\(command:annotatedKernel\.runSymbol\?/);
      assert.match(links, /Go to model\]\(command:annotatedKernel\.openPlace\?/);
    });
  }

  test('the scenarios that a reader meets first have links, and one more lets choose among the others', async () => {
    const document = await openBundled();
    const use = at(document, 'const struct net_device_ops loopback_ops', 'loopback_ops');
    const [links = ''] = await withEngine(document, use, 'More…');
    assert.lengthOf(links.match(/▷ Run /g) ?? [], 4, links);
    const argument = /\[More…\]\(command:annotatedKernel\.runSymbol\?([^ ]*)/.exec(links)?.[1] ?? '[]';
    const [choice] = JSON.parse(decodeURIComponent(argument)) as { symbol: string; among: string[] }[];
    assert.equal(choice?.symbol, 'loopback_ops');
    assert.includeMembers(choice?.among ?? [], ['administration', 'concurrent-read']);
    assert.notInclude(choice?.among ?? [], 'registration');
  });

  test('a link is not broken across two lines, and has no icon that could be left behind', async () => {
    const document = await openBundled();
    const use = at(document, 'const struct net_device_ops loopback_ops', 'loopback_ops');
    const [links = ''] = await rawHoverParts(document.uri, use);
    const labels = [...links.matchAll(/\[([^\]]+)\]\(command:/g)].map(([, label]) => label);
    assert.include(labels, 'Go\u00a0to\u00a0model');
    for (const label of labels) assert.notMatch(label ?? '', /[ \t\n]|\$\(/);
  });

  test('a macro use unfolds before anything else is said, one macro at a time', async () => {
    const document = await openBundled();
    const use = at(document, 'dev->lstats = netdev_alloc_pcpu_stats(', 'netdev_alloc_pcpu_stats');
    const [, expansion = '', definition = ''] = await withEngine(document, use, 'Unfolds here');
    assert.include(definition, '#define netdev_alloc_pcpu_stats(');
    const steps = ['1. netdev_alloc_pcpu_stats', '2. __netdev_alloc_pcpu_stats', '3. alloc_percpu_gfp'];
    const places = steps.map((step) => expansion.indexOf(step));
    assert.isTrue(
      places.every((place, n) => place > (places[n - 1] ?? 0)),
      expansion,
    );
    assert.include(expansion, '__netdev_alloc_pcpu_stats(struct pcpu_lstats, GFP_KERNEL)');
    const loop = at(document, 'for_each_possible_cpu(i)', 'for_each_possible_cpu');
    const [, unfolded = ''] = await withEngine(document, loop, 'Unfolds here');
    assert.match(unfolded, /for_each_cpu\(\(i\), cpu_possible_mask\)/);
  });

  test('a struct has its layout, for 64 and for 32 bits; a typedef too', async () => {
    const document = await openBundled();
    const parts = await withEngine(document, at(document, 'struct pcpu_lstats {', 'pcpu_lstats'), '64-bit');
    const layout = parts.find((part) => part.includes('64-bit')) ?? '';
    assert.match(layout, /64-bit, in the model: 16 bytes, aligned to 16 \*\/[\s\S]*\/\* 0 8 \*\/ u64_stats_t packets;/);
    assert.match(layout, /\/\* 8 8 \*\/ u64_stats_t bytes;[\s\S]*\/\* 16 0 \*\/ struct u64_stats_sync syncp;/);
    assert.match(
      layout,
      /32-bit, in the model: 32 bytes, aligned to 16 \*\/[\s\S]*\/\* 16 4 \*\/ struct u64_stats_sync syncp;/,
    );
    const typedef = await withEngine(document, at(document, 'u64_stats_t packets', 'u64_stats_t'), '64-bit');
    assert.include(typedef.join('\n'), '/* 64-bit, in the model: 8 bytes, aligned to 8 */');
  });

  test('a long layout is cut', async () => {
    const document = await openBundled();
    const use = at(document, 'loopback_setup(struct net_device *dev)', 'net_device');
    const layout = (await withEngine(document, use, '64-bit')).find((part) => part.includes('64-bit')) ?? '';
    assert.match(layout, /\/\* … and \d+ more members \*\//);
    assert.isBelow(layout.split('\n').length, 60);
  });

  test('a line of hundreds of kilobytes does not go whole into a hover', async () => {
    const long = 'x'.repeat(400_000);
    const text = `- What of ${'much '.repeat(1000)}\`endless_text\`?\n\n\`\`\` C\n// drivers/net/long.c\n// ${'about '.repeat(5000)}\nchar endless_text[] = "${long}";\n\`\`\`\n`;
    const document = await writeNote('endless.md', text);
    const parts = await hoverParts(document.uri, at(document, 'endless_text[]', 'endless_text'));
    assert.isBelow(parts.join('').length, 10_000);
    const [, definition = '', notes = ''] = parts;
    assert.match(definition, /char endless_text\[\] = "x+ \/\* … and 399,\d+ more characters \*\//);
    assert.match(
      notes,
      /What of much[\s\S]* … and 4,\d+ more characters[\s\S]*“about about[\s\S]* … and 2\d,\d+ more characters”/,
    );
    await vscode.workspace.fs.delete(document.uri);
  });

  test('a question in an annotation leads to what answers it', async () => {
    const document = await openBundled();
    const use = at(document, '#define netdev_alloc_pcpu_stats', 'netdev_alloc');
    const [links = ''] = await hoverParts(document.uri, use);
    const line = document.getText().split('\n').indexOf('- How does `netdev_alloc_pcpu_stats` works?') + 1;
    const argument = /Go to answer\]\(command:annotatedKernel\.openPlace\?([^ ]*)/.exec(links)?.[1];
    assert.isDefined(argument, links);
    const [place] = JSON.parse(decodeURIComponent(argument ?? '[]')) as { uri: string; line: number }[];
    assert.deepInclude(place, { uri: BUNDLED.toString(), line });
  });

  test('with a copy of the notes open too, the model says each thing once', async () => {
    const bundled = await openBundled();
    const copy = await writeNote('twice.md', bundled.getText());
    await hoverParts(copy.uri, new vscode.Position(0, 0));
    const model = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('annotated-kernel:/model/drivers/net/loopback.c'),
    );
    const text = (await hoverParts(model.uri, at(model, 'loopback_dev_free(struct', 'loopback_dev_free'))).join('\n');
    assert.lengthOf(text.match(/What does loopback_dev_free do/g) ?? [], 1, text);
    await vscode.workspace.fs.delete(copy.uri);
  });

  test('no hover on locals and members that have a global’s name, nor in comments and strings', async () => {
    await openBundled();
    const lines = [
      ...['- What is none?', '', '``` C', '// drivers/net/loopback.c', 'struct shadow { int loopback_setup; };'],
      ...['static int shadowed(struct shadow *shadow, int nrcpus)', '{', '\tint loopback_ops = 1;'],
      ...['\t/* as loopback_dev_init says */', '\tpr_info("in loopback_dev_init");'],
      ...['\tshadow->loopback_setup = loopback_ops;', '\treturn nrcpus;', '}'],
      ...['static void *global(void)', '{', '\treturn (void *)&loopback_ops;', '}', '```', ''],
    ];
    const document = await writeNote('shadows.md', lines.join('\n'));
    for (const [context, word] of [
      ['int loopback_ops = 1', 'loopback_ops'],
      ['= loopback_ops;', 'loopback_ops'],
      ['int loopback_setup;', 'loopback_setup'],
      ['shadow->loopback_setup', 'loopback_setup'],
      ['int nrcpus)', 'nrcpus'],
      ['return nrcpus', 'nrcpus'],
      ['as loopback_dev_init says', 'loopback_dev_init'],
      ['"in loopback_dev_init"', 'loopback_dev_init'],
    ] as const) {
      assert.deepEqual(await hoverParts(document.uri, at(document, context, word)), [], context);
    }
    assert.isNotEmpty(
      await hoverParts(document.uri, at(document, '&loopback_ops', 'loopback_ops')),
      'the global has one',
    );
    await vscode.workspace.fs.delete(document.uri);
  });
});
