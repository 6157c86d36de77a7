/**
 * The parts of an initialiser while it is read. Parts are added in the order of the text; when something is initialised anew, or
 * another member of a union is set, what was put there before is forgotten, effects and all (6.7.9p19; C leaves it open whether
 * they happen). As in gcc, a designator of a part of a struct that one expression initialised forgets that expression. What an item
 * did is remembered while a range designator is open, to be repeated for the other elements of the range. Forgetting finds its
 * parts by blocks of bytes, so that its cost is that of what it forgets.
 */
import type { Expression, InitializerPart } from '../tree';
import type { CType, Member, RecordDefinition } from '../types';

/** Longest list of parts that is built: `[0 ... n]` can ask for more than a machine has. */
export const PART_LIMIT = 1 << 22;

const BLOCK = 64;

/** Parts in a range of bytes forgotten, a struct or array entered by a designator, or a member of a union chosen. */
type Action =
  | { readonly kind: 'clear'; readonly offset: number; readonly size: number }
  | { readonly kind: 'enter'; readonly offset: number; readonly size: number; readonly type: CType }
  | { readonly kind: 'choose'; readonly offset: number; readonly record: RecordDefinition; readonly member: Member };

/** What an item began with: given to `endItem`. */
export interface ItemStart {
  readonly from: number;
  readonly outer: Action[] | undefined;
}

/** A range `[low ... high]`: what was set for `high` is repeated, `stride` bytes on each time, downwards. */
export interface Range {
  readonly count: number;
  /** Negative. */
  readonly stride: number;
}

/** A value for its first use, which may have effects, and for the later ones. */
export interface RepeatableValue {
  readonly first: Expression;
  readonly again: Expression;
}

export class InitializerParts {
  /** End of the furthest part so far, in bytes: what lies before it may have been set already. */
  extent = 0;
  private readonly list: (InitializerPart | undefined)[] = [];
  /** Bytes of each part in `list`. */
  private readonly sizes: number[] = [];
  /** Values that several parts have, by the index in `list`. */
  private readonly shared = new Map<number, RepeatableValue>();
  /** Elements that a range initialised by a list in braces that is computed, by their offsets: as good as one expression. */
  private readonly computed = new Map<number, number>();
  /** Indexes in `list` by the block of the part's offset; made when it is first needed. */
  private blocks: Map<number, number[]> | undefined;
  /** The member that was set last in each union, by the union's type and offset. */
  private readonly unionMembers = new Map<RecordDefinition, Map<number, Member>>();
  /** What the item being read did besides adding parts; kept while a designator is open. */
  private actions: Action[] | undefined;

  /** All parts that count, by their place in the object, which is the order in which gcc computes them. */
  finish(): InitializerPart[] {
    const indexes: number[] = [];
    this.list.forEach((part, at) => {
      if (part) indexes.push(at);
    });
    const firstBit = (at: number): number => {
      const { offset, bits } = this.list[at] as InitializerPart;
      return offset * 8 + (bits?.first ?? 0);
    };
    const ascending = indexes.every((at, n) => n === 0 || firstBit(indexes[n - 1] as number) <= firstBit(at));
    if (!ascending) indexes.sort((a, b) => firstBit(a) - firstBit(b));
    const computed = new Set<RepeatableValue>();
    return indexes.map((at) => {
      const part = this.list[at] as InitializerPart;
      const shared = this.shared.get(at);
      if (!shared) return part;
      const value = computed.has(shared) ? shared.again : shared.first;
      computed.add(shared);
      return { ...part, value };
    });
  }

  /** @param size of the part in bytes. */
  add(part: InitializerPart, size: number): void {
    this.override(part, size);
    this.grow(part.offset + size);
    this.index(part, this.list.length);
    this.list.push(part);
    this.sizes.push(size);
  }

  /** Forgets what the part takes the place of: the same bit-field, or all that lies within it. */
  private override({ offset, bits }: InitializerPart, size: number): void {
    this.forgetWhere(offset, size, (before, at) => {
      if (bits || before.bits) return before.bits?.first === bits?.first && before.offset === offset;
      return before.offset + (this.sizes[at] as number) <= offset + size;
    });
  }

  /** The object reaches at least so far. */
  grow(extent: number): void {
    if (extent > this.extent) this.extent = extent;
  }

  private index(part: InitializerPart, at: number): void {
    if (!this.blocks) return;
    const block = Math.floor(part.offset / BLOCK);
    const list = this.blocks.get(block);
    if (list) list.push(at);
    else this.blocks.set(block, [at]);
  }

  /** Forgets the parts inside a range of bytes that is about to be initialised anew. */
  clear(offset: number, size: number): void {
    this.actions?.push({ kind: 'clear', offset, size });
    this.forget(offset, size);
  }

  private forget(offset: number, size: number): void {
    this.forgetWhere(offset, size, () => true);
    const { computed } = this;
    if (computed.size === 0) return;
    if (size < computed.size) for (let at = offset; at < offset + size; at++) computed.delete(at);
    else for (const at of [...computed.keys()]) if (at >= offset && at < offset + size) computed.delete(at);
  }

  /**
   * A designator enters a struct, a union or an array. What one expression has initialised is forgotten; a string stays, and
   * what is in braces.
   */
  enter(offset: number, size: number, type: CType): void {
    this.actions?.push({ kind: 'enter', offset, size, type });
    if (offset >= this.extent) return;
    if (this.computed.get(offset) === size) this.forget(offset, size);
    else if (type.kind === 'record') {
      const { record } = type;
      this.forgetWhere(offset, 1, ({ type: whole, offset: start }) => {
        return start === offset && whole.kind === 'record' && whole.record === record;
      });
    }
  }

  /** Forgets the parts that begin in a range of bytes and that a test wants forgotten. */
  private forgetWhere(offset: number, size: number, test: (part: InitializerPart, at: number) => boolean): void {
    if (offset >= this.extent || size === 0) return;
    if (!this.blocks) {
      this.blocks = new Map();
      this.list.forEach((part, at) => {
        if (part) this.index(part, at);
      });
    }
    const first = Math.floor(offset / BLOCK);
    const last = Math.floor((offset + size - 1) / BLOCK);
    if (last - first < this.blocks.size) {
      for (let block = first; block <= last; block++) this.forgetInBlock(block, offset, size, test);
    } else {
      for (const block of [...this.blocks.keys()]) {
        if (block >= first && block <= last) this.forgetInBlock(block, offset, size, test);
      }
    }
  }

  private forgetInBlock(
    block: number,
    offset: number,
    size: number,
    test: (part: InitializerPart, at: number) => boolean,
  ): void {
    const indexes = this.blocks?.get(block);
    if (!indexes) return;
    const kept = indexes.filter((at) => {
      const part = this.list[at];
      if (!part) return false;
      if (part.offset < offset || part.offset >= offset + size || !test(part, at)) return true;
      this.list[at] = undefined;
      return false;
    });
    if (kept.length > 0) this.blocks?.set(block, kept);
    else this.blocks?.delete(block);
  }

  /** Setting another member of a union undoes what was set in it. */
  chooseUnionMember(offset: number, record: RecordDefinition, member: Member): void {
    this.actions?.push({ kind: 'choose', offset, record, member });
    let members = this.unionMembers.get(record);
    if (!members) {
      members = new Map();
      this.unionMembers.set(record, members);
    }
    const before = members.get(offset);
    if (before && before !== member) this.forget(offset, record.size);
    members.set(offset, member);
  }

  /** An item of a list begins; `designated` when a designator stands before it. */
  beginItem(designated: boolean): ItemStart {
    const outer = this.actions;
    this.actions = outer || designated ? [] : undefined;
    return { from: this.list.length, outer };
  }

  endItem({ outer }: ItemStart): void {
    for (const action of this.actions ?? []) outer?.push(action);
    this.actions = outer;
  }

  /**
   * Repeats what the item did for its ranges, the innermost first.
   * @param element the bytes of an element when a list in braces initialised it.
   * @returns false when that would make too many parts.
   */
  repeat(
    { from }: ItemStart,
    ranges: readonly Range[],
    repeatable: (value: Expression) => RepeatableValue,
    element: { readonly offset: number; readonly size: number } | undefined,
  ): boolean {
    let isComputed = false;
    for (const { count, stride } of [...ranges].reverse()) {
      const actions = this.actions ?? [];
      this.actions = undefined;
      const indexes: number[] = [];
      for (let at = from; at < this.list.length; at++) if (this.list[at]) indexes.push(at);
      if (this.list.length + indexes.length * (count - 1) > PART_LIMIT) return false;
      const all = [...actions];
      for (let repeat = 1; repeat < count; repeat++) {
        for (const action of actions) all.push(this.redo(action, repeat * stride));
      }
      for (const at of indexes) if (this.spread(at, count, stride, repeatable)) isComputed = true;
      this.actions = all;
    }
    if (element && isComputed) {
      for (const offset of elementsOf(element.offset, ranges)) this.computed.set(offset, element.size);
    }
    return true;
  }

  /** Repeats a part; its value is computed once. Tells whether that is when the program runs. */
  private spread(
    at: number,
    count: number,
    stride: number,
    repeatable: (value: Expression) => RepeatableValue,
  ): boolean {
    const part = this.list[at] as InitializerPart;
    const size = this.sizes[at] as number;
    let shared = this.shared.get(at);
    if (!shared) {
      const values = repeatable(part.value);
      if (values.first !== values.again) shared = values;
    }
    if (shared) this.shared.set(at, shared);
    for (let repeat = 1; repeat < count; repeat++) {
      if (shared) this.shared.set(this.list.length, shared);
      this.add({ ...part, offset: part.offset + repeat * stride }, size);
    }
    return shared !== undefined;
  }

  private redo(action: Action, distance: number): Action {
    const again = { ...action, offset: action.offset + distance };
    if (again.kind === 'clear') this.forget(again.offset, again.size);
    else if (again.kind === 'enter') this.enter(again.offset, again.size, again.type);
    else this.chooseUnionMember(again.offset, again.record, again.member);
    return again;
  }
}

/** The offsets of all elements that ranges designate, given that of the last one. */
function elementsOf(last: number, ranges: readonly Range[]): number[] {
  let offsets = [last];
  for (const { count, stride } of ranges) {
    offsets = offsets.flatMap((offset) => Array.from({ length: count }, (_, repeat) => offset + repeat * stride));
  }
  return offsets;
}
