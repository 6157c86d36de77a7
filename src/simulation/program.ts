/**
 * From what a run is started with to a program that the machine can run: the note's snippets are cut out of its text, composed with
 * the model and the tree's files, compiled. Whatever is wrong is a list of problems on the lines that somebody wrote.
 */
import { BuildCache } from '../c/buildCache';
import { ILP32, LP64 } from '../c/dataModel';
import type { Diagnostic } from '../c/diagnostics';
import { type Build, buildProgram } from '../c/engine';
import type { IncludeResolver } from '../c/preprocessor/api';
import { SourceFile } from '../c/source';
import type { Token } from '../c/token';
import { type ComposedProgram, type ComposeProblem, compose, type SnippetText } from '../kernel/compose/compose';
import { ComposeCache } from '../kernel/compose/composeCache';
import { PieceWriter } from '../kernel/compose/pieces';
import { modelFiles } from '../kernel/model';
import { rangeOf, trailOf, writtenRange } from './places';
import type { LaunchArguments, NoteText, Problem } from './protocol';

/** Bytes of a kernel's memory: 8192 CPUs have a stack and a unit of per-CPU memory each; what is not touched costs nothing. */
export const MEMORY = 1 << 30;

export interface BuiltProgram {
  readonly build: Build;
  readonly composed: ComposedProgram;
  readonly problems: readonly Problem[];
}

export type ProgramResult =
  | { readonly ok: true; readonly program: BuiltProgram }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** What of a launch decides the program: the rest are parameters of the run. */
export type ProgramArguments = Pick<LaunchArguments, 'note' | 'tree' | 'bits'>;

/** Programs kept: a reader runs the same note again with other CPUs, in both data models, and undoes an edit. */
const KEPT = 4;

/** What the programs of one data model leave for the next. */
export class ProgramCache {
  readonly texts = new ComposeCache();
  readonly builds = new BuildCache();
}

/** Makes programs, and keeps the last ones: to run the same text again compiles nothing. */
export class Programs {
  private readonly kept: { readonly key: string; readonly result: ProgramResult }[] = [];
  private readonly caches: Readonly<Record<32 | 64, ProgramCache>> = { 32: new ProgramCache(), 64: new ProgramCache() };

  make(args: ProgramArguments): ProgramResult {
    const { note, tree, bits } = args;
    const key = JSON.stringify([bits, note, tree]);
    const at = this.kept.findIndex((candidate) => candidate.key === key);
    const [known] = at < 0 ? [] : this.kept.splice(at, 1);
    if (known?.result.ok) settleProgram(known.result.program);
    const entry = known ?? { key, result: makeProgram(args, this.caches[bits]) };
    this.kept.unshift(entry);
    this.kept.length = Math.min(this.kept.length, KEPT);
    return entry.result;
  }
}

/** Makes all places those of this program, after another one was made. */
export function settleProgram({ composed, build }: BuiltProgram): void {
  composed.settle();
  build.settle();
}

/** Composes and compiles. @param cache what earlier programs with as many bits left. */
export function makeProgram(args: ProgramArguments, cache: ProgramCache = new ProgramCache()): ProgramResult {
  const composed = composeProgram(args, cache.texts);
  const remarks = composed.problems.map(composeProblem);
  if (composed.problems.some((problem) => problem.severity === 'error')) return { ok: false, problems: remarks };
  const built = buildProgram({
    model: args.bits === 64 ? LP64 : ILP32,
    units: composed.units,
    resolve: headerResolver(composed.headers),
    memory: MEMORY,
    gnuInline: true,
    cache: cache.builds,
  });
  if (!built.ok) return { ok: false, problems: [...remarks, ...built.diagnostics.map(diagnosticProblem)] };
  const problems = [...remarks, ...built.build.diagnostics.map(diagnosticProblem)];
  return { ok: true, program: { build: built.build, composed, problems } };
}

/** The composed program, not yet compiled. */
export function composeProgram(
  args: Pick<LaunchArguments, 'note' | 'tree'>,
  cache: ComposeCache = new ComposeCache(),
): ComposedProgram {
  cache.open();
  return compose({
    model: modelFiles(),
    snippets: args.note ? snippetTexts(args.note, cache) : [],
    tree: args.tree.map(({ path, text }) => cache.keep(new SourceFile(path, text, 'tree'))),
    cache,
  });
}

/** The snippets of a note, each a text whose every piece knows its place in the note. */
export function snippetTexts(note: NoteText, cache: ComposeCache): SnippetText[] {
  const whole = new SourceFile(note.path, note.text, 'note');
  return note.snippets.map((snippet) => {
    const writer = new PieceWriter();
    for (const piece of snippet.pieces) writer.append({ file: whole, start: piece.start, end: piece.end });
    return { file: cache.keep(writer.finish(note.path, 'note')), path: snippet.path };
  });
}

/** `#include` finds the model's headers; one that only a tree's file names is empty, as it may not be needed. */
export function headerResolver(headers: ReadonlyMap<string, SourceFile>): IncludeResolver {
  const empty = new Map<string, SourceFile>();
  return (spelled, kind, from) => {
    if (kind === 'quoted') {
      const folder = from.path.slice(0, from.path.lastIndexOf('/') + 1);
      const beside = headers.get(normalise(folder + spelled));
      if (beside) return beside;
    }
    const found = headers.get(`include/${spelled}`);
    if (found || from.origin !== 'tree') return found;
    let file = empty.get(spelled);
    if (!file) {
      file = new SourceFile(`include/${spelled}`, '', 'tree');
      empty.set(spelled, file);
    }
    return file;
  };
}

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}

function composeProblem(problem: ComposeProblem): Problem {
  return {
    severity: problem.severity,
    message: problem.message,
    range: rangeOf(problem.token),
    related: problem.related.map(({ message, token }) => ({ message, range: rangeOf(token) })),
  };
}

function diagnosticProblem(diagnostic: Diagnostic): Problem {
  const trail = trailOf(diagnostic.token).map((step) => ({
    message: `in the expansion of macro '${step.macro}'`,
    range: step.definition ?? step.use,
  }));
  const notes = (diagnostic.notes ?? []).map((note: { message: string; token: Token }) => ({
    message: note.message,
    range: writtenRange(note.token),
  }));
  return {
    severity: diagnostic.severity === 'error' ? 'error' : diagnostic.severity === 'warning' ? 'warning' : 'information',
    message: diagnostic.message,
    range: writtenRange(diagnostic.token),
    related: [...notes, ...trail],
  };
}
