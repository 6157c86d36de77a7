/**
 * Types of different translation units (C11 6.2.7p1): two structs are the same when their tags and members are, for each unit
 * has read the header anew. Records that contain pointers to themselves are taken to be the same while they are being compared.
 */
import { unqualified } from './typeRelations';
import type { CType, RecordDefinition } from './types';

/** Whether the two types, from two units, are compatible. */
export function sameAcrossUnits(a: CType, b: CType): boolean {
  return new Comparison().types(a, b);
}

class Comparison {
  private readonly assumed = new Map<RecordDefinition, Set<RecordDefinition>>();

  types(a: CType, b: CType): boolean {
    if (a === b) return true;
    if (a.kind !== b.kind || !this.qualifiers(a, b)) return false;
    switch (a.kind) {
      case 'void':
        return true;
      case 'integer':
      case 'floating':
        return a.name === (b as typeof a).name;
      case 'pointer':
        return this.types(a.to, (b as typeof a).to);
      case 'array': {
        const other = b as typeof a;
        const lengths = a.length === undefined || other.length === undefined || a.length === other.length;
        return lengths && this.types(a.of, other.of);
      }
      case 'record':
        return this.records(a.record, (b as typeof a).record);
      case 'function': {
        const other = b as typeof a;
        if (!this.types(unqualified(a.returns), unqualified(other.returns))) return false;
        if (!a.prototyped || !other.prototyped) return true;
        if (a.variadic !== other.variadic || a.parameters.length !== other.parameters.length) return false;
        return a.parameters.every((type, index) => this.types(type, other.parameters[index] as CType));
      }
    }
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
    if (a.size !== b.size || a.members.length !== b.members.length) return false;
    const others = b.members;
    return a.members.every((member, index) => {
      const other = others[index];
      return (
        other !== undefined &&
        member.name === other.name &&
        member.offset === other.offset &&
        member.bits?.first === other.bits?.first &&
        member.bits?.width === other.bits?.width &&
        this.types(member.type, other.type)
      );
    });
  }
}
