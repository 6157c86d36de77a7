/**
 * The documents that the extension brings: the notes and the model's sources, in one read-only file system, so that they are tabs like
 * any other and survive a reload. `annotated-kernel:/notes/loopback.md`, `annotated-kernel:/model/drivers/net/loopback.c`.
 */
import * as vscode from 'vscode';
import { files as kernelTree } from '#embedded/kernel-tree';
import { files as notes } from '#embedded/notes';

export const SCHEME = 'annotated-kernel';
export const LOOPBACK_NOTES = vscode.Uri.from({ scheme: SCHEME, path: '/notes/loopback.md' });

/** The document of one of the model's files; undefined when there is none of that path. */
export function modelUri(path: string): vscode.Uri | undefined {
  return Object.hasOwn(kernelTree, path) ? vscode.Uri.from({ scheme: SCHEME, path: `/model/${path}` }) : undefined;
}

/** The path in the model of one of its documents. */
export function modelPath(uri: vscode.Uri): string | undefined {
  return uri.scheme === SCHEME && uri.path.startsWith('/model/') ? uri.path.slice('/model/'.length) : undefined;
}

export function isBundled(uri: vscode.Uri): boolean {
  return uri.scheme === SCHEME;
}

const texts: ReadonlyMap<string, string> = new Map([
  ...Object.entries(notes).map(([path, text]) => [`/notes/${path}`, text] as const),
  ...Object.entries(kernelTree).map(([path, text]) => [`/model/${path}`, text] as const),
]);

export class BundledDocuments implements vscode.FileSystemProvider {
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  /** Never fires: what is bundled does not change. */
  readonly onDidChangeFile = this.changed.event;
  private readonly encoder = new TextEncoder();

  /** Registers the file system. Its message, where VS Code says that a file is read-only, offers a copy that can be edited. */
  static register(): vscode.Disposable {
    const message = new vscode.MarkdownString(
      'This document came with the extension. [Copy the Loopback Notes into My Workspace](command:annotatedKernel.copyLoopbackNotes) to edit and run your own.',
    );
    message.isTrusted = { enabledCommands: ['annotatedKernel.copyLoopbackNotes'] };
    return vscode.workspace.registerFileSystemProvider(SCHEME, new BundledDocuments(), {
      isCaseSensitive: true,
      isReadonly: message,
    });
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  stat(uri: vscode.Uri): vscode.FileStat {
    const text = texts.get(uri.path);
    if (text !== undefined) {
      return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: this.encoder.encode(text).length };
    }
    if (this.childrenOf(uri.path).size === 0) throw vscode.FileSystemError.FileNotFound(uri);
    return { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 };
  }

  readDirectory(uri: vscode.Uri): [string, vscode.FileType][] {
    const children = this.childrenOf(uri.path);
    if (children.size === 0) throw vscode.FileSystemError.FileNotFound(uri);
    return [...children];
  }

  readFile(uri: vscode.Uri): Uint8Array {
    const text = texts.get(uri.path);
    if (text === undefined) throw vscode.FileSystemError.FileNotFound(uri);
    return this.encoder.encode(text);
  }

  createDirectory(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  writeFile(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  delete(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  rename(uri: vscode.Uri): never {
    throw vscode.FileSystemError.NoPermissions(uri);
  }

  private childrenOf(path: string): Map<string, vscode.FileType> {
    const prefix = path.endsWith('/') ? path : `${path}/`;
    const children = new Map<string, vscode.FileType>();
    for (const known of texts.keys()) {
      if (!known.startsWith(prefix)) continue;
      const [name = '', ...rest] = known.slice(prefix.length).split('/');
      children.set(name, rest.length === 0 ? vscode.FileType.File : vscode.FileType.Directory);
    }
    return children;
  }
}
