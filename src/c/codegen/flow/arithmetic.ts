/**
 * The arithmetic operators on values (C11 6.5.5 to 6.5.9). Each is one WebAssembly instruction, after what undefined behaviour asks
 * for: division by zero and the one quotient that does not fit end the run; an oversized shift is reported and taken modulo the width;
 * signed overflow is reported if the program is built so, and wraps.
 */
import { REPORT } from '../../abi';
import type { Token } from '../../token';
import type { BinaryOperator, ComparisonOperator } from '../../tree';
import type { CType } from '../../types';
import { OP, type WasmType } from '../../wasm/opcodes';
import type { FunctionBuilder } from './builder';
import { isSigned } from './context';
import { add, binary, constant, i32, i64, isNull, subtract, unary, type Value } from './value';

type Table = Readonly<Record<WasmType, number>>;

const FLOATING: Partial<Record<BinaryOperator, { readonly f32: number; readonly f64: number }>> = {
  '+': { f32: OP.f32Add, f64: OP.f64Add },
  '-': { f32: OP.f32Sub, f64: OP.f64Sub },
  '*': { f32: OP.f32Mul, f64: OP.f64Mul },
  '/': { f32: OP.f32Div, f64: OP.f64Div },
};

const BITWISE: Partial<Record<BinaryOperator, { readonly i32: number; readonly i64: number }>> = {
  '*': { i32: OP.i32Mul, i64: OP.i64Mul },
  '&': { i32: OP.i32And, i64: OP.i64And },
  '|': { i32: OP.i32Or, i64: OP.i64Or },
  '^': { i32: OP.i32Xor, i64: OP.i64Xor },
};

const DIVISION = {
  i32: { '/': { signed: OP.i32DivS, unsigned: OP.i32DivU }, '%': { signed: OP.i32RemS, unsigned: OP.i32RemU } },
  i64: { '/': { signed: OP.i64DivS, unsigned: OP.i64DivU }, '%': { signed: OP.i64RemS, unsigned: OP.i64RemU } },
} as const;

type Integer = 'i32' | 'i64';

/** `left operator right`, both of `type`; of a shift the right one has a type of its own. */
export function arithmetic(
  f: FunctionBuilder,
  operator: BinaryOperator,
  left: Value,
  right: Value,
  type: CType,
  rightType: CType,
  token: Token,
): Value {
  if (type.kind === 'floating') {
    const opcode = FLOATING[operator]?.[left.type as 'f32' | 'f64'];
    if (opcode === undefined) throw new Error(`no floating operator ${operator}`);
    return binary(left.type, opcode, left, right);
  }
  switch (operator) {
    case '/':
    case '%':
      return divide(f, operator, left, right, isSigned(type), token);
    case '<<':
    case '>>':
      return shift(f, operator, left, right, type, rightType, token);
    default:
  }
  if (f.context.reportOverflow && isSigned(type) && (operator === '+' || operator === '-' || operator === '*')) {
    return checkedArithmetic(f, operator, f.leaf(left), f.leaf(right), token);
  }
  return plain(operator, left, right);
}

function plain(operator: BinaryOperator, left: Value, right: Value): Value {
  if (operator === '+') return add(left, right);
  if (operator === '-') return subtract(left, right);
  const opcode = BITWISE[operator]?.[left.type as Integer];
  if (opcode === undefined) throw new Error(`no operator ${operator} on integers`);
  return binary(left.type, opcode, left, right);
}

/** The value widened to the i64 that a report is given. */
export function reported(value: Value, signed: boolean): Value {
  return value.type === 'i64' ? value : unary('i64', signed ? OP.i64ExtendI32S : OP.i64ExtendI32U, value);
}

function report(
  f: FunctionBuilder,
  kind: number,
  condition: Value,
  a: Value,
  b: Value,
  token: Token,
  signed: boolean,
): void {
  f.emit({
    kind: 'report',
    point: f.point('operation', token),
    condition,
    report: kind,
    a: reported(a, signed),
    b: reported(b, signed),
  });
}

const EQUAL = { i32: OP.i32Eq, i64: OP.i64Eq } as const;
const LOWEST = { i32: -(1n << 31n), i64: -(1n << 63n) } as const;

function divide(
  f: FunctionBuilder,
  operator: '/' | '%',
  left: Value,
  right: Value,
  signed: boolean,
  token: Token,
): Value {
  const type = left.type as Integer;
  const opcode = DIVISION[type][operator][signed ? 'signed' : 'unsigned'];
  const known = right.kind === 'constant' ? BigInt(right.value) : undefined;
  if (known !== undefined && known !== 0n && (known !== -1n || !signed)) return binary(type, opcode, left, right);
  const a = f.leaf(left);
  const b = f.leaf(right);
  if (known === undefined || known === 0n) report(f, REPORT.divisionByZero, isNull(b), a, b, token, signed);
  if (signed) {
    const lowest = binary('i32', EQUAL[type], a, constant(type, LOWEST[type]));
    const minusOne = binary('i32', EQUAL[type], b, constant(type, -1));
    report(f, REPORT.divisionOverflow, binary('i32', OP.i32And, lowest, minusOne), a, b, token, true);
  }
  return binary(type, opcode, a, b);
}

const SHIFT = {
  i32: { '<<': OP.i32Shl, signed: OP.i32ShrS, unsigned: OP.i32ShrU },
  i64: { '<<': OP.i64Shl, signed: OP.i64ShrS, unsigned: OP.i64ShrU },
} as const;

function shift(
  f: FunctionBuilder,
  operator: '<<' | '>>',
  left: Value,
  right: Value,
  type: CType,
  rightType: CType,
  token: Token,
): Value {
  const width = left.type as Integer;
  const signed = isSigned(type);
  const opcode = operator === '<<' ? SHIFT[width]['<<'] : SHIFT[width][signed ? 'signed' : 'unsigned'];
  const bits = width === 'i32' ? 32 : 64;
  let value = left;
  let amount = right;
  if (amount.kind !== 'constant' || BigInt(amount.value) < 0n || BigInt(amount.value) >= BigInt(bits)) {
    value = f.leaf(left);
    amount = f.leaf(right);
    const tooMuch = binary('i32', amount.type === 'i32' ? OP.i32GeU : OP.i64GeU, amount, constant(amount.type, bits));
    f.emit({
      kind: 'report',
      point: f.point('operation', token),
      condition: tooMuch,
      report: REPORT.shift,
      a: reported(value, signed),
      b: reported(amount, isSigned(rightType)),
    });
  }
  if (amount.type !== width) {
    amount = unary(width, width === 'i32' ? OP.i32WrapI64 : OP.i64ExtendI32U, amount);
  }
  return binary(width, opcode, value, amount);
}

function checkedArithmetic(f: FunctionBuilder, operator: '+' | '-' | '*', a: Value, b: Value, token: Token): Value {
  const result = f.leaf(plain(operator, a, b));
  if (result.kind === 'constant' && operator !== '*') {
    const exact =
      operator === '+' ? BigInt(constantOf(a)) + BigInt(constantOf(b)) : BigInt(constantOf(a)) - BigInt(constantOf(b));
    if (exact === BigInt(result.value)) return result;
  }
  report(f, REPORT.signedOverflow, signedOverflow(f, operator, a, b, result), a, b, token, true);
  return result;
}

const constantOf = (value: Value): number | bigint => (value.kind === 'constant' ? value.value : 0);

/** An i32 that is not zero when the signed operation on leaves `a` and `b` of one width did not give `result` exactly. */
export function signedOverflow(
  f: FunctionBuilder,
  operator: '+' | '-' | '*',
  a: Value,
  b: Value,
  result: Value,
): Value {
  if (a.type === 'i32') {
    const wide = plain(operator, reported(a, true), reported(b, true));
    return binary('i32', OP.i64Ne, wide, reported(result, true));
  }
  if (operator === '*') {
    const sign = binary('i64', OP.i64ShrS, result, i64(63n));
    return binary('i32', OP.i64Ne, multiplyHigh(f, a, b, true), sign);
  }
  const xor = (x: Value, y: Value): Value => binary('i64', OP.i64Xor, x, y);
  const signs = operator === '+' ? [xor(a, result), xor(b, result)] : [xor(a, b), xor(a, result)];
  return binary('i32', OP.i64LtS, binary('i64', OP.i64And, signs[0] as Value, signs[1] as Value), i64(0n));
}

/** The upper 64 bits of the product of two leaves, from products of their halves. */
export function multiplyHigh(f: FunctionBuilder, a: Value, b: Value, signed: boolean): Value {
  const low = (value: Value): Value => binary('i64', OP.i64And, value, i64(0xffffffffn));
  const high = (value: Value): Value => binary('i64', OP.i64ShrU, value, i64(32n));
  const multiply = (x: Value, y: Value): Value => binary('i64', OP.i64Mul, x, y);
  const [aLow, aHigh, bLow, bHigh] = [low(a), high(a), low(b), high(b)].map((value) => f.leaf(value)) as [
    Value,
    Value,
    Value,
    Value,
  ];
  const first = f.leaf(add(multiply(aHigh, bLow), high(multiply(aLow, bLow))));
  const second = add(multiply(aLow, bHigh), low(first));
  const unsigned = add(add(multiply(aHigh, bHigh), high(first)), high(second));
  if (!signed) return unsigned;
  const correction = (x: Value, y: Value): Value => binary('i64', OP.i64And, binary('i64', OP.i64ShrS, x, i64(63n)), y);
  return subtract(subtract(unsigned, correction(a, b)), correction(b, a));
}

const COMPARE: Readonly<Record<ComparisonOperator, { readonly signed: Table; readonly unsigned: Table }>> = {
  '==': same({ i32: OP.i32Eq, i64: OP.i64Eq, f32: OP.f32Eq, f64: OP.f64Eq }),
  '!=': same({ i32: OP.i32Ne, i64: OP.i64Ne, f32: OP.f32Ne, f64: OP.f64Ne }),
  '<': ordered([OP.i32LtS, OP.i32LtU], [OP.i64LtS, OP.i64LtU], OP.f32Lt, OP.f64Lt),
  '>': ordered([OP.i32GtS, OP.i32GtU], [OP.i64GtS, OP.i64GtU], OP.f32Gt, OP.f64Gt),
  '<=': ordered([OP.i32LeS, OP.i32LeU], [OP.i64LeS, OP.i64LeU], OP.f32Le, OP.f64Le),
  '>=': ordered([OP.i32GeS, OP.i32GeU], [OP.i64GeS, OP.i64GeU], OP.f32Ge, OP.f64Ge),
};

function same(table: Table) {
  return { signed: table, unsigned: table };
}

function ordered(narrow: readonly [number, number], wide: readonly [number, number], f32: number, f64: number) {
  return {
    signed: { i32: narrow[0], i64: wide[0], f32, f64 },
    unsigned: { i32: narrow[1], i64: wide[1], f32, f64 },
  };
}

/** `left operator right` as an i32, 0 or 1; both are of `type`. */
export function compare(operator: ComparisonOperator, left: Value, right: Value, type: CType): Value {
  return binary('i32', COMPARE[operator][isSigned(type) ? 'signed' : 'unsigned'][left.type], left, right);
}

export function negate(f: FunctionBuilder, value: Value, type: CType, token: Token): Value {
  if (value.type === 'f32') return unary('f32', OP.f32Neg, value);
  if (value.type === 'f64') return unary('f64', OP.f64Neg, value);
  const zero = constant(value.type, 0);
  if (f.context.reportOverflow && isSigned(type)) return checkedArithmetic(f, '-', zero, f.leaf(value), token);
  return binary(value.type, value.type === 'i32' ? OP.i32Sub : OP.i64Sub, zero, value);
}

export function complement(value: Value): Value {
  const wide = value.type === 'i64';
  return binary(value.type, wide ? OP.i64Xor : OP.i32Xor, value, wide ? i64(-1n) : i32(-1));
}
