/**
 * The contract between generated code and the machine that runs it: where things lie in the one linear memory, how a frame
 * looks, what a compiled function takes and gives, and what it imports. Nothing here runs; the code generator (`codegen/`)
 * and the machine (`machine/`) both follow it.
 *
 * Memory. One WebAssembly memory, its regions computed from `limit`, the size of the program's memory in bytes:
 *   [0, limit)                data: what the program's addresses mean. Address = base(model) + offset.
 *   [limit, 2*limit)          shadow: one byte for each byte of data, see SHADOW.
 *   [2*limit, + limit/4096)   cards: one byte for each 4 KiB page of data, set to 1 by every store in a recoverable module.
 *   then the control words (CONTROL): what generated code and the machine tell each other. They are no part of a run's state.
 * Data: [0, MACHINE_AREA) is the machine's own (registers of the CPUs, scheduler, random state, object table, log; its shadow
 * is 0, so no program can touch it), then read-only objects, then objects, then raw memory handed out by intrinsics, and at
 * the top one stack per CPU.
 *
 * Addresses. A pointer is checked at full width: `(address - base) <u limit`, then the shadow. Functions have addresses in a
 * text range that is never mapped: `textBase + 16 * (function id)`; a label is `textBase + LABELS + 16 * (label id)`, label ids
 * being unique in the program. Neither depends on the cut.
 *
 * Functions. Every C function is one WebAssembly function
 *     (frame: i32, resume: i32, …parameters) -> status: i32
 * `frame` is the offset of its frame in data; `resume` 0 is a fresh call, else the point to go on from, all registers being
 * reloaded from the frame (the parameters are then ignored; the machine passes zeros). C integers up to 32 bits and ILP32
 * pointers are i32, 64-bit integers and LP64 pointers i64, float f32, double and long double f64. A record parameter is a
 * pointer to a copy in the caller's frame; a record is returned through a hidden first parameter, a pointer. A variadic function
 * takes a hidden last parameter, a pointer to its variable arguments in the caller's frame (each in a slot of 8 bytes on LP64,
 * of 4 or 8 on ILP32; long double in 8).
 *
 * Registers and memory variables. An automatic scalar whose address is never taken is a *register*: a WebAssembly local, with
 * an 8-byte slot in the frame where it lives while the function is not running. Every other automatic variable lies in the
 * frame's memory part, with redzones between; its shadow is made addressable and uninitialised, and its bytes zero, when its
 * scope is entered (each time), and unaddressable (SHADOW.outOfScope) when the scope or the function is left. Temporaries that
 * live across a point of the fine cut are registers too. Reading a register that may be uninitialised is checked: flow analysis,
 * and where that can't decide a flag register.
 *
 * Leaving. A function leaves (returns a status other than 0) only at a *point*. It then has written all its register slots (dead
 * temporaries as zero, so that both cuts leave the same bytes) and its resume point, and everything needed to go on is in
 * memory. A caller that gets a non-zero status does the same, with the point after the call, and passes the status on. The
 * machine later re-enters the innermost frame alone; when that returns 0 it pops the frame and re-enters the caller at its resume
 * point, which picks the value up from the callee's frame. Before each call the caller stores its resume point in its frame, so
 * that a stack can be walked at any time.
 *
 * Time. The clock counts ticks: one for each statement or controlling expression that starts (every loop has one, if need be an
 * artificial one) and one for each access to memory (registers are not memory). The module keeps `fuel`, the ticks left until
 * the machine wants control back. The *coarse* cut subtracts a basic block's ticks at once and leaves when `fuel <= 0`, tested at
 * function entry and loop back edges; between two tests it never uses more than `CompiledModule.slack` ticks (a machine that must
 * stop at tick t asks the coarse cut for t - slack and goes on in the fine one). The *fine* cut tests before each tick and leaves,
 * at the point just before that statement or access, when `fuel` is 0. Both cuts number points alike and lay frames out alike;
 * the coarse cut can be re-entered only at coarse points. At any coarse point both give the same memory, byte for byte.
 *
 * What the machine counts on, besides:
 *  - `fuel` is in its control word whenever the machine can look: at a leave, and during any import's call. At a fault it stands where the
 *    fine cut has it (the coarse cut gives back what its block had not used yet), so that a fault has one moment in both cuts.
 *  - STATUS.paused is returned only at a point just before a tick, never at `afterCall`. So the innermost frame of a stack that has
 *    left is found from the one that was entered: go up while a frame's point is `afterCall`; the next one is at frame + frameSize.
 *  - STATUS.frameLimit: the parameters are in their slots too, all other slots are zero, and the frame's resume point is
 *    FRAME_ENTRY: entered with that, the function begins at its start (test of frameLimit included) with the parameters from its slots.
 *  - Slots written at a leave, and changes of the shadow, mark the cards of their pages in a module with cards, as stores do.
 *  - Data above the innermost frame is all zero: what a function leaves behind is wiped when it is left (objects), loaded again
 *    (slots) or has returned (its header, by its caller). So what lies there does not tell how often a run was paused.
 *  - A function that left with STATUS.fault is not resumed: its variables are in their slots, its temporaries are not.
 *  - Observing modules call `statement` just before they test `fuel` for that statement's tick: a fine module whose fuel is set
 *    to 0 by it leaves at that very point. Being called again when resumed there does no harm.
 */

import type { DataModel } from './types';

export interface AddressSpace {
  /** Address of data offset 0. */
  readonly base: bigint;
  /** Address of function id 0; ids count from 1, so that no function lies at it. */
  readonly textBase: bigint;
  /** Start and size of the range of `__percpu` pointers, never mapped. */
  readonly perCpuBase: bigint;
  readonly perCpuSize: bigint;
}

export const LABELS = 0x0100_0000n;

export function addressSpace(model: DataModel): AddressSpace {
  return model.name === 'LP64'
    ? {
        base: 0xffff_8880_0000_0000n,
        textBase: 0xffff_ffff_8100_0000n,
        perCpuBase: 0xffff_e800_0000_0000n,
        perCpuSize: 0x0000_0100_0000_0000n,
      }
    : { base: 0xc000_0000n, textBase: 0x8000_0000n, perCpuBase: 0x4000_0000n, perCpuSize: 0x2000_0000n };
}

export const PAGE_SIZE = 4096;

/**
 * The control words, i32 each, by their distance from `controlStart`: the ticks left, where frames must end, what an intrinsic asks
 * for, and the number of the CPU that runs. In memory, where JavaScript gets at them at once, and not in WebAssembly globals.
 */
export const CONTROL = { fuel: 0, frameLimit: 4, pending: 8, cpu: 12 } as const;
const CONTROL_SIZE = 16;

export const controlStart = (limit: number): number => 2 * limit + limit / PAGE_SIZE;

/** WebAssembly pages that data of `limit` bytes and all that belongs to it take. */
export const memoryPages = (limit: number): number => Math.ceil((controlStart(limit) + CONTROL_SIZE) / 65536);

/** Registers of the machine that generated code reads: offsets in data of doubles (machine/registers.ts). */
export const MACHINE_REGISTERS = {
  /** Where memory that was not handed out yet begins. */
  rawNext: 16,
} as const;

/** A shadow byte. Bit 0: may be accessed. Bit 1: initialised. Bit 2: read-only. With bit 0 clear, why not. */
export const SHADOW = {
  unmapped: 0x00,
  uninitialised: 0x01,
  initialised: 0x03,
  readOnlyUninitialised: 0x05,
  readOnly: 0x07,
  redzone: 0x10,
  freed: 0x20,
  outOfScope: 0x30,
  globalRedzone: 0x40,
  stackRedzone: 0x50,
  perCpuRaw: 0x60,
} as const;

export const FRAME = {
  /** i32: function id. */
  functionId: 0,
  /** i32: resume point; 0 before the first. */
  resume: 4,
  /** The returned scalar, 8 bytes, written by the function itself just before it returns 0. */
  returnValue: 8,
  /** First register slot; 8 bytes each. The memory part follows, 16-aligned. Frame sizes are multiples of 16. */
  registers: 16,
} as const;

/** Resume point of a function that left at its entry because of `frameLimit`. */
export const FRAME_ENTRY = -1;

/** What a compiled function returns. */
export const STATUS = {
  returned: 0,
  /** `fuel` ran out. */
  paused: 1,
  /** `frame + frame size` went past the control word `frameLimit`, at function entry: too many nested WebAssembly calls or
   * the end of the stack; the machine tells them apart. The frame's header is written, nothing else was done. */
  frameLimit: 2,
  /** A fault was given to `fault`, or `report` asked to stop. Points at the access that commits it. */
  fault: 3,
  /** An intrinsic set the control word `pending` to this or any higher value: yield, exit, panic …; the meaning is the machine's. The
   * call has been done and its value taken; the point is the one after it. */
  intrinsic: 4,
} as const;

/** Kinds given to `fault`: the access is not done and the function leaves. */
export const FAULT = {
  load: 1, // not mapped, not addressable, or misaligned: the machine finds out from the address and the shadow
  store: 2,
  uninitialised: 3, // a load of bytes not initialised; also a register (address then is 0, size its size)
  callTarget: 4, // a call through a pointer that is no function's address
  callType: 5, // … or to a function of an incompatible type (`size` is the function id called)
  gotoTarget: 6,
  unreachable: 7, // __builtin_unreachable, or the end of a noreturn function
  trap: 8, // __builtin_trap
} as const;

/** Kinds given to `report`, as UBSAN's: the function goes on with gcc's usual result unless `report` returns 1. */
export const REPORT = {
  signedOverflow: 1, // a, b: operands; not under -fwrapv semantics unless asked for: see CodegenOptions.reportOverflow
  divisionByZero: 2, // must stop: `report` never returns 0 for it
  divisionOverflow: 3, // INT_MIN / -1: must stop
  shift: 4, // a: value, b: amount; the amount is taken modulo the width
  floatToInteger: 5, // out of range: result is what x86-64's cvttsd2si gives
  missingReturn: 6, // the value of a call that returned none was used
} as const;

/** Names in the import namespace `machine`. */
export const IMPORTS = {
  memory: 'memory', // WebAssembly.Memory
  table: 'table', // funcref table of this cut; index = function id
  /** The table through which functions call each other by pointers: a whole module exports it, a patch imports it. */
  innerTable: 'inner',
  /** (kind: i32, address: i64, size: i32, frame: i32, point: i32) -> () */
  fault: 'fault',
  /** (kind: i32, a: i64, b: i64, frame: i32, point: i32) -> i32: 1 to stop. */
  report: 'report',
  /** Observing modules only. (frame: i32, point: i32) -> (): a statement starts. */
  statement: 'statement',
  /** Observing modules only. (frame: i32) -> (): a function was entered (frame header written), is about to return 0. */
  enter: 'enter',
  leave: 'leave',
  /** Functions that the machine gives to programs are imported by their C name from the namespace `intrinsic`, with their C
   * types, after a first parameter `frame` (the caller's, its resume point stored). They do not leave; see STATUS.intrinsic. */
  intrinsicNamespace: 'intrinsic',
  /** Forms of some of them for arguments that need no bigint: pointers into data are offsets, sizes i32 (LOW_INTRINSICS). */
  lowNamespace: 'low',
} as const;

/** Intrinsics that have a low form, which is called when all their pointers point into data, and no size exceeds it. */
export const LOW_INTRINSICS: ReadonlySet<string> = new Set(['machine_object_allocated', 'machine_object_freed']);
