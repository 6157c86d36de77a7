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
  FunctionDefinition,
  FunctionExpression,
  FunctionSymbol,
  Program,
  Variable,
  VariableExpression,
} from './tree';
import { TypeComparison } from './typeEquality';
import { quoteType } from './typeNames';

type LinkSymbol =
  | { readonly kind: 'function'; readonly symbol: FunctionSymbol; readonly unit: ParsedUnit }
  | { readonly kind: 'object'; readonly symbol: Variable; readonly unit: ParsedUnit };

export interface LinkOptions {
  /** Functions that need no definition: the machine's intrinsics. */
  readonly isIntrinsic?: (name: string) => boolean;
  /** What an earlier linking of some of the same units left. */
  readonly cache?: LinkCache;
}

/** What one linking leaves for the next: which types were compared, and what it changed in symbols that may be linked again. */
export class LinkCache {
  readonly types = new TypeComparison();
  /** The symbol with which each was last found to agree. */
  readonly agreed = new WeakMap<FunctionSymbol | Variable, FunctionSymbol | Variable>();
  private readonly addressTaken = new Set<FunctionSymbol>();
  private readonly noReturn = new Set<FunctionSymbol>();

  /** Takes back what the last linking said of symbols. */
  reset(): void {
    for (const symbol of this.addressTaken) symbol.addressTaken = false;
    for (const symbol of this.noReturn) symbol.noReturn = false;
    this.addressTaken.clear();
    this.noReturn.clear();
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
 * Links the units in their order. Errors go to the bag: duplicate and missing definitions, conflicting types. The units' trees
 * are changed in place, and may be linked again, with others.
 */
export function link(units: readonly ParsedUnit[], diagnostics: DiagnosticBag, options: LinkOptions = {}): Program {
  return new Linker(units, diagnostics, options).run();
}

class Linker {
  /** The symbol that each external name stands for. */
  private readonly chosen = new Map<string, LinkSymbol>();
  private readonly cache: LinkCache;
  private readonly functions = new Set<FunctionDefinition>();
  private readonly objects = new Set<Variable>();
  private readonly undefinedFunctions = new Set<FunctionSymbol>();
  private readonly reported = new Set<string>();
  private readonly usesOf = new Map<FunctionDefinition, Uses>();
  /** Functions that are reached, whose uses are still to be followed. */
  private readonly waiting: { readonly definition: FunctionDefinition; readonly unit: ParsedUnit }[] = [];

  constructor(
    private readonly units: readonly ParsedUnit[],
    private readonly diagnostics: DiagnosticBag,
    private readonly options: LinkOptions,
  ) {
    this.cache = options.cache ?? new LinkCache();
  }

  run(): Program {
    this.cache.reset();
    for (const unit of this.units) {
      for (const symbol of unit.functionSymbols.values()) {
        if (symbol.linkage === 'external') this.choose({ kind: 'function', symbol, unit });
      }
      for (const symbol of unit.linkedObjects.values()) {
        if (symbol.linkage === 'external') this.choose({ kind: 'object', symbol, unit });
      }
    }
    for (const unit of this.units) this.reachRoots(unit);
    for (let next = this.waiting.pop(); next; next = this.waiting.pop()) {
      const uses = next.unit.functionUses.get(next.definition);
      if (!uses) continue;
      this.follow(uses, next.unit);
      this.usesOf.set(next.definition, uses);
    }
    return {
      functions: this.units.flatMap((unit) => unit.functions.filter((definition) => this.functions.has(definition))),
      uses: (definition) => this.usesOf.get(definition),
      objects: [...this.objects],
      undefinedFunctions: [...this.undefinedFunctions],
    };
  }

  // -------------------------------------------------------------- choosing definitions

  /** How much a declaration defines: 0 nothing, 1 inline only, 2 weak, 3 strong. */
  private strength(entry: LinkSymbol): number {
    const { symbol, unit } = entry;
    const alias = unit.aliases.has(symbol);
    if (entry.kind === 'function') {
      if (!entry.symbol.definition && !alias) return 0;
      if (unit.inlineDefinitions.has(entry.symbol)) return 1;
      return isWeak(entry.symbol) ? 2 : 3;
    }
    if (!entry.symbol.defined && !alias) return 0;
    return entry.symbol.weak ? 2 : 3;
  }

  private choose(entry: LinkSymbol): void {
    const { name } = entry.symbol;
    const before = this.chosen.get(name);
    if (!before) {
      this.chosen.set(name, entry);
      return;
    }
    this.checkTypes(before, entry);
    const strength = this.strength(entry);
    if (strength === 0) return;
    const had = this.strength(before);
    if (strength === 3 && had === 3) {
      this.diagnostics.error(entry.symbol.token, `multiple definition of '${name}'`, [
        { message: 'first defined here', token: before.symbol.token },
      ]);
    } else if (strength > had) this.chosen.set(name, entry);
  }

  private checkTypes(a: LinkSymbol, b: LinkSymbol): void {
    const { agreed, types } = this.cache;
    if (agreed.get(b.symbol) === a.symbol) return;
    const { name } = b.symbol;
    const notes = () => [
      { message: `declared in another unit with type ${quoteType(a.symbol.type)}`, token: a.symbol.token },
    ];
    if (a.kind !== b.kind) {
      this.diagnostics.error(b.symbol.token, `'${name}' is a function in one unit and an object in another`, notes());
    } else if (!types.same(a.symbol.type, b.symbol.type)) {
      const message = `conflicting types for '${name}' in two units; have ${quoteType(b.symbol.type)}`;
      this.diagnostics.error(b.symbol.token, message, notes());
    } else agreed.set(b.symbol, a.symbol);
  }

  /** What an alias stands for; the entry itself when it is none. */
  private resolve(entry: LinkSymbol): LinkSymbol {
    let at = entry;
    for (let steps = 0; steps < 100; steps++) {
      const alias = at.unit.aliases.get(at.symbol);
      if (!alias) return at;
      const { target } = alias;
      const { unit } = at;
      const function_ = unit.functionSymbols.get(target);
      const object = unit.linkedObjects.get(target);
      if (function_?.definition || (function_ && unit.aliases.has(function_))) {
        at = { kind: 'function', symbol: function_, unit };
      } else if (object && (object.defined || unit.aliases.has(object))) at = { kind: 'object', symbol: object, unit };
      else {
        this.error(alias.token, `'${at.symbol.name}' aliased to undefined symbol '${target}'`);
        return at;
      }
    }
    this.error(entry.symbol.token, `'${entry.symbol.name}' is part of an alias cycle`);
    return entry;
  }

  private error(token: Token, message: string): void {
    if (this.reported.has(message)) return;
    this.reported.add(message);
    this.diagnostics.error(token, message);
  }

  /** The entry that a name of this unit means in the whole program. */
  private meaning(entry: LinkSymbol): LinkSymbol {
    const { symbol } = entry;
    return this.resolve(symbol.linkage === 'internal' ? entry : (this.chosen.get(symbol.name) ?? entry));
  }

  // -------------------------------------------------------------- reaching

  /** What is there whether it is used or not: all but inline functions and undefined objects. */
  private reachRoots(unit: ParsedUnit): void {
    for (const definition of unit.functions) {
      const { symbol } = definition;
      const external = symbol.linkage === 'external';
      if (external && this.chosen.get(symbol.name)?.symbol !== symbol) continue;
      const optional = external ? unit.inlineDefinitions.has(symbol) : unit.inlineFunctions.has(symbol);
      if (!optional || isKept(symbol)) this.reachFunction(definition, unit);
    }
    for (const variable of unit.linkedObjects.values()) {
      const here = variable.linkage === 'internal' || this.chosen.get(variable.name)?.symbol === variable;
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
    for (const node of uses.functions) this.followFunction(node, unit);
    for (const node of uses.objects) this.followObject(node, unit);
  }

  private followFunction(node: FunctionExpression, unit: ParsedUnit): void {
    const own = unit.functionSymbols.get(node.symbol.name) ?? node.symbol;
    const found = this.meaning({ kind: 'function', symbol: own, unit });
    if (found.kind !== 'function') return;
    const target = found.symbol;
    this.cache.join(own, target);
    (node as { symbol: FunctionSymbol }).symbol = target;
    if (target.definition) this.reachFunction(target.definition, found.unit);
    else this.noteUndefined(target, node.token);
  }

  private noteUndefined(symbol: FunctionSymbol, token: Token): void {
    this.undefinedFunctions.add(symbol);
    if (isWeak(symbol) || this.options.isIntrinsic?.(symbol.name)) return;
    const { name } = symbol;
    if (symbol.linkage === 'internal') this.error(token, `'${name}' is declared 'static' but never defined`);
    else this.error(token, `undefined reference to '${name}'`);
  }

  /** `__start_NAME` and `__stop_NAME`, which ld makes where a section has a C identifier for a name. */
  private delimitsSection(name: string): boolean {
    const section = /^__(?:start|stop)_(\w+)$/.exec(name)?.[1];
    return (
      section !== undefined &&
      this.units.some((unit) => [...unit.linkedObjects.values()].some((object) => object.section === section))
    );
  }

  private followObject(node: VariableExpression, unit: ParsedUnit): void {
    const own = unit.linkedObjects.get(node.variable.name) ?? node.variable;
    const found = this.meaning({ kind: 'object', symbol: own, unit });
    if (found.kind !== 'object') return;
    const target = found.symbol;
    (node as { variable: Variable }).variable = target;
    if (target.defined || target.weak) this.objects.add(target);
    else if (!this.delimitsSection(target.name)) this.error(node.token, `undefined reference to '${own.name}'`);
  }
}

function isWeak(symbol: FunctionSymbol): boolean {
  return symbol.attributes.some((attribute) => attribute.name === 'weak');
}

/** Kept although nothing names it. */
function isKept(symbol: FunctionSymbol): boolean {
  return symbol.attributes.some(({ name }) => name === 'used' || name === 'constructor' || name === 'destructor');
}
