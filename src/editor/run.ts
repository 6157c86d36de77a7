/**
 * What the editor's surfaces need of a run, without knowing the panel that shows it: to start one, and to hear where its reader stands and
 * what was said of its compilation.
 */
import type * as vscode from 'vscode';
import type { MomentState, Problem } from '../simulation/protocol';

export interface RunStarter {
  /** Runs a scenario with a note's C; with a symbol it pauses at its first execution, else it may play from boot. */
  run(request: {
    readonly scenario: string;
    readonly note: string;
    readonly symbol: string | undefined;
    readonly play: boolean;
  }): void;
}

/** Where the reader of a run stands. */
export interface ReaderPosition {
  readonly state: MomentState;
  /** The run's note and its text as it was run: a place in it is only right while the document still reads so. */
  readonly note: { readonly uri: string; readonly text: string } | undefined;
  /** Whether the editor is to reveal the place. */
  readonly follow: boolean;
}

/** What composing and compiling said. */
export interface CompilationResult {
  readonly note: vscode.Uri | undefined;
  readonly problems: readonly Problem[];
}
