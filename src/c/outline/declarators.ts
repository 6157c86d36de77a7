/**
 * Reading the head of a declaration without types: which of its identifiers is the declared name. The head is taken as
 * elements, a bracketed group being one. In order: an identifier before parentheses is a function, unless it is an
 * annotation that takes arguments; parentheses that begin with `*` hold the name of a pointer; an identifier before `[` is
 * an array; else the last identifier that is neither a keyword nor an annotation is the name.
 */

import type { Parameter, TokenRange } from '../outline';
import type { Token } from '../token';
import { directiveEnd, isDirective } from './brackets';
import {
  CONTROL_WORDS,
  isCalledAnnotation,
  isKnownAnnotation,
  isReservedWord,
  isUpperCase,
  looksLikeAnnotation,
  TAG_WORDS,
  TYPE_WORDS,
} from './words';

/** One token, or a whole bracketed group (`text` is then its opening bracket). */
export interface Element {
  readonly at: number;
  /** Index after its last token. */
  readonly end: number;
  readonly text: string;
  readonly identifier: boolean;
}

/**
 * The elements of a range, the first `most`; comments and directives are left out. A bracket without partner is an element of
 * its own.
 */
export function elementsOf(
  tokens: readonly Token[],
  partner: Int32Array,
  range: TokenRange,
  most = Number.POSITIVE_INFINITY,
): Element[] {
  const out: Element[] = [];
  for (let at = range.first; at < range.end && out.length < most; ) {
    const token = tokens[at]!;
    if (token.kind === 'comment' || token.kind === 'end') at++;
    else if (isDirective(token)) at = directiveEnd(tokens, at);
    else {
      const end = elementEnd(tokens, partner, at, range.end);
      out.push({ at, end, text: token.text, identifier: token.kind === 'identifier' });
      at = end;
    }
  }
  return out;
}

function elementEnd(tokens: readonly Token[], partner: Int32Array, at: number, limit: number): number {
  const close = partner[at]!;
  if (close <= at || close >= limit) return at + 1;
  const { text } = tokens[at]!;
  return text === '(' || text === '[' || text === '{' ? close + 1 : at + 1;
}

export interface Declarator {
  readonly name: string;
  /** Index of the name's token, or -1. */
  readonly token: number;
  /** The parameter list's parentheses, when it declares a function. */
  readonly parameters: TokenRange | undefined;
}

const NONE: Declarator = { name: '', token: -1, parameters: undefined };

/**
 * The declarator in a head: its elements up to, not including, the `=`, `,`, `;`, `:` or `{` that ends it. `tagged` says
 * that a struct, union or enum specifier with its braces came before and is not among the elements.
 */
export function readDeclarator(
  tokens: readonly Token[],
  partner: Int32Array,
  elements: readonly Element[],
  tagged = false,
): Declarator {
  return (
    functionDeclarator(tokens, elements, tagged) ??
    pointerDeclarator(tokens, partner, elements) ??
    plainDeclarator(elements, tagged) ??
    NONE
  );
}

function functionDeclarator(
  tokens: readonly Token[],
  elements: readonly Element[],
  tagged: boolean,
): Declarator | undefined {
  let first: Declarator | undefined;
  for (let n = 0; n + 1 < elements.length; n++) {
    const element = elements[n]!;
    const group = elements[n + 1]!;
    if (!element.identifier || group.text !== '(') continue;
    if (isCalledAnnotation(element.text) || isReservedWord(element.text)) continue;
    if (TAG_WORDS.has(elements[n - 1]?.text ?? '')) continue; // a tag: `enum state (*f)(void)`
    if (elements[n + 2]?.text === '(' && tokens[group.at + 1]?.text === '*') continue; // a type: `irqreturn_t (*f)(int)`
    if (tagged && looksLikeAnnotation(element.text)) continue;
    const found = { name: element.text, token: element.at, parameters: { first: group.at, end: group.end } };
    // An annotation that nobody listed may stand before the name: `__foo(1) int bar(void)`, `FOO(1) int bar(void)`.
    const doubtful = looksLikeAnnotation(element.text) || (n === 0 && !tagged);
    if (first === undefined) {
      if (!doubtful) return found;
      first = found;
    } else if (!looksLikeAnnotation(element.text) && !isUpperCase(element.text)) return found;
  }
  if (first === undefined) return undefined;
  const before = elements.findIndex((element) => element.at === first.token);
  const declaresLater = elements.slice(before + 2).some((e) => e.identifier && !looksLikeAnnotation(e.text));
  return before === 0 && declaresLater && !tagged ? undefined : first;
}

/** `(*name)(…)`, `(*name[3])(…)`, `(*name(parameters))(…)`. */
function pointerDeclarator(
  tokens: readonly Token[],
  partner: Int32Array,
  elements: readonly Element[],
): Declarator | undefined {
  for (let n = 0; n < elements.length; n++) {
    const group = elements[n]!;
    const previous = elements[n - 1];
    if (group.text !== '(' || (previous?.identifier && isCalledAnnotation(previous.text))) continue;
    const inner = elementsOf(tokens, partner, { first: group.at + 1, end: group.end - 1 });
    if (inner.length === 1 && inner[0]!.identifier && elements[n + 1]?.text === '(' && n > 0) {
      const parameters = { first: elements[n + 1]!.at, end: elements[n + 1]!.end };
      return { name: inner[0]!.text, token: inner[0]!.at, parameters }; // `int (name)(void)`
    }
    const star = inner.findIndex((element) => element.text === '*' || element.text === '^');
    if (star < 0 || star > 1 || inner.length > 40) continue;
    for (let at = star + 1; at < inner.length; at++) {
      const element = inner[at]!;
      if (element.text === '(' && at === star + 1) return pointerDeclarator(tokens, partner, [element]);
      if (!element.identifier || isReservedWord(element.text)) continue;
      if (looksLikeAnnotation(element.text) && inner[at + 1]?.identifier) continue;
      const next = inner[at + 1];
      const parameters = next?.text === '(' ? { first: next.at, end: next.end } : undefined;
      return { name: element.text, token: element.at, parameters };
    }
  }
  return undefined;
}

function plainDeclarator(elements: readonly Element[], tagged: boolean): Declarator | undefined {
  const candidates: Element[] = [];
  for (let n = 0; n < elements.length; n++) {
    const element = elements[n]!;
    if (!element.identifier || isReservedWord(element.text)) continue;
    const previous = elements[n - 1]?.text;
    if (TAG_WORDS.has(previous ?? '')) continue;
    const next = elements[n + 1];
    if (next?.text === '[') return { name: element.text, token: element.at, parameters: undefined };
    if (next?.text === '(') continue;
    candidates.push(element);
  }
  const hasType = elements.some((element) => TYPE_WORDS.has(element.text)) || tagged;
  const sure = candidates.filter((element) => !looksLikeAnnotation(element.text));
  // `foo_t __read_mostly __x`: with a type that is no keyword, the first of the sure ones is the type.
  const named = hasType || sure.length > 1 ? sure.at(-1) : undefined;
  const rest = candidates.filter((element) => !isKnownAnnotation(element.text));
  const chosen = named ?? (tagged ? undefined : rest.at(-1));
  return chosen && { name: chosen.text, token: chosen.at, parameters: undefined };
}

/** The parameters between a pair of parentheses (the range includes them); `(void)` and `()` give none. */
export function readParameters(
  tokens: readonly Token[],
  partner: Int32Array,
  group: TokenRange,
  kind: 'declaration' | 'names',
): Parameter[] {
  const inner = { first: group.first + 1, end: Math.max(group.first + 1, group.end - 1) };
  const elements = elementsOf(tokens, partner, inner);
  if (elements.length === 0) return [];
  if (elements.length === 1 && elements[0]!.text === 'void' && kind === 'declaration') return [];
  const out: Parameter[] = [];
  let part: Element[] = [];
  const flush = (first: number, end: number): void => {
    let name = '';
    if (part.at(-1)?.text === '...') name = part.length === 1 ? '...' : part[0]!.text;
    else if (kind === 'names') name = part.map((element) => element.text).join('');
    else if (part.length > 1 || part[0]?.text === '(') name = readDeclarator(tokens, partner, part).name;
    out.push({ name, first, end });
    part = [];
  };
  let first = elements[0]!.at;
  for (const element of elements) {
    if (element.text === ',') {
      flush(first, element.at);
      first = element.end;
    } else part.push(element);
  }
  flush(first, inner.end);
  return out;
}

/** Whether elements begin a declaration rather than an expression statement. */
export function looksLikeDeclaration(elements: readonly Element[], tokens: readonly Token[]): boolean {
  const [a, b, c] = elements;
  if (!a?.identifier || CONTROL_WORDS.has(a.text)) return false;
  if (isReservedWord(a.text)) return true;
  if (!b) return false;
  if (b.identifier) return true;
  if (b.text === '(' && c?.text === '(') return ['*', '^'].includes(tokens[b.at + 1]?.text ?? '');
  if (b.text === '(' && c?.identifier) return true;
  if (b.text !== '*') return false;
  let n = 1;
  while (elements[n]?.text === '*' || (elements[n]?.identifier && isReservedWord(elements[n]!.text))) n++;
  if (!elements[n]?.identifier) return false;
  const after = elements[n + 1];
  return after === undefined || after.identifier || [';', '=', ',', '[', '(', ')'].includes(after.text);
}
