/** Raw memory, and the record of what may be touched. Their contract is in machine/intrinsics.h. */
import { PAGE_SIZE, SHADOW } from '../../abi';
import { R } from '../registers';
import type { Argument, Call, Intrinsic } from './call';

/** `enum machine_poison` of machine/intrinsics.h to shadow bytes. */
const POISON: Readonly<Record<number, number>> = {
  1: SHADOW.unmapped,
  2: SHADOW.redzone,
  3: SHADOW.freed,
  4: SHADOW.perCpuRaw,
};

/**
 * The offset of a range whose shadow the program may change: its objects and its raw memory, not its stacks or
 * constants.
 */
function changeable(call: Call, pointer: Argument, size: number): number {
  const { memory, registers, layout } = call.parts;
  const offset = memory.offsetOf(pointer);
  const end = offset + size;
  if (!(offset >= layout.machineArea && end <= registers.get(R.rawNext))) {
    call.refuse(`the ${size} bytes at 0x${memory.addressOf(pointer).toString(16)} are no memory of the program's`);
  }
  return offset;
}

export const memoryIntrinsics: Readonly<Record<string, Intrinsic>> = {
  machine_memory: {
    signature: 'pll',
    run: (call, size, align) => {
      const { registers, memory } = call.parts;
      const unit = call.size(align as Argument);
      if (unit > 2 ** 30 || (unit & (unit - 1)) !== 0)
        call.refuse(`${unit} is no alignment: a power of two is asked for`);
      const offset = registers.raw(call.size(size as Argument), Math.max(unit, PAGE_SIZE));
      return offset === undefined ? memory.nullPointer : memory.pointer(offset);
    },
  },
  machine_unpoison: {
    signature: 'vpli',
    run: (call, pointer, size, initialised) => {
      const count = call.size(size as Argument);
      if (count === 0) return undefined;
      const offset = changeable(call, pointer as Argument, count);
      call.parts.memory.fillShadow(offset, count, initialised ? SHADOW.initialised : SHADOW.uninitialised);
      return undefined;
    },
  },
  machine_poison: {
    signature: 'vpli',
    run: (call, pointer, size, why) => {
      const count = call.size(size as Argument);
      const value = POISON[Number(why)];
      if (value === undefined) call.refuse(`machine_poison() has no reason ${why}`);
      if (count === 0) return undefined;
      call.parts.memory.fillShadow(changeable(call, pointer as Argument, count), count, value);
      return undefined;
    },
  },
  // For memmove(), which begins at the end: a report is to name the first byte that may not be touched.
  machine_check_move: {
    signature: 'vppl',
    run: (call, to, from, size) => {
      const count = call.size(size as Argument);
      call.readable(from as Argument, count);
      call.writable(to as Argument, count);
      return undefined;
    },
  },
  machine_copy_image: {
    signature: 'vppl',
    run: (call, to, from, size) => {
      const { memory } = call.parts;
      const count = call.size(size as Argument);
      if (count === 0) return undefined;
      const target = changeable(call, to as Argument, count);
      const source = changeable(call, from as Argument, count);
      memory.write(target, memory.data.slice(source, source + count));
      for (let at = 0; at < count; at++) {
        const shadow = memory.shadowBytes[source + at] as number;
        memory.shadowBytes[target + at] = shadow === SHADOW.globalRedzone ? SHADOW.redzone : shadow;
      }
      return undefined;
    },
  },
  machine_percpu_chunk: {
    signature: 'vplip',
    run: (call, base, unitSize, units, cookie) => {
      const { memory, perCpu, objects } = call.parts;
      const unit = call.size(unitSize as Argument);
      const count = Number(units) >>> 0;
      const offset = changeable(call, base as Argument, unit * count);
      const name = memory.addressOf(cookie as Argument);
      if (!objects.isCookie(name)) call.refuse(`0x${name.toString(16)} is no __percpu pointer`);
      perCpu.add(offset, unit, count, name);
      return undefined;
    },
  },
};
