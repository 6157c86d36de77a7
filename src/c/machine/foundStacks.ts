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
/** Numbers for each frame: its distance from the innermost, its function, its point. */
const NUMBERS = 3;
const STRIDE = MOST_FRAMES * NUMBERS;
/** Indices of words in a frame. */
const FUNCTION_WORD = FRAME.functionId / 4;
const RESUME_WORD = FRAME.resume / 4;

export class FoundStacks {
  /** What `keep` returned; 0 for an empty slot. */
  private readonly entries = new Uint32Array(SLOTS);
  private readonly counts = new Int32Array(SLOTS);
  /** The frames of each stack, outermost first. */
  private readonly frames = new Uint32Array(SLOTS * STRIDE);

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
    const { frames } = this;
    const { words } = this.memory;
    const start = slot * STRIDE;
    if (this.entries[slot] === 0 || frames[start] !== live - base) return false;
    const end = start + (this.counts[slot] as number) * NUMBERS;
    for (let at = start; at < end; at += NUMBERS) {
      const word = (live - (frames[at] as number)) >>> 2;
      if (words[word + FUNCTION_WORD] !== frames[at + 1] || words[word + RESUME_WORD] !== frames[at + 2]) return false;
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
      const at = slot * STRIDE + index * NUMBERS;
      this.frames[at] = live - frame;
      this.frames[at + 1] = memory.u32(frame + FRAME.functionId);
      this.frames[at + 2] = memory.u32(frame + FRAME.resume);
    });
  }
}
