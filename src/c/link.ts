/**
 * Linking: several translation units become one program. Names with external linkage that mean one thing in several units are
 * brought together on one symbol, the one that is defined, and every evaluated use is sent there. Strong definitions win over
 * weak ones, external ones over inline ones; an alias is what it stands for. What nothing can reach is left out as gcc leaves it
 * out: static inline functions, inline definitions, and what only they use. Types that disagree between units are errors, which
 * a real linker would not see.
 */
import type { DiagnosticBag } from './diagnostics';
import type { ParsedUnit, Uses } from './parser/unit';
import type { Token } from './token';
import type {
  Expression,
  FunctionDefinition,
  FunctionExpression,
  FunctionSymbol,
  Program,
  Variable,
  VariableExpression,
} from './tree';
import { TypeComparison } from './typeEquality';
import { quoteType } from './typeNames';

type Linked =
  | { readonly kind: 'function'; readonly symbol: FunctionSymbol }
  | { readonly kind: 'object'; readonly symbol: Variable };

/** What a name of a unit denotes in it, with what linking finds out about it. */
type LinkSymbol = Linked & Finding;

type FunctionEntry = LinkSymbol & { readonly kind: 'function' };

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
interface Choice {
  readonly units: readonly ParsedUnit[];
  readonly chosen: Map<string, LinkSymbol>;
}

/** What uses lead to, without a complaint, after a choice: each once, in order. */
interface Followed {
  readonly choice: Choice;
  readonly functions: readonly (readonly [own: FunctionEntry, target: FunctionEntry])[];
  readonly objects: readonly Variable[];
}

/** The functions and objects with linkage of a unit, by name. */
interface UnitSymbols {
  readonly functions: ReadonlyMap<string, LinkSymbol>;
  readonly objects: ReadonlyMap<string, LinkSymbol>;
  /** Those with external linkage, in the order in which they are linked. */
  readonly external: readonly LinkSymbol[];
}

export interface LinkOptions {
  /** What an earlier linking of some of the same units left. */
  readonly cache?: LinkCache;
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
    if (own.addressTaken && !target.addressTaken) {
      target.addressTaken = true;
      this.addressTaken.add(target);
    }
    if (own.noReturn && !target.noReturn) {
      target.noReturn = true;
      this.noReturn.add(target);
    }
  }
}

/**
 * Links the units in their order. Errors go to the bag: duplicate definitions, conflicting types. That a definition is missing
 * is said when the program is laid out, for code that can't be reached may use it. The units' trees are changed in place, and
 * may be linked again, with others.
 */
export function link(units: readonly ParsedUnit[], diagnostics: DiagnosticBag, options: LinkOptions = {}): Program {
  return new Linker(units, diagnostics, options).run();
}

class Linker {
  private choice: Choice;
  private readonly cache: LinkCache;
  private readonly types = new TypeComparison();
  private round = 0;
  private readonly functions = new Set<FunctionDefinition>();
  private readonly objects = new Set<Variable>();
  private readonly undefinedFunctions = new Set<FunctionSymbol>();
  private readonly reported = new Set<string>();
  /** Errors found, those included that were reported before. */
  private complaints = 0;
  private readonly usesOf = new Map<FunctionDefinition, Uses>();
  /** Functions that are reached, whose uses are still to be followed. */
  private readonly waiting: { readonly definition: FunctionDefinition; readonly unit: ParsedUnit }[] = [];

  constructor(
    private readonly units: readonly ParsedUnit[],
    private readonly diagnostics: DiagnosticBag,
    options: LinkOptions,
  ) {
    this.cache = options.cache ?? new LinkCache();
    this.choice = { units, chosen: new Map() };
  }

  run(): Program {
    this.round = this.cache.begin();
    const said = this.diagnostics.list.length;
    const known = this.cache.choiceOf(this.units);
    if (known) this.choice = known;
    else {
      for (const unit of this.units) for (const entry of this.cache.symbolsOf(unit).external) this.choose(entry);
      if (this.diagnostics.list.length === said) this.cache.keepChoice(this.choice);
    }
    for (const unit of this.units) this.reachRoots(unit);
    const roots = new Set(this.functions);
    for (let next = this.waiting.pop(); next; next = this.waiting.pop()) {
      const uses = next.unit.functionUses.get(next.definition);
      if (!uses) continue;
      this.follow(uses, next.unit);
      this.usesOf.set(next.definition, uses);
    }
    return {
      functions: this.units.flatMap((unit) => unit.functions.filter((definition) => this.functions.has(definition))),
      roots,
      uses: (definition) => this.usesOf.get(definition),
      objects: [...this.objects],
      undefinedFunctions: [...this.undefinedFunctions],
    };
  }

  // -------------------------------------------------------------- choosing definitions

  private choose(entry: LinkSymbol): void {
    const { name } = entry.symbol;
    const before = this.choice.chosen.get(name);
    if (!before) {
      this.choice.chosen.set(name, entry);
      return;
    }
    this.checkTypes(before, entry);
    const { strength } = entry;
    if (strength === 3 && before.strength === 3) {
      this.diagnostics.error(entry.symbol.token, `multiple definition of '${name}'`, [
        { message: 'first defined here', token: before.symbol.token },
      ]);
    } else if (strength > before.strength) this.choice.chosen.set(name, entry);
  }

  private checkTypes(a: LinkSymbol, b: LinkSymbol): void {
    if (b.agrees === a) return;
    const { name } = b.symbol;
    const notes = () => [
      { message: `declared in another unit with type ${quoteType(a.symbol.type)}`, token: a.symbol.token },
    ];
    if (a.kind !== b.kind) {
      this.diagnostics.error(b.symbol.token, `'${name}' is a function in one unit and an object in another`, notes());
    } else if (!this.types.same(a.symbol.type, b.symbol.type)) {
      const message = `conflicting types for '${name}' in two units; have ${quoteType(b.symbol.type)}`;
      this.diagnostics.error(b.symbol.token, message, notes());
    } else b.agrees = a;
  }

  /** What an alias stands for; the entry itself when it is none. */
  private resolve(entry: LinkSymbol): LinkSymbol {
    let at = entry;
    for (let steps = 0; steps < 100; steps++) {
      const alias = at.unit.aliases.get(at.symbol);
      if (!alias) return at;
      const { target } = alias;
      const { unit } = at;
      const symbols = this.cache.symbolsOf(unit);
      const function_ = symbols.functions.get(target);
      const object = symbols.objects.get(target);
      if (function_ && function_.strength > 0) at = function_;
      else if (object && object.strength > 0) at = object;
      else {
        this.error(alias.token, `'${at.symbol.name}' aliased to undefined symbol '${target}'`);
        return at;
      }
    }
    this.error(entry.symbol.token, `'${entry.symbol.name}' is part of an alias cycle`);
    return entry;
  }

  private error(token: Token, message: string): void {
    this.complaints++;
    if (this.reported.has(message)) return;
    this.reported.add(message);
    this.diagnostics.error(token, message);
  }

  /** The entry that a name of this unit means in the whole program. */
  private meaning(entry: LinkSymbol): LinkSymbol {
    if (entry.meaning && entry.round === this.round) return entry.meaning;
    const found = this.resolve(entry.external ? (this.choice.chosen.get(entry.symbol.name) ?? entry) : entry);
    entry.meaning = found;
    entry.round = this.round;
    return found;
  }

  // -------------------------------------------------------------- reaching

  /** What is there whether it is used or not: all but inline functions and undefined objects. */
  private reachRoots(unit: ParsedUnit): void {
    for (const definition of unit.functions) {
      const { symbol } = definition;
      const external = symbol.linkage === 'external';
      if (external && this.choice.chosen.get(symbol.name)?.symbol !== symbol) continue;
      const optional = external ? unit.inlineDefinitions.has(symbol) : unit.inlineFunctions.has(symbol);
      if (!optional || isKept(symbol)) this.reachFunction(definition, unit);
    }
    for (const variable of unit.linkedObjects.values()) {
      const here = variable.linkage === 'internal' || this.choice.chosen.get(variable.name)?.symbol === variable;
      if (here && variable.defined) this.objects.add(variable);
    }
    this.follow(unit.fileUses, unit);
  }

  private reachFunction(definition: FunctionDefinition, unit: ParsedUnit): void {
    if (this.functions.has(definition)) return;
    this.functions.add(definition);
    this.waiting.push({ definition, unit });
  }

  private follow(uses: Uses, unit: ParsedUnit): void {
    for (const variable of uses.statics) this.objects.add(variable);
    const known = this.cache.followed.get(uses);
    if (known?.choice === this.choice) {
      for (const [own, target] of known.functions) this.useFunction(own, target);
      for (const target of known.objects) this.objects.add(target);
      return;
    }
    const said = this.complaints;
    const functions = new Map<FunctionEntry, FunctionEntry>();
    const objects = new Set<Variable>();
    for (const node of uses.functions) this.followFunction(node, unit, functions);
    for (const node of uses.objects) this.followObject(node, unit, objects);
    // What was wrong is to be said again the next time.
    if (this.complaints === said) {
      this.cache.followed.set(uses, { choice: this.choice, functions: [...functions], objects: [...objects] });
    }
  }

  private useFunction(own: FunctionEntry, target: FunctionEntry): void {
    this.cache.join(own.symbol, target.symbol);
    const { definition } = target.symbol;
    if (definition) this.reachFunction(definition, target.unit);
    else this.undefinedFunctions.add(target.symbol);
  }

  private followFunction(node: FunctionExpression, unit: ParsedUnit, reached: Map<FunctionEntry, FunctionEntry>): void {
    const { symbol } = node;
    const known = this.cache.symbolsOf(unit).functions.get(this.cache.nameOf(node, symbol.name));
    const own = known ?? newEntry({ kind: 'function', symbol }, unit, 0);
    const found = this.meaning(own);
    if (own.kind !== 'function' || found.kind !== 'function') return;
    const target = found.symbol;
    reached.set(own, found);
    this.useFunction(own, found);
    if (target.name !== own.symbol.name) this.cache.noteName(node, own.symbol.name);
    (node as { symbol: FunctionSymbol }).symbol = target;
  }

  private followObject(node: VariableExpression, unit: ParsedUnit, reached: Set<Variable>): void {
    const { variable } = node;
    const known = this.cache.symbolsOf(unit).objects.get(this.cache.nameOf(node, variable.name));
    const own = known ?? newEntry({ kind: 'object', symbol: variable }, unit, 0);
    const found = this.meaning(own);
    if (found.kind !== 'object') return;
    const target = found.symbol;
    if (target.name !== own.symbol.name) this.cache.noteName(node, own.symbol.name);
    (node as { variable: Variable }).variable = target;
    if (target.defined || target.weak) {
      this.objects.add(target);
      reached.add(target);
    }
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

function newEntry(linked: Linked, unit: ParsedUnit, strength: number): LinkSymbol {
  const external = linked.symbol.linkage === 'external';
  return { ...linked, unit, strength, external, agrees: undefined, meaning: undefined, round: 0 };
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

/** Kept although nothing names it. */
function isKept(symbol: FunctionSymbol): boolean {
  return symbol.attributes.some(({ name }) => name === 'used' || name === 'constructor' || name === 'destructor');
}
