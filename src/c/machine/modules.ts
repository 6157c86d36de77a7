/**
 * The generated modules of a program: one for each cut, compiled and instantiated when first needed. All share the
 * memory and the globals; each cut has a table of its own, in which a function's index is its id.
 */
import { IMPORTS } from '../abi';
import type { CompiledFunction, CompiledModule, Cut, ProgramLayout } from '../compiled';

/** A compiled function: enters it, afresh or at a point. The arguments matter only afresh. */
export type Entry = (frame: number, resume: number, ...parameters: (number | bigint)[]) => number;

/** What the machine gives to every module, whatever its cut. */
export interface MachineImports {
  readonly memory: WebAssembly.Memory;
  readonly fault: (kind: number, address: bigint, size: number, frame: number, point: number) => void;
  readonly report: (kind: number, a: bigint, b: bigint, frame: number, point: number) => number;
  readonly statement: (frame: number, point: number) => void;
  readonly enter: (frame: number) => void;
  readonly leave: (frame: number) => void;
}

/** By C name; each takes the caller's frame before its C parameters. */
export type IntrinsicFunctions = Readonly<
  Record<string, (frame: number, ...parameters: never[]) => number | bigint | undefined>
>;

const OBSERVED = 4;

/** The functions of an instantiated module. Most are never entered from outside, so what JavaScript calls is made on demand. */
export class Entries {
  private readonly made: Entry[] = [];

  constructor(private readonly table: WebAssembly.Table) {}

  of(functionId: number): Entry {
    const known = this.made[functionId];
    if (known) return known;
    const entry = this.table.get(functionId) as Entry;
    this.made[functionId] = entry;
    return entry;
  }
}

export class Modules {
  /** By the number of the cut. */
  private readonly entries: (Entries | undefined)[] = [];
  /** For each function, zeros to pass for its parameters when it is entered again. */
  private readonly zeros: (readonly (number | bigint)[])[] = [];

  constructor(
    private readonly layout: ProgramLayout,
    private readonly compile: (cut: Cut) => CompiledModule,
    private readonly imports: MachineImports,
    private readonly intrinsics: IntrinsicFunctions,
    /** Low forms of some of them (abi.ts). */
    private readonly low: IntrinsicFunctions,
  ) {}

  /** Functions of a cut. */
  entriesOf({ fine, cards, observe }: Cut): Entries {
    const number = (fine ? 1 : 0) + (cards ? 2 : 0) + (observe ? OBSERVED : 0);
    // A fine module that can be observed does what one that can't does; steps are few, and another module takes time to make.
    const known = this.entries[number] ?? (fine ? this.entries[number | OBSERVED] : undefined);
    if (known) return known;
    const made = this.instantiate(this.compile({ fine, cards, observe }));
    this.entries[number] = made;
    return made;
  }

  zerosOf(functionId: number): readonly (number | bigint)[] {
    let zeros = this.zeros[functionId];
    if (!zeros) {
      const { parameters } = this.layout.functions[functionId - 1] as CompiledFunction;
      zeros = parameters.map((type) => (type === 'i64' ? 0n : 0));
      this.zeros[functionId] = zeros;
    }
    return zeros;
  }

  private instantiate({ binaries }: CompiledModule): Entries {
    const table = new WebAssembly.Table({ element: 'anyfunc', initial: this.layout.functions.length + 1 });
    const machine: WebAssembly.ModuleImports = { ...this.imports, [IMPORTS.table]: table };
    for (const { module } of binaries) {
      const { exports } = new WebAssembly.Instance(module, {
        machine,
        [IMPORTS.intrinsicNamespace]: this.intrinsics as unknown as WebAssembly.ModuleImports,
        [IMPORTS.lowNamespace]: this.low as unknown as WebAssembly.ModuleImports,
      });
      machine[IMPORTS.innerTable] ??= exports[IMPORTS.innerTable] as WebAssembly.Table;
    }
    return new Entries(table);
  }
}
