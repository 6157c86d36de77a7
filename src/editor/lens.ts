/**
 * CodeLenses over the C fences of notes: the scenarios that run what the fence defines, each played from boot. Which these are is measured.
 * Those that a reader meets first have a lens each, and one more lens lets the user choose among the others. Until there is an
 * answer for a fence, one lens lets the user choose among all scenarios.
 */
import * as vscode from 'vscode';
import type { Note, Snippet } from '../notes/note';
import { COMMANDS, type RunArguments } from './commandLinks';
import type { EngineService } from './engineService';
import { lensesOver } from './lensLines';
import type { NoteLibrary } from './library';
import type { ScenarioTitles } from './scenarios';

export class SnippetLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscriptions: vscode.Disposable[];

  constructor(
    private readonly library: NoteLibrary,
    private readonly engine: EngineService,
    private readonly scenarios: ScenarioTitles,
  ) {
    this.subscriptions = [
      this.changed,
      engine.onDidMeasure(() => this.changed.fire()),
      library.onDidChange(() => this.changed.fire()),
    ];
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const note = this.library.get(document);
    if (!note) return [];
    return lensesOver(
      note.snippets,
      ({ line }) => line - 1,
      (snippet) => this.commandsFor(note, snippet),
      'snippet',
    );
  }

  private commandsFor(note: Note, snippet: Snippet): vscode.Command[] {
    const run = this.scenariosOf(note, snippet);
    if (run.length === 0) {
      if (this.engine.measurements.isMeasured(note.uri)) return [];
      return [choose('$(play) Run…', 'Choose a scenario to run with this note', { note: note.uri })];
    }
    const { leading, more } = this.scenarios.choices(run);
    const commands: vscode.Command[] = leading.map(({ scenario, label }) => ({
      title: label,
      tooltip: this.scenarios.description(scenario),
      command: COMMANDS.run,
      arguments: [{ scenario, note: note.uri }],
    }));
    if (more) commands.push(choose(more.label, more.tooltip, { among: more.among, note: note.uri }));
    return commands;
  }

  /** Scenarios that run any of the snippet's definitions, in the scenarios' own order. */
  private scenariosOf(note: Note, snippet: Snippet): readonly string[] {
    const run = new Set(snippet.definitions.flatMap(({ name }) => this.engine.scenariosOf(name, note.uri)));
    return this.scenarios.names.filter((name) => run.has(name));
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}

function choose(title: string, tooltip: string, argument: RunArguments): vscode.Command {
  return { title, tooltip, command: COMMANDS.run, arguments: [argument] };
}
