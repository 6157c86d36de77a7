/** The floating built-ins: `fabs`, `copysign`, and the classifying ones, which give an int. */
import type { CType } from '../../types';
import { OP } from '../../wasm/opcodes';
import type { FunctionBuilder } from './builder';
import { binary, constant, i32, i64, select, unary, type Value } from './value';

const LARGEST = { f32: 3.4028234663852886e38, f64: Number.MAX_VALUE } as const;
/** The least normal number. */
const LEAST = { f32: 1.1754943508222875e-38, f64: 2.2250738585072014e-308 } as const;
const GREATER = { f32: OP.f32Gt, f64: OP.f64Gt } as const;
const LESS = { f32: OP.f32Lt, f64: OP.f64Lt } as const;
const AT_LEAST = { f32: OP.f32Ge, f64: OP.f64Ge } as const;
const AT_MOST = { f32: OP.f32Le, f64: OP.f64Le } as const;
const DIFFERENT = { f32: OP.f32Ne, f64: OP.f64Ne } as const;
const ABS = { f32: OP.f32Abs, f64: OP.f64Abs } as const;

type Floating = 'f32' | 'f64';

/** Undefined for a name that is none of these. */
export function classify(f: FunctionBuilder, name: string, operands: readonly Value[], type: CType): Value | undefined {
  const [first, second] = operands.map((operand) => f.leaf(operand)) as [Value, Value | undefined];
  if (type.kind !== 'floating') return undefined;
  const width = first.type as Floating;
  const magnitude = unary(width, ABS[width], first);
  switch (name.replace(/(?<=fabs|copysign)[fl]$/, '')) {
    case 'fabs':
      return magnitude;
    case 'copysign':
      return binary(width, width === 'f32' ? OP.f32Copysign : OP.f64Copysign, first, second as Value);
    case 'isnan':
      return isNaNValue(first);
    case 'isinf':
      return binary('i32', GREATER[width], magnitude, constant(width, LARGEST[width]));
    case 'isinf_sign': {
      const infinite = binary('i32', GREATER[width], magnitude, constant(width, LARGEST[width]));
      return select(select(i32(-1), i32(1), signBit(first)), i32(0), infinite);
    }
    case 'isfinite':
      return binary('i32', AT_MOST[width], magnitude, constant(width, LARGEST[width]));
    case 'isnormal': {
      const notSmall = binary('i32', AT_LEAST[width], magnitude, constant(width, LEAST[width]));
      const notLarge = binary('i32', AT_MOST[width], unary(width, ABS[width], first), constant(width, LARGEST[width]));
      return binary('i32', OP.i32And, notSmall, notLarge);
    }
    case 'signbit':
      return signBit(first);
    case 'isunordered':
      return binary('i32', OP.i32Or, isNaNValue(first), isNaNValue(second as Value));
    case 'islessgreater': {
      const other = second as Value;
      return binary(
        'i32',
        OP.i32Or,
        binary('i32', LESS[width], first, other),
        binary('i32', GREATER[width], first, other),
      );
    }
    default:
      return undefined;
  }
}

function isNaNValue(leaf: Value): Value {
  return binary('i32', DIFFERENT[leaf.type as Floating], leaf, leaf);
}

/** Of a float the bit where it stands, of a double moved to the right: gcc's values, of which programs may only know that they are not zero. */
function signBit(leaf: Value): Value {
  if (leaf.type === 'f32') return binary('i32', OP.i32And, unary('i32', OP.i32ReinterpretF32, leaf), i32(-0x80000000));
  const bits = unary('i64', OP.i64ReinterpretF64, leaf);
  return unary('i32', OP.i32WrapI64, binary('i64', OP.i64ShrU, bits, i64(63n)));
}
