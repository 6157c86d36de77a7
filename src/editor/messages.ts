/**
 * Notifications. What they say may quote notes and trees, so it is made inert: VS Code would make links that run commands of it.
 */
import * as vscode from 'vscode';
import { inert } from './plainText';

/** Characters of a notification; VS Code itself shows some hundred. */
const LONGEST = 1000;

/** Tells the user something. */
export function inform(message: string): void {
  void vscode.window.showInformationMessage(inert(message, LONGEST));
}

/** Tells the user that something is wrong and can be set right. */
export function warn(message: string): void {
  void vscode.window.showWarningMessage(inert(message, LONGEST));
}

/** Tells the user that a command was given what it does not take: a link that somebody else made. */
export function refuse(command: string): void {
  void vscode.window.showErrorMessage(`${command} was called with arguments that it does not take.`);
}
