/**
 * The messages between the extension host and the webview. The view only draws and asks; what it shows comes in `MomentState`s. At
 * most one request for a state is under way at a time, the latest slider position wins, and a state holds only the parts that the
 * view shows. Every message from the view is checked before it is believed (`checkViewMessage`).
 */
import type { MomentState, Problem, RunSummary, SourceRange, StatePart, StepCommand } from '../simulation/protocol';

/** What the reader set up; kept by the view's own state, so that a reload brings it back. */
export interface RunSettings {
  readonly scenario: string;
  readonly cpus: number;
  readonly bits: 32 | 64;
  readonly commandLine: string;
  readonly failAllocation: number;
  /** Empty for switches at yields only. */
  readonly seed: string;
}

export interface ScenarioChoice {
  readonly name: string; // `stats-read`
  readonly title: string; // `Stats read`
  readonly description: string;
}

export type ViewMessage =
  | { readonly type: 'ready'; readonly settings: RunSettings | undefined; readonly note: string | undefined }
  | { readonly type: 'run'; readonly settings: RunSettings }
  | { readonly type: 'cancel' }
  | { readonly type: 'seek'; readonly moment: number; readonly parts: readonly StatePart[] }
  | { readonly type: 'step'; readonly command: StepCommand; readonly cpu: number; readonly parts: readonly StatePart[] }
  | { readonly type: 'find'; readonly symbol: string; readonly backwards: boolean; readonly parts: readonly StatePart[] }
  | { readonly type: 'evaluate'; readonly expression: string; readonly cpu: number; readonly frame: number }
  | { readonly type: 'open'; readonly range: SourceRange }
  | { readonly type: 'follow'; readonly on: boolean }
  | { readonly type: 'copyReport'; readonly text: string };

export type HostMessage =
  | { readonly type: 'setup'; readonly scenarios: readonly ScenarioChoice[]; readonly settings: RunSettings; readonly noteTitle: string | undefined; readonly follow: boolean; readonly trusted: boolean }
  | { readonly type: 'progress'; readonly phase: 'compiling' | 'running'; readonly ticks: number }
  | { readonly type: 'launched'; readonly run: RunSummary; readonly symbol: string | undefined }
  | { readonly type: 'failed'; readonly problems: readonly Problem[] }
  | { readonly type: 'state'; readonly state: MomentState }
  | { readonly type: 'evaluated'; readonly expression: string; readonly value: string; readonly error: boolean }
  /** The text that stands at the current statement, to show it in the panel: a few lines around. */
  | { readonly type: 'source'; readonly path: string; readonly origin: SourceRange['origin']; readonly firstLine: number; readonly lines: readonly string[] }
  | { readonly type: 'notice'; readonly severity: 'error' | 'warning' | 'information'; readonly message: string };
