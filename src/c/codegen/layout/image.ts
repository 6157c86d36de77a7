/**
 * The bytes that static objects start with. The parts of each initialiser are constants; one that is the address of an object, a function or
 * a label becomes that number, for everything has its place by now.
 */
import type { AddressSpace } from '../../abi';
import { type AddressConstant, evaluate, evaluateLaidOut } from '../../constant';
import type { DiagnosticBag } from '../../diagnostics';
import { sizeOf } from '../../layout';
import type { Token } from '../../token';
import type { FunctionSymbol, InitializerPart, Label, Variable } from '../../tree';
import type { CType, DataModel } from '../../types';
import type { StaticExtent } from '../flow/graph';

/** What an address means. */
export interface Resolver {
  readonly model: DataModel;
  readonly space: AddressSpace;
  readonly diagnostics: DiagnosticBag;
  extentOf(variable: Variable): StaticExtent;
  /** An object's address is part of another one's initial value. */
  escape(extent: StaticExtent): void;
  addressId(symbol: FunctionSymbol): number | undefined;
  labelAddress(label: Label): bigint;
}

/** The bytes of an object of `size` bytes. */
export function initialBytes({ initializer }: Variable, size: number, resolver: Resolver): Uint8Array {
  const bytes = new Uint8Array(size);
  const view = new DataView(bytes.buffer);
  for (const part of initializer?.parts ?? []) writePart(view, bytes, part, resolver);
  return bytes;
}

function writePart(view: DataView, bytes: Uint8Array, part: InitializerPart, resolver: Resolver): void {
  const { offset, type, value, bits } = part;
  if (value.kind === 'string' && type.kind === 'array') {
    bytes.set(value.bytes.subarray(0, Math.min(sizeOf(type, resolver.model), bytes.length - offset)), offset);
    return;
  }
  if (value.kind === 'load' && value.object.kind === 'compoundLiteral') {
    // GNU C: a constant compound literal initialises an aggregate with its own parts.
    for (const inner of value.object.initializer.parts) {
      writePart(view, bytes, { ...inner, offset: offset + inner.offset }, resolver);
    }
    return;
  }
  const { model } = resolver;
  const constant = evaluate(value, model) ?? evaluateLaidOut(value, model, (label) => resolver.labelAddress(label));
  if (!constant) {
    resolver.diagnostics.error(value.token, 'initializer element is not constant');
    return;
  }
  if (constant.kind === 'floating') {
    if (type.kind === 'floating' && type.size === 4) view.setFloat32(offset, constant.value, true);
    else view.setFloat64(offset, constant.value, true);
    return;
  }
  const number = constant.kind === 'integer' ? constant.value : addressValue(constant, value.token, resolver);
  if (bits) writeBits(bytes, offset * 8 + bits.first, bits.width, number);
  else writeInteger(bytes, offset, integerSize(type, resolver.model), number);
}

function integerSize(type: CType, model: DataModel): number {
  return type.kind === 'integer' ? type.size : model.pointerSize;
}

function writeInteger(bytes: Uint8Array, offset: number, size: number, value: bigint): void {
  let rest = BigInt.asUintN(size * 8, value);
  for (let index = 0; index < size; index++) {
    bytes[offset + index] = Number(rest & 0xffn);
    rest >>= 8n;
  }
}

function writeBits(bytes: Uint8Array, first: number, width: number, value: bigint): void {
  for (let bit = 0; bit < width; bit++) {
    const at = first + bit;
    const mask = 1 << (at & 7);
    const old = bytes[at >> 3] as number;
    bytes[at >> 3] = ((value >> BigInt(bit)) & 1n) === 1n ? old | mask : old & ~mask;
  }
}

function addressValue({ base, offset }: AddressConstant, token: Token, resolver: Resolver): bigint {
  if ('storage' in base) {
    const extent = resolver.extentOf(base);
    if (extent.isUndefined) {
      if (extent.undefinedName !== undefined) {
        resolver.diagnostics.error(token, `undefined reference to '${extent.undefinedName}'`);
      }
      return offset;
    }
    resolver.escape(extent);
    return resolver.space.base + BigInt(extent.start) + offset;
  }
  if ('linkage' in base) {
    const id = resolver.addressId(base);
    if (id === undefined || base.inlineOnly) {
      resolver.diagnostics.error(token, `undefined reference to '${base.name}'`);
    }
    return id ? resolver.space.textBase + 16n * BigInt(id) + offset : offset;
  }
  return resolver.labelAddress(base) + offset;
}
