/**
 * `__builtin_add_overflow` and its family: with operands of any integer types, with those of one type (`sadd`, `umulll`), and
 * the predicates (`add_overflow_p`), whose third operand only says the type and is not evaluated.
 */
import { evaluateInteger } from '../constant';
import { wrapInteger } from '../dataModel';
import type { Expression } from '../tree';
import { isError, isInteger, isPointer, pointerTo } from '../typeRelations';
import type { CType } from '../types';
import { argument, type Build, type BuiltinCall, hasArguments, node } from './builtins';
import { bitFieldWidth, erroneous, integerLiteral, rvalue } from './conversions';
import type { Parser } from './parser';

/** add_overflow (a, b, result): the operands keep their types; the result is what the pointer points to. */
function overflow(p: Parser, call: BuiltinCall): Expression {
  const operands = integerOperands(p, call);
  if (!operands) return erroneous(call.token);
  const [a, b, result] = operands;
  const target = isPointer(result.type) ? result.type.to : undefined;
  if (!target || !isInteger(target) || target.name === '_Bool') {
    p.error(call.token, `argument 3 in call to function '${call.token.text}' does not have pointer to integral type`);
    return erroneous(call.token);
  }
  return node(call, call.name, p.types.bool, [a, b, result]);
}

/** Three operands, of which the first two are integers. */
function integerOperands(p: Parser, call: BuiltinCall): readonly [Expression, Expression, Expression] | undefined {
  if (!hasArguments(p, call, 3)) return undefined;
  const [a, b, c] = call.arguments.map((value) => rvalue(p, value)) as [Expression, Expression, Expression];
  if (isInteger(a.type) && isInteger(b.type)) return [a, b, c];
  p.error(call.token, `argument in call to function '${call.token.text}' does not have integral type`);
  return undefined;
}

/** add_overflow_p (a, b, type): whether it would overflow; known at once when the operands are. */
function predicate(p: Parser, call: BuiltinCall): Expression {
  const operands = integerOperands(p, call);
  if (!operands) return erroneous(call.token);
  const [a, b, c] = operands;
  if (c.type.kind !== 'integer' || c.type.name === '_Bool') {
    p.error(call.token, `argument 3 in call to function '${call.token.text}' does not have integral type`);
    return erroneous(call.token);
  }
  const width = bitFieldWidth(c);
  const type = width === undefined ? c.type : { ...c.type, precision: width };
  const [left, right] = [evaluateInteger(a, p.model), evaluateInteger(b, p.model)];
  if (left !== undefined && right !== undefined) {
    const exact = call.name.startsWith('add')
      ? left + right
      : call.name.startsWith('sub')
        ? left - right
        : left * right;
    return integerLiteral(wrapInteger(exact, type) === exact ? 0n : 1n, p.types.bool, call.token);
  }
  return node(call, call.name, p.types.bool, [a, b, { ...c, type }]);
}

/** All three operands have the type's own types. */
function typed(name: string, typeIn: (p: Parser) => CType): Build {
  return (p, call) => {
    if (!hasArguments(p, call, 3)) return erroneous(call.token);
    const type = typeIn(p);
    const list = [type, type, pointerTo(type)].map((wanted, index) => argument(p, call, index, wanted));
    if (list.some((value) => isError(value.type))) return erroneous(call.token);
    return node(call, name, p.types.bool, list);
  };
}

const TYPES: readonly (readonly [prefix: string, suffix: string, typeIn: (p: Parser) => CType])[] = [
  ['s', '', (p) => p.types.int],
  ['s', 'l', (p) => p.types.long],
  ['s', 'll', (p) => p.types.longLong],
  ['u', '', (p) => p.types.unsignedInt],
  ['u', 'l', (p) => p.types.unsignedLong],
  ['u', 'll', (p) => p.types.unsignedLongLong],
];

/** By name, without `__builtin_`. */
export const OVERFLOW_FORMS: readonly [string, Build][] = ['add', 'sub', 'mul'].flatMap((operation) => [
  [`${operation}_overflow`, overflow],
  [`${operation}_overflow_p`, predicate],
  ...TYPES.map(([prefix, suffix, typeIn]): [string, Build] => [
    `${prefix}${operation}${suffix}_overflow`,
    typed(`${operation}_overflow`, typeIn),
  ]),
]);
