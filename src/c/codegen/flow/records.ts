/**
 * Structures and unions as values. Such a value is never in a register: it is a place that holds it, until it is copied to where it
 * goes, one machine word at a time, each word with its shadow, so that what was not initialised stays so. Copies of more than a few
 * words are loops.
 */
import { alignOf, sizeOf } from '../../layout';
import type { Token } from '../../token';
import type { Expression } from '../../tree';
import type { CType } from '../../types';
import { OP } from '../../wasm/opcodes';
import { loadUnit, storeUnit } from './access';
import type { FunctionBuilder } from './builder';
import { buildCall } from './calls';
import { condition } from './conditions';
import { effects, isAfterTarget } from './expressions';
import { Block, type MemoryPlace } from './graph';
import { addressOf, type Lvalue, lowestBit, lvalue, memoryPlace, movedPlace, stablePlace } from './places';
import { statementExpression } from './statements';
import { add, binary, constant, type FrameObject, get, type Value } from './value';
import { variableArgumentPlace } from './variableArguments';

/** Words up to which a copy is written out. */
const UNROLLED = 16;

/** The place of a record that an expression, not an lvalue, gives. */
export function recordPlace(f: FunctionBuilder, expression: Expression): Lvalue {
  switch (expression.kind) {
    case 'load':
      return lvalue(f, expression.object);
    case 'call': {
      const object = f.borrow(sizeOf(expression.type, f.context.model));
      buildCall(f, expression, object);
      return { place: { kind: 'frame', object, offset: 0 }, alignment: object.alignment };
    }
    case 'assign':
      return assignRecord(f, expression.target, expression.value, expression.token);
    case 'conditional':
      return chosenRecord(f, expression);
    case 'comma':
      effects(f, expression.left);
      return recordPlace(f, expression.right);
    case 'statementExpression': {
      const object = f.borrow(sizeOf(expression.type, f.context.model));
      statementExpression(f, expression, (result) => copyInto(f, object, result));
      return { place: { kind: 'frame', object, offset: 0 }, alignment: object.alignment };
    }
    case 'convert':
      return recordPlace(f, expression.operand);
    case 'builtin':
      if (expression.name === 'va_arg') return variableArgumentPlace(f, expression);
      break;
    default:
  }
  throw new Error(`${expression.kind} is not a record`);
}

/** Copies the record that an expression gives into a frame object. */
export function copyInto(f: FunctionBuilder, object: FrameObject, expression: Expression): void {
  const to: Lvalue = { place: { kind: 'frame', object, offset: 0 }, alignment: object.alignment };
  copyRecord(f, to, recordPlace(f, expression), expression.type, expression.token);
}

/** `target = value`; the result is the target's place. */
export function assignRecord(f: FunctionBuilder, target: Expression, value: Expression, token: Token): Lvalue {
  const { type } = target;
  if (isAfterTarget(value, target)) {
    const to = lvalue(f, target);
    const [place, from] = f.holding(memoryPlace(to.place), () => recordPlace(f, value));
    return copyRecord(f, { ...to, place }, from, type, token);
  }
  const from = recordPlace(f, value);
  const [place, to] = f.holding(memoryPlace(from.place), () => lvalue(f, target));
  return copyRecord(f, to, { ...from, place }, type, token);
}

function chosenRecord(f: FunctionBuilder, expression: Expression & { kind: 'conditional' }): Lvalue {
  if (!expression.middle) throw new Error("a record can't be tested");
  const { pointer, model } = f.context;
  const address = f.temporary(pointer);
  const [then, otherwise, join] = [new Block(), new Block(), new Block()];
  condition(f, expression.condition, then, otherwise);
  for (const [block, choice] of [
    [then, expression.middle],
    [otherwise, expression.otherwise],
  ] as const) {
    f.place(block);
    const { place } = recordPlace(f, choice);
    f.set(address, addressOf(f, memoryPlace(place)));
    f.jump(join);
  }
  f.place(join);
  return {
    place: { kind: 'pointer', pointer: get(address), offset: 0 },
    alignment: alignOf(expression.type, model),
  };
}

/** Copies a record; returns the place copied to. */
export function copyRecord(f: FunctionBuilder, to: Lvalue, from: Lvalue, type: CType, token: Token): Lvalue {
  const { model } = f.context;
  const size = sizeOf(type, model);
  const alignment = Math.min(to.alignment, from.alignment, alignOf(type, model));
  const word = model.pointerSize;
  const words = Math.floor(size / word);
  let source = stablePlace(f, memoryPlace(from.place));
  let target = stablePlace(f, memoryPlace(to.place));
  const result = { ...to, place: target };
  let done = 0;
  if (words > UNROLLED) {
    const sourceStart = f.leaf(addressOf(f, source));
    const targetStart = f.leaf(addressOf(f, target));
    copyLoop(f, targetStart, sourceStart, words * word, word, alignment, token);
    source = { kind: 'pointer', pointer: sourceStart, offset: 0 };
    target = { kind: 'pointer', pointer: targetStart, offset: 0 };
    done = words * word;
  }
  while (done < size) {
    let chunk = word;
    while (chunk > size - done) chunk /= 2;
    const aligned = Math.min(alignment, lowestBit(done));
    copyChunk(
      f,
      movedPlace(target, done) as MemoryPlace,
      movedPlace(source, done) as MemoryPlace,
      chunk,
      aligned,
      token,
    );
    done += chunk;
  }
  return result;
}

/** One access that loads and one that stores. */
export function copyChunk(
  f: FunctionBuilder,
  to: MemoryPlace,
  from: MemoryPlace,
  size: number,
  alignment: number,
  token: Token,
): void {
  const type = size === 8 ? 'i64' : 'i32';
  const shadow = f.temporary(type);
  const unit = { size, type, signed: false, alignment: Math.min(size, alignment), from: 0, count: 0 } as const;
  const value = loadUnit(f, from, unit, token, shadow);
  storeUnit(f, to, { ...unit, count: size }, value, token, shadow);
}

function copyLoop(
  f: FunctionBuilder,
  to: Value,
  from: Value,
  size: number,
  word: number,
  alignment: number,
  token: Token,
): void {
  const { pointer } = f.context;
  const index = f.temporary(pointer);
  f.set(index, constant(pointer, 0));
  const [body, after] = [new Block(), new Block()];
  f.place(body);
  const at = (start: Value): MemoryPlace => ({ kind: 'pointer', pointer: add(start, get(index)), offset: 0 });
  copyChunk(f, at(to), at(from), word, alignment, token);
  f.set(index, add(get(index), constant(pointer, word)));
  const more = binary('i32', pointer === 'i64' ? OP.i64LtU : OP.i32LtU, get(index), constant(pointer, size));
  f.branch(more, body, after);
  f.place(after);
}
