/**
 * Conversions (C11 6.3): from an lvalue, array or function to a value; promotions; the usual arithmetic conversions; casts; and
 * conversion as if by assignment, with gcc's words for what does not fit. Every conversion that may change a representation
 * becomes a node of the tree; literals are converted on the spot.
 */

import { integerToFloating, isNullPointerConstant } from '../constant';
import { wrapInteger } from '../dataModel';
import type { Token } from '../token';
import type { Expression, IntegerExpression } from '../tree';
import { quoteType } from '../typeNames';
import {
  bitFieldValueType,
  compatible, compatibleUnqualified, ERROR_TYPE, isArithmetic, isError, isPointer, isScalar, isVoid, pointerTo, promoted,
  qualifiersOf, sameRepresentation, unqualified, usualArithmetic,
} from '../typeRelations'; // biome-ignore format: a list
import type { CType, IntegerType, Member, Qualifiers } from '../types';
import type { Parser } from './parser';

/** Stands for an expression that was reported. */
export function erroneous(token: Token): IntegerExpression {
  return { kind: 'integer', type: ERROR_TYPE, token, value: 0n };
}

export function integerLiteral(value: bigint, type: IntegerType, token: Token): IntegerExpression {
  return { kind: 'integer', type, token, value: wrapInteger(value, type) };
}

/** Whether the expression denotes an object that may be assigned to or have its address taken (6.3.2.1p1). */
export function isLvalue(expression: Expression): boolean {
  let at = expression;
  while (at.kind === 'member') at = at.object;
  return at.kind === 'variable' || at.kind === 'string' || at.kind === 'dereference' || at.kind === 'compoundLiteral';
}

/** Whether the expression stands for an object in the tree: what `load` takes. */
function denotesObject(expression: Expression): boolean {
  return expression.kind === 'member' || isLvalue(expression);
}

/** The variable that an lvalue lies in, when no pointer leads to it. */
export function rootVariable(lvalue: Expression) {
  let at = lvalue;
  while (at.kind === 'member') at = at.object;
  return at.kind === 'variable' || at.kind === 'compoundLiteral' ? at.variable : undefined;
}

/** The value of an expression: lvalues are loaded, arrays and functions become pointers (6.3.2.1). */
export function rvalue(p: Parser, expression: Expression): Expression {
  const { type, token } = expression;
  if (isError(type)) return expression;
  if (type.kind === 'function') {
    if (expression.kind === 'function') p.markAddressTaken(expression.symbol);
    // `*f` is `f` again: a dereference of a function pointer is that pointer.
    if (expression.kind === 'dereference') return expression.pointer;
    return { kind: 'decay', type: pointerTo(type), token, operand: expression };
  }
  if (type.kind === 'array') {
    const root = rootVariable(expression);
    if (root) p.markAddressTaken(root);
    return { kind: 'decay', type: pointerTo(type.of), token, operand: expression };
  }
  if (!denotesObject(expression)) return expression;
  if (type.kind === 'void') {
    const pointer = expression.kind === 'dereference' ? expression.pointer : erroneous(token);
    return { kind: 'convert', type: p.types.void, token, operand: pointer, explicit: false };
  }
  if (type.kind === 'record' && type.record.members === undefined) {
    p.error(token, `invalid use of undefined type '${type.record.keyword} ${type.record.tag ?? '<anonymous>'}'`);
    return erroneous(token);
  }
  return { kind: 'load', type: valueType(expression), token, object: expression };
}

/** The type of an object's value: unqualified, and of a wide bit-field as narrow as it is. */
export function valueType(object: Expression): CType {
  const type = unqualified(object.type);
  return object.kind === 'member' ? bitFieldValueType(type, object.member.bits) : type;
}

/** A value brought into the range of a type with its own precision: shifted up and down again. */
export function reduced(value: Expression): Expression {
  const { type, token } = value;
  if (type.kind !== 'integer' || type.precision === undefined) return value;
  const { precision: _, ...plain } = type;
  const count: Expression = { kind: 'integer', type: plain, token, value: BigInt(type.size * 8 - type.precision) };
  const up: Expression = {
    kind: 'binary',
    type: plain,
    token,
    operator: '<<',
    left: { ...value, type: plain },
    right: count,
  };
  return { kind: 'binary', type, token, operator: '>>', left: up, right: count };
}

/** The expression in another type; nothing when the representation is the same and no cast was written. */
export function convert(expression: Expression, type: CType, explicit = false, token = expression.token): Expression {
  const from = expression.type;
  if (from === type || isError(from)) return expression;
  if (isError(type)) return erroneous(token);
  if (type.kind === 'integer' && type.precision !== undefined && !sameRepresentation(from, type)) {
    if (expression.kind === 'integer') return integerLiteral(expression.value, type, token);
    return reduced({ kind: 'convert', type, token, operand: expression, explicit });
  }
  if (!explicit) {
    if (sameRepresentation(from, type)) return expression;
    if (expression.kind === 'integer' && type.kind === 'integer')
      return { ...integerLiteral(expression.value, type, token) };
    if (expression.kind === 'integer' && type.kind === 'floating') {
      return { kind: 'floating', type, token, value: integerToFloating(expression.value, type.size) };
    }
    if (expression.kind === 'floating' && type.kind === 'floating') {
      const value = type.size === 4 ? Math.fround(expression.value) : expression.value;
      return { kind: 'floating', type, token, value };
    }
    if (from.kind === 'pointer' && type.kind === 'pointer' && compatible(from, unqualified(type))) return expression;
    if (from.kind === 'record' || isVoid(from)) return expression;
  }
  return { kind: 'convert', type, token, operand: expression, explicit };
}

/** The bit-field that a value was loaded from. */
function loadedBits(expression: Expression): Member['bits'] {
  if (expression.kind === 'load' && expression.object.kind === 'member') return expression.object.member.bits;
  if (expression.kind === 'assign' || expression.kind === 'compoundAssign') {
    return expression.target.kind === 'member' ? expression.target.member.bits : undefined;
  }
  return undefined;
}

/**
 * The width of a value whose type is that of a bit-field narrower than its declared type, promoted or not: to GNU C that is a
 * type of its own, which is compatible with no other. Undefined for other values.
 */
export function bitFieldWidth(value: Expression): number | undefined {
  let at = value;
  while (at.kind === 'comma' || at.kind === 'statementExpression') {
    const last = at.kind === 'comma' ? undefined : at.body.statements.at(-1);
    if (at.kind === 'comma') at = at.right;
    else if (last?.kind === 'expression') at = last.expression;
    else return undefined;
  }
  const { type } = at;
  if (type.kind !== 'integer' || type.name === '_Bool') return undefined;
  const width = type.precision ?? loadedBits(at)?.width;
  return width !== undefined && width < type.size * 8 ? width : undefined;
}

/** The value's type after the integer promotions (6.3.1.1p2). */
export function promotedType(p: Parser, value: Expression): CType {
  if (value.type.kind !== 'integer' || isError(value.type)) return value.type;
  return promoted(value.type, loadedBits(value), p.model);
}

/** The integer promotions on a value; other types are left as they are. */
export function promote(p: Parser, value: Expression): Expression {
  return convert(value, promotedType(p, value));
}

/** Both values in their common type (6.3.1.8). Both must be arithmetic. */
export function balance(p: Parser, left: Expression, right: Expression): [Expression, Expression, CType] {
  const a = promotedType(p, left);
  const b = promotedType(p, right);
  const type = usualArithmetic(a, b, p.model);
  // By way of the promoted type: a narrow value is widened by its own sign first.
  return [convert(convert(left, a), type), convert(convert(right, b), type), type];
}

/** A variable argument or one of an unprototyped function (6.5.2.2p6). */
export function promoteArgument(p: Parser, value: Expression): Expression {
  if (value.type.kind === 'floating' && value.type.name === 'float') return convert(value, p.types.double);
  return promote(p, value);
}

/** The value where a scalar is needed: a controlling expression, an operand of `!`, `&&`, `||`. */
export function scalarValue(p: Parser, expression: Expression): Expression {
  const value = rvalue(p, expression);
  if (isScalar(value.type)) return value;
  if (isVoid(value.type)) p.error(value.token, 'void value not ignored as it ought to be');
  else p.error(value.token, `used ${describeRecord(value.type)} type value where scalar is required`);
  return erroneous(value.token);
}

function describeRecord(type: CType): string {
  return type.kind === 'record' ? type.record.keyword : type.kind;
}

/** What an assignment conversion is part of; decides the words of its messages. */
export type ConversionSite =
  | { readonly kind: 'assignment' | 'initialization' | 'return' }
  | { readonly kind: 'argument'; readonly position: number; readonly callee: string };

/** The value converted as if by assignment to an object of the type (6.5.16.1). */
export function convertAssigned(
  p: Parser,
  expression: Expression,
  target: CType,
  site: ConversionSite,
  token = expression.token,
): Expression {
  const value = rvalue(p, expression);
  const from = value.type;
  const to = unqualified(target);
  if (isError(from) || isError(to)) return isError(from) ? value : erroneous(token);
  if (isVoid(from)) {
    p.error(token, 'void value not ignored as it ought to be');
    return erroneous(token);
  }
  if (isArithmetic(to) && isArithmetic(from)) {
    warnOverflow(p, value, to, token);
    return convert(value, to);
  }
  if (to.kind === 'record') {
    if (compatibleUnqualified(to, from)) return value;
    const wrapped = toTransparentUnion(p, value, to, site);
    if (wrapped) return wrapped;
  } else if (to.kind === 'pointer') {
    if (isPointer(from)) {
      checkPointers(p, value, from.to, to.to, target, site, token);
      return convert(value, to);
    }
    if (isPlainInteger(value)) {
      if (!isNullPointerConstant(value, p.model)) {
        p.warn(
          token,
          'int-conversion',
          `${conversionText(site, target, from)} makes pointer from integer without a cast${given(site, target, from)}`,
        );
      }
      return convert(value, to);
    }
  } else if (to.kind === 'integer' && to.enumeration === undefined && isPointer(from)) {
    if (to.name !== '_Bool') {
      p.warn(
        token,
        'int-conversion',
        `${conversionText(site, target, from)} makes integer from pointer without a cast${given(site, target, from)}`,
      );
    }
    return convert(value, to);
  }
  p.error(token, incompatibleText(site, target, from));
  return erroneous(token);
}

/** An integer that gcc converts to a pointer: none of an enumerated type, nor a _Bool, even where it is a constant 0. What a bit-field holds has a type of its own. */
function isPlainInteger(value: Expression): boolean {
  const { type } = value;
  if (type.kind !== 'integer' || type.name === '_Bool') return false;
  return type.enumeration === undefined || loadedBits(value) !== undefined;
}

/** A constant that does not fit the integer it is converted to without a cast. */
function warnOverflow(p: Parser, value: Expression, to: CType, token: Token): void {
  if (value.kind !== 'integer' || to.kind !== 'integer' || to.name === '_Bool' || value.type.kind !== 'integer') return;
  const kept = wrapInteger(value.value, to);
  if (kept === value.value) return;
  // -1 in an unsigned and 0xff in a signed of the same width are meant.
  const bits = to.size * 8;
  if (BigInt.asIntN(bits, value.value) === value.value || BigInt.asUintN(bits, value.value) === value.value) return;
  p.warn(
    token,
    'overflow',
    `conversion from ${quoteType(value.type)} to ${quoteType(to)} changes value from '${value.value}' to '${kept}'`,
  );
}

function checkPointers(
  p: Parser,
  value: Expression,
  from: CType,
  to: CType,
  target: CType,
  site: ConversionSite,
  token: Token,
): void {
  if (isError(from) || isError(to)) return;
  const lost = lostQualifiers(from, to);
  const matching = isVoid(from) || isVoid(to) || compatibleUnqualified(from, to) || differInSignOnly(from, to);
  if (!matching) {
    if (isNullPointerConstant(value, p.model)) return;
    p.warn(token, 'incompatible-pointer-types', incompatiblePointerText(site, target, value.type));
  } else if (lost && from.kind !== 'function' && !isNullPointerConstant(value, p.model)) {
    const what = `discards '${lost}' qualifier from pointer target type${given(site, target, value.type)}`;
    p.warn(token, 'discarded-qualifiers', `${siteText(site)} ${what}`);
  }
}

/** gcc says nothing by default where only the signedness of the pointed-to integers differs (-Wno-pointer-sign). */
function differInSignOnly(a: CType, b: CType): boolean {
  if (a.kind === 'pointer' && b.kind === 'pointer') return false;
  if (a.kind !== 'integer' || b.kind !== 'integer' || a.name === '_Bool' || b.name === '_Bool') return false;
  const family = (name: string) => name.replace(/^(un)?signed /, '');
  return family(a.name) === family(b.name);
}

function lostQualifiers(from: CType, to: CType): string {
  const had: Qualifiers = qualifiersOf(from);
  const has: Qualifiers = qualifiersOf(to);
  if (had.const && !has.const) return 'const';
  return had.volatile && !has.volatile ? 'volatile' : '';
}

/** The argument as the member of a transparent union that takes its type. */
function toTransparentUnion(p: Parser, value: Expression, to: CType, site: ConversionSite): Expression | undefined {
  if (to.kind !== 'record' || site.kind !== 'argument' || !p.transparentUnions.has(to.record)) return undefined;
  for (const member of to.record.members ?? []) {
    const fits =
      compatibleUnqualified(member.type, value.type) ||
      (isPointer(member.type) && isPointer(value.type) && (isVoid(member.type.to) || isVoid(value.type.to))) ||
      (isPointer(member.type) && isNullPointerConstant(value, p.model));
    if (!fits) continue;
    const variable = p.hiddenVariable(to, value.token, true);
    const part = { offset: 0, type: member.type, value: convert(value, unqualified(member.type)) };
    const initializer = { token: value.token, parts: [part] };
    const literal: Expression = { kind: 'compoundLiteral', type: to, token: value.token, variable, initializer };
    return { kind: 'load', type: to, token: value.token, object: literal };
  }
  return undefined;
}

function siteText(site: ConversionSite): string {
  if (site.kind === 'argument') return `passing argument ${site.position} of '${site.callee}'`;
  return site.kind;
}

/** Of an argument, what was expected; elsewhere the message has both types. */
function given(site: ConversionSite, target: CType, from: CType): string {
  if (site.kind !== 'argument') return '';
  return `: ${quoteType(from)} given, ${quoteType(unqualified(target))} expected`;
}

/** gcc assigns to a type, and initialises of one. */
function placed(site: ConversionSite): string {
  return site.kind === 'assignment' ? 'assignment to' : 'initialization of';
}

function conversionText(site: ConversionSite, target: CType, from: CType): string {
  const to = quoteType(unqualified(target));
  switch (site.kind) {
    case 'argument':
      return siteText(site);
    case 'return':
      return `returning ${quoteType(from)} from a function with return type ${to}`;
    default:
      return `${placed(site)} ${to} from ${quoteType(from)}`;
  }
}

function incompatiblePointerText(site: ConversionSite, target: CType, from: CType): string {
  const to = quoteType(unqualified(target));
  switch (site.kind) {
    case 'argument':
      return `${siteText(site)} from incompatible pointer type${given(site, target, from)}`;
    case 'return':
      return `returning ${quoteType(from)} from a function with incompatible return type ${to}`;
    default:
      return `${placed(site)} ${to} from incompatible pointer type ${quoteType(from)}`;
  }
}

function incompatibleText(site: ConversionSite, target: CType, from: CType): string {
  const to = quoteType(unqualified(target));
  switch (site.kind) {
    case 'argument':
      return `incompatible type for argument ${site.position} of '${site.callee}'${given(site, target, from)}`;
    case 'return':
      return `incompatible types when returning type ${quoteType(from)} but ${to} was expected`;
    case 'initialization':
      return `incompatible types when initializing type ${to} using type ${quoteType(from)}`;
    default:
      return `incompatible types when assigning to type ${to} from type ${quoteType(from)}`;
  }
}

/** A cast (6.5.4): between scalars, to void, or a record to its own type. */
export function castTo(p: Parser, expression: Expression, target: CType, token: Token): Expression {
  const value = rvalue(p, expression);
  const type = unqualified(target);
  const from = value.type;
  if (isError(from) || isError(type)) return erroneous(token);
  if (isVoid(type)) return { kind: 'convert', type, token, operand: value, explicit: true };
  if (type.kind === 'array') p.error(token, 'cast specifies array type');
  else if (type.kind === 'function') p.error(token, 'cast specifies function type');
  else if (isVoid(from)) p.error(token, 'void value not ignored as it ought to be');
  else if (type.kind === 'record') {
    if (compatibleUnqualified(type, from)) return value;
    const member = type.record.keyword === 'union' ? unionMemberFor(type, from) : undefined;
    if (member) return castToUnion(p, value, type, member, token);
    p.error(token, 'conversion to non-scalar type requested');
  } else if (!isScalar(from)) {
    p.error(
      token,
      `${describeRecord(from)} value used where a ${type.kind === 'pointer' ? 'pointer' : 'scalar'} was expected`,
    );
  } else if (type.kind === 'floating' && isPointer(from))
    p.error(token, 'pointer value used where a floating-point was expected');
  else if (type.kind === 'pointer' && from.kind === 'floating') p.error(token, 'cannot convert to a pointer type');
  else {
    warnPointerWidth(p, value, type, token);
    return { kind: 'convert', type, token, operand: value, explicit: true };
  }
  return erroneous(token);
}

function warnPointerWidth(p: Parser, value: Expression, type: CType, token: Token): void {
  if (value.kind === 'integer') return;
  const from = value.type;
  if (type.kind === 'integer' && isPointer(from) && type.name !== '_Bool' && type.size !== p.model.pointerSize) {
    p.warn(token, 'pointer-to-int-cast', 'cast from pointer to integer of different size');
  } else if (type.kind === 'pointer' && from.kind === 'integer' && from.size !== p.model.pointerSize) {
    if (!isNullPointerConstant(value, p.model)) {
      p.warn(token, 'int-to-pointer-cast', 'cast to pointer from integer of different size');
    }
  }
}

function unionMemberFor(type: CType, from: CType) {
  if (type.kind !== 'record') return undefined;
  return type.record.members?.find((member) => compatibleUnqualified(member.type, from));
}

/** GNU C: a value cast to a union that has a member of its type. */
function castToUnion(
  p: Parser,
  value: Expression,
  type: CType,
  member: { readonly type: CType },
  token: Token,
): Expression {
  const variable = p.hiddenVariable(type, token, true);
  const initializer = { token, parts: [{ offset: 0, type: member.type, value }] };
  return { kind: 'load', type, token, object: { kind: 'compoundLiteral', type, token, variable, initializer } };
}
