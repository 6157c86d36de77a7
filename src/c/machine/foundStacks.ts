/**
 * Stacks that were looked up lately, so that the same one is found again without a walk: a program allocates and frees in few places. A
 * stack is the same when each of its frames, from the first, lies where it lay (as seen from the innermost) and has the same function and
 * point: as the function tells where the next frame lies, no frame can be missed.
 */
import { FRAME } from '../abi';
import type { MachineMemory } from './memory';

const SLOTS = 1024;
/** Deeper stacks are looked up anew. */
const MOST_FRAMES = 48;

export class FoundStacks {
  /** What `keep` returned; 0 for an empty slot. */
  private readonly entries = new Uint32Array(SLOTS);
  private readonly counts = new Int32Array(SLOTS);
  /** For each frame, outermost first: its distance from the innermost, its function, its point. */
  private readonly distances = new Int32Array(SLOTS * MOST_FRAMES);
  private readonly functions = new Uint32Array(SLOTS * MOST_FRAMES);
  private readonly points = new Uint32Array(SLOTS * MOST_FRAMES);

  constructor(private readonly memory: MachineMemory) {}

  clear(): void {
    this.entries.fill(0);
  }

  /** Where a stack from `base` to the frame `live` is kept. */
  slotOf(live: number, base: number): number {
    const { memory } = this;
    const hash = Math.imul(memory.u32(live + FRAME.functionId) ^ (live - base), 0x9e3779b1);
    return (Math.imul(hash ^ memory.u32(live + FRAME.resume), 0x85ebca77) >>> 16) & (SLOTS - 1);
  }

  matches(slot: number, live: number, base: number): boolean {
    const { memory, distances, functions, points } = this;
    const start = slot * MOST_FRAMES;
    if (this.entries[slot] === 0 || distances[start] !== live - base) return false;
    const end = start + (this.counts[slot] as number);
    for (let index = start; index < end; index++) {
      const frame = live - (distances[index] as number);
      if (
        memory.u32(frame + FRAME.functionId) !== functions[index] ||
        memory.u32(frame + FRAME.resume) !== points[index]
      ) {
        return false;
      }
    }
    return true;
  }

  entry(slot: number): number {
    return this.entries[slot] as number;
  }

  /** Notes the stack of these frames, outermost first, the last being `live`. */
  note(slot: number, entry: number, live: number, frames: readonly number[]): void {
    if (frames.length > MOST_FRAMES) return;
    const { memory } = this;
    this.entries[slot] = entry;
    this.counts[slot] = frames.length;
    frames.forEach((frame, index) => {
      const at = slot * MOST_FRAMES + index;
      this.distances[at] = live - frame;
      this.functions[at] = memory.u32(frame + FRAME.functionId);
      this.points[at] = memory.u32(frame + FRAME.resume);
    });
  }
}
