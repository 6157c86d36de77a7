/**
 * The state of emitting one function in one cut: its code, the labels that are open, its locals beyond those of the layout, and the few
 * phrases that everything else is made of.
 */
import { CONTROL, FRAME, STATUS } from '../../abi';
import type { CodeBuffer } from '../../wasm/encoder';
import { OP, type WasmType } from '../../wasm/opcodes';
import type { CallInstruction, FlowPoint } from '../flow/graph';
import { FIRST_PARAMETER } from '../layout/frame';
import type { FunctionPlan } from '../layout/plan';
import { CheckedPointers } from './checked';
import type { ModuleContext } from './module';

/** The local that every function gets first. */
export const FRAME_LOCAL = 0;
export const RESUME_LOCAL = 1;
/** Ticks left, while the function runs. */
export const FUEL_LOCAL = 2;

/** A block or loop that can be branched to while it is open. */
export interface CodeLabel {
  position: number;
}

/** Where a function is emitted that is part of another (inlined.ts). */
export interface InlinedInto {
  readonly caller: Emitter;
  readonly call: CallInstruction;
}

export class Emitter {
  readonly code: CodeBuffer;
  readonly localTypes: WasmType[];
  private readonly open: CodeLabel[];
  private nextLocal: number;
  /** The function that all of this becomes part of. */
  readonly outermost: Emitter;
  /** Of an inlined function: the outermost's locals that its own are. */
  private readonly borrowed: number[] | undefined;
  /** Locals that inlined functions had, by type, free again. */
  private readonly spare = new Map<WasmType, number[]>();
  /** Scratch: distance of an address from the base, offset in data, a status, a failed access, what it gives back, an outcome. */
  readonly distance: number;
  readonly at: number;
  readonly status: number;
  readonly packed: number;
  readonly refund: number;
  readonly outcome: number;
  /** What the last call returned, by its type. */
  readonly callValues = new Map<WasmType, number>();
  /** Where an access that failed goes: with a distance as wide as a pointer, or with an offset in data. */
  readonly wideFault: CodeLabel = { position: -1 };
  readonly nearFault: CodeLabel = { position: -1 };
  /** Where a function leaves, by the temporaries that must be saved. */
  readonly leaves = new Map<string, CodeLabel>();
  readonly returning: CodeLabel = { position: -1 };
  readonly checked: CheckedPointers;

  constructor(
    readonly module: ModuleContext,
    readonly plan: FunctionPlan,
    readonly inlined?: InlinedInto,
  ) {
    this.code = module.code;
    this.localTypes = [...plan.frame.localTypes];
    this.nextLocal = FIRST_PARAMETER + plan.compiled.parameters.length + this.localTypes.length;
    if (inlined) {
      this.outermost = inlined.caller.outermost;
      this.open = this.outermost.open;
      this.borrowed = this.borrowAll();
    } else {
      this.outermost = this;
      this.open = [];
      this.code.clear();
    }
    this.distance = this.local(module.program.context.pointer);
    this.at = this.local('i32');
    this.status = this.local('i32');
    this.packed = this.local('i32');
    this.refund = this.local('i32');
    this.outcome = this.local('i64');
    for (const type of resultTypes(plan)) this.callValues.set(type, this.local(type));
    this.checked = new CheckedPointers(!module.cut.fine, () => this.local('i32'));
  }

  /** A new local. */
  local(type: WasmType): number {
    this.localTypes.push(type);
    this.borrowed?.push(this.borrow(type));
    return this.nextLocal++;
  }

  /** Locals of the outermost function for all that the inlined one has; it has the fuel in common. */
  private borrowAll(): number[] {
    const types: readonly WasmType[] = [...this.plan.compiled.parameters, ...this.localTypes];
    const [frame, resume] = [this.borrow('i32'), this.borrow('i32')];
    return [frame, resume, FUEL_LOCAL, ...types.map((type) => this.borrow(type))];
  }

  private borrow(type: WasmType): number {
    return this.outermost.spare.get(type)?.pop() ?? this.outermost.local(type);
  }

  /** The inlined function ends: another one may have its locals. */
  giveBack(): void {
    const types: readonly WasmType[] = [...this.plan.compiled.parameters, ...this.localTypes];
    const give = (type: WasmType, local: number): void => {
      const list = this.outermost.spare.get(type);
      if (list) list.push(local);
      else this.outermost.spare.set(type, [local]);
    };
    if (!this.borrowed) return;
    give('i32', this.borrowed[FRAME_LOCAL] as number);
    give('i32', this.borrowed[RESUME_LOCAL] as number);
    types.forEach((type, index) => {
      give(type, this.borrowed?.[FIRST_PARAMETER + index] as number);
    });
  }

  /** Emits with this function's own numbers of locals, whichever is being emitted around it. */
  own(emit: () => void): void {
    const { locals } = this.code;
    this.code.locals = this.borrowed;
    emit();
    this.code.locals = locals;
  }

  get fine(): boolean {
    return this.module.cut.fine;
  }

  // -------------------------------------------------------------- blocks

  openBlock(label: CodeLabel, opcode: typeof OP.block | typeof OP.loop | typeof OP.if = OP.block): void {
    this.code.open(opcode);
    label.position = this.open.push(label) - 1;
  }

  /** A block that takes values with it when it is left. */
  openTyped(label: CodeLabel, results: readonly WasmType[]): void {
    this.code.openTyped(OP.block, this.module.wasm.type([], results));
    label.position = this.open.push(label) - 1;
  }

  close(label: CodeLabel): void {
    if (this.open.pop() !== label) throw new Error('blocks are closed in reverse order');
    this.code.end();
  }

  depthOf(label: CodeLabel): number {
    if (this.open[label.position] !== label) throw new Error('a branch to a block that is not open');
    return this.open.length - 1 - label.position;
  }

  /** Emits inside an anonymous block that was just opened by hand. */
  inside(emit: () => void): void {
    const label: CodeLabel = { position: this.open.length };
    this.open.push(label);
    emit();
    this.open.pop();
  }

  br(label: CodeLabel): void {
    this.code.br(this.depthOf(label));
  }

  brIf(label: CodeLabel): void {
    this.code.brIf(this.depthOf(label));
  }

  // -------------------------------------------------------------- fuel and leaving

  /** The label for leaving at a point. */
  leaveLabel(point: FlowPoint | undefined): CodeLabel {
    const label = this.leaves.get(leaveKey(point));
    if (!label) throw new Error('a point that was not expected to be left at');
    return label;
  }

  /** Leaves if the condition on the stack holds, with the status in a constant. */
  leaveIf(status: number, point: FlowPoint, condition: () => void): void {
    const { code } = this;
    code.i32(status);
    code.i32(point.id);
    condition();
    this.brIf(this.leaveLabel(point));
    code.op(OP.drop);
    code.op(OP.drop);
  }

  /** Leaves if the status in the local is not 0. */
  leaveIfStatus(point: FlowPoint): void {
    const { code } = this;
    code.get(this.status);
    code.i32(point.id);
    code.get(this.status);
    this.brIf(this.leaveLabel(point));
    code.op(OP.drop);
    code.op(OP.drop);
  }

  /** The run pauses before this tick if there is no fuel. */
  pause(point: FlowPoint): void {
    const { code } = this;
    this.leaveIf(STATUS.paused, point, () => {
      code.get(FUEL_LOCAL);
      if (this.fine) code.op(OP.i32Eqz);
      else {
        code.i32(0);
        code.op(OP.i32LeS);
      }
    });
  }

  /** A control word, onto the stack. */
  control(word: (typeof CONTROL)[keyof typeof CONTROL]): void {
    this.code.i32(0);
    this.code.memory(OP.i32Load, this.module.control + word);
  }

  charge(ticks: number): void {
    if (ticks === 0) return;
    const { code } = this;
    code.get(FUEL_LOCAL);
    code.i32(ticks);
    code.op(OP.i32Sub);
    code.set(FUEL_LOCAL);
  }

  /** Puts the exact fuel into its control word: `unused` ticks were charged for what has not happened. */
  publishFuel(unused: number): void {
    const { code } = this;
    code.i32(0);
    code.get(FUEL_LOCAL);
    if (unused > 0) {
      code.i32(unused);
      code.op(OP.i32Add);
    }
    code.memory(OP.i32Store, this.module.control + CONTROL.fuel);
  }

  takeFuel(charged: number): void {
    const { code } = this;
    this.control(CONTROL.fuel);
    if (charged > 0) {
      code.i32(charged);
      code.op(OP.i32Sub);
    }
    code.set(FUEL_LOCAL);
  }

  /** Leaves for good: a fault was told. */
  leaveWithFault(point: FlowPoint, unused: number): void {
    this.charge(-unused);
    this.code.i32(STATUS.fault);
    this.code.i32(point.id);
    this.br(this.leaveLabel(undefined));
  }

  /** Ends the function with the status on the stack, and no value. */
  returnStatus(): void {
    const { code } = this;
    code.op(OP.i64ExtendI32U);
    code.i64(32n);
    code.op(OP.i64Shl);
    code.get(FUEL_LOCAL);
    code.op(OP.i64ExtendI32U);
    code.op(OP.i64Or);
    const { returns } = this.plan.compiled;
    if (returns) emitZero(code, returns);
    code.op(OP.return);
  }

  // -------------------------------------------------------------- the frame

  storeResume(value: number): void {
    const { code } = this;
    code.get(FRAME_LOCAL);
    code.i32(value);
    code.memory(OP.i32Store, FRAME.resume);
  }
}

function emitZero(code: CodeBuffer, type: WasmType): void {
  if (type === 'i32') code.i32(0);
  else if (type === 'i64') code.i64(0n);
  else if (type === 'f32') code.f32(0);
  else code.f64(0);
}

/** Types of the values that the function takes from C functions that it calls. */
function resultTypes(plan: FunctionPlan): Set<WasmType> {
  const types = new Set<WasmType>();
  for (const { instructions } of plan.flow.blocks) {
    for (const instruction of instructions) {
      if (instruction.kind === 'call' && instruction.callee.kind !== 'intrinsic' && instruction.result) {
        types.add(instruction.result.type);
      }
    }
  }
  return types;
}

/** Points that need the same temporaries are left through the same code. */
export function leaveKey(point: FlowPoint | undefined): string {
  if (!point || point.live.length === 0) return '';
  return point.live
    .map(({ slot }) => slot)
    .sort((a, b) => a - b)
    .join();
}
