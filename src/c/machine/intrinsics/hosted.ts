/**
 * What a hosted program (`exec`) has besides: its arguments, streams, exit, the time, and the two calls with which
 * malloc.c tells of its objects. Their C declarations are in src/c/library/include/machine/host.h.
 */
import { SHADOW } from '../../abi';
import { parseFloating } from '../../floatingText';
import { PENDING } from '../driver';
import { ENDING } from '../ending';
import { R } from '../registers';
import type { Argument, Call, Intrinsic } from './call';
import { refuseFree, retire } from './objects';

function host(call: Call): NonNullable<Call['parts']['host']> {
  return call.parts.host ?? call.refuse('this program has no host');
}

export const hostedIntrinsics: Readonly<Record<string, Intrinsic>> = {
  machine_exit: {
    signature: 'vi',
    run: (call, status) => {
      call.parts.registers.set(R.ended, ENDING.returned);
      call.parts.registers.set(R.result, Number(status) | 0);
      call.leave(PENDING.stop);
      return undefined;
    },
  },
  machine_argument_count: { signature: 'i', run: (call) => host(call).arguments.length },
  machine_argument_length: {
    signature: 'li',
    run: (call, index) => result(call, host(call).arguments[Number(index)]?.length ?? 0),
  },
  machine_argument: {
    signature: 'vip',
    run: (call, index, buffer) => {
      const text = host(call).arguments[Number(index)] ?? new Uint8Array();
      call.write(call.writable(buffer as Argument, text.length), text);
      return undefined;
    },
  },
  machine_write: {
    signature: 'vipl',
    run: (call, stream, text, length) => {
      const { registers, limits, memory, faults } = call.parts;
      const size = call.size(length as Argument);
      const offset = call.readable(text as Argument, size);
      if (registers.add(R.written, size) + size > limits.outputBytes) {
        const why = `the program has written more than ${limits.outputBytes} bytes`;
        call.end('budget', faults.plain('output-overflow', why));
      } else host(call).write(Number(stream) === 2 ? 'stderr' : 'stdout', memory.data.slice(offset, offset + size));
      return undefined;
    },
  },
  machine_read: {
    signature: 'lpl',
    run: (call, buffer, length) => {
      const bytes = host(call).read(call.size(length as Argument));
      call.write(call.writable(buffer as Argument, bytes.length), bytes);
      return result(call, bytes.length);
    },
  },
  machine_parse_floating: {
    signature: 'dplip',
    run: (call, text, length, float, exact) => {
      const size = call.size(length as Argument);
      const offset = call.readable(text as Argument, size, true);
      const characters = new TextDecoder().decode(call.parts.memory.data.slice(offset, offset + size));
      const rounded = parseFloating(characters, float !== 0);
      call.write(call.writable(exact as Argument, 1), Uint8Array.of(Number(rounded.exact)));
      return rounded.value;
    },
  },
  machine_now: { signature: 'q', run: (call) => host(call).now() },
  machine_heap_take: {
    signature: 'viii',
    run: (call, place, size, room) => {
      const { memory, objects, depot, clock } = call.parts;
      const offset = memory.offsetOfLow(place as number);
      const used = (size as number) >>> 0;
      memory.fillShadow(offset, used, SHADOW.uninitialised);
      memory.fillShadow(offset + used, ((room as number) >>> 0) - used, SHADOW.redzone);
      objects.allocated(offset, used, 0, clock.now, call.cpu, depot.keep());
      return undefined;
    },
  },
  machine_heap_give: {
    signature: 'vi',
    run: (call, place) => {
      const { memory } = call.parts;
      const offset = memory.offsetOfLow(place as number);
      const key = offset < memory.limit ? offset : undefined;
      const size = retire(call, key) ?? refuseFree(call, key, memory.address(offset));
      memory.fillShadow(offset, size, SHADOW.freed);
      return undefined;
    },
  },
};

/** A `size_t` as generated code takes it. */
function result(call: Call, value: number): Argument {
  return call.parts.memory.model.pointerSize === 8 ? BigInt(value) : value;
}
