/**
 * The atomic built-ins: `__atomic_*` with memory orders and the older `__sync_*`. The machine is sequentially consistent, so that
 * orders are evaluated and dropped, and all spellings become one family of nodes: `atomic_load`, `atomic_store`, `atomic_exchange`,
 * `atomic_compare_exchange` (pointer, pointer to the expected value, desired value), `atomic_fetch_OP`, `atomic_OP_fetch` and
 * `atomic_thread_fence`.
 */
import type { Expression } from '../tree';
import { isError, isInteger, isPointer, unqualified } from '../typeRelations';
import type { CType } from '../types';
import { type BuiltinCall, hasArguments, node } from './builtins';
import { convert, convertAssigned, erroneous, integerLiteral, rvalue } from './conversions';
import { invalidOperands, pointedSize } from './operators';
import type { Parser } from './parser';
import { buildAddress, buildAssignment, buildDereference } from './places';

type Build = (p: Parser, call: BuiltinCall) => Expression;

/** What an atomic built-in works on: the pointer given and the type of the object. */
interface Operation {
  readonly pointer: Expression;
  readonly type: CType;
}

function operation(p: Parser, call: BuiltinCall): Operation | undefined {
  const pointer = rvalue(p, call.arguments[0] as Expression);
  const to = isPointer(pointer.type) ? unqualified(pointer.type.to) : undefined;
  const scalar = to && (to.kind === 'integer' || to.kind === 'pointer');
  if (!to || !scalar) {
    if (!isError(pointer.type))
      p.error(
        call.token,
        `incompatible type for argument 1 of '${call.token.text}': a pointer to an integer or a pointer is needed`,
      );
    return undefined;
  }
  return { pointer, type: to };
}

/** The argument in the object's type; gcc converts it without a word. */
function objectValue(p: Parser, call: BuiltinCall, index: number, type: CType): Expression {
  const value = rvalue(p, call.arguments[index] as Expression);
  if (isError(value.type)) return value;
  const crosses = isPointer(value.type) !== (type.kind === 'pointer');
  if (crosses && (isInteger(value.type) || isPointer(value.type))) return convert(value, type, true);
  return convertAssigned(
    p,
    value,
    type,
    { kind: 'argument', position: index + 1, callee: call.token.text },
    value.token,
  );
}

/** An operation on `count` arguments (orders included), of which `values` after the pointer are in the object's type. */
function simple(name: string, count: number, values: number, result: 'object' | 'void'): Build {
  return (p, call) => {
    if (!hasArguments(p, call, count)) return erroneous(call.token);
    const on = operation(p, call);
    if (!on) return erroneous(call.token);
    const list: Expression[] = [on.pointer];
    for (let index = 1; index <= values; index++) list.push(objectValue(p, call, index, on.type));
    if (list.some((value) => isError(value.type))) return erroneous(call.token);
    return node(call, name, result === 'object' ? on.type : p.types.void, list);
  };
}

/** fetch_add and add_fetch in either spelling; on a pointer the amount counts bytes, as in gcc. */
function arithmetic(name: string, count: number): Build {
  return (p, call) => {
    const extra = call.token.text.startsWith('__sync_') && call.arguments.length > count;
    const counted = extra ? { ...call, arguments: call.arguments.slice(0, count) } : call;
    if (!hasArguments(p, counted, count)) return erroneous(call.token);
    const on = operation(p, counted);
    if (!on) return erroneous(call.token);
    if (on.type.kind === 'pointer') {
      const amount = rvalue(p, call.arguments[1] as Expression);
      if (!isInteger(amount.type)) return invalidOperands(p, '+', on.type, amount.type, call.token);
      if (pointedSize(p, on.type, call.token) === undefined) return erroneous(call.token);
      return node(call, name, on.type, [on.pointer, convert(amount, p.types.pointerDifference)]);
    }
    const value = objectValue(p, counted, 1, on.type);
    return isError(value.type) ? erroneous(call.token) : node(call, name, on.type, [on.pointer, value]);
  };
}

/** `__atomic_load (pointer, result, order)`: the value goes through a second pointer. */
function loadThrough(p: Parser, call: BuiltinCall): Expression {
  if (!hasArguments(p, call, 3)) return erroneous(call.token);
  const on = operation(p, call);
  if (!on) return erroneous(call.token);
  const target = buildDereference(p, call.arguments[1] as Expression, call.token);
  const value = node(call, 'atomic_load', on.type, [on.pointer]);
  return toVoid(p, buildAssignment(p, target, value, call.token));
}

function storeThrough(p: Parser, call: BuiltinCall): Expression {
  if (!hasArguments(p, call, 3)) return erroneous(call.token);
  const on = operation(p, call);
  if (!on) return erroneous(call.token);
  const value = rvalue(p, buildDereference(p, call.arguments[1] as Expression, call.token));
  if (isError(value.type)) return erroneous(call.token);
  return node(call, 'atomic_store', p.types.void, [on.pointer, convert(value, on.type)]);
}

/** `__atomic_exchange (pointer, value, result, order)` */
function exchangeThrough(p: Parser, call: BuiltinCall): Expression {
  if (!hasArguments(p, call, 4)) return erroneous(call.token);
  const on = operation(p, call);
  if (!on) return erroneous(call.token);
  const value = rvalue(p, buildDereference(p, call.arguments[1] as Expression, call.token));
  const target = buildDereference(p, call.arguments[2] as Expression, call.token);
  if (isError(value.type)) return erroneous(call.token);
  const exchanged = node(call, 'atomic_exchange', on.type, [on.pointer, convert(value, on.type)]);
  return toVoid(p, buildAssignment(p, target, exchanged, call.token));
}

function toVoid(p: Parser, expression: Expression): Expression {
  if (isError(expression.type)) return expression;
  return { kind: 'convert', type: p.types.void, token: expression.token, operand: expression, explicit: false };
}

/** `__atomic_compare_exchange[_n] (pointer, expected, desired, weak, success, failure)` */
function compareExchange(through: boolean): Build {
  return (p, call) => {
    if (!hasArguments(p, call, 6)) return erroneous(call.token);
    const on = operation(p, call);
    if (!on) return erroneous(call.token);
    const expected = rvalue(p, call.arguments[1] as Expression);
    const desired = through
      ? convert(rvalue(p, buildDereference(p, call.arguments[2] as Expression, call.token)), on.type)
      : objectValue(p, call, 2, on.type);
    if (isError(expected.type) || isError(desired.type)) return erroneous(call.token);
    return node(call, 'atomic_compare_exchange', p.types.bool, [on.pointer, expected, desired]);
  };
}

/** `__sync_val_compare_and_swap` gives the value before, `__sync_bool_…` whether it was the expected one. */
function compareAndSwap(givesValue: boolean): Build {
  return (p, call) => {
    if (call.arguments.length < 3) {
      hasArguments(p, call, 3);
      return erroneous(call.token);
    }
    const on = operation(p, call);
    if (!on) return erroneous(call.token);
    const { token } = call;
    const old = objectValue(p, call, 1, on.type);
    const desired = objectValue(p, call, 2, on.type);
    if (isError(old.type) || isError(desired.type)) return erroneous(token);
    const variable = p.hiddenVariable(on.type, token, true);
    const object: Expression = { kind: 'variable', type: on.type, token, variable };
    const set: Expression = { kind: 'assign', type: on.type, token, target: object, value: old };
    const swap = node(call, 'atomic_compare_exchange', p.types.bool, [
      on.pointer,
      buildAddress(p, object, token),
      desired,
    ]);
    const swapped: Expression = { kind: 'comma', type: p.types.bool, token, left: set, right: swap };
    if (!givesValue) return swapped;
    // The failed exchange leaves the value found in the variable; the successful one leaves the expected value there.
    const value: Expression = { kind: 'load', type: on.type, token, object };
    return { kind: 'comma', type: on.type, token, left: swapped, right: value };
  };
}

function fence(count: number): Build {
  return (p, call) =>
    hasArguments(p, call, count) ? node(call, 'atomic_thread_fence', p.types.void, []) : erroneous(call.token);
}

/** `__atomic_test_and_set`, `__atomic_clear`, `__sync_lock_release`: a store of a known value. */
function setTo(value: bigint, count: number, exchanges: boolean): Build {
  return (p, call) => {
    if (call.arguments.length < count && !hasArguments(p, call, count)) return erroneous(call.token);
    const pointer = rvalue(p, call.arguments[0] as Expression);
    const voidOrBool = isPointer(pointer.type) && (pointer.type.to.kind === 'void' || exchanges);
    const retyped = voidOrBool ? convert(pointer, { kind: 'pointer', to: p.types.unsignedChar }, true) : pointer;
    const on = operation(p, { ...call, arguments: [retyped] });
    if (!on) return erroneous(call.token);
    const constant = convert(integerLiteral(value, p.types.int, call.token), on.type);
    if (!exchanges) return node(call, 'atomic_store', p.types.void, [on.pointer, constant]);
    return convert(node(call, 'atomic_exchange', on.type, [on.pointer, constant]), p.types.bool);
  };
}

function lockFree(p: Parser, call: BuiltinCall): Expression {
  return hasArguments(p, call, 2) ? integerLiteral(1n, p.types.bool, call.token) : erroneous(call.token);
}

const OPERATIONS = ['add', 'sub', 'and', 'or', 'xor', 'nand'];

export const ATOMICS: ReadonlyMap<string, Build> = new Map<string, Build>([
  ['__atomic_load_n', simple('atomic_load', 2, 0, 'object')],
  ['__atomic_store_n', simple('atomic_store', 3, 1, 'void')],
  ['__atomic_exchange_n', simple('atomic_exchange', 3, 1, 'object')],
  ['__atomic_load', loadThrough],
  ['__atomic_store', storeThrough],
  ['__atomic_exchange', exchangeThrough],
  ['__atomic_compare_exchange_n', compareExchange(false)],
  ['__atomic_compare_exchange', compareExchange(true)],
  ['__atomic_thread_fence', fence(1)],
  ['__atomic_signal_fence', fence(1)],
  ['__atomic_test_and_set', setTo(1n, 2, true)],
  ['__atomic_clear', setTo(0n, 2, false)],
  ['__atomic_always_lock_free', lockFree],
  ['__atomic_is_lock_free', lockFree],
  ['__sync_synchronize', fence(0)],
  ['__sync_lock_test_and_set', simple('atomic_exchange', 2, 1, 'object')],
  ['__sync_lock_release', setTo(0n, 1, false)],
  ['__sync_val_compare_and_swap', compareAndSwap(true)],
  ['__sync_bool_compare_and_swap', compareAndSwap(false)],
  ...OPERATIONS.flatMap((name): [string, Build][] => [
    [`__atomic_fetch_${name}`, arithmetic(`atomic_fetch_${name}`, 3)],
    [`__atomic_${name}_fetch`, arithmetic(`atomic_${name}_fetch`, 3)],
    [`__sync_fetch_and_${name}`, arithmetic(`atomic_fetch_${name}`, 2)],
    [`__sync_${name}_and_fetch`, arithmetic(`atomic_${name}_fetch`, 2)],
  ]),
]);

export function buildAtomic(p: Parser, call: BuiltinCall): Expression {
  return ATOMICS.get(call.token.text)?.(p, call) ?? erroneous(call.token);
}
