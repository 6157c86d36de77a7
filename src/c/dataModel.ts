/**
 * The two data models of the engine, little-endian as gcc has them on Linux: LP64 (x86-64) and ILP32 (i386), and the basic
 * types of each as ready-made objects. The types are shared and never change, so that they may be compared by identity where
 * that is quicker. Sources: System V ABI, AMD64 and Intel386 supplements; gcc's `-E -dM` output for `-m64` and `-m32`.
 */
import type { CType, DataModel, FloatingType, IntegerName, IntegerType, PointerType, VoidType } from './types';

export const LP64: DataModel = {
  name: 'LP64',
  pointerSize: 8,
  longSize: 8,
  wideMemberAlignment: 8,
  longDoubleSize: 16,
};

export const ILP32: DataModel = {
  name: 'ILP32',
  pointerSize: 4,
  longSize: 4,
  wideMemberAlignment: 4,
  longDoubleSize: 12,
};

/** The basic types of a data model (C11 6.2.5) and the types that stddef.h names. */
export interface BasicTypes {
  readonly void: VoidType;
  readonly bool: IntegerType;
  readonly char: IntegerType;
  readonly signedChar: IntegerType;
  readonly unsignedChar: IntegerType;
  readonly short: IntegerType;
  readonly unsignedShort: IntegerType;
  readonly int: IntegerType;
  readonly unsignedInt: IntegerType;
  readonly long: IntegerType;
  readonly unsignedLong: IntegerType;
  readonly longLong: IntegerType;
  readonly unsignedLongLong: IntegerType;
  readonly float: FloatingType;
  readonly double: FloatingType;
  readonly longDouble: FloatingType;
  /** The type of `sizeof`: unsigned long on LP64, unsigned int on ILP32. */
  readonly size: IntegerType;
  /** The type of a pointer difference: long on LP64, int on ILP32. */
  readonly pointerDifference: IntegerType;
  /** The element type of `L""`: int on LP64, long on ILP32. */
  readonly wideCharacter: IntegerType;
  readonly voidPointer: PointerType;
  readonly charPointer: PointerType;
}

function integer(name: IntegerName, size: number, signed: boolean): IntegerType {
  return { kind: 'integer', name, size, signed };
}

function makeTypes(model: DataModel): BasicTypes {
  const voidType: VoidType = { kind: 'void' };
  const char = integer('char', 1, true);
  const int = integer('int', 4, true);
  const unsignedInt = integer('unsigned int', 4, false);
  const long = integer('long', model.longSize, true);
  const unsignedLong = integer('unsigned long', model.longSize, false);
  const wide = model.name === 'LP64';
  return {
    void: voidType,
    bool: integer('_Bool', 1, false),
    char,
    signedChar: integer('signed char', 1, true),
    unsignedChar: integer('unsigned char', 1, false),
    short: integer('short', 2, true),
    unsignedShort: integer('unsigned short', 2, false),
    int,
    unsignedInt,
    long,
    unsignedLong,
    longLong: integer('long long', 8, true),
    unsignedLongLong: integer('unsigned long long', 8, false),
    float: { kind: 'floating', name: 'float', size: 4 },
    double: { kind: 'floating', name: 'double', size: 8 },
    longDouble: { kind: 'floating', name: 'long double', size: model.longDoubleSize },
    size: wide ? unsignedLong : unsignedInt,
    pointerDifference: wide ? long : int,
    wideCharacter: wide ? int : long,
    voidPointer: { kind: 'pointer', to: voidType },
    charPointer: { kind: 'pointer', to: char },
  };
}

const TYPES = { LP64: makeTypes(LP64), ILP32: makeTypes(ILP32) };

export function basicTypes(model: DataModel): BasicTypes {
  return TYPES[model.name];
}

/** The value of `value` in an integer type: reduced modulo 2^width (6.3.1.3; for signed types as gcc defines it); _Bool is 0 or 1. */
export function wrapInteger(value: bigint, type: IntegerType): bigint {
  if (type.name === '_Bool') return value === 0n ? 0n : 1n;
  const bits = type.precision ?? type.size * 8;
  return type.signed ? BigInt.asIntN(bits, value) : BigInt.asUintN(bits, value);
}

/** The least and the greatest value that the type has. */
export function integerRange(type: IntegerType): { readonly least: bigint; readonly greatest: bigint } {
  const bits = BigInt(type.name === '_Bool' ? 1 : (type.precision ?? type.size * 8));
  const least = type.signed ? -(1n << (bits - 1n)) : 0n;
  return { least, greatest: least + (1n << bits) - 1n };
}

/** The signed and unsigned integer types of `size` bytes, as the attribute `mode` chooses them. */
export function integerOfSize(size: number, signed: boolean, model: DataModel): IntegerType | undefined {
  const types = basicTypes(model);
  const table: readonly IntegerType[] = signed
    ? [types.signedChar, types.short, types.int, types.long, types.longLong]
    : [types.unsignedChar, types.unsignedShort, types.unsignedInt, types.unsignedLong, types.unsignedLongLong];
  return table.find((type) => type.size === size);
}

/** Whether the type is complete: its size is known (6.2.5p1). Functions and void are not objects, and not complete. */
export function isComplete(type: CType): boolean {
  switch (type.kind) {
    case 'void':
    case 'function':
      return false;
    case 'array':
      return type.length !== undefined && isComplete(type.of);
    case 'record':
      return type.record.members !== undefined;
    default:
      return true;
  }
}
