/*
 * The extension's entry, in both of VS Code's hosts: `activate` builds the services and registers the surfaces.
 */
import * as vscode from 'vscode';

export function activate(context: vscode.ExtensionContext): void {
  context.subscriptions.push(vscode.window.createOutputChannel('Annotated Kernel', { log: true }));
}
