/**
 * Linking: several translation units become one program. Names with external linkage that mean one thing in several units are
 * brought together on one symbol, the one that is defined, and every evaluated use is sent there. Strong definitions win over
 * weak ones, external ones over inline ones; an alias is what it stands for. What nothing can reach is left out as gcc leaves it
 * out: static inline functions, inline definitions, and what only they use. Types that disagree between units are errors, which
 * a real linker would not see.
 */
import { DiagnosticBag } from './diagnostics';
import { type Choice, type FunctionEntry, LinkCache, type Linking, type LinkSymbol, newEntry } from './linkCache';
import type { ParsedUnit } from './parser/unit';
import type { Token } from './token';
import type {
  EditedBody,
  FunctionDefinition,
  FunctionExpression,
  FunctionSymbol,
  Program,
  ProgramEdit,
  Uses,
  Variable,
  VariableExpression,
} from './tree';
import { TypeComparison } from './typeEquality';
import { quoteType } from './typeNames';

export interface LinkOptions {
  /** What an earlier linking of some of the same units left. */
  readonly cache?: LinkCache;
}

/**
 * Links the units in their order. Errors go to the bag: duplicate definitions, conflicting types. That a definition is missing
 * is said when the program is laid out, for code that can't be reached may use it. The units' trees are changed in place, and
 * may be linked again, with others.
 */
export function link(units: readonly ParsedUnit[], diagnostics: DiagnosticBag, options: LinkOptions = {}): Program {
  const again = new Linker(units, new DiagnosticBag(), options).runAgain();
  return again ?? new Linker(units, diagnostics, options).run();
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
    const { usesOf } = this;
    const program: Program = {
      functions: this.units.flatMap((unit) => unit.functions.filter((definition) => this.functions.has(definition))),
      roots,
      uses: (definition) => usesOf.get(definition),
      objects: [...this.objects],
      undefinedFunctions: [...this.undefinedFunctions],
    };
    const good = this.complaints === 0 && this.diagnostics.list.length === said;
    this.end(good ? program : undefined, usesOf, undefined);
    return program;
  }

  private end(
    program: Program | undefined,
    usesOf: Map<FunctionDefinition, Uses>,
    edit: ProgramEdit | undefined,
  ): void {
    const functions = this.units.map((unit) => unit.functions.slice());
    this.cache.end(program && { choice: this.choice, program, functions, usesOf }, edit);
  }

  /**
   * Links the units again when only bodies of functions were exchanged since, and each new body leads to what the old one led to. All that
   * is reached is then reached in the same order. Undefined when it takes more.
   */
  runAgain(): Program | undefined {
    const last = this.cache.lastLinking;
    if (!last || this.cache.choiceOf(this.units) !== last.choice) return undefined;
    this.choice = last.choice;
    this.round = this.cache.begin();
    this.cache.repeat(last);
    const { usesOf, program: before } = last;
    const bodies: EditedBody[] = [];
    const added = new Map<FunctionDefinition, Uses>();
    for (const { old, now, unit } of this.exchanged(last.functions)) {
      const [uses, its] = [usesOf.get(old), unit.functionUses.get(now)];
      if (!uses && !before.functions.includes(old)) continue; // nothing reaches it
      if (!uses || !its || !this.leadsToTheSame(uses, its, unit)) return undefined;
      bodies.push({ old, now });
      added.set(now, its);
    }
    const program = bodies.length === 0 ? before : withBodies(before, bodies);
    for (const { old } of bodies) usesOf.delete(old);
    for (const [now, uses] of added) usesOf.set(now, uses);
    this.end(program, usesOf, { before, bodies });
    return program;
  }

  /** The definitions that took the place of others since these were linked. */
  private *exchanged(functions: Linking['functions']): Generator<EditedBody & { readonly unit: ParsedUnit }> {
    for (const [index, unit] of this.units.entries()) {
      const before = functions[index] as readonly FunctionDefinition[];
      for (let at = 0; at < before.length; at++) {
        const old = before[at] as FunctionDefinition;
        const now = unit.functions[at] as FunctionDefinition;
        if (old !== now) yield { old, now, unit };
      }
    }
  }

  /** Whether a new body leads to what the old one led to, in the same order; it makes no static objects, whose places would be others. */
  private leadsToTheSame(old: Uses, now: Uses, unit: ParsedUnit): boolean {
    if (old.statics.length > 0 || now.statics.length > 0) return false;
    if (!sameMembers(new Set(old.addressTaken), new Set(now.addressTaken))) return false;
    this.follow(now, unit);
    const [known, found] = [this.cache.followed.get(old), this.cache.followed.get(now)];
    if (known?.choice !== this.choice || found?.choice !== this.choice) return false;
    const { functions, objects } = found;
    if (functions.length !== known.functions.length || objects.length !== known.objects.length) return false;
    return (
      functions.every(([own, target], n) => own === known.functions[n]?.[0] && target === known.functions[n]?.[1]) &&
      objects.every((object, n) => object === known.objects[n])
    );
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

/** The program with bodies exchanged. */
function withBodies(before: Program, bodies: readonly EditedBody[]): Program {
  const exchanged = new Map(bodies.map(({ old, now }) => [old, now]));
  const roots = new Set(before.roots);
  for (const { old, now } of bodies) if (roots.delete(old)) roots.add(now);
  return { ...before, functions: before.functions.map((one) => exchanged.get(one) ?? one), roots };
}

function sameMembers<T>(a: ReadonlySet<T>, b: ReadonlySet<T>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}

/** Kept although nothing names it. */
function isKept(symbol: FunctionSymbol): boolean {
  return symbol.attributes.some(({ name }) => name === 'used' || name === 'constructor' || name === 'destructor');
}
