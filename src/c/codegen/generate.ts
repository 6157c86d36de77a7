/** Generates a program's WebAssembly module for one cut. */
import type { CompiledFunction, CompiledModule, Cut } from '../compiled';
import { expansionPlace } from '../token';
import { emitFunction } from './emit/function';
import { emitEntered } from './emit/inner';
import { openModule } from './emit/module';
import type { PlannedProgram } from './layout/plan';

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

/** Throws a FunctionSizeError when a function has no place in a module. */
export function generateModule(program: PlannedProgram, cut: Cut): CompiledModule {
  const module = openModule(program, cut);
  const { emissions } = program;
  for (const plan of program.plans) {
    emissions.define(module, plan, 'inner', () => emitFunction(module, plan));
    const size = module.wasm.lastBodySize;
    if (size > LARGEST_BODY) throw new FunctionSizeError(plan.compiled, size);
  }
  for (const plan of program.plans) emissions.define(module, plan, 'entered', () => emitEntered(module, plan));
  return { layout: program, cut, bytes: module.wasm.finish() };
}
