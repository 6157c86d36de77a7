/**
 * Statements (C11 6.8) as blocks. Each statement, controlling expression, for-step and initialised declaration is a step, and a tick. A
 * loop's condition comes first in its blocks, so that the jump back is the only one backwards.
 */
import type { Token } from '../../token';
import type {
  CompoundStatement,
  DeclarationStatement,
  Expression,
  ForStatement,
  Statement,
  StatementExpression,
} from '../../tree';
import { write } from './access';
import type { FunctionBuilder } from './builder';
import { condition } from './conditions';
import { isRecord } from './context';
import { effects, value } from './expressions';
import { firstToken, lastToken } from './extent';
import { Block } from './graph';
import { initializeObject } from './initializers';
import { breakFrom, buildComputedGoto, buildGoto, buildReturn, continueFrom } from './jumps';
import { lvalue } from './places';
import { assignRecord } from './records';
import { buildSwitch } from './switches';

export function buildStatement(f: FunctionBuilder, first: Statement): void {
  let statement = first;
  // Labels stand before labels, and else before if: chains of both may be long.
  for (;;) {
    switch (statement.kind) {
      case 'label': {
        const place = f.labelPlace(statement.label);
        place.scope = f.scope;
        f.place(place.block);
        statement = statement.body;
        continue;
      }
      case 'case':
      case 'default': {
        const place = f.casePlaces?.get(statement);
        if (!place) throw new Error('a case outside a switch');
        place.scope = f.scope;
        f.place(place.block);
        statement = statement.body;
        continue;
      }
      case 'if':
        buildIf(f, statement);
        return;
      default:
        buildPlain(f, statement);
        return;
    }
  }
}

/** An `if` with its chain of `else if`. */
function buildIf(f: FunctionBuilder, first: Statement & { kind: 'if' }): void {
  const end = new Block();
  let statement: Statement | undefined = first;
  while (statement?.kind === 'if') {
    const { condition: test, then, otherwise }: Statement & { kind: 'if' } = statement;
    const [yes, no] = [new Block(), new Block()];
    buildTest(f, statement.first, test, yes, no);
    f.place(yes);
    buildStatement(f, then);
    f.jump(end);
    f.place(no);
    statement = otherwise;
  }
  if (statement) buildStatement(f, statement);
  f.place(end);
}

function buildPlain(f: FunctionBuilder, statement: Statement): void {
  switch (statement.kind) {
    case 'expression':
      f.startStatement(statement.first, statement.last);
      f.fullExpression(() => effects(f, statement.expression));
      return;
    case 'compound':
      buildCompound(f, statement);
      return;
    case 'declaration':
      buildDeclaration(f, statement);
      return;
    case 'while': {
      const [test, body, exit] = [new Block(), new Block(), new Block()];
      f.place(test);
      buildTest(f, statement.first, statement.condition, body, exit);
      f.place(body);
      buildLoopBody(f, statement.body, exit, test);
      f.jump(test);
      f.place(exit);
      return;
    }
    case 'do': {
      const [body, test, again, exit] = [new Block(), new Block(), new Block(), new Block()];
      f.place(body);
      buildLoopBody(f, statement.body, exit, test);
      f.place(test);
      buildTest(f, firstToken(statement.condition), statement.condition, again, exit);
      f.place(again);
      f.jump(body);
      f.place(exit);
      return;
    }
    case 'for':
      buildFor(f, statement);
      return;
    case 'switch':
      buildSwitch(f, statement);
      return;
    case 'goto':
      f.startStatement(statement.first, statement.last);
      buildGoto(f, statement.label);
      return;
    case 'computedGoto':
      f.startStatement(statement.first, statement.last);
      buildComputedGoto(f, statement.target);
      return;
    case 'break':
      f.startStatement(statement.first, statement.last);
      breakFrom(f);
      return;
    case 'continue':
      f.startStatement(statement.first, statement.last);
      continueFrom(f);
      return;
    case 'return':
      f.startStatement(statement.first, statement.last);
      buildReturn(f, statement.value);
      return;
    case 'asm':
      f.startStatement(statement.first, statement.last);
      for (const { target, value: copied } of statement.copies) f.fullExpression(() => copyOperand(f, target, copied));
      return;
    default:
  }
}

export function buildCompound(f: FunctionBuilder, statement: CompoundStatement): void {
  f.enterScope(statement);
  for (const item of statement.statements) buildStatement(f, item);
  f.leaveScope();
}

function buildDeclaration(f: FunctionBuilder, { first, last, variable, initializer }: DeclarationStatement): void {
  const local = f.registerOf(variable);
  if (!initializer) {
    if (local) f.emit({ kind: 'kill', local });
    return;
  }
  f.startStatement(first, last);
  f.fullExpression(() => initializeObject(f, variable, initializer, initializer.token));
  // Nothing can go around the declaration and still see the variable.
  const certain = f.definition.labels.length === 0 && f.casePlaces === undefined;
  if (local && certain && initializesItself(initializer.parts[0]?.value, variable) === false) f.assured.add(local);
}

function initializesItself(expression: Expression | undefined, variable: DeclarationStatement['variable']): boolean {
  let at = expression;
  while (at?.kind === 'convert') at = at.operand;
  return at?.kind === 'load' && at.object.kind === 'variable' && at.object.variable === variable;
}

/** A controlling expression, from `first` to its own end. */
function buildTest(f: FunctionBuilder, first: Token, test: Expression, then: Block, otherwise: Block): void {
  f.startStatement(first, lastToken(test));
  f.fullExpression(() => condition(f, test, then, otherwise), [then, otherwise]);
}

function buildLoopBody(f: FunctionBuilder, body: Statement, exit: Block, next: Block): void {
  const { breakTarget, continueTarget } = f;
  f.breakTarget = { block: exit, scope: f.scope };
  f.continueTarget = { block: next, scope: f.scope };
  buildStatement(f, body);
  f.breakTarget = breakTarget;
  f.continueTarget = continueTarget;
}

function buildFor(f: FunctionBuilder, statement: ForStatement): void {
  for (const item of statement.initial) buildStatement(f, item);
  const [test, body, step, exit] = [new Block(), new Block(), new Block(), new Block()];
  f.place(test);
  if (statement.condition) buildTest(f, firstToken(statement.condition), statement.condition, body, exit);
  else {
    // So that every turn of every loop takes time.
    f.startStatement(statement.first, statement.first);
    f.jump(body);
  }
  f.place(body);
  buildLoopBody(f, statement.body, exit, step);
  f.place(step);
  const { step: expression } = statement;
  if (expression) {
    f.startStatement(firstToken(expression), lastToken(expression));
    f.fullExpression(() => effects(f, expression));
  }
  f.jump(test);
  f.place(exit);
}

/** An output of empty assembly takes its input's value. */
function copyOperand(f: FunctionBuilder, target: Expression, copied: Expression): void {
  if (isRecord(target.type)) {
    assignRecord(f, target, copied, target.token);
    return;
  }
  const held = f.hold(value(f, copied));
  const to = lvalue(f, target);
  write(f, to, target.type, f.release(held), target.token);
}

/** `({ … })`: `last` gets the expression that is its value; it is not called for void. */
export function statementExpression(
  f: FunctionBuilder,
  expression: StatementExpression,
  last: (result: Expression) => void,
): void {
  const { statement } = f;
  f.settle();
  f.depth++;
  f.enterScope(expression.body);
  const { statements } = expression.body;
  statements.forEach((item, index) => {
    if (index === statements.length - 1 && item.kind === 'expression' && expression.type.kind !== 'void') {
      f.startStatement(item.first, item.last);
      f.fullExpression(() => last(item.expression));
    } else buildStatement(f, item);
  });
  f.leaveScope();
  f.depth--;
  f.statement = statement;
}
