/**
 * Chunks of per-CPU memory, as the program's allocator tells of them: which copy (whose unit) an address of data lies
 * in, and which cookie names it. In the machine's tables, 32 bytes each, newest first:
 *
 *   0 u32 next chunk   4 u32 offset of unit 0   8 u32 unit size   12 u32 units   16 u64 cookie of the units' first byte
 */
import type { MachineMemory } from './memory';
import { R, type Registers } from './registers';

export interface PerCpuPlace {
  readonly cpu: number;
  /** The cookie of the byte. */
  readonly cookie: bigint;
  /** Which byte of its unit it is, in the first chunk: its units begin with the static variables. Undefined in others. */
  readonly inFirst: number | undefined;
}

export class PerCpuChunks {
  constructor(
    private readonly memory: MachineMemory,
    private readonly registers: Registers,
  ) {}

  add(base: number, unitSize: number, units: number, cookie: bigint): void {
    const at = this.registers.table(32);
    this.memory.setU32(at, this.registers.get(R.perCpuChunks));
    this.memory.setU32(at + 4, base);
    this.memory.setU32(at + 8, unitSize);
    this.memory.setU32(at + 12, units);
    this.memory.setU64(at + 16, cookie);
    this.registers.set(R.perCpuChunks, at);
  }

  /** What an offset in data is in per-CPU terms, or undefined outside all chunks. */
  find(offset: number): PerCpuPlace | undefined {
    const { memory } = this;
    for (let at = this.registers.get(R.perCpuChunks); at !== 0; at = memory.u32(at)) {
      const distance = offset - memory.u32(at + 4);
      const unit = memory.u32(at + 8);
      if (distance >= 0 && distance < unit * memory.u32(at + 12)) {
        const byte = distance % unit;
        const isFirst = memory.u32(at) === 0;
        return {
          cpu: Math.floor(distance / unit),
          cookie: memory.u64(at + 16) + BigInt(byte),
          inFirst: isFirst ? byte : undefined,
        };
      }
    }
    return undefined;
  }
}
