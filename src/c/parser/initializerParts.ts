/**
 * The parts of an initialiser while it is read. Parts are added in the order of the text; when an aggregate is initialised anew,
 * or another member of a union is set, what was put there before is forgotten. What an item did is remembered while a range
 * designator is open, to be repeated for the other elements of the range. Forgetting finds its parts by blocks of bytes, so that
 * its cost is that of what it forgets.
 */
import type { Expression, InitializerPart } from '../tree';
import type { Member, RecordDefinition } from '../types';

/** Longest list of parts that is built: `[0 ... n]` can ask for more than a machine has. */
export const PART_LIMIT = 1 << 22;

const BLOCK = 64;

/** Parts in a range of bytes forgotten, or a member of a union chosen. */
type Action =
  | { readonly kind: 'clear'; readonly offset: number; readonly size: number }
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
  /** Indexes in `list` by the block of the part's offset; made when it is first needed. */
  private blocks: Map<number, number[]> | undefined;
  /** The member that was set last in each union, by the union's type and offset. */
  private readonly unionMembers = new Map<RecordDefinition, Map<number, Member>>();
  /** What the item being read did besides adding parts; kept while a designator is open. */
  private actions: Action[] | undefined;

  /** All parts that count, in order. */
  finish(): InitializerPart[] {
    return this.list.filter((part) => part !== undefined);
  }

  /** @param size of the part in bytes. */
  add(part: InitializerPart, size: number): void {
    this.grow(part.offset + size);
    this.index(part, this.list.length);
    this.list.push(part);
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
      for (let block = first; block <= last; block++) this.forgetInBlock(block, offset, size);
    } else {
      for (const block of [...this.blocks.keys()]) {
        if (block >= first && block <= last) this.forgetInBlock(block, offset, size);
      }
    }
  }

  private forgetInBlock(block: number, offset: number, size: number): void {
    const indexes = this.blocks?.get(block);
    if (!indexes) return;
    const kept = indexes.filter((at) => {
      const part = this.list[at];
      if (!part) return false;
      if (part.offset < offset || part.offset >= offset + size) return true;
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
   * @returns false when that would make too many parts.
   */
  repeat({ from }: ItemStart, ranges: readonly Range[], repeatable: (value: Expression) => RepeatableValue): boolean {
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
      for (const at of indexes) this.spread(at, count, stride, repeatable);
      this.actions = all;
    }
    return true;
  }

  /** Repeats a part; its value is computed for the element of the range that is set first, the one with the least offset. */
  private spread(at: number, count: number, stride: number, repeatable: (value: Expression) => RepeatableValue): void {
    const part = this.list[at] as InitializerPart;
    const { first, again } = repeatable(part.value);
    const least = (count - 1) * stride;
    const moved = { ...part, offset: part.offset + least, value: first };
    this.list[at] = moved;
    this.index(moved, at);
    for (let repeat = count - 2; repeat >= 0; repeat--) {
      const repeated = { ...part, offset: part.offset + repeat * stride, value: again };
      this.index(repeated, this.list.length);
      this.list.push(repeated);
    }
  }

  private redo(action: Action, distance: number): Action {
    const again = { ...action, offset: action.offset + distance };
    if (again.kind === 'clear') this.forget(again.offset, again.size);
    else this.chooseUnionMember(again.offset, again.record, again.member);
    return again;
  }
}
