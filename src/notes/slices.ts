/**
 * Long work on a thread that has other things to do, as VS Code's extension host has: it is cut into slices, and between two of
 * them everything else that waits gets its turn. Whoever works asks `isOver` between pieces of a millisecond or less.
 */

/** Milliseconds of a slice: two frames of a screen, which nobody notices. */
const SLICE = 30;

export class Slices {
  private end = performance.now() + SLICE;

  constructor(private readonly signal?: AbortSignal) {}

  /** Whether it is time to let others work. */
  get isOver(): boolean {
    return performance.now() >= this.end;
  }

  /** Lets others work; rejects with the signal's reason when the work was cancelled meanwhile. */
  async pause(): Promise<void> {
    await new Promise<void>((done) => setTimeout(done, 0));
    this.signal?.throwIfAborted();
    this.end = performance.now() + SLICE;
  }

  /** The result of work that was cut into steps, each a few milliseconds long. */
  async run<T>(steps: Generator<void, T>): Promise<T> {
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      if (this.isOver) await this.pause();
    }
  }
}
