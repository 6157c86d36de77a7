/**
 * Entering, leaving and re-entering a function, and the lifetimes of what lies in its frame.
 *
 * The stack above the innermost frame is all zero data, always: objects are wiped when their lifetime ends, the caller wipes the header of
 * a frame that has returned, and register slots hold zero except while the function is not running (they are wiped when they are
 * loaded again). So what was left behind can not tell how often a run was paused.
 */
import { CONTROL, FRAME, FRAME_ENTRY, SHADOW, STATUS } from '../../abi';
import { OP, type WasmType } from '../../wasm/opcodes';
import type { FillInstruction, PutInstruction } from '../flow/graph';
import type { FrameObject, Local } from '../flow/value';
import { hasLargeFrame } from './accesses';
import { type CodeLabel, type Emitter, FRAME_LOCAL, FUEL_LOCAL, RESUME_LOCAL } from './emitter';
import { leaveCaller, putOnStack } from './inlined';
import { fill, markCards, storeChunk, UNROLLED } from './ranges';
import { emitValue } from './values';

const UNROLLED_ENTRY = 256;

const LOAD: Readonly<Record<WasmType, number>> = { i32: OP.i32Load, i64: OP.i64Load, f32: OP.f32Load, f64: OP.f64Load };
const STORE: Readonly<Record<WasmType, number>> = {
  i32: OP.i32Store,
  i64: OP.i64Store,
  f32: OP.f32Store,
  f64: OP.f64Store,
};

// ---------------------------------------------------------------- objects

/** Marks what an object's lifetime or initialisation writes to, unless the whole frame is marked anyway. */
function markObject(e: Emitter, { offset, size }: FrameObject): void {
  if (hasLargeFrame(e) && size > 0) markCards(e, offset, size);
}

export function enterObject(e: Emitter, object: FrameObject): void {
  fill(e, object.offset, object.size, SHADOW.uninitialised, e.module.limit);
  markObject(e, object);
}

export function leaveObject(e: Emitter, object: FrameObject): void {
  fill(e, object.offset, object.size, SHADOW.outOfScope, e.module.limit);
  fill(e, object.offset, object.size, 0, 0);
  markObject(e, object);
}

export function fillObject(e: Emitter, { object, source }: FillInstruction): void {
  const { code, module } = e;
  const copied = source?.size ?? 0;
  if (source && copied > 0) {
    code.get(FRAME_LOCAL);
    code.i32(object.offset);
    code.op(OP.i32Add);
    code.i32(source.offset);
    code.i32(copied);
    code.memoryCopy();
  }
  fill(e, object.offset + copied, object.size - copied, 0, 0);
  fill(e, object.offset, object.size, SHADOW.initialised, module.limit);
  markObject(e, object);
}

export function putValue(e: Emitter, put: PutInstruction): void {
  const { code } = e;
  const offset = put.object.offset + put.offset;
  code.get(FRAME_LOCAL);
  emitValue(e, put.value);
  code.memory(put.opcode, offset);
  fill(e, offset, put.size, SHADOW.initialised, e.module.limit);
  markObject(e, put.object);
}

// ---------------------------------------------------------------- entering

/**
 * Everything before the function's first block. A fresh call has one test to make; else the function is resumed at a point, for which
 * `dispatch` goes to its place, or begins at its start with the parameters from their slots.
 */
export function emitEntry(e: Emitter, dispatch: (() => void) | undefined): void {
  const { code, module, plan } = e;
  const { slotted } = plan.frame;
  const parameters = slotted.slice(0, plan.flow.parameters.length);
  if (module.cut.cards) markEntry(e);
  if (dispatch || parameters.length > 0) {
    code.get(RESUME_LOCAL);
    code.open(OP.if);
    e.inside(() => {
      if (dispatch) {
        code.get(RESUME_LOCAL);
        code.i32(0);
        code.op(OP.i32GtS);
        code.open(OP.if);
        e.inside(() => {
          loadSlots(e, slotted);
          wipeSlots(e, slotted.length);
          e.storeResume(0);
          takeCallValue(e);
          dispatch();
        });
        code.end();
      }
      loadSlots(e, parameters);
      wipeSlots(e, parameters.length);
    });
    code.end();
  }
  code.i32(0);
  code.set(RESUME_LOCAL);
  code.get(FRAME_LOCAL);
  code.i64(BigInt(plan.compiled.id));
  code.memory(OP.i64Store, FRAME.functionId);
  code.get(FRAME_LOCAL);
  code.i32(plan.frame.size);
  code.op(OP.i32Add);
  e.control(CONTROL.frameLimit);
  code.op(OP.i32GtU);
  code.open(OP.if);
  e.storeResume(FRAME_ENTRY);
  storeSlots(e, parameters);
  code.i32(STATUS.frameLimit);
  e.returnStatus();
  code.end();
  if (module.cut.observe) {
    e.publishFuel(0);
    code.get(FRAME_LOCAL);
    code.call(module.imports.enter);
  }
  shadowFrame(e);
}

/** Where the function waited for a call, the value is in the callee's frame; elsewhere there are zeros. */
function takeCallValue(e: Emitter): void {
  const { code } = e;
  const offset = e.plan.frame.size + FRAME.returnValue;
  for (const [type, local] of e.callValues) {
    code.get(FRAME_LOCAL);
    code.memory(LOAD[type], offset);
    code.set(local);
  }
  if (!e.plan.hasCalls) return;
  code.get(FRAME_LOCAL);
  code.i64(0n);
  code.memory(OP.i64Store, offset);
}

/** Cards of the header, the slots and the header of a callee; of all of the frame, if it is small. */
export function markEntry(e: Emitter): void {
  const { frame } = e.plan;
  const calleeHeader = FRAME.registers;
  if (!hasLargeFrame(e)) {
    // The callee's header is wiped by this function, perhaps in another turn than the one in which the callee marked it.
    markCards(e, 0, frame.size + calleeHeader);
    return;
  }
  markCards(e, 0, frame.memoryStart);
  markCards(e, frame.size, calleeHeader);
}

/** The shadow of the memory part: redzones, objects of the whole function, objects that are not in scope yet. */
export function shadowFrame(e: Emitter): void {
  const { frame, flow } = e.plan;
  const { memoryStart, memoryEnd } = frame;
  const size = memoryEnd - memoryStart;
  if (size === 0) return;
  if (hasLargeFrame(e)) markCards(e, memoryStart, size);
  if (size > UNROLLED_ENTRY) {
    fill(e, memoryStart, size, SHADOW.stackRedzone, e.module.limit);
    for (const object of flow.objects) fill(e, object.offset, object.size, initialShadow(object), e.module.limit);
    return;
  }
  const bytes = new Uint8Array(size).fill(SHADOW.stackRedzone);
  for (const object of flow.objects) {
    const start = object.offset - memoryStart;
    bytes.fill(initialShadow(object), start, start + object.size);
  }
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < size; at += 8) {
    storeChunk(e, memoryStart + at, 8, view.getBigUint64(at, true), e.module.limit);
  }
}

function initialShadow({ wholeFunction }: FrameObject): number {
  return wholeFunction ? SHADOW.uninitialised : SHADOW.outOfScope;
}

// ---------------------------------------------------------------- slots

function loadSlots(e: Emitter, locals: readonly Local[]): void {
  for (const { type, slot, index } of locals) {
    e.code.get(FRAME_LOCAL);
    e.code.memory(LOAD[type], slot);
    e.code.set(index);
  }
}

export function storeSlots(e: Emitter, locals: readonly Local[]): void {
  for (const { type, slot, index } of locals) {
    e.code.get(FRAME_LOCAL);
    e.code.get(index);
    e.code.memory(STORE[type], slot);
  }
}

function wipeSlots(e: Emitter, count: number): void {
  fill(e, FRAME.registers, count * 8, 0, 0);
}

// ---------------------------------------------------------------- leaving and returning

/**
 * Opens the blocks that are left by leaving: `common`, in which variables are saved and the function returns its status, around one for
 * each set of temporaries, around those for failed accesses.
 */
export function openLeaves(e: Emitter, keys: ReadonlyMap<string, readonly Local[]>): CodeLabel {
  const common: CodeLabel = { position: -1 };
  e.leaves.set('', common);
  e.openTyped(common, ['i32', 'i32']);
  for (const key of keys.keys()) {
    const label: CodeLabel = { position: -1 };
    e.leaves.set(key, label);
    e.openTyped(label, ['i32', 'i32']);
  }
  e.openTyped(e.wideFault, [e.module.program.context.pointer, 'i32', 'i32']);
  e.openTyped(e.nearFault, ['i32', 'i32', 'i32']);
  return common;
}

/** Closes them again, with the code that each runs. */
export function closeLeaves(e: Emitter, common: CodeLabel, keys: ReadonlyMap<string, readonly Local[]>): void {
  const { code, plan, module } = e;
  code.op(OP.unreachable);
  e.close(e.nearFault);
  code.set(e.refund);
  code.set(e.packed);
  if (module.program.context.pointer === 'i64') code.op(OP.i64ExtendI32U);
  code.get(e.packed);
  code.get(e.refund);
  e.close(e.wideFault);
  code.get(FUEL_LOCAL);
  code.op(OP.i32Add);
  code.set(FUEL_LOCAL);
  code.set(e.packed);
  putOnStack(e);
  e.publishFuel(0);
  code.get(e.packed);
  code.get(FRAME_LOCAL);
  code.call(module.accessFault);
  code.i32(STATUS.fault);
  code.get(e.packed);
  code.i32(8);
  code.op(OP.i32ShrU);
  e.br(common);
  for (const [key, locals] of [...keys].reverse()) {
    e.close(e.leaves.get(key) as CodeLabel);
    storeSlots(e, locals);
    e.br(common);
  }
  e.close(common);
  code.set(e.packed);
  code.set(e.status);
  if (e.inlined) putOnStack(e);
  code.get(FRAME_LOCAL);
  code.get(e.packed);
  code.memory(OP.i32Store, FRAME.resume);
  storeSlots(
    e,
    plan.frame.slotted.filter(({ kind }) => kind !== 'temporary'),
  );
  code.get(e.status);
  if (e.inlined) leaveCaller(e, e.inlined);
  else e.returnStatus();
}

/** What a caller finds in the frame of a function that fell off its end: it has no value. */
export const NO_VALUE = -2;

/** The end of the function, where its value, if any, is on the stack. */
export function emitReturn(e: Emitter): void {
  const { code, plan, module } = e;
  const { returns } = plan.compiled;
  const value = returns ? e.local(returns) : -1;
  if (returns) code.set(value);
  wipeFrame(e);
  if (module.cut.observe) {
    e.publishFuel(0);
    code.get(FRAME_LOCAL);
    code.call(module.imports.leave);
  }
  code.get(FUEL_LOCAL);
  code.op(OP.i64ExtendI32U);
  if (returns) code.get(value);
  code.op(OP.return);
}

export function wipeFrame(e: Emitter): void {
  const { frame, flow } = e.plan;
  const { memoryStart, wholeEnd } = frame;
  const size = wholeEnd - memoryStart;
  if (size === 0) return;
  if (hasLargeFrame(e)) markCards(e, memoryStart, size);
  if (size > 2 * UNROLLED) {
    fill(e, memoryStart, size, SHADOW.outOfScope, e.module.limit);
    fill(e, memoryStart, size, 0, 0);
    return;
  }
  for (const object of flow.objects) {
    if (!object.wholeFunction) continue;
    fill(e, object.offset, object.size, SHADOW.outOfScope, e.module.limit);
    fill(e, object.offset, object.size, 0, 0);
  }
}
