/**
 * What the editor's surfaces need of a run, without knowing the panel that shows it: to start one, and to hear where its reader stands and
 * what was said of its compilation.
 */
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

/** A note and its text as it was compiled: a place in it is only right while the document still reads so. */
export interface NoteAsRun {
  readonly uri: string;
  readonly text: string;
}

/** Where the reader of a run stands. */
export interface ReaderPosition {
  readonly state: MomentState;
  readonly note: NoteAsRun | undefined;
  /** Whether the editor is to reveal the place. */
  readonly follow: boolean;
}

/** What composing and compiling said. */
export interface CompilationResult {
  readonly note: NoteAsRun | undefined;
  readonly problems: readonly Problem[];
}
