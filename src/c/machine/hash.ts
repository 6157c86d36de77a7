/**
 * A digest of a run's state, for proving that two ways of getting to a moment lead to the same one. It covers all
 * data and all shadow, the stacks included: generated code leaves zeros above the innermost frame and in the slots of
 * what runs, so that nothing there tells how often a run was paused. Left out are only the scheduler's registers,
 * which say how turns are chosen, not what was done.
 */
import { PAGE_SIZE } from '../abi';
import type { Cpus } from './cpus';
import type { MachineMemory } from './memory';
import { R, type Register, type Registers } from './registers';

/** Registers that two runs with equal switches but different policies do not share. */
const SCHEDULING: readonly Register[] = [R.random0, R.random1, R.random2, R.random3, R.nextInterrupt, R.listCursor];

class Digest {
  private a = 0x9e3779b9 | 0;
  private b = 0x85ebca6b | 0;

  word(value: number): void {
    this.a = Math.imul(this.a ^ value, 0x9e3779b1);
    this.a ^= this.a >>> 15;
    this.b = Math.imul(this.b ^ value ^ (value >>> 16), 0xc2b2ae3d);
    this.b ^= this.b >>> 13;
  }

  words(words: Int32Array): void {
    for (let index = 0; index < words.length; index++) this.word(words[index] as number);
  }

  text(): string {
    return [this.a, this.b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
  }
}

export function stateHash(memory: MachineMemory, registers: Registers, cpus: Cpus): string {
  const digest = new Digest();
  const saved = SCHEDULING.map((name) => registers.get(name));
  for (const name of SCHEDULING) registers.set(name, 0);
  pages(digest, memory, 0, registers.get(R.rawNext));
  pages(digest, memory, Math.floor(registers.get(R.tablesLow) / PAGE_SIZE) * PAGE_SIZE, registers.get(R.stacksLow));
  SCHEDULING.forEach((name, index) => {
    registers.set(name, saved[index] as number);
  });
  for (let cpu = 0; cpu < cpus.count; cpu++) {
    if (cpus.hasRun(cpu)) pages(digest, memory, cpus.stackBase(cpu), cpus.stackBase(cpu) + cpus.stackSize);
  }
  return digest.text();
}

/** Pages of zeros are passed over, so that only memory which is used takes time. */
function pages(digest: Digest, memory: MachineMemory, from: number, to: number): void {
  const { buffer } = memory.wasm;
  for (let page = from; page < to; page += PAGE_SIZE) {
    for (const start of [page, memory.limit + page]) {
      const words = new Int32Array(buffer, start, PAGE_SIZE / 4);
      if (words.every((word) => word === 0)) continue;
      digest.word(start);
      digest.words(words);
    }
  }
}
