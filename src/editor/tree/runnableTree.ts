/**
 * What of the current kernel tree can run: its own loopback driver, a whole file, in place of the model's. It is read when
 * a run asks for it, an open document before the file.
 */
import * as vscode from 'vscode';
import type { KernelTrees } from './kernelTrees';

const DRIVER = 'drivers/net/loopback.c';

export class RunnableTree {
  readonly onDidChange: vscode.Event<void>;

  constructor(private readonly trees: KernelTrees) {
    this.onDidChange = trees.onDidChange;
  }

  /** `Linux 6.12`; undefined when no tree is open. */
  title(): string | undefined {
    return this.trees.current?.title;
  }

  /** The files that run, by their paths in the tree. Rejects with a message for the user. */
  async files(): Promise<{ path: string; text: string }[]> {
    const { current } = this.trees;
    const uri = await current?.fileAt(DRIVER);
    if (!uri) {
      throw new Error(
        `${current ? `${current.title} has no ${DRIVER}` : 'No kernel tree is open'}, so it can't be run.`,
      );
    }
    return [{ path: DRIVER, text: (await vscode.workspace.openTextDocument(uri)).getText() }];
  }

  /** The document that a place of a run lies in; undefined when the path is not one of `files`. */
  documentOf(path: string): vscode.Uri | undefined {
    return path === DRIVER ? this.trees.current?.uriOf(path) : undefined;
  }
}
