/**
 * Expressions as values (C11 6.5). What an expression does besides having a value is emitted on the way.
 *
 * Order of evaluation, where C leaves it open, is that of gcc -O0 for x86, so that programs that depend on it agree: operands left to
 * right, but a plain variable on the left of a commutative operator or comparison is read after the right operand if that may have
 * effects; in an assignment the value first and then the target, unless the value is a call or a statement expression; in a compound
 * assignment the value always first; arguments from the last to the first.
 */
import { evaluateInteger } from '../../constant';
import type { BinaryOperator, ComparisonOperator, Expression } from '../../tree';
import { isVolatile } from '../../typeRelations';
import type { CType } from '../../types';
import { OP } from '../../wasm/opcodes';
import { fieldValue, read, write } from './access';
import { arithmetic, compare, complement, negate } from './arithmetic';
import type { FunctionBuilder } from './builder';
import { builtinEffects, builtinValue } from './builtins';
import { buildCall, functionAddress } from './calls';
import { condition, conditionalValue, logicalValue } from './conditions';
import { isRecord, wasmType } from './context';
import { convert, convertExpression, convertForField, convertToField, narrowed } from './conversions';
import { Block } from './graph';
import { addressOf, type Lvalue, lvalue, pointerAdd, pointerPlace } from './places';
import { assignRecord, recordPlace } from './records';
import { statementExpression } from './statements';
import { add, binary, constant, get, isNull, scale, subtract, type Value } from './value';

/** The value of a scalar expression. */
export function value(f: FunctionBuilder, expression: Expression): Value {
  return f.limited(rawValue(f, expression));
}

function rawValue(f: FunctionBuilder, expression: Expression): Value {
  switch (expression.kind) {
    case 'integer':
      return constant(wasmType(expression.type, f.context.model), expression.value);
    case 'floating':
      return constant(wasmType(expression.type, f.context.model), expression.value);
    case 'function':
      return functionAddress(f, expression.symbol, expression.token);
    case 'labelAddress':
      return constant(f.context.pointer, f.context.labelAddress(expression.label));
    case 'load':
      return read(f, lvalue(f, expression.object), expression.object.type, expression.object.token);
    case 'decay':
    case 'address':
      if (expression.operand.kind === 'function') {
        return functionAddress(f, expression.operand.symbol, expression.token);
      }
      if (expression.operand.type.kind === 'function' && expression.operand.kind === 'dereference') {
        return value(f, expression.operand.pointer);
      }
      return addressOf(f, pointerPlace(f, expression));
    case 'convert':
      return convertValue(f, expression);
    case 'negate':
      return negate(f, value(f, expression.operand), expression.type, expression.token);
    case 'complement':
      return complement(value(f, expression.operand));
    case 'not':
      return isNull(value(f, expression.operand));
    case 'binary':
      return binaryValue(f, expression);
    case 'comparison':
      return comparisonValue(f, expression);
    case 'pointerAdd':
      return evaluateInteger(expression.index, f.context.model) === undefined
        ? pointerAdd(f, expression)
        : addressOf(f, pointerPlace(f, expression));
    case 'pointerDifference':
      return differenceValue(f, expression);
    case 'logical':
      return logicalValue(f, expression);
    case 'conditional':
      return conditionalValue(f, expression);
    case 'assign':
      return assignValue(f, expression);
    case 'compoundAssign':
      return compoundAssign(f, expression, true);
    case 'comma':
      return commaValue(f, expression);
    case 'call':
      return buildCall(f, expression, undefined);
    case 'statementExpression':
      return statementExpressionValue(f, expression);
    case 'builtin':
      return builtinValue(f, expression);
    default:
      throw new Error(`the lvalue ${expression.kind} is used as a value`);
  }
}

/** Evaluates an expression whose value nobody wants. */
export function effects(f: FunctionBuilder, expression: Expression): void {
  switch (expression.kind) {
    case 'assign':
      assign(f, expression);
      return;
    case 'compoundAssign':
      compoundAssign(f, expression, false);
      return;
    case 'convert':
      effects(f, expression.operand);
      return;
    case 'comma':
      for (const part of commaParts(expression)) effects(f, part);
      return;
    case 'logical':
    case 'conditional':
      conditionalEffects(f, expression);
      return;
    case 'statementExpression':
      statementExpression(f, expression, (result) => effects(f, result));
      return;
    case 'call':
      if (isRecord(expression.type)) recordPlace(f, expression);
      else buildCall(f, expression, undefined, true);
      return;
    case 'builtin':
      builtinEffects(f, expression);
      return;
    case 'load':
      // A value that nobody wants is only read where the program insists (6.7.3p7).
      if (isVolatile(expression.object.type) && !isRecord(expression.type)) value(f, expression);
      else lvalue(f, expression.object);
      return;
    case 'variable':
    case 'string':
    case 'dereference':
    case 'member':
    case 'compoundLiteral':
      lvalue(f, expression);
      return;
    default:
      if (isRecord(expression.type)) recordPlace(f, expression);
      else value(f, expression);
  }
}

/** `a && b;` and `a ? b : c;` for their effects. */
function conditionalEffects(f: FunctionBuilder, expression: Expression & { kind: 'logical' | 'conditional' }): void {
  const [yes, no, join] = [new Block(), new Block(), new Block()];
  if (expression.kind === 'logical') {
    const and = expression.operator === '&&';
    condition(f, expression.left, and ? yes : join, and ? join : yes);
    f.place(yes);
    effects(f, expression.right);
  } else {
    condition(f, expression.condition, expression.middle ? yes : join, no);
    if (expression.middle) {
      f.place(yes);
      effects(f, expression.middle);
      f.jump(join);
    }
    f.place(no);
    effects(f, expression.otherwise);
  }
  f.place(join);
}

// ---------------------------------------------------------------- operators

function convertValue(f: FunctionBuilder, expression: Expression & { kind: 'convert' }): Value {
  if (expression.type.kind === 'void') {
    effects(f, expression.operand);
    return constant('i32', 0);
  }
  return convertExpression(f, expression);
}

const COMMUTATIVE: ReadonlySet<BinaryOperator | ComparisonOperator> = new Set([
  '+', '*', '&', '|', '^', '==', '!=', '<', '>', '<=', '>=',
] as const); // biome-ignore format: a list

/** Nodes that are looked at to find that an expression has no effects. */
const LOOKED_AT = 24;

function mayHaveEffects(expression: Expression): boolean {
  let budget = LOOKED_AT;
  const visit = (node: Expression): boolean => {
    if (budget-- === 0) return true;
    switch (node.kind) {
      case 'integer':
      case 'floating':
      case 'function':
      case 'variable':
      case 'string':
        return false;
      case 'load':
        return visit(node.object);
      case 'member':
        return visit(node.object);
      case 'dereference':
        return visit(node.pointer);
      case 'convert':
      case 'negate':
      case 'complement':
      case 'not':
      case 'decay':
      case 'address':
        return visit(node.operand);
      case 'binary':
      case 'comparison':
      case 'logical':
      case 'pointerDifference':
        return visit(node.left) || visit(node.right);
      case 'pointerAdd':
        return visit(node.pointer) || visit(node.index);
      default:
        return true;
    }
  };
  return visit(expression);
}

/** A whole variable, perhaps with its sign seen otherwise: gcc reads it where the operator is computed. */
function isPlainVariable(expression: Expression): boolean {
  if (expression.kind === 'convert') {
    const { type, operand } = expression;
    const same = type.kind === 'integer' && operand.type.kind === 'integer' && type.size === operand.type.size;
    return same && isPlainVariable(operand);
  }
  return expression.kind === 'load' && expression.object.kind === 'variable';
}

/** Both operands, in gcc's order. */
function operands(
  f: FunctionBuilder,
  left: Expression,
  right: Expression,
  operator: BinaryOperator | ComparisonOperator,
): [Value, Value] {
  if (COMMUTATIVE.has(operator) && isPlainVariable(left) && mayHaveEffects(right)) {
    const second = f.hold(value(f, right));
    const first = value(f, left);
    return [first, f.release(second)];
  }
  const first = f.hold(value(f, left));
  const second = value(f, right);
  return [f.release(first), second];
}

/** Long sums lean to the left: they are walked, not recursed into. */
function binaryValue(f: FunctionBuilder, expression: Expression & { kind: 'binary' }): Value {
  const spine = [expression];
  for (let at = expression.left; at.kind === 'binary'; at = at.left) spine.push(at);
  const innermost = spine.pop() as typeof expression;
  let result = binaryOf(f, innermost, ...operands(f, innermost.left, innermost.right, innermost.operator));
  for (let node = spine.pop(); node; node = spine.pop()) {
    const left = f.hold(result);
    const right = value(f, node.right);
    result = f.limited(binaryOf(f, node, f.release(left), right));
  }
  return result;
}

function binaryOf(f: FunctionBuilder, node: Expression & { kind: 'binary' }, left: Value, right: Value): Value {
  return arithmetic(f, node.operator, left, right, node.type, node.right.type, node.token);
}

function comparisonValue(f: FunctionBuilder, expression: Expression & { kind: 'comparison' }): Value {
  const [left, right] = operands(f, expression.left, expression.right, expression.operator);
  return compare(expression.operator, left, right, expression.left.type);
}

function differenceValue(f: FunctionBuilder, expression: Expression & { kind: 'pointerDifference' }): Value {
  const [left, right] = operands(f, expression.left, expression.right, '-');
  const bytes = subtract(left, right);
  const { elementSize } = expression;
  const type = bytes.type as 'i32' | 'i64';
  if (elementSize <= 1) return bytes;
  if ((elementSize & (elementSize - 1)) === 0) {
    return binary(type, type === 'i64' ? OP.i64ShrS : OP.i32ShrS, bytes, constant(type, 31 - Math.clz32(elementSize)));
  }
  return binary(type, type === 'i64' ? OP.i64DivS : OP.i32DivS, bytes, constant(type, elementSize));
}

/** The operands of a chain of commas, first one first. */
function commaParts(expression: Expression & { kind: 'comma' }): Expression[] {
  const parts = [expression.right];
  let left = expression.left;
  while (left.kind === 'comma') {
    parts.push(left.right);
    left = left.left;
  }
  parts.push(left);
  return parts.reverse();
}

function commaValue(f: FunctionBuilder, expression: Expression & { kind: 'comma' }): Value {
  const parts = commaParts(expression);
  const last = parts.pop() as Expression;
  for (const part of parts) effects(f, part);
  return value(f, last);
}

function statementExpressionValue(f: FunctionBuilder, expression: Expression & { kind: 'statementExpression' }): Value {
  if (expression.type.kind === 'void') {
    statementExpression(f, expression, (result) => effects(f, result));
    return constant('i32', 0);
  }
  // Whatever happens to its variables afterwards, the value is what it was.
  let result: Value | undefined;
  statementExpression(f, expression, (last) => {
    result = f.snapshot(value(f, last));
  });
  if (!result) throw new Error('a statement expression without a value');
  return result;
}

// ---------------------------------------------------------------- assignment

/** The value is computed after the target's address only when it is a call, or a block and the target has effects. */
export function isAfterTarget(expression: Expression, target: Expression): boolean {
  let at = expression;
  while (at.kind === 'convert' && sameSize(at.type, at.operand.type) && sameSize(at.type, target.type)) at = at.operand;
  return at.kind === 'call' || (at.kind === 'statementExpression' && mayHaveEffects(target));
}

function sameSize(a: CType, b: CType): boolean {
  return a.kind === b.kind && (a.kind !== 'integer' || b.kind !== 'integer' || a.size === b.size);
}

/** Target and value of an assignment, in gcc's order. */
function assignment(f: FunctionBuilder, target: Expression, source: Expression): [Lvalue, Value] {
  if (!isAfterTarget(source, target)) {
    const held = f.hold(assignedValue(f, target, source));
    const to = lvalue(f, target);
    return [to, f.release(held)];
  }
  const to = lvalue(f, target);
  if (to.place.kind === 'register') return [to, value(f, source)];
  const [place, assigned] = f.holding(to.place, () => assignedValue(f, target, source));
  return [{ ...to, place }, assigned];
}

function assignedValue(f: FunctionBuilder, target: Expression, source: Expression): Value {
  const bits = target.kind === 'member' ? target.member.bits : undefined;
  return bits && source.type.kind === 'integer'
    ? convertForField(f, source, source.type, bits.width)
    : value(f, source);
}

function assign(f: FunctionBuilder, expression: Expression & { kind: 'assign' }): void {
  const { target, token } = expression;
  if (isRecord(target.type)) {
    assignRecord(f, target, expression.value, token);
    return;
  }
  const [to, assigned] = assignment(f, target, expression.value);
  write(f, to, target.type, assigned, token);
}

function assignValue(f: FunctionBuilder, expression: Expression & { kind: 'assign' }): Value {
  const { target, token } = expression;
  const [to, assigned] = assignment(f, target, expression.value);
  if (to.place.kind === 'register') {
    f.set(to.place.local, assigned);
    return assigned.kind === 'constant' ? assigned : get(to.place.local);
  }
  const stored = f.snapshot(assigned);
  write(f, to, target.type, stored, token);
  return to.field ? fieldValue(stored, to.field, target.type) : stored;
}

/** `target op= value`, `++` and `--`; the value of the whole is only computed when it is wanted. */
function compoundAssign(
  f: FunctionBuilder,
  expression: Expression & { kind: 'compoundAssign' },
  wanted: boolean,
): Value {
  const { target, token, postfix, operationType } = expression;
  const amount = f.hold(value(f, expression.value));
  const found = lvalue(f, target);
  const to =
    found.place.kind === 'pointer'
      ? { ...found, place: { ...found.place, pointer: f.leaf(found.place.pointer) } }
      : found;
  const loaded = read(f, to, target.type, target.token);
  const old = wanted && postfix ? f.snapshot(loaded) : loaded;
  const operand = narrowed(convert(f, old, target.type, operationType, token), operationType);
  const right = f.release(amount);
  const width = to.field?.width ?? 64;
  const result = narrowed(operate(f, expression, operand, right), operationType);
  const computed = convertToField(f, result, operationType, target.type, width, token);
  if (!wanted || postfix) {
    write(f, to, target.type, computed, token);
    return old;
  }
  if (to.place.kind === 'register') {
    f.set(to.place.local, computed);
    return get(to.place.local);
  }
  const stored = f.leaf(computed);
  write(f, to, target.type, stored, token);
  return to.field ? fieldValue(stored, to.field, target.type) : stored;
}

function operate(
  f: FunctionBuilder,
  expression: Expression & { kind: 'compoundAssign' },
  left: Value,
  right: Value,
): Value {
  const { operator, operationType, elementSize, token } = expression;
  if (elementSize === undefined) {
    return arithmetic(f, operator, left, right, operationType, expression.value.type, token);
  }
  const bytes = scale(right, elementSize);
  return operator === '-' ? subtract(left, bytes) : add(left, bytes);
}
