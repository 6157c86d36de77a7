/**
 * Follows the active editor: keeps the context key `annotatedKernel.activeNote`, whether it shows a note, for buttons in its title and
 * menu; and has the engine read the note, so that hovers are quick.
 */
import * as vscode from 'vscode';
import type { Note } from '../notes/note';
import type { EngineService } from './engineService';
import { type NoteLibrary, toProgramText } from './library';

export function trackActiveNote(library: NoteLibrary, engine: EngineService): vscode.Disposable {
  let last: boolean | undefined;
  let prepared: Note | undefined;
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const note = document && library.get(document);
    const isNote = note !== undefined && note.snippets.length > 0;
    if (isNote && note !== prepared) {
      prepared = note;
      engine.prepare(toProgramText(note));
    }
    if (isNote === last) return;
    last = isNote;
    void vscode.commands.executeCommand('setContext', 'annotatedKernel.activeNote', isNote);
  };
  update();
  return vscode.Disposable.from(vscode.window.onDidChangeActiveTextEditor(update), library.onDidChange(update));
}
