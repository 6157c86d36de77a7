/**
 * Inlining: small functions become part of those that call them, in the coarse cut, which is only ever entered at their start. So where
 * many small functions call each other, as in a kernel, most of a call's cost is saved: passing the fuel and a status, and writing and
 * wiping the header of a frame.
 *
 * What is in memory is the same whenever somebody can look. An inlined function has its frame above its caller's, as always, but the frame
 * is put on the stack only when it must be seen there: before the machine is told of something, before another function is called, and
 * where the function leaves. A run goes on in the function's own code, which the machine enters, and then in its caller after the call.
 */
import { CONTROL, FRAME, STATUS } from '../../abi';
import { OP } from '../../wasm/opcodes';
import type { CallInstruction } from '../flow/graph';
import type { FunctionPlan } from '../layout/plan';
import { type CodeLabel, type Emitter, FRAME_LOCAL, type InlinedInto } from './emitter';
import { markCards } from './ranges';
import { emitValue } from './values';

/**
 * What a function may cost (analysis/inlining.ts) to be inlined, and all together that are inlined in one: as much as that one is large, and
 * something more, so that small functions that only call others take those in.
 */
export const MOST_EACH = 60;
const MOST_TOGETHER = 500;
const ANY_FUNCTION = 100;
/** Inlined functions in inlined functions. */
const DEEPEST = 5;

/** What is left of what may be inlined in an outermost function. */
export class Allowance {
  private left: number;

  /** @param size instructions that the outermost function itself has. */
  constructor(size: number) {
    this.left = Math.min(MOST_TOGETHER, ANY_FUNCTION + size);
  }

  /** The plan of the function that is to be inlined at a call; undefined when it is to be called. */
  take(e: Emitter, { callee, returns }: CallInstruction): FunctionPlan | undefined {
    const { cut } = e.module;
    if (cut.fine || cut.observe || callee.kind !== 'function') return undefined;
    const plan = e.module.inlinable(callee.id, MOST_EACH);
    if (!plan?.inlineCost || plan.inlineCost > this.left) return undefined;
    if (returns !== plan.compiled.returns || isOnTheWay(e, plan)) return undefined;
    this.left -= plan.inlineCost;
    return plan;
  }
}

/** Inlined already around here, or too deep. */
function isOnTheWay(e: Emitter, plan: FunctionPlan): boolean {
  let depth = 0;
  for (let at: Emitter | undefined = e; at; at = at.inlined?.caller) {
    if (at.plan === plan) return true;
    depth++;
  }
  return depth > DEEPEST;
}

/** Before the function's code: its frame, its arguments, and zeros in all other registers. */
export function passArguments(e: Emitter, { caller, call }: InlinedInto): void {
  const { code, plan } = e;
  caller.own(() => {
    code.get(FRAME_LOCAL);
    code.i32(caller.plan.frame.size);
    code.op(OP.i32Add);
    for (const argument of call.arguments) emitValue(caller, argument);
  });
  e.own(() => {
    for (const { index } of [...plan.flow.parameters].reverse()) code.set(index);
    code.set(FRAME_LOCAL);
    for (const { index, type } of plan.frame.slotted.slice(plan.flow.parameters.length)) {
      emitZero(e, type);
      code.set(index);
    }
  });
}

function emitZero({ code }: Emitter, type: FunctionPlan['frame']['slotted'][number]['type']): void {
  if (type === 'i32') code.i32(0);
  else if (type === 'i64') code.i64(0n);
  else if (type === 'f32') code.f32(0);
  else code.f64(0);
}

/** The frames of inlined functions, up to this one, become what they would be if they had been called. */
export function putOnStack(e: Emitter): void {
  if (!e.inlined) return;
  const { caller, call } = e.inlined;
  caller.own(() => {
    putOnStack(caller);
    caller.storeResume(call.point.id);
  });
  const { code, plan } = e;
  code.get(FRAME_LOCAL);
  code.i64(BigInt(plan.compiled.id));
  code.memory(OP.i64Store, FRAME.functionId);
  markCards(e, 0, plan.frame.size + FRAME.registers);
}

/** The machine has looked, and the function goes on: nobody else will wipe its header, unless it waits for a call. */
export function takeOffStack(e: Emitter): void {
  if (!e.inlined) return;
  const { code } = e;
  code.get(FRAME_LOCAL);
  code.i64(0n);
  code.memory(OP.i64Store, FRAME.functionId);
  e.inlined.caller.own(() => takeOffStack(e.inlined?.caller as Emitter));
}

/** The inlined function has left: so does its caller, with the status that is on the stack, at the point after the call. */
export function leaveCaller(e: Emitter, { caller, call }: InlinedInto): void {
  e.code.i32(call.point.id);
  e.br(caller.leaveLabel(call.point));
}

/** Leaves at once, as the function does at its entry, when the stack or the nesting ends here. */
export function leaveAtLimit(e: Emitter, entry: number, common: CodeLabel): void {
  const { code, plan } = e;
  code.i32(STATUS.frameLimit);
  code.i32(entry);
  code.get(FRAME_LOCAL);
  code.i32(plan.frame.size);
  code.op(OP.i32Add);
  e.control(CONTROL.frameLimit);
  code.op(OP.i32GtU);
  e.brIf(common);
  code.op(OP.drop);
  code.op(OP.drop);
}
