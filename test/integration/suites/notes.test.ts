/*
 * Notes in the editor: the bundled ones open read-only, hovers and definitions find the right symbol at every column, and the view lists files
 * and questions.
 */
import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, extensionId, workspaceFolder } from '../host';
import { hoverText } from '../hoverText';
import { suite, test } from '../mocha';

const BUNDLED = vscode.Uri.parse('annotated-kernel:/notes/loopback.md');

/** The definitions of the loopback notes. */
const NAMES = [
  'loopback_net_ops', 'net_dev_init', 'loopback_net_init', 'loopback_setup', 'loopback_ops', 'loopback_dev_free',
  'loopback_dev_init', 'netdev_alloc_pcpu_stats', '__netdev_alloc_pcpu_stats', 'alloc_percpu_gfp',
  'for_each_possible_cpu', 'for_each_cpu', 'nrcpus', 'dev_lstats_read', 'pcpu_lstats',
]; // biome-ignore format: a list

async function openBundled(): Promise<vscode.TextDocument> {
  const api = await vscode.extensions.getExtension(extensionId)?.activate();
  await api.ready;
  return vscode.workspace.openTextDocument(BUNDLED);
}

/** The position of a name's definition: where it stands as a whole identifier and is being defined. */
function definitionOf(document: vscode.TextDocument, name: string): vscode.Position {
  const forms = [
    `#define ${name}\\(`,
    `struct ${name} \\{`,
    `\\b${name}\\(struct`,
    `\\b${name}\\(void`,
    `\\b${name}\\(char`,
    `\\b${name} = \\{`,
  ];
  for (const form of forms) {
    const found = new RegExp(form).exec(document.getText());
    if (found) return document.positionAt(found.index + found[0].indexOf(name));
  }
  throw new Error(`${name} is not defined in the notes`);
}

/** The lenses over a note that run it, or all of them. */
async function lensesOf(uri: vscode.Uri, all = false): Promise<vscode.CodeLens[]> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100);
  return lenses.filter(({ command }) => all || command?.command === 'annotatedKernel.run');
}

suite('notes', () => {
  test('the bundled notes open, word for word, and are read-only', async () => {
    const document = await openBundled();
    assert.match(document.getText(), /^This file documents the source code annotation of loopback network device\./);
    assert.equal(document.languageId, 'markdown');
    assert.isFalse(vscode.workspace.fs.isWritableFileSystem('annotated-kernel'));
  });

  test('the right symbol is found at every column of every definition', async () => {
    const document = await openBundled();
    for (const name of NAMES) {
      const start = definitionOf(document, name);
      for (let column = 0; column <= name.length; column++) {
        const position = start.translate(0, column);
        const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
          'vscode.executeHoverProvider',
          document.uri,
          position,
        );
        const ours = hovers.find((hover) => hover.range && document.getText(hover.range) === name);
        assert.isDefined(ours, `${name} at column ${column} of its ${name.length}`);
      }
    }
  });

  test('a hover says what it is, where it is and what the notes say', async () => {
    const document = await openBundled();
    const text = await hoverText(document.uri, definitionOf(document, 'loopback_dev_free'));
    assert.include(text, 'dev_net(dev)->loopback_dev = NULL;');
    assert.include(text, 'drivers/net/loopback.c');
    assert.match(text, /What does loopback.*dev.*free.* do/);
    assert.include(text, 'Release resources');
  });

  test('every fence has lenses that run it: few, and one to choose from the rest', async () => {
    const document = await openBundled();
    const lenses = await lensesOf(document.uri);
    const fences = [...document.getText().matchAll(/^``` ?C$/gm)].map(({ index }) => document.positionAt(index).line);
    assert.lengthOf(fences, 12);
    for (const line of fences) {
      const titles = lenses.filter(({ range }) => range.start.line === line).map(({ command }) => command?.title ?? '');
      assert.isNotEmpty(titles, `line ${line + 1}`);
      assert.isAtMost(titles.length, 5, titles.join());
      assert.match(titles[0] ?? '', /^\$\(play\) Run (registration|per-CPU allocation|stats read|namespace life)$/);
      assert.isTrue(
        titles.slice(0, -1).every((title) => title.startsWith('$(play) Run ')),
        titles.join(),
      );
    }
    const { line } = definitionOf(document, 'nrcpus');
    const fence = Math.max(...fences.filter((start) => start < line));
    const ofNrcpus = lenses.filter(({ range }) => range.start.line === fence).map(({ command }) => command?.title);
    assert.deepEqual(ofNrcpus, ['$(play) Run per-CPU allocation']);
  });

  test('a note with 2,000 fences has lenses over the first ones, and says how many have none', async () => {
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'many.md');
    const fence = (n: number): string => `\`\`\` C\n// drivers/net/many.c\nint many_${n};\n\`\`\`\n\n`;
    const text = Array.from({ length: 2000 }, (_, n) => fence(n)).join('');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const document = await vscode.workspace.openTextDocument(uri);
    const lenses = (await lensesOf(uri, true)).map(({ range, command }) => `${range.start.line + 1} ${command?.title}`);
    const last = 499 * 5 + 1;
    assert.include(lenses, `${last} $(play) Run…`, lenses.slice(-10).join('\n'));
    assert.include(lenses, `${last + 5} … and 1,500 more snippets without lenses`, lenses.slice(-10).join('\n'));
    assert.isEmpty(lenses.filter((lens) => Number.parseInt(lens, 10) > last + 5));
    const at = document.positionAt(text.indexOf('many_1999'));
    assert.include(await hoverText(document.uri, at), 'int many_1999;');
    await vscode.workspace.fs.delete(uri);
  });

  test("a note's lenses are measured with its own C", async () => {
    await openBundled();
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'own.md');
    const path = '// drivers/net/loopback.c';
    const xmit = 'static netdev_tx_t loopback_xmit(struct sk_buff *skb, struct net_device *dev)';
    const text = [
      ...['- Who?', '', '``` C', path, 'static int never_called(void)', '{', '\treturn 1;', '}', '```', ''],
      ...['``` C', path, 'int often_called(void)', '{', '\treturn 1;', '}', '', xmit, '{'],
      ...['\textern int often_called(void);', '', '\toften_called();', '\tkfree_skb(skb);'],
      ...['\treturn NETDEV_TX_OK;', '}', '```', ''],
    ].join('\n');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    const document = await vscode.workspace.openTextDocument(uri);
    const titles = async (): Promise<string[]> =>
      (await lensesOf(uri)).map(({ command, range }) => `${range.start.line + 1} ${command?.title}`);
    assert.include(await titles(), '3 $(play) Run…', 'until it was in front, and measured, the user chooses');
    await vscode.window.showTextDocument(document);
    await eventually('the own answers', async () =>
      (await titles()).some((t) => t.startsWith('3 ')) ? undefined : true,
    );
    assert.include(await titles(), '11 $(play) Run stats read');
    assert.include(await hoverText(document.uri, definitionOf(document, 'often_called')), 'Run stats read');
    await vscode.workspace.fs.delete(uri);
  });

  test('the settings decide which files are notes', async () => {
    await openBundled();
    const settings = vscode.workspace.getConfiguration('annotatedKernel.notes');
    const fence = new TextEncoder().encode('- What?\n\n``` C\nint in_a_note;\n```\n');
    const open = async (path: string): Promise<vscode.TextDocument> => {
      const uri = vscode.Uri.joinPath(workspaceFolder(), path);
      await vscode.workspace.fs.writeFile(uri, fence);
      return vscode.workspace.openTextDocument(uri);
    };
    // What was set comes to the extension a moment later.
    const becomes = (isNote: boolean, what: string, document: vscode.TextDocument): Promise<boolean> =>
      eventually(what, async () => ((await hoverText(document.uri, new vscode.Position(3, 6))) !== '') === isNote);
    await settings.update('files', ['kept/**/*.md', 'other.md'], vscode.ConfigurationTarget.Workspace);
    await settings.update('exclude', ['**/drafts/**'], vscode.ConfigurationTarget.Workspace);
    try {
      await becomes(true, 'what is named to be a note', await open('kept/a.md'));
      await becomes(true, 'what is named at the top to be a note', await open('other.md'));
      await becomes(false, 'what is excluded to be none', await open('kept/drafts/a.md'));
      await becomes(false, 'what is not named to be none', await open('elsewhere.md'));
      const bundled = await openBundled();
      assert.include(await hoverText(bundled.uri, definitionOf(bundled, 'loopback_ops')), 'loopback_ops');
    } finally {
      await settings.update('files', undefined, vscode.ConfigurationTarget.Workspace);
      await settings.update('exclude', undefined, vscode.ConfigurationTarget.Workspace);
      for (const path of ['kept', 'other.md', 'elsewhere.md'])
        await vscode.workspace.fs.delete(vscode.Uri.joinPath(workspaceFolder(), path), { recursive: true });
    }
  });

  test('commands refuse arguments that they do not take', async () => {
    await openBundled();
    const tabs = (): number => vscode.window.tabGroups.all.flatMap((group) => group.tabs).length;
    const before = tabs();
    const refused: readonly (readonly [string, unknown])[] = [
      ['run', 'registration'],
      ['run', { scenario: '../registration' }],
      ['run', { scenario: 'registration', note: 'no URI' }],
      ['run', { scenario: 'registration', note: 'file:///etc/passwd' }],
      ['run', { among: [1] }],
      ['runSymbol', { symbol: 'a b' }],
      ['runSymbol', { symbol: 1 }],
      ['openPlace', undefined],
      ['openPlace', { uri: 'no URI', line: 1, column: 1 }],
      ['openPlace', { uri: 'file:///etc/passwd', line: 1, column: 1 }],
      ['openPlace', { uri: BUNDLED.toString(), line: 0, column: 1 }],
      ['openPlace', { uri: BUNDLED.toString(), line: 1.5, column: 1 }],
    ];
    for (const [command, argument] of refused) {
      await vscode.commands.executeCommand(`annotatedKernel.${command}`, argument);
      assert.equal(tabs(), before, `${command} ${JSON.stringify(argument)}`);
    }
  });

  test('no hover in comments and strings, nor on members and locals', async () => {
    const document = await openBundled();
    const text = document.getText();
    for (const [context, word] of [
      ['/* Registered in net', 'Registered'],
      ['"lo", NET_NAME', 'lo'],
      ['.init = loopback', 'init'],
      ['int nr_cpus;', 'nr_cpus'],
      ['dev->lstats = netdev', 'lstats'],
    ] as const) {
      const at = document.positionAt(text.indexOf(context) + context.indexOf(word) + 1);
      assert.equal(await hoverText(document.uri, at), '', `${word} in ${context}`);
    }
  });

  test('a definition is gone to in the note, and in the model where the note has none', async () => {
    const document = await openBundled();
    const go = async (context: string, word: string): Promise<vscode.LocationLink | undefined> => {
      const at = document.positionAt(document.getText().indexOf(context) + context.indexOf(word));
      const [first] = await vscode.commands.executeCommand<vscode.LocationLink[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        at,
      );
      return first;
    };
    const inNote = await go('.init = loopback_net_init', 'loopback_net_init');
    assert.equal(inNote?.targetUri.toString(), BUNDLED.toString());
    const inModel = await go('gen_lo_setup(dev', 'gen_lo_setup');
    assert.equal(inModel?.targetUri.toString(), 'annotated-kernel:/model/drivers/net/loopback.c');
  });

  test("the model's sources are documents with hovers", async () => {
    const document = await vscode.workspace.openTextDocument(
      vscode.Uri.parse('annotated-kernel:/model/drivers/net/loopback.c'),
    );
    assert.equal(document.languageId, 'c');
    const at = document.positionAt(document.getText().indexOf('loopback_net_init(struct'));
    assert.include(await hoverText(document.uri, at), 'loopback_net_init');
  });

  test('the notes can be copied into the workspace once more, under a free name', async () => {
    await openBundled();
    const copies = async (): Promise<string[]> => {
      const entries = await vscode.workspace.fs.readDirectory(workspaceFolder());
      return entries.map(([name]) => name).filter((name) => /^loopback(-\d+)?\.md$/.test(name));
    };
    const before = await copies();
    // The workspace has a copy in a folder, so the command asks: the last choice is to make another one.
    const chooseLast = async (): Promise<void> => {
      let over = false;
      const done = vscode.commands.executeCommand('annotatedKernel.copyLoopbackNotes').then(() => {
        over = true;
      });
      while (!over) {
        await Promise.race([done, new Promise((resolve) => setTimeout(resolve, 500))]);
        if (over) return;
        await vscode.commands.executeCommand('workbench.action.quickOpenSelectPrevious');
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      }
    };
    const made = await eventually('another copy', async () => {
      await chooseLast();
      return (await copies()).find((name) => !before.includes(name));
    });
    const uri = vscode.Uri.joinPath(workspaceFolder(), made);
    const [copy, original] = await Promise.all([
      vscode.workspace.fs.readFile(uri),
      vscode.workspace.fs.readFile(BUNDLED),
    ]);
    assert.deepEqual(copy, original);
    await vscode.workspace.fs.delete(uri);
  });

  test('an unclosed fence and a path that climbs out are problems of the note', async () => {
    await openBundled();
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'bad.md');
    const text = '- What?\n\n``` C\n// ../../etc/passwd\nint x;\n```\n\n``` C\nint y;\n';
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await vscode.workspace.openTextDocument(uri);
    const found = await eventually('both problems', () => {
      // Beside a kernel tree, what the snippets are in it is a problem too.
      const ofReading = ['path-outside-tree', 'unclosed-fence'];
      const problems = vscode.languages.getDiagnostics(uri).filter(({ code }) => ofReading.includes(String(code)));
      return problems.length >= 2 ? problems : undefined;
    });
    assert.sameMembers(
      found.map((problem) => problem.code),
      ['path-outside-tree', 'unclosed-fence'],
    );
    await vscode.workspace.fs.delete(uri);
  });

  test('a note that is too long to be read says so, and the others answer', async () => {
    await openBundled();
    const uri = vscode.Uri.joinPath(workspaceFolder(), 'long.md');
    const text = '- What?\n\n``` C\nint x;\n```\n\n'.repeat(360_000); // 10 MB
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    await vscode.workspace.openTextDocument(uri);
    await eventually('the problem', () =>
      vscode.languages.getDiagnostics(uri).some(({ code }) => code === 'note-too-large') ? true : undefined,
    );
    await vscode.workspace.fs.delete(uri);
  });
});
