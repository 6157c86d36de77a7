/**
 * <stdarg.h> (C11 7.16). The list is a pointer to the next slot of the caller's hidden object: on LP64 it is kept in the member
 * overflow_arg_area of gcc's struct, on ILP32 the list is the pointer. Reading an argument reads and advances the pointer, so a list is as
 * much in memory, and as much checked, as any object. A record's slot holds the address of the caller's copy.
 */
import { alignOf } from '../../layout';
import type { BuiltinExpression, Expression } from '../../tree';
import type { CType } from '../../types';
import { read, write } from './access';
import type { FunctionBuilder } from './builder';
import { slotSize } from './calls';
import { isRecord, wasmType } from './context';
import type { MemoryPlace } from './graph';
import { type Lvalue, lvalue, memoryPlace, movedPlace, stablePlace } from './places';
import { add, constant, get, type Value } from './value';

/** Offset of overflow_arg_area in struct __va_list_tag. */
const OVERFLOW_AREA = 8;

/** Where a list keeps its pointer. */
function listPointer(f: FunctionBuilder, list: Expression): Lvalue {
  const found = lvalue(f, list);
  if (found.place.kind === 'register') return found;
  const offset = f.context.model.pointerSize === 8 ? OVERFLOW_AREA : 0;
  return { place: movedPlace(stablePlace(f, memoryPlace(found.place)), offset), alignment: found.alignment };
}

const pointerType = (f: FunctionBuilder): CType => f.context.types.voidPointer;

export function startArguments(f: FunctionBuilder, expression: BuiltinExpression): void {
  if (!f.argumentsPointer) throw new Error('va_start in a function with fixed arguments');
  const list = listPointer(f, expression.arguments[0] as Expression);
  write(f, list, pointerType(f), get(f.argumentsPointer), expression.token);
}

export function copyArguments(f: FunctionBuilder, expression: BuiltinExpression): void {
  const [to, from] = expression.arguments as [Expression, Expression];
  const source = f.hold(read(f, listPointer(f, from), pointerType(f), expression.token));
  const target = listPointer(f, to);
  write(f, target, pointerType(f), f.release(source), expression.token);
}

/** The slot of the next argument, of the given type; the list goes on behind it. */
function nextSlot(f: FunctionBuilder, expression: BuiltinExpression): Value {
  const { pointer, model } = f.context;
  const list = listPointer(f, expression.arguments[0] as Expression);
  const slot = f.snapshot(read(f, list, pointerType(f), expression.token));
  const size = slotSize(f, wasmType(expression.type, model));
  write(f, list, pointerType(f), add(slot, constant(pointer, size)), expression.token);
  return slot;
}

export function variableArgument(f: FunctionBuilder, expression: BuiltinExpression): Value {
  const place: MemoryPlace = { kind: 'pointer', pointer: nextSlot(f, expression), offset: 0 };
  const alignment = Math.min(f.context.model.pointerSize, alignOf(expression.type, f.context.model));
  return read(f, { place, alignment }, expression.type, expression.token);
}

export function variableArgumentPlace(f: FunctionBuilder, expression: BuiltinExpression): Lvalue {
  if (!isRecord(expression.type)) throw new Error('not a record');
  const place: MemoryPlace = { kind: 'pointer', pointer: nextSlot(f, expression), offset: 0 };
  const address = read(f, { place, alignment: f.context.model.pointerSize }, pointerType(f), expression.token);
  return {
    place: { kind: 'pointer', pointer: f.leaf(address), offset: 0 },
    alignment: alignOf(expression.type, f.context.model),
  };
}
