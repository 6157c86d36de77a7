/*
 * Several kernel trees in one window, trees that go and come back, and what the source shows in all of them. The current tree is the small one
 * of test/integration/workspace/linux; workspace/other/linux-next is known only while the setting names it.
 */
import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, extensionId, isWebHost, workspaceFolder } from '../host';
import { hoverText } from '../hoverText';
import { suite, suiteSetup, test } from '../mocha';

const inWorkspace = (path: string): vscode.Uri => vscode.Uri.joinPath(workspaceFolder(), path);
const open = (path: string): Thenable<vscode.TextDocument> => vscode.workspace.openTextDocument(inWorkspace(path));

function positionOf(document: vscode.TextDocument, text: string, word = text): vscode.Position {
  const at = document.getText().indexOf(text);
  assert.isAtLeast(at, 0, text);
  return document.positionAt(at + text.indexOf(word));
}

async function lensTitles(document: vscode.TextDocument): Promise<string> {
  const found = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return (found ?? []).map((lens) => lens.command?.title ?? '').join('\n');
}

/** Waits until the note's fences speak of a version of Linux; gives their lenses. */
function standing(version: string): Promise<string> {
  return eventually(`the notes to stand in Linux ${version}`, async () => {
    const titles = await lensTitles(await open('notes/tally.md'));
    return titles.includes(`in Linux ${version}`) ? titles : undefined;
  });
}

function setTree(path: string | undefined): Thenable<void> {
  const settings = vscode.workspace.getConfiguration('annotatedKernel');
  return settings.update('kernelTree', path, vscode.ConfigurationTarget.Workspace);
}

/** Runs a command that lets the user choose, goes to the entry after `down` others once the list is there, and accepts it. */
async function choose(command: string, argument: object | undefined, down: number): Promise<void> {
  const { showQuickPick } = vscode.window;
  let at: number | undefined;
  const watched = (items: readonly vscode.QuickPickItem[], options: vscode.QuickPickOptions) => {
    const onDidSelectItem = (item: vscode.QuickPickItem) => {
      at = items.indexOf(item);
    };
    return showQuickPick(items, { ...options, onDidSelectItem });
  };
  Object.assign(vscode.window, { showQuickPick: watched });
  try {
    let done = false;
    const chosen = vscode.commands.executeCommand(command, argument).then(() => {
      done = true;
    });
    await eventually(`entry ${down} of the list`, async () => {
      if (done || at === down) return true;
      if (at !== undefined) await vscode.commands.executeCommand('workbench.action.quickOpenSelectNext');
      return false;
    });
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    await chosen;
  } finally {
    Object.assign(vscode.window, { showQuickPick });
  }
}

suite('kernel trees', () => {
  suiteSetup(async () => {
    const api = await vscode.extensions.getExtension(extensionId)?.activate();
    await api.ready;
    await standing('6.1.7');
  });

  test('headers, which VS Code calls C++, have hovers at definitions and at uses', async () => {
    const header = await open('linux/include/linux/cpumask.h');
    assert.equal(header.languageId, 'cpp');
    const definition = await eventually('the hover', async () => {
      const text = await hoverText(
        header.uri,
        positionOf(header, '#define for_each_possible_cpu', 'for_each_possible_cpu'),
      );
      return text.includes('How to loop through CPU?') ? text : undefined;
    });
    assert.include(definition, 'Go to note');
    assert.include(
      await hoverText(header.uri, positionOf(header, 'for_each_cpu((cpu)', 'for_each_cpu')),
      'How to loop through CPU?',
    );
    const source = await open('linux/kernel/tally_core.c');
    assert.equal(source.languageId, 'c');
    const use = positionOf(source, '\tfor_each_possible_cpu(cpu)', 'for_each_possible_cpu');
    assert.include(await hoverText(source.uri, use), 'How to loop through CPU?');
    assert.include(await lensTitles(header), 'How to loop through CPU?');
  });

  test('in the source, Go to Definition is left to the language server', async () => {
    const source = await open('linux/drivers/net/tally.c');
    const found = await vscode.commands.executeCommand<unknown[]>(
      'vscode.executeDefinitionProvider',
      source.uri,
      positionOf(source, 'tally_register('),
    );
    assert.deepEqual(found, []);
  });

  test('in the source, a hover leads to the answers of what the annotations ask', async () => {
    const source = await open('linux/drivers/net/tally.c');
    const text = await hoverText(source.uri, positionOf(source, 'tally_free'));
    assert.include(text, 'Go to answer about tally_forget');
    const line = positionOf(await open('notes/tally.md'), '- What does `tally_forget`').line + 1;
    const [, link = ''] = /Go to answer about tally_forget\]\(command:[\w.]+\?([^ )]+)/.exec(text) ?? [];
    assert.include(decodeURIComponent(link), `"line":${line}`);
  });

  test('C outside of kernel trees is left in peace', async () => {
    await vscode.workspace.fs.writeFile(
      inWorkspace('outside.c'),
      new TextEncoder().encode('static void tally_free(struct tally *t)\n{\n}\n'),
    );
    const document = await open('outside.c');
    assert.equal(await hoverText(document.uri, positionOf(document, 'tally_free')), '');
    assert.equal(await lensTitles(document), '');
    await vscode.workspace.fs.delete(document.uri);
  });

  test('Show Notes about This Symbol leads from the source to the notes', async () => {
    const source = await open('linux/drivers/net/tally.c');
    const at = positionOf(source, 'tally_free');
    await vscode.window.showTextDocument(source, { selection: new vscode.Range(at, at) });
    await choose('annotatedKernel.showNotesAboutSymbol', undefined, 0);
    const editor = vscode.window.activeTextEditor;
    assert.equal(editor?.document.uri.toString(), inWorkspace('notes/tally.md').toString());
    assert.include(editor?.document.lineAt(editor.selection.active.line).text, 'tally_free');
  });

  test('the left side of a comparison can be had by its address alone, as after a reload, and is not written', async () => {
    const uri = vscode.Uri.from({
      scheme: 'annotated-kernel-compare',
      path: '/drivers/net/tally.c',
      query: JSON.stringify({ note: inWorkspace('notes/tally.md').toString(), snippet: 0 }),
    });
    const text = new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
    assert.include(text, '\terr = tally_register(t, TALLY_UNKNOWN);');
    assert.include(text, '\tint err;');
    let refused = false;
    await vscode.workspace.fs.writeFile(uri, new Uint8Array()).then(undefined, () => {
      refused = true;
    });
    assert.isTrue(refused);
  });

  test('a snippet without a path gets one by a quick fix, and it can be undone', async () => {
    const document = await open('notes/bare.md');
    await vscode.window.showTextDocument(document);
    const before = document.getText();
    const at = positionOf(document, 'int tally_register', 'tally_register');
    const fix = async (): Promise<vscode.CodeAction | undefined> => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(at, at),
      );
      return actions.find(({ title }) => title === 'Add the path kernel/tally_core.c');
    };
    if (isWebHost) {
      assert.isUndefined(await fix(), 'nothing is searched there');
      return;
    }
    const found = await eventually('the fix', fix);
    assert.isTrue(await vscode.workspace.applyEdit(found.edit as vscode.WorkspaceEdit));
    assert.include(document.getText(), '  ``` C\n  // ./kernel/tally_core.c\n  int tally_register');
    await eventually('the fence to be exact', async () =>
      (await lensTitles(document)).includes('exact in Linux 6.1.7: kernel/tally_core.c:7'),
    );
    await vscode.commands.executeCommand('undo');
    assert.equal(document.getText(), before);
  });

  test('what is typed without a pause is followed to its end', async () => {
    const document = await open('notes/tally.md');
    const before = document.getText();
    for (let n = 0; n < 20; n++) {
      const edit = new vscode.WorkspaceEdit();
      edit.insert(document.uri, new vscode.Position(0, 0), `line ${n}\n`);
      await vscode.workspace.applyEdit(edit);
      await document.save();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    const line = positionOf(document, 'err = tally_register').line;
    await eventually('the problem on its line', () =>
      vscode.languages
        .getDiagnostics(document.uri)
        .some(({ message, range }) => message.includes('TALLY_UNKNOWN became') && range.start.line === line),
    );
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), before);
    await vscode.workspace.applyEdit(edit);
    await document.save();
    await standing('6.1.7');
  });

  test('a tree that the setting names comes first; any of them can be made the current one', async () => {
    await setTree('other/linux-next');
    const titles = await standing('6.12.3');
    assert.include(titles, 'exact in Linux 6.12.3: drivers/net/tally.c:5');
    await choose('annotatedKernel.chooseTree', undefined, 1);
    assert.include(await standing('6.1.7'), 'edited in Linux 6.1.7: drivers/net/tally.c:6');
    await choose('annotatedKernel.chooseTree', undefined, 0);
    await standing('6.12.3');
    await setTree(undefined);
    await standing('6.1.7');
  });

  test('a tree may be the folder that the workspace is a part of', async () => {
    const above = (path: string): vscode.Uri => inWorkspace(`../${path}`);
    const bytes = new TextEncoder().encode('VERSION = 6\nPATCHLEVEL = 9\nSUBLEVEL = 1\nEXTRAVERSION =\n');
    await vscode.workspace.fs.createDirectory(above('mm'));
    await vscode.workspace.fs.copy(inWorkspace('other/linux-next/drivers'), above('drivers'));
    await vscode.workspace.fs.writeFile(above('Makefile'), bytes);
    try {
      await setTree('nowhere/linux'); // trees are looked for anew, as when the window opens
      assert.include(await standing('6.9.1'), 'exact in Linux 6.9.1: drivers/net/tally.c:5');
      // A file of the tree below is one of that tree, not of the one around it.
      const source = await open('linux/drivers/net/tally.c');
      assert.equal(await lensTitles(source), '');
    } finally {
      for (const path of ['Makefile', 'mm', 'drivers'])
        await vscode.workspace.fs.delete(above(path), { recursive: true });
      await setTree(undefined);
    }
    await standing('6.1.7');
  });

  test('another version that is checked out under the open tree is followed, and back', async () => {
    const driver = await open('linux/drivers/net/tally.c');
    await vscode.window.showTextDocument(driver);
    const files = ['Makefile', 'drivers/net/tally.c'];
    const read = (path: string): Thenable<Uint8Array> => vscode.workspace.fs.readFile(inWorkspace(path));
    const [old, other] = await Promise.all(
      ['linux', 'other/linux-next'].map((tree) => Promise.all(files.map((path) => read(`${tree}/${path}`)))),
    );
    const checkOut = async (contents: readonly Uint8Array[] | undefined): Promise<void> => {
      for (const [n, path] of files.entries()) {
        await vscode.workspace.fs.delete(inWorkspace(`linux/${path}`)); // as git does: a file is made anew
        await vscode.workspace.fs.writeFile(inWorkspace(`linux/${path}`), contents![n]!);
      }
    };
    const document = await open('notes/tally.md');
    const drifted = (): boolean =>
      vscode.languages.getDiagnostics(document.uri).some(({ message }) => message.includes('TALLY_UNKNOWN became'));
    await eventually('the drift', drifted);
    await checkOut(other);
    await eventually('the other version', async () =>
      (await lensTitles(document)).includes('exact in Linux 6.12.3: drivers/net/tally.c:5'),
    );
    await eventually('no drift', () => !drifted());
    const gone = `${isWebHost ? 'unanchored' : 'gone'} in Linux 6.12.3`; // what is not searched is not gone
    await eventually('tally_free to be gone', async () => (await lensTitles(document)).includes(gone));
    await eventually('the lens of tally_init', async () =>
      (await lensTitles(driver)).includes('What does tally_init do?'),
    );
    await checkOut(old);
    await eventually('the old version', async () =>
      (await lensTitles(document)).includes('edited in Linux 6.1.7: drivers/net/tally.c:6'),
    );
    await eventually('the drift again', drifted);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
  });

  test('the drift of the bundled notes is told while an editor shows them, and of a copy alone where there is one', async () => {
    const bundled = vscode.Uri.parse('annotated-kernel:/notes/loopback.md');
    const copy = inWorkspace('notes/loopback.md');
    const told = (uri: vscode.Uri): string[] =>
      vscode.languages
        .getDiagnostics(uri)
        .filter(({ source }) => source === 'Annotated Kernel')
        .map(({ message }) => message);
    await vscode.workspace.fs.delete(copy);
    await vscode.workspace.openTextDocument(bundled);
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.isEmpty(told(bundled), 'a document is no editor');
    await vscode.window.showTextDocument(bundled, { preview: false });
    await eventually('its drift', () => told(bundled).length > 0);
    const drift = told(bundled);

    await vscode.workspace.fs.copy(bundled, copy);
    await vscode.window.showTextDocument(copy, { preview: false });
    await eventually('the drift of the copy', () => told(copy).length === drift.length);
    await eventually('no drift of the bundled notes beside it', () => told(bundled).length === 0);
    assert.deepEqual(told(copy), drift);

    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.delete(copy);
    await eventually('no drift of the copy', () => told(copy).length === 0);
    await vscode.window.showTextDocument(bundled);
    await eventually('the drift of the bundled notes again', () => told(bundled).length === drift.length);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await eventually('no drift of them', () => told(bundled).length === 0);
    await vscode.workspace.fs.copy(bundled, copy);
  });

  test('a setting that names no tree, or one without a Makefile, leaves the others as they are', async () => {
    for (const path of ['nowhere/linux', 'notes', '/']) {
      await setTree(path);
      await new Promise((resolve) => setTimeout(resolve, 700));
      assert.include(await lensTitles(await open('notes/tally.md')), 'in Linux 6.1.7', path);
    }
    await setTree(undefined);
  });

  test('a tree that vanishes takes its answers with it, and they come back with it', async () => {
    const document = await open('notes/tally.md');
    const problems = (): vscode.Diagnostic[] =>
      vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'Annotated Kernel');
    await eventually('the problems', () => problems().length > 0);
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await vscode.workspace.fs.rename(inWorkspace('linux'), inWorkspace('other/gone'));
    await eventually('no problems', () => problems().length === 0);
    await eventually('no status', async () => !(await lensTitles(document)).includes('Linux'));
    await vscode.workspace.fs.rename(inWorkspace('other/gone'), inWorkspace('linux'));
    await standing('6.1.7');
    await eventually('the problems again', () => problems().length > 0);
  });
});
