/**
 * Initialisers (C11 6.7.9 and GNU C): braces and their elision, strings, flexible arrays. The result is a flat list of parts at
 * byte offsets (initializerParts.ts). Where the next value goes is kept as a stack of levels (initializerLevels.ts), which
 * designators set (designators.ts). An expression that can't be an aggregate as a whole goes to its first scalar.
 */
import { type AddressConstant, evaluate, evaluateInitializer, foldedConversion } from '../constant';
import { sizeOf } from '../layout';
import type { Token } from '../token';
import type { Expression, Initializer, InitializerPart } from '../tree';
import { quoteType } from '../typeNames';
import { compatibleUnqualified, isCharacter, isError, isScalar, unqualified } from '../typeRelations';
import type { ArrayType, CType } from '../types';
import { convertAssigned, erroneous } from './conversions';
import { parseDesignators, startsDesignator } from './designators';
import { parseAssignment } from './expressions';
import { Level, nextPlace, type Place, placeAfterEmpty, takesNothing } from './initializerLevels';
import { InitializerParts, PART_LIMIT, type Range, type RepeatableValue } from './initializerParts';
import { isLabelDifference } from './labelDifference';
import type { Parser } from './parser';

/** What is being initialised. */
interface Target {
  readonly name: string;
  /** Static storage: every value must be constant. */
  readonly constant: boolean;
  readonly parts: InitializerParts;
}

export interface ParsedInitializer {
  readonly initializer: Initializer;
  /** The object's type, an array's length completed. */
  readonly type: CType;
  /** Bytes, when a flexible array member's initialiser reaches past the type. */
  readonly storageSize: number | undefined;
}

/** The initialiser after `=` for an object of the type. */
export function parseInitializer(p: Parser, type: CType, name: string, constant: boolean): ParsedInitializer {
  const token = p.token;
  const parts = new InitializerParts();
  const target: Target = { name, constant, parts };
  const completed =
    p.lexeme === '{'
      ? parseBraced(p, { type, offset: 0, bits: undefined }, target)
      : initialiseWhole(p, type, parseAssignment(p), target);
  const storageSize = parts.extent > sizeOf(completed, p.model) ? parts.extent : undefined;
  return { initializer: { token, parts: parts.finish() }, type: completed, storageSize };
}

/** An object initialised by one expression without braces: a scalar, a record's copy, or a string. */
function initialiseWhole(p: Parser, type: CType, value: Expression, target: Target): CType {
  if (type.kind === 'array') {
    const string = stringFor(type, value);
    if (string) return placeString(p, type, 0, string, target);
    if (isInlineable(value, type)) {
      const length = value.type.kind === 'array' ? value.type.length : undefined;
      const completed = type.length === undefined ? { ...type, length } : type;
      placeLiteral(p, value, 0, completed, target);
      return completed;
    }
    if (!isError(value.type)) p.error(value.token, 'invalid initializer');
    return type;
  }
  if (type.kind === 'record' && !isError(value.type) && !compatibleUnqualified(value.type, type)) {
    p.error(value.token, 'invalid initializer');
    return type;
  }
  place(p, { type, offset: 0, bits: undefined }, value, target);
  return type;
}

/** `{ … }` for one object; gives its type, an array's length completed. */
function parseBraced(p: Parser, object: Place, target: Target): CType {
  const open = p.expect('{');
  p.enter();
  let { type } = object;
  if (isScalar(type)) parseBracedScalar(p, object, target);
  else if (type.kind === 'array' || type.kind === 'record') {
    target.parts.clear(object.offset, sizeOf(type, p.model));
    type = parseList(p, object, target);
  } else {
    p.error(open, `variable '${target.name}' has initializer but incomplete type`);
    p.skipTo('}');
  }
  p.leave();
  p.expect('}');
  return type;
}

/** `{ value }` or `{ value, }` around a scalar; `{}` is zero. */
function parseBracedScalar(p: Parser, object: Place, target: Target): void {
  if (p.lexeme === '}') return;
  if (p.lexeme === '{') parseBraced(p, object, target);
  else place(p, object, parseAssignment(p), target);
  while (p.accept(',')) {
    if (p.is('}')) return;
    excess(p, 'scalar initializer');
    discardItem(p);
  }
}

function excess(p: Parser, what: string): void {
  p.warn(p.token, 'excess-initializers', `excess elements in ${what}`);
}

/** Parses an initialiser that goes nowhere. */
export function discardItem(p: Parser): void {
  p.withoutEffects(() => {
    if (startsDesignator(p)) {
      p.skipTo('=', ',', ':');
      p.next();
    }
    if (p.is('{')) {
      p.next();
      p.enter();
      while (!p.is('}') && !p.is('end')) {
        discardItem(p);
        if (!p.accept(',')) break;
      }
      p.leave();
      p.expect('}');
    } else parseAssignment(p);
  });
}

/** The items between the braces of an array, struct or union; gives its type, an array's length completed. */
function parseList(p: Parser, object: Place, target: Target): CType {
  const { type } = object;
  const bottom = new Level(type, object.offset, p.model, target.parts);
  const whole = wholeString(p, object, target);
  if (whole) return whole;
  const levels = [bottom];
  while (p.lexeme !== '}' && p.lexeme !== 'end') {
    parseItem(p, levels, target);
    if (!p.accept(',')) break;
  }
  return type.kind === 'array' && type.length === undefined ? { ...type, length: bottom.greatest } : type;
}

/** `{ "abc" }` for an array of characters: the string alone between the braces. */
function wholeString(p: Parser, object: Place, target: Target): CType | undefined {
  const { type } = object;
  if (p.lexeme !== 'string' || type.kind !== 'array' || !isScalar(type.of)) return undefined;
  let after = 1;
  while (p.peek(after) === 'string') after++;
  if (p.peek(after) === ',') after++;
  if (p.peek(after) !== '}') return undefined;
  const value = parseAssignment(p);
  p.accept(',');
  const string = stringFor(type, value);
  if (string) return placeString(p, type, object.offset, string, target);
  if (!refuseString(p, type, value)) place(p, { ...object, type: type.of }, value, target);
  return type.length === undefined ? { ...type, length: 1 } : type;
}

/** One item of a list: designators, if any, and a value or a list in braces. */
function parseItem(p: Parser, levels: Level[], target: Target): void {
  const { parts } = target;
  const designated = startsDesignator(p);
  const ranges: Range[] = [];
  const start = parts.beginItem(designated);
  const braced = { offset: 0, size: 0 };
  const current = designated ? parseDesignators(p, levels, ranges, parts) : nextPlace(levels);
  if (current === undefined) {
    const { type } = levels[0] as Level;
    if (!designated) excess(p, `${type.kind === 'record' ? type.record.keyword : type.kind} initializer`);
    discardItem(p);
  } else if (p.lexeme === '{' && !isError(current.type)) {
    const type = parseBraced(p, current, target);
    braced.offset = current.offset;
    braced.size = sizeOf(type, p.model);
    if (type !== current.type) parts.grow(current.offset + sizeOf(type, p.model));
  } else if (p.lexeme === '{') discardItem(p);
  else placeWithElision(p, levels, current, parseAssignment(p), target);
  if (ranges.length > 0) {
    const element = braced.size > 0 ? braced : undefined;
    if (!parts.repeat(start, ranges, (value) => repeatable(p, value), element)) {
      p.error(p.previous, `more than ${PART_LIMIT} elements in an initializer`);
    }
  }
  parts.endItem(start);
}

/** A value that is used several times: one with effects happens once, and is kept in a hidden variable. */
function repeatable(p: Parser, value: Expression): RepeatableValue {
  if (value.kind === 'string' || isError(value.type) || evaluate(value, p.model)) return { first: value, again: value };
  const { token, type } = value;
  const variable = p.hiddenVariable(type, token, !isScalar(type));
  const object: Expression = { kind: 'variable', type, token, variable };
  return {
    first: { kind: 'assign', type, token, target: object, value },
    again: { kind: 'load', type, token, object },
  };
}

// ---------------------------------------------------------------- values

/** Puts the value at the place, or, where that is an aggregate which the value can't be, at its first scalar. */
function placeWithElision(p: Parser, levels: Level[], first: Place, value: Expression, target: Target): void {
  let current: Place | undefined = first;
  while (current) {
    const { type, offset } = current;
    if (isError(value.type) || isError(type)) return;
    if (type.kind === 'array') {
      const string = stringFor(type, value);
      if (string) {
        const completed = placeString(p, type, offset, string, target);
        target.parts.grow(offset + sizeOf(completed, p.model));
        return;
      }
      if (refuseString(p, type, value)) return;
      if (isInlineable(value, type)) {
        placeLiteral(p, value, offset, type, target);
        return;
      }
      if (type.length === undefined) {
        p.error(value.token, 'initialization of a flexible array member needs braces');
        return;
      }
    } else if (type.kind !== 'record' || compatibleUnqualified(type, value.type)) {
      place(p, current, value, target);
      return;
    }
    if (takesNothing(type)) {
      current = placeAfterEmpty(levels);
      continue;
    }
    const level = new Level(type, offset, p.model, target.parts);
    current = level.place();
    level.take();
    levels.push(level);
  }
  p.warn(value.token, 'excess-initializers', 'excess elements in initializer');
}

/** The string literal, when it can initialise an array of the type: its elements are as wide. */
function stringFor(type: CType, value: Expression): (Expression & { kind: 'string' }) | undefined {
  if (type.kind !== 'array' || value.kind !== 'string' || value.type.kind !== 'array') return undefined;
  const of = unqualified(type.of);
  const own = value.type.of;
  if (of.kind !== 'integer' || own.kind !== 'integer') return undefined;
  const fits = isCharacter(own) ? isCharacter(of) : of.name === own.name;
  return fits ? value : undefined;
}

/** Reports a string literal that stands for an array of integers which are not as wide as its characters (6.7.9p14, p15). */
function refuseString(p: Parser, type: ArrayType, value: Expression): boolean {
  if (type.of.kind !== 'integer' || value.kind !== 'string' || value.type.kind !== 'array') return false;
  const own = quoteType(value.type.of);
  p.error(
    value.token,
    `cannot initialize array of ${quoteType(type.of)} from a string literal with type array of ${own}`,
  );
  return true;
}

function placeString(
  p: Parser,
  type: CType,
  offset: number,
  value: Expression & { kind: 'string' },
  target: Target,
): CType {
  if (type.kind !== 'array' || value.type.kind !== 'array') return type;
  const length = value.type.length ?? 0;
  const completed = type.length === undefined ? { ...type, length } : type;
  if (type.length !== undefined && length - 1 > type.length) {
    p.warn(value.token, 'excess-initializers', `initializer-string for array of ${quoteType(type.of)} is too long`);
  }
  const size = sizeOf(completed, p.model);
  target.parts.clear(offset, size);
  target.parts.add({ offset, type: completed, value }, size);
  return completed;
}

/** GNU C: an array initialised by a compound literal of its type; the literal's parts stand for it. */
function isInlineable(value: Expression, type: CType): boolean {
  const literal = literalInitializer(value);
  if (!literal || type.kind !== 'array' || value.type.kind !== 'array') return false;
  if (!compatibleUnqualified(type.of, value.type.of)) return false;
  return type.length === undefined || type.length === value.type.length;
}

/** The initialiser of a compound literal, in whichever form it stands in the tree. */
function literalInitializer(value: Expression): Initializer | undefined {
  if (value.kind === 'compoundLiteral') return value.initializer;
  if (value.kind === 'variable' && value.variable.storage === 'static' && value.variable.name === '') {
    return value.variable.initializer;
  }
  return undefined;
}

function placeLiteral(p: Parser, literal: Expression, offset: number, type: CType, target: Target): void {
  target.parts.clear(offset, sizeOf(type, p.model));
  for (const part of literalInitializer(literal)?.parts ?? []) {
    const value = target.constant ? constantValue(p, part.value, target.name) : part.value;
    addPart(p, { ...part, offset: part.offset + offset, value }, target);
  }
}

/** Puts a value, converted, at a place that it fits as a whole. */
function place(p: Parser, at: Place, value: Expression, target: Target): void {
  const { type, offset, bits } = at;
  if (type.kind === 'record' && target.constant && literalInitializer(value)) {
    placeLiteral(p, value, offset, type, target);
    return;
  }
  if (type.kind === 'record') target.parts.clear(offset, sizeOf(type, p.model));
  const converted = convertAssigned(p, value, type, { kind: 'initialization' }, value.token);
  if (isError(converted.type)) return;
  if (target.constant && isUnknownTruth(p, converted)) {
    p.error(value.token, 'initializer element is not computable at load time');
    return;
  }
  const final = target.constant ? constantValue(p, converted, target.name, bits?.width) : converted;
  addPart(p, { offset, type: unqualified(type), ...(bits ? { bits } : {}), value: final }, target);
}

/**
 * Whether an address becomes a `_Bool` without a cast, and it is not that of a whole variable or function, or of a label: gcc
 * does not know of another one that it is not null.
 */
function isUnknownTruth(p: Parser, value: Expression): boolean {
  if (value.kind !== 'convert' || value.explicit || value.type.kind !== 'integer' || value.type.name !== '_Bool') {
    return false;
  }
  let at = value.operand;
  const constant = evaluate(at, p.model);
  if (constant?.kind !== 'address') return false;
  while (at.kind === 'convert' && at.type.kind === 'pointer' && at.operand.type.kind === 'pointer') at = at.operand;
  if (at.type.kind !== 'pointer') return true;
  if (at.kind === 'decay' || at.kind === 'address') {
    const { operand } = at;
    return operand.kind !== 'function' && !(operand.kind === 'variable' && operand.variable.name !== '');
  }
  return constant.offset !== 0n;
}

function addPart(p: Parser, part: InitializerPart, target: Target): void {
  const { bits } = part;
  target.parts.add(part, bits ? Math.ceil((bits.first + bits.width) / 8) : sizeOf(part.type, p.model));
}

/**
 * A static initialiser's value: folded to a literal when it is a number, else an address that is known when linked.
 * @param width of a bit-field, in bits
 */
function constantValue(p: Parser, value: Expression, name: string, width?: number): Expression {
  if (value.kind === 'integer' || value.kind === 'floating' || value.kind === 'string') return value;
  const constant = evaluate(value, p.model) ?? evaluateInitializer(value, p.model);
  const { token, type } = value;
  if (constant?.kind === 'integer' && type.kind === 'integer') {
    const folded = value.kind === 'convert' ? foldedConversion(value.operand, type, p.model, width) : undefined;
    return { kind: 'integer', type, token, value: folded ?? constant.value };
  }
  if (constant?.kind === 'floating') return { kind: 'floating', type, token, value: constant.value };
  if (constant && evaluate(value, p.model)) return value;
  if (constant?.kind === 'address') return addressExpression(constant, type, token);
  if (isLabelDifference(value, p.model)) return value;
  const whose = name ? ` (in the initializer of '${name}')` : '';
  p.error(token, `initializer element is not constant${whose}`);
  return erroneous(token);
}

/** A known address as an expression that needs no object to be read. */
function addressExpression({ base, offset }: AddressConstant, type: CType, token: Token): Expression {
  const pointer = addressOfSymbol(base, type, token);
  if (offset === 0n) return pointer;
  const index: Expression = {
    kind: 'integer',
    type: { kind: 'integer', name: 'long long', size: 8, signed: true },
    token,
    value: offset,
  };
  return { kind: 'pointerAdd', type, token, pointer, index, subtract: false, elementSize: 1 };
}

function addressOfSymbol(base: AddressConstant['base'], type: CType, token: Token): Expression {
  if ('storage' in base) {
    return { kind: 'address', type, token, operand: { kind: 'variable', type: base.type, token, variable: base } };
  }
  if ('linkage' in base) {
    return { kind: 'address', type, token, operand: { kind: 'function', type: base.type, token, symbol: base } };
  }
  return { kind: 'labelAddress', type, token, label: base };
}

/** A whole object initialised by a value that is parsed already: `__auto_type`'s. */
export function initialiseBy(p: Parser, type: CType, value: Expression, name: string, constant: boolean): Initializer {
  const parts = new InitializerParts();
  place(p, { type, offset: 0, bits: undefined }, value, { name, constant, parts });
  return { token: value.token, parts: parts.finish() };
}
