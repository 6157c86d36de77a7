/**
 * Scopes and what names mean in them (C11 6.2.1, 6.2.3). A scope holds ordinary identifiers, tags and, for `__label__`, labels;
 * scopes form a chain to file scope. Also here: the search for a similar name, for `did you mean`.
 */
import type { Token } from '../token';
import type { FunctionSymbol, Label, Variable } from '../tree';
import type { CType, EnumDefinition, IntegerType, RecordDefinition } from '../types';

/** What an ordinary identifier denotes. */
export type Declared =
  | { readonly kind: 'variable'; readonly variable: Variable; readonly token: Token }
  | { readonly kind: 'function'; readonly symbol: FunctionSymbol; readonly token: Token }
  | { readonly kind: 'typedef'; readonly type: CType; readonly token: Token }
  | { readonly kind: 'constant'; readonly value: bigint; readonly type: IntegerType; readonly token: Token };

export type Tag =
  | { readonly kind: 'record'; readonly record: RecordDefinition }
  | { readonly kind: 'enum'; readonly definition: EnumDefinition; type: IntegerType };

/** A label, and whether a statement bears it. */
export interface LabelEntry {
  readonly label: Label;
  defined: boolean;
  /** The first place where it is used or declared. */
  readonly used: Token;
}

export class Scope {
  private names: Map<string, Declared> | undefined;
  private tags: Map<string, Tag> | undefined;
  private labels: Map<string, LabelEntry> | undefined;

  /** @param parent undefined for file scope. */
  constructor(readonly parent: Scope | undefined) {}

  lookup(name: string): Declared | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const found = scope.names?.get(name);
      if (found) return found;
    }
    return undefined;
  }

  /** What the name denotes by a declaration in this very scope. */
  lookupHere(name: string): Declared | undefined {
    return this.names?.get(name);
  }

  declare(name: string, declared: Declared): void {
    this.names ??= new Map();
    this.names.set(name, declared);
  }

  lookupTag(name: string): Tag | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const found = scope.tags?.get(name);
      if (found) return found;
    }
    return undefined;
  }

  lookupTagHere(name: string): Tag | undefined {
    return this.tags?.get(name);
  }

  declareTag(name: string, tag: Tag): void {
    this.tags ??= new Map();
    this.tags.set(name, tag);
  }

  /** A label that `__label__` declared in this scope or one around it. */
  lookupLabel(name: string): LabelEntry | undefined {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      const found = scope.labels?.get(name);
      if (found) return found;
    }
    return undefined;
  }

  declareLabel(name: string, entry: LabelEntry): boolean {
    this.labels ??= new Map();
    if (this.labels.has(name)) return false;
    this.labels.set(name, entry);
    return true;
  }

  localLabels(): Iterable<LabelEntry> {
    return this.labels?.values() ?? [];
  }

  ownNames(): Iterable<[string, Declared]> {
    return this.names ?? [];
  }

  ownTags(): Iterable<[string, Tag]> {
    return this.tags ?? [];
  }

  /** Names visible from here for which `accept` holds. */
  *visible(accept: (declared: Declared) => boolean): Iterable<string> {
    for (let scope: Scope | undefined = this; scope; scope = scope.parent) {
      for (const [name, declared] of scope.ownNames()) if (accept(declared)) yield name;
    }
  }
}

/** A declaration of file scope, as it was made. */
export interface FileDeclaration {
  readonly name: string;
  readonly declared: Declared;
  /** How many functions were defined by then. */
  readonly at: number;
  /** What was known of it. */
  readonly type: CType | undefined;
  readonly attributes: unknown;
  readonly noReturn: boolean;
}

/** File scope, which remembers when each name came to mean what. */
export class FileScope extends Scope {
  readonly history: FileDeclaration[] = [];
  private readonly tagHistory: { readonly name: string; readonly tag: Tag; readonly at: number }[] = [];

  /** @param functions tells how many functions were defined so far. */
  constructor(private readonly functions: () => number) {
    super(undefined);
  }

  override declare(name: string, declared: Declared): void {
    super.declare(name, declared);
    const symbol = declared.kind === 'function' ? declared.symbol : undefined;
    this.history.push({
      name,
      declared,
      at: this.functions(),
      type: symbol?.type,
      attributes: symbol?.attributes,
      noReturn: symbol?.noReturn === true,
    });
  }

  override declareTag(name: string, tag: Tag): void {
    super.declareTag(name, tag);
    this.tagHistory.push({ name, tag, at: this.functions() });
  }

  /** The scope as the body of the function saw it before which `at` functions were defined. */
  asOf(at: number): FileScope {
    const scope = new FileScope(() => at);
    for (const entry of this.history) if (entry.at <= at) scope.declare(entry.name, entry.declared);
    for (const entry of this.tagHistory) if (entry.at <= at) scope.declareTag(entry.name, entry.tag);
    return scope;
  }

  /** The names that were known then, and that a later declaration may have changed. */
  changedSince(at: number): Set<string> {
    const later = new Set(this.history.filter((entry) => entry.at > at).map(({ name }) => name));
    const changed = new Set<string>();
    const last = new Map<string, FileDeclaration>();
    for (const entry of this.history) if (entry.at <= at && later.has(entry.name)) last.set(entry.name, entry);
    for (const [name, { declared, type, attributes, noReturn }] of last) {
      const symbol = declared.kind === 'function' ? declared.symbol : undefined;
      const same = symbol && symbol.type === type && symbol.attributes === attributes && symbol.noReturn === noReturn;
      if (!same) changed.add(name);
    }
    return changed;
  }

  /** Whether a tag was known then. */
  knewTag(name: string, at: number): boolean {
    return this.tagHistory.some((entry) => entry.name === name && entry.at <= at);
  }
}

/** The candidate most like `name`, when it is like enough: at most a third of the letters differ. */
export function similarName(name: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  if (name.length <= 1) return undefined;
  let bestDistance = Math.floor((name.length + 2) / 3) + 1;
  let tried = 0;
  for (const candidate of candidates) {
    if (++tried > 20_000) break;
    if (candidate === name || Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name, candidate, bestDistance);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** Insertions, deletions, replacements and swaps of neighbours from `a` to `b`; at least `limit` when it reaches that. */
function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const replace = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let cost = Math.min(replace, (last[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        cost = Math.min(cost, (beforeLast[j - 2] as number) + 1);
      }
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least >= limit) return limit;
    beforeLast = last;
    last = row;
  }
  return last[b.length] as number;
}
