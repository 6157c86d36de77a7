/**
 * Expressions that decide where control goes. `&&`, `||` and `!` become branches; where an operand costs nothing and can't fail, both
 * operands are computed and combined, which is quicker than a branch.
 */
import { truthOf } from '../../constant';
import type { Expression } from '../../tree';
import { OP } from '../../wasm/opcodes';
import type { FunctionBuilder } from './builder';
import { wasmType } from './context';
import { convert } from './conversions';
import { value } from './expressions';
import { Block } from './graph';
import { binary, get, i32, isNotZero, isNull, select, type Value } from './value';

/** Nodes that are looked at to find an expression simple. */
const SIMPLE = 12;

/**
 * Whether the expression is made of constants and registers that surely have values, and nothing in it can fail: then it may be
 * computed even where C does not ask for it.
 */
export function isSimple(f: FunctionBuilder, expression: Expression): boolean {
  let budget = SIMPLE;
  const visit = (node: Expression): boolean => {
    if (budget-- === 0) return false;
    switch (node.kind) {
      case 'integer':
      case 'floating':
        return true;
      case 'load': {
        if (node.object.kind !== 'variable' || node.object.variable.storage === 'static') return false;
        const local = f.registerOf(node.object.variable);
        return local !== undefined && f.assured.has(local);
      }
      case 'convert':
        return !(node.operand.type.kind === 'floating' && node.type.kind !== 'floating') && visit(node.operand);
      case 'complement':
      case 'not':
        return visit(node.operand);
      case 'negate':
        return !f.context.reportOverflow && visit(node.operand);
      case 'comparison':
        return visit(node.left) && visit(node.right);
      case 'binary':
        if (node.operator === '/' || node.operator === '%') return false;
        if ((node.operator === '<<' || node.operator === '>>') && node.right.kind !== 'integer') return false;
        return !f.context.reportOverflow && visit(node.left) && visit(node.right);
      case 'logical':
        return visit(node.left) && visit(node.right);
      default:
        return false;
    }
  };
  return visit(expression);
}

/** Goes to `then` when the scalar is not zero, else to `otherwise`. */
export function condition(f: FunctionBuilder, expression: Expression, then: Block, otherwise: Block): void {
  switch (expression.kind) {
    case 'not':
      condition(f, expression.operand, otherwise, then);
      return;
    case 'logical':
      logicalCondition(f, expression, then, otherwise);
      return;
    case 'convert':
      // To bool, or to an integer that keeps every value: the question is the operand's.
      if (expression.type.kind === 'integer' && expression.type.name === '_Bool') {
        condition(f, expression.operand, then, otherwise);
        return;
      }
      break;
    case 'builtin':
      if (expression.name === 'expect') {
        condition(f, expression.arguments[0] as Expression, then, otherwise);
        return;
      }
      break;
    default:
  }
  f.branch(truth(value(f, expression)), then, otherwise);
}

/** What a branch tests: a comparison with zero is left to the branch itself for an i32. */
function truth(operand: Value): Value {
  if (operand.type !== 'i32') return isNotZero(operand);
  if (
    operand.kind === 'operation' &&
    operand.opcode === OP.i32Ne &&
    operand.b?.kind === 'constant' &&
    operand.b.value === 0
  ) {
    return operand.a;
  }
  return operand;
}

/** The operands of a chain of one logical operator, leftmost first: chains may be long. */
function operandsOf(expression: Expression & { kind: 'logical' }): Expression[] {
  const operands = [expression.right];
  let left = expression.left;
  while (left.kind === 'logical' && left.operator === expression.operator) {
    operands.push(left.right);
    left = left.left;
  }
  operands.push(left);
  return operands.reverse();
}

function logicalCondition(
  f: FunctionBuilder,
  expression: Expression & { kind: 'logical' },
  then: Block,
  otherwise: Block,
): void {
  const and = expression.operator === '&&';
  const operands = operandsOf(expression);
  const last = operands.length - 1;
  operands.forEach((operand, index) => {
    if (index === last) {
      condition(f, operand, then, otherwise);
      return;
    }
    const next = new Block();
    if (and) condition(f, operand, next, otherwise);
    else condition(f, operand, then, next);
    f.place(next);
  });
}

/** `&&` and `||` as a value. */
export function logicalValue(f: FunctionBuilder, expression: Expression & { kind: 'logical' }): Value {
  const known = truthOf(expression, f.context.model);
  if (known !== undefined) return i32(known ? 1 : 0);
  const operands = operandsOf(expression);
  const [first, ...rest] = operands as [Expression, ...Expression[]];
  if (rest.every((operand) => isSimple(f, operand))) {
    const opcode = expression.operator === '&&' ? OP.i32And : OP.i32Or;
    let result = isNotZero(value(f, first));
    for (const operand of rest) {
      const held = f.hold(result);
      const next = isNotZero(value(f, operand));
      result = f.limited(binary('i32', opcode, f.release(held), next));
    }
    return result;
  }
  return choose(
    f,
    expression,
    () => i32(1),
    () => i32(0),
  );
}

/** A value that depends on a condition. */
function choose(f: FunctionBuilder, test: Expression, then: () => Value, otherwise: () => Value): Value {
  const [yes, no, join] = [new Block(), new Block(), new Block()];
  condition(f, test, yes, no);
  f.place(yes);
  const first = then();
  const result = f.temporary(first.type);
  f.set(result, first);
  f.jump(join);
  f.place(no);
  f.set(result, otherwise());
  f.place(join);
  return get(result);
}

/** `a ? b : c` and `a ?: c` with a scalar value. */
export function conditionalValue(f: FunctionBuilder, expression: Expression & { kind: 'conditional' }): Value {
  const { condition: test, middle, otherwise } = expression;
  if (!middle) return elvis(f, expression);
  const known = truthOf(test, f.context.model);
  if (known !== undefined) return value(f, known ? middle : otherwise);
  if (isSimple(f, middle) && isSimple(f, otherwise)) {
    const tested = f.hold(isNotZero(value(f, test)));
    const first = f.hold(value(f, middle));
    const second = value(f, otherwise);
    const a = f.release(first);
    return select(a, second, f.release(tested));
  }
  return choose(
    f,
    test,
    () => value(f, middle),
    () => value(f, otherwise),
  );
}

function elvis(f: FunctionBuilder, expression: Expression & { kind: 'conditional' }): Value {
  const { condition: test, otherwise } = expression;
  const tested = f.snapshot(value(f, test));
  const result = f.temporary(wasmType(expression.type, f.context.model));
  const [no, join] = [new Block(), new Block()];
  const yes = new Block();
  f.branch(isNull(tested), no, yes);
  f.place(yes);
  f.set(result, convert(f, tested, test.type, expression.type, expression.token));
  f.jump(join);
  f.place(no);
  f.set(result, value(f, otherwise));
  f.place(join);
  return get(result);
}
