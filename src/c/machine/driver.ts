/**
 * Runs one CPU until it leaves for a reason that is not the driver's own business. The driver's business: to choose
 * the cut (coarse as long as the moment asked for is further away than `slack`, then fine; fine, tick by tick, while
 * the innermost frame stands at a point that only the fine cut has), to enter the innermost frame alone, to pop it
 * when its function returns and enter the caller at the point where it waits, and to go on when the nesting of
 * WebAssembly calls became too deep.
 */
import { CONTROL, FRAME, STATUS } from '../abi';
import type { CompiledFunction, ProgramLayout } from '../compiled';
import type { Clock } from './clock';
import type { Cpus } from './cpus';
import type { ControlWord, MachineMemory } from './memory';
import type { Entries, Modules } from './modules';

/** Values of the control word `pending`: what an intrinsic asks for. */
export const PENDING = { yield: STATUS.intrinsic, relax: STATUS.intrinsic + 1, stop: STATUS.intrinsic + 2 } as const;

/**
 * Why a CPU left. `paused`: the moment is reached and it stands just before a tick, or, when `exact` was not asked
 * for, somewhere at or after it. `finished`: its function returned. `stop`: the run is over. `overflow`: its stack is
 * used up.
 */
export type Leave = 'paused' | 'finished' | 'yield' | 'relax' | 'stop' | 'overflow';

/** Bytes of frames that may nest in direct WebAssembly calls before control comes back to the driver. */
const NESTING = 32 * 1024;

export interface Aim {
  readonly moment: number;
  /** Stop exactly there; else at the first convenient point. */
  readonly exact: boolean;
  /** Use observing modules, which are fine ones. */
  readonly observe: boolean;
  readonly cards: boolean;
}

export class Driver {
  private readonly frameLimit: ControlWord;
  private readonly pending: ControlWord;
  private readonly runningCpu: ControlWord;
  /** Set when an observer wants to stop; the fuel is taken away too. */
  stopRequested = false;
  /** The frame that made the machine leave: set by an intrinsic with `pending`, and with a fault. */
  private leftAt = 0;

  constructor(
    private readonly memory: MachineMemory,
    private readonly cpus: Cpus,
    private readonly clock: Clock,
    private readonly layout: ProgramLayout,
  ) {
    this.frameLimit = memory.control(CONTROL.frameLimit);
    this.pending = memory.control(CONTROL.pending);
    this.runningCpu = memory.control(CONTROL.cpu);
  }

  /** Asks, from an import, to leave with the given reason. */
  leave(frame: number, pending: number): void {
    this.leftAt = frame;
    this.pending.value = pending;
  }

  /** A fault was found in `frame`, which is about to leave. */
  faulted(frame: number): void {
    this.leftAt = frame;
  }

  run(cpu: number, aim: Aim, modules: Modules): Leave {
    const { clock, cpus } = this;
    const coarseUntil = aim.observe ? Number.NEGATIVE_INFINITY : aim.moment - (aim.exact ? this.layout.slack : 0);
    if (clock.now >= aim.moment && (!aim.exact || this.isPoised(cpu))) return 'paused';
    this.runningCpu.value = cpu;
    for (;;) {
      const frame = cpus.stack(cpu).at(-1);
      const fine = clock.now >= coarseUntil || (frame !== undefined && !this.isCoarse(frame));
      clock.aim(!fine ? coarseUntil : clock.now >= coarseUntil ? aim.moment : clock.now + 1);
      const entries = modules.entriesOf({ fine, cards: aim.cards, observe: aim.observe });
      const status = frame === undefined ? this.begin(cpu, entries) : this.enter(cpu, frame, entries, modules);
      switch (status) {
        case STATUS.returned:
          if (!cpus.pop(cpu)) return 'finished';
          break;
        case STATUS.paused:
          cpus.extend(cpu, cpus.innermostFrom(frame ?? cpus.stackBase(cpu)));
          if (clock.now >= aim.moment || this.stopRequested) return 'paused';
          break;
        case STATUS.frameLimit: {
          const innermost = cpus.innermostFrom(frame ?? cpus.stackBase(cpu));
          cpus.extend(cpu, innermost);
          if (innermost + cpus.functionOf(innermost).frameSize > cpus.stackEnd(cpu)) return 'overflow';
          break;
        }
        default:
          cpus.extend(cpu, this.leftAt);
          return this.leaveFor(status);
      }
    }
  }

  private leaveFor(status: number): Leave {
    this.pending.value = 0;
    if (status === PENDING.yield) return 'yield';
    if (status === PENDING.relax) return 'relax';
    return 'stop';
  }

  private begin(cpu: number, entries: Entries): number {
    const { cpus, memory, layout } = this;
    const base = cpus.stackBase(cpu);
    const id = cpus.startFunction(cpu);
    const [parameter] = (layout.functions[id - 1] as ProgramLayout['functions'][number]).parameters;
    const argument = cpus.startArgument(cpu);
    const passed =
      parameter === undefined ? [] : [parameter === 'i64' ? argument : Number(BigInt.asIntN(32, argument))];
    this.frameLimit.value = Math.min(cpus.stackEnd(cpu), base + NESTING);
    memory.cards[base >>> 12] = 1;
    cpus.extend(cpu, base);
    return entries.of(id)(base, 0, ...passed);
  }

  private enter(cpu: number, frame: number, entries: Entries, modules: Modules): number {
    const id = this.memory.u32(frame + FRAME.functionId);
    // The frame itself has room, however large it is, or it would be entered again and again.
    const { frameSize } = this.layout.functions[id - 1] as CompiledFunction;
    this.frameLimit.value = Math.min(this.cpus.stackEnd(cpu), frame + frameSize + NESTING);
    const entry = entries.of(id);
    const resume = this.memory.i32(frame + FRAME.resume);
    const zeros = modules.zerosOf(id);
    // To spread an array costs more than the rest of entering does, and what is passed too much is ignored.
    if (zeros.length > 4) return entry(frame, resume, ...zeros);
    return entry(frame, resume, zeros[0] as number, zeros[1] as number, zeros[2] as number, zeros[3] as number);
  }

  /** The frame can be entered in the coarse cut. */
  private isCoarse(frame: number): boolean {
    const resume = this.cpus.resumeOf(frame);
    return resume === 0 || this.cpus.functionOf(frame).points[resume - 1]?.coarse === true;
  }

  /** The CPU stands just before a tick, so that its state is that of a moment (types.ts). */
  private isPoised(cpu: number): boolean {
    const frame = this.cpus.stack(cpu).at(-1);
    if (frame === undefined) return false;
    const resume = this.cpus.resumeOf(frame);
    return resume !== 0 && this.cpus.functionOf(frame).points[resume - 1]?.kind !== 'afterCall';
  }
}
