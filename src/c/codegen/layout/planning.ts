/**
 * From flow graphs to plans: what is decided of each function by itself, once the alignment of all frames is known.
 */
import type { CompiledFunction, Point } from '../../compiled';
import { decideReads } from '../analysis/assignment';
import { inlineCost } from '../analysis/inlining';
import { findLives } from '../analysis/liveness';
import { findLoops } from '../analysis/loops';
import { chooseTests, longestUntested, numberPoints } from '../analysis/points';
import type { FlowGraph } from '../flow/function';
import type { CallInstruction, FlowPoint } from '../flow/graph';
import { layoutFrame, REDZONE } from './frame';
import type { FunctionPlan } from './plan';
import type { KeptFlow, PlannedFlow } from './planCache';

/** All frames have the strictest alignment that an automatic object asks for. */
export function frameAlignment(flows: readonly KeptFlow[]): number {
  let widest = REDZONE;
  for (const { flow } of flows) for (const { alignment } of flow.objects) widest = Math.max(widest, alignment);
  return widest;
}

/** The plan of a flow graph, which is made once for an alignment. */
export function planFlow(kept: KeptFlow, alignment: number): PlannedFlow {
  kept.plan ??= {
    alignment,
    plan: planFunction(kept.flow, kept.id, alignment),
    untested: longestUntested(kept.flow.blocks),
  };
  return kept.plan;
}

function planFunction(flow: FlowGraph, id: number, alignment: number): FunctionPlan {
  const { blocks } = flow;
  const flags = decideReads(blocks);
  chooseTests(blocks);
  const lives = findLives(blocks, flow.temporaries.length);
  const frame = layoutFrame(flow, flags, lives, alignment);
  const points = numberPoints(blocks);
  const compiled: CompiledFunction = {
    id,
    definition: flow.definition,
    name: flow.definition.symbol.name,
    frameSize: frame.size,
    parameters: flow.parameters.map(({ type }) => type),
    returns: flow.returns,
    registers: frame.registers,
    memoryVariables: flow.objects.flatMap(({ variable, offset, size }) =>
      variable ? [{ variable, offset, size }] : [],
    ),
    hiddenObjects: flow.objects.flatMap(({ variable, passed, offset, size }) =>
      variable ? [] : [{ passed, offset, size }],
    ),
    points: points.points.map((point, index) => publicPoint(point, index < points.coarse)),
    statements: flow.statements,
  };
  const calls = blocks.flatMap(({ instructions }) => instructions.filter((one) => one.kind === 'call'));
  const called = { hasCalls: calls.length > 0, intrinsicCalls: intrinsicsOf(calls) };
  return { compiled, flow, frame, points, loops: findLoops(blocks), ...called, inlineCost: inlineCost(flow) };
}

function intrinsicsOf(calls: readonly CallInstruction[]): CallInstruction[] {
  const first = new Map<string, CallInstruction>();
  for (const call of calls) {
    if (call.callee.kind === 'intrinsic' && !first.has(call.callee.name)) first.set(call.callee.name, call);
  }
  return [...first.values()];
}

function publicPoint({ id, kind, token, statement }: FlowPoint, coarse: boolean): Point {
  return { id, kind, coarse, token, statement };
}
