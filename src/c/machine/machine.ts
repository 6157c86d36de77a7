/**
 * The machine: the loop that gives CPUs their turns, ends a run when it must end, and takes checkpoints as it goes.
 * What the parts do is in their own files; types.ts documents what users see.
 */
import { REPORT } from '../abi';
import type { ProgramLayout } from '../compiled';
import { Checkpoints } from './checkpoints';
import type { Aim, Leave } from './driver';
import { ENDING, type Ending, endingOf } from './ending';
import type { Finding } from './faults';
import { stateHash } from './hash';
import { intrinsicFunctions } from './intrinsics';
import { leaks } from './intrinsics/objects';
import { Modules } from './modules';
import { CHECKPOINT_BYTES, createParts, initialise, type Parts } from './parts';
import { R } from './registers';
import { REPORT_FRAMES } from './reports';
import { SpinDetector } from './spin';
import type {
  AddressDescription,
  ConsoleLine,
  CpuView,
  FrameView,
  Machine,
  MachineOptions,
  MemoryReader,
  ObjectInfo,
  Observer,
  Outcome,
  Report,
  RunOptions,
  Schedule,
  Stop,
  VariableView,
} from './types';

/** Ticks to the second checkpoint; from then on what time tells. */
const FIRST_INTERVAL = 100_000;
/** Milliseconds of running between checkpoints: going back anywhere means running for as long at most … */
const INTERVAL_MS = 4;
/** … except that taking them may not take more than a fifth of the time. */
const MOST_SHARE = 5;
const LEAST_INTERVAL = 10_000;

export function createMachine(options: MachineOptions): Machine {
  return new LinearMachine(options);
}

class LinearMachine implements Machine {
  private readonly parts: Parts;
  private readonly modules: Modules;
  private readonly checkpointStore: Checkpoints | undefined;
  private readonly spin: SpinDetector;
  private nextCheckpoint = 0;
  /** Ticks between checkpoints. */
  private interval = FIRST_INTERVAL;
  /** When the run went on, or the last checkpoint was taken: the time in milliseconds and the moment. */
  private since = { time: 0, clock: 0 };
  /** CPUs that have run since the last checkpoint: their frames were written when they left. */
  private readonly ran = new Set<number>();
  private observer: Observer | undefined;
  /** Where a run was resumed: its first statement has been announced already. */
  private resumed: { readonly frame: number; readonly point: number; readonly clock: number } | undefined;

  constructor(private readonly options: MachineOptions) {
    this.parts = createParts(options);
    const { memory, registers, cpus } = this.parts;
    initialise(this.parts, options);
    const { recoverable = true, schedule = { policy: 'yields' }, entry = 'machine_main' } = options;
    this.checkpointStore = recoverable
      ? new Checkpoints(memory, options.checkpointBytes ?? CHECKPOINT_BYTES, () => this.parts.journal?.bytes ?? 0)
      : undefined;
    this.spin = new SpinDetector(memory, registers, cpus, schedule.policy === 'yields');
    const imports = {
      memory: memory.wasm,
      fault: (kind: number, address: bigint, size: number, frame: number, point: number) =>
        this.onFault(kind, address, size, frame, point),
      report: (kind: number, a: bigint, b: bigint, frame: number, point: number) =>
        this.onReport(kind, a, b, frame, point),
      statement: (frame: number, point: number) => this.onStatement(frame, point),
      enter: (frame: number) => this.onCall(frame, 'enter'),
      leave: (frame: number) => this.onCall(frame, 'leave'),
    };
    const { whole, low } = intrinsicFunctions(this.parts);
    this.modules = new Modules(this.parts.layout, options.compile, imports, whole, low);
    cpus.start(0, entryFunction(this.parts.layout, entry), 0n);
    this.checkpoint();
  }

  // -------------------------------------------------------------- state

  get layout(): ProgramLayout {
    return this.parts.layout;
  }
  get cpus(): number {
    return this.parts.cpus.count;
  }
  get memory(): MemoryReader {
    return this.parts.memory;
  }
  get clock(): number {
    return this.parts.clock.now;
  }
  get currentCpu(): number {
    return this.parts.registers.get(R.currentCpu);
  }
  get reports(): readonly Report[] {
    return this.parts.reports.list();
  }
  get droppedReports(): number {
    return this.parts.registers.get(R.droppedReports);
  }
  get console(): readonly ConsoleLine[] {
    return this.parts.console.lines();
  }

  get outcome(): Outcome | undefined {
    const { registers, reports } = this.parts;
    const kind = endingOf(registers.get(R.ended));
    if (kind === undefined) return undefined;
    if (kind === 'returned') return { kind, result: registers.get(R.result) };
    return { kind, report: reports.last() as Report };
  }

  // -------------------------------------------------------------- running

  run(options: RunOptions = {}): Stop {
    const { until = Number.POSITIVE_INFINITY, ticks = Number.POSITIVE_INFINITY } = options;
    const { driver } = this.parts;
    const softEnd = this.clock + ticks;
    this.since = { time: performance.now(), clock: this.clock };
    this.observer = options.observer;
    driver.stopRequested = false;
    try {
      for (;;) {
        if (this.parts.registers.get(R.ended) !== 0) return { reason: 'ended' };
        if (this.clock >= softEnd) return { reason: 'ticks' };
        this.checkpointIfDue();
        const aim = this.aim(until, softEnd);
        const leave = this.turn(aim);
        if (leave !== 'paused') this.endTurn(leave);
        else if (driver.stopRequested) return { reason: 'observer' };
        else if (aim.exact && this.clock >= aim.moment) {
          if (this.interrupt()) continue;
          if (this.clock >= until) return { reason: 'until' };
          if (this.clock >= this.parts.limits.ticks) this.endless();
        }
      }
    } finally {
      this.observer = undefined;
      this.parts.registers.set(R.clock, this.clock);
    }
  }

  /** How far the CPU whose turn it is may run. */
  private aim(until: number, softEnd: number): Aim {
    const { scheduler, limits, layout } = this.parts;
    const interrupt = this.spin.active ? Number.POSITIVE_INFINITY : scheduler.nextInterrupt(this.clock);
    const hard = Math.min(until, interrupt, limits.ticks);
    const soft = Math.min(softEnd, this.checkpointStore ? this.nextCheckpoint : Number.POSITIVE_INFINITY);
    const exact = hard - layout.slack <= soft;
    const cards = this.checkpointStore !== undefined || this.spin.active;
    return { moment: exact ? hard : soft, exact, observe: this.observer !== undefined, cards };
  }

  private turn(aim: Aim): Leave {
    const { driver, stacks, cpus } = this.parts;
    const cpu = this.currentCpu;
    if (this.checkpointStore) this.ran.add(cpu);
    const frame = aim.observe ? cpus.stack(cpu).at(-1) : undefined;
    this.resumed = frame === undefined ? undefined : { frame, point: cpus.resumeOf(frame), clock: this.clock };
    try {
      return driver.run(cpu, aim, this.modules);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      // Functions with more WebAssembly locals than the nesting allowed for. What they held is lost, so the run ends
      // here.
      this.end('fault', this.parts.faults.plain('stack-overflow', `the host's own stack is used up: ${error.message}`));
      return 'stop';
    } finally {
      stacks.left();
    }
  }

  private endTurn(leave: Exclude<Leave, 'paused'>): void {
    const { cpus, registers, scheduler, stacks } = this.parts;
    if (leave === 'stop') return;
    if (leave === 'overflow') {
      const name = stacks.entries(this.currentCpu, 1)[0]?.function.name ?? 'a function';
      const room = cpus.stackEnd(0) - cpus.stackBase(0);
      const why = `no room for the frame of ${name}(): the stack of CPU ${this.currentCpu} has ${room} bytes`;
      this.end('fault', this.parts.faults.plain('stack-overflow', why));
      return;
    }
    const cpu = this.currentCpu;
    if (leave === 'finished') {
      if (cpu === 0) {
        registers.set(R.ended, ENDING.returned);
        registers.set(R.result, stacks.returned(0));
      }
      cpus.finish(cpu);
      if (cpu === 0) return;
    }
    scheduler.endTurn(leave, this.clock);
    if (this.currentCpu !== cpu) this.observer?.switched?.(cpu, this.currentCpu);
    if (this.spin.turnEnded(cpu)) this.allSpin();
  }

  private interrupt(): boolean {
    const { scheduler } = this.parts;
    const now = this.clock;
    if (this.spin.active || scheduler.nextInterrupt(now) > now) return false;
    const cpu = this.currentCpu;
    scheduler.interrupt(now);
    if (this.currentCpu !== cpu) this.observer?.switched?.(cpu, this.currentCpu);
    return true;
  }

  private end(ending: Ending, finding: Finding): void {
    this.parts.reports.make(finding, this.currentCpu, true);
    this.parts.registers.set(R.ended, ENDING[ending]);
  }

  private endless(): void {
    const why = `the run did not end within ${this.parts.limits.ticks} ticks`;
    this.end('budget', this.parts.faults.plain('endless-run', why));
  }

  private allSpin(): void {
    const { faults, cpus, stacks } = this.parts;
    const running = cpus.running();
    const why =
      running.length === 1
        ? `CPU ${running[0]} waits for another CPU, and no other runs`
        : `all ${running.length} running CPUs wait for each other, and nothing they wait for can change`;
    const others = running
      .filter((cpu) => cpu !== this.currentCpu)
      .slice(0, MOST_STACKS)
      .map((cpu) => ({ cpu, stack: stacks.entries(cpu, REPORT_FRAMES) }));
    this.end('deadlock', { ...faults.plain('all-cpus-spin', why), others });
  }

  // -------------------------------------------------------------- going back

  restore(moment: number): number {
    const store = this.checkpointStore;
    if (!store) throw new Error('This run keeps no checkpoints: it was started with `recoverable: false`.');
    if (moment > this.clock || moment < 0) {
      throw new RangeError(`Moment ${moment} is not in the past: the machine stands at ${this.clock}.`);
    }
    const { cpus, clock, registers, stacks, depot } = this.parts;
    const at = store.before(moment);
    store.restore(at);
    cpus.forget();
    depot.forget();
    stacks.left();
    this.spin.forget();
    this.ran.clear();
    clock.set(registers.get(R.clock));
    this.nextCheckpoint = at + this.interval;
    return at;
  }

  goTo(moment: number): boolean {
    if (moment < this.clock || (moment === this.clock && this.outcome)) this.restore(moment);
    return this.run({ until: moment }).reason === 'until';
  }

  checkpoint(): void {
    const store = this.checkpointStore;
    if (!store || this.spin.active) return;
    const { clock, registers, cpus } = this.parts;
    registers.set(R.clock, clock.now);
    for (const cpu of this.ran) cpus.markStack(cpu);
    if (store.take(clock.now)) this.ran.clear();
    this.nextCheckpoint = clock.now + this.interval;
  }

  get checkpoints(): Machine['checkpoints'] {
    return { count: this.checkpointStore?.count ?? 0, bytes: this.checkpointStore?.bytes ?? 0 };
  }

  private checkpointIfDue(): void {
    if (!this.checkpointStore || this.clock < this.nextCheckpoint) return;
    const begin = performance.now();
    const ran = begin - this.since.time;
    const speed = (this.clock - this.since.clock) / Math.max(ran, 0.01);
    this.checkpoint();
    const end = performance.now();
    const wanted = Math.max(INTERVAL_MS, (end - begin) * (MOST_SHARE - 1)) * speed;
    // Towards what is wanted, not further than twice or half of what was.
    const near = Math.min(this.interval * 2, Math.max(this.interval / 2, wanted));
    this.interval = Math.max(LEAST_INTERVAL, Math.round(near));
    this.nextCheckpoint = this.clock + this.interval;
    this.since = { time: end, clock: this.clock };
  }

  recordedSchedule(): Schedule {
    const { journal } = this.parts;
    if (!journal) throw new Error('This run keeps no switches: it was started without `recordSwitches`.');
    return { policy: 'list', switches: journal.list(), until: this.clock };
  }

  // -------------------------------------------------------------- asking

  cpu(cpu: number): CpuView {
    return { cpu, state: (['idle', 'running', 'waiting'] as const)[this.parts.cpus.state(cpu)] as CpuView['state'] };
  }
  stack(cpu: number): readonly FrameView[] {
    return this.parts.stacks.views(cpu);
  }
  variables(frame: FrameView): readonly VariableView[] {
    return this.parts.stacks.variables(frame);
  }
  describe(address: bigint): AddressDescription {
    return this.parts.describer.describe(address);
  }
  objects(): readonly ObjectInfo[] {
    const { objects, describer } = this.parts;
    return objects.list().map((record) => describer.info(record));
  }
  reportLeaks(since = 1): readonly Report[] {
    return leaks(this.parts, since).map((finding) => this.parts.reports.make(finding, this.currentCpu, false));
  }
  release(): void {
    // Without checkpoints no stores are marked, and nobody knows what is to be wiped.
    if (this.checkpointStore) this.options.memories?.give(this.parts.memory);
  }
  stateHash(): string {
    return stateHash(this.parts.memory, this.parts.registers, this.parts.cpus);
  }

  // -------------------------------------------------------------- what generated code says

  private onFault(kind: number, address: bigint, size: number, frame: number, point: number): void {
    const { stacks, faults, driver } = this.parts;
    stacks.enter(frame, point);
    driver.faulted(frame);
    const innermost = stacks.view(this.currentCpu, frame);
    this.end('fault', faults.find(kind, BigInt.asUintN(64, address), size, innermost));
  }

  private onReport(kind: number, a: bigint, b: bigint, frame: number, point: number): number {
    const { stacks, faults, driver, reports } = this.parts;
    stacks.enter(frame, point);
    const cpu = this.currentCpu;
    const token = stacks.entries(cpu, 1)[0]?.token;
    const finding = faults.arithmetic(kind, a, b, token);
    if (kind === REPORT.divisionByZero || kind === REPORT.divisionOverflow) {
      driver.faulted(frame);
      this.end('fault', finding);
      return 1;
    }
    if (!reports.isKnown(finding.kind, cpu)) reports.make(finding, cpu, false);
    return 0;
  }

  private onStatement(frame: number, point: number): void {
    const { observer, resumed } = this;
    if (!observer?.statement) return;
    const { stacks, cpus, clock, driver } = this.parts;
    this.resumed = undefined;
    if (resumed && resumed.frame === frame && resumed.point === point && resumed.clock === clock.now) return;
    stacks.enter(frame, point);
    if (!observer.statement(this.currentCpu, frame, cpus.functionOf(frame).id, point)) return;
    driver.stopRequested = true;
    clock.stop();
  }

  private onCall(frame: number, what: 'enter' | 'leave'): void {
    const { observer } = this;
    if (!observer?.[what]) return;
    this.parts.stacks.enter(frame, undefined);
    observer[what]?.(this.currentCpu, frame, this.parts.cpus.functionOf(frame).id);
  }
}

/** Stacks of other CPUs that a report shows. */
const MOST_STACKS = 16;

function entryFunction({ functions }: ProgramLayout, name: string): number {
  const found = functions.find((it) => it.name === name && it.definition.symbol.linkage === 'external');
  if (!found) throw new Error(`The program does not define ${name}(), where it begins.`);
  const { type } = found.definition.symbol;
  if (found.parameters.length > 0 || type.returns.kind !== 'integer' || type.returns.size !== 4) {
    throw new Error(`${name}() must be an 'int ${name}(void)'.`);
  }
  return found.id;
}
