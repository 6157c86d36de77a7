/*
 * The library of notes, while files change under its readings: what is known of a note is what was read last, whichever reading ends last.
 */
import { assert } from 'chai';
import * as vscode from 'vscode';
import { NoteLibrary } from '../../../src/editor/library';
import type { Files } from '../../../src/files/files';
import { vscodeFiles } from '../../../src/files/vscode';
import { eventually, workspaceFolder } from '../host';
import { suite, test } from '../mocha';

const noteOf = (variable: string): string => `- What?\n\n\`\`\` C\nint ${variable};\n\`\`\`\n\n`;
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** The files of the workspace, of which one is read as `read` says, and has few bytes whenever its size is asked for. */
function filesWhere(uri: vscode.Uri, read: () => Promise<Uint8Array>): Pick<Files, 'stat' | 'read'> {
  const key = uri.toString();
  return {
    stat: async (location) =>
      location === key ? { kind: 'file', size: 100, modified: 0 } : vscodeFiles.stat(location),
    read: (location) => (location === key ? read() : vscodeFiles.read(location)),
  };
}

suite('library', () => {
  const log = { info() {}, warn() {}, debug() {} };

  /** Calls `action` with a file of the workspace, which is gone afterwards. */
  async function withFile(name: string, action: (uri: vscode.Uri) => Promise<void>): Promise<void> {
    const uri = vscode.Uri.joinPath(workspaceFolder(), name);
    await vscode.workspace.fs.writeFile(uri, encode(noteOf('on_disk')));
    try {
      await action(uri);
    } finally {
      await vscode.workspace.fs.delete(uri);
    }
  }

  test('a note that grew too long after its size was asked for says so', () =>
    withFile('grows.md', async (uri) => {
      const library = new NoteLibrary(
        log,
        filesWhere(uri, async () => encode(noteOf('x').repeat(40_000))),
      );
      await library.reload();
      const note = library.byUri(uri.toString());
      assert.deepEqual(
        note?.problems.map(({ code }) => code),
        ['note-too-large'],
      );
      library.dispose();
    }));

  test('a note that is opened while its file is read is what its document says', () =>
    withFile('opened.md', async (uri) => {
      const asked: ((bytes: Uint8Array) => void)[] = [];
      const library = new NoteLibrary(
        log,
        filesWhere(uri, () => new Promise((resolve) => asked.push(resolve))),
      );
      const reloaded = library.reload();
      await eventually('the file to be read', () => asked.length > 0);
      await vscode.workspace.openTextDocument(uri);
      await eventually('the document to be read', () => library.byUri(uri.toString()) !== undefined);
      for (const resolve of asked) resolve(encode(noteOf('before')));
      await reloaded;
      assert.include(library.byUri(uri.toString())?.text, 'on_disk');
      library.dispose();
    }));

  test('of two readings of a file, the one that was begun last counts', () =>
    withFile('overtaken.md', async (uri) => {
      let first: ((bytes: Uint8Array) => void) | undefined;
      const library = new NoteLibrary(
        log,
        filesWhere(uri, () =>
          first ? Promise.resolve(encode(noteOf('after'))) : new Promise((resolve) => (first = resolve)),
        ),
      );
      const begun = library.reload();
      const answer = await eventually('the file to be read', () => first);
      await library.reload();
      answer(encode(noteOf('before')));
      await begun;
      assert.include(library.byUri(uri.toString())?.text, 'after');
      library.dispose();
    }));
});
