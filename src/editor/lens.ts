/**
 * CodeLenses over the C fences of notes: the scenarios that run what the fence defines, each played from boot. Which these are is measured;
 * until then there is one lens that lets the user choose.
 */
import * as vscode from 'vscode';
import type { Snippet } from '../notes/note';
import { COMMANDS } from './commandLinks';
import type { EngineService } from './engineService';
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
    return note.snippets.flatMap((snippet) => {
      const line = snippet.line - 1;
      const range = new vscode.Range(line, 0, line, 0);
      return this.scenariosOf(snippet).map(
        (scenario) =>
          new vscode.CodeLens(range, {
            title: `$(play) Run ${this.scenarios.phrase(scenario)}`,
            tooltip: this.scenarios.description(scenario),
            command: COMMANDS.run,
            arguments: [{ scenario, note: note.uri }],
          }),
      );
    });
  }

  /** Scenarios that run any of the snippet's definitions, in the scenarios' own order. */
  private scenariosOf(snippet: Snippet): readonly string[] {
    const run = new Set(snippet.definitions.flatMap(({ name }) => this.engine.scenariosOf(name)));
    return this.scenarios.names.filter((name) => run.has(name));
  }

  dispose(): void {
    vscode.Disposable.from(...this.subscriptions).dispose();
  }
}
