/**
 * Everything that the view shows, as one value, and `reduce`, which makes the next value from what the host said or the
 * reader did. It only computes; `controller.ts` sends the requests, and the modules under sections/ draw.
 */
import type { MomentState, Problem, RunSummary, SourceRange, StatePart } from '../../simulation/protocol';
import type { HostMessage, RunSettings } from '../protocol';
import type { Saved, SectionName } from './saved';
import { showing, type Viewport, wholeRun } from './timeline/layout';

type Setup = Extract<HostMessage, { type: 'setup' }>;
export type Source = Extract<HostMessage, { type: 'source' }>;

/** A frame of a CPU's stack; frame 0 is the innermost. */
export interface FrameChoice {
  readonly cpu: number;
  readonly frame: number;
}

export interface Watch {
  readonly expression: string;
  /** Undefined until it was evaluated in this run. */
  readonly result: { readonly value: string; readonly error: boolean } | undefined;
}

export interface Notice {
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
}

export interface ViewState {
  readonly setup: Setup | undefined;
  /** As the form has them; what the run had is in `ran`. */
  readonly settings: RunSettings | undefined;
  /** A launch is under way. */
  readonly busy: { readonly phase: 'compiling' | 'running'; readonly ticks: number } | undefined;
  /** Launches that ended, with a run or without: a quick one is over before it is drawn as busy. */
  readonly launches: number;
  readonly run: RunSummary | undefined;
  /** The settings that the shown run was started with. */
  readonly ran: RunSettings | undefined;
  /** The simulation of the shown run is lost: what is shown stays, and cannot move. */
  readonly lost: boolean;
  /** The symbol that the run was started on. */
  readonly symbol: string | undefined;
  /** Where the slider stands; the state of that moment may still be on its way. */
  readonly target: number;
  /** The last state that came. */
  readonly shown: MomentState | undefined;
  /** The frame that the reader chose; undefined for the innermost of the CPU that runs. */
  readonly choice: FrameChoice | undefined;
  /** Why the last launch failed, or what was remarked on it. */
  readonly problems: readonly Problem[];
  readonly failed: boolean;
  /** Texts that came, several windows of a document perhaps, by `sourceKey`. */
  readonly sources: ReadonlyMap<string, readonly Source[]>;
  readonly viewport: Viewport;
  readonly playing: boolean;
  readonly speed: string;
  readonly follow: boolean;
  readonly noteChanged: boolean;
  readonly notices: readonly Notice[];
  readonly open: Saved['open'];
  readonly optionsOpen: boolean;
  readonly watches: readonly Watch[];
}

export type ViewEvent =
  | { readonly type: 'edited'; readonly settings: RunSettings }
  | { readonly type: 'went'; readonly moment: number }
  | { readonly type: 'chose'; readonly choice: FrameChoice | undefined }
  | { readonly type: 'toggled'; readonly section: SectionName; readonly open: boolean }
  | { readonly type: 'toggledOptions'; readonly open: boolean }
  | { readonly type: 'speedChosen'; readonly speed: string }
  | { readonly type: 'played'; readonly playing: boolean }
  | { readonly type: 'followed'; readonly on: boolean }
  | { readonly type: 'zoomed'; readonly viewport: Viewport }
  | { readonly type: 'watched'; readonly expression: string }
  | { readonly type: 'unwatched'; readonly expression: string }
  | { readonly type: 'dismissed'; readonly notice: Notice };

/** How many notices are shown at a time. */
const MOST_NOTICES = 4;

export function initialState(saved: Saved): ViewState {
  return {
    setup: undefined,
    settings: saved.settings,
    busy: undefined,
    launches: 0,
    run: undefined,
    ran: undefined,
    lost: false,
    symbol: undefined,
    target: 0,
    shown: undefined,
    choice: undefined,
    problems: [],
    failed: false,
    sources: new Map(),
    viewport: wholeRun(1),
    playing: false,
    speed: saved.speed,
    follow: true,
    noteChanged: false,
    notices: [],
    open: saved.open,
    optionsOpen: saved.optionsOpen,
    watches: saved.watches.map((expression) => ({ expression, result: undefined })),
  };
}

/** The next state. */
export function reduce(state: ViewState, event: ViewEvent | HostMessage): ViewState {
  switch (event.type) {
    case 'setup':
      return { ...state, setup: event, settings: event.settings, follow: event.follow };
    case 'progress':
      return { ...state, busy: { phase: event.phase, ticks: event.ticks }, playing: false };
    case 'launched':
      return launched(state, event);
    case 'failed':
      return { ...ended(state), failed: event.problems.length > 0, problems: event.problems };
    case 'state':
      return arrived(state, event.state);
    case 'source':
      return { ...state, sources: withSource(state.sources, event) };
    case 'evaluated': {
      const { expression, value, error } = event;
      const watches = state.watches.map((watch) =>
        watch.expression === expression ? { expression, result: { value, error } } : watch,
      );
      return { ...state, watches };
    }
    case 'noteChanged':
      return { ...state, noteChanged: event.changed };
    case 'notice':
      return { ...state, notices: [...state.notices, event].slice(-MOST_NOTICES) };
    case 'crashed':
      return {
        ...ended(state),
        lost: state.run !== undefined,
        playing: false,
        notices: [...state.notices, crashNotice(event)],
      };
    case 'perform':
      return state;
    case 'edited':
      return { ...state, settings: event.settings };
    case 'went':
      return went(state, event.moment);
    case 'chose':
      return { ...state, choice: event.choice };
    case 'toggled':
      return { ...state, open: { ...state.open, [event.section]: event.open } };
    case 'toggledOptions':
      return { ...state, optionsOpen: event.open };
    case 'speedChosen':
      return { ...state, speed: event.speed };
    case 'played':
      return { ...state, playing: event.playing };
    case 'followed':
      return { ...state, follow: event.on };
    case 'zoomed':
      return { ...state, viewport: event.viewport };
    case 'watched':
      return state.watches.some(({ expression }) => expression === event.expression)
        ? state
        : { ...state, watches: [...state.watches, { expression: event.expression, result: undefined }] };
    case 'unwatched':
      return { ...state, watches: state.watches.filter(({ expression }) => expression !== event.expression) };
    case 'dismissed':
      return { ...state, notices: state.notices.filter((notice) => notice !== event.notice) };
  }
}

function ended(state: ViewState): ViewState {
  return { ...state, busy: undefined, launches: state.launches + 1 };
}

function launched(state: ViewState, { run, symbol, moment }: Extract<HostMessage, { type: 'launched' }>): ViewState {
  return {
    ...ended(state),
    run,
    ran: state.setup?.settings,
    lost: false,
    symbol,
    target: moment ?? run.stop?.moment ?? 0,
    shown: undefined,
    choice: undefined,
    problems: run.problems,
    failed: false,
    sources: new Map(),
    viewport: wholeRun(run.moments),
    playing: false,
    noteChanged: false,
    notices: state.notices.filter(({ severity }) => severity !== 'error'),
    watches: state.watches.map(({ expression }) => ({ expression, result: undefined })),
  };
}

/**
 * While a newer position is on its way (`target` was moved meanwhile), the slider stays where the reader has put it.
 */
function arrived(state: ViewState, shown: MomentState): ViewState {
  return { ...state, shown, choice: state.shown?.moment === shown.moment ? state.choice : undefined };
}

function went(state: ViewState, moment: number): ViewState {
  const moments = state.run?.moments ?? 1;
  const target = Math.max(0, Math.min(moment, moments - 1));
  return { ...state, target, viewport: showing(state.viewport, target, moments) };
}

function crashNotice({ message }: { readonly message: string }): Notice {
  return { severity: 'error', message: `The simulation stopped working (${message}). Run again to start it anew.` };
}

function withSource(sources: ViewState['sources'], source: Source): ViewState['sources'] {
  const key = sourceKey(source);
  return new Map(sources).set(key, [...(sources.get(key) ?? []), source]);
}

/** The text around a place, if it came. */
export function sourceAt(sources: ViewState['sources'], range: SourceRange): Source | undefined {
  return sources
    .get(sourceKey(range))
    ?.find(({ firstLine, lines }) => range.line >= firstLine && range.line < firstLine + lines.length);
}

/** The key of a document's text. */
export function sourceKey({ origin, path }: Pick<SourceRange, 'origin' | 'path'>): string {
  return `${origin} ${path}`;
}

/**
 * The parts of a state that the open sections show. The stacks are always wanted: the source is shown with its
 * function.
 */
export function wantedParts({ open }: Pick<ViewState, 'open'>): StatePart[] {
  const sections = ['locals', 'namespaces', 'perCpu', 'log', 'memory'] as const;
  return ['stacks', ...sections.filter((section) => open[section])];
}

/** The frame that locals and expressions are about. */
export function chosenFrame({ choice, shown }: Pick<ViewState, 'choice' | 'shown'>): FrameChoice {
  return choice ?? { cpu: shown?.cpu ?? 0, frame: 0 };
}

/** The settings in the form are not those of the run that is shown. */
export function isEdited({ settings, ran }: Pick<ViewState, 'settings' | 'ran'>): boolean {
  return settings !== undefined && ran !== undefined && JSON.stringify(settings) !== JSON.stringify(ran);
}

/** Why the settings cannot be run, by setting; empty when they can. */
export function settingErrors(settings: RunSettings): Partial<Record<keyof RunSettings, string>> {
  const { cpus, failAllocation, seed, commandLine } = settings;
  return {
    ...(Number.isInteger(cpus) && cpus >= 1 && cpus <= 8192 ? {} : { cpus: 'From 1 to 8192 CPUs (NR_CPUS).' }),
    ...(Number.isInteger(failAllocation) && failAllocation >= 0 && failAllocation <= 1_000_000_000
      ? {}
      : { failAllocation: 'The number of an allocation, from 1; 0 lets none fail.' }),
    ...(/^\d{0,15}$/.test(seed) ? {} : { seed: 'A whole number, or nothing.' }),
    ...(commandLine.length <= 2048 ? {} : { commandLine: 'At most 2048 characters (COMMAND_LINE_SIZE).' }),
  };
}
