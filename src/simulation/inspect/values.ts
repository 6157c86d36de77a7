/**
 * Values as C sees them, read out of a machine that stands still: a type with a place in memory, or with the bytes of a register.
 * From a value one goes to its members, elements and what it points to, and prints it as a kernel debugger does. Reading here is
 * no access of the program's: nothing is checked or counted, but what is not initialised or not there is told.
 */
import { addressSpace } from '../../c/abi';
import type { ProgramLayout } from '../../c/compiled';
import { sizeOf } from '../../c/layout';
import type { Machine, VariableView } from '../../c/machine/types';
import type { FunctionSymbol, Variable } from '../../c/tree';
import { typeName } from '../../c/typeNames';
import type { CType, DataModel, IntegerType, Member, RecordDefinition } from '../../c/types';

/** A value and where it is. `address` is undefined for one that lies in a register or was computed. */
export interface Value {
  readonly type: CType;
  readonly address: bigint | undefined;
  readonly bits: Member['bits'];
  /** Of a value without address: its bytes, and which of them are initialised. */
  readonly bytes: Uint8Array | undefined;
  readonly initialised: readonly boolean[] | undefined;
}

/** A value cannot be had: the message says which and why. */
export class ValueError extends Error {
  override readonly name = 'ValueError';
}

const MAX_PRINTED_ELEMENTS = 16;
const MAX_PRINTED_TEXT = 200;
/** An array of characters that is longer is shown as one of numbers. */
const MAX_TEXT_ARRAY = 1 << 16;

export class Inspector {
  readonly model: DataModel;
  private readonly layout: ProgramLayout;

  constructor(readonly machine: Machine) {
    this.layout = machine.layout;
    this.model = machine.layout.options.model;
  }

  /** The object with static storage of that name; an external one before others. Undefined when there is none. */
  global(name: string): Value | undefined {
    const found = this.layout.objects.filter((object) => object.variable.name === name);
    const object = found.find((candidate) => candidate.variable.linkage === 'external') ?? found[0];
    if (!object) return undefined;
    return at(object.variable.type, this.address(object.offset));
  }

  /** Address of an object with static storage; undefined for one that the program does not have. */
  objectAddress(variable: Variable): bigint | undefined {
    const found = this.layout.objects.find((object) => object.variable === variable);
    return found && this.address(found.offset);
  }

  /** Address of a function; undefined for one that the program does not have. */
  functionAddress(symbol: FunctionSymbol): bigint | undefined {
    const found = this.layout.functions.find(({ definition }) => definition.symbol === symbol);
    return found && this.textAddress(found.id);
  }

  /** The value of an automatic variable. */
  variable(view: VariableView): Value {
    if (view.address !== undefined) return at(view.variable.type, view.address);
    return {
      type: view.variable.type,
      address: undefined,
      bits: undefined,
      bytes: view.bytes,
      initialised: view.initialised,
    };
  }

  /** Throws a ValueError when the record has no such member. Members of anonymous records are found too. */
  member(value: Value, name: string): Value {
    if (value.type.kind !== 'record') throw new ValueError(`'${typeName(value.type)}' has no members`);
    const found = findMember(value.type.record, name);
    if (!found) throw new ValueError(`'${typeName(value.type)}' has no member named '${name}'`);
    return this.partAt(value, found.member.type, found.offset, found.member.bits);
  }

  element(value: Value, index: number): Value {
    if (value.type.kind === 'pointer') {
      const size = sizeOf(value.type.to, this.model);
      return at(value.type.to, this.wrap(this.integer(value) + BigInt(index * size)));
    }
    if (value.type.kind !== 'array') throw new ValueError(`'${typeName(value.type)}' is neither array nor pointer`);
    return this.partAt(value, value.type.of, index * sizeOf(value.type.of, this.model), undefined);
  }

  /** What a pointer points to. */
  pointee(value: Value): Value {
    if (value.type.kind !== 'pointer') throw new ValueError(`'${typeName(value.type)}' is no pointer`);
    return at(value.type.to, this.integer(value));
  }

  /** A member of the record itself, not of an anonymous one within it. */
  part(value: Value, { type, offset, bits }: Member): Value {
    return this.partAt(value, type, offset, bits);
  }

  private partAt(value: Value, type: CType, offset: number, bits: Member['bits']): Value {
    if (value.address !== undefined) return { ...at(type, value.address + BigInt(offset)), bits };
    const size = sizeOf(type, this.model);
    return {
      type,
      address: undefined,
      bits,
      bytes: value.bytes?.slice(offset, offset + size),
      initialised: value.initialised?.slice(offset, offset + size),
    };
  }

  /** The bytes of a value. Throws a ValueError where the program has no memory. */
  bytes(value: Value): Uint8Array {
    if (value.bytes) return value.bytes;
    const size = sizeOf(value.type, this.model);
    const bytes = value.address === undefined ? undefined : this.machine.memory.read(value.address, size);
    if (!bytes) throw new ValueError(`no memory at ${this.hex(value.address ?? 0n)}`);
    return bytes;
  }

  isInitialised(value: Value): boolean {
    if (value.initialised) return value.initialised.every((byte) => byte);
    return (
      value.address === undefined || this.machine.memory.initialised(value.address, sizeOf(value.type, this.model))
    );
  }

  /** An integer, pointer or bool as a number; an array or function as its address. */
  integer(value: Value): bigint {
    const { type } = value;
    if (type.kind === 'array' || type.kind === 'function') return value.address ?? 0n;
    if (type.kind !== 'integer' && type.kind !== 'pointer') throw new ValueError(`'${typeName(type)}' is no integer`);
    let whole = 0n;
    const bytes = this.bytes(value);
    for (let n = bytes.length - 1; n >= 0; n--) whole = (whole << 8n) | BigInt(bytes[n] as number);
    const signed = type.kind === 'integer' && type.signed;
    if (value.bits) {
      const field = BigInt.asUintN(value.bits.width, whole >> BigInt(value.bits.first));
      return signed ? BigInt.asIntN(value.bits.width, field) : field;
    }
    return signed ? BigInt.asIntN(bytes.length * 8, whole) : whole;
  }

  floating(value: Value): number {
    const bytes = this.bytes(value);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return bytes.length === 4 ? view.getFloat32(0, true) : view.getFloat64(0, true);
  }

  /** The characters up to the zero of an array of characters, or at a pointer. */
  text(value: Value): string {
    const address = value.type.kind === 'pointer' ? this.integer(value) : value.address;
    const limit = value.type.kind === 'array' ? (value.type.length ?? MAX_PRINTED_TEXT) : MAX_PRINTED_TEXT;
    const bytes = address === undefined ? undefined : this.machine.memory.string(address, limit);
    if (!bytes) throw new ValueError(`no string at ${this.hex(address ?? 0n)}`);
    return new TextDecoder().decode(bytes);
  }

  /** A value as a kernel debugger prints it; never throws. */
  format(value: Value, depth = 2): string {
    try {
      return this.print(value, depth);
    } catch (error) {
      if (error instanceof ValueError) return `<${error.message}>`;
      throw error;
    }
  }

  private print(value: Value, depth: number): string {
    const { type } = value;
    switch (type.kind) {
      case 'void':
        return '<void>';
      case 'function':
        return this.pointerText(value.address ?? 0n);
      case 'record':
        return this.printRecord(value, type.record, depth);
      case 'array':
        return this.printArray(value, depth);
      default:
    }
    this.bytes(value); // or there is no memory
    if (!this.isInitialised(value)) return '<uninitialised>';
    if (type.kind === 'floating') return String(this.floating(value));
    const number = this.integer(value);
    if (type.kind === 'pointer') return this.printPointer(value, number);
    return this.printInteger(type, number);
  }

  private printInteger(type: IntegerType, number: bigint): string {
    const constant = type.enumeration?.constants.find((candidate) => candidate.value === number);
    if (constant) return `${constant.name} (${number})`;
    if (type.name === '_Bool') return number === 0n ? 'false' : 'true';
    if (type.size === 1 && number >= 32n && number < 127n) return `${number} '${String.fromCharCode(Number(number))}'`;
    return String(number);
  }

  private printPointer(value: Value, number: bigint): string {
    const { type } = value;
    if (type.kind === 'pointer' && type.to.kind === 'integer' && type.to.size === 1 && number !== 0n) {
      const bytes = this.machine.memory.string(number, MAX_PRINTED_TEXT);
      if (bytes?.every((byte) => byte >= 32 || byte === 9 || byte === 10)) {
        return `${this.hex(number)} ${JSON.stringify(new TextDecoder().decode(bytes))}`;
      }
    }
    return this.pointerText(number);
  }

  /** A pointer, with the name of what lies there: `0xffff… <init_net>`. */
  pointerText(number: bigint): string {
    if (number === 0n) return 'NULL';
    const found = this.machine.describe(number);
    if (found.kind === 'error' && found.errno) return `ERR_PTR(-${found.errno.number}) ${found.errno.name}`;
    const name = found.function?.name ?? found.global?.variable.name;
    if (!name) return this.hex(number);
    return `${this.hex(number)} <${name}${found.offset > 0 ? `+${found.offset}` : ''}>`;
  }

  private printRecord(value: Value, record: RecordDefinition, depth: number): string {
    if (!record.members) return '<incomplete type>';
    if (depth <= 0) return '{…}';
    const within = record.members.length === 1 ? depth : depth - 1; // `u64_stats_t` wraps its counter in three structs
    const parts = record.members.slice(0, MAX_PRINTED_ELEMENTS * 2).map((member) => {
      const part = this.part(value, member);
      return `${member.name === '' ? '' : `.${member.name} = `}${this.format(part, within)}`;
    });
    if (record.members.length > parts.length) parts.push('…');
    return parts.length === 0 ? '{}' : `{${parts.join(', ')}}`;
  }

  private printArray(value: Value, depth: number): string {
    const { type } = value;
    if (type.kind !== 'array') return '';
    const length = type.length ?? 0;
    const mayBeText = type.of.kind === 'integer' && type.of.size === 1 && length > 0 && length <= MAX_TEXT_ARRAY;
    if (mayBeText && this.isInitialised(value)) {
      const bytes = this.bytes(value);
      const end = bytes.indexOf(0);
      const text = bytes.subarray(0, end < 0 ? bytes.length : end);
      if (text.length > 0 && text.every((byte) => byte >= 32 && byte < 127)) {
        return JSON.stringify(new TextDecoder().decode(text));
      }
    }
    if (depth <= 0) return '[…]';
    const parts: string[] = [];
    for (let n = 0; n < Math.min(length, MAX_PRINTED_ELEMENTS); n++) {
      parts.push(this.format(this.element(value, n), depth - 1));
    }
    if (length > parts.length) parts.push('…');
    return `[${parts.join(', ')}]`;
  }

  hex(address: bigint): string {
    return `0x${BigInt.asUintN(this.model.pointerSize * 8, address).toString(16)}`;
  }

  wrap(address: bigint): bigint {
    return BigInt.asUintN(this.model.pointerSize * 8, address);
  }

  private address(offset: number): bigint {
    return addressSpace(this.model).base + BigInt(offset);
  }

  private textAddress(functionId: number): bigint {
    return addressSpace(this.model).textBase + 16n * BigInt(functionId);
  }
}

/** A value that lies nowhere. */
export function computed(inspector: Inspector, type: CType, value: bigint): Value {
  const bytes = new Uint8Array(sizeOf(type, inspector.model));
  let rest = BigInt.asUintN(bytes.length * 8, value);
  for (let n = 0; n < bytes.length; n++) {
    bytes[n] = Number(rest & 0xffn);
    rest >>= 8n;
  }
  return { type, address: undefined, bits: undefined, bytes, initialised: undefined };
}

/** A value in memory. */
export function at(type: CType, address: bigint): Value {
  return { type, address, bits: undefined, bytes: undefined, initialised: undefined };
}

/** A member by name, those of anonymous records included; `offset` is from the start of the outer record. */
export function findMember(
  record: RecordDefinition,
  name: string,
): { readonly member: Member; readonly offset: number } | undefined {
  for (const member of record.members ?? []) {
    if (member.name === name) return { member, offset: member.offset };
    if (member.name === '' && member.type.kind === 'record') {
      const inner = findMember(member.type.record, name);
      if (inner) return { member: inner.member, offset: member.offset + inner.offset };
    }
  }
  return undefined;
}
