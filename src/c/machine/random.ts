/**
 * Pseudo-random numbers for the scheduler: xoshiro128** (Blackman and Vigna), with its state in the machine's
 * registers, so that it is part of what a checkpoint holds; seeded through splitmix32.
 */
import { R, type Registers } from './registers';

const rotate = (x: number, by: number): number => (x << by) | (x >>> (32 - by));

export function seedRandom(registers: Registers, seed: number): void {
  let state = seed | 0;
  for (const name of [R.random0, R.random1, R.random2, R.random3]) {
    state = (state + 0x9e3779b9) | 0;
    let z = state ^ (state >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    registers.set(name, (z ^ (z >>> 15)) >>> 0);
  }
}

/** The next number, uniform in [0, below). `below` is at most 2 ** 32. */
export function nextRandom(registers: Registers, below: number): number {
  const s0 = registers.get(R.random0) | 0;
  let s1 = registers.get(R.random1) | 0;
  let s2 = registers.get(R.random2) | 0;
  let s3 = registers.get(R.random3) | 0;
  const result = Math.imul(rotate(Math.imul(s1, 5), 7), 9) >>> 0;
  const shifted = s1 << 9;
  s2 ^= s0;
  s3 ^= s1;
  s1 ^= s2;
  registers.set(R.random0, (s0 ^ s3) >>> 0);
  registers.set(R.random1, s1 >>> 0);
  registers.set(R.random2, (s2 ^ shifted) >>> 0);
  registers.set(R.random3, rotate(s3, 11) >>> 0);
  return Math.floor((result / 2 ** 32) * below);
}
