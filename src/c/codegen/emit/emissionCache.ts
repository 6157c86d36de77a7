/**
 * Bodies of functions that are used again. The code that is emitted for a plan depends on the cut, on the module around it (the indices
 * of imports, functions and types), and on what was asked about other functions and objects meanwhile. All that is kept with the
 * body; a module in which it is the same takes the body as it is. Types get their indices in the order in which they are first needed,
 * so they are asked for again in the same order.
 */
import { cutKey } from '../../compiled';
import type { Signature } from '../../wasm/encoder';
import type { StaticExtent } from '../flow/graph';
import type { FunctionPlan } from '../layout/plan';
import { MOST_EACH } from './inlined';
import { inlinablePlan, type ModuleContext } from './module';
import type { PatchBase } from './patch';

/** The code of a function, with all that it depends on. */
export interface Emission {
  readonly module: string;
  readonly types: readonly { readonly signature: Signature; readonly index: number }[];
  readonly escaped: ReadonlyMap<StaticExtent, boolean>;
  readonly fallsOff: ReadonlyMap<number, boolean>;
  readonly inlined: ReadonlyMap<number, FunctionPlan | 'called'>;
  /** Functions that it calls by their ids. */
  readonly called: readonly number[];
  readonly body: Uint8Array;
}

export class EmissionCache {
  /** By plan, then by the cut and which of its two functions it is. */
  private readonly kept = new WeakMap<FunctionPlan, Map<string, Emission>>();
  /** The last whole module of each cut that was instantiated. */
  readonly bases = new Map<string, PatchBase>();

  /** Defines a function of the module: by `emit`, unless what that would write is known. Returns what was written. */
  define(module: ModuleContext, plan: FunctionPlan, what: 'inner' | 'entered', emit: () => void): Emission {
    const { cut, wasm, asked } = module;
    const key = `${what} ${cutKey(cut)}`;
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
      return known;
    }
    asked.escaped.clear();
    asked.fallsOff.clear();
    asked.inlined.clear();
    asked.called.clear();
    const types = wasm.noteTypes();
    emit();
    const { escaped, fallsOff, inlined, called } = asked;
    const made: Emission = {
      module: module.signature,
      types,
      escaped: new Map(escaped),
      fallsOff: new Map(fallsOff),
      inlined: new Map(inlined),
      called: [...called],
      body: wasm.lastBody(),
    };
    emissions.set(key, made);
    return made;
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
