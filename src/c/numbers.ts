/**
 * Numbers as C spells them (C11 6.4.4.1, 6.4.4.2): a preprocessing number becomes an integer with the first type of its
 * list that can hold it, or a floating value rounded once, to the nearest, to its own format. Binary integers and `LL`
 * suffixes in any order are as in GNU C. Imaginary and decimal-floating suffixes are refused by name.
 */
import type { DiagnosticBag } from './diagnostics';
import { DECIMAL, floatingValue, HEXADECIMAL } from './floatingText';
import type { Token } from './token';
import type { DataModel, IntegerName } from './types';

export interface IntegerLiteral {
  readonly kind: 'integer';
  /** Never negative, and fits `type`. */
  readonly value: bigint;
  readonly type: IntegerName;
}

export interface FloatingLiteral {
  readonly kind: 'floating';
  /** Already rounded to float for type `float`; `long double` has double's precision here. */
  readonly value: number;
  readonly type: 'float' | 'double' | 'long double';
}

export type NumberLiteral = IntegerLiteral | FloatingLiteral;

/**
 * Decodes a token of kind `number`. What is wrong with it is reported, and the nearest sensible value is given so that
 * the parser can go on.
 */
export function decodeNumber(token: Token, model: DataModel, diagnostics: DiagnosticBag): NumberLiteral {
  const text = token.text;
  const hexadecimal = /^0[xX]/.test(text);
  const floating = hexadecimal ? /[.pP]/.test(text) : /[.eE]/.test(text) && !/^0[bB]/.test(text);
  return floating ? decodeFloating(token, hexadecimal, diagnostics) : decodeInteger(token, model, diagnostics);
}

const INTEGER = /^(0[xX][0-9a-fA-F]*|0[bB][0-9]*|[0-9]+)(.*)$/s;
/** A lower-cased suffix (the case of `ll` is checked apart) to what it asks for. */
const INTEGER_SUFFIXES = new Map<string, { readonly unsigned: boolean; readonly longs: 0 | 1 | 2 }>([
  ['', { unsigned: false, longs: 0 }],
  ['u', { unsigned: true, longs: 0 }],
  ['l', { unsigned: false, longs: 1 }],
  ['ul', { unsigned: true, longs: 1 }],
  ['lu', { unsigned: true, longs: 1 }],
  ['ll', { unsigned: false, longs: 2 }],
  ['ull', { unsigned: true, longs: 2 }],
  ['llu', { unsigned: true, longs: 2 }],
]);

function decodeInteger(token: Token, model: DataModel, diagnostics: DiagnosticBag): IntegerLiteral {
  const match = INTEGER.exec(token.text);
  const digits = match?.[1] ?? '0';
  if (digits.length === 2 && /[xXbB]/.test(digits)) {
    diagnostics.error(token, `invalid suffix "${token.text.slice(1)}" on integer constant`);
    return { kind: 'integer', value: 0n, type: 'int' };
  }
  const suffixText = match?.[2] ?? '';
  const suffix = /lL|Ll/.test(suffixText) ? undefined : INTEGER_SUFFIXES.get(suffixText.toLowerCase());
  if (!suffix) diagnostics.error(token, describeBadSuffix(suffixText, 'integer'));
  const { value, decimal } = integerValue(token, digits, diagnostics);
  return {
    kind: 'integer',
    ...integerType(token, value, decimal, suffix ?? { unsigned: false, longs: 0 }, model, diagnostics),
  };
}

function integerValue(token: Token, digits: string, diagnostics: DiagnosticBag): { value: bigint; decimal: boolean } {
  const prefix = digits.slice(0, 2).toLowerCase();
  if (prefix === '0x') return { value: BigInt(digits), decimal: false };
  const [name, bad, open] = prefix === '0b' ? ['binary', /[2-9]/, '0b'] : ['octal', /[89]/, '0o'];
  if (prefix !== '0b' && (!digits.startsWith('0') || digits === '0')) {
    return { value: decimalInteger(digits), decimal: true };
  }
  const body = digits.slice(prefix === '0b' ? 2 : 1);
  const wrong = bad.exec(body);
  if (wrong) diagnostics.error(token, `invalid digit "${wrong[0]}" in ${name} constant`);
  return { value: wrong || body === '' ? 0n : BigInt(open + body), decimal: false };
}

/** Decimal digits; one with more than 40 of them overflows whatever they are, and need not be read to the end. */
function decimalInteger(digits: string): bigint {
  return BigInt(digits.length > 40 ? digits.slice(0, 40) : digits);
}

/** The first type of 6.4.4.1p5's list that can represent the value. */
function integerType(
  token: Token,
  value: bigint,
  decimal: boolean,
  suffix: { readonly unsigned: boolean; readonly longs: 0 | 1 | 2 },
  model: DataModel,
  diagnostics: DiagnosticBag,
): { value: bigint; type: IntegerName } {
  const ranks = ['int', 'long', 'long long'] as const;
  const bits = [32, model.longSize * 8, 64];
  for (let rank = suffix.longs as number; rank < 3; rank++) {
    const name = ranks[rank] as (typeof ranks)[number];
    const width = BigInt(bits[rank] as number);
    if (!suffix.unsigned && value < 1n << (width - 1n)) return { value, type: name };
    if ((suffix.unsigned || !decimal) && value < 1n << width) return { value, type: `unsigned ${name}` };
  }
  const truncated = BigInt.asUintN(64, value);
  if (truncated !== value) diagnostics.warning(token, 'integer constant is too large for its type');
  else diagnostics.warning(token, 'integer constant is so large that it is unsigned');
  return { value: truncated, type: 'unsigned long long' };
}

function describeBadSuffix(suffix: string, kind: 'integer' | 'floating'): string {
  if (kind === 'floating' && (suffix.match(/\./g)?.length ?? 0) > 0) return 'too many decimal points in number';
  if (/^[fFlLuU]*[ijIJ][fFlLuU]*$/.test(suffix)) return `imaginary constants are not supported (suffix "${suffix}")`;
  if (kind === 'floating' && /^(d[dfl]|D[DFL])$/.test(suffix)) {
    return `decimal floating constants are not supported (suffix "${suffix}")`;
  }
  return `invalid suffix "${suffix}" on ${kind} constant`;
}

// ---------------------------------------------------------------- floating

function decodeFloating(token: Token, hexadecimal: boolean, diagnostics: DiagnosticBag): FloatingLiteral {
  const [, whole = '', fraction = '', exponent, suffix = ''] =
    (hexadecimal ? HEXADECIMAL : DECIMAL).exec(token.text) ?? [];
  const type = floatingType(suffix);
  if (hexadecimal && whole + fraction === '') diagnostics.error(token, 'no digits in hexadecimal floating constant');
  else if (exponent !== undefined && !/[0-9]/.test(exponent)) diagnostics.error(token, 'exponent has no digits');
  else if (type === undefined) diagnostics.error(token, describeBadSuffix(suffix, 'floating'));
  else if (hexadecimal && exponent === undefined) {
    diagnostics.error(token, 'hexadecimal floating constants require an exponent');
  }
  const { value } = floatingValue({ whole, fraction, exponent: exponent ?? '0', hexadecimal }, type === 'float');
  if (!Number.isFinite(value)) diagnostics.warning(token, `floating constant exceeds range of '${type ?? 'double'}'`);
  return { kind: 'floating', value, type: type ?? 'double' };
}

function floatingType(suffix: string): FloatingLiteral['type'] | undefined {
  if (suffix === '') return 'double';
  if (suffix === 'f' || suffix === 'F') return 'float';
  return suffix === 'l' || suffix === 'L' ? 'long double' : undefined;
}
