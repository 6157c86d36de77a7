/**
 * Who runs next. A CPU's turn ends where its program gives it up (a yield, or its function's return) and, except in
 * runs that switch at yields alone, when it is interrupted before a tick. All that a choice depends on lies in the
 * registers, so going back and on again makes the same choices.
 */
import { CPU_STATE, type Cpus } from './cpus';
import type { Journal } from './journal';
import { nextRandom, seedRandom } from './random';
import { R, type Registers } from './registers';
import type { Schedule, Switch } from './types';

const INTERVAL = 200;

/** How a turn ends when the CPU itself ends it. */
export type TurnEnd = 'yield' | 'relax' | 'finished';

export class Scheduler {
  /** For the policy `list`. */
  private readonly switches: readonly Switch[];
  private readonly until: number;

  constructor(
    private readonly registers: Registers,
    private readonly cpus: Cpus,
    /** Where switches are noted, if they are. */
    private readonly journal: Journal | undefined,
    private readonly schedule: Schedule,
  ) {
    this.switches = schedule.policy === 'list' ? schedule.switches : [];
    const last = this.switches.at(-1)?.clock ?? -1;
    this.until = schedule.policy === 'list' ? (schedule.until ?? last) : -1;
    checkOrder(this.switches);
  }

  /** Called once, on fresh memory. */
  initialise(): void {
    this.registers.set(R.lastYieldClock, -1);
    this.registers.set(R.nextInterrupt, Number.POSITIVE_INFINITY);
    if (this.schedule.policy === 'seeded') {
      seedRandom(this.registers, this.schedule.seed);
      this.setInterrupt(0);
    }
  }

  /** The moment of the next interrupt. */
  nextInterrupt(now: number): number {
    if (this.schedule.policy !== 'list') return this.registers.get(R.nextInterrupt);
    const entry = this.entry(now);
    return entry?.at === 'tick' ? entry.clock : Number.POSITIVE_INFINITY;
  }

  /** The running CPU is interrupted. */
  interrupt(now: number): void {
    const { registers, cpus } = this;
    const current = registers.get(R.currentCpu);
    let chosen: number | undefined;
    if (this.schedule.policy === 'list') {
      chosen = this.entry(now)?.cpu;
      registers.add(R.listCursor, 1);
    } else {
      chosen = this.anyOther(current);
      this.setInterrupt(now);
    }
    if (chosen !== undefined && cpus.isRunning(chosen)) this.give(chosen, now, 'tick', 0);
  }

  /** The running CPU has ended its turn. False when no CPU runs any more. */
  endTurn(end: TurnEnd, now: number): boolean {
    const { registers, cpus } = this;
    const current = registers.get(R.currentCpu);
    if (registers.get(R.lastYieldClock) === now) registers.add(R.yieldsAtClock, 1);
    else {
      registers.set(R.lastYieldClock, now);
      registers.set(R.yieldsAtClock, 0);
    }
    const nth = registers.get(R.yieldsAtClock);
    if (end === 'relax') {
      cpus.setState(current, CPU_STATE.waiting);
      registers.add(R.relaxes, 1);
    } else registers.set(R.relaxes, 0);
    const chosen = this.choose(end, current, now, nth);
    if (chosen === undefined) return false;
    this.give(chosen, now, 'yield', nth);
    return true;
  }

  private choose(end: TurnEnd, current: number, now: number, nth: number): number | undefined {
    const { cpus, registers } = this;
    const next = cpus.nextRunning(current + 1);
    if (this.schedule.policy === 'seeded') {
      this.setInterrupt(now);
      return end === 'yield' ? cpus.nextRunning(this.random(cpus.count)) : (this.anyOther(current) ?? next);
    }
    if (now > this.until) return next;
    const entry = this.entry(now);
    if (entry?.at === 'yield' && entry.clock === now && (entry.nth ?? 0) === nth) {
      registers.add(R.listCursor, 1);
      if (cpus.isRunning(entry.cpu)) return entry.cpu;
    }
    return end === 'finished' ? next : current;
  }

  /** The next switch of the list that is not in the past. */
  private entry(now: number): Switch | undefined {
    let cursor = this.registers.get(R.listCursor);
    while (cursor < this.switches.length && (this.switches[cursor] as Switch).clock < now) cursor++;
    if (cursor !== this.registers.get(R.listCursor)) this.registers.set(R.listCursor, cursor);
    return this.switches[cursor];
  }

  private give(cpu: number, now: number, at: Switch['at'], nth: number): void {
    if (this.cpus.state(cpu) === CPU_STATE.waiting) this.cpus.setState(cpu, CPU_STATE.running);
    if (cpu === this.registers.get(R.currentCpu)) return;
    this.registers.set(R.currentCpu, cpu);
    const index = this.registers.add(R.switchCount, 1);
    this.journal?.note(index, now, cpu, at, nth);
  }

  private random(below: number): number {
    return nextRandom(this.registers, below);
  }

  /** A running CPU other than this one, by chance. */
  private anyOther(current: number): number | undefined {
    const { cpus } = this;
    const found = cpus.nextRunning(this.random(cpus.count));
    const other = found === current ? cpus.nextRunning(current + 1) : found;
    return other === current ? undefined : other;
  }

  private setInterrupt(now: number): void {
    if (this.schedule.policy !== 'seeded') return;
    const interval = Math.max(1, this.schedule.interval ?? INTERVAL);
    this.registers.set(R.nextInterrupt, now + 1 + this.random(2 * interval - 1));
  }
}

function checkOrder(switches: readonly Switch[]): void {
  switches.forEach(({ clock }, index) => {
    const before = switches[index - 1];
    if (!Number.isSafeInteger(clock) || clock < 0 || (before && before.clock > clock)) {
      throw new RangeError(`The switches of a schedule must ascend; number ${index} is at ${clock}.`);
    }
  });
}
