/** Functions of math.h that the host's own arithmetic gives; math.c has the others, in C. All take and give doubles. */
import type { Argument, Intrinsic } from './call';

const one = (run: (x: number) => number): Intrinsic => ({ signature: 'dd', run: (_, x) => run(x as number) });
const two = (run: (x: number, y: number) => number): Intrinsic => ({
  signature: 'ddd',
  run: (_, x: Argument, y: Argument) => run(x as number, y as number),
});

export const mathIntrinsics: Readonly<Record<string, Intrinsic>> = {
  sqrt: one(Math.sqrt),
  cbrt: one(Math.cbrt),
  sin: one(Math.sin),
  cos: one(Math.cos),
  tan: one(Math.tan),
  asin: one(Math.asin),
  acos: one(Math.acos),
  atan: one(Math.atan),
  sinh: one(Math.sinh),
  cosh: one(Math.cosh),
  tanh: one(Math.tanh),
  asinh: one(Math.asinh),
  acosh: one(Math.acosh),
  atanh: one(Math.atanh),
  exp: one(Math.exp),
  exp2: one((x) => 2 ** x),
  expm1: one(Math.expm1),
  log: one(Math.log),
  log2: one(Math.log2),
  log10: one(Math.log10),
  log1p: one(Math.log1p),
  floor: one(Math.floor),
  ceil: one(Math.ceil),
  trunc: one(Math.trunc),
  fmod: two((x, y) => x % y),
  atan2: two(Math.atan2),
  hypot: two(hypot),
  pow: two(pow),
};

/** C11 F.10.4.3: infinite when either is, even if the other is not a number. */
function hypot(x: number, y: number): number {
  if (Math.abs(x) === Infinity || Math.abs(y) === Infinity) return Infinity;
  return Math.hypot(x, y);
}

/** C11 F.10.4.4: 1 for a base of 1, or of -1 with an infinite exponent, where ECMAScript has NaN. */
function pow(x: number, y: number): number {
  return x === 1 || (x === -1 && Math.abs(y) === Infinity) ? 1 : x ** y;
}
