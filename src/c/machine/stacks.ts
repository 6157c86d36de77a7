/**
 * Call stacks as people see them: frames with their functions, places and variables. Between leaves everything is in
 * memory. While an import runs, the innermost frame and its point are what generated code passed to it, and variables
 * that live in registers can't be seen.
 */
import { FRAME } from '../abi';
import type { CompiledFunction, ProgramLayout } from '../compiled';
import { sizeOf } from '../layout';
import type { Variable } from '../tree';
import type { Cpus } from './cpus';
import type { MachineMemory } from './memory';
import { isInScope } from './scopes';
import type { FrameView, StackEntry, VariableView } from './types';

/** A power of two. */
const NESTED = 64;

export class Stacks {
  /** While an import runs: the innermost frame, and its point when that has not been stored. 0 else. */
  private liveFrame = 0;
  private livePoint: number | undefined;
  /** Scratch room of `innermost`: a ring of the frames that it walked over last. */
  private readonly nested = new Int32Array(NESTED);

  constructor(
    private readonly memory: MachineMemory,
    private readonly cpus: Cpus,
    private readonly layout: ProgramLayout,
    private readonly currentCpu: () => number,
  ) {}

  /** An import was called from a frame of the current CPU. */
  enter(frame: number, point: number | undefined): void {
    this.liveFrame = frame;
    this.livePoint = point;
  }

  /** The CPU has left: all is in memory again. */
  left(): void {
    this.liveFrame = 0;
    this.livePoint = undefined;
  }

  /** The frame that called the import which runs. */
  get innermostFrame(): number {
    return this.liveFrame;
  }

  /** Where the stack of the current CPU begins. */
  get base(): number {
    return this.cpus.stackBase(this.currentCpu());
  }

  /** Offsets of the current CPU's frames, outermost first. */
  current(): readonly number[] {
    return this.frames(this.currentCpu());
  }

  /** Offsets of a CPU's frames, outermost first. */
  frames(cpu: number): readonly number[] {
    const known = this.cpus.stack(cpu);
    const frame = this.liveFrame;
    if (frame === 0 || cpu !== this.currentCpu()) return known;
    const last = known.at(-1) ?? this.cpus.stackBase(cpu);
    if (frame <= last) return known.filter((at) => at <= frame);
    return [...known.slice(0, -1), ...this.cpus.walk(last, frame)];
  }

  /**
   * Puts the innermost frames of the current CPU, innermost first, into `frames`, at most NESTED; returns how many.
   * Makes no garbage.
   */
  innermost(frames: Int32Array): number {
    const { cpus, liveFrame, nested: ring } = this;
    const known = cpus.stack(this.currentCpu());
    const last = known.length > 0 ? (known[known.length - 1] as number) : liveFrame;
    let count = 0;
    for (let frame = last; frame <= liveFrame; frame = cpus.above(frame)) ring[count++ & (NESTED - 1)] = frame;
    const nested = Math.min(count, frames.length);
    for (let index = 0; index < nested; index++) frames[index] = ring[(count - 1 - index) & (NESTED - 1)] as number;
    let total = nested;
    for (let index = known.length - 2; index >= 0 && total < frames.length; index--)
      frames[total++] = known[index] as number;
    return total;
  }

  /** Innermost first. */
  views(cpu: number): FrameView[] {
    return this.frames(cpu)
      .map((frame) => this.view(cpu, frame))
      .reverse();
  }

  /** As a report keeps them: at most `most` of the innermost. */
  entries(cpu: number, most: number): StackEntry[] {
    const innermost = this.frames(cpu).slice(-most).reverse();
    return innermost.map((frame) => {
      const { function: known, point, token } = this.view(cpu, frame);
      return { function: known, point: point?.id ?? 0, token };
    });
  }

  entry(functionId: number, point: number): StackEntry {
    const known = this.layout.functions[functionId - 1] as CompiledFunction;
    return { function: known, point, token: known.points[point - 1]?.token ?? known.definition.symbol.token };
  }

  view(cpu: number, frame: number): FrameView {
    const known = this.cpus.functionOf(frame);
    const live = frame === this.liveFrame ? this.livePoint : undefined;
    const point = known.points[(live ?? this.cpus.resumeOf(frame)) - 1];
    return {
      cpu,
      frame,
      function: known,
      point,
      statement: point && known.statements[point.statement],
      token: point?.token ?? known.definition.symbol.token,
    };
  }

  /** The variables of a frame that are in scope where it stands. */
  variables(view: FrameView): VariableView[] {
    const { definition } = view.function;
    const places = new Map<Variable, VariableView>();
    for (const register of view.function.registers) {
      if (register.variable) places.set(register.variable, this.registerView(view, register));
    }
    for (const { variable, offset } of view.function.memoryVariables) {
      places.set(variable, this.memoryView(variable, view.frame + offset));
    }
    return [...definition.parameters, ...definition.locals]
      .filter((variable) => variable.name !== '' && isInScope(variable, view.token))
      .flatMap((variable) => places.get(variable) ?? []);
  }

  /** The offset of the object that a parameter of record type is: the caller's copy. Undefined for a pointer that is spoilt. */
  recordParameter(view: FrameView, { slot }: CompiledFunction['registers'][number]): number | undefined {
    const at = view.frame + slot;
    const { model } = this.layout.options;
    return this.memory.locate(model.pointerSize === 8 ? this.memory.u64(at) : BigInt(this.memory.u32(at)));
  }

  private registerView(view: FrameView, register: CompiledFunction['registers'][number]): VariableView {
    const variable = register.variable as Variable;
    const record = variable.type.kind === 'record' ? this.recordParameter(view, register) : undefined;
    if (record !== undefined) return this.memoryView(variable, record);
    const size = sizeOf(variable.type, this.layout.options.model);
    const bytes = new Uint8Array(size);
    const from = view.frame + register.slot;
    bytes.set(this.memory.data.subarray(from, from + Math.min(size, 8)));
    const flag = register.flag === undefined ? undefined : view.function.registers[register.flag];
    const initialised = flag === undefined || this.memory.u32(view.frame + flag.slot) !== 0;
    return { variable, address: undefined, bytes, initialised: new Array<boolean>(size).fill(initialised) };
  }

  private memoryView(variable: Variable, offset: number): VariableView {
    const size = sizeOf(variable.type, this.layout.options.model);
    const shadow = this.memory.shadowBytes.subarray(offset, offset + size);
    return {
      variable,
      address: this.memory.address(offset),
      bytes: this.memory.data.slice(offset, offset + size),
      initialised: Array.from(shadow, (byte) => (byte & 3) === 3),
    };
  }

  /** The 32-bit integer that the outermost function of a CPU has returned. */
  returned(cpu: number): number {
    return this.memory.i32(this.cpus.stackBase(cpu) + FRAME.returnValue);
  }
}
