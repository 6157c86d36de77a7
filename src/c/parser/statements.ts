/**
 * Statements (C11 6.8 and GNU C): blocks with declarations, labels, selection, iteration, jumps, case ranges, computed goto,
 * statement expressions, empty assembly. A syntax error loses one statement. `else if` chains and stacked labels are loops here,
 * for they may be long.
 */
import { isNullPointerConstant } from '../constant';
import type { Token } from '../token';
import type {
  CaseStatement, CompoundStatement, Expression, IfStatement, Label, Statement, SwitchStatement,
} from '../tree'; // biome-ignore format: a list
import { quoteType } from '../typeNames';
import { isError, isInteger, isPointer, isVoid, unqualified } from '../typeRelations';
import { parseAsm } from './asm';
import { parseAttributes } from './attributes';
import { type CaseLabel, parseCaseLabel, type SwitchContext } from './caseLabels';
import { CaseRanges } from './caseRanges';
import { convert, convertAssigned, erroneous, promote, rvalue, scalarValue } from './conversions';
import { parseDeclaration, startsDeclaration } from './declarations';
import { parseExpression } from './expressions';
import { checkLabels, declareLocalLabels, defineLabel, labelNamed } from './labels';
import { DEPTH_LIMIT, type FunctionContext, type Parser } from './parser';

/** Labels before one statement after which it is put into a block of its own, so that trees stay low. */
const LABEL_CHUNK = 64;

function context(p: Parser): FunctionContext {
  if (!p.currentFunction) throw new Error('a statement outside a function');
  return p.currentFunction;
}

/** `{ … }` with a scope of its own. */
export function parseCompound(p: Parser): CompoundStatement {
  return p.inScope(() => parseCompoundInScope(p));
}

/** `{ … }` in the scope that is current: a function's body shares its parameters'. */
export function parseCompoundInScope(p: Parser): CompoundStatement {
  const first = p.expect('{');
  p.enter();
  const block: CompoundStatement & { last: Token } = { kind: 'compound', first, last: first, statements: [] };
  const function_ = context(p);
  const { blocks, switches, loops } = function_;
  const depth = blocks.length;
  const switchDepth = switches.length;
  blocks.push(block);
  const statements: Statement[] = [];
  while (p.lexeme === '__label__') declareLocalLabels(p);
  while (p.lexeme !== '}' && p.lexeme !== 'end') {
    p.attempt(
      () => parseBlockItem(p, statements),
      () => p.skipStatement(),
    );
    // A syntax error may have left statements before their ends.
    blocks.length = depth + 1;
    switches.length = switchDepth;
    function_.loops = loops;
  }
  checkLabels(p, p.scope.localLabels());
  blocks.length = depth;
  block.statements = statements;
  p.leave();
  block.last = p.expect('}');
  return block;
}

/** More have no place in a function's WebAssembly (codegen/generate.ts), which would only be found out much later. */
const MOST_STATEMENTS = 100_000;

function parseBlockItem(p: Parser, into: Statement[]): void {
  if (startsDeclaration(p)) parseDeclaration(p, into);
  else into.push(parseStatement(p, true));
}

/** One statement, with the labels before it. @param inBlock a declaration may come after it. */
export function parseStatement(p: Parser, inBlock = false): Statement {
  if (isLabel(p)) return parseLabelled(p, inBlock);
  if (++context(p).statements > MOST_STATEMENTS) {
    p.diagnostics.fatal(p.token, `more than ${MOST_STATEMENTS} statements in one function`);
  }
  p.enter();
  const statement = parseUnlabelled(p);
  p.leave();
  return statement;
}

function parseUnlabelled(p: Parser): Statement {
  switch (p.lexeme) {
    case '{':
      return parseCompound(p);
    case ';': {
      const first = p.next();
      return { kind: 'empty', first, last: first };
    }
    case 'if':
      return parseIf(p);
    case 'switch':
      return parseSwitch(p);
    case 'while':
      return parseWhile(p);
    case 'do':
      return parseDo(p);
    case 'for':
      return parseFor(p);
    case 'goto':
      return parseGoto(p);
    case 'break':
    case 'continue':
      return parseLeave(p);
    case 'return':
      return parseReturn(p);
    case 'asm':
      return parseAsm(p);
    case 'else':
      p.error(p.token, "'else' without a previous 'if'");
      p.next();
      return parseStatement(p);
    default:
      return parseExpressionStatement(p);
  }
}

function parseExpressionStatement(p: Parser): Statement {
  const first = p.token;
  if (p.lexeme === '__attribute__') {
    parseAttributes(p); // fallthrough
    return { kind: 'empty', first, last: p.expect(';') };
  }
  const expression = rvalue(p, parseExpression(p));
  return { kind: 'expression', first, last: expectSemicolon(p), expression };
}

/** A missing `;` is reported and the statement kept: what follows is most likely the next one. */
function expectSemicolon(p: Parser): Token {
  if (p.lexeme === ';' || !p.token.lineStart) return p.expect(';');
  p.error(p.previous, `expected ';' before ${p.describeToken()}`);
  return p.previous;
}

// ---------------------------------------------------------------- labels

function isLabel(p: Parser): boolean {
  if (p.lexeme === 'identifier') return p.peek() === ':';
  return p.lexeme === 'case' || p.lexeme === 'default';
}

type LabelPart =
  | { readonly kind: 'label'; readonly first: Token; readonly label: Label }
  | CaseLabel
  | { readonly kind: 'default'; readonly first: Token };

/** Any number of labels, and the statement that they stand before. */
function parseLabelled(p: Parser, inBlock: boolean): Statement {
  const start = p.token;
  const parts: LabelPart[] = [];
  while (isLabel(p)) {
    const part = parseLabelPart(p);
    if (part) parts.push(part);
    if (p.lexeme === '__attribute__') parseAttributes(p);
  }
  let body: Statement;
  if (p.lexeme === '}' || (inBlock && startsDeclaration(p))) {
    // GNU C and C23: a label at the end of a block, or before a declaration.
    body = { kind: 'empty', first: p.previous, last: p.previous };
  } else if (startsDeclaration(p)) {
    p.error(p.token, 'a label can only be part of a statement and a declaration is not a statement');
    const statements: Statement[] = [];
    parseDeclaration(p, statements);
    body = { kind: 'compound', first: start, last: p.previous, statements };
  } else body = parseStatement(p);
  return wrapLabels(p, parts, body);
}

/** The labels around the statement, the last one innermost; long stacks are cut into pieces in a block. */
function wrapLabels(p: Parser, parts: readonly LabelPart[], body: Statement): Statement {
  const pieces: Statement[] = [];
  for (let from = 0; from < parts.length; from += LABEL_CHUNK) {
    const piece = parts.slice(from, from + LABEL_CHUNK);
    const isLast = from + LABEL_CHUNK >= parts.length;
    const { first } = piece[piece.length - 1] as LabelPart;
    pieces.push(wrapPiece(p, piece, isLast ? body : { kind: 'empty', first, last: first }));
  }
  const [only] = pieces;
  if (!only) return body;
  return pieces.length === 1 ? only : { kind: 'compound', first: only.first, last: body.last, statements: pieces };
}

function wrapPiece(p: Parser, parts: readonly LabelPart[], body: Statement): Statement {
  let statement = body;
  const { switches } = context(p);
  const target = switches[switches.length - 1];
  const made: CaseStatement[] = [];
  for (const part of [...parts].reverse()) {
    const { first } = part;
    const { last } = statement;
    if (part.kind === 'label') statement = { kind: 'label', first, last, label: part.label, body: statement };
    else if (part.kind === 'case') {
      statement = { kind: 'case', first, last, low: part.low, high: part.high, body: statement };
      made.push(statement);
    } else {
      statement = { kind: 'default', first, last, body: statement };
      if (target && !target.default) target.default = statement;
    }
  }
  for (const label of made.reverse()) target?.cases.push(label);
  return statement;
}

function parseLabelPart(p: Parser): LabelPart | undefined {
  const first = p.next();
  if (first.text === 'default') {
    p.expect(':');
    const { switches } = context(p);
    const target = switches[switches.length - 1];
    if (!target) p.error(first, "'default' label not within a switch statement");
    else if (target.hasDefault) p.error(first, 'multiple default labels in one switch');
    if (target) target.hasDefault = true;
    return target && { kind: 'default', first };
  }
  if (first.text === 'case') return parseCaseLabel(p, first, context(p).switches.at(-1));
  p.expect(':');
  const label = defineLabel(p, first);
  return label && { kind: 'label', first, label };
}

// ---------------------------------------------------------------- selection

function parseCondition(p: Parser): Expression {
  p.expect('(');
  p.enter();
  const condition = p.attempt(
    () => scalarValue(p, parseExpression(p)),
    () => p.skipTo(')'),
  );
  p.leave();
  p.expect(')');
  return condition ?? erroneous(p.previous);
}

interface IfArm {
  readonly first: Token;
  readonly condition: Expression;
  readonly body: Statement;
}

/** What stands after `if (…)`; a missing statement is not the `else`. */
function parseArm(p: Parser): Statement {
  if (p.lexeme !== 'else') return parseStatement(p);
  p.error(p.token, "expected expression before 'else'");
  return { kind: 'empty', first: p.previous, last: p.previous };
}

function parseIf(p: Parser): Statement {
  const arms: IfArm[] = [];
  let otherwise: Statement | undefined;
  const outerHeight = p.greatestHeight;
  p.greatestHeight = 0;
  for (;;) {
    const first = p.expect('if');
    const condition = parseCondition(p);
    arms.push({ first, condition, body: parseArm(p) });
    if (arms.length + p.greatestHeight > DEPTH_LIMIT) {
      p.diagnostics.fatal(first, `more than ${DEPTH_LIMIT} 'else if' in one chain`);
    }
    if (!p.accept('else')) break;
    if (p.lexeme !== 'if') {
      otherwise = parseStatement(p);
      break;
    }
  }
  p.greatestHeight = Math.max(outerHeight, p.greatestHeight + arms.length);
  const last = p.previous;
  for (const { first, condition, body } of arms.reverse()) {
    // biome-ignore lint/suspicious/noThenProperty: the name of the node's field; nothing awaits a tree
    otherwise = { kind: 'if', first, condition, then: body, otherwise, last };
  }
  return otherwise as IfStatement;
}

/** A `_Bool`, or 0 or 1 as the outcome of a comparison or the like. */
function isTruth({ kind, type }: Expression): boolean {
  return (type.kind === 'integer' && type.name === '_Bool') || ['comparison', 'logical', 'not'].includes(kind);
}

function parseSwitch(p: Parser): Statement {
  const first = p.expect('switch');
  p.expect('(');
  const written = rvalue(p, parseExpression(p));
  let value = promote(p, written);
  p.expect(')');
  if (!isInteger(value.type)) {
    p.error(value.token, `switch quantity not an integer (have ${quoteType(value.type)})`);
    value = erroneous(value.token);
  }
  const type = isInteger(value.type) ? value.type : p.types.int;
  if (isTruth(written)) p.warn(first, 'switch-bool', 'switch condition has boolean value');
  const range = written.type.kind === 'integer' ? written.type : type;
  const { switches } = context(p);
  const target: SwitchContext = {
    type,
    range,
    cases: [],
    default: undefined,
    hasDefault: false,
    ranges: new CaseRanges(),
  };
  switches.push(target);
  const depth = switches.length;
  const body = parseStatement(p);
  switches.length = depth - 1;
  const node: SwitchStatement = {
    kind: 'switch',
    first,
    last: p.previous,
    value,
    cases: target.cases,
    default: target.default,
    body,
  };
  return node;
}

// ---------------------------------------------------------------- iteration

function parseLoopBody(p: Parser): Statement {
  const function_ = context(p);
  function_.loops++;
  const body = parseStatement(p);
  function_.loops--;
  return body;
}

function parseWhile(p: Parser): Statement {
  const first = p.expect('while');
  const condition = parseCondition(p);
  const body = parseLoopBody(p);
  return { kind: 'while', first, last: p.previous, condition, body };
}

function parseDo(p: Parser): Statement {
  const first = p.expect('do');
  const body = parseLoopBody(p);
  p.expect('while');
  const condition = parseCondition(p);
  return { kind: 'do', first, last: expectSemicolon(p), body, condition };
}

/** A `for` that declares variables lies in a block of its own, which is their scope. */
function parseFor(p: Parser): Statement {
  return p.inScope(() => {
    const first = p.expect('for');
    p.expect('(');
    if (startsDeclaration(p)) {
      const block: CompoundStatement & { last: Token } = { kind: 'compound', first, last: first, statements: [] };
      const { blocks } = context(p);
      const depth = blocks.length;
      blocks.push(block);
      const initial: Statement[] = [];
      if (p.lexeme === 'static' || p.lexeme === 'extern' || p.lexeme === 'typedef') {
        p.error(p.token, `declaration in a 'for' loop with '${p.lexeme}'`); // 6.8.5p3
      }
      parseDeclaration(p, initial);
      const loop = parseForRest(p, first, initial);
      blocks.length = depth;
      block.statements = [loop];
      block.last = loop.last;
      return block;
    }
    const initial: Statement[] = [];
    if (p.lexeme !== ';') {
      const start = p.token;
      const expression = rvalue(p, parseExpression(p));
      initial.push({ kind: 'expression', first: start, last: p.previous, expression });
    }
    p.expect(';');
    return parseForRest(p, first, initial);
  });
}

function parseForRest(p: Parser, first: Token, initial: readonly Statement[]): Statement {
  const condition = p.lexeme === ';' ? undefined : scalarValue(p, parseExpression(p));
  p.expect(';');
  const step = p.lexeme === ')' ? undefined : rvalue(p, parseExpression(p));
  p.expect(')');
  const body = parseLoopBody(p);
  return { kind: 'for', first, last: p.previous, initial, condition, step, body };
}

// ---------------------------------------------------------------- jumps

function parseGoto(p: Parser): Statement {
  const first = p.expect('goto');
  if (p.accept('*')) {
    const written = parseExpression(p);
    const target = rvalue(p, written);
    const last = expectSemicolon(p);
    // An array or a function is not converted here, and a null pointer constant is.
    if (!isPointer(written.type) && !isError(written.type) && !isNullPointerConstant(target, p.model)) {
      p.error(target.token, `computed goto must be pointer type (have ${quoteType(written.type)})`);
    }
    return { kind: 'computedGoto', first, last, target: convert(target, p.types.voidPointer) };
  }
  const name = p.expectIdentifier("identifier or '*'");
  const entry = labelNamed(p, name);
  const last = expectSemicolon(p);
  return entry ? { kind: 'goto', first, last, label: entry.label } : { kind: 'empty', first, last };
}

function parseLeave(p: Parser): Statement {
  const kind = p.lexeme as 'break' | 'continue';
  const first = p.next();
  const { loops, switches } = context(p);
  if (kind === 'break' && loops === 0 && switches.length === 0) {
    p.error(first, 'break statement not within loop or switch');
  } else if (kind === 'continue' && loops === 0) p.error(first, 'continue statement not within a loop');
  return { kind, first, last: expectSemicolon(p) };
}

function parseReturn(p: Parser): Statement {
  const first = p.expect('return');
  const { returns } = context(p);
  if (p.lexeme === ';') {
    if (!isVoid(returns) && !isError(returns)) {
      p.warn(first, 'return-mismatch', "'return' with no value, in function returning non-void");
    }
    return { kind: 'return', first, last: p.next(), value: undefined };
  }
  const value = rvalue(p, parseExpression(p));
  const last = expectSemicolon(p);
  if (!isVoid(returns)) {
    return {
      kind: 'return',
      first,
      last,
      value: convertAssigned(p, value, unqualified(returns), { kind: 'return' }, value.token),
    };
  }
  if (isVoid(value.type) || isError(value.type)) return { kind: 'return', first, last, value };
  p.warn(value.token, 'return-mismatch', "'return' with a value, in function returning void");
  return { kind: 'return', first, last, value: convert(value, p.types.void, true) };
}

// ---------------------------------------------------------------- statement expressions

/** `({ … })`: its value is that of its last expression statement. */
export function parseStatementExpression(p: Parser): Expression {
  const token = p.expect('(');
  if (!p.currentFunction) {
    p.error(token, 'braced-group within expression allowed only inside a function');
    p.skipTo(')');
    p.accept(')');
    return erroneous(token);
  }
  p.enter();
  const outerHeight = p.greatestHeight;
  p.greatestHeight = 0;
  const body = parseCompound(p);
  p.height = p.greatestHeight;
  p.greatestHeight = Math.max(outerHeight, p.height);
  p.raise(token);
  p.leave();
  p.expect(')');
  body.statements = liftLast(body.statements);
  const last = body.statements[body.statements.length - 1];
  const type = last?.kind === 'expression' ? last.expression.type : p.types.void;
  if (isError(type)) return erroneous(token);
  return { kind: 'statementExpression', type, token, body };
}

/** A label before the last expression is made a statement of its own, so that the value stands last. */
function liftLast(statements: readonly Statement[]): readonly Statement[] {
  const last = statements[statements.length - 1];
  if (last?.kind !== 'label') return statements;
  const { first } = last;
  const label: Statement = { ...last, last: first, body: { kind: 'empty', first, last: first } };
  return [...statements.slice(0, -1), label, ...liftLast([last.body])];
}
