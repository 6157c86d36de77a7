/**
 * The machine as its users see it: what a run is started with, how it is driven, and what can be asked about it.
 * `createMachine` (machine.ts) makes one. Everything here is synchronous: a caller that must stay responsive runs in
 * slices (`RunOptions.ticks`) and reads its messages between them; not calling `run` again is how a run is cancelled.
 *
 * Moments. A moment of a run is a value of the clock: the state just before tick number `clock + 1` (abi.ts says what
 * a tick is). A run is determined by its options; so `restore` and `run` lead to the same bytes at the same moment,
 * however one got there.
 */
import type {
  CompiledFunction,
  CompiledModule,
  Cut,
  PlacedObject,
  Point,
  ProgramLayout,
  StatementInfo,
} from '../compiled';
import type { Token } from '../token';
import type { Variable } from '../tree';
import type { Memories } from './memories';

// ---------------------------------------------------------------- what a run is started with

/** Who runs when. Data, so that a run can be repeated. */
export type Schedule =
  /** Switches only where the program gives up the CPU, to the next running one in ascending order, cyclically. */
  | { readonly policy: 'yields' }
  /**
   * Switches at random ticks too, `interval` ticks apart in the mean (default 200), and at random where the program
   * yields.
   */
  | { readonly policy: 'seeded'; readonly seed: number; readonly interval?: number }
  /** Exactly these switches up to the moment `until` (default: the last switch), afterwards as `yields`. */
  | { readonly policy: 'list'; readonly switches: readonly Switch[]; readonly until?: number };

/** One switch to another CPU. */
export interface Switch {
  /** The moment. Ascending in a list. */
  readonly clock: number;
  /** The CPU that gets the turn. */
  readonly cpu: number;
  /**
   * `tick`: the running CPU is interrupted before its next tick. `yield`: where it gave up its turn, or its function
   * returned.
   */
  readonly at: 'tick' | 'yield';
  /** Of several yields of the running CPU at the same moment: which one, from 0 (default). */
  readonly nth?: number;
}

export interface MachineLimits {
  /** Ticks after which the run ends with the report `endless-run`. Default 10,000,000,000. */
  readonly ticks: number;
  /** Bytes that the program may put on the console, each line's 16 bytes of bookkeeping included. Default 1 MiB. */
  readonly consoleBytes: number;
  /** Bytes that a hosted program may write to its streams. Default 256 MiB. */
  readonly outputBytes: number;
  /**
   * Reports of a run that goes on (undefined behaviour, warnings, leaks) that are kept; further ones are counted.
   * Default 1000.
   */
  readonly reports: number;
}

export interface MachineOptions {
  readonly layout: ProgramLayout;
  /** Gives the module for a cut; called at most once for each, when the cut is first needed. */
  readonly compile: (cut: Cut) => CompiledModule;
  /** Number of CPUs, 1 to 8192. */
  readonly cpus: number;
  /** Bytes of stack for each CPU, a multiple of 4096. Default 32 KiB. Untouched stack costs nothing. */
  readonly stackSize?: number;
  /** Default `{ policy: 'yields' }`. */
  readonly schedule?: Schedule;
  /** Where its memory comes from, and goes to when it is released. Default: one is made, and never used again. */
  readonly memories?: Memories;
  /** Keep checkpoints, so that `restore` works. Default true. */
  readonly recoverable?: boolean;
  /** Most bytes that going back may take, whatever the run's length; recorded switches get a quarter of it. Default 256 MiB. */
  readonly checkpointBytes?: number;
  /**
   * Keep every switch of CPUs, 12 bytes for each, for `recordedSchedule`, as far as `checkpointBytes` has room. Going back needs
   * none of them. Default false.
   */
  readonly recordSwitches?: boolean;
  readonly limits?: Partial<MachineLimits>;
  /** C name of the function that CPU 0 runs; it takes nothing and returns int. Default `machine_main`. */
  readonly entry?: string;
  /** Bytes to write over objects with external linkage before the start, by C name: the parameters of the run. */
  readonly objects?: ReadonlyMap<string, Uint8Array>;
  /** What only a hosted program has: its arguments, its streams, its files. Absent for a kernel. */
  readonly host?: Host;
}

/** The world around a hosted program (`exec`). Calls happen while the program runs and are not undone by `restore`. */
export interface Host {
  /** `argv`, the program's name first; each as bytes without the terminating zero. */
  readonly arguments: readonly Uint8Array[];
  /** Takes what the program writes. The bytes are a copy. */
  readonly write: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void;
  /** Gives up to `count` bytes of standard input; empty at its end. */
  readonly read: (count: number) => Uint8Array;
  /** Nanoseconds since the epoch, for `time`; nanoseconds used, for `clock`. */
  readonly now: () => bigint;
}

// ---------------------------------------------------------------- how it is driven

export interface RunOptions {
  /** Stop exactly at this moment. Default: never. */
  readonly until?: number;
  /** Stop, at a convenient moment, after about so many ticks. Default: no limit. */
  readonly ticks?: number;
  /** Is told of statements and calls, and may stop the run. With one the run is slower. */
  readonly observer?: Observer;
}

/**
 * Hears of a run as it goes. `frame` is an offset in data; what `machine.stack(cpu)` shows during a call is up to
 * date.
 */
export interface Observer {
  /**
   * A statement, controlling expression or initialised declaration is about to start; `machine.clock` is the moment
   * before its tick. Return true to stop there, false to go on: `run` then returns `observer` and the machine stands
   * exactly at that moment. It is not called for the statement at which a run is resumed.
   */
  statement?(cpu: number, frame: number, functionId: number, point: number): boolean;
  /** A function was entered; its statements have not begun. */
  enter?(cpu: number, frame: number, functionId: number): void;
  /** A function is about to return. */
  leave?(cpu: number, frame: number, functionId: number): void;
  /** Another CPU gets the turn. */
  switched?(from: number, to: number): void;
}

export type Stop =
  /** `RunOptions.until` is reached. */
  | { readonly reason: 'until' }
  /** `RunOptions.ticks` are used up. */
  | { readonly reason: 'ticks' }
  | { readonly reason: 'observer' }
  /** The run is over: `machine.outcome` says how. */
  | { readonly reason: 'ended' };

/** How a run ended. All but `returned` come with a report, the last in `machine.reports`. */
export type Outcome =
  | { readonly kind: 'returned'; readonly result: number }
  | { readonly kind: 'fault' | 'panic' | 'deadlock' | 'budget'; readonly report: Report };

export interface Machine {
  readonly layout: ProgramLayout;
  readonly cpus: number;
  readonly memory: MemoryReader;
  /** The moment at which the machine stands, in ticks. */
  readonly clock: number;
  /** The CPU that has the turn. */
  readonly currentCpu: number;
  /** Undefined while the run goes on. */
  readonly outcome: Outcome | undefined;
  /** Reports made up to this moment, in order. */
  readonly reports: readonly Report[];
  /** Reports beyond `limits.reports`, which were not kept. */
  readonly droppedReports: number;
  /** Lines put on the console up to this moment. */
  readonly console: readonly ConsoleLine[];

  /** Runs on. Does nothing, and says `ended`, when the run is over. */
  run(options?: RunOptions): Stop;
  /**
   * Goes back to the latest checkpoint at or before `moment` (its own moment is returned; `run({ until: moment })`
   * goes on from there). Moment 0, before the first tick, is always there. Throws a RangeError for a moment after
   * `clock`, an Error when not recoverable.
   */
  restore(moment: number): number;
  /**
   * `restore` as needed and `run` to `moment`, in one go. False when the run ends before it: then it stands at the
   * end.
   */
  goTo(moment: number): boolean;
  /**
   * Takes a checkpoint now. `run` takes them by itself as time goes by: this is for moments that are about to be
   * asked for again.
   */
  checkpoint(): void;
  readonly checkpoints: { readonly count: number; readonly bytes: number };

  /**
   * Switches made up to this moment, as a schedule that repeats the run exactly. Throws an Error when they are not
   * recorded, or were too many to be kept.
   */
  recordedSchedule(): Schedule;

  cpu(cpu: number): CpuView;
  /** Frames of a CPU, innermost first; empty when it idles. */
  stack(cpu: number): readonly FrameView[];
  /**
   * Automatic variables and parameters of a frame that are in scope where it stands, in the order of their
   * declaration.
   */
  variables(frame: FrameView): readonly VariableView[];
  /** What lies at an address, in words and as data. */
  describe(address: bigint): AddressDescription;
  /** Live objects that allocators announced, and freed ones that are remembered, by serial number. */
  objects(): readonly ObjectInfo[];
  /** Reports each live object with a serial number of `since` or more as a leak; what `machine_report_leaks` does. */
  reportLeaks(since?: number): readonly Report[];
  /** Gives the memory back to where it came from. The machine may not be used any more. */
  release(): void;
  /** A digest of everything that the rest of the run depends on; equal states have equal ones (hash.ts). */
  stateHash(): string;
}

export interface ConsoleLine {
  readonly clock: number;
  readonly cpu: number;
  /** Without its newline. */
  readonly text: string;
}

// ---------------------------------------------------------------- what can be asked

/** Memory as the program's addresses mean it. Nothing here is an access: no tick, no check, no fault. */
export interface MemoryReader {
  /** A copy of `size` bytes, or undefined where the program has no memory. */
  read(address: bigint, size: number): Uint8Array | undefined;
  /** Their shadow bytes (SHADOW in abi.ts), a copy. */
  shadow(address: bigint, size: number): Uint8Array | undefined;
  /** An integer of 1, 2, 4 or 8 bytes. */
  integer(address: bigint, size: number, signed: boolean): bigint | undefined;
  /** The bytes of a string up to its zero, at most `limit` of them. */
  string(address: bigint, limit?: number): Uint8Array | undefined;
  /** All of a range may be accessed; `initialised` all of it has a value. */
  accessible(address: bigint, size: number): boolean;
  initialised(address: bigint, size: number): boolean;
}

export interface CpuView {
  readonly cpu: number;
  /** `waiting`: runs, and its last turn ended in `machine_relax()`. */
  readonly state: 'idle' | 'running' | 'waiting';
}

export interface FrameView {
  readonly cpu: number;
  /** Offset in data. */
  readonly frame: number;
  readonly function: CompiledFunction;
  /** Where it stands; undefined at its very start. For a caller: the call that it waits for. */
  readonly point: Point | undefined;
  readonly statement: StatementInfo | undefined;
  /** What a reader is shown: the token of the point, or the function's name. */
  readonly token: Token;
}

export interface VariableView {
  readonly variable: Variable;
  /** Address of one in memory; undefined for one in a register. */
  readonly address: bigint | undefined;
  /** Its bytes, little-endian, as many as its type has. */
  readonly bytes: Uint8Array;
  /** For each byte: it has a value. */
  readonly initialised: readonly boolean[];
}

export interface StackEntry {
  readonly function: CompiledFunction;
  /** 0 at the function's start. */
  readonly point: number;
  readonly token: Token;
}

export interface ObjectInfo {
  /** Start; for per-CPU memory the cookie. */
  readonly address: bigint;
  readonly size: number;
  /** The allocator's word for it: `kmalloc`, `percpu`, `malloc`, … */
  readonly kind: string;
  readonly serial: number;
  readonly perCpu: boolean;
  readonly allocated: ObjectEvent;
  /** Undefined while it lives. */
  readonly freed: ObjectEvent | undefined;
}

export interface ObjectEvent {
  readonly clock: number;
  readonly cpu: number;
  /** Innermost first; at most 16 frames. */
  readonly stack: readonly StackEntry[];
}

export interface AddressDescription {
  readonly address: bigint;
  readonly kind:
    | 'null' // in the first page
    | 'error' // an ERR_PTR() value
    | 'wild' // no memory of the program's
    | 'text' // a function or label
    | 'percpu-cookie' // a __percpu pointer
    | 'object' // in or near an allocator's object
    | 'global' // in or near an object with static storage
    | 'stack' // in a CPU's stack
    | 'raw'; // in memory that no object is known in
  /** One line: `8 bytes inside a kmalloc object of 64 bytes`. */
  readonly text: string;
  /** Offset from the start of what was found; negative before it. */
  readonly offset: number;
  readonly object?: ObjectInfo;
  readonly global?: PlacedObject;
  readonly function?: CompiledFunction;
  /** The frame and variable in a stack. */
  readonly frame?: FrameView;
  readonly variable?: Variable;
  /** Whose copy, in per-CPU memory, or whose stack. */
  readonly cpu?: number;
  /** For `error`: the errno, positive, and its name. */
  readonly errno?: { readonly number: number; readonly name: string };
}

// ---------------------------------------------------------------- reports

export type ReportKind =
  // accesses
  | 'null-dereference'
  | 'error-pointer-dereference'
  | 'wild-access'
  | 'misaligned-access'
  | 'heap-out-of-bounds'
  | 'stack-out-of-bounds'
  | 'global-out-of-bounds'
  | 'percpu-out-of-bounds'
  | 'use-after-free'
  | 'use-after-scope'
  | 'use-after-return'
  | 'write-to-read-only'
  | 'percpu-cookie-access'
  | 'percpu-image-access'
  | 'unallocated-access'
  | 'uninitialised-value'
  | 'access-to-code'
  // allocators
  | 'double-free'
  | 'invalid-free'
  | 'out-of-memory'
  | 'leak'
  // control
  | 'bad-call-target'
  | 'bad-call-type'
  | 'bad-goto-target'
  | 'unreachable'
  | 'trap'
  | 'stack-overflow'
  | 'bad-machine-call'
  // arithmetic
  | 'signed-overflow'
  | 'division-by-zero'
  | 'division-overflow'
  | 'shift-out-of-bounds'
  | 'float-to-integer'
  | 'missing-return'
  // what the program says, and bounds
  | 'warning'
  | 'panic'
  | 'endless-run'
  | 'all-cpus-spin'
  | 'console-overflow'
  | 'output-overflow';

/** What went wrong, as data; `renderReport` (render.ts) writes it as kernel people read it. */
export interface Report {
  readonly kind: ReportKind;
  /** The run ended with it. */
  readonly fatal: boolean;
  readonly clock: number;
  readonly cpu: number;
  /** One line, without place: `use-after-free: read of 8 bytes, 16 bytes inside a freed kmalloc object of 64 bytes`. */
  readonly message: string;
  /** What to blame it on; undefined when no function runs. */
  readonly token: Token | undefined;
  /** Innermost first; of a very deep stack only the 64 innermost. */
  readonly stack: readonly StackEntry[];
  /** How many frames the stack had. */
  readonly depth: number;
  readonly access?: { readonly write: boolean; readonly address: bigint; readonly size: number };
  readonly description?: AddressDescription;
  /** For an uninitialised value: the variable, when one is known. */
  readonly variable?: Variable;
  /** The object concerned, with its stacks: of the access, of the free, leaked. */
  readonly object?: ObjectInfo;
  /** Shadow around the address: rows of 16 bytes. */
  readonly shadow?: readonly { readonly address: bigint; readonly bytes: Uint8Array }[];
  /** Stacks of other CPUs that belong to it (`all-cpus-spin`). */
  readonly others?: readonly { readonly cpu: number; readonly stack: readonly StackEntry[] }[];
}
