/**
 * The CPUs: for each one a record in the machine's tables (32 bytes, below), a stack of its own at the top of data,
 * and, outside memory, the offsets of its live frames. Those can always be found again by walking the stack from its
 * base (a frame's function says how long it is), so they are only a cache, dropped when memory is restored.
 *
 *   0  u32 state: 0 idle, 1 running, 2 waiting (runs; its last turn ended in machine_relax)
 *   4  u32 innermost frame, 0 when its function has not begun
 *   8  u32 function id that it runs or is about to
 *  12  u32 it has run: its stack has been used
 *  16  u64 the argument of that function
 *
 * A stack grows upwards. Its last page is a guard into which the header of the frame that overflows it may be written.
 */
import { FRAME, FRAME_ENTRY, PAGE_SIZE } from '../abi';
import type { CompiledFunction, ProgramLayout } from '../compiled';
import type { MachineMemory } from './memory';
import { R, type Registers } from './registers';

export const CPU_STATE = { idle: 0, running: 1, waiting: 2 } as const;

const RECORD = 32;

/**
 * Bytes from one stack to the next: an odd number of pages. A power of two would give the same places in the processor's caches to all
 * stacks, and a switch of CPUs would have to fetch everything anew.
 */
export function stackStride(stackSize: number): number {
  return (Math.ceil(stackSize / PAGE_SIZE) | 1) * PAGE_SIZE;
}

export class Cpus {
  private readonly frames: (number[] | undefined)[] = [];
  /** Bytes from one stack to the next. */
  private readonly stride: number;
  /** Frame size of each function, by its id. */
  private readonly frameSizes: Int32Array;

  constructor(
    private readonly memory: MachineMemory,
    private readonly registers: Registers,
    private readonly layout: ProgramLayout,
    readonly count: number,
    readonly stackSize: number,
  ) {
    this.stride = stackStride(stackSize);
    this.frameSizes = Int32Array.of(0, ...layout.functions.map(({ frameSize }) => frameSize));
  }

  /** Takes room for the records and the stacks: called once, on fresh memory. */
  initialise(): void {
    const { registers, memory } = this;
    registers.set(R.stacksLow, memory.limit - this.count * this.stride);
    registers.set(R.tablesLow, registers.get(R.stacksLow));
    registers.set(R.cpuRecords, registers.table(this.count * RECORD));
    registers.set(R.runningBits, registers.table(Math.ceil(this.count / 32) * 4));
  }

  /** Forgets what is cached, after memory has been restored. */
  forget(): void {
    this.frames.length = 0;
  }

  private record(cpu: number): number {
    return this.registers.get(R.cpuRecords) + cpu * RECORD;
  }

  state(cpu: number): number {
    return this.memory.u32(this.record(cpu));
  }

  setState(cpu: number, state: number): void {
    this.memory.setU32(this.record(cpu), state);
    const word = this.registers.get(R.runningBits) + (cpu >>> 5) * 4;
    const bit = 1 << (cpu & 31);
    const bits = this.memory.u32(word);
    this.memory.setU32(word, (state === CPU_STATE.idle ? bits & ~bit : bits | bit) >>> 0);
  }

  isRunning(cpu: number): boolean {
    return this.state(cpu) !== CPU_STATE.idle;
  }

  /** Has ever run: else its stack is untouched. */
  hasRun(cpu: number): boolean {
    return this.memory.u32(this.record(cpu) + 12) === 1;
  }

  /** Gives a function to an idle CPU; it begins with that CPU's first turn. */
  start(cpu: number, functionId: number, argument: bigint): void {
    const record = this.record(cpu);
    this.memory.setU32(record + 4, 0);
    this.memory.setU32(record + 8, functionId);
    this.memory.setU32(record + 12, 1);
    this.memory.setU64(record + 16, argument);
    this.setState(cpu, CPU_STATE.running);
    this.frames[cpu] = [];
  }

  startFunction(cpu: number): number {
    return this.memory.u32(this.record(cpu) + 8);
  }
  startArgument(cpu: number): bigint {
    return this.memory.u64(this.record(cpu) + 16);
  }

  /** The running CPU with the lowest number at or above `from`, else the lowest of all; undefined when none runs. */
  nextRunning(from: number): number | undefined {
    return this.findRunning(from, this.count) ?? this.findRunning(0, Math.min(from, this.count));
  }

  private findRunning(from: number, to: number): number | undefined {
    const bits = this.registers.get(R.runningBits);
    for (let cpu = from; cpu < to; ) {
      const word = this.memory.u32(bits + (cpu >>> 5) * 4) >>> (cpu & 31);
      if (word === 0) cpu = (cpu | 31) + 1;
      else {
        const found = cpu + 31 - Math.clz32(word & -word);
        return found < to ? found : undefined;
      }
    }
    return undefined;
  }

  /** Numbers of all running CPUs, ascending. */
  running(): number[] {
    const found: number[] = [];
    for (let cpu = this.findRunning(0, this.count); cpu !== undefined; cpu = this.findRunning(cpu + 1, this.count)) {
      found.push(cpu);
    }
    return found;
  }

  // -------------------------------------------------------------- stacks

  stackBase(cpu: number): number {
    return this.memory.limit - (cpu + 1) * this.stride;
  }

  /** No frame of the CPU may reach past this. */
  stackEnd(cpu: number): number {
    return this.stackBase(cpu) + this.stackSize - PAGE_SIZE;
  }

  /** The CPU whose stack an offset lies in. */
  stackOwner(offset: number): number | undefined {
    if (offset < this.registers.get(R.stacksLow) || offset >= this.memory.limit) return undefined;
    return Math.floor((this.memory.limit - 1 - offset) / this.stride);
  }

  functionOf(frame: number): CompiledFunction {
    const id = this.memory.u32(frame + FRAME.functionId);
    const found = this.layout.functions[id - 1];
    if (!found) throw new Error(`There is no function ${id} for the frame at offset ${frame}.`);
    return found;
  }

  /** The resume point of a frame; 0 at the function's start. */
  resumeOf(frame: number): number {
    const point = this.memory.i32(frame + FRAME.resume);
    return point === FRAME_ENTRY ? 0 : point;
  }

  /** Live frames, outermost first, innermost last. The array is the cache itself. */
  stack(cpu: number): number[] {
    let frames = this.frames[cpu];
    if (!frames) {
      const innermost = this.memory.u32(this.record(cpu) + 4);
      frames = this.isRunning(cpu) && innermost !== 0 ? this.walk(this.stackBase(cpu), innermost) : [];
      this.frames[cpu] = frames;
    }
    return frames;
  }

  /** Where the frame above one lies, if there is one. */
  above(frame: number): number {
    return frame + (this.frameSizes[this.memory.u32(frame + FRAME.functionId)] as number);
  }

  /** The frames from one to another above it, both included. */
  walk(from: number, innermost: number): number[] {
    const frames: number[] = [];
    for (let frame = from; frame < innermost; frame = this.above(frame)) frames.push(frame);
    frames.push(innermost);
    return frames;
  }

  /** The innermost frame of the CPU that left is known: those above its last known one are found by walking. */
  extend(cpu: number, innermost: number): void {
    const frames = this.stack(cpu);
    const last = frames.at(-1);
    if (last === undefined || last < innermost) {
      frames.pop();
      for (let at = last ?? this.stackBase(cpu); at < innermost; at = this.above(at)) frames.push(at);
      frames.push(innermost);
    }
    this.memory.setU32(this.record(cpu) + 4, innermost);
  }

  /** The innermost frame, found after a leave whose point is not `afterCall`; see abi.ts. */
  innermostFrom(entered: number): number {
    let frame = entered;
    for (;;) {
      const resume = this.resumeOf(frame);
      if (resume === 0 || this.functionOf(frame).points[resume - 1]?.kind !== 'afterCall') return frame;
      frame = this.above(frame);
    }
  }

  /** The innermost function has returned. False when it was the last. */
  pop(cpu: number): boolean {
    const frames = this.stack(cpu);
    frames.pop();
    this.memory.setU32(this.record(cpu) + 4, frames.at(-1) ?? 0);
    return frames.length > 0;
  }

  /** The CPU's function is done; what a caller would do, wiping the header of its frame, is done here. */
  finish(cpu: number): void {
    this.memory.write(this.stackBase(cpu), new Uint8Array(FRAME.registers));
    this.setState(cpu, CPU_STATE.idle);
    this.frames[cpu] = [];
  }

  /** Marks the pages of the live frames: they have been written to by a leave. */
  markStack(cpu: number): void {
    const innermost = this.stack(cpu).at(-1);
    if (innermost === undefined) return;
    const base = this.stackBase(cpu);
    this.memory.markCards(base, this.above(innermost) - base);
  }
}
