/**
 * The clock. Generated code only counts `fuel` down, so the moment is `deadline - fuel`, whoever asks: the machine
 * between two leaves, or an import in the middle of a run.
 */

import type { ControlWord } from './memory';

/** Fuel is an i32 and may go below zero by a few blocks. */
const MOST_FUEL = 2 ** 30;

export class Clock {
  private deadline = 0;

  constructor(private readonly fuel: ControlWord) {}

  get now(): number {
    return this.deadline - this.fuel.value;
  }

  /** Stands at a moment, with no fuel. */
  set(now: number): void {
    this.fuel.value = 0;
    this.deadline = now;
  }

  /** Gives fuel up to a moment (less when that is very far: then `now` is short of it when the fuel is used up). */
  aim(moment: number): void {
    const now = this.now;
    this.fuel.value = Math.max(0, Math.min(moment - now, MOST_FUEL));
    this.deadline = now + this.fuel.value;
  }

  /** Takes the fuel away. */
  stop(): void {
    this.set(this.now);
  }
}
