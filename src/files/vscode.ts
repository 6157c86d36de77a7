/**
 * File access through VS Code, for every place that is not a local file: virtual workspaces, and all files in the web worker host.
 * Locations are URIs. Each call may go over a network, so nothing is searched here: `tree` is undefined. A symbolic link's target
 * cannot be asked for; a link to a file is taken for one that leads out of its folder.
 */
import * as vscode from 'vscode';
import { FileError, type FileInfo, type Files, type FolderEntry } from './files';

/** Files of any scheme. Locations are URIs as text. */
export const vscodeFiles: Files = {
  join: (folder, relativePath) => vscode.Uri.joinPath(vscode.Uri.parse(folder), relativePath).toString(),
  contains(folder, location) {
    const [outer, inner] = [vscode.Uri.parse(folder), vscode.Uri.parse(location)];
    if (outer.scheme !== inner.scheme || outer.authority !== inner.authority) return false;
    const prefix = outer.path.endsWith('/') ? outer.path : `${outer.path}/`;
    return inner.path === outer.path || inner.path.startsWith(prefix);
  },
  async stat(location) {
    const found = await statOf(location);
    return found && toInfo(found);
  },
  async read(location) {
    const bytes = await unlessMissing(location, () => vscode.workspace.fs.readFile(vscode.Uri.parse(location)));
    return bytes;
  },
  async list(folder) {
    const entries = await unlessMissing(folder, () => vscode.workspace.fs.readDirectory(vscode.Uri.parse(folder)));
    return entries?.map(([name, type]): FolderEntry => ({ name, kind: entryKind(type) }));
  },
  async real(location) {
    const found = await statOf(location);
    if (!found) return undefined;
    const linkToFile = (found.type & vscode.FileType.SymbolicLink) !== 0 && (found.type & vscode.FileType.File) !== 0;
    return linkToFile ? undefined : location;
  },
  watch(folder, onChange) {
    const watcher = vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.parse(folder), '**/*'),
    );
    const report = (uri: vscode.Uri): void => onChange([uri.toString()]);
    const subscriptions = [
      watcher.onDidChange(report),
      watcher.onDidCreate(report),
      watcher.onDidDelete(report),
      watcher,
    ];
    return vscode.Disposable.from(...subscriptions);
  },
  tree: undefined,
};

function statOf(location: string): Promise<vscode.FileStat | undefined> {
  return unlessMissing(location, () => vscode.workspace.fs.stat(vscode.Uri.parse(location)));
}

function toInfo({ type, size, mtime }: vscode.FileStat): FileInfo {
  const kind = type & vscode.FileType.File ? 'file' : type & vscode.FileType.Directory ? 'folder' : 'other';
  return { kind, size, modified: mtime };
}

function entryKind(type: vscode.FileType): FolderEntry['kind'] {
  if (type & vscode.FileType.SymbolicLink) return 'link';
  if (type & vscode.FileType.File) return 'file';
  return type & vscode.FileType.Directory ? 'folder' : 'other';
}

const MISSING: ReadonlySet<string> = new Set(['FileNotFound', 'FileNotADirectory']);

async function unlessMissing<T>(location: string, action: () => Thenable<T>): Promise<T | undefined> {
  try {
    return await action();
  } catch (error) {
    if (error instanceof vscode.FileSystemError && MISSING.has(error.code)) return undefined;
    throw new FileError(location, error instanceof Error ? error.message : String(error));
  }
}
