/**
 * Laying out a program that differs from the one before in a few bodies of functions, which name the same things: everything keeps its number
 * and its place, and the rest of the functions their plans. Whatever a new body could change beyond itself is compared with the old
 * one; when something is not the same, or there is anything to remark, the answer is `undefined`, and the program is laid out as a whole.
 */
import { DiagnosticBag } from '../../diagnostics';
import type { FunctionDefinition, Program, ProgramEdit } from '../../tree';
import type { ProgramContext } from '../flow/context';
import type { StaticExtent } from '../flow/graph';
import { isTooNested } from './nesting';
import type { PlannedProgram } from './plan';
import type { KeptFlow, LastLayout, PlanCache } from './planCache';
import { frameAlignment, planFlow } from './planning';
import { wrappedFunctions } from './wrappers';

/** @param edit how the program differs from the one that was linked before it. */
export function layoutAgain(
  program: Program,
  { before, bodies }: ProgramEdit,
  cache: PlanCache,
): PlannedProgram | undefined {
  const { last } = cache;
  if (last?.layout.program !== before) return undefined;
  const { options } = last.layout;
  if (!sameItems(wrappedFunctions(program, options.intrinsics), last.wrapped)) return undefined;
  if (bodies.length === 0) return last.layout;
  const diagnostics = new DiagnosticBag();
  const context: ProgramContext = { ...last.layout.context, diagnostics };
  const [flows, planned] = [[...last.flows], [...last.planned]];
  for (const { old, now } of bodies) {
    const id = context.functionId(now.symbol);
    if (id === undefined || hasAddressedLabels(old) || hasAddressedLabels(now)) return undefined;
    const [was, is] = [flows[id - 1] as KeptFlow, cache.flow(context, now, id, program.uses(now))];
    if (diagnostics.list.length > 0 || !asksTheSame(was, is)) return undefined;
    flows[id - 1] = is;
    const again = planFlow(is, last.alignment);
    if (isTooNested(again.plan)) return undefined;
    planned[id - 1] = again;
  }
  if (frameAlignment(flows) !== last.alignment) return undefined;
  const layout = withPlans(program, last, flows, planned);
  cache.last = { ...last, layout, flows, planned };
  return layout;
}

function withPlans(
  program: Program,
  { layout, escapedInImage }: LastLayout,
  flows: readonly KeptFlow[],
  planned: LastLayout['planned'],
): PlannedProgram {
  const escaped = new Set<StaticExtent>(escapedInImage);
  for (const { flow } of flows) for (const extent of flow.escapes) escaped.add(extent);
  const plans = planned.map(({ plan }) => plan);
  return {
    ...layout,
    program,
    functions: plans.map(({ compiled }) => compiled),
    slack: planned.reduce((most, { untested }) => Math.max(most, untested), 1),
    escaped,
    plans,
  };
}

const hasAddressedLabels = ({ labels }: FunctionDefinition): boolean => labels.some(({ addressTaken }) => addressTaken);

/**
 * Whether two flow graphs leave the same traces in a program: types get their numbers in the order in which they are first asked for,
 * and what a body refers to decides which complaints about other functions count.
 */
function asksTheSame(a: KeptFlow, b: KeptFlow): boolean {
  if (b.flow.references.some(({ complaint }) => complaint)) return false;
  return sameItems([...typesOf(a)], [...typesOf(b)]) && sameItems(referencesOf(a), referencesOf(b));
}

function typesOf({ answers }: KeptFlow): ReadonlySet<number> {
  return new Set(answers.flatMap((asked) => (asked.kind === 'type' ? [asked.answer] : [])));
}

function referencesOf({ flow }: KeptFlow): number[] {
  return [...new Set(flow.references.flatMap(({ id }) => (id === undefined ? [] : [id])))].sort((a, b) => a - b);
}

function sameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
