/**
 * Primary and postfix expressions (C11 6.5.1, 6.5.2): names, constants, strings, parentheses, GNU statement expressions,
 * `_Generic`; subscripts, calls, members, postfix `++` and `--`.
 */
import { isComplete } from '../dataModel';
import { decodeCharacter, decodeNumber, decodeString } from '../literals';
import type { Token } from '../token';
import type { Expression, Variable } from '../tree';
import { quoteType } from '../typeNames';
import { compatible, isError, qualify, unqualified } from '../typeRelations';
import type { ArrayType, CType, IntegerName, IntegerType } from '../types';
import { isBuiltinName, parseBuiltin } from './builtins';
import { parseCall } from './calls';
import { bitFieldWidth, erroneous, integerLiteral, rvalue } from './conversions';
import { parseTypeName } from './declarators';
import { parseAssignment, parseExpression } from './expressions';
import type { Parser } from './parser';
import { buildIncrement, buildMember, buildSubscript } from './places';
import { similarName } from './scopes';
import { startsTypeName } from './specifiers';
import { parseStatementExpression } from './statements';

export function parsePrimary(p: Parser): Expression {
  p.height = 0;
  switch (p.lexeme) {
    case 'identifier':
      return isBuiltinName(p.token.text) && !p.scope.lookup(p.token.text) ? parseBuiltin(p) : parseName(p);
    case '__builtin_va_arg':
    case '__builtin_offsetof':
    case '__builtin_choose_expr':
    case '__builtin_types_compatible_p':
      return parseBuiltin(p);
    case 'number': {
      const token = p.next();
      const literal = decodeNumber(token, p.model, p.diagnostics);
      if (literal.kind === 'integer') return integerLiteral(literal.value, integerNamed(p, literal.type), token);
      const type =
        literal.type === 'float' ? p.types.float : literal.type === 'double' ? p.types.double : p.types.longDouble;
      return { kind: 'floating', type, token, value: literal.value };
    }
    case 'character': {
      const token = p.next();
      if (!/^\w*'(?:[^'\\]|\\.)*'$/s.test(token.text)) {
        if (token.expansion) p.error(token, "missing terminating ' character"); // else the lexer has said so
        return erroneous(token);
      }
      const literal = decodeCharacter(token, p.model, p.diagnostics);
      return integerLiteral(literal.value, integerNamed(p, literal.type), token);
    }
    case 'string':
      return parseString(p);
    case '(':
      return parseParenthesised(p);
    case '_Generic':
      return parseGeneric(p);
    case '__func__':
      return functionName(p);
    default:
      return p.unexpected('expression');
  }
}

function integerNamed(p: Parser, name: IntegerName): IntegerType {
  const { types } = p;
  const all = [
    types.int, types.unsignedInt, types.long, types.unsignedLong, types.longLong, types.unsignedLongLong, types.char,
    types.signedChar, types.unsignedChar, types.short, types.unsignedShort, types.bool,
  ]; // biome-ignore format: a list
  return all.find((type) => type.name === name) ?? types.int;
}

/** Postfix operators after an expression that is already read. */
export function parsePostfixOf(p: Parser, first: Expression): Expression {
  let expression = first;
  for (;;) {
    const { token, height } = p;
    switch (p.lexeme) {
      case '[': {
        p.next();
        p.enter();
        const index = parseExpression(p);
        p.leave();
        p.expect(']');
        p.raise(token, height);
        expression = buildSubscript(p, expression, index, token);
        break;
      }
      case '(':
        expression = parseCall(p, expression);
        break;
      case '.':
      case '->': {
        const arrow = p.lexeme === '->';
        p.next();
        const name = p.expectIdentifier();
        expression = buildMember(p, expression, name, arrow, token);
        p.raise(token, height);
        break;
      }
      case '++':
      case '--':
        expression = buildIncrement(p, p.lexeme as '++' | '--', expression, true, p.next());
        p.raise(token, height);
        break;
      default:
        return expression;
    }
  }
}

function parseName(p: Parser): Expression {
  const token = p.next();
  const declared = p.scope.lookup(token.text);
  switch (declared?.kind) {
    case 'variable':
      if (isError(declared.variable.type)) return erroneous(token);
      return p.variableExpression(declared.variable, token);
    case 'function':
      return p.functionExpression(declared.symbol, token);
    case 'constant':
      return integerLiteral(declared.value, declared.type, token);
    case 'typedef':
      p.error(token, `unexpected type name '${token.text}': expected expression`);
      return erroneous(token);
    default:
      return undeclared(p, token);
  }
}

/** What gcc knows without a declaration, or a header that is refused declares. */
const REFUSED_FUNCTIONS: ReadonlySet<string> = new Set(['alloca', 'longjmp', 'setjmp', 'sigsetjmp']);

/** Reports an undeclared name, once in each function. */
function undeclared(p: Parser, token: Token): Expression {
  const reported = p.currentFunction?.reported ?? p.reportedNames;
  if (reported.has(token.text)) return erroneous(token);
  reported.add(token.text);
  const call = p.lexeme === '(';
  const wanted = call ? 'function' : undefined;
  const similar = similarName(
    token.text,
    p.scope.visible((d) => d.kind !== 'typedef' && (!wanted || d.kind === wanted)),
  );
  const hint = similar ? `; did you mean '${similar}'?` : '';
  if (call && REFUSED_FUNCTIONS.has(token.text)) p.error(token, `${token.text}() is not supported`);
  else if (call) p.error(token, `implicit declaration of function '${token.text}'${hint}`);
  else if (p.currentFunction) p.error(token, `'${token.text}' undeclared (first use in this function)${hint}`);
  else p.error(token, `'${token.text}' undeclared here (not in a function)${hint}`);
  return erroneous(token);
}

/** Adjacent string literals as one array object (6.4.5). */
export function parseString(p: Parser): Expression & { kind: 'string' } {
  const first = p.token;
  const tokens: Token[] = [];
  while (p.lexeme === 'string') tokens.push(p.next());
  const literal = decodeString(tokens, p.model, p.diagnostics);
  const size = literal.elementSize;
  const bytes = new Uint8Array((literal.units.length + 1) * size);
  literal.units.forEach((unit, index) => {
    for (let byte = 0; byte < size; byte++) bytes[index * size + byte] = unit >>> (byte * 8);
  });
  return stringExpression(p, bytes, integerNamed(p, literal.elementType), first);
}

/** The string as an lvalue; equal ones share an object. `bytes` has its terminating zero. */
export function stringExpression(
  p: Parser,
  bytes: Uint8Array,
  of: IntegerType,
  token: Token,
): Expression & { kind: 'string' } {
  const key = `${of.name}:${bytes.length < 4096 ? Array.from(bytes).join() : `#${p.strings.size}`}`;
  const type: ArrayType = { kind: 'array', of, length: bytes.length / of.size };
  let variable = p.strings.get(key);
  if (!variable) {
    variable = staticObject(p, '', type, token, true);
    p.strings.set(key, variable);
    const value: Expression = { kind: 'string', type, token, variable, bytes };
    variable.initializer = { token, parts: [{ offset: 0, type, value }] };
  } else p.stringsAgain.add(variable);
  p.effects.push({ kind: 'static', variable });
  return { kind: 'string', type, token, variable, bytes };
}

/** A static object without linkage. Its making must be logged by the caller. */
export function staticObject(p: Parser, name: string, type: CType, token: Token, readOnly: boolean): Variable {
  return {
    name,
    type,
    token,
    storage: 'static',
    linkage: 'none',
    unit: p.unit,
    addressTaken: true,
    initializer: undefined,
    defined: true,
    readOnly,
    alignment: undefined,
    section: undefined,
    scope: undefined,
  };
}

function parseParenthesised(p: Parser): Expression {
  if (p.peek() === '{') return parseStatementExpression(p);
  p.next();
  p.enter();
  const expression = parseExpression(p);
  p.leave();
  p.expect(')');
  return expression;
}

/** `_Generic` (6.5.1.1): only the chosen expression is evaluated. */
function parseGeneric(p: Parser): Expression {
  const token = p.next();
  p.expect('(');
  p.enter();
  const control = p.withoutEffects(() => rvalue(p, parseAssignment(p)));
  const type = unqualified(control.type);
  const isOwn = bitFieldWidth(control) !== undefined;
  let chosen: Expression | undefined;
  let fallback: Expression | undefined;
  let fallbackEffects: Parser['effects'] = [];
  let height = 0;
  const seen: CType[] = [];
  while (p.accept(',')) {
    const start = p.token;
    const isDefault = p.accept('default') !== undefined;
    const matches = !isDefault && associationMatches(p, type, seen, start) && !isOwn;
    p.expect(':');
    const mark = p.effects.length;
    const expression = parseAssignment(p);
    height = Math.max(height, p.height);
    if (isDefault) {
      if (fallback) p.error(start, "duplicate 'default' case in '_Generic'");
      fallback = expression;
      fallbackEffects = p.effects.splice(mark);
    } else if (matches && !chosen) chosen = expression;
    else p.effects.length = mark;
  }
  p.leave();
  p.expect(')');
  p.height = height;
  if (isError(control.type)) return erroneous(token);
  if (chosen) return chosen;
  if (fallback) {
    for (const effect of fallbackEffects) p.effects.push(effect);
    return fallback;
  }
  const width = isOwn ? ` (a bit-field of ${bitFieldWidth(control)} bits)` : '';
  p.error(token, `'_Generic' selector of type ${quoteType(type)}${width} is not compatible with any association`);
  return erroneous(token);
}

function associationMatches(p: Parser, control: CType, seen: CType[], start: Token): boolean {
  if (!startsTypeName(p, 0)) p.unexpected('type name or default');
  const type = parseTypeName(p);
  if (!isError(type) && !isComplete(type)) p.error(start, "'_Generic' association has incomplete type");
  if (seen.some((other) => compatible(other, type) && !isError(other))) {
    p.error(start, "'_Generic' specifies two compatible types");
  }
  seen.push(type);
  return compatible(control, type);
}

/** `__func__` (6.4.2.2) and its GNU names. */
function functionName(p: Parser): Expression {
  const token = p.next();
  const context = p.currentFunction;
  if (!context) {
    p.warn(token, 'missing-declarations', `'${token.text}' is not defined outside of function scope`);
    return stringExpression(p, new Uint8Array(1), p.types.char, token);
  }
  if (!context.nameVariable) {
    const bytes = new TextEncoder().encode(`${context.symbol.name}\0`);
    const of = qualify(p.types.char, { const: true });
    const type: ArrayType = { kind: 'array', of, length: bytes.length };
    const variable = staticObject(p, '__func__', type, token, true);
    const value: Expression = { kind: 'string', type, token, variable, bytes };
    variable.initializer = { token, parts: [{ offset: 0, type, value }] };
    context.nameVariable = variable;
  }
  p.effects.push({ kind: 'static', variable: context.nameVariable });
  return p.variableExpression(context.nameVariable, token);
}
