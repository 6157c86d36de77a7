/**
 * The code generator: a linked program in, WebAssembly modules out. `layoutProgram` decides once where everything lies and how every function
 * flows; `generateModule` makes the module for one cut of it.
 */
export { FunctionSizeError } from './emit/bodySize';
export { generateModule } from './generate';
export type { PlannedProgram } from './layout/plan';
export { PlanCache } from './layout/planCache';
export { layoutProgram } from './layout/program';
