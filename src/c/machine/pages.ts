/**
 * Copies of 4 KiB pages, for checkpoints: kept in slabs of a megabyte, each slot counted by its users, so that
 * versions which are equal share one copy. Slot 0 is the page of zeros and costs nothing.
 */
import { PAGE_SIZE } from '../abi';

const SLAB_PAGES = 256;

export class Pages {
  private readonly slabs: Uint8Array[] = [];
  /** Users of each slot; 0 for a free one. */
  private readonly users: number[] = [1];
  private readonly free: number[] = [];
  private used = 0;

  /** Bytes in use. */
  get bytes(): number {
    return this.used * PAGE_SIZE;
  }

  /** Copies a page; the slot has one user. */
  copy(page: Uint8Array): number {
    if (isZero(page)) return 0;
    const slot = this.take();
    this.page(slot).set(page);
    return slot;
  }

  /** One user more. */
  share(slot: number): number {
    if (slot !== 0) (this.users[slot] as number)++;
    return slot;
  }

  release(slot: number): void {
    if (slot === 0) return;
    const users = (this.users[slot] as number) - 1;
    this.users[slot] = users;
    if (users === 0) {
      this.free.push(slot);
      this.used--;
    }
  }

  equals(slot: number, page: Uint8Array): boolean {
    return slot === 0 ? isZero(page) : same(this.page(slot), page);
  }

  restore(slot: number, page: Uint8Array): void {
    if (slot === 0) page.fill(0);
    else page.set(this.page(slot));
  }

  private take(): number {
    this.used++;
    const freed = this.free.pop();
    const slot = freed ?? this.users.length;
    this.users[slot] = 1;
    return slot;
  }

  private page(slot: number): Uint8Array {
    const index = slot - 1;
    const number = Math.floor(index / SLAB_PAGES);
    let slab = this.slabs[number];
    if (!slab) {
      slab = new Uint8Array(SLAB_PAGES * PAGE_SIZE);
      this.slabs[number] = slab;
    }
    const start = (index % SLAB_PAGES) * PAGE_SIZE;
    return slab.subarray(start, start + PAGE_SIZE);
  }
}

function isZero(page: Uint8Array): boolean {
  const ints = new Int32Array(page.buffer, page.byteOffset, PAGE_SIZE / 4);
  for (let index = 0; index < ints.length; index++) if (ints[index] !== 0) return false;
  return true;
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  const left = new Int32Array(a.buffer, a.byteOffset, PAGE_SIZE / 4);
  const right = new Int32Array(b.buffer, b.byteOffset, PAGE_SIZE / 4);
  for (let index = 0; index < left.length; index++) if (left[index] !== right[index]) return false;
  return true;
}
