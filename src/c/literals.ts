/**
 * Character constants and string literals (C11 6.4.4.4, 6.4.5): escapes, universal character names, encoding prefixes, and
 * the joining of adjacent strings. Source text is Unicode, the narrow execution character set is UTF-8, and the wide ones
 * are UTF-16 (`u`) and UTF-32 (`U`, `L`), as gcc has them on Linux. Numbers are in `numbers.ts`, given on from here.
 */
import type { DiagnosticBag } from './diagnostics';
import type { Token } from './token';
import type { DataModel, IntegerName } from './types';

export { decodeNumber, type FloatingLiteral, type IntegerLiteral, type NumberLiteral } from './numbers';

export type EncodingPrefix = '' | 'u8' | 'u' | 'U' | 'L';

export interface CharacterLiteral {
  /** As C has it: negative for a plain character above 127. */
  readonly value: bigint;
  readonly type: IntegerName;
}

export interface StringLiteral {
  readonly prefix: EncodingPrefix;
  readonly elementType: IntegerName;
  /** Bytes in an element: 1, 2 or 4. */
  readonly elementSize: 1 | 2 | 4;
  /** The elements as unsigned numbers, the terminating zero not included. */
  readonly units: readonly number[];
}

/** The type and size of the elements of a literal with this prefix; `char16_t` and its like as glibc's <uchar.h> has them. */
export function elementOf(prefix: EncodingPrefix, model: DataModel): { type: IntegerName; size: 1 | 2 | 4 } {
  switch (prefix) {
    case 'L':
      return { type: model.name === 'LP64' ? 'int' : 'long', size: 4 };
    case 'U':
      return { type: 'unsigned int', size: 4 };
    case 'u':
      return { type: 'unsigned short', size: 2 };
    default:
      return { type: 'char', size: 1 };
  }
}

/** Decodes a token of kind `character`. */
export function decodeCharacter(token: Token, model: DataModel, diagnostics: DiagnosticBag): CharacterLiteral {
  const prefix = prefixOf(token.text, "'");
  const element = elementOf(prefix, model);
  const units = unitsOf(token, prefix, "'", element.size, diagnostics);
  if (units.length === 0) diagnostics.error(token, 'empty character constant');
  if (prefix !== '') {
    if (units.length > 1) diagnostics.warning(token, 'character constant too long for its type');
    const last = BigInt(units.at(-1) ?? 0);
    return { value: prefix === 'L' ? BigInt.asIntN(32, last) : last, type: element.type };
  }
  if (units.length > 4) diagnostics.warning(token, 'character constant too long for its type');
  else if (units.length > 1) diagnostics.warning(token, 'multi-character character constant');
  let value = 0;
  for (const unit of units) value = (value << 8) | unit;
  return { value: BigInt(units.length === 1 ? (value << 24) >> 24 : value), type: 'int' };
}

/** Decodes adjacent tokens of kind `string` as the one literal that they make (6.4.5p5). `tokens` is not empty. */
export function decodeString(tokens: readonly Token[], model: DataModel, diagnostics: DiagnosticBag): StringLiteral {
  let prefix: EncodingPrefix = '';
  for (const token of tokens) {
    const own = prefixOf(token.text, '"');
    if (own === '' || own === prefix) continue;
    if (prefix === '') prefix = own;
    else diagnostics.error(token, 'unsupported non-standard concatenation of string literals');
  }
  const element = elementOf(prefix, model);
  const parts = tokens.map((token) => unitsOf(token, prefix, '"', element.size, diagnostics));
  return {
    prefix,
    elementType: element.type,
    elementSize: element.size,
    units: parts.length === 1 ? (parts[0] as number[]) : parts.flat(),
  };
}

/** The literal's elements as the characters of a text, of whatever length. */
export function textOf({ units }: StringLiteral): string {
  let text = '';
  for (const unit of units) text += String.fromCharCode(unit);
  return text;
}

function prefixOf(text: string, quote: string): EncodingPrefix {
  return text.slice(0, text.indexOf(quote)) as EncodingPrefix;
}

const SIMPLE_ESCAPES = new Map<string, number>([
  ['a', 7], ['b', 8], ['f', 12], ['n', 10], ['r', 13], ['t', 9], ['v', 11], ['e', 27], ['E', 27],
  ['\\', 92], ["'", 39], ['"', 34], ['?', 63],
]); // biome-ignore format: a table

/** The elements between the quotes of one token, encoded for `size` bytes each. */
function unitsOf(
  token: Token,
  prefix: EncodingPrefix,
  quote: string,
  size: 1 | 2 | 4,
  diagnostics: DiagnosticBag,
): number[] {
  const text = token.text;
  const units: number[] = [];
  const end = text.length > 1 && text.endsWith(quote) ? text.length - 1 : text.length;
  // Of one without its end the lexer has told; but in a macro it is let pass until it is used.
  if (end === text.length && token.expansion) diagnostics.error(token, `missing terminating ${quote} character`);
  let at = text.indexOf(quote) + 1;
  while (at < end) {
    const code = text.codePointAt(at) as number;
    if (code === 92) at = decodeEscape(token, at + 1, end, size, units, diagnostics);
    else {
      at += code > 0xffff ? 2 : 1;
      if (code < 128) units.push(code);
      else encode(code, size, units);
    }
  }
  if (prefix === 'u' && quote === "'" && units.length === 2 && ((units[0] as number) & 0xfc00) === 0xd800) {
    diagnostics.warning(token, 'character constant too long for its type');
    units.shift();
  }
  return units;
}

/** Decodes the escape whose backslash stands before `at`; gives the offset after it. */
function decodeEscape(
  token: Token,
  at: number,
  end: number,
  size: 1 | 2 | 4,
  units: number[],
  diagnostics: DiagnosticBag,
): number {
  const text = token.text;
  const letter = at < end ? text.charAt(at) : '';
  const simple = SIMPLE_ESCAPES.get(letter);
  if (simple !== undefined) {
    units.push(simple);
    return at + 1;
  }
  if (letter >= '0' && letter <= '7') {
    const digits = (/^[0-7]{1,3}/.exec(text.slice(at, Math.min(at + 3, end))) as RegExpExecArray)[0];
    pushEscape(token, Number.parseInt(digits, 8), size, 'octal', units, diagnostics);
    return at + digits.length;
  }
  if (letter === 'x') return decodeHexEscape(token, at + 1, end, size, units, diagnostics);
  if (letter === 'u' || letter === 'U') return decodeUniversal(token, at, end, size, units, diagnostics);
  if (letter === '') return at; // the backslash before the missing quote of an unterminated literal
  const code = text.codePointAt(at) as number;
  diagnostics.warning(token, `unknown escape sequence: '\\${String.fromCodePoint(code)}'`);
  encode(code, size, units);
  return at + (code > 0xffff ? 2 : 1);
}

function decodeHexEscape(
  token: Token,
  start: number,
  end: number,
  size: 1 | 2 | 4,
  units: number[],
  diagnostics: DiagnosticBag,
): number {
  let at = start;
  let value = 0;
  let significant = 0;
  for (; at < end; at++) {
    const digit = Number.parseInt(token.text.charAt(at), 16);
    if (Number.isNaN(digit)) break;
    if (significant > 0 || digit !== 0) significant++;
    value = ((value << 4) | digit) >>> 0;
  }
  if (at === start) diagnostics.error(token, '\\x used with no following hex digits');
  else if (significant > 8) {
    diagnostics.warning(token, 'hex escape sequence out of range');
    units.push(size === 4 ? value : value & (2 ** (size * 8) - 1));
  } else pushEscape(token, value, size, 'hex', units, diagnostics);
  return at;
}

function pushEscape(
  token: Token,
  value: number,
  size: 1 | 2 | 4,
  radix: 'octal' | 'hex',
  units: number[],
  diagnostics: DiagnosticBag,
): void {
  const mask = size === 4 ? 0xffffffff : 2 ** (size * 8) - 1;
  if (value > mask) diagnostics.warning(token, `${radix} escape sequence out of range`);
  units.push(size === 4 ? value : value & mask);
}

/** A universal character name, 6.4.3; `at` is at its `u` or `U`. */
function decodeUniversal(
  token: Token,
  at: number,
  end: number,
  size: 1 | 2 | 4,
  units: number[],
  diagnostics: DiagnosticBag,
): number {
  const length = token.text.charAt(at) === 'u' ? 4 : 8;
  const digits = (/^[0-9a-fA-F]*/.exec(token.text.slice(at + 1, Math.min(at + 1 + length, end))) as RegExpExecArray)[0];
  const name = `\\${token.text.slice(at, at + 1 + digits.length)}`;
  const code = Number.parseInt(digits || '0', 16);
  if (digits.length < length) diagnostics.error(token, `incomplete universal character name ${name}`);
  else if (
    code > 0x10ffff ||
    (code >= 0xd800 && code <= 0xdfff) ||
    (code < 0xa0 && ![0x24, 0x40, 0x60].includes(code))
  ) {
    diagnostics.error(token, `${name} is not a valid universal character`);
  } else encode(code, size, units);
  return at + 1 + digits.length;
}

/** Appends a code point as UTF-8, UTF-16 or UTF-32. */
function encode(code: number, size: 1 | 2 | 4, units: number[]): void {
  if (size === 4) units.push(code);
  else if (size === 2) {
    if (code < 0x10000) units.push(code);
    else units.push(0xd800 + ((code - 0x10000) >> 10), 0xdc00 + (code & 0x3ff));
  } else if (code < 0x80) units.push(code);
  else if (code < 0x800) units.push(0xc0 | (code >> 6), 0x80 | (code & 63));
  else if (code < 0x10000) units.push(0xe0 | (code >> 12), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  else {
    units.push(0xf0 | (code >> 18), 0x80 | ((code >> 12) & 63), 0x80 | ((code >> 6) & 63), 0x80 | (code & 63));
  }
}
