/**
 * What a watched expression gives where a machine stands: its value and type as text, or why it has none. Names and macros are those
 * that the function of a frame sees.
 */
import type { CompiledFunction } from '../c/compiled';
import type { Build } from '../c/engine';
import type { Machine } from '../c/machine/types';
import type { TranslationUnit } from '../c/preprocessor';
import { outermost } from '../c/token';
import { describeValue, evaluate } from './inspect/expression';
import { Inspector, ValueError } from './inspect/values';
import { isMachineCode } from './timeline';

/** @param frame counts from the innermost one, which is 0. */
export function watched(
  build: Build,
  machine: Machine,
  expression: string,
  cpu: number,
  frame: number,
): { value: string; error: boolean } {
  const frames = machine.cpu(cpu).state === 'idle' ? [] : machine.stack(cpu);
  const view = frames.filter((candidate) => !isMachineCode(candidate.function))[frame];
  try {
    const value = evaluate(machine, expression, {
      cpu,
      unit: view?.function.definition.symbol.unit,
      variables: view ? machine.variables(view) : [],
      source: sourceOf(build, view?.function),
    });
    return { value: describeValue(new Inspector(machine), value), error: false };
  } catch (error) {
    if (error instanceof ValueError) return { value: error.message, error: true };
    throw error;
  }
}

/** The unit that defines a function; the one that includes most for none, and for one of the C library. */
function sourceOf({ units }: Build, compiled: CompiledFunction | undefined): TranslationUnit | undefined {
  const file = compiled && outermost(compiled.definition.symbol.token).file;
  const own = units.find(({ main }) => main === file);
  return (
    own ?? units.reduce<TranslationUnit | undefined>((most, unit) => (size(unit) > size(most) ? unit : most), undefined)
  );
}

function size(unit: TranslationUnit | undefined): number {
  return unit?.files.length ?? 0;
}
