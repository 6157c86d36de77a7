/**
 * The macros of a translation unit: which name means what now, and what happened on the way. The history answers afterwards
 * what a name meant at any place of any file, which is what a hover asks, and where the text depended on what a macro is,
 * which is what recompiling after an edit asks.
 */
import type { SourceFile } from '../source';
import type { Token } from '../token';
import type { Macro } from './api';
import { BUILTIN_NAMES, BuiltinMacro, type BuiltinName } from './builtins';
import { DefinedMacro } from './macros';

export type AnyMacro = DefinedMacro | BuiltinMacro;

/** Something that changes what names mean, or a file's beginning or end, in the order in which it was read. */
type MacroEvent =
  | { readonly kind: 'change'; readonly name: string; readonly macro: AnyMacro | undefined; readonly token: Token }
  | { readonly kind: 'enter'; readonly file: SourceFile; readonly token: Token | undefined }
  | { readonly kind: 'leave'; readonly file: SourceFile };

function builtinMacros(): Map<string, AnyMacro> {
  return new Map(BUILTIN_NAMES.map((name) => [name, new BuiltinMacro(name)]));
}

export class MacroTable {
  private readonly current = new Map<string, AnyMacro>();
  private readonly initial: ReadonlyMap<string, AnyMacro>;
  private readonly pushed = new Map<string, (AnyMacro | undefined)[]>();
  private readonly events: MacroEvent[] = [];
  readonly defined: Macro[] = [];
  /** Where each macro was found when its name was looked up: the tokens that were being read. */
  readonly lookups = new Map<Macro, Token[]>();
  /** What is being read: a name as it stands in a file, or the `#` of a directive. Set by who reads it. */
  reading: Token | undefined;

  /** @param known what names mean at the start; by default only those of built-in macros mean anything. */
  constructor(known: ReadonlyMap<string, AnyMacro> = builtinMacros()) {
    for (const [name, macro] of known) this.current.set(name, macro);
    this.initial = new Map(this.current);
  }

  /** What a name means now; who asks makes the text depend on it. */
  get(name: string): AnyMacro | undefined {
    const macro = this.current.get(name);
    if (macro instanceof DefinedMacro) this.noteLookup(macro);
    return macro;
  }

  private noteLookup(macro: Macro): void {
    const { reading } = this;
    if (!reading) return;
    const places = this.lookups.get(macro);
    if (!places) this.lookups.set(macro, [reading]);
    else if (places[places.length - 1] !== reading) places.push(reading);
  }

  /** What `defined` and `#ifdef` answer; who asks makes the text depend on it. */
  isDefined(name: string): boolean {
    const macro = this.get(name);
    return macro !== undefined && !(macro instanceof BuiltinMacro && macro.isFunction);
  }

  /** @param token where it happens. */
  define(macro: DefinedMacro, token: Token): void {
    this.current.set(macro.name, macro);
    this.defined.push(macro);
    this.events.push({ kind: 'change', name: macro.name, macro, token });
  }

  undefine(name: string, token: Token): void {
    if (this.current.delete(name)) this.events.push({ kind: 'change', name, macro: undefined, token });
  }

  /** #pragma push_macro: remembers what the name means, also if nothing. */
  push(name: string): void {
    const stack = this.pushed.get(name);
    if (stack) stack.push(this.current.get(name));
    else this.pushed.set(name, [this.current.get(name)]);
  }

  /** #pragma pop_macro: nothing happens if nothing was pushed. */
  pop(name: string, token: Token): void {
    const stack = this.pushed.get(name);
    if (!stack || stack.length === 0) return;
    const macro = stack.pop();
    if (macro) this.current.set(name, macro);
    else this.current.delete(name);
    this.events.push({ kind: 'change', name, macro, token });
  }

  /** @param token of the #include; undefined for a file that is read by itself. */
  enterFile(file: SourceFile, token: Token | undefined): void {
    this.events.push({ kind: 'enter', file, token });
  }

  leaveFile(file: SourceFile): void {
    this.events.push({ kind: 'leave', file });
  }

  /** While a condition is read, `name` is an operator. */
  withOperator<T>(name: BuiltinName, action: () => T): T {
    this.current.set(name, new BuiltinMacro(name));
    try {
      return action();
    } finally {
      this.current.delete(name);
    }
  }

  /**
   * What names mean at a token as written in a file, where the file is read for the first time; at the end of the unit
   * without a token, or if its file was not read.
   */
  at(token: Token | undefined): Map<string, AnyMacro> {
    const table = new Map(this.initial);
    let entered = false;
    for (const event of this.events) {
      if (event.kind === 'leave') {
        if (event.file === token?.file) break;
        continue;
      }
      if (entered && token && event.token?.file === token.file && event.token.offset > token.offset) break;
      if (event.kind === 'enter') entered ||= event.file === token?.file;
      else if (event.macro) table.set(event.name, event.macro);
      else table.delete(event.name);
    }
    return table;
  }
}
