/**
 * Inline assembly. There is no assembler here: only the empty template that the kernel uses to hide a value from the optimiser
 * or to stop it from moving accesses. An output tied to an input takes its value; a read-write operand keeps its own; anything
 * else is refused.
 */
import { decodeString, textOf } from '../literals';
import type { Token } from '../token';
import type { Expression, Statement } from '../tree';
import { isError } from '../typeRelations';
import { castTo, isLvalue, rvalue } from './conversions';
import { parseExpression } from './expressions';
import type { Parser } from './parser';

interface Operand {
  readonly name: string | undefined;
  readonly constraint: string;
  readonly expression: Expression;
  readonly token: Token;
}

function parseText(p: Parser): string {
  if (p.lexeme !== 'string') p.unexpected('string literal');
  const tokens: Token[] = [];
  while (p.lexeme === 'string') tokens.push(p.next());
  return textOf(decodeString(tokens, p.model, p.diagnostics));
}

export function parseAsm(p: Parser): Statement {
  const first = p.expect('asm');
  while (p.lexeme === 'volatile' || p.lexeme === 'inline' || p.lexeme === 'goto') {
    if (p.lexeme === 'goto') p.error(p.token, "'asm goto' is not supported");
    p.next();
  }
  p.expect('(');
  const template = parseText(p);
  const sections: Operand[][] = [[], []];
  let empty = template.trim() === '';
  if (!empty) p.error(first, `inline assembly is not supported, except with an empty template`);
  for (let section = 0; p.lexeme !== ')' && p.lexeme !== 'end'; section++) {
    p.expect(':');
    if (section < 2) sections[section] = parseOperands(p);
    else while (p.lexeme !== ':' && p.lexeme !== ')' && p.lexeme !== 'end') p.next();
  }
  p.expect(')');
  const last = p.expect(';');
  const [outputs = [], inputs = []] = sections;
  if (!empty) return { kind: 'empty', first, last };
  empty = outputs.every((output) => !isError(output.expression.type));
  return empty ? build(p, outputs, inputs, first, last) : { kind: 'empty', first, last };
}

/** `[name] "constraint" (expression), …` */
function parseOperands(p: Parser): Operand[] {
  const list: Operand[] = [];
  while (p.lexeme === 'string' || p.lexeme === '[') {
    const token = p.token;
    let name: string | undefined;
    if (p.accept('[')) {
      name = p.expectIdentifier().text;
      p.expect(']');
    }
    const constraint = parseText(p);
    p.expect('(');
    const expression = parseExpression(p);
    p.expect(')');
    list.push({ name, constraint, expression, token });
    if (!p.accept(',')) break;
  }
  return list;
}

/** The output that an input's constraint ties it to. */
function tiedTo(input: Operand, outputs: readonly Operand[]): Operand | undefined {
  const name = /\[(\w+)\]/.exec(input.constraint)?.[1];
  if (name !== undefined) return outputs.find((output) => output.name === name);
  const index = /\d+/.exec(input.constraint)?.[0];
  return index === undefined ? undefined : outputs[Number(index)];
}

/** The pointer that leads to an lvalue; undefined for a variable, or what lies in one. */
function wayTo(lvalue: Expression): Expression | undefined {
  let at = lvalue;
  while (at.kind === 'member') at = at.object;
  return at.kind === 'dereference' ? at.pointer : undefined;
}

function build(
  p: Parser,
  outputs: readonly Operand[],
  inputs: readonly Operand[],
  first: Token,
  last: Token,
): Statement {
  const copies: { target: Expression; value: Expression }[] = [];
  const before: Statement[] = [];
  const given = new Set<Operand>();
  const evaluate = ({ token }: Operand, expression: Expression | undefined): void => {
    if (expression) before.push({ kind: 'expression', first: token, last: token, expression });
  };
  for (const input of inputs) {
    const output = tiedTo(input, outputs);
    if (!output) {
      // Only its evaluation is seen; what is in memory is not even read.
      evaluate(input, isLvalue(input.expression) ? wayTo(input.expression) : rvalue(p, input.expression));
      continue;
    }
    given.add(output);
    copies.push({ target: output.expression, value: castTo(p, input.expression, output.expression.type, input.token) });
  }
  for (const output of outputs) {
    if (!isLvalue(output.expression)) p.error(output.token, 'lvalue required in asm statement');
    else if (!output.constraint.startsWith('+') && !given.has(output)) {
      p.error(output.token, 'assembly output is not tied to an input: it would get no value');
    } else if (!given.has(output)) evaluate(output, wayTo(output.expression)); // it keeps its value
  }
  const statement: Statement = { kind: 'asm', first, last, copies };
  return before.length === 0 ? statement : { kind: 'compound', first, last, statements: [...before, statement] };
}

/** `asm("…")` outside functions or after a declarator. */
export function refuseAsm(p: Parser, what: string): void {
  p.error(p.token, `${what} is not supported`);
  p.next();
  while (p.lexeme === 'volatile') p.next();
  if (p.lexeme !== '(') return;
  p.next();
  p.skipTo(')');
  p.accept(')');
}
