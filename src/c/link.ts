/**
 * Linking: several translation units become one program. Names with external linkage that mean one thing in several units are
 * brought together on one symbol, the one that is defined, and every evaluated use is sent there. Strong definitions win over
 * weak ones, external ones over inline ones; an alias is what it stands for. Types that disagree between units are errors, which
 * a real linker would not see.
 */
import type { DiagnosticBag } from './diagnostics';
import type { ParsedUnit } from './parser/unit';
import type { Token } from './token';
import type {
  FunctionDefinition,
  FunctionExpression,
  FunctionSymbol,
  Program,
  Variable,
  VariableExpression,
} from './tree';
import { sameAcrossUnits } from './typeEquality';
import { quoteType } from './typeNames';

type LinkSymbol =
  | { readonly kind: 'function'; readonly symbol: FunctionSymbol; readonly unit: ParsedUnit }
  | { readonly kind: 'object'; readonly symbol: Variable; readonly unit: ParsedUnit };

export interface LinkOptions {
  /** Functions that need no definition: the machine's intrinsics. */
  readonly isIntrinsic?: (name: string) => boolean;
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
  private readonly undefinedFunctions = new Set<FunctionSymbol>();
  private readonly reported = new Set<string>();

  constructor(
    private readonly units: readonly ParsedUnit[],
    private readonly diagnostics: DiagnosticBag,
    private readonly options: LinkOptions,
  ) {}

  run(): Program {
    for (const unit of this.units) {
      for (const symbol of unit.functionSymbols.values()) {
        if (symbol.linkage === 'external') this.choose({ kind: 'function', symbol, unit });
      }
      for (const symbol of unit.linkedObjects.values()) {
        if (symbol.linkage === 'external') this.choose({ kind: 'object', symbol, unit });
      }
    }
    const functions: FunctionDefinition[] = [];
    const objects = new Set<Variable>();
    for (const unit of this.units) {
      this.linkFunctions(unit);
      this.linkObjects(unit);
      for (const definition of unit.functions) if (this.isKept(definition.symbol)) functions.push(definition);
      for (const variable of unit.objects) {
        if (variable.linkage !== 'external' || this.objectFor(variable, unit) === variable) objects.add(variable);
      }
    }
    return {
      functions,
      objects: [...objects].filter((variable) => variable.defined || variable.weak === true),
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
    const had = this.strength(before);
    if (strength === 3 && had === 3) {
      this.diagnostics.error(entry.symbol.token, `multiple definition of '${name}'`, [
        { message: 'first defined here', token: before.symbol.token },
      ]);
    } else if (strength > had) this.chosen.set(name, entry);
  }

  private checkTypes(a: LinkSymbol, b: LinkSymbol): void {
    const notes = [
      { message: `declared in another unit with type ${quoteType(a.symbol.type)}`, token: a.symbol.token },
    ];
    if (a.kind !== b.kind) {
      this.diagnostics.error(
        b.symbol.token,
        `'${b.symbol.name}' is a function in one unit and an object in another`,
        notes,
      );
    } else if (!sameAcrossUnits(a.symbol.type, b.symbol.type)) {
      this.diagnostics.error(
        b.symbol.token,
        `conflicting types for '${b.symbol.name}' in two units; have ${quoteType(b.symbol.type)}`,
        notes,
      );
    }
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

  // -------------------------------------------------------------- sending uses to them

  private isKept(symbol: FunctionSymbol): boolean {
    return symbol.linkage === 'internal' || this.chosen.get(symbol.name)?.symbol === symbol;
  }

  private functionFor(symbol: FunctionSymbol, unit: ParsedUnit): FunctionSymbol {
    const entry: LinkSymbol = { kind: 'function', symbol, unit };
    const found = this.resolve(symbol.linkage === 'internal' ? entry : (this.chosen.get(symbol.name) ?? entry));
    return found.kind === 'function' ? found.symbol : symbol;
  }

  private objectFor(variable: Variable, unit: ParsedUnit): Variable {
    const entry: LinkSymbol = { kind: 'object', symbol: variable, unit };
    const found = this.resolve(variable.linkage === 'internal' ? entry : (this.chosen.get(variable.name) ?? entry));
    return found.kind === 'object' ? found.symbol : variable;
  }

  private linkFunctions(unit: ParsedUnit): void {
    for (const [symbol, nodes] of unit.functionReferences) {
      const target = this.functionFor(symbol, unit);
      if (symbol.addressTaken) target.addressTaken = true;
      if (symbol.noReturn) target.noReturn = true;
      for (const node of nodes) (node as { symbol: FunctionExpression['symbol'] }).symbol = target;
      if (!target.definition) this.noteUndefined(target, nodes);
    }
  }

  private noteUndefined(symbol: FunctionSymbol, nodes: readonly FunctionExpression[]): void {
    this.undefinedFunctions.add(symbol);
    if (isWeak(symbol) || this.options.isIntrinsic?.(symbol.name)) return;
    const { name } = symbol;
    const token = nodes[0]?.token ?? symbol.token;
    if (symbol.linkage === 'internal') this.error(token, `'${name}' is declared 'static' but never defined`);
    else this.error(token, `undefined reference to '${name}'`);
  }

  private linkObjects(unit: ParsedUnit): void {
    for (const [variable, nodes] of unit.objectReferences) {
      const target = this.objectFor(variable, unit);
      if (variable.addressTaken) target.addressTaken = true;
      for (const node of nodes) (node as { variable: VariableExpression['variable'] }).variable = target;
      if (!target.defined && !target.weak) {
        this.error(nodes[0]?.token ?? variable.token, `undefined reference to '${variable.name}'`);
      }
    }
  }
}

function isWeak(symbol: FunctionSymbol): boolean {
  return symbol.attributes.some((attribute) => attribute.name === 'weak');
}
