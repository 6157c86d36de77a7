/**
 * Intrinsics that programs call often, as functions of the module: what they nearly always do is done here, and all else by the machine's
 * own function, which is imported. Poisoning a range of data writes its shadow and marks its cards. An object that is announced or freed
 * is told to the machine by its offset, as a pointer of 64 bits would be made a bigint on the way.
 *
 * Each has the signature of the import that it stands for: (frame, …C parameters).
 */
import { IMPORTS, LOW_INTRINSICS, MACHINE_REGISTERS, PAGE_SIZE, SHADOW } from '../../abi';
import type { Cut } from '../../compiled';
import { CodeBuffer, type WasmModule } from '../../wasm/encoder';
import { OP, type WasmType } from '../../wasm/opcodes';
import type { PlannedProgram } from '../layout/plan';
import type { OutsideFunction } from './outside';

/** What a helper is emitted with. */
interface Near {
  readonly program: PlannedProgram;
  readonly cut: Cut;
  readonly wasm: WasmModule;
  readonly code: CodeBuffer;
  readonly wide: boolean;
  /** Index of the import that does all of it. */
  readonly whole: number;
  /** Index of the import's low form, if it has one. */
  readonly low: number;
}

interface Helper {
  readonly parameters: readonly WasmType[];
  readonly results: readonly WasmType[];
  readonly locals: readonly WasmType[];
  readonly emit: (near: Near) => void;
}

const PAGE_BITS = Math.log2(PAGE_SIZE);
/** Bytes up to which a range is filled by a loop. */
const SHORT = 256;

/** Shadow bytes by the reasons of `enum machine_poison`, 1 to 4, as the bytes of a word. */
const POISON_BYTES = SHADOW.unmapped | (SHADOW.redzone << 8) | (SHADOW.freed << 16) | (SHADOW.perCpuRaw << 24);

/** The helpers of a program whose pointers are of a type, by the intrinsics' names. */
function helpers(pointer: WasmType): Readonly<Record<string, Helper>> {
  return {
    machine_poison: {
      parameters: ['i32', pointer, pointer, 'i32'],
      results: [],
      locals: ['i32', 'i32', 'i32', 'i64'],
      emit: (near) => emitShadowRange(near, poisonByte, isReason),
    },
    machine_unpoison: {
      parameters: ['i32', pointer, pointer, 'i32'],
      results: [],
      locals: ['i32', 'i32', 'i32', 'i64'],
      emit: (near) => emitShadowRange(near, unpoisonByte, undefined),
    },
    machine_object_allocated: {
      parameters: ['i32', pointer, pointer, pointer],
      results: ['i32'],
      locals: [],
      emit: (near) => emitLow(near, [pointer, pointer, pointer], [0, 2], [1]),
    },
    machine_object_freed: {
      parameters: ['i32', pointer],
      results: [],
      locals: [],
      emit: (near) => emitLow(near, [pointer], [0], []),
    },
  };
}

/** Of the intrinsics that are called, for each that has a helper here: its low form. */
export function lowForms(program: PlannedProgram, called: readonly OutsideFunction[]): OutsideFunction[] {
  const known = helpers(program.context.pointer);
  return called.flatMap(({ name }) => {
    const helper = known[name];
    if (!helper || !LOW_INTRINSICS.has(name)) return [];
    const parameters = helper.parameters.map((): WasmType => 'i32');
    return [{ namespace: IMPORTS.lowNamespace, name, parameters, results: helper.results }];
  });
}

/** Declares and defines the helpers for the intrinsics that are imported. Returns which functions are to be called for them. */
export function defineNear(
  program: PlannedProgram,
  cut: Cut,
  wasm: WasmModule,
  imported: ReadonlyMap<string, number>,
  lows: ReadonlyMap<string, number>,
): Map<string, number> {
  const known = helpers(program.context.pointer);
  const indices = new Map(imported);
  for (const [name, whole] of imported) {
    const helper = known[name];
    if (!helper) continue;
    const code = new CodeBuffer(256);
    const wide = program.context.pointer === 'i64';
    helper.emit({ program, cut, wasm, code, wide, whole, low: lows.get(name) ?? -1 });
    const index = wasm.declare(name, helper.parameters, helper.results);
    wasm.define(index, { locals: [...helper.locals], code });
    indices.set(name, index);
  }
  return indices;
}

// ---------------------------------------------------------------- ranges

/** The distance of a pointer in a local from the base, as wide as a pointer. */
function distance({ code, wide, program }: Near, local: number): void {
  const { base } = program.context.space;
  code.get(local);
  if (wide) {
    code.i64(base);
    code.op(OP.i64Sub);
  } else {
    code.i32(Number(BigInt.asIntN(32, base)));
    code.op(OP.i32Sub);
  }
}

/** 1 when a value as wide as a pointer, on the stack, is at most `most`. */
function atMost({ code, wide }: Near, most: number): void {
  if (wide) {
    code.i64(BigInt(most));
    code.op(OP.i64LeU);
  } else {
    code.i32(most);
    code.op(OP.i32LeU);
  }
}

function narrow({ code, wide }: Near): void {
  if (wide) code.op(OP.i32WrapI64);
}

// ---------------------------------------------------------------- poison

const [FRAME, POINTER, SIZE, WHY, AT, END, BYTE, PATTERN] = [0, 1, 2, 3, 4, 5, 6, 7] as const;

function poisonByte({ code }: Near): void {
  code.i32(POISON_BYTES);
  code.get(WHY);
  code.i32(1);
  code.op(OP.i32Sub);
  code.i32(3);
  code.op(OP.i32Shl);
  code.op(OP.i32ShrU);
  code.i32(0xff);
  code.op(OP.i32And);
}

function unpoisonByte({ code }: Near): void {
  code.i32(SHADOW.initialised);
  code.i32(SHADOW.uninitialised);
  code.get(WHY);
  code.op(OP.select);
}

/** 1 when the reason is one of those that there are. */
function isReason({ code }: Near): void {
  code.get(WHY);
  code.i32(1);
  code.op(OP.i32Sub);
  code.i32(4);
  code.op(OP.i32LtU);
}

/**
 * Fills the shadow of a range that the program may change: within [machineArea, rawNext), and not empty. Else, and when the third parameter
 * makes no sense, the import does it or says what is wrong.
 */
function emitShadowRange(near: Near, byte: (near: Near) => void, valid: ((near: Near) => void) | undefined): void {
  const { code, program, whole } = near;
  const { limit } = program.options;
  code.open(OP.block);
  distance(near, POINTER);
  atMost(near, limit);
  code.get(SIZE);
  atMost(near, limit);
  code.op(OP.i32And);
  if (valid) {
    valid(near);
    code.op(OP.i32And);
  }
  code.op(OP.i32Eqz);
  code.brIf(0);
  // AT: offset; END: after the last byte.
  distance(near, POINTER);
  narrow(near);
  code.tee(AT);
  code.get(SIZE);
  narrow(near);
  code.op(OP.i32Add);
  code.set(END);
  code.get(AT);
  code.i32(program.machineArea);
  code.op(OP.i32GeU);
  code.get(AT);
  code.get(END);
  code.op(OP.i32LtU);
  code.op(OP.i32And);
  code.get(END);
  code.op(OP.f64ConvertI32U);
  code.i32(0);
  code.memory(OP.f64Load, MACHINE_REGISTERS.rawNext);
  code.op(OP.f64Le);
  code.op(OP.i32And);
  code.op(OP.i32Eqz);
  code.brIf(0);
  byte(near);
  code.set(BYTE);
  markRange(near);
  fillRange(near);
  code.op(OP.return);
  code.end();
  code.get(FRAME);
  code.get(POINTER);
  code.get(SIZE);
  code.get(WHY);
  code.call(whole);
  code.end();
}

/** Marks the cards of AT to END. */
function markRange({ code, cut, program }: Near): void {
  if (!cut.cards) return;
  const cards = 2 * program.options.limit;
  code.get(AT);
  code.i32(PAGE_BITS);
  code.op(OP.i32ShrU);
  code.i32(cards);
  code.op(OP.i32Add);
  code.i32(1);
  // As many as there are pages from the first byte's to the last byte's.
  code.get(END);
  code.i32(1);
  code.op(OP.i32Sub);
  code.i32(PAGE_BITS);
  code.op(OP.i32ShrU);
  code.get(AT);
  code.i32(PAGE_BITS);
  code.op(OP.i32ShrU);
  code.op(OP.i32Sub);
  code.i32(1);
  code.op(OP.i32Add);
  code.memoryFill();
}

/** Fills the shadow of AT to END with BYTE: words, then bytes; all at once when it is long. */
function fillRange({ code, program }: Near): void {
  const { limit } = program.options;
  code.get(END);
  code.get(AT);
  code.op(OP.i32Sub);
  code.i32(SHORT);
  code.op(OP.i32GtU);
  code.open(OP.if);
  code.get(AT);
  code.i32(limit);
  code.op(OP.i32Add);
  code.get(BYTE);
  code.get(END);
  code.get(AT);
  code.op(OP.i32Sub);
  code.memoryFill();
  code.op(OP.return);
  code.end();
  code.get(BYTE);
  code.op(OP.i64ExtendI32U);
  code.i64(0x0101_0101_0101_0101n);
  code.op(OP.i64Mul);
  code.set(PATTERN);
  storeWhile(code, 8, () => {
    code.get(PATTERN);
    code.memory(OP.i64Store, limit);
  });
  storeWhile(code, 1, () => {
    code.get(BYTE);
    code.memory(OP.i32Store8, limit);
  });
}

/** Stores at AT, and moves it on, while there are so many bytes left. `store` finds AT on the stack. */
function storeWhile(code: CodeBuffer, bytes: number, store: () => void): void {
  code.open(OP.block);
  code.open(OP.loop);
  code.get(END);
  code.get(AT);
  code.op(OP.i32Sub);
  code.i32(bytes);
  code.op(OP.i32LtU);
  code.brIf(1);
  code.get(AT);
  store();
  code.get(AT);
  code.i32(bytes);
  code.op(OP.i32Add);
  code.set(AT);
  code.br(0);
  code.end();
  code.end();
}

// ---------------------------------------------------------------- objects

/** Calls the low form when all pointers point into data and no size exceeds it; else the import. */
function emitLow(near: Near, types: readonly WasmType[], pointers: readonly number[], sizes: readonly number[]): void {
  const { code, program, whole, low } = near;
  const { limit } = program.options;
  let first = true;
  const both = (): void => {
    if (!first) code.op(OP.i32And);
    first = false;
  };
  for (const index of pointers) {
    distance(near, 1 + index);
    atMost(near, limit - 1);
    both();
  }
  for (const index of sizes) {
    code.get(1 + index);
    atMost(near, limit);
    both();
  }
  code.open(OP.if);
  code.get(FRAME);
  types.forEach((_, index) => {
    if (pointers.includes(index)) distance(near, 1 + index);
    else code.get(1 + index);
    narrow(near);
  });
  code.call(low);
  code.op(OP.return);
  code.end();
  code.get(FRAME);
  types.forEach((_, index) => {
    code.get(1 + index);
  });
  code.call(whole);
  code.end();
}
