/**
 * Initialisers (C11 6.7.9 and GNU C): braces and their elision, designators with nesting and ranges, strings, flexible arrays,
 * compound literals. The result is a flat list of parts at byte offsets. The *current object* is kept as a stack of levels, one
 * for each aggregate between the braces and the place that comes next; a designator unwinds it to the braced aggregate and
 * descends anew.
 */
import { evaluate } from '../constant';
import { isComplete } from '../dataModel';
import { sizeOf } from '../layout';
import type { Token } from '../token';
import type { Expression, Initializer, InitializerPart, Variable } from '../tree';
import { quoteType } from '../typeNames';
import { compatibleUnqualified, isCharacter, isError, isScalar, isVoid, unqualified } from '../typeRelations';
import type { CType, Member, RecordDefinition } from '../types';
import { convertAssigned, erroneous, rvalue } from './conversions';
import { parseAssignment, parseIntegerConstant } from './expressions';
import type { Parser } from './parser';
import { findMember, noSuchMember } from './places';
import { staticObject } from './primary';

/** Longest list of parts that is built: `[0 ... n]` can ask for more than a machine has. */
const PART_LIMIT = 1 << 22;

/** What is being initialised. */
interface Target {
  readonly name: string;
  /** Static storage: every value must be constant. */
  readonly constant: boolean;
  readonly parts: InitializerPart[];
  /** End of the furthest part so far, in bytes: what lies before it may have been set already. */
  extent: number;
  /** The member that was set last in each union, by the union's offset. */
  readonly unionMembers: Map<number, Member>;
}

/** One aggregate on the way to the current object. */
interface Level {
  readonly type: CType;
  readonly offset: number;
  /** The element or member that comes next. */
  index: number;
  /** Elements that a braced array without a length has got so far. */
  greatest: number;
}

/** A part of an aggregate: an element or a member. */
interface Place {
  readonly type: CType;
  readonly offset: number;
  readonly bits: Member['bits'];
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
  const target: Target = { name, constant, parts: [], extent: 0, unionMembers: new Map() };
  let completed = type;
  const greatestHeight = p.height;
  if (p.lexeme === '{') completed = parseBraced(p, { type, offset: 0, bits: undefined }, target);
  else {
    const value = parseAssignment(p);
    completed = initialiseWhole(p, type, value, target);
  }
  p.height = Math.max(p.height, greatestHeight);
  const size = sizeOf(completed, p.model);
  const storageSize = target.extent > size ? target.extent : undefined;
  return { initializer: { token, parts: target.parts }, type: completed, storageSize };
}

/** An object initialised by one expression without braces: a scalar, a record's copy, or a string. */
function initialiseWhole(p: Parser, type: CType, value: Expression, target: Target): CType {
  if (type.kind === 'array') {
    const string = stringFor(type, value);
    if (string) return placeString(p, type, 0, string, target);
    if (isInlineable(value, type)) {
      const completed = type.length === undefined ? { ...type, length: arrayLength(value) } : type;
      placeLiteral(value, 0, completed, target, p);
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

function arrayLength(value: Expression): number | undefined {
  return value.type.kind === 'array' ? value.type.length : undefined;
}

/** `{ … }` for one object; gives its type, an array's length completed. */
function parseBraced(p: Parser, object: Place, target: Target): CType {
  const open = p.expect('{');
  p.enter();
  let { type } = object;
  if (isScalar(type)) parseBracedScalar(p, object, target);
  else if (type.kind === 'array' || type.kind === 'record') {
    clearRange(object.offset, sizeOf(type, p.model), target);
    type = parseList(p, object, target);
  } else if (!isError(type)) {
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
    if (p.lexeme === '}') return;
    excess(p, 'scalar initializer');
    discardItem(p);
  }
}

function excess(p: Parser, what: string): void {
  p.warn(p.token, 'excess-initializers', `excess elements in ${what}`);
}

/** Parses an initialiser that goes nowhere. */
function discardItem(p: Parser): void {
  p.withoutEffects(() => {
    if (p.lexeme === '{') {
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

/** The items between the braces of an array, struct or union. */
function parseList(p: Parser, object: Place, target: Target): CType {
  const bottom: Level = { type: object.type, offset: object.offset, index: 0, greatest: 0 };
  const levels = [bottom];
  let first = true;
  while (p.lexeme !== '}' && p.lexeme !== 'end') {
    const ranges: Range[] = [];
    const from = target.parts.length;
    let current: Place | undefined;
    if (startsDesignator(p)) current = parseDesignators(p, levels, ranges, target);
    else current = nextPlace(p, levels);
    if (current === undefined) {
      excess(p, `${describe(object.type)} initializer`);
      discardItem(p);
    } else if (p.lexeme === '{') {
      const type = parseBraced(p, current, target);
      if (type !== current.type) growFlexible(p, current, type, target);
    } else {
      const value = parseAssignment(p);
      const string = first ? stringFor(object.type, value) : undefined;
      if (string && isScalar(current.type)) {
        // `char text[] = { "abc" }`
        const type = placeString(p, object.type, object.offset, string, target);
        p.accept(',');
        return type;
      }
      placeWithElision(p, levels, current, value, target);
    }
    if (ranges.length > 0) repeatRanges(p, ranges, from, target);
    first = false;
    if (!p.accept(',')) break;
  }
  if (object.type.kind === 'array' && object.type.length === undefined)
    return { ...object.type, length: bottom.greatest };
  return object.type;
}

function describe(type: CType): string {
  if (type.kind === 'record') return type.record.keyword;
  return type.kind;
}

/** Notes that a flexible array member got elements. */
function growFlexible(p: Parser, place: Place, type: CType, target: Target): void {
  target.extent = Math.max(target.extent, place.offset + sizeOf(type, p.model));
}

// ---------------------------------------------------------------- levels

/** Members that take an initialiser: unnamed bit-fields don't (6.7.9p9). */
function isInitialised(member: Member): boolean {
  return member.name !== '' || member.type.kind === 'record';
}

const initialisedMembers = new WeakMap<RecordDefinition, readonly Member[]>();

function membersOf(record: RecordDefinition): readonly Member[] {
  let list = initialisedMembers.get(record);
  if (!list) {
    list = (record.members ?? []).filter(isInitialised);
    initialisedMembers.set(record, list);
  }
  return list;
}

/** The element or member at the level's index; undefined past the last. */
function placeAt(p: Parser, level: Level): Place | undefined {
  const { type, index, offset } = level;
  if (type.kind === 'array') {
    if (type.length !== undefined && index >= type.length) return undefined;
    return { type: type.of, offset: offset + index * sizeOf(type.of, p.model), bits: undefined };
  }
  if (type.kind !== 'record') return undefined;
  if (type.record.keyword === 'union' && index > 0) return undefined;
  const members = membersOf(type.record);
  const member = members[index];
  return member && { type: member.type, offset: offset + member.offset, bits: member.bits };
}

function advance(level: Level): void {
  if (level.type.kind === 'record' && level.type.record.keyword === 'union') level.index = Number.MAX_SAFE_INTEGER;
  else level.index++;
  level.greatest = Math.max(level.greatest, level.index);
}

/** The place that comes next; levels that are full are left. Undefined when the braced aggregate itself is full. */
function nextPlace(p: Parser, levels: Level[]): Place | undefined {
  for (;;) {
    const level = levels[levels.length - 1] as Level;
    const place = placeAt(p, level);
    if (place) {
      advance(level);
      return place;
    }
    if (levels.length === 1) return undefined;
    levels.pop();
  }
}

/** Puts the value at the place, or, where that is an aggregate which the value can't be, at its first scalar. */
function placeWithElision(p: Parser, levels: Level[], first: Place, value: Expression, target: Target): void {
  let current: Place | undefined = first;
  while (current) {
    const { type } = current;
    if (isError(value.type) || isError(type)) return;
    if (type.kind === 'array') {
      const string = stringFor(type, value);
      if (string) {
        const completed = placeString(p, type, current.offset, string, target);
        if (completed !== type) growFlexible(p, current, completed, target);
        return;
      }
      if (isInlineable(value, type)) {
        placeLiteral(value, current.offset, type, target, p);
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
    const level: Level = { type, offset: current.offset, index: 0, greatest: 0 };
    const inner = placeAt(p, level);
    if (inner) {
      advance(level);
      levels.push(level);
      current = inner;
    } else current = nextPlace(p, levels); // an empty aggregate takes nothing
  }
  p.warn(value.token, 'excess-initializers', 'excess elements in initializer');
}

// ---------------------------------------------------------------- designators

/** A range `[low ... high]`: what was set for `low` is repeated. */
interface Range {
  readonly count: number;
  readonly stride: number;
}

function startsDesignator(p: Parser): boolean {
  return p.lexeme === '[' || p.lexeme === '.' || (p.lexeme === 'identifier' && p.peek() === ':');
}

/** `.a.b[3] =`, `[2] =`, `[0 ... 9] =`, old `a:`; gives the place designated, the levels standing after it. */
function parseDesignators(p: Parser, levels: Level[], ranges: Range[], target: Target): Place | undefined {
  levels.length = 1;
  let level = levels[0] as Level;
  let place: Place | undefined;
  let more = false;
  const old = p.lexeme === 'identifier';
  while (old ? !more : startsDesignator(p) && !(more && p.lexeme === 'identifier')) {
    if (place) {
      level = { type: place.type, offset: place.offset, index: 0, greatest: 0 };
      levels.push(level);
    }
    place = p.lexeme === '[' ? designateElement(p, level, ranges) : designateMember(p, levels, target);
    level = levels[levels.length - 1] as Level;
    if (!place) {
      skipDesignators(p);
      return undefined;
    }
    more = true;
  }
  if (!old && !p.accept('=') && p.lexeme !== '{')
    p.error(p.token, "obsolete use of designated initializer without '='");
  return place;
}

function skipDesignators(p: Parser): void {
  p.skipTo('=', ',');
  p.accept('=');
}

function designateElement(p: Parser, level: Level, ranges: Range[]): Place | undefined {
  const token = p.expect('[');
  const message = 'nonconstant array index in initializer';
  const low = parseIntegerConstant(p, message);
  const high = p.accept('...') ? parseIntegerConstant(p, message) : low;
  p.expect(']');
  if (!low || !high) return undefined;
  if (level.type.kind !== 'array') {
    p.error(token, 'array index in non-array initializer');
    return undefined;
  }
  const limit = level.type.length === undefined ? 1n << 40n : BigInt(level.type.length);
  if (low.value < 0n || high.value < 0n || low.value >= limit || high.value >= limit) {
    p.error(token, 'array index in initializer exceeds array bounds');
    return undefined;
  }
  if (high.value < low.value) {
    p.error(token, 'empty index range in initializer');
    return undefined;
  }
  level.index = Number(low.value);
  const place = placeAt(p, level);
  const count = Number(high.value - low.value) + 1;
  if (count > 1) ranges.push({ count, stride: sizeOf(level.type.of, p.model) });
  level.index = Number(high.value);
  advance(level);
  return place;
}

/** `.name` or `name:`; goes down through anonymous members. */
function designateMember(p: Parser, levels: Level[], target: Target): Place | undefined {
  const dot = p.accept('.');
  const name = p.expectIdentifier();
  if (!dot) p.expect(':');
  let level = levels[levels.length - 1] as Level;
  if (level.type.kind !== 'record') {
    p.error(name, `field name '${name.text}' not in record or union initializer`);
    return undefined;
  }
  const path = findMember(level.type.record, name.text);
  if (!path) {
    noSuchMember(p, level.type, level.type.record, name);
    return undefined;
  }
  let place: Place | undefined;
  for (const member of path) {
    if (place) {
      level = { type: place.type, offset: place.offset, index: 0, greatest: 0 };
      levels.push(level);
    }
    if (level.type.kind !== 'record') return undefined;
    const { record } = level.type;
    if (record.keyword === 'union') chooseUnionMember(level.offset, record.size, member, target);
    level.index = membersOf(record).indexOf(member);
    place = { type: member.type, offset: level.offset + member.offset, bits: member.bits };
    advance(level);
  }
  return place;
}

/** Setting another member of a union undoes what was set in it. */
function chooseUnionMember(offset: number, size: number, member: Member, target: Target): void {
  const before = target.unionMembers.get(offset);
  if (before && before !== member && size > 0) clearRange(offset, size, target);
  target.unionMembers.set(offset, member);
}

/** Forgets the parts inside a range of bytes that is about to be initialised anew. */
function clearRange(offset: number, size: number, target: Target): void {
  if (offset >= target.extent || size === 0) return;
  const kept = target.parts.filter((part) => part.offset < offset || part.offset >= offset + size);
  if (kept.length < target.parts.length) target.parts.splice(0, target.parts.length, ...kept);
}

/** Repeats the parts from index `from` on for the ranges, the innermost first. A value with effects happens once. */
function repeatRanges(p: Parser, ranges: readonly Range[], from: number, target: Target): void {
  for (const { count, stride } of [...ranges].reverse()) {
    const once = target.parts.slice(from).map((part) => ({ part, value: repeatable(p, part.value) }));
    if (target.parts.length + once.length * (count - 1) > PART_LIMIT) {
      p.error(p.previous, `more than ${PART_LIMIT} elements in an initializer`);
      return;
    }
    once.forEach(({ part, value }, index) => {
      target.parts[from + index] = { ...part, value: value.first };
    });
    for (let repeat = 1; repeat < count; repeat++) {
      for (const { part, value } of once) {
        target.parts.push({ ...part, offset: part.offset + repeat * stride, value: value.again });
      }
    }
    const last = target.parts[target.parts.length - 1];
    if (last) target.extent = Math.max(target.extent, last.offset + sizeOf(last.type, p.model));
  }
}

/** The value for its first use, which may have effects, and for the later ones. */
function repeatable(p: Parser, value: Expression): { readonly first: Expression; readonly again: Expression } {
  if (value.kind === 'string' || isError(value.type) || evaluate(value, p.model)) return { first: value, again: value };
  const { token } = value;
  const variable = p.hiddenVariable(value.type, token, !isScalar(value.type));
  const object: Expression = { kind: 'variable', type: value.type, token, variable };
  return {
    first: { kind: 'assign', type: value.type, token, target: object, value },
    again: { kind: 'load', type: value.type, token, object },
  };
}

// ---------------------------------------------------------------- values

/** The string literal, when it can initialise an array of the type: its elements are as wide. */
function stringFor(type: CType, value: Expression): (Expression & { kind: 'string' }) | undefined {
  if (type.kind !== 'array' || value.kind !== 'string' || value.type.kind !== 'array') return undefined;
  const of = unqualified(type.of);
  const own = value.type.of;
  if (of.kind !== 'integer' || own.kind !== 'integer') return undefined;
  const fits = isCharacter(own) ? isCharacter(of) : of.name === own.name;
  return fits ? value : undefined;
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
  clearRange(offset, sizeOf(completed, p.model), target);
  addPart(p, { offset, type: completed, value }, target);
  return completed;
}

/** A compound literal that is constant, or GNU's array initialised by one: its parts can stand for it. */
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

function placeLiteral(value: Expression, offset: number, type: CType, target: Target, p: Parser): void {
  clearRange(offset, sizeOf(type, p.model), target);
  for (const part of literalInitializer(value)?.parts ?? []) {
    addPart(p, { ...part, offset: part.offset + offset }, target);
  }
}

/** Puts a value, converted, at a place that it fits as a whole. */
function place(p: Parser, at: Place, value: Expression, target: Target): void {
  const { type, offset, bits } = at;
  if (type.kind === 'record' && target.constant && literalInitializer(value)) {
    placeLiteral(value, offset, type, target, p);
    return;
  }
  if (type.kind === 'record') clearRange(offset, sizeOf(type, p.model), target);
  const converted = convertAssigned(p, value, type, { kind: 'initialization' }, value.token);
  if (isError(converted.type)) return;
  const final = target.constant ? constantValue(p, converted, target.name) : converted;
  addPart(p, { offset, type: unqualified(type), ...(bits ? { bits } : {}), value: final }, target);
}

function addPart(p: Parser, part: InitializerPart, target: Target): void {
  target.parts.push(part);
  target.extent = Math.max(target.extent, part.offset + (part.bits ? 0 : sizeOf(part.type, p.model)));
}

/** A static initialiser's value: folded to a literal when it is a number, else an address that is known when linked. */
function constantValue(p: Parser, value: Expression, name: string): Expression {
  if (value.kind === 'integer' || value.kind === 'floating') return value;
  const constant = evaluate(value, p.model);
  const { token, type } = value;
  if (constant?.kind === 'integer' && type.kind === 'integer')
    return { kind: 'integer', type, token, value: constant.value };
  if (constant?.kind === 'floating') return { kind: 'floating', type, token, value: constant.value };
  if (constant) return value;
  const whose = name ? ` (in the initializer of '${name}')` : '';
  p.error(token, `initializer element is not constant${whose}`);
  return erroneous(token);
}

// ---------------------------------------------------------------- compound literals

/** `(type) { … }`, the brace being current (6.5.2.5): static outside functions, else alive as long as its block. */
export function compoundLiteral(p: Parser, type: CType, token: Token): Expression {
  const isStatic = p.currentFunction === undefined;
  const incomplete = !isComplete(type) && type.kind !== 'array';
  if (type.kind === 'function' || isVoid(type) || incomplete) {
    if (!isError(type)) p.error(token, `compound literal has incomplete or function type ${quoteType(type)}`);
    discardItem(p);
    return erroneous(token);
  }
  p.height = 0;
  const before = p.greatestHeight;
  p.greatestHeight = 0;
  const parsed = parseInitializer(p, type, '', isStatic);
  const height = p.greatestHeight;
  p.greatestHeight = Math.max(before, height);
  p.height = height;
  p.raise(token);
  if (isStatic) return staticLiteral(p, parsed, token);
  const variable: Variable = p.hiddenVariable(parsed.type, token, true);
  return { kind: 'compoundLiteral', type: parsed.type, token, variable, initializer: parsed.initializer };
}

function staticLiteral(p: Parser, parsed: ParsedInitializer, token: Token): Expression {
  const readOnly = parsed.type.qualifiers?.const === true;
  const variable = staticObject(p, '', parsed.type, token, readOnly);
  variable.initializer = parsed.initializer;
  if (parsed.storageSize !== undefined) variable.storageSize = parsed.storageSize;
  p.effects.push({ kind: 'static', variable });
  return { kind: 'variable', type: parsed.type, token, variable };
}

/** The value of an expression that initialises a `__auto_type` variable. */
export function parseAutoInitializer(p: Parser): Expression {
  return rvalue(p, parseAssignment(p));
}
