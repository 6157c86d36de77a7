/**
 * "Go to Definition" and "Peek" in notes and in the model's sources: from code in a note to the definition in the kernel tree when one is
 * open, else to the definition in the note, and where the notes have none, in the model. In other C there is none of ours: F12 there
 * belongs to the language server.
 */
import type * as vscode from 'vscode';
import type { NoteLibrary } from './library';
import { definitionPlaces, modelPlaces, symbolAt } from './symbols';
import type { TreeDefinitions } from './tree/treeDefinition';

export class SymbolDefinition implements vscode.DefinitionProvider {
  constructor(
    private readonly library: NoteLibrary,
    private readonly tree: TreeDefinitions,
  ) {}

  async provideDefinition(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.LocationLink[]> {
    const symbol = symbolAt(document, position, this.library);
    if (!symbol) return [];
    const inTree = symbol.inCode ? await this.tree.find(symbol, token) : [];
    if (inTree.length > 0) return inTree;
    let places = symbol.note ? definitionPlaces(symbol.name, symbol.note, this.library) : modelPlaces(symbol.name);
    // On a definition itself, go on to the model's, as there is nowhere else to go.
    const here = places.some(
      (place) => place.uri.toString() === document.uri.toString() && place.nameRange.isEqual(symbol.range),
    );
    if (here && symbol.note) places = modelPlaces(symbol.name);
    return places.map((place) => ({
      originSelectionRange: symbol.range,
      targetUri: place.uri,
      targetRange: place.range,
      targetSelectionRange: place.nameRange,
    }));
  }
}
