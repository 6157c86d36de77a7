/**
 * Keeps at most one request for a state under way. While one is, a `seek` replaces everything that waits (the latest
 * slider position wins), and steps queue up behind it, but not without end: holding a key down must not step on after
 * it is let go.
 */
import type { ViewMessage } from '../protocol';

export type StateRequest = Extract<ViewMessage, { type: 'seek' | 'step' | 'find' }>;

/** How many requests may wait. */
const MOST = 8;

export class StateRequests {
  private current: StateRequest | undefined;
  private waiting: StateRequest[] = [];

  constructor(private readonly send: (request: StateRequest) => void) {}

  /** Nothing is under way, so what is shown is what was asked for last. */
  get idle(): boolean {
    return !this.current;
  }

  /** A position is on its way that the reader chose: the slider is ahead of what is shown. */
  get seeking(): boolean {
    return this.current?.type === 'seek' || this.waiting.some(({ type }) => type === 'seek');
  }

  /** Asks now, or when the request under way is answered. */
  ask(request: StateRequest): void {
    if (!this.current) {
      this.current = request;
      this.send(request);
    } else if (request.type === 'seek') {
      this.waiting = [request];
    } else if (this.waiting.length < MOST) {
      this.waiting.push(request);
    }
  }

  /** The request under way was answered. */
  answered(): void {
    this.current = this.waiting.shift();
    if (this.current) {
      this.send(this.current);
    }
  }

  /** Whoever answers is gone, or has another run: nothing is expected any more. */
  reset(): void {
    this.current = undefined;
    this.waiting = [];
  }
}
