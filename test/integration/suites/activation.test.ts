/*
 * The extension comes up in its host and keeps what its package.json promises.
 */
import { assert } from 'chai';
import * as vscode from 'vscode';
import { extensionId, isWebHost } from '../host';
import { suite, test } from '../mocha';

suite('activation', () => {
  test('the suites run in the host that was asked for', () => {
    assert.equal('importScripts' in globalThis, isWebHost);
  });

  test('the extension is installed and activates', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.isDefined(extension);
    await extension?.activate();
    assert.isTrue(extension?.isActive);
  });

  test('every command that package.json contributes is registered', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    await extension?.activate();
    const contributed: { command: string }[] = extension?.packageJSON.contributes.commands ?? [];
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      contributed.map(({ command }) => command).filter((command) => !registered.has(command)),
      [],
    );
  });
});
