/**
 * The bit operations among gcc's built-ins, on constants: `ffs`, `clz`, `ctz`, `clrsb`, `popcount`, `parity` with their `l` and
 * `ll` forms, `bswap16/32/64`. Names come without `__builtin_`.
 */

const NAME = /^(ffs|clz|ctz|clrsb|popcount|parity)(l|ll)?$|^bswap(16|32|64)$/;

export function isBitOperation(name: string): boolean {
  return NAME.test(name);
}

/** @param size of the operand, in bytes. Undefined for another built-in, and for `clz` and `ctz` of 0, which have no value. */
export function foldBitOperation(name: string, value: bigint, size: number): bigint | undefined {
  const match = NAME.exec(name);
  if (!match) return undefined;
  const width = size * 8;
  const bits = BigInt.asUintN(width, value);
  const text = bits.toString(2).padStart(width, '0');
  switch (match[1]) {
    case 'ffs':
      return bits === 0n ? 0n : BigInt(width - text.lastIndexOf('1'));
    case 'clz':
      return bits === 0n ? undefined : BigInt(text.indexOf('1'));
    case 'ctz':
      return bits === 0n ? undefined : BigInt(width - 1 - text.lastIndexOf('1'));
    case 'clrsb': {
      const other = text.indexOf(text.startsWith('1') ? '0' : '1');
      return BigInt((other < 0 ? width : other) - 1);
    }
    case 'popcount':
      return BigInt(ones(text));
    case 'parity':
      return BigInt(ones(text) % 2);
    default:
      return swapBytes(value, Number(match[3]));
  }
}

function ones(text: string): number {
  let count = 0;
  for (const digit of text) if (digit === '1') count++;
  return count;
}

function swapBytes(value: bigint, width: number): bigint {
  let rest = BigInt.asUintN(width, value);
  let swapped = 0n;
  for (let byte = 0; byte < width / 8; byte++) {
    swapped = (swapped << 8n) | (rest & 255n);
    rest >>= 8n;
  }
  return swapped;
}
