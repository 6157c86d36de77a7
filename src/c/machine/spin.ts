/**
 * Finds out whether all running CPUs wait for each other for good. Counting how often they relax would accuse loops
 * that give up after a while, so it is proved: from one moment A to another B each running CPU has had a turn and
 * relaxed, the same CPU has the turn at both, the stacks are the same, and what was written to memory in between
 * holds again what it held. Then, when switches depend on nothing else (policy `yields`), the run repeats itself for
 * ever. Under any other policy it must not have written at all: then every CPU's loop depends on memory that nobody
 * changes.
 *
 * Which pages are written between A and B is only known afterwards; so a round before A finds them, and their copies
 * are made at A. While this goes on, generated code with cards is used, and no CPU is interrupted before a tick.
 */
import { PAGE_SIZE } from '../abi';
import type { Cpus } from './cpus';
import type { MachineMemory } from './memory';
import { R, type Registers } from './registers';

interface Round {
  /** Cards as they were before the round; they are put back, with those of the round, when it ends. */
  readonly before: Uint8Array;
  readonly currentCpu: number;
  /** CPUs that have relaxed in it. */
  readonly relaxed: Set<number>;
  /** What is compared at its end; absent in the round that only finds which pages are written. */
  readonly snapshot: Snapshot | undefined;
}

interface Snapshot {
  readonly stacks: ReadonlyMap<number, Uint8Array>;
  readonly pages: ReadonlyMap<number, Uint8Array>;
}

/** Turns without progress before a proof is tried; then at twice as many, and so on. */
const PATIENCE = 64;

export class SpinDetector {
  private round: Round | undefined;
  /**
   * The count of turns at which a proof is tried; a function of the program's state alone, so that going back changes
   * nothing.
   */
  private nextTry = 0;

  constructor(
    private readonly memory: MachineMemory,
    private readonly registers: Registers,
    private readonly cpus: Cpus,
    /** Equal states go on alike: the order of turns depends on nothing else. */
    private readonly repeats: boolean,
  ) {}

  /** A proof is being tried: cards are needed, no checkpoint may be taken, and no CPU may be interrupted. */
  get active(): boolean {
    return this.round !== undefined;
  }

  /** Memory has been restored. */
  forget(): void {
    this.round = undefined;
    this.nextTry = 0;
  }

  /** Called after a CPU has ended its turn, and another one has got it. True when all running CPUs spin for good. */
  turnEnded(cpu: number): boolean {
    const relaxes = this.registers.get(R.relaxes);
    if (relaxes === 0) {
      this.endRound();
      this.nextTry = 0;
      return false;
    }
    const running = this.cpus.running();
    const { round } = this;
    if (!round) {
      if (this.nextTry === 0) this.nextTry = PATIENCE * running.length;
      while (this.nextTry < relaxes) this.nextTry *= 2;
      if (relaxes === this.nextTry) this.begin(undefined);
      return false;
    }
    round.relaxed.add(cpu);
    if (this.registers.get(R.currentCpu) !== round.currentCpu || !running.every((it) => round.relaxed.has(it))) {
      return false;
    }
    const written = this.endRound();
    if (round.snapshot) return this.unchanged(round.snapshot, written);
    this.begin(this.take(written));
    return false;
  }

  private begin(snapshot: Snapshot | undefined): void {
    const { cards } = this.memory;
    const before = cards.slice();
    cards.fill(0);
    this.round = { before, currentCpu: this.registers.get(R.currentCpu), relaxed: new Set(), snapshot };
  }

  /** Pages that the program has written since the round began. */
  private endRound(): number[] {
    const { round } = this;
    if (!round) return [];
    const { cards } = this.memory;
    const written: number[] = [];
    for (let page = 0; page < cards.length; page++) {
      if (cards[page] !== 0 && this.isProgram(page * PAGE_SIZE)) written.push(page);
      if (round.before[page] !== 0) cards[page] = 1;
    }
    this.round = undefined;
    return written;
  }

  private isProgram(offset: number): boolean {
    const tables = Math.floor(this.registers.get(R.tablesLow) / PAGE_SIZE) * PAGE_SIZE;
    return offset >= PAGE_SIZE && offset < tables;
  }

  private take(written: readonly number[]): Snapshot {
    const { data } = this.memory;
    const stacks = new Map(this.cpus.running().map((cpu) => [cpu, this.liveStack(cpu)]));
    const pages = new Map(written.map((page) => [page, data.slice(page * PAGE_SIZE, (page + 1) * PAGE_SIZE)]));
    return { stacks, pages };
  }

  private liveStack(cpu: number): Uint8Array {
    const base = this.cpus.stackBase(cpu);
    const innermost = this.cpus.stack(cpu).at(-1);
    const end = innermost === undefined ? base : innermost + this.cpus.functionOf(innermost).frameSize;
    return this.memory.data.slice(base, end);
  }

  private unchanged(snapshot: Snapshot, written: readonly number[]): boolean {
    if (!this.repeats && written.length > 0) return false;
    const running = this.cpus.running();
    if (running.length !== snapshot.stacks.size) return false;
    for (const cpu of running) {
      const before = snapshot.stacks.get(cpu);
      if (!before || !equal(before, this.liveStack(cpu))) return false;
    }
    return written.every((page) => {
      const before = snapshot.pages.get(page);
      return before !== undefined && equal(before, this.memory.data.subarray(page * PAGE_SIZE, (page + 1) * PAGE_SIZE));
    });
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
