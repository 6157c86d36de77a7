/**
 * Types of different translation units (C11 6.2.7p1): two structs are the same when their tags and members are, for each unit
 * has read the header anew. Records that contain pointers to themselves are taken to be the same while they are being compared.
 */
import { unqualified } from './typeRelations';
import type { CType, FunctionType, Member, RecordDefinition } from './types';

/** Compares types of different units, and remembers the records that it found to be the same. */
export class TypeComparison {
  /** Pairs found to be the same, or taken to be while they are being compared. */
  private readonly assumed = new Map<RecordDefinition, Set<RecordDefinition>>();
  /** Function types found to be compatible: typedefs of one another share their parts, which are looked at once. */
  private readonly functionPairs = new Map<FunctionType, Set<FunctionType>>();

  /** Whether the two types are compatible. */
  same(a: CType, b: CType): boolean {
    if (a === b) return true;
    if (a.kind !== b.kind || !this.qualifiers(a, b)) return false;
    switch (a.kind) {
      case 'void':
        return true;
      case 'integer':
      case 'floating':
        return a.name === (b as typeof a).name;
      case 'pointer':
        return this.same(a.to, (b as typeof a).to);
      case 'array': {
        const other = b as typeof a;
        const lengths = a.length === undefined || other.length === undefined || a.length === other.length;
        return lengths && this.same(a.of, other.of);
      }
      case 'record':
        return this.records(a.record, (b as typeof a).record);
      case 'function':
        return this.functions(a, b as typeof a);
    }
  }

  private functions(a: FunctionType, b: FunctionType): boolean {
    const known = this.functionPairs.get(a) ?? new Set();
    if (known.has(b)) return true;
    if (!this.same(unqualified(a.returns), unqualified(b.returns))) return false;
    if (a.prototyped && b.prototyped) {
      if (a.variadic !== b.variadic || a.parameters.length !== b.parameters.length) return false;
      if (!a.parameters.every((type, index) => this.same(type, b.parameters[index] as CType))) return false;
    }
    this.functionPairs.set(a, known.add(b));
    return true;
  }

  private qualifiers(a: CType, b: CType): boolean {
    const x = a.qualifiers;
    const y = b.qualifiers;
    return (
      !!x?.const === !!y?.const &&
      !!x?.volatile === !!y?.volatile &&
      !!x?.restrict === !!y?.restrict &&
      !!x?.atomic === !!y?.atomic
    );
  }

  private records(a: RecordDefinition, b: RecordDefinition): boolean {
    if (a === b) return true;
    if (a.keyword !== b.keyword || a.tag !== b.tag) return false;
    if (!a.members || !b.members) return true; // incomplete in one of the units
    const assumed = this.assumed.get(a);
    if (assumed?.has(b)) return true;
    if (assumed) assumed.add(b);
    else this.assumed.set(a, new Set([b]));
    const same = this.members(a, b, a.members, b.members);
    if (!same) this.assumed.get(a)?.delete(b);
    return same;
  }

  private members(
    a: RecordDefinition,
    b: RecordDefinition,
    members: readonly Member[],
    others: readonly Member[],
  ): boolean {
    if (a.size !== b.size || members.length !== others.length) return false;
    return members.every((member, index) => {
      const other = others[index];
      return (
        other !== undefined &&
        member.name === other.name &&
        member.offset === other.offset &&
        member.bits?.first === other.bits?.first &&
        member.bits?.width === other.bits?.width &&
        this.same(member.type, other.type)
      );
    });
  }
}
