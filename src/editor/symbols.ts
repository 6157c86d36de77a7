/**
 * The symbol under the cursor, in a note or in one of the model's sources, and where it is defined. The identifier and its range come from
 * the engine's lexer, as VS Code's idea of a word in Markdown is not C's; a local or a member that has a global's name is none.
 */
import * as vscode from 'vscode';
import { modelFiles } from '../kernel/model';
import { modelDefinitions, modelOutline } from '../kernel/modelIndex';
import { type Note, snippetAt } from '../notes/note';
import { symbolInCode, symbolInNote } from '../notes/symbolAt';
import { modelPath, modelUri } from './documents';
import type { NoteLibrary } from './library';

export interface FoundSymbol {
  readonly name: string;
  readonly range: vscode.Range;
  readonly offset: number;
  /** The note that it stands in. */
  readonly note: Note | undefined;
  /** It stands in a C fence of the note, or in C. */
  readonly inCode: boolean;
}

/** The symbol at a position. */
export function symbolAt(
  document: vscode.TextDocument,
  position: vscode.Position,
  library: NoteLibrary,
): FoundSymbol | undefined {
  const offset = document.offsetAt(position);
  const path = modelPath(document.uri);
  if (path !== undefined) {
    const file = modelFiles().find((candidate) => candidate.path === path);
    const found = file && symbolInCode(modelOutline(file), offset);
    return found && make(document, found, undefined, true);
  }
  const note = library.get(document);
  const found = note && symbolInNote(note, offset);
  return found && make(document, found, note, snippetAt(note, offset) !== undefined);
}

function make(
  document: vscode.TextDocument,
  found: { readonly name: string; readonly start: number; readonly end: number },
  note: Note | undefined,
  inCode: boolean,
): FoundSymbol {
  const range = new vscode.Range(document.positionAt(found.start), document.positionAt(found.end));
  return { name: found.name, range, offset: found.start, note, inCode };
}

/** A definition that a reader can go to. */
export interface DefinitionPlace {
  readonly uri: vscode.Uri;
  readonly range: vscode.Range;
  readonly nameRange: vscode.Range;
}

/** The definitions of a name: in the note asked from, else in other notes, and in the model. */
export function definitionPlaces(name: string, note: Note | undefined, library: NoteLibrary): DefinitionPlace[] {
  const inNotes = library.symbols.get(name)?.definitions ?? [];
  const here = inNotes.filter((found) => found.note.uri === note?.uri);
  const places = (here.length > 0 ? here : inNotes).map(({ note: other, definition }) => ({
    uri: vscode.Uri.parse(other.uri),
    range: rangeIn(other, definition.start, definition.end),
    nameRange: rangeIn(other, definition.nameSpan.start, definition.nameSpan.end),
  }));
  return places.length > 0 ? places : modelPlaces(name);
}

/** The definitions of a name in the model. */
export function modelPlaces(name: string): DefinitionPlace[] {
  return modelDefinitions(name).flatMap(({ file, outline, item }) => {
    const uri = modelUri(file.path);
    const first = outline.tokens[item.first];
    const last = outline.tokens[item.end - 1];
    const named = outline.tokens[item.declares.find((declared) => declared.name === name)?.token ?? item.nameToken];
    if (!uri || !first || !last) return [];
    const range = (start: number, end: number): vscode.Range => {
      const from = file.place(start);
      const to = file.place(end);
      return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
    };
    const nameToken = named ?? first;
    return [{ uri, range: range(first.offset, last.end), nameRange: range(nameToken.offset, nameToken.end) }];
  });
}

/** A range of a note's text, for VS Code. */
export function rangeIn(note: Note, start: number, end: number): vscode.Range {
  const from = note.file.place(start);
  const to = note.file.place(end);
  return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
}
