/**
 * Declarators (C11 6.7.6) and type names (6.7.7). Declarator syntax is inside out, so a declarator is first read into a list of
 * modifiers (pointer, array, function) in the order in which they apply to the base type, and then applied. Arrays whose length
 * is not constant are refused, except as the outermost array of a parameter, which is a pointer anyway.
 */
import { evaluateInteger } from '../constant';
import { isComplete } from '../dataModel';
import { sizeOf } from '../layout';
import type { Token } from '../token';
import type { Attribute, Variable } from '../tree';
import { quoteType } from '../typeNames';
import { ERROR_TYPE, isError, isInteger, isScalar, isVoid, pointerTo, qualify, unqualified } from '../typeRelations';
import type { ArrayType, CType, Qualifiers } from '../types';
import { joinAttributes, NO_ATTRIBUTES, parseAttributes } from './attributes';
import { rvalue } from './conversions';
import { functionSpecifier } from './declarations';
import { parseAssignment } from './expressions';
import type { Parser } from './parser';
import { Scope } from './scopes';
import { parseNamedType, startsTypeName } from './specifiers';

/** More pointers, arrays and functions than this in one declarator are refused. */
const LONGEST_DECLARATOR = 1000;

/** Parameters of a function. C11 5.2.4.1 asks for 127; V8 takes 1000 in WebAssembly, and the code generator adds its own. */
export const MOST_PARAMETERS = 500;

export interface FunctionParameters {
  readonly variables: readonly Variable[];
  readonly variadic: boolean;
  /** False for `()` and for an identifier list. */
  readonly prototyped: boolean;
  /** The names of an old-style definition. */
  readonly oldNames: readonly Token[];
  /** The prototype's scope, in which a definition's body lies. */
  readonly scope: Scope;
}

type Modifier =
  | { readonly kind: 'pointer'; readonly qualifiers: Qualifiers; readonly token: Token }
  | {
      readonly kind: 'array';
      /** `variable`: the length is not constant. */
      readonly length: number | undefined | 'variable';
      readonly qualifiers: Qualifiers;
      readonly token: Token;
    }
  | { readonly kind: 'function'; readonly parameters: FunctionParameters; readonly token: Token };

export interface Declarator {
  readonly name: Token | undefined;
  readonly type: CType;
  readonly attributes: readonly Attribute[];
  /** The parameters when the declarator itself declares a function: what a definition needs. */
  readonly parameters: FunctionParameters | undefined;
  /** A name alone: not a pointer, an array or a function. */
  readonly plain: boolean;
  readonly token: Token;
}

/** Which declarators can stand here: with a name, without, or either, as in a parameter. */
export type DeclaratorMode = 'named' | 'abstract' | 'either';

interface Reading {
  name: Token | undefined;
  attributes: readonly Attribute[];
}

export function parseDeclarator(p: Parser, base: CType, mode: DeclaratorMode, parameter = false): Declarator {
  const token = p.token;
  const reading: Reading = { name: undefined, attributes: NO_ATTRIBUTES };
  const modifiers = parseModifiers(p, mode, reading);
  if (modifiers.length > LONGEST_DECLARATOR) p.diagnostics.fatal(token, 'declarator has too many parts');
  let type = base;
  for (const [index, modifier] of modifiers.entries()) {
    type = applyModifier(p, type, modifier, reading.name, parameter && index === modifiers.length - 1);
  }
  const last = modifiers[modifiers.length - 1];
  const parameters = last?.kind === 'function' ? last.parameters : undefined;
  const plain = modifiers.length === 0;
  return { name: reading.name, type, attributes: reading.attributes, parameters, plain, token: reading.name ?? token };
}

/** `type-name`: specifiers and an abstract declarator. */
export function parseTypeName(p: Parser): CType {
  const specifiers = parseNamedType(p);
  if (specifiers.storage) p.error(specifiers.token, 'storage class in a type name');
  return parseDeclarator(p, specifiers.type, 'abstract').type;
}

function parseModifiers(p: Parser, mode: DeclaratorMode, reading: Reading): Modifier[] {
  const modifiers: Modifier[] = [];
  while (p.lexeme === '*') {
    const token = p.next();
    modifiers.push({ kind: 'pointer', qualifiers: parseQualifiers(p, reading), token });
  }
  let inner: readonly Modifier[] | undefined;
  if (p.lexeme === '(' && isNested(p, mode)) {
    p.next();
    p.enter();
    reading.attributes = joinAttributes(reading.attributes, parseAttributes(p));
    inner = parseModifiers(p, mode, reading);
    p.leave();
    p.expect(')');
  } else if (mode !== 'abstract' && p.lexeme === 'identifier') {
    reading.name = p.next();
  } else if (mode === 'named') {
    p.unexpected("identifier or '('");
  }
  const suffixes = p.lexeme === '[' || p.lexeme === '(' ? parseSuffixes(p) : [];
  return suffixes.length === 0 && !inner ? modifiers : [...modifiers, ...suffixes, ...(inner ?? [])];
}

/** Arrays and parameter lists behind what is declared, the last one first. */
function parseSuffixes(p: Parser): Modifier[] {
  const suffixes: Modifier[] = [];
  for (;;) {
    if (p.lexeme === '[') suffixes.push(parseArraySuffix(p));
    else if (p.lexeme === '(') suffixes.push({ kind: 'function', token: p.token, parameters: parseParameters(p) });
    else return suffixes.reverse();
  }
}

/** Whether `(` opens a nested declarator, not a parameter list. */
function isNested(p: Parser, mode: DeclaratorMode): boolean {
  if (mode === 'named') return true;
  const after = p.peek();
  if (after === '__attribute__') return p.peek(2) === '(' && !startsTypeName(p, 2);
  return after !== ')' && !startsTypeName(p, 1) && after !== '...';
}

const QUALIFYING = new Set(['const', 'volatile', 'restrict', '_Atomic', '__attribute__']);
const NO_QUALIFIERS: Qualifiers = {};

/** Qualifiers and attributes after `*` or in brackets. */
function parseQualifiers(p: Parser, reading: Reading | undefined): Qualifiers {
  if (!QUALIFYING.has(p.lexeme)) return NO_QUALIFIERS;
  const qualifiers: { const?: boolean; volatile?: boolean; restrict?: boolean; atomic?: boolean } = {};
  for (;;) {
    if (p.accept('const')) qualifiers.const = true;
    else if (p.accept('volatile')) qualifiers.volatile = true;
    else if (p.accept('restrict')) qualifiers.restrict = true;
    else if (p.accept('_Atomic')) qualifiers.atomic = true;
    else if (p.lexeme === '__attribute__') {
      const attributes = parseAttributes(p);
      if (reading) reading.attributes = joinAttributes(reading.attributes, attributes);
    } else return qualifiers;
  }
}

/** `[length]`, `[]`, `[*]`, `[static const 4]` */
function parseArraySuffix(p: Parser): Modifier {
  const token = p.expect('[');
  p.enter();
  p.accept('static');
  const qualifiers = parseQualifiers(p, undefined);
  p.accept('static');
  let length: number | undefined | 'variable';
  if (p.lexeme === '*' && p.peek() === ']') {
    p.next();
    length = 'variable';
  } else if (p.lexeme !== ']') length = parseLength(p, token);
  p.leave();
  p.expect(']');
  return { kind: 'array', length, qualifiers, token };
}

function parseLength(p: Parser, token: Token): number | undefined | 'variable' {
  const expression = p.withoutEffects(() => rvalue(p, parseAssignment(p)));
  if (isError(expression.type)) return 0;
  if (!isInteger(expression.type)) {
    p.error(token, 'size of array has non-integer type');
    return 0;
  }
  const value = evaluateInteger(expression, p.model);
  if (value === undefined) return 'variable';
  if (value < 0n) {
    p.error(token, 'size of array is negative');
    return 0;
  }
  return Number(value);
}

function applyModifier(
  p: Parser,
  type: CType,
  modifier: Modifier,
  name: Token | undefined,
  outermostOfParameter: boolean,
): CType {
  if (isError(type)) return type;
  switch (modifier.kind) {
    case 'pointer':
      return qualify(pointerTo(type), modifier.qualifiers);
    case 'array':
      return applyArray(p, type, modifier, calledBy(name), outermostOfParameter);
    case 'function': {
      if (type.kind === 'function' || type.kind === 'array') {
        const article = type.kind === 'array' ? 'an array' : 'a function';
        p.error(name ?? modifier.token, `${calledBy(name)} declared as function returning ${article}`);
        return ERROR_TYPE;
      }
      const { variables, variadic, prototyped } = modifier.parameters;
      const parameters = variables.map((variable) => unqualified(variable.type));
      return { kind: 'function', returns: type, parameters, variadic, prototyped };
    }
  }
}

/** How messages name what is declared. */
function calledBy(name: Token | undefined): string {
  return name ? `'${name.text}'` : 'type name';
}

function applyArray(
  p: Parser,
  of: CType,
  modifier: Modifier & { kind: 'array' },
  called: string,
  outermostOfParameter: boolean,
): CType {
  const { length, token } = modifier;
  if (of.kind === 'function') {
    p.error(token, `declaration of ${called} as array of functions`);
    return ERROR_TYPE;
  }
  if (isVoid(of)) {
    p.error(token, `declaration of ${called} as array of voids`);
    return ERROR_TYPE;
  }
  if (!isComplete(of)) {
    p.error(token, `array type has incomplete element type ${quoteType(of)}`);
    return ERROR_TYPE;
  }
  const size = sizeOf(of, p.model);
  if (of.aligned !== undefined && size > 0 && size % of.aligned !== 0) {
    const greater = of.aligned > size ? 'is greater than element size' : 'does not divide element size';
    p.error(token, `alignment of array elements ${greater}`);
    return ERROR_TYPE;
  }
  if (outermostOfParameter) return qualify(pointerTo(of), modifier.qualifiers);
  if (length === 'variable') {
    p.error(token, `variable-length arrays are not supported (${called})`);
    return ERROR_TYPE;
  }
  if (length !== undefined && length * size > (p.model.name === 'LP64' ? 2 ** 50 : 2 ** 31 - 1)) {
    p.error(token, `size of array ${called} is too large`);
    return ERROR_TYPE;
  }
  const array: ArrayType = { kind: 'array', of, length };
  return array;
}

// ---------------------------------------------------------------- parameters

/** A parameter list in parentheses (6.7.6.3), or the identifier list of an old-style definition. */
function parseParameters(p: Parser): FunctionParameters {
  p.expect('(');
  p.enter();
  const outer = p.scope;
  const scope = new Scope(outer);
  p.scope = scope;
  let result: FunctionParameters;
  try {
    result = parseParameterList(p, scope);
  } finally {
    p.scope = outer;
  }
  p.leave();
  p.expect(')');
  return result;
}

function parseParameterList(p: Parser, scope: Scope): FunctionParameters {
  const none = { variables: [], variadic: false, oldNames: [], scope };
  if (p.lexeme === ')') return { ...none, prototyped: false };
  if (p.lexeme === 'void' && p.peek() === ')') {
    p.next();
    return { ...none, prototyped: true };
  }
  if (isIdentifierList(p)) {
    const oldNames: Token[] = [];
    do oldNames.push(p.expectIdentifier());
    while (p.accept(','));
    checkCount(p, oldNames[MOST_PARAMETERS]);
    return { ...none, oldNames, prototyped: false };
  }
  const variables: Variable[] = [];
  let variadic = false;
  do {
    if (p.lexeme === '...') {
      if (variables.length === 0) p.error(p.token, "ISO C requires a named argument before '...'");
      p.next();
      variadic = true;
      break;
    }
    variables.push(parseParameter(p));
  } while (p.accept(','));
  checkCount(p, variables[MOST_PARAMETERS]?.token);
  if (isNoParameters(variables, variadic)) return { ...none, prototyped: true };
  for (const variable of variables) checkNotVoid(p, variable);
  return { variables, variadic, prototyped: true, oldNames: [], scope };
}

/** `(void)`, by whatever name the type goes (6.7.6.3p10). */
function isNoParameters([only, ...others]: readonly Variable[], variadic: boolean): boolean {
  return (
    only !== undefined && others.length === 0 && !variadic && isVoid(only.type) && !only.type.qualifiers && !only.name
  );
}

/** A parameter of type void can't be given anything; in a mere declaration that is let pass, as gcc does. */
function checkNotVoid(p: Parser, { name, type, token }: Variable): void {
  if (!isVoid(type)) return;
  if (name === '') p.error(token, "'void' must be the only parameter");
  else if (p.peek() === '{') p.error(token, `parameter '${name}' has void type`);
  else p.warn(token, 'void-parameter', `parameter '${name}' has void type`);
}

/** @param surplus the first parameter, or argument, that is one too many. */
export function checkCount(p: Parser, surplus: Token | undefined): void {
  if (surplus) p.diagnostics.fatal(surplus, `more than ${MOST_PARAMETERS} parameters of one function`);
}

/** Names alone, none of which is a type; a single unknown one before a name or `*` was meant as a type. */
function isIdentifierList(p: Parser): boolean {
  const after = p.peek();
  return p.lexeme === 'identifier' && !startsTypeName(p, 0) && (after === ',' || after === ')');
}

function parseParameter(p: Parser): Variable {
  const specifiers = parseNamedType(p);
  if (specifiers.storage && specifiers.storage !== 'register') {
    p.error(specifiers.token, 'storage class specified for a parameter');
  }
  const declarator = parseDeclarator(p, specifiers.type, 'either', true);
  parseAttributes(p); // `unused` and its like say nothing to the engine
  const token = declarator.name ?? declarator.token;
  const functionWord = functionSpecifier(specifiers);
  if (functionWord) p.diagnostics.warning(token, `parameter '${token.text}' declared '${functionWord}'`);
  const variable = parameterVariable(p, declarator.name, adjustParameter(declarator.type), token);
  if (specifiers.storage === 'register') p.registers.add(variable);
  if (declarator.name) declareParameter(p, variable);
  return variable;
}

/** Arrays and functions become pointers (6.7.6.3p7, p8). */
export function adjustParameter(type: CType): CType {
  if (type.kind === 'array') return pointerTo(type.of);
  return type.kind === 'function' ? pointerTo(type) : type;
}

export function parameterVariable(p: Parser, name: Token | undefined, type: CType, token: Token): Variable {
  return {
    name: name?.text ?? '',
    type,
    token,
    storage: 'parameter',
    linkage: 'none',
    unit: p.unit,
    addressTaken: !isScalar(type) || type.qualifiers?.volatile === true,
    initializer: undefined,
    defined: true,
    readOnly: false,
    alignment: undefined,
    section: undefined,
    scope: undefined,
  };
}

export function declareParameter(p: Parser, variable: Variable): void {
  if (p.scope.lookupHere(variable.name)) p.error(variable.token, `redefinition of parameter '${variable.name}'`);
  p.declare(variable.name, { kind: 'variable', variable, token: variable.token });
}
