/**
 * Lvalues as places. A place is as exact as can be told here: a register, a byte of a frame object or of a static object at a known
 * offset, or a pointer with an offset. Members and constant subscripts add to the offset, so `a.b[2].c` costs nothing; and what is known
 * to lie inside an object needs no bounds check.
 */
import { evaluateInteger } from '../../constant';
import { alignOf, sizeOf } from '../../layout';
import type { Expression, Variable } from '../../tree';
import type { CType, DataModel, Member } from '../../types';
import type { FunctionBuilder } from './builder';
import { isRecord } from './context';
import { value as buildValue } from './expressions';
import type { MemoryPlace, Place, StaticExtent } from './graph';
import { initializeObject } from './initializers';
import { recordPlace } from './records';
import { add, constant, get, scale, subtract, type Value } from './value';

/** A place with what an access to it must know. */
export interface Lvalue {
  readonly place: Place;
  /** Bytes to which the address is known to be a multiple of, if it is mapped at all. */
  readonly alignment: number;
  /** For a bit-field: `place` is its record's, `start` its first bit in it, `size` the record's size in bytes. */
  readonly field?: BitField;
}

export interface BitField {
  readonly start: number;
  readonly width: number;
  readonly size: number;
}

/** The alignment of an object whose address was chosen by the layout. */
const PLACED = 4096;

function staticPlace(f: FunctionBuilder, extent: StaticExtent): MemoryPlace {
  if (extent.isUndefined) return { kind: 'pointer', pointer: constant(f.context.pointer, 0), offset: 0 };
  return { kind: 'static', offset: extent.start, object: extent };
}

export function variablePlace(f: FunctionBuilder, variable: Variable, token: Expression['token']): Place {
  if (variable.storage === 'static') return staticPlace(f, f.extentOf(variable, token));
  const local = f.registerOf(variable);
  if (local) return { kind: 'register', local };
  const record = f.recordParameters.get(variable);
  if (record)
    return { kind: 'pointer', pointer: get(record), offset: 0, extent: sizeOf(variable.type, f.context.model) };
  return { kind: 'frame', object: f.objectOf(variable), offset: 0 };
}

/** The place that an lvalue denotes; what its pointer takes to compute is emitted. */
export function lvalue(f: FunctionBuilder, expression: Expression): Lvalue {
  switch (expression.kind) {
    case 'variable':
      return { place: variablePlace(f, expression.variable, expression.token), alignment: PLACED };
    case 'string':
      return { place: staticPlace(f, f.extentOf(expression.variable, expression.token)), alignment: PLACED };
    case 'compoundLiteral': {
      const { variable, initializer } = expression;
      if (variable.storage === 'static')
        return { place: variablePlace(f, variable, expression.token), alignment: PLACED };
      initializeObject(f, variable, initializer, expression.token);
      return { place: variablePlace(f, variable, expression.token), alignment: PLACED };
    }
    case 'dereference':
      return { place: pointerPlace(f, expression.pointer), alignment: objectAlignment(expression, f.context.model) };
    case 'member':
      return memberLvalue(f, expression.object, expression.member);
    default:
      // A record that is a value: a call's result, an assignment's, that of `?:`.
      if (isRecord(expression.type)) return recordPlace(f, expression);
      throw new Error(`${expression.kind} is not an lvalue`);
  }
}

/**
 * What the address of an object is known to be a multiple of. Where a subscript leads to it, it is less than the type's alignment
 * if the array lies at an odd place in a packed record: that is no misuse of a pointer.
 */
function objectAlignment(object: Expression, model: DataModel): number {
  switch (object.kind) {
    case 'variable':
    case 'string':
    case 'compoundLiteral':
      return PLACED;
    case 'member':
      return Math.min(objectAlignment(object.object, model), lowestBit(object.member.offset));
    case 'dereference':
      return Math.min(alignOf(object.type, model), targetAlignment(object.pointer, model));
    default:
      return alignOf(object.type, model);
  }
}

/** What the address that a pointer into a known object has is a multiple of; of any other pointer nothing bad is known. */
function targetAlignment(pointer: Expression, model: DataModel): number {
  if (pointer.kind === 'decay' || pointer.kind === 'address') return objectAlignment(pointer.operand, model);
  if (pointer.kind !== 'pointerAdd') return PLACED;
  return Math.min(targetAlignment(pointer.pointer, model), lowestBit(pointer.elementSize));
}

function memberLvalue(f: FunctionBuilder, object: Expression, member: Member): Lvalue {
  const outer = lvalue(f, object);
  const { bits, offset } = member;
  if (bits) {
    const size = isRecord(object.type) ? object.type.record.size : 0;
    return { ...outer, field: { start: offset * 8 + bits.first, width: bits.width, size } };
  }
  const alignment = Math.min(outer.alignment, lowestBit(offset));
  return { place: movedPlace(outer.place, offset), alignment };
}

/** The largest power of two that divides a number of bytes. */
export function lowestBit(bytes: number): number {
  return bytes === 0 ? PLACED : bytes & -bytes;
}

export function movedPlace(place: Place, bytes: number): Place {
  if (bytes === 0) return place;
  if (place.kind === 'register') throw new Error('a register has no parts');
  return { ...place, offset: place.offset + bytes };
}

/** Bytes that the offset of a place may come to; what lies further is computed as a pointer. */
const FURTHEST = 0x3fff_ffff;

/** The place that a pointer points to. */
export function pointerPlace(f: FunctionBuilder, pointer: Expression): MemoryPlace {
  switch (pointer.kind) {
    case 'decay':
    case 'address':
      if (pointer.operand.type.kind === 'function') break;
      return memoryPlace(lvalue(f, pointer.operand).place);
    case 'convert':
      if (pointer.operand.type.kind === 'pointer' && pointer.type.kind === 'pointer')
        return pointerPlace(f, pointer.operand);
      break;
    case 'pointerAdd': {
      const index = evaluateInteger(pointer.index, f.context.model);
      if (index === undefined) break;
      const bytes = index * BigInt(pointer.elementSize) * (pointer.subtract ? -1n : 1n);
      const from = pointerPlace(f, pointer.pointer);
      const offset = from.offset + Number(bytes);
      if (Math.abs(offset) <= FURTHEST) return { ...from, offset };
      return { kind: 'pointer', pointer: add(addressOf(f, from), constant(f.context.pointer, bytes)), offset: 0 };
    }
    default:
  }
  return { kind: 'pointer', pointer: buildValue(f, pointer), offset: 0 };
}

export function memoryPlace(place: Place): MemoryPlace {
  if (place.kind === 'register') throw new Error('the address of a register was taken');
  return place;
}

/** The address of a place, as the program sees it. */
export function addressOf(f: FunctionBuilder, place: MemoryPlace): Value {
  const { pointer, space } = f.context;
  switch (place.kind) {
    case 'frame':
      return add(
        { kind: 'frameAddress', type: pointer, object: place.object, offset: 0 },
        constant(pointer, place.offset),
      );
    case 'static':
      f.escapes.add(place.object);
      return constant(pointer, space.base + BigInt(place.offset));
    case 'pointer':
      return add(place.pointer, constant(pointer, place.offset));
  }
}

/** pointer + index * size. */
export function pointerAdd(f: FunctionBuilder, expression: Expression & { kind: 'pointerAdd' }): Value {
  const place = pointerPlace(f, expression.pointer);
  const [held, index] = f.holding(place, () => buildValue(f, expression.index));
  const pointer = addressOf(f, held);
  const scaled = scale(index, expression.elementSize);
  return f.limited(expression.subtract ? subtract(pointer, scaled) : add(pointer, scaled));
}

/** Whether `size` bytes at the place are known to lie inside one object. */
export function isInside(place: MemoryPlace, size: number): boolean {
  switch (place.kind) {
    case 'frame':
      return place.offset >= 0 && place.offset + size <= place.object.size;
    case 'static': {
      const { object } = place;
      const offset = place.offset - object.start;
      return offset >= 0 && offset + size <= object.size;
    }
    case 'pointer':
      return place.extent !== undefined && place.offset >= 0 && place.offset + size <= place.extent;
  }
}

/** A place that is not inside its object, or not aligned, becomes a pointer, so that it is checked when it runs. */
export function checkedPlace(f: FunctionBuilder, place: MemoryPlace, size: number, alignment: number): MemoryPlace {
  if (isInside(place, size) && place.offset % alignment === 0) return place;
  if (place.kind === 'pointer') return { kind: 'pointer', pointer: place.pointer, offset: place.offset };
  return { kind: 'pointer', pointer: addressOf(f, place), offset: 0 };
}

/** A place that can be used more than once. */
export function stablePlace(f: FunctionBuilder, place: MemoryPlace): MemoryPlace {
  return place.kind === 'pointer' ? { ...place, pointer: f.leaf(place.pointer) } : place;
}

/** The alignment that an access of a type is checked for: the type's own, unless the place is known to be less aligned. */
export function checkedAlignment(f: FunctionBuilder, type: CType, size: number, alignment: number): number {
  return Math.min(alignOf(type, f.context.model), alignment, size);
}
