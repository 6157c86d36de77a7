/**
 * The value of a condition (C11 6.10.1): tokens already expanded, `defined` and its like already replaced. All arithmetic is
 * in intmax_t and uintmax_t, 64 bits in both data models. Operators wait on a stack of their own, as in gcc, so that depth is
 * no problem; an operand that is not evaluated (`0 && 1/0`) is checked for form only.
 */
import type { DiagnosticBag } from '../diagnostics';
import { decodeCharacter } from '../literals';
import { decodeNumber } from '../numbers';
import type { Token } from '../token';
import type { DataModel } from '../types';

interface Value {
  readonly value: bigint;
  readonly unsigned: boolean;
}

interface Operator {
  readonly text: string;
  readonly token: Token;
  readonly precedence: number;
  /** Operands on the stack that it takes. */
  readonly arity: 1 | 2;
  /** Evaluation was off before its right operand was begun. */
  readonly skippedBefore: boolean;
}

const BINARY = new Map<string, number>([
  [',', 1], ['?', 2], [':', 2], ['||', 3], ['&&', 4], ['|', 5], ['^', 6], ['&', 7], ['==', 8], ['!=', 8], ['<', 9], ['>', 9],
  ['<=', 9], ['>=', 9], ['<<', 10], ['>>', 10], ['+', 11], ['-', 11], ['*', 12], ['/', 12], ['%', 12],
]); // biome-ignore format: a table
const UNARY = new Set(['+', '-', '!', '~']);
const UNARY_PRECEDENCE = 13;
const COMMA = 1;

const FALSE: Value = { value: 0n, unsigned: false };
/** For decoding constants; all that matters in a condition is that the widest integers have 64 bits. */
const INTMAX: DataModel = {
  name: 'LP64',
  pointerSize: 8,
  longSize: 8,
  wideMemberAlignment: 8,
  longDoubleSize: 16,
};

/** An error was reported; the condition counts as false. */
class ConditionError extends Error {}

/** Whether the condition holds; false after an error, which is reported against `directive` or a token. */
export function evaluateCondition(tokens: readonly Token[], directive: Token, diagnostics: DiagnosticBag): boolean {
  try {
    return new Evaluator(tokens, directive, diagnostics).evaluate().value !== 0n;
  } catch (error) {
    if (error instanceof ConditionError) return false;
    throw error;
  }
}

class Evaluator {
  private readonly values: Value[] = [];
  private readonly operators: Operator[] = [];
  private skipping = false;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly directive: Token,
    private readonly diagnostics: DiagnosticBag,
  ) {}

  private fail(token: Token, message: string): never {
    this.diagnostics.error(token, message);
    throw new ConditionError(message);
  }

  evaluate(): Value {
    if (this.tokens.length === 0) this.fail(this.directive, `#${this.directive.text} with no expression`);
    let wantOperand = true;
    for (const token of this.tokens) {
      if (token.kind === 'punctuator') wantOperand = this.punctuator(token, wantOperand);
      else {
        if (!wantOperand) this.fail(token, `missing binary operator before token "${token.text}"`);
        this.values.push(this.operand(token));
        wantOperand = false;
      }
    }
    if (wantOperand) this.missingOperand();
    this.reduce(0);
    const open = this.operators.at(-1);
    if (open?.text === '(') this.fail(open.token, "missing ')' in expression");
    return this.values[0] as Value;
  }

  private missingOperand(): never {
    const operator = this.operators.at(-1);
    if (!operator) this.fail(this.directive, `#${this.directive.text} with no expression`);
    if (operator.text === '(') this.fail(operator.token, "missing expression between '(' and ')'");
    this.fail(operator.token, `operator '${operator.text}' has no right operand`);
  }

  /** Reads an operator or parenthesis; gives whether an operand has to follow. */
  private punctuator(token: Token, wantOperand: boolean): boolean {
    const { text } = token;
    if (text === '(') {
      if (!wantOperand) this.fail(token, `missing binary operator before token "("`);
      this.push(token, 0, 1);
      return true;
    }
    if (text === ')') {
      if (wantOperand) this.emptyParentheses(token);
      this.reduce(0);
      if (this.operators.pop()?.text !== '(') this.fail(token, "missing '(' in expression");
      return false;
    }
    if (wantOperand && UNARY.has(text)) {
      this.push(token, UNARY_PRECEDENCE, 1);
      return true;
    }
    const precedence = BINARY.get(text);
    if (precedence === undefined) this.fail(token, `token "${text}" is not valid in preprocessor expressions`);
    if (wantOperand) {
      const before = this.operators.at(-1);
      if (before && before.text !== '(') this.fail(before.token, `operator '${before.text}' has no right operand`);
      this.fail(token, `operator '${text}' has no left operand`);
    }
    this.binary(token, precedence);
    return true;
  }

  private emptyParentheses(token: Token): never {
    const operator = this.operators.at(-1);
    if (operator && operator.text !== '(') this.fail(token, `operator '${operator.text}' has no right operand`);
    this.fail(token, operator ? "missing expression between '(' and ')'" : "missing '(' in expression");
  }

  private push(token: Token, precedence: number, arity: 1 | 2): void {
    this.operators.push({ text: token.text, token, precedence, arity, skippedBefore: this.skipping });
  }

  /** Does what binds tighter on the left, then puts the operator on the stack; its right operand may not be evaluated. */
  private binary(token: Token, precedence: number): void {
    const { text } = token;
    // `?` and `:` group to the right: `a ? b : c ? d : e`.
    this.reduce(text === '?' ? precedence + 1 : text === ':' ? precedence + 1 : precedence);
    if (text === ':') {
      this.colon(token);
      return;
    }
    const left = this.values.at(-1) as Value;
    this.push(token, precedence, 2);
    if (text === '||' && left.value !== 0n) this.skipping = true;
    if ((text === '&&' || text === '?') && left.value === 0n) this.skipping = true;
  }

  /** From `a ? b` to `a ? b :`, which then waits for its third operand. */
  private colon(token: Token): void {
    // A `:` whose own `?` is complete belongs to an outer `?`: finish the inner one first. A comma may stand between the two.
    while (this.operators.at(-1)?.text === ':' || this.operators.at(-1)?.text === ',') this.reduceTop();
    const question = this.operators.pop();
    if (question?.text !== '?') this.fail(token, "':' without preceding '?'");
    const condition = this.values.at(-2) as Value;
    this.skipping = question.skippedBefore || condition.value !== 0n;
    this.operators.push({ text: ':', token, precedence: 2, arity: 2, skippedBefore: question.skippedBefore });
  }

  /** Carries out the operators on the stack that bind at least as tight as `precedence`. */
  private reduce(precedence: number): void {
    for (;;) {
      const top = this.operators.at(-1);
      if (!top || top.text === '(' || top.precedence < precedence) return;
      if (top.text === '?') {
        if (precedence === COMMA) return; // `a ? b , c : d`
        this.fail(top.token, "'?' without following ':'");
      }
      this.reduceTop();
    }
  }

  private reduceTop(): void {
    const operator = this.operators.pop() as Operator;
    this.skipping = operator.skippedBefore;
    const right = this.values.pop() as Value;
    if (operator.arity === 1) {
      this.values.push(this.unary(operator, right));
      return;
    }
    const left = this.values.pop() as Value;
    if (operator.text !== ':') {
      this.values.push(this.operate(operator, left, right));
      return;
    }
    const condition = this.values.pop() as Value;
    const chosen = condition.value !== 0n ? left : right;
    this.values.push(this.result(operator, chosen.value, left.unsigned || right.unsigned));
  }

  // ---------------------------------------------------------------- values

  private operand(token: Token): Value {
    if (token.kind === 'identifier') return FALSE; // 6.10.1p4
    if (token.kind === 'character') {
      const { value, type } = decodeCharacter(token, INTMAX, this.diagnostics);
      return { value, unsigned: type.startsWith('unsigned') };
    }
    if (token.kind !== 'number') {
      this.fail(token, `token "${token.text}" is not valid in preprocessor expressions`);
    }
    const number = decodeNumber(token, INTMAX, this.diagnostics);
    if (number.kind === 'floating') {
      this.diagnostics.error(token, 'floating constant in preprocessor expression');
      return FALSE;
    }
    // Every constant has type intmax_t, or uintmax_t if it says so or does not fit.
    const unsigned = /[uU]/.test(token.text) || number.value >> 63n !== 0n;
    return { value: BigInt.asIntN(64, number.value), unsigned };
  }

  /** A result in 64 bits, with a warning if a signed one does not fit (6.6p4 asks for a diagnostic). */
  private result(operator: Operator, value: bigint, unsigned: boolean): Value {
    const wrapped = BigInt.asIntN(64, value);
    if (!unsigned && wrapped !== value && !this.skipping) {
      this.diagnostics.warning(operator.token, 'integer overflow in preprocessor expression');
    }
    return { value: wrapped, unsigned };
  }

  private unary(operator: Operator, operand: Value): Value {
    switch (operator.text) {
      case '!':
        return truth(operand.value === 0n);
      case '~':
        return { value: ~operand.value, unsigned: operand.unsigned };
      case '-':
        return this.result(operator, -operand.value, operand.unsigned);
      default:
        return operand;
    }
  }

  private operate(operator: Operator, a: Value, b: Value): Value {
    const unsigned = a.unsigned || b.unsigned;
    const left = unsigned ? BigInt.asUintN(64, a.value) : a.value;
    const right = unsigned ? BigInt.asUintN(64, b.value) : b.value;
    switch (operator.text) {
      case ',':
        return b;
      case '||':
        return truth(a.value !== 0n || b.value !== 0n);
      case '&&':
        return truth(a.value !== 0n && b.value !== 0n);
      case '|':
        return { value: a.value | b.value, unsigned };
      case '^':
        return { value: a.value ^ b.value, unsigned };
      case '&':
        return { value: a.value & b.value, unsigned };
      case '==':
        return truth(a.value === b.value);
      case '!=':
        return truth(a.value !== b.value);
      case '<':
        return truth(left < right);
      case '>':
        return truth(left > right);
      case '<=':
        return truth(left <= right);
      case '>=':
        return truth(left >= right);
      case '<<':
        return this.shift(operator, a, b.unsigned ? BigInt.asUintN(64, b.value) : b.value);
      case '>>':
        return this.shift(operator, a, b.unsigned ? -BigInt.asUintN(64, b.value) : -b.value);
      case '+':
        return this.result(operator, left + right, unsigned);
      case '-':
        return this.result(operator, left - right, unsigned);
      case '*':
        return this.result(operator, left * right, unsigned);
      default:
        return this.divide(operator, left, right, unsigned);
    }
  }

  private divide(operator: Operator, left: bigint, right: bigint, unsigned: boolean): Value {
    if (right === 0n) {
      if (!this.skipping) this.diagnostics.error(operator.token, `division by zero in #${this.directive.text}`);
      return { value: BigInt.asIntN(64, left < 0n ? -left : left), unsigned }; // what gcc goes on with
    }
    return this.result(operator, operator.text === '/' ? left / right : left % right, unsigned);
  }

  /** A shift to the left; to the right for a negative count. Counts beyond 63 shift everything out, as in gcc. */
  private shift(operator: Operator, a: Value, count: bigint): Value {
    if (count >= 0n) {
      const shifted = count > 63n ? 0n : a.value << count;
      if (a.unsigned) return { value: BigInt.asIntN(64, shifted), unsigned: true };
      const lost = count > 63n ? a.value !== 0n : BigInt.asIntN(64, shifted) !== shifted;
      if (lost && !this.skipping) {
        this.diagnostics.warning(operator.token, 'integer overflow in preprocessor expression');
      }
      return { value: BigInt.asIntN(64, shifted), unsigned: false };
    }
    const value = a.unsigned ? BigInt.asUintN(64, a.value) : a.value;
    const distance = -count > 64n ? 64n : -count;
    return { value: BigInt.asIntN(64, value >> distance), unsigned: a.unsigned };
  }
}

function truth(value: boolean): Value {
  return { value: value ? 1n : 0n, unsigned: false };
}
