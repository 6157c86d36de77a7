/**
 * The switches that a run has made, 12 bytes for each. A run needs none of them, as all that its scheduler goes by lies in
 * the registers, and going back and on again makes the same ones; so they are only kept when somebody asks for the list.
 * They lie outside the machine's memory: the register `switchCount` says how many of them are the past, and running on
 * writes the same ones anew. What they take counts as memory for going back, of which they get a part: switches beyond it are
 * not kept, and the list of a past that has them can't be had.
 */
import { R, type Registers } from './registers';
import type { Switch } from './types';

const CHUNK = 16384;
const CHUNK_BYTES = CHUNK * 12;

interface Chunk {
  readonly clocks: Float64Array;
  /** cpu | (at a yield) << 16 | nth << 17 */
  readonly details: Uint32Array;
}

export class Journal {
  private readonly chunks: Chunk[] = [];

  /** @param cap bytes that it may take. */
  constructor(
    private readonly registers: Registers,
    private readonly cap: number,
  ) {}

  /** Bytes of all that is kept. */
  get bytes(): number {
    return this.chunks.length * CHUNK_BYTES;
  }

  /** Notes switch number `index` of the run, counted from 0: all before it are noted, if there was room. */
  note(index: number, clock: number, cpu: number, at: Switch['at'], nth: number): void {
    const number = Math.floor(index / CHUNK);
    if (number === this.chunks.length && this.bytes + CHUNK_BYTES <= this.cap) {
      this.chunks.push({ clocks: new Float64Array(CHUNK), details: new Uint32Array(CHUNK) });
    }
    const chunk = this.chunks[number];
    if (!chunk) return;
    chunk.clocks[index % CHUNK] = clock;
    chunk.details[index % CHUNK] = cpu | (at === 'yield' ? 0x10000 : 0) | (nth << 17);
  }

  /** Switches up to the present, in order. @throws Error when there were more than it may keep. */
  list(): Switch[] {
    const count = this.registers.get(R.switchCount);
    const room = this.chunks.length * CHUNK;
    if (count > room) {
      throw new Error(
        `This run has made ${count} switches of CPUs, and only the first ${room} are kept: go back to where it had made fewer, ` +
          'or start it with more memory for going back (`checkpointBytes`).',
      );
    }
    return Array.from({ length: count }, (_, index) => this.at(index));
  }

  private at(index: number): Switch {
    const { clocks, details } = this.chunks[Math.floor(index / CHUNK)] as Chunk;
    const clock = clocks[index % CHUNK] as number;
    const detail = details[index % CHUNK] as number;
    const nth = detail >>> 17;
    const at = detail & 0x10000 ? 'yield' : 'tick';
    return { clock, cpu: detail & 0xffff, at, ...(nth > 0 ? { nth } : {}) };
  }
}
