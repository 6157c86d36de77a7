/**
 * Matching brackets in C text that is not preprocessed. One stack of open brackets; at `#if` it is remembered, at `#else` and
 * `#elif` taken back, so that each branch starts from the same nesting, and at `#endif` the first branch's nesting goes on
 * (the last one's after `#if 0`). Where two branches open the same bracket (`if (a) {` … `#else` … `if (b) {`), both get the
 * closing one as partner. If brackets stay open, the text is matched again trusting the kernel's layout: a `}` in the first
 * column ends a top-level item whatever seems open. The better of the two is the result.
 */
import type { Token } from '../token';

export interface Brackets {
  /** For each bracket token its partner's index, or -1. */
  readonly partner: Int32Array;
  /** Openers of a later branch of an `#if`, each with the opener of the first branch whose closing bracket it shares. */
  readonly shared: ReadonlyMap<number, number>;
}

interface Conditional {
  /** Open brackets at the `#if`. */
  readonly before: readonly number[];
  /** Open brackets at the end of each finished branch. */
  readonly ends: (readonly number[])[];
  readonly disabled: boolean;
}

/** Brackets nested deeper are left unmatched; it keeps the time linear whatever the text. */
const MAX_NESTING = 256;

const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** Whether a token is a `#` that begins a directive. */
export function isDirective(token: Token): boolean {
  return token.lineStart && (token.text === '#' || token.text === '%:') && token.kind === 'punctuator';
}

/** Index after the last token of the directive that begins at `at`, comments on its line included. */
export function directiveEnd(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (tokens[end]!.kind !== 'end' && !tokens[end]!.lineStart) end++;
  return end;
}

/** Index of the directive that ends the branch which the conditional directive at `at` begins; of the end of the text if none does. */
export function branchEnd(tokens: readonly Token[], at: number): number {
  let depth = 0;
  let index = directiveEnd(tokens, at);
  for (; tokens[index]!.kind !== 'end'; index++) {
    if (!isDirective(tokens[index]!)) continue;
    const word = tokens[index + 1]!.text;
    if (depth === 0 && /^(el|endif)/.test(word)) return index;
    if (word === 'endif') depth--;
    else if (word === 'if' || word === 'ifdef' || word === 'ifndef') depth++;
  }
  return index;
}

/** Partners of all brackets. Linear in the number of tokens for nesting that is bounded. */
export function matchBrackets(tokens: readonly Token[]): Brackets {
  const plain = match(tokens, false);
  if (plain.unmatched === 0) return plain;
  const byLayout = match(tokens, true);
  return byLayout.unmatched <= plain.unmatched ? byLayout : plain;
}

function match(tokens: readonly Token[], byLayout: boolean): Brackets & { readonly unmatched: number } {
  const partner = new Int32Array(tokens.length).fill(-1);
  const shared = new Map<number, number>();
  const conditionals: Conditional[] = [];
  let open: number[] = [];
  let unmatched = 0;

  const endBranch = (): void => {
    conditionals.at(-1)?.ends.push(open);
  };
  const conditional = (word: string, argument: string): void => {
    if (word === 'if' || word === 'ifdef' || word === 'ifndef') {
      conditionals.push({ before: open, ends: [], disabled: word === 'if' && argument === '0' });
      open = open.slice();
    } else if (word === 'else' || word === 'elif' || word === 'elifdef' || word === 'elifndef') {
      const top = conditionals.at(-1);
      if (!top) return;
      endBranch();
      open = top.before.slice();
    } else if (word === 'endif') {
      endBranch();
      const top = conditionals.pop();
      if (!top) return;
      // What `#if 0` leaves open is in no program.
      const live = top.ends.length > 1 ? top.ends.at(-1)! : top.before;
      const chosen = top.disabled ? live : top.ends[0]!;
      for (const other of top.ends) {
        if (other === chosen || other.length !== chosen.length) continue;
        other.forEach((opener, n) => {
          if (opener !== chosen[n]) shared.set(opener, chosen[n]!);
        });
      }
      open = chosen.slice();
    }
  };
  const close = (at: number, text: string): void => {
    let depth = open.length - 1;
    // A `)` or `]` does not close over a brace; a `}` closes over what was left open inside it.
    while (depth >= 0 && CLOSER[tokens[open[depth]!]!.text] !== text) {
      if (text !== '}' && tokens[open[depth]!]!.text === '{') depth = -1;
      else depth--;
    }
    if (text === '}' && byLayout && tokens[at]!.lineStart && inFirstColumn(tokens[at]!)) {
      depth = open.findIndex((opener) => tokens[opener]!.text === '{');
    }
    if (depth < 0) {
      unmatched++;
      return;
    }
    unmatched += open.length - 1 - depth;
    const opener = open[depth]!;
    open.length = depth;
    partner[at] = opener;
    if (partner[opener] === -1) partner[opener] = at;
  };

  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at]!;
    if (token.kind !== 'punctuator') continue;
    if (isDirective(token)) {
      const end = directiveEnd(tokens, at);
      const [name, condition] = tokens.slice(at + 1, Math.min(end, at + 3));
      conditional(name?.text ?? '', condition?.text === '0' && at + 3 >= end ? '0' : '');
      matchDirective(tokens, at, end, partner);
      at = end - 1;
      continue;
    }
    const { text } = token;
    if (text === '(' || text === '[' || text === '{') {
      if (open.length < MAX_NESTING) open.push(at);
      else unmatched++;
    } else if (text === ')' || text === ']' || text === '}') close(at, text);
  }
  unmatched += open.length;
  for (const [opener, chosen] of shared) if (partner[opener] === -1) partner[opener] = partner[chosen]!;
  return { partner, shared, unmatched };
}

/** Brackets inside one directive match among themselves. */
function matchDirective(tokens: readonly Token[], first: number, end: number, partner: Int32Array): void {
  const open: number[] = [];
  for (let at = first; at < end; at++) {
    const { kind, text } = tokens[at]!;
    if (kind !== 'punctuator') continue;
    if (text === '(' || text === '[' || text === '{') open.push(at);
    else if (text === ')' || text === ']' || text === '}') {
      const top = open.at(-1);
      if (top === undefined || CLOSER[tokens[top]!.text] !== text) continue;
      open.pop();
      partner[at] = top;
      partner[top] = at;
    }
  }
}

/** Whether nothing stands before a token on its line. */
export function inFirstColumn(token: Token): boolean {
  return token.offset === 0 || token.file.text.charCodeAt(token.offset - 1) === 10;
}
