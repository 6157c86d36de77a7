/**
 * Bodies of functions that are used again. The code that is emitted for a plan depends on the cut, on the module around it (the indices
 * of imports, functions and types), and on what was asked about other functions and objects meanwhile. All that is kept with the
 * body; a module in which it is the same takes the body as it is. Types get their indices in the order in which they are first needed,
 * so they are asked for again in the same order.
 */
import type { Signature } from '../../wasm/encoder';
import type { StaticExtent } from '../flow/graph';
import type { FunctionPlan } from '../layout/plan';
import { MOST_EACH } from './inlined';
import { inlinablePlan, type ModuleContext } from './module';

interface Emission {
  readonly module: string;
  readonly types: readonly { readonly signature: Signature; readonly index: number }[];
  readonly escaped: ReadonlyMap<StaticExtent, boolean>;
  readonly fallsOff: ReadonlyMap<number, boolean>;
  readonly inlined: ReadonlyMap<number, FunctionPlan | 'called'>;
  readonly body: Uint8Array;
}

export class EmissionCache {
  /** By plan, then by the cut and which of its two functions it is. */
  private readonly kept = new WeakMap<FunctionPlan, Map<string, Emission>>();

  /** Defines a function of the module: by `emit`, unless what that would write is known. */
  define(module: ModuleContext, plan: FunctionPlan, what: 'inner' | 'entered', emit: () => void): void {
    const { cut, wasm, asked } = module;
    const key = `${what} ${cut.fine} ${cut.cards} ${cut.observe}`;
    let emissions = this.kept.get(plan);
    if (!emissions) {
      emissions = new Map();
      this.kept.set(plan, emissions);
    }
    const known = emissions.get(key);
    if (known && known.module === module.signature && stands(module, known)) {
      wasm.defineAgain(
        what === 'inner' ? module.indexOf(plan.compiled.id) : module.entryOf(plan.compiled.id),
        known.body,
      );
      return;
    }
    asked.escaped.clear();
    asked.fallsOff.clear();
    asked.inlined.clear();
    const types = wasm.noteTypes();
    emit();
    const { escaped, fallsOff, inlined } = asked;
    emissions.set(key, {
      module: module.signature,
      types,
      escaped: new Map(escaped),
      fallsOff: new Map(fallsOff),
      inlined: new Map(inlined),
      body: wasm.lastBody(),
    });
  }
}

function stands(module: ModuleContext, { types, escaped, fallsOff, inlined }: Emission): boolean {
  let same = true;
  for (const { signature, index } of types) {
    if (module.wasm.type(signature.parameters, signature.results) !== index) same = false;
  }
  for (const [extent, answer] of escaped) if (module.program.escaped.has(extent) !== answer) return false;
  for (const [id, answer] of fallsOff) if (module.program.plans[id - 1]?.flow.fallsOff !== answer) return false;
  for (const [id, answer] of inlined) {
    if ((inlinablePlan(module.program, id, MOST_EACH) ?? 'called') !== answer) return false;
  }
  return same;
}
