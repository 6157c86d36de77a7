/**
 * The machine's linear memory: one WebAssembly memory with data, shadow and cards (abi.ts has the map), and typed
 * access to it. Whatever the machine itself writes goes through the setters here, which mark the card of the page, so
 * that checkpoints see it.
 *
 * Offsets are plain numbers from 0 to `limit`; addresses are unsigned bigints. What generated code passes for a
 * pointer is an i32 or an i64, signed either way: `offsetOf` turns it into an offset without bigint arithmetic, which
 * is what makes calls cheap.
 */
import { type AddressSpace, addressSpace, controlStart, memoryPages, PAGE_SIZE, SHADOW } from '../abi';
import type { DataModel } from '../types';
import type { MemoryReader } from './types';

/** Bytes that are filled faster one by one. */
const SMALL = 64;

/** A memory for a machine with `limit` bytes of data: data, shadow and cards, all zero. */
export function newMemory(limit: number): WebAssembly.Memory {
  const pages = memoryPages(limit);
  return new WebAssembly.Memory({ initial: pages, maximum: pages });
}

/** A word that generated code and the machine share (CONTROL in abi.ts). 0 at first, whatever the memory served before. */
export class ControlWord {
  private readonly words: Int32Array;

  constructor(memory: WebAssembly.Memory, offset: number) {
    this.words = new Int32Array(memory.buffer, offset, 1);
    this.words[0] = 0;
  }

  get value(): number {
    return this.words[0] as number;
  }
  set value(value: number) {
    this.words[0] = value;
  }
}

export class MachineMemory implements MemoryReader {
  readonly wasm: WebAssembly.Memory;
  readonly space: AddressSpace;
  /** [0, limit) of the memory. */
  readonly data: Uint8Array;
  /** Shadow byte of data offset n at n. */
  readonly shadowBytes: Uint8Array;
  private readonly shadowWords: Uint32Array;
  /** One byte for each page of data; 1 when it or its shadow has been written to since the last checkpoint. */
  readonly cards: Uint8Array;
  /** The same for the whole run: what `wipe` has to look at. */
  private readonly written: Uint8Array;
  /** Data as aligned words, for loops that look at many; what is written through it marks no card. */
  readonly words: Uint32Array;
  private readonly doubles: Float64Array;
  /** Subtracted from a pointer as generated code passes it, to give an offset. */
  private readonly signedBase: number;
  private readonly lowBase: number;

  constructor(
    readonly model: DataModel,
    readonly limit: number,
    /** Where it lies: of the right size, and all zero. */
    wasm: WebAssembly.Memory = newMemory(limit),
  ) {
    this.wasm = wasm;
    this.written = new Uint8Array(limit / PAGE_SIZE);
    this.space = addressSpace(model);
    this.data = new Uint8Array(this.wasm.buffer, 0, limit);
    this.shadowBytes = new Uint8Array(this.wasm.buffer, limit, limit);
    this.shadowWords = new Uint32Array(this.wasm.buffer, limit, limit / 4);
    this.cards = new Uint8Array(this.wasm.buffer, 2 * limit, limit / PAGE_SIZE);
    this.words = new Uint32Array(this.wasm.buffer, 0, limit / 4);
    this.doubles = new Float64Array(this.wasm.buffer, 0, limit / 8);
    this.lowBase = Number(this.space.base & 0xffff_ffffn);
    this.signedBase = model.pointerSize === 8 ? Number(BigInt.asIntN(64, this.space.base)) : Number(this.space.base);
  }

  /** One of the control words, by its distance in CONTROL. */
  control(word: number): ControlWord {
    return new ControlWord(this.wasm, controlStart(this.limit) + word);
  }

  // -------------------------------------------------------------- addresses

  /** The offset that a pointer passed by generated code means; outside [0, limit) when it is no address of data. */
  offsetOf(pointer: number | bigint): number {
    return (typeof pointer === 'bigint' ? Number(pointer) : pointer >>> 0) - this.signedBase;
  }

  /** The offset that an address means, given the low 32 bits of it. */
  offsetOfLow(low: number): number {
    return (low - this.lowBase) >>> 0;
  }

  /** A pointer as generated code passes it, as an unsigned address. */
  addressOf(pointer: number | bigint): bigint {
    return typeof pointer === 'bigint' ? BigInt.asUintN(64, pointer) : BigInt(pointer >>> 0);
  }

  /** The address of an offset. */
  address(offset: number): bigint {
    return this.space.base + BigInt(offset);
  }

  /** NULL as generated code takes it. */
  get nullPointer(): number | bigint {
    return this.model.pointerSize === 8 ? 0n : 0;
  }

  /** An offset as a pointer that generated code takes. */
  pointer(offset: number): number | bigint {
    return this.model.pointerSize === 8 ? BigInt.asIntN(64, this.address(offset)) : Number(this.address(offset)) | 0;
  }

  /** The offset of an unsigned address, or undefined when it lies outside data. */
  locate(address: bigint, size = 1): number | undefined {
    const offset = address - this.space.base;
    return offset >= 0n && offset + BigInt(size) <= BigInt(this.limit) ? Number(offset) : undefined;
  }

  // -------------------------------------------------------------- the machine's own reads and writes, all aligned

  u32(offset: number): number {
    return this.words[offset >>> 2] as number;
  }
  i32(offset: number): number {
    return (this.words[offset >>> 2] as number) | 0;
  }
  u64(offset: number): bigint {
    return (BigInt(this.u32(offset + 4)) << 32n) | BigInt(this.u32(offset));
  }
  f64(offset: number): number {
    return this.doubles[offset >>> 3] as number;
  }

  setU32(offset: number, value: number): void {
    this.words[offset >>> 2] = value;
    this.cards[offset >>> 12] = 1;
  }
  setU64(offset: number, value: bigint): void {
    this.setU32(offset, Number(value & 0xffff_ffffn));
    this.setU32(offset + 4, Number((value >> 32n) & 0xffff_ffffn));
  }
  setF64(offset: number, value: number): void {
    this.doubles[offset >>> 3] = value;
    this.cards[offset >>> 12] = 1;
  }

  write(offset: number, bytes: Uint8Array): void {
    this.data.set(bytes, offset);
    this.markCards(offset, bytes.length);
  }

  fillShadow(offset: number, size: number, value: number): void {
    if (size <= SMALL) for (let at = offset; at < offset + size; at++) this.shadowBytes[at] = value;
    else this.shadowBytes.fill(value, offset, offset + size);
    this.markCards(offset, size);
  }

  markCards(offset: number, size: number): void {
    const last = (offset + size - 1) >>> 12;
    if (size > 0) for (let page = offset >>> 12; page <= last; page++) this.cards[page] = 1;
  }

  /** Takes all marks off, and remembers that they were there. */
  clearCards(): void {
    const cards = new Int32Array(this.cards.buffer, this.cards.byteOffset, this.cards.length / 4);
    const written = new Int32Array(this.written.buffer);
    for (let word = 0; word < cards.length; word++) {
      const marks = cards[word] as number;
      if (marks === 0) continue;
      written[word] = (written[word] as number) | marks;
      cards[word] = 0;
    }
  }

  /** Makes all of it zero again, as it was before the run. Only right when every store marked its card. */
  wipe(): void {
    this.clearCards();
    for (let page = this.written.indexOf(1); page >= 0; page = this.written.indexOf(1, page + 1)) {
      const start = page * PAGE_SIZE;
      this.data.fill(0, start, start + PAGE_SIZE);
      this.shadowBytes.fill(0, start, start + PAGE_SIZE);
    }
    this.written.fill(0);
  }

  // -------------------------------------------------------------- MemoryReader

  read(address: bigint, size: number): Uint8Array | undefined {
    const offset = this.locate(address, size);
    return offset === undefined ? undefined : this.data.slice(offset, offset + size);
  }

  shadow(address: bigint, size: number): Uint8Array | undefined {
    const offset = this.locate(address, size);
    return offset === undefined ? undefined : this.shadowBytes.slice(offset, offset + size);
  }

  integer(address: bigint, size: number, signed: boolean): bigint | undefined {
    const offset = this.locate(address, size);
    if (offset === undefined) return undefined;
    let value = 0n;
    for (let byte = size - 1; byte >= 0; byte--) value = (value << 8n) | BigInt(this.data[offset + byte] as number);
    return signed ? BigInt.asIntN(size * 8, value) : value;
  }

  string(address: bigint, limit = 4096): Uint8Array | undefined {
    const offset = this.locate(address);
    if (offset === undefined) return undefined;
    const end = Math.min(offset + limit, this.limit);
    const zero = this.data.subarray(offset, end).indexOf(0);
    return this.data.slice(offset, zero < 0 ? end : offset + zero);
  }

  accessible(address: bigint, size: number): boolean {
    return this.every(address, size, SHADOW.uninitialised);
  }

  initialised(address: bigint, size: number): boolean {
    return this.every(address, size, SHADOW.initialised);
  }

  private every(address: bigint, size: number, bits: number): boolean {
    const offset = this.locate(address, size);
    return offset !== undefined && this.firstWithout(offset, size, bits) === undefined;
  }

  /** The first offset in a range whose shadow lacks one of `bits` or has one of `clear`. Looks at four bytes at a time. */
  firstWithout(offset: number, size: number, bits: number, clear = 0): number | undefined {
    const end = offset + size;
    const mask = Math.imul(bits | clear, 0x01010101);
    const wanted = Math.imul(bits, 0x01010101);
    for (let at = offset; at < end; at++) {
      if ((at & 3) === 0) {
        while (at + 4 <= end && ((this.shadowWords[at >> 2] as number) & mask) === wanted) at += 4;
        if (at >= end) break;
      }
      if (((this.shadowBytes[at] as number) & (bits | clear)) !== bits) return at;
    }
    return undefined;
  }
}
