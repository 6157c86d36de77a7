/**
 * Modules that change others. After an edit of one function, a program needs a few functions more than the module has that was made
 * before: the edited one, those into which it was inlined, and those that call either, for inside a module calls are direct. They get a
 * module of their own, which is instantiated after the other and puts them where it put theirs: into the table through which the machine
 * enters functions, and into the one through which functions call each other by pointers. By the latter they call all others.
 */
import type { Cut } from '../../compiled';
import type { WasmBinary } from '../../wasm/binary';
import type { StaticExtent } from '../flow/graph';
import type { FunctionPlan, PlannedProgram } from '../layout/plan';
import { checkBodySize } from './bodySize';
import type { Emission } from './emissionCache';
import { emitFunction } from './function';
import { emitEntered } from './inner';
import { openModule } from './module';
import type { OutsideTable } from './outside';

/** Functions that a patch holds at most: callers have callers, and all are emitted anew. */
const MOST = 40;

/** A whole module, with what it takes to find out what is to be changed in it. */
export interface PatchBase {
  readonly binary: WasmBinary;
  /** Programs with the same context give everything the same numbers and places. */
  readonly context: PlannedProgram['context'];
  readonly plans: readonly FunctionPlan[];
  readonly escaped: ReadonlySet<StaticExtent>;
  /** Of each function's body, in the order of `plans`. */
  readonly emissions: readonly Emission[];
  /** Where it has the machine's functions. */
  readonly outside: OutsideTable;
}

/**
 * The module that makes a base that of another program; undefined when there is none so small. No bytes when nothing differs.
 * Throws a FunctionSizeError.
 */
export function emitPatch(base: PatchBase, program: PlannedProgram, cut: Cut): { bytes?: Uint8Array } | undefined {
  const ids = patchedIds(base, program);
  if (!ids) return undefined;
  if (ids.size === 0) return {};
  const module = openModule(program, cut, { only: ids, outside: base.outside });
  const plans = program.plans.filter(({ compiled }) => ids.has(compiled.id));
  for (const plan of plans) {
    emitFunction(module, plan);
    checkBodySize(module, plan);
  }
  for (const plan of plans) emitEntered(module, plan);
  return { bytes: module.wasm.finish() };
}

/** The functions whose code is another one in the program than in the base, and those that call them directly. */
function patchedIds(base: PatchBase, { context, plans, escaped }: PlannedProgram): ReadonlySet<number> | undefined {
  if (context !== base.context || !sameMembers(escaped, base.escaped)) return undefined;
  const ids = new Set<number>();
  for (let index = 0; index < plans.length; index++) {
    const [plan, before] = [plans[index] as FunctionPlan, base.plans[index] as FunctionPlan];
    if (plan === before) continue;
    // What calls it through a pointer may depend on this.
    if (plan.flow.fallsOff !== before.flow.fallsOff) return undefined;
    ids.add(plan.compiled.id);
  }
  const edited = [...ids];
  const addThose = (isPatched: (emission: Emission) => boolean): void => {
    base.emissions.forEach((emission, index) => {
      if (!ids.has(index + 1) && isPatched(emission)) ids.add(index + 1);
    });
  };
  addThose(({ inlined }) => edited.some((id) => inlined.has(id)));
  for (let known = 0; known < ids.size && ids.size <= MOST; ) {
    known = ids.size;
    addThose(({ called }) => called.some((id) => ids.has(id)));
  }
  return ids.size <= MOST ? ids : undefined;
}

function sameMembers<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  if (a === b) return true;
  if (a.size !== b.size) return false;
  for (const one of a) if (!b.has(one)) return false;
  return true;
}
