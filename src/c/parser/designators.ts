/**
 * Designators (C11 6.7.9p6, p7 and GNU C): `.a.b[3] =`, `[2] =`, ranges `[0 ... 9] =`, old `a:`. They unwind the levels to the
 * braced aggregate and descend anew.
 */
import { isComplete } from '../dataModel';
import { sizeOf } from '../layout';
import { isError } from '../typeRelations';
import { parseIntegerConstant } from './expressions';
import { Level, membersOf, type Place } from './initializerLevels';
import type { InitializerParts, Range } from './initializerParts';
import type { Parser } from './parser';
import { findMember, noSuchMember } from './places';

export function startsDesignator(p: Parser): boolean {
  return p.lexeme === '[' || p.lexeme === '.' || (p.lexeme === 'identifier' && p.peek() === ':');
}

/** The place designated, the levels standing after it; undefined after an error. The ranges are added to `ranges`. */
export function parseDesignators(
  p: Parser,
  levels: Level[],
  ranges: Range[],
  parts: InitializerParts,
): Place | undefined {
  levels.length = 1;
  const old = p.lexeme === 'identifier';
  let place: Place | undefined;
  const member = p.is('.');
  do {
    if (place) {
      parts.enter(place.offset, isComplete(place.type) ? sizeOf(place.type, p.model) : 0, place.type);
      levels.push(new Level(place.type, place.offset, p.model, parts));
    }
    place = p.is('[') ? designateElement(p, levels, ranges) : designateMember(p, levels, parts);
    if (!place) {
      p.skipTo('=', ',');
      p.accept('=');
      return undefined;
    }
  } while (!old && (p.is('[') || p.is('.')));
  const obsolete = levels.length === 1 && !member; // `[3] value` is old GNU C
  if (!old && !p.accept('=') && !p.is('{') && !obsolete) p.error(p.token, "expected '=' after the designator");
  return place;
}

function designateElement(p: Parser, levels: readonly Level[], ranges: Range[]): Place | undefined {
  const level = levels[levels.length - 1] as Level;
  const token = p.expect('[');
  const message = 'nonconstant array index in initializer';
  const low = parseIntegerConstant(p, message);
  const high = p.accept('...') ? parseIntegerConstant(p, message) : low;
  p.expect(']');
  if (!low || !high) return undefined;
  if (level.type.kind !== 'array') {
    if (!isError(level.type)) p.error(token, 'array index in non-array initializer');
    return undefined;
  }
  const { length, of } = level.type;
  const limit = BigInt(length ?? Math.floor(2 ** 40 / Math.max(1, sizeOf(of, p.model))));
  if (low.value < 0n || high.value < 0n || low.value >= limit || high.value >= limit) {
    p.error(token, 'array index in initializer exceeds array bounds');
    return undefined;
  }
  if (high.value < low.value) {
    p.error(token, 'empty index range in initializer');
    return undefined;
  }
  // Of a range the last element is set, for what comes next goes on after it; the earlier ones are repeats.
  level.index = Number(high.value);
  const place = level.place();
  const count = Number(high.value - low.value) + 1;
  if (count > 1) ranges.push({ count, stride: -sizeOf(of, p.model) });
  level.take();
  return place;
}

/** `.name` or `name:`; goes down through anonymous members. */
function designateMember(p: Parser, levels: Level[], parts: InitializerParts): Place | undefined {
  const dot = p.accept('.');
  const name = p.expectIdentifier();
  if (!dot) p.expect(':');
  let level = levels[levels.length - 1] as Level;
  if (level.type.kind !== 'record') {
    if (!isError(level.type)) p.error(name, `field name '${name.text}' not in record or union initializer`);
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
      level = new Level(place.type, place.offset, p.model, parts);
      levels.push(level);
    }
    if (level.type.kind !== 'record') return undefined;
    level.index = membersOf(level.type.record).indexOf(member);
    place = { type: member.type, offset: level.offset + member.offset, bits: member.bits };
    level.take();
  }
  return place;
}
