/**
 * What the code generator gives to the machine: WebAssembly bytes for each cut, and everything needed to load them, walk a
 * stack, show variables, and tell a reader where a run stands. Plain data except for the tree's own objects that it names.
 */
import type { Token } from './token';
import type { FunctionDefinition, Label, Program, Variable } from './tree';
import type { DataModel } from './types';
import type { WasmBinary } from './wasm/binary';

export type WasmType = 'i32' | 'i64' | 'f32' | 'f64';

/** How a module is cut and what it tells. All modules of one program share frame layout, points and addresses. */
export interface Cut {
  /** Leave before any tick, not only at function entries and back edges. */
  readonly fine: boolean;
  /** Mark a card on each store, so that checkpoints know what changed. */
  readonly cards: boolean;
  /** Call `statement`, `enter`, `leave`. */
  readonly observe: boolean;
}

export const cutKey = ({ fine, cards, observe }: Cut): string => `${fine} ${cards} ${observe}`;

export interface CodegenOptions {
  readonly model: DataModel;
  /** Size of the program's memory in bytes: a power of two, at most 1 GiB. */
  readonly limit: number;
  /** Report signed overflow (false: it wraps silently, as the kernel's -fwrapv has it). */
  readonly reportOverflow: boolean;
  /** C names that the machine gives; a call to any other undefined function is a link error. */
  readonly intrinsics: ReadonlySet<string>;
}

/** A place in a function where it can be left and re-entered. Ids count from 1; 0 is function entry. */
export interface Point {
  readonly id: number;
  /** `operation` is never resumed at: it names the operator, register read or call that a report or a fault is about. */
  readonly kind: 'statement' | 'load' | 'store' | 'readModifyWrite' | 'afterCall' | 'operation';
  /** In the coarse cut too. */
  readonly coarse: boolean;
  /** What is about to happen (for `afterCall`: the call that was done). */
  readonly token: Token;
  /** Innermost statement or controlling expression that this point lies in: index into `statements`. */
  readonly statement: number;
}

/** A statement, controlling expression or initialised declaration: one step. */
export interface StatementInfo {
  readonly first: Token;
  readonly last: Token;
  /** Nesting of statement expressions: 0 for the function's own statements. */
  readonly depth: number;
}

export interface RegisterInfo {
  /** Undefined for a temporary, a flag or a hidden parameter. A parameter of record type: the register has the object's address. */
  readonly variable: Variable | undefined;
  /** Offset in the frame. */
  readonly slot: number;
  readonly type: WasmType;
  /** Register that is 1 when this one is initialised, if flow analysis could not tell. */
  readonly flag: number | undefined;
}

export interface HiddenObject {
  readonly offset: number;
  readonly size: number;
  readonly passed: PassedObject | undefined;
}

/** What an object holds that a call passes. */
export interface PassedObject {
  /** The function's name; undefined where a pointer is called. */
  readonly callee: string | undefined;
  /** Number of the parameter, a record, from 0; undefined for all variable arguments together. */
  readonly index: number | undefined;
}

export interface CompiledFunction {
  readonly id: number;
  readonly definition: FunctionDefinition;
  readonly name: string;
  readonly frameSize: number;
  readonly parameters: readonly WasmType[]; // hidden ones included, frame and resume not
  readonly returns: WasmType | undefined;
  readonly registers: readonly RegisterInfo[];
  /** Automatic variables in memory: offset in the frame. */
  readonly memoryVariables: readonly { readonly variable: Variable; readonly offset: number; readonly size: number }[];
  /** Objects in memory that are no variables: arguments, returned records. */
  readonly hiddenObjects: readonly HiddenObject[];
  readonly points: readonly Point[]; // points[id - 1]
  readonly statements: readonly StatementInfo[];
  /** Indices of variables in scope are found by token ranges of `Variable.scope`. */
}

export interface PlacedObject {
  readonly variable: Variable;
  readonly offset: number;
  readonly size: number;
  readonly readOnly: boolean;
}

/** Where everything lies, decided once for all cuts. */
export interface ProgramLayout {
  readonly program: Program;
  readonly options: CodegenOptions;
  /** id 1 is functions[0]. */
  readonly functions: readonly CompiledFunction[];
  readonly objects: readonly PlacedObject[];
  readonly labels: readonly { readonly label: Label; readonly functionId: number; readonly point: number }[];
  /** Data to write before the run: addresses of functions and objects in it are already resolved. */
  readonly image: readonly { readonly offset: number; readonly bytes: Uint8Array }[];
  /** Shadow to write before the run; everything else is 0. */
  readonly shadow: readonly { readonly offset: number; readonly length: number; readonly value: number }[];
  /** The image of the static per-CPU objects: byte n of it is byte n of each CPU's unit. */
  readonly perCpuImage: { readonly start: number; readonly end: number } | undefined;
  /** First free offset after the objects, page-aligned. */
  readonly end: number;
  /** Size of the machine's own area at offset 0. */
  readonly machineArea: number;
  /** Ticks at most between two tests of `fuel` in a coarse module. */
  readonly slack: number;
}

export interface CompiledModule {
  readonly layout: ProgramLayout;
  readonly cut: Cut;
  /** All of the program as one module. */
  readonly bytes: Uint8Array;
  /**
   * The same as it is instantiated: one whole module, perhaps that of an earlier program, and then perhaps one that puts other functions
   * into its tables.
   */
  readonly binaries: readonly WasmBinary[];
}
