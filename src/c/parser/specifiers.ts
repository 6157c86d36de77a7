/**
 * Declaration specifiers (C11 6.7.1 to 6.7.5): storage class, type specifiers in any order, qualifiers, function specifiers,
 * alignment, attributes, GNU `typeof` and `__auto_type`.
 */
import { alignOf } from '../layout';
import type { Token } from '../token';
import type { Attribute } from '../tree';
import { ERROR_TYPE, isError, qualify, unqualified } from '../typeRelations';
import type { CType } from '../types';
import { checkedAlignment, joinAttributes, NO_ATTRIBUTES, parseAttributes } from './attributes';
import { basicTypeOf, describeBadWords, wordCount } from './basicTypeWords';
import { SyntaxAbort } from './cursor';
import { parseTypeName } from './declarators';
import { parseEnum } from './enums';
import { parseExpression, parseIntegerConstant } from './expressions';
import { SPECIFIER_KEYWORDS } from './keywords';
import type { Parser } from './parser';
import { parseRecord } from './records';
import { similarName } from './scopes';

export type StorageClass = 'typedef' | 'extern' | 'static' | 'auto' | 'register';

export interface Specifiers {
  readonly type: CType;
  readonly storage: StorageClass | undefined;
  readonly inline: boolean;
  readonly noReturn: boolean;
  /** `__auto_type`: the type is the initialiser's. */
  readonly autoType: boolean;
  /** From _Alignas, in bytes. */
  readonly alignment: number | undefined;
  readonly attributes: readonly Attribute[];
  /** A struct, union or enum was named or defined: the declaration need not declare anything else. */
  readonly tagged: boolean;
  /** The `;` behind a struct, union or enum is missing, which was said: another declaration begins here. */
  readonly unended: boolean;
  readonly token: Token;
}

/** Whether a type name or declaration begins at the token `distance` after the current one. */
export function startsTypeName(p: Parser, distance: number): boolean {
  const lexeme = p.peek(distance);
  if (lexeme === 'identifier') return p.scope.lookup(p.peekToken(distance).text)?.kind === 'typedef';
  if (lexeme === '__extension__') return startsTypeName(p, distance + 1);
  return SPECIFIER_KEYWORDS.has(lexeme);
}

/** What has been read of a list of specifiers. */
interface Reading {
  /** The words of a basic type, counted: see basicTypeWords.ts. */
  words: number;
  /** A type that is not spelled by basic words. */
  other: CType | undefined;
  qualifiers: { const?: boolean; volatile?: boolean; restrict?: boolean; atomic?: boolean };
  storage: StorageClass | undefined;
  inline: boolean;
  noReturn: boolean;
  autoType: boolean;
  alignment: number | undefined;
  attributes: readonly Attribute[];
  tagged: boolean;
  unended: boolean;
}

export function parseSpecifiers(p: Parser): Specifiers {
  const token = p.token;
  const reading: Reading = {
    words: 0,
    other: undefined,
    qualifiers: {},
    storage: undefined,
    inline: false,
    noReturn: false,
    autoType: false,
    alignment: undefined,
    attributes: NO_ATTRIBUTES,
    tagged: false,
    unended: false,
  };
  if (p.lexeme === '[' && p.peek() === '[') {
    p.error(p.token, 'attributes in double brackets are not supported; write __attribute__((…))');
    throw new SyntaxAbort();
  }
  while (parseSpecifier(p, reading)) {}
  const plain = finishType(p, reading, token);
  if (reading.qualifiers.restrict && plain.kind !== 'pointer') p.error(token, "invalid use of 'restrict'");
  const type = qualify(plain, reading.qualifiers);
  const { storage, inline, noReturn, autoType, alignment, attributes, tagged, unended } = reading;
  return { type, storage, inline, noReturn, autoType, alignment, attributes, tagged, unended, token };
}

/** Reads specifiers where nothing is initialised, from which `__auto_type` could be deduced. */
export function parseNamedType(p: Parser): Specifiers {
  const specifiers = parseSpecifiers(p);
  if (specifiers.autoType) p.error(specifiers.token, "expected specifier-qualifier-list before '__auto_type'");
  return specifiers;
}

const BETWEEN = new Set(['const', 'volatile', 'inline', '_Noreturn', '__extension__']);
const TAGGED = new Set(['struct', 'union', 'enum']);
const STORAGES = new Set(['typedef', 'extern', 'static', 'auto', 'register']);

/** Reads one specifier; false where there is none. */
function parseSpecifier(p: Parser, reading: Reading): boolean {
  const { lexeme } = p;
  if (lexeme === 'identifier') return parseTypedefName(p, reading);
  const word = wordCount(lexeme);
  if (word !== 0) {
    if (reading.other && !isError(reading.other)) {
      p.error(p.token, 'two or more data types in declaration specifiers');
    }
    reading.words += word;
    p.next();
    return true;
  }
  if (STORAGES.has(lexeme)) {
    if (reading.storage) p.error(p.token, 'multiple storage classes in declaration specifiers');
    reading.storage = lexeme as StorageClass;
    p.next();
    return true;
  }
  switch (lexeme) {
    case 'const':
      reading.qualifiers.const = true;
      break;
    case 'volatile':
      reading.qualifiers.volatile = true;
      break;
    case 'restrict':
      reading.qualifiers.restrict = true;
      break;
    case 'inline':
      reading.inline = true;
      break;
    case '_Noreturn':
      reading.noReturn = true;
      break;
    case '__extension__':
      break;
    case '_Thread_local':
      p.error(p.token, `thread-local storage is not supported ('${p.token.text}')`);
      break;
    case '__auto_type':
      reading.autoType = true;
      break;
    case '__attribute__':
      reading.attributes = joinAttributes(reading.attributes, parseAttributes(p));
      return true;
    case '_Alignas':
      parseAlignas(p, reading);
      return true;
    case '_Atomic':
      parseAtomic(p, reading);
      return true;
    case 'struct':
    case 'union':
      setType(p, reading, p.token, parseRecord(p));
      reading.tagged = true;
      return !checkEnded(p, reading);
    case 'enum':
      setType(p, reading, p.token, parseEnum(p));
      reading.tagged = true;
      return !checkEnded(p, reading);
    case 'typeof':
    case 'typeof_unqual':
      setType(p, reading, p.token, parseTypeof(p));
      return true;
    case '_Complex':
    case '_Imaginary':
      return refuse(p, reading, 'complex numbers are');
    case '__int128':
      return refuse(p, reading, '128-bit integers are');
    case '__float128':
      return refuse(p, reading, `${p.token.text.includes('128') ? '128-bit' : 'other'} floating-point numbers are`);
    case '_Decimal':
      return refuse(p, reading, 'decimal floating-point numbers are');
    default:
      return false;
  }
  p.next();
  return true;
}

/** Whether a `;` was forgotten after the `}` of a definition: another type follows, perhaps behind `static` and its like. */
function checkEnded(p: Parser, reading: Reading): boolean {
  if (p.previous.text !== '}') return false;
  let distance = 0;
  while (STORAGES.has(p.peek(distance)) || BETWEEN.has(p.peek(distance))) distance++;
  const lexeme = p.peek(distance);
  reading.unended = wordCount(lexeme) !== 0 || TAGGED.has(lexeme);
  if (reading.unended) {
    p.error(p.token.lineStart ? p.previous : p.token, `expected ';' before ${p.describeToken()}`);
  }
  return reading.unended;
}

function refuse(p: Parser, reading: Reading, what: string): boolean {
  p.error(p.token, `${what} not supported ('${p.token.text}')`);
  p.next();
  reading.other = ERROR_TYPE;
  return true;
}

function setType(p: Parser, reading: Reading, token: Token, type: CType): void {
  if ((reading.other || reading.words > 0) && !(reading.other && isError(reading.other))) {
    p.error(token, 'two or more data types in declaration specifiers');
  }
  reading.other = type;
}

/** A typedef name counts only while no type was read: after one it is the name being declared. */
function parseTypedefName(p: Parser, reading: Reading): boolean {
  if (reading.other || reading.words > 0 || reading.autoType) return false;
  const declared = p.scope.lookup(p.token.text);
  if (declared?.kind === 'typedef') {
    reading.other = declared.type;
    p.next();
    return true;
  }
  // A name before another name, or before `*name`, was meant as a type.
  if (declared === undefined && meantAsType(p)) {
    unknownType(p, p.token);
    reading.other = ERROR_TYPE;
    p.next();
    return true;
  }
  return false;
}

/** Reports a name that stands for a type and is none. */
export function unknownType(p: Parser, name: Token): void {
  const similar = similarName(
    name.text,
    p.scope.visible((declared) => declared.kind === 'typedef'),
  );
  const tag = p.scope.lookupTag(name.text);
  const keyword = tag?.kind === 'record' ? tag.record.keyword : 'enum';
  const hint = tag ? `; use '${keyword}' keyword to refer to the type` : similar ? `; did you mean '${similar}'?` : '';
  p.error(name, `unknown type name '${name.text}'${hint}`);
}

/** Whether an undeclared name stands where only a type makes sense. */
export function meantAsType(p: Parser): boolean {
  let distance = 1;
  while (p.peek(distance) === '*' || p.peek(distance) === 'const') distance++;
  const after = p.peek(distance + 1);
  if (p.peek(distance) !== 'identifier') {
    return distance > 1 && (p.peek(distance) === ')' || p.peek(distance) === ',');
  }
  if (distance === 1) return true;
  // `a * b;` could be a product: only where a declarator goes on.
  return after === '=' || after === ';' || after === ',' || after === ')' || after === '(' || after === '[';
}

/** `_Alignas(type)` or `_Alignas(constant)` (6.7.5); zero has no effect. */
function parseAlignas(p: Parser, reading: Reading): void {
  p.next();
  p.expect('(');
  const token = p.token;
  let alignment: number | undefined;
  if (startsTypeName(p, 0)) alignment = alignOf(parseTypeName(p), p.model);
  else {
    const constant = parseIntegerConstant(p, "'_Alignas' argument is not an integer constant");
    if (constant && constant.value !== 0n) alignment = checkedAlignment(p, constant.value, token);
  }
  p.expect(')');
  if (alignment !== undefined) reading.alignment = Math.max(reading.alignment ?? 1, alignment);
}

/** The qualifier `_Atomic`, or the specifier `_Atomic(type)` (6.7.2.4). */
function parseAtomic(p: Parser, reading: Reading): void {
  const token = p.next();
  reading.qualifiers.atomic = true;
  if (p.lexeme !== '(') return;
  p.next();
  const type = parseTypeName(p);
  p.expect(')');
  if (type.kind === 'array' || type.kind === 'function') p.error(token, `'_Atomic'-qualified ${type.kind} type`);
  setType(p, reading, token, type);
}

/** `typeof (type)` or `typeof (expression)`; the expression is not evaluated. */
export function parseTypeof(p: Parser): CType {
  const plain = p.lexeme === 'typeof_unqual';
  p.next();
  p.expect('(');
  p.enter();
  const type = startsTypeName(p, 0) ? parseTypeName(p) : typeOfExpression(p);
  p.leave();
  p.expect(')');
  return plain ? unqualified(type) : type;
}

function typeOfExpression(p: Parser): CType {
  return p.withoutEffects(() => {
    const token = p.token;
    const expression = parseExpression(p);
    if (expression.kind === 'member' && expression.member.bits) {
      p.error(token, "'typeof' applied to a bit-field");
      return ERROR_TYPE;
    }
    return expression.type; // arrays and functions are not converted
  });
}

/** The type that was read; without one, and without a name to declare, there is no declaration. */
function finishType(p: Parser, reading: Reading, token: Token): CType {
  if (reading.autoType && (reading.other || reading.words > 0)) {
    p.error(token, 'two or more data types in declaration specifiers');
    return ERROR_TYPE;
  }
  if (reading.other) return reading.other;
  if (reading.autoType) return ERROR_TYPE;
  if (reading.words > 0) {
    const type = basicTypeOf(reading.words, p.types);
    if (type) return type;
    p.error(token, describeBadWords(reading.words));
    return ERROR_TYPE;
  }
  if (p.lexeme === ';' && p.token !== token) {
    p.diagnostics.warning(token, 'empty declaration');
    return ERROR_TYPE;
  }
  const after = p.peek();
  if (p.lexeme === 'identifier' && p.scope !== p.fileScope && (after === ',' || after === ')')) {
    p.error(p.token, `unknown type name '${p.token.text}'`);
  } else if (p.lexeme === 'identifier' || p.lexeme === '*' || p.lexeme === '(') {
    const blame = p.lexeme === 'identifier' ? p.token : token;
    p.error(blame, "type defaults to 'int': implicit int is not allowed; name the type");
  } else p.unexpected('declaration specifiers');
  return ERROR_TYPE;
}
