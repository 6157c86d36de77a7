/**
 * What names mean in a program that is watched: objects with static storage, functions, enumerators, typedefs, and the tags of
 * structs, unions and enums. The types are those that an object, a function or a variable of one has, or has a part of. A name that
 * several units give a meaning of their own means that of the unit asked for, else the one with external linkage.
 */
import type { ProgramLayout } from '../../c/compiled';
import { lex } from '../../c/lexer';
import type { Declared, Tag } from '../../c/parser/scopes';
import { SourceFile } from '../../c/source';
import type { Token } from '../../c/token';
import type { FunctionSymbol, Variable } from '../../c/tree';
import type { CType, EnumDefinition, IntegerType, RecordDefinition } from '../../c/types';

/** The place of a typedef, which its type does not tell. */
const [NOWHERE] = lex(new SourceFile('<types>', '')) as [Token];

/** Collected once for each program. */
const collected = new WeakMap<ProgramLayout, ProgramNames>();

/** The names of a program. */
export function programNames(layout: ProgramLayout): ProgramNames {
  let names = collected.get(layout);
  if (!names) {
    names = new ProgramNames(layout);
    collected.set(layout, names);
  }
  return names;
}

export class ProgramNames {
  private readonly linked = new Map<string, Declared[]>();
  private readonly types = new Map<string, Declared>();
  private readonly tags = new Map<string, Tag>();
  private readonly seen = new Set<CType | RecordDefinition | EnumDefinition>();

  constructor(layout: ProgramLayout) {
    for (const { variable } of layout.objects) {
      if (variable.name !== '') this.link(variable.name, { kind: 'variable', variable, token: variable.token });
      this.addType(variable.type);
    }
    for (const { definition } of layout.functions) {
      const { symbol } = definition;
      this.link(symbol.name, { kind: 'function', symbol, token: symbol.token });
      this.addType(symbol.type);
      for (const { type } of [...definition.parameters, ...definition.locals]) this.addType(type);
    }
  }

  /** What an identifier means in a unit, by the unit's number. */
  name(name: string, unit: number | undefined): Declared | undefined {
    const linked = this.linked.get(name) ?? [];
    return (
      linked.find((declared) => symbolOf(declared)?.unit === unit && unit !== undefined) ??
      linked.find((declared) => symbolOf(declared)?.linkage === 'external') ??
      linked[0] ??
      this.types.get(name)
    );
  }

  tag(name: string): Tag | undefined {
    return this.tags.get(name);
  }

  /** All identifiers that mean something. */
  *all(): Iterable<string> {
    yield* this.linked.keys();
    yield* this.types.keys();
  }

  private link(name: string, declared: Declared): void {
    const list = this.linked.get(name);
    if (list) list.push(declared);
    else this.linked.set(name, [declared]);
  }

  /** Everything that a type is made of: by a list of what is still to be looked at, as types reach far. */
  private addType(start: CType): void {
    const open = [start];
    for (let type = open.pop(); type; type = open.pop()) {
      if (this.seen.has(type)) continue;
      this.seen.add(type);
      this.addTypedef(type);
      if (type.kind === 'pointer') open.push(type.to);
      else if (type.kind === 'array') open.push(type.of);
      else if (type.kind === 'function') open.push(type.returns, ...type.parameters);
      else if (type.kind === 'record') open.push(...this.addRecord(type.record));
      else if (type.kind === 'integer' && type.enumeration) this.addEnumeration(type, type.enumeration);
    }
  }

  private addTypedef(type: CType): void {
    const name = type.typedefName;
    if (name === undefined || this.types.has(name)) return;
    const { qualifiers: _, ...unqualified } = type; // `const u64` bears the name too
    this.types.set(name, { kind: 'typedef', type: unqualified as CType, token: NOWHERE });
  }

  /** @returns the types of the members, when they were not looked at before. */
  private addRecord(record: RecordDefinition): CType[] {
    if (this.seen.has(record)) return [];
    this.seen.add(record);
    const { tag } = record;
    // A unit may know a struct by its name alone: that of one that defines it is more.
    const known = tag === undefined ? undefined : this.tags.get(tag);
    if (tag !== undefined && (known?.kind !== 'record' || !known.record.members)) {
      this.tags.set(tag, { kind: 'record', record });
    }
    return (record.members ?? []).map((member) => member.type);
  }

  private addEnumeration(type: IntegerType, definition: EnumDefinition): void {
    if (this.seen.has(definition)) return;
    this.seen.add(definition);
    if (definition.tag !== undefined && !this.tags.has(definition.tag)) {
      this.tags.set(definition.tag, { kind: 'enum', definition, type });
    }
    for (const { name, value, token } of definition.constants) {
      if (!this.types.has(name)) this.types.set(name, { kind: 'constant', value, type, token });
    }
  }
}

function symbolOf(declared: Declared): Variable | FunctionSymbol | undefined {
  if (declared.kind === 'variable') return declared.variable;
  return declared.kind === 'function' ? declared.symbol : undefined;
}
