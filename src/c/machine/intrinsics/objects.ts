/** What allocators tell of their objects. Their contract is in machine/intrinsics.h. */
import { SHADOW } from '../../abi';
import { bytes } from '../describe';
import type { Finding } from '../faults';
import type { Parts } from '../parts';
import { R } from '../registers';
import type { ObjectInfo } from '../types';
import type { Argument, Call, Intrinsic } from './call';
import { ProgramFault } from './call';

/** Notes a new object, and returns its serial number. */
function announce(call: Call, pointer: Argument, size: number, kind: Argument): number {
  const { memory, objects } = call.parts;
  const key = objects.keyOf(pointer);
  if (key === undefined) call.refuse(`an object can't live at 0x${memory.addressOf(pointer).toString(16)}`);
  if (size > memory.limit) call.refuse(`an object can't have ${size} bytes`);
  const serial = announceAt(call, key, size, call.readable(kind, 1));
  if (key >= memory.limit) objects.setCookie(key, memory.addressOf(pointer));
  return serial;
}

function announceAt(call: Call, key: number, size: number, kind: number): number {
  const { objects, depot, clock } = call.parts;
  return objects.allocated(key, size, kind, clock.now, call.cpu, depot.keep());
}

/** Notes that an object is freed, and returns its size; undefined when no live one starts at the key. */
export function retire(call: Call, key: number | undefined): number | undefined {
  const { objects, depot, clock } = call.parts;
  const at = key === undefined ? undefined : objects.liveAt(key);
  if (at === undefined) return undefined;
  objects.freed(at, clock.now, call.cpu, depot.keep());
  return objects.sizeAt(at);
}

/** The fault of freeing what is no live object. */
export function refuseFree(call: Call, key: number | undefined, address: bigint): never {
  throw new ProgramFault(badFree(call.parts, key, address));
}

function badFree({ objects, describer, faults }: Parts, key: number | undefined, address: bigint): Finding {
  const record = key === undefined ? undefined : objects.at(key);
  const description = describer.describe(address);
  if (record?.freed) {
    const object = describer.info(record);
    const what = `a ${object.kind} object of ${bytes(object.size)} is freed again`;
    return { ...faults.plain('double-free', what), description, object };
  }
  const why = `0x${address.toString(16)} is freed, and no object starts there: it is ${description.text}`;
  const { object } = description;
  return { ...faults.plain('invalid-free', why), description, ...(object ? { object } : {}) };
}

/** A finding for each live object with a serial number of `since` or more. */
export function leaks({ objects, describer }: Parts, since: number): Finding[] {
  const alive = objects.list().filter(({ serial, freed }) => !freed && serial >= since);
  return alive.map((record) => leak(describer.info(record)));
}

function leak(object: ObjectInfo): Finding {
  const by = object.allocated.stack.slice(0, 6).map((entry) => entry.function.name);
  const where = by.length > 0 ? `, allocated by ${by.join(' < ')}` : '';
  const message = `leak: object ${object.serial}, ${object.kind} of ${bytes(object.size)}${where}, was never freed`;
  return { kind: 'leak', message, object };
}

export const objectIntrinsics: Readonly<Record<string, Intrinsic>> = {
  machine_object_allocated: {
    signature: 'iplp',
    run: (call, pointer, size, kind) =>
      announce(call, pointer as Argument, call.size(size as Argument), kind as Argument),
  },
  machine_object_freed: {
    signature: 'vp',
    run: (call, pointer) => {
      const { objects, memory } = call.parts;
      const key = objects.keyOf(pointer as Argument);
      if (retire(call, key) === undefined) refuseFree(call, key, memory.addressOf(pointer as Argument));
      return undefined;
    },
  },
  machine_object_next: { signature: 'i', run: ({ parts }) => parts.registers.get(R.nextSerial) },
  machine_objects_live: {
    signature: 'ii',
    run: ({ parts }, since) => parts.objects.countLive(Number(since) >>> 0),
  },
  machine_report_leaks: {
    signature: 'ii',
    run: ({ parts, cpu }, since) => {
      const found = leaks(parts, Number(since) >>> 0);
      for (const finding of found) parts.reports.make(finding, cpu, false);
      return found.length;
    },
  },
};

/** For objects that lie in data, by their offsets (abi.ts). */
export const lowObjectIntrinsics: Readonly<Record<string, Intrinsic>> = {
  machine_object_allocated: {
    signature: 'iiii',
    run: (call, offset, size, kind) => {
      const name = (kind as number) >>> 0;
      const { memory } = call.parts;
      if (memory.firstWithout(name, 1, SHADOW.uninitialised) !== undefined) call.readable(memory.pointer(name), 1);
      return announceAt(call, (offset as number) >>> 0, (size as number) >>> 0, name);
    },
  },
  machine_object_freed: {
    signature: 'vi',
    run: (call, offset) => {
      const key = (offset as number) >>> 0;
      if (retire(call, key) === undefined) refuseFree(call, key, call.parts.memory.address(key));
      return undefined;
    },
  },
};
