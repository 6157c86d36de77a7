/**
 * Conversions between scalar types (C11 6.3). A value of an integer type up to 32 bits is an i32 that holds exactly the C value, sign-
 * or zero-extended; narrowing brings it back into that form. A floating value out of an integer type's range is reported, and the
 * result is what gcc's code gives on x86: cvttsd2si's "indefinite" value, the lowest integer of the width converted to. Only where a
 * 64-bit cvttsd2si is at hand does it make unsigned integers of 32 bits; on i386 their upper half is moved down, except from a
 * long double, of which the x87 makes 64 bits (and 16, where cvttsd2si makes 32). A constant becomes its type's nearest end: gcc converts it while it compiles.
 */
import { REPORT } from '../../abi';
import { foldedConversion } from '../../constant';
import type { Token } from '../../token';
import type { Expression } from '../../tree';
import type { CType, IntegerType } from '../../types';
import { OP } from '../../wasm/opcodes';
import type { FunctionBuilder } from './builder';
import { wasmType } from './context';
import { value } from './expressions';
import { binary, constant, i32, i64, isNotZero, select, unary, type Value } from './value';

/** What an integer conversion needs to know of a type; a pointer is an unsigned integer. */
interface IntegerShape {
  readonly size: number;
  readonly signed: boolean;
}

function shapeOf(f: FunctionBuilder, type: CType): IntegerShape {
  return type.kind === 'integer' ? type : { size: f.context.model.pointerSize, signed: false };
}

export function convert(f: FunctionBuilder, value: Value, from: CType, to: CType, token: Token): Value {
  if (to.kind === 'void' || from.kind === 'void' || to.kind === 'record') return value;
  if (to.kind === 'integer' && to.name === '_Bool') return isNotZero(value);
  if (to.kind === 'floating') {
    return from.kind === 'floating' ? resize(value, to.size) : integerToFloating(value, shapeOf(f, from), to.size);
  }
  if (from.kind === 'floating') return floatingToInteger(f, value, from.size, shapeOf(f, to), token);
  return convertInteger(value, shapeOf(f, from), shapeOf(f, to));
}

/** The value of a conversion that the program asks for, or that C makes. */
export function convertExpression(f: FunctionBuilder, expression: Expression & { kind: 'convert' }): Value {
  const { type, token } = expression;
  const operand = type.kind === 'integer' ? beforeWidening(expression.operand) : expression.operand;
  const converted = convert(f, value(f, operand), operand.type, type, token);
  const folded = foldedConversion(operand, type, f.context.model);
  return folded === undefined ? converted : constant(wasmType(type, f.context.model), folded);
}

/** The value that an assignment gives to a bit-field of `width` bits. */
export function convertForField(f: FunctionBuilder, source: Expression, type: IntegerType, width: number): Value {
  if (source.kind !== 'convert' || source.operand.type.kind !== 'floating' || source.explicit) return value(f, source);
  const operand = beforeWidening(source.operand);
  const converted = convertToField(f, value(f, operand), operand.type, type, width, source.token);
  const folded = foldedConversion(operand, type, f.context.model, width);
  return folded === undefined ? converted : constant(wasmType(type, f.context.model), folded);
}

/** gcc does not widen a floating value that becomes an integer right away. */
function beforeWidening(operand: Expression): Expression {
  const narrow = operand.kind === 'convert' ? operand.operand : operand;
  const widens =
    operand.type.kind === 'floating' && narrow.type.kind === 'floating' && narrow.type.size < operand.type.size;
  return widens ? beforeWidening(narrow) : operand;
}

/** From a floating value to a bit-field, gcc converts to the integer type that just holds the bits, whatever the declared type. */
export function convertToField(
  f: FunctionBuilder,
  value: Value,
  from: CType,
  to: CType,
  width: number,
  token: Token,
): Value {
  if (from.kind !== 'floating' || to.kind !== 'integer' || to.name === '_Bool' || width > 32)
    return convert(f, value, from, to, token);
  const { short, int, unsignedInt } = f.context.types;
  const by = width <= (to.signed ? 16 : 8) ? short : to.signed || width <= 16 ? int : unsignedInt;
  return convert(f, convert(f, value, from, by, token), by, to, token);
}

function convertInteger(value: Value, from: IntegerShape, to: IntegerShape): Value {
  if (to.size === 8) {
    if (from.size === 8) return value;
    return unary('i64', from.signed ? OP.i64ExtendI32S : OP.i64ExtendI32U, value);
  }
  const narrow = from.size === 8 ? unary('i32', OP.i32WrapI64, value) : value;
  if (to.size === 4) return narrow;
  const fits = from.signed === to.signed ? from.size <= to.size : !from.signed && from.size < to.size;
  return fits ? narrow : truncate(narrow, to.size, to.signed);
}

/** The low bytes of an i32 as a C value of 1 or 2 bytes. */
export function truncate(value: Value, size: number, signed: boolean): Value {
  if (size >= 4) return value;
  if (signed) return unary('i32', size === 1 ? OP.i32Extend8S : OP.i32Extend16S, value);
  return binary('i32', OP.i32And, value, i32(size === 1 ? 0xff : 0xffff));
}

/** A value in the type's width, brought into the type's range. */
export function wrap(value: Value, type: IntegerType): Value {
  return value.type === 'i32' ? truncate(value, type.size, type.signed) : value;
}

/** The value in as many bits as a type with a precision of its own has. */
export function narrowed(stored: Value, to: CType): Value {
  if (to.kind !== 'integer' || to.precision === undefined) return stored;
  const { size, signed, precision } = to;
  const wide = size === 8;
  const [type, up, down] = wide
    ? (['i64', OP.i64Shl, signed ? OP.i64ShrS : OP.i64ShrU] as const)
    : (['i32', OP.i32Shl, signed ? OP.i32ShrS : OP.i32ShrU] as const);
  const count = constant(type, (wide ? 64 : 32) - precision);
  return binary(type, down, binary(type, up, stored, count), count);
}

function resize(value: Value, size: number): Value {
  if (size === 4) return value.type === 'f32' ? value : unary('f32', OP.f32DemoteF64, value);
  return value.type === 'f64' ? value : unary('f64', OP.f64PromoteF32, value);
}

function integerToFloating(value: Value, from: IntegerShape, size: number): Value {
  const wide = from.size === 8;
  if (size === 4) {
    const [s, u] = wide ? [OP.f32ConvertI64S, OP.f32ConvertI64U] : [OP.f32ConvertI32S, OP.f32ConvertI32U];
    return unary('f32', from.signed ? s : u, value);
  }
  const [s, u] = wide ? [OP.f64ConvertI64S, OP.f64ConvertI64U] : [OP.f64ConvertI32S, OP.f64ConvertI32U];
  return unary('f64', from.signed ? s : u, value);
}

const f64 = (value: number): Value => constant('f64', value);
const both = (a: Value, b: Value): Value => binary('i32', OP.i32And, a, b);

/** The value lies strictly between the two; false for a NaN. */
function within(value: Value, above: number, below: number): Value {
  return both(binary('i32', OP.f64Gt, value, f64(above)), binary('i32', OP.f64Lt, value, f64(below)));
}

const TWO_15 = 2 ** 15;
const TWO_31 = 2 ** 31;
const TWO_63 = 2 ** 63;

/** cvttsd2si with a 32-bit result. */
function truncateTo32(value: Value): Value {
  return select(unary('i32', OP.i32TruncSatF64S, value), i32(-TWO_31), within(value, -TWO_31 - 1, TWO_31));
}

/** The x87's conversion with a 16-bit result. */
function truncateTo16(value: Value): Value {
  return select(unary('i32', OP.i32TruncSatF64S, value), i32(-TWO_15), within(value, -TWO_15 - 1, TWO_15));
}

/** cvttsd2si with a 64-bit result. */
function truncateTo64(value: Value): Value {
  const fits = both(binary('i32', OP.f64Ge, value, f64(-TWO_63)), binary('i32', OP.f64Lt, value, f64(TWO_63)));
  return select(unary('i64', OP.i64TruncSatF64S, value), i64(-(1n << 63n)), fits);
}

function floatingToInteger(f: FunctionBuilder, from: Value, size: number, to: IntegerShape, token: Token): Value {
  const value = f.leaf(size === 4 ? unary('f64', OP.f64PromoteF32, from) : from);
  const bits = to.size * 8;
  const lowest = to.signed ? -(2 ** (bits - 1)) : 0;
  const beyond = to.signed ? 2 ** (bits - 1) : 2 ** bits;
  // Below 64 bits a fraction may lie between the lowest value and the one before it; in doubles of 64-bit size none does.
  const inRange =
    to.size === 8 && to.signed
      ? both(binary('i32', OP.f64Ge, value, f64(lowest)), binary('i32', OP.f64Lt, value, f64(beyond)))
      : within(value, lowest - 1, beyond);
  f.emit({
    kind: 'report',
    point: f.point('operation', token),
    condition: unary('i32', OP.i32Eqz, inRange),
    report: REPORT.floatToInteger,
    a: unary('i64', OP.i64ReinterpretF64, value),
    b: i64(0n),
  });
  if (to.size === 8) return to.signed ? truncateTo64(value) : unsignedFrom(f, value);
  if (to.size === 4 && !to.signed) {
    const has64 = f.context.model.pointerSize === 8 || size > 8;
    return has64 ? unary('i32', OP.i32WrapI64, truncateTo64(value)) : unsigned32From(f, value);
  }
  // The x87 makes 16 bits where they hold all values of the type.
  const isShort = size > 8 && to.size <= (to.signed ? 2 : 1);
  return truncate(isShort ? truncateTo16(value) : truncateTo32(value), to.size, to.signed);
}

/** Unsigned 32 bits on i386: the upper half of the range is moved down and its bit put back. */
function unsigned32From(f: FunctionBuilder, value: Value): Value {
  const low = f.leaf(truncateTo32(value));
  const moved = f.leaf(binary('f64', OP.f64Sub, value, f64(TWO_31)));
  const high = binary('i32', OP.i32Xor, truncateTo32(moved), i32(-TWO_31));
  return select(high, low, binary('i32', OP.f64Ge, value, f64(TWO_31)));
}

/** Unsigned 64 bits: the upper half of the range is moved down and its bit put back. */
function unsignedFrom(f: FunctionBuilder, value: Value): Value {
  const low = f.leaf(truncateTo64(value));
  const moved = f.leaf(binary('f64', OP.f64Sub, value, f64(TWO_63)));
  const high = binary('i64', OP.i64Xor, truncateTo64(moved), i64(-(1n << 63n)));
  return select(high, low, binary('i32', OP.f64Ge, value, f64(TWO_63)));
}
