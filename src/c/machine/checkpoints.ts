/**
 * Checkpoints. Each holds, for the pages whose cards were marked since the one before it, a copy of data and of
 * shadow: a page's *version* at that moment. The content of a page at a checkpoint is its latest version at or before
 * it; a page without one is all zero, as it was before the run.
 *
 * Memory is always some checkpoint (the *base*) plus the pages marked since. To stand at another checkpoint, only
 * those pages and the ones with versions between the two are copied back. A checkpoint may be taken at any time, in
 * the middle of others too, when a run goes over ground that it has been on before.
 *
 * What is kept is capped. When it grows past the cap, checkpoints are merged into their successors, those first that
 * are closest to their neighbours for their distance from the present: the past gets sparser with age. The first
 * checkpoint, the start of the run, always stays; so any moment can be had again, only not as fast.
 */
import { PAGE_SIZE } from '../abi';
import type { MachineMemory } from './memory';
import { Pages } from './pages';

interface Version {
  clock: number;
  /** Slots of the copies. */
  readonly data: number;
  readonly shadow: number;
}

/** What a version takes besides its copies, and being listed by its page and by its checkpoint: about so many bytes. */
const VERSION_BYTES = 96;

/** The machine's own page of registers is always written to. */
const REGISTERS_PAGE = 0;

export class Checkpoints {
  private readonly copies = new Pages();
  /** Versions of each page, by ascending clock. */
  private readonly versions = new Map<number, Version[]>();
  /** Moments of the checkpoints, ascending. */
  private readonly clocks: number[] = [];
  /** The pages that have a version at each. */
  private readonly pagesAt = new Map<number, number[]>();
  private versionCount = 0;
  private base = 0;

  constructor(
    private readonly memory: MachineMemory,
    private readonly cap: number,
    /** Bytes that something else takes of the cap. */
    private readonly besides: () => number = () => 0,
  ) {}

  get count(): number {
    return this.clocks.length;
  }

  /** Bytes of all that is kept. */
  get bytes(): number {
    return this.copies.bytes + this.versionCount * VERSION_BYTES;
  }

  /** Number of pages written to since the base. */
  dirtyPages(): number {
    let count = 0;
    this.eachDirty(() => count++);
    return count;
  }

  /**
   * Takes a checkpoint of the present. Of a moment that has one already, nothing is kept. One that by itself would
   * take more than a quarter of the cap is not taken: false. The first is always taken.
   */
  take(clock: number): boolean {
    const { memory, clocks } = this;
    const index = firstAfter(clocks, clock);
    if (index > 0 && clocks[index - 1] === clock) return true;
    if (clocks.length > 0 && this.dirtyPages() * 2 * PAGE_SIZE > this.cap / 4) return false;
    const pages: number[] = [];
    this.eachDirty((page) => {
      if (this.keep(page, clock)) pages.push(page);
    });
    memory.clearCards();
    this.base = clock;
    clocks.splice(index, 0, clock);
    this.pagesAt.set(clock, pages);
    this.thin(clock);
    return true;
  }

  /** A checkpoint lies within `reach` ticks before a moment, or at it. */
  isNear(clock: number, reach: number): boolean {
    const found = this.clocks[firstAfter(this.clocks, clock) - 1];
    return found !== undefined && clock - found < reach;
  }

  /** The latest checkpoint at or before a moment. */
  before(clock: number): number {
    const index = firstAfter(this.clocks, clock) - 1;
    const found = this.clocks[index];
    if (found === undefined) throw new Error(`There is no checkpoint at or before ${clock}.`);
    return found;
  }

  /** Makes memory what it was at a checkpoint. */
  restore(clock: number): void {
    const { memory, base } = this;
    const pages = new Set<number>();
    this.eachDirty((page) => pages.add(page));
    const [low, high] = base < clock ? [base, clock] : [clock, base];
    for (let index = firstAfter(this.clocks, low); (this.clocks[index] as number) <= high; index++) {
      for (const page of this.pagesAt.get(this.clocks[index] as number) as number[]) pages.add(page);
    }
    for (const page of pages) this.put(page, clock);
    memory.clearCards();
    this.base = clock;
  }

  private put(page: number, clock: number): void {
    const { memory, copies } = this;
    const start = page * PAGE_SIZE;
    const version = versionAt(this.versions.get(page), clock);
    copies.restore(version?.data ?? 0, memory.data.subarray(start, start + PAGE_SIZE));
    copies.restore(version?.shadow ?? 0, memory.shadowBytes.subarray(start, start + PAGE_SIZE));
  }

  /** Keeps a page as it is now. False when it has not changed since its version before. */
  private keep(page: number, clock: number): boolean {
    const { memory, copies } = this;
    const start = page * PAGE_SIZE;
    const data = memory.data.subarray(start, start + PAGE_SIZE);
    const shadow = memory.shadowBytes.subarray(start, start + PAGE_SIZE);
    let versions = this.versions.get(page);
    if (!versions) {
      versions = [];
      this.versions.set(page, versions);
    }
    const index = indexAfter(versions, clock);
    const last = versions[index - 1];
    const sameData = copies.equals(last?.data ?? 0, data);
    const sameShadow = copies.equals(last?.shadow ?? 0, shadow);
    if (sameData && sameShadow) return false;
    this.keepLater(page, versions, index, clock);
    this.versionCount++;
    versions.splice(index, 0, {
      clock,
      data: sameData ? copies.share(last?.data ?? 0) : copies.copy(data),
      shadow: sameShadow ? copies.share(last?.shadow ?? 0) : copies.copy(shadow),
    });
    return true;
  }

  /** The next checkpoint, if it has no version of the page, relies on the one before `index`: it gets it as its own. */
  private keepLater(page: number, versions: Version[], index: number, clock: number): void {
    const next = this.clocks[firstAfter(this.clocks, clock)];
    if (next === undefined || versions[index]?.clock === next) return;
    const { data, shadow } = versions[index - 1] ?? { data: 0, shadow: 0 };
    this.versionCount++;
    versions.splice(index, 0, { clock: next, data: this.copies.share(data), shadow: this.copies.share(shadow) });
    this.pagesAt.get(next)?.push(page);
  }

  private eachDirty(visit: (page: number) => void): void {
    const { cards } = this.memory;
    const words = new Int32Array(cards.buffer, cards.byteOffset, cards.length / 4);
    cards[REGISTERS_PAGE] = 1;
    for (let word = 0; word < words.length; word++) {
      if (words[word] === 0) continue;
      for (let page = word * 4; page < word * 4 + 4; page++) if (cards[page] !== 0) visit(page);
    }
  }

  /** Merges checkpoints until what is kept is within the cap. */
  private thin(present: number): void {
    const room = this.cap - this.besides();
    while (this.bytes > room && this.clocks.length > 1) {
      const index = this.leastUseful(present);
      this.remove(index);
    }
  }

  private leastUseful(present: number): number {
    const { clocks } = this;
    let best = clocks.length - 1;
    let least = Number.POSITIVE_INFINITY;
    for (let index = 1; index < clocks.length; index++) {
      const clock = clocks[index] as number;
      if (clock === this.base) continue;
      const gap = (clocks[index + 1] ?? clock) - (clocks[index - 1] as number);
      const use = gap / (Math.abs(present - clock) + 1);
      if (use < least) [least, best] = [use, index];
    }
    return best;
  }

  /** What a checkpoint holds becomes part of the next one, where that has no version of its own. */
  private remove(index: number): void {
    const [clock] = this.clocks.splice(index, 1) as [number];
    const pages = this.pagesAt.get(clock) as number[];
    this.pagesAt.delete(clock);
    if (this.base === clock) {
      this.base = this.clocks[index - 1] as number;
      for (const page of pages) this.memory.cards[page] = 1;
    }
    const next = this.clocks[index];
    for (const page of pages) {
      const versions = this.versions.get(page) as Version[];
      const at = indexAfter(versions, clock) - 1;
      const version = versions[at] as Version;
      if (next !== undefined && versions[at + 1]?.clock !== next) {
        version.clock = next;
        this.pagesAt.get(next)?.push(page);
      } else {
        versions.splice(at, 1);
        this.versionCount--;
        this.copies.release(version.data);
        this.copies.release(version.shadow);
      }
    }
  }
}

/** Index of the first clock after `clock`. */
function firstAfter(clocks: readonly number[], clock: number): number {
  let low = 0;
  let high = clocks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((clocks[middle] as number) <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Index of the first version after `clock`. */
function indexAfter(versions: readonly Version[], clock: number): number {
  let low = 0;
  let high = versions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((versions[middle] as Version).clock <= clock) low = middle + 1;
    else high = middle;
  }
  return low;
}

function versionAt(versions: readonly Version[] | undefined, clock: number): Version | undefined {
  return versions?.[indexAfter(versions, clock) - 1];
}
