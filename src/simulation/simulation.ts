/**
 * One simulation: a program, a machine, and the timeline of its run. `launch` makes and runs it in slices, so that whoever drives it
 * can look at its messages in between; afterwards it answers where a reader can go from a moment, and what the state is there.
 * It is synchronous but for the slices and knows no worker: `serve.ts` puts it behind messages, `cli.ts` uses it as it is.
 */

import type { CompiledFunction } from '../c/compiled';
import { createMachine } from '../c/machine/machine';
import { Memories } from '../c/machine/memories';
import type { FrameView, Machine } from '../c/machine/types';
import { typeName } from '../c/typeNames';
import { bootParameters } from './bootParameters';
import { completedDefinitions } from './completed';
import { KernelState } from './inspect/kernelState';
import { Inspector } from './inspect/values';
import { rangeOf, spellingOf, tokenOrigin, trailOf } from './places';
import { type BuiltProgram, Programs } from './program';
import type {
  CpuState,
  LaunchArguments,
  LogLine,
  Mark,
  MemoryUse,
  MomentState,
  Problem,
  RunSummary,
  StackFrame,
  StatePart,
  StepCommand,
} from './protocol';
import { Origins, reportOf, stackFrame, whoAllocated } from './reports';
import { SpanRecorder } from './spans';
import { statementText, withParentheses } from './statementText';
import { SymbolIndex } from './symbols';
import { type BlockSummary, type CallListener, isMachineCode, Timeline, type TimelineEvent } from './timeline';
import { watched } from './watch';

/** Ticks between two looks at the messages: a few milliseconds. */
const SLICE = 200_000;
const MAX_MARKS = 400;
/** Frames whose locals are shown, for each CPU. */
const FRAMES_WITH_LOCALS = 4;
const MAX_OBJECTS = 100;
/** CPUs whose stacks are told at a moment. */
const MAX_STACKS = 256;
const STACK_SIZE = 32 * 1024;

export interface LaunchHooks {
  /** Called between slices with the phase and the ticks run; gives true to cancel. */
  readonly pause: (phase: 'compiling' | 'running', ticks: number) => Promise<boolean>;
  /** The program compiled, and its run begins: what a run before it holds may be given back. */
  readonly compiled?: () => void;
  /** Told of every call as the run is recorded. */
  readonly calls?: CallListener;
}

export type LaunchResult =
  | { readonly ok: true; readonly simulation: Simulation }
  | { readonly ok: false; readonly problems: readonly Problem[] };

/** Composes, compiles, and runs a scenario from boot to its end (or to its budget, or until it is cancelled). */
export async function launch(
  args: LaunchArguments,
  hooks: LaunchHooks,
  programs: Programs = new Programs(),
  memories: Memories = new Memories(),
): Promise<LaunchResult> {
  if (await hooks.pause('compiling', 0)) return { ok: false, problems: [] };
  const made = programs.make(args);
  if (!made.ok) return made;
  hooks.compiled?.();
  const simulation = new Simulation(args, made.program, hooks.calls, memories);
  await simulation.run(hooks);
  return { ok: true, simulation };
}

export class Simulation {
  readonly machine: Machine;
  readonly timeline: Timeline;
  readonly origins: Origins;
  private symbolIndex: SymbolIndex | undefined;
  private readonly spans: SpanRecorder;
  private readonly marks: Mark[] = [];
  private cancelled = false;
  /** Where the run ends: a cancelled one does not go on. */
  private endClock = Number.POSITIVE_INFINITY;
  private readonly shown = new Map<string, string>();

  constructor(
    readonly args: LaunchArguments,
    readonly program: BuiltProgram,
    listener: CallListener | undefined,
    memories: Memories = new Memories(),
  ) {
    const { layout, module } = program.build;
    this.machine = createMachine({
      layout,
      compile: module,
      cpus: args.cpus,
      memories,
      stackSize: STACK_SIZE,
      schedule: args.schedule === 'yields' ? { policy: 'yields' } : { policy: 'seeded', seed: args.schedule.seed },
      limits: { ticks: args.budget },
      objects: bootParameters(layout, args),
    });
    this.origins = new Origins(program.composed);
    const notable: boolean[] = [];
    this.spans = new SpanRecorder((functionId) => {
      notable[functionId] ??= this.origins.of(layout.functions[functionId - 1] as CompiledFunction) !== 'model';
      return notable[functionId];
    });
    this.timeline = new Timeline(this.machine, this.listener(listener));
  }

  /** Lets go of the machine's memory. Nothing may be asked any more. */
  dispose(): void {
    this.machine.release();
  }

  private listener(other: CallListener | undefined): CallListener {
    return {
      enter: (cpu, depth, functionId, moment) => {
        this.spans.enter(cpu, depth, functionId, moment);
        other?.enter?.(cpu, depth, functionId, moment);
        const compiled = this.machine.layout.functions[functionId - 1];
        if (compiled && this.marks.length < MAX_MARKS && this.origins.of(compiled) !== 'model') {
          this.marks.push({ moment, kind: 'note', label: compiled.name });
        }
      },
      leave: (cpu, depth, functionId, moment) => {
        this.spans.leave(cpu, depth, moment);
        other?.leave?.(cpu, depth, functionId, moment);
      },
      switched: (from, to, moment) => other?.switched?.(from, to, moment),
    };
  }

  /** Runs to the end, in slices. */
  async run(hooks: LaunchHooks): Promise<void> {
    for (;;) {
      if (await hooks.pause('running', this.machine.clock)) {
        this.cancelled = true;
        this.endClock = this.machine.clock;
        return;
      }
      if (this.timeline.record(SLICE).reason === 'ended') return;
    }
  }

  // ---------------------------------------------------------------- what was run

  summary(): RunSummary {
    const { outcome, clock } = this.machine;
    const end = this.timeline.moments - 1;
    const problems = this.program.problems;
    const reports = this.machine.reports.map((report) => ({
      moment: report.fatal ? end : this.timeline.momentAt(report.clock),
      report: reportOf(report, this.origins, this.machine.layout.options.model),
    }));
    this.goTo(end);
    return {
      scenario: this.args.scenario,
      cpus: this.args.cpus,
      bits: this.args.bits,
      moments: this.timeline.moments,
      ticks: clock,
      outcome: this.cancelled ? 'cancelled' : (outcome?.kind ?? 'cancelled'),
      result: outcome?.kind === 'returned' ? outcome.result : undefined,
      reports,
      marks: this.allMarks(reports.map(({ moment, report }) => ({ moment, kind: 'report', label: report.headline }))),
      // A call that never returned goes on at the last moment too.
      spans: this.spans.finish(end + 1, (functionId) => this.describeFunction(functionId)),
      stop: this.args.stopOn === undefined ? undefined : this.firstRun(this.args.stopOn),
      completed: completedDefinitions(this.program.composed),
      problems,
    };
  }

  private describeFunction(functionId: number): { name: string; origin: ReturnType<Origins['of']> } {
    const compiled = this.machine.layout.functions[functionId - 1];
    return compiled ? { name: compiled.name, origin: this.origins.of(compiled) } : { name: '?', origin: 'model' };
  }

  private allMarks(reports: readonly Mark[]): Mark[] {
    const log: Mark[] = this.log(Number.POSITIVE_INFINITY)
      .slice(0, MAX_MARKS)
      .map((line) => ({ moment: line.moment, kind: 'log', label: line.text }));
    return [...this.marks, ...log, ...reports].sort((a, b) => a.moment - b.moment);
  }

  /** Names of all symbols that the run ran. */
  symbolsRun(): string[] {
    const executed = this.timeline.executed();
    const { numbers } = this.timeline;
    const out = new Set<string>();
    for (const compiled of this.machine.layout.functions) {
      if (compiled.statements.some((_, n) => executed[numbers.of(compiled.id, n)])) out.add(compiled.name);
    }
    for (const symbol of this.symbols.symbols) {
      const run = this.symbols
        .statements(symbol)
        .some(({ functionId, statement }) => executed[numbers.of(functionId, statement)]);
      if (run) out.add(symbol);
    }
    return [...out].sort();
  }

  /** Made when it is first asked for: it reads all of the program's trees. */
  private get symbols(): SymbolIndex {
    this.symbolIndex ??= new SymbolIndex(this.machine.layout);
    return this.symbolIndex;
  }

  // ---------------------------------------------------------------- moving

  /** Brings the machine to a moment; beyond the last statement, to the end of the run, or to where it was cancelled. */
  private goTo(moment: number): TimelineEvent | undefined {
    const event = this.timeline.event(moment);
    this.machine.goTo(event ? event.clock : this.endClock);
    return event;
  }

  /** The moment that a step leads to: the first or last moment when there is nothing further that way. */
  step(from: number, command: StepCommand, cpu: number): number {
    const backwards = command === 'stepBack' || command === 'previous' || command === 'stepBackOut';
    const limit = this.depthLimit(from, command, cpu);
    const found = this.timeline.find(
      from,
      backwards,
      (event) => event.cpu === cpu && event.depth <= limit,
      (block) => (block.leastDepth.get(cpu) ?? Number.POSITIVE_INFINITY) <= limit,
    );
    return found?.moment ?? (backwards ? 0 : this.timeline.moments - 1);
  }

  /** The deepest call at which a step may stop. */
  private depthLimit(from: number, command: StepCommand, cpu: number): number {
    if (command === 'stepIn' || command === 'stepBack') return Number.POSITIVE_INFINITY;
    const here = this.timeline.event(from);
    const current =
      here?.cpu === cpu ? here : this.timeline.find(from, true, (event) => event.cpu === cpu, usesCpu(cpu));
    if (!current) return Number.POSITIVE_INFINITY;
    return command === 'stepOut' || command === 'stepBackOut' ? current.depth - 1 : current.depth;
  }

  /** The next or previous moment at which a run of the symbol begins; undefined when there is none. */
  find(from: number, symbol: string, backwards: boolean): number | undefined {
    const runs = this.runner(symbol);
    let at = from;
    for (;;) {
      const found = this.timeline.find(at, backwards, (event) => runs.event(event), runs.block);
      if (!found) return undefined;
      if (this.begins(found, runs)) return found.moment;
      at = found.moment;
    }
  }

  private firstRun(symbol: string): RunSummary['stop'] {
    const first = this.find(-1, symbol, false);
    if (first === undefined) return undefined;
    return { moment: first, occurrence: 1, occurrences: this.countRuns(symbol, this.timeline.moments) };
  }

  /** Runs of a symbol that begin before a moment. */
  private countRuns(symbol: string, before: number): number {
    const runs = this.runner(symbol);
    let count = 0;
    let at = -1;
    for (;;) {
      const found = this.timeline.find(at, false, (event) => runs.event(event), runs.block);
      if (!found || found.moment >= before) return count;
      if (this.begins(found, runs)) count++;
      at = found.moment;
    }
  }

  /** Statements that run a symbol one after the other, in one call, are one run of it. */
  private begins(event: TimelineEvent, runs: SymbolRuns): boolean {
    if (runs.byEntry(event)) return true;
    const before = this.timeline.find(event.moment, true, (other) => other.cpu === event.cpu, usesCpu(event.cpu));
    return !before || before.depth !== event.depth || !runs.event(before);
  }

  private runner(symbol: string): SymbolRuns {
    const ids = new Set(this.symbols.functionIds(symbol));
    const numbers = this.symbols
      .statements(symbol)
      .map(({ functionId, statement }) => this.timeline.numbers.of(functionId, statement));
    const entries = [...ids].flatMap((id) => {
      const count = this.machine.layout.functions[id - 1]?.statements.length ?? 0;
      return Array.from({ length: count }, (_, n) => this.timeline.numbers.of(id, n));
    });
    // A function runs where it is entered; the statements that only name it do not count when it is one of the program's.
    if (ids.size > 0) {
      const byEntry = (event: TimelineEvent): boolean => event.entry && ids.has(event.functionId);
      return { event: byEntry, byEntry, block: (block) => entries.some((n) => block.executed[n]) };
    }
    return {
      event: (event) => this.symbols.runs(symbol, event.functionId, event.statement),
      byEntry: () => false,
      block: (block) => numbers.some((n) => block.executed[n]),
    };
  }

  // ---------------------------------------------------------------- the state at a moment

  state(moment: number, parts: readonly StatePart[]): MomentState {
    const moments = this.timeline.moments;
    const at = Math.max(0, Math.min(moment, moments - 1));
    const event = this.goTo(at);
    const kernel = new KernelState(this.machine);
    const has = (part: StatePart): boolean => parts.includes(part);
    const report = this.machine.reports[this.machine.reports.length - 1];
    const state: MomentState = {
      moment: at,
      moments,
      clock: this.machine.clock,
      cpu: event?.cpu ?? this.machine.currentCpu,
      ...(event ? this.statementOf(event) : this.stoppedAt()),
      cpus: has('stacks') || has('locals') ? this.cpus(has('locals')) : undefined,
      namespaces: has('namespaces') ? kernel.namespaces() : undefined,
      perCpu: has('perCpu') ? this.markChanged(kernel.perCpuStats()) : undefined,
      log: undefined,
      memory: has('memory') ? this.memoryUse() : undefined,
      report: !event && report?.fatal ? reportOf(report, this.origins, this.machine.layout.options.model) : undefined,
      ...(this.args.stopOn === undefined ? {} : { occurrence: this.countRuns(this.args.stopOn, at + 1) }),
    };
    // Last, as finding a line's moment may move the machine.
    return has('log') ? { ...state, log: this.log(state.clock) } : state;
  }

  /** Where a run ended that did not return: at the place to blame for its last report, else in the innermost call. */
  private stoppedAt(): StatementState {
    const { outcome, currentCpu } = this.machine;
    if (outcome?.kind === 'returned' || this.machine.cpu(currentCpu).state === 'idle') return NOWHERE;
    const frame = this.machine.stack(currentCpu).find((candidate) => !isMachineCode(candidate.function));
    if (!frame) return NOWHERE;
    const { range, origin } = stackFrame(frame, this.origins);
    const report = this.machine.reports.at(-1);
    const place = report?.fatal ? reportOf(report, this.origins, this.machine.layout.options.model).place : undefined;
    return { ...NOWHERE, statement: place ?? range, statementOrigin: place?.origin ?? origin };
  }

  private statementOf(event: TimelineEvent): StatementState {
    const compiled = this.machine.layout.functions[event.functionId - 1];
    const statement = compiled?.statements[event.statement];
    if (!compiled || !statement) return NOWHERE;
    const span = withParentheses(this.program.build, compiled, statement);
    const { first, last } = span;
    const spelling = spellingOf(first, last);
    const origin = this.origins.of(compiled);
    return {
      statement: rangeOf(first, last),
      // In a completed definition each line is somebody's own.
      statementOrigin: origin === 'note+model' ? tokenOrigin(first) : origin,
      expansion: trailOf(first),
      statementText: first.expansion || last.expansion ? statementText(this.program.build, compiled, span) : '',
      ...(spelling ? { spelling } : {}),
    };
  }

  private cpus(withLocals: boolean): CpuState[] {
    const possible = this.possibleCpus();
    const out: CpuState[] = [];
    let stacks = 0;
    for (let cpu = 0; cpu < this.machine.cpus; cpu++) {
      const now = this.machine.cpu(cpu).state;
      const state: CpuState['state'] = this.machine.outcome ? 'ended' : now;
      const one = { cpu, possible: cpu < possible, state };
      const frames =
        now === 'idle' || stacks >= MAX_STACKS
          ? []
          : this.machine.stack(cpu).filter((frame) => !isMachineCode(frame.function));
      if (frames.length > 0) {
        stacks++;
        const stack = frames.map((frame, n) => this.frame(frame, withLocals && n < FRAMES_WITH_LOCALS));
        out.push({ ...one, stack });
        continue;
      }
      const before = out.at(-1);
      const alike = before?.stack.length === 0 && before.state === state && before.possible === one.possible;
      if (alike) out[out.length - 1] = { ...before, last: cpu };
      else out.push({ ...one, stack: [] });
    }
    return out;
  }

  private possibleCpus(): number {
    const inspector = new Inspector(this.machine);
    const count = inspector.global('nr_cpu_ids');
    return count ? Number(inspector.integer(count)) : this.machine.cpus;
  }

  private frame(frame: FrameView, withLocals: boolean): StackFrame {
    const shown = stackFrame(frame, this.origins);
    if (!withLocals) return shown;
    const inspector = new Inspector(this.machine);
    const locals = this.machine.variables(frame).map((view) => {
      const value = inspector.format(inspector.variable(view), 2);
      const key = `${frame.cpu} ${frame.frame} ${frame.function.id} ${view.variable.name}`;
      const before = this.shown.get(key);
      this.remember(key, value);
      return {
        name: view.variable.name,
        type: typeName(view.variable.type),
        value,
        changed: before !== undefined && before !== value,
      };
    });
    return { ...shown, locals };
  }

  /** What was shown last, to mark what changed; bounded, as a run has many frames. */
  private remember(key: string, value: string): void {
    if (this.shown.size > 5000) this.shown.clear();
    this.shown.set(key, value);
  }

  private markChanged(stats: NonNullable<MomentState['perCpu']>): NonNullable<MomentState['perCpu']> {
    return stats.map((device) => ({
      ...device,
      rows: device.rows.map((row) => {
        const key = `${device.cookie} ${row.cpu}`;
        const value = `${row.packets} ${row.bytes}`;
        const before = this.shown.get(key);
        this.remember(key, value);
        return { ...row, changed: before !== undefined && before !== value };
      }),
    }));
  }

  /** Lines of the log up to a clock. The console's lines are printk's: `<level>text`. May move the machine. */
  log(clock: number): LogLine[] {
    return this.machine.console
      .filter((line) => line.clock <= clock)
      .map((line) => {
        const level = /^<(\d)>/.exec(line.text);
        return {
          moment: this.timeline.momentAt(line.clock),
          cpu: line.cpu,
          level: level ? Number(level[1]) : 6,
          text: level ? line.text.slice(level[0].length) : line.text,
        };
      });
  }

  private memoryUse(): MemoryUse {
    const inspector = new Inspector(this.machine);
    const objects = this.machine.objects();
    const live = objects.filter((object) => !object.freed);
    const bytes = (perCpu: boolean): number =>
      live.filter((object) => object.perCpu === perCpu).reduce((sum, object) => sum + object.size, 0);
    return {
      liveObjects: live.length,
      liveBytes: bytes(false),
      freedObjects: objects.length - live.length,
      perCpuBytes: bytes(true),
      objects: live
        .slice(-MAX_OBJECTS)
        .reverse()
        .map((object) => ({
          address: inspector.hex(object.address),
          size: object.size,
          kind: object.kind,
          allocatedIn: whoAllocated(object.allocated.stack),
        })),
    };
  }

  /** A C expression at a moment, in the scope of a frame of a CPU (0 is the innermost). */
  evaluate(moment: number, expression: string, cpu: number, frame: number): { value: string; error: boolean } {
    this.goTo(moment);
    return watched(this.program.build, this.machine, expression, cpu, frame);
  }
}

type StatementState = Pick<MomentState, 'statement' | 'statementOrigin' | 'expansion' | 'statementText' | 'spelling'>;

const NOWHERE: StatementState = { statement: undefined, statementOrigin: undefined, expansion: [], statementText: '' };

interface SymbolRuns {
  readonly event: (event: TimelineEvent) => boolean;
  readonly byEntry: (event: TimelineEvent) => boolean;
  readonly block: (block: BlockSummary) => boolean;
}

const usesCpu =
  (cpu: number) =>
  (block: BlockSummary): boolean =>
    block.leastDepth.has(cpu);
