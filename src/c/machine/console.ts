/**
 * The console: lines in the machine's tables, in room of a fixed size that costs nothing until it is written to. A
 * line is
 *
 *   0 f64 clock   8 u32 CPU   12 u32 length   16… bytes, without the newline, padded to 8
 */
import type { MachineMemory } from './memory';
import { R, type Registers } from './registers';
import type { ConsoleLine } from './types';

export class Console {
  private cached: { readonly used: number; readonly clock: number; readonly lines: readonly ConsoleLine[] } | undefined;

  constructor(
    private readonly memory: MachineMemory,
    private readonly registers: Registers,
    private readonly capacity: number,
  ) {}

  /** Called once, on fresh memory. */
  initialise(): void {
    this.registers.set(R.consoleStart, this.registers.table(this.capacity));
  }

  /** Adds the `size` bytes at `text`, split into lines. False when there is no room for them. */
  write(text: number, size: number, clock: number, cpu: number): boolean {
    let end = text + size;
    if (size > 0 && this.memory.data[end - 1] === 10) end--;
    for (let start = text; ; ) {
      const newline = this.memory.data.subarray(start, end).indexOf(10);
      const stop = newline < 0 ? end : start + newline;
      if (!this.line(start, stop - start, clock, cpu)) return false;
      if (newline < 0) return true;
      start = stop + 1;
    }
  }

  lines(): readonly ConsoleLine[] {
    const used = this.registers.get(R.consoleUsed);
    const clock = this.registers.get(R.consoleLines);
    if (this.cached?.used !== used || this.cached.clock !== clock)
      this.cached = { used, clock, lines: this.parse(used) };
    return this.cached.lines;
  }

  private line(text: number, size: number, clock: number, cpu: number): boolean {
    const { memory, registers } = this;
    const room = 16 + Math.ceil(size / 8) * 8;
    if (registers.get(R.consoleUsed) + room > this.capacity) return false;
    const at = registers.get(R.consoleStart) + registers.add(R.consoleUsed, room);
    memory.setF64(at, clock);
    memory.setU32(at + 8, cpu);
    memory.setU32(at + 12, size);
    memory.write(at + 16, memory.data.slice(text, text + size));
    registers.add(R.consoleLines, 1);
    return true;
  }

  private parse(used: number): ConsoleLine[] {
    const { memory } = this;
    const start = this.registers.get(R.consoleStart);
    const decoder = new TextDecoder();
    const lines: ConsoleLine[] = [];
    for (let at = start; at < start + used; ) {
      const size = memory.u32(at + 12);
      const text = decoder.decode(memory.data.slice(at + 16, at + 16 + size));
      lines.push({ clock: memory.f64(at), cpu: memory.u32(at + 8), text });
      at += 16 + Math.ceil(size / 8) * 8;
    }
    return lines;
  }
}
