/**
 * Hovers in the files of a kernel tree, on the symbols that the notes speak of: the question, the annotations, links. No definition, as the
 * language server shows that, and a dozen lines at most. A local or a member that has a global's name gets none, nor does a name
 * that this file defines for itself while the notes speak of another file's.
 */
import * as vscode from 'vscode';
import type { Outline } from '../../c/outline';
import { symbolInCode } from '../../notes/symbolAt';
import type { SymbolEntry } from '../../notes/symbolIndex';
import { definitionsOfName } from '../../notes/treeDefinitions';
import { COMMANDS, commandLink, linkLine, trustedMarkdown } from '../commandLinks';
import { count, cutText } from '../cut';
import type { EngineService } from '../engineService';
import type { NoteLibrary } from '../library';
import { runLinks } from '../runLinks';
import type { ScenarioTitles } from '../scenarios';
import { rangeIn } from '../symbols';
import { annotationsAbout, annotationText, answersOf, questionsAbout, questionText } from '../whatNotesSay';
import type { KernelTrees } from './kernelTrees';
import type { NoteAnchors } from './noteAnchors';
import { plain } from './words';

const MAX_LINES = 12;
/** Links to answers, which all stand on one line with the others. */
const MAX_ANSWERS = 3;

export class SourceHover implements vscode.HoverProvider {
  constructor(
    private readonly library: NoteLibrary,
    private readonly trees: KernelTrees,
    private readonly anchors: NoteAnchors,
    private readonly engine: EngineService,
    private readonly scenarios: ScenarioTitles,
  ) {}

  async provideHover(document: vscode.TextDocument, position: vscode.Position): Promise<vscode.Hover | undefined> {
    const found = this.trees.find(document.uri);
    if (!found) return undefined;
    const outline = await found.tree.sources.reader.read(found.path);
    if (!outline || 'reason' in outline || outline.file.text.length !== document.getText().length) return undefined;
    const symbol = symbolInCode(outline, document.offsetAt(position));
    const entry = symbol && this.library.symbols.get(symbol.name);
    if (!symbol || !entry || this.isAnother(symbol.name, found.path, outline)) return undefined;
    const range = new vscode.Range(document.positionAt(symbol.start), document.positionAt(symbol.end));
    const current = found.tree === this.trees.current;
    return new vscode.Hover([...this.text(entry, current), this.links(entry, current)], range);
  }

  /** Whether the file defines the name for itself, and the notes speak of one in another file. */
  private isAnother(name: string, path: string, outline: Outline): boolean {
    const places = this.anchors.placesOf(name, undefined);
    if (places.length === 0 || places.some(({ anchor }) => anchor.path === path)) return false;
    return definitionsOfName(name, path, outline).length > 0;
  }

  private text(entry: SymbolEntry, current: boolean): vscode.MarkdownString[] {
    const place = current ? this.anchors.placesOf(entry.name, undefined)[0] : undefined;
    const lines = [
      ...questionsAbout(entry, undefined).map(questionText),
      ...annotationsAbout(entry, undefined).map((annotation) => `“${annotationText(annotation)}”`),
    ].flatMap((text) => cutText(text).split('\n'));
    if (place && place.anchor.status !== 'exact')
      lines.unshift(`${place.anchor.status}: ${plain(place.anchor.reason)}`);
    if (lines.length === 0) return [];
    const part = new vscode.MarkdownString();
    const shown =
      lines.length > MAX_LINES
        ? [...lines.slice(0, MAX_LINES - 1), `… and ${count(lines.length - MAX_LINES + 1, 'more line')} in the note`]
        : lines;
    for (const line of shown) part.appendText(`${line}\n\n`);
    return [part];
  }

  private links(entry: SymbolEntry, current: boolean): vscode.MarkdownString {
    const { name } = entry;
    const [definition] = entry.definitions;
    const [question] = entry.questions;
    const note = definition?.note ?? question?.note ?? entry.annotations[0]?.note;
    const links = runLinks(this.engine, this.scenarios, name, note?.uri);
    const at = definition?.definition.nameSpan ?? question?.question ?? entry.annotations[0]?.annotation;
    if (note && at) {
      const { start } = rangeIn(note, at.start, at.start);
      const argument = { uri: note.uri, line: start.line + 1, column: start.character + 1 };
      links.push(commandLink('Go to note', COMMANDS.openPlace, argument, 'Open the note there'));
    }
    const place = current ? this.anchors.placesOf(name, undefined)[0] : undefined;
    if (place && place.anchor.differences.length > 0) {
      const argument = { note: place.note.uri, snippet: place.snippet.index };
      links.push(
        commandLink('Compare with Source', COMMANDS.compareWithSource, argument, 'Compare the note with the source'),
      );
    }
    for (const answer of answersOf(annotationsAbout(entry, undefined), this.library.symbols).slice(0, MAX_ANSWERS)) {
      if (answer.symbol === name && !answer.isQuestion) continue; // it is where the note is gone to
      const { start } = rangeIn(answer.note, answer.offset, answer.offset);
      const argument = { uri: answer.note.uri, line: start.line + 1, column: start.character + 1 };
      const title = answer.symbol === name ? 'Go to answer' : `Go to answer about ${answer.symbol}`;
      links.push(commandLink(title, COMMANDS.openPlace, argument, 'Open the note there'));
    }
    links.push(commandLink('All notes', COMMANDS.showNotes, { symbol: name }, `Notes about ${name}`));
    return trustedMarkdown(linkLine(links));
  }
}
