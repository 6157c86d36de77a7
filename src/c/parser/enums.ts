/**
 * Enumerations (C11 6.7.2.2 and GNU C): the compatible type is unsigned int when no value is negative, else int, and wider when
 * a value needs it; with the attribute `packed` the smallest that holds all values. A constant that fits int has type int,
 * another the enumeration's type.
 */
import { integerOfSize, wrapInteger } from '../dataModel';
import type { Token } from '../token';
import { ERROR_TYPE } from '../typeRelations';
import type { CType, EnumDefinition, IntegerType } from '../types';
import { findAttribute, joinAttributes, parseAttributes } from './attributes';
import { parseIntegerConstant } from './expressions';
import type { Parser } from './parser';
import { wrongKind } from './records';
import type { Tag } from './scopes';

type EnumTag = Tag & { kind: 'enum' };

/** `enum tag`, `enum tag { … }` or `enum { … }`, the keyword being current. */
export function parseEnum(p: Parser): CType {
  const start = p.next();
  let attributes = parseAttributes(p);
  const tag = p.lexeme === 'identifier' ? p.next() : undefined;
  if (!tag && p.lexeme !== '{') p.unexpected("identifier or '{'");
  const defines = p.lexeme === '{';
  const entry = findEnum(p, tag, start, defines || p.lexeme === ';');
  if (!defines) return entry?.type ?? ERROR_TYPE;
  const again = entry && p.definedEnums.has(entry.definition);
  if (again) {
    p.error(p.token, `redefinition of 'enum ${tag?.text}'`, [
      { message: 'originally defined here', token: entry.definition.token },
    ]);
  }
  const list = parseEnumerators(p);
  attributes = joinAttributes(attributes, parseAttributes(p));
  if (!entry || again) return ERROR_TYPE;
  p.definedEnums.add(entry.definition);
  (entry.definition as { token: Token }).token = tag ?? start;
  const values = list.map((enumerator) => enumerator.value);
  const plain = underlyingType(p, values, findAttribute(attributes, 'packed') !== undefined);
  if (tag) p.completed.push({ tag: tag.text, at: p.functions.length });
  entry.definition.constants = list;
  entry.type = { ...plain, enumeration: entry.definition };
  for (const { name, value, token } of list) {
    const type = fits(value, p.types.int) ? p.types.int : entry.type;
    p.declare(name, { kind: 'constant', value, type, token });
  }
  return entry.type;
}

function findEnum(p: Parser, tag: Token | undefined, start: Token, here: boolean): EnumTag | undefined {
  const definition: EnumDefinition = { tag: tag?.text, token: tag ?? start, constants: [] };
  const fresh: EnumTag = { kind: 'enum', definition, type: { ...p.types.unsignedInt, enumeration: definition } };
  if (!tag) return fresh;
  const found = here ? p.scope.lookupTagHere(tag.text) : p.scope.lookupTag(tag.text);
  if (found?.kind === 'enum') return found;
  if (found) {
    wrongKind(p, tag, found);
    return undefined;
  }
  p.scope.declareTag(tag.text, fresh);
  return fresh;
}

interface Enumerator {
  readonly name: string;
  readonly value: bigint;
  readonly token: Token;
}

/** `{ A, B = 2, … }`; each constant is known to the ones after it. */
function parseEnumerators(p: Parser): Enumerator[] {
  p.expect('{');
  const list: Enumerator[] = [];
  let next = 0n;
  let type = p.types.int;
  if (p.lexeme === '}') p.error(p.token, 'empty enum is invalid');
  while (p.lexeme !== '}') {
    const token = p.expectIdentifier();
    parseAttributes(p);
    if (p.accept('=')) {
      const constant = parseIntegerConstant(p, `enumerator value for '${token.text}' is not an integer constant`);
      if (constant) {
        next = constant.value;
        type = constant.type as IntegerType;
      }
    } else if (!fits(next, type)) p.error(token, 'overflow in enumeration values');
    if (fits(next, p.types.int)) type = p.types.int;
    const before = p.scope.lookupHere(token.text);
    if (before) {
      const word =
        before.kind === 'constant'
          ? `redeclaration of enumerator '${token.text}'`
          : `'${token.text}' redeclared as different kind of symbol`;
      p.error(token, word, [{ message: 'previously declared here', token: before.token }]);
    }
    list.push({ name: token.text, value: next, token });
    p.declare(token.text, { kind: 'constant', value: next, type: constantType(p, next), token });
    next += 1n;
    if (!p.accept(',')) break;
  }
  p.expect('}');
  return list;
}

function fits(value: bigint, type: IntegerType): boolean {
  return wrapInteger(value, type) === value;
}

/** The type of a constant while its enumeration is still being read. */
function constantType(p: Parser, value: bigint): IntegerType {
  const { int, unsignedInt, longLong, unsignedLongLong } = p.types;
  return [int, unsignedInt, longLong].find((type) => fits(value, type)) ?? unsignedLongLong;
}

function underlyingType(p: Parser, values: readonly bigint[], packed: boolean): IntegerType {
  const signed = values.some((value) => value < 0n);
  const sizes = packed ? [1, 2, 4, 8] : [4, 8];
  for (const size of sizes) {
    const type = integerOfSize(size, signed, p.model);
    if (type && values.every((value) => fits(value, type))) return type;
  }
  return signed ? p.types.longLong : p.types.unsignedLongLong;
}
