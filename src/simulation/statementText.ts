/**
 * A statement as it reads after preprocessing: the tokens between its first and last one in the unit's token list, in the source's own
 * spacing. What macros make of a line is often long, so the text is cut.
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

export function statementText(build: Build, compiled: CompiledFunction, first: Token, last: Token): string {
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
