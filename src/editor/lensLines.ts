/**
 * CodeLenses over places of a document, no more than VS Code can lay out without being slow: it makes room for each line of them, in sight
 * or not. The last one says how many places have none.
 */
import * as vscode from 'vscode';
import { count } from './cut';

/** Lines of one document that have lenses from one provider. */
const MAX_LINES = 500;

/**
 * The lenses over some places, in their order. `lineOf` gives a place's line, 0-based; `what` is what one place is called where it is said
 * that there are more, and undefined where another provider says it.
 */
export function lensesOver<T>(
  places: readonly T[],
  lineOf: (place: T) => number,
  commandsFor: (place: T) => readonly vscode.Command[],
  what: string | undefined,
): vscode.CodeLens[] {
  const at = (place: T, command: vscode.Command): vscode.CodeLens => {
    const line = lineOf(place);
    return new vscode.CodeLens(new vscode.Range(line, 0, line, 0), command);
  };
  const lenses = places.slice(0, MAX_LINES).flatMap((place) => commandsFor(place).map((command) => at(place, command)));
  const next = places[MAX_LINES];
  if (next !== undefined && what !== undefined) {
    const title = `… and ${count(places.length - MAX_LINES, `more ${what}`)} without lenses`;
    const tooltip = 'Show the Kernel Notes view, which lists them';
    lenses.push(at(next, { title, tooltip, command: 'annotatedKernel.notes.focus' }));
  }
  return lenses;
}
