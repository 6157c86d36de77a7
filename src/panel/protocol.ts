/**
 * The messages between the extension host and the webview. The view only draws and asks; what it shows comes in
 * `MomentState`s. At most one request for a state is under way at a time, the latest slider position wins, and a state
 * holds only the parts that the view shows. Every message from the view is checked before it is believed
 * (`checkViewMessage`).
 */
import type { MomentState, Problem, RunSummary, SourceRange, StatePart, StepCommand } from '../simulation/protocol';

/** Which kind of document a range lies in. */
export type SourceOrigin = SourceRange['origin'];

/** What the reader set up; kept by the view's own state, so that a reload brings it back. */
export interface RunSettings {
  readonly scenario: string;
  readonly cpus: number;
  readonly bits: 32 | 64;
  readonly commandLine: string;
  readonly failAllocation: number;
  /** Empty for switches at yields only. */
  readonly seed: string;
  /** Whether the kernel tree's own driver runs, in place of the model's and of what the note has of it. */
  readonly tree: boolean;
}

export interface ScenarioChoice {
  readonly name: string; // `stats-read`
  readonly title: string; // `Stats read`
  readonly description: string;
  /** The boot command line of a run that the reader gives no other; none if undefined. */
  readonly commandLine?: string;
}

/** What the view did last time, as it kept it through a reload; every part may be missing. */
export interface Resumption {
  readonly settings: RunSettings | undefined;
  readonly note: string | undefined;
  /** The symbol that the run was started on. */
  readonly symbol?: string;
  /** Where the reader stood. Undefined when there was no run. */
  readonly moment?: number;
}

/** What a key or a command of the window makes the view do; a view without a run ignores it. */
export type ViewAction =
  | StepCommand
  | 'play'
  | 'restart'
  | 'nextMark'
  | 'previousMark'
  | 'nextOccurrence'
  | 'previousOccurrence';

export type ViewMessage =
  | ({ readonly type: 'ready' } & Resumption)
  | { readonly type: 'run'; readonly settings: RunSettings }
  | { readonly type: 'cancel' }
  | { readonly type: 'seek'; readonly moment: number; readonly parts: readonly StatePart[] }
  | { readonly type: 'step'; readonly command: StepCommand; readonly cpu: number; readonly parts: readonly StatePart[] }
  | {
      readonly type: 'find';
      readonly symbol: string;
      readonly backwards: boolean;
      readonly parts: readonly StatePart[];
    }
  | { readonly type: 'evaluate'; readonly expression: string; readonly cpu: number; readonly frame: number }
  | { readonly type: 'open'; readonly range: SourceRange }
  /** Asks for the text around a place that is not the current statement: that of another frame. */
  | { readonly type: 'source'; readonly range: SourceRange }
  /** Show what the notes or the model say about a symbol. */
  | { readonly type: 'openSymbol'; readonly symbol: string }
  | { readonly type: 'command'; readonly command: 'manageTrust' | 'openNotes' | 'showProblems' }
  | { readonly type: 'follow'; readonly on: boolean }
  | { readonly type: 'copyReport'; readonly text: string };

export type HostMessage =
  | {
      readonly type: 'setup';
      readonly scenarios: readonly ScenarioChoice[];
      readonly settings: RunSettings;
      /** URI of the note whose C runs, which the view keeps for `ready`; and its name for people. */
      readonly note?: string;
      readonly noteTitle: string | undefined;
      /** The kernel tree whose driver can be run, for people: `Linux 6.12`. Undefined when none is open. */
      readonly treeTitle?: string;
      readonly follow: boolean;
      /** Whether that note's C may be run here: the bundled notes always, the workspace's once it is trusted. */
      readonly trusted: boolean;
    }
  | { readonly type: 'progress'; readonly phase: 'compiling' | 'running'; readonly ticks: number }
  /**
   * `moment`: where to stand, when this run was there before the view was; else the view stands at the run's own stop.
   */
  | {
      readonly type: 'launched';
      readonly run: RunSummary;
      readonly symbol: string | undefined;
      readonly moment?: number;
      /** Play it from the start. */
      readonly play?: boolean;
    }
  | { readonly type: 'failed'; readonly problems: readonly Problem[] }
  | { readonly type: 'state'; readonly state: MomentState }
  | { readonly type: 'evaluated'; readonly expression: string; readonly value: string; readonly error: boolean }
  /** The text that stands at the current statement, to show it in the panel: a few lines around. */
  | {
      readonly type: 'source';
      readonly path: string;
      readonly origin: SourceOrigin;
      readonly firstLine: number;
      readonly lines: readonly string[];
    }
  /** The simulation itself failed: nothing is under way any more, and the next run starts afresh. */
  | { readonly type: 'crashed'; readonly message: string }
  | { readonly type: 'perform'; readonly action: ViewAction }
  /** Whether the note's text differs from the one that was run. */
  | { readonly type: 'noteChanged'; readonly changed: boolean }
  | { readonly type: 'notice'; readonly severity: 'error' | 'warning' | 'information'; readonly message: string };
