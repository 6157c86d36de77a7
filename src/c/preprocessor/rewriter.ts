/**
 * One step of an unfolding: finds the macro use that comes next, and replaces it. Tokens carry their own hide sets (6.10.3.4p2:
 * the macros they came out of, which they must not name again), and those that came in as an argument and are not expanded
 * yet know what will be hidden from them when they are (`waiting`).
 */
import type { DiagnosticBag } from '../diagnostics';
import { printLine } from '../print';
import type { Token } from '../token';
import type { Macro, TranslationUnit } from './api';
import { Budget } from './budget';
import { expansionOf } from './expansions';
import { builtinValue, fullExpansion, type MacroMap } from './fullExpansion';
import { afterPadding, type Item, type Space, spaceOf, withSpace } from './items';
import { type BodyElement, DefinedMacro } from './macros';
import { type Argument, substitute } from './substitution';

type HideSet = ReadonlySet<Macro>;

export interface StepItem {
  readonly token: Token;
  readonly hidden: HideSet;
  /** Of a token of an unexpanded argument: what is hidden from it as well once the argument is expanded. */
  readonly waiting: HideSet | undefined;
}

interface Range {
  readonly from: number;
  readonly to: number;
}

/** A macro use that can be replaced: the items from `start` to `end`, both included. */
export interface Redex {
  readonly macro: Macro;
  readonly start: number;
  readonly end: number;
  /** The items of each argument; the variable arguments are one. */
  readonly args: readonly Range[];
  /** The variable argument was left out altogether. */
  readonly absent: boolean;
  /** All of it comes from one argument that is not expanded yet. */
  readonly isolated: boolean;
}

export class Rewriter {
  private readonly budget: Budget;

  constructor(
    private readonly unit: TranslationUnit,
    private readonly macros: MacroMap,
    private readonly diagnostics: DiagnosticBag,
    private readonly maximum: number,
  ) {
    this.budget = new Budget({ tokens: maximum * 50, steps: maximum * 500 }, diagnostics);
  }

  /**
   * The use that comes next: function-like macros from left to right, which make the structure, then what stands for values,
   * then what stands for nothing (`__percpu`).
   */
  find(items: readonly StepItem[]): Redex | undefined {
    for (const rank of RANKS) {
      const redex = this.findIn(items, 0, items.length, (candidate) => rankOf(candidate.macro) === rank);
      if (redex) return redex;
    }
    return undefined;
  }

  /** The first use that is wanted, unless something in its arguments has to come before it. */
  private findIn(
    items: readonly StepItem[],
    from: number,
    to: number,
    isWanted: (redex: Redex) => boolean,
  ): Redex | undefined {
    for (let at = from; at < to; at++) {
      const redex = this.redexAt(items, at, to);
      if (redex && isWanted(redex)) return this.mustComeFirst(items, redex) ?? redex;
    }
    return undefined;
  }

  private redexAt(items: readonly StepItem[], at: number, to: number): Redex | undefined {
    const { token, hidden, waiting } = items[at] as StepItem;
    if (token.kind !== 'identifier' || token.noExpand) return undefined;
    const macro = this.macros.get(token.text);
    if (!macro || hidden.has(macro)) return undefined;
    if (!(macro instanceof DefinedMacro)) {
      if (!builtinValue(this.unit, macro, token)) return undefined;
    } else if (macro.parameters) return this.functionLikeAt(items, at, to, macro);
    return { macro, start: at, end: at, args: [], absent: false, isolated: waiting !== undefined };
  }

  private functionLikeAt(
    items: readonly StepItem[],
    start: number,
    to: number,
    macro: DefinedMacro,
  ): Redex | undefined {
    if (start + 1 >= to || !isPunctuator(items[start + 1], '(')) return undefined;
    const count = (macro.parameters as readonly string[]).length;
    const { waiting } = items[start] as StepItem;
    const args: Range[] = [];
    let isolated = waiting !== undefined && items[start + 1]?.waiting === waiting;
    let depth = 0;
    let from = start + 2;
    for (let at = from; at < to; at++) {
      const item = items[at] as StepItem;
      this.budget.use = item.token;
      this.budget.chargeSteps(1);
      if (item.waiting !== waiting) isolated = false;
      if (isPunctuator(item, '(')) depth++;
      else if (isPunctuator(item, ')') && depth-- === 0) {
        args.push({ from, to: at });
        if (!isolated && waiting?.has(macro)) return undefined;
        return completeRedex({ macro, start, end: at, args, absent: false, isolated }, macro, count);
      } else if (isPunctuator(item, ',') && depth === 0 && !(macro.variadic && args.length + 1 === count)) {
        args.push({ from, to: at });
        from = at + 1;
      }
    }
    return undefined;
  }

  /** A use in the arguments whose unfolding decides what the outer one does: an operand of `#` or `##`, or one that has a
   * comma in it. */
  private mustComeFirst(items: readonly StepItem[], redex: Redex): Redex | undefined {
    for (let n = 0; n < redex.args.length; n++) {
      const { from, to } = redex.args[n] as Range;
      const inner = this.findIn(items, from, to, (redex) => items[redex.start]?.waiting !== undefined);
      if (!inner) continue;
      const tokens = items.slice(from, to).map((item) => item.token);
      if (isOperand((redex.macro as DefinedMacro).elements, n) || this.changesArguments(tokens)) return inner;
    }
    return undefined;
  }

  private changesArguments(tokens: readonly Token[]): boolean {
    const expanded = fullExpansion(this.unit, this.macros, tokens, this.maximum);
    let depth = 0;
    for (const token of expanded ?? []) {
      if (token.kind !== 'punctuator') continue;
      if (token.text === '(') depth++;
      else if (token.text === ')') depth--;
      if (depth < 0 || (depth === 0 && token.text === ',')) return true;
    }
    return expanded === undefined || depth !== 0;
  }

  /** Replaces the use, wherever the same use stands. */
  rewrite(items: readonly StepItem[], redex: Redex) {
    const result: StepItem[] = [];
    const { token } = items[redex.start] as StepItem;
    const use = printLine(items.slice(redex.start, redex.end + 1).map((item) => item.token));
    let first: StepItem[] | undefined;
    let count = 0;
    for (let at = 0; at < items.length; at++) {
      const item = items[at] as StepItem;
      const mayBeSame = redex.macro.parameters ? isSame(item.token, token) : item.token.text === token.text;
      const other = at === redex.start ? redex : mayBeSame ? this.redexAt(items, at, items.length) : undefined;
      if (!other || (at !== redex.start && !this.isAlike(items, other, use))) {
        result.push(item);
        continue;
      }
      const replacement = this.replacement(items, other);
      for (const replaced of replacement) result.push(replaced);
      first ??= replacement;
      count++;
      at = other.end;
    }
    const replaced = items.slice(redex.start, redex.end + 1);
    return { items: result, replaced, replacement: first as StepItem[], count };
  }

  private isAlike(items: readonly StepItem[], redex: Redex, use: string): boolean {
    const text = printLine(items.slice(redex.start, redex.end + 1).map((item) => item.token));
    return text === use && !this.mustComeFirst(items, redex);
  }

  private replacement(items: readonly StepItem[], redex: Redex): StepItem[] {
    const { macro } = redex;
    const name = items[redex.start] as StepItem;
    const close = items[redex.end] as StepItem;
    const nameHidden = redex.isolated || !name.waiting ? name.hidden : union(name.hidden, name.waiting);
    const hidden = new Set([...nameHidden].filter((other) => close.hidden.has(other) || close.waiting?.has(other)));
    hidden.add(macro);
    const waiting = redex.isolated ? name.waiting : undefined;
    const expansion = expansionOf(macro, name.token, close.token, false);
    this.budget.use = name.token;
    if (!(macro instanceof DefinedMacro)) {
      const value = builtinValue(this.unit, macro, name.token) ?? [];
      return value.map((token) => ({ token, hidden, waiting }));
    }
    const origins = new Map<Token, StepItem>();
    const withHidden = unionWith(hidden);
    const args = redex.args.map(({ from, to }, n): Argument => {
      const own = items.slice(from, to);
      return {
        raw: copies(own, origins, (item) => ({ ...item, hidden: withHidden(item.hidden), waiting })),
        expanded: copies(own, origins, (item) => ({
          ...item,
          waiting: withHidden(item.waiting ?? waiting ?? NOTHING),
        })),
        absent: redex.absent && n === redex.args.length - 1,
      };
    });
    const substituted = substitute(macro, args, expansion, this.diagnostics, this.budget);
    return stepItems(substituted, name.token, (token) => ({ token, hidden, waiting }), origins);
  }
}

const NOTHING: HideSet = new Set();
const RANKS = [0, 1, 2] as const;

function rankOf(macro: Macro): (typeof RANKS)[number] {
  if (macro.parameters) return 0;
  return macro instanceof DefinedMacro && macro.body.length === 0 ? 2 : 1;
}

/** Unions with one set, such that equal operands give the same set. */
function unionWith(hidden: HideSet): (other: HideSet) => HideSet {
  const known = new Map<HideSet, HideSet>();
  return (other) => {
    const result = known.get(other) ?? union(hidden, other);
    known.set(other, result);
    return result;
  };
}

function union(a: HideSet, b: HideSet): HideSet {
  return new Set([...a, ...b]);
}

function isPunctuator(item: StepItem | undefined, text: string): boolean {
  return item?.token.kind === 'punctuator' && item.token.text === text;
}

/** Copies of one token, which an argument was put in several times, are the same token. */
function isSame(a: Token, b: Token): boolean {
  return a.text === b.text && a.offset === b.offset && a.file === b.file;
}

/** The use with as many arguments as the macro has parameters; undefined if it has not (an error, and no use). */
function completeRedex(redex: Redex, macro: DefinedMacro, count: number): Redex | undefined {
  const { args } = redex;
  const isEmpty = args.length === 1 && args[0]?.from === args[0]?.to;
  if (count === 0) return isEmpty ? { ...redex, args: [] } : undefined;
  if (args.length === count) return { ...redex, absent: macro.variadic && count === 1 && isEmpty };
  if (!macro.variadic || args.length + 1 !== count) return undefined;
  return { ...redex, args: [...args, { from: redex.end, to: redex.end }], absent: true };
}

/** Whether the parameter is somewhere an operand of `#` or `##`. */
function isOperand(elements: readonly BodyElement[], parameter: number): boolean {
  let pasted = false;
  for (const element of elements) {
    if (element.group && isOperand(element.group, parameter)) return true;
    if (element.parameter === parameter && (element.stringify || element.pastesNext || pasted)) return true;
    pasted = element.pastesNext;
  }
  return false;
}

/** Tokens to be put in, each of which leads back to what it was. */
function copies(
  items: readonly StepItem[],
  origins: Map<Token, StepItem>,
  become: (item: StepItem) => StepItem,
): Token[] {
  return items.map((item) => {
    const token = { ...item.token, spaceBefore: item.token.spaceBefore || item.token.lineStart, lineStart: false };
    origins.set(token, become(item));
    return token;
  });
}

function stepItems(
  items: readonly Item[],
  name: Token,
  ofBody: (token: Token) => StepItem,
  origins: ReadonlyMap<Token, StepItem>,
): StepItem[] {
  const result: StepItem[] = [];
  let space: Space = afterPadding(undefined, spaceOf(name));
  for (const item of items) {
    if (item.kind === 'padding') {
      space = afterPadding(space, item);
      continue;
    }
    const token = space === undefined || space === item.spaceBefore ? item : withSpace(item, space);
    const origin = origins.get(item);
    result.push(origin ? { ...origin, token } : ofBody(token));
    space = undefined;
  }
  return result;
}
