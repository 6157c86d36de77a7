/**
 * The commands: opening and copying the bundled notes, running scenarios and symbols, going to places. Arguments that can come from a
 * link are checked; what a command can't do it says in a notification.
 */
import * as vscode from 'vscode';
import { noteInFront } from './activeNote';
import { COMMANDS, checkPlaceArguments, checkRunArguments, type RunArguments } from './commandLinks';
import { copyNotes } from './copyNotes';
import { isBundled, LOOPBACK_NOTES } from './documents';
import type { EngineService } from './engineService';
import type { NoteLibrary } from './library';
import { inform, refuse } from './messages';
import type { RunStarter } from './run';
import type { ScenarioTitles } from './scenarios';
import { definitionPlaces, symbolAt } from './symbols';

export interface CommandServices {
  readonly library: NoteLibrary;
  readonly engine: EngineService;
  readonly scenarios: ScenarioTitles;
  readonly runs: RunStarter;
}

export function registerCommands(services: CommandServices): vscode.Disposable {
  const commands = new Commands(services);
  const register = (name: string, run: (...args: unknown[]) => unknown): vscode.Disposable =>
    vscode.commands.registerCommand(name, run);
  return vscode.Disposable.from(
    register('annotatedKernel.openLoopbackNotes', () => commands.openNotes()),
    register('annotatedKernel.copyLoopbackNotes', () => copyNotes(services.library)),
    register(COMMANDS.run, (argument) => commands.run(argument)),
    register(COMMANDS.runSymbol, (argument) => commands.runSymbol(argument)),
    register(COMMANDS.openPlace, (argument) => commands.openPlace(argument)),
  );
}

class Commands {
  constructor(private readonly services: CommandServices) {}

  async openNotes(): Promise<void> {
    await vscode.window.showTextDocument(LOOPBACK_NOTES);
  }

  /** Plays a scenario from boot: the one given, or one that the user picks. */
  async run(argument: unknown): Promise<void> {
    const given = checkRunArguments(argument);
    if (!given) return refuse('annotatedKernel.run');
    const { scenarios } = this.services;
    const scenario = given.scenario ?? (await this.pickScenario(given.among ?? scenarios.names, true));
    if (scenario === undefined) return;
    this.start({ ...given, scenario }, undefined, true);
  }

  /** Runs to the first execution of a symbol: the one given, or the one under the cursor. */
  async runSymbol(argument: unknown): Promise<void> {
    const given = checkRunArguments(argument);
    if (!given) return refuse('annotatedKernel.runSymbol');
    const symbol = given.symbol ?? this.symbolUnderCursor();
    if (symbol === undefined) {
      inform('Put the cursor on a C symbol in a note or in the model first.');
      return;
    }
    const measured = given.among ?? this.services.engine.scenariosOf(symbol, given.note ?? this.noteInFront());
    const scenario = given.scenario ?? (await this.pickScenario(measured, given.among !== undefined));
    if (scenario === undefined) {
      if (measured.length === 0) inform(`No scenario runs ${symbol}.`);
      return;
    }
    this.start({ ...given, scenario }, symbol, false);
  }

  /** Shows a place: a note, the model or any document of the workspace. */
  async openPlace(argument: unknown): Promise<void> {
    const place = checkPlaceArguments(argument);
    const uri = place && this.knownUri(place.uri);
    if (!place || !uri) return refuse(COMMANDS.openPlace);
    const at = new vscode.Position(place.line - 1, place.column - 1);
    const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
    await vscode.window.showTextDocument(uri, {
      selection: new vscode.Range(at, at),
      ...(shown?.viewColumn === undefined ? {} : { viewColumn: shown.viewColumn }),
    });
  }

  /** Only documents that are the extension's own, or notes, or in the workspace are opened by a link. */
  private knownUri(text: string): vscode.Uri | undefined {
    let uri: vscode.Uri;
    try {
      uri = vscode.Uri.parse(text, true);
    } catch {
      return undefined; // the text is not a URI: it names nothing that is known, and whoever asked is told
    }
    const known = isBundled(uri) || this.services.library.byUri(text) || vscode.workspace.getWorkspaceFolder(uri);
    return known ? uri : undefined;
  }

  private start(run: RunArguments & { readonly scenario: string }, symbol: string | undefined, play: boolean): void {
    if (run.note !== undefined && !this.knownUri(run.note)) {
      refuse(symbol === undefined ? COMMANDS.run : COMMANDS.runSymbol);
      return;
    }
    const note = run.note ?? this.noteInFront();
    this.services.runs.run({ scenario: run.scenario, note, symbol, play });
  }

  private noteInFront(): string {
    return noteInFront(this.services.library).toString();
  }

  private symbolUnderCursor(): string | undefined {
    const editor = vscode.window.activeTextEditor;
    return editor && symbolAt(editor.document, editor.selection.active, this.services.library)?.name;
  }

  /** @param always whether the user is asked even where there is one only. */
  private async pickScenario(names: readonly string[], always = false): Promise<string | undefined> {
    if (names.length === 0 || (names.length === 1 && !always)) return names[0];
    const { scenarios } = this.services;
    const items = names.map((name) => ({ label: scenarios.title(name), detail: scenarios.description(name), name }));
    return (await vscode.window.showQuickPick(items, { placeHolder: 'Scenario to run' }))?.name;
  }

  /** Shows what the notes or the model say about a symbol. */
  async openSymbol(symbol: string, note: vscode.Uri | undefined): Promise<void> {
    const known = note && this.services.library.byUri(note.toString());
    const [place] = definitionPlaces(symbol, known, this.services.library);
    if (place) await vscode.window.showTextDocument(place.uri, { selection: place.nameRange });
    else inform(`Neither the notes nor the model define ${symbol}.`);
  }
}

/** Shows what the notes or the model say about a symbol; for the panel. */
export function openSymbol(services: CommandServices, symbol: string, note: vscode.Uri | undefined): Promise<void> {
  return new Commands(services).openSymbol(symbol, note);
}
