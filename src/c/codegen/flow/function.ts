/**
 * A function's tree as a flow graph, from its parameters to its end. Blocks that can't be reached are dropped, so that nothing in them
 * counts: not even the use of something undefined.
 */
import type { StatementInfo } from '../../compiled';
import type { FunctionDefinition } from '../../tree';
import type { WasmType } from '../../wasm/opcodes';
import { storeOpcode } from './access';
import { FunctionBuilder, type Reference } from './builder';
import { callShape, isRecord, type ProgramContext, wasmType } from './context';
import { type Block, type PlacedLabel, type StaticExtent, successors } from './graph';
import { addressedLabels, endFunction, finishJumps } from './jumps';
import { buildStatement } from './statements';
import { type FrameObject, get, Local } from './value';

export interface FlowGraph {
  readonly definition: FunctionDefinition;
  /** In the order of emission; each knows its index. The first is the entry. */
  readonly blocks: readonly Block[];
  /** One for each parameter of the WebAssembly function after `frame` and `resume`. */
  readonly parameters: readonly Local[];
  /** Registers of variables that are no parameters. */
  readonly variables: readonly Local[];
  readonly temporaries: readonly Local[];
  readonly objects: readonly FrameObject[];
  readonly statements: readonly StatementInfo[];
  readonly labels: readonly PlacedLabel[];
  readonly returns: WasmType | undefined;
  /** Static objects whose address it computes. */
  readonly escapes: ReadonlySet<StaticExtent>;
  /** What the code that can be reached names. */
  readonly references: readonly Reference[];
  /** Its end can be reached although it should return a value. */
  readonly fallsOff: boolean;
}

export function buildFlow(context: ProgramContext, definition: FunctionDefinition): FlowGraph {
  const f = new FunctionBuilder(context, definition);
  const { symbol, body } = definition;
  const { returns, variadic } = symbol.type;
  const types = definition.parameters.map(({ type }) => type);
  const shape = callShape(returns, types, variadic, context.model);
  // Step 0 is the function itself, for a frame that stands at its start.
  f.statements.push({ first: symbol.token, last: symbol.token, depth: 0 });
  const parameters = declareParameters(f, shape.hiddenResult, shape.hiddenArguments);
  declareLocals(f);
  for (const statement of body.statements) buildStatement(f, statement);
  f.statement = Math.max(0, f.statements.length - 1);
  endFunction(f, undefined, returns.kind !== 'void');
  finishJumps(f);
  const addressed = addressedLabels(f).map((label) => f.labelPlace(label).block);
  const blocks = joined(reachable(f.order), new Set(addressed));
  const labels = addressedLabels(f).map((label) => ({ label, block: f.labelPlace(label).block }));
  return {
    definition,
    blocks,
    parameters,
    variables: [...f.registers.values()].filter((local) => !parameters.includes(local)),
    temporaries: f.temporaries,
    objects: f.objects,
    statements: f.statements,
    labels,
    returns: shape.returns,
    escapes: f.escapes,
    references: f.references.flatMap(({ block, reference }) => (block.index >= 0 ? [reference] : [])),
    fallsOff: blocks.some(({ terminator }) => terminator?.kind === 'return' && terminator.fallsOff),
  };
}

/** No variable has a value yet. */
function declareLocals(f: FunctionBuilder): void {
  for (const variable of f.definition.locals) {
    const local = f.registerOf(variable);
    if (local) f.emit({ kind: 'kill', local });
    else f.objectOf(variable);
  }
}

function declareParameters(f: FunctionBuilder, hiddenResult: boolean, hiddenArguments: boolean): Local[] {
  const { definition, context } = f;
  const { model, pointer } = context;
  const parameters: Local[] = [];
  if (hiddenResult) {
    f.resultPointer = new Local(pointer, 'variable', undefined, -1);
    parameters.push(f.resultPointer);
  }
  for (const variable of definition.parameters) {
    const type = wasmType(variable.type, model);
    const register = f.registerOf(variable);
    if (register) {
      parameters.push(register);
      f.assured.add(register);
      continue;
    }
    if (isRecord(variable.type)) {
      const local = new Local(type, 'variable', variable, -1);
      f.recordParameters.set(variable, local);
      parameters.push(local);
      continue;
    }
    const local = new Local(type, 'variable', undefined, -1);
    const object = f.objectOf(variable);
    const size = Math.min(object.size, 8);
    f.emit({ kind: 'put', object, offset: 0, opcode: storeOpcode(size, type), size, value: get(local) });
    parameters.push(local);
  }
  if (hiddenArguments) {
    f.argumentsPointer = new Local(pointer, 'variable', undefined, -1);
    parameters.push(f.argumentsPointer);
  }
  return parameters;
}

/** Blocks that only the one before them in order goes to become part of it, unless they are labels that must keep their place. */
function joined(blocks: readonly Block[], kept: ReadonlySet<Block>): Block[] {
  const sources = new Int32Array(blocks.length);
  for (const block of blocks) for (const { index } of successors(block)) sources[index]++;
  const result: Block[] = [];
  for (const block of blocks) {
    const last = result.at(-1);
    if (
      last?.terminator?.kind === 'jump' &&
      last.terminator.to === block &&
      sources[block.index] === 1 &&
      !kept.has(block)
    ) {
      for (const instruction of block.instructions) last.instructions.push(instruction);
      last.terminator = block.terminator;
    } else result.push(block);
  }
  result.forEach((block, index) => {
    block.index = index;
  });
  return result;
}

/** The blocks that can be reached, in their order, numbered. */
function reachable(order: readonly Block[]): Block[] {
  const found = new Set<Block>();
  const stack = [order[0] as Block];
  for (let block = stack.pop(); block; block = stack.pop()) {
    if (found.has(block)) continue;
    found.add(block);
    for (const next of successors(block)) stack.push(next);
  }
  const blocks = order.filter((block) => found.has(block));
  blocks.forEach((block, index) => {
    block.index = index;
  });
  return blocks;
}
