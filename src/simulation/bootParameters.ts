/**
 * What a run asks of the kernel, written as the program's own `struct machine_boot_params` (include/machine/intrinsics.h): the members
 * are found by name in the compiled type, so that the two cannot drift apart.
 */
import type { ProgramLayout } from '../c/compiled';
import { sizeOf } from '../c/layout';
import { findMember } from './inspect/values';
import type { LaunchArguments } from './protocol';

/** Bytes of `machine_boot_params`, by its C name. Throws when the program has no such object, or a text does not fit into it. */
export function bootParameters(layout: ProgramLayout, args: LaunchArguments): ReadonlyMap<string, Uint8Array> {
  const object = layout.objects.find(({ variable }) => variable.name === 'machine_boot_params');
  if (object?.variable.type.kind !== 'record') throw new Error("the program defines no 'machine_boot_params'");
  const { record } = object.variable.type;
  const bytes = new Uint8Array(object.size);
  const place = (name: string): { offset: number; size: number } => {
    const found = findMember(record, name);
    if (!found) throw new Error(`'machine_boot_params' has no member '${name}'`);
    return { offset: found.offset, size: sizeOf(found.member.type, layout.options.model) };
  };
  const text = (name: string, value: string): void => {
    const { offset, size } = place(name);
    const encoded = new TextEncoder().encode(value);
    if (encoded.length >= size) throw new RangeError(`${name} is longer than ${size - 1} bytes`);
    bytes.set(encoded, offset);
  };
  const number = (name: string, value: number): void => {
    const { offset } = place(name);
    new DataView(bytes.buffer).setUint32(offset, value, true);
  };
  text('scenario', args.scenario);
  text('command_line', args.commandLine);
  number('cpus', args.cpus);
  number('fail_alloc', args.failAllocation);
  return new Map([['machine_boot_params', bytes]]);
}
