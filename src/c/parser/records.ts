/**
 * Structs and unions (C11 6.7.2.1): tags, members, bit-fields, anonymous members, flexible arrays, with GNU's empty structs and
 * the attributes `packed`, `aligned` and `transparent_union`. Offsets come from layout.ts once the body is read.
 */
import { isComplete } from '../dataModel';
import { alignOf, type DeclaredMember, layoutRecord, type RecordRules } from '../layout';
import type { Token } from '../token';
import type { Attribute } from '../tree';
import { quoteType } from '../typeNames';
import { ERROR_TYPE, isError } from '../typeRelations';
import type { CType, RecordDefinition } from '../types';
import { alignmentOf, findAttribute, joinAttributes, NO_ATTRIBUTES, parseAttributes, typeInMode } from './attributes';
import { functionSpecifier, parseStaticAssert } from './declarations';
import { parseDeclarator } from './declarators';
import { parseIntegerConstant } from './expressions';
import type { Parser } from './parser';
import type { Tag } from './scopes';
import { parseNamedType, type Specifiers } from './specifiers';

/** `struct tag`, `struct tag { … }` or `struct { … }`, the keyword being current. */
export function parseRecord(p: Parser): CType {
  const keyword = p.lexeme as 'struct' | 'union';
  const start = p.next();
  const attributes = parseAttributes(p);
  const tag = p.lexeme === 'identifier' ? p.next() : undefined;
  if (!tag && p.lexeme !== '{') p.unexpected("identifier or '{'");
  const defines = p.lexeme === '{';
  const record = findRecord(p, keyword, tag, start, defines || p.lexeme === ';');
  if (!record) {
    if (defines) {
      parseBody(p, keyword); // for its errors and to get past it
      parseAttributes(p);
    }
    return ERROR_TYPE;
  }
  if (defines) {
    // A record that was declared before is known by the place of its definition.
    if (tag && record.members === undefined) (record as { token: Token }).token = tag;
    define(p, record, attributes);
  }
  return { kind: 'record', record };
}

/** The record that the tag denotes, made if need be; undefined when the tag is of another kind. */
function findRecord(
  p: Parser,
  keyword: 'struct' | 'union',
  tag: Token | undefined,
  start: Token,
  here: boolean,
): RecordDefinition | undefined {
  const fresh = (): RecordDefinition => ({
    keyword,
    tag: tag?.text,
    token: tag ?? start,
    members: undefined,
    size: 0,
    alignment: 1,
  });
  if (!tag) return fresh();
  const found = here ? p.scope.lookupTagHere(tag.text) : p.scope.lookupTag(tag.text);
  if (found) {
    if (found.kind === 'record' && found.record.keyword === keyword) return found.record;
    wrongKind(p, tag, found);
    return undefined;
  }
  const record = fresh();
  p.scope.declareTag(tag.text, { kind: 'record', record });
  return record;
}

export function wrongKind(p: Parser, tag: Token, found: Tag): void {
  const token = found.kind === 'record' ? found.record.token : found.definition.token;
  p.error(tag, `'${tag.text}' defined as wrong kind of tag`, [{ message: 'previously declared here', token }]);
}

function define(p: Parser, record: RecordDefinition, leading: readonly Attribute[]): void {
  const name = `${record.keyword} ${record.tag ?? '<anonymous>'}`;
  const open = p.token;
  const again = record.members !== undefined || p.recordsBeingDefined.has(record);
  if (again) p.error(open, `redefinition of '${name}'`, [{ message: 'originally defined here', token: record.token }]);
  p.recordsBeingDefined.add(record);
  const declared = parseBody(p, record.keyword);
  const limit = p.pack.at(p.position - 1);
  const attributes = joinAttributes(leading, parseAttributes(p));
  p.recordsBeingDefined.delete(record);
  if (again) return;
  const packed = findAttribute(attributes, 'packed') !== undefined;
  const rules: RecordRules = { keyword: record.keyword, packed, alignment: alignmentOf(p, attributes), limit };
  const shape = layoutRecord(declared, rules, p.model);
  if (shape.size > (p.model.name === 'LP64' ? 2 ** 50 : 2 ** 31 - 1)) p.error(open, `size of '${name}' is too large`);
  if (record.tag !== undefined) p.completed.push({ tag: record.tag, at: p.functions.length });
  record.members = shape.members;
  record.size = shape.size;
  record.alignment = shape.alignment;
  rememberAlignments(p, declared, record, rules);
  if (findAttribute(attributes, 'transparent_union') && record.keyword === 'union') p.transparentUnions.add(record);
}

/** `__alignof__` of a member gives the alignment of its declaration, as far as #pragma pack lets it. */
function rememberAlignments(
  p: Parser,
  declared: readonly DeclaredMember[],
  record: RecordDefinition,
  { packed, limit }: RecordRules,
): void {
  const special = new Map<string, number>();
  for (const member of declared) {
    const own = packed || member.packed ? 1 : alignOf(member.type, p.model);
    const alignment = Math.min(Math.max(own, member.alignment ?? 1), limit ?? Infinity);
    if (alignment !== alignOf(member.type, p.model)) special.set(member.name, alignment);
  }
  if (special.size === 0) return;
  for (const member of record.members ?? []) {
    const alignment = special.get(member.name);
    if (alignment !== undefined) p.memberAlignments.set(member, alignment);
  }
}

/** Members being collected, with what has to be looked at across declarations. */
interface Body {
  readonly keyword: 'struct' | 'union';
  readonly members: DeclaredMember[];
  readonly names: Map<string, Token>;
  /** The last member, when it is a flexible array. */
  flexible: Token | undefined;
}

/** `{ member declarations }` */
function parseBody(p: Parser, keyword: 'struct' | 'union'): DeclaredMember[] {
  p.expect('{');
  p.enter();
  const body: Body = { keyword, members: [], names: new Map(), flexible: undefined };
  while (p.lexeme !== '}' && p.lexeme !== 'end') {
    p.attempt(
      () => parseMemberDeclaration(p, body),
      () => p.skipStatement(),
    );
  }
  p.leave();
  p.expect('}');
  return body.members;
}

function parseMemberDeclaration(p: Parser, body: Body): void {
  if (p.accept(';')) return;
  if (p.lexeme === '_Static_assert') {
    parseStaticAssert(p);
    return;
  }
  const specifiers = parseNamedType(p);
  if (specifiers.storage) p.error(specifiers.token, 'storage class specified for a member');
  const functionWord = functionSpecifier(specifiers);
  if (functionWord) p.error(specifiers.token, `expected specifier-qualifier-list before '${functionWord}'`);
  if (p.lexeme === ';' || specifiers.unended) {
    if (!specifiers.unended) p.next();
    anonymousMember(p, specifiers, body);
    return;
  }
  do parseMember(p, specifiers, body);
  while (p.accept(','));
  if (p.lexeme === '}') p.warn(p.previous, 'missing-declarations', 'no semicolon at end of struct or union');
  else p.expect(';');
}

/** A struct or union without a name of its own, whose members are the outer record's (6.7.2.1p13). */
function anonymousMember(p: Parser, specifiers: Specifiers, body: Body): void {
  const { type, token } = specifiers;
  if (isError(type)) return;
  if (type.kind !== 'record' || type.record.tag !== undefined) {
    p.warn(token, 'missing-declarations', 'declaration does not declare anything');
    return;
  }
  checkFlexibleIsLast(p, body);
  const names = (definition: RecordDefinition): void => {
    for (const member of definition.members ?? []) {
      if (member.name !== '') checkDuplicate(p, body, member.name, member.token);
      else if (member.type.kind === 'record') names(member.type.record);
    }
  };
  names(type.record);
  const packed = findAttribute(specifiers.attributes, 'packed') !== undefined;
  const alignment = strictest(specifiers.alignment, alignmentOf(p, specifiers.attributes));
  body.members.push({ name: '', type, token, packed, ...(alignment ? { alignment } : {}) });
}

function checkDuplicate(p: Parser, body: Body, name: string, token: Token): void {
  const before = body.names.get(name);
  if (before) p.error(token, `duplicate member '${name}'`, [{ message: 'previously declared here', token: before }]);
  body.names.set(name, token);
}

function checkFlexibleIsLast(p: Parser, body: Body): void {
  if (!body.flexible) return;
  p.error(body.flexible, 'flexible array member not at end of struct');
  body.flexible = undefined;
}

export function strictest(a: number | undefined, b: number | undefined): number | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return Math.max(a, b);
}

/** One member declarator, or a bit-field, which need not have a name. */
function parseMember(p: Parser, specifiers: Specifiers, body: Body): void {
  const start = p.token;
  const leading = parseAttributes(p);
  const unnamed = p.lexeme === ':';
  const declarator = unnamed ? undefined : parseDeclarator(p, specifiers.type, 'named');
  const token = declarator?.token ?? start;
  const name = declarator?.name?.text ?? '';
  let type = declarator?.type ?? specifiers.type;
  const width = p.accept(':') ? parseWidth(p, type, name, token) : undefined;
  const own = joinAttributes(joinAttributes(leading, declarator?.attributes ?? NO_ATTRIBUTES), parseAttributes(p));
  const attributes = joinAttributes(specifiers.attributes, own);
  const mode = findAttribute(attributes, 'mode');
  if (mode) type = typeInMode(p, type, mode);
  if (name !== '') checkDuplicate(p, body, name, token);
  checkFlexibleIsLast(p, body);
  if (width === undefined) type = checkMemberType(p, type, name, token, body);
  if (width === 'wrong') return;
  const packed = findAttribute(attributes, 'packed') !== undefined;
  const alignment = strictest(specifiers.alignment, alignmentOf(p, attributes));
  body.members.push({
    name,
    type,
    token,
    packed,
    ...(width !== undefined ? { width } : {}),
    ...(alignment !== undefined ? { alignment } : {}),
  });
}

/** The type, or an error in its place. */
function checkMemberType(p: Parser, type: CType, name: string, token: Token, body: Body): CType {
  if (isError(type)) return type;
  if (type.kind === 'function') {
    p.error(token, `field '${name}' declared as a function`);
    return ERROR_TYPE;
  }
  if (type.kind === 'array' && type.length === undefined) {
    if (body.keyword === 'union') p.error(token, 'flexible array member in union');
    else if (body.members.every((member) => member.name === '' && member.type.kind !== 'record')) {
      p.error(token, 'flexible array member in a struct with no named members');
    }
    body.flexible = token;
    return type;
  }
  if (!isComplete(type)) {
    p.error(token, `field '${name}' has incomplete type ${quoteType(type)}`);
    return ERROR_TYPE;
  }
  return type;
}

/** The width of a bit-field (6.7.2.1p4). */
function parseWidth(p: Parser, type: CType, name: string, token: Token): number | 'wrong' {
  const constant = parseIntegerConstant(p, `bit-field '${name}' width not an integer constant`);
  if (!constant || isError(type)) return 'wrong';
  const called = name === '' ? '<anonymous>' : name;
  if (type.kind !== 'integer') p.error(token, `bit-field '${called}' has invalid type`);
  else if (constant.value < 0n) p.error(token, `negative width in bit-field '${called}'`);
  else if (constant.value > BigInt(type.name === '_Bool' ? 1 : type.size * 8)) {
    p.error(token, `width of '${called}' exceeds its type`);
  } else if (constant.value === 0n && name !== '') p.error(token, `zero width for bit-field '${called}'`);
  else return Number(constant.value);
  return 'wrong';
}
