/**
 * Hovers on the C of notes and of the model: links, then how a macro unfolds at this very use, the definition and where it is, a struct's
 * layout, and the questions and annotations about it. Text from notes goes only into parts that are not trusted; links are a
 * part of their own.
 */
import * as vscode from 'vscode';
import { definitionText, modelDefinitions } from '../kernel/modelIndex';
import type { Note } from '../notes/note';
import type { SymbolEntry } from '../notes/symbolIndex';
import type { StructLayout, SymbolDescription } from '../simulation/protocol';
import { COMMANDS, commandLink, linkLine, trustedMarkdown } from './commandLinks';
import { count, cutCode, cutText } from './cut';
import { modelPath } from './documents';
import type { EngineService } from './engineService';
import { type NoteLibrary, toProgramText } from './library';
import { runLinks } from './runLinks';
import type { ScenarioTitles } from './scenarios';
import { definitionPlaces, type FoundSymbol, modelPlaces, rangeIn, symbolAt } from './symbols';
import type { NoteAnchors } from './tree/noteAnchors';
import { placeText, plain } from './tree/words';
import { annotationsAbout, annotationText, answersOf, questionsAbout, questionText } from './whatNotesSay';

const MAX_STEPS = 8;
const MAX_QUESTIONS = 5;
const MAX_ANNOTATIONS = 8;
const MAX_MEMBERS = 16;

export class SymbolHover implements vscode.HoverProvider {
  constructor(
    private readonly library: NoteLibrary,
    private readonly engine: EngineService,
    private readonly scenarios: ScenarioTitles,
    private readonly anchors: NoteAnchors,
  ) {}

  async provideHover(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
  ): Promise<vscode.Hover | undefined> {
    const symbol = symbolAt(document, position, this.library);
    if (!symbol) return undefined;
    const entry = this.library.symbols.get(symbol.name);
    const inModel = modelDefinitions(symbol.name);
    if (!entry && inModel.length === 0) return undefined;
    const described = symbol.inCode ? await this.describe(document, symbol, token) : undefined;
    const parts = [
      this.links(document, symbol, entry), // at the top, where they are in sight however long the rest is
      ...expansionPart(described),
      ...this.definitionPart(symbol, entry),
      ...layoutPart(described?.layouts ?? []),
      ...notesPart(entry, symbol.note),
      ...this.treePart(symbol),
    ];
    return new vscode.Hover(parts, symbol.range);
  }

  private describe(
    document: vscode.TextDocument,
    symbol: FoundSymbol,
    token: vscode.CancellationToken,
  ): Promise<SymbolDescription | undefined> {
    const path = modelPath(document.uri);
    const origin = path === undefined ? 'note' : 'model';
    const place = {
      note: symbol.note && toProgramText(symbol.note),
      document: { origin, path: path ?? document.uri.toString() },
      offset: symbol.offset,
    } as const;
    return this.engine.describe(place, `${document.uri} ${document.version} ${symbol.offset}`, token);
  }

  private definitionPart(symbol: FoundSymbol, entry: SymbolEntry | undefined): vscode.MarkdownString[] {
    const own = entry?.definitions.filter(({ note }) => note.uri === symbol.note?.uri) ?? [];
    const [inNote] = own.length > 0 ? own : (entry?.definitions ?? []);
    const part = new vscode.MarkdownString();
    if (inNote) {
      const { note, definition } = inNote;
      part.appendCodeblock(cutCode(note.text.slice(definition.start, definition.end)), 'c');
      part.appendText(definition.path?.path ?? `in ${shortName(note)}`);
      if (definition.elided) part.appendText(' (the note leaves some of it out)');
      return [part];
    }
    const [inModel] = modelDefinitions(symbol.name);
    if (!inModel) return [];
    part.appendCodeblock(cutCode(definitionText(inModel)), 'c');
    part.appendText(`${inModel.file.path} (in the model)`);
    return [part];
  }

  /** How what the note quotes stands in the kernel tree, when it is not the same there. */
  private treePart(symbol: FoundSymbol): vscode.MarkdownString[] {
    const place = this.anchors.placesOf(symbol.name, symbol.note)[0];
    if (!place || place.anchor.status === 'exact') return [];
    const part = new vscode.MarkdownString();
    part.appendText(`${place.anchor.status} in the kernel tree: ${plain(place.anchor.reason)}`);
    return [part];
  }

  private links(
    document: vscode.TextDocument,
    symbol: FoundSymbol,
    entry: SymbolEntry | undefined,
  ): vscode.MarkdownString {
    const { name } = symbol;
    const note = symbol.note?.uri;
    const links = runLinks(this.engine, this.scenarios, name, note);
    const inTree = this.anchors.placesOf(name, symbol.note)[0]?.anchor;
    if (inTree) {
      const argument = { path: inTree.path, line: inTree.startLine };
      links.push(commandLink('Open in kernel tree', COMMANDS.openInTree, argument, placeText(inTree)));
    }
    const [place] = definitionPlaces(name, symbol.note, this.library);
    const definedNote = entry?.definitions[0]?.note;
    if (
      place &&
      definedNote &&
      !(place.uri.toString() === document.uri.toString() && place.nameRange.contains(symbol.range.start))
    ) {
      links.push(goTo('Go to note', place.uri, place.nameRange));
    }
    const [inModel] = modelPlaces(name);
    if (inModel && inModel.uri.toString() !== document.uri.toString()) {
      links.push(goTo('Go to model', inModel.uri, inModel.nameRange));
    }
    const annotations = annotationsAbout(entry, symbol.note).slice(0, MAX_ANNOTATIONS);
    for (const answer of answersOf(annotations, this.library.symbols)) {
      if (answer.symbol === name && !answer.isQuestion) continue; // it is where the note is gone to
      const range = rangeIn(answer.note, answer.offset, answer.offset);
      const title = answer.symbol === name ? 'Go to answer' : `Go to answer about ${answer.symbol}`;
      links.push(goTo(title, vscode.Uri.parse(answer.note.uri), range));
    }
    return trustedMarkdown(linkLine(links));
  }
}

function goTo(label: string, uri: vscode.Uri, range: vscode.Range): string {
  const argument = { uri: uri.toString(), line: range.start.line + 1, column: range.start.character + 1 };
  return commandLink(label, COMMANDS.openPlace, argument, 'Open it in an editor');
}

function expansionPart(described: SymbolDescription | undefined): vscode.MarkdownString[] {
  if (!described || described.expansion.length === 0) return [];
  const part = new vscode.MarkdownString();
  part.appendText('Unfolds here, one macro at a time:');
  described.expansion.slice(0, MAX_STEPS).forEach((step, n) => {
    part.appendText(`\n\n${n + 1}. ${cutText(step.macro)}`);
    part.appendCodeblock(cutCode(step.text), 'c');
  });
  const more = described.expansion.length - MAX_STEPS;
  if (more > 0) part.appendText(`… and ${count(more, 'more step')}`);
  return [part];
}

function layoutPart(layouts: readonly StructLayout[]): vscode.MarkdownString[] {
  if (layouts.length === 0) return [];
  const part = new vscode.MarkdownString();
  for (const layout of layouts) part.appendCodeblock(cutCode(layoutText(layout)), 'c');
  return [part];
}

/** As pahole prints it: offset and size in bytes before each member. */
export function layoutText(layout: StructLayout): string {
  const left = layout.members.length - MAX_MEMBERS;
  const rows = layout.members.slice(0, MAX_MEMBERS).map((member) => {
    const bits = member.bits ? `:${member.bits.first}` : '';
    const place = `/* ${String(member.offset).padStart(4)}${bits.padEnd(3)} ${String(member.size).padStart(4)} */`;
    return `${place} ${'  '.repeat(member.depth)}${member.declaration};`;
  });
  return [
    `/* ${layout.bits}-bit, in the model: ${layout.size} bytes, aligned to ${layout.alignment} */`,
    '/* offset size */',
    `${layout.name} {`,
    ...rows,
    ...(left > 0 ? [`/* … and ${count(left, 'more member')} */`] : []),
    '};',
  ].join('\n');
}

/** What the note itself says; where it says nothing, what other notes say. */
function notesPart(entry: SymbolEntry | undefined, note: Note | undefined): vscode.MarkdownString[] {
  const questions = questionsAbout(entry, note);
  const annotations = annotationsAbout(entry, note);
  if (questions.length + annotations.length === 0) return [];
  const part = new vscode.MarkdownString();
  for (const question of questions.slice(0, MAX_QUESTIONS)) part.appendText(`${cutText(questionText(question))}\n\n`);
  appendRest(part, questions.length - MAX_QUESTIONS, 'more question');
  for (const annotation of annotations.slice(0, MAX_ANNOTATIONS))
    part.appendText(`“${cutText(annotationText(annotation))}”\n\n`);
  appendRest(part, annotations.length - MAX_ANNOTATIONS, 'more annotation');
  return [part];
}

function appendRest(part: vscode.MarkdownString, left: number, what: string): void {
  if (left > 0) part.appendText(`… and ${count(left, what)}\n\n`);
}

function shortName(note: Note): string {
  return vscode.Uri.parse(note.uri).path.replace(/^.*\//, '');
}
