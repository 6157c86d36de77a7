/**
 * Functions that are single instructions of the machine, for the part of the C library that can't be written in C:
 *   void __machine_copy_word(void *to, const void *from, unsigned long bytes);
 * copies 1, 2, 4 or 8 bytes (a constant; not more than a pointer has) with their shadow, in one access that loads and one that
 * stores, at any alignment. memcpy and memmove are made of it.
 */
import { evaluateInteger } from '../../constant';
import type { CallExpression, Expression, FunctionSymbol } from '../../tree';
import type { FunctionBuilder } from './builder';
import { pointerPlace } from './places';
import { copyChunk } from './records';

/** Emits the call if it is one of these. */
export function intrinsicInstruction(f: FunctionBuilder, symbol: FunctionSymbol, call: CallExpression): boolean {
  if (symbol.name !== '__machine_copy_word' || call.arguments.length !== 3) return false;
  const [to, from, bytes] = call.arguments as [Expression, Expression, Expression];
  const size = Number(evaluateInteger(bytes, f.context.model) ?? 0n);
  if (![1, 2, 4, 8].includes(size) || size > f.context.model.pointerSize) {
    f.context.diagnostics.error(bytes.token, "__machine_copy_word copies 1, 2, 4 or 8 bytes, at most a pointer's");
    return true;
  }
  const [target, source] = f.holding(pointerPlace(f, to), () => pointerPlace(f, from));
  copyChunk(f, target, source, size, 1, call.token);
  return true;
}
