/**
 * A simulation behind messages. One at a time runs; a new `launch` or a `cancel` ends the one that is under way. While a run is recorded,
 * control goes back to the event loop after every slice, so that messages are read; other requests wait until it is done, as they ask
 * about the run that it makes. A launch that fails leaves the last good run as it was.
 */
import { Memories } from '../c/machine/memories';
import { describeSymbol } from './describe';
import { MEMORY, Programs, settleProgram } from './program';
import type { LaunchArguments, SimulationMessage, SimulationRequest } from './protocol';
import { launch, type Simulation } from './simulation';

/** Progress is told this often. */
const PROGRESS_INTERVAL = 250;

export class SimulationServer {
  private simulation: Simulation | undefined;
  private readonly programs = new Programs();
  private readonly memories = new Memories();
  private moment = 0;
  /** Grows with each launch and cancel; a launch that finds another number than its own has been overtaken. */
  private generation = 0;
  private queue: Promise<void> = Promise.resolve();

  constructor(private readonly post: (message: SimulationMessage) => void) {
    this.memories.prepare(MEMORY);
  }

  /** Takes a request; answers come through `post`, in the order of the requests. */
  receive(request: SimulationRequest): void {
    if (request.type === 'cancel' || request.type === 'launch') this.generation++;
    const { generation } = this;
    this.queue = this.queue.then(() =>
      this.answer(request, generation).catch((error: unknown) => {
        this.simulation = undefined;
        this.post({
          type: 'crashed',
          message: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
      }),
    );
  }

  private async answer(request: SimulationRequest, generation: number): Promise<void> {
    switch (request.type) {
      case 'launch':
        return this.launch(request.arguments, generation);
      case 'cancel':
        return;
      case 'measure':
        return this.measure(request.arguments, request.scenarios);
      case 'describe':
        this.post({ type: 'described', id: request.id, description: describeSymbol(request) });
        return;
      case 'evaluate': {
        const { expression, cpu, frame } = request;
        const value = this.running().evaluate(this.moment, expression, cpu, frame);
        this.post({ type: 'evaluated', expression, ...value });
        return;
      }
      case 'seek':
        this.moment = request.moment;
        break;
      case 'step':
        this.moment = this.running().step(this.moment, request.command, request.cpu);
        break;
      case 'find':
        this.moment = this.running().find(this.moment, request.symbol, request.backwards) ?? this.moment;
        break;
    }
    const state = this.running().state(this.moment, request.parts);
    this.moment = state.moment;
    this.post({ type: 'state', state });
  }

  /** What was run last is no longer asked about. */
  private end(): void {
    this.simulation?.dispose();
    this.simulation = undefined;
  }

  private running(): Simulation {
    if (!this.simulation) throw new Error('there is no run to ask about');
    settleProgram(this.simulation.program);
    return this.simulation;
  }

  private async launch(args: LaunchArguments, generation: number): Promise<void> {
    let told = Number.NEGATIVE_INFINITY;
    const result = await launch(
      args,
      {
        pause: async (phase, ticks) => {
          const now = performance.now();
          if (now - told > PROGRESS_INTERVAL) {
            told = now;
            this.post({ type: 'progress', phase, ticks });
          }
          await nextTurn();
          return this.generation !== generation;
        },
        compiled: () => this.end(),
      },
      this.programs,
      this.memories,
    );
    if (!result.ok) {
      this.post({ type: 'failed', problems: result.problems });
      return;
    }
    this.simulation = result.simulation;
    const run = result.simulation.summary();
    this.moment = run.stop?.moment ?? 0;
    this.post({ type: 'launched', run });
  }

  private async measure(args: LaunchArguments, scenarios: readonly string[]): Promise<void> {
    const measured: Record<string, readonly string[]> = {};
    let told = Number.NEGATIVE_INFINITY;
    for (const scenario of scenarios) {
      const pause = async (phase: 'compiling' | 'running', ticks: number): Promise<boolean> => {
        const now = performance.now();
        if (now - told > PROGRESS_INTERVAL) {
          told = now;
          this.post({ type: 'progress', phase, ticks });
        }
        await nextTurn();
        return false;
      };
      const result = await launch({ ...args, scenario }, { pause }, this.programs, this.memories);
      if (!result.ok) {
        this.post({ type: 'measured', scenarios: {}, problems: result.problems });
        return;
      }
      measured[scenario] = result.simulation.symbolsRun();
      result.simulation.dispose();
    }
    this.post({ type: 'measured', scenarios: measured, problems: [] });
  }
}

/** Gives the event loop its turn: messages that came in are read before the promise is settled. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
