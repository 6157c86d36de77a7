/**
 * Initialisers of automatic objects (C11 6.7.9). A scalar is stored like any other. An aggregate becomes all zero first, padding
 * included, as part of its declaration; then the parts that are not zero are stored. A string that initialises an array is copied
 * as a whole.
 */
import { sizeOf } from '../../layout';
import type { Token } from '../../token';
import type { Expression, Initializer, InitializerPart, Variable } from '../../tree';
import { isScalar } from '../../typeRelations';
import { OP } from '../../wasm/opcodes';
import { storeScalar, storeUnit, write } from './access';
import type { FunctionBuilder } from './builder';
import { isRecord } from './context';
import { convertForField } from './conversions';
import { value } from './expressions';
import { Block, type MemoryPlace } from './graph';
import { addressOf, lowestBit } from './places';
import { copyRecord, recordPlace } from './records';
import { add, binary, constant, type FrameObject, get, isZero } from './value';

/** So many stores of one value one behind the other are written out; more are a loop. */
const UNROLLED = 64;

/** The variable's own value: `int x = x;` leaves it without one, which is what those who write it want. */
function isItself(expression: Expression, variable: Variable): boolean {
  let at = expression;
  while (at.kind === 'convert') at = at.operand;
  return at.kind === 'load' && at.object.kind === 'variable' && at.object.variable === variable;
}

export function initializeObject(f: FunctionBuilder, variable: Variable, initializer: Initializer, token: Token): void {
  const { parts } = initializer;
  const [only] = parts;
  if (parts.length === 1 && only && isItself(only.value, variable)) return;
  const local = f.registerOf(variable);
  if (local) {
    f.set(local, only ? value(f, only.value) : constant(local.type, 0));
    return;
  }
  const object = f.objectOf(variable);
  if (parts.length === 1 && only && initializeWhole(f, object, only, token)) return;
  f.emit({ kind: 'fill', object, source: undefined });
  for (let at = 0; at < parts.length; ) {
    const part = parts[at] as InitializerPart;
    const count = runLength(f, parts, at);
    if (count > UNROLLED) initializeRun(f, object, part, count);
    else for (let n = 0; n < count; n++) initializePart(f, object, parts[at + n] as InitializerPart);
    at += count;
  }
}

/** How many scalars from a part on lie one behind the other and have the same value, as a range designator makes them. */
function runLength(f: FunctionBuilder, parts: readonly InitializerPart[], start: number): number {
  const first = parts[start] as InitializerPart;
  if (first.bits || !isScalar(first.type)) return 1;
  const size = sizeOf(first.type, f.context.model);
  let count = 1;
  for (let next = parts[start + 1]; next; next = parts[start + count]) {
    const follows = next.value === first.value && next.offset === first.offset + count * size && !next.bits;
    if (!follows || next.type !== first.type) break;
    count++;
  }
  return count;
}

/** Stores the same value many times: its expression, which has no effects, is computed once. */
function initializeRun(f: FunctionBuilder, object: FrameObject, part: InitializerPart, count: number): void {
  const { pointer } = f.context;
  const { offset, type } = part;
  const { token } = part.value;
  const given = f.leaf(value(f, part.value));
  if (isZero(given)) return;
  const size = sizeOf(type, f.context.model);
  const start = f.leaf(addressOf(f, { kind: 'frame', object, offset }));
  const index = f.temporary(pointer);
  f.set(index, constant(pointer, 0));
  const [body, after] = [new Block(), new Block()];
  f.place(body);
  const place: MemoryPlace = { kind: 'pointer', pointer: add(start, get(index)), offset: 0 };
  write(f, { place, alignment: Math.min(lowestBit(offset), lowestBit(size)) }, type, given, token);
  f.set(index, add(get(index), constant(pointer, size)));
  const less = pointer === 'i64' ? OP.i64LtU : OP.i32LtU;
  f.branch(binary('i32', less, get(index), constant(pointer, size * count)), body, after);
  f.place(after);
}

/** One part that is the whole object needs no zeros before. */
function initializeWhole(f: FunctionBuilder, object: FrameObject, part: InitializerPart, token: Token): boolean {
  const size = sizeOf(part.type, f.context.model);
  if (part.offset !== 0 || part.bits || size !== object.size) return false;
  const place: MemoryPlace = { kind: 'frame', object, offset: 0 };
  if (part.value.kind === 'string') {
    const { variable, bytes } = part.value;
    const { start } = f.extentOf(variable, part.value.token);
    f.emit({ kind: 'fill', object, source: { offset: start, size: Math.min(bytes.length, size) } });
    return true;
  }
  if (isRecord(part.type)) {
    copyRecord(f, { place, alignment: object.alignment }, recordPlace(f, part.value), part.type, token);
    return true;
  }
  if (part.type.kind === 'array') return false;
  storeScalar(f, place, part.type, object.alignment, value(f, part.value), token);
  return true;
}

function initializePart(f: FunctionBuilder, object: FrameObject, part: InitializerPart): void {
  const { offset, type, bits } = part;
  const { token } = part.value;
  if (part.value.kind === 'string' && type.kind === 'array') {
    storeBytes(f, object, offset, part.value.bytes.subarray(0, sizeOf(type, f.context.model)), token);
    return;
  }
  const place: MemoryPlace = { kind: 'frame', object, offset };
  if (isRecord(type)) {
    copyRecord(f, { place, alignment: object.alignment }, recordPlace(f, part.value), type, token);
    return;
  }
  const given =
    bits && type.kind === 'integer' ? convertForField(f, part.value, type, bits.width) : value(f, part.value);
  if (isZero(given)) return;
  if (bits) {
    const field = { start: offset * 8 + bits.first, width: bits.width, size: object.size };
    write(f, { place: { ...place, offset: 0 }, alignment: object.alignment, field }, type, given, token);
  } else write(f, { place, alignment: lowestBit(offset) }, type, given, token);
}

/** Bytes that are known, a word at a time; what is zero already stays. */
function storeBytes(f: FunctionBuilder, object: FrameObject, offset: number, bytes: Uint8Array, token: Token): void {
  const word = f.context.model.pointerSize;
  for (let at = 0; at < bytes.length; ) {
    let size = word as number;
    while (size > bytes.length - at || (offset + at) % size !== 0) size /= 2;
    let bits = 0n;
    for (let index = size - 1; index >= 0; index--) bits = (bits << 8n) | BigInt(bytes[at + index] as number);
    if (bits !== 0n) {
      const type = size === 8 ? 'i64' : 'i32';
      const unit = { size, type, signed: false, alignment: 1, from: 0, count: size } as const;
      storeUnit(f, { kind: 'frame', object, offset: offset + at }, unit, constant(type, bits), token);
    }
    at += size;
  }
}
