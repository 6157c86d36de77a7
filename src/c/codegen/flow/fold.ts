/**
 * What WebAssembly's integer instructions make of constants, so that `1 << 3` or `sizeof(x) * 8` costs nothing when it runs. An
 * instruction that is not listed, or that would trap, is left as it is.
 */
import { OP, type WasmType } from '../../wasm/opcodes';
import type { Constant } from './value';

const i32 = (value: number | boolean): Constant => ({ kind: 'constant', type: 'i32', value: Number(value) | 0 });
const i64 = (value: bigint): Constant => ({ kind: 'constant', type: 'i64', value: BigInt.asIntN(64, value) });
const floating = (type: WasmType, value: number): Constant => ({ kind: 'constant', type, value });

export function foldUnary(opcode: number, { value }: Constant): Constant | undefined {
  switch (opcode) {
    case OP.i32Eqz:
      return i32(value === 0);
    case OP.i64Eqz:
      return i32(value === 0n);
    case OP.i32WrapI64:
      return i32(Number(BigInt.asIntN(32, value as bigint)));
    case OP.i64ExtendI32S:
      return i64(BigInt(value));
    case OP.i64ExtendI32U:
      return i64(BigInt((value as number) >>> 0));
    case OP.i32Extend8S:
      return i32(((value as number) << 24) >> 24);
    case OP.i32Extend16S:
      return i32(((value as number) << 16) >> 16);
    case OP.f64ConvertI32S:
      return floating('f64', value as number);
    case OP.f64ConvertI32U:
      return floating('f64', (value as number) >>> 0);
    case OP.f64PromoteF32:
      return floating('f64', value as number);
    case OP.f32DemoteF64:
      return floating('f32', Math.fround(value as number));
    case OP.f64Neg:
      return floating('f64', -(value as number));
    case OP.f32Neg:
      return floating('f32', -(value as number));
    default:
      return undefined;
  }
}

export function foldBinary(opcode: number, a: Constant, b: Constant): Constant | undefined {
  if (a.type === 'i32') return foldNarrow(opcode, a.value as number, b.value as number);
  if (a.type === 'i64') return foldWide(opcode, a.value as bigint, b.value as bigint);
  return undefined;
}

function foldNarrow(opcode: number, a: number, b: number): Constant | undefined {
  switch (opcode) {
    case OP.i32Add:
      return i32(a + b);
    case OP.i32Sub:
      return i32(a - b);
    case OP.i32Mul:
      return i32(Math.imul(a, b));
    case OP.i32And:
      return i32(a & b);
    case OP.i32Or:
      return i32(a | b);
    case OP.i32Xor:
      return i32(a ^ b);
    case OP.i32Shl:
      return i32(a << b);
    case OP.i32ShrS:
      return i32(a >> b);
    case OP.i32ShrU:
      return i32(a >>> b);
    case OP.i32DivS:
      return b === 0 || b === -1 ? undefined : i32(a / b);
    case OP.i32DivU:
      return b === 0 ? undefined : i32((a >>> 0) / (b >>> 0));
    case OP.i32RemS:
      return b === 0 ? undefined : i32(a % b);
    case OP.i32RemU:
      return b === 0 ? undefined : i32((a >>> 0) % (b >>> 0));
    case OP.i32Eq:
      return i32(a === b);
    case OP.i32Ne:
      return i32(a !== b);
    case OP.i32LtS:
      return i32(a < b);
    case OP.i32LtU:
      return i32(a >>> 0 < b >>> 0);
    case OP.i32GtS:
      return i32(a > b);
    case OP.i32GtU:
      return i32(a >>> 0 > b >>> 0);
    case OP.i32LeS:
      return i32(a <= b);
    case OP.i32LeU:
      return i32(a >>> 0 <= b >>> 0);
    case OP.i32GeS:
      return i32(a >= b);
    case OP.i32GeU:
      return i32(a >>> 0 >= b >>> 0);
    default:
      return undefined;
  }
}

const unsigned = (value: bigint): bigint => BigInt.asUintN(64, value);

function foldWide(opcode: number, a: bigint, b: bigint): Constant | undefined {
  switch (opcode) {
    case OP.i64Add:
      return i64(a + b);
    case OP.i64Sub:
      return i64(a - b);
    case OP.i64Mul:
      return i64(a * b);
    case OP.i64And:
      return i64(a & b);
    case OP.i64Or:
      return i64(a | b);
    case OP.i64Xor:
      return i64(a ^ b);
    case OP.i64Shl:
      return i64(a << (b & 63n));
    case OP.i64ShrS:
      return i64(a >> (b & 63n));
    case OP.i64ShrU:
      return i64(unsigned(a) >> (b & 63n));
    case OP.i64DivS:
      return b === 0n || b === -1n ? undefined : i64(a / b);
    case OP.i64DivU:
      return b === 0n ? undefined : i64(unsigned(a) / unsigned(b));
    case OP.i64RemS:
      return b === 0n ? undefined : i64(a % b);
    case OP.i64RemU:
      return b === 0n ? undefined : i64(unsigned(a) % unsigned(b));
    case OP.i64Eq:
      return i32(a === b);
    case OP.i64Ne:
      return i32(a !== b);
    case OP.i64LtS:
      return i32(a < b);
    case OP.i64LtU:
      return i32(unsigned(a) < unsigned(b));
    case OP.i64GtS:
      return i32(a > b);
    case OP.i64GtU:
      return i32(unsigned(a) > unsigned(b));
    case OP.i64LeS:
      return i32(a <= b);
    case OP.i64LeU:
      return i32(unsigned(a) <= unsigned(b));
    case OP.i64GeS:
      return i32(a >= b);
    case OP.i64GeU:
      return i32(unsigned(a) >= unsigned(b));
    default:
      return undefined;
  }
}
