/**
 * Definitions in the current kernel tree of the symbols of notes: of what a note quotes the place where it was found, of any other name the
 * place that a search of the tree gives. A search shows that it goes on and ends with the request.
 */
import * as vscode from 'vscode';
import { definitionsInTree, definitionsOfName, type TreeDefinition } from '../../notes/treeDefinitions';
import type { NoteLibrary } from '../library';
import type { FoundSymbol } from '../symbols';
import type { KernelTrees } from './kernelTrees';
import type { AnchoredUnit, NoteAnchors } from './noteAnchors';
import type { OpenTree } from './openTree';
import type { SearchStore } from './searchStore';

/** Milliseconds after which a search says that it goes on. */
const PATIENCE = 500;

export class TreeDefinitions {
  constructor(
    private readonly library: NoteLibrary,
    private readonly trees: KernelTrees,
    private readonly anchors: NoteAnchors,
    private readonly store: SearchStore,
  ) {}

  /** Links to the definitions of a symbol that stands in a note; none where no tree is open or the tree has none. */
  async find(symbol: FoundSymbol, token: vscode.CancellationToken): Promise<vscode.LocationLink[]> {
    const tree = this.trees.current;
    if (!tree || !symbol.note) return [];
    const links: vscode.LocationLink[] = [];
    for (const place of this.anchors.placesOf(symbol.name, symbol.note)) {
      links.push(...(await this.placedLinks(tree, symbol, place)));
    }
    if (links.length > 0) return links;
    const found = await this.search(tree, symbol, token);
    return found.map((definition) => linkTo(tree, symbol, definition));
  }

  private async placedLinks(
    tree: OpenTree,
    symbol: FoundSymbol,
    { anchor }: AnchoredUnit,
  ): Promise<vscode.LocationLink[]> {
    const outline = await tree.sources.reader.part(anchor.path, symbol.name);
    if (!outline || 'reason' in outline) return [];
    // The answer may be older than the file: its offsets are taken only where the name still stands.
    const found = definitionsOfName(symbol.name, anchor.path, outline);
    const same = found.find(({ start }) => start === anchor.start) ?? found[0];
    return same ? [linkTo(tree, symbol, same)] : [];
  }

  private async search(
    tree: OpenTree,
    symbol: FoundSymbol,
    token: vscode.CancellationToken,
  ): Promise<TreeDefinition[]> {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => controller.abort());
    const path = this.pathAround(symbol);
    await this.store.restore(tree);
    const searching = definitionsInTree(symbol.name, path, tree.sources, { signal: controller.signal });
    const timer = setTimeout(() => {
      const title = `Looking for ${symbol.name} in ${tree.title}`;
      const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
      void vscode.window.withProgress(options, async (_progress, cancelled) => {
        const cancel = cancelled.onCancellationRequested(() => controller.abort());
        await searching.then(
          () => undefined,
          () => undefined, // whoever asked is told
        );
        cancel.dispose();
      });
    }, PATIENCE);
    try {
      const found = await searching;
      this.store.saveSoon(tree);
      return found;
    } catch (error) {
      if (controller.signal.aborted) return [];
      throw error;
    } finally {
      clearTimeout(timer);
      subscription.dispose();
    }
  }

  /** The path in the tree of the code that the symbol stands in. */
  private pathAround(symbol: FoundSymbol): string | undefined {
    const { note, offset } = symbol;
    const snippet = note?.snippets.find(({ start, end }) => offset >= start && offset < end);
    if (!note || !snippet) return undefined;
    const placed = this.anchors.ofSnippet(note, snippet)?.anchors.find((anchor) => anchor.path !== undefined);
    return (
      placed?.path ?? snippet.path?.path ?? this.library.symbols.get(symbol.name)?.definitions[0]?.definition.path?.path
    );
  }
}

function linkTo(tree: OpenTree, symbol: FoundSymbol, definition: TreeDefinition): vscode.LocationLink {
  const { file } = definition.outline;
  const range = (start: number, end: number): vscode.Range => {
    const [from, to] = [file.place(start), file.place(end)];
    return new vscode.Range(from.line - 1, from.column - 1, to.line - 1, to.column - 1);
  };
  return {
    originSelectionRange: symbol.range,
    targetUri: tree.uriOf(definition.path),
    targetRange: range(definition.start, definition.end),
    targetSelectionRange: range(definition.nameStart, definition.nameEnd),
  };
}
