/** How large the body of a function may be. */
import type { CompiledFunction } from '../../compiled';
import { expansionPlace } from '../../token';
import type { FunctionPlan } from '../layout/plan';
import type { ModuleContext } from './module';

/** The largest body of a function that V8 takes, in bytes (kV8MaxWasmFunctionSize in its wasm-limits.h). */
const LARGEST_BODY = 7_654_321;

/** A function's WebAssembly is larger than an engine takes. */
export class FunctionSizeError extends Error {
  constructor({ name, definition }: CompiledFunction, size: number) {
    const { path, line } = expansionPlace(definition.symbol.token);
    super(
      `'${name}' (${path}:${line}) is too large to run: its WebAssembly takes ${size} bytes, ` +
        `and an engine takes ${LARGEST_BODY} at most.`,
    );
    this.name = 'FunctionSizeError';
  }
}

/** Throws a FunctionSizeError when the body that was defined last, which is the plan's, has no place in a module. */
export function checkBodySize({ wasm }: ModuleContext, { compiled }: FunctionPlan): void {
  const size = wasm.lastBodySize;
  if (size > LARGEST_BODY) throw new FunctionSizeError(compiled, size);
}
