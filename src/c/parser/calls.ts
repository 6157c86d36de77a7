/**
 * Function calls (C11 6.5.2.2): arguments are converted to the parameters' types, variable ones and those of an unprototyped
 * function promoted.
 */
import { isComplete } from '../dataModel';
import type { Token } from '../token';
import type { Expression } from '../tree';
import { quoteType } from '../typeNames';
import { isError, isPointer, isVoid, unqualified } from '../typeRelations';
import type { CType, FunctionType } from '../types';
import { convertAssigned, erroneous, promoteArgument, rvalue } from './conversions';
import { checkCount, MOST_PARAMETERS } from './declarators';
import { parseAssignment } from './expressions';
import type { Parser } from './parser';

/** Arguments in parentheses, the opening one being current. Leaves the greatest height of them in `p.height`. */
export function parseArguments(p: Parser): { readonly list: Expression[]; readonly last: Token } {
  p.expect('(');
  p.enter();
  const list: Expression[] = [];
  let height = 0;
  if (p.lexeme !== ')') {
    do {
      list.push(parseAssignment(p));
      height = Math.max(height, p.height);
    } while (p.accept(','));
  }
  p.leave();
  p.height = height;
  return { list, last: p.expect(')') };
}

export function parseCall(p: Parser, function_: Expression): Expression {
  const { height } = p;
  const { list, last } = parseArguments(p);
  p.raise(last, height);
  return buildCall(p, function_, list, last);
}

/** The function that is called: its designator for a direct call, else a pointer to it. */
function calleeOf(p: Parser, expression: Expression): Expression {
  if (expression.kind === 'function') return expression;
  const value = rvalue(p, expression);
  const designates = value.kind === 'decay' || value.kind === 'address';
  return designates && value.operand.kind === 'function' ? value.operand : value;
}

function nameOf(callee: Expression): string | undefined {
  if (callee.kind === 'function') return callee.symbol.name;
  if (callee.kind === 'load') return nameOf(callee.object);
  if (callee.kind === 'variable') return callee.variable.name;
  return callee.kind === 'member' ? callee.member.name : undefined;
}

export function buildCall(
  p: Parser,
  expression: Expression,
  list: readonly Expression[],
  lastToken: Token,
): Expression {
  const callee = calleeOf(p, expression);
  const token = callee.token;
  if (isError(callee.type)) {
    return erroneous(token);
  }
  const type: CType = isPointer(callee.type) ? callee.type.to : callee.type;
  const name = nameOf(callee);
  if (type.kind !== 'function') {
    if (!isError(type)) {
      p.error(token, `called object ${name ? `'${name}' ` : ''}is not a function or function pointer`);
    }
    return erroneous(token);
  }
  const args = convertArguments(p, type, list, name ?? '<anonymous>', callee, lastToken);
  const result = unqualified(type.returns);
  if (!args || isError(result)) return erroneous(token);
  if (!isVoid(result) && !isComplete(result)) {
    p.error(token, `invalid use of incomplete type ${quoteType(result)}`);
    return erroneous(token);
  }
  return { kind: 'call', type: result, token, callee, functionType: type, arguments: args, lastToken };
}

function convertArguments(
  p: Parser,
  type: FunctionType,
  list: readonly Expression[],
  callee: string,
  designator: Expression,
  lastToken: Token,
): Expression[] | undefined {
  if (!type.prototyped) checkCount(p, list[MOST_PARAMETERS]?.token);
  if (type.prototyped) {
    const wanted = type.parameters.length;
    if (list.length < wanted || (list.length > wanted && !type.variadic)) {
      const word = list.length < wanted ? 'few' : 'many';
      const notes =
        designator.kind === 'function' ? [{ message: 'declared here', token: designator.symbol.token }] : undefined;
      const blame = word === 'few' ? designator.token : (list[wanted]?.token ?? lastToken);
      p.error(blame, `too ${word} arguments to function '${callee}'; expected ${wanted}, have ${list.length}`, notes);
      return undefined;
    }
  }
  const args = list.map((argument, index) => {
    const parameter = type.prototyped ? type.parameters[index] : undefined;
    if (!parameter) return variableArgument(p, argument);
    const site = { kind: 'argument' as const, position: index + 1, callee };
    return convertAssigned(p, argument, parameter, site, argument.token);
  });
  return args.some((argument) => isError(argument.type)) ? undefined : args;
}

function variableArgument(p: Parser, argument: Expression): Expression {
  const value = promoteArgument(p, rvalue(p, argument));
  if (isVoid(value.type)) {
    p.error(argument.token, 'invalid use of void expression');
    return erroneous(argument.token);
  }
  return value;
}
