/**
 * A statement as it reads after preprocessing: the tokens between its first and last one in the unit's token list, in
 * the source's own spacing. What macros make of a line is often long, so the text is cut.
 */
import type { CompiledFunction } from '../c/compiled';
import type { Build } from '../c/engine';
import type { Token } from '../c/token';

const MAX_LENGTH = 2000;

const indices = new WeakMap<readonly Token[], Map<Token, number>>();

function indexOf(tokens: readonly Token[], token: Token): number | undefined {
  let index = indices.get(tokens);
  if (!index) {
    index = new Map(tokens.map((one, n) => [one, n]));
    indices.set(tokens, index);
  }
  return index.get(token);
}

/** Tokens of one unit, from the first to the last, in the order of the preprocessed text. */
export interface TokenSpan {
  readonly first: Token;
  readonly last: Token;
}

/**
 * The span and the parentheses that belong to it: an expression's tree knows no parentheses, so `((i)) < n` comes as
 * `i)) < n`. A span that no unit holds, or that is balanced, comes back as it is.
 */
export function withParentheses(build: Build, compiled: CompiledFunction, span: TokenSpan): TokenSpan {
  const tokens = build.units[compiled.definition.symbol.unit]?.tokens ?? [];
  const from = indexOf(tokens, span.first);
  const to = indexOf(tokens, span.last);
  if (from === undefined || to === undefined) return span;
  let depth = 0;
  let least = 0;
  for (let n = from; n <= to; n++) {
    const { text } = tokens[n] as Token;
    if (text === '(') depth++;
    if (text === ')') depth--;
    least = Math.min(least, depth);
  }
  let [first, last] = [from, to];
  for (let missing = -least; missing > 0 && tokens[first - 1]?.text === '('; missing--) first--;
  for (let missing = depth - least; missing > 0 && tokens[last + 1]?.text === ')'; missing--) last++;
  return { first: tokens[first] as Token, last: tokens[last] as Token };
}

export function statementText(build: Build, compiled: CompiledFunction, { first, last }: TokenSpan): string {
  const unit = build.units[compiled.definition.symbol.unit];
  if (!unit) return '';
  const from = indexOf(unit.tokens, first);
  const to = indexOf(unit.tokens, last);
  if (from === undefined || to === undefined) return '';
  let text = '';
  for (let n = from; n <= to && text.length < MAX_LENGTH; n++) {
    const token = unit.tokens[n] as Token;
    text += `${n > from && (token.spaceBefore || token.lineStart) ? ' ' : ''}${token.text}`;
  }
  return text.length > MAX_LENGTH ? `${text.slice(0, MAX_LENGTH)}…` : text;
}
