/**
 * Built-in functions whose operands are not all expressions: types, members, expressions that are not evaluated. Each is
 * parsed by a function of its own, from the parenthesis on.
 */
import { evaluate, evaluateInteger } from '../constant';
import { sizeOf } from '../layout';
import type { Token } from '../token';
import type { Expression } from '../tree';
import { quoteType } from '../typeNames';
import { compatible, isError, isVoid, pointerTo, qualify, unqualified } from '../typeRelations';
import type { CType } from '../types';
import { convert, erroneous, integerLiteral, isLvalue, rootVariable, rvalue } from './conversions';
import { parseTypeName } from './declarators';
import { parseAssignment, parseConditional, parseExpression } from './expressions';
import type { Parser } from './parser';
import { findMember, noSuchMember } from './places';
import { stringExpression } from './primary';
import { vaList } from './variableArguments';

/** What parses each of them; the name is read. */
export const SYNTAX: Readonly<Record<string, (p: Parser, token: Token) => Expression>> = {
  __builtin_va_arg: parseVaArg,
  __builtin_offsetof: parseOffsetof,
  __builtin_choose_expr: parseChooseExpr,
  __builtin_types_compatible_p: parseTypesCompatible,
  __builtin_constant_p: parseConstantP,
  __builtin_FUNCTION: parseFunctionName,
};

/** What takes operands of another kind and is refused: they are passed over. */
export const REFUSED_SYNTAX: ReadonlySet<string> = new Set(['__builtin_has_attribute', '__builtin_convertvector']);

/** `__builtin_FUNCTION ()`: the name of the function that it stands in, as a pointer; none outside of functions. */
function parseFunctionName(p: Parser, token: Token): Expression {
  p.expect('(');
  p.expect(')');
  p.height = 0;
  const bytes = new TextEncoder().encode(`${p.currentFunction?.symbol.name ?? ''}\0`);
  const string = rvalue(p, stringExpression(p, bytes, p.types.char, token));
  return convert(string, pointerTo(qualify(p.types.char, { const: true })), true, token);
}

function parseVaArg(p: Parser, token: Token): Expression {
  p.expect('(');
  p.enter();
  const list = parseAssignment(p);
  p.expect(',');
  const type = parseTypeName(p);
  p.leave();
  const lastToken = p.expect(')');
  p.raise(token);
  const object = vaList(p, list, token);
  if (!object || isError(type)) return erroneous(token);
  if (isVoid(type) || type.kind === 'function' || type.kind === 'array') {
    p.error(
      token,
      `second argument to 'va_arg' is of ${type.kind === 'array' ? 'array' : 'incomplete'} type ${quoteType(type)}`,
    );
    return erroneous(token);
  }
  const promotes = (type.kind === 'integer' && type.size < 4) || (type.kind === 'floating' && type.name === 'float');
  if (promotes)
    p.warn(token, 'variadic', `${quoteType(type)} is promoted when passed through '...'; the program would abort here`);
  return { kind: 'builtin', type: unqualified(type), token, name: 'va_arg', arguments: [object], lastToken };
}

/** `__builtin_offsetof (type, member[3].other)` */
function parseOffsetof(p: Parser, token: Token): Expression {
  p.expect('(');
  p.enter();
  let type = parseTypeName(p);
  p.expect(',');
  let offset: Expression = integerLiteral(0n, p.types.size, token);
  let failed = isError(type);
  let first = true;
  while (first || p.lexeme === '.' || p.lexeme === '[' || p.lexeme === '->') {
    if (p.lexeme === '[') {
      p.next();
      const index = rvalue(p, parseExpression(p));
      p.expect(']');
      if (failed) continue;
      if (type.kind !== 'array') {
        p.error(token, 'subscripted value in offsetof is not an array');
        failed = true;
        continue;
      }
      type = type.of;
      offset = addOffset(p, offset, index, sizeOf(type, p.model), token);
    } else {
      if (!first) p.next();
      first = false;
      const name = p.expectIdentifier();
      if (failed) continue;
      const step = offsetOfMember(p, type, name, token);
      if (!step) {
        failed = true;
        continue;
      }
      type = step.type;
      offset = addOffset(p, offset, integerLiteral(BigInt(step.offset), p.types.size, token), 1, token);
    }
  }
  p.leave();
  p.expect(')');
  p.height = 0;
  return failed ? erroneous(token) : offset;
}

function offsetOfMember(
  p: Parser,
  type: CType,
  name: Token,
  token: Token,
): { type: CType; offset: number } | undefined {
  if (type.kind !== 'record') {
    p.error(name, `request for member '${name.text}' in something not a structure or union`);
    return undefined;
  }
  if (!type.record.members) {
    p.error(token, `invalid use of undefined type ${quoteType(type)}`);
    return undefined;
  }
  const path = findMember(type.record, name.text);
  const last = path?.[path.length - 1];
  if (!path || !last) {
    noSuchMember(p, type, type.record, name);
    return undefined;
  }
  if (last.bits) {
    p.error(name, `attempt to take address of bit-field '${name.text}'`);
    return undefined;
  }
  return { type: last.type, offset: path.reduce((sum, member) => sum + member.offset, 0) };
}

/** offset + index * size, folded when the index is constant. */
function addOffset(p: Parser, offset: Expression, index: Expression, size: number, token: Token): Expression {
  const value = convert(index, p.types.size);
  const constant = evaluateInteger(value, p.model);
  if (constant !== undefined && offset.kind === 'integer') {
    return integerLiteral(offset.value + constant * BigInt(size), p.types.size, token);
  }
  const scale = integerLiteral(BigInt(size), p.types.size, token);
  const scaled: Expression = { kind: 'binary', type: p.types.size, token, operator: '*', left: value, right: scale };
  return { kind: 'binary', type: p.types.size, token, operator: '+', left: offset, right: scaled };
}

/** `__builtin_choose_expr (constant, a, b)`: the chosen expression itself; the other has no effects. */
function parseChooseExpr(p: Parser, token: Token): Expression {
  p.expect('(');
  p.enter();
  const condition = p.withoutEffects(() => rvalue(p, parseConditional(p)));
  const value = isError(condition.type) ? 0n : evaluateInteger(condition, p.model);
  if (value === undefined) p.error(token, "first argument to '__builtin_choose_expr' not a constant");
  const takesFirst = value !== 0n;
  p.expect(',');
  const a = takesFirst ? parseAssignment(p) : p.withoutEffects(() => parseAssignment(p));
  const { height } = p;
  p.expect(',');
  const b = takesFirst ? p.withoutEffects(() => parseAssignment(p)) : parseAssignment(p);
  p.leave();
  p.expect(')');
  if (takesFirst) p.height = height;
  return value === undefined || isError(condition.type) ? erroneous(token) : takesFirst ? a : b;
}

function parseTypesCompatible(p: Parser, token: Token): Expression {
  p.expect('(');
  p.enter();
  const a = parseTypeName(p);
  p.expect(',');
  const b = parseTypeName(p);
  p.leave();
  p.expect(')');
  p.height = 0;
  if (isError(a) || isError(b)) return erroneous(token);
  return integerLiteral(compatible(unqualified(a), unqualified(b)) ? 1n : 0n, p.types.int, token);
}

/** 1 for what is a constant as it stands, as gcc -O0 answers; the operand is not evaluated. */
function parseConstantP(p: Parser, token: Token): Expression {
  p.expect('(');
  p.enter();
  const operand = p.withoutEffects(() => parseExpression(p));
  p.leave();
  p.expect(')');
  p.height = 0;
  if (isError(operand.type)) return erroneous(token);
  return integerLiteral(isConstantHere(p, operand) ? 1n : 0n, p.types.int, token);
}

function isConstantHere(p: Parser, operand: Expression): boolean {
  if (operand.kind === 'string') return true;
  if (isLvalue(operand) || operand.kind === 'member') return false;
  const constant = evaluate(operand, p.model);
  if (!constant) return false;
  // Of addresses only a string's counts.
  return constant.kind !== 'address' || rootOfString(operand);
}

function rootOfString(operand: Expression): boolean {
  let at = operand;
  while (at.kind === 'convert' || at.kind === 'decay') at = at.operand;
  return at.kind === 'string' && rootVariable(at) === undefined;
}
