/**
 * gcc's built-in functions that the parser leaves in the tree (tree.ts lists them): each is emitted where it stands.
 */
import { FAULT } from '../../abi';
import type { BuiltinExpression, Expression } from '../../tree';
import { atomic } from './atomics';
import { bitOperation } from './bits';
import type { FunctionBuilder } from './builder';
import { effects, value } from './expressions';
import { classify } from './floating';
import { overflowing, wouldOverflow } from './overflow';
import { lvalue } from './places';
import { constant, FrameObject, i32, type Value } from './value';
import { copyArguments, startArguments, variableArgument, variableArgumentPlace } from './variableArguments';

/** The frame itself, for `__builtin_frame_address`. */
const FRAME = new FrameObject(undefined, 0, 16, true);
FRAME.offset = 0;

export function builtinEffects(f: FunctionBuilder, expression: BuiltinExpression): void {
  const [first] = expression.arguments;
  switch (expression.name) {
    case 'va_start':
      startArguments(f, expression);
      return;
    case 'va_copy':
      copyArguments(f, expression);
      return;
    case 'va_end':
      lvalue(f, first as Expression);
      return;
    case 'va_arg':
      if (expression.type.kind === 'record') variableArgumentPlace(f, expression);
      else variableArgument(f, expression);
      return;
    case 'prefetch':
      effects(f, first as Expression);
      return;
    case 'unreachable':
      endWith(f, expression, FAULT.unreachable);
      return;
    case 'trap':
      endWith(f, expression, FAULT.trap);
      return;
    default:
      builtinValue(f, expression);
  }
}

function endWith(f: FunctionBuilder, { token }: BuiltinExpression, fault: number): void {
  f.settle();
  f.current.terminator ??= { kind: 'fault', point: f.point('operation', token), fault };
  f.startDeadBlock();
}

export function builtinValue(f: FunctionBuilder, expression: BuiltinExpression): Value {
  const { name, token } = expression;
  const { pointer, space } = f.context;
  if (name.startsWith('atomic_')) return atomic(f, expression);
  switch (name) {
    case 'va_start':
    case 'va_copy':
    case 'va_end':
    case 'prefetch':
    case 'unreachable':
    case 'trap':
      builtinEffects(f, expression);
      return i32(0);
    case 'va_arg':
      return variableArgument(f, expression);
    case 'expect':
    case 'extract_return_addr':
      return value(f, expression.arguments[0] as Expression);
    case 'frame_address':
      if (!isZeroLevel(expression)) return constant(pointer, 0);
      return { kind: 'frameAddress', type: pointer, object: FRAME, offset: 0 };
    case 'return_address': {
      // The caller is not known here: the address is one inside this function, which names it in a message.
      const id = f.context.functionId(f.definition.symbol);
      return constant(pointer, isZeroLevel(expression) && id ? space.textBase + 16n * BigInt(id) + 1n : 0n);
    }
    case 'add_overflow':
    case 'sub_overflow':
    case 'mul_overflow':
      return overflowing(f, expression);
    case 'add_overflow_p':
    case 'sub_overflow_p':
    case 'mul_overflow_p':
      return wouldOverflow(f, expression);
    default: {
      const held = expression.arguments.map((argument) => f.hold(value(f, argument)));
      const values = held
        .reverse()
        .map((item) => f.release(item))
        .reverse();
      const [first] = expression.arguments;
      const result = bitOperation(f, name, values[0] as Value) ?? classify(f, name, values, (first as Expression).type);
      if (!result) throw new Error(`the built-in ${name} at ${token.file.path} is not known to the code generator`);
      return result;
    }
  }
}

function isZeroLevel(expression: BuiltinExpression): boolean {
  const [level] = expression.arguments;
  return level?.kind === 'integer' && level.value === 0n;
}
