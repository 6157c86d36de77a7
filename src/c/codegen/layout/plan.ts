/**
 * Everything about a function that does not depend on the cut: its flow graph with all decisions made. Emission reads it and changes
 * nothing.
 */
import type { CompiledFunction, ProgramLayout } from '../../compiled';
import type { Loop } from '../analysis/loops';
import type { NumberedPoints } from '../analysis/points';
import type { EmissionCache } from '../emit/emissionCache';
import type { ProgramContext } from '../flow/context';
import type { FlowGraph } from '../flow/function';
import type { CallInstruction, StaticExtent } from '../flow/graph';
import type { FrameLayout } from './frame';

export interface FunctionPlan {
  readonly compiled: CompiledFunction;
  readonly flow: FlowGraph;
  readonly frame: FrameLayout;
  readonly points: NumberedPoints;
  readonly loops: Loop;
  readonly hasCalls: boolean;
  /** The first call to each intrinsic. */
  readonly intrinsicCalls: readonly CallInstruction[];
  /** How many instructions it takes to inline the function (emit/inlined.ts); undefined when it can't be. */
  readonly inlineCost: number | undefined;
}

/** A program's layout with what its modules are generated from. */
export interface PlannedProgram extends ProgramLayout {
  readonly context: ProgramContext;
  /** Objects whose address is computed somewhere. */
  readonly escaped: ReadonlySet<StaticExtent>;
  readonly emissions: EmissionCache;
  /** In the order of `functions`. */
  readonly plans: readonly FunctionPlan[];
}
