/**
 * What one build leaves for the next. Most edits change one definition of one file, so most of a program is as it was: a
 * translation unit whose text and whose headers are the same objects as before is not read again, and what the code generator
 * made of a function that means the same is used again. Nothing here decides what a program is: a build with a cache gives what
 * a build without one gives. A cache belongs to builds of one kind, with the same data model and the same options.
 */
import { PlanCache } from './codegen';
import type { Diagnostic } from './diagnostics';
import { Library } from './library';
import { LinkCache } from './linkCache';
import { type ParsedUnit, usedFunctions, usedObjects } from './parser';
import { predefinedMacros } from './predefinedMacros';
import { LexedFiles, type TranslationUnit } from './preprocessor';
import type { IncludeKind, IncludeResolver } from './preprocessor/api';
import type { SourceFile } from './source';
import { type Settled, SplicedUnit } from './splice';
import type { DataModel } from './types';

/** A translation unit as it was compiled. */
export interface CompiledUnit {
  readonly main: SourceFile;
  readonly predefined: readonly SourceFile[];
  readonly unit: TranslationUnit;
  readonly parsed: ParsedUnit;
  readonly diagnostics: readonly Diagnostic[];
  /** What exchanges its functions' bodies, once one was edited. */
  spliced?: SplicedUnit;
}

interface Include {
  readonly spelled: string;
  readonly kind: IncludeKind;
  readonly next: boolean;
  /** Asked by a unit of the library's. */
  readonly ofLibrary: boolean;
  readonly found: SourceFile | undefined;
}

interface UnitNames {
  readonly defined: readonly string[];
  readonly used: readonly string[];
}

export class BuildCache {
  readonly lexed = new LexedFiles();
  readonly links = new LinkCache();
  readonly plans = new PlanCache();
  /** By the number of the unit in its program. */
  private readonly units = new Map<number, CompiledUnit>();
  /** What each file's #includes found, all units taken together. */
  private readonly includes = new WeakMap<SourceFile, Map<string, Include>>();
  private readonly names = new WeakMap<ParsedUnit, UnitNames>();
  private library: Library | undefined;
  private predefined: SourceFile | undefined;

  /** What a unit defines, and what it uses with external linkage and does not define. */
  namesOf(unit: ParsedUnit): UnitNames {
    let names = this.names.get(unit);
    if (!names) {
      names = readNames(unit);
      this.names.set(unit, names);
    }
    return names;
  }

  /** The unit was changed. */
  forgetNames(unit: ParsedUnit): void {
    this.names.delete(unit);
  }

  libraryOf(hosted: boolean): Library {
    if (this.library?.hosted !== hosted) this.library = new Library(hosted);
    return this.library;
  }

  predefinedOf(model: DataModel, hosted: boolean): SourceFile {
    this.predefined ??= predefinedMacros(model, hosted);
    return this.predefined;
  }

  /** Begins a build, in which `resolve` finds the files. */
  open(resolve: UnitResolver): BuildUnits {
    return new BuildUnits(this.units, this.includes, resolve);
  }
}

/** Finds what an #include names, for a unit of the program's or of the library's. */
type UnitResolver = (ofLibrary: boolean, ...include: Parameters<IncludeResolver>) => SourceFile | undefined;

/** The units of a build, those of the build before at hand. */
export class BuildUnits {
  /** Whether what a file includes is what it included before this build. */
  private readonly current = new Map<SourceFile, boolean>();
  /** Files that were not current, and are known anew. */
  private readonly renewed = new Set<SourceFile>();
  /** Where texts lie in this build that are not those of its files. */
  readonly settled: Settled[] = [];

  constructor(
    private readonly units: Map<number, CompiledUnit>,
    private readonly includes: WeakMap<SourceFile, Map<string, Include>>,
    private readonly find: UnitResolver,
  ) {}

  /** Finds a unit's files, and remembers what was found. */
  resolver(ofLibrary: boolean): IncludeResolver {
    return (spelled, kind, from, next) => {
      const list = this.listOf(from);
      const key = `${ofLibrary} ${kind} ${next} ${spelled}`;
      const known = list.get(key);
      if (known) return known.found;
      const found = this.find(ofLibrary, spelled, kind, from, next);
      list.set(key, { ofLibrary, spelled, kind, next, found });
      return found;
    };
  }

  /** The unit with that number as it was compiled before, if nothing that it was made of has changed. */
  kept(index: number, main: SourceFile, predefined: readonly SourceFile[]): CompiledUnit | undefined {
    const unit = this.units.get(index);
    if (!unit || unit.main !== main || unit.predefined.length !== predefined.length) return undefined;
    if (unit.predefined.some((file, n) => file !== predefined[n])) return undefined;
    return unit.unit.files.every((file) => this.isCurrent(file)) && this.settle(unit) ? unit : undefined;
  }

  /** The same, if only the body of one of its functions has changed: it is compiled, and the rest of the unit kept. */
  edited(
    index: number,
    main: SourceFile,
    predefined: readonly SourceFile[],
    lexed: LexedFiles,
  ): CompiledUnit | undefined {
    const unit = this.units.get(index);
    if (!unit || unit.diagnostics.length > 0 || unit.main.path !== main.path || unit.main.origin !== main.origin) {
      return undefined;
    }
    if (unit.predefined.length !== predefined.length || unit.predefined.some((file, n) => file !== predefined[n])) {
      return undefined;
    }
    if (!unit.unit.files.every((file) => this.isCurrent(file))) return undefined;
    unit.spliced ??= new SplicedUnit(unit.unit, unit.parsed, unit.main);
    const { spliced, parsed } = unit;
    if (!spliced.edit(main, lexed)) return undefined;
    const includes = this.includes.get(unit.main);
    if (includes) this.includes.set(main, includes);
    const result: CompiledUnit = { main, predefined, unit: spliced.unit, parsed, diagnostics: [], spliced };
    this.units.set(index, result);
    return this.settle(result) ? result : undefined;
  }

  /** Makes the unit's places those of this build. False when its text depends on them and is now another one. */
  private settle({ unit, spliced }: CompiledUnit): boolean {
    for (const settled of spliced?.settled() ?? []) {
      settled.file.moveTo(settled.pieces);
      this.settled.push(settled);
    }
    return unit.lineUses.every(({ file, offset, line }) => file.place(offset).line === line);
  }

  keep(index: number, unit: CompiledUnit): void {
    this.units.set(index, unit);
  }

  private listOf(file: SourceFile): Map<string, Include> {
    let list = this.includes.get(file);
    if (!list || (!this.isCurrent(file) && !this.renewed.has(file))) {
      list = new Map();
      this.includes.set(file, list);
      this.renewed.add(file);
    }
    return list;
  }

  private isCurrent(file: SourceFile): boolean {
    let current = this.current.get(file);
    if (current === undefined) {
      current = true;
      for (const { ofLibrary, spelled, kind, next, found } of this.includes.get(file)?.values() ?? []) {
        if (this.find(ofLibrary, spelled, kind, file, next) !== found) current = false;
      }
      this.current.set(file, current);
    }
    return current;
  }
}

function readNames(unit: ParsedUnit): UnitNames {
  const used = new Set<string>();
  for (const { name, definition, linkage } of usedFunctions(unit)) {
    if (linkage === 'external' && !definition) used.add(name);
  }
  for (const { name, defined, linkage } of usedObjects(unit)) {
    if (linkage === 'external' && !defined) used.add(name);
  }
  const functions = [...unit.functionSymbols.values()].filter(({ definition }) => definition);
  const objects = [...unit.linkedObjects.values()].filter(({ defined }) => defined);
  return { defined: [...functions, ...objects].map(({ name }) => name), used: [...used] };
}
