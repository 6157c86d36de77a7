/**
 * The first and the last token of an expression, for showing which part of a line is about to run. The tree keeps only the token that
 * each node is blamed on; the outermost operands on either side give the rest, parentheses and brackets excepted.
 */
import type { Token } from '../../token';
import type { Expression } from '../../tree';

export function firstToken(expression: Expression): Token {
  switch (expression.kind) {
    case 'binary':
    case 'comparison':
    case 'pointerDifference':
    case 'logical':
    case 'comma':
      return firstToken(expression.left);
    case 'conditional':
      return firstToken(expression.condition);
    case 'assign':
      return firstToken(expression.target);
    case 'compoundAssign':
      return expression.operator === '+' || expression.operator === '-'
        ? earlier(expression.token, firstToken(expression.target))
        : firstToken(expression.target);
    case 'member':
    case 'load':
      return firstToken(expression.object);
    case 'call':
      return firstToken(expression.callee);
    case 'pointerAdd':
      return earlier(firstToken(expression.pointer), firstToken(expression.index));
    case 'decay':
      return firstToken(expression.operand);
    case 'convert':
      return expression.explicit ? expression.token : firstToken(expression.operand);
    case 'dereference':
      return earlier(expression.token, firstToken(expression.pointer));
    default:
      return expression.token;
  }
}

export function lastToken(expression: Expression): Token {
  switch (expression.kind) {
    case 'binary':
    case 'comparison':
    case 'pointerDifference':
    case 'logical':
    case 'comma':
      return lastToken(expression.right);
    case 'conditional':
      return lastToken(expression.otherwise);
    case 'assign':
      return lastToken(expression.value);
    case 'compoundAssign':
      return later(expression.token, later(lastToken(expression.target), lastToken(expression.value)));
    case 'call':
    case 'builtin':
      return expression.lastToken;
    case 'statementExpression':
      return expression.body.last;
    case 'pointerAdd':
      return later(lastToken(expression.pointer), lastToken(expression.index));
    case 'decay':
    case 'address':
    case 'convert':
    case 'negate':
    case 'complement':
    case 'not':
      return lastToken(expression.operand);
    case 'load':
      return lastToken(expression.object);
    case 'dereference':
      return later(expression.token, lastToken(expression.pointer));
    case 'compoundLiteral':
      return expression.initializer.token;
    default:
      return expression.token;
  }
}

/** Tokens of one spelling context are compared by their place; of different ones the second is taken. */
function earlier(a: Token, b: Token): Token {
  return comparable(a, b) && a.offset < b.offset ? a : b;
}

function later(a: Token, b: Token): Token {
  return comparable(a, b) && a.offset > b.offset ? a : b;
}

function comparable(a: Token, b: Token): boolean {
  return a.file === b.file && a.expansion === b.expansion;
}
