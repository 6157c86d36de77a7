/**
 * Calls (C11 6.5.2.2). The pointer to the function is computed first, then the arguments from the last to the first, as gcc does on
 * x86. Records are copied for the callee; variable arguments are put into a hidden object. A call through a pointer is checked: the
 * address must be that of a function, and the function's type must be the one called.
 */
import { FAULT } from '../../abi';
import type { PassedObject } from '../../compiled';
import { sizeOf } from '../../layout';
import type { Token } from '../../token';
import type { CallExpression, Expression, FunctionSymbol } from '../../tree';
import type { CType, FunctionType } from '../../types';
import { OP, type WasmType } from '../../wasm/opcodes';
import { storeOpcode } from './access';
import type { FunctionBuilder, Held, Reference } from './builder';
import { type CallShape, callShape, isRecord } from './context';
import { value } from './expressions';
import type { CallInstruction } from './graph';
import { intrinsicInstruction } from './machineCalls';
import { copyInto } from './records';
import { binary, constant, type FrameObject, get, i32, type Local, subtract, unary, type Value } from './value';

/** The address of a function; an intrinsic has one if the layout gave it a wrapper. */
export function functionAddress(f: FunctionBuilder, symbol: FunctionSymbol, token: Token): Value {
  const { context } = f;
  const id = context.addressId(symbol);
  f.noteFunction(symbol, id, token);
  return constant(context.pointer, id ? context.space.textBase + 16n * BigInt(id) : 0n);
}

/** The function that a call names directly. */
function directCallee(callee: Expression): FunctionSymbol | undefined {
  let at = callee;
  while (at.kind === 'decay' || at.kind === 'address') at = at.operand;
  return at.kind === 'function' ? at.symbol : undefined;
}

/** How many arguments are parameters; the rest are variable ones. */
function fixedCount(type: FunctionType, given: number): number {
  return type.prototyped ? Math.min(type.parameters.length, given) : given;
}

/**
 * @param into where a returned record goes.
 * @returns the value; a meaningless constant for void, for a record, or when the value is not wanted.
 */
export function buildCall(
  f: FunctionBuilder,
  call: CallExpression,
  into: FrameObject | undefined,
  unwanted = false,
): Value {
  const symbol = directCallee(call.callee);
  const instruction = symbol && !symbol.definition ? intrinsicInstruction(f, symbol, call) : undefined;
  if (instruction) return instruction;
  const { functionType, token } = call;
  const count = fixedCount(functionType, call.arguments.length);
  const shape = callShape(
    functionType.returns,
    call.arguments.slice(0, count).map((argument) => argument.type),
    functionType.variadic && functionType.prototyped,
    f.context.model,
  );
  const pointer = symbol ? undefined : f.hold(f.leaf(value(f, call.callee)));
  const held: Held[] = [];
  for (let index = call.arguments.length - 1; index >= 0; index--) {
    const passed = index < count ? { callee: symbol?.name, index } : undefined;
    held.push(f.hold(argumentValue(f, call.arguments[index] as Expression, passed)));
  }
  const values: Value[] = [];
  for (let last = held.pop(); last; last = held.pop()) values.push(f.release(last));
  const passed = values.slice(0, count);
  if (into) passed.unshift({ kind: 'frameAddress', type: f.context.pointer, object: into, offset: 0 });
  if (shape.hiddenArguments) {
    passed.push(variableArguments(f, values.slice(count), call.arguments.slice(count), symbol?.name));
  }
  const callee = symbol
    ? directTarget(f, symbol, shape, token)
    : checkedTarget(f, f.release(pointer as Held), calledType(call), token);
  const result = !unwanted && shape.returns ? f.temporary(shape.returns) : undefined;
  if (callee) {
    f.emit({
      kind: 'call',
      point: f.point('afterCall', token),
      callee,
      parameters: shape.parameters,
      returns: shape.returns,
      arguments: passed,
      result,
    });
  }
  if (!callee || symbol?.noReturn) endsHere(f, token);
  return result ? get(result) : i32(0);
}

/** Control does not come back. */
function endsHere(f: FunctionBuilder, token: Token): void {
  f.current.terminator ??= { kind: 'fault', point: f.point('operation', token), fault: FAULT.unreachable };
  f.startDeadBlock();
}

function argumentValue(f: FunctionBuilder, argument: Expression, passed: PassedObject | undefined): Value {
  if (!isRecord(argument.type)) return value(f, argument);
  const object = f.borrow(sizeOf(argument.type, f.context.model), passed);
  copyInto(f, object, argument);
  return { kind: 'frameAddress', type: f.context.pointer, object, offset: 0 };
}

/** Bytes of the slot of a variable argument. */
export function slotSize(f: FunctionBuilder, type: WasmType): 4 | 8 {
  return f.context.model.pointerSize === 8 || type === 'i64' || type === 'f64' ? 8 : 4;
}

/** The hidden object that variable arguments lie in. It may be empty: to read from it is reported all the same. */
function variableArguments(
  f: FunctionBuilder,
  values: readonly Value[],
  expressions: readonly Expression[],
  callee: string | undefined,
): Value {
  const { pointer } = f.context;
  const slots = values.map((item) => slotSize(f, item.type));
  const size = slots.reduce((sum, slot) => sum + slot, 0);
  const object = f.borrow(size, { callee, index: undefined });
  let offset = 0;
  values.forEach((item, index) => {
    const { type } = expressions[index] as Expression;
    const bytes = isRecord(type) ? f.context.model.pointerSize : item.type === 'i32' || item.type === 'f32' ? 4 : 8;
    f.emit({ kind: 'put', object, offset, opcode: storeOpcode(bytes, item.type), size: bytes, value: item });
    offset += slots[index] as number;
  });
  return { kind: 'frameAddress', type: pointer, object, offset: 0 };
}

type Callee = CallInstruction['callee'];

/** GNU C: what the attributes `error` and `warning` say of a call that is left when all that is constant was decided. */
function callComplaint({ name, attributes }: FunctionSymbol): Reference['complaint'] {
  for (const attribute of attributes) {
    if (attribute.name !== 'error' && attribute.name !== 'warning') continue;
    const said = String(attribute.arguments[0] ?? '');
    const message = `call to '${name}' declared with attribute ${attribute.name}: ${said}`;
    return { severity: attribute.name, message };
  }
  return undefined;
}

/** Undefined when it can't be called at all: that is a link error, or a fault. */
function directTarget(f: FunctionBuilder, symbol: FunctionSymbol, shape: CallShape, token: Token): Callee | undefined {
  const { context } = f;
  const id = context.functionId(symbol);
  const warned = callComplaint(symbol);
  if (warned) f.refer({ token, id, complaint: warned });
  if (id === undefined) {
    if (context.isIntrinsic(symbol)) return { kind: 'intrinsic', name: symbol.name };
    if (context.addressId(symbol) === 0) {
      // A weak symbol that nothing defines: its address is null.
      fault(f, FAULT.callTarget, constant(context.pointer, 0), i32(0), token);
    } else if (warned?.severity !== 'error') f.noteFunction(symbol, undefined, token);
    return undefined;
  }
  const inlined = symbol.attributes.some(({ name }) => name === 'always_inline');
  f.noteFunction(symbol, id, token, inlined);
  const own = context.shapeOf(id);
  if (own.returns === shape.returns && own.parameters.join() === shape.parameters.join())
    return { kind: 'function', id };
  fault(f, FAULT.callType, functionAddress(f, symbol, token), i32(id), token);
  return undefined;
}

function fault(f: FunctionBuilder, kind: number, address: Value, size: Value, token: Token): void {
  f.emit({
    kind: 'fault',
    point: f.point('operation', token),
    condition: i32(1),
    fault: kind,
    address,
    size,
  });
}

/** The type by which a pointer is called: an old-style one takes what it is given. */
function calledType(call: CallExpression): FunctionType {
  const { functionType } = call;
  if (functionType.prototyped) return functionType;
  const parameters = call.arguments.map((argument): CType => argument.type);
  return { ...functionType, parameters, prototyped: true, variadic: false };
}

/** Index in the table of the function that a pointer points to, both checks before it. */
function checkedTarget(f: FunctionBuilder, pointer: Value, type: FunctionType, token: Token): Callee {
  const { context } = f;
  const wide = context.pointer === 'i64';
  const start = constant(context.pointer, context.space.textBase + 16n);
  const distance = subtract(pointer, start);
  const number = f.leaf(
    binary(context.pointer, wide ? OP.i64Rotr : OP.i32Rotr, distance, constant(context.pointer, 4)),
  );
  const count = constant(context.pointer, context.functionCount);
  f.emit({
    kind: 'fault',
    point: f.point('operation', token),
    condition: binary('i32', wide ? OP.i64GeU : OP.i32GeU, number, count),
    fault: FAULT.callTarget,
    address: pointer,
    size: i32(0),
  });
  const index: Local = f.temporary('i32');
  f.set(index, wide ? unary('i32', OP.i32WrapI64, number) : number);
  f.emit({
    kind: 'fault',
    point: f.point('operation', token),
    condition: binary(
      'i32',
      OP.i32Ne,
      { kind: 'tableWord', type: 'i32', index: get(index), table: context.typeTable },
      i32(context.typeId(type)),
    ),
    fault: FAULT.callType,
    address: pointer,
    size: binary('i32', OP.i32Add, get(index), i32(1)),
  });
  return { kind: 'table', index: binary('i32', OP.i32Add, get(index), i32(1)) };
}
