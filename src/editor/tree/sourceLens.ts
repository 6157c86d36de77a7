/**
 * CodeLenses over the definitions in a kernel tree's files that the notes quote: their questions, which lead to the note, *Run*, and how the
 * note stands when it is not exact.
 */
import * as vscode from 'vscode';
import { COMMANDS } from '../commandLinks';
import type { EngineService } from '../engineService';
import { lensesOver } from '../lensLines';
import { inert } from '../plainText';
import type { ScenarioTitles } from '../scenarios';
import type { KernelTrees } from './kernelTrees';
import type { AnchoredUnit, NoteAnchors } from './noteAnchors';
import { iconOf, plain } from './words';

const MAX_TITLE = 80;

export class SourceLenses implements vscode.CodeLensProvider, vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.changed.event;
  private readonly subscription: vscode.Disposable;

  constructor(
    private readonly trees: KernelTrees,
    private readonly anchors: NoteAnchors,
    private readonly engine: EngineService,
    private readonly scenarios: ScenarioTitles,
  ) {
    this.subscription = vscode.Disposable.from(
      this.changed,
      anchors.onDidChange(() => this.changed.fire()),
      engine.onDidMeasure(() => this.changed.fire()),
    );
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const found = this.trees.find(document.uri);
    if (!found || found.tree !== this.trees.current) return [];
    return lensesOver(
      this.anchors.inFile(found.path).filter(({ anchor }) => anchor.startLine <= document.lineCount),
      ({ anchor }) => anchor.startLine - 1,
      (unit) => this.commandsFor(unit),
      'quoted definition',
    );
  }

  dispose(): void {
    this.subscription.dispose();
  }

  private commandsFor({ note, snippet, anchor }: AnchoredUnit): vscode.Command[] {
    const { unit, status } = anchor;
    const question = snippet.question === undefined ? undefined : note.questions[snippet.question];
    const text = inert(plain(question?.text ?? `Note: ${unit.name || 'statements'}`), MAX_TITLE);
    const out: vscode.Command[] = [
      {
        title: `$(note) ${text}`,
        tooltip: 'Go to the note',
        command: COMMANDS.openPlace,
        arguments: [{ uri: note.uri, line: unit.firstLine, column: 1 }],
      },
    ];
    const [scenario] = this.engine.scenariosOf(unit.name, note.uri);
    if (scenario !== undefined) {
      out.push({
        title: `$(play) Run ${this.scenarios.phrase(scenario)}`,
        tooltip: `Run to the first execution of ${unit.name}`,
        command: COMMANDS.runSymbol,
        arguments: [{ scenario, symbol: unit.name, note: note.uri }],
      });
    }
    if (status !== 'exact') {
      out.push({
        title: `$(${iconOf(status)}) ${status}`,
        tooltip: plain(anchor.reason),
        command: COMMANDS.compareWithSource,
        arguments: [{ note: note.uri, snippet: snippet.index }],
      });
    }
    return out;
  }
}
