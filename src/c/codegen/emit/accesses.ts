/**
 * Loads and stores with their checks in line. With d = address - base:
 *
 *   bounds and alignment  rotate d right by log2(alignment): low bits that must be zero become high ones, so one unsigned comparison with
 *                         (limit - size) rotated alike tells both. Left out where the place is known to be inside its object.
 *   shadow                one load of the access's width from `limit` further on, one AND, one comparison. A load needs "accessible" of all bytes
 *                         and "initialised" of those that count; a store needs "accessible and not read-only", and sets the shadow.
 *
 * On failure the function leaves: d, the packed description and the ticks to give back are on the stack by then, and stay there as
 * operands of the branch.
 */
import { PAGE_SIZE, SHADOW } from '../../abi';
import { OP } from '../../wasm/opcodes';
import type { LoadInstruction, MemoryPlace, ModifyInstruction, StoreInstruction } from '../flow/graph';
import { add, constant } from '../flow/value';
import { type CodeLabel, type Emitter, FRAME_LOCAL } from './emitter';
import { packAccess } from './module';
import { pattern } from './patterns';
import { emitValue } from './values';

type Access = LoadInstruction | StoreInstruction | ModifyInstruction;

/** How an address is formed for WebAssembly: a local or a constant on the stack, and an immediate offset. */
interface Located {
  readonly base: () => void;
  readonly offset: number;
}

const PAGE_BITS = Math.log2(PAGE_SIZE);

/** What the shadow must have: bits that are looked at, and those that must be set. */
interface ShadowTest {
  readonly mask: bigint;
  readonly expected: bigint;
}

const ACCESSIBLE = SHADOW.uninitialised;
const INITIALISED = SHADOW.initialised & ~SHADOW.uninitialised;
const READ_ONLY = SHADOW.readOnly & ~SHADOW.initialised;

function shadowTest(access: Access): ShadowTest {
  const accessible = pattern(ACCESSIBLE, 0, access.size);
  if (access.kind === 'load') {
    const mask = accessible | pattern(INITIALISED, access.from, access.count);
    return { mask, expected: mask };
  }
  const mask = accessible | pattern(READ_ONLY, 0, access.size);
  if (access.kind === 'store') return { mask, expected: accessible };
  const initialised = pattern(INITIALISED, 0, access.size);
  return { mask: mask | initialised, expected: accessible | initialised };
}

const SHADOW_LOAD: Readonly<Record<number, number>> = {
  1: OP.i32Load8U,
  2: OP.i32Load16U,
  4: OP.i32Load,
  8: OP.i64Load,
};
const SHADOW_STORE: Readonly<Record<number, number>> = {
  1: OP.i32Store8,
  2: OP.i32Store16,
  4: OP.i32Store,
  8: OP.i64Store,
};

function shadowConstant(e: Emitter, size: number, bits: bigint): void {
  if (size === 8) e.code.i64(bits);
  else e.code.i32(Number(BigInt.asIntN(32, bits)));
}

function loadShadow(e: Emitter, at: Located, size: number): void {
  at.base();
  e.code.memory(SHADOW_LOAD[size] as number, e.module.limit + at.offset);
}

/** Nothing about the access can fail: a scalar that is only ever accessed as a whole, by name. */
function isTrusted(e: Emitter, place: MemoryPlace, access: Access): boolean {
  if (place.kind !== 'static' || !place.object.isScalar || access.size > place.object.size) return false;
  return !e.module.hasEscaped(place.object);
}

/** In an automatic object that is in scope a byte is accessible; only its value may be missing. */
function needsTest(e: Emitter, access: Access): boolean {
  const { place } = access;
  if (isTrusted(e, place, access)) return false;
  if (place.kind !== 'frame') return true;
  return access.kind === 'load' ? access.count > 0 : access.kind === 'modify';
}

/** Emits all checks, and tells how the bytes are addressed. */
function check(e: Emitter, access: Access, unused: number): Located {
  const { place } = access;
  if (place.kind !== 'pointer') return checkKnown(e, access, place, unused);
  const index = e.checked.indexOf(place, access.alignment);
  return index === undefined ? checkPointer(e, access, place, unused) : checkAgain(e, access, place, index, unused);
}

/** What is left on the stack for a failure, above the address. */
function pushOperands(e: Emitter, access: Access, unused: number): void {
  const packed = packAccess(access.point.id, {
    size: access.size,
    alignment: access.alignment,
    store: access.kind !== 'load',
    initialised: access.kind === 'modify' || (access.kind === 'load' && access.count > 0),
  });
  e.code.i32(packed);
  e.code.i32(unused);
}

function dropOperands(e: Emitter): void {
  for (let count = 0; count < 3; count++) e.code.op(OP.drop);
}

function testShadow(e: Emitter, access: Access, at: Located, failure: CodeLabel): void {
  const { code } = e;
  const { mask, expected } = shadowTest(access);
  const wide = access.size === 8;
  loadShadow(e, at, access.size);
  shadowConstant(e, access.size, mask);
  code.op(wide ? OP.i64And : OP.i32And);
  shadowConstant(e, access.size, expected);
  code.op(wide ? OP.i64Ne : OP.i32Ne);
  e.brIf(failure);
}

/** The shadow test of an access whose offset in data is the sum of what `at` says. */
function checkShadow(e: Emitter, access: Access, at: Located, further: number, unused: number): void {
  at.base();
  if (further > 0) {
    e.code.i32(further);
    e.code.op(OP.i32Add);
  }
  pushOperands(e, access, unused);
  testShadow(e, access, at, e.nearFault);
  dropOperands(e);
}

/** A place in the frame or in a static object. */
function checkKnown(
  e: Emitter,
  access: Access,
  place: Exclude<MemoryPlace, { kind: 'pointer' }>,
  unused: number,
): Located {
  const inFrame = place.kind === 'frame';
  const offset = inFrame ? place.object.offset + place.offset : place.offset;
  const at: Located = inFrame
    ? { base: () => e.code.get(FRAME_LOCAL), offset }
    : { base: () => e.code.i32(offset), offset: 0 };
  if (needsTest(e, access)) checkShadow(e, access, at, at.offset, unused);
  return at;
}

/** A place near one that was checked: only the shadow is looked at, and that only if need be. */
function checkAgain(
  e: Emitter,
  access: Access,
  place: MemoryPlace & { kind: 'pointer' },
  index: number,
  unused: number,
): Located {
  const at: Located = { base: () => e.code.get(index), offset: place.offset };
  const known = e.checked.bytesAt(place, access.size);
  if (known !== 'written' && (known === undefined || access.kind !== 'load')) {
    checkShadow(e, access, at, at.offset, unused);
  }
  return at;
}

/** Any other place: the bounds, then the shadow. */
function checkPointer(e: Emitter, access: Access, place: MemoryPlace & { kind: 'pointer' }, unused: number): Located {
  const { code, module } = e;
  const wide = module.program.context.pointer === 'i64';
  emitDistance(e, place);
  code.tee(e.distance);
  pushOperands(e, access, unused);
  if (place.extent === undefined) testBounds(e, access, wide);
  let at: Located;
  if (e.checked.canLearn(place)) {
    const index = e.checked.learn(place, access.alignment);
    emitOffset(e, { ...place, offset: 0 }, wide);
    code.set(index);
    at = { base: () => code.get(index), offset: place.offset };
  } else {
    const index = wide ? e.at : e.distance;
    if (wide) {
      code.get(e.distance);
      code.op(OP.i32WrapI64);
      code.set(index);
    }
    at = { base: () => code.get(index), offset: 0 };
  }
  testShadow(e, access, at, e.wideFault);
  dropOperands(e);
  return at;
}

function testBounds(e: Emitter, access: Access, wide: boolean): void {
  const { code, module } = e;
  const shift = Math.log2(access.alignment);
  const last = Math.floor((module.limit - access.size) / access.alignment);
  code.get(e.distance);
  if (wide) {
    if (shift > 0) {
      code.i64(BigInt(shift));
      code.op(OP.i64Rotr);
    }
    code.i64(BigInt(last));
    code.op(OP.i64GtU);
  } else {
    if (shift > 0) {
      code.i32(shift);
      code.op(OP.i32Rotr);
    }
    code.i32(last);
    code.op(OP.i32GtU);
  }
  e.brIf(e.wideFault);
}

/** A pointer that is known to point into data, as an offset; on LP64 the base has no low bits. */
function emitOffset(e: Emitter, place: MemoryPlace & { kind: 'pointer' }, wide: boolean): void {
  if (wide) {
    emitValue(e, place.pointer);
    e.code.op(OP.i32WrapI64);
  } else emitDistance(e, place);
}

/** address - base of a pointer's place. */
function emitDistance(e: Emitter, place: MemoryPlace & { kind: 'pointer' }): void {
  const { pointer, space } = e.module.program.context;
  emitValue(e, add(place.pointer, constant(pointer, BigInt(place.offset) - space.base)));
}

export function emitLoad(e: Emitter, load: LoadInstruction, unused: number): void {
  const { code } = e;
  const at = check(e, load, unused);
  if (load.shadow) {
    loadShadow(e, at, load.size);
    code.set(load.shadow.index);
  }
  at.base();
  code.memory(load.opcode, at.offset);
  code.set(load.target.index);
  if (load.count === load.size && e.checked.bytesAt(load.place, load.size) === undefined) {
    e.checked.noteBytes(load.place, load.size, 'initialised');
  }
  e.checked.forget(load.target);
}

export function emitStore(e: Emitter, store: StoreInstruction, unused: number): void {
  const { code } = e;
  const at = check(e, store, unused);
  at.base();
  emitValue(e, store.value);
  code.memory(store.opcode, at.offset);
  if (!isTrusted(e, store.place, store)) setShadow(e, store, at);
  markCard(e, store, at);
  // What is copied may be uninitialised, and may lie where another pointer points.
  if (store.shadow) e.checked.forgetBytes();
  else if (store.count === store.size) e.checked.noteBytes(store.place, store.size, 'written');
}

function setShadow(e: Emitter, store: StoreInstruction, at: Located): void {
  const { code } = e;
  const { size, from, count } = store;
  const wide = size === 8;
  if (!store.shadow && e.checked.bytesAt(store.place, size) !== undefined) return;
  at.base();
  if (store.shadow) {
    // Accessible, and initialised as far as what was copied.
    code.get(store.shadow.index);
    shadowConstant(e, size, pattern(INITIALISED, 0, size));
    code.op(wide ? OP.i64And : OP.i32And);
    shadowConstant(e, size, pattern(ACCESSIBLE, 0, size));
    code.op(wide ? OP.i64Or : OP.i32Or);
  } else if (count < size) {
    loadShadow(e, at, size);
    shadowConstant(e, size, pattern(INITIALISED, from, count));
    code.op(wide ? OP.i64Or : OP.i32Or);
  } else shadowConstant(e, size, pattern(SHADOW.initialised, 0, size));
  code.memory(SHADOW_STORE[size] as number, e.module.limit + at.offset);
}

/** The page that was written to, and the next if the access may reach into it. */
function markCard(e: Emitter, store: StoreInstruction | ModifyInstruction, at: Located): void {
  if (!e.module.cut.cards || (store.place.kind === 'frame' && !hasLargeFrame(e))) return;
  const { code } = e;
  const mark = (further: number): void => {
    at.base();
    if (at.offset + further > 0) {
      code.i32(at.offset + further);
      code.op(OP.i32Add);
    }
    code.i32(PAGE_BITS);
    code.op(OP.i32ShrU);
    code.i32(1);
    code.memory(OP.i32Store8, e.module.cards);
  };
  mark(0);
  if (store.alignment < store.size) mark(store.size - 1);
}

/** Frames within a page are marked whole when the function is entered. */
export function hasLargeFrame(e: Emitter): boolean {
  return e.plan.frame.size > PAGE_SIZE;
}

export function emitModify(e: Emitter, modify: ModifyInstruction, unused: number): void {
  const { code } = e;
  const at = check(e, modify, unused);
  at.base();
  code.memory(modify.load, at.offset);
  code.set(modify.old.index);
  e.checked.forget(modify.old);
  const store = (): void => {
    at.base();
    emitValue(e, modify.next);
    code.memory(modify.store, at.offset);
    markCard(e, modify, at);
  };
  if (!modify.condition) {
    store();
    return;
  }
  emitValue(e, modify.condition);
  code.open(OP.if);
  store();
  code.end();
}
