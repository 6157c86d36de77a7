/**
 * The value of an expression, by its typed tree, over a machine that stands still. What denotes an object is looked up in memory; what
 * computes is folded by the engine's own constant folding, with the operands' values in the operands' places, so that the result is the
 * one that the program would compute. Whatever would change something or call something is refused.
 */
import { evaluate as fold, truthOf } from '../../c/constant';
import { sizeOf } from '../../c/layout';
import type { VariableView } from '../../c/machine/types';
import type { Expression } from '../../c/tree';
import { typeName } from '../../c/typeNames';
import type { CType, IntegerType } from '../../c/types';
import { at, computed, type Inspector, type Value, ValueError } from './values';

export class Evaluator {
  constructor(
    private readonly inspector: Inspector,
    private readonly scope: readonly VariableView[],
  ) {}

  /** An object with its place in memory, or a computed value. Throws a ValueError with a message for the reader. */
  value(expression: Expression): Value {
    switch (expression.kind) {
      case 'load':
        return this.value(expression.object);
      case 'variable':
        return this.variable(expression);
      case 'dereference':
        return at(expression.type, this.number(expression.pointer));
      case 'member':
        return this.inspector.part(this.value(expression.object), expression.member);
      case 'function':
        return at(
          expression.type,
          this.address(this.inspector.functionAddress(expression.symbol), expression.symbol.name),
        );
      case 'decay':
      case 'address':
        return this.pointerTo(expression);
      case 'comma':
        return this.value(expression.right);
      case 'logical':
        return this.logical(expression);
      case 'conditional':
        return this.conditional(expression);
      default:
        return this.folded(expression);
    }
  }

  private variable({ variable }: Expression & { kind: 'variable' }): Value {
    const local = this.scope.find((view) => view.variable === variable);
    if (local) return this.inspector.variable(local);
    return at(variable.type, this.address(this.inspector.objectAddress(variable), variable.name));
  }

  private address(address: bigint | undefined, name: string): bigint {
    if (address === undefined) throw new ValueError(`the program does not use '${name}', which has no address`);
    return address;
  }

  private pointerTo({ operand, type }: Expression & { kind: 'decay' | 'address' }): Value {
    const { address } = this.value(operand);
    if (address === undefined) throw new ValueError('a value that is not in memory has no address');
    return computed(this.inspector, type, address);
  }

  /** As in C, what the left side decides leaves the right side alone. */
  private logical(expression: Expression & { kind: 'logical' }): Value {
    const left = this.literal(expression.left);
    const decides = truthOf(left, this.inspector.model) === (expression.operator === '||');
    const right = decides ? left : this.literal(expression.right);
    return this.constant(expression, fold({ ...expression, left, right }, this.inspector.model));
  }

  private conditional(expression: Expression & { kind: 'conditional' }): Value {
    const condition = this.literal(expression.condition);
    const { middle, otherwise } = expression;
    const truth = truthOf(condition, this.inspector.model);
    if (truth === undefined) throw this.refusal(expression);
    if (!truth) return this.value(otherwise);
    return middle
      ? this.value(middle)
      : this.constant(expression, fold({ ...expression, condition }, this.inspector.model));
  }

  /** The value of what is computed from values. */
  private folded(expression: Expression): Value {
    return this.constant(expression, fold(this.withValues(expression), this.inspector.model));
  }

  /** The expression with the values of its operands in their places. */
  private withValues(expression: Expression): Expression {
    switch (expression.kind) {
      case 'integer':
      case 'floating':
        return expression;
      case 'convert':
        if (expression.type.kind === 'void') throw new ValueError('the value is void');
        return { ...expression, operand: this.literal(expression.operand) };
      case 'negate':
      case 'complement':
      case 'not':
        return { ...expression, operand: this.literal(expression.operand) };
      case 'binary':
      case 'comparison':
      case 'pointerDifference':
        return { ...expression, left: this.literal(expression.left), right: this.literal(expression.right) };
      case 'pointerAdd':
        return { ...expression, pointer: this.literal(expression.pointer), index: this.literal(expression.index) };
      case 'builtin':
        return { ...expression, arguments: expression.arguments.map((argument) => this.literal(argument)) };
      default:
        throw this.refusal(expression);
    }
  }

  /** An operand's value, written down as a literal of its type. */
  private literal(expression: Expression): Expression {
    const value = this.value(expression);
    const { type, token } = expression;
    if (value.type.kind !== 'array' && value.type.kind !== 'function') {
      this.inspector.bytes(value); // or there is no memory
      if (!this.inspector.isInitialised(value)) throw new ValueError(`${nameOf(expression)} is not initialised`);
    }
    if (value.type.kind === 'floating') return { kind: 'floating', type, token, value: this.inspector.floating(value) };
    return integer(expression, this.inspector.integer(value));
  }

  private number(expression: Expression): bigint {
    const literal = this.literal(expression);
    if (literal.kind !== 'integer') throw new ValueError(`'${typeName(expression.type)}' is no pointer`);
    return literal.value;
  }

  private constant(expression: Expression, constant: ReturnType<typeof fold>): Value {
    if (constant?.kind === 'integer') return computed(this.inspector, expression.type, constant.value);
    if (constant?.kind === 'floating') return this.floating(expression.type, constant.value);
    throw this.refusal(expression);
  }

  private floating(type: CType, value: number): Value {
    const bytes = new Uint8Array(sizeOf(type, this.inspector.model));
    const view = new DataView(bytes.buffer);
    if (bytes.length === 4) view.setFloat32(0, value, true);
    else view.setFloat64(0, value, true);
    return { type, address: undefined, bits: undefined, bytes, initialised: undefined };
  }

  /** Why an expression has no value. */
  private refusal(expression: Expression): ValueError {
    switch (expression.kind) {
      case 'call':
        return new ValueError('functions are not called here: only the program as it stands is looked at');
      case 'assign':
      case 'compoundAssign':
        return new ValueError('nothing is changed here: only the program as it stands is looked at');
      case 'string':
      case 'compoundLiteral':
        return new ValueError('what is written here is not in the program’s memory, and has no address');
      case 'binary':
        if (expression.operator === '/' || expression.operator === '%') return new ValueError('division by zero');
        return new ValueError(`'${expression.operator}' has no value here: the shift is out of bounds`);
      default:
        return new ValueError(`'${expression.token.text}' can’t be evaluated here`);
    }
  }
}

/** What a value that is read is called. */
function nameOf(expression: Expression): string {
  if (expression.kind === 'load') return nameOf(expression.object);
  if (expression.kind === 'variable') return `'${expression.variable.name}'`;
  return expression.kind === 'member' ? `'${expression.member.name}'` : 'what is pointed to';
}

/** A literal in the place of an expression. Pointers are numbers to the folding. */
function integer({ type, token }: Expression, value: bigint): Expression {
  return { kind: 'integer', type: type as IntegerType, token, value };
}
