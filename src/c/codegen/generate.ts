/** Generates a program's WebAssembly module for one cut. */
import type { CompiledModule, Cut } from '../compiled';
import { emitFunction } from './emit/function';
import { emitEntered } from './emit/inner';
import { openModule } from './emit/module';
import type { PlannedProgram } from './layout/plan';

export function generateModule(program: PlannedProgram, cut: Cut): CompiledModule {
  const module = openModule(program, cut);
  const { emissions } = program;
  for (const plan of program.plans) emissions.define(module, plan, 'inner', () => emitFunction(module, plan));
  for (const plan of program.plans) emissions.define(module, plan, 'entered', () => emitEntered(module, plan));
  return { layout: program, cut, bytes: module.wasm.finish() };
}
