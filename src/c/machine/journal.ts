/**
 * The switches that a run has made, 12 bytes for each. A run needs none of them, as all that its scheduler goes by lies in
 * the registers, and going back and on again makes the same ones; so they are only kept when somebody asks for the list.
 * They lie outside the machine's memory: the register `switchCount` says how many of them are the past, and running on
 * writes the same ones anew.
 */
import { R, type Registers } from './registers';
import type { Switch } from './types';

const CHUNK = 16384;

export class Journal {
  private clocks = new Float64Array(CHUNK);
  /** cpu | (at a yield) << 16 | nth << 17 */
  private details = new Uint32Array(CHUNK);

  constructor(private readonly registers: Registers) {}

  /** Notes switch number `index` of the run, counted from 0: all before it are noted. */
  note(index: number, clock: number, cpu: number, at: Switch['at'], nth: number): void {
    if (index === this.clocks.length) this.grow();
    this.clocks[index] = clock;
    this.details[index] = cpu | (at === 'yield' ? 0x10000 : 0) | (nth << 17);
  }

  /** Switches up to the present, in order. */
  list(): Switch[] {
    const found: Switch[] = [];
    for (let index = 0; index < this.registers.get(R.switchCount); index++) {
      const clock = this.clocks[index] as number;
      const detail = this.details[index] as number;
      const nth = detail >>> 17;
      const at = detail & 0x10000 ? 'yield' : 'tick';
      found.push({ clock, cpu: detail & 0xffff, at, ...(nth > 0 ? { nth } : {}) });
    }
    return found;
  }

  private grow(): void {
    const clocks = new Float64Array(this.clocks.length * 2);
    clocks.set(this.clocks);
    this.clocks = clocks;
    const details = new Uint32Array(this.details.length * 2);
    details.set(this.details);
    this.details = details;
  }
}
