/**
 * How functions of one module call each other. The contract with the machine (abi.ts) passes fuel through memory and values through the
 * frame: memory that is written and read again at every call. So each C function is two WebAssembly functions: the *inner* one,
 *     (frame, resume, fuel, …parameters) -> (outcome: i64, value)
 * which takes and gives all that in registers (the outcome is the fuel that is left, with the status above it), and one that the machine
 * enters, which wraps it. What is in memory when a function has left is the same by either way.
 */
import { CONTROL, FRAME } from '../../abi';
import type { Signature } from '../../wasm/encoder';
import { OP, type WasmType } from '../../wasm/opcodes';
import type { FunctionPlan } from '../layout/plan';
import { FRAME_LOCAL, RESUME_LOCAL } from './emitter';
import type { ModuleContext } from './module';

export function innerSignature(parameters: readonly WasmType[], returns: WasmType | undefined): Signature {
  return { parameters: ['i32', 'i32', 'i32', ...parameters], results: returns ? ['i64', returns] : ['i64'] };
}

const STORE: Readonly<Record<WasmType, number>> = {
  i32: OP.i32Store,
  i64: OP.i64Store,
  f32: OP.f32Store,
  f64: OP.f64Store,
};

/** The function that the machine enters. */
export function emitEntered(module: ModuleContext, plan: FunctionPlan): void {
  const { code, control } = module;
  const { id, parameters, returns } = plan.compiled;
  const value = 2 + parameters.length;
  const outcome = returns ? value + 1 : value;
  const status = outcome + 1;
  code.clear();
  code.get(FRAME_LOCAL);
  code.get(RESUME_LOCAL);
  code.i32(0);
  code.memory(OP.i32Load, control + CONTROL.fuel);
  for (let index = 0; index < parameters.length; index++) code.get(2 + index);
  code.call(module.indexOf(id));
  if (returns) code.set(value);
  code.set(outcome);
  code.i32(0);
  code.get(outcome);
  code.op(OP.i32WrapI64);
  code.memory(OP.i32Store, control + CONTROL.fuel);
  code.get(outcome);
  code.i64(32n);
  code.op(OP.i64ShrU);
  code.op(OP.i32WrapI64);
  code.set(status);
  if (returns) {
    code.get(status);
    code.op(OP.i32Eqz);
    code.open(OP.if);
    code.get(FRAME_LOCAL);
    code.get(value);
    code.memory(STORE[returns], FRAME.returnValue);
    code.end();
  }
  code.get(status);
  code.end();
  module.wasm.define(module.entryOf(id), { locals: [...(returns ? [returns] : []), 'i64', 'i32'], code });
}
