/**
 * The engine's façade: C sources in, a program that machines can run out. Each unit is preprocessed and parsed, the units are
 * linked, everything gets its place in memory, and modules are generated when a cut of them is first asked for.
 */
import type { CompiledModule, Cut, ProgramLayout } from './compiled';
import type { Diagnostic } from './diagnostics';
import type { TranslationUnit } from './preprocessor';
import type { IncludeResolver } from './preprocessor/api';
import type { SourceFile } from './source';
import type { DataModel } from './types';

export interface BuildOptions {
  readonly model: DataModel;
  /** Translation units, in the order of linking. */
  readonly units: readonly SourceFile[];
  readonly resolve: IncludeResolver;
  /** Read before each unit, after the engine's own predefined macros. */
  readonly predefined?: readonly SourceFile[];
  /** Bytes of the program's memory: a power of two from 1 MiB to 1 GiB. Default 64 MiB. */
  readonly memory?: number;
  /** Report signed overflow; a kernel is built with -fwrapv. Default false. */
  readonly reportOverflow?: boolean;
  /** The program is hosted: the intrinsics of `exec` are there too. Default false. */
  readonly hosted?: boolean;
}

/** A program that compiled. */
export interface Build {
  readonly layout: ProgramLayout;
  readonly units: readonly TranslationUnit[];
  /** Warnings. */
  readonly diagnostics: readonly Diagnostic[];
  /** The module for a cut; made once. */
  readonly module: (cut: Cut) => CompiledModule;
}

export type BuildResult =
  | { readonly ok: true; readonly build: Build }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };
