/*
 * Notes beside a kernel tree: the tree is recognised, the notes say how they stand in it, the reader gets from one to the other, drift is a
 * problem with fixes, and the source shows the notes. The tree is the small one of test/integration/workspace/linux.
 */
import { assert } from 'chai';
import * as vscode from 'vscode';
import { eventually, extensionId, isWebHost, workspaceFolder } from '../host';
import { hoverText } from '../hoverText';
import { suite, suiteSetup, test } from '../mocha';

const DRIVER = 'drivers/net/tally.c';

function inTree(path: string): vscode.Uri {
  return vscode.Uri.joinPath(workspaceFolder(), 'linux', path);
}

function note(): Thenable<vscode.TextDocument> {
  return vscode.workspace.openTextDocument(vscode.Uri.joinPath(workspaceFolder(), 'notes/tally.md'));
}

function positionOf(document: vscode.TextDocument, context: string, word = context): vscode.Position {
  const at = document.getText().indexOf(context);
  assert.isAtLeast(at, 0, context);
  return document.positionAt(at + context.indexOf(word));
}

async function lenses(uri: vscode.Uri): Promise<vscode.CodeLens[]> {
  return (await vscode.commands.executeCommand<vscode.CodeLens[]>('vscode.executeCodeLensProvider', uri, 100)) ?? [];
}

/** The titles of the lenses at a line, 0-based. */
async function titlesAt(uri: vscode.Uri, line: number): Promise<string[]> {
  return (await lenses(uri)).filter(({ range }) => range.start.line === line).map((lens) => lens.command?.title ?? '');
}

async function definitionAt(document: vscode.TextDocument, position: vscode.Position) {
  const found = await vscode.commands.executeCommand<vscode.LocationLink[]>(
    'vscode.executeDefinitionProvider',
    document.uri,
    position,
  );
  return found.map(({ targetUri, targetRange, targetSelectionRange }) => {
    const path = targetUri.path.slice(inTree('').path.replace(/\/$/, '').length + 1);
    return `${path}:${(targetSelectionRange ?? targetRange).start.line + 1}`;
  });
}

function problems(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'Annotated Kernel');
}

/** Replaces all of a document's text, unsaved. */
async function setText(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, new vscode.Range(0, 0, document.lineCount, 0), text);
  assert.isTrue(await vscode.workspace.applyEdit(edit));
}

/** Puts a document's text back, on disk too: VS Code in a browser may have saved the other one by itself. */
async function restore(document: vscode.TextDocument, text: string): Promise<void> {
  await setText(document, text);
  await document.save();
}

suite('kernel tree', () => {
  suiteSetup(async () => {
    const api = await vscode.extensions.getExtension(extensionId)?.activate();
    await api.ready;
  });

  test('a fence says how its code stands in the tree, and where', async () => {
    const document = await note();
    const line = positionOf(document, '``` C').line;
    const titles = await eventually('the status of tally_init', async () => {
      const found = await titlesAt(document.uri, line);
      return found.some((title) => title.includes('Linux 6.1.7')) ? found : undefined;
    });
    assert.include(titles.join('\n'), 'edited in Linux 6.1.7: drivers/net/tally.c:6');
    assert.include(titles.join('\n'), 'Compare with Source');
    const second = positionOf(document, '// The memory').line - 3;
    assert.include((await titlesAt(document.uri, second)).join('\n'), 'exact in Linux 6.1.7: drivers/net/tally.c:16');
  });

  test('what is not in the stated file was searched for, or it says that it cannot be', async () => {
    const document = await note();
    const messages = await eventually('the problems of the last two snippets', () => {
      const found = problems(document.uri).map(({ message }) => message);
      return found.some((message) => message.includes('tally_lost')) ? found : undefined;
    });
    const all = messages.join('\n');
    if (isWebHost) {
      assert.include(all, 'not searchable here');
      assert.notInclude(
        problems(document.uri).map(({ code }) => code),
        'gone',
      );
    } else {
      assert.include(all, 'kernel/tally_core.c, not in drivers/net/tally.c');
      assert.include(
        problems(document.uri).map(({ code }) => code),
        'gone',
      );
    }
  });

  test('drift is a problem on the line concerned, in one line', async () => {
    const document = await note();
    const found = await eventually('the change', () =>
      problems(document.uri).find(({ message }) => message.includes('TALLY_UNKNOWN became TALLY_DEFAULT')),
    );
    assert.equal(found.range.start.line, positionOf(document, 'err = tally_register').line);
    assert.notInclude(found.message, '\n');
    const stale = problems(document.uri).find(({ code }) => code === 'stale-annotation');
    assert.equal(stale?.range.start.line, positionOf(document, '// What is TALLY_UNKNOWN').line);
  });

  test('a symbol in a fence goes to its definition in the tree', async () => {
    const document = await note();
    assert.deepEqual(await definitionAt(document, positionOf(document, 'tally_init(struct')), [`${DRIVER}:6`]);
    if (isWebHost) return; // only what the note quotes is found where nothing can be searched
    const register = positionOf(document, 'tally_register(t');
    assert.deepEqual(await definitionAt(document, register), ['kernel/tally_core.c:7']);
    assert.deepEqual(await definitionAt(document, positionOf(document, 'struct tally *t', 'tally')), [
      'include/linux/tally.h:8',
    ]);
  });

  test('a hover in the note leads into the tree', async () => {
    const document = await note();
    const text = await hoverText(document.uri, positionOf(document, 'tally_init(struct'));
    assert.include(text, 'Open in kernel tree');
    assert.include(text, 'command:annotatedKernel.openInTree');
    await vscode.commands.executeCommand('annotatedKernel.openInTree', { path: DRIVER, line: 6 });
    assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), inTree(DRIVER).toString());
    assert.equal(vscode.window.activeTextEditor?.selection.active.line, 5);
  });

  test('no link leads out of the tree', async () => {
    const before = vscode.window.activeTextEditor?.document.uri.toString();
    for (const path of [
      '../notes/tally.md',
      '/etc/passwd',
      'drivers/../../notes/tally.md',
      '..\\notes\\tally.md',
      'file:///etc/passwd',
    ]) {
      await vscode.commands.executeCommand('annotatedKernel.openInTree', { path, line: 1 });
      assert.equal(vscode.window.activeTextEditor?.document.uri.toString(), before, path);
    }
  });

  test('in the source, a hover tells what the notes say, at the definition and at uses', async () => {
    const document = await vscode.workspace.openTextDocument(inTree(DRIVER));
    const text = await hoverText(document.uri, positionOf(document, 'tally_init('));
    assert.include(text, 'What does tally_init do?');
    assert.include(text, 'Go to note');
    assert.notInclude(text, 'int err;');
    assert.isAtMost(text.split('\n').filter((line) => line.trim() !== '').length, 14);
    assert.notInclude(await hoverText(document.uri, positionOf(document, 'int err', 'err')), 'Go to note');
    const core = await vscode.workspace.openTextDocument(inTree('kernel/tally_core.c'));
    assert.include(await hoverText(core.uri, positionOf(core, 'tally_forget(')), 'What does tally_forget do?');
  });

  test('in the source, a lens over each quoted definition has its question, and its status unless exact', async () => {
    const uri = inTree(DRIVER);
    const document = await vscode.workspace.openTextDocument(uri);
    const edited = (await titlesAt(uri, positionOf(document, 'static int tally_init').line)).join('\n');
    assert.include(edited, 'What does tally_init do?');
    assert.include(edited, 'edited');
    const exact = (await titlesAt(uri, positionOf(document, 'static void tally_free').line)).join('\n');
    assert.include(exact, 'What does tally_free do?');
    assert.notInclude(exact, 'exact');
  });

  test('Compare with Source shows the differences alone', async () => {
    const document = await note();
    await vscode.commands.executeCommand('annotatedKernel.compareWithSource', {
      note: document.uri.toString(),
      snippet: 0,
    });
    const left = await eventually('the left side', () =>
      vscode.workspace.textDocuments.find(({ uri }) => uri.scheme === 'annotated-kernel-compare'),
    );
    const right = await vscode.workspace.openTextDocument(inTree(DRIVER));
    const theirs = right.getText().split('\n');
    const ours = left.getText().split('\n');
    assert.deepEqual(
      ours.filter((line) => !theirs.includes(line)),
      [
        '\t// Zero, as nothing was counted.',
        '\t// What is TALLY_UNKNOWN?',
        '\terr = tally_register(t, TALLY_UNKNOWN);',
      ],
    );
    assert.deepEqual(
      theirs.filter((line) => !ours.includes(line)),
      ['\terr = tally_register(t, TALLY_DEFAULT);'],
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('Compare with Source asks which snippet where the cursor is in none', async () => {
    const document = await note();
    const editor = await vscode.window.showTextDocument(document);
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    let over = false;
    const compared = Promise.resolve(vscode.commands.executeCommand('annotatedKernel.compareWithSource')).finally(
      () => (over = true),
    );
    while (!over) {
      // Does nothing until the list is there.
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await compared;
    const input = await eventually('the comparison', () => {
      const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
      return shown instanceof vscode.TabInputTextDiff ? shown : undefined;
    });
    assert.equal(input.modified.toString(), inTree(DRIVER).toString());
    assert.deepEqual(JSON.parse(input.original.query), { note: document.uri.toString(), snippet: 0 });
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });

  test('a quick fix refreshes the snippet and keeps what its author wrote', async () => {
    const document = await note();
    const before = document.getText();
    const position = positionOf(document, 'tally_register(t, TALLY_UNKNOWN');
    const refresh = await eventually('the fix', async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(position, position),
        vscode.CodeActionKind.QuickFix.value,
        10,
      );
      return actions.find(({ title, edit }) => title.startsWith('Refresh') && edit !== undefined);
    });
    assert.isTrue(await vscode.workspace.applyEdit(refresh.edit as vscode.WorkspaceEdit));
    const text = document.getText();
    assert.include(text, 'tally_register(t, TALLY_DEFAULT)');
    assert.include(text, '// What is TALLY_UNKNOWN?');
    assert.include(text, '          // ...\n          // Zero, as nothing was counted.');
    const line = positionOf(document, '``` C').line;
    await eventually('the snippet to be exact', async () =>
      (await titlesAt(document.uri, line)).some((title) => title.includes('exact in Linux')),
    );
    await restore(document, before);
  });

  test('a quick fix corrects the path of what moved, where a tree can be searched', async () => {
    const document = await note();
    const before = document.getText();
    const position = positionOf(document, 'void tally_forget', 'tally_forget');
    const title = 'Update the path to kernel/tally_core.c';
    const offered = async () => {
      const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        document.uri,
        new vscode.Range(position, position),
      );
      return actions.find((action) => action.title === title);
    };
    if (isWebHost) {
      assert.isUndefined(await offered(), 'a virtual file system is not searched, so no place is claimed');
      return;
    }
    const fix = await eventually('the fix', offered);
    assert.isTrue(await vscode.workspace.applyEdit(fix.edit as vscode.WorkspaceEdit));
    assert.include(document.getText(), '// ./kernel/tally_core.c\n\n  void tally_forget');
    await restore(document, before);
  });

  test('what is typed in the source is followed', async () => {
    const document = await vscode.workspace.openTextDocument(inTree(DRIVER));
    const before = document.getText();
    await setText(document, before.replace('static void tally_free', '\n\nstatic void tally_free'));
    const notes = await note();
    const line = positionOf(notes, '// The memory').line - 3;
    await eventually('the new line number', async () =>
      (await titlesAt(notes.uri, line)).some((title) => title.includes(`${DRIVER}:18`)),
    );
    await restore(document, before);
    await eventually('the old line number', async () =>
      (await titlesAt(notes.uri, line)).some((title) => title.includes(`${DRIVER}:16`)),
    );
  });

  test('what changes on disk is followed, another version of the tree included', async () => {
    const makefile = inTree('Makefile');
    const bytes = await vscode.workspace.fs.readFile(makefile);
    const text = new TextDecoder().decode(bytes);
    const notes = await note();
    const line = positionOf(notes, '``` C').line;
    await vscode.workspace.fs.writeFile(
      makefile,
      new TextEncoder().encode(text.replace('SUBLEVEL = 7', 'SUBLEVEL = 8')),
    );
    await eventually('the new version', async () =>
      (await titlesAt(notes.uri, line)).some((title) => title.includes('Linux 6.1.8')),
    );
    await vscode.workspace.fs.writeFile(makefile, bytes);
    await eventually('the old version', async () =>
      (await titlesAt(notes.uri, line)).some((title) => title.includes('Linux 6.1.7')),
    );
  });
});
