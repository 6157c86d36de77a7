/**
 * GNU C: how far two labels lie apart (`&&a - &&b`), which tables of jumps are made of: a static initialiser may have it, for it is
 * known once labels have their addresses.
 */
import { evaluate } from '../constant';
import type { Expression } from '../tree';
import type { DataModel } from '../types';

/** Whether the expression is such a distance, and perhaps a number more. */
export function isLabelDifference(expression: Expression, model: DataModel): boolean {
  if (expression.kind === 'convert') return isLabelDifference(expression.operand, model);
  if (expression.kind !== 'pointerDifference' && expression.kind !== 'binary') return false;
  const { left, right } = expression;
  if (expression.kind === 'binary') {
    if (expression.operator !== '+' && expression.operator !== '-') return false;
    if (evaluate(right, model)?.kind === 'integer') return isLabelDifference(left, model);
    if (evaluate(left, model)?.kind === 'integer')
      return expression.operator === '+' && isLabelDifference(right, model);
    if (expression.operator === '+') return false;
  }
  return [left, right].every((operand) => {
    const constant = evaluate(operand, model);
    return constant?.kind === 'address' && !('storage' in constant.base) && !('linkage' in constant.base);
  });
}
