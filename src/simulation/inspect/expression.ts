/**
 * C expressions over a machine's memory, as drgn takes them: `init_net.loopback_dev->name`, `per_cpu_ptr(dev->lstats, 1)->packets`,
 * `&loopback_ops`, `nr_cpu_ids * 2`. Names are the variables in scope of a frame, then objects, functions and enumerators of the
 * program; types are not named, so there are no casts. Nothing is changed and nothing is called, but for `per_cpu_ptr`, which is
 * known. Precedence climbing over the engine's tokens; a result is a Value.
 */

import { integerOfSize } from '../../c/dataModel';
import { sizeOf } from '../../c/layout';
import { lex } from '../../c/lexer';
import type { Machine, VariableView } from '../../c/machine/types';
import { SourceFile } from '../../c/source';
import type { Token } from '../../c/token';
import { typeName } from '../../c/typeNames';
import type { CType, PointerType } from '../../c/types';
import { Inspector, type Value, ValueError } from './values';

const MAX_LENGTH = 1000;
const MAX_DEPTH = 100;

const PRECEDENCE: Readonly<Record<string, number>> = {
  '||': 1, '&&': 2, '|': 3, '^': 4, '&': 5, '==': 6, '!=': 6, '<': 7, '>': 7, '<=': 7, '>=': 7, '<<': 8, '>>': 8,
  '+': 9, '-': 9, '*': 10, '/': 10, '%': 10,
}; // biome-ignore format: a table

/** Words that begin a type's name. Casts and `sizeof(type)` are not understood. */
const TYPE_WORDS: ReadonlySet<string> = new Set(
  'struct union enum const volatile void char short int long signed unsigned float double _Bool typeof'.split(' '),
);

/** Evaluates an expression. Throws a ValueError with a message for the reader. */
export function evaluate(machine: Machine, expression: string, scope: readonly VariableView[]): Value {
  if (expression.length > MAX_LENGTH) throw new ValueError(`the expression is longer than ${MAX_LENGTH} characters`);
  const tokens = lex(new SourceFile('<expression>', expression));
  return new Evaluator(new Inspector(machine), tokens, scope).run();
}

class Evaluator {
  private at = 0;
  private depth = 0;

  constructor(
    private readonly inspector: Inspector,
    private readonly tokens: readonly Token[],
    private readonly scope: readonly VariableView[],
  ) {}

  run(): Value {
    const value = this.binary(1);
    if (this.token.kind !== 'end') throw new ValueError(`'${this.token.text}' is not expected here`);
    return value;
  }

  private get token(): Token {
    return this.tokens[this.at] as Token;
  }

  private take(text: string): boolean {
    if (this.token.text !== text || this.token.kind === 'end') return false;
    this.at++;
    return true;
  }

  private expect(text: string): void {
    if (!this.take(text)) throw new ValueError(`'${text}' is missing`);
  }

  private binary(lowest: number): Value {
    if (++this.depth > MAX_DEPTH) throw new ValueError('the expression is nested too deeply');
    let left = this.unary();
    for (;;) {
      const operator = this.token.text;
      const precedence = this.token.kind === 'punctuator' ? (PRECEDENCE[operator] ?? 0) : 0;
      if (precedence < lowest) break;
      this.at++;
      left = this.apply(operator, left, this.binary(precedence + 1));
    }
    this.depth--;
    return left;
  }

  private apply(operator: string, left: Value, right: Value): Value {
    if ((operator === '+' || operator === '-') && pointsTo(left.type) && right.type.kind === 'integer') {
      const size = BigInt(sizeOf(pointsTo(left.type) as CType, this.inspector.model));
      const offset = this.inspector.integer(right) * size;
      const address = this.inspector.integer(left);
      const type: PointerType = { kind: 'pointer', to: pointsTo(left.type) as CType };
      return this.computed(type, this.inspector.wrap(operator === '+' ? address + offset : address - offset));
    }
    return this.number(arithmetic(operator, this.inspector.integer(left), this.inspector.integer(right)));
  }

  private unary(): Value {
    if (++this.depth > MAX_DEPTH) throw new ValueError('the expression is nested too deeply');
    const value = this.prefixed();
    this.depth--;
    return value;
  }

  private prefixed(): Value {
    if (this.take('*')) return this.inspector.element(this.unary(), 0);
    if (this.take('&')) {
      const value = this.unary();
      if (value.address === undefined) throw new ValueError('a value that is not in memory has no address');
      return this.computed({ kind: 'pointer', to: value.type }, value.address);
    }
    if (this.take('-')) return this.number(-this.inspector.integer(this.unary()));
    if (this.take('+')) return this.unary();
    if (this.take('~')) return this.number(~this.inspector.integer(this.unary()));
    if (this.take('!')) return this.number(this.inspector.integer(this.unary()) === 0n ? 1n : 0n);
    if (this.take('sizeof')) return this.number(BigInt(sizeOf(this.unary().type, this.inspector.model)));
    return this.postfixed(this.primary());
  }

  private postfixed(start: Value): Value {
    let value = start;
    for (;;) {
      if (this.take('.')) value = this.inspector.member(value, this.identifier());
      else if (this.take('->')) value = this.inspector.member(this.inspector.element(value, 0), this.identifier());
      else if (this.take('[')) {
        const index = Number(this.inspector.integer(this.binary(1)));
        this.expect(']');
        value = this.inspector.element(value, index);
      } else return value;
    }
  }

  private identifier(): string {
    const { kind, text } = this.token;
    if (kind !== 'identifier') throw new ValueError(`a member's name is missing before '${text}'`);
    this.at++;
    return text;
  }

  private primary(): Value {
    const token = this.token;
    this.at++;
    if (token.kind === 'number') {
      const digits = token.text.replace(/[uUlL]+$/, '');
      if (!/^(0[xX][0-9a-fA-F]+|[0-9]+)$/.test(digits)) throw new ValueError(`'${token.text}' is not an integer`);
      return this.number(/^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits));
    }
    if (token.kind === 'identifier') return token.text === 'per_cpu_ptr' ? this.perCpu() : this.name(token.text);
    if (token.text === '(') {
      const value = this.binary(1);
      this.expect(')');
      return value;
    }
    throw new ValueError(
      token.kind === 'end' ? 'the expression is not complete' : `'${token.text}' is not expected here`,
    );
  }

  private name(name: string): Value {
    const local = this.scope.filter((view) => view.variable.name === name).pop();
    if (local) return this.inspector.variable(local);
    const global = this.inspector.global(name);
    if (global) return global;
    const address = this.inspector.functionAddress(name);
    const definition = this.inspector.machine.layout.functions.find((candidate) => candidate.name === name);
    if (address !== undefined && definition) {
      return {
        type: definition.definition.symbol.type,
        address,
        bits: undefined,
        bytes: undefined,
        initialised: undefined,
      };
    }
    if (TYPE_WORDS.has(name)) {
      throw new ValueError(`types cannot be named here ('${name}'): take those of expressions, as in sizeof(*dev)`);
    }
    throw new ValueError(`there is no '${name}' in scope here, nor among the program's objects and functions`);
  }

  /** `per_cpu_ptr(pointer, cpu)`: the cookie plus the CPU's offset, as the kernel's macro has it. */
  private perCpu(): Value {
    this.expect('(');
    const pointer = this.binary(1);
    this.expect(',');
    const cpu = Number(this.inspector.integer(this.binary(1)));
    this.expect(')');
    return perCpuPointer(this.inspector, pointer, cpu);
  }

  private number(value: bigint): Value {
    const type = integerOfSize(8, true, this.inspector.model);
    if (!type) throw new ValueError('no 64-bit integer type');
    return this.computed(type, value);
  }

  private computed(type: CType, value: bigint): Value {
    return computed(this.inspector, type, value);
  }
}

/** A value that lies nowhere. */
export function computed(inspector: Inspector, type: CType, value: bigint): Value {
  const bytes = new Uint8Array(sizeOf(type, inspector.model));
  let rest = BigInt.asUintN(bytes.length * 8, value);
  for (let n = 0; n < bytes.length; n++) {
    bytes[n] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return { type, address: undefined, bits: undefined, bytes, initialised: undefined };
}

/** The pointer to one CPU's copy that a `__percpu` pointer stands for: `__per_cpu_offset[cpu]` is added (asm-generic/percpu.h). */
export function perCpuPointer(inspector: Inspector, pointer: Value, cpu: number): Value {
  const offsets = inspector.global('__per_cpu_offset');
  if (!offsets) throw new ValueError("the program has no '__per_cpu_offset'");
  const offset = inspector.integer(inspector.element(offsets, cpu));
  return computed(inspector, pointer.type, inspector.wrap(inspector.integer(pointer) + offset));
}

function pointsTo(type: CType): CType | undefined {
  if (type.kind === 'pointer') return type.to;
  return type.kind === 'array' ? type.of : undefined;
}

function arithmetic(operator: string, a: bigint, b: bigint): bigint {
  if ((operator === '/' || operator === '%') && b === 0n) throw new ValueError('division by zero');
  if ((operator === '<<' || operator === '>>') && (b < 0n || b > 63n)) throw new ValueError('shift out of bounds');
  switch (operator) {
    case '+': return a + b;
    case '-': return a - b;
    case '*': return a * b;
    case '/': return a / b;
    case '%': return a % b;
    case '<<': return a << b;
    case '>>': return a >> b;
    case '&': return a & b;
    case '|': return a | b;
    case '^': return a ^ b;
    case '==': return a === b ? 1n : 0n;
    case '!=': return a !== b ? 1n : 0n;
    case '<': return a < b ? 1n : 0n;
    case '>': return a > b ? 1n : 0n;
    case '<=': return a <= b ? 1n : 0n;
    case '>=': return a >= b ? 1n : 0n;
    case '&&': return a !== 0n && b !== 0n ? 1n : 0n;
    default: return a !== 0n || b !== 0n ? 1n : 0n;
  } // biome-ignore format: a table
}

/** An expression's value and type as text: `(u64) 42`. */
export function describeValue(inspector: Inspector, value: Value): string {
  return `(${typeName(value.type)}) ${inspector.format(value, 3)}`;
}
