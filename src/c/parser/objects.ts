/**
 * Objects (C11 6.2.2, 6.2.4, 6.9.2): variables with and without linkage, their merging across declarations, tentative definitions,
 * and their initialisers.
 */
import { isComplete } from '../dataModel';
import { alignOf } from '../layout';
import type { Token } from '../token';
import type { Attribute, Statement, Variable } from '../tree';
import { quoteType } from '../typeNames';
import { compatible, composite, ERROR_TYPE, isConst, isError, isScalar, isVoid, isVolatile } from '../typeRelations';
import type { CType } from '../types';
import { alignmentOf, findAttribute } from './attributes';
import { rvalue } from './conversions';
import type { Declarator } from './declarators';
import { parseAssignment } from './expressions';
import { initialiseBy, parseInitializer } from './initializers';
import type { Parser } from './parser';
import { strictest } from './records';
import type { Specifiers } from './specifiers';

/** A declarator of an object, not yet declared. */
export interface ObjectDeclaration {
  readonly name: Token;
  readonly type: CType;
  readonly specifiers: Specifiers;
  readonly attributes: readonly Attribute[];
  /** Where the declaration's statement begins. */
  readonly first: Token;
}

/** Declares the object and parses its initialiser, if `=` follows. An automatic one becomes a statement. */
export function declareObject(p: Parser, declaration: ObjectDeclaration, into: Statement[]): void {
  const { name, specifiers } = declaration;
  let { type } = declaration;
  // The kernel's linker symbols are `extern const void`: such an object has an address and no more.
  if (isVoid(type) && (specifiers.storage !== 'extern' || p.lexeme === '=')) {
    p.error(name, `variable or field '${name.text}' declared void`);
    type = ERROR_TYPE;
  }
  const local = p.currentFunction !== undefined;
  const linked = specifiers.storage === 'extern' || !local;
  const variable = linked
    ? declareLinked(p, { ...declaration, type }, p.lexeme === '=')
    : declareUnlinked(p, { ...declaration, type });
  applyAttributes(p, variable, declaration);
  if (p.accept('=')) initialise(p, variable, declaration, linked, into);
  else if (!linked) {
    checkComplete(p, variable, name);
    if (variable.storage === 'automatic') {
      into.push({ kind: 'declaration', first: declaration.first, last: p.previous, variable, initializer: undefined });
    }
  }
}

function applyAttributes(p: Parser, variable: Variable, { specifiers, attributes, name }: ObjectDeclaration): void {
  variable.alignment = strictest(
    variable.alignment,
    strictest(strictest(specifiers.alignment, alignmentOf(p, attributes)), variable.type.aligned),
  );
  if (specifiers.alignment !== undefined && !isError(variable.type)) {
    if (specifiers.alignment < alignOf(variable.type, p.model)) {
      p.error(name, `'_Alignas' specifiers cannot reduce alignment of '${name.text}'`);
    }
  }
  const section = findAttribute(attributes, 'section')?.arguments[0];
  if (section !== undefined) variable.section = String(section);
  if (findAttribute(attributes, 'weak')) variable.weak = true;
  const alias = findAttribute(attributes, 'alias');
  if (alias) p.aliases.set(variable, { target: String(alias.arguments[0] ?? ''), token: alias.token });
  if (specifiers.storage === 'register') p.registers.add(variable);
  if (findAttribute(attributes, 'packed')) p.warn(name, 'attributes', "'packed' attribute ignored");
}

function checkComplete(p: Parser, variable: Variable, name: Token): void {
  if (isError(variable.type) || isComplete(variable.type)) return;
  if (variable.type.kind === 'array') p.error(name, `array size missing in '${name.text}'`);
  else p.error(name, `storage size of '${name.text}' isn't known (${quoteType(variable.type)} is incomplete)`);
  variable.type = ERROR_TYPE;
}

function initialise(
  p: Parser,
  variable: Variable,
  declaration: ObjectDeclaration,
  linked: boolean,
  into: Statement[],
): void {
  const { name, specifiers, first } = declaration;
  if (specifiers.storage === 'extern' && p.currentFunction)
    p.error(name, `'${name.text}' has both 'extern' and initializer`);
  if (!isError(variable.type) && variable.type.kind !== 'array' && !isComplete(variable.type)) {
    p.error(name, `variable '${name.text}' has initializer but incomplete type`);
    variable.type = ERROR_TYPE;
  }
  const isStatic = variable.storage === 'static';
  const parsed = parseInitializer(p, variable.type, name.text, isStatic);
  variable.type = parsed.type;
  if (!linked) checkComplete(p, variable, name);
  if (isStatic) {
    variable.initializer = parsed.initializer;
    if (parsed.storageSize !== undefined) variable.storageSize = parsed.storageSize;
    return;
  }
  if (parsed.storageSize !== undefined)
    p.error(name, 'initialization of a flexible array member in an automatic object');
  into.push({ kind: 'declaration', first, last: p.previous, variable, initializer: parsed.initializer });
}

/** A variable of a block: automatic, or static without linkage. */
function declareUnlinked(p: Parser, { name, type, specifiers }: ObjectDeclaration): Variable {
  const before = p.scope.lookupHere(name.text);
  if (before) {
    const notes = [{ message: 'previously declared here', token: before.token }];
    const same = before.kind === 'variable' && before.variable.storage !== 'parameter';
    const what = same
      ? `redeclaration of '${name.text}' with no linkage`
      : `'${name.text}' redeclared as different kind of symbol`;
    p.error(name, what, notes);
  }
  const isStatic = specifiers.storage === 'static';
  const blocks = p.currentFunction?.blocks;
  const variable: Variable = {
    name: name.text,
    type,
    token: name,
    storage: isStatic ? 'static' : 'automatic',
    linkage: 'none',
    unit: p.unit,
    addressTaken: isStatic || !isScalar(type) || isVolatile(type),
    initializer: undefined,
    defined: true,
    readOnly: isStatic && isReadOnly(type),
    alignment: undefined,
    section: undefined,
    scope: isStatic ? undefined : blocks?.[blocks.length - 1],
  };
  p.declare(name.text, { kind: 'variable', variable, token: name });
  p.effects.push({ kind: isStatic ? 'static' : 'local', variable });
  return variable;
}

/** Const objects lie in read-only memory, unless something else may change them. */
function isReadOnly(type: CType): boolean {
  return isConst(type) && !isVolatile(type);
}

/** A variable of file scope, or one declared `extern` in a block: one object for all declarations of its name. */
function declareLinked(p: Parser, declaration: ObjectDeclaration, initialised: boolean): Variable {
  const { name, type, specifiers } = declaration;
  if (p.currentFunction) p.onlyAsAWhole = true;
  const here = p.scope.lookupHere(name.text);
  if (here && here.kind !== 'variable') {
    p.error(name, `'${name.text}' redeclared as different kind of symbol`, [
      { message: 'previously declared here', token: here.token },
    ]);
  }
  if (p.currentFunction) checkLinkage(p, name);
  const isExtern = specifiers.storage === 'extern';
  const defines = !isExtern || initialised;
  let variable = p.linkedObjects.get(name.text);
  if (variable) mergeLinked(p, variable, declaration, defines, initialised);
  else {
    variable = {
      name: name.text,
      type,
      token: name,
      storage: 'static',
      linkage: specifiers.storage === 'static' ? 'internal' : 'external',
      unit: p.unit,
      addressTaken: true,
      initializer: undefined,
      defined: defines,
      readOnly: isReadOnly(type),
      alignment: undefined,
      section: undefined,
      scope: undefined,
    };
    p.linkedObjects.set(name.text, variable);
  }
  p.declare(name.text, { kind: 'variable', variable, token: name });
  return variable;
}

/** An `extern` declaration in a block: what its name means there, and what it meant outside, must be that object (6.2.2). */
function checkLinkage(p: Parser, name: Token): void {
  const here = p.scope.lookupHere(name.text);
  if (here?.kind === 'variable' && here.variable.linkage === 'none') {
    const isParameter = here.variable.storage === 'parameter';
    const what = isParameter ? 'redeclared as different kind of symbol' : 'follows declaration with no linkage';
    p.error(name, `${isParameter ? '' : 'extern declaration of '}'${name.text}' ${what}`, [
      { message: 'previously declared here', token: here.token },
    ]);
    return;
  }
  const visible = p.scope.lookup(name.text);
  const isHidden = visible?.kind === 'variable' && visible.variable.linkage === 'none';
  if (isHidden && p.linkedObjects.get(name.text)?.linkage === 'internal') {
    p.error(name, `'${name.text}' previously declared 'static' redeclared 'extern'`);
  }
}

/** Another declaration of an object that is known (6.2.2, 6.2.7). */
function mergeLinked(
  p: Parser,
  variable: Variable,
  { name, type, specifiers }: ObjectDeclaration,
  defines: boolean,
  initialised: boolean,
): void {
  const notes = [
    { message: `previous declaration of '${name.text}' with type ${quoteType(variable.type)}`, token: variable.token },
  ];
  if (!compatible(variable.type, type)) {
    p.error(name, `conflicting types for '${name.text}'; have ${quoteType(type)}`, notes);
    variable.type = ERROR_TYPE;
    return;
  }
  if (initialised && variable.initializer) p.error(name, `redefinition of '${name.text}'`, notes);
  const isStatic = specifiers.storage === 'static';
  if (isStatic && variable.linkage === 'external') {
    p.error(name, `static declaration of '${name.text}' follows non-static declaration`, notes);
  } else if (!isStatic && specifiers.storage !== 'extern' && variable.linkage === 'internal') {
    p.error(name, `non-static declaration of '${name.text}' follows static declaration`, notes);
  }
  variable.type = composite(variable.type, type);
  if (defines && (!variable.defined || initialised)) {
    variable.defined = true;
    (variable as { token: Token }).token = name;
  }
}

/** `__auto_type name = value;`: the value is parsed before its name is known. */
export function declareAuto(
  p: Parser,
  specifiers: Specifiers,
  declarator: Declarator,
  attributes: readonly Attribute[],
  first: Token,
  into: Statement[],
): void {
  const name = declarator.name as Token;
  p.expect('=');
  const given = parseAssignment(p);
  if (given.kind === 'member' && given.member.bits) {
    p.error(given.token, "'__auto_type' used with a bit-field initializer");
  }
  const value = rvalue(p, given);
  const type = isVoid(value.type) ? ERROR_TYPE : value.type;
  if (isVoid(value.type)) p.error(name, `variable or field '${name.text}' declared void`);
  const declaration = { name, type, specifiers, attributes, first };
  const linked = p.currentFunction === undefined;
  const variable = linked ? declareLinked(p, declaration, true) : declareUnlinked(p, declaration);
  applyAttributes(p, variable, declaration);
  const isStatic = variable.storage === 'static';
  const initializer = initialiseBy(p, type, value, name.text, isStatic);
  if (isStatic) variable.initializer = initializer;
  else into.push({ kind: 'declaration', first, last: p.previous, variable, initializer });
}

/** At the end of the unit: tentative definitions become definitions, and must be complete (6.9.2p2, p3). */
export function finishObjects(p: Parser): void {
  for (const variable of p.linkedObjects.values()) {
    if (!variable.defined || isError(variable.type) || isComplete(variable.type)) continue;
    if (variable.type.kind === 'array' && variable.type.length === undefined && isComplete(variable.type.of)) {
      p.warn(variable.token, 'incomplete', `array '${variable.name}' assumed to have one element`);
      variable.type = { ...variable.type, length: 1 };
    } else {
      p.error(
        variable.token,
        `storage size of '${variable.name}' isn't known (${quoteType(variable.type)} is incomplete)`,
      );
    }
  }
}
