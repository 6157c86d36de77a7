/**
 * How a macro unfolds at one use, one macro at a time: what a reader wants to see, who asks what
 * `netdev_alloc_pcpu_stats(struct pcpu_lstats)` is. A step replaces the outermost use by its replacement list with the
 * arguments put in as they stand; what is a macro in there, arguments included, unfolds in later steps, from left to right.
 *
 * The preprocessor proper works in another order (6.10.3.1: arguments first), which no reader wants to follow. Here each token
 * has its own hide set (6.10.3.4), arguments wait unexpanded (`waiting`) unless `#`, `##` or a comma inside makes a
 * difference, and the result is compared with that of the real expansion. Should they ever differ, the one step that is
 * shown is the real expansion.
 */
import { DiagnosticBag, FatalDiagnostic } from '../diagnostics';
import { printLine, printTokens } from '../print';
import type { SourceFile } from '../source';
import type { Token } from '../token';
import type { Macro, TranslationUnit } from './api';
import { fullExpansion, type MacroMap } from './fullExpansion';
import { Rewriter, type StepItem } from './rewriter';
import { findUse } from './uses';

export interface ExpansionStep {
  /** The macro that this step unfolds, with its definition and parameters. */
  readonly macro: Macro;
  /** What is replaced (where it stands first, if it stands in several places), on one line. */
  readonly use: string;
  /** What it is replaced by. */
  readonly replacement: string;
  /** How often the same use stood there: an argument may have been put in several times. */
  readonly count: number;
  /** Everything, after this step. */
  readonly tokens: readonly Token[];
  readonly text: string;
}

export interface Unfolding {
  /** The use as written, on one line. */
  readonly use: string;
  /** The use's first and last token. */
  readonly first: Token;
  readonly last: Token;
  readonly steps: readonly ExpansionStep[];
  /** False if there are more steps than were asked for, or more tokens than can be shown. */
  readonly complete: boolean;
}

export interface StepLimits {
  /** Default 50. */
  readonly steps?: number;
  /** Tokens of any step. Default 5,000. */
  readonly tokens?: number;
}

/**
 * The unfolding of the macro use whose name covers `offset` of `file`: a file of the unit, or one that a composed file of the
 * unit takes a piece from. A use in the replacement list of a #define is unfolded with the macros that are defined at the
 * end. Undefined if there is no macro use.
 */
export function expandSteps(
  unit: TranslationUnit,
  file: SourceFile,
  offset: number,
  limits: StepLimits = {},
): Unfolding | undefined {
  const use = findUse(unit, file, offset);
  if (!use) return undefined;
  const { tokens, macros } = use;
  const first = tokens[0] as Token;
  const maximum = limits.tokens ?? 5_000;
  const real = fullExpansion(unit, macros, tokens, maximum);
  const result = unfold(unit, macros, tokens, limits.steps ?? 50, maximum);
  const last = result.steps.at(-1)?.tokens ?? tokens;
  const describe = (steps: readonly ExpansionStep[], complete: boolean): Unfolding => ({
    use: printLine(tokens),
    first,
    last: tokens.at(-1) as Token,
    steps,
    complete,
  });
  if (!real || !result.complete || sameTexts(last, real)) return describe(result.steps, result.complete);
  const macro = macros.get(first.text) as Macro;
  const text = printTokens(real);
  return describe([{ macro, use: printLine(tokens), replacement: text, count: 1, tokens: real, text }], true);
}

function sameTexts(a: readonly Token[], b: readonly Token[]): boolean {
  return a.length === b.length && a.every((token, n) => token.text === b[n]?.text);
}

function unfold(
  unit: TranslationUnit,
  macros: MacroMap,
  tokens: readonly Token[],
  maximumSteps: number,
  maximumTokens: number,
): { steps: ExpansionStep[]; complete: boolean } {
  const steps: ExpansionStep[] = [];
  const diagnostics = new DiagnosticBag(Number.POSITIVE_INFINITY);
  const rewriter = new Rewriter(unit, macros, diagnostics, maximumTokens);
  let items: StepItem[] = tokens.map((token) => ({ token, hidden: new Set(), waiting: undefined }));
  try {
    for (;;) {
      const redex = rewriter.find(items);
      if (!redex) return { steps, complete: true };
      if (steps.length === maximumSteps) return { steps, complete: false };
      const rewritten = rewriter.rewrite(items, redex);
      if (rewritten.items.length > maximumTokens) return { steps, complete: false };
      items = rewritten.items;
      const after = items.map((item) => item.token);
      steps.push({
        macro: redex.macro,
        use: printLine(rewritten.replaced.map((item) => item.token)),
        replacement: printTokens(rewritten.replacement.map((item) => item.token)),
        count: rewritten.count,
        tokens: after,
        text: printTokens(after),
      });
    }
  } catch (error) {
    if (error instanceof FatalDiagnostic) return { steps, complete: false };
    throw error;
  }
}
