/**
 * The real expansion of a list of tokens with given macros, apart from any file: for checking and for looking ahead. The
 * built-in macros that depend only on a place are expanded, others stand for themselves.
 */
import { DiagnosticBag, FatalDiagnostic } from '../diagnostics';
import type { Token, TokenKind } from '../token';
import type { Macro, TranslationUnit } from './api';
import { Budget } from './budget';
import { BuiltinMacro } from './builtins';
import { Expander, type TokenSource } from './expander';
import { expansionOf } from './expansions';
import { withoutPadding } from './items';
import type { AnyMacro } from './macroTable';

export type MacroMap = ReadonlyMap<string, AnyMacro>;

/** The tokens fully expanded; undefined if they are more than `maximum`, or take too much work. */
export function fullExpansion(
  unit: TranslationUnit,
  macros: MacroMap,
  tokens: readonly Token[],
  maximum: number,
): Token[] | undefined {
  const diagnostics = new DiagnosticBag(Number.POSITIVE_INFINITY);
  const budget = new Budget({ tokens: maximum * 10, steps: maximum * 50 }, diagnostics);
  const source: TokenSource = {
    peek: () => tokens[tokens.length - 1] as Token,
    nextInArguments: () => undefined,
    builtin: (macro, use) => builtinValue(unit, macro, use),
  };
  const expander = new Expander(macros, source, diagnostics, budget);
  try {
    const expanded = withoutPadding(expander.expandList(tokens, tokens[0] as Token));
    return expanded.length > maximum ? undefined : expanded;
  } catch (error) {
    if (error instanceof FatalDiagnostic) return undefined;
    throw error;
  } finally {
    expander.leaveAll();
  }
}

/** What a built-in macro stands for, if that can be told from the place of its use; else undefined. */
export function builtinValue(unit: TranslationUnit, macro: Macro, use: Token): readonly Token[] | undefined {
  const value = (kind: TokenKind, text: string): readonly Token[] => [
    { ...use, kind, text, expansion: expansionOf(macro, use, use, false) },
  ];
  if (!(macro instanceof BuiltinMacro)) return undefined;
  if (macro.name === '__LINE__') return value('number', String(unit.presumedPlace(use).line));
  if (macro.name === '__FILE__') return value('string', `"${unit.presumedPlace(use).path}"`);
  return undefined;
}
