/**
 * Keeps at most one request for a state under way. While one is, a `seek` replaces everything that waits (the latest slider position
 * wins), and steps queue up behind it, but not without end: holding a key down must not step on after it is let go.
 */
import type { ViewMessage } from '../protocol';

export type StateRequest = Extract<ViewMessage, { type: 'seek' | 'step' | 'find' }>;

/** How many requests may wait. */
const MOST = 8;

export class StateRequests {
  private underWay = false;
  private waiting: StateRequest[] = [];

  constructor(private readonly send: (request: StateRequest) => void) {}

  /** Nothing is under way, so what is shown is what was asked for last. */
  get idle(): boolean {
    return !this.underWay;
  }

  /** Asks now, or when the request under way is answered. */
  ask(request: StateRequest): void {
    if (!this.underWay) {
      this.underWay = true;
      this.send(request);
    } else if (request.type === 'seek') {
      this.waiting = [request];
    } else if (this.waiting.length < MOST) {
      this.waiting.push(request);
    }
  }

  /** The request under way was answered. */
  answered(): void {
    const next = this.waiting.shift();
    this.underWay = next !== undefined;
    if (next) {
      this.send(next);
    }
  }

  /** Whoever answers is gone, or has another run: nothing is expected any more. */
  reset(): void {
    this.underWay = false;
    this.waiting = [];
  }
}
