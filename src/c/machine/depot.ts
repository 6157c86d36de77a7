/**
 * The stack depot (as lib/stackdepot.c in Linux): stacks at which objects were allocated and freed, each kept once,
 * in the machine's tables. A stack's id is the offset of its entry:
 *
 *   0 u32 next entry in its bucket   4 u32 number of frames
 *   8… (u32 function id, u32 point) for each frame, innermost first
 */
import { FRAME, FRAME_ENTRY } from '../abi';
import { FoundStacks } from './foundStacks';
import type { MachineMemory } from './memory';
import { R, type Registers } from './registers';
import type { Stacks } from './stacks';

/** Frames of a stack that are kept. */
export const DEPOT_FRAMES = 16;

const BUCKETS = 4096;
const ARENA = 64 * 1024;

export class Depot {
  private readonly found: FoundStacks;
  /** The frames of the stack being looked up. */
  private readonly frames = new Int32Array(DEPOT_FRAMES);

  constructor(
    private readonly memory: MachineMemory,
    private readonly registers: Registers,
    private readonly stacks: Stacks,
  ) {
    this.found = new FoundStacks(memory);
  }

  /** Called once, on fresh memory. */
  initialise(): void {
    this.registers.set(R.stackBuckets, this.registers.table(BUCKETS * 4));
  }

  /** Memory has been restored: what was found in it may not be there. */
  forget(): void {
    this.found.clear();
  }

  /** Keeps the stack of the current CPU, which has called an import, and returns its id. */
  keep(): number {
    const { found, stacks } = this;
    const live = stacks.innermostFrame;
    const base = stacks.base;
    const slot = found.slotOf(live, base);
    if (found.matches(slot, live, base)) return found.entry(slot);
    const entry = this.find();
    found.note(slot, entry, live, stacks.current());
    return entry;
  }

  private find(): number {
    const { memory, frames } = this;
    const count = this.stacks.innermost(frames);
    let hash = count;
    for (let index = 0; index < count; index++) {
      const frame = frames[index] as number;
      hash = Math.imul(hash ^ memory.u32(frame + FRAME.functionId), 0x9e3779b1);
      hash = Math.imul(hash ^ (hash >>> 15) ^ this.point(frame), 0x85ebca77);
    }
    const bucket = this.registers.get(R.stackBuckets) + ((hash ^ (hash >>> 13)) & (BUCKETS - 1)) * 4;
    for (let entry = memory.u32(bucket); entry !== 0; entry = memory.u32(entry)) {
      if (this.equals(entry, count)) return entry;
    }
    return this.add(bucket, count);
  }

  /** The pairs of a stack, innermost first. */
  stack(id: number): { readonly functionId: number; readonly point: number }[] {
    if (id === 0) return [];
    return Array.from({ length: this.memory.u32(id + 4) }, (_, index) => ({
      functionId: this.memory.u32(id + 8 + 8 * index),
      point: this.memory.u32(id + 12 + 8 * index),
    }));
  }

  private equals(entry: number, count: number): boolean {
    const { memory, frames } = this;
    if (memory.u32(entry + 4) !== count) return false;
    for (let index = 0; index < count; index++) {
      const frame = frames[index] as number;
      const at = entry + 8 + 8 * index;
      if (memory.u32(at) !== memory.u32(frame + FRAME.functionId) || memory.u32(at + 4) !== this.point(frame))
        return false;
    }
    return true;
  }

  /** Where a frame stands; 0 at its function's start. */
  private point(frame: number): number {
    const resume = this.memory.u32(frame + FRAME.resume);
    return resume === FRAME_ENTRY >>> 0 ? 0 : resume;
  }

  private add(bucket: number, count: number): number {
    const { memory, registers } = this;
    const size = 8 + 8 * count;
    if (registers.get(R.stackNext) + size > registers.get(R.stackEnd)) {
      registers.set(R.stackNext, registers.table(ARENA));
      registers.set(R.stackEnd, registers.get(R.stackNext) + ARENA);
    }
    const entry = registers.add(R.stackNext, size);
    memory.setU32(entry, memory.u32(bucket));
    memory.setU32(entry + 4, count);
    for (let index = 0; index < count; index++) {
      const frame = this.frames[index] as number;
      memory.setU32(entry + 8 + 8 * index, memory.u32(frame + FRAME.functionId));
      memory.setU32(entry + 12 + 8 * index, this.point(frame));
    }
    memory.setU32(bucket, entry);
    return entry;
  }
}
