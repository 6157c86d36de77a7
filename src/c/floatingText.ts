/**
 * Floating numbers as text (C11 6.4.4.2, 7.22.1.3), decimal and hexadecimal, to the nearest float or double: rounded once,
 * to its own format, ties to even. Constants of a program and the library's strtod() are read here.
 */

/** The parts of a number's text, a sign before it and a suffix behind it left out. */
export interface FloatingText {
  readonly whole: string;
  readonly fraction: string;
  /** After the `e` or `p`: decimal digits, with a sign or without. */
  readonly exponent: string;
  readonly hexadecimal: boolean;
}

export interface Rounded {
  readonly value: number;
  /** Whether `value` is all of the number; told of doubles below 2^-1022 and of floats alone. */
  readonly exact: boolean;
}

/** What a number is made of, and the rest of the text. */
export const DECIMAL = /^([0-9]*)(?:\.([0-9]*))?(?:[eE]([+-]?[0-9]*))?(.*)$/s;
export const HEXADECIMAL = /^0[xX]([0-9a-fA-F]*)(?:\.([0-9a-fA-F]*))?(?:[pP]([+-]?[0-9]*))?(.*)$/s;

const SMALLEST_NORMAL = 2 ** -1022;
/** What lies halfway between two doubles has at most 767 decimal digits. */
const DECIDING_DIGITS = 800;

/** A number in the form of C's floating constants without suffix. */
export function parseFloating(text: string, float: boolean): Rounded {
  const hexadecimal = /^0[xX]/.test(text);
  const [, whole = '', fraction = '', exponent = '0'] = (hexadecimal ? HEXADECIMAL : DECIMAL).exec(text) ?? [];
  return floatingValue({ whole, fraction, exponent, hexadecimal }, float);
}

/** The value of a number's text, to the nearest float or double. An exponent without digits is 0. */
export function floatingValue({ whole, fraction, exponent, hexadecimal: hex }: FloatingText, float: boolean): Rounded {
  if (!hex && !float) {
    // JavaScript reads decimal doubles itself, but does not say whether it rounded; the rest is done on exact ratios.
    const value = Number(`${whole || '0'}.${fraction || '0'}e${/[0-9]/.test(exponent) ? exponent : '0'}`);
    if (value === 0 || value >= SMALLEST_NORMAL)
      return { value, exact: value === 0 && !/[1-9]/.test(whole + fraction) };
  }
  const given = (whole + fraction).replace(/^0+/, '');
  if (given === '') return { value: 0, exact: true };
  const digits = withoutLongTail(given);
  const radixBits = hex ? 4 : 1;
  const scale = clampExponent(exponent) + (given.length - digits.length - fraction.length) * radixBits;
  // The value lies below radix^magnitude; beyond these bounds it is infinite or zero in any format.
  const magnitude = hex ? (scale + digits.length * 4) * 0.30103 : scale + digits.length;
  if (magnitude > 400) return { value: Number.POSITIVE_INFINITY, exact: false };
  if (magnitude < -400) return { value: 0, exact: false };
  const mantissa = hex ? BigInt(`0x${digits}`) : BigInt(digits);
  const power = (hex ? 2n : 10n) ** BigInt(Math.abs(scale));
  const [numerator, denominator] = scale >= 0 ? [mantissa * power, 1n] : [mantissa, power];
  return float ? roundRatio(numerator, denominator, 24, -149) : roundRatio(numerator, denominator, 53, -1074);
}

/** As many digits as can decide how to round, and one more that tells whether anything but zeros follows. */
function withoutLongTail(digits: string): string {
  if (digits.length <= DECIDING_DIGITS) return digits;
  const follows = /[^0]/.test(digits.slice(DECIDING_DIGITS));
  return digits.slice(0, DECIDING_DIGITS) + (follows ? '1' : '0');
}

function clampExponent(text: string): number {
  const value = Number(/[0-9]/.test(text) ? text : '0');
  return Math.max(-1e15, Math.min(1e15, value));
}

/**
 * The binary floating number nearest to numerator / denominator (ties to even), with `precision` bits and no bit below
 * 2^minimum. Both arguments are positive.
 */
function roundRatio(numerator: bigint, denominator: bigint, precision: number, minimum: number): Rounded {
  let shift = bitLength(numerator) - bitLength(denominator) - precision; // of the lowest bit that is kept
  const above =
    shift >= 0
      ? numerator >= denominator << BigInt(shift + precision)
      : numerator << BigInt(-shift) >= denominator << BigInt(precision);
  if (above) shift++;
  if (shift < minimum) shift = minimum;
  const top = shift < 0 ? numerator << BigInt(-shift) : numerator;
  const bottom = shift > 0 ? denominator << BigInt(shift) : denominator;
  let quotient = top / bottom;
  const remainder = top % bottom;
  const twice = remainder * 2n;
  if (twice > bottom || (twice === bottom && (quotient & 1n) === 1n)) quotient++;
  const limit = precision === 24 ? 2 ** 128 : Number.POSITIVE_INFINITY;
  const value = scaleByPowerOfTwo(Number(quotient), shift);
  return value >= limit ? { value: Number.POSITIVE_INFINITY, exact: false } : { value, exact: remainder === 0n };
}

/** value * 2^shift without an intermediate overflow or underflow; `value` has at most 53 bits. */
function scaleByPowerOfTwo(value: number, shift: number): number {
  let result = value;
  let left = shift;
  for (; left > 1000; left -= 1000) result *= 2 ** 1000;
  // One multiplication brings it into the subnormals, and is exact because roundRatio kept no bit below 2^-1074.
  if (left < -1000) return result * 2 ** -500 * 2 ** (left + 500);
  return result * 2 ** left;
}

function bitLength(value: bigint): number {
  const hex = value.toString(16);
  return hex.length * 4 - (Math.clz32(Number.parseInt(hex.charAt(0), 16)) - 28);
}
