/**
 * Memories that go from one machine to the next. A memory of two gibibytes costs nothing until it is touched, but to a
 * host it counts in full when it is made: V8 answers with a garbage collection that throws away the compiled code of
 * whatever runs, this engine's included, and the next compilation starts cold. So a memory is made once, early, wiped
 * when its machine is done with, and used again.
 */
import { type MachineMemory, newMemory } from './memory';

/** Memories kept besides those in use. */
const KEPT = 1;

export class Memories {
  private readonly free: { readonly limit: number; readonly wasm: WebAssembly.Memory }[] = [];

  /** Makes a memory in advance, for a machine with `limit` bytes of data. */
  prepare(limit: number): void {
    if (!this.free.some((one) => one.limit === limit)) this.free.push({ limit, wasm: newMemory(limit) });
  }

  take(limit: number): WebAssembly.Memory {
    const at = this.free.findIndex((one) => one.limit === limit);
    const [found] = at < 0 ? [] : this.free.splice(at, 1);
    return found?.wasm ?? newMemory(limit);
  }

  /** Takes a machine's memory back. The machine may not be used any more, and every store of it has marked its card. */
  give(memory: MachineMemory): void {
    if (this.free.length >= KEPT) return;
    memory.wipe();
    this.free.push({ limit: memory.limit, wasm: memory.wasm });
  }
}
