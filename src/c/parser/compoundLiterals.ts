/**
 * Compound literals (C11 6.5.2.5): an object of static storage outside functions, else alive as long as its block and initialised
 * anew each time that it is evaluated.
 */
import { isComplete } from '../dataModel';
import type { Token } from '../token';
import type { Expression } from '../tree';
import { quoteType } from '../typeNames';
import { isError } from '../typeRelations';
import type { CType } from '../types';
import { erroneous } from './conversions';
import { discardItem, type ParsedInitializer, parseInitializer } from './initializers';
import type { Parser } from './parser';
import { staticObject } from './primary';

/** `(type) { … }`, the brace being current. `token` is the opening parenthesis. */
export function compoundLiteral(p: Parser, type: CType, token: Token): Expression {
  if (isError(type) || (!isComplete(type) && type.kind !== 'array')) {
    if (!isError(type)) p.error(token, `compound literal has incomplete or function type ${quoteType(type)}`);
    discardItem(p);
    return erroneous(token);
  }
  const isStatic = p.currentFunction === undefined;
  const outerHeight = p.greatestHeight;
  p.greatestHeight = 0;
  const parsed = parseInitializer(p, type, '', isStatic);
  p.height = p.greatestHeight;
  p.greatestHeight = Math.max(outerHeight, p.height);
  p.raise(token);
  if (isStatic) return staticLiteral(p, parsed, token);
  if (parsed.storageSize !== undefined)
    p.error(token, 'initialization of a flexible array member in a compound literal');
  const variable = p.hiddenVariable(parsed.type, token, true);
  return { kind: 'compoundLiteral', type: parsed.type, token, variable, initializer: parsed.initializer };
}

function staticLiteral(p: Parser, parsed: ParsedInitializer, token: Token): Expression {
  const readOnly = parsed.type.qualifiers?.const === true;
  const variable = staticObject(p, '', parsed.type, token, readOnly);
  variable.initializer = parsed.initializer;
  if (parsed.storageSize !== undefined) variable.storageSize = parsed.storageSize;
  p.effects.push({ kind: 'static', variable });
  return { kind: 'variable', type: parsed.type, token, variable };
}
