/**
 * `__builtin_add_overflow` and its like: the operation in infinite precision, which 128 bits are. Each operand is its low 64 bits and the
 * word above them, which is its sign; the result fits its type when widening what was stored gives back both words.
 */

import { alignOf } from '../../layout';
import type { Token } from '../../token';
import type { BuiltinExpression, Expression } from '../../tree';
import type { CType, IntegerType } from '../../types';
import { OP } from '../../wasm/opcodes';
import { write } from './access';
import { multiplyHigh } from './arithmetic';
import type { FunctionBuilder } from './builder';
import { isSigned } from './context';
import { convert, narrowed } from './conversions';
import { value } from './expressions';
import { pointerPlace } from './places';
import { add, binary, i64, subtract, unary, type Value } from './value';

/** A number of 128 bits in two leaves. */
interface Wide {
  readonly low: Value;
  readonly high: Value;
}

function widened(f: FunctionBuilder, operand: Value, type: CType): Wide {
  const signed = isSigned(type);
  const low =
    operand.type === 'i64'
      ? f.leaf(operand)
      : f.leaf(unary('i64', signed ? OP.i64ExtendI32S : OP.i64ExtendI32U, operand));
  return { low, high: signed ? f.leaf(binary('i64', OP.i64ShrS, low, i64(63n))) : i64(0n) };
}

const flag = (condition: Value): Value => unary('i64', OP.i64ExtendI32U, condition);

function operate(f: FunctionBuilder, name: string, a: Wide, b: Wide): Wide {
  if (name === 'add_overflow') {
    const low = f.leaf(add(a.low, b.low));
    const carry = flag(binary('i32', OP.i64LtU, low, a.low));
    return { low, high: f.leaf(add(add(a.high, b.high), carry)) };
  }
  if (name === 'sub_overflow') {
    const borrow = flag(binary('i32', OP.i64LtU, a.low, b.low));
    return {
      low: f.leaf(subtract(a.low, b.low)),
      high: f.leaf(subtract(subtract(a.high, b.high), borrow)),
    };
  }
  const product = (x: Value, y: Value): Value => binary('i64', OP.i64Mul, x, y);
  const cross = add(product(a.high, b.low), product(b.high, a.low));
  return { low: f.leaf(product(a.low, b.low)), high: f.leaf(add(multiplyHigh(f, a.low, b.low, false), cross)) };
}

/** The value stored when the exact one is put into a type, and whether that is another. */
function fitted(f: FunctionBuilder, exact: Wide, type: IntegerType, token: Token): { stored: Value; overflow: Value } {
  const stored = f.leaf(convert(f, exact.low, f.context.types.unsignedLongLong, type, token));
  const back = widened(f, narrowed(stored, type), type);
  const low = binary('i32', OP.i64Ne, back.low, exact.low);
  const high = binary('i32', OP.i64Ne, back.high, exact.high);
  return { stored, overflow: f.leaf(binary('i32', OP.i32Or, low, high)) };
}

/** `__builtin_add_overflow (a, b, &result)` */
export function overflowing(f: FunctionBuilder, expression: BuiltinExpression): Value {
  const [left, right, pointer] = expression.arguments as [Expression, Expression, Expression];
  const { types, model } = f.context;
  const first = f.hold(value(f, left));
  const second = f.hold(value(f, right));
  const place = pointerPlace(f, pointer);
  const b = f.release(second);
  const a = f.release(first);
  const type = (pointer.type.kind === 'pointer' ? pointer.type.to : types.int) as IntegerType;
  const exact = operate(f, expression.name, widened(f, a, left.type), widened(f, b, right.type));
  const { stored, overflow } = fitted(f, exact, type, expression.token);
  write(f, { place, alignment: alignOf(type, model) }, type, stored, expression.token);
  return overflow;
}

/** `__builtin_add_overflow_p (a, b, type)`: the last operand is not evaluated. */
export function wouldOverflow(f: FunctionBuilder, expression: BuiltinExpression): Value {
  const [left, right, like] = expression.arguments as [Expression, Expression, Expression];
  const first = f.hold(value(f, left));
  const b = value(f, right);
  const a = f.release(first);
  const name = expression.name.replace(/_p$/, '');
  const exact = operate(f, name, widened(f, a, left.type), widened(f, b, right.type));
  return fitted(f, exact, like.type as IntegerType, expression.token).overflow;
}
