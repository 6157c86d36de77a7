/**
 * Atomic operations: each is one access, whatever its width, also of 8 bytes on a 32-bit machine. Memory is sequentially consistent, so
 * orders and fences mean nothing. A compare-and-exchange reads the expected value before, and writes it back after it has failed, as
 * accesses of their own.
 */
import { alignOf } from '../../layout';
import type { Token } from '../../token';
import type { BuiltinExpression, Expression } from '../../tree';
import { isCharacter } from '../../typeRelations';
import type { CType } from '../../types';
import { OP } from '../../wasm/opcodes';
import { accessSize, loadOpcode, loadUnit, storeOpcode, storeUnit } from './access';
import { complement } from './arithmetic';
import type { FunctionBuilder, Held } from './builder';
import { isSigned, wasmType } from './context';
import { wrap } from './conversions';
import { value } from './expressions';
import { Block, type MemoryPlace } from './graph';
import { checkedPlace, pointerPlace, stablePlace } from './places';
import { add, binary, get, i32, subtract, type Value } from './value';

/** The object that an atomic operation works on. */
interface Target {
  readonly place: MemoryPlace;
  readonly type: CType;
}

function unitOf(f: FunctionBuilder, type: CType) {
  const { model } = f.context;
  const size = accessSize(type, model.pointerSize);
  return {
    size,
    type: wasmType(type, model),
    signed: isSigned(type),
    alignment: Math.min(size, alignOf(type, model)),
    from: 0,
    count: size,
  };
}

function pointee(pointer: Expression): CType {
  if (pointer.type.kind !== 'pointer') throw new Error('an atomic operation needs a pointer');
  return pointer.type.to;
}

export function atomic(f: FunctionBuilder, expression: BuiltinExpression): Value {
  const { name, token } = expression;
  if (name === 'atomic_thread_fence') return i32(0);
  const [pointer, ...rest] = expression.arguments as [Expression, ...Expression[]];
  const type = pointee(pointer);
  // The arguments from the last to the first, as of a call.
  const held: Held[] = rest.reverse().map((argument) => f.hold(value(f, argument)));
  const place = stablePlace(f, pointerPlace(f, pointer));
  const values = held.reverse().map((item) => f.leaf(f.release(item)));
  const target: Target = { place, type };
  const [operand] = values;
  switch (name) {
    case 'atomic_load': {
      const unit = unitOf(f, type);
      return loadUnit(f, place, { ...unit, count: isCharacter(type) ? 0 : unit.size }, token);
    }
    case 'atomic_store':
      storeUnit(f, place, unitOf(f, type), operand as Value, token);
      return i32(0);
    case 'atomic_exchange':
      return modify(f, target, () => operand as Value, token);
    case 'atomic_compare_exchange':
      return compareExchange(f, target, rest, values, token);
    default:
      return arithmetic(f, name, target, operand as Value, token);
  }
}

/** One access that replaces the object's value; gives the value before. */
function modify(
  f: FunctionBuilder,
  { place, type }: Target,
  next: (old: Value) => Value,
  token: Token,
  condition?: (old: Value) => Value,
): Value {
  const unit = unitOf(f, type);
  const old = f.temporary(unit.type);
  f.emit({
    kind: 'modify',
    point: f.point('readModifyWrite', token),
    place: checkedPlace(f, place, unit.size, unit.alignment),
    load: loadOpcode(unit.size, unit.type, unit.signed),
    store: storeOpcode(unit.size, unit.type),
    size: unit.size,
    alignment: unit.alignment,
    old,
    next: next(get(old)),
    condition: condition?.(get(old)),
  });
  return get(old);
}

const BITWISE = {
  and: { i32: OP.i32And, i64: OP.i64And },
  or: { i32: OP.i32Or, i64: OP.i64Or },
  xor: { i32: OP.i32Xor, i64: OP.i64Xor },
} as const;

function arithmetic(f: FunctionBuilder, name: string, target: Target, operand: Value, token: Token): Value {
  const operator = /add|sub|nand|and|xor|or/.exec(name.replace('atomic_', '').replace('fetch', ''))?.[0];
  const compute = (old: Value): Value => {
    const width = old.type as 'i32' | 'i64';
    switch (operator) {
      case 'add':
        return add(old, operand);
      case 'sub':
        return subtract(old, operand);
      case 'nand':
        return complement(binary(width, BITWISE.and[width], old, operand));
      case 'and':
      case 'or':
      case 'xor':
        return binary(width, BITWISE[operator][width], old, operand);
      default:
        throw new Error(`no atomic operation ${name}`);
    }
  };
  const old = modify(f, target, compute, token);
  if (name.startsWith('atomic_fetch_')) return old;
  const result = compute(old);
  return target.type.kind === 'integer' ? wrap(result, target.type) : result;
}

function compareExchange(
  f: FunctionBuilder,
  target: Target,
  reversed: readonly Expression[],
  values: readonly Value[],
  token: Token,
): Value {
  // The first of the values is the pointer to what is expected.
  const expectedPointer = reversed.at(-1) as Expression;
  const [pointer, desired] = values as [Value, Value];
  const expectedPlace: MemoryPlace = { kind: 'pointer', pointer, offset: 0 };
  const unit = unitOf(f, pointee(expectedPointer));
  const expected = loadUnit(f, expectedPlace, unit, token);
  const wide = expected.type === 'i64';
  const same = (old: Value): Value => binary('i32', wide ? OP.i64Eq : OP.i32Eq, old, expected);
  const old = modify(f, target, () => desired, token, same);
  const success = f.leaf(same(old));
  const [failed, join] = [new Block(), new Block()];
  f.branch(success, join, failed);
  f.place(failed);
  storeUnit(f, expectedPlace, unit, old, token);
  f.place(join);
  return success;
}
