/**
 * Constant expressions (C11 6.6) over the typed tree: integers with exact wrapping, floating values in the precision of their
 * type (long double in double's), and address constants, a symbol plus an offset in bytes. `evaluate` folds whatever can be
 * folded, as gcc does for initialisers; `isIntegerConstantExpression` keeps to the standard's grammar, on which null pointer
 * constants depend.
 */

import { foldBitOperation } from './bitOperations';
import { wrapInteger } from './dataModel';
import { sizeOf } from './layout';
import type {
  BinaryOperator,
  ComparisonOperator,
  Expression,
  FunctionSymbol,
  InitializerPart,
  Label,
  Variable,
} from './tree';
import type { CType, DataModel, IntegerType } from './types';

export type Constant =
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'floating'; readonly value: number }
  | AddressConstant;

export interface AddressConstant {
  readonly kind: 'address';
  readonly base: Variable | FunctionSymbol | Label;
  /** Bytes from the start of `base`. */
  readonly offset: bigint;
}

const integer = (value: bigint): Constant => ({ kind: 'integer', value });
const truth = (value: boolean): Constant => integer(value ? 1n : 0n);

/** Gives the value that an object is known to have, for `load`, and the number that a label's address is. */
type ReadObject = (object: Expression, model: DataModel) => Constant | undefined;

const readNothing: ReadObject = () => undefined;

/** The value of the expression, when it has one that is known before the program runs. */
export function evaluate(
  expression: Expression,
  model: DataModel,
  read: ReadObject = readNothing,
): Constant | undefined {
  switch (expression.kind) {
    case 'integer':
      return expression;
    case 'floating':
      return expression;
    case 'convert':
      return convertConstant(
        evaluate(expression.operand, model, read),
        expression.operand.type,
        expression.type,
        model,
      );
    case 'function':
      return { kind: 'address', base: expression.symbol, offset: 0n };
    case 'labelAddress':
      return read(expression, model) ?? { kind: 'address', base: expression.label, offset: 0n };
    case 'decay':
    case 'address':
      return addressOf(expression.operand, model, read);
    case 'negate': {
      const operand = evaluate(expression.operand, model, read);
      if (operand?.kind === 'floating') return { kind: 'floating', value: -operand.value };
      return operand?.kind === 'integer' ? wrapped(-operand.value, expression.type) : undefined;
    }
    case 'complement': {
      const operand = evaluate(expression.operand, model, read);
      return operand?.kind === 'integer' ? wrapped(~operand.value, expression.type) : undefined;
    }
    case 'not': {
      const operand = truthOf(expression.operand, model, read);
      return operand === undefined ? undefined : truth(!operand);
    }
    case 'binary':
      return foldBinary(
        expression.operator,
        evaluate(expression.left, model, read),
        evaluate(expression.right, model, read),
        expression.type,
        model,
      );
    case 'comparison':
      return foldComparison(
        expression.operator,
        evaluate(expression.left, model, read),
        evaluate(expression.right, model, read),
      );
    case 'pointerAdd': {
      const pointer = evaluate(expression.pointer, model, read);
      const index = evaluate(expression.index, model, read);
      if (!pointer || pointer.kind === 'floating' || index?.kind !== 'integer') return undefined;
      const distance = index.value * BigInt(expression.elementSize) * (expression.subtract ? -1n : 1n);
      return moved(pointer, distance, model);
    }
    case 'pointerDifference': {
      const left = evaluate(expression.left, model, read);
      const right = evaluate(expression.right, model, read);
      const bytes = left && right ? addressDifference(left, right) : undefined;
      return bytes === undefined ? undefined : wrapped(bytes / BigInt(expression.elementSize), expression.type);
    }
    case 'logical': {
      const left = truthOf(expression.left, model, read);
      if (left === undefined) return undefined;
      if (left === (expression.operator === '||')) return truth(left);
      const right = truthOf(expression.right, model, read);
      return right === undefined ? undefined : truth(right);
    }
    case 'conditional': {
      const condition = truthOf(expression.condition, model, read);
      if (condition === undefined) return undefined;
      if (!condition) return evaluate(expression.otherwise, model, read);
      if (expression.middle) return evaluate(expression.middle, model, read);
      return convertConstant(
        evaluate(expression.condition, model, read),
        expression.condition.type,
        expression.type,
        model,
      );
    }
    case 'builtin':
      return evaluateBuiltin(expression, model, read);
    case 'load':
      return read(expression.object, model);
    default:
      return undefined;
  }
}

/**
 * The value of a static initialiser's expression. More is constant there to gcc: what a const object, a compound
 * literal or a string literal was initialised with.
 */
export function evaluateInitializer(expression: Expression, model: DataModel): Constant | undefined {
  return evaluate(expression, model, readConstant);
}

/** A static initialiser's value once the program is laid out and labels have their addresses. */
export function evaluateLaidOut(
  expression: Expression,
  model: DataModel,
  labelAddress: (label: Label) => bigint,
): Constant | undefined {
  return evaluate(expression, model, (object) =>
    object.kind === 'labelAddress' ? integer(labelAddress(object.label)) : undefined,
  );
}

function readConstant(object: Expression, model: DataModel): Constant | undefined {
  if (object.type.qualifiers?.volatile) return undefined;
  const place = addressOf(object, model);
  if (place?.kind !== 'address' || !('storage' in place.base)) return undefined;
  const { initializer, type, name, readOnly } = place.base;
  if (!initializer || !(readOnly || name === '' || type.qualifiers?.const)) return undefined;
  return readParts(initializer.parts, Number(place.offset), object.type, model);
}

/** What the parts of a constant object's initialiser put at an offset; zero where they put nothing. */
function readParts(
  parts: readonly InitializerPart[],
  offset: number,
  type: CType,
  model: DataModel,
): Constant | undefined {
  const size = sizeOf(type, model);
  for (let index = parts.length - 1; index >= 0; index--) {
    const part = parts[index] as InitializerPart;
    const partSize = sizeOf(part.type, model);
    if (part.offset >= offset + size || part.offset + partSize <= offset) continue;
    if (part.value.kind === 'string') return readString(part.value.bytes, offset - part.offset, type, partSize);
    const same = part.offset === offset && !part.bits && part.type.kind === type.kind && partSize === size;
    return same ? evaluate(part.value, model, readConstant) : undefined;
  }
  if (type.kind === 'floating') return { kind: 'floating', value: 0 };
  return type.kind === 'integer' || type.kind === 'pointer' ? integer(0n) : undefined;
}

/** An element of a string that fills `limit` bytes. */
function readString(bytes: Uint8Array, offset: number, type: CType, limit: number): Constant | undefined {
  if (type.kind !== 'integer' || offset < 0 || offset + type.size > limit) return undefined;
  let value = 0n;
  for (let byte = type.size - 1; byte >= 0; byte--) value = (value << 8n) | BigInt(bytes[offset + byte] ?? 0);
  return integer(wrapInteger(value, type));
}

/** The value of an integer expression, when it is known. */
export function evaluateInteger(expression: Expression, model: DataModel): bigint | undefined {
  if (expression.kind === 'integer') return expression.value;
  const constant = evaluate(expression, model);
  return constant?.kind === 'integer' && expression.type.kind === 'integer' ? constant.value : undefined;
}

/** Whether the value is known to be zero or not zero; an object's address never is zero unless it is weak. */
export function truthOf(expression: Expression, model: DataModel, read?: ReadObject): boolean | undefined {
  const constant = evaluate(expression, model, read);
  if (!constant) return undefined;
  if (constant.kind === 'address') return isWeak(constant.base) ? undefined : true;
  return constant.kind === 'integer' ? constant.value !== 0n : constant.value !== 0;
}

function isWeak(base: AddressConstant['base']): boolean {
  if ('attributes' in base) return base.attributes.some((attribute) => attribute.name === 'weak');
  return 'storage' in base && base.weak === true;
}

/** The address of an lvalue or of a function, when it is constant. */
export function addressOf(lvalue: Expression, model: DataModel, read?: ReadObject): Constant | undefined {
  switch (lvalue.kind) {
    case 'variable':
      return lvalue.variable.storage === 'static' ? { kind: 'address', base: lvalue.variable, offset: 0n } : undefined;
    case 'string':
      return { kind: 'address', base: lvalue.variable, offset: 0n };
    case 'compoundLiteral':
      return lvalue.variable.storage === 'static' ? { kind: 'address', base: lvalue.variable, offset: 0n } : undefined;
    case 'function':
      return { kind: 'address', base: lvalue.symbol, offset: 0n };
    case 'dereference':
      return evaluate(lvalue.pointer, model, read);
    case 'member': {
      const object = lvalue.member.bits ? undefined : addressOf(lvalue.object, model, read);
      return object && object.kind !== 'floating' ? moved(object, BigInt(lvalue.member.offset), model) : undefined;
    }
    default:
      return undefined;
  }
}

function moved(at: Constant, distance: bigint, model: DataModel): Constant | undefined {
  if (at.kind === 'address') return { ...at, offset: at.offset + distance };
  if (at.kind === 'integer') return integer(BigInt.asUintN(model.pointerSize * 8, at.value + distance));
  return undefined;
}

function wrapped(value: bigint, type: CType): Constant | undefined {
  return type.kind === 'integer' ? integer(wrapInteger(value, type)) : undefined;
}

/** An integer as the nearest double or float, rounded once. */
export function integerToFloating(value: bigint, size: number): number {
  if (size !== 4) return Number(value);
  const magnitude = value < 0n ? -value : value;
  const excess = magnitude.toString(2).length - 52;
  if (excess <= 0) return Math.fround(Number(value));
  // Keep 52 bits and one that says whether anything was below them: enough for float's 24 to round rightly.
  const shift = BigInt(excess);
  const kept = magnitude >> shift;
  const sticky = kept << shift === magnitude ? 0n : 1n;
  const rounded = Math.fround(Number((kept << 1n) | sticky)) * 2 ** (excess - 1);
  return Math.fround(value < 0n ? -rounded : rounded);
}

/**
 * A floating value as an integer of the type: truncated; beyond the type's range its nearest end, as gcc folds it.
 * @param width in bits, of a bit-field
 */
function floatingToInteger(value: number, type: IntegerType, width = type.size * 8): bigint {
  if (type.name === '_Bool') return value === 0 ? 0n : 1n;
  if (Number.isNaN(value)) return 0n;
  const bits = BigInt(width);
  const least = type.signed ? -(1n << (bits - 1n)) : 0n;
  const greatest = type.signed ? (1n << (bits - 1n)) - 1n : (1n << bits) - 1n;
  if (!Number.isFinite(value)) return value > 0 ? greatest : least;
  const whole = BigInt(Math.trunc(value));
  return whole < least ? least : whole > greatest ? greatest : whole;
}

/**
 * What gcc makes of a floating constant that is converted to an integer; undefined of anything else, and of what is no finite
 * number but is computed, which is left to the run.
 * @param width in bits, of a bit-field that it is assigned to
 */
export function foldedConversion(operand: Expression, to: CType, model: DataModel, width?: number): bigint | undefined {
  if (operand.type.kind !== 'floating' || to.kind !== 'integer') return undefined;
  const known = evaluate(operand, model);
  if (known?.kind !== 'floating' || !(Number.isFinite(known.value) || operand.kind === 'floating')) return undefined;
  return floatingToInteger(known.value, to, width);
}

/** The constant converted from one scalar type to another (6.3.1, 6.3.2.3). */
export function convertConstant(
  constant: Constant | undefined,
  from: CType,
  to: CType,
  model: DataModel,
): Constant | undefined {
  if (!constant) return undefined;
  switch (to.kind) {
    case 'integer':
      if (constant.kind === 'integer') return integer(wrapInteger(constant.value, to));
      if (constant.kind === 'floating') return integer(floatingToInteger(constant.value, to));
      if (to.name === '_Bool') return isWeak(constant.base) ? undefined : truth(true);
      return to.size === model.pointerSize ? constant : undefined;
    case 'floating':
      if (constant.kind === 'integer') return { kind: 'floating', value: integerToFloating(constant.value, to.size) };
      if (constant.kind !== 'floating') return undefined;
      return to.size === 4 ? { kind: 'floating', value: Math.fround(constant.value) } : constant;
    case 'pointer':
      if (constant.kind === 'integer') return integer(BigInt.asUintN(model.pointerSize * 8, constant.value));
      return constant.kind === 'address' && (from.kind !== 'integer' || from.size === model.pointerSize)
        ? constant
        : undefined;
    default:
      return undefined;
  }
}

function foldBinary(
  operator: BinaryOperator,
  left: Constant | undefined,
  right: Constant | undefined,
  type: CType,
  model: DataModel,
): Constant | undefined {
  if (!left || !right) return undefined;
  if (left.kind === 'floating' || right.kind === 'floating') {
    if (left.kind !== 'floating' || right.kind !== 'floating' || type.kind !== 'floating') return undefined;
    const value = foldFloating(operator, left.value, right.value);
    if (value === undefined) return undefined;
    return { kind: 'floating', value: type.size === 4 ? Math.fround(value) : value };
  }
  if (left.kind === 'integer' && right.kind === 'integer') {
    const value = foldIntegers(operator, left.value, right.value, type);
    return value === undefined ? undefined : wrapped(value, type);
  }
  return foldAddresses(operator, left, right, type, model);
}

/** Sums of an address, converted to an integer of a pointer's width, and an integer. */
function foldAddresses(
  operator: BinaryOperator,
  left: Constant,
  right: Constant,
  type: CType,
  model: DataModel,
): Constant | undefined {
  if (operator === '+' && left.kind === 'address' && right.kind === 'integer') return moved(left, right.value, model);
  if (operator === '+' && left.kind === 'integer' && right.kind === 'address') return moved(right, left.value, model);
  if (operator === '-' && left.kind === 'address') {
    if (right.kind === 'integer') return moved(left, -right.value, model);
    const bytes = addressDifference(left, right);
    return bytes === undefined ? undefined : wrapped(bytes, type);
  }
  return undefined;
}

function foldFloating(operator: BinaryOperator, left: number, right: number): number | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return left / right;
    default:
      return undefined;
  }
}

function foldIntegers(operator: BinaryOperator, left: bigint, right: bigint, type: CType): bigint | undefined {
  switch (operator) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      return right === 0n ? undefined : left / right;
    case '%':
      return right === 0n ? undefined : left % right;
    case '&':
      return left & right;
    case '^':
      return left ^ right;
    case '|':
      return left | right;
    case '<<':
      return shift(left, right, type);
    case '>>':
      return shift(left, -right, type);
  }
}

/** Left by `count`, right by a negative one; beyond the width nothing but the sign is left, as gcc folds it. */
function shift(value: bigint, count: bigint, type: CType): bigint {
  const width = type.kind === 'integer' ? BigInt(type.size * 8) : 64n;
  if (count >= width) return 0n;
  if (count >= 0n) return value << count;
  return value >> (-count > width ? width : -count);
}

/** Bytes between two addresses of the same object, or two integers. */
function addressDifference(left: Constant, right: Constant): bigint | undefined {
  if (left.kind === 'integer' && right.kind === 'integer') return left.value - right.value;
  if (left.kind === 'address' && right.kind === 'address' && left.base === right.base)
    return left.offset - right.offset;
  return undefined;
}

function foldComparison(
  operator: ComparisonOperator,
  left: Constant | undefined,
  right: Constant | undefined,
): Constant | undefined {
  if (!left || !right) return undefined;
  if (left.kind === 'floating' && right.kind === 'floating') return compare(operator, left.value, right.value);
  const difference = addressDifference(left, right);
  if (difference !== undefined) return compare(operator, difference, 0n);
  if (operator !== '==' && operator !== '!=') return undefined;
  // An object's address is not null, and two different objects' are not the same.
  const [address, other] = left.kind === 'address' ? [left, right] : [right, left];
  if (address.kind !== 'address' || isWeak(address.base)) return undefined;
  const differ = other.kind === 'address' ? areApart(address, other) : other.kind === 'integer' && other.value === 0n;
  return differ ? truth(operator === '!=') : undefined;
}

/** Whether the addresses are the beginnings of two objects or functions, neither of which can be another name of the other. */
function areApart(left: AddressConstant, right: AddressConstant): boolean {
  return [left, right].every(({ base, offset }) => {
    if (offset !== 0n || isWeak(base)) return false;
    if ('storage' in base) return base.defined && base.name !== '';
    return 'attributes' in base && base.attributes.every(({ name }) => name !== 'alias');
  });
}

function compare<T extends number | bigint>(operator: ComparisonOperator, left: T, right: T): Constant {
  switch (operator) {
    case '==':
      return truth(left === right);
    case '!=':
      return truth(left !== right);
    case '<':
      return truth(left < right);
    case '>':
      return truth(left > right);
    case '<=':
      return truth(left <= right);
    case '>=':
      return truth(left >= right);
  }
}

function evaluateBuiltin(
  expression: Expression & { kind: 'builtin' },
  model: DataModel,
  read: ReadObject,
): Constant | undefined {
  const first = expression.arguments[0];
  if (!first) return undefined;
  const operand = evaluate(first, model, read);
  if (!operand) return undefined;
  if (expression.name === 'expect') return operand;
  if (operand.kind === 'integer' && first.type.kind === 'integer') {
    const value = foldBitOperation(expression.name, operand.value, first.type.size);
    return value === undefined ? undefined : wrapped(value, expression.type);
  }
  if (operand.kind === 'floating' && expression.type.kind === 'floating' && expression.name.startsWith('fabs')) {
    return { kind: 'floating', value: Math.abs(operand.value) };
  }
  return undefined;
}

/** Whether the expression is an integer constant expression (6.6p6), whatever its value. */
export function isIntegerConstantExpression(expression: Expression): boolean {
  if (expression.type.kind !== 'integer') return false;
  switch (expression.kind) {
    case 'integer':
      return true;
    case 'convert':
      if (expression.operand.kind === 'floating') return expression.explicit;
      return isIntegerConstantExpression(expression.operand);
    case 'negate':
    case 'complement':
    case 'not':
      return isIntegerConstantExpression(expression.operand);
    case 'binary':
    case 'comparison':
    case 'logical':
      return isIntegerConstantExpression(expression.left) && isIntegerConstantExpression(expression.right);
    case 'conditional':
      return (
        isIntegerConstantExpression(expression.condition) &&
        isIntegerConstantExpression(expression.otherwise) &&
        (expression.middle === undefined || isIntegerConstantExpression(expression.middle))
      );
    default:
      return false;
  }
}

/** An integer constant expression of value 0, or such an expression cast to `void *` (6.3.2.3p3). */
export function isNullPointerConstant(expression: Expression, model: DataModel): boolean {
  let at = expression;
  if (at.kind === 'convert' && at.explicit && at.type.kind === 'pointer' && at.type.to.kind === 'void') {
    if (at.type.to.qualifiers !== undefined) return false;
    at = at.operand;
  }
  if (at.type.kind !== 'integer') return false;
  if (at.kind === 'integer') return at.value === 0n;
  return isIntegerConstantExpression(at) && evaluateInteger(at, model) === 0n;
}
