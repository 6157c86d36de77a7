/** Values onto WebAssembly's stack. */
import { CONTROL } from '../../abi';
import { OP } from '../../wasm/opcodes';
import type { Value } from '../flow/value';
import { type Emitter, FRAME_LOCAL } from './emitter';

export function emitValue(e: Emitter, value: Value): void {
  const { code } = e;
  switch (value.kind) {
    case 'constant':
      if (value.type === 'i32') code.i32(value.value as number);
      else if (value.type === 'i64') code.i64(value.value as bigint);
      else if (value.type === 'f32') code.f32(value.value as number);
      else code.f64(value.value as number);
      return;
    case 'get':
      code.get(value.local.index);
      return;
    case 'frameAddress': {
      const { base } = e.module.program.context.space;
      const offset = value.object.offset + value.offset;
      code.get(FRAME_LOCAL);
      if (value.type === 'i32') {
        code.i32(offset + Number(BigInt.asIntN(32, base)));
        code.op(OP.i32Add);
        return;
      }
      code.op(OP.i64ExtendI32U);
      code.i64(base + BigInt(offset));
      code.op(OP.i64Add);
      return;
    }
    case 'operation':
      emitValue(e, value.a);
      if (value.b) emitValue(e, value.b);
      if (value.c) emitValue(e, value.c);
      code.op(value.opcode);
      return;
    case 'tableWord':
      emitValue(e, value.index);
      code.i32(2);
      code.op(OP.i32Shl);
      code.memory(OP.i32Load, value.table);
      return;
    case 'cpuNumber':
      e.control(CONTROL.cpu);
      return;
  }
}
