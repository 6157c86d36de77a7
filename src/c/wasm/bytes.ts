/**
 * A growing buffer of bytes, and the variable-length integers of WebAssembly (LEB128: seven bits to a byte, the lowest first, the
 * top bit set on all but the last). A WebAssembly section begins with its length, which is not known before its contents are: the
 * length is then written as five bytes of padded LEB128, which are patched at its end.
 */
const FIRST_CAPACITY = 4096;
const PATCHED_LENGTH = 5;

export class ByteBuffer {
  private bytes: Uint8Array;
  private view: DataView;
  /** Bytes written so far. */
  length = 0;

  constructor(capacity = FIRST_CAPACITY) {
    this.bytes = new Uint8Array(capacity);
    this.view = new DataView(this.bytes.buffer);
  }

  private reserve(count: number): void {
    if (this.length + count <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(this.bytes.length * 2, this.length + count));
    larger.set(this.bytes);
    this.bytes = larger;
    this.view = new DataView(larger.buffer);
  }

  /** A copy of what was written. */
  finish(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  /** What was written, as a view that further writing makes stale. */
  written(): Uint8Array {
    return this.bytes.subarray(0, this.length);
  }

  byte(value: number): void {
    if (this.length === this.bytes.length) this.reserve(1);
    this.bytes[this.length++] = value;
  }

  append(bytes: Uint8Array): void {
    this.reserve(bytes.length);
    this.bytes.set(bytes, this.length);
    this.length += bytes.length;
  }

  /** Unsigned LEB128 of an integer below 2^32. */
  unsigned(value: number): void {
    let rest = value >>> 0;
    while (rest >= 0x80) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Signed LEB128 of a 32-bit integer; an unsigned one is taken as the same bits. */
  signed32(value: number): void {
    let rest = value | 0;
    while (rest < -0x40 || rest > 0x3f) {
      this.byte((rest & 0x7f) | 0x80);
      rest >>= 7;
    }
    this.byte(rest & 0x7f);
  }

  /** Signed LEB128 of a 64-bit integer; an unsigned one is taken as the same bits. */
  signed64(value: bigint): void {
    let rest = BigInt.asIntN(64, value);
    while (rest < -0x40000000n || rest > 0x3fffffffn) {
      this.byte(Number(rest & 0x7fn) | 0x80);
      rest >>= 7n;
    }
    this.signed32(Number(rest));
  }

  float32(value: number): void {
    this.reserve(4);
    this.view.setFloat32(this.length, value, true);
    this.length += 4;
  }

  float64(value: number): void {
    this.reserve(8);
    this.view.setFloat64(this.length, value, true);
    this.length += 8;
  }

  /** A vector of UTF-8 bytes with its length. */
  name(text: string): void {
    // Nearly all names are ASCII, and there are thousands: an encoder would cost more than all the rest.
    const at = this.length;
    this.unsigned(text.length);
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x80) {
        this.length = at;
        const encoded = new TextEncoder().encode(text);
        this.unsigned(encoded.length);
        this.append(encoded);
        return;
      }
      this.byte(unit);
    }
  }

  /** Runs `write` and puts the length of what it wrote before it. */
  sized(write: () => void): void {
    const at = this.length;
    this.reserve(PATCHED_LENGTH);
    this.length += PATCHED_LENGTH;
    write();
    this.patch(at, this.length - at - PATCHED_LENGTH);
  }

  private patch(at: number, value: number): void {
    let rest = value;
    for (let index = 0; index < PATCHED_LENGTH; index++) {
      this.bytes[at + index] = (rest & 0x7f) | (index < PATCHED_LENGTH - 1 ? 0x80 : 0);
      rest >>>= 7;
    }
  }
}
