/**
 * The machine's own registers: the first bytes of its area at offset 0, so that a checkpoint holds them like any other memory. Each
 * is a double, which holds every clock value and offset exactly.
 *
 * Behind them the machine needs room for its tables (CPU records, objects, stacks, console). It takes it from the top of raw
 * memory, just under the CPUs' stacks, growing down, while what the program asks for grows up from the end of its objects. Shadow
 * bytes there stay 0, so no program can touch them.
 */
import { PAGE_SIZE } from '../abi';
import type { MachineMemory } from './memory';

const NAMES = [
  'clock',
  'currentCpu',
  // raw memory
  'rawStart',
  'rawNext',
  'tablesLow',
  'stacksLow',
  // scheduler
  'random0',
  'random1',
  'random2',
  'random3',
  'nextInterrupt',
  'listCursor',
  'lastYieldClock',
  'yieldsAtClock',
  'switchCount',
  'relaxes',
  // tables
  'cpuRecords',
  'runningBits',
  'objectDirectory',
  'objectBuckets',
  'objectCount',
  'nextSerial',
  'stackBuckets',
  'stackNext',
  'stackEnd',
  'perCpuChunks',
  'perCpuChunkCount',
  'consoleStart',
  'consoleUsed',
  'consoleLines',
  // how far the run is
  'reportCount',
  'droppedReports',
  'ended', // 0 or an index into ENDINGS + 1
  'result',
  'written', // bytes given to the host's streams
] as const;

export type RegisterName = (typeof NAMES)[number];

/** Bytes that registers take. */
export const REGISTERS_SIZE = NAMES.length * 8;

const INDEX = Object.fromEntries(NAMES.map((name, index) => [name, index])) as Readonly<Record<RegisterName, number>>;

/** The machine's memory is used up: caught by the driver, which ends the run with a report. */
export class OutOfMemory extends Error {}

export class Registers {
  private readonly values: Float64Array;

  constructor(private readonly memory: MachineMemory) {
    this.values = new Float64Array(memory.wasm.buffer, 0, NAMES.length);
  }

  get(name: RegisterName): number {
    return this.values[INDEX[name]] as number;
  }

  set(name: RegisterName, value: number): void {
    this.values[INDEX[name]] = value;
    this.memory.cards[0] = 1;
  }

  /** Adds to a register and returns its value before. */
  add(name: RegisterName, amount: number): number {
    const before = this.get(name);
    this.set(name, before + amount);
    return before;
  }

  /** Room for a table of the machine's, zeroed, aligned to 16 (to a page if it is a page or more). Throws OutOfMemory. */
  table(size: number): number {
    const unit = size >= PAGE_SIZE ? PAGE_SIZE : 16;
    const start = Math.floor((this.get('tablesLow') - size) / unit) * unit;
    if (start < this.get('rawNext')) throw new OutOfMemory('no memory is left for the tables of the machine');
    this.set('tablesLow', start);
    return start;
  }

  /** Whole pages of raw memory for the program, aligned; undefined when there is not so much. */
  raw(size: number, align: number): number | undefined {
    const unit = Math.max(align, PAGE_SIZE);
    const start = Math.ceil(this.get('rawNext') / unit) * unit;
    const end = start + Math.ceil(size / PAGE_SIZE) * PAGE_SIZE;
    if (!(end <= this.get('tablesLow') - RESERVE)) return undefined;
    this.set('rawNext', end);
    return start;
  }
}

/** What `raw` leaves for the machine's tables, so that running out of memory can still be reported. */
const RESERVE = 256 * 1024;
