/**
 * Declarations (C11 6.7, 6.9): the list of declarators after the specifiers, typedefs, `_Static_assert`, and what stands outside
 * functions. What a declarator declares is made in objects.ts and functions.ts.
 */
import { decodeString } from '../literals';
import type { Token } from '../token';
import type { Attribute, Statement } from '../tree';
import { compatible, isError } from '../typeRelations';
import type { CType } from '../types';
import { refuseAsm } from './asm';
import { alignmentOf, findAttribute, joinAttributes, parseAttributes, typeInMode } from './attributes';
import { type Declarator, parseDeclarator } from './declarators';
import { parseIntegerConstant } from './expressions';
import { declareFunction, parseFunctionDefinition } from './functions';
import { declareAuto, declareObject } from './objects';
import type { Parser } from './parser';
import { meantAsType, parseSpecifiers, type Specifiers, startsTypeName } from './specifiers';

/** Whether a declaration, not a statement, begins here. */
export function startsDeclaration(p: Parser): boolean {
  switch (p.lexeme) {
    case 'identifier': {
      const after = p.peek();
      if (after === ':') return false;
      const declared = p.scope.lookup(p.token.text);
      return declared ? declared.kind === 'typedef' : meantAsType(p);
    }
    case '_Static_assert':
      return true;
    case '[':
      return p.peek() === '['; // C23's attributes, which are refused
    case '__extension__':
      return startsTypeName(p, 1);
    case '__attribute__':
      return startsTypeName(p, attributeLength(p));
    default:
      return startsTypeName(p, 0);
  }
}

/** How many tokens the attributes that begin here have. */
function attributeLength(p: Parser): number {
  let at = 0;
  while (p.peek(at) === '__attribute__') {
    let depth = 0;
    do {
      at++;
      if (p.peek(at) === '(') depth++;
      if (p.peek(at) === ')') depth--;
    } while (depth > 0 && p.peek(at) !== 'end');
    at++;
  }
  return at;
}

/** A declaration in a block or in the head of a `for`; its variables become statements. */
export function parseDeclaration(p: Parser, into: Statement[]): void {
  if (p.lexeme === '_Static_assert') {
    parseStaticAssert(p);
    return;
  }
  const specifiers = parseSpecifiers(p);
  if (p.lexeme === ';' || specifiers.unended) {
    endWithoutDeclarator(p, specifiers);
    return;
  }
  let first = specifiers.token;
  do {
    const attributes = joinAttributes(specifiers.attributes, parseAttributes(p));
    const declarator = parseDeclarator(p, specifiers.type, 'named');
    checkAuto(p, specifiers, declarator, first === specifiers.token);
    if (p.lexeme === '{' && declarator.type.kind === 'function') {
      refuseNested(p, declarator);
      p.skipStatement();
      return;
    }
    parseInitDeclarator(p, specifiers, declarator, attributes, first, into);
    first = p.peekToken(1);
  } while (p.accept(','));
  expectEnd(p);
}

/** `__auto_type` declares one name, which is initialised. */
function checkAuto(p: Parser, { autoType, storage, token }: Specifiers, { plain }: Declarator, isFirst: boolean): void {
  if (!autoType) return;
  if (!isFirst) p.error(token, "'__auto_type' may only be used with a single declarator");
  else if (!plain) p.error(token, "'__auto_type' requires a plain identifier as declarator");
  else if (storage === 'typedef') p.error(token, "'__auto_type' requires an initialized data declaration");
  else if (p.is('{')) p.unexpected("'='");
}

/** Said once in a function: where its own `}` is missing, all that follow look like this. */
function refuseNested(p: Parser, { name }: Declarator): void {
  if (!p.currentFunction || p.currentFunction.hasNested) return;
  p.currentFunction.hasNested = true;
  p.error(p.token, `nested functions are not supported ('${name?.text}'), or a '}' is missing before it`);
}

/** A missing `;` at the end of a line is reported, and the declaration kept. */
function expectEnd(p: Parser): void {
  if (p.lexeme !== ';' && p.token.lineStart && p.lexeme !== 'end') {
    p.error(p.previous, `expected ';' before ${p.describeToken()}`);
    return;
  }
  p.expect(';');
}

function endWithoutDeclarator(p: Parser, specifiers: Specifiers): void {
  const { storage } = specifiers;
  if (!p.currentFunction && (storage === 'auto' || storage === 'register')) {
    p.error(specifiers.token, `'${storage}' in file-scope empty declaration`);
  }
  if (!specifiers.unended) p.expect(';');
  const functionWord = functionSpecifier(specifiers);
  if (functionWord) p.error(specifiers.token, `'${functionWord}' in empty declaration`);
  if (!specifiers.tagged && !isError(specifiers.type)) {
    p.warn(specifiers.token, 'missing-declarations', 'useless type name in empty declaration');
  }
}

/** The word that says something of functions only. */
export function functionSpecifier({ inline, noReturn }: Specifiers): string | undefined {
  return inline ? 'inline' : noReturn ? '_Noreturn' : undefined;
}

/** What follows a declarator: an assembler name (refused), attributes, an initialiser; then the name is declared. */
function parseInitDeclarator(
  p: Parser,
  specifiers: Specifiers,
  declarator: Declarator,
  leading: readonly Attribute[],
  first: Token,
  into: Statement[],
): void {
  if (p.lexeme === 'asm') {
    refuseAsm(p, specifiers.storage === 'register' ? 'a register variable bound to a register' : 'an assembler name');
  }
  const attributes = joinAttributes(joinAttributes(leading, declarator.attributes), parseAttributes(p));
  const name = declarator.name as Token;
  const mode = findAttribute(attributes, 'mode');
  const type = mode ? typeInMode(p, declarator.type, mode) : declarator.type;
  const functionWord = functionSpecifier(specifiers);
  if (functionWord && (specifiers.storage === 'typedef' || type.kind !== 'function')) {
    const what = specifiers.storage === 'typedef' ? 'typedef' : 'variable';
    p.diagnostics.warning(name, `${what} '${name.text}' declared '${functionWord}'`);
  }
  if (specifiers.storage === 'typedef') declareTypedef(p, name, type, attributes);
  else if (specifiers.autoType) declareAuto(p, specifiers, declarator, attributes, first, into);
  else if (type.kind === 'function') {
    if (declarator.parameters && declarator.parameters.oldNames.length > 0) {
      p.diagnostics.warning(name, 'parameter names (without types) in function declaration');
    }
    declareFunction(p, name, type, specifiers, attributes);
    if (p.lexeme === '=') {
      p.error(name, `function '${name.text}' is initialized like a variable`);
      p.skipTo(',');
    }
  } else declareObject(p, { name, type, specifiers, attributes, first }, into);
}

function declareTypedef(p: Parser, name: Token, written: CType, attributes: readonly Attribute[]): void {
  const aligned = alignmentOf(p, attributes);
  let type = written;
  if (!isError(type)) {
    type = { ...type, typedefName: name.text, ...(aligned !== undefined ? { aligned } : {}) };
    if (type.kind === 'record' && findAttribute(attributes, 'transparent_union')) p.transparentUnions.add(type.record);
  }
  if (p.lexeme === '=') {
    p.error(name, `typedef '${name.text}' is initialized`);
    p.skipTo(',');
  }
  const before = p.scope.lookupHere(name.text);
  if (before) {
    const notes = [{ message: 'previously declared here', token: before.token }];
    if (before.kind !== 'typedef') p.error(name, `'${name.text}' redeclared as different kind of symbol`, notes);
    else if (!compatible(before.type, type)) p.error(name, `conflicting types for '${name.text}'`, notes);
    else return;
  }
  p.declare(name.text, { kind: 'typedef', type, token: name });
}

/** `_Static_assert(condition, "message");` (6.7.10), the message optional as in C23. */
export function parseStaticAssert(p: Parser): void {
  const token = p.expect('_Static_assert');
  p.expect('(');
  const constant = parseIntegerConstant(p, "expression in '_Static_assert' is not an integer constant");
  let message = '';
  if (p.accept(',')) {
    if (p.lexeme !== 'string') p.unexpected('string literal');
    const tokens: Token[] = [];
    while (p.lexeme === 'string') tokens.push(p.next());
    const { units } = decodeString(tokens, p.model, p.diagnostics);
    message = `: "${new TextDecoder().decode(Uint8Array.from(units))}"`;
  }
  p.expect(')');
  p.expect(';');
  if (constant && constant.value === 0n) p.error(token, `static assertion failed${message}`);
}

/** One declaration or function definition outside functions (6.9). */
export function parseExternalDeclaration(p: Parser): void {
  if (p.accept(';')) return;
  if (p.lexeme === '_Static_assert') {
    parseStaticAssert(p);
    return;
  }
  if (p.lexeme === 'asm') {
    refuseAsm(p, 'assembly outside functions');
    p.accept(';');
    return;
  }
  const specifiers = parseSpecifiers(p);
  if (p.lexeme === ';' || specifiers.unended) {
    endWithoutDeclarator(p, specifiers);
    return;
  }
  const statements: Statement[] = [];
  for (let isFirst = true; ; isFirst = false) {
    const attributes = joinAttributes(specifiers.attributes, parseAttributes(p));
    const declarator = parseDeclarator(p, specifiers.type, 'named');
    checkAuto(p, specifiers, declarator, isFirst);
    if (isFirst && startsBody(p, declarator)) {
      parseFunctionDefinition(p, specifiers, declarator, joinAttributes(attributes, declarator.attributes));
      return;
    }
    if ((specifiers.storage === 'auto' || specifiers.storage === 'register') && !p.is('asm')) {
      p.error(specifiers.token, `file-scope declaration specifies '${specifiers.storage}'`);
    }
    parseInitDeclarator(p, specifiers, declarator, attributes, specifiers.token, statements);
    if (!p.accept(',')) break;
  }
  expectEnd(p);
}

/** Whether a function's body follows, or an old-style definition's parameter declarations. */
function startsBody(p: Parser, declarator: Declarator): boolean {
  const { parameters } = declarator;
  if (!parameters) return p.lexeme === '{' && isError(declarator.type);
  if (p.lexeme === '{') return true;
  return (
    parameters.oldNames.length > 0 &&
    p.lexeme !== ';' &&
    p.lexeme !== ',' &&
    startsTypeName(p, 0) &&
    p.lexeme !== '__attribute__'
  );
}
