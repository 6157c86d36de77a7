/**
 * *Copy the Loopback Notes into My Workspace*. Where the workspace has a copy already, the user says whether to open it or to make another
 * one: somebody who edited the first would otherwise go on in a fresh one and miss the edits. No file is ever written over.
 */
import * as vscode from 'vscode';
import { LOOPBACK_NOTES } from './documents';
import type { NoteLibrary } from './library';

const COPY = /^loopback(-\d+)?\.md$/;

/** Opens a copy that is there, or makes one under a name that is free and opens it. */
export async function copyNotes(library: NoteLibrary): Promise<void> {
  const folder = await targetFolder();
  if (!folder) return;
  const copies = await existing(folder, library);
  const chosen = copies.length === 0 ? 'new' : await ask(copies, folder);
  if (chosen === undefined) return;
  await vscode.window.showTextDocument(chosen === 'new' ? await makeCopy(folder) : chosen);
}

/** Where the notes go: the folder of the workspace, or the one that the user picks. */
async function targetFolder(): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 1) return folders[0]?.uri;
  if (folders.length > 1) return (await vscode.window.showWorkspaceFolderPick())?.uri;
  const openFolder = 'Open Folder…';
  const chosen = await vscode.window.showInformationMessage(
    'Open a folder first: the copy of the notes goes into it.',
    openFolder,
  );
  if (chosen === openFolder) await vscode.commands.executeCommand('workbench.action.files.openFolder');
  return undefined;
}

/** The notes of the workspace that bear a copy's name, and the files in the folder that do, be they notes or not. */
async function existing(folder: vscode.Uri, library: NoteLibrary): Promise<vscode.Uri[]> {
  const entries = await vscode.workspace.fs.readDirectory(folder);
  const here = entries.flatMap(([name]) => (COPY.test(name) ? [vscode.Uri.joinPath(folder, name)] : []));
  const notes = library.all
    .map(({ uri }) => vscode.Uri.parse(uri))
    .filter((uri) => COPY.test(nameOf(uri)) && vscode.workspace.getWorkspaceFolder(uri) !== undefined);
  return [...new Map([...here, ...notes].map((uri) => [uri.toString(), uri])).values()];
}

type Choice = vscode.Uri | 'new';

async function ask(copies: readonly vscode.Uri[], folder: vscode.Uri): Promise<Choice | undefined> {
  const open = copies.map((uri) => ({
    label: `$(go-to-file) Open ${vscode.workspace.asRelativePath(uri)}`,
    description: 'as it is now',
    choice: uri as Choice,
  }));
  const another = {
    label: '$(copy) Make Another Copy',
    description: vscode.workspace.asRelativePath(nameOfCopy(folder, copies)),
    choice: 'new' as Choice,
  };
  const placeHolder = 'The workspace has a copy of the loopback notes already';
  return (await vscode.window.showQuickPick([...open, another], { placeHolder }))?.choice;
}

/** The first name for a copy in the folder that none of the files has. */
function nameOfCopy(folder: vscode.Uri, taken: readonly vscode.Uri[]): vscode.Uri {
  const names = new Set(taken.map((uri) => uri.toString()));
  for (let n = 1; ; n++) {
    const target = vscode.Uri.joinPath(folder, n === 1 ? 'loopback.md' : `loopback-${n}.md`);
    if (!names.has(target.toString())) return target;
  }
}

/** Copies the bundled notes; a name that is taken meanwhile, in another window, is passed over. */
async function makeCopy(folder: vscode.Uri): Promise<vscode.Uri> {
  const taken: vscode.Uri[] = [];
  for (;;) {
    const target = nameOfCopy(folder, taken);
    try {
      await vscode.workspace.fs.copy(LOOPBACK_NOTES, target, { overwrite: false });
      return target;
    } catch (error) {
      if (!(error instanceof vscode.FileSystemError && error.code === 'FileExists')) throw error;
      taken.push(target);
    }
  }
}

function nameOf(uri: vscode.Uri): string {
  return uri.path.replace(/^.*\//, '');
}
