/**
 * A kernel tree that the window knows: where it is, how its files are read (local ones at disk speed, any other through VS Code), and
 * what anchoring remembers of it. Open documents win over the files.
 */
import * as vscode from 'vscode';
import type { Files } from '../../files/files';
import { vscodeFiles } from '../../files/vscode';
import { AnswerCache, type TreeSources } from '../../notes/anchor/anchor';
import { SourceReader } from '../../notes/sourceReader';
import type { KernelTree } from '../../notes/tree';
import { TreeSearch } from '../../notes/treeSearch';

/** How the files of a folder are read. */
export interface FolderAccess {
  readonly files: Files;
  /** The folder, as `files` spells it. */
  readonly location: string;
}

/** `localFiles` reads folders of scheme `file`, where there is such a thing. */
export function accessTo(uri: vscode.Uri, localFiles: Files | undefined): FolderAccess {
  if (uri.scheme === 'file' && localFiles) return { files: localFiles, location: uri.fsPath };
  return { files: vscodeFiles, location: uri.toString() };
}

export class OpenTree {
  readonly sources: TreeSources;

  constructor(
    readonly uri: vscode.Uri,
    readonly tree: KernelTree,
    private readonly files: Files,
  ) {
    const local = files !== vscodeFiles;
    const reader = new SourceReader(files, tree.root, (location) => openText(location, local));
    this.sources = { tree, reader, search: new TreeSearch(files, tree.root), answers: new AnswerCache() };
  }

  get key(): string {
    return this.uri.toString();
  }

  /** `Linux 6.1.192`. */
  get title(): string {
    return `Linux ${this.tree.version}`;
  }

  uriOf(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.uri, path);
  }

  /** The path in the tree of a document; undefined for one outside. */
  pathOf(uri: vscode.Uri): string | undefined {
    if (uri.scheme !== this.uri.scheme || uri.authority !== this.uri.authority) return undefined;
    const prefix = this.uri.path.endsWith('/') ? this.uri.path : `${this.uri.path}/`;
    return uri.path.startsWith(prefix) && uri.path.length > prefix.length ? uri.path.slice(prefix.length) : undefined;
  }

  /**
   * The document of a path that somebody gave; undefined when it is no file of the tree: it is not there, or it leads out, by its
   * spelling or by a symbolic link.
   */
  async fileAt(path: string): Promise<vscode.Uri | undefined> {
    const segments = path.split('/');
    if (path.includes('\\') || path.includes('\0') || /^[A-Za-z]:/.test(path)) return undefined;
    if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return undefined;
    const location = this.files.join(this.tree.root, path);
    if (!this.files.contains(this.tree.root, location)) return undefined;
    const info = await this.files.stat(location);
    if (info?.kind !== 'file') return undefined;
    const [root, real] = await Promise.all([this.files.real(this.tree.root), this.files.real(location)]);
    return root !== undefined && real !== undefined && this.files.contains(root, real) ? this.uriOf(path) : undefined;
  }
}

function openText(location: string, local: boolean): string | undefined {
  const open = vscode.workspace.textDocuments.find(({ uri }) =>
    local ? uri.scheme === 'file' && uri.fsPath === location : uri.toString() === location,
  );
  return open?.getText();
}
