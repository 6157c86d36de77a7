/**
 * The machine's functions, as generated code reaches them. A whole module imports them, and puts them into the table through which
 * functions call each other by pointers, behind the program's own. A patch (patch.ts) calls them there: engines make code for
 * each import of a module when they take it in, which is most of the time that a small module takes.
 */
import { CodeBuffer, type WasmModule } from '../../wasm/encoder';
import type { WasmType } from '../../wasm/opcodes';

/** A function that is not the module's. */
export interface OutsideFunction {
  readonly namespace: string;
  readonly name: string;
  readonly parameters: readonly WasmType[];
  readonly results: readonly WasmType[];
}

/** By its key, where each function is in the table. */
export type OutsideTable = ReadonlyMap<string, number>;

function keyOf({ namespace, name, parameters, results }: OutsideFunction): string {
  return `${namespace}.${name}(${parameters.join()})${results.join()}`;
}

/** The functions' places in the table, from `first` on. */
export function outsideTable(functions: readonly OutsideFunction[], first: number): OutsideTable {
  return new Map(functions.map((one, index) => [keyOf(one), first + index]));
}

/** Imports the functions. Returns their indices, in order. */
export function importOutside(wasm: WasmModule, functions: readonly OutsideFunction[]): number[] {
  return functions.map(({ namespace, name, parameters, results }) =>
    wasm.importFunction(namespace, name, parameters, results),
  );
}

/**
 * Functions of the module that call those which another module put into a table. Returns their indices, in order; undefined when one is
 * not there.
 */
export function reachOutside(
  wasm: WasmModule,
  functions: readonly OutsideFunction[],
  table: number,
  places: OutsideTable,
): number[] | undefined {
  if (!functions.every((one) => places.has(keyOf(one)))) return undefined;
  const code = new CodeBuffer(64);
  return functions.map((one) => {
    const { name, parameters, results } = one;
    code.clear();
    for (const local of parameters.keys()) code.get(local);
    code.i32(places.get(keyOf(one)) as number);
    code.callIndirect(wasm.type(parameters, results), table);
    code.end();
    const index = wasm.declare(name, parameters, results);
    wasm.define(index, { locals: [], code });
    return index;
  });
}
