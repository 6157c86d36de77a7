/**
 * The commands about kernel trees: going to a place in the tree, choosing the current tree, showing what the notes say about a symbol,
 * saying why a snippet has its status. Arguments come from links and are checked; no path leaves the tree.
 */
import * as vscode from 'vscode';
import { FileError } from '../../files/files';
import { symbolInCode } from '../../notes/symbolAt';
import { COMMANDS, checkSnippet, checkSymbol, checkTreePlace } from '../commandLinks';
import type { NoteLibrary } from '../library';
import { inform, refuse } from '../messages';
import { inert } from '../plainText';
import { rangeIn, symbolAt } from '../symbols';
import type { KernelTrees } from './kernelTrees';
import { isPlaced, type NoteAnchors } from './noteAnchors';
import { iconOf, placeText, plain } from './words';

export class TreeCommands {
  constructor(
    private readonly library: NoteLibrary,
    private readonly trees: KernelTrees,
    private readonly anchors: NoteAnchors,
  ) {}

  register(): vscode.Disposable {
    const register = (name: string, run: (argument: unknown) => Promise<void>): vscode.Disposable =>
      vscode.commands.registerCommand(name, run);
    return vscode.Disposable.from(
      register(COMMANDS.openInTree, (argument) => this.openInTree(argument)),
      register(COMMANDS.showNotes, (argument) => this.showNotes(argument)),
      register(COMMANDS.explainStatus, (argument) => this.explain(argument)),
      register('annotatedKernel.chooseTree', () => this.chooseTree()),
    );
  }

  /** Shows a place of the current tree: the one given, or that of the symbol under the cursor. */
  private async openInTree(argument: unknown): Promise<void> {
    const tree = this.trees.current;
    if (!tree) return inform('No kernel tree is open. Open one as a folder, or name it in annotatedKernel.kernelTree.');
    if (argument === undefined || argument instanceof vscode.Uri) return this.openSymbolInTree();
    const place = checkTreePlace(argument);
    if (!place) return refuse(COMMANDS.openInTree);
    const chosen = place.snippet ? await this.pickPlace(place.snippet, place) : place;
    if (!chosen) return;
    let uri: vscode.Uri | undefined;
    try {
      uri = await tree.fileAt(chosen.path);
    } catch (error) {
      if (!(error instanceof FileError)) throw error;
      return inform(error.message);
    }
    if (!uri) return inform(`${tree.title} has no file ${chosen.path}.`);
    await show(uri, chosen.line);
  }

  /** Of a snippet whose definitions stand at several places, the one that the user picks. */
  private async pickPlace(
    { note, snippet }: { readonly note: string; readonly snippet: number },
    otherwise: { readonly path: string; readonly line: number },
  ): Promise<{ readonly path: string; readonly line: number } | undefined> {
    const known = this.library.byUri(note);
    const placed = (known && this.anchors.of(known)?.snippets[snippet]?.anchors.filter(isPlaced)) ?? [];
    if (new Set(placed.map(placeText)).size < 2) return otherwise;
    const items = placed.map((anchor) => ({
      label: anchor.unit.name || 'statements',
      description: inert(placeText(anchor)),
      detail: `$(${iconOf(anchor.status)}) ${anchor.status}`,
      place: { path: anchor.path, line: anchor.startLine },
    }));
    return (await vscode.window.showQuickPick(items, { placeHolder: 'Place in the kernel tree' }))?.place;
  }

  private async openSymbolInTree(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    const name = editor && symbolAt(editor.document, editor.selection.active, this.library)?.name;
    if (!editor || name === undefined) return inform('Put the cursor on a C symbol in a note first.');
    const [place] = this.anchors.placesOf(name, this.library.get(editor.document));
    if (!place) return inform(`The notes do not place ${name} in the kernel tree; try Go to Definition.`);
    await show(this.trees.current!.uriOf(place.anchor.path), place.anchor.startLine);
  }

  private async chooseTree(): Promise<void> {
    const { current } = this.trees;
    const items = this.trees.all.map((tree) => ({
      label: tree.title,
      description: tree.uri.scheme === 'file' ? tree.uri.fsPath : tree.uri.toString(true),
      ...(tree === current ? { detail: 'current' } : {}),
      tree,
    }));
    if (items.length === 0) {
      const settings = 'Open Settings';
      const chosen = await vscode.window.showInformationMessage(
        'No kernel tree is open. Open one as a folder, or name it in annotatedKernel.kernelTree.',
        settings,
      );
      if (chosen) await vscode.commands.executeCommand('workbench.action.openSettings', 'annotatedKernel.kernelTree');
      return;
    }
    const chosen = await vscode.window.showQuickPick(items, {
      placeHolder: 'Kernel tree that the notes are held against',
    });
    if (chosen) await this.trees.choose(chosen.tree);
  }

  /** Lists the places of the notes that speak of a symbol: the one given, or the one under the cursor. */
  private async showNotes(argument: unknown): Promise<void> {
    const given = checkSymbol(argument);
    if (!given) return refuse(COMMANDS.showNotes);
    const name = given.symbol ?? (await this.symbolUnderCursor());
    if (name === undefined) return inform('Put the cursor on a C symbol first.');
    const places = this.placesInNotes(name);
    if (places.length === 0) return inform(`The notes say nothing about ${name}.`);
    const [only] = places;
    const chosen =
      places.length === 1 ? only : await vscode.window.showQuickPick(places, { placeHolder: `Notes about ${name}` });
    if (chosen) await vscode.window.showTextDocument(chosen.uri, { selection: chosen.range });
  }

  private async symbolUnderCursor(): Promise<string | undefined> {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return undefined;
    const { document, selection } = editor;
    const found = this.trees.find(document.uri);
    if (!found) return symbolAt(document, selection.active, this.library)?.name;
    const outline = await found.tree.sources.reader.read(found.path);
    if (!outline || 'reason' in outline) return undefined;
    return symbolInCode(outline, document.offsetAt(selection.active))?.name;
  }

  private placesInNotes(name: string): { label: string; description: string; uri: vscode.Uri; range: vscode.Range }[] {
    const { symbols } = this.library;
    const entry = symbols.get(name);
    const out: { label: string; description: string; uri: vscode.Uri; range: vscode.Range }[] = [];
    const seen = new Set<string>();
    const add = (icon: string, label: string, note: { uri: string }, range: vscode.Range): void => {
      const key = `${note.uri} ${range.start.line}`;
      if (seen.has(key)) return;
      seen.add(key);
      const uri = vscode.Uri.parse(note.uri);
      const file = uri.path.replace(/^.*\//, '');
      out.push({
        label: `$(${icon}) ${inert(plain(label))}`,
        description: inert(`${file}:${range.start.line + 1}`),
        uri,
        range,
      });
    };
    for (const { note, question } of entry?.questions ?? []) {
      add('comment-discussion', question.text, note, rangeIn(note, question.start, question.start));
    }
    for (const { note, definition } of entry?.definitions ?? []) {
      add(
        'symbol-method',
        `definition of ${name}`,
        note,
        rangeIn(note, definition.nameSpan.start, definition.nameSpan.start),
      );
    }
    for (const { note, annotation } of entry?.annotations ?? []) {
      add('note', annotation.text.replaceAll('\n', ' '), note, rangeIn(note, annotation.start, annotation.start));
    }
    for (const use of symbols.uses(name)) {
      const range = rangeIn(use.note, use.start, use.start);
      const line = use.note.text.slice(
        use.note.lineStarts[range.start.line],
        use.note.lineStarts[range.start.line + 1],
      );
      add('symbol-reference', line.trim(), use.note, range);
    }
    return out;
  }

  private async explain(argument: unknown): Promise<void> {
    const given = checkSnippet(argument);
    const note = given && this.library.byUri(given.note);
    const found = note && this.anchors.of(note)?.snippets[given.snippet];
    if (!found) return refuse(COMMANDS.explainStatus);
    const reasons = [...new Set(found.anchors.map(({ reason }) => plain(reason)))];
    inform(reasons.join(' ') || found.reason);
  }
}

async function show(uri: vscode.Uri, line: number): Promise<void> {
  const at = new vscode.Position(line - 1, 0);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const editor = await vscode.window.showTextDocument(uri, {
    selection: new vscode.Range(at, at),
    ...(shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn }),
  });
  editor.revealRange(new vscode.Range(at, at), vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}
