/**
 * What operators on objects mean once their operands are parsed (C11 6.5.2, 6.5.3, 6.5.16): subscripts, members, `&`, `*`, the
 * unary arithmetic operators, assignment in its forms, `++` and `--`; with the checks that an operand is an lvalue and may be
 * modified.
 */
import { isComplete } from '../dataModel';
import type { Token } from '../token';
import type { BinaryOperator, Expression } from '../tree';
import { quoteType } from '../typeNames';
import {
  hasConstMember, isArithmetic, isConst, isError, isInteger, isPointer, isScalar, isVoid, pointerTo, qualify,
  unqualified,
} from '../typeRelations'; // biome-ignore format: a list
import type { CType, Member, RecordDefinition } from '../types';
import {
  balance, convert, convertAssigned, erroneous, integerLiteral, isLvalue, promote, promotedType, reduced, rootVariable, rvalue, scalarValue, valueType } from './conversions'; // biome-ignore format: a list
import { checkShiftCount, invalidOperands, pointedSize, pointerAdd } from './operators';
import type { Parser } from './parser';
import { similarName } from './scopes';

/** `*operand` */
export function buildDereference(p: Parser, operand: Expression, token: Token): Expression {
  const pointer = rvalue(p, operand);
  if (isError(pointer.type)) return erroneous(token);
  if (!isPointer(pointer.type)) {
    p.error(token, `invalid type argument of unary '*' (have ${quoteType(pointer.type)})`);
    return erroneous(token);
  }
  if (isError(pointer.type.to)) return erroneous(token);
  // `*&x` and `*f` are what they name.
  if (pointer.kind === 'address') return pointer.operand;
  if (pointer.kind === 'decay' && pointer.operand.type.kind === 'function') return pointer.operand;
  return { kind: 'dereference', type: pointer.type.to, token, pointer };
}

/** `object[index]`, in either order. */
export function buildSubscript(p: Parser, object: Expression, index: Expression, token: Token): Expression {
  let pointer = rvalue(p, object);
  let offset = rvalue(p, index);
  if (isError(pointer.type) || isError(offset.type)) return erroneous(token);
  if (!isPointer(pointer.type) && isPointer(offset.type)) [pointer, offset] = [offset, pointer];
  if (!isPointer(pointer.type)) {
    p.error(token, 'subscripted value is neither array nor pointer');
    return erroneous(token);
  }
  if (!isInteger(offset.type)) {
    p.error(token, 'array subscript is not an integer');
    return erroneous(token);
  }
  if (pointer.type.to.kind === 'function') {
    p.error(token, 'subscripted value is pointer to function');
    return erroneous(token);
  }
  const sum = pointerAdd(p, pointer, offset, false, token);
  if (isError(sum.type)) return sum;
  return { kind: 'dereference', type: pointer.type.to, token, pointer: sum };
}

/** The members that lead to `name`, through anonymous records; undefined when there is none. */
export function findMember(record: RecordDefinition, name: string): readonly Member[] | undefined {
  const index = memberIndex(record);
  return index.get(name);
}

const memberIndexes = new WeakMap<readonly Member[], Map<string, readonly Member[]>>();

function memberIndex(record: RecordDefinition): Map<string, readonly Member[]> {
  const members = record.members ?? [];
  let index = memberIndexes.get(members);
  if (!index) {
    index = new Map();
    for (const member of members) {
      if (member.name !== '') index.set(member.name, [member]);
      else if (member.type.kind === 'record') {
        for (const [name, path] of memberIndex(member.type.record)) index.set(name, [member, ...path]);
      }
    }
    memberIndexes.set(members, index);
  }
  return index;
}

/** Reports that a record has no such member. */
export function noSuchMember(p: Parser, type: CType, record: RecordDefinition, name: Token): void {
  const similar = similarName(name.text, memberIndex(record).keys());
  const hint = similar ? `; did you mean '${similar}'?` : '';
  p.error(name, `${quoteType(unqualified(type))} has no member named '${name.text}'${hint}`);
}

/** `object.name`, or `object->name` with `arrow`. */
export function buildMember(p: Parser, operand: Expression, name: Token, arrow: boolean, token: Token): Expression {
  let object = operand;
  if (isError(object.type)) return erroneous(token);
  if (arrow) {
    const pointer = rvalue(p, operand);
    if (isError(pointer.type)) return erroneous(token);
    if (!isPointer(pointer.type)) {
      p.error(token, `invalid type argument of '->' (have ${quoteType(pointer.type)})`);
      return erroneous(token);
    }
    if (pointer.type.to.kind !== 'record') {
      if (!isError(pointer.type.to))
        p.error(name, `request for member '${name.text}' in something not a structure or union`);
      return erroneous(token);
    }
    object =
      pointer.kind === 'address' ? pointer.operand : { kind: 'dereference', type: pointer.type.to, token, pointer };
  }
  const { type } = object;
  if (type.kind !== 'record') {
    const pointed = type.kind === 'pointer' && type.to.kind === 'record';
    if (pointed) p.error(token, `${calledPointer(object)} is a pointer; did you mean to use '->'?`);
    else p.error(name, `request for member '${name.text}' in something not a structure or union`);
    return erroneous(token);
  }
  if (type.record.members === undefined) {
    p.error(name, `invalid use of undefined type ${quoteType(unqualified(type))}`);
    return erroneous(token);
  }
  const path = findMember(type.record, name.text);
  if (!path) {
    noSuchMember(p, type, type.record, name);
    return erroneous(token);
  }
  return memberPath(object, path, name);
}

function calledPointer(object: Expression): string {
  if (object.kind === 'variable') return `'${object.variable.name}'`;
  return object.kind === 'member' ? `'${object.member.name}'` : 'the operand';
}

/** The members of `path`, each in the one before; a member has its object's qualifiers too (6.5.2.3p3). */
export function memberPath(object: Expression, path: readonly Member[], token: Token): Expression {
  let at = object;
  for (const member of path) {
    const type = at.type.qualifiers ? qualify(member.type, { ...at.type.qualifiers, restrict: false }) : member.type;
    at = { kind: 'member', type, token, object: at, member };
  }
  return at;
}

/** `&operand` */
export function buildAddress(p: Parser, operand: Expression, token: Token): Expression {
  if (isError(operand.type)) return erroneous(token);
  if (operand.type.kind === 'function') {
    if (operand.kind === 'dereference') return operand.pointer;
    if (operand.kind === 'function') p.markAddressTaken(operand.symbol);
    return { kind: 'address', type: pointerTo(operand.type), token, operand };
  }
  if (!isLvalue(operand)) {
    p.error(token, "lvalue required as unary '&' operand");
    return erroneous(token);
  }
  if (operand.kind === 'member' && operand.member.bits) {
    p.error(token, `cannot take address of bit-field '${operand.member.name}'`);
    return erroneous(token);
  }
  if (operand.kind === 'dereference') return retyped(operand.pointer, operand.type);
  const root = rootVariable(operand);
  if (root) {
    if (p.registers.has(root)) p.error(token, `address of register variable '${root.name}' requested`);
    p.markAddressTaken(root);
  }
  return { kind: 'address', type: pointerTo(operand.type), token, operand };
}

/** `&*p` is `p`; its type is that of a pointer to the object. */
function retyped(pointer: Expression, to: CType): Expression {
  return pointer.type.kind === 'pointer' && pointer.type.to === to ? pointer : { ...pointer, type: pointerTo(to) };
}

/** `+ - ~ !` */
export function buildUnary(p: Parser, operator: string, operand: Expression, token: Token): Expression {
  if (operator === '!') {
    const value = scalarOperand(p, operand, token);
    if (isError(value.type)) return erroneous(token);
    return { kind: 'not', type: p.types.int, token, operand: value };
  }
  const value = rvalue(p, operand);
  if (isError(value.type)) return erroneous(token);
  if (operator === '~' ? !isInteger(value.type) : !isArithmetic(value.type)) {
    const names: Record<string, string> = { '+': 'unary plus', '-': 'unary minus', '~': 'bit-complement' };
    p.error(token, `wrong type argument to ${names[operator]}`);
    return erroneous(token);
  }
  const type = promotedType(p, value);
  const promotedValue = convert(value, type);
  if (operator === '+') {
    // Not the operand itself, which could be taken for a null pointer's or a bit-field's.
    return promotedValue === value ? { kind: 'convert', type, token, operand: value, explicit: false } : promotedValue;
  }
  return reduced({ kind: operator === '-' ? 'negate' : 'complement', type, token, operand: promotedValue });
}

function scalarOperand(p: Parser, operand: Expression, token: Token): Expression {
  const value = rvalue(p, operand);
  if (isScalar(value.type)) return scalarValue(p, value);
  p.error(token, 'wrong type argument to unary exclamation mark');
  return erroneous(token);
}

/** Checks that the target is an lvalue that may be modified (6.3.2.1p1); `what` is gcc's phrase for the operator's place. */
function checkModifiable(p: Parser, target: Expression, token: Token, what: string, verb: string): boolean {
  if (isError(target.type)) return false;
  if (!isLvalue(target) || target.type.kind === 'function') {
    p.error(token, `lvalue required as ${what}`);
    return false;
  }
  if (isConst(target.type) || hasConstMember(target.type)) {
    p.error(token, `${verb} of read-only ${describePlace(target)}`);
    return false;
  }
  if (target.type.kind === 'array') {
    p.error(token, `${verb} to expression with array type`);
    return false;
  }
  if (isVoid(target.type) || !isComplete(target.type)) {
    p.error(token, `invalid use of incomplete type ${quoteType(unqualified(target.type))}`);
    return false;
  }
  return true;
}

function describePlace(target: Expression): string {
  if (target.kind === 'variable') {
    return target.variable.storage === 'parameter'
      ? `parameter '${target.variable.name}'`
      : `variable '${target.variable.name}'`;
  }
  if (target.kind === 'member') return `member '${target.member.name}'`;
  return 'location';
}

export function buildAssignment(p: Parser, target: Expression, value: Expression, token: Token): Expression {
  if (!checkModifiable(p, target, token, 'left operand of assignment', 'assignment')) return erroneous(token);
  const converted = convertAssigned(p, value, target.type, { kind: 'assignment' }, token);
  if (isError(converted.type)) return erroneous(token);
  return { kind: 'assign', type: valueType(target), token, target, value: converted };
}

/** `target operator= value` */
export function buildCompoundAssignment(
  p: Parser,
  operator: BinaryOperator,
  target: Expression,
  operand: Expression,
  token: Token,
): Expression {
  if (!checkModifiable(p, target, token, 'left operand of assignment', 'assignment')) return erroneous(token);
  const value = rvalue(p, operand);
  if (isError(value.type)) return erroneous(token);
  return compoundAssign(p, operator, target, value, false, token);
}

function compoundAssign(
  p: Parser,
  operator: BinaryOperator,
  target: Expression,
  value: Expression,
  postfix: boolean,
  token: Token,
): Expression {
  const type = unqualified(target.type);
  const node = { kind: 'compoundAssign' as const, type: valueType(target), token, operator, target, postfix };
  if (isPointer(type)) {
    if ((operator !== '+' && operator !== '-') || !isInteger(value.type)) {
      return invalidOperands(p, operator, type, value.type, token);
    }
    const elementSize = pointedSize(p, type, token);
    if (elementSize === undefined) return erroneous(token);
    return {
      ...node,
      value: convert(promote(p, value), p.types.pointerDifference),
      operationType: type,
      elementSize,
    };
  }
  const allowed =
    operator === '+' || operator === '-' || operator === '*' || operator === '/' ? isArithmetic : isInteger;
  if (!allowed(type) || !allowed(value.type)) return invalidOperands(p, operator, type, value.type, token);
  const loaded = rvalue(p, target);
  if (operator === '<<' || operator === '>>') {
    const operationType = promotedType(p, loaded);
    const count = promote(p, value);
    checkShiftCount(p, operator, operationType, count, token);
    return { ...node, value: count, operationType, elementSize: undefined };
  }
  const [, right, operationType] = balance(p, loaded, value);
  if ((operator === '/' || operator === '%') && right.kind === 'integer' && right.value === 0n) {
    p.warn(token, 'div-by-zero', 'division by zero');
  }
  return { ...node, value: right, operationType, elementSize: undefined };
}

/** `++` and `--`, before or after. */
export function buildIncrement(
  p: Parser,
  operator: '++' | '--',
  target: Expression,
  postfix: boolean,
  token: Token,
): Expression {
  const word = operator === '++' ? 'increment' : 'decrement';
  if (!checkModifiable(p, target, token, `${word} operand`, word)) return erroneous(token);
  const { type } = target;
  if (!isScalar(type)) {
    p.error(token, `wrong type argument to ${word}`);
    return erroneous(token);
  }
  const one: Expression = integerLiteral(1n, p.types.int, token);
  return compoundAssign(p, operator === '++' ? '+' : '-', target, one, postfix, token);
}
