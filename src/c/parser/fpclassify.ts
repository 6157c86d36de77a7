/**
 * GNU C's `__builtin_fpclassify (nan, infinite, normal, subnormal, zero, x)`: the one of five integers that says of what kind the
 * floating value is, as nested conditional expressions over a hidden variable that keeps the value.
 */
import type { Expression } from '../tree';
import { argument, type Build, type BuiltinCall, hasArguments, node } from './builtins';
import { erroneous, rvalue } from './conversions';
import type { Parser } from './parser';

export const fpclassify: Build = (p, call) => {
  const { token } = call;
  if (!hasArguments(p, call, 6)) return erroneous(token);
  const [nan, infinite, normal, subnormal, zero] = [0, 1, 2, 3, 4].map((index) =>
    argument(p, call, index, p.types.int),
  );
  const value = rvalue(p, call.arguments[5] as Expression);
  if (value.type.kind !== 'floating') {
    p.error(token, `non-floating-point argument in call to function '${token.text}'`);
    return erroneous(token);
  }
  const variable = p.hiddenVariable(value.type, token, false);
  const object: Expression = { kind: 'variable', type: value.type, token, variable };
  const kept: Expression = { kind: 'load', type: value.type, token, object };
  const noValue: Expression = { kind: 'floating', type: value.type, token, value: 0 };
  const isZero: Expression = {
    kind: 'comparison',
    type: p.types.int,
    token,
    operator: '==',
    left: kept,
    right: noValue,
  };
  const choice = choose(p, call, isZero, zero, subnormal);
  const choices = choose(p, call, test(p, call, 'isnormal', kept), normal, choice);
  const finite = choose(p, call, test(p, call, 'isinf', kept), infinite, choices);
  const all = choose(p, call, test(p, call, 'isnan', kept), nan, finite);
  const set: Expression = { kind: 'assign', type: value.type, token, target: object, value };
  return { kind: 'comma', type: p.types.int, token, left: set, right: all };
};

function test(p: Parser, call: BuiltinCall, name: string, value: Expression): Expression {
  return node(call, name, p.types.int, [value]);
}

function choose(
  p: Parser,
  { token }: BuiltinCall,
  condition: Expression,
  middle: Expression | undefined,
  otherwise: Expression | undefined,
): Expression {
  if (!middle || !otherwise) return erroneous(token);
  return { kind: 'conditional', type: p.types.int, token, condition, middle, otherwise };
}
