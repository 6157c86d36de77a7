/**
 * One number for each function type, the same for compatible ones (C11 6.2.7, 6.7.6.3p15), so that a call through a pointer can be checked by
 * comparing two numbers. Types of different translation units are compared too, where a struct is known by its tag; so is one here, and
 * by its members if it has none. Qualifiers of parameters do not count (they are not part of the type), those of what a pointer points
 * to do. A type without a prototype is taken to be that of its promoted parameters.
 */
import { unqualified } from '../../typeRelations';
import type { CType, FunctionType, RecordDefinition } from '../../types';

/** Texts that are equal for compatible function types. They outlive a program. */
export class FunctionTexts {
  readonly known = new WeakMap<FunctionType, string>();
  private readonly numbers = new Map<string, number>();

  /** Stands for a text within another: types that share their parts would have texts without end. */
  numberOf(text: string): number {
    const number = this.numbers.get(text) ?? this.numbers.size + 1;
    this.numbers.set(text, number);
    return number;
  }
}

export class TypeKeys {
  private readonly ids = new Map<string, number>();
  private readonly known = new Map<FunctionType, number>();
  private readonly describing = new Set<RecordDefinition>();

  /** @param texts from numbering other programs' types. */
  constructor(private readonly texts = new FunctionTexts()) {}

  /** Numbers count from 1. */
  idOf(type: FunctionType): number {
    let id = this.known.get(type);
    if (id === undefined) {
      const key = this.functionKey(type);
      id = this.ids.get(key) ?? this.ids.size + 1;
      this.ids.set(key, id);
      this.known.set(type, id);
    }
    return id;
  }

  /** Not remembered within a record without a tag, which is cut short there. */
  private functionKey(type: FunctionType): string {
    if (this.describing.size > 0) return this.describe(type);
    const { known } = this.texts;
    const key = known.get(type) ?? this.describe(type);
    known.set(type, key);
    return key;
  }

  private describe({ returns, parameters, variadic }: FunctionType): string {
    const list = parameters.map((parameter) => this.key(unqualified(parameter)));
    if (variadic) list.push('...');
    return `${this.key(unqualified(returns))}(${list.join()})`;
  }

  private key(type: CType): string {
    const { qualifiers } = type;
    const prefix = qualifiers
      ? `${qualifiers.const ? 'c' : ''}${qualifiers.volatile ? 'v' : ''}${qualifiers.restrict ? 'r' : ''} `
      : '';
    switch (type.kind) {
      case 'void':
        return `${prefix}void`;
      case 'integer':
      case 'floating':
        return `${prefix}${type.name}`;
      case 'pointer':
        return `${prefix}*${this.key(type.to)}`;
      case 'array':
        return `[${type.length ?? ''}]${this.key(type.of)}`;
      case 'function':
        return `f${this.texts.numberOf(this.functionKey(type))}`;
      case 'record':
        return `${prefix}${this.recordKey(type.record)}`;
    }
  }

  private recordKey(record: RecordDefinition): string {
    if (record.tag !== undefined || this.describing.has(record)) return `${record.keyword} ${record.tag ?? ''}`;
    this.describing.add(record);
    const members = (record.members ?? []).map(({ name, type, offset }) => `${offset}${this.key(type)}${name}`);
    this.describing.delete(record);
    return `${record.keyword}{${members.join()}}`;
  }
}
