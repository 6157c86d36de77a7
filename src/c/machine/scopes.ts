/**
 * Whether an automatic variable is in scope at a token (C11 6.2.1p4, p7): the token lies in the variable's block, and
 * after its declarator. Tokens that macros brought in are compared level by level, from the outermost use inwards.
 */
import type { Token } from '../token';
import type { Variable } from '../tree';

/** A token's spelling, the use of the macro that brought it in, and so on outwards; outermost first. */
function path(token: Token): Token[] {
  const levels = [token];
  for (let at = token.expansion; at; at = at.use.expansion) levels.unshift(at.use);
  return levels;
}

/** Negative when `a` comes before `b`, positive after, 0 for the same place, undefined where there is no telling. */
function order(a: Token, b: Token): number | undefined {
  const left = path(a);
  const right = path(b);
  for (let level = 0; level < Math.min(left.length, right.length); level++) {
    const [one, other] = [left[level] as Token, right[level] as Token];
    if (one.file !== other.file) return undefined;
    if (one.offset !== other.offset) return one.offset - other.offset;
  }
  return 0;
}

export function isInScope(variable: Variable, at: Token): boolean {
  if (variable.storage === 'parameter') return true;
  const { scope, token } = variable;
  const declared = order(token, at);
  if (declared !== undefined && declared > 0) return false;
  if (!scope) return true;
  const begins = order(scope.first, at);
  const ends = order(scope.last, at);
  return !(begins !== undefined && begins > 0) && !(ends !== undefined && ends < 0);
}
