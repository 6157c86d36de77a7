/**
 * Values: pure expressions over constants, registers and addresses in the frame. Nothing in a value can fail, takes time or touches
 * memory, so it may be computed anywhere between the moment that its registers hold what they should and its use. Each operation is
 * one WebAssembly instruction; the constructors fold constants and keep sums in the form `something + constant`, which is what an
 * address needs. An operation is used once; what is needed twice goes into a register first.
 */

import type { PassedObject } from '../../compiled';
import type { Variable } from '../../tree';
import { OP, type WasmType } from '../../wasm/opcodes';
import { foldBinary, foldUnary } from './fold';

/** A WebAssembly local in the making: a C variable in a register, a temporary, or the flag that says a variable has a value. */
export class Local {
  /** Index of the WebAssembly local; -1 until registers are assigned. */
  index = -1;
  /** Offset of its slot in the frame; 0 for one that lives across no point. */
  slot = 0;
  /** For a variable: the register that is 1 once it has a value, where flow analysis can not tell. */
  flag: Local | undefined;

  constructor(
    readonly type: WasmType,
    readonly kind: 'variable' | 'temporary' | 'flag',
    readonly variable: Variable | undefined,
    /** Number of a temporary in its function; -1 for others. */
    readonly id: number,
  ) {}
}

/** A part of the frame's memory: an automatic variable that is not a register, or a hidden object. */
export class FrameObject {
  /** Offset in the frame; -1 until the frame is laid out. */
  offset = -1;

  constructor(
    readonly variable: Variable | undefined,
    readonly size: number,
    readonly alignment: number,
    /** Lives as long as the function: made at its entry, not when a block is entered. */
    readonly wholeFunction: boolean,
    /** What a call passes in it, if it is no variable: the same each time. */
    readonly passed?: PassedObject,
  ) {}
}

export interface Constant {
  readonly kind: 'constant';
  readonly type: WasmType;
  /** i32 and i64 in the signed range, the latter a bigint; f32, f64. */
  readonly value: number | bigint;
}
export interface Get {
  readonly kind: 'get';
  readonly type: WasmType;
  readonly local: Local;
}
/** The address of a byte of a frame object, as the program sees it. */
export interface FrameAddress {
  readonly kind: 'frameAddress';
  readonly type: WasmType;
  readonly object: FrameObject;
  readonly offset: number;
}
export interface Operation {
  readonly kind: 'operation';
  readonly type: WasmType;
  readonly opcode: number;
  readonly a: Value;
  readonly b: Value | undefined;
  /** Only of `select`: the condition. */
  readonly c: Value | undefined;
  /** Height of the tree, so that it stays within what recursion can take. */
  readonly height: number;
}
/** A 32-bit word at a known place that no program can change: read without check or tick. */
export interface TableWord {
  readonly kind: 'tableWord';
  readonly type: 'i32';
  readonly index: Value;
  /** Offset in data of the word number 0. */
  readonly table: number;
}
/** The number of the CPU that runs: changes only while the function is not running. */
export interface CpuNumber {
  readonly kind: 'cpuNumber';
  readonly type: 'i32';
}
export type Value = Constant | Get | FrameAddress | Operation | TableWord | CpuNumber;

/** Trees are put into a temporary when they grow higher than this. */
export const HIGHEST = 100;

export const i32 = (value: number): Constant => ({ kind: 'constant', type: 'i32', value: value | 0 });
export const i64 = (value: bigint): Constant => ({ kind: 'constant', type: 'i64', value: BigInt.asIntN(64, value) });
export const get = (local: Local): Get => ({ kind: 'get', type: local.type, local });

export function constant(type: WasmType, value: number | bigint): Constant {
  if (type === 'i64') return i64(BigInt(value));
  if (type === 'i32') return i32(Number(BigInt.asIntN(32, BigInt(value))));
  return { kind: 'constant', type, value: Number(value) };
}

export const isZero = (value: Value): boolean =>
  value.kind === 'constant' && (value.value === 0n || (value.value === 0 && value.type === 'i32'));

export function heightOf(value: Value): number {
  return value.kind === 'operation' ? value.height : value.kind === 'tableWord' ? heightOf(value.index) + 1 : 0;
}

/** Costs nothing to compute again: a constant, a register or an address in the frame. */
export const isLeaf = (value: Value): boolean => value.kind !== 'operation' && value.kind !== 'tableWord';

export function unary(type: WasmType, opcode: number, a: Value): Value {
  const folded = a.kind === 'constant' ? foldUnary(opcode, a) : undefined;
  return folded ?? { kind: 'operation', type, opcode, a, b: undefined, c: undefined, height: heightOf(a) + 1 };
}

export function binary(type: WasmType, opcode: number, a: Value, b: Value): Value {
  if (a.kind === 'constant' && b.kind === 'constant') {
    const folded = foldBinary(opcode, a, b);
    if (folded) return folded;
  }
  return { kind: 'operation', type, opcode, a, b, c: undefined, height: Math.max(heightOf(a), heightOf(b)) + 1 };
}

/** `condition ? a : b`; both are computed. */
export function select(a: Value, b: Value, condition: Value): Value {
  if (condition.kind === 'constant') return condition.value === 0 ? b : a;
  const height = Math.max(heightOf(a), heightOf(b), heightOf(condition)) + 1;
  return { kind: 'operation', type: a.type, opcode: OP.select, a, b, c: condition, height };
}

const ADD = { i32: OP.i32Add, i64: OP.i64Add } as const;
const SUBTRACT = { i32: OP.i32Sub, i64: OP.i64Sub } as const;
const MULTIPLY = { i32: OP.i32Mul, i64: OP.i64Mul } as const;
const SHIFT_LEFT = { i32: OP.i32Shl, i64: OP.i64Shl } as const;
type IntegerWasm = keyof typeof ADD;

const plus = (a: number | bigint, b: number | bigint): bigint => BigInt(a) + BigInt(b);

/** a + b for integers; constants gather at the right end. */
export function add(a: Value, b: Value): Value {
  const type = a.type as IntegerWasm;
  if (a.kind === 'constant' && b.kind !== 'constant') return add(b, a);
  if (b.kind === 'constant') {
    if (isZero(b)) return a;
    if (a.kind === 'constant') return constant(type, plus(a.value, b.value));
    if (a.kind === 'operation' && a.opcode === ADD[type] && a.b?.kind === 'constant') {
      return add(a.a, constant(type, plus(a.b.value, b.value)));
    }
  } else {
    if (a.kind === 'operation' && a.opcode === ADD[type] && a.b?.kind === 'constant') return add(add(a.a, b), a.b);
    if (b.kind === 'operation' && b.opcode === ADD[type] && b.b?.kind === 'constant') return add(add(a, b.a), b.b);
  }
  return binary(type, ADD[type], a, b);
}

export function subtract(a: Value, b: Value): Value {
  const type = a.type as IntegerWasm;
  if (b.kind === 'constant') return add(a, constant(type, -BigInt(b.value)));
  return binary(type, SUBTRACT[type], a, b);
}

/** a * factor, for the size of an element. */
export function scale(a: Value, factor: number): Value {
  const type = a.type as IntegerWasm;
  if (factor === 1) return a;
  if (a.kind === 'constant') return constant(type, BigInt(a.value) * BigInt(factor));
  if (a.kind === 'operation' && a.opcode === ADD[type] && a.b?.kind === 'constant') {
    return add(scale(a.a, factor), scale(a.b, factor));
  }
  if (factor > 0 && (factor & (factor - 1)) === 0) {
    return binary(type, SHIFT_LEFT[type], a, constant(type, 31 - Math.clz32(factor)));
  }
  return binary(type, MULTIPLY[type], a, constant(type, factor));
}

/** An i32 that is 1 when the value is not zero; for a value that is a truth value already, itself. */
export function isNotZero(value: Value): Value {
  if (isTruth(value)) return value;
  switch (value.type) {
    case 'i32':
      return binary('i32', OP.i32Ne, value, i32(0));
    case 'i64':
      return binary('i32', OP.i64Ne, value, i64(0n));
    case 'f32':
      return binary('i32', OP.f32Ne, value, constant('f32', 0));
    case 'f64':
      return binary('i32', OP.f64Ne, value, constant('f64', 0));
  }
}

export function isNull(value: Value): Value {
  switch (value.type) {
    case 'i32':
      return unary('i32', OP.i32Eqz, value);
    case 'i64':
      return unary('i32', OP.i64Eqz, value);
    case 'f32':
      return binary('i32', OP.f32Eq, value, constant('f32', 0));
    case 'f64':
      return binary('i32', OP.f64Eq, value, constant('f64', 0));
  }
}

/** The value is 0 or 1 by its making. */
function isTruth(value: Value): boolean {
  if (value.kind === 'constant') return value.type === 'i32' && (value.value === 0 || value.value === 1);
  if (value.kind !== 'operation') return false;
  const { opcode } = value;
  if (opcode >= OP.i32Eqz && opcode <= OP.f64Ge) return true;
  return (opcode === OP.i32And || opcode === OP.i32Or) && isTruth(value.a) && isTruth(value.b as Value);
}

/** Whether the value reads the register. */
export function reads(value: Value | undefined, local: Local): boolean {
  if (value === undefined) return false;
  switch (value.kind) {
    case 'get':
      return value.local === local;
    case 'operation':
      return reads(value.a, local) || reads(value.b, local) || reads(value.c, local);
    case 'tableWord':
      return reads(value.index, local);
    default:
      return false;
  }
}
