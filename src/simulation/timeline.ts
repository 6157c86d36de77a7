/**
 * The timeline of a run: one event for each statement that started, on whichever CPU, in the order of the clock. A moment is an index
 * into it; the moment after the last event is the end of the run. Events are kept in blocks. A long run keeps the events of the
 * blocks used last only, and of every other block what is needed to skip it or to run it again: the clock and the depths at its start,
 * the least depth that each CPU has in it, and which statements it executes. So a run of a hundred million statements has
 * an exact moment for each.
 */
import type { CompiledFunction, ProgramLayout } from '../c/compiled';
import type { Machine, Observer, Stop } from '../c/machine/types';

export interface TimelineEvent {
  readonly moment: number;
  /** The machine's clock just before the statement. */
  readonly clock: number;
  readonly cpu: number;
  readonly functionId: number;
  /** Index into the function's `statements`. */
  readonly statement: number;
  /** Calls that the statement is nested in on its CPU: 1 in the function that the CPU was started with. */
  readonly depth: number;
  /** It is the first statement of a call. */
  readonly entry: boolean;
}

/** What is told while a run is recorded, besides its statements. */
export interface CallListener {
  enter?(cpu: number, depth: number, functionId: number, moment: number): void;
  leave?(cpu: number, depth: number, functionId: number, moment: number): void;
  switched?(from: number, to: number, moment: number): void;
}

const BLOCK = 1 << 15;
/** Blocks whose events are kept: 4 Mi events, some 84 MB. */
const KEPT = 128;

class Events {
  readonly clocks = new Float64Array(BLOCK);
  readonly cpus = new Uint16Array(BLOCK);
  readonly functions = new Uint32Array(BLOCK);
  readonly statements = new Uint32Array(BLOCK);
  readonly depths = new Uint16Array(BLOCK);
  readonly entries = new Uint8Array(BLOCK);
  length = 0;
}

interface Block {
  readonly first: number;
  length: number;
  /** State just before the block's first event. */
  readonly clock: number;
  readonly depths: Uint16Array;
  readonly entering: Uint8Array;
  /** Least depth of any event, by CPU. */
  readonly leastDepth: Map<number, number>;
  /** By global number of a statement: executed in this block. */
  readonly executed: Uint8Array;
  events: Events | undefined;
  lastUse: number;
}

/** Numbers all statements of a program in a row. */
export class StatementNumbers {
  private readonly bases: number[] = [0];
  readonly count: number;

  constructor(layout: ProgramLayout) {
    let count = 0;
    for (const compiled of layout.functions) {
      this.bases[compiled.id] = count;
      count += compiled.statements.length;
    }
    this.count = count;
  }

  of(functionId: number, statement: number): number {
    return (this.bases[functionId] as number) + statement;
  }
}

export class Timeline {
  readonly numbers: StatementNumbers;
  private readonly blocks: Block[] = [];
  private readonly pointStatements: number[][] = [];
  /** By function id: 1 for the machine's own C (memcpy and the like), whose statements are no moments and whose calls are not told. */
  private readonly hidden: Uint8Array;
  private readonly depths: Uint16Array;
  private readonly entering: Uint8Array;
  private uses = 0;
  private total = 0;
  private lastClock = -1;

  constructor(
    private readonly machine: Machine,
    private readonly listener: CallListener = {},
  ) {
    const { layout, cpus } = machine;
    this.numbers = new StatementNumbers(layout);
    this.hidden = new Uint8Array(layout.functions.length + 1);
    for (const compiled of layout.functions) if (isMachineCode(compiled)) this.hidden[compiled.id] = 1;
    this.depths = new Uint16Array(cpus);
    this.entering = new Uint8Array(cpus);
  }

  /** Moments that are known: the events so far, and the end. */
  get moments(): number {
    return this.total + 1;
  }

  /** Runs on for about `ticks` ticks, recording. */
  record(ticks: number): Stop {
    const observer: Observer = {
      statement: (cpu, _frame, functionId, point) => {
        if (!this.hidden[functionId]) this.add(cpu, functionId, point);
        return false;
      },
      enter: (cpu, _frame, functionId) => {
        if (this.hidden[functionId]) return;
        const depth = (this.depths[cpu] as number) + 1;
        this.depths[cpu] = depth;
        this.entering[cpu] = 1;
        this.listener.enter?.(cpu, depth, functionId, this.total);
      },
      leave: (cpu, _frame, functionId) => {
        if (this.hidden[functionId]) return;
        this.listener.leave?.(cpu, this.depths[cpu] as number, functionId, this.total);
        this.depths[cpu] = (this.depths[cpu] as number) - 1;
      },
      switched: (from, to) => this.listener.switched?.(from, to, this.total),
    };
    return this.machine.run({ ticks, observer });
  }

  private add(cpu: number, functionId: number, point: number): void {
    const { clock } = this.machine;
    let block = this.blocks[this.blocks.length - 1];
    // Only the statement that really starts at a moment counts: one that was interrupted just before its tick comes again.
    const again = clock === this.lastClock;
    if (again && block?.events) {
      block.events.length--;
      block.length--;
      this.total--;
    } else if (!block || block.length === BLOCK) {
      block = this.startBlock(clock);
    }
    this.lastClock = clock;
    if (!block?.events) return;
    const statement = this.statementOf(functionId, point);
    const depth = this.depths[cpu] as number;
    push(block.events, clock, cpu, functionId, statement, depth, this.entering[cpu] as number);
    this.entering[cpu] = 0;
    block.length++;
    this.total++;
    block.executed[this.numbers.of(functionId, statement)] = 1;
    if (depth < (block.leastDepth.get(cpu) ?? Number.POSITIVE_INFINITY)) block.leastDepth.set(cpu, depth);
  }

  private statementOf(functionId: number, point: number): number {
    let statements = this.pointStatements[functionId];
    if (!statements) {
      const { points } = this.machine.layout.functions[functionId - 1] as CompiledFunction;
      statements = points.map((point) => point.statement);
      this.pointStatements[functionId] = statements;
    }
    return statements[point - 1] ?? 0;
  }

  private startBlock(clock: number): Block {
    const block: Block = {
      first: this.total,
      length: 0,
      clock,
      depths: this.depths.slice(),
      entering: this.entering.slice(),
      leastDepth: new Map(),
      executed: new Uint8Array(this.numbers.count),
      events: new Events(),
      lastUse: ++this.uses,
    };
    this.blocks.push(block);
    this.forgetOldest();
    return block;
  }

  /** The events of the least recently used blocks are given up; the first is kept, as a run is mostly read from there. */
  private forgetOldest(): void {
    const kept = this.blocks.filter((block) => block.events !== undefined);
    if (kept.length <= KEPT) return;
    const last = this.blocks[this.blocks.length - 1];
    let oldest: Block | undefined;
    for (const block of kept) {
      if (block !== last && block.first > 0 && (!oldest || block.lastUse < oldest.lastUse)) oldest = block;
    }
    if (oldest) oldest.events = undefined;
  }

  /** The event at a moment; undefined at the end of the run. May run the machine: it then stands elsewhere. */
  event(moment: number): TimelineEvent | undefined {
    if (moment < 0 || moment >= this.total) return undefined;
    const block = this.blockOf(moment);
    const events = this.eventsOf(block);
    const n = moment - block.first;
    return {
      moment,
      clock: events.clocks[n] as number,
      cpu: events.cpus[n] as number,
      functionId: events.functions[n] as number,
      statement: events.statements[n] as number,
      depth: events.depths[n] as number,
      entry: events.entries[n] === 1,
    };
  }

  /** The last moment whose clock is at most `clock` (0 when there is none). May run the machine. */
  momentAt(clock: number): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.blocks[middle] as Block).clock <= clock) low = middle;
      else high = middle - 1;
    }
    const block = this.blocks[low];
    if (!block) return 0;
    const { clocks } = this.eventsOf(block);
    let first = 0;
    let last = block.length - 1;
    while (first < last) {
      const middle = (first + last + 1) >> 1;
      if ((clocks[middle] as number) <= clock) first = middle;
      else last = middle - 1;
    }
    return block.first + first;
  }

  /**
   * The nearest event after (or before) `moment` that a test accepts; undefined when there is none. `mayHold` spares looking into
   * blocks.
   */
  find(
    moment: number,
    backwards: boolean,
    test: (event: TimelineEvent) => boolean,
    mayHold: (summary: BlockSummary) => boolean = () => true,
  ): TimelineEvent | undefined {
    const step = backwards ? -1 : 1;
    let at = Math.min(moment, this.total) + step;
    while (at >= 0 && at < this.total) {
      const block = this.blockOf(at);
      const beyond = backwards ? block.first - 1 : block.first + block.length;
      if (!mayHold(block)) {
        at = beyond;
        continue;
      }
      for (; at !== beyond; at += step) {
        const event = this.event(at) as TimelineEvent;
        if (test(event)) return event;
      }
    }
    return undefined;
  }

  /** Global numbers (StatementNumbers) of the statements that the run executed. */
  executed(): Uint8Array {
    const all = new Uint8Array(this.numbers.count);
    for (const block of this.blocks) {
      for (let n = 0; n < all.length; n++) if (block.executed[n]) all[n] = 1;
    }
    return all;
  }

  private blockOf(moment: number): Block {
    return this.blocks[Math.floor(moment / BLOCK)] as Block;
  }

  private eventsOf(block: Block): Events {
    block.lastUse = ++this.uses;
    if (!block.events) {
      block.events = this.runAgain(block);
      this.forgetOldest();
    }
    return block.events;
  }

  /** Executes a block's statements once more, to have its events back. */
  private runAgain(block: Block): Events {
    const events = new Events();
    const depths = block.depths.slice();
    const entering = block.entering.slice();
    const { machine } = this;
    let last = -1;
    const observer: Observer = {
      statement: (cpu, _frame, functionId, point) => {
        if (this.hidden[functionId]) return false;
        const { clock } = machine;
        if (clock === last) events.length--;
        else if (events.length === block.length) return true;
        last = clock;
        const statement = this.statementOf(functionId, point);
        push(events, clock, cpu, functionId, statement, depths[cpu] as number, entering[cpu] as number);
        entering[cpu] = 0;
        return false;
      },
      enter: (cpu, _frame, functionId) => {
        if (this.hidden[functionId]) return;
        depths[cpu] = (depths[cpu] as number) + 1;
        entering[cpu] = 1;
      },
      leave: (cpu, _frame, functionId) => {
        if (this.hidden[functionId]) return;
        depths[cpu] = (depths[cpu] as number) - 1;
      },
    };
    // One tick earlier, so that the first statement is started before our eyes; what comes before it is not the block's.
    machine.goTo(Math.max(0, block.clock));
    this.observeFirst(block, observer);
    machine.run({ observer });
    if (events.length !== block.length) {
      throw new Error(
        `replaying from clock ${block.clock} gave ${events.length} statements in place of ${block.length}`,
      );
    }
    return events;
  }

  /** The machine stands at the block's first statement, and does not tell of a statement at which it is resumed. */
  private observeFirst(block: Block, observer: Observer): void {
    const { machine } = this;
    const [frame] = machine.stack(machine.currentCpu);
    if (frame?.point?.kind !== 'statement' || machine.clock !== block.clock) return;
    observer.statement?.(machine.currentCpu, frame.frame, frame.function.id, frame.point.id);
  }
}

/** Whether a function is the machine's own C, not the program's. */
export function isMachineCode(compiled: CompiledFunction): boolean {
  return compiled.definition.symbol.token.file.origin === 'library';
}

/** What is known of a block without its events. */
export interface BlockSummary {
  readonly leastDepth: ReadonlyMap<number, number>;
  readonly executed: Uint8Array;
}

function push(
  events: Events,
  clock: number,
  cpu: number,
  functionId: number,
  statement: number,
  depth: number,
  entry: number,
): void {
  const n = events.length++;
  events.clocks[n] = clock;
  events.cpus[n] = cpu;
  events.functions[n] = functionId;
  events.statements[n] = statement;
  events.depths[n] = depth;
  events.entries[n] = entry;
}
