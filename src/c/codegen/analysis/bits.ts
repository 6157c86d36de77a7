/** Rows of bits: one row for each block, one bit for each register that a flow analysis follows. */
export class BitRows {
  private readonly words: Uint32Array;
  readonly width: number;

  constructor(rows: number, bits: number) {
    this.width = (bits + 31) >>> 5;
    this.words = new Uint32Array(rows * this.width);
  }

  row(index: number): Uint32Array {
    return this.words.subarray(index * this.width, (index + 1) * this.width);
  }

  fill(index: number): void {
    this.row(index).fill(0xffffffff);
  }
}

export const hasBit = (row: Uint32Array, bit: number): boolean =>
  (((row[bit >>> 5] as number) >>> (bit & 31)) & 1) === 1;

export function setBit(row: Uint32Array, bit: number): void {
  row[bit >>> 5] = (row[bit >>> 5] as number) | (1 << (bit & 31));
}

export function clearBit(row: Uint32Array, bit: number): void {
  row[bit >>> 5] = (row[bit >>> 5] as number) & ~(1 << (bit & 31));
}
