/**
 * What one translation unit may cost. Macros can ask for more tokens than there is memory, or for more work than there is
 * time, in a few lines; every loop over tokens is charged here, so that such input ends in an error after about a second.
 */
import type { DiagnosticBag } from '../diagnostics';
import type { SourceFile } from '../source';
import type { Token } from '../token';
import type { PreprocessorLimits } from './api';

export const DEFAULT_LIMITS: PreprocessorLimits = {
  tokens: 2_000_000,
  steps: 10_000_000,
  text: 8 * 1024 * 1024,
  expansionDepth: 5_000,
  includeDepth: 200,
};

/** `#` and `##` can double a text each time; no program needs a token of more than this. */
const LONGEST_MADE_TOKEN = 1024 * 1024;
/** What reading a file costs besides its text, in characters, so that empty files are not for nothing. */
const FILE_COST = 64;

export class Budget {
  readonly limits: PreprocessorLimits;
  private tokens = 0;
  private steps = 0;
  private text = 0;
  /** The use of a macro in a file that is being expanded; it is blamed. */
  use: Token | undefined;

  constructor(
    limits: Partial<PreprocessorLimits>,
    private readonly diagnostics: DiagnosticBag,
  ) {
    this.limits = { ...DEFAULT_LIMITS, ...limits };
  }

  chargeSteps(count: number): void {
    this.steps += count;
    if (this.steps > this.limits.steps) this.exceeded(`takes more than ${this.limits.steps} steps`);
  }

  /** @param count tokens that were made. */
  chargeTokens(count: number): void {
    this.tokens += count;
    if (this.tokens > this.limits.tokens) this.exceeded(`makes more than ${this.limits.tokens} tokens`);
  }

  /** @param added UTF-16 code units that `#` or `##` adds to a token, which then has `length`. */
  chargeText(added: number, length: number): void {
    if (length > LONGEST_MADE_TOKEN) this.exceeded(`makes a token of more than ${LONGEST_MADE_TOKEN} characters`);
    this.chargeSteps(1 + (added >> 4));
  }

  chargeDepth(depth: number): void {
    if (depth > this.limits.expansionDepth) {
      this.exceeded(`is nested more than ${this.limits.expansionDepth} macros deep`);
    }
  }

  /** Charges a file that is to be read; false, without an error, when its text would be too much. */
  admits(file: SourceFile): boolean {
    this.text += file.text.length + FILE_COST;
    return this.text <= this.limits.text;
  }

  private exceeded(what: string): never {
    const token = this.use as Token;
    this.diagnostics.fatal(token, `the expansion of macro "${token.text}" ${what}`);
  }
}
