/**
 * Cutting a C text into top-level items. One pass over the tokens: directives are items or open and close conditions; else
 * an item runs to a `;` outside brackets, to the end of a function's body, or, for a macro called without semicolon, to its
 * closing parenthesis. What begins like a statement is a statement, and neighbouring statements are one item, together
 * with the declarations of locals right before them.
 */
import type { Condition, Declared, Item, ItemKind, Outline, TokenRange } from '../outline';
import type { Token } from '../token';
import { type Brackets, branchEnd, directiveEnd, isDirective } from './brackets';
import { readDeclaration } from './declarations';
import { elementsOf, looksLikeDeclaration, readParameters } from './declarators';
import { firstStatement } from './statements';
import {
  CONTROL_WORDS,
  isCalledAnnotation,
  isFileScopeCall,
  isIterationMacro,
  isReservedWord,
  isUpperCase,
  looksLikeAnnotation,
  SPECIFIER_WORDS,
  standsAtFileScope,
} from './words';

/** Conditions nested deeper are not recorded; it keeps the time linear whatever the text. */
const MAX_CONDITIONS = 50;

/** The items of a text, in order, and the macros that are defined inside others. */
export function readItems(tokens: readonly Token[], brackets: Brackets): { items: Item[]; innerMacros: Item[] } {
  const reader = new ItemReader(tokens, brackets);
  reader.read();
  return { items: mergeStatements(reader.items, tokens), innerMacros: reader.innerMacros };
}

/** What is known of an item before its comments and conditions are added. */
export interface ItemCore extends TokenRange {
  readonly kind: ItemKind;
  readonly declares?: readonly Declared[];
  readonly name?: string;
  readonly nameToken?: number;
  readonly declaredBy?: string;
  readonly body?: TokenRange;
  readonly isDefinition?: boolean;
  readonly complete?: boolean;
  readonly parameters?: Item['parameters'];
}

class ItemReader {
  readonly items: Item[] = [];
  readonly innerMacros: Item[] = [];
  private conditions: Condition[] = [];
  /** Open conditional directives that are nested too deep to be kept. */
  private deeper = 0;
  /** The `#if 0` that was looked at last, and the directive that ends its branch. */
  private disabled = { token: -1, end: -1 };
  private readonly partner: Int32Array;
  private readonly text: Pick<Outline, 'tokens' | 'partner'>;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly brackets: Brackets,
  ) {
    this.partner = brackets.partner;
    this.text = { tokens, partner: brackets.partner };
  }

  read(): void {
    for (let at = 0; this.tokens[at]!.kind !== 'end'; ) {
      const token = this.tokens[at]!;
      if (token.kind === 'comment') at++;
      else if (isDirective(token)) at = this.directive(at);
      else if (this.isEmptyDeclaration(at)) at++;
      else if (this.linkage(at) > at) at = this.linkage(at);
      else {
        const core = this.item(at);
        this.add(core);
        this.followDirectives(core.first, core.end);
        this.alternatives(core);
        at = core.end;
      }
    }
  }

  /** The `;` in `int f(void) {};`, and the brace that closes `extern "C" {`. */
  private isEmptyDeclaration(at: number): boolean {
    const { text } = this.tokens[at]!;
    if (text === ';') return this.items.length > 0 && this.items.at(-1)!.kind !== 'statements';
    return text === '}' && this.partner[at]! > 1 && this.tokens[this.partner[at]! - 1]!.text === '"C"';
  }

  /** Index after `extern "C" {`, which headers shared with C++ have; `at` if it does not stand there. */
  private linkage(at: number): number {
    if (this.tokens[at]!.text !== 'extern' || this.tokens[at + 1]!.kind !== 'string') return at;
    return this.tokens[at + 2]?.text === '{' ? at + 3 : at;
  }

  private add(core: ItemCore): void {
    this.items.push(this.complete(core));
  }

  private complete(core: ItemCore): Item {
    const name = core.name ?? core.declares?.[0]?.name ?? '';
    return {
      kind: core.kind,
      first: core.first,
      end: core.end,
      name,
      nameToken: core.nameToken ?? core.declares?.[0]?.token ?? -1,
      declaredBy: core.declaredBy,
      declares: core.declares ?? [],
      leading: leadingComments(this.tokens, core.first),
      trailing: trailingComment(this.tokens, core.end),
      conditions: this.conditions,
      body: core.body,
      isDefinition: core.isDefinition ?? false,
      complete: core.complete ?? true,
      parameters: core.parameters,
    };
  }

  // Directives.

  private directive(at: number): number {
    const end = directiveEnd(this.tokens, at);
    const word = this.tokens[at + 1]!;
    if (this.condition(at, end)) return end;
    const last = trimComments(this.tokens, at, end);
    const range = { first: at, end: last };
    if (at + 1 >= end) return end; // the null directive
    if (word.text === 'define' && this.tokens[at + 2]?.kind === 'identifier' && at + 2 < end)
      this.add(this.macro(range));
    else if (word.text === 'include' || word.text === 'include_next' || word.text === 'import') {
      const { file } = word;
      const name = file.text.slice(word.end, this.tokens[last - 1]!.end).trim();
      this.add({ kind: 'include', ...range, name, nameToken: Math.min(at + 2, last - 1) });
    } else this.add({ kind: 'directive', ...range, name: word.text, nameToken: at + 1 });
    return end;
  }

  private macro(range: TokenRange): ItemCore {
    const nameToken = range.first + 2;
    const name = this.tokens[nameToken]!;
    const open = nameToken + 1;
    const close = this.partner[open]!;
    const functionLike = open < range.end && this.tokens[open]!.text === '(' && this.tokens[open]!.offset === name.end;
    const declares: Declared[] = [{ kind: 'macro', name: name.text, token: nameToken }];
    const group = functionLike && close > open && close < range.end ? { first: open, end: close + 1 } : undefined;
    return {
      kind: 'macro',
      ...range,
      declares,
      body: { first: group ? group.end : open, end: range.end },
      isDefinition: true,
      complete: !functionLike || group !== undefined,
      parameters: group && readParameters(this.tokens, this.partner, group, 'names'),
    };
  }

  /** Opens, changes or closes a condition; false for other directives. */
  private condition(at: number, end: number): boolean {
    const word = this.tokens[at + 1]!.text;
    if (word === 'endif') {
      if (this.deeper > 0) this.deeper--;
      else this.conditions = this.conditions.slice(0, -1);
    } else if (word === 'if' || word === 'ifdef' || word === 'ifndef') {
      if (this.conditions.length >= MAX_CONDITIONS) this.deeper++;
      else {
        const text = directiveText(this.tokens, at, end);
        this.conditions = [...this.conditions, { opening: text, branch: text, token: at }];
      }
    } else if (word === 'else' || word.startsWith('elif')) {
      const top = this.conditions.at(-1);
      if (top && this.deeper === 0) {
        const branch = directiveText(this.tokens, at, end);
        this.conditions = [...this.conditions.slice(0, -1), { opening: top.opening, branch, token: at }];
      }
    } else return false;
    return true;
  }

  /** Conditions that open or close inside an item hold for what comes after it; macros defined inside it are kept. */
  private followDirectives(first: number, end: number): void {
    for (let at = first; at < end; at++) {
      if (!isDirective(this.tokens[at]!)) continue;
      const last = directiveEnd(this.tokens, at);
      if (this.condition(at, last)) continue;
      if (this.tokens[at + 1]!.text !== 'define' || this.tokens[at + 2]!.kind !== 'identifier' || at + 2 >= last)
        continue;
      this.innerMacros.push(this.complete(this.macro({ first: at, end: trimComments(this.tokens, at, last) })));
    }
  }

  /** Heads in later branches of an `#if` whose body is this item's. */
  private alternatives(core: ItemCore): void {
    if (this.brackets.shared.size === 0 || !core.body) return;
    for (const [opener, chosen] of this.brackets.shared) {
      if (chosen !== core.body.first - 1 || opener < core.first || opener >= core.end) continue;
      let first = opener;
      while (first > core.first && !isDirective(this.tokens[first]!)) first--;
      first = directiveEnd(this.tokens, first);
      while (first < opener && this.tokens[first]!.kind === 'comment') first++;
      const item = this.item(first);
      if (item.kind === 'function') this.add(item);
    }
  }

  // Items.

  private item(first: number): ItemCore {
    const token = this.tokens[first]!;
    if (this.isMacroAlone(first)) return this.macroAlone(first);
    if (this.isStatement(first)) return this.statement(first);
    const call = this.callItem(first);
    if (call) return call;
    if (token.text === ';' || token.text === '}') return { kind: 'statements', first, end: first + 1 };
    return readDeclaration(this.text, first, this.endOfDisabled());
  }

  /** Index of the directive that ends the `#if 0` which holds the next item, or -1: what stands there may be prose without an end. */
  private endOfDisabled(): number {
    const disabled = this.conditions.find(({ branch }) => branch === '#if 0');
    if (!disabled) return -1;
    if (this.disabled.token !== disabled.token) {
      const end = branchEnd(this.tokens, disabled.token);
      this.disabled = { token: disabled.token, end };
    }
    return this.disabled.end;
  }

  private code(at: number): number {
    let index = at;
    for (;;) {
      const token = this.tokens[index]!;
      if (token.kind === 'comment') index++;
      else if (isDirective(token)) index = directiveEnd(this.tokens, index);
      else return index;
    }
  }

  /** `BUILD_SALT;`: a macro without arguments that makes something of file scope. */
  private isMacroAlone(first: number): boolean {
    const { kind, text } = this.tokens[first]!;
    return kind === 'identifier' && isUpperCase(text) && this.tokens[this.code(first + 1)]!.text === ';';
  }

  private macroAlone(first: number): ItemCore {
    const name = this.tokens[first]!.text;
    return { kind: 'macro-call', first, end: this.code(first + 1) + 1, name, nameToken: first };
  }

  private isStatement(first: number): boolean {
    const token = this.tokens[first]!;
    if (token.kind !== 'identifier') return token.text !== ';' && token.text !== '}';
    if (CONTROL_WORDS.has(token.text)) return true;
    const next = this.code(first + 1);
    const { text } = this.tokens[next]!;
    if (text === ':' || text === ',') return true;
    if (text === '(') return false; // a call: decided by callItem
    if (isReservedWord(token.text)) return false;
    const elements = elementsOf(this.tokens, this.partner, { first, end: this.tokens.length }, 8);
    return !looksLikeDeclaration(elements, this.tokens);
  }

  private statement(first: number): ItemCore {
    const range = { first, end: this.tokens.length - 1 };
    const statement = firstStatement({ ...this.text, file: this.tokens[0]!.file, items: [], innerMacros: [] }, range);
    return { kind: 'statements', first, end: statement?.end ?? first + 1 };
  }

  /** `NAME(arguments);`, `NAME(arguments)` alone on its lines, `NAME(arguments) {…}`; with storage words before it. */
  private callItem(first: number): ItemCore | undefined {
    let at = first;
    while (SPECIFIER_WORDS.has(this.tokens[at]!.text) && this.tokens[at]!.kind === 'identifier') at = this.code(at + 1);
    const { kind, text } = this.tokens[at]!;
    const fileScope = isUpperCase(text) || isFileScopeCall(text);
    if (kind !== 'identifier' || (isCalledAnnotation(text) && !fileScope)) return undefined;
    const open = this.code(at + 1);
    const close = this.partner[open]!;
    if (this.tokens[open]!.text !== '(' || close <= open) return undefined;
    const group = { first: open, end: close + 1 };
    const next = this.code(close + 1);
    const after = this.tokens[next]!;
    if (after.text === '{') return this.bodyAfterCall(first, at, group, next);
    if (!fileScope) {
      const declares = at > first || after.kind === 'identifier' || after.text === '(';
      return declares && !isIterationMacro(text) ? undefined : this.statement(first);
    }
    if (after.text === ';') return this.macroCall(first, at, group, next + 1);
    if (after.kind === 'end' || this.startsLine(close, next)) return this.macroCall(first, at, group, close + 1);
    if (after.text === '=' || (after.kind === 'identifier' && looksLikeAnnotation(after.text))) {
      let end = next;
      while (!['end', ';'].includes(this.tokens[end]!.kind === 'end' ? 'end' : this.tokens[end]!.text)) {
        end = Math.max(end, this.partner[end]!) + 1;
      }
      if (
        after.text === '=' ||
        !elementsOf(this.tokens, this.partner, { first: next, end }).some((e) => e.text === '(')
      ) {
        return this.macroCall(first, at, group, this.tokens[end]!.kind === 'end' ? end : end + 1);
      }
      return undefined;
    }
    return after.kind === 'identifier' || at > first ? undefined : this.statement(first);
  }

  /** Whether the code token `next` begins a line after the one that `close` ends, or follows a directive. */
  private startsLine(close: number, next: number): boolean {
    for (let at = close + 1; at <= next; at++)
      if (this.tokens[at]!.lineStart) return this.tokens[next]!.kind === 'identifier';
    return false;
  }

  private macroCall(first: number, at: number, group: TokenRange, end: number): ItemCore {
    const { text } = this.tokens[at]!;
    const parameters = readParameters(this.tokens, this.partner, group, 'names');
    const declared = DECLARING_CALL.test(text)
      ? this.argument(parameters[OBJECT_IS_SECOND.test(text) ? 1 : 0])
      : undefined;
    return {
      kind: 'macro-call',
      first,
      end,
      name: text,
      nameToken: at,
      declares: declared ? [declared] : [],
      isDefinition: declared !== undefined && (!text.startsWith('DECLARE') || DEFINES_ALL_THE_SAME.test(text)),
      parameters,
    };
  }

  private argument(range: TokenRange | undefined): Declared | undefined {
    const [only, next] = range ? elementsOf(this.tokens, this.partner, range) : [];
    if (!only?.identifier || (next && next.text !== '[')) return undefined;
    return { kind: 'object', name: only.text, token: only.at };
  }

  /** `SYSCALL_DEFINE3(read, …) {`, a loop's macro with its body, or a function whose type is left out. */
  private bodyAfterCall(first: number, at: number, group: TokenRange, open: number): ItemCore | undefined {
    const { text } = this.tokens[at]!;
    if (isIterationMacro(text) && at === first) return this.statement(first);
    const close = this.partner[open]!;
    const complete = close > open;
    const end = complete ? close + 1 : this.tokens.length - 1;
    const rest = { first, end, body: { first: open + 1, end: complete ? close : end }, isDefinition: true, complete };
    if (!isUpperCase(text)) {
      const parameters = readParameters(this.tokens, this.partner, group, 'declaration');
      if (at === first && parameters.some((parameter) => parameter.name === '')) return this.statement(first);
      return { kind: 'function', ...rest, declares: [{ kind: 'function', name: text, token: at }], parameters };
    }
    const parameters = readParameters(this.tokens, this.partner, group, 'names');
    const declared = this.argument(parameters[0]);
    const declares: Declared[] = declared ? [{ ...declared, kind: 'function' }] : [];
    return { kind: 'function', ...rest, declares, declaredBy: text, parameters };
  }
}

/** Macros whose call defines or declares an object that an argument names. */
const DECLARING_CALL = /^_*(DEFINE|DECLARE)_|(LIST|NOTIFIER|WAIT_QUEUE)_HEAD$|^TRACE_EVENT|_ATTR(_\w+)?$/;
/** Called DECLARE, but what they declare is defined by it. */
const DEFINES_ALL_THE_SAME =
  /^DECLARE_(BITMAP|COMPLETION|HASHTABLE|KFIFO|RWSEM|S?WAIT_?QUEUE(_HEAD)?|TASKLET(_DISABLED)?|(\w+_)?WORK)$/;
/** The first argument is the type. */
const OBJECT_IS_SECOND = /^_*(DEFINE|DECLARE)_(PER_CPU|EARLY_PER_CPU|KFIFO_PTR)/;

/** Joins neighbouring statements into one item, with the locals and upper-case calls that stand among them. */
function mergeStatements(items: readonly Item[], tokens: readonly Token[]): Item[] {
  const out: Item[] = [];
  // Beside definitions an object is one too; only in a text of statements can it be a local.
  const defines = items.some((item) => item.body !== undefined && item.kind !== 'object');
  for (let n = 0; n < items.length; ) {
    let end = n;
    let statements = false;
    while (
      end < items.length &&
      mayBeStatement(items[end]!, tokens, defines) &&
      sameConditions(items[n]!, items[end]!)
    ) {
      statements ||= items[end]!.kind === 'statements';
      end++;
    }
    if (!statements) {
      out.push(...items.slice(n, Math.max(end, n + 1)));
      n = Math.max(end, n + 1);
      continue;
    }
    const [first, last] = [items[n]!, items[end - 1]!];
    out.push({
      ...first,
      kind: 'statements',
      name: '',
      nameToken: -1,
      end: last.end,
      trailing: last.trailing,
      declares: [],
      body: undefined,
      parameters: undefined,
      isDefinition: false,
      complete: items.slice(n, end).every((item) => item.complete),
    });
    n = end;
  }
  return out;
}

const sameConditions = (a: Item, b: Item): boolean => a.conditions.at(-1)?.token === b.conditions.at(-1)?.token;

function mayBeStatement(item: Item, tokens: readonly Token[], defines: boolean): boolean {
  if (item.kind === 'statements') return true;
  const first = tokens[item.first]!.text;
  if (item.kind === 'object') return !defines && first !== 'static' && first !== 'extern';
  if (item.kind === 'macro-call') return !standsAtFileScope(item.name);
  return false;
}

function directiveText(tokens: readonly Token[], at: number, end: number): string {
  let out = '#';
  for (let n = at + 1; n < end; n++) {
    const token = tokens[n]!;
    if (token.kind !== 'comment') out += (token.spaceBefore && n > at + 1 ? ' ' : '') + token.text;
  }
  return out;
}

function trimComments(tokens: readonly Token[], first: number, end: number): number {
  let last = end;
  while (last > first + 1 && tokens[last - 1]!.kind === 'comment') last--;
  return last;
}

/** Number of line ends between two tokens, up to two. */
function linesBetween(a: Token, b: Token): number {
  const { text } = a.file;
  let lines = 0;
  for (let at = a.end; at < b.offset && lines < 2; at++) if (text.charCodeAt(at) === 10) lines++;
  return lines;
}

function leadingComments(tokens: readonly Token[], first: number): number {
  let at = first;
  while (at > 0 && tokens[at - 1]!.kind === 'comment' && linesBetween(tokens[at - 1]!, tokens[at]!) < 2) {
    // A comment that trails the line of the item before belongs to that one.
    if (!startsItsLine(tokens[at - 1]!)) break;
    at--;
  }
  return at;
}

function startsItsLine(token: Token): boolean {
  const { text } = token.file;
  let at = token.offset - 1;
  while (at >= 0 && (text[at] === ' ' || text[at] === '\t')) at--;
  return at < 0 || text[at] === '\n';
}

function trailingComment(tokens: readonly Token[], end: number): number {
  const last = tokens[end - 1];
  const next = tokens[end];
  return last && next?.kind === 'comment' && linesBetween(last, next) === 0 ? end + 1 : end;
}
