/**
 * What only the engine can tell the editor, asked of a worker of its own, so that a long run never holds up a hover: how a macro unfolds at
 * a use, how a struct is laid out. Answers are kept until the note changes; one that is not there within a moment is left out of
 * the hover. Which scenarios run which symbols is measured beside it (measurements.ts).
 */
import type * as vscode from 'vscode';
import type { WorkerSimulation } from '../simulation/client';
import type { NoteText, SimulationMessage, SymbolDescription } from '../simulation/protocol';
import type { Measurements } from './measurements';

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
  private lastId = 0;

  /** The scenarios of some note's symbols were measured. */
  get onDidMeasure(): vscode.Event<void> {
    return this.measurements.onDidChange;
  }

  constructor(
    private readonly worker: WorkerSimulation,
    readonly measurements: Measurements,
    private readonly log: vscode.LogOutputChannel,
  ) {
    worker.onMessage((message) => this.receive(message));
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

  /** The scenarios that run a symbol, in their own order, with a note's C or, while that is not measured, the bundled notes'. */
  scenariosOf(symbol: string, note: string | undefined): readonly string[] {
    return this.measurements.scenariosOf(symbol, note);
  }

  dispose(): void {
    this.worker.dispose();
    this.measurements.dispose();
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
      case 'crashed':
        this.log.error(`The engine behind hovers failed: ${message.message}`);
        this.descriptions.clear();
        for (const resolve of this.waiting.values()) resolve({ expansion: [], layouts: [] });
        this.waiting.clear();
        break;
      default:
    }
  }
}
