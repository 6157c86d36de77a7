/**
 * What the parser gives for one translation unit: its functions, objects and declarations, and every place that names an
 * object or function with linkage, so that linking can send them to one definition without walking the trees.
 */
import type { Token } from '../token';
import type { FunctionDefinition, FunctionSymbol, Uses, Variable } from '../tree';
import type { CType, DataModel } from '../types';
import type { Parser } from './parser';
import type { Declared, Tag } from './scopes';

export type { Uses } from '../tree';

export interface ParsedUnit {
  /** The number that tells this unit's statics apart. */
  readonly unit: number;
  readonly model: DataModel;
  readonly functions: readonly FunctionDefinition[];
  /** All functions that were declared, by name; block-scope declarations included. */
  readonly functionSymbols: ReadonlyMap<string, FunctionSymbol>;
  /** Objects with linkage by name, whether defined here or not. */
  readonly linkedObjects: ReadonlyMap<string, Variable>;
  /** What the initialisers of file scope use. */
  readonly fileUses: Uses;
  /** What each function uses. */
  readonly functionUses: ReadonlyMap<FunctionDefinition, Uses>;
  /** Symbols with the attribute `alias`, and the name of what they stand for. */
  readonly aliases: ReadonlyMap<FunctionSymbol | Variable, { readonly target: string; readonly token: Token }>;
  /** Functions declared `inline`: one without external linkage is made only when it is used. */
  readonly inlineFunctions: ReadonlySet<FunctionSymbol>;
  /** Functions defined `inline` without `extern`: such a definition gives way to an external one (6.7.4p7). */
  readonly inlineDefinitions: ReadonlySet<FunctionSymbol>;
  /** What the ordinary identifiers of file scope denote at the end. */
  readonly names: ReadonlyMap<string, Declared>;
  /** The structs, unions and enums of file scope. */
  readonly tags: ReadonlyMap<string, Tag>;
  /** What read the unit; it can read the body of one of its functions anew (reparse.ts). */
  readonly parser: Parser;
}

/** The type that a name of file scope has or stands for; undefined for an unknown name. */
export function typeOfName(unit: ParsedUnit, name: string): CType | undefined {
  const declared = unit.names.get(name);
  if (!declared) return undefined;
  if (declared.kind === 'variable') return declared.variable.type;
  return declared.kind === 'function' ? declared.symbol.type : declared.type;
}

/** The functions that evaluated code of the unit names. */
export function usedFunctions(unit: ParsedUnit): ReadonlySet<FunctionSymbol> {
  const symbols = new Set<FunctionSymbol>();
  for (const uses of [unit.fileUses, ...unit.functionUses.values()]) {
    for (const node of uses.functions) symbols.add(node.symbol);
  }
  return symbols;
}

/** The objects with linkage that evaluated code of the unit names. */
export function usedObjects(unit: ParsedUnit): ReadonlySet<Variable> {
  const variables = new Set<Variable>();
  for (const uses of [unit.fileUses, ...unit.functionUses.values()]) {
    for (const node of uses.objects) variables.add(node.variable);
  }
  return variables;
}
