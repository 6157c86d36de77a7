/**
 * Effects of a whole declaration: what its expressions logged while they were parsed (parser.ts), made true.
 */
import type { Uses } from '../tree';
import type { Effect } from './parser';

export function noUses(): Uses {
  return { functions: [], objects: [], statics: [], addressTaken: [] };
}

/** Marks what the effects mark, and adds what they use. */
export function commitEffects(effects: readonly Effect[], uses: Uses): void {
  for (const effect of effects) {
    switch (effect.kind) {
      case 'object':
        uses.objects.push(effect.node);
        break;
      case 'function':
        uses.functions.push(effect.node);
        break;
      case 'addressTaken':
        effect.target.addressTaken = true;
        if ('linkage' in effect.target && 'definition' in effect.target) uses.addressTaken.push(effect.target);
        break;
      case 'static':
        uses.statics.push(effect.variable);
        break;
      case 'local':
        break; // the function's definition has taken them
    }
  }
}
