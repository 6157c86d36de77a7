/**
 * Follows the active editor: keeps the context key `annotatedKernel.activeNote`, whether it shows a note, for buttons in its title and
 * menu; has the engine read the note, so that hovers are quick; and has the scenarios measured with its C, once the user pauses
 * and if it may be run.
 */
import * as vscode from 'vscode';
import type { Note } from '../notes/note';
import { isBundled, LOOPBACK_NOTES } from './documents';
import type { EngineService } from './engineService';
import { type NoteLibrary, toProgramText } from './library';

/** Milliseconds after the last change of the active note until the scenarios are measured with it. */
const PAUSE = 1500;

export function trackActiveNote(library: NoteLibrary, engine: EngineService): vscode.Disposable {
  let last: boolean | undefined;
  let prepared: Note | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const measure = (note: Note): void => {
    clearTimeout(timer);
    if (!vscode.workspace.isTrusted && !isBundled(vscode.Uri.parse(note.uri))) return;
    timer = setTimeout(() => void engine.measurements.measure(toProgramText(note)), PAUSE);
  };
  const update = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const note = document && library.get(document);
    const isNote = note !== undefined && note.snippets.length > 0;
    if (isNote && note !== prepared) {
      prepared = note;
      engine.prepare(toProgramText(note));
      measure(note);
    }
    if (isNote === last) return;
    last = isNote;
    void vscode.commands.executeCommand('setContext', 'annotatedKernel.activeNote', isNote);
  };
  update();
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(update),
    library.onDidChange(update),
    vscode.workspace.onDidGrantWorkspaceTrust(() => prepared && measure(prepared)),
    new vscode.Disposable(() => clearTimeout(timer)),
  );
}

/** The note in the active editor, else the one in a visible editor, else the bundled one. */
export function noteInFront(library: NoteLibrary): vscode.Uri {
  for (const editor of [vscode.window.activeTextEditor, ...vscode.window.visibleTextEditors]) {
    const note = editor && library.get(editor.document);
    if (note && note.snippets.length > 0) return vscode.Uri.parse(note.uri);
  }
  return LOOPBACK_NOTES;
}
