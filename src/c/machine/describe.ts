/**
 * What lies at an address: the object, global, variable, function or per-CPU copy behind it, as data and in words.
 * Only reports and people looking at pointers ask, so it searches and keeps nothing.
 */
import { LABELS } from '../abi';
import type { CompiledFunction, PlacedObject, ProgramLayout } from '../compiled';
import type { Variable } from '../tree';
import type { Cpus } from './cpus';
import type { Depot } from './depot';
import { errnoName, MAX_ERRNO } from './errno';
import type { MachineMemory } from './memory';
import type { ObjectRecord, Objects } from './objects';
import type { PerCpuChunks } from './percpu';
import { R, type Registers } from './registers';
import type { Stacks } from './stacks';
import type { AddressDescription, FrameView, ObjectEvent, ObjectInfo } from './types';

/** How far outside an object an address still counts as being next to it. */
const REACH = 1024;
const NULL_PAGE = 4096n;

export class Describer {
  constructor(
    private readonly memory: MachineMemory,
    private readonly registers: Registers,
    private readonly layout: ProgramLayout,
    private readonly cpus: Cpus,
    private readonly objects: Objects,
    private readonly depot: Depot,
    private readonly perCpu: PerCpuChunks,
    private readonly stacks: Stacks,
  ) {}

  describe(address: bigint): AddressDescription {
    const { space, model } = this.memory;
    const top = 1n << BigInt(model.pointerSize * 8);
    if (address < NULL_PAGE) {
      const text = address === 0n ? 'the null pointer' : `${bytes(Number(address))} after the null pointer`;
      return { address, kind: 'null', text, offset: Number(address) };
    }
    if (address >= top - BigInt(MAX_ERRNO)) {
      const number = Number(top - address);
      const errno = { number, name: errnoName(number) };
      return { address, kind: 'error', text: `ERR_PTR(-${number}), ${errno.name}`, offset: 0, errno };
    }
    const offset = this.memory.locate(address);
    if (offset !== undefined) return this.inData(address, offset);
    if (this.objects.isCookie(address)) return this.cookie(address);
    if (address >= space.textBase && address < space.textBase + 2n * LABELS) return this.inText(address);
    return { address, kind: 'wild', text: 'no memory of the program', offset: 0 };
  }

  info(record: ObjectRecord): ObjectInfo {
    return {
      address: record.address,
      size: record.size,
      kind: this.name(record.kind),
      serial: record.serial,
      perCpu: record.perCpu,
      allocated: this.event(record.allocated),
      freed: record.freed && this.event(record.freed),
    };
  }

  private event({ clock, cpu, stack }: ObjectRecord['allocated']): ObjectEvent {
    const entries = this.depot.stack(stack).map(({ functionId, point }) => this.stacks.entry(functionId, point));
    return { clock, cpu, stack: entries };
  }

  private name(offset: number): string {
    if (offset === 0) return 'malloc';
    const bytes = this.memory.string(this.memory.address(offset), 64);
    return new TextDecoder().decode(bytes);
  }

  private inData(address: bigint, offset: number): AddressDescription {
    const cpu = this.cpus.stackOwner(offset);
    if (cpu !== undefined) return this.inStack(address, offset, cpu);
    if (offset < this.layout.end) return this.global(address, offset);
    const copy = this.perCpu.find(offset);
    if (copy) {
      const image = this.layout.perCpuImage;
      const original = image && copy.inFirst !== undefined ? image.start + copy.inFirst : undefined;
      if (image && original !== undefined && original < image.end) {
        const variable = this.nearestGlobal(original, image) as PlacedObject;
        return { ...besidesGlobal(address, original, variable, `CPU ${copy.cpu}'s copy of `), cpu: copy.cpu };
      }
      const found = this.cookie(copy.cookie);
      const text = found.object
        ? `${relation(found.offset, found.object.size)} CPU ${copy.cpu}'s copy of ${objectWords(found.object)}`
        : `in the per-CPU memory of CPU ${copy.cpu}`;
      return { ...found, address, cpu: copy.cpu, text, kind: found.object ? 'object' : 'raw' };
    }
    const record = this.objects.near(offset, REACH);
    if (record) return this.besides(address, record, offset - Number(record.address - this.memory.space.base));
    return { address, kind: 'raw', text: this.rawWords(offset), offset: 0 };
  }

  private rawWords(offset: number): string {
    if (offset < this.registers.get(R.rawNext)) return 'memory that no object is known in';
    return offset < this.registers.get(R.tablesLow)
      ? 'memory that was never given out'
      : "the machine's own memory, which no program may touch";
  }

  private besides(address: bigint, record: ObjectRecord, offset: number): AddressDescription {
    const object = this.info(record);
    const text = `${relation(offset, object.size)} ${objectWords(object)}`;
    return { address, kind: 'object', text, offset, object };
  }

  private cookie(address: bigint): AddressDescription {
    const key = this.objects.keyOf(address);
    const record = key === undefined ? undefined : this.objects.near(key, REACH);
    if (!record) return { address, kind: 'percpu-cookie', text: 'a __percpu pointer', offset: 0 };
    const offset = Number(address - record.address);
    const object = this.info(record);
    const text = `a __percpu pointer, ${relation(offset, object.size)} ${objectWords(object)}`;
    return { address, kind: 'percpu-cookie', text, offset, object };
  }

  private global(address: bigint, offset: number): AddressDescription {
    if (offset < this.layout.machineArea) {
      return { address, kind: 'raw', text: this.rawWords(Number.POSITIVE_INFINITY), offset };
    }
    const nearest = this.nearestGlobal(offset, { start: 0, end: this.layout.end });
    if (!nearest) return { address, kind: 'raw', text: 'memory of no variable', offset: 0 };
    return besidesGlobal(address, offset, nearest, '');
  }

  /** The object of static storage among those in a range that an offset lies in, or is nearest to. */
  private nearestGlobal(
    offset: number,
    { start, end }: { readonly start: number; readonly end: number },
  ): PlacedObject | undefined {
    const distance = (object: PlacedObject): number =>
      offset < object.offset
        ? object.offset - offset
        : Math.max(0, offset - object.offset - object.size + (object.size > 0 ? 1 : 0));
    let nearest: PlacedObject | undefined;
    for (const object of this.layout.objects) {
      if (object.offset < start || object.offset >= end) continue;
      if (!nearest || distance(object) < distance(nearest)) nearest = object;
    }
    return nearest;
  }

  private inStack(address: bigint, offset: number, cpu: number): AddressDescription {
    let callee: FrameView | undefined;
    for (const view of this.stacks.views(cpu)) {
      if (offset < view.frame || offset >= view.frame + view.function.frameSize) {
        callee = view;
        continue;
      }
      const [best] = [...variablesIn(view), ...hiddenIn(view, callee)]
        .map((object) => ({ object, within: offset - object.offset }))
        .sort((a, b) => outside(a.within, a.object.size) - outside(b.within, b.object.size));
      if (!best) {
        const text = `in the frame of ${view.function.name}() on the stack of CPU ${cpu}`;
        return { address, kind: 'stack', text, offset: offset - view.frame, frame: view, cpu };
      }
      const { within, object } = best;
      const { word, size, owner, variable } = object;
      const where = `of ${bytes(size)} in ${owner.function.name}(), on the stack of CPU ${cpu}`;
      const text = `${relation(within, size)} ${word} ${where}`;
      return { address, kind: 'stack', text, offset: within, frame: owner, ...(variable ? { variable } : {}), cpu };
    }
    return { address, kind: 'stack', text: `on the stack of CPU ${cpu}, in no frame that is in use`, offset: 0, cpu };
  }

  private inText(address: bigint): AddressDescription {
    const { textBase } = this.memory.space;
    const distance = Number(address - textBase);
    if (address >= textBase + LABELS) {
      const label = this.layout.labels[Math.floor((distance - Number(LABELS)) / 16) - 1];
      const text = label ? `the label '${label.label.name}'` : 'the range of functions and labels';
      return { address, kind: 'text', text, offset: distance % 16 };
    }
    const found: CompiledFunction | undefined = this.layout.functions[Math.floor(distance / 16) - 1];
    if (!found) return { address, kind: 'text', text: 'the range of functions and labels', offset: 0 };
    const text = distance % 16 === 0 ? `the function ${found.name}()` : `${bytes(distance % 16)} into ${found.name}()`;
    return { address, kind: 'text', text, offset: distance % 16, function: found };
  }
}

/** Something in a frame: where it begins in memory, and whose it is. */
interface StackObject {
  readonly word: string;
  readonly offset: number;
  readonly size: number;
  readonly owner: FrameView;
  readonly variable?: Variable;
}

function variablesIn(owner: FrameView): StackObject[] {
  return owner.function.memoryVariables.map(({ variable, offset, size }) => {
    const word = variable.name === '' ? 'an unnamed object' : `the variable '${variable.name}'`;
    return { word, offset: owner.frame + offset, size, owner, variable };
  });
}

/** Arguments and other objects without a name. An argument that is a record is the parameter of the function that has it. */
function hiddenIn(caller: FrameView, callee: FrameView | undefined): StackObject[] {
  return caller.function.hiddenObjects.map(({ passed, offset, size }) => {
    const object = { offset: caller.frame + offset, size, owner: caller };
    if (!passed) return { ...object, word: 'a temporary object' };
    const to = passed.callee === undefined ? 'a function' : `${passed.callee}()`;
    if (passed.index === undefined) return { ...object, word: `the variable arguments for ${to}` };
    const variable = callee?.function.name === passed.callee && callee?.function.definition.parameters[passed.index];
    if (!variable) return { ...object, word: `an argument for ${to}` };
    return { ...object, word: `the parameter '${variable.name}'`, owner: callee, variable };
  });
}

function besidesGlobal(address: bigint, offset: number, global: PlacedObject, copy: string): AddressDescription {
  const within = offset - global.offset;
  const { name } = global.variable;
  const word = name === '' ? 'an unnamed constant' : `the variable '${name}'`;
  const text = `${relation(within, global.size)} ${copy}${word} of ${bytes(global.size)}`;
  return { address, kind: 'global', text, offset: within, global };
}

function outside(within: number, size: number): number {
  return within < 0 ? -within : Math.max(0, within - size + 1);
}

export function bytes(count: number): string {
  return count === 1 ? '1 byte' : `${count} bytes`;
}

/** Where an offset lies as seen from something of `size` bytes: reads on with its name. */
function relation(offset: number, size: number): string {
  if (offset < 0) return `${bytes(-offset)} before`;
  if (offset === size) return 'right after';
  if (offset > size) return `${bytes(offset - size)} after`;
  return offset === 0 ? 'at the start of' : `${bytes(offset)} inside`;
}

function objectWords(object: ObjectInfo): string {
  return `a ${object.freed ? 'freed ' : ''}${object.kind} object of ${bytes(object.size)}`;
}
