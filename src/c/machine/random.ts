/**
 * Pseudo-random numbers for the scheduler: xoshiro128** (Blackman and Vigna), with its state in the machine's registers, so that it is
 * part of what a checkpoint holds; seeded through splitmix32.
 */
import type { Registers } from './registers';

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

export function seedRandom(registers: Registers, seed: number): void {
  let state = seed | 0;
  for (const name of ['random0', 'random1', 'random2', 'random3'] as const) {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    registers.set(name, (z ^ (z >>> 15)) >>> 0);
  }
}

/** The next number, uniform in [0, below). `below` is at most 2 ** 32. */
export function nextRandom(registers: Registers, below: number): number {
  const s0 = registers.get('random0') | 0;
  let s1 = registers.get('random1') | 0;
  let s2 = registers.get('random2') | 0;
  let s3 = registers.get('random3') | 0;
  const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0;
  const shifted = s1 << 9;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  registers.set('random0', (s0 ^ s3) >>> 0);
  registers.set('random1', s1 >>> 0);
  registers.set('random2', (s2 ^ shifted) >>> 0);
  registers.set('random3', rotate(s3, 11) >>> 0);
  return Math.floor((result / 2 ** 32) * below);
}
