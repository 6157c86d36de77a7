/**
 * What one linking leaves for the next (link.ts): the symbols of the units, what their names were found to mean, and what was said of
 * symbols that may be linked again.
 */
import type { ParsedUnit } from './parser/unit';
import type {
  Expression, FunctionDefinition, FunctionSymbol, Program, ProgramEdit, Uses, Variable,
} from './tree'; // biome-ignore format: a list

type Linked =
  | { readonly kind: 'function'; readonly symbol: FunctionSymbol }
  | { readonly kind: 'object'; readonly symbol: Variable };

/** What a name of a unit denotes in it, with what linking finds out about it. */
export type LinkSymbol = Linked & Finding;

export type FunctionEntry = LinkSymbol & { readonly kind: 'function' };

interface Finding {
  readonly unit: ParsedUnit;
  /** How much it defines: 0 nothing, 1 inline only, 2 weak, 3 strong. */
  readonly strength: number;
  readonly external: boolean;
  /** The one with whose type its own was last found to agree. */
  agrees: LinkSymbol | undefined;
  /** What it means in the program that is being linked, once that is known. */
  meaning: LinkSymbol | undefined;
  /** The linking in which that was found out. */
  round: number;
}

/** The symbol that each external name stands for, among these units. */
export interface Choice {
  readonly units: readonly ParsedUnit[];
  readonly chosen: Map<string, LinkSymbol>;
}

/** What uses lead to, without a complaint, after a choice: each once, in order. */
export interface Followed {
  readonly choice: Choice;
  readonly functions: readonly (readonly [own: FunctionEntry, target: FunctionEntry])[];
  readonly objects: readonly Variable[];
}

/** The functions and objects with linkage of a unit, by name. */
export interface UnitSymbols {
  readonly functions: ReadonlyMap<string, LinkSymbol>;
  readonly objects: ReadonlyMap<string, LinkSymbol>;
  /** Those with external linkage, in the order in which they are linked. */
  readonly external: readonly LinkSymbol[];
}

/** A linking without a complaint. */
export interface Linking {
  readonly choice: Choice;
  readonly program: Program;
  /** Of each unit, those included that nothing reaches. */
  readonly functions: readonly (readonly FunctionDefinition[])[];
  readonly usesOf: Map<FunctionDefinition, Uses>;
  /** What it said of symbols that parsing had not said. */
  readonly addressTaken: readonly FunctionSymbol[];
  readonly noReturn: readonly FunctionSymbol[];
}

/** What one linking leaves for the next: the units' symbols, and what it changed in symbols that may be linked again. */
export class LinkCache {
  private readonly units = new WeakMap<ParsedUnit, UnitSymbols>();
  readonly followed = new WeakMap<Uses, Followed>();
  private choice: Choice | undefined;
  /** The names by which nodes call what an alias of another name stands for. */
  private readonly names = new WeakMap<Expression, string>();
  private hasNames = false;
  private rounds = 0;
  private readonly addressTaken = new Set<FunctionSymbol>();
  private readonly noReturn = new Set<FunctionSymbol>();
  /** The last one, if nothing was wrong. */
  private linking: Linking | undefined;
  private edit: { readonly program: Program; readonly edit: ProgramEdit } | undefined;

  symbolsOf(unit: ParsedUnit): UnitSymbols {
    let symbols = this.units.get(unit);
    if (!symbols) {
      symbols = readSymbols(unit);
      this.units.set(unit, symbols);
    }
    return symbols;
  }

  /** The choice that was made among the same units. A unit is the same when only bodies of its functions were exchanged. */
  choiceOf(units: readonly ParsedUnit[]): Choice | undefined {
    const { choice } = this;
    const same = choice?.units.length === units.length && choice.units.every((unit, index) => unit === units[index]);
    return same ? choice : undefined;
  }

  keepChoice(choice: Choice): void {
    this.choice = choice;
  }

  get lastLinking(): Linking | undefined {
    return this.linking;
  }

  /** Ends a linking. @param edit how its program differs from the last one, if that is known. */
  end(linking: Omit<Linking, 'addressTaken' | 'noReturn'> | undefined, edit: ProgramEdit | undefined): void {
    this.linking = linking && { ...linking, addressTaken: [...this.addressTaken], noReturn: [...this.noReturn] };
    this.edit = linking && edit && { program: linking.program, edit };
  }

  /** How a program differs from the one before; undefined when that is not known, or too much. */
  editOf(program: Program): ProgramEdit | undefined {
    return this.edit?.program === program ? this.edit.edit : undefined;
  }

  /** Says of symbols again what a linking said. */
  repeat({ addressTaken, noReturn }: Linking): void {
    for (const symbol of addressTaken) this.setAddressTaken(symbol);
    for (const symbol of noReturn) this.setNoReturn(symbol);
  }

  /** Begins a linking, which gets a number: takes back what the last one said of symbols. */
  begin(): number {
    for (const symbol of this.addressTaken) symbol.addressTaken = false;
    for (const symbol of this.noReturn) symbol.noReturn = false;
    this.addressTaken.clear();
    this.noReturn.clear();
    return ++this.rounds;
  }

  /** The name that a node has in its unit, whatever it was linked to before. */
  nameOf(node: Expression, name: string): string {
    return this.hasNames ? (this.names.get(node) ?? name) : name;
  }

  noteName(node: Expression, name: string): void {
    this.names.set(node, name);
    this.hasNames = true;
  }

  /** `target` is what `own` stands for: what was said of the one holds for the other. */
  join(own: FunctionSymbol, target: FunctionSymbol): void {
    if (own.addressTaken && !target.addressTaken) this.setAddressTaken(target);
    if (own.noReturn && !target.noReturn) this.setNoReturn(target);
  }

  private setAddressTaken(symbol: FunctionSymbol): void {
    symbol.addressTaken = true;
    this.addressTaken.add(symbol);
  }

  private setNoReturn(symbol: FunctionSymbol): void {
    symbol.noReturn = true;
    this.noReturn.add(symbol);
  }
}

function readSymbols(unit: ParsedUnit): UnitSymbols {
  const functions = new Map<string, LinkSymbol>();
  const objects = new Map<string, LinkSymbol>();
  for (const [name, symbol] of unit.functionSymbols) {
    functions.set(name, newEntry({ kind: 'function', symbol }, unit, functionStrength(symbol, unit)));
  }
  for (const [name, symbol] of unit.linkedObjects) {
    objects.set(name, newEntry({ kind: 'object', symbol }, unit, objectStrength(symbol, unit)));
  }
  const external = [...functions.values(), ...objects.values()].filter((entry) => entry.external);
  return { functions, objects, external };
}

export function newEntry(linked: Linked, unit: ParsedUnit, strength: number): LinkSymbol {
  const external = linked.symbol.linkage === 'external';
  const { kind, symbol } = linked;
  // Written out, for there are tens of thousands, and copies of objects are slow to make.
  return { kind, symbol, unit, strength, external, agrees: undefined, meaning: undefined, round: 0 } as LinkSymbol;
}

function functionStrength(symbol: FunctionSymbol, unit: ParsedUnit): number {
  if (!symbol.definition && !unit.aliases.has(symbol)) return 0;
  if (unit.inlineDefinitions.has(symbol)) return 1;
  return isWeak(symbol) ? 2 : 3;
}

function objectStrength(variable: Variable, unit: ParsedUnit): number {
  if (!variable.defined && !unit.aliases.has(variable)) return 0;
  return variable.weak ? 2 : 3;
}

function isWeak(symbol: FunctionSymbol): boolean {
  return symbol.attributes.some((attribute) => attribute.name === 'weak');
}
