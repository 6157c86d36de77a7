/**
 * The bytes of a static object as its initialiser's parts give them, for comparing with what gcc emits. Addresses are not written.
 */
import assert from 'node:assert/strict';
import { evaluate } from '../../src/c/constant';
import { sizeOf } from '../../src/c/layout';
import type { InitializerPart, Variable } from '../../src/c/tree';
import type { CType, DataModel } from '../../src/c/types';

export function staticBytes(variable: Variable, model: DataModel): Uint8Array {
  const bytes = new Uint8Array(variable.storageSize ?? sizeOf(variable.type, model));
  for (const part of variable.initializer?.parts ?? []) write(bytes, part, model);
  return bytes;
}

function write(bytes: Uint8Array, part: InitializerPart, model: DataModel): void {
  const { offset, type, value, bits } = part;
  if (value.kind === 'string') {
    bytes.fill(0, offset, offset + sizeOf(type, model));
    bytes.set(value.bytes.subarray(0, sizeOf(type, model)), offset);
    return;
  }
  const constant = evaluate(value, model);
  assert.ok(constant, 'a constant');
  if (constant.kind === 'integer') {
    const first = bits?.first ?? 0;
    const width = bits?.width ?? sizeOf(type, model) * 8;
    for (let bit = 0; bit < width; bit++) {
      const at = first + bit;
      const mask = 1 << (at & 7);
      const index = offset + (at >> 3);
      const old = bytes[index] ?? 0;
      bytes[index] = (constant.value >> BigInt(bit)) & 1n ? old | mask : old & ~mask;
    }
  } else if (constant.kind === 'floating') writeFloating(bytes, offset, type, constant.value);
}

function writeFloating(bytes: Uint8Array, offset: number, type: CType, value: number): void {
  const view = new DataView(bytes.buffer);
  assert.ok(type.kind === 'floating');
  if (type.size === 4) view.setFloat32(offset, value, true);
  else view.setFloat64(offset, value, true);
}
