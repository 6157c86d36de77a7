/**
 * The machine's own registers: the first bytes of its area at offset 0, so that a checkpoint holds them like any
 * other memory. Each is a double, which holds every clock value and offset exactly. Every checkpoint takes their
 * page, whatever its card says.
 *
 * Behind them the machine needs room for its tables (CPU records, objects, stacks, console). It takes it from the top
 * of raw memory, just under the CPUs' stacks, growing down, while what the program asks for grows up from the end of
 * its objects. Shadow bytes there stay 0, so no program can touch them.
 */
import { PAGE_SIZE } from '../abi';
import type { MachineMemory } from './memory';

/** The registers by name: their numbers. */
export const R = {
  clock: 0,
  currentCpu: 1,
  // raw memory
  rawNext: 2,
  tablesLow: 3,
  stacksLow: 4,
  // scheduler
  random0: 5,
  random1: 6,
  random2: 7,
  random3: 8,
  nextInterrupt: 9,
  listCursor: 10,
  lastYieldClock: 11,
  yieldsAtClock: 12,
  switchCount: 13,
  relaxes: 14,
  // tables
  cpuRecords: 15,
  runningBits: 16,
  objectDirectory: 17,
  objectBuckets: 18,
  objectCount: 19,
  nextSerial: 20,
  stackBuckets: 21,
  stackNext: 22,
  stackEnd: 23,
  perCpuChunks: 24,
  consoleStart: 25,
  consoleUsed: 26,
  consoleLines: 27,
  // how far the run is
  reportCount: 28,
  droppedReports: 29,
  ended: 30, // 0 or a value of ENDING
  result: 31,
  written: 32, // bytes given to the host's streams
} as const;

export type Register = (typeof R)[keyof typeof R];

const COUNT = Object.keys(R).length;

/** Bytes that registers take. */
export const REGISTERS_SIZE = COUNT * 8;

/** The machine's memory is used up: caught by the driver, which ends the run with a report. */
export class OutOfMemory extends Error {}

export class Registers {
  private readonly values: Float64Array;

  constructor(memory: MachineMemory) {
    this.values = new Float64Array(memory.wasm.buffer, 0, COUNT);
  }

  get(register: Register): number {
    return this.values[register] as number;
  }

  set(register: Register, value: number): void {
    this.values[register] = value;
  }

  /** Adds to a register and returns its value before. */
  add(register: Register, amount: number): number {
    const before = this.get(register);
    this.set(register, before + amount);
    return before;
  }

  /**
   * Room for a table of the machine's, zeroed, aligned to 16 (to a page if it is a page or more). Throws OutOfMemory.
   */
  table(size: number): number {
    const unit = size >= PAGE_SIZE ? PAGE_SIZE : 16;
    const start = Math.floor((this.get(R.tablesLow) - size) / unit) * unit;
    if (start < this.get(R.rawNext)) throw new OutOfMemory('no memory is left for the tables of the machine');
    this.set(R.tablesLow, start);
    return start;
  }

  /** Whole pages of raw memory for the program, aligned; undefined when there is not so much. */
  raw(size: number, align: number): number | undefined {
    const unit = Math.max(align, PAGE_SIZE);
    const start = Math.ceil(this.get(R.rawNext) / unit) * unit;
    const end = start + Math.ceil(size / PAGE_SIZE) * PAGE_SIZE;
    if (!(end <= this.get(R.tablesLow) - RESERVE)) return undefined;
    this.set(R.rawNext, end);
    return start;
  }
}

/** What `raw` leaves for the machine's tables, so that running out of memory can still be reported. */
const RESERVE = 256 * 1024;
