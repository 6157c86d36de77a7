/**
 * What only the engine can tell the editor, asked of a worker of its own, so that a long run never holds up a hover: how a macro unfolds at
 * a use, how a struct is laid out, and which scenarios run which symbols (measured by running them). Answers are kept until the
 * note changes. A description that is not there within a moment is left out of the hover.
 */
import * as vscode from 'vscode';
import type { WorkerSimulation } from '../simulation/client';
import type { LaunchArguments, NoteText, SimulationMessage, SymbolDescription } from '../simulation/protocol';

/** Milliseconds that a hover waits for the engine. */
const PATIENCE = 200;
const KEPT = 200;

export interface DescribedPlace {
  readonly note: NoteText | undefined;
  readonly document: { readonly origin: 'note' | 'model'; readonly path: string };
  readonly offset: number;
}

export class EngineService implements vscode.Disposable {
  private readonly waiting = new Map<number, (description: SymbolDescription) => void>();
  private readonly descriptions = new Map<string, Promise<SymbolDescription>>();
  private readonly measured = new vscode.EventEmitter<void>();
  private scenariosBySymbol: ReadonlyMap<string, readonly string[]> = new Map();
  private measuring: ((scenarios: Readonly<Record<string, readonly string[]>>) => void) | undefined;
  private lastId = 0;

  /** The scenarios of symbols were measured. */
  readonly onDidMeasure = this.measured.event;

  /** @param measurer a worker for the scenarios alone: they take seconds, and a hover has none to wait. */
  constructor(
    private readonly worker: WorkerSimulation,
    private readonly measurer: WorkerSimulation,
    private readonly log: vscode.LogOutputChannel,
  ) {
    worker.onMessage((message) => this.receive(message));
    measurer.onMessage((message) => this.receive(message));
  }

  /** Has the engine read a note's program, so that the first hover on it need not wait. */
  prepare(note: NoteText): void {
    void this.ask({
      note,
      document: { origin: 'note', path: note.path },
      offset: note.snippets[0]?.pieces[0]?.start ?? 0,
    });
  }

  /** What the engine says about the identifier at a place; undefined when it takes too long or the hover is gone. */
  async describe(
    place: DescribedPlace,
    key: string,
    token: vscode.CancellationToken,
  ): Promise<SymbolDescription | undefined> {
    let answer = this.descriptions.get(key);
    if (!answer) {
      answer = this.ask(place);
      this.descriptions.set(key, answer);
      if (this.descriptions.size > KEPT) this.descriptions.delete(this.descriptions.keys().next().value as string);
    }
    return Promise.race([
      answer,
      new Promise<undefined>((resolve) => {
        const timer = setTimeout(resolve, PATIENCE);
        token.onCancellationRequested(() => {
          clearTimeout(timer);
          resolve(undefined);
        });
      }),
    ]);
  }

  /** The scenarios that run a symbol, in their own order; empty when none does or it is not measured yet. */
  scenariosOf(symbol: string): readonly string[] {
    return this.scenariosBySymbol.get(symbol) ?? [];
  }

  /** Measures which symbols the scenarios run: with a note's C where that may be run, else with the model's. */
  async measure(args: LaunchArguments, scenarios: readonly string[]): Promise<void> {
    const bySymbol = new Map<string, string[]>();
    for (const scenario of scenarios) {
      const result = await new Promise<Readonly<Record<string, readonly string[]>>>((resolve) => {
        this.measuring = resolve;
        this.measurer.post({ type: 'measure', arguments: args, scenarios: [scenario] });
      });
      for (const symbol of result[scenario] ?? []) {
        const list = bySymbol.get(symbol);
        if (list) list.push(scenario);
        else bySymbol.set(symbol, [scenario]);
      }
      this.scenariosBySymbol = bySymbol;
      this.measured.fire();
    }
  }

  dispose(): void {
    this.measured.dispose();
    this.worker.dispose();
    this.measurer.dispose();
  }

  private ask(place: DescribedPlace): Promise<SymbolDescription> {
    const id = ++this.lastId;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve);
      this.worker.post({ type: 'describe', id, ...place });
    });
  }

  private receive(message: SimulationMessage): void {
    switch (message.type) {
      case 'described':
        this.waiting.get(message.id)?.(message.description);
        this.waiting.delete(message.id);
        break;
      case 'measured':
        for (const problem of message.problems) this.log.warn(`Measuring scenarios: ${problem.message}`);
        this.measuring?.(message.scenarios);
        this.measuring = undefined;
        break;
      case 'crashed':
        this.log.error(`The engine behind hovers failed: ${message.message}`);
        this.descriptions.clear();
        for (const resolve of this.waiting.values()) resolve({ expansion: [], layouts: [] });
        this.waiting.clear();
        this.measuring?.({});
        this.measuring = undefined;
        break;
      default:
    }
  }
}
