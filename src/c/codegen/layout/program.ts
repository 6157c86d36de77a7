/**
 * Lays a program out: gives every function, object and label its number or place, turns the functions into flow graphs and decides
 * everything about them that all cuts share. Data is laid out as [machine's area][types of functions][objects], the rest being raw memory.
 */
import { addressSpace, LABELS, PAGE_SIZE } from '../../abi';
import type { CodegenOptions } from '../../compiled';
import { basicTypes } from '../../dataModel';
import { DiagnosticBag } from '../../diagnostics';
import type { FunctionDefinition, FunctionSymbol, Label, Program, ProgramEdit } from '../../tree';
import { type CallShape, callShape, type ProgramContext } from '../flow/context';
import { type Block, isTick, type StaticExtent } from '../flow/graph';
import { layoutAgain } from './again';
import { initialBytes, type Resolver } from './image';
import { checkNesting } from './nesting';
import { ObjectPlacer } from './objects';
import type { PlannedProgram } from './plan';
import { PlanCache } from './planCache';
import { frameAlignment, planFlow } from './planning';
import { checkReferences } from './references';
import { TypeKeys } from './typeKeys';
import { wrappedFunctions, wrapperOf } from './wrappers';

/** Size of the machine's own area. */
const MACHINE_AREA = PAGE_SIZE;
const WORD = 4;

const roundUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit;

/**
 * @param diagnostics gets link errors: uses of what is not defined, in code that can be reached. The layout is of no use if there are any.
 * @param cache what layouts of earlier programs with the same options left.
 * @param edit how the program differs from the one before, if that is known.
 */
export function layoutProgram(
  program: Program,
  options: CodegenOptions,
  diagnostics: DiagnosticBag = new DiagnosticBag(),
  cache: PlanCache = new PlanCache(),
  edit?: ProgramEdit,
): PlannedProgram {
  const again = edit && layoutAgain(program, edit, cache);
  if (again) return again;
  const said = diagnostics.list.length;
  cache.open();
  const { model } = options;
  const space = addressSpace(model);
  const wrapped = wrappedFunctions(program, options.intrinsics);
  const definitions = [...sortedByUnit(program.functions), ...wrapped.map(wrapperOf)];
  const ids = new Map<FunctionSymbol, number>(definitions.map(({ symbol }, index) => [symbol, index + 1]));
  const wrapperSymbols = new Set(wrapped);
  const typeTable = MACHINE_AREA;
  const placer = new ObjectPlacer(model, roundUp(typeTable + WORD * definitions.length, 64), cache);
  placer.place(program.objects);
  for (const { variable, offset, size } of placer.objects) {
    if (offset + size <= options.limit) continue;
    const whole = `the program's objects as far as '${variable.name}' take ${offset + size} bytes`;
    diagnostics.fatal(variable.token, `${whole}; its memory has ${options.limit}`);
  }
  const types = new TypeKeys(cache.typeKeys);
  const labels = labelAddresses(definitions, space.textBase + LABELS);
  const shapes = definitions.map((definition) => cache.shape(definition, shapeOf));
  const intrinsic = ({ name, definition }: FunctionSymbol): boolean => !definition && options.intrinsics.has(name);

  const context: ProgramContext = {
    model,
    types: basicTypes(model),
    space,
    pointer: model.pointerSize === 8 ? 'i64' : 'i32',
    limit: options.limit,
    reportOverflow: options.reportOverflow,
    diagnostics,
    functionCount: definitions.length,
    typeTable,
    functionId: (symbol) => (wrapperSymbols.has(symbol) ? undefined : ids.get(symbol)),
    addressId: (symbol) => ids.get(symbol) ?? (isWeak(symbol) ? 0 : undefined),
    isIntrinsic: intrinsic,
    typeId: (type) => types.idOf(type),
    extentOf: (variable) => placer.extentOf(variable),
    shapeOf: (id) => shapes[id - 1] as CallShape,
    labelAddress: (label) => labels.get(label) ?? 0n,
  };

  function shapeOf({ symbol, parameters }: FunctionDefinition): CallShape {
    const { returns, variadic } = symbol.type;
    return callShape(
      returns,
      parameters.map((variable) => variable.type),
      variadic,
      model,
    );
  }

  const image: { offset: number; bytes: Uint8Array }[] = [];
  const escaped = new Set<StaticExtent>();
  const resolver: Resolver = { ...context, escape: (extent: StaticExtent) => escaped.add(extent) };
  for (const { variable, offset, size } of placer.objects) {
    if (!variable.initializer || size === 0) continue;
    image.push({ offset, bytes: cache.bytes(variable, resolver, (noting) => initialBytes(variable, size, noting)) });
  }
  const escapedInImage = new Set(escaped);
  const flows = definitions.map((definition, index) =>
    cache.flow(context, definition, index + 1, program.uses(definition)),
  );
  checkReferences(program, flows, diagnostics);
  const alignment = frameAlignment(flows);
  const planned = flows.map((kept) => {
    const { definition } = kept.flow;
    const planless = !kept.plan || kept.plan.alignment === alignment;
    return planFlow(
      planless ? kept : cache.flowAnew(context, definition, kept.id, program.uses(definition)),
      alignment,
    );
  });
  const plans = planned.map(({ plan }) => plan);
  checkNesting(plans, diagnostics);
  for (const { flow } of flows) for (const extent of flow.escapes) escaped.add(extent);
  image.push({ offset: typeTable, bytes: typeNumbers(definitions, types, cache) });
  const layout: PlannedProgram = {
    program,
    options,
    functions: plans.map(({ compiled }) => compiled),
    objects: placer.objects,
    perCpuImage: placer.perCpuImage,
    labels: plans.flatMap(({ compiled, flow }) =>
      flow.labels.map(({ label, block }) => ({ label, functionId: compiled.id, point: pointAt(flow.blocks, block) })),
    ),
    image,
    shadow: placer.shadow,
    end: roundUp(placer.next, PAGE_SIZE),
    machineArea: MACHINE_AREA,
    slack: planned.reduce((most, { untested }) => Math.max(most, untested), 1),
    context,
    escaped,
    emissions: cache.emissions,
    plans,
  };
  const good = diagnostics.list.length === said;
  cache.last = good ? { layout, flows, planned, alignment, wrapped, escapedInImage } : undefined;
  return layout;
}

/** In the order of units; within one as they are. */
function sortedByUnit(functions: readonly FunctionDefinition[]): FunctionDefinition[] {
  return [...functions].sort((a, b) => a.symbol.unit - b.symbol.unit);
}

function isWeak({ attributes, definition }: FunctionSymbol): boolean {
  return !definition && attributes.some(({ name }) => name === 'weak');
}

function labelAddresses(definitions: readonly FunctionDefinition[], start: bigint): Map<Label, bigint> {
  const addresses = new Map<Label, bigint>();
  for (const { labels } of definitions) {
    for (const label of labels) if (label.addressTaken) addresses.set(label, start + 16n * BigInt(addresses.size));
  }
  return addresses;
}

/** For each function the number of its type, by which calls through pointers are checked. */
function typeNumbers(definitions: readonly FunctionDefinition[], types: TypeKeys, cache: PlanCache): Uint8Array {
  const bytes = new Uint8Array(definitions.length * WORD);
  const view = new DataView(bytes.buffer);
  definitions.forEach((definition, index) => {
    view.setUint32(index * WORD, types.idOf(cache.ownType(definition)), true);
  });
  return bytes;
}

/** The first point at or after the start of a block, in the order of the code; 0 when there is none. */
function pointAt(blocks: readonly Block[], start: Block): number {
  if (start.index < 0) return 0;
  for (let index = start.index; index < blocks.length; index++) {
    const tick = (blocks[index] as Block).instructions.find(isTick);
    if (tick && 'point' in tick) return tick.point.id;
  }
  return 0;
}
