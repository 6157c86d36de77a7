/**
 * Statements of a body, as a tree, from tokens alone. What is kept of each is what two versions of a function are aligned
 * by: its kind, the lvalue it assigns, the function it calls, the callee in its condition, the names it declares. Elision
 * comments and directives are statements of their own, in their place. `if` and loops keep their sub-statements as
 * children; a macro that heads a loop (`for_each_possible_cpu(i) {`) is an `iteration`. A bracket without a partner ends
 * the statement that it stands in: nothing fails, whatever the text.
 */
import type { Outline, TokenRange } from '../outline';
import { directiveEnd, inFirstColumn, isDirective } from './brackets';
import { isElision } from './comments';
import { type Element, elementsOf, looksLikeDeclaration, readDeclarator } from './declarators';
import { CONTROL_WORDS, isIterationMacro } from './words';

export type StatementKind =
  | 'if'
  | 'for'
  | 'while'
  | 'do'
  | 'switch'
  | 'iteration' // name(arguments) statement: a macro that heads a loop
  | 'else' // one whose `if` is not in the text
  | 'compound'
  | 'declaration'
  | 'expression'
  | 'return'
  | 'goto'
  | 'break'
  | 'continue'
  | 'label'
  | 'case'
  | 'default'
  | 'asm'
  | 'empty' // `;` alone
  | 'directive' // `#ifdef CONFIG_NUMA` inside the body
  | 'elision' // a comment of dots: code was left out here
  | 'stray'; // a closing brace without partner

export interface Statement extends TokenRange {
  readonly kind: StatementKind;
  /** The statement without its sub-statements: `if (…)`, `for (…)`, `name:`; else the whole. */
  readonly head: TokenRange;
  /** Inside the parentheses of if, while, do, switch, for and of an iteration. */
  readonly condition: TokenRange | undefined;
  /** Sub-statements: of a compound its list, of if, loops and switch the body (a compound's list is taken out of it). */
  readonly children: readonly Statement[];
  /** Whether the body stands in braces. */
  readonly braced: boolean;
  /** Of an `if`: what stands after `else`, without the braces; undefined if there is no else. */
  readonly otherwise: readonly Statement[] | undefined;
  /** Index of the `else`, or -1. */
  readonly elseToken: number;
  /** The label, the target of goto, or the value of a case, as text. */
  readonly label: string | undefined;
  /** The left side of the outermost assignment, its tokens joined without spaces: `dev->lstats`. */
  readonly assigned: string | undefined;
  /** `=`, `+=`, `++`, … of the assignment. */
  readonly operator: string | undefined;
  /** The function called: of an expression its outermost call, or the outermost on the right of the assignment. */
  readonly callee: string | undefined;
  /** The first function called in the condition. */
  readonly conditionCallee: string | undefined;
  /** Of a declaration. */
  readonly declares: readonly string[];
}

/** Statements nested deeper are taken as flat expressions. */
const MAX_DEPTH = 200;

/** The statements in a range of tokens, usually an item's `body`. */
export function splitStatements(outline: Outline, range: TokenRange): Statement[] {
  return new Splitter(outline).list(range.first, range.end, 0);
}

/** The first statement at or after `first`; undefined when the range holds none. */
export function firstStatement(outline: Outline, range: TokenRange): Statement | undefined {
  const splitter = new Splitter(outline);
  const at = splitter.code(range.first, range.end);
  return at < range.end ? splitter.statement(at, range.end, 0) : undefined;
}

/** After the `}` of an initialiser or a compound literal. */
const ENDS_OR_GOES_ON: ReadonlySet<string> = new Set([';', ',', ')', '.', '->', '[']);

const ASSIGNMENTS = new Set(['=', '+=', '-=', '*=', '/=', '%=', '&=', '|=', '^=', '<<=', '>>=']);

type Details = Partial<Omit<Statement, 'kind' | 'first' | 'end' | 'head'>>;

class Splitter {
  private readonly tokens;
  private readonly partner;

  constructor(outline: Pick<Outline, 'tokens' | 'partner'>) {
    this.tokens = outline.tokens;
    this.partner = outline.partner;
  }

  list(first: number, end: number, depth: number): Statement[] {
    const out: Statement[] = [];
    for (let at = first; at < end; ) {
      const token = this.tokens[at]!;
      if (token.kind === 'comment') {
        if (isElision(token)) out.push(this.make('elision', at, at + 1));
        at++;
      } else if (token.kind === 'end') at++;
      else {
        const statement = this.statement(at, end, depth);
        out.push(statement);
        at = statement.end;
      }
    }
    return out;
  }

  /** Index of the first token at or after `at` that is no comment and, unless asked for, no directive. */
  code(at: number, end: number, directives = true): number {
    let index = at;
    while (index < end) {
      const token = this.tokens[index]!;
      if (token.kind === 'comment' || token.kind === 'end') index++;
      else if (!directives && isDirective(token)) index = directiveEnd(this.tokens, index);
      else break;
    }
    return Math.min(index, end);
  }

  statement(at: number, end: number, depth: number): Statement {
    const token = this.tokens[at]!;
    if (isDirective(token)) return this.make('directive', at, Math.min(directiveEnd(this.tokens, at), end));
    if (depth > MAX_DEPTH) return this.simple('expression', at, end);
    if (token.kind === 'identifier') return this.worded(at, end, depth);
    if (token.text === ';') return this.make('empty', at, at + 1);
    if (token.text === '}') return this.make('stray', at, at + 1);
    if (token.text === '{') return this.compound(at, end, depth);
    if (token.kind === 'other') return this.make('expression', at, at + 1); // no token of C
    return this.simple('expression', at, end);
  }

  private worded(at: number, end: number, depth: number): Statement {
    const { text } = this.tokens[at]!;
    switch (text) {
      case 'if':
        return this.conditional(at, end, depth);
      case 'for':
      case 'while':
      case 'switch':
        return this.loop(text, at, end, depth);
      case 'do':
        return this.doLoop(at, end, depth);
      case 'else': {
        const body = this.sub(at + 1, end, depth);
        return this.make('else', at, body.end, { first: at, end: at + 1 }, body);
      }
      case 'return':
        return this.simple('return', at, end);
      case 'goto':
      case 'break':
      case 'continue':
        return this.simple(text, at, end);
      case 'case':
      case 'default':
        return this.labelled(text, at, end);
      case 'asm':
      case '__asm__':
      case '__asm':
        return this.simple('asm', at, end);
    }
    const next = this.code(at + 1, end);
    if (this.tokens[next]?.text === ':' && next < end && this.tokens[next + 1]?.text !== ':') {
      return this.make('label', at, next + 1, undefined, { label: text });
    }
    if (this.tokens[next]?.text === '(' && next < end) {
      const iteration = this.iteration(at, next, end, depth);
      if (iteration) return iteration;
    }
    return this.simple(undefined, at, end);
  }

  /** The body of a control statement: the statement there, a compound's list taken out of its braces. */
  private sub(at: number, end: number, depth: number): { children: Statement[]; braced: boolean; end: number } {
    const children: Statement[] = [];
    let from = at;
    for (;;) {
      const next = this.code(from, end);
      if (next >= end) return { children, braced: false, end };
      const token = this.tokens[next]!;
      if (token.text === '}' && this.partner[next]! < at) return { children, braced: false, end: from };
      const statement = this.statement(next, end, depth + 1);
      if (statement.kind === 'compound' && children.length === 0) {
        return { children: [...statement.children], braced: true, end: statement.end };
      }
      children.push(statement);
      from = statement.end;
      // A label or a directive does not end the search for the body's statement.
      if (statement.kind === 'directive' || ['label', 'case', 'default'].includes(statement.kind)) continue;
      return { children, braced: false, end: from };
    }
  }

  /** The parenthesised condition after `at`; undefined when it is not there or not closed. */
  private parentheses(at: number, end: number): TokenRange | undefined {
    const open = this.code(at, end);
    const close = this.partner[open] ?? -1;
    if (open >= end || this.tokens[open]!.text !== '(' || close <= open || close >= end) return undefined;
    return { first: open + 1, end: close };
  }

  private conditional(at: number, end: number, depth: number): Statement {
    const condition = this.parentheses(at + 1, end);
    if (!condition) return this.simple('if', at, end);
    const head = { first: at, end: condition.end + 1 };
    const body = this.sub(head.end, end, depth);
    const next = this.code(body.end, end);
    if (next >= end || this.tokens[next]!.text !== 'else') {
      return this.make('if', at, body.end, head, { condition, children: body.children, braced: body.braced });
    }
    const otherwise = this.sub(next + 1, end, depth);
    return this.make('if', at, otherwise.end, head, {
      condition,
      children: body.children,
      braced: body.braced,
      otherwise: otherwise.children,
      elseToken: next,
    });
  }

  private loop(kind: 'for' | 'while' | 'switch', at: number, end: number, depth: number): Statement {
    const condition = this.parentheses(at + 1, end);
    if (!condition) return this.simple(kind, at, end);
    const head = { first: at, end: condition.end + 1 };
    const body = this.sub(head.end, end, depth);
    return this.make(kind, at, body.end, head, { condition, children: body.children, braced: body.braced });
  }

  private doLoop(at: number, end: number, depth: number): Statement {
    const body = this.sub(at + 1, end, depth);
    const word = this.code(body.end, end);
    const head = { first: at, end: at + 1 };
    const rest = { children: body.children, braced: body.braced };
    if (word >= end || this.tokens[word]!.text !== 'while') return this.make('do', at, body.end, head, rest);
    const condition = this.parentheses(word + 1, end);
    const close = condition ? condition.end + 1 : word + 1;
    const semicolon = this.code(close, end);
    const last = semicolon < end && this.tokens[semicolon]!.text === ';' ? semicolon + 1 : close;
    return this.make('do', at, last, head, { ...rest, condition });
  }

  private iteration(at: number, open: number, end: number, depth: number): Statement | undefined {
    const close = this.partner[open]!;
    if (close <= open || close >= end) return undefined;
    const next = this.code(close + 1, end);
    const after = next < end ? this.tokens[next]! : undefined;
    const named = isIterationMacro(this.tokens[at]!.text);
    if (!after) return undefined;
    if (after.text !== '{' && !(named && (after.kind === 'identifier' || after.text === '*' || after.text === '('))) {
      return undefined;
    }
    if (after.text === '{' && this.partner[next]! < 0) return undefined;
    const condition = { first: open + 1, end: close };
    const body = this.sub(close + 1, end, depth);
    return this.make(
      'iteration',
      at,
      body.end,
      { first: at, end: close + 1 },
      {
        condition,
        children: body.children,
        braced: body.braced,
        callee: this.tokens[at]!.text,
      },
    );
  }

  private compound(at: number, end: number, depth: number): Statement {
    const close = this.partner[at]!;
    if (close <= at || close >= end) return this.make('compound', at, at + 1);
    const children = this.list(at + 1, close, depth + 1);
    return this.make('compound', at, close + 1, { first: at, end: at + 1 }, { children, braced: true });
  }

  private labelled(kind: 'case' | 'default', at: number, end: number): Statement {
    for (let index = at + 1, questions = 0; index < end; index++) {
      const { text, kind: tokenKind } = this.tokens[index]!;
      if (tokenKind === 'comment') continue;
      if (text === '?') questions++;
      else if (text === ':' && questions-- === 0) {
        const label = this.join(at + 1, index);
        return this.make(kind, at, index + 1, undefined, { label });
      } else if (text === ';' || text === '{' || text === '}') break;
    }
    return this.simple(kind, at, end);
  }

  /** A statement without sub-statements, up to its `;`, or to a brace that is not its own. */
  private simple(kind: StatementKind | undefined, at: number, end: number): Statement {
    let index = at;
    while (index < end) {
      const token = this.tokens[index]!;
      if (token.kind === 'comment') {
        index++;
        continue;
      }
      if (isDirective(token)) {
        const previous = this.previousCode(index, at);
        // A macro used as a statement without semicolon ends before a directive; else the statement goes on after it.
        if (previous >= at && this.tokens[previous]!.text === ')' && this.isWholeCall(at, previous)) break;
        index = directiveEnd(this.tokens, index);
        continue;
      }
      if (token.text === ';') {
        index++;
        break;
      }
      if (token.text === '}' && index > at) break;
      const close = this.partner[index]!;
      if (close > index && close < end) {
        index = close + 1;
        const next = this.code(index, end);
        const after = next < end ? this.tokens[next]! : undefined;
        // `MACRO(x)` alone on its line, with another statement on the next.
        if (after?.kind === 'identifier' && after.lineStart && this.isWholeCall(at, close) && kind === undefined) break;
        // By the kernel's layout a brace in the first column ends what stands at file scope.
        if (token.text === '{' && !ENDS_OR_GOES_ON.has(after?.text ?? '') && inFirstColumn(this.tokens[close]!)) break;
      } else if (token.text === '{' && close < 0) {
        index++;
        break;
      } else index++;
    }
    const range = { first: at, end: Math.max(index, at + 1) };
    const elements = elementsOf(this.tokens, this.partner, range);
    const found = kind ?? (looksLikeDeclaration(elements, this.tokens) ? 'declaration' : 'expression');
    return this.make(found, range.first, this.trim(range), range, this.details(found, elements));
  }

  private trim(range: TokenRange): number {
    let { end } = range;
    while (end > range.first + 1 && this.tokens[end - 1]!.kind === 'comment') end--;
    return end;
  }

  private previousCode(at: number, limit: number): number {
    let index = at - 1;
    while (index >= limit && this.tokens[index]!.kind === 'comment') index--;
    return index;
  }

  /** Whether `at` … `close` is an identifier and one group of parentheses. */
  private isWholeCall(at: number, close: number): boolean {
    const token = this.tokens[at]!;
    return (
      token.kind === 'identifier' && !CONTROL_WORDS.has(token.text) && this.code(at + 1, close) === this.partner[close]
    );
  }

  private details(kind: StatementKind, elements: readonly Element[]): Details {
    if (kind === 'goto') return { label: elements[1]?.text };
    if (kind === 'return') return { callee: this.calleeOf(elements.slice(1)) };
    if (kind === 'expression') {
      const at = elements.findIndex((element) => ASSIGNMENTS.has(element.text));
      if (at > 0) {
        return {
          assigned: this.joinElements(elements.slice(0, at)),
          operator: elements[at]!.text,
          callee: this.calleeOf(elements.slice(at + 1)),
        };
      }
      const step = elements.findIndex((element) => element.text === '++' || element.text === '--');
      if (step >= 0) {
        const rest = elements.filter((element, n) => n !== step && element.text !== ';');
        return { assigned: this.joinElements(rest), operator: elements[step]!.text };
      }
      return { callee: this.calleeOf(elements) };
    }
    if (kind !== 'declaration') return {};
    return this.declaration(elements);
  }

  private declaration(elements: readonly Element[]): Details {
    const declares: string[] = [];
    let callee: string | undefined;
    let head: Element[] = [];
    let value: Element[] | undefined;
    const flush = (): void => {
      const declarator = readDeclarator(this.tokens, this.partner, declares.length === 0 ? head : [TYPE, ...head]);
      if (declarator.token >= 0) declares.push(declarator.name);
      if (value) callee ??= this.calleeOf(value);
      head = [];
      value = undefined;
    };
    for (const element of elements) {
      if (element.text === ',' || element.text === ';') flush();
      else if (value) value.push(element);
      else if (element.text === '=') value = [];
      else head.push(element);
    }
    if (head.length > 0) flush();
    return { declares, callee };
  }

  /** The first identifier that is called, the outermost calls first. */
  private calleeOf(elements: readonly Element[]): string | undefined {
    for (let n = 0; n + 1 < elements.length; n++) {
      if (elements[n]!.identifier && elements[n + 1]!.text === '(') return elements[n]!.text;
    }
    for (const element of elements) {
      if (element.text !== '(' || element.end - element.at > 400) continue;
      const inner = elementsOf(this.tokens, this.partner, { first: element.at + 1, end: element.end - 1 });
      const found = this.calleeOf(inner);
      if (found) return found;
    }
    return undefined;
  }

  private join(first: number, end: number): string {
    let out = '';
    for (let at = first; at < end; at++) if (this.tokens[at]!.kind !== 'comment') out += this.tokens[at]!.text;
    return out;
  }

  private joinElements(elements: readonly Element[]): string {
    return elements.map((element) => this.join(element.at, element.end)).join('');
  }

  private make(
    kind: StatementKind,
    first: number,
    end: number,
    head: TokenRange = { first, end },
    details: Details = {},
  ): Statement {
    const { condition } = details;
    const conditionCallee =
      condition && kind !== 'iteration' ? this.calleeOf(elementsOf(this.tokens, this.partner, condition)) : undefined;
    return {
      kind,
      first,
      end,
      head,
      condition,
      children: details.children ?? [],
      braced: details.braced ?? false,
      otherwise: details.otherwise,
      elseToken: details.elseToken ?? -1,
      label: details.label,
      assigned: details.assigned,
      operator: details.operator,
      callee: details.callee,
      conditionCallee,
      declares: details.declares ?? [],
    };
  }
}

/** Stands for the type that later declarators of one declaration share. */
const TYPE: Element = { at: -1, end: -1, text: 'int', identifier: true };
