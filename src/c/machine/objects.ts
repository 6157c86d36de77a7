/**
 * Objects: what the program's allocators have announced, live ones and freed ones, in the machine's tables. A record
 * (64 bytes) is found by the address at which its object starts, through buckets; an object that begins where a dead
 * one did takes over its record.
 *
 *   0 u32 next record in its bucket, as index + 1    4 u32 key (below)    8 u64 the cookie of per-CPU memory
 *  16 u32 size    20 u32 offset of its kind's name, 0 for `malloc`    24 u32 serial
 *  28 u16 CPU that allocated, u16 that freed it    32 f64 clock of the allocation    40 f64 of the free, or -1
 *  48 u32 stack of the allocation (depot.ts)    52 u32 of the free
 *
 * The key is the offset of an object in data; for per-CPU memory, whose objects are named by cookies, the low bits of
 * the cookie and a set high bit.
 */
import type { MachineMemory } from './memory';
import { R, type Registers } from './registers';

const RECORD = 64;
const CHUNK_BITS = 10;
const CHUNK_RECORDS = 1 << CHUNK_BITS;
const MOST_CHUNKS = 16384;
const BUCKETS = 1 << 17;
/** The bit of keys that are made from cookies. */
const COOKIE = 0x8000_0000;

/** A record, as numbers. */
export interface ObjectRecord {
  readonly address: bigint;
  readonly size: number;
  readonly kind: number;
  readonly serial: number;
  readonly perCpu: boolean;
  readonly allocated: { readonly clock: number; readonly cpu: number; readonly stack: number };
  readonly freed: { readonly clock: number; readonly cpu: number; readonly stack: number } | undefined;
}

export class Objects {
  constructor(
    private readonly memory: MachineMemory,
    private readonly registers: Registers,
  ) {}

  /** Called once, on fresh memory. */
  initialise(): void {
    this.registers.set(R.objectDirectory, this.registers.table(MOST_CHUNKS * 4));
    this.registers.set(R.objectBuckets, this.registers.table(BUCKETS * 4));
    this.registers.set(R.nextSerial, 1);
  }

  /** The key of an address that an allocator may give out, or undefined for any other. */
  keyOf(pointer: number | bigint): number | undefined {
    const { memory } = this;
    const offset = memory.offsetOf(pointer);
    if (offset >= 0 && offset < memory.limit) return offset;
    const address = memory.addressOf(pointer);
    return this.isCookie(address) ? COOKIE + Number(address & 0x7fff_ffffn) : undefined;
  }

  isCookie(address: bigint): boolean {
    const { perCpuBase, perCpuSize } = this.memory.space;
    return address >= perCpuBase && address < perCpuBase + perCpuSize;
  }

  /** Returns the serial number of the new object. `kind` is the offset of its name. */
  allocated(key: number, size: number, kind: number, clock: number, cpu: number, stack: number): number {
    const { memory, registers } = this;
    const at = this.find(key) ?? this.add(key);
    const serial = registers.add(R.nextSerial, 1);
    memory.setU32(at + 16, size);
    memory.setU32(at + 20, kind);
    memory.setU32(at + 24, serial);
    memory.setU32(at + 28, cpu);
    memory.setF64(at + 32, clock);
    memory.setF64(at + 40, -1);
    memory.setU32(at + 48, stack);
    memory.setU32(at + 52, 0);
    return serial;
  }

  /** The object at `key` is per-CPU memory, and this is its name. */
  setCookie(key: number, cookie: bigint): void {
    this.memory.setU64((this.find(key) as number) + 8, cookie);
  }

  /** The live object that starts at `key`, as the offset of its record. */
  liveAt(key: number): number | undefined {
    const at = this.find(key);
    return at !== undefined && this.isLive(at) ? at : undefined;
  }

  /** Any object, live or freed, that starts at `key`. */
  at(key: number): ObjectRecord | undefined {
    const at = this.find(key);
    return at === undefined ? undefined : this.record(at);
  }

  freed(at: number, clock: number, cpu: number, stack: number): void {
    this.memory.setU32(at + 28, (this.memory.u32(at + 28) & 0xffff) | (cpu << 16));
    this.memory.setF64(at + 40, clock);
    this.memory.setU32(at + 52, stack);
  }

  sizeAt(at: number): number {
    return this.memory.u32(at + 16);
  }

  /** How many live objects have a serial number of `since` or more. */
  countLive(since: number): number {
    let count = 0;
    for (const at of this.records()) if (this.isLive(at) && this.memory.u32(at + 24) >= since) count++;
    return count;
  }

  /** All objects, by serial number. */
  list(): ObjectRecord[] {
    return Array.from(this.records(), (at) => this.record(at)).sort((a, b) => a.serial - b.serial);
  }

  /**
   * The object that an offset in data or a cookie (as a key) lies in, or next to: within `reach` bytes of it. A live
   * one that contains it comes first, then the one freed last that contained it, then the nearest.
   */
  near(key: number, reach: number): ObjectRecord | undefined {
    let best: { readonly at: number; readonly rank: number; readonly order: number } | undefined;
    for (const at of this.records()) {
      const start = this.memory.u32(at + 4);
      const distance = key < start ? start - key : Math.max(0, key - start - this.memory.u32(at + 16) + 1);
      if (distance > reach || start >= COOKIE !== key >= COOKIE) continue;
      const rank = distance > 0 ? 2 : this.isLive(at) ? 0 : 1;
      // Of those that contained it, the youngest; of neighbours, the nearest, a live one before a freed one.
      const order = rank === 2 ? distance * 2 + (this.isLive(at) ? 0 : 1) : -this.memory.f64(at + 40);
      if (!best || rank < best.rank || (rank === best.rank && order < best.order)) best = { at, rank, order };
    }
    return best && this.record(best.at);
  }

  private isLive(at: number): boolean {
    return this.memory.f64(at + 40) < 0;
  }

  private record(at: number): ObjectRecord {
    const { memory } = this;
    const cpus = memory.u32(at + 28);
    const freedClock = memory.f64(at + 40);
    const key = memory.u32(at + 4);
    const perCpu = key >= COOKIE;
    return {
      address: perCpu ? memory.u64(at + 8) : memory.address(key),
      size: memory.u32(at + 16),
      kind: memory.u32(at + 20),
      serial: memory.u32(at + 24),
      perCpu,
      allocated: { clock: memory.f64(at + 32), cpu: cpus & 0xffff, stack: memory.u32(at + 48) },
      freed: freedClock < 0 ? undefined : { clock: freedClock, cpu: cpus >>> 16, stack: memory.u32(at + 52) },
    };
  }

  private *records(): Generator<number> {
    const count = this.registers.get(R.objectCount);
    for (let index = 0; index < count; index++) yield this.place(index);
  }

  private place(index: number): number {
    const directory = this.registers.get(R.objectDirectory);
    const chunk = this.memory.u32(directory + Math.floor(index / CHUNK_RECORDS) * 4);
    return chunk + (index % CHUNK_RECORDS) * RECORD;
  }

  /** Neighbours in memory are neighbours among the buckets, so that an allocation dirties few pages. */
  private bucket(key: number): number {
    return this.registers.get(R.objectBuckets) + ((key >>> 4) & (BUCKETS - 1)) * 4;
  }

  private find(key: number): number | undefined {
    const { words } = this.memory;
    const directory = this.registers.get(R.objectDirectory) >>> 2;
    let index = words[this.bucket(key) >>> 2] as number;
    while (index !== 0) {
      const chunk = words[directory + ((index - 1) >>> CHUNK_BITS)] as number;
      const at = chunk + ((index - 1) & (CHUNK_RECORDS - 1)) * RECORD;
      if (words[(at + 4) >>> 2] === key) return at;
      index = words[at >>> 2] as number;
    }
    return undefined;
  }

  private add(key: number): number {
    const { memory, registers } = this;
    const index = registers.add(R.objectCount, 1);
    if (index % CHUNK_RECORDS === 0) {
      const slot = registers.get(R.objectDirectory) + (index / CHUNK_RECORDS) * 4;
      memory.setU32(slot, registers.table(CHUNK_RECORDS * RECORD));
    }
    const at = this.place(index);
    const bucket = this.bucket(key);
    memory.setU32(at, memory.u32(bucket));
    memory.setU32(at + 4, key);
    memory.setU32(bucket, index + 1);
    return at;
  }
}
