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
import { type DefinitionChanges, definitionChanges } from './preprocessor/definitionChanges';
import type { SourceFile } from './source';
import { type ChangesBetween, type Settled, SplicedUnit } from './splice';
import type { FunctionSymbol } from './tree';
import type { DataModel } from './types';

/** A translation unit as it was compiled. */
export interface CompiledUnit {
  readonly main: SourceFile;
  readonly predefined: readonly SourceFile[];
  readonly unit: TranslationUnit;
  readonly parsed: ParsedUnit;
  readonly diagnostics: readonly Diagnostic[];
  /** What exchanges its functions' bodies, once it was edited. */
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
  private readonly changes = new WeakMap<SourceFile, WeakMap<SourceFile, DefinitionChanges | 'more'>>();
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
    return new BuildUnits(this.units, this.includes, this.lexed, resolve, this.changesBetween);
  }

  private readonly changesBetween: ChangesBetween = (before, now) => {
    let changes = this.changes.get(before);
    if (!changes) {
      changes = new WeakMap();
      this.changes.set(before, changes);
    }
    let found = changes.get(now);
    if (!found) {
      found = definitionChanges(this.lexed.get(before), this.lexed.get(now)) ?? 'more';
      changes.set(now, found);
    }
    return found === 'more' ? undefined : found;
  };
}

/** Finds what an #include names, for a unit of the program's or of the library's. */
type UnitResolver = (ofLibrary: boolean, ...include: Parameters<IncludeResolver>) => SourceFile | undefined;

/** What an #include finds that found something else before. */
interface Refound {
  readonly before: SourceFile | undefined;
  readonly now: SourceFile | undefined;
}

/** The units of a build, those of the build before at hand. */
export class BuildUnits {
  /** Which #includes of a file find others than before this build. */
  private readonly refound = new Map<SourceFile, readonly Refound[]>();
  /** Files that were not current, and are known anew. */
  private readonly renewed = new Set<SourceFile>();
  /** Where texts lie in this build that are not those of its files. */
  readonly settled: Settled[] = [];
  private readonly settledFiles = new Set<SourceFile>();

  constructor(
    private readonly units: Map<number, CompiledUnit>,
    private readonly includes: WeakMap<SourceFile, Map<string, Include>>,
    private readonly lexed: LexedFiles,
    private readonly find: UnitResolver,
    private readonly changesBetween: ChangesBetween,
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
    if (!unit || unit.main !== main || !sameFiles(unit.predefined, predefined)) return undefined;
    return unit.unit.files.every((file) => this.isCurrent(file)) && this.settle(unit) ? unit : undefined;
  }

  /** The same, if only bodies of its functions have changed, and macros that only these use: they are compiled, and the rest of the unit kept. */
  edited(index: number, main: SourceFile, predefined: readonly SourceFile[]): CompiledUnit | undefined {
    const unit = this.units.get(index);
    if (!unit || unit.diagnostics.length > 0 || !isVersion(unit.main, main)) return undefined;
    const replaced = sameFiles(unit.predefined, predefined) ? this.replacedHeaders(unit.unit) : undefined;
    if (!replaced) return undefined;
    unit.spliced ??= new SplicedUnit(unit.unit, unit.parsed, unit.main, this.changesBetween, this.lexed);
    const { spliced, parsed } = unit;
    this.units.delete(index);
    if (!spliced.edit(main, replaced)) return undefined;
    for (const file of unit.unit.files) {
      this.carryIncludes(file, file === unit.main ? main : (replaced.get(file) ?? file));
    }
    const result: CompiledUnit = { main, predefined, unit: spliced.unit, parsed, diagnostics: [], spliced };
    this.units.set(index, result);
    return this.settle(result) ? result : undefined;
  }

  /** The headers of a unit that are others now, and what takes their place; undefined when that is not another version of the file. */
  private replacedHeaders({ files }: TranslationUnit): ReadonlyMap<SourceFile, SourceFile> | undefined {
    const replaced = new Map<SourceFile, SourceFile>();
    for (const file of files) {
      for (const { before, now } of this.refoundIn(file)) {
        if (!before || !now || !isVersion(before, now) || !this.changesBetween(before, now)) return undefined;
        replaced.set(before, now);
      }
    }
    return replaced;
  }

  /** What takes the place of a file, or the file itself, includes by the same lines what these find now. */
  private carryIncludes(file: SourceFile, now: SourceFile): void {
    const list = this.listOf(now);
    if (file === now) return;
    for (const [key, include] of this.includes.get(file) ?? []) {
      const { ofLibrary, spelled, kind, next } = include;
      if (!list.has(key)) list.set(key, { ...include, found: this.find(ofLibrary, spelled, kind, now, next) });
    }
  }

  /** Makes the unit's places those of this build. False when its text depends on them and is now another one. */
  private settle({ unit, spliced }: CompiledUnit): boolean {
    for (const settled of spliced?.settled(this.settledFiles) ?? []) {
      this.settledFiles.add(settled.file);
      settled.file.moveTo(settled.pieces);
      this.settled.push(settled);
    }
    return unit.lineUses.every(({ file, offset, line }) => file.place(offset).line === line);
  }

  keep(index: number, unit: CompiledUnit): void {
    this.units.set(index, unit);
  }

  /** What a file's #includes find, and found before if nobody asked for them since. */
  private listOf(file: SourceFile): Map<string, Include> {
    let list = this.includes.get(file);
    if (!list || (!this.isCurrent(file) && !this.renewed.has(file))) {
      const before = list ?? [];
      list = new Map();
      for (const [key, include] of before) {
        const { ofLibrary, spelled, kind, next } = include;
        list.set(key, { ...include, found: this.find(ofLibrary, spelled, kind, file, next) });
      }
      this.includes.set(file, list);
      this.renewed.add(file);
    }
    return list;
  }

  private isCurrent(file: SourceFile): boolean {
    return this.refoundIn(file).length === 0;
  }

  private refoundIn(file: SourceFile): readonly Refound[] {
    let refound = this.refound.get(file);
    if (!refound) {
      refound = [...(this.includes.get(file)?.values() ?? [])].flatMap((include) => {
        const { ofLibrary, spelled, kind, next, found } = include;
        const now = this.find(ofLibrary, spelled, kind, file, next);
        return now === found ? [] : [{ before: found, now }];
      });
      this.refound.set(file, refound);
    }
    return refound;
  }
}

/** Whether two texts are of one file. */
function isVersion(before: SourceFile, now: SourceFile): boolean {
  return before.path === now.path && before.origin === now.origin;
}

function sameFiles(a: readonly SourceFile[], b: readonly SourceFile[]): boolean {
  return a.length === b.length && a.every((file, index) => file === b[index]);
}

function readNames(unit: ParsedUnit): UnitNames {
  const used = new Set<string>();
  // An inline definition is none that others could be linked with.
  const isDefined = (symbol: FunctionSymbol) => symbol.definition && !unit.inlineDefinitions.has(symbol);
  for (const symbol of usedFunctions(unit)) {
    if (symbol.linkage === 'external' && !isDefined(symbol)) used.add(symbol.name);
  }
  for (const { name, defined, linkage } of usedObjects(unit)) {
    if (linkage === 'external' && !defined) used.add(name);
  }
  const functions = [...unit.functionSymbols.values()].filter(isDefined);
  const objects = [...unit.linkedObjects.values()].filter(({ defined }) => defined);
  return { defined: [...functions, ...objects].map(({ name }) => name), used: [...used] };
}
