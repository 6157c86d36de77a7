/** Filling ranges of the frame, or of its shadow, and marking the cards of their pages. */
import { PAGE_SIZE } from '../../abi';
import { OP } from '../../wasm/opcodes';
import { type Emitter, FRAME_LOCAL } from './emitter';
import { pattern } from './patterns';

/** Bytes up to which memory is filled by single stores. */
export const UNROLLED = 64;
const PAGE_BITS = Math.log2(PAGE_SIZE);

/** Fills a range of the frame, `region` bytes on (0 for data, `limit` for its shadow), with a byte. */
export function fill(e: Emitter, offset: number, size: number, byte: number, region: number): void {
  const { code } = e;
  if (size > UNROLLED) {
    code.get(FRAME_LOCAL);
    code.i32(region + offset);
    code.op(OP.i32Add);
    code.i32(byte);
    code.i32(size);
    code.memoryFill();
    return;
  }
  for (let at = 0; at < size; ) {
    let chunk = 8;
    while (chunk > size - at) chunk /= 2;
    storeChunk(e, offset + at, chunk, pattern(byte, 0, chunk), region);
    at += chunk;
  }
}

export function storeChunk(e: Emitter, offset: number, size: number, bits: bigint, region: number): void {
  const { code } = e;
  code.get(FRAME_LOCAL);
  if (size === 8) {
    code.i64(bits);
    code.memory(OP.i64Store, region + offset);
    return;
  }
  code.i32(Number(BigInt.asIntN(32, bits)));
  code.memory(size === 4 ? OP.i32Store : size === 2 ? OP.i32Store16 : OP.i32Store8, region + offset);
}

/** Marks the cards of a range of the frame. */
export function markCards(e: Emitter, offset: number, size: number): void {
  if (!e.module.cut.cards) return;
  const { code } = e;
  const page = (at: number): void => {
    code.get(FRAME_LOCAL);
    code.i32(at);
    code.op(OP.i32Add);
    code.i32(PAGE_BITS);
    code.op(OP.i32ShrU);
  };
  if (size <= PAGE_SIZE) {
    for (const at of [offset, offset + size - 1]) {
      page(at);
      code.i32(1);
      code.memory(OP.i32Store8, e.module.cards);
    }
    return;
  }
  page(offset);
  code.i32(e.module.cards);
  code.op(OP.i32Add);
  code.i32(1);
  page(offset + size - 1);
  page(offset);
  code.op(OP.i32Sub);
  code.i32(1);
  code.op(OP.i32Add);
  code.memoryFill();
}
