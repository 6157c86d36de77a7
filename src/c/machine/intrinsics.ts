/**
 * The intrinsics: all functions that the machine gives to the C that runs on it, by C name. Kernels get those of
 * machine/intrinsics.h; hosted programs get more. A program's own declarations of them are checked against the
 * signatures.
 */
import type { FunctionSymbol, Program } from '../tree';
import type { CType } from '../types';
import { bind, Call, type Intrinsic, type TypeLetter } from './intrinsics/call';
import { cpuIntrinsics } from './intrinsics/cpus';
import { hostedIntrinsics } from './intrinsics/hosted';
import { mathIntrinsics } from './intrinsics/math';
import { memoryIntrinsics } from './intrinsics/memory';
import { lowObjectIntrinsics, objectIntrinsics } from './intrinsics/objects';
import { outsideIntrinsics } from './intrinsics/outside';
import type { IntrinsicFunctions } from './modules';
import type { Parts } from './parts';

const kernelIntrinsics: Readonly<Record<string, Intrinsic>> = {
  ...cpuIntrinsics,
  ...memoryIntrinsics,
  ...objectIntrinsics,
  ...outsideIntrinsics,
};

const allIntrinsics: Readonly<Record<string, Intrinsic>> = {
  ...kernelIntrinsics,
  ...hostedIntrinsics,
  ...mathIntrinsics,
};

/** C names of the intrinsics that a kernel, or a hosted program, may call. */
export function intrinsicNames(hosted: boolean): ReadonlySet<string> {
  return new Set(Object.keys(hosted ? allIntrinsics : kernelIntrinsics));
}

/** The imports for generated code: the intrinsics, and the low forms that some of them have. */
export function intrinsicFunctions(parts: Parts): {
  readonly whole: IntrinsicFunctions;
  readonly low: IntrinsicFunctions;
} {
  const call = new Call(parts);
  const bound = (known: Readonly<Record<string, Intrinsic>>): IntrinsicFunctions =>
    Object.fromEntries(Object.entries(known).map(([name, intrinsic]) => [name, bind(call, intrinsic)]));
  return { whole: bound(allIntrinsics), low: bound(lowObjectIntrinsics) };
}

/** A declaration in the program that is not what the machine has. */
export interface WrongDeclaration {
  readonly symbol: FunctionSymbol;
  readonly message: string;
}

/** Compares the program's declarations of intrinsics with the machine's. */
export function checkIntrinsics(program: Program, hosted: boolean): WrongDeclaration[] {
  const known = hosted ? allIntrinsics : kernelIntrinsics;
  return program.undefinedFunctions.flatMap((symbol) => {
    const intrinsic = Object.hasOwn(known, symbol.name) ? known[symbol.name] : undefined;
    if (!intrinsic || matches(symbol, intrinsic.signature)) return [];
    return [{ symbol, message: `'${symbol.name}' is declared otherwise than the machine has it` }];
  });
}

function matches({ type }: FunctionSymbol, signature: string): boolean {
  const [result, ...parameters] = [...signature] as TypeLetter[];
  return (
    type.prototyped &&
    !type.variadic &&
    fits(type.returns, result as TypeLetter) &&
    type.parameters.length === parameters.length &&
    parameters.every((letter, index) => fits(type.parameters[index] as CType, letter))
  );
}

function fits(type: CType, letter: TypeLetter): boolean {
  switch (letter) {
    case 'v':
      return type.kind === 'void';
    case 'p':
      return type.kind === 'pointer';
    case 'd':
      return type.kind === 'floating' && type.name === 'double';
    case 'f':
      return type.kind === 'floating' && type.name === 'float';
    case 'i':
      return type.kind === 'integer' && type.size === 4;
    case 'q':
      return type.kind === 'integer' && type.size === 8;
    case 'l':
      return (
        type.kind === 'integer' && (type.name.endsWith('long') || type.size === 4) && !type.name.includes('long long')
      );
  }
}
