/**
 * Functions that are single instructions of the machine:
 *   void __machine_copy_word(void *to, const void *from, unsigned long bytes);
 * is for the part of the C library that can't be written in C: it copies 1, 2, 4 or 8 bytes (a constant; not more than a pointer has)
 * with their shadow, in one access that loads and one that stores, at any alignment. memcpy and memmove are made of it.
 *   unsigned int machine_cpu_id(void);
 * is asked for at every use of a per-CPU variable: it is read where the machine keeps it.
 */
import { evaluateInteger } from '../../constant';
import type { CallExpression, Expression, FunctionSymbol } from '../../tree';
import type { FunctionBuilder } from './builder';
import { pointerPlace } from './places';
import { copyChunk } from './records';
import { get, i32, type Value } from './value';

/** Emits the call, and returns its value, if it is one of these. */
export function intrinsicInstruction(
  f: FunctionBuilder,
  symbol: FunctionSymbol,
  call: CallExpression,
): Value | undefined {
  if (symbol.name === 'machine_cpu_id' && f.context.isIntrinsic(symbol)) {
    const number = f.temporary('i32');
    f.set(number, { kind: 'cpuNumber', type: 'i32' });
    return get(number);
  }
  if (symbol.name !== '__machine_copy_word' || call.arguments.length !== 3) return undefined;
  const [to, from, bytes] = call.arguments as [Expression, Expression, Expression];
  const size = Number(evaluateInteger(bytes, f.context.model) ?? 0n);
  if (![1, 2, 4, 8].includes(size) || size > f.context.model.pointerSize) {
    f.context.diagnostics.error(bytes.token, "__machine_copy_word copies 1, 2, 4 or 8 bytes, at most a pointer's");
    return i32(0);
  }
  const [target, source] = f.holding(pointerPlace(f, to), () => pointerPlace(f, from));
  copyChunk(f, target, source, size, 1, call.token);
  return i32(0);
}
