/**
 * What a simulation says and hears: plain data, the same from the worker to the extension host, from the host to the panel, and in
 * the terminal. A run is executed once from boot, recording every statement that starts (the *timeline*); afterwards the reader
 * stands at a *moment* of it, an index into the timeline, and everything shown is the machine's state at that moment, rebuilt
 * from memory. Names of the moves are the Debug Adapter Protocol's. Nothing here runs.
 */

/** Whose text a line is. `note+model`: a definition of the note's whose elided gaps the model's lines fill. */
export type TextOrigin = 'note' | 'model' | 'tree' | 'note+model';

/** A range in a document; lines and columns 1-based, the end exclusive. `path` is the origin's own: a note's URI, a path in the
 * model (`net/core/dev.c`) or in the tree. */
export interface SourceRange {
  readonly origin: 'note' | 'model' | 'tree';
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

// ---------------------------------------------------------------- what is run

/** A note whose C goes into the program. */
export interface NoteText {
  /** URI or path of the note. */
  readonly path: string;
  /** The note's whole text; snippets are pieces of it, so that every token knows its line in the note. */
  readonly text: string;
  readonly snippets: readonly NoteSnippet[];
}

/** One C fence. */
export interface NoteSnippet {
  /** The normalised path that the note states for it. */
  readonly path: string | undefined;
  /** Ranges of the note's text (offsets, `end` exclusive) that make up the C, in order: one for each line where the fence is
   * indented, else one for all. */
  readonly pieces: readonly { readonly start: number; readonly end: number }[];
}

/**
 * Ticks after which a run is ended with a report, unless told otherwise. The longest scenario, stats-read on 8192 CPUs,
 * takes less than half of them.
 */
export const TICKS = 200_000_000;

export interface LaunchArguments {
  readonly scenario: string;
  /** The note whose C is the program, if any. */
  readonly note: NoteText | undefined;
  /** Files of a kernel tree to run in place of the model's, whole: path relative to the tree, and text. */
  readonly tree: readonly { readonly path: string; readonly text: string }[];
  /** Possible CPUs before the command line, 1 to 8192. */
  readonly cpus: number;
  readonly bits: 32 | 64;
  readonly commandLine: string;
  /** 1-based number of the allocation that fails; 0 for none. */
  readonly failAllocation: number;
  /** Who runs when: `yields` switches only where the C gives up the CPU; a number seeds random switches. */
  readonly schedule: 'yields' | { readonly seed: number };
  /** Most ticks (statements and accesses) to run; the run then ends with a report. */
  readonly budget: number;
  /** Pause at the first execution of this symbol (else at the first moment). */
  readonly stopOn: string | undefined;
}

// ---------------------------------------------------------------- requests to a simulation, and their answers

export type StepCommand = 'next' | 'stepIn' | 'stepOut' | 'stepBack' | 'previous' | 'stepBackOut';

/** `next` steps over, `previous` back over; `stepBackOut` goes back to the call of the current function. */
export type SimulationRequest =
  | { readonly type: 'launch'; readonly arguments: LaunchArguments }
  | { readonly type: 'cancel' }
  | { readonly type: 'seek'; readonly moment: number; readonly parts: readonly StatePart[] }
  | { readonly type: 'step'; readonly command: StepCommand; readonly cpu: number; readonly parts: readonly StatePart[] }
  /** To the next (or previous) moment at which `symbol` is run. */
  | {
      readonly type: 'find';
      readonly symbol: string;
      readonly backwards: boolean;
      readonly parts: readonly StatePart[];
    }
  /** A C expression over memory at the current moment, in the scope of a frame. */
  | { readonly type: 'evaluate'; readonly expression: string; readonly cpu: number; readonly frame: number }
  /** Runs each of the scenarios as `arguments` say and tells which symbols it runs. */
  | { readonly type: 'measure'; readonly arguments: LaunchArguments; readonly scenarios: readonly string[] }
  /** What a hover says that only the engine knows, about the identifier at an offset of a document's text. */
  | {
      readonly type: 'describe';
      readonly id: number;
      readonly note: NoteText | undefined;
      /** The document: the note itself (offset into its text), or a file of the model. */
      readonly document: { readonly origin: 'note' | 'model'; readonly path: string };
      readonly offset: number;
    };

export type SimulationMessage =
  /** Sent while compiling and running; a few a second. */
  | { readonly type: 'progress'; readonly phase: 'compiling' | 'running'; readonly ticks: number }
  /** The program does not compile; the last good run, if any, stays as it is. */
  | { readonly type: 'failed'; readonly problems: readonly Problem[] }
  /** The run is complete (it ended, faulted, ran out of budget or was cancelled): the timeline is known. */
  | { readonly type: 'launched'; readonly run: RunSummary }
  | { readonly type: 'state'; readonly state: MomentState }
  | { readonly type: 'evaluated'; readonly expression: string; readonly value: string; readonly error: boolean }
  | {
      readonly type: 'measured';
      readonly scenarios: Readonly<Record<string, readonly string[]>>;
      readonly problems: readonly Problem[];
    }
  | { readonly type: 'described'; readonly id: number; readonly description: SymbolDescription }
  /** The worker itself failed: a bug; the text says what. */
  | { readonly type: 'crashed'; readonly message: string };

export interface SymbolDescription {
  /** For a macro's use: its unfolding at that use, one macro at a time. */
  readonly expansion: readonly ExpansionStep[];
  /** For a struct or union: its layout in both data models. */
  readonly layouts: readonly StructLayout[];
}

export interface ExpansionStep {
  /** The macro that is unfolded in this step. */
  readonly macro: string;
  readonly definition: SourceRange | undefined;
  /** The text after it, as C. */
  readonly text: string;
}

export interface StructLayout {
  readonly bits: 32 | 64;
  /** `struct pcpu_lstats` */
  readonly name: string;
  readonly size: number;
  readonly alignment: number;
  readonly members: readonly {
    readonly offset: number;
    readonly size: number;
    /** First bit and width, of a bit-field. */
    readonly bits: { readonly first: number; readonly width: number } | undefined;
    /** As declared: `u64_stats_t packets`. */
    readonly declaration: string;
    /** Nesting in anonymous records. */
    readonly depth: number;
  }[];
}

/** A compile error or warning, or a remark on composing (a note's definition that could not be completed …). */
export interface Problem {
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly range: SourceRange;
  readonly related: readonly { readonly message: string; readonly range: SourceRange }[];
}

export interface RunSummary {
  readonly scenario: string;
  readonly cpus: number;
  readonly bits: 32 | 64;
  /** Number of moments: valid moments are 0 … moments - 1; the last is the end of the run. */
  readonly moments: number;
  readonly ticks: number;
  readonly outcome: 'returned' | 'panic' | 'fault' | 'budget' | 'cancelled' | 'deadlock';
  /** What the scenario returned; undefined unless it did. */
  readonly result: number | undefined;
  /** Every report of the run (faults, leaks, warnings), each at its moment. */
  readonly reports: readonly { readonly moment: number; readonly report: Report }[];
  /** For the slider: when functions of the note were entered, log lines written, devices registered …; at most a few hundred. */
  readonly marks: readonly Mark[];
  /** For the picture of the whole run: per CPU, spans of nested calls, coarsest first; at most a few thousand. */
  readonly spans: readonly Span[];
  /** Where a run started with `stopOn` should pause, and how often the symbol is run; undefined when it never is. */
  readonly stop: { readonly moment: number; readonly occurrence: number; readonly occurrences: number } | undefined;
  /** The `note+model` definitions as they run, line by line, so that a reader sees whose lines are whose. */
  readonly completed?: readonly CompletedDefinition[];
  /** Remarks on composing, warnings of the compiler. */
  readonly problems: readonly Problem[];
}

/** A definition of the note's with its elided gaps filled: the lines that run, each with the place that its text comes from. */
export interface CompletedDefinition {
  readonly name: string;
  /** Lines that come from one range lie together; `range` covers the line in its document. */
  readonly lines: readonly { readonly text: string; readonly range: SourceRange }[];
}

export interface Mark {
  readonly moment: number;
  readonly kind: 'note' | 'log' | 'report' | 'switch';
  readonly label: string;
}

export interface Span {
  readonly cpu: number;
  readonly depth: number;
  readonly function: string;
  readonly origin: TextOrigin;
  readonly from: number; // moments
  readonly to: number;
}

/** As the kernel's reports read: a headline, then sections. */
export interface Report {
  readonly kind: 'fault' | 'leak' | 'warning' | 'panic' | 'undefined-behaviour' | 'deadlock' | 'budget';
  /** One line: `BUG: KASAN: use-after-free in loopback_dev_free+… `-like, in our own words. */
  readonly headline: string;
  /** The whole report, as printed in a terminal. */
  readonly text: string;
  readonly place: SourceRange | undefined;
  readonly stack: readonly StackFrame[];
  readonly sections: readonly {
    readonly title: string;
    readonly stack: readonly StackFrame[];
    readonly text: string;
  }[];
}

// ---------------------------------------------------------------- the state at a moment

export type StatePart = 'stacks' | 'locals' | 'namespaces' | 'perCpu' | 'log' | 'memory';

export interface MomentState {
  readonly moment: number;
  readonly moments: number;
  /** Clock of the machine, in ticks. */
  readonly clock: number;
  /** The CPU that runs the current statement. */
  readonly cpu: number;
  /** The current statement: about to be executed. At the end of a run that returned, undefined; of another, where it stopped. */
  readonly statement: SourceRange | undefined;
  readonly statementOrigin: TextOrigin | undefined;
  /** When the statement came out of a macro's definition: its lines there. */
  readonly spelling?: SourceRange;
  /** When the statement came out of macros: outermost first, the macro's name and where it is used. */
  readonly expansion: readonly {
    readonly macro: string;
    readonly use: SourceRange;
    readonly definition: SourceRange | undefined;
  }[];
  /** The statement as it reads after preprocessing, when macros made it. */
  readonly statementText: string;
  readonly cpus: readonly CpuState[] | undefined;
  readonly namespaces: readonly NetNamespace[] | undefined;
  readonly perCpu: readonly PerCpuStats[] | undefined;
  /** Only lines up to this moment. */
  readonly log: readonly LogLine[] | undefined;
  readonly memory: MemoryUse | undefined;
  /** A report that was made at this very moment. */
  readonly report: Report | undefined;
  /** In a run started with `stopOn`: how many executions of the symbol began up to and at this moment (0: none yet). */
  readonly occurrence?: number;
}

export interface CpuState {
  readonly cpu: number;
  /** The last of the CPUs from `cpu` on that are alike and have no stack; left out when it is `cpu` itself. */
  readonly last?: number;
  readonly possible: boolean;
  readonly state: 'idle' | 'running' | 'waiting' | 'ended';
  /** Innermost first. */
  readonly stack: readonly StackFrame[];
}

export interface StackFrame {
  readonly function: string;
  readonly origin: TextOrigin;
  readonly range: SourceRange;
  /** Only when `locals` was asked for, and only for the first frames. */
  readonly locals: readonly VariableState[] | undefined;
}

export interface VariableState {
  readonly name: string;
  readonly type: string;
  /** As a kernel debugger prints it; `<uninitialised>` where it is. */
  readonly value: string;
  /** It differs from the previous moment shown. */
  readonly changed: boolean;
}

export interface NetNamespace {
  readonly address: string;
  readonly name: string; // `init_net`, else `net #2` in order of creation
  readonly devices: readonly NetDevice[];
  readonly loopbackDevice: string | undefined; // name of what `net->loopback_dev` points to
}

export interface NetDevice {
  readonly address: string;
  readonly name: string;
  readonly ifindex: number;
  readonly mtu: number;
  readonly flags: number;
  readonly flagNames: readonly string[];
  /** `00:00:00:00:00:00` */
  readonly hardwareAddress: string;
  readonly registrationState: string;
  readonly stats: {
    readonly rx_packets: number;
    readonly tx_packets: number;
    readonly rx_bytes: number;
    readonly tx_bytes: number;
  };
  /** Other members worth a line, as C names and printed values: netdev_ops, priv_destructor, name_assign_type … */
  readonly fields: readonly { readonly name: string; readonly value: string; readonly symbol: string | undefined }[];
}

/** The `struct pcpu_lstats` of one device over all possible CPUs. */
export interface PerCpuStats {
  readonly device: string;
  readonly namespace: string;
  /** The `__percpu` cookie. */
  readonly cookie: string;
  readonly unitOffsetStep: number;
  /** At most 256 rows; `omitted` more are all zero or not shown. */
  readonly rows: readonly {
    readonly cpu: number;
    readonly address: string;
    readonly packets: number;
    readonly bytes: number;
    readonly changed: boolean;
    /** The loop of a read that is going on stands at this CPU. */
    readonly reading: boolean;
  }[];
  readonly omitted: number;
  readonly sum: { readonly packets: number; readonly bytes: number };
  /** What the last dev_lstats_read returned, or has summed up so far. */
  readonly read: { readonly packets: number; readonly bytes: number; readonly complete: boolean } | undefined;
}

export interface LogLine {
  readonly moment: number;
  readonly cpu: number;
  readonly level: number;
  readonly text: string;
}

export interface MemoryUse {
  readonly liveObjects: number;
  readonly liveBytes: number;
  readonly freedObjects: number;
  readonly perCpuBytes: number;
  /** The youngest live objects first; at most 100. */
  readonly objects: readonly {
    readonly address: string;
    readonly size: number;
    readonly kind: string;
    readonly allocatedIn: string;
  }[];
}
