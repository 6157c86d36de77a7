/**
 * Sizes, alignments and the layout of records, as gcc has them for the System V ABIs. The rules that are not in C11: a named
 * bit-field aligns its record as its declared type would, and never spans more aligned units of that type than the type itself
 * has; an unnamed one, of width zero included, does not align the record; `packed` lets members lie at any byte and bit-fields
 * at any bit; a width of zero moves to the next unit even in a packed record; on i386 8-byte integers and doubles are aligned
 * to 4 inside records although to 8 elsewhere, unless a typedef or `_Atomic` asks for more. (gcc: stor-layout.c,
 * ix86 field alignment; here only the facts.)
 */
import type { CType, DataModel, IntegerType, Member, RecordDefinition } from './types';

/** Size in bytes. `void` and functions have size 1, as GNU C's pointer arithmetic wants; incomplete types have size 0. */
export function sizeOf(type: CType, model: DataModel): number {
  switch (type.kind) {
    case 'void':
    case 'function':
      return 1;
    case 'integer':
    case 'floating':
      return type.size;
    case 'pointer':
      return model.pointerSize;
    case 'array':
      return (type.length ?? 0) * sizeOf(type.of, model);
    case 'record':
      return type.record.size;
  }
}

/** The alignment that `_Alignof` gives and that a member of the type has, in bytes. */
export function alignOf(type: CType, model: DataModel): number {
  if (type.aligned !== undefined) return type.aligned;
  switch (type.kind) {
    case 'void':
    case 'function':
      return 1;
    case 'integer':
      return type.size === 8 && !type.qualifiers?.atomic ? model.wideMemberAlignment : type.size;
    case 'floating':
      if (type.size === 8) return model.wideMemberAlignment;
      return type.size === 12 ? 4 : type.size;
    case 'pointer':
      return model.pointerSize;
    case 'array':
      return alignOf(type.of, model);
    case 'record':
      return type.record.alignment;
  }
}

/** The alignment that `__alignof__` gives for a type and that a variable of the type has: on i386 8 for 8-byte scalars. */
export function preferredAlignOf(type: CType, model: DataModel): number {
  if (type.aligned !== undefined) return type.aligned;
  if (type.kind === 'array') return preferredAlignOf(type.of, model);
  if ((type.kind === 'integer' || type.kind === 'floating') && type.size === 8) return 8;
  return alignOf(type, model);
}

/** A member as declared, before it has a place. */
export interface DeclaredMember {
  readonly name: string;
  readonly type: CType;
  readonly token: Member['token'];
  /** Width of a bit-field, which may be 0 when it has no name. */
  readonly width?: number;
  /** The strictest alignment asked for by an attribute or _Alignas on the member itself, in bytes. */
  readonly alignment?: number;
  /** The attribute `packed` on the member itself. */
  readonly packed?: boolean;
}

export interface RecordShape {
  readonly members: readonly Member[];
  readonly size: number;
  readonly alignment: number;
}

/** How the record as a whole is laid out. */
export interface RecordRules {
  readonly keyword: 'struct' | 'union';
  readonly packed: boolean;
  /** Alignment asked for on the record, in bytes. */
  readonly alignment: number | undefined;
  /** The most that any member is aligned to: `#pragma pack`. Bit-fields are then placed as in a packed record. */
  readonly limit?: number | undefined;
}

const roundUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit;

/** Where one bit-field begins, in bits from the start of its record; `placed` bits are taken already. */
function bitFieldStart(
  member: DeclaredMember,
  placed: number,
  packed: boolean,
  limit: number,
  model: DataModel,
): number {
  const { type, width = 0 } = member;
  const unit = alignOf(type, model) * 8;
  if (width === 0) return roundUp(placed, Math.max(unit, (member.alignment ?? 1) * 8));
  const at = member.alignment ? roundUp(placed, Math.min(member.alignment, limit) * 8) : placed;
  if (packed) return at;
  const spanned = Math.ceil(((at % unit) + width) / unit);
  return spanned > (sizeOf(type, model) * 8) / unit ? roundUp(at, unit) : at;
}

/**
 * The alignment of a named bit-field, in bytes, as far as it is its record's. One that has the width of an integer and lies as
 * that integer may is aligned as one even if its type asks for less, and if an attribute of its own asks for whatever it be,
 * as it is outside of records: on i386 `long long a : 64 __attribute__((aligned(1)))` is aligned to 8 (gcc: layout_decl in
 * stor-layout.c).
 */
function bitFieldAlignment(member: DeclaredMember, start: number, packed: boolean, model: DataModel): number {
  const { type, width = 0, alignment } = member;
  const asked = Math.max(packed ? 1 : alignOf(type, model), alignment ?? 1);
  if (packed || (width !== 16 && width !== 32 && width !== 64) || start % width !== 0) return asked;
  return Math.max(asked, width === 64 && alignment === undefined ? model.wideMemberAlignment : width / 8);
}

/** The storage unit through which a bit-field at bit `start` is reached: the type's own where it lies inside the record. */
function bitFieldPlace(type: CType, start: number, width: number, recordSize: number, model: DataModel) {
  const size = sizeOf(type, model);
  const unit = alignOf(type, model) * 8;
  const aligned = Math.floor(start / unit) * (unit / 8);
  const fits = start - aligned * 8 + width <= size * 8 && aligned + size <= recordSize;
  const offset = fits ? aligned : Math.floor(start / 8);
  return { offset, bits: { first: start - offset * 8, width } };
}

/** Lays a record out. Unnamed bit-fields of width zero take no place, and are left out of the result. */
export function layoutRecord(declared: readonly DeclaredMember[], rules: RecordRules, model: DataModel): RecordShape {
  const union = rules.keyword === 'union';
  const limit = rules.limit ?? Number.POSITIVE_INFINITY;
  let bits = 0; // end of what is placed
  let extent = 0; // for a union: the longest member
  let alignment = rules.alignment ?? 1;
  const starts: number[] = [];
  for (const member of declared) {
    const packed = rules.packed || member.packed === true;
    let start: number;
    if (member.width !== undefined) {
      start = bitFieldStart(member, union ? 0 : bits, packed || rules.limit !== undefined, limit, model);
      if (member.name !== '') {
        const needed = bitFieldAlignment(member, start, packed && rules.limit === undefined, model);
        alignment = Math.max(alignment, Math.min(needed, limit));
      }
      bits = start + member.width;
    } else {
      const own = packed ? 1 : alignOf(member.type, model);
      const needed = Math.min(Math.max(own, member.alignment ?? 1), limit);
      alignment = Math.max(alignment, needed);
      start = union ? 0 : roundUp(bits, needed * 8);
      bits = start + sizeOf(member.type, model) * 8;
    }
    starts.push(start);
    extent = Math.max(extent, bits);
  }
  const size = roundUp(Math.ceil((union ? extent : bits) / 8), alignment);
  const members: Member[] = [];
  declared.forEach((member, index) => {
    const start = starts[index] as number;
    const { name, type, token, width } = member;
    if (width === undefined) members.push({ name, type, token, offset: start / 8 });
    else if (width > 0) members.push({ name, type, token, ...bitFieldPlace(type, start, width, size, model) });
  });
  return { members, size, alignment };
}

/** One line of a record's picture. Members of anonymous records follow theirs, one level deeper. */
export interface LayoutEntry {
  /** Empty for an anonymous record or an unnamed bit-field. */
  readonly name: string;
  readonly type: CType;
  /** Bytes from the start of the outermost record; for a bit-field, of the first byte that it touches. */
  readonly offset: number;
  /** Bytes; for a bit-field, how many it touches. */
  readonly size: number;
  /** First bit, counted in the byte at `offset`, and width. */
  readonly bits?: { readonly first: number; readonly width: number };
  readonly depth: number;
  /** Unused bytes between the end of this member and the next one, or the end of its record. */
  readonly padding: number;
}

export interface RecordLayout {
  readonly size: number;
  readonly alignment: number;
  readonly entries: readonly LayoutEntry[];
}

/** The layout of a complete record for a reader: each member's offset and size in bytes. Undefined when incomplete. */
export function describeLayout(record: RecordDefinition, model: DataModel): RecordLayout | undefined {
  if (!record.members) return undefined;
  const entries: LayoutEntry[] = [];
  describeMembers(record, 0, 0, model, entries);
  return { size: record.size, alignment: record.alignment, entries };
}

function describeMembers(record: RecordDefinition, base: number, depth: number, model: DataModel, into: LayoutEntry[]) {
  const members = record.members ?? [];
  const extents = members.map((member) => memberExtent(member, model));
  members.forEach((member, index) => {
    const { offset, size, bits } = extents[index] as ReturnType<typeof memberExtent>;
    const next = record.keyword === 'struct' ? extents[index + 1] : undefined;
    const end = next ? next.offset : record.size;
    const entry = { name: member.name, type: member.type, offset: base + offset, size, depth };
    into.push({ ...entry, ...(bits ? { bits } : {}), padding: Math.max(0, end - offset - size) });
    if (member.name === '' && member.type.kind === 'record') {
      describeMembers(member.type.record, base + offset, depth + 1, model, into);
    }
  });
}

function memberExtent(member: Member, model: DataModel) {
  if (!member.bits) return { offset: member.offset, size: sizeOf(member.type, model), bits: undefined };
  const start = member.offset * 8 + member.bits.first;
  const offset = Math.floor(start / 8);
  const size = Math.ceil((start + member.bits.width) / 8) - offset;
  return { offset, size, bits: { first: start - offset * 8, width: member.bits.width } };
}

/** The integer type of a bit-field's storage; only integers can be bit-fields. */
export function bitFieldType(member: Member): IntegerType | undefined {
  return member.bits && member.type.kind === 'integer' ? member.type : undefined;
}
