/**
 * How deep loops may lie within one another. Each loop dispatches to every point inside it (emit/regions.ts), so the code of a
 * function whose gotos make loops upon loops grows with the square of its length.
 */
import type { DiagnosticBag } from '../../diagnostics';
import type { Loop } from '../analysis/loops';
import type { FunctionPlan } from './plan';

/** Of the points, times the loops within one another. */
const MOST_DISPATCHED = 4_000_000;

/** Whether a function can't be compiled for its loops. */
export function isTooNested({ compiled, loops }: FunctionPlan): boolean {
  return depthOf(loops) * compiled.points.length > MOST_DISPATCHED;
}

/** Reports the first of the functions that can't be compiled for its loops; throws a FatalDiagnostic. */
export function checkNesting(plans: readonly FunctionPlan[], diagnostics: DiagnosticBag): void {
  const plan = plans.find(isTooNested);
  if (!plan) return;
  const { symbol } = plan.compiled.definition;
  diagnostics.fatal(symbol.token, `the jumps in '${symbol.name}' make ${depthOf(plan.loops)} loops within one another`);
}

function depthOf(loop: Loop): number {
  let depth = 0;
  let level = loop.children;
  for (; level.length > 0; level = level.flatMap(({ children }) => children)) depth++;
  return depth;
}
