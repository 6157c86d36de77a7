/**
 * Which scenarios run which symbols: measured by running each of them with a note's C, in a worker of its own, as that takes seconds. A
 * worker that has done so has the note's program compiled, so it is given away to whoever runs the note first. Answers are kept by note. A note that cannot be run (it does not compile, its workspace is not trusted) or that was not run yet is
 * answered for as it last could be, else as the bundled notes are.
 */
import * as vscode from 'vscode';
import type { Scenario } from '../kernel/scenarios';
import type { WorkerSimulation } from '../simulation/client';
import { measuredRun } from '../simulation/measure';
import type { NoteText, SimulationMessage } from '../simulation/protocol';
import { LOOPBACK_NOTES } from './documents';

/** Notes whose answers are kept. */
const KEPT_NOTES = 20;

type ScenariosBySymbol = ReadonlyMap<string, readonly string[]>;

interface Measurement {
  readonly text: string;
  readonly scenarios: ScenariosBySymbol;
}

export class Measurements implements vscode.Disposable {
  private readonly changed = new vscode.EventEmitter<void>();
  private readonly byNote = new Map<string, Measurement>();
  /** The text that each note was last asked to be measured with; a measurement of another text gives way. */
  private readonly wanted = new Map<string, string>();
  private queue: Promise<void> = Promise.resolve();
  private answer: ((symbols: readonly string[] | undefined) => void) | undefined;
  private asked: string | undefined;
  private worker: WorkerSimulation | undefined;
  /** Notes that wait to be measured, and the one that is. */
  private measuring = 0;
  /** The worker has measured a note, and nothing failed since. */
  private warm = false;

  /** Some note's answers are new. */
  readonly onDidChange = this.changed.event;

  constructor(
    private readonly createWorker: () => WorkerSimulation,
    private readonly scenarios: readonly Scenario[],
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** The scenarios that run a symbol, in their own order; empty when none does or nothing is measured yet. */
  scenariosOf(symbol: string, note: string | undefined): readonly string[] {
    return this.of(note)?.scenarios.get(symbol) ?? [];
  }

  /** Whether `scenariosOf` is about this note's own C, and no answer means that no scenario runs the symbol. */
  isMeasured(note: string): boolean {
    return this.byNote.has(note);
  }

  /** Measures a note unless that is done for this text, after those asked for before. Resolves when its answers are there. */
  measure(note: NoteText): Promise<void> {
    if (this.wanted.get(note.path) === note.text) return this.queue;
    this.wanted.set(note.path, note.text);
    this.measuring++;
    this.queue = this.queue.then(() => this.measureNow(note)).finally(() => this.measuring--);
    return this.queue;
  }

  /** The worker with what it compiled, for whoever asks first, once all that was asked for is measured; the next note gets another one. */
  takeWarmWorker(): WorkerSimulation | undefined {
    if (this.measuring > 0 || !this.warm) return undefined;
    const { worker } = this;
    this.worker = undefined;
    this.warm = false;
    return worker;
  }

  dispose(): void {
    this.wanted.clear();
    this.receive({ type: 'measured', scenarios: {}, problems: [] });
    this.changed.dispose();
    this.worker?.dispose();
  }

  private of(note: string | undefined): Measurement | undefined {
    const own = note === undefined ? undefined : this.byNote.get(note);
    return own ?? this.byNote.get(LOOPBACK_NOTES.toString());
  }

  private async measureNow(note: NoteText): Promise<void> {
    const same = [...this.byNote.values()].find(({ text }) => text === note.text);
    const scenarios = same?.scenarios ?? (await this.run(note));
    if (this.wanted.get(note.path) !== note.text) return;
    if (!scenarios) {
      this.wanted.delete(note.path);
      return;
    }
    this.byNote.delete(note.path);
    this.byNote.set(note.path, { text: note.text, scenarios });
    const oldest = [...this.byNote.keys()].find((path) => path !== LOOPBACK_NOTES.toString());
    if (this.byNote.size > KEPT_NOTES && oldest !== undefined) {
      this.byNote.delete(oldest);
      this.wanted.delete(oldest);
    }
    this.changed.fire();
    // What is known of another note of this text holds for this one, but its program is not compiled yet.
    const [first] = this.scenarios;
    if (same && first) await this.symbolsOf(first, note);
  }

  /** Undefined when the note cannot be run, or another text of it is wanted by now. */
  private async run(note: NoteText): Promise<ScenariosBySymbol | undefined> {
    const bySymbol = new Map<string, string[]>();
    for (const scenario of this.scenarios) {
      if (this.wanted.get(note.path) !== note.text) return undefined;
      const symbols = await this.symbolsOf(scenario, note);
      if (!symbols) return undefined;
      for (const symbol of symbols) {
        const list = bySymbol.get(symbol);
        if (list) list.push(scenario.name);
        else bySymbol.set(symbol, [scenario.name]);
      }
    }
    return bySymbol;
  }

  /** The symbols that a scenario runs with a note's C; undefined when it cannot be run. */
  private symbolsOf(scenario: Scenario, note: NoteText): Promise<readonly string[] | undefined> {
    return new Promise((resolve) => {
      this.answer = resolve;
      this.asked = scenario.name;
      this.ownWorker().post({ type: 'measure', arguments: measuredRun(scenario, note), scenarios: [scenario.name] });
    });
  }

  private ownWorker(): WorkerSimulation {
    if (!this.worker) {
      this.worker = this.createWorker();
      this.worker.onMessage((message) => this.receive(message));
    }
    return this.worker;
  }

  private receive(message: SimulationMessage): void {
    if (message.type !== 'measured' && message.type !== 'crashed') return;
    this.warm = message.type === 'measured';
    if (message.type === 'crashed') this.log.error(`Measuring scenarios failed: ${message.message}`);
    else for (const problem of message.problems) this.log.debug(`Measuring scenarios: ${problem.message}`);
    const { answer, asked = '' } = this;
    this.answer = undefined;
    answer?.(message.type === 'crashed' ? undefined : message.scenarios[asked]);
  }
}
