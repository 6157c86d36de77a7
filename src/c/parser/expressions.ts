/**
 * Expressions (C11 6.5 and GNU C): the grammar from comma down to unary operators, by precedence climbing, so that a chain of
 * operators of one level is a loop. Each function leaves the height of its tree in `p.height`. What the operators mean is in
 * operators.ts and places.ts; postfix and primary expressions are in primary.ts.
 */
import { evaluateInteger } from '../constant';
import { isComplete } from '../dataModel';
import { alignOf, preferredAlignOf, sizeOf } from '../layout';
import type { Token } from '../token';
import type { BinaryOperator, Expression } from '../tree';
import { quoteType } from '../typeNames';
import { isError, isInteger } from '../typeRelations';
import type { CType } from '../types';
import { compoundLiteral } from './compoundLiterals';
import { castTo, erroneous, integerLiteral, rvalue } from './conversions';
import { parseTypeName } from './declarators';
import { labelNamed } from './labels';
import { buildBinary, buildComma, buildConditional } from './operators';
import { DEPTH_LIMIT, isErroneous, type Parser } from './parser';
import {
  buildAddress,
  buildAssignment,
  buildCompoundAssignment,
  buildDereference,
  buildIncrement,
  buildUnary,
} from './places';
import { parsePostfixOf, parsePrimary } from './primary';
import { startsTypeName, unknownType } from './specifiers';

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1,
  '&&': 2,
  '|': 3,
  '^': 4,
  '&': 5,
  '==': 6,
  '!=': 6,
  '<': 7,
  '>': 7,
  '<=': 7,
  '>=': 7,
  '<<': 8,
  '>>': 8,
  '+': 9,
  '-': 9,
  '*': 10,
  '/': 10,
  '%': 10,
};
const PRECEDENCES = new Map(Object.entries(PRECEDENCE));

const ASSIGNMENTS: ReadonlyMap<string, BinaryOperator | ''> = new Map([
  ['=', ''],
  ['+=', '+'],
  ['-=', '-'],
  ['*=', '*'],
  ['/=', '/'],
  ['%=', '%'],
  ['<<=', '<<'],
  ['>>=', '>>'],
  ['&=', '&'],
  ['^=', '^'],
  ['|=', '|'],
]);

/** An expression with its commas (6.5.17). */
export function parseExpression(p: Parser): Expression {
  let left = parseAssignment(p);
  while (p.lexeme === ',') {
    const { height } = p;
    const token = p.next();
    const right = parseAssignment(p);
    left = buildComma(p, left, right, token);
    p.raise(token, height);
  }
  return left;
}

/** An assignment expression (6.5.16): what stands between commas. */
export function parseAssignment(p: Parser): Expression {
  const left = parseConditional(p);
  const operator = ASSIGNMENTS.get(p.lexeme);
  if (operator === undefined) return left;
  const { height } = p;
  const token = p.next();
  p.enter();
  const right = parseAssignment(p);
  p.leave();
  p.raise(token, height);
  if (isErroneous(left) || isErroneous(right)) return erroneous(token);
  return operator === ''
    ? buildAssignment(p, left, right, token)
    : buildCompoundAssignment(p, operator, left, right, token);
}

/** A conditional expression (6.5.15): also the grammar of constant expressions. A chain `a ? b : c ? d : e` is a loop. */
export function parseConditional(p: Parser): Expression {
  let last = parseBinary(p, 1);
  if (p.lexeme !== '?') return last;
  const arms: ConditionalArm[] = [];
  while (p.is('?')) {
    let { height } = p;
    const token = p.next();
    let middle: Expression | undefined;
    if (!p.is(':')) {
      p.enter();
      middle = parseExpression(p);
      p.leave();
      height = Math.max(height, p.height);
    }
    p.expect(':');
    arms.push({ condition: last, middle, token, height });
    if (arms.length > DEPTH_LIMIT) p.diagnostics.fatal(token, `more than ${DEPTH_LIMIT} '?' in one chain`);
    last = parseBinary(p, 1);
  }
  for (const { condition, middle, token, height } of arms.reverse()) {
    last = buildConditional(p, condition, middle, last, token);
    p.raise(token, height);
  }
  return last;
}

interface ConditionalArm {
  readonly condition: Expression;
  readonly middle: Expression | undefined;
  readonly token: Token;
  readonly height: number;
}

function parseBinary(p: Parser, lowest: number): Expression {
  let left = parseUnary(p);
  for (;;) {
    const precedence = PRECEDENCES.get(p.lexeme);
    if (precedence === undefined || precedence < lowest) return left;
    const { height } = p;
    const operator = p.lexeme;
    const token = p.next();
    const right = parseBinary(p, precedence + 1);
    left = buildBinary(p, operator, left, right, token);
    p.raise(token, height);
  }
}

/** A cast or unary expression (6.5.3, 6.5.4). */
export function parseUnary(p: Parser): Expression {
  switch (p.lexeme) {
    case '(':
      if (startsTypeName(p, 1)) return parseCast(p);
      if (castsToUnknown(p)) return parseUnknownCast(p);
      break;
    case '+':
    case '-':
    case '~':
    case '!':
      return nested(p, (operand, token, operator) => buildUnary(p, operator, operand, token));
    case '*':
      return nested(p, (operand, token) => buildDereference(p, operand, token));
    case '&':
      return nested(p, (operand, token) => buildAddress(p, operand, token));
    case '++':
    case '--':
      return nested(p, (operand, token, operator) => buildIncrement(p, operator as '++' | '--', operand, false, token));
    case '&&':
      return labelAddress(p);
    case 'sizeof':
    case '_Alignof':
    case '__alignof__':
      return parseSizeof(p);
    case '__extension__':
      return nested(p, (operand) => operand);
    case '__real__':
    case '__imag__':
      p.error(p.token, `complex numbers are not supported ('${p.token.text}')`);
      return nested(p, (_, token) => erroneous(token));
    default:
      break;
  }
  return parsePostfixOf(p, parsePrimary(p));
}

/** A unary operator and its operand. */
function nested(p: Parser, build: (operand: Expression, token: Token, operator: string) => Expression): Expression {
  const operator = p.lexeme;
  const token = p.next();
  p.enter();
  const operand = parseUnary(p);
  p.leave();
  p.raise(token);
  return build(operand, token, operator);
}

/** `(name) operand` where the name is not declared: it was meant as a type. */
function castsToUnknown(p: Parser): boolean {
  if (p.peek(1) !== 'identifier') return false;
  let closing = 2;
  while (p.peek(closing) === '*') closing++;
  if (p.peek(closing) !== ')') return false;
  const after = p.peek(closing + 1);
  const operand = after === 'identifier' || after === 'number' || after === 'string' || after === 'character';
  return (operand || closing > 2) && p.scope.lookup(p.peekToken(1).text) === undefined;
}

function parseUnknownCast(p: Parser): Expression {
  const token = p.expect('(');
  unknownType(p, p.next());
  while (p.accept('*')) {}
  p.expect(')');
  p.enter();
  parseUnary(p);
  p.leave();
  p.raise(token);
  return erroneous(token);
}

/** `(type) operand`, or a compound literal. */
function parseCast(p: Parser): Expression {
  const token = p.expect('(');
  p.enter();
  const type = parseTypeName(p);
  p.expect(')');
  if (p.lexeme === '{') {
    p.leave();
    return parsePostfixOf(p, compoundLiteral(p, type, token));
  }
  const operand = parseUnary(p);
  p.leave();
  p.raise(token);
  return castTo(p, operand, type, token);
}

/** `&&label` */
function labelAddress(p: Parser): Expression {
  const token = p.next();
  const name = p.expectIdentifier();
  p.height = 0;
  const entry = labelNamed(p, name);
  if (!entry) return erroneous(token);
  p.markAddressTaken(entry.label);
  return { kind: 'labelAddress', type: p.types.voidPointer, token, label: entry.label };
}

/** `sizeof`, `_Alignof` and `__alignof__` of a type or an expression; the operand is not evaluated. */
function parseSizeof(p: Parser): Expression {
  const operator = p.lexeme;
  const token = p.next();
  p.enter();
  const result = p.withoutEffects(() => {
    if (p.lexeme === '(' && startsTypeName(p, 1)) {
      const open = p.next();
      const type = parseTypeName(p);
      p.expect(')');
      if (!p.is('{')) return sizeOrAlignment(p, operator, type, undefined, token);
      const operand = parsePostfixOf(p, compoundLiteral(p, type, open));
      return sizeOrAlignment(p, operator, operand.type, operand, token);
    }
    const operand = parseUnary(p);
    return sizeOrAlignment(p, operator, operand.type, operand, token);
  });
  p.leave();
  p.height = 0;
  return result === undefined ? erroneous(token) : integerLiteral(BigInt(result), p.types.size, token);
}

function sizeOrAlignment(
  p: Parser,
  operator: string,
  type: CType,
  operand: Expression | undefined,
  token: Token,
): number | undefined {
  if (isError(type)) return undefined;
  const word = operator === 'sizeof' ? 'sizeof' : operator === '_Alignof' ? '_Alignof' : '__alignof__';
  if (operand?.kind === 'member' && operand.member.bits) {
    p.error(token, `'${word}' applied to a bit-field`);
    return undefined;
  }
  const incompleteArray = type.kind === 'array' && word !== 'sizeof' && isComplete(type.of);
  if (type.kind !== 'void' && type.kind !== 'function' && !isComplete(type) && !incompleteArray) {
    p.error(token, `invalid application of '${word}' to incomplete type ${quoteType(type)}`);
    return undefined;
  }
  if (word === 'sizeof') return sizeOf(type, p.model);
  if (operand) return alignmentOfObject(p, operand, word);
  return word === '_Alignof' ? alignOf(type, p.model) : preferredAlignOf(type, p.model);
}

/** Alignment of what an expression names: a variable's own, a member's place in its record, else its type's. */
function alignmentOfObject(p: Parser, operand: Expression, word: string): number {
  if (operand.kind === 'variable') {
    const { variable } = operand;
    return variable.alignment ?? preferredAlignOf(variable.type, p.model);
  }
  if (operand.kind === 'member') {
    return p.memberAlignments.get(operand.member) ?? alignOf(operand.member.type, p.model);
  }
  return word === '_Alignof' ? alignOf(operand.type, p.model) : preferredAlignOf(operand.type, p.model);
}

/** A constant expression that C needs an integer from; reports `message` when it has no value now. */
export function parseIntegerConstant(
  p: Parser,
  message: string,
): { readonly value: bigint; readonly type: CType; readonly token: Token } | undefined {
  const token = p.token;
  const mark = p.effects.length;
  const expression = rvalue(p, parseConditional(p));
  p.effects.length = mark;
  if (isError(expression.type)) return undefined;
  const value = isInteger(expression.type) ? evaluateInteger(expression, p.model) : undefined;
  if (value === undefined) {
    p.error(token, message);
    return undefined;
  }
  return { value, type: expression.type, token };
}
