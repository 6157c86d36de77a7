/**
 * What binary operators mean once their operands are parsed (C11 6.5.5 to 6.5.15, 6.5.17): operand types checked, operands
 * converted, pointer arithmetic scaled. Operands come as parsed (lvalues not yet loaded); the results are values.
 */
import { isNullPointerConstant } from '../constant';
import { isComplete } from '../dataModel';
import { sizeOf } from '../layout';
import type { Token } from '../token';
import type { BinaryOperator, ComparisonOperator, Expression } from '../tree';
import { quoteType } from '../typeNames';
import {
  compatibleUnqualified, composite, isArithmetic, isError, isInteger, isPointer, isVoid, pointerTo, qualifiersOf, qualify,
  unqualified,
} from '../typeRelations'; // biome-ignore format: a list
import type { CType, PointerType } from '../types';
import { balance, convert, erroneous, promote, reduced, rvalue, scalarValue } from './conversions';
import type { Parser } from './parser';

/** `left operator right` for the arithmetic, comparison and logical operators. */
export function buildBinary(
  p: Parser,
  operator: string,
  left: Expression,
  right: Expression,
  token: Token,
): Expression {
  if (operator === '&&' || operator === '||') {
    const a = scalarValue(p, left);
    const b = scalarValue(p, right);
    if (isError(a.type) || isError(b.type)) return erroneous(token);
    return { kind: 'logical', type: p.types.int, token, operator, left: a, right: b };
  }
  const a = rvalue(p, left);
  const b = rvalue(p, right);
  if (isError(a.type) || isError(b.type)) return erroneous(token);
  switch (operator) {
    case '==':
    case '!=':
    case '<':
    case '>':
    case '<=':
    case '>=':
      return buildComparison(p, operator, a, b, token);
    case '+':
      return buildSum(p, a, b, token);
    case '-':
      return buildDifference(p, a, b, token);
    case '<<':
    case '>>':
      return buildShift(p, operator, a, b, token);
    case '*':
    case '/':
      return buildArithmetic(p, operator, a, b, token, isArithmetic);
    default:
      return buildArithmetic(p, operator as BinaryOperator, a, b, token, isInteger);
  }
}

export function invalidOperands(p: Parser, operator: string, left: CType, right: CType, token: Token): Expression {
  if (isVoid(left) || isVoid(right)) p.error(token, 'void value not ignored as it ought to be');
  else p.error(token, `invalid operands to binary ${operator} (have ${quoteType(left)} and ${quoteType(right)})`);
  return erroneous(token);
}

function buildArithmetic(
  p: Parser,
  operator: BinaryOperator,
  left: Expression,
  right: Expression,
  token: Token,
  allowed: (type: CType) => boolean,
): Expression {
  if (!allowed(left.type) || !allowed(right.type)) return invalidOperands(p, operator, left.type, right.type, token);
  const [a, b, type] = balance(p, left, right);
  if ((operator === '/' || operator === '%') && b.kind === 'integer' && b.value === 0n && p.unevaluated === 0) {
    p.warn(token, 'div-by-zero', 'division by zero');
  }
  return reduced({ kind: 'binary', type, token, operator, left: a, right: b });
}

function buildShift(p: Parser, operator: '<<' | '>>', left: Expression, right: Expression, token: Token): Expression {
  if (!isInteger(left.type) || !isInteger(right.type))
    return invalidOperands(p, operator, left.type, right.type, token);
  const a = promote(p, left);
  const b = promote(p, right);
  checkShiftCount(p, operator, a.type, b, token);
  return reduced({ kind: 'binary', type: plain(p, a.type), token, operator, left: a, right: b });
}

export function checkShiftCount(p: Parser, operator: string, type: CType, count: Expression, token: Token): void {
  if (count.kind !== 'integer' || p.unevaluated > 0) return;
  const direction = operator.startsWith('<<') ? 'left' : 'right';
  if (count.value < 0n) p.warn(token, 'shift-count-negative', `${direction} shift count is negative`);
  else if (count.value >= BigInt(sizeOf(type, p.model) * 8)) {
    p.warn(token, 'shift-count-overflow', `${direction} shift count >= width of type`);
  }
}

/** A promoted type without an enumeration: what an operator gives. */
function plain(p: Parser, type: CType): CType {
  if (type.kind !== 'integer' || !type.enumeration) return type;
  const { int, unsignedInt, long, unsignedLong, longLong, unsignedLongLong } = p.types;
  const all = [int, unsignedInt, long, unsignedLong, longLong, unsignedLongLong];
  return all.find((candidate) => candidate.name === type.name) ?? int;
}

function buildSum(p: Parser, left: Expression, right: Expression, token: Token): Expression {
  if (isPointer(left.type) && isInteger(right.type)) return pointerAdd(p, left, right, false, token);
  if (isInteger(left.type) && isPointer(right.type)) return pointerAdd(p, right, left, false, token);
  return buildArithmetic(p, '+', left, right, token, isArithmetic);
}

function buildDifference(p: Parser, left: Expression, right: Expression, token: Token): Expression {
  if (!isPointer(left.type)) return buildArithmetic(p, '-', left, right, token, isArithmetic);
  if (isInteger(right.type)) return pointerAdd(p, left, right, true, token);
  if (!isPointer(right.type)) return invalidOperands(p, '-', left.type, right.type, token);
  if (!compatibleUnqualified(left.type.to, right.type.to)) return invalidOperands(p, '-', left.type, right.type, token);
  const elementSize = pointedSize(p, left.type, token);
  if (elementSize === undefined) return erroneous(token);
  if (elementSize === 0) p.warn(token, 'pointer-arith', 'arithmetic on pointer to an empty aggregate');
  return {
    kind: 'pointerDifference',
    type: p.types.pointerDifference,
    token,
    left,
    right,
    elementSize: Math.max(1, elementSize),
  };
}

/** Bytes that adding 1 to the pointer moves it; 1 for `void *` and pointers to functions. Undefined after an error. */
export function pointedSize(p: Parser, type: PointerType, token: Token): number | undefined {
  const { to } = type;
  if (isError(to)) return undefined;
  if (isVoid(to) || to.kind === 'function' || isComplete(to)) return sizeOf(to, p.model);
  p.error(token, `arithmetic on a pointer to an incomplete type ${quoteType(to)}`);
  return undefined;
}

/** pointer + index or pointer - index; `[]` comes here too. */
export function pointerAdd(
  p: Parser,
  pointer: Expression,
  index: Expression,
  subtract: boolean,
  token: Token,
): Expression {
  const elementSize = pointedSize(p, pointer.type as PointerType, token);
  if (elementSize === undefined) return erroneous(token);
  const offset = convert(promote(p, index), p.types.pointerDifference);
  return { kind: 'pointerAdd', type: unqualified(pointer.type), token, pointer, index: offset, subtract, elementSize };
}

function buildComparison(
  p: Parser,
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
  token: Token,
): Expression {
  if (isArithmetic(left.type) && isArithmetic(right.type)) {
    const [a, b] = balance(p, left, right);
    return { kind: 'comparison', type: p.types.int, token, operator, left: a, right: b };
  }
  const comparable = (type: CType) => isPointer(type) || isInteger(type);
  if (!comparable(left.type) || !comparable(right.type)) {
    return invalidOperands(p, operator, left.type, right.type, token);
  }
  const [a, b] = comparedPointers(p, operator, left, right, token);
  return { kind: 'comparison', type: p.types.int, token, operator, left: a, right: b };
}

/** Both operands as pointers of one type, with gcc's warnings about those that do not match (6.5.8, 6.5.9). */
function comparedPointers(
  p: Parser,
  operator: ComparisonOperator,
  left: Expression,
  right: Expression,
  token: Token,
): [Expression, Expression] {
  if (isPointer(left.type) && isPointer(right.type)) {
    const a = left.type.to;
    const b = right.type.to;
    const oneIsNull = isNullPointerConstant(left, p.model) || isNullPointerConstant(right, p.model);
    if (!oneIsNull && !isVoid(a) && !isVoid(b) && !compatibleUnqualified(a, b)) {
      p.warn(token, 'compare-distinct-pointer-types', 'comparison of distinct pointer types lacks a cast');
    }
    // Converting changes nothing but the type, and `void *` takes both.
    if (compatibleUnqualified(left.type, right.type)) return [left, right];
    return [convert(left, p.types.voidPointer), convert(right, p.types.voidPointer)];
  }
  const [pointer, other] = isPointer(left.type) ? [left, right] : [right, left];
  const zero = isNullPointerConstant(other, p.model);
  if (!zero) p.warn(token, 'pointer-integer-compare', 'comparison between pointer and integer');
  else if (operator !== '==' && operator !== '!=') {
    p.warn(token, 'pointer-integer-compare', 'ordered comparison of pointer with integer zero');
  }
  const converted = convert(other, unqualified(pointer.type));
  return pointer === left ? [left, converted] : [converted, right];
}

/** `condition ? middle : otherwise`, or with `middle` undefined GNU's `condition ?: otherwise` (6.5.15). */
export function buildConditional(
  p: Parser,
  condition: Expression,
  middle: Expression | undefined,
  otherwise: Expression,
  token: Token,
): Expression {
  const test = scalarValue(p, condition);
  const a = middle ? rvalue(p, middle) : test;
  const b = rvalue(p, otherwise);
  if (isError(test.type) || isError(a.type) || isError(b.type)) return erroneous(token);
  const type = conditionalType(p, a, b, token);
  if (!type) return erroneous(token);
  const conditional: Expression = {
    kind: 'conditional',
    type,
    token,
    condition: test,
    middle: middle && convertArm(p, a, type),
    otherwise: convertArm(p, b, type),
  };
  return middle ? conditional : reduced(conditional); // the condition's value goes unconverted into the whole
}

/** An arm in the type of the whole; an integer arm is promoted by its own sign first. */
function convertArm(p: Parser, arm: Expression, type: CType): Expression {
  if (isVoid(type) && !isVoid(arm.type)) {
    return { kind: 'convert', type, token: arm.token, operand: arm, explicit: false };
  }
  return convert(isArithmetic(type) ? promote(p, arm) : arm, type);
}

function conditionalType(p: Parser, a: Expression, b: Expression, token: Token): CType | undefined {
  if (isArithmetic(a.type) && isArithmetic(b.type)) return balance(p, a, b)[2];
  if (isVoid(a.type) || isVoid(b.type)) return p.types.void;
  if (a.type.kind === 'record' && compatibleUnqualified(a.type, b.type)) return unqualified(a.type);
  if (isPointer(a.type) && isPointer(b.type)) return conditionalPointer(p, a, b, token);
  const [pointer, other] = isPointer(a.type) ? [a, b] : [b, a];
  if (isPointer(pointer.type) && isInteger(other.type)) {
    if (!isNullPointerConstant(other, p.model)) {
      p.warn(token, 'int-conversion', 'pointer/integer type mismatch in conditional expression');
    }
    return unqualified(pointer.type);
  }
  p.error(token, 'type mismatch in conditional expression');
  return undefined;
}

/** The composite of two pointer types, with the qualifiers of both; `void *` where one of them is not null (6.5.15p6). */
function conditionalPointer(p: Parser, a: Expression, b: Expression, token: Token): CType {
  const x = (a.type as PointerType).to;
  const y = (b.type as PointerType).to;
  const both = { ...qualifiersOf(x), ...qualifiersOf(y) };
  if (compatibleUnqualified(x, y)) return pointerTo(qualify(composite(unqualified(x), unqualified(y)), both));
  if (isNullPointerConstant(a, p.model)) return pointerTo(qualify(y, both));
  if (isNullPointerConstant(b, p.model)) return pointerTo(qualify(x, both));
  if (!isVoid(x) && !isVoid(y)) {
    p.warn(token, 'incompatible-pointer-types', 'pointer type mismatch in conditional expression');
  }
  return pointerTo(qualify(p.types.void, both));
}

export function buildComma(p: Parser, left: Expression, right: Expression, token: Token): Expression {
  const a = rvalue(p, left);
  const b = rvalue(p, right);
  if (isError(a.type) || isError(b.type)) return erroneous(token);
  return { kind: 'comma', type: b.type, token, left: a, right: b };
}
