/**
 * Functions (C11 6.7.4, 6.9.1): declarations merged by name, definitions new and old style, and the commit of the effects that a
 * definition's expressions logged.
 */
import { isComplete } from '../dataModel';
import type { Token } from '../token';
import type { Attribute, CompoundStatement, FunctionDefinition, FunctionSymbol, Statement, Variable } from '../tree';
import { quoteType } from '../typeNames';
import { compatible, composite, isError, isVoid, promoted, unqualified } from '../typeRelations';
import type { CType, FunctionType } from '../types';
import { findAttribute, parseAttributes } from './attributes';
import { convert, integerLiteral, rvalue } from './conversions';
import {
  adjustParameter, type Declarator, declareParameter, type FunctionParameters, parameterVariable, parseDeclarator,
} from './declarators'; // biome-ignore format: a list
import { checkLabels } from './labels';
import { libraryType } from './libraryFunctions';
import type { FunctionContext, Parser } from './parser';
import { parseNamedType, type Specifiers } from './specifiers';
import { parseCompoundInScope } from './statements';

/** Variables of a function. V8 takes 50,000 locals in a function of WebAssembly, and the code generator adds its own. */
const MOST_VARIABLES = 20_000;

/** Declares a function, or joins the declaration to the ones before it. */
export function declareFunction(
  p: Parser,
  name: Token,
  type: FunctionType,
  specifiers: Specifiers,
  attributes: readonly Attribute[],
): FunctionSymbol {
  const here = p.scope.lookupHere(name.text);
  if (here && here.kind !== 'function') {
    p.error(name, `'${name.text}' redeclared as different kind of symbol`, [
      { message: 'previously declared here', token: here.token },
    ]);
  }
  if (specifiers.alignment !== undefined) p.error(name, `alignment specified for function '${name.text}'`);
  const isStatic = specifiers.storage === 'static';
  if (p.currentFunction) p.onlyAsAWhole = true;
  if (isStatic && p.currentFunction) p.error(name, `invalid storage class for function '${name.text}'`);
  let symbol = p.functionSymbols.get(name.text);
  const first = symbol === undefined;
  if (symbol) mergeFunction(p, symbol, name, type, isStatic);
  else {
    symbol = {
      name: name.text,
      type,
      token: name,
      definition: undefined,
      linkage: isStatic ? 'internal' : 'external',
      addressTaken: false,
      noReturn: false,
      inlineOnly: false,
      unit: p.unit,
      attributes: [],
    };
    p.functionSymbols.set(name.text, symbol);
  }
  noteInline(p, symbol, specifiers, attributes, first);
  if (attributes.length > 0) symbol.attributes = [...symbol.attributes, ...attributes];
  if (specifiers.noReturn || findAttribute(attributes, 'noreturn')) symbol.noReturn = true;
  const alias = findAttribute(attributes, 'alias');
  if (alias) p.aliases.set(symbol, { target: String(alias.arguments[0] ?? ''), token: alias.token });
  p.declare(name.text, { kind: 'function', symbol, token: name });
  return symbol;
}

/**
 * A definition is an inline one when every declaration of file scope says `inline` and none `extern` (6.7.4p7). By GNU's old rule it
 * is one when it says both itself, whatever declarations before it say. A function that gcc knows by itself counts as declared before.
 */
function noteInline(
  p: Parser,
  symbol: FunctionSymbol,
  specifiers: Specifiers,
  attributes: readonly Attribute[],
  first: boolean,
): void {
  if (specifiers.inline) p.inlineFunctions.add(symbol);
  if (symbol.linkage === 'internal' || p.currentFunction) return;
  const gnu = hasGnuRule(p, attributes);
  const inlineOnly = specifiers.inline && (specifiers.storage === 'extern') === gnu;
  if (inlineOnly && (gnu ? !symbol.definition : first && !isKnown(p, symbol))) p.inlineDefinitions.add(symbol);
  else if (!inlineOnly && !givesWay(p, symbol)) p.inlineDefinitions.delete(symbol);
}

/** Whether gcc has a function of the name and the type built in. */
function isKnown(p: Parser, { name, type }: FunctionSymbol): boolean {
  const known = libraryType(p, name);
  return known !== undefined && compatible(known, type);
}

function hasGnuRule(p: Parser, attributes: readonly Attribute[]): boolean {
  return p.options.gnuInline === true || findAttribute(attributes, 'gnu_inline') !== undefined;
}

function mergeFunction(p: Parser, symbol: FunctionSymbol, name: Token, type: FunctionType, isStatic: boolean): void {
  const notes = [
    { message: `previous declaration of '${name.text}' with type ${quoteType(symbol.type)}`, token: symbol.token },
  ];
  if (!compatible(symbol.type, type)) {
    p.error(name, `conflicting types for '${name.text}'; have ${quoteType(type)}`, notes);
    return;
  }
  if (isStatic && symbol.linkage === 'external') {
    p.error(name, `static declaration of '${name.text}' follows non-static declaration`, notes);
  }
  symbol.type = composite(symbol.type, type) as FunctionType;
}

/** A definition, its declarator read and its body (or old-style parameter declarations) being current. */
export function parseFunctionDefinition(
  p: Parser,
  specifiers: Specifiers,
  declarator: Declarator,
  attributes: readonly Attribute[],
): void {
  const name = declarator.name as Token;
  const { parameters, type } = declarator;
  if (!parameters || type.kind !== 'function') {
    p.skipStatement(); // its declarator was reported
    return;
  }
  if (specifiers.storage === 'typedef') p.error(specifiers.token, `function definition declared 'typedef'`);
  const outer = p.scope;
  p.scope = parameters.scope;
  const before = p.functionSymbols.get(name.text)?.type;
  const prototype = before?.prototyped ? before : undefined;
  const old = parameters.oldNames.length > 0 ? parseOldParameters(p, name, parameters, prototype) : undefined;
  const variables = old ? old.variables : parameters.variables;
  p.scope = outer;
  const ownType = old ? oldStyleType(type, variables, prototype) : type;
  const gaveWay = givesWay(p, p.functionSymbols.get(name.text));
  const symbol = declareFunction(p, name, ownType, specifiers, attributes);
  if (gaveWay) {
    p.onlyAsAWhole = true;
    p.inlineDefinitions.delete(symbol);
  } else if (symbol.definition) {
    p.error(name, `redefinition of '${name.text}'`, [{ message: 'previously defined here', token: symbol.token }]);
  }
  (symbol as { token: Token }).token = name;
  checkSignature(p, name, type.returns, variables);
  p.scope = parameters.scope;
  try {
    parseBody(p, symbol, variables, old?.narrowed ?? []);
  } finally {
    p.scope = outer;
    p.currentFunction = undefined;
  }
}

/** GNU C: an `extern inline` definition only serves to be inlined; another one of the same unit takes its place. */
function givesWay(p: Parser, symbol: FunctionSymbol | undefined): boolean {
  if (!symbol?.definition || !p.inlineDefinitions.has(symbol)) return false;
  return hasGnuRule(p, symbol.attributes);
}

function checkSignature(p: Parser, name: Token, returns: CType, variables: readonly Variable[]): void {
  if (!isVoid(returns) && !isError(returns) && !isComplete(returns)) {
    p.error(name, `return type of '${name.text}' is an incomplete type`);
  }
  variables.forEach((variable, index) => {
    if (isError(variable.type) || isVoid(variable.type) || isComplete(variable.type)) return;
    p.error(
      variable.token,
      `parameter ${index + 1} ('${variable.name}') has incomplete type ${quoteType(variable.type)}`,
    );
  });
}

/** The body of a function, whose parameters are declared in the scope that is current. */
export function parseBody(
  p: Parser,
  symbol: FunctionSymbol,
  parameters: readonly Variable[],
  narrowed: readonly Narrowed[],
): FunctionDefinition {
  const context: FunctionContext = {
    symbol,
    returns: symbol.type.returns,
    labels: new Map(),
    allLabels: [],
    reported: new Set(),
    nameVariable: undefined,
    loops: 0,
    statements: 0,
    hasNested: false,
    switches: [],
    blocks: [],
  };
  p.currentFunction = context;
  const mark = p.effects.length;
  const body = parseCompoundInScope(p);
  checkLabels(p, context.labels.values());
  const narrowing: Statement[] = [];
  for (const { parameter, variable } of narrowed) {
    variable.scope = body;
    narrowing.push(narrowingStatement(p, parameter, variable));
  }
  body.statements = [...narrowing, ...body.statements, ...implicitReturn(p, symbol, body)];
  const locals = narrowed.map(({ variable }) => variable);
  for (const effect of p.effects.slice(mark)) if (effect.kind === 'local') locals.push(effect.variable);
  const surplus = locals[MOST_VARIABLES];
  if (surplus) {
    p.diagnostics.fatal(surplus.token, `more than ${MOST_VARIABLES} variables in one function`);
  }
  const definition: FunctionDefinition = { symbol, parameters, locals, body, labels: context.allLabels };
  symbol.definition = definition;
  p.functions.push(definition);
  return definition;
}

/** Reaching the end of `main` returns 0 (5.1.2.2.3). */
function implicitReturn(p: Parser, symbol: FunctionSymbol, body: CompoundStatement): Statement[] {
  const { returns } = symbol.type;
  if (symbol.name !== 'main' || returns.kind !== 'integer' || isError(returns)) return [];
  if (body.statements[body.statements.length - 1]?.kind === 'return') return [];
  const { last } = body;
  return [
    {
      kind: 'return',
      first: last,
      last,
      value: convert(integerLiteral(0n, p.types.int, last), unqualified(returns)),
    },
  ];
}

// ---------------------------------------------------------------- old-style definitions

/** A parameter that arrives promoted, and the variable of its declared type that the body sees. */
interface Narrowed {
  readonly parameter: Variable;
  readonly variable: Variable;
}

/** The type of an old-style definition, which is called as the prototype before it says. */
function oldStyleType(
  type: FunctionType,
  variables: readonly Variable[],
  prototype: FunctionType | undefined,
): FunctionType {
  if (prototype) return { ...prototype, returns: type.returns };
  return { ...type, parameters: variables.map((variable) => unqualified(variable.type)) };
}

/**
 * The declarations between an identifier list and the body; a name without one would be an implicit int, and is refused. GNU C: where a
 * prototype before the definition has a parameter's own type, it arrives as that, and not promoted.
 */
function parseOldParameters(
  p: Parser,
  name: Token,
  parameters: FunctionParameters,
  prototype: FunctionType | undefined,
) {
  const promised = prototype?.parameters;
  if (prototype && promised && promised.length !== parameters.oldNames.length) {
    p.error(name, `number of arguments doesn't match prototype: ${quoteType(prototype)}`);
  }
  const declared = new Map<string, { type: CType; token: Token }>();
  while (p.lexeme !== '{' && p.lexeme !== 'end') {
    const specifiers = parseNamedType(p);
    const { storage } = specifiers;
    do {
      const declarator = parseDeclarator(p, specifiers.type, 'named', true);
      parseAttributes(p);
      const name = declarator.name as Token;
      if (!parameters.oldNames.some((old) => old.text === name.text)) {
        p.error(name, `declaration for parameter '${name.text}' but no such parameter`);
      }
      if (storage && storage !== 'register') {
        p.error(name, `storage class specified for parameter '${name.text}'`);
      }
      if (p.lexeme === '=') {
        p.error(name, `parameter '${name.text}' is initialized`);
        p.skipTo(',');
      }
      const earlier = declared.get(name.text);
      if (earlier) {
        p.error(name, `redefinition of parameter '${name.text}'`, [
          { message: 'previously declared here', token: earlier.token },
        ]);
      }
      declared.set(name.text, { type: adjustParameter(declarator.type), token: name });
    } while (p.accept(','));
    p.expect(';');
  }
  const variables: Variable[] = [];
  const narrowed: Narrowed[] = [];
  for (const [index, name] of parameters.oldNames.entries()) {
    const found = declared.get(name.text);
    if (!found) p.error(name, `type of '${name.text}' defaults to 'int': implicit int is not allowed; declare it`);
    const type = found?.type ?? p.types.int;
    const token = found?.token ?? name;
    const own = unqualified(type);
    const expected = promised?.[index];
    const isPromised = expected && compatible(own, unqualified(expected));
    const wide = isPromised ? type : promotedParameter(p, type);
    if (expected && !isPromised && !compatible(unqualified(wide), unqualified(expected))) {
      p.error(token, `argument '${name.text}' doesn't match prototype`);
    }
    const parameter = parameterVariable(p, name, wide, token);
    variables.push(parameter);
    if (wide === type) declareParameter(p, parameter);
    else {
      const variable: Variable = { ...parameterVariable(p, name, type, token), storage: 'automatic' };
      narrowed.push({ parameter, variable });
      declareParameter(p, variable);
    }
  }
  return { variables, narrowed };
}

/** The type in which an old-style parameter arrives: promoted like an argument. */
function promotedParameter(p: Parser, type: CType): CType {
  if (isError(type)) return type;
  if (type.kind === 'floating') return type.name === 'float' ? p.types.double : type;
  if (type.kind !== 'integer') return type;
  const wide = promoted(type, undefined, p.model);
  return wide.name === type.name ? type : wide;
}

function narrowingStatement(p: Parser, parameter: Variable, variable: Variable): Statement {
  const { token } = variable;
  const value = rvalue(p, p.variableExpression(parameter, token));
  const type = unqualified(variable.type);
  const parts = [{ offset: 0, type, value: convert(value, type) }];
  return { kind: 'declaration', first: token, last: token, variable, initializer: { token, parts } };
}
