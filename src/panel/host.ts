/**
 * What the panel's host side needs from the rest of the extension, as interfaces: a simulation that it can talk to, and
 * the texts and permissions that only the editor knows. `session.ts` is written against these alone, so that it can be
 * tested without a window; `panel.ts` implements `SessionHost` with VS Code.
 */
import type {
  LaunchArguments,
  MomentState,
  Problem,
  SimulationMessage,
  SimulationRequest,
} from '../simulation/protocol';
import type { HostMessage, RunSettings, ScenarioChoice, SourceOrigin } from './protocol';

/**
 * A simulation in its worker. Answers come in the order of the requests: a `seek`, `step` or `find` is answered by one
 * `state`, an `evaluate` by one `evaluated`, a `launch` by one `launched` or `failed`, whatever `progress` comes
 * between. `crashed` may come at any time and ends everything that was under way; the client then starts afresh on the
 * next `launch`.
 */
export interface SimulationClient {
  post(request: SimulationRequest): void;
  /** Sets the one listener. */
  onMessage(listener: (message: SimulationMessage) => void): void;
  /** Ends the worker. */
  dispose(): void;
}

/** A run that somebody asked for. */
export interface RunRequest {
  /** URI of the note whose C runs; undefined runs the model alone. */
  readonly note: string | undefined;
  readonly settings: RunSettings;
  /** Pause at the first execution of this symbol. */
  readonly symbol: string | undefined;
  /** Play from boot when the run is there; else stand at the symbol, or at the first moment. */
  readonly play: boolean;
}

/** A note and its text as it was compiled: a place in it is only right while the document still reads so. */
export interface NoteAsRun {
  readonly uri: string;
  readonly text: string;
}

/** Where the reader stands, for the highlight in the editor. */
export interface Position {
  readonly state: MomentState;
  readonly note: NoteAsRun | undefined;
  /** Whether the editor is to reveal the place (it never opens a document by itself). */
  readonly follow: boolean;
}

/** The surroundings of a session. */
export interface SessionHost {
  readonly scenarios: readonly ScenarioChoice[];
  /** URI of the note that runs when nobody named one. */
  readonly defaultNote: string;
  createSimulation(): SimulationClient;
  /** To the view. Messages to a view that is not there are lost; it asks again when it comes back. */
  send(message: HostMessage): void;
  /** The kernel tree whose driver can be run, for people; undefined when none is open. */
  readonly treeTitle: string | undefined;
  /** Whether the C of a note, and of the kernel tree if that is to run too, may be run here and now. */
  mayRun(note: string | undefined, tree: boolean): boolean;
  /** Whether a text is the URI of a document that may be a note: a view may have kept anything. */
  isNote(uri: string): boolean;
  /** The note's name for people. */
  titleOf(note: string): string;
  /** Everything that a launch needs. Rejects with a message for the user when the note cannot be read. */
  resolve(request: RunRequest): Promise<LaunchArguments>;
  /** The text of a document of the model, or of the tree; undefined when there is none. */
  readSource(origin: Exclude<SourceOrigin, 'note'>, path: string): Promise<string | undefined>;
  /** The reader moved; undefined when there is no run any more. */
  didMove(position: Position | undefined): void;
  /** What the compiler and the composing said of the launch that just ended; empty when they said nothing. */
  didCompile(note: NoteAsRun | undefined, problems: readonly Problem[]): void;
}
