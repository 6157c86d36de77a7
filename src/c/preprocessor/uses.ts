/**
 * Finding the macro use at a place of a file: which tokens it takes, and what names mean there.
 */
import type { SourceFile } from '../source';
import type { Token } from '../token';
import type { TranslationUnit } from './api';
import type { MacroMap } from './fullExpansion';
import { DefinedMacro, isHash } from './macros';

export interface MacroUse {
  /** The name, and the arguments with their parentheses if it takes any. */
  readonly tokens: readonly Token[];
  readonly macros: MacroMap;
}

/** The use whose name covers `offset` of `file`; undefined if there is none. */
export function findUse(unit: TranslationUnit, file: SourceFile, offset: number): MacroUse | undefined {
  const place = placeInUnit(unit, file, offset);
  if (!place) return undefined;
  const tokens = unit.tokensOf(place.file);
  const index = tokenAt(tokens, place.offset);
  const name = tokens[index];
  if (name?.kind !== 'identifier') return undefined;
  let lineStart = index;
  while (!(tokens[lineStart] as Token).lineStart) lineStart--;
  const isDirective = isHash(tokens[lineStart] as Token);
  const macros = isDirective ? macrosInDirective(unit, tokens, lineStart, index) : unit.macrosAt(name);
  const macro = macros?.get(name.text);
  if (!macros || !(macro instanceof DefinedMacro)) return undefined;
  const end = macro.parameters ? closingParenthesis(tokens, index + 1, isDirective) : index;
  return end === undefined ? undefined : { tokens: tokens.slice(index, end + 1), macros };
}

/** The place in a file that was read: the file itself, or a composed one that takes its text at the offset. */
function placeInUnit(unit: TranslationUnit, file: SourceFile, offset: number) {
  if (unit.files.includes(file)) return { file, offset };
  for (const composed of unit.files) {
    const { pieces } = composed;
    for (let n = 0; n < pieces.length; n++) {
      const piece = pieces[n];
      const end = pieces[n + 1]?.start ?? composed.text.length;
      if (piece?.file !== file) continue;
      const at = piece.start + offset - piece.offset;
      if (at >= piece.start && at < end) return { file: composed, offset: at };
    }
  }
  return undefined;
}

/** The index of the token that covers the offset; -1 for none. */
function tokenAt(tokens: readonly Token[], offset: number): number {
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tokens[middle] as Token).offset <= offset) low = middle;
    else high = middle - 1;
  }
  const token = tokens[low];
  return token && token.offset <= offset && offset < token.end ? low : -1;
}

const EXPANDED_DIRECTIVES = new Set(['if', 'elif', 'include', 'include_next', 'line']);

/** What names mean on a directive's line; undefined where they are not expanded. */
function macrosInDirective(
  unit: TranslationUnit,
  tokens: readonly Token[],
  hash: number,
  index: number,
): MacroMap | undefined {
  const directive = (tokens[hash + 1] as Token).text;
  if (EXPANDED_DIRECTIVES.has(directive)) return index > hash + 1 ? unit.macrosAt(tokens[index] as Token) : undefined;
  if (directive !== 'define' || index <= hash + 2) return undefined;
  const parameters = new Set<string>();
  const open = tokens[hash + 3] as Token;
  if (open.text === '(' && !open.spaceBefore) {
    let at = hash + 4;
    for (; tokens[at]?.text !== ')' && !tokens[at]?.lineStart && tokens[at]?.kind !== 'end'; at++) {
      parameters.add(tokens[at]?.text ?? '');
    }
    if (index <= at) return undefined;
  }
  if (parameters.has((tokens[index] as Token).text)) return undefined;
  // A replacement list is expanded where the macro is used; its own name and its parameters mean no macro in it.
  const macros = new Map(unit.macrosAt(undefined));
  macros.delete((tokens[hash + 2] as Token).text);
  for (const name of parameters) macros.delete(name);
  return macros;
}

/** The index of the parenthesis that closes the one at `open`; undefined if there is none, or a directive is in between. */
function closingParenthesis(tokens: readonly Token[], open: number, inDirective: boolean): number | undefined {
  if (tokens[open]?.text !== '(' || tokens[open]?.kind !== 'punctuator') return undefined;
  let depth = 0;
  for (let at = open; ; at++) {
    const token = tokens[at] as Token;
    if (token.kind === 'end' || (token.lineStart && (inDirective || isHash(token)))) return undefined;
    if (token.kind !== 'punctuator') continue;
    if (token.text === '(') depth++;
    else if (token.text === ')' && --depth === 0) return at;
  }
}
