/**
 * The simulation's side of the extension host: starts the worker when it is first needed, passes messages, and starts afresh after the
 * worker has failed or gone silent. How a worker is started is the platform's business (WorkerStarter).
 */
import type { SimulationMessage, SimulationRequest } from './protocol';

/** A worker as the host sees it. */
export interface WorkerHandle {
  post(message: unknown): void;
  onMessage(listener: (message: unknown) => void): void;
  /** The worker ended with an error of its own. */
  onError(listener: (message: string) => void): void;
  terminate(): void;
}

export type WorkerStarter = () => Promise<WorkerHandle>;

/**
 * Milliseconds after which a worker that says nothing hangs. A run tells its progress several times a second. Compiling is one piece of
 * work, in which nothing is said; it takes a second or two, which a machine with much else to do can stretch to half a minute.
 */
const SILENCE = { running: 20_000, compiling: 120_000 } as const;

export class WorkerSimulation {
  private worker: Promise<WorkerHandle> | undefined;
  private listener: (message: SimulationMessage) => void = () => {};
  private unanswered = 0;
  /** What the worker was last known to do; one that was asked something new may have to compile for it. */
  private phase: keyof typeof SILENCE = 'compiling';
  private timer: ReturnType<typeof setTimeout> | undefined;
  private disposed = false;
  /** Grows when a worker is started or ended: what one of an earlier number still says is not heard. */
  private generation = 0;

  constructor(private readonly start: WorkerStarter) {}

  post(request: SimulationRequest): void {
    if (this.disposed) return;
    this.worker ??= this.startWorker();
    if (request.type !== 'cancel') {
      if (this.unanswered++ === 0) this.phase = 'compiling';
    }
    this.watch();
    this.worker.then(
      (worker) => worker.post(request),
      (error: unknown) => this.fail(error instanceof Error ? error.message : String(error)),
    );
  }

  onMessage(listener: (message: SimulationMessage) => void): void {
    this.listener = listener;
  }

  dispose(): void {
    this.disposed = true;
    this.end();
  }

  private async startWorker(): Promise<WorkerHandle> {
    const generation = ++this.generation;
    const worker = await this.start();
    worker.onMessage((message) => {
      if (generation !== this.generation) return;
      const received = message as SimulationMessage;
      if (received.type === 'progress') {
        this.phase = received.phase;
      } else {
        this.unanswered = Math.max(0, this.unanswered - 1);
        this.phase = 'compiling';
      }
      this.watch();
      this.listener(received);
    });
    worker.onError((message) => {
      if (generation === this.generation) this.fail(message);
    });
    return worker;
  }

  private watch(): void {
    clearTimeout(this.timer);
    if (this.unanswered === 0 || this.disposed) return;
    this.timer = setTimeout(() => this.fail('the simulation no longer answers and was ended'), SILENCE[this.phase]);
  }

  private fail(message: string): void {
    this.end();
    this.listener({ type: 'crashed', message });
  }

  private end(): void {
    clearTimeout(this.timer);
    this.generation++;
    this.unanswered = 0;
    const { worker } = this;
    this.worker = undefined;
    worker?.then(
      (handle) => handle.terminate(),
      () => {}, // it never started, and whoever asked was told
    );
  }
}
