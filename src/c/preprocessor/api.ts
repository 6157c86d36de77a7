/**
 * What goes into the preprocessor and what comes out: options with an include resolver (the engine reads no disk), the
 * limits that keep hostile input bounded, macros with their provenance, and the translation unit.
 */
import type { Place, SourceFile } from '../source';
import type { Token } from '../token';
import type { LexedFiles } from './lexedFiles';
import type { AnyMacro } from './macroTable';

/** `"spelled"` or `<spelled>`. */
export type IncludeKind = 'quoted' | 'angled';

/**
 * Finds the file that an #include names. The same file must be the same object each time. With `next` (#include_next) the
 * search goes on after the directory in which `from` was found.
 */
export type IncludeResolver = (
  spelled: string,
  kind: IncludeKind,
  from: SourceFile,
  next: boolean,
) => SourceFile | undefined;

export interface PreprocessorLimits {
  /** Tokens that macro expansion may make, in all. Default 2,000,000. */
  readonly tokens: number;
  /** Tokens that macro expansion may look at, in all. Default 10,000,000. */
  readonly steps: number;
  /** UTF-16 code units that may be read, a file counting each time that it is included. Default 8 Mi. */
  readonly text: number;
  /** Macro expansions inside one another. Default 5,000. */
  readonly expansionDepth: number;
  /** Nesting of #include. Default 200, as in gcc. */
  readonly includeDepth: number;
}

export interface PreprocessorOptions {
  readonly resolve?: IncludeResolver;
  /** What names mean before anything is read; without it, the built-in macros' names alone mean something. */
  readonly macros?: ReadonlyMap<string, AnyMacro>;
  /** Files read before the main one, such as `predefinedMacros(model)`; their tokens other than directives are dropped. */
  readonly predefined?: readonly SourceFile[];
  /** `__DATE__`'s text, `Mmm dd yyyy`. Default `Jan  1 1970`, so that results repeat. */
  readonly date?: string;
  /** `__TIME__`'s text, `hh:mm:ss`. Default `00:00:00`. */
  readonly time?: string;
  /** Answers `__has_attribute`, given the name without the underscores around it. Default: none. */
  readonly hasAttribute?: (name: string) => boolean;
  /** Answers `__has_builtin`. Default: none. */
  readonly hasBuiltin?: (name: string) => boolean;
  readonly limits?: Partial<PreprocessorLimits>;
  /** Lexed files, kept from one run to the next. */
  readonly lexed?: LexedFiles;
}

/** A macro as one #define makes it. */
export interface Macro {
  readonly name: string;
  /** Its name in the #define; undefined for a built-in macro such as `__LINE__`. */
  readonly definition: Token | undefined;
  /** Undefined for an object-like macro. For `...` the name is `__VA_ARGS__`. */
  readonly parameters: readonly string[] | undefined;
  /** The last parameter takes all remaining arguments. */
  readonly variadic: boolean;
  /** The replacement list as written. */
  readonly body: readonly Token[];
}

/** A #pragma or _Pragma that the preprocessor does not act on. */
export interface Pragma {
  /** Index into the unit's tokens of the token before which it stands. */
  readonly before: number;
  /** What follows `#pragma`, not macro-expanded; without an `end` token. */
  readonly tokens: readonly Token[];
  /** The `pragma` or `_Pragma` itself. */
  readonly token: Token;
}

/** A place whose line is part of a unit's text. */
export interface LineUse {
  readonly file: SourceFile;
  readonly offset: number;
  readonly line: number;
}

export interface TranslationUnit {
  readonly main: SourceFile;
  /** Fully expanded; the last one is of kind `end`. */
  readonly tokens: readonly Token[];
  /** Every macro that was defined, in order, also those undefined again. Built-in ones are not among them. */
  readonly macros: readonly Macro[];
  /** The files that were read, in order of first inclusion, the main file first; predefined ones not included. */
  readonly files: readonly SourceFile[];
  /**
   * Where the unit's text depends on what a macro is: for each macro the tokens, as they stand in files, at which its name was looked up
   * and it was found. In a directive that is the `#`. A macro that is not among them could be any other one of its name.
   */
  readonly macroLookups: ReadonlyMap<Macro, readonly Token[]>;
  readonly pragmas: readonly Pragma[];
  /**
   * What names mean (built-in macros included) at a token as written in a file, where the file is read for the first time; at
   * the end of the unit without a token, or if its file was not read.
   */
  macrosAt(token: Token | undefined): ReadonlyMap<string, AnyMacro>;
  /** Where `__LINE__` was replaced by a line of a composed file: the text is another one when the piece moves to another line. */
  readonly lineUses: readonly LineUse[];
  /** A file's tokens as written, comments left out, the last one of kind `end`. */
  tokensOf(file: SourceFile): readonly Token[];
  /** The place that #line gives to a token's outermost use; its real place if no #line speaks of it. */
  presumedPlace(token: Token): Place;
}
