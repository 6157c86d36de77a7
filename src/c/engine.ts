/**
 * The engine's façade: C sources in, a program that machines can run out. Each unit is preprocessed and parsed; what
 * they need of the C library comes along, as from an archive; the units are linked, everything gets its place in
 * memory, and modules are generated when a cut of them is first asked for.
 */
import { BuildCache, type BuildUnits } from './buildCache';
import { generateModule, layoutProgram } from './codegen';
import { type CompiledModule, type Cut, cutKey, type ProgramLayout } from './compiled';
import { type Diagnostic, DiagnosticBag, FatalDiagnostic } from './diagnostics';
import type { Library } from './library';
import { link } from './link';
import { checkIntrinsics, intrinsicNames } from './machine/intrinsics';
import { hasAttribute, hasBuiltin, type ParsedUnit, parse } from './parser';
import { preprocess, type TranslationUnit } from './preprocessor';
import type { IncludeResolver } from './preprocessor/api';
import { SourceFile } from './source';
import type { Token } from './token';
import type { FunctionSymbol } from './tree';
import type { DataModel } from './types';

export interface BuildOptions {
  readonly model: DataModel;
  /** Translation units, in the order of linking. */
  readonly units: readonly SourceFile[];
  /**
   * Finds what #include names. What it does not find is looked for among the library's headers when the program is
   * hosted.
   */
  readonly resolve: IncludeResolver;
  /** Read before each unit, after the engine's own predefined macros. */
  readonly predefined?: readonly SourceFile[];
  /** Bytes of the program's memory: a power of two from 1 MiB to 1 GiB. Default 64 MiB. */
  readonly memory?: number;
  /** Report signed overflow; a kernel is built with -fwrapv. Default false. */
  readonly reportOverflow?: boolean;
  /** `inline` without `static` has GNU's old meaning, as the kernel has it. Default false. */
  readonly gnuInline?: boolean;
  /**
   * The program is hosted: it begins at main(), and the C library and the intrinsics of `exec` are there. Default
   * false.
   */
  readonly hosted?: boolean;
  /** What an earlier build of the same kind left. */
  readonly cache?: BuildCache;
}

/** A program that compiled. */
export interface Build {
  readonly layout: ProgramLayout;
  /** The units that were asked for, in their order; those of the library are not among them. */
  readonly units: readonly TranslationUnit[];
  /** Makes the places of all tokens those of this build; other builds with the same cache may have moved them since. */
  readonly settle: () => void;
  /** Warnings. */
  readonly diagnostics: readonly Diagnostic[];
  /** The module for a cut; made once. */
  readonly module: (cut: Cut) => CompiledModule;
}

export type BuildResult =
  | { readonly ok: true; readonly build: Build }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const MEMORY = 64 * 1024 * 1024;

/** Instructions of the machine that look like functions; the code generator knows them. */
const INSTRUCTIONS: ReadonlySet<string> = new Set(['__machine_copy_word']);

/**
 * The library's units are numbered from here, each in the place of its source: a program that needs other sources than the
 * one before finds those that both need as they were compiled. The units of a program are fewer.
 */
const LIBRARY_UNITS = 1 << 20;

/** Compiles a program. Whatever is wrong with it is in the diagnostics; nothing is thrown. */
export function buildProgram(options: BuildOptions): BuildResult {
  const diagnostics = new DiagnosticBag();
  try {
    const build = new Builder(options, diagnostics).run();
    if (build && !diagnostics.hasErrors) return { ok: true, build };
  } catch (error) {
    if (!(error instanceof FatalDiagnostic)) throw error;
  }
  return { ok: false, diagnostics: diagnostics.list };
}

class Builder {
  private readonly library: Library;
  private readonly cache: BuildCache;
  private readonly kept: BuildUnits;
  /** The macros of the implementation: all that the library's units begin with. */
  private readonly builtin: SourceFile;
  /** The same, and what the program's units are given besides. */
  private readonly predefined: readonly SourceFile[];
  private readonly intrinsics: ReadonlySet<string>;
  private readonly parsed: ParsedUnit[] = [];
  /** Names that the first `indexed` units define. */
  private readonly defined = new Set<string>();
  private indexed = 0;

  constructor(
    private readonly options: BuildOptions,
    private readonly diagnostics: DiagnosticBag,
  ) {
    const hosted = options.hosted === true;
    this.cache = options.cache ?? new BuildCache();
    const library = this.cache.libraryOf(hosted);
    this.library = library;
    this.kept = this.cache.open((ofLibrary, ...include) => {
      const found = ofLibrary ? undefined : options.resolve(...include);
      return found ?? library.resolve(...include);
    });
    this.builtin = this.cache.predefinedOf(options.model, hosted);
    this.predefined = [this.builtin, ...(options.predefined ?? [])];
    this.intrinsics = intrinsicNames(hosted);
  }

  run(): Build | undefined {
    const { options, diagnostics } = this;
    this.cache.links.begin(); // what the last linking said of symbols is not what parsing said
    const units = options.units.map((unit) => this.compile(unit, this.predefined));
    if (diagnostics.hasErrors) return undefined;
    const [first] = units;
    if (options.hosted && first) this.addStart(first);
    this.addLibrary();
    const program = link(this.parsed, diagnostics, { cache: this.cache.links });
    for (const { symbol, message } of checkIntrinsics(program, options.hosted === true)) {
      diagnostics.error(symbol.token, message);
    }
    if (diagnostics.hasErrors) return undefined;
    const layout = layoutProgram(
      program,
      {
        model: options.model,
        limit: options.memory ?? MEMORY,
        reportOverflow: options.reportOverflow === true,
        intrinsics: this.intrinsics,
      },
      diagnostics,
      this.cache.plans,
      this.cache.links.editOf(program),
    );
    if (diagnostics.hasErrors) return undefined;
    const modules = new Map<string, CompiledModule>();
    const module = (cut: Cut): CompiledModule => {
      const key = cutKey(cut);
      const made = modules.get(key) ?? generateModule(layout, cut);
      modules.set(key, made);
      return made;
    };
    const { settled } = this.kept;
    const settle = (): void => {
      for (const { file, pieces } of settled) file.moveTo(pieces);
    };
    return { layout, units, diagnostics: diagnostics.list, module, settle };
  }

  private isMachines(name: string): boolean {
    return this.intrinsics.has(name) || INSTRUCTIONS.has(name);
  }

  private compile(main: SourceFile, predefined: readonly SourceFile[]): TranslationUnit {
    const { diagnostics } = this;
    const index = main.origin === 'library' ? LIBRARY_UNITS + this.library.numberOf(main) : this.parsed.length;
    const same = this.kept.kept(index, main, predefined);
    const kept = same ?? this.kept.edited(index, main, predefined);
    if (kept) {
      if (!same) this.cache.forgetNames(kept.parsed);
      this.parsed.push(kept.parsed);
      diagnostics.repeat(kept.diagnostics);
      return kept.unit;
    }
    const before = diagnostics.list.length;
    const resolve = this.kept.resolver(main.origin === 'library');
    const { lexed } = this.cache;
    const unit = preprocess(main, { resolve, predefined, hasAttribute, hasBuiltin, lexed }, diagnostics);
    const { tokens, pragmas } = unit;
    const { model, gnuInline = false } = this.options;
    const parsed = parse(tokens, { model, diagnostics, unit: index, pragmas, gnuInline });
    if (main.origin === 'library' && main !== this.library.start()) weaken(parsed);
    this.parsed.push(parsed);
    this.kept.keep(index, { main, predefined, unit, parsed, diagnostics: diagnostics.list.slice(before) });
    return unit;
  }

  /** The source that calls main(), in the form in which the program defines it. */
  private addStart(unit: TranslationUnit): void {
    const main = this.findFunction('main');
    if (!main) {
      const end = unit.tokens.at(-1) as Token;
      this.diagnostics.fatal(end, "the program does not define 'main', where it would begin");
    }
    const count = main.type.parameters.length;
    const text = `#define MAIN_PARAMETERS ${count}\n`;
    this.compile(this.library.start(), [this.builtin, new SourceFile('<main>', text, 'builtin')]);
  }

  private findFunction(name: string): FunctionSymbol | undefined {
    for (const unit of this.parsed) {
      const symbol = unit.functionSymbols.get(name);
      if (symbol?.definition && symbol.linkage === 'external') return symbol;
    }
    return undefined;
  }

  /** Parses the sources of the library that define what is still missing, and what those need. */
  private addLibrary(): void {
    const added = new Set<SourceFile>();
    for (let index = 0; index < this.parsed.length; index++) {
      for (const name of this.missing(this.parsed[index] as ParsedUnit)) {
        const source = this.library.sourceOf(name);
        if (!source || added.has(source)) continue;
        added.add(source);
        this.compile(source, [this.builtin]);
      }
    }
  }

  /** Names that a unit uses and no unit defines yet. */
  private missing(unit: ParsedUnit): string[] {
    return this.cache.namesOf(unit).used.filter((name) => !this.isMachines(name) && !this.isDefined(name));
  }

  private isDefined(name: string): boolean {
    for (; this.indexed < this.parsed.length; this.indexed++) {
      for (const own of this.cache.namesOf(this.parsed[this.indexed] as ParsedUnit).defined) this.defined.add(own);
    }
    return this.defined.has(name);
  }
}

/** What the program defines itself takes the place of the library's definition. */
function weaken(unit: ParsedUnit): void {
  for (const symbol of unit.functionSymbols.values()) {
    if (!symbol.definition || symbol.linkage !== 'external') continue;
    symbol.attributes = [...symbol.attributes, { name: 'weak', arguments: [], token: symbol.token }];
  }
  for (const variable of unit.linkedObjects.values()) {
    if (variable.defined && variable.linkage === 'external') variable.weak = true;
  }
}
