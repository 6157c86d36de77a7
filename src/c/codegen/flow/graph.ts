/**
 * The flow graph of a function: blocks of instructions, each ended by a terminator, in the order in which they are emitted, which is
 * the order of the source. So almost every jump is a forward one, and a jump back to a block closes a loop made of all blocks in
 * between (analysis/loops.ts).
 *
 * Instructions are what takes time, can fail, or writes: everything else is a value (value.ts). An instruction that is a tick, that may
 * leave or that may be blamed has a *point*. The graph is the same for every cut; only emission differs.
 */
import type { Point } from '../../compiled';
import type { Token } from '../../token';
import type { Label } from '../../tree';
import type { WasmType } from '../../wasm/opcodes';
import type { FrameObject, Local, Value } from './value';

/** A point in the making. Its number is given when the whole function is known (analysis/points.ts). */
export interface FlowPoint {
  readonly kind: Point['kind'];
  readonly token: Token;
  /** Index of the statement that it lies in. */
  readonly statement: number;
  id: number;
  /** The coarse cut tests `fuel` here. */
  tested: boolean;
  /** Temporaries with slots whose value is still needed when the function leaves here. */
  live: readonly Local[];
}

/** Where an access goes. */
export type Place =
  /** A whole variable in a register. */
  | { readonly kind: 'register'; readonly local: Local }
  | { readonly kind: 'frame'; readonly object: FrameObject; readonly offset: number }
  /** A static object: `offset` from data's start. */
  | { readonly kind: 'static'; readonly offset: number; readonly object: StaticExtent }
  /** Anywhere: address = pointer + offset. `extent` bytes at `pointer` are known to be mapped and aligned. */
  | { readonly kind: 'pointer'; readonly pointer: Value; readonly offset: number; readonly extent?: number };

/**
 * What is known of the static object that a place lies in. One whose address is computed nowhere, and which is a scalar, is only ever
 * accessed as a whole, by name: no check is needed.
 */
export interface StaticExtent {
  /** Offset in data. */
  readonly start: number;
  readonly size: number;
  readonly isScalar: boolean;
  /** Nothing defines it: its address is 0 if it is weak, else its use is a link error wherever it can be reached. */
  readonly isUndefined: boolean;
  readonly undefinedName: string | undefined;
}

export type MemoryPlace = Exclude<Place, { kind: 'register' }>;

export interface LoadInstruction {
  readonly kind: 'load';
  readonly point: FlowPoint;
  readonly place: MemoryPlace;
  /** WebAssembly's load. */
  readonly opcode: number;
  readonly size: number;
  readonly alignment: number;
  /** Bytes of it that must be initialised: `count` from `from` on. All must be addressable. */
  readonly from: number;
  readonly count: number;
  readonly target: Local;
  /** Gets the shadow bytes: the value is only copied. */
  readonly shadow: Local | undefined;
}
export interface StoreInstruction {
  readonly kind: 'store';
  readonly point: FlowPoint;
  readonly place: MemoryPlace;
  readonly opcode: number;
  readonly size: number;
  readonly alignment: number;
  readonly value: Value;
  /** Bytes of it that become initialised. */
  readonly from: number;
  readonly count: number;
  /** Shadow bytes that came with the value, instead. */
  readonly shadow: Local | undefined;
}
/** One access that loads, computes and stores: `old` is what was there, `next` what will be, stored when `condition` holds. */
export interface ModifyInstruction {
  readonly kind: 'modify';
  readonly point: FlowPoint;
  readonly place: MemoryPlace;
  readonly load: number;
  readonly store: number;
  readonly size: number;
  readonly alignment: number;
  readonly old: Local;
  readonly next: Value;
  readonly condition: Value | undefined;
}
export interface SetInstruction {
  readonly kind: 'set';
  readonly local: Local;
  readonly value: Value;
}
/** A statement starts: a tick. */
export interface StatementInstruction {
  readonly kind: 'statement';
  readonly point: FlowPoint;
}
/** A register variable is read here: flow analysis decides whether it has a value. */
export interface ReadInstruction {
  readonly kind: 'read';
  readonly point: FlowPoint;
  readonly local: Local;
  check: 'never' | 'flag' | 'always';
}
/** A register variable's lifetime begins: it has no value. */
export interface KillInstruction {
  readonly kind: 'kill';
  readonly local: Local;
}
/** A frame object's lifetime begins (uninitialised, its bytes zero) or ends. */
export interface ScopeInstruction {
  readonly kind: 'enter' | 'leave';
  readonly object: FrameObject;
}
/** A whole frame object becomes initialised: zeros, then bytes of a static object if any. Part of a declaration: no access. */
export interface FillInstruction {
  readonly kind: 'fill';
  readonly object: FrameObject;
  readonly source: { readonly offset: number; readonly size: number } | undefined;
}
/** A byte of arguments or results that is written without being an access of the program's: a variable argument. */
export interface PutInstruction {
  readonly kind: 'put';
  readonly object: FrameObject;
  readonly offset: number;
  readonly opcode: number;
  readonly size: number;
  readonly value: Value;
}
/** The function leaves for good when the condition holds. */
export interface FaultInstruction {
  readonly kind: 'fault';
  readonly point: FlowPoint;
  readonly condition: Value;
  readonly fault: number;
  readonly address: Value;
  readonly size: Value;
}
/** UBSAN's kind of report when the condition holds. */
export interface ReportInstruction {
  readonly kind: 'report';
  readonly point: FlowPoint;
  readonly condition: Value;
  readonly report: number;
  readonly a: Value;
  readonly b: Value;
}
export interface CallInstruction {
  readonly kind: 'call';
  /** The point after it. */
  readonly point: FlowPoint;
  readonly callee:
    | { readonly kind: 'function'; readonly id: number }
    | { readonly kind: 'intrinsic'; readonly name: string }
    | { readonly kind: 'table'; readonly index: Value };
  readonly parameters: readonly WasmType[];
  /** What the callee returns. */
  readonly returns: WasmType | undefined;
  readonly arguments: readonly Value[];
  /** Undefined when the value is not used. */
  readonly result: Local | undefined;
}

export type Instruction =
  | LoadInstruction
  | StoreInstruction
  | ModifyInstruction
  | SetInstruction
  | StatementInstruction
  | ReadInstruction
  | KillInstruction
  | ScopeInstruction
  | FillInstruction
  | PutInstruction
  | FaultInstruction
  | ReportInstruction
  | CallInstruction;

export type Terminator =
  | { readonly kind: 'jump'; readonly to: Block }
  | { readonly kind: 'branch'; readonly condition: Value; readonly then: Block; readonly otherwise: Block }
  | {
      readonly kind: 'switch';
      /** A leaf, or used once because there are few cases. */
      readonly value: Value;
      readonly cases: readonly SwitchRange[];
      readonly otherwise: Block;
    }
  /** To one of the function's labels, by its number among those whose address is taken. */
  | { readonly kind: 'computed'; readonly index: Value; readonly targets: readonly Block[] }
  /** `fallsOff`: the end of a function that should have returned a value. */
  | { readonly kind: 'return'; readonly value: Value | undefined; readonly fallsOff: boolean }
  | { readonly kind: 'fault'; readonly point: FlowPoint; readonly fault: number };

/** Values low to high go to the block. Signed 64-bit or 32-bit as the switch's value is; ascending, not overlapping. */
export interface SwitchRange {
  readonly low: bigint;
  readonly high: bigint;
  readonly to: Block;
}

export class Block {
  /** Position among the function's blocks; -1 before it is placed and when it can't be reached. */
  index = -1;
  readonly instructions: Instruction[] = [];
  terminator: Terminator | undefined;
}

export function successors(block: Block): readonly Block[] {
  const { terminator } = block;
  switch (terminator?.kind) {
    case 'jump':
      return [terminator.to];
    case 'branch':
      return [terminator.then, terminator.otherwise];
    case 'switch':
      return [...terminator.cases.map(({ to }) => to), terminator.otherwise];
    case 'computed':
      return terminator.targets;
    default:
      return [];
  }
}

/** A label whose address is taken, with the block that it stands before. */
export interface PlacedLabel {
  readonly label: Label;
  readonly block: Block;
}

/** Ticks of an instruction: abi.ts has the rule. */
export function isTick(instruction: Instruction): boolean {
  switch (instruction.kind) {
    case 'statement':
    case 'load':
    case 'store':
    case 'modify':
      return true;
    default:
      return false;
  }
}

/** Whether a run may be resumed at the instruction's point: just before a tick, or just after a call. */
export function pointOf(instruction: Instruction): FlowPoint | undefined {
  return 'point' in instruction ? instruction.point : undefined;
}
