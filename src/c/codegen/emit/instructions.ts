/** Each instruction of the flow graph as WebAssembly. `unused` is what a fault there gives back of the fuel charged for its block. */
import { CONTROL, FAULT, FRAME, REPORT } from '../../abi';
import { OP } from '../../wasm/opcodes';
import type { CallInstruction, FaultInstruction, Instruction, ReadInstruction, ReportInstruction } from '../flow/graph';
import { unary, type Value } from '../flow/value';
import { emitLoad, emitModify, emitStore } from './accesses';
import { type Emitter, FRAME_LOCAL, FUEL_LOCAL } from './emitter';
import { enterObject, fillObject, leaveObject, NO_VALUE, putValue } from './frames';
import { putOnStack, takeOffStack } from './inlined';
import { innerSignature } from './inner';
import { emitValue } from './values';

export function emitInstruction(e: Emitter, instruction: Exclude<Instruction, CallInstruction>, unused: number): void {
  const { code } = e;
  switch (instruction.kind) {
    case 'set':
      emitValue(e, instruction.value);
      code.set(instruction.local.index);
      if (instruction.local.flag) setFlag(e, instruction.local.flag.index, 1);
      e.checked.forget(instruction.local);
      return;
    case 'kill':
      if (instruction.local.flag) setFlag(e, instruction.local.flag.index, 0);
      return;
    case 'load':
      emitLoad(e, instruction, unused);
      return;
    case 'store':
      emitStore(e, instruction, unused);
      return;
    case 'modify':
      emitModify(e, instruction, unused);
      return;
    case 'statement':
      return; // its tick is all that there is to it
    case 'read':
      emitRead(e, instruction, unused);
      return;
    case 'enter':
      enterObject(e, instruction.object);
      e.checked.forgetBytes();
      return;
    case 'leave':
      leaveObject(e, instruction.object);
      e.checked.forgetBytes();
      return;
    case 'fill':
      fillObject(e, instruction);
      e.checked.forgetBytes();
      return;
    case 'put':
      putValue(e, instruction);
      return;
    case 'fault':
      emitFault(e, instruction, unused);
      return;
    case 'report':
      emitReport(e, instruction, unused);
      return;
  }
}

function setFlag(e: Emitter, index: number, value: number): void {
  e.code.i32(value);
  e.code.set(index);
}

// ---------------------------------------------------------------- what fails

/** Tells the machine of a fault and leaves. */
function tellFault(
  e: Emitter,
  kind: number,
  address: (() => void) | undefined,
  size: () => void,
  point: ReadInstruction['point'],
  unused: number,
): void {
  const { code, module } = e;
  putOnStack(e);
  e.publishFuel(unused);
  code.i32(kind);
  if (address) address();
  else code.i64(0n);
  size();
  code.get(FRAME_LOCAL);
  code.i32(point.id);
  code.call(module.imports.fault);
  e.leaveWithFault(point, unused);
}

function emitRead(e: Emitter, { check, local, point }: ReadInstruction, unused: number): void {
  if (check === 'never') return;
  const { code } = e;
  const type = local.variable?.type;
  const size =
    type?.kind === 'integer' || type?.kind === 'floating' ? type.size : e.module.program.options.model.pointerSize;
  const fault = (): void => tellFault(e, FAULT.uninitialised, undefined, () => code.i32(size), point, unused);
  if (check === 'flag' && local.flag) {
    code.get(local.flag.index);
    code.op(OP.i32Eqz);
    code.open(OP.if);
    e.inside(fault);
    code.end();
  } else {
    // A block, so that what comes after it, which nothing reaches, is still valid code.
    code.open(OP.block);
    e.inside(fault);
    code.end();
  }
}

function widened(value: Value): Value {
  return value.type === 'i64' ? value : unary('i64', OP.i64ExtendI32U, value);
}

function emitFault(e: Emitter, instruction: FaultInstruction, unused: number): void {
  const { code } = e;
  const { condition, fault, address, size, point } = instruction;
  if (condition.kind === 'constant' && condition.value === 0) return;
  emitValue(e, condition);
  code.open(OP.if);
  e.inside(() =>
    tellFault(
      e,
      fault,
      () => emitValue(e, widened(address)),
      () => emitValue(e, size),
      point,
      unused,
    ),
  );
  code.end();
}

export function emitFaultTerminator(e: Emitter, fault: number, point: ReadInstruction['point']): void {
  tellFault(e, fault, undefined, () => e.code.i32(0), point, 0);
}

function emitReport(e: Emitter, instruction: ReportInstruction, unused: number): void {
  const { code } = e;
  const { condition, report, a, b, point } = instruction;
  if (condition.kind === 'constant' && condition.value === 0) return;
  emitValue(e, condition);
  code.open(OP.if);
  e.inside(() => {
    tellReport(
      e,
      report,
      () => emitValue(e, a),
      () => emitValue(e, b),
      point,
      unused,
    );
  });
  code.end();
}

function tellReport(
  e: Emitter,
  kind: number,
  a: () => void,
  b: () => void,
  point: ReportInstruction['point'],
  unused: number,
): void {
  const { code, module } = e;
  putOnStack(e);
  e.publishFuel(unused);
  code.i32(kind);
  a();
  b();
  code.get(FRAME_LOCAL);
  code.i32(point.id);
  code.call(module.imports.report);
  code.open(OP.if);
  e.inside(() => e.leaveWithFault(point, unused));
  code.end();
  takeOffStack(e);
}

// ---------------------------------------------------------------- calls

/** The call itself, up to the point after it: what comes back is looked at, and the function leaves if it must. */
export function emitCall(e: Emitter, call: CallInstruction): void {
  const { callee, point } = call;
  putOnStack(e);
  e.storeResume(point.id);
  if (callee.kind === 'intrinsic') callIntrinsic(e, call, callee.name);
  else callFunction(e, call);
  e.leaveIfStatus(point);
}

function callIntrinsic(e: Emitter, call: CallInstruction, name: string): void {
  const { code, module } = e;
  e.publishFuel(0);
  code.get(FRAME_LOCAL);
  for (const argument of call.arguments) emitValue(e, argument);
  code.call(module.intrinsics.get(name) as number);
  if (call.result) code.set(call.result.index);
  else if (call.returns) code.op(OP.drop);
  e.takeFuel(0);
  e.control(CONTROL.pending);
  code.set(e.status);
}

function callFunction(e: Emitter, call: CallInstruction): void {
  const { code, module, plan } = e;
  const { callee } = call;
  code.get(FRAME_LOCAL);
  code.i32(plan.frame.size);
  code.op(OP.i32Add);
  code.i32(0);
  code.get(FUEL_LOCAL);
  for (const argument of call.arguments) emitValue(e, argument);
  if (callee.kind === 'function') module.call(code, callee.id);
  else if (callee.kind === 'table') {
    emitValue(e, callee.index);
    const { parameters, results } = innerSignature(call.parameters, call.returns);
    code.callIndirect(module.wasm.type(parameters, results), module.innerTable);
  }
  if (call.result) code.set(e.callValues.get(call.result.type) as number);
  else if (call.returns) code.op(OP.drop);
  code.tee(e.outcome);
  code.op(OP.i32WrapI64);
  code.set(FUEL_LOCAL);
  code.get(e.outcome);
  code.i64(32n);
  code.op(OP.i64ShrU);
  code.op(OP.i32WrapI64);
  code.set(e.status);
}

/** After the point, where the function goes on whether it waited or not: takes the value, and wipes the header of the callee's frame. */
export function takeResult(e: Emitter, call: CallInstruction): void {
  if (call.callee.kind === 'intrinsic') return;
  const { code, plan, module } = e;
  const { size } = plan.frame;
  const { callee, result, point } = call;
  if (result) {
    const mayLack = callee.kind === 'function' ? module.fallsOff(callee.id) : module.anyFallsOff;
    if (mayLack) {
      code.get(FRAME_LOCAL);
      code.memory(OP.i32Load, size + FRAME.resume);
      code.i32(NO_VALUE);
      code.op(OP.i32Eq);
      code.open(OP.if);
      e.inside(() => {
        const none = (): void => code.i64(0n);
        tellReport(e, REPORT.missingReturn, none, none, point, 0);
      });
      code.end();
    }
    code.get(e.callValues.get(result.type) as number);
    code.set(result.index);
  }
  code.get(FRAME_LOCAL);
  code.i64(0n);
  code.memory(OP.i64Store, size + FRAME.functionId);
}
