/**
 * What a hover says that only the engine knows: how a macro unfolds at one use, and how a struct is laid out in both data models. The program
 * is composed as for a run; only the one translation unit that holds the place is preprocessed, and parsed for a layout. Results of the last
 * few programs are kept, as hovers come in bunches.
 */
import { ILP32, LP64 } from '../c/dataModel';
import { DiagnosticBag, FatalDiagnostic } from '../c/diagnostics';
import { describeLayout } from '../c/layout';
import { type ParsedUnit, parse } from '../c/parser';
import { predefinedMacros } from '../c/predefinedMacros';
import { LexedFiles, preprocess, type TranslationUnit } from '../c/preprocessor';
import { expandSteps } from '../c/preprocessor/steps';
import type { SourceFile } from '../c/source';
import { typeName } from '../c/typeNames';
import type { DataModel } from '../c/types';
import type { ComposedProgram } from '../kernel/compose/compose';
import { rangeOf } from './places';
import { composeProgram, headerResolver } from './program';
import type { ExpansionStep, SimulationRequest, StructLayout, SymbolDescription } from './protocol';

type DescribeRequest = Extract<SimulationRequest, { type: 'describe' }>;

/** Programs whose units are kept: the notes of as many documents. */
const KEPT_PROGRAMS = 3;
/** Most headers are read by it; the others are found by looking further. */
const USUAL_UNIT = 'drivers/net/loopback.c';
const lexed = new LexedFiles();

class DescribedProgram {
  private readonly units = new Map<string, TranslationUnit | undefined>();
  private readonly parsed = new Map<string, ParsedUnit | undefined>();

  constructor(
    readonly key: string,
    readonly composed: ComposedProgram,
  ) {}

  /** The file of the program that a document's offset lies in, and the offset there. */
  locate(path: string, offset: number): { readonly file: SourceFile; readonly offset: number } | undefined {
    for (const file of [...this.composed.units, ...this.composed.headers.values()]) {
      if (file.pieces.length === 0) {
        if (file.path === path) return { file, offset };
        continue;
      }
      for (const [n, piece] of file.pieces.entries()) {
        const end = file.pieces[n + 1]?.start ?? file.text.length;
        const at = piece.start + offset - piece.offset;
        if (piece.file.path === path && at >= piece.start && at < end) return { file, offset: at };
      }
    }
    return undefined;
  }

  /** A unit, preprocessed; undefined when that takes more than it may, which a run says and a hover does not. */
  unit(main: SourceFile, model: DataModel): TranslationUnit | undefined {
    const key = `${model.name} ${main.path}`;
    if (!this.units.has(key)) {
      const resolve = headerResolver(this.composed.headers);
      const options = { resolve, lexed, predefined: [predefinedMacros(model)] };
      this.units.set(
        key,
        unlessRefused(() => preprocess(main, options, new DiagnosticBag(1000))),
      );
    }
    return this.units.get(key);
  }

  /** A unit's typed tree; undefined when it does not parse at all. What is in error in it matters to a run, not here. */
  tree(main: SourceFile, model: DataModel): ParsedUnit | undefined {
    const key = `${model.name} ${main.path}`;
    if (!this.parsed.has(key)) {
      const unit = this.unit(main, model);
      const diagnostics = new DiagnosticBag(1000);
      this.parsed.set(key, unit && unlessRefused(() => parse(unit.tokens, { model, diagnostics, unit: 0 })));
    }
    return this.parsed.get(key);
  }

  /** The first unit that reads a file: the file itself, or one that includes it. */
  unitReading(file: SourceFile, model: DataModel): SourceFile | undefined {
    const { units } = this.composed;
    if (units.includes(file)) return file;
    const first = units.filter(({ path }) => path === USUAL_UNIT);
    return [...first, ...units].find((unit) => this.unit(unit, model)?.files.includes(file));
  }
}

/** What an action gives; undefined when the text that it reads goes beyond a bound of the engine. */
function unlessRefused<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (error instanceof FatalDiagnostic) return undefined;
    throw error;
  }
}

const programs: DescribedProgram[] = [];

function programFor(request: DescribeRequest): DescribedProgram {
  const key = request.note ? `${request.note.path}\n${request.note.text}` : '';
  const at = programs.findIndex((program) => program.key === key);
  const [known] = at < 0 ? [] : programs.splice(at, 1);
  const program = known ?? new DescribedProgram(key, composeProgram({ note: request.note, tree: [] }));
  if (!known) warm(program);
  programs.unshift(program);
  programs.length = Math.min(programs.length, KEPT_PROGRAMS);
  return program;
}

/** Describes the identifier at a place. Nothing is said of what is neither a macro's use nor a struct's or union's tag or typedef. */
export function describeSymbol(request: DescribeRequest): SymbolDescription {
  const program = programFor(request);
  const found = program.locate(request.document.path, request.offset);
  const name = identifierAt(request, found?.file, found?.offset);
  if (!found || name === undefined) return { expansion: [], layouts: [] };
  return {
    expansion: expansionAt(program, found),
    layouts: [LP64, ILP32].flatMap((model) => layoutOf(program, found.file, name, model)),
  };
}

/** The unit that most hovers are about is read when a program is first seen: the host asks about a note before its reader does. */
function warm(program: DescribedProgram): void {
  const main = program.composed.units.find(({ path }) => path === USUAL_UNIT);
  if (main) for (const model of [LP64, ILP32]) program.tree(main, model);
}

function identifierAt(request: DescribeRequest, file: SourceFile | undefined, offset = 0): string | undefined {
  const text = file?.text ?? request.note?.text ?? '';
  const match = /^[A-Za-z_$][\w$]*/.exec(text.slice(offset, offset + 300));
  return match?.[0];
}

function expansionAt(
  program: DescribedProgram,
  at: { readonly file: SourceFile; readonly offset: number },
): ExpansionStep[] {
  const main = program.unitReading(at.file, LP64);
  const unit = main && program.unit(main, LP64);
  const unfolding = unit && unlessRefused(() => expandSteps(unit, at.file, at.offset));
  return (unfolding?.steps ?? []).map(({ macro, text }) => ({
    macro: macro.name,
    definition: macro.definition && rangeOf(macro.definition),
    text,
  }));
}

function layoutOf(program: DescribedProgram, file: SourceFile, name: string, model: DataModel): StructLayout[] {
  const { units, headers } = program.composed;
  const escaped = name.replaceAll('$', '\\$');
  // A tag, or what may be a typedef: the name that a declaration which says `typedef` ends with.
  const mayBeType = new RegExp(
    `\\b(struct|union)\\s+${escaped}\\b|\\btypedef\\b[^;]{0,2000}\\b${escaped}\\s*;|\\}[^;{}]{0,2000}\\b${escaped}\\s*;`,
  );
  if (![...units, ...headers.values()].some(({ text }) => mayBeType.test(text))) return [];
  const main = program.unitReading(file, model);
  const tree = main && program.tree(main, model);
  const tag = tree?.tags.get(name);
  const declared = tree?.names.get(name);
  const typedef = declared?.kind === 'typedef' && declared.type.kind === 'record' ? declared.type.record : undefined;
  const record = tag?.kind === 'record' ? tag.record : typedef;
  const layout = record && describeLayout(record, model);
  if (!record || !layout) return [];
  return [
    {
      bits: model.pointerSize === 8 ? 64 : 32,
      name: record === typedef ? name : `${record.keyword} ${name}`,
      size: layout.size,
      alignment: layout.alignment,
      members: layout.entries.map((entry) => ({
        offset: entry.offset,
        size: entry.size,
        bits: entry.bits,
        declaration: typeName(entry.type, entry.name),
        depth: entry.depth,
      })),
    },
  ];
}
