/**
 * Plans of functions that are used again. What a plan says depends on the function's tree, which never changes once it is parsed,
 * and on the answers that the program gave while the plan was made: the numbers of the functions and types that it names, the
 * places of its objects. They are kept with the plan; when the next program gives the same answers, the plan is the one that would
 * be made. Numbers are asked for in the same order either way, so a program's numbering does not depend on what was kept.
 */
import type { FunctionDefinition, FunctionSymbol, Label, Uses, Variable } from '../../tree';
import type { FunctionType } from '../../types';
import { EmissionCache } from '../emit/emissionCache';
import type { CallShape, ProgramContext } from '../flow/context';
import { buildFlow, type FlowGraph } from '../flow/function';
import type { StaticExtent } from '../flow/graph';
import type { Resolver } from './image';
import type { FunctionPlan, PlannedProgram } from './plan';
import { FunctionTexts } from './typeKeys';

/** A question that was asked while a flow graph was built, and its answer. */
type Answer =
  | { readonly kind: 'type'; readonly type: FunctionType; readonly answer: number }
  | { readonly kind: 'shape'; readonly id: number; readonly answer: CallShape }
  | { readonly kind: 'label'; readonly label: Label; readonly answer: bigint };

type Meaning = number | boolean | undefined;

export interface KeptFlow {
  readonly flow: FlowGraph;
  readonly id: number;
  readonly functionCount: number;
  readonly typeTable: number;
  /** What the functions that it names mean, and where the objects lie that it names or makes. */
  readonly functions: readonly Meaning[];
  readonly extents: readonly StaticExtent[];
  readonly answers: readonly Answer[];
  plan: PlannedFlow | undefined;
}

export interface PlannedFlow {
  readonly alignment: number;
  readonly plan: FunctionPlan;
  /** Ticks at most between two tests of fuel (analysis/points.ts). */
  readonly untested: number;
}

/** A layout without a remark, with what it takes to lay out the same program with a few other bodies. */
export interface LastLayout {
  readonly layout: PlannedProgram;
  /** In the order of `layout.functions`. */
  readonly flows: readonly KeptFlow[];
  readonly planned: readonly PlannedFlow[];
  readonly alignment: number;
  /** Functions of the machine whose address is taken. */
  readonly wrapped: readonly FunctionSymbol[];
  /** Objects whose address is part of another one's initial value. */
  readonly escapedInImage: ReadonlySet<StaticExtent>;
}

export class PlanCache {
  readonly emissions = new EmissionCache();
  last: LastLayout | undefined;
  private readonly flows = new WeakMap<FunctionDefinition, KeptFlow>();
  /** Texts that tell function types apart. */
  readonly typeKeys = new FunctionTexts();
  private readonly shapes = new WeakMap<FunctionDefinition, CallShape>();
  private readonly initial = new WeakMap<Variable, Uint8Array>();
  private readonly ownTypes = new WeakMap<FunctionDefinition, FunctionType>();
  /** Of the last program, by their start. */
  private extents = new Map<number | string, StaticExtent>();
  private extentsBefore = new Map<number | string, StaticExtent>();

  /** The type of a function with the parameters that its definition has. */
  ownType(definition: FunctionDefinition): FunctionType {
    let type = this.ownTypes.get(definition);
    if (!type) {
      const { symbol, parameters } = definition;
      type = { ...symbol.type, parameters: parameters.map((parameter) => parameter.type) };
      this.ownTypes.set(definition, type);
    }
    return type;
  }

  shape(definition: FunctionDefinition, make: (definition: FunctionDefinition) => CallShape): CallShape {
    let shape = this.shapes.get(definition);
    if (!shape) {
      shape = make(definition);
      this.shapes.set(definition, shape);
    }
    return shape;
  }

  /** The bytes that an object starts with; they are kept unless some are addresses, which are another program's to give. */
  bytes(variable: Variable, resolver: Resolver, make: (resolver: Resolver) => Uint8Array): Uint8Array {
    const known = this.initial.get(variable);
    if (known) return known;
    let constant = true;
    const errors = resolver.diagnostics.list.length;
    const noting: Resolver = {
      ...resolver,
      extentOf: (object) => {
        constant = false;
        return resolver.extentOf(object);
      },
      addressId: (symbol) => {
        constant = false;
        return resolver.addressId(symbol);
      },
      labelAddress: (label) => {
        constant = false;
        return resolver.labelAddress(label);
      },
    };
    const bytes = make(noting);
    if (constant && resolver.diagnostics.list.length === errors) this.initial.set(variable, bytes);
    return bytes;
  }

  /** Begins another program. */
  open(): void {
    this.extentsBefore = this.extents;
    this.extents = new Map();
  }

  /** The extent as the program before had it, if it lay at the same place: equal extents are one object. */
  extent(extent: StaticExtent): StaticExtent {
    // An empty object may begin where the next one does.
    const key = extent.isUndefined ? `${extent.undefinedName}` : extent.start * 2 + (extent.size === 0 ? 1 : 0);
    const before = this.extentsBefore.get(key);
    const result = before && sameExtent(before, extent) ? before : extent;
    this.extents.set(key, result);
    return result;
  }

  /** The flow graph of a function; made only if it was not, or would now be another one. */
  flow(context: ProgramContext, definition: FunctionDefinition, id: number, uses: Uses | undefined): KeptFlow {
    const { functionCount, typeTable } = context;
    const kept = uses && this.flows.get(definition);
    if (
      kept &&
      kept.id === id &&
      kept.functionCount === functionCount &&
      kept.typeTable === typeTable &&
      new Answers(kept.functions).agreeWith((tell) => tellMeanings(context, definition, uses, tell)) &&
      new Answers(kept.extents).agreeWith((tell) => tellExtents(context, uses, tell)) &&
      kept.answers.every((answer) => stands(context, answer))
    ) {
      return kept;
    }
    return this.make(context, definition, id, uses);
  }

  /** The same, made in any case: planning writes to a graph, so it is planned once. */
  flowAnew(context: ProgramContext, definition: FunctionDefinition, id: number, uses: Uses | undefined): KeptFlow {
    this.flows.delete(definition);
    return this.flow(context, definition, id, uses);
  }

  private make(context: ProgramContext, definition: FunctionDefinition, id: number, uses: Uses | undefined): KeptFlow {
    const { functionCount, typeTable } = context;
    const functions: Meaning[] = [];
    const extents: StaticExtent[] = [];
    if (uses) {
      tellMeanings(context, definition, uses, (meaning) => functions.push(meaning));
      tellExtents(context, uses, (extent) => extents.push(extent));
    }
    const answers: Answer[] = [];
    const errors = context.diagnostics.list.length;
    const flow = buildFlow(asking(context, answers), definition);
    const made: KeptFlow = { flow, id, functionCount, typeTable, functions, extents, answers, plan: undefined };
    if (uses && context.diagnostics.list.length === errors) this.flows.set(definition, made);
    else this.flows.delete(definition);
    return made;
  }
}

/** The context, with what it answers noted. */
function asking(context: ProgramContext, answers: Answer[]): ProgramContext {
  return {
    ...context,
    typeId: (type) => {
      const answer = context.typeId(type);
      answers.push({ kind: 'type', type, answer });
      return answer;
    },
    shapeOf: (id) => {
      const answer = context.shapeOf(id);
      answers.push({ kind: 'shape', id, answer });
      return answer;
    },
    labelAddress: (label) => {
      const answer = context.labelAddress(label);
      answers.push({ kind: 'label', label, answer });
      return answer;
    },
  };
}

function stands(context: ProgramContext, asked: Answer): boolean {
  switch (asked.kind) {
    case 'type':
      return context.typeId(asked.type) === asked.answer;
    case 'shape':
      return sameShape(context.shapeOf(asked.id), asked.answer);
    case 'label':
      return context.labelAddress(asked.label) === asked.answer;
  }
}

/** Tells everything that a flow graph takes from the symbols of the functions that are named, and of its own. */
function tellMeanings(
  context: ProgramContext,
  { symbol }: FunctionDefinition,
  uses: Uses,
  tell: (meaning: Meaning) => void,
): void {
  tell(symbol.noReturn);
  for (const { symbol: named } of uses.functions) {
    tell(context.functionId(named));
    tell(context.addressId(named));
    tell(named.noReturn);
    tell(named.definition !== undefined || context.isIntrinsic(named));
  }
}

/** Tells where the objects lie that a function names or makes. */
function tellExtents(context: ProgramContext, uses: Uses, tell: (extent: StaticExtent) => void): void {
  for (const { variable } of uses.objects) tell(context.extentOf(variable));
  for (const variable of uses.statics) tell(context.extentOf(variable));
}

/** Answers given before, to be compared with those given now. */
class Answers<T> {
  private at = 0;
  private agree = true;

  constructor(private readonly before: readonly T[]) {}

  agreeWith(ask: (tell: (answer: T) => void) => void): boolean {
    ask((answer) => {
      if (this.before[this.at++] !== answer) this.agree = false;
    });
    return this.agree && this.at === this.before.length;
  }
}

function equal<T>(a: readonly T[], b: readonly T[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}

function sameExtent(a: StaticExtent, b: StaticExtent): boolean {
  return (
    a.size === b.size &&
    a.isScalar === b.isScalar &&
    a.isUndefined === b.isUndefined &&
    a.undefinedName === b.undefinedName
  );
}

function sameShape(a: CallShape, b: CallShape): boolean {
  return (
    a === b ||
    (a.returns === b.returns &&
      a.hiddenResult === b.hiddenResult &&
      a.hiddenArguments === b.hiddenArguments &&
      equal(a.parameters, b.parameters))
  );
}
