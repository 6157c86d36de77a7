/**
 * gcc's built-in functions. A table says what each name is: folded here, a node of the tree, a plain call of the library function
 * of the same name, or an atomic operation in one of its spellings. What is not in the table is refused by name.
 */

import { isBitOperation } from '../bitOperations';
import { evaluateInteger, isIntegerConstantExpression } from '../constant';
import { sizeOf } from '../layout';
import type { Token } from '../token';
import type { Expression } from '../tree';
import { compatible, isArithmetic, isError, pointerTo } from '../typeRelations';
import type { CType, FunctionType } from '../types';
import { ATOMICS, buildAtomic } from './atomics';
import { skipBrackets } from './attributes';
import { REFUSED_SYNTAX, SYNTAX } from './builtinSyntax';
import { parseArguments } from './calls';
import { balance, convert, convertAssigned, erroneous, integerLiteral, promoteArgument, rvalue } from './conversions';
import { fpclassify } from './fpclassify';
import { LIBRARY, libraryType } from './libraryFunctions';
import { OVERFLOW_FORMS } from './overflowBuiltins';
import type { Parser } from './parser';
import { similarName } from './scopes';
import { vaList } from './variableArguments';

/** A call of a built-in, its arguments parsed but not converted. */
export interface BuiltinCall {
  /** As written. */
  readonly token: Token;
  /** Without `__builtin_`. */
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly lastToken: Token;
}

export type Build = (p: Parser, call: BuiltinCall) => Expression;

/** Names that are looked up as built-ins when nothing in scope has them. */
export function isBuiltinName(name: string): boolean {
  return name.startsWith('__builtin_') || name.startsWith('__sync_') || name.startsWith('__atomic_');
}

/** Answers `__has_builtin`. */
export function hasBuiltin(name: string): boolean {
  if (name in SYNTAX || name === '__builtin_LINE' || name === '__builtin_FILE') return true;
  if (!isBuiltinName(name)) return false;
  const plain = name.replace(/^__builtin_/, '');
  return BUILTINS.has(plain) || LIBRARY.has(plain) || ATOMICS.has(name) || isBitOperation(plain);
}

export function parseBuiltin(p: Parser): Expression {
  const token = p.next();
  const syntax = SYNTAX[token.text];
  if (p.lexeme !== '(') {
    p.error(token, `built-in function '${token.text}' must be directly called`);
    return erroneous(token);
  }
  if (syntax) return syntax(p, token);
  if (REFUSED_SYNTAX.has(token.text)) {
    skipBrackets(p);
    p.error(token, `built-in function '${token.text}' is not supported`);
    return erroneous(token);
  }
  const name = token.text.replace(/^__builtin_/, '');
  const unevaluated = name === 'object_size' || name === 'dynamic_object_size' || name === 'classify_type';
  const { list, last } = unevaluated ? p.withoutEffects(() => parseArguments(p)) : parseArguments(p);
  p.raise(token);
  if (list.some((argument) => isError(argument.type))) return erroneous(token);
  const call: BuiltinCall = { token, name, arguments: list, lastToken: last };
  const build = BUILTINS.get(name);
  if (build) return build(p, call);
  if (isBitOperation(name)) return buildBitOperation(p, call);
  if (ATOMICS.has(token.text)) return buildAtomic(p, call);
  if (LIBRARY.has(name)) return callLibrary(p, call);
  const similar = REFUSED.has(name) ? undefined : similarName(token.text, allNames());
  p.error(token, `built-in function '${token.text}' is not supported${similar ? `; did you mean '${similar}'?` : ''}`);
  return erroneous(token);
}

/** gcc has them, the engine does not: no other name was meant. */
const REFUSED = new Set([
  'alloca',
  'alloca_with_align',
  'apply',
  'apply_args',
  'complex',
  'longjmp',
  'return',
  'setjmp',
  'shuffle',
  'va_arg_pack',
  'va_arg_pack_len',
]);

function* allNames(): Iterable<string> {
  yield* Object.keys(SYNTAX);
  for (const name of BUILTINS.keys()) yield `__builtin_${name}`;
  for (const name of LIBRARY.keys()) yield `__builtin_${name}`;
  yield* ATOMICS.keys();
}

// ---------------------------------------------------------------- helpers

/** Checks the number of arguments; reports as for a function. */
export function hasArguments(p: Parser, call: BuiltinCall, count: number): boolean {
  const have = call.arguments.length;
  if (have === count) return true;
  p.error(
    call.token,
    `too ${have < count ? 'few' : 'many'} arguments to function '${call.token.text}'; expected ${count}, have ${have}`,
  );
  return false;
}

export function node(call: BuiltinCall, name: string, type: CType, list: readonly Expression[]): Expression {
  return { kind: 'builtin', type, token: call.token, name, arguments: list, lastToken: call.lastToken };
}

/** The argument converted as for a parameter of the type. */
export function argument(p: Parser, call: BuiltinCall, index: number, type: CType): Expression {
  const expression = call.arguments[index] as Expression;
  const site = { kind: 'argument' as const, position: index + 1, callee: call.token.text };
  return convertAssigned(p, expression, type, site, expression.token);
}

/** A built-in with fixed parameter types that stays in the tree. */
function plain(types: (p: Parser) => { readonly returns: CType; readonly parameters: readonly CType[] }): Build {
  return (p, call) => {
    const { returns, parameters } = types(p);
    if (!hasArguments(p, call, parameters.length)) return erroneous(call.token);
    const list = parameters.map((type, index) => argument(p, call, index, type));
    if (list.some((value) => isError(value.type))) return erroneous(call.token);
    return node(call, call.name, returns, list);
  };
}

function constantFloating(value: number, which: 'float' | 'double' | 'longDouble', parameters = 0): Build {
  return (p, call) => {
    if (!hasArguments(p, call, parameters)) return erroneous(call.token);
    return { kind: 'floating', type: p.types[which], token: call.token, value };
  };
}

/** One floating argument of any type; the result is int. */
function classify(p: Parser, call: BuiltinCall): Expression {
  if (!hasArguments(p, call, 1)) return erroneous(call.token);
  const value = rvalue(p, call.arguments[0] as Expression);
  if (value.type.kind !== 'floating') {
    p.error(call.token, `non-floating-point argument in call to function '${call.token.text}'`);
    return erroneous(call.token);
  }
  return node(call, call.name, p.types.int, [value]);
}

/** isgreater and its like: the comparison without its exception. One of the two at the least is a floating-point number. */
function unordered(operator: '<' | '>' | '<=' | '>=' | undefined): Build {
  return (p, call) => {
    if (!hasArguments(p, call, 2)) return erroneous(call.token);
    const values = call.arguments.map((value) => rvalue(p, value));
    const [a, b] = values as [Expression, Expression];
    if (isError(a.type) || isError(b.type)) return erroneous(call.token);
    const isFloating = a.type.kind === 'floating' || b.type.kind === 'floating';
    if (!isFloating || !isArithmetic(a.type) || !isArithmetic(b.type)) {
      p.error(call.token, `non-floating-point arguments in call to function '${call.token.text}'`);
      return erroneous(call.token);
    }
    const [left, right] = balance(p, a, b);
    if (!operator) return node(call, call.name, p.types.int, [left, right]);
    return { kind: 'comparison', type: p.types.int, token: call.token, operator, left, right };
  };
}

/** `expect` and its like: the value is the first argument's, as long. */
function expectValue(count: number): Build {
  return (p, call) => {
    if (!hasArguments(p, call, count)) return erroneous(call.token);
    const value = argument(p, call, 0, p.types.long);
    return node(call, 'expect', p.types.long, [value]);
  };
}

/** The size of the object that a pointer points into, where it can be told here; else the answer for "unknown". */
function objectSize(p: Parser, call: BuiltinCall): Expression {
  if (!hasArguments(p, call, 2)) return erroneous(call.token);
  const kind = evaluateInteger(rvalue(p, call.arguments[1] as Expression), p.model);
  if (kind === undefined || kind < 0n || kind > 3n) {
    p.error(call.token, `last argument of '${call.token.text}' is not integer constant between 0 and 3`);
    return erroneous(call.token);
  }
  const unknown = kind >= 2n ? 0n : -1n;
  const size = knownSize(p, rvalue(p, call.arguments[0] as Expression), (kind & 1n) === 1n);
  return integerLiteral(size ?? unknown, p.types.size, call.token);
}

/** Bytes from a pointer to the end of the object (or with `innermost` of the member) that it points into. */
function knownSize(p: Parser, pointer: Expression, innermost: boolean): bigint | undefined {
  if (pointer.kind === 'convert') return knownSize(p, pointer.operand, innermost);
  if (pointer.kind === 'pointerAdd') {
    const rest = knownSize(p, pointer.pointer, innermost);
    const index = evaluateInteger(pointer.index, p.model);
    if (rest === undefined || index === undefined) return undefined;
    const moved = rest - index * BigInt(pointer.elementSize) * (pointer.subtract ? -1n : 1n);
    return moved < 0n ? 0n : moved;
  }
  if (pointer.kind !== 'decay' && pointer.kind !== 'address') return undefined;
  let { operand } = pointer;
  if (innermost && operand.kind === 'member') return BigInt(sizeOf(operand.type, p.model));
  let offset = 0;
  while (operand.kind === 'member') {
    offset += operand.member.offset;
    operand = operand.object;
  }
  if (operand.kind === 'dereference') {
    const rest = knownSize(p, operand.pointer, false);
    return rest === undefined ? undefined : rest > offset ? rest - BigInt(offset) : 0n;
  }
  const whole = operand.type.kind === 'function' ? 0 : sizeOf(operand.type, p.model);
  return BigInt(Math.max(0, whole - offset));
}

/** __builtin_expect_with_probability, __builtin_assume_aligned: more arguments that only advise. */
function assumeAligned(p: Parser, call: BuiltinCall): Expression {
  if (call.arguments.length < 2 || call.arguments.length > 3) {
    hasArguments(p, call, 2);
    return erroneous(call.token);
  }
  const value = argument(p, call, 0, pointerTo({ kind: 'void', qualifiers: { const: true } }));
  return convert(value, p.types.voidPointer, true, call.token);
}

function prefetch(p: Parser, call: BuiltinCall): Expression {
  if (call.arguments.length === 0) {
    hasArguments(p, call, 1);
    return erroneous(call.token);
  }
  const value = argument(p, call, 0, pointerTo({ kind: 'void', qualifiers: { const: true } }));
  return node(call, 'prefetch', p.types.void, [value]);
}

/** `frame_address` and `return_address` take a constant level. */
function frame(p: Parser, call: BuiltinCall): Expression {
  if (!hasArguments(p, call, 1)) return erroneous(call.token);
  const level = argument(p, call, 0, p.types.unsignedInt);
  if (evaluateInteger(level, p.model) === undefined) {
    p.error(call.token, `invalid argument to '${call.token.text}'`);
    return erroneous(call.token);
  }
  return node(call, call.name, p.types.voidPointer, [level]);
}

function vaStart(p: Parser, call: BuiltinCall): Expression {
  if (!p.currentFunction?.symbol.type.variadic) {
    p.error(call.token, "'va_start' used in function with fixed arguments");
    return erroneous(call.token);
  }
  const list = call.arguments[0] && vaList(p, call.arguments[0], call.token);
  return list ? node(call, 'va_start', p.types.void, [list]) : erroneous(call.token);
}

function vaEnd(p: Parser, call: BuiltinCall): Expression {
  if (!hasArguments(p, call, 1)) return erroneous(call.token);
  const list = vaList(p, call.arguments[0] as Expression, call.token);
  return list ? node(call, 'va_end', p.types.void, [list]) : erroneous(call.token);
}

function vaCopy(p: Parser, call: BuiltinCall): Expression {
  if (!hasArguments(p, call, 2)) return erroneous(call.token);
  const to = vaList(p, call.arguments[0] as Expression, call.token);
  const from = vaList(p, call.arguments[1] as Expression, call.token);
  return to && from ? node(call, 'va_copy', p.types.void, [to, from]) : erroneous(call.token);
}

/** `__builtin_strlen` of a literal is a constant to gcc; of anything else a call. */
function strlen(p: Parser, call: BuiltinCall): Expression {
  const first = call.arguments[0];
  if (call.arguments.length === 1 && first?.kind === 'string' && first.type.kind === 'array') {
    const zero = first.bytes.indexOf(0);
    if (zero >= 0) return integerLiteral(BigInt(zero), p.types.size, call.token);
  }
  return callLibrary(p, call);
}

function classifyType(p: Parser, call: BuiltinCall): Expression {
  if (!hasArguments(p, call, 1)) return erroneous(call.token);
  const { type } = rvalue(p, call.arguments[0] as Expression);
  const codes = { void: 0n, integer: 1n, floating: 8n, pointer: 5n, array: 5n, function: 5n, record: 12n };
  const code = type.kind === 'record' && type.record.keyword === 'union' ? 13n : codes[type.kind];
  return integerLiteral(code, p.types.int, call.token);
}

const NAN_FORMS: readonly [string, Build][] = ['nan', 'nans'].flatMap((name): [string, Build][] => [
  [name, constantFloating(Number.NaN, 'double', 1)],
  [`${name}f`, constantFloating(Number.NaN, 'float', 1)],
  [`${name}l`, constantFloating(Number.NaN, 'longDouble', 1)],
]);

const INFINITY_FORMS: readonly [string, Build][] = ['inf', 'huge_val'].flatMap((name): [string, Build][] => [
  [name, constantFloating(Number.POSITIVE_INFINITY, 'double')],
  [`${name}f`, constantFloating(Number.POSITIVE_INFINITY, 'float')],
  [`${name}l`, constantFloating(Number.POSITIVE_INFINITY, 'longDouble')],
]);

/** fabs, copysign: floating in, floating out, each in its three types. */
const FLOATING_FORMS: readonly [string, Build][] = [
  ['fabs', 1],
  ['copysign', 2],
].flatMap(([name, count]): [string, Build][] => {
  const of = (which: 'float' | 'double' | 'longDouble'): Build =>
    plain((p) => ({
      returns: p.types[which],
      parameters: Array.from({ length: count as number }, () => p.types[which]),
    }));
  return [
    [`${name}`, of('double')],
    [`${name}f`, of('float')],
    [`${name}l`, of('longDouble')],
  ];
});

const CLASSIFIERS = ['isnan', 'isinf', 'isfinite', 'isnormal', 'signbit', 'isinf_sign'].flatMap(
  (name): [string, Build][] =>
    ['', 'f', 'l'].map((suffix): [string, Build] => [name + suffix, (p, call) => classify(p, { ...call, name })]),
);

const BUILTINS: ReadonlyMap<string, Build> = new Map<string, Build>([
  ['va_start', vaStart],
  ['va_end', vaEnd],
  ['va_copy', vaCopy],
  ['expect', expectValue(2)],
  ['expect_with_probability', expectValue(3)],
  ['unreachable', plain((p) => ({ returns: p.types.void, parameters: [] }))],
  ['trap', plain((p) => ({ returns: p.types.void, parameters: [] }))],
  ['frame_address', frame],
  ['return_address', frame],
  ['extract_return_addr', plain((p) => ({ returns: p.types.voidPointer, parameters: [p.types.voidPointer] }))],
  ['prefetch', prefetch],
  ['assume_aligned', assumeAligned],
  ['object_size', objectSize],
  ['dynamic_object_size', objectSize],
  ['classify_type', classifyType],
  ['strlen', strlen],
  ...OVERFLOW_FORMS,
  ['fpclassify', fpclassify],
  ['isgreater', unordered('>')],
  ['isgreaterequal', unordered('>=')],
  ['isless', unordered('<')],
  ['islessequal', unordered('<=')],
  ['islessgreater', unordered(undefined)],
  ['isunordered', unordered(undefined)],
  ...NAN_FORMS,
  ...INFINITY_FORMS,
  ...FLOATING_FORMS,
  ...CLASSIFIERS,
]);

// ---------------------------------------------------------------- bit operations

function buildBitOperation(p: Parser, call: BuiltinCall): Expression {
  const { name } = call;
  if (!hasArguments(p, call, 1)) return erroneous(call.token);
  const value = argument(p, call, 0, bitOperand(p, name));
  if (isError(value.type)) return erroneous(call.token);
  const swaps = name.startsWith('bswap');
  const built = node(call, name, swaps ? value.type : p.types.int, [value]);
  const constant = isIntegerConstantExpression(value) ? evaluateInteger(built, p.model) : undefined;
  return constant !== undefined && built.type.kind === 'integer'
    ? integerLiteral(constant, built.type, call.token)
    : built;
}

function bitOperand(p: Parser, name: string): CType {
  const { types } = p;
  if (name === 'bswap16') return types.unsignedShort;
  if (name === 'bswap32') return types.unsignedInt;
  if (name === 'bswap64') return p.model.name === 'LP64' ? types.unsignedLong : types.unsignedLongLong;
  const signed = name.startsWith('ffs') || name.startsWith('clrsb');
  if (/(?:ffs|clz|ctz|clrsb|popcount|parity)ll$/.test(name)) return signed ? types.longLong : types.unsignedLongLong;
  if (/(?:ffs|clz|ctz|clrsb|popcount|parity)l$/.test(name)) return signed ? types.long : types.unsignedLong;
  return signed ? types.int : types.unsignedInt;
}

// ---------------------------------------------------------------- library functions

/** `__builtin_memcpy (…)` is a call of `memcpy`, declared here if it is not. */
function callLibrary(p: Parser, call: BuiltinCall): Expression {
  const type = libraryType(p, call.name) as FunctionType;
  let symbol = p.functionSymbols.get(call.name);
  if (!symbol) {
    symbol = {
      name: call.name,
      type,
      token: call.token,
      definition: undefined,
      linkage: 'external',
      addressTaken: false,
      inlineOnly: false,
      noReturn: call.name === 'abort' || call.name === 'exit' || call.name === '_exit',
      unit: p.unit,
      attributes: [],
    };
    p.functionSymbols.set(call.name, symbol);
  }
  const wanted = type.parameters.length;
  if (call.arguments.length < wanted || (call.arguments.length > wanted && !type.variadic)) {
    hasArguments(p, call, wanted);
    return erroneous(call.token);
  }
  const list = call.arguments.map((value, index) => {
    const parameter = type.parameters[index];
    return parameter ? argument(p, call, index, parameter) : promoteArgument(p, rvalue(p, value));
  });
  if (list.some((value) => isError(value.type))) return erroneous(call.token);
  const callee = p.functionExpression(symbol, call.token);
  const functionType = compatible(symbol.type, type) ? symbol.type : type;
  return {
    kind: 'call',
    type: type.returns,
    token: call.token,
    callee,
    functionType,
    arguments: list,
    lastToken: call.lastToken,
  };
}
