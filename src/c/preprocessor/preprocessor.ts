/**
 * The preprocessor (C11 6.10) of one translation unit: reads files token by token, hands directives to `directives.ts` and
 * macro uses to `expander.ts`, and gathers the fully expanded tokens with what else is known of the unit. Files being read
 * are a stack; nothing here is recursive.
 */
import type { DiagnosticBag } from '../diagnostics';
import type { Place, SourceFile } from '../source';
import type { Token } from '../token';
import type { LineUse, Macro, Pragma, PreprocessorOptions, TranslationUnit } from './api';
import { Budget } from './budget';
import { BuiltinEvaluator } from './builtinEvaluator';
import type { BuiltinMacro } from './builtins';
import { type Condition, Directives } from './directives';
import { Expander, type TokenSource } from './expander';
import { afterPadding, type Item, type Space, withSpace } from './items';
import { type LexedFile, LexedFiles } from './lexedFiles';
import { LineDirectives } from './lineDirectives';
import { type AnyMacro, MacroTable } from './macroTable';

/** A file that is being read. */
export interface FileFrame {
  readonly file: LexedFile;
  /** Index of the next token. */
  at: number;
  /** Index of the next directive. */
  directive: number;
  /** Offset up to which the lexer's errors have been looked at. */
  checked: number;
  /** The conditional groups that are open, outermost first. */
  readonly conditions: Condition[];
}

/**
 * Preprocesses a translation unit. Errors go to `diagnostics`, and reading goes on after them.
 * @throws FatalDiagnostic when a limit is exceeded.
 */
export function preprocess(
  main: SourceFile,
  options: PreprocessorOptions,
  diagnostics: DiagnosticBag,
): TranslationUnit {
  return new Preprocessor(main, options, diagnostics).run();
}

export class Preprocessor implements TokenSource {
  readonly table: MacroTable;
  readonly lines = new LineDirectives();
  readonly budget: Budget;
  readonly expander: Expander;
  readonly frames: FileFrame[] = [];
  readonly pragmas: Pragma[] = [];
  readonly output: Token[] = [];
  private readonly lexed: LexedFiles;
  private readonly directives: Directives;
  private readonly builtins: BuiltinEvaluator;
  private readonly files = new Set<SourceFile>();
  private readonly once = new Set<SourceFile>();
  private readonly scratch: Item[] = [];
  /** How far the tokens in `scratch` are counted, and how many there are so far. */
  private counted = 0;
  private expanded = 0;

  constructor(
    readonly main: SourceFile,
    readonly options: PreprocessorOptions,
    readonly diagnostics: DiagnosticBag,
  ) {
    this.table = new MacroTable(options.macros);
    this.lexed = options.lexed ?? new LexedFiles();
    this.budget = new Budget(options.limits ?? {}, diagnostics);
    this.expander = new Expander(this.table, this, diagnostics, this.budget);
    this.directives = new Directives(this);
    this.builtins = new BuiltinEvaluator(this);
  }

  run(): TranslationUnit {
    try {
      return this.readUnit();
    } finally {
      this.expander.leaveAll(); // after a FatalDiagnostic: macros outlive the run
    }
  }

  private readUnit(): TranslationUnit {
    for (const file of this.options.predefined ?? []) this.readWhole(file);
    this.output.length = 0;
    this.pragmas.length = 0;
    this.files.clear();
    this.readWhole(this.main);
    const { tokens } = this.lexed.get(this.main);
    this.output.push(tokens[tokens.length - 1] as Token);
    return new Unit(this.main, this.output, [...this.files], this.pragmas, this.table, this.lines, this.lexed);
  }

  get frame(): FileFrame {
    return this.frames[this.frames.length - 1] as FileFrame;
  }

  private readWhole(file: SourceFile): void {
    if (!this.budget.admits(file)) {
      const start: Token = {
        kind: 'end', text: '', file, offset: 0, end: 0, spaceBefore: false, lineStart: true, expansion: undefined,
      }; // biome-ignore format: one property after another says nothing
      this.diagnostics.fatal(start, this.tooLarge(file));
    }
    this.enterFile(file, undefined);
    while (this.frames.length > 0) this.readText(this.frame);
  }

  /** Reads a file from where it stands to its end, or to an #include. */
  private readText(frame: FileFrame): void {
    const { tokens, directives } = frame.file;
    const { output, table, frames } = this;
    const depth = frames.length;
    while (frames.length === depth) {
      const stop = directives[frame.directive]?.start ?? tokens.length - 1;
      while (frame.at < stop) {
        const token = tokens[frame.at++] as Token;
        if (token.kind === 'identifier') {
          table.reading = token;
          const macro = table.get(token.text);
          if (macro) this.expand(token, macro);
          else output.push(token);
        } else output.push(token);
      }
      if (frame.at > stop) continue; // a macro's arguments went on behind a directive
      if (frame.directive < directives.length) this.directives.read(frame, false);
      else {
        this.leaveFile(frame);
        return;
      }
    }
  }

  /** Index that the next token of the unit will have; what the current expansion has made so far is counted. */
  get position(): number {
    for (; this.counted < this.scratch.length; this.counted++) {
      if (this.scratch[this.counted]?.kind !== 'padding') this.expanded++;
    }
    return this.output.length + this.expanded;
  }

  private expand(use: Token, macro: AnyMacro): void {
    const { scratch, output } = this;
    this.expander.expandUse(use, macro, scratch);
    let space: Space;
    for (const item of scratch) {
      if (item.kind === 'padding') space = afterPadding(space, item);
      else {
        output.push(space === undefined || space === item.spaceBefore ? item : withSpace(item, space));
        space = undefined;
      }
    }
    scratch.length = 0;
    this.counted = 0;
    this.expanded = 0;
  }

  // ---------------------------------------------------------------- files

  /** Begins to read an included file, unless its guard or #pragma once makes that pointless. */
  include(file: SourceFile, blame: Token): void {
    if (this.once.has(file)) return;
    if (this.frames.length >= this.budget.limits.includeDepth) {
      const { includeDepth } = this.budget.limits;
      this.diagnostics.error(blame, `#include nested depth ${includeDepth} exceeds maximum of ${includeDepth}`);
    } else if (this.isGuarded(file)) return;
    else if (!this.budget.admits(file)) this.diagnostics.fatal(blame, this.tooLarge(file));
    else this.enterFile(file, blame);
  }

  /** The file was read, and its guard says that reading it again changes nothing. */
  private isGuarded(file: SourceFile): boolean {
    if (!this.files.has(file)) return false;
    const { guard } = this.lexed.get(file);
    return guard !== undefined && this.table.get(guard.text) !== undefined;
  }

  private tooLarge(file: SourceFile): string {
    return `${file.path}: more than ${this.budget.limits.text} characters to read in one translation unit`;
  }

  private enterFile(source: SourceFile, token: Token | undefined): void {
    const file = this.lexed.get(source);
    this.frames.push({ file, at: 0, directive: 0, checked: 0, conditions: [] });
    this.files.add(source);
    this.table.enterFile(source, token);
    this.diagnostics.noteInclusion(source, token);
  }

  private leaveFile(frame: FileFrame): void {
    this.checkLexed(frame, frame.file.source.text.length + 1);
    for (const { token, name } of frame.conditions) this.diagnostics.error(token, `unterminated #${name}`);
    this.frames.pop();
    this.table.leaveFile(frame.file.source);
  }

  /** #pragma once: the file is not read again. */
  readOnce(file: SourceFile): void {
    this.once.add(file);
  }

  /**
   * Reports what the lexer found between what was last checked and `end`, which is text that counts.
   * @param severity of a literal without its end.
   */
  checkLexed(frame: FileFrame, end: number, severity: 'error' | 'warning' = 'error'): void {
    const { errors } = frame.file;
    if (errors.length === 0) return;
    for (const { token, message, severity: own } of errors) {
      const unended = own === 'error' && (token.kind === 'string' || token.kind === 'character');
      if (token.offset >= frame.checked && token.offset < end)
        this.diagnostics[unended ? severity : own](token, message);
    }
    frame.checked = end;
  }

  // ---------------------------------------------------------------- what the expander asks

  peek(): Token {
    const { frame } = this;
    return frame.file.tokens[frame.at] as Token;
  }

  nextInArguments(): Token | undefined {
    const { frame } = this;
    for (;;) {
      const token = frame.file.tokens[frame.at] as Token;
      if (token.kind === 'end') return undefined;
      if (frame.file.directives[frame.directive]?.start === frame.at) this.directives.read(frame, true);
      else {
        frame.at++;
        return token;
      }
    }
  }

  builtin(macro: BuiltinMacro, use: Token, inArgument: boolean): readonly Item[] | undefined {
    return this.builtins.evaluate(macro, use, inArgument);
  }

  /** Macro-expands a directive's tokens. */
  expandLine(tokens: readonly Token[], blame: Token): Item[] {
    return this.directives.expand(tokens, blame);
  }

  get inDirective(): boolean {
    return this.directives.busy;
  }

  pragma(token: Token, line: readonly Token[]): void {
    this.directives.pragma(token, line);
  }
}

class Unit implements TranslationUnit {
  constructor(
    readonly main: SourceFile,
    readonly tokens: readonly Token[],
    readonly files: readonly SourceFile[],
    readonly pragmas: readonly Pragma[],
    private readonly table: MacroTable,
    private readonly lines: LineDirectives,
    private readonly lexed: LexedFiles,
  ) {}

  get macros(): readonly Macro[] {
    return this.table.defined;
  }

  get macroLookups(): ReadonlyMap<Macro, readonly Token[]> {
    return this.table.lookups;
  }

  get lineUses(): readonly LineUse[] {
    return this.lines.uses;
  }

  macrosAt(token: Token | undefined): ReadonlyMap<string, AnyMacro> {
    return this.table.at(token);
  }

  tokensOf(file: SourceFile): readonly Token[] {
    return this.lexed.get(file).tokens;
  }

  presumedPlace(token: Token): Place {
    return this.lines.presumedPlace(token);
  }
}
