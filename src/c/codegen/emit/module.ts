/**
 * What all functions of a module share: the indices of imports and of each other, and one helper, which turns a failed access into the
 * right fault.
 */
import { controlStart, FAULT, IMPORTS, memoryPages } from '../../abi';
import type { CompiledFunction, Cut } from '../../compiled';
import { CodeBuffer, WasmModule } from '../../wasm/encoder';
import { OP, type WasmType } from '../../wasm/opcodes';
import type { StaticExtent } from '../flow/graph';
import type { FunctionPlan, PlannedProgram } from '../layout/plan';
import { innerSignature } from './inner';
import { defineNear, lowForms } from './nearIntrinsics';
import { importOutside, type OutsideFunction, type OutsideTable, outsideTable, reachOutside } from './outside';

const NAMESPACE = 'machine';

/** A module that changes another one of the same program's. */
export interface PatchOptions {
  /** The ids of the functions that it defines. */
  readonly only: ReadonlySet<number>;
  /** Where the other module has the machine's functions. */
  readonly outside: OutsideTable;
}

export interface ModuleContext {
  readonly program: PlannedProgram;
  readonly cut: Cut;
  readonly wasm: WasmModule;
  /** Where the function being emitted is written. */
  readonly code: CodeBuffer;
  /** Size of data: also where the shadow begins. */
  readonly limit: number;
  /** Where the cards begin. */
  readonly cards: number;
  /** Where the control words begin. */
  readonly control: number;
  readonly imports: {
    readonly fault: number;
    readonly report: number;
    readonly statement: number;
    readonly enter: number;
    readonly leave: number;
  };
  readonly intrinsics: ReadonlyMap<string, number>;
  /** (distance from the base: pointer, packed: i32, frame: i32) -> (): tells the machine of a failed access. */
  readonly accessFault: number;
  /** Index of the function with an id that the module defines, as it is called inside the module (inner.ts). */
  indexOf(id: number): number;
  /** Calls the function with an id, whose arguments are on the stack: directly if the module defines it. */
  call(code: CodeBuffer, id: number): void;
  /** Index of the function that the machine enters. */
  entryOf(id: number): number;
  /** The table through which functions call each other by pointers, and where a whole module puts the machine's functions in it. */
  readonly innerTable: number;
  readonly outside: OutsideTable;
  /** Whether an object's address was computed somewhere, and whether a function may fall off its end; what was asked is noted. */
  hasEscaped(extent: StaticExtent): boolean;
  fallsOff(id: number): boolean;
  /** The plan of a function that may be inlined if it costs no more; undefined when it is always called. */
  inlinable(id: number, most: number): FunctionPlan | undefined;
  readonly asked: {
    readonly escaped: Map<StaticExtent, boolean>;
    readonly fallsOff: Map<number, boolean>;
    readonly inlined: Map<number, FunctionPlan | 'called'>;
    /** Functions that it calls. */
    readonly called: Set<number>;
  };
  /** Everything else that a function's code takes from the module around it, as one text. */
  readonly signature: string;
  /** Some function that is called through a pointer may return no value where it should. */
  readonly anyFallsOff: boolean;
}

/**
 * What a failed access was, in one word: its size (bits 0 to 3), the logarithm of its alignment (4, 5), whether it stores (6) and whether it
 * needs initialised bytes (7), and its point.
 */
export function packAccess(
  point: number,
  access: { readonly size: number; readonly alignment: number; readonly store: boolean; readonly initialised: boolean },
): number {
  const logarithm = 31 - Math.clz32(access.alignment);
  const flags = (access.store ? 0x40 : 0) | (access.initialised ? 0x80 : 0);
  return (point << 8) | flags | (logarithm << 4) | access.size;
}

/**
 * Makes the imports and declares the functions.
 * @param patch what a patch defines and where it finds the rest (patch.ts); without it the module is whole.
 */
export function openModule(program: PlannedProgram, cut: Cut, patch?: PatchOptions): ModuleContext {
  const only = patch?.only;
  const wasm = new WasmModule();
  const { limit } = program.options;
  wasm.importMemory(NAMESPACE, IMPORTS.memory, memoryPages(limit));
  const size = program.functions.length + 1;
  const table = wasm.importTable(NAMESPACE, IMPORTS.table, size);
  const importedInner = only && wasm.importTable(NAMESPACE, IMPORTS.innerTable, size);
  const machine = machineFunctions(cut);
  const called = calledIntrinsics(program);
  const lows = lowForms(program, called);
  const outside = [...machine, ...called, ...lows];
  const reached = patch && reachOutside(wasm, outside, importedInner as number, patch.outside);
  const indices = reached ?? importOutside(wasm, outside);
  const namesOf = (functions: readonly OutsideFunction[], from: number): Map<string, number> =>
    new Map(functions.map(({ name }, n) => [name, indices[from + n] as number]));
  const byName = namesOf(machine, 0);
  const imports = {
    fault: byName.get(IMPORTS.fault) as number,
    report: byName.get(IMPORTS.report) as number,
    statement: byName.get(IMPORTS.statement) ?? -1,
    enter: byName.get(IMPORTS.enter) ?? -1,
    leave: byName.get(IMPORTS.leave) ?? -1,
  };
  const imported = namesOf(called, machine.length);
  const intrinsics = defineNear(program, cut, wasm, imported, namesOf(lows, machine.length + called.length));
  const { pointer } = program.context;
  const accessFault = wasm.declare('accessFault', [pointer, 'i32', 'i32'], []);
  const first = accessFault + 1;
  const functions = only ? program.functions.filter(({ id }) => only.has(id)) : program.functions;
  const count = functions.length;
  for (const { name, parameters, returns } of functions) {
    const inner = innerSignature(parameters, returns);
    wasm.declare(name, inner.parameters, inner.results);
  }
  for (const { name, parameters } of functions)
    wasm.declare(`${name} (entered)`, ['i32', 'i32', ...parameters], ['i32']);
  const places = only && new Map(functions.map(({ id }, place) => [id, place]));
  const placeOf = (id: number): number => (places ? (places.get(id) as number) : id - 1);
  const indexOf = (id: number): number => first + placeOf(id);
  const entryOf = (id: number): number => first + count + placeOf(id);
  const innerTable = importedInner ?? wasm.addTable(size + outside.length, IMPORTS.innerTable);
  if (!only) wasm.fillTable(innerTable, size, indices);
  for (const [into, index] of [
    [table, entryOf],
    [innerTable, indexOf],
  ] as const) {
    if (only) for (const { id } of functions) wasm.fillTable(into, id, [index(id)]);
    else {
      wasm.fillTable(
        into,
        1,
        functions.map(({ id }) => index(id)),
      );
    }
  }
  const anyFallsOff = program.plans.some(({ flow }) => flow.fallsOff);
  const asked: ModuleContext['asked'] = {
    escaped: new Map(),
    fallsOff: new Map(),
    inlined: new Map(),
    called: new Set(),
  };
  const context: ModuleContext = {
    program,
    cut,
    wasm,
    code: new CodeBuffer(1 << 16),
    limit,
    cards: 2 * limit,
    control: controlStart(limit),
    imports,
    intrinsics,
    accessFault,
    indexOf,
    call: (code, id) => {
      asked.called.add(id);
      if (!only || only.has(id)) {
        code.call(indexOf(id));
        return;
      }
      const { parameters, returns } = program.functions[id - 1] as CompiledFunction;
      const inner = innerSignature(parameters, returns);
      code.i32(id);
      code.callIndirect(wasm.type(inner.parameters, inner.results), innerTable);
    },
    entryOf,
    innerTable,
    outside: outsideTable(outside, size),
    anyFallsOff,
    hasEscaped: (extent) => {
      const answer = program.escaped.has(extent);
      asked.escaped.set(extent, answer);
      return answer;
    },
    fallsOff: (id) => {
      const answer = program.plans[id - 1]?.flow.fallsOff === true;
      asked.fallsOff.set(id, answer);
      return answer;
    },
    inlinable: (id, most) => {
      const answer = inlinablePlan(program, id, most);
      asked.inlined.set(id, answer ?? 'called');
      return answer;
    },
    asked,
    signature: JSON.stringify([imports, [...intrinsics], first, count, innerTable, limit, anyFallsOff]),
  };
  defineAccessFault(context);
  return context;
}

/** The plan of a function that takes at most so much to inline. */
export function inlinablePlan({ plans }: PlannedProgram, id: number, most: number): FunctionPlan | undefined {
  const plan = plans[id - 1];
  return plan?.inlineCost !== undefined && plan.inlineCost <= most ? plan : undefined;
}

/** What generated code tells the machine. */
function machineFunctions({ observe }: Cut): OutsideFunction[] {
  const one = (name: string, parameters: readonly WasmType[], results: readonly WasmType[] = []): OutsideFunction => ({
    namespace: NAMESPACE,
    name,
    parameters,
    results,
  });
  const always = [
    one(IMPORTS.fault, ['i32', 'i64', 'i32', 'i32', 'i32']),
    one(IMPORTS.report, ['i32', 'i64', 'i64', 'i32', 'i32'], ['i32']),
  ];
  if (!observe) return always;
  return [...always, one(IMPORTS.statement, ['i32', 'i32']), one(IMPORTS.enter, ['i32']), one(IMPORTS.leave, ['i32'])];
}

/** The intrinsics that are called, with the types that they are called with. */
function calledIntrinsics(program: PlannedProgram): OutsideFunction[] {
  const found = new Map<string, OutsideFunction>();
  for (const { intrinsicCalls } of program.plans) {
    for (const { callee, parameters, returns } of intrinsicCalls) {
      if (callee.kind !== 'intrinsic' || found.has(callee.name)) continue;
      const { name } = callee;
      const results = returns ? [returns] : [];
      found.set(name, { namespace: IMPORTS.intrinsicNamespace, name, parameters: ['i32', ...parameters], results });
    }
  }
  return [...found.values()];
}

/**
 * The kind is `uninitialised` when all bytes may be accessed (and written, for a store) and only values are missing; else the machine finds
 * out from the address. Bytes are looked at one by one.
 */
function defineAccessFault(module: ModuleContext): void {
  const { program, wasm, limit } = module;
  const wide = program.context.pointer === 'i64';
  const [distance, packed, frame, size, at, all, any, kind] = [0, 1, 2, 3, 4, 5, 6, 7] as const;
  const code = new CodeBuffer(256);
  const extend = (): void => {
    code.get(distance);
    if (!wide) code.op(OP.i64ExtendI32U);
  };
  code.get(packed);
  code.i32(15);
  code.op(OP.i32And);
  code.set(size);
  code.get(packed);
  code.i32(6);
  code.op(OP.i32ShrU);
  code.i32(1);
  code.op(OP.i32And);
  code.i32(FAULT.load);
  code.op(OP.i32Add);
  code.set(kind);
  // Inside data, aligned, and of a kind that needs values?
  extend();
  code.i64(BigInt(limit));
  code.get(size);
  code.op(OP.i64ExtendI32U);
  code.op(OP.i64Sub);
  code.op(OP.i64LeU);
  extend();
  code.op(OP.i32WrapI64);
  code.i32(1);
  code.get(packed);
  code.i32(4);
  code.op(OP.i32ShrU);
  code.i32(3);
  code.op(OP.i32And);
  code.op(OP.i32Shl);
  code.i32(1);
  code.op(OP.i32Sub);
  code.op(OP.i32And);
  code.op(OP.i32Eqz);
  code.op(OP.i32And);
  code.get(packed);
  code.i32(7);
  code.op(OP.i32ShrU);
  code.i32(1);
  code.op(OP.i32And);
  code.op(OP.i32And);
  code.open(OP.if);
  extend();
  code.op(OP.i32WrapI64);
  code.set(at);
  code.i32(0xff);
  code.set(all);
  code.open(OP.loop);
  code.get(at);
  code.memory(OP.i32Load8U, limit);
  code.get(all);
  code.op(OP.i32And);
  code.set(all);
  code.get(at);
  code.memory(OP.i32Load8U, limit);
  code.get(any);
  code.op(OP.i32Or);
  code.set(any);
  code.get(at);
  code.i32(1);
  code.op(OP.i32Add);
  code.set(at);
  code.get(size);
  code.i32(1);
  code.op(OP.i32Sub);
  code.tee(size);
  code.brIf(0);
  code.end();
  // all & 1, and not both a store and read-only
  code.get(all);
  code.i32(1);
  code.op(OP.i32And);
  code.get(any);
  code.i32(2);
  code.op(OP.i32ShrU);
  code.get(kind);
  code.i32(FAULT.store);
  code.op(OP.i32Eq);
  code.op(OP.i32And);
  code.op(OP.i32Eqz);
  code.op(OP.i32And);
  code.open(OP.if);
  code.i32(FAULT.uninitialised);
  code.set(kind);
  code.end();
  code.end();
  code.get(kind);
  extend();
  code.i64(program.context.space.base);
  code.op(OP.i64Add);
  if (!wide) {
    code.i64(0xffffffffn);
    code.op(OP.i64And);
  }
  code.get(packed);
  code.i32(15);
  code.op(OP.i32And);
  code.get(frame);
  code.get(packed);
  code.i32(8);
  code.op(OP.i32ShrU);
  code.call(module.imports.fault);
  code.end();
  wasm.define(module.accessFault, { locals: ['i32', 'i32', 'i32', 'i32', 'i32'], code });
}
