/** How large the body of a function may be, and how deep its loops. */
import type { CompiledFunction } from '../../compiled';
import { expansionPlace } from '../../token';
import type { Loop } from '../analysis/loops';
import type { FunctionPlan } from '../layout/plan';
import type { ModuleContext } from './module';

/** The largest body of a function that V8 takes, in bytes (kV8MaxWasmFunctionSize in its wasm-limits.h). */
const LARGEST_BODY = 7_654_321;

/** Each loop dispatches to the points inside it: the points, times the loops within one another. */
const MOST_DISPATCHED = 4_000_000;

/** A function is larger than an engine takes. */
export class FunctionSizeError extends Error {
  constructor({ name, definition }: CompiledFunction, why: string) {
    const { path, line } = expansionPlace(definition.symbol.token);
    super(`'${name}' (${path}:${line}) is too large to run: ${why}.`);
    this.name = 'FunctionSizeError';
  }
}

/** Throws a FunctionSizeError when the body that was defined last, which is the plan's, has no place in a module. */
export function checkBodySize({ wasm }: ModuleContext, { compiled }: FunctionPlan): void {
  const size = wasm.lastBodySize;
  if (size <= LARGEST_BODY) return;
  throw new FunctionSizeError(
    compiled,
    `its WebAssembly takes ${size} bytes, and an engine takes ${LARGEST_BODY} at most`,
  );
}

/** Throws a FunctionSizeError when there are loops upon loops, as thousands of gotos back and forth make them. */
export function checkLoops(compiled: CompiledFunction, loops: Loop): void {
  const depth = depthOf(loops);
  if (depth * compiled.points.length <= MOST_DISPATCHED) return;
  throw new FunctionSizeError(compiled, `its jumps make ${depth} loops within one another`);
}

function depthOf(loop: Loop): number {
  let depth = 0;
  for (let level: readonly Loop[] = loop.children; level.length > 0; level = level.flatMap(({ children }) => children))
    depth++;
  return depth;
}
