/** Generates a program's WebAssembly module for one cut. */
import { type CompiledModule, type Cut, cutKey } from '../compiled';
import { WasmBinary } from '../wasm/binary';
import { checkBodySize } from './emit/bodySize';
import { emitFunction } from './emit/function';
import { emitEntered } from './emit/inner';
import { openModule } from './emit/module';
import { emitPatch, type PatchBase } from './emit/patch';
import type { PlannedProgram } from './layout/plan';

/** Throws a FunctionSizeError when a function has no place in a module. */
export function generateModule(program: PlannedProgram, cut: Cut): CompiledModule {
  const { bases } = program.emissions;
  const key = cutKey(cut);
  const base = bases.get(key);
  const patch = base && emitPatch(base, program, cut);
  if (base && patch) return new PatchedModule(program, cut, base.binary, patch.bytes);
  const made = generateWhole(program, cut);
  bases.set(key, made);
  const { binary } = made;
  return { layout: program, cut, bytes: binary.bytes, binaries: [binary] };
}

function generateWhole(program: PlannedProgram, cut: Cut): PatchBase {
  const { emissions: cache, context, plans, escaped } = program;
  const module = openModule(program, cut);
  const emissions = plans.map((plan) => {
    const emission = cache.define(module, plan, 'inner', () => emitFunction(module, plan));
    checkBodySize(module, plan);
    return emission;
  });
  for (const plan of plans) cache.define(module, plan, 'entered', () => emitEntered(module, plan));
  const { outside } = module;
  return { binary: new WasmBinary(module.wasm.finish()), context, plans, escaped, emissions, outside };
}

/** The module of an earlier program with some functions changed. As one it is made when somebody asks. */
class PatchedModule implements CompiledModule {
  readonly binaries: CompiledModule['binaries'];
  private whole: Uint8Array | undefined;

  constructor(
    readonly layout: PlannedProgram,
    readonly cut: Cut,
    base: WasmBinary,
    patch: Uint8Array | undefined,
  ) {
    this.binaries = patch ? [base, new WasmBinary(patch)] : [base];
  }

  get bytes(): Uint8Array {
    this.whole ??= generateWhole(this.layout, this.cut).binary.bytes;
    return this.whole;
  }
}
