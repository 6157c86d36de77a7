/*
 * What the hovers at a place say, as a reader sees it: links with their targets, but spaces that keep a line together as plain ones.
 */
import * as vscode from 'vscode';

/** The parts of every hover at a position as they are written. */
export async function rawHoverParts(uri: vscode.Uri, position: vscode.Position): Promise<string[]> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>('vscode.executeHoverProvider', uri, position);
  return hovers
    .flatMap((hover) => hover.contents)
    .map((content) => (typeof content === 'string' ? content : content.value));
}

/** The same as they read. */
export async function hoverParts(uri: vscode.Uri, position: vscode.Position): Promise<string[]> {
  return (await rawHoverParts(uri, position)).map((text) =>
    text
      .replace(/&nbsp;|\u00a0/g, ' ')
      .replace(/[\\\u2060]/g, '')
      .replace(/ {2,}/g, ' '),
  );
}

/** All that the hovers at a position say. */
export async function hoverText(uri: vscode.Uri, position: vscode.Position): Promise<string> {
  return (await hoverParts(uri, position)).join('\n');
}
