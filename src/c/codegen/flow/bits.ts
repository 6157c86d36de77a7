/** The bit operations among gcc's built-ins, on registers: `ffs`, `clz`, `ctz`, `clrsb`, `popcount`, `parity`, `bswap`. */
import { OP } from '../../wasm/opcodes';
import type { FunctionBuilder } from './builder';
import { add, binary, constant, i32, isNull, select, unary, type Value } from './value';

const NAME = /^(ffs|clz|ctz|clrsb|popcount|parity)(?:l|ll)?$|^bswap(16|32|64)$/;

type Integer = 'i32' | 'i64';
const CLZ = { i32: OP.i32Clz, i64: OP.i64Clz } as const;
const CTZ = { i32: OP.i32Ctz, i64: OP.i64Ctz } as const;
const POPCNT = { i32: OP.i32Popcnt, i64: OP.i64Popcnt } as const;
const XOR = { i32: OP.i32Xor, i64: OP.i64Xor } as const;
const SAR = { i32: OP.i32ShrS, i64: OP.i64ShrS } as const;

/** Undefined for another built-in. The result is an int, that of `bswap` as wide as its operand. */
export function bitOperation(f: FunctionBuilder, name: string, operand: Value): Value | undefined {
  const match = NAME.exec(name);
  if (!match) return undefined;
  const type = operand.type as Integer;
  switch (match[1]) {
    case 'clz':
      return asInt(unary(type, CLZ[type], operand));
    case 'ctz':
      return asInt(unary(type, CTZ[type], operand));
    case 'popcount':
      return asInt(unary(type, POPCNT[type], operand));
    case 'parity':
      return binary('i32', OP.i32And, asInt(unary(type, POPCNT[type], operand)), i32(1));
    case 'ffs': {
      const value = f.leaf(operand);
      return select(i32(0), add(asInt(unary(type, CTZ[type], value)), i32(1)), isNull(value));
    }
    case 'clrsb': {
      const value = f.leaf(operand);
      const sign = binary(type, SAR[type], value, constant(type, type === 'i64' ? 63 : 31));
      return add(asInt(unary(type, CLZ[type], binary(type, XOR[type], value, sign))), i32(-1));
    }
    default:
      return swapBytes(f, f.leaf(operand), match[2] as string);
  }
}

function asInt(value: Value): Value {
  return value.type === 'i64' ? unary('i32', OP.i32WrapI64, value) : value;
}

function swapBytes(f: FunctionBuilder, value: Value, width: string): Value {
  if (width === '16') {
    const high = binary('i32', OP.i32And, binary('i32', OP.i32Shl, value, i32(8)), i32(0xff00));
    return binary('i32', OP.i32Or, high, binary('i32', OP.i32ShrU, value, i32(8)));
  }
  if (width === '32') {
    const outer = binary('i32', OP.i32And, binary('i32', OP.i32Rotl, value, i32(8)), i32(0x00ff00ff));
    return binary(
      'i32',
      OP.i32Or,
      outer,
      binary('i32', OP.i32And, binary('i32', OP.i32Rotr, value, i32(8)), i32(0xff00ff00)),
    );
  }
  // Neighbouring bytes, then neighbouring pairs, then the halves.
  const bytes = exchange(f, value, 8, 0x00ff00ff00ff00ffn);
  const pairs = exchange(f, bytes, 16, 0x0000ffff0000ffffn);
  return binary('i64', OP.i64Rotl, pairs, constant('i64', 32));
}

/** Swaps neighbouring groups of bits; the mask has the lower one of each two. */
function exchange(f: FunctionBuilder, operand: Value, bits: number, mask: bigint): Value {
  const value = f.leaf(operand);
  const distance = constant('i64', bits);
  const lower = constant('i64', mask);
  const up = binary('i64', OP.i64Shl, binary('i64', OP.i64And, value, lower), distance);
  const down = binary('i64', OP.i64And, binary('i64', OP.i64ShrU, value, distance), lower);
  return binary('i64', OP.i64Or, up, down);
}
