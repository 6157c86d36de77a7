/**
 * Macro expansion (C11 6.10.3). Nothing here calls itself: what is being read is a stack of contexts (replacement lists, and
 * arguments that are expanded on their own), and invocations whose arguments are not ready yet wait on a stack of their own,
 * so nesting is bounded by the budget, never by JavaScript's stack.
 *
 * A macro is disabled while the context of its replacement list is on the stack; a name that is read while its macro is
 * disabled is painted, and never expands again. Looking for the parenthesis of a function-like macro may leave a context, and
 * enables its macro. This is gcc's way, and decides what the standard leaves open (6.10.3.4p4) as gcc does.
 */
import type { DiagnosticBag } from '../diagnostics';
import type { Token } from '../token';
import type { Budget } from './budget';
import type { BuiltinMacro } from './builtins';
import { ArgumentMarker, type ExpansionNode, expansionOf } from './expansions';
import {
  afterPadding,
  type Item,
  OWN_SPACE,
  type Padding,
  paddingOf,
  painted,
  pushPadding,
  type Space,
  spaceOf,
} from './items';
import { DefinedMacro } from './macros';
import type { AnyMacro } from './macroTable';
import { type Argument, substitute } from './substitution';

/** What names mean. */
export interface Macros {
  get(name: string): AnyMacro | undefined;
}

/** The file that is being read, as macro expansion sees it. */
export interface TokenSource {
  /** The next token, left where it is. */
  peek(): Token;
  /** Takes the next token, doing directives before it; undefined at the end of the file. */
  nextInArguments(): Token | undefined;
  /** Does a built-in macro that was met; what it stands for, or undefined if its name stands for itself. `inArgument` tells
   * that an argument is being expanded, whose tokens will be scanned again. */
  builtin(macro: BuiltinMacro, use: Token, inArgument: boolean): readonly Item[] | undefined;
}

interface Context {
  readonly items: readonly Item[];
  at: number;
  /** Enabled again when the context is left. */
  readonly macro: DefinedMacro | undefined;
  /** Looking ahead stops at the end of this context. */
  readonly barrier: boolean;
  /** The context is an argument of this invocation. */
  readonly invocation: Invocation | undefined;
}

/** A use of a function-like macro, some of whose arguments are still to be expanded. */
interface Invocation {
  readonly macro: DefinedMacro;
  readonly use: Token;
  readonly body: ExpansionNode;
  readonly args: readonly Argument[];
  /** Index into `macro.expandedParameters`. */
  next: number;
  /** Where the tokens outside the invocation go. */
  readonly sink: Item[];
}

export class Expander {
  private readonly contexts: Context[] = [];
  private sink: Item[] = [];
  /** Arguments that are being expanded. */
  private openArguments = 0;

  constructor(
    private readonly table: Macros,
    private readonly source: TokenSource,
    private readonly diagnostics: DiagnosticBag,
    private readonly budget: Budget,
  ) {}

  /** Expands a macro whose name was just read from the file, with what follows it there, as far as it takes. */
  expandUse(use: Token, macro: AnyMacro, sink: Item[]): void {
    const outer = this.sink;
    this.sink = sink;
    this.budget.use = use;
    this.meet(use, macro);
    this.run(0);
    this.sink = outer;
  }

  /** Expands a list on its own, such as a directive's line. */
  expandList(items: readonly Item[], blame: Token): Item[] {
    const outer = this.sink;
    const list: Item[] = [];
    this.sink = list;
    if (this.contexts.length === 0) this.budget.use = blame;
    this.contexts.push({ items, at: 0, macro: undefined, barrier: true, invocation: undefined });
    this.run(this.contexts.length - 1);
    this.sink = outer;
    return list;
  }

  /** Takes the next item without expanding it; undefined at the end of what may be looked at. */
  readRaw(): Item | undefined {
    const { contexts } = this;
    for (;;) {
      const context = contexts[contexts.length - 1];
      if (!context) return this.source.nextInArguments();
      if (context.at < context.items.length) {
        const item = context.items[context.at++] as Item;
        if (item.kind !== 'identifier' || item.noExpand) return item;
        return this.table.get(item.text)?.disabled ? painted(item) : item;
      }
      if (context.barrier) return undefined;
      this.leave(context);
      return OWN_SPACE;
    }
  }

  private run(floor: number): void {
    const { contexts } = this;
    while (contexts.length > floor) {
      const context = contexts[contexts.length - 1] as Context;
      this.budget.chargeSteps(1);
      if (context.at < context.items.length) {
        const item = context.items[context.at++] as Item;
        const macro = item.kind === 'identifier' && !item.noExpand ? this.table.get(item.text) : undefined;
        if (macro) this.meet(item as Token, macro);
        else if (item.kind === 'padding') pushPadding(this.sink, item);
        else this.sink.push(item);
      } else if (context.invocation) this.argumentExpanded(context.invocation);
      else {
        this.leave(context);
        if (!context.barrier) pushPadding(this.sink, OWN_SPACE);
      }
    }
  }

  /** Enables all macros; for a pass that was ended in the midst of an expansion. */
  leaveAll(): void {
    for (let context = this.contexts.at(-1); context; context = this.contexts.at(-1)) this.leave(context);
  }

  private leave(context: Context): void {
    this.contexts.pop();
    if (context.macro) context.macro.disabled = false;
  }

  private meet(use: Token, macro: AnyMacro): void {
    if (macro.disabled) this.sink.push(painted(use));
    else if (!(macro instanceof DefinedMacro)) {
      const items = this.source.builtin(macro, use, this.openArguments > 0);
      if (items) {
        pushPadding(this.sink, spaceOf(use));
        for (const item of items) this.sink.push(item);
        pushPadding(this.sink, OWN_SPACE);
      } else this.sink.push(use);
    } else if (macro.parameters === undefined) {
      this.enter(macro, use, expansionOf(macro, use, use, false), []);
    } else this.meetFunctionLike(use, macro);
  }

  private meetFunctionLike(use: Token, macro: DefinedMacro): void {
    const padding = this.findParenthesis();
    if (padding !== 'found') {
      this.sink.push(use);
      if (padding) pushPadding(this.sink, padding);
      return;
    }
    const collected = this.collectArguments(macro, use);
    if (!collected) {
      this.sink.push(use);
      return;
    }
    const marker = new ArgumentMarker(expansionOf(macro, use, collected.end, true), (tokens) =>
      this.budget.chargeTokens(tokens),
    );
    for (const { raw } of collected.args) {
      this.budget.chargeTokens(raw.length);
      marker.mark(raw);
    }
    const body = expansionOf(macro, use, collected.end, false);
    this.expandNextArgument({ macro, use, body, args: collected.args, next: 0, sink: this.sink });
  }

  /** Takes the opening parenthesis that makes a function-like macro's name a use. If there is none, the padding before what is
   * there instead, which was passed over. */
  private findParenthesis(): 'found' | Padding | undefined {
    const { contexts } = this;
    let passed: Padding | undefined;
    let said: Space;
    const pass = (padding: Padding): void => {
      said = afterPadding(said, padding);
      passed = paddingOf(said);
    };
    for (;;) {
      const context = contexts[contexts.length - 1];
      if (!context) {
        if (!isPunctuator(this.source.peek(), '(')) return passed;
        this.source.nextInArguments();
        return 'found';
      }
      const item = context.items[context.at];
      if (item?.kind === 'padding') {
        context.at++;
        pass(item);
      } else if (item) {
        if (!isPunctuator(item, '(')) return passed;
        context.at++;
        return 'found';
      } else if (context.barrier) return passed;
      else {
        this.leave(context);
        pass(OWN_SPACE);
      }
    }
  }

  /** The arguments of a use, as written, up to the parenthesis that closes it; undefined after an error. */
  private collectArguments(macro: DefinedMacro, use: Token): { args: MutableArgument[]; end: Token } | undefined {
    const count = (macro.parameters as readonly string[]).length;
    const args: Item[][] = [];
    let current: Item[] = [];
    let parentheses = 0;
    for (;;) {
      this.budget.chargeSteps(1);
      const item = this.readRaw();
      if (item === undefined) {
        this.diagnostics.error(use, `unterminated argument list invoking macro "${macro.name}"`);
        return undefined;
      }
      if (item.kind === 'padding') {
        if (current.length > 0) pushPadding(current, item);
        continue;
      }
      if (item.kind === 'punctuator') {
        if (item.text === '(') parentheses++;
        else if (item.text === ')' && parentheses-- === 0) {
          args.push(trimmed(current));
          return this.checkedArguments(macro, use, args, item);
        } else if (item.text === ',' && parentheses === 0 && !(macro.variadic && args.length + 1 === count)) {
          args.push(trimmed(current));
          current = [];
          continue;
        }
      }
      current.push(item);
    }
  }

  private checkedArguments(
    macro: DefinedMacro,
    use: Token,
    lists: Item[][],
    end: Token,
  ): { args: MutableArgument[]; end: Token } | undefined {
    const count = (macro.parameters as readonly string[]).length;
    const given = count === 0 && lists.length === 1 && lists[0]?.length === 0 ? 0 : lists.length;
    if (given > count || (given < count && !(macro.variadic && given + 1 === count))) {
      const wrong =
        given > count
          ? `macro "${macro.name}" passed ${given} arguments, but takes just ${count}`
          : `macro "${macro.name}" requires ${count} arguments, but only ${given} given`;
      this.diagnostics.error(use, wrong, [{ token: macro.definition, message: `macro "${macro.name}" defined here` }]);
      return undefined;
    }
    const args: MutableArgument[] = lists.slice(0, count).map((raw) => ({ raw, expanded: raw, absent: false }));
    const soleEmpty = count === 1 && macro.variadic && args[0]?.raw.length === 0;
    if (given < count) args.push({ raw: [], expanded: [], absent: true });
    else if (soleEmpty) args[0] = { raw: [], expanded: [], absent: true };
    return { args, end };
  }

  /** Begins to expand the next argument that needs it, or enters the replacement list when all are ready. */
  private expandNextArgument(invocation: Invocation): void {
    const { macro, args } = invocation;
    while (invocation.next < macro.expandedParameters.length) {
      const argument = args[macro.expandedParameters[invocation.next] as number] as Argument;
      if (this.hasMacro(argument.raw)) {
        this.contexts.push({ items: argument.raw, at: 0, macro: undefined, barrier: true, invocation });
        this.openArguments++;
        this.sink = [];
        return;
      }
      invocation.next++;
    }
    this.sink = invocation.sink;
    this.enter(macro, invocation.use, invocation.body, args);
  }

  private hasMacro(items: readonly Item[]): boolean {
    return items.some(
      (item) => item.kind === 'identifier' && !item.noExpand && this.table.get(item.text) !== undefined,
    );
  }

  private argumentExpanded(invocation: Invocation): void {
    this.contexts.pop();
    this.openArguments--;
    const argument = invocation.args[invocation.macro.expandedParameters[invocation.next] as number] as Argument;
    argument.expanded = this.sink;
    invocation.next++;
    this.expandNextArgument(invocation);
  }

  private enter(macro: DefinedMacro, use: Token, expansion: ExpansionNode, args: readonly Argument[]): void {
    this.budget.chargeDepth(expansion.depth);
    const items = substitute(macro, args, expansion, this.diagnostics, this.budget);
    this.budget.chargeTokens(macro.body.length);
    this.budget.chargeSteps(items.length);
    pushPadding(this.sink, spaceOf(use));
    macro.disabled = true;
    this.contexts.push({ items, at: 0, macro, barrier: false, invocation: undefined });
  }
}

interface MutableArgument extends Argument {
  readonly raw: Item[];
}

function isPunctuator(item: Item, text: string): boolean {
  return item.kind === 'punctuator' && item.text === text;
}

function trimmed(items: Item[]): Item[] {
  while (items.length > 0 && items[items.length - 1]?.kind === 'padding') items.pop();
  return items;
}
