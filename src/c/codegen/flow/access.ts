/**
 * Reading and writing objects. A scalar is one access, except that on a 32-bit machine an integer of 64 bits is two, low half first. A
 * bit-field is read through the smallest aligned unit that holds it, and written by reading that unit and writing it back; one that fits no
 * unit is taken in pieces. What has a character type may be read uninitialised.
 */
import type { Token } from '../../token';
import { isCharacter } from '../../typeRelations';
import type { CType } from '../../types';
import { OP, type WasmType } from '../../wasm/opcodes';
import type { FunctionBuilder } from './builder';
import { isSigned, wasmType } from './context';
import type { MemoryPlace } from './graph';
import {
  type BitField, checkedAlignment, checkedPlace, type Lvalue, lowestBit, movedPlace, stablePlace,
} from './places'; // biome-ignore format: a list
import { binary, constant, get, i64, type Local, unary, type Value } from './value';

// ---------------------------------------------------------------- WebAssembly's loads and stores

const LOAD_SMALL = { 1: [OP.i32Load8U, OP.i32Load8S], 2: [OP.i32Load16U, OP.i32Load16S] } as const;
const LOAD: Readonly<Record<WasmType, number>> = { i32: OP.i32Load, i64: OP.i64Load, f32: OP.f32Load, f64: OP.f64Load };
const STORE: Readonly<Record<WasmType, number>> = {
  i32: OP.i32Store,
  i64: OP.i64Store,
  f32: OP.f32Store,
  f64: OP.f64Store,
};

export function loadOpcode(size: number, type: WasmType, signed: boolean): number {
  return size === 1 || size === 2 ? LOAD_SMALL[size][signed ? 1 : 0] : LOAD[type];
}

export function storeOpcode(size: number, type: WasmType): number {
  if (type === 'i64' && size < 8) return size === 1 ? OP.i64Store8 : size === 2 ? OP.i64Store16 : OP.i64Store32;
  return size === 1 ? OP.i32Store8 : size === 2 ? OP.i32Store16 : STORE[type];
}

/** Bytes that an access to a scalar moves: a long double is computed, and kept, in a double's eight. */
export function accessSize(type: CType, pointerSize: number): number {
  if (type.kind === 'integer' || type.kind === 'floating') return Math.min(type.size, 8);
  return pointerSize;
}

// ---------------------------------------------------------------- one access

interface Unit {
  readonly size: number;
  readonly type: WasmType;
  readonly signed: boolean;
  readonly alignment: number;
  /** Bytes that are read or written in earnest. */
  readonly from: number;
  readonly count: number;
}

export function loadUnit(f: FunctionBuilder, place: MemoryPlace, unit: Unit, token: Token, shadow?: Local): Value {
  const target = f.temporary(unit.type);
  f.emit({
    kind: 'load',
    point: f.point('load', token),
    place: checkedPlace(f, place, unit.size, unit.alignment),
    opcode: loadOpcode(unit.size, unit.type, unit.signed),
    size: unit.size,
    alignment: unit.alignment,
    from: unit.from,
    count: unit.count,
    target,
    shadow,
  });
  return get(target);
}

export function storeUnit(
  f: FunctionBuilder,
  place: MemoryPlace,
  unit: Unit,
  value: Value,
  token: Token,
  shadow?: Local,
): void {
  f.emit({
    kind: 'store',
    point: f.point('store', token),
    place: checkedPlace(f, place, unit.size, unit.alignment),
    opcode: storeOpcode(unit.size, unit.type),
    size: unit.size,
    alignment: unit.alignment,
    value,
    from: unit.from,
    count: unit.count,
    shadow,
  });
}

// ---------------------------------------------------------------- scalars

const isSplit = (f: FunctionBuilder, type: CType): boolean =>
  f.context.model.pointerSize === 4 && type.kind === 'integer' && type.size === 8;

function halfUnit(alignment: number): Unit {
  return { size: 4, type: 'i32', signed: false, alignment: Math.min(4, alignment), from: 0, count: 4 };
}

function scalarUnit(f: FunctionBuilder, type: CType, alignment: number, reading: boolean): Unit {
  const { model } = f.context;
  const size = accessSize(type, model.pointerSize);
  return {
    size,
    type: wasmType(type, model),
    signed: isSigned(type),
    alignment: checkedAlignment(f, type, size, alignment),
    from: 0,
    count: reading && isCharacter(type) ? 0 : size,
  };
}

/** Two halves of an i64. */
function joined(low: Value, high: Value): Value {
  const upper = binary('i64', OP.i64Shl, unary('i64', OP.i64ExtendI32U, high), i64(32n));
  return binary('i64', OP.i64Or, unary('i64', OP.i64ExtendI32U, low), upper);
}

function loadScalar(f: FunctionBuilder, place: MemoryPlace, type: CType, alignment: number, token: Token): Value {
  if (!isSplit(f, type)) return loadUnit(f, place, scalarUnit(f, type, alignment, true), token);
  const stable = stablePlace(f, place);
  const unit = halfUnit(alignment);
  const low = f.hold(loadUnit(f, stable, unit, token));
  const high = loadUnit(f, movedPlace(stable, 4) as MemoryPlace, unit, token);
  return joined(f.release(low), high);
}

export function storeScalar(
  f: FunctionBuilder,
  place: MemoryPlace,
  type: CType,
  alignment: number,
  value: Value,
  token: Token,
): void {
  if (!isSplit(f, type)) {
    storeUnit(f, place, scalarUnit(f, type, alignment, false), value, token);
    return;
  }
  const stable = stablePlace(f, place);
  const whole = f.snapshot(value);
  const unit = halfUnit(alignment);
  storeUnit(f, stable, unit, unary('i32', OP.i32WrapI64, whole), token);
  const high = unary('i32', OP.i32WrapI64, binary('i64', OP.i64ShrU, whole, i64(32n)));
  storeUnit(f, movedPlace(stable, 4) as MemoryPlace, unit, high, token);
}

/** The value of an object of scalar type. */
export function read(f: FunctionBuilder, from: Lvalue, type: CType, token: Token): Value {
  const { place, alignment, field } = from;
  if (place.kind === 'register') return readRegister(f, place.local, token);
  if (field) return readField(f, place, alignment, field, type, token);
  return loadScalar(f, place, type, alignment, token);
}

function readRegister(f: FunctionBuilder, local: Local, token: Token): Value {
  const type = local.variable?.type;
  if (!f.assured.has(local) && type && !isCharacter(type)) {
    f.emit({ kind: 'read', local, point: f.point('operation', token), check: 'flag' });
  }
  return get(local);
}

/** Gives an object of scalar type a value, which must be a leaf where it is used again. */
export function write(f: FunctionBuilder, to: Lvalue, type: CType, value: Value, token: Token): void {
  const { place, alignment, field } = to;
  if (place.kind === 'register') f.set(place.local, value);
  else if (field) writeField(f, place, alignment, field, value, token);
  else storeScalar(f, place, type, alignment, value, token);
}

// ---------------------------------------------------------------- bit-fields

/** A unit of memory that holds some of a bit-field's bits. */
interface Piece {
  /** Bytes from the record's start. */
  readonly offset: number;
  readonly size: number;
}

function fieldPieces({ start, width, size: room }: BitField, widest: number): Piece[] {
  const first = start >> 3;
  const last = (start + width - 1) >> 3;
  for (let size = 1; size <= widest; size *= 2) {
    const offset = first - (first % size);
    if (offset + size > last && offset + size <= room) return [{ offset, size }];
  }
  const pieces: Piece[] = [];
  for (let offset = first; offset <= last; ) {
    let size = 1;
    while (size * 2 <= Math.min(widest, last - offset + 1)) size *= 2;
    pieces.push({ offset, size });
    offset += size;
  }
  return pieces;
}

function pieceUnit(piece: Piece, { start, width }: BitField, alignment: number): Unit {
  const from = Math.max(0, (start >> 3) - piece.offset);
  const end = Math.min(piece.size, ((start + width - 1) >> 3) - piece.offset + 1);
  return {
    size: piece.size,
    type: piece.size === 8 ? 'i64' : 'i32',
    signed: false,
    alignment: Math.min(piece.size, alignment, lowestBit(piece.offset)),
    from,
    count: end - from,
  };
}

const AND = { i32: OP.i32And, i64: OP.i64And } as const;
const OR = { i32: OP.i32Or, i64: OP.i64Or } as const;
const SHL = { i32: OP.i32Shl, i64: OP.i64Shl } as const;
const SHR = { i32: OP.i32ShrU, i64: OP.i64ShrU } as const;
const SAR = { i32: OP.i32ShrS, i64: OP.i64ShrS } as const;
type Integer = 'i32' | 'i64';

/** Shifts left by a number of bits, right by a negative one. */
function shifted(value: Value, bits: number): Value {
  const type = value.type as Integer;
  if (bits === 0) return value;
  return binary(type, bits > 0 ? SHL[type] : SHR[type], value, constant(type, Math.abs(bits)));
}

function resized(value: Value, type: Integer): Value {
  if (value.type === type) return value;
  return type === 'i64' ? unary('i64', OP.i64ExtendI32U, value) : unary('i32', OP.i32WrapI64, value);
}

const ones = (width: number): bigint => (1n << BigInt(width)) - 1n;

/** The low bits of a value as a signed or unsigned number. */
function lowBits(value: Value, width: number, signed: boolean): Value {
  const type = value.type as Integer;
  const spare = (type === 'i32' ? 32 : 64) - width;
  if (spare === 0) return value;
  if (!signed) return binary(type, AND[type], value, constant(type, ones(width)));
  return binary(type, SAR[type], shifted(value, spare), constant(type, spare));
}

const widestUnit = (f: FunctionBuilder): number => f.context.model.pointerSize;

function readField(
  f: FunctionBuilder,
  record: MemoryPlace,
  alignment: number,
  field: BitField,
  type: CType,
  token: Token,
): Value {
  const result = wasmType(type, f.context.model) as Integer;
  const pieces = fieldPieces(field, widestUnit(f));
  const width: Integer = result === 'i64' || pieces.some(({ size }) => size === 8) || pieces.length > 1 ? 'i64' : 'i32';
  const place = pieces.length > 1 ? stablePlace(f, record) : record;
  let sum: Value | undefined;
  for (const piece of pieces) {
    const held = sum && f.hold(sum);
    const unit = loadUnit(f, movedPlace(place, piece.offset) as MemoryPlace, pieceUnit(piece, field, alignment), token);
    const part = shifted(resized(unit, width), piece.offset * 8 - field.start);
    sum = held ? binary(width, OR[width], f.release(held), part) : part;
  }
  return resized(lowBits(sum as Value, field.width, isSigned(type)), result);
}

function writeField(
  f: FunctionBuilder,
  record: MemoryPlace,
  alignment: number,
  field: BitField,
  given: Value,
  token: Token,
): void {
  const place = stablePlace(f, record);
  const value = f.snapshot(given);
  for (const piece of fieldPieces(field, widestUnit(f))) {
    const unit = pieceUnit(piece, field, alignment);
    const type = unit.type as Integer;
    const at = movedPlace(place, piece.offset) as MemoryPlace;
    const bit = field.start - piece.offset * 8;
    const mask = (ones(field.width) << BigInt(Math.max(0, bit))) >> BigInt(Math.max(0, -bit));
    const kept = BigInt.asUintN(piece.size * 8, ~mask);
    const wide = bit < 0 ? resized(shifted(resized(value, 'i64'), bit), type) : shifted(resized(value, type), bit);
    const bits = binary(type, AND[type], wide, constant(type, BigInt.asUintN(piece.size * 8, mask)));
    let whole = bits;
    if (kept !== 0n) {
      const held = f.hold(bits);
      const old = loadUnit(f, at, { ...unit, count: 0 }, token);
      whole = binary(type, OR[type], binary(type, AND[type], old, constant(type, kept)), f.release(held));
    }
    storeUnit(f, at, unit, whole, token);
  }
}

/** What a bit-field holds after a value was stored to it. */
export function fieldValue(value: Value, field: BitField, type: CType): Value {
  return lowBits(value, field.width, isSigned(type));
}
