/*
 * Which of VS Code's two extension hosts the suites run in, and where the workspace is.
 */
import * as vscode from 'vscode';

/** The extension's identifier. */
export const extensionId = 'annotated-kernel.annotated-kernel';

/** The host that the suites were bundled for. */
declare const EXTENSION_HOST: 'node' | 'web';

/** Whether this is the web worker extension host, which has neither Node nor local files. */
export const isWebHost = EXTENSION_HOST === 'web';

/** The workspace's folder: a scratch one with notes/loopback.md and what test/integration/workspace/ holds. */
export function workspaceFolder(): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) {
    throw new Error('The integration tests want a workspace folder.');
  }
  return folder.uri;
}

/** Waits until `probe` returns something other than undefined or false; fails after `seconds`, naming `what`. */
export async function eventually<T>(
  what: string,
  probe: () => T | Thenable<T>,
  seconds = 60,
): Promise<Exclude<T, undefined | false>> {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== false) {
      return value as Exclude<T, undefined | false>;
    }
    if (Date.now() > end) {
      throw new Error(`Waited ${seconds} s for ${what}.`);
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
