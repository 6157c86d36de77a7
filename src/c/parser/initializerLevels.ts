/**
 * The current object of an initialiser list (C11 6.7.9p17): a stack of levels, one for each aggregate between the braces and the
 * place that comes next. A level gives its elements or members one after another; a union gives one.
 */
import { sizeOf } from '../layout';
import type { CType, DataModel, Member, RecordDefinition } from '../types';
import type { InitializerParts } from './initializerParts';

/** A part of an aggregate: an element or a member. */
export interface Place {
  readonly type: CType;
  /** Bytes from the start of the whole object. */
  readonly offset: number;
  readonly bits: Member['bits'];
}

const initialisedMembers = new WeakMap<readonly Member[], readonly Member[]>();

/** The members that take an initialiser: unnamed bit-fields don't (6.7.9p9). */
export function membersOf(record: RecordDefinition): readonly Member[] {
  const members = record.members ?? [];
  let list = initialisedMembers.get(members);
  if (!list) {
    list = members.filter((member) => member.name !== '' || member.type.kind === 'record');
    initialisedMembers.set(members, list);
  }
  return list;
}

/** One aggregate on the way to the current object. */
export class Level {
  /** The element or member that comes next. */
  index = 0;
  /** Elements that an array without a length has got so far. */
  greatest = 0;

  constructor(
    readonly type: CType,
    readonly offset: number,
    private readonly model: DataModel,
    private readonly parts: InitializerParts,
  ) {}

  /** The element or member at the index; undefined past the last. */
  place(): Place | undefined {
    const { type, index, offset } = this;
    if (type.kind === 'array') {
      if (type.length !== undefined && index >= type.length) return undefined;
      return { type: type.of, offset: offset + index * sizeOf(type.of, this.model), bits: undefined };
    }
    if (type.kind !== 'record') return undefined;
    const member = membersOf(type.record)[index];
    return member && { type: member.type, offset: offset + member.offset, bits: member.bits };
  }

  /** Takes the current place, and goes on to the next one; a union is then full. */
  take(): void {
    if (this.type.kind === 'record' && this.type.record.keyword === 'union') {
      const { record } = this.type;
      const member = membersOf(record)[this.index];
      if (member) this.parts.chooseUnionMember(this.offset, record, member);
      this.index = Number.MAX_SAFE_INTEGER;
    } else this.index++;
    if (this.index > this.greatest) this.greatest = this.index;
  }
}

/** The place that comes next; levels that are full are left. Undefined when the outermost one, the braced aggregate, is. */
export function nextPlace(levels: Level[]): Place | undefined {
  for (;;) {
    const level = levels[levels.length - 1] as Level;
    const place = level.place();
    if (place) {
      level.take();
      return place;
    }
    if (levels.length === 1) return undefined;
    levels.pop();
  }
}

/** Whether no value can go into an aggregate, as it has no members, or none that take one. */
export function takesNothing(type: CType): boolean {
  if (type.kind === 'array') return type.length === 0 || takesNothing(type.of);
  return type.kind === 'record' && membersOf(type.record).every((member) => takesNothing(member.type));
}

/** The place that comes after one that takes nothing: if it is an element, the others take nothing either, be they ever so many. */
export function placeAfterEmpty(levels: Level[]): Place | undefined {
  while ((levels[levels.length - 1] as Level).type.kind === 'array') {
    if (levels.length === 1) return undefined;
    levels.pop();
  }
  return nextPlace(levels);
}
