/**
 * `annotated-kernel run`: a scenario from boot, in the terminal. It prints the calls as ftrace's function_graph tracer
 * does, one line for each entry and return, then the log and the final state, or all of it as JSON. Reports, and what
 * is wrong with the note, go to standard error. It knows no Node: `cli.ts` passes in what it needs.
 */
import type { CompiledFunction } from '../c/compiled';
import { type ModelDefinition, modelDefinitions } from '../kernel/modelIndex';
import { scenarios } from '../kernel/scenarios';
import type { Note } from '../notes/note';
import { programSnippets } from '../notes/programText';
import { readNote } from '../notes/read';
import { rangeOf } from '../simulation/places';
import { Programs } from '../simulation/program';
import { type LaunchArguments, type NetNamespace, type Problem, type TextOrigin, TICKS } from '../simulation/protocol';
import { type LaunchHooks, launch, type Simulation } from '../simulation/simulation';
import { type Arguments, InputError, UsageError } from './arguments';
import { jsonText, printable } from './printable';

/** What the terminal gives. */
export interface Terminal {
  out(text: string): void;
  error(text: string): void;
  /** The text of a file. Rejects with a message for the user. */
  readText(path: string): Promise<string>;
  /** The bundled notes. */
  readonly bundledNote: { readonly path: string; readonly text: string };
}

/** Calls that are printed; the run itself goes on. */
const MAX_CALLS = 5_000_000;

interface Call {
  readonly cpu: number;
  readonly depth: number;
  readonly functionId: number;
  /** Index of the call's return in the list of events; its absence means that it never returned. */
  leaf: boolean;
}

type CallEvent = { readonly call: Call; readonly enters: boolean };

/**
 * Exit status: 0 when the scenario returned 0, 1 when it did not or nothing ran, 134 when the kernel faulted or
 * panicked. `programs` remembers what was compiled, for who runs several.
 */
export async function runScenario(args: Arguments, terminal: Terminal, programs = new Programs()): Promise<number> {
  const options = await launchArguments(args, terminal);
  const events: CallEvent[] = [];
  const open: Call[][] = [];
  const hooks: LaunchHooks = {
    pause: async () => false,
    calls: {
      enter: (cpu, depth, functionId) => {
        if (events.length >= MAX_CALLS) return;
        const call: Call = { cpu, depth, functionId, leaf: false };
        events.push({ call, enters: true });
        let stack = open[cpu];
        if (!stack) {
          stack = [];
          open[cpu] = stack;
        }
        stack[depth] = call;
      },
      leave: (cpu, depth) => {
        const call = open[cpu]?.[depth];
        if (!call || events.length >= MAX_CALLS) return;
        call.leaf = events[events.length - 1]?.call === call;
        events.push({ call, enters: false });
      },
    },
  };
  const result = await launch(options, hooks, programs);
  if (!result.ok) {
    for (const problem of result.problems) terminal.error(printable(`${problemText(problem)}\n`));
    return 1;
  }
  const { simulation } = result;
  const run = simulation.summary();
  for (const problem of run.problems) terminal.error(printable(`${problemText(problem)}\n`));
  for (const { report } of run.reports) terminal.error(printable(`${report.text}\n`));
  const end = simulation.state(run.moments - 1, ['namespaces', 'log']);
  const namespaces = end.namespaces ?? [];
  const log = (end.log ?? []).map((line) => line.text);
  if (args.flag('json')) {
    const calls = events.filter((event) => event.enters).map(({ call }) => describeCall(call, simulation));
    const { scenario, cpus, bits } = options;
    const document = {
      scenario,
      cpus,
      bits,
      outcome: run.outcome,
      result: run.result ?? null,
      steps: run.moments - 1,
      calls,
      state: { namespaces: namespaces.map(jsonNamespace) },
      log,
    };
    terminal.out(`${jsonText(document)}\n`);
  } else {
    terminal.out(functionGraph(events, simulation));
    terminal.out(printable(`\n${log.map((line) => `${line}\n`).join('')}\n${stateText(namespaces)}`));
    terminal.out(`\n${options.scenario}: ${outcomeText(run.outcome, run.result)}, ${run.moments - 1} statements\n`);
  }
  if (run.outcome === 'fault' || run.outcome === 'panic') return 134;
  return run.outcome === 'returned' && run.result === 0 ? 0 : 1;
}

async function launchArguments(args: Arguments, terminal: Terminal): Promise<LaunchArguments> {
  const [scenario, ...rest] = args.positional;
  const declared = scenarios().find(({ name }) => name === scenario);
  const known = scenarios().map(({ name }) => name);
  if (scenario === undefined || rest.length > 0) throw new UsageError(`run takes one scenario: ${known.join(', ')}`);
  if (!declared) {
    throw new InputError(`there is no scenario '${scenario}'; there are ${known.join(', ')}`);
  }
  const bits = args.number('bits', 64, 32, 64);
  if (bits !== 32 && bits !== 64) throw new UsageError('--bits takes 32 or 64');
  const path = args.text('note');
  const { bundledNote } = terminal;
  const text = path === undefined ? undefined : await terminal.readText(path);
  const note = path === undefined || text === undefined ? bundledNote : { path, text };
  const read = readNote(note.path, note.text);
  if (text !== undefined) terminal.error(printable(noteProblems(read)));
  const tree = args.text('tree');
  const seed = args.text('seed');
  return {
    scenario,
    note: { ...note, snippets: programSnippets(read) },
    tree: tree === undefined ? [] : [await treeFile(tree, 'drivers/net/loopback.c', terminal)],
    cpus: args.number('cpus', 4, 1, 8192),
    bits,
    commandLine: args.text('cmdline') ?? declared.commandLine,
    failAllocation: args.number('fail-alloc', 0, 0, 0xffffffff),
    schedule: seed === undefined ? 'yields' : { seed: args.number('seed', 0, 0, 0xffffffff) },
    budget: args.number('ticks', TICKS, 1, Number.MAX_SAFE_INTEGER),
    stopOn: undefined,
  };
}

async function treeFile(tree: string, path: string, terminal: Terminal): Promise<{ path: string; text: string }> {
  return { path, text: await terminal.readText(`${tree.replace(/\/+$/, '')}/${path}`) };
}

// ---------------------------------------------------------------- calls

/** As /sys/kernel/tracing/trace shows it with the function_graph tracer, without times: ` 0)  |  start_kernel() {`. */
function functionGraph(events: readonly CallEvent[], simulation: Simulation): string {
  const lines: string[] = [];
  let last = -1;
  for (const { call, enters } of events) {
    if (call.leaf && !enters) continue;
    if (last !== call.cpu && last >= 0) lines.push(' ------------------------------------------');
    last = call.cpu;
    const name = functionOf(call, simulation)?.name ?? '?';
    const text = enters ? (call.leaf ? `${name}();` : `${name}() {`) : '}';
    lines.push(`${String(call.cpu).padStart(4)})  |  ${'  '.repeat(Math.max(0, call.depth - 1))}${text}`);
  }
  return `# CPU  |  FUNCTION CALLS\n${lines.join('\n')}\n`;
}

function functionOf(call: Call, simulation: Simulation): CompiledFunction | undefined {
  return simulation.machine.layout.functions[call.functionId - 1];
}

/** A call for whoever reads the JSON; lines are 1-based. */
interface JsonCall {
  readonly cpu: number;
  readonly depth: number;
  readonly function: string;
  /** The file that the definition belongs to: of the model, of the kernel tree, or where a note's own goes. */
  readonly path: string;
  /**
   * Where that file defines the function, also when a note's text stands in for it, so that it can be looked up. A function that
   * only the note has is in no such file: for it, it is the line in the note.
   */
  readonly line: number;
  readonly from: TextOrigin;
  readonly note?: { readonly path: string; readonly line: number };
}

function describeCall(call: Call, simulation: Simulation): JsonCall {
  const compiled = functionOf(call, simulation);
  if (!compiled) throw new Error(`there is no function ${call.functionId}`);
  const { token } = compiled.definition.symbol;
  const from = simulation.origins.of(compiled);
  const place = rangeOf(token);
  return {
    cpu: call.cpu,
    depth: call.depth - 1,
    function: compiled.name,
    path: token.file.path,
    line: (place.origin === 'note' ? modelLine(compiled.name, token.file.path) : undefined) ?? place.line,
    from,
    ...(place.origin === 'note' ? { note: { path: place.path, line: place.line } } : {}),
  };
}

/** The line at which the model defines a function in one of its files; undefined when it does not. */
function modelLine(name: string, path: string): number | undefined {
  const isIt = ({ file, item }: ModelDefinition): boolean => item.kind === 'function' && file.path === path;
  const found = modelDefinitions(name).find(isIt);
  const token = found?.outline.tokens[found.item.nameToken];
  return found && token && found.file.place(token.offset).line;
}

// ---------------------------------------------------------------- state

function jsonNamespace(namespace: NetNamespace): object {
  return {
    devices: namespace.devices.map(({ name, ifindex, mtu, flags, hardwareAddress, stats }) => ({
      name,
      ifindex,
      mtu,
      flags,
      address: hardwareAddress,
      stats,
    })),
  };
}

/** As `ip -s link` shows devices. */
function stateText(namespaces: readonly NetNamespace[]): string {
  const lines = namespaces.flatMap((namespace) => [
    `${namespace.name}:`,
    ...namespace.devices.flatMap((device) => [
      `  ${device.ifindex}: ${device.name}: <${device.flagNames.join(',')}> mtu ${device.mtu}`,
      `      link/loopback ${device.hardwareAddress}`,
      `      RX: packets ${device.stats.rx_packets} bytes ${device.stats.rx_bytes}`,
      `      TX: packets ${device.stats.tx_packets} bytes ${device.stats.tx_bytes}`,
    ]),
  ]);
  return lines.map((line) => `${line}\n`).join('');
}

function outcomeText(outcome: string, result: number | undefined): string {
  return result === undefined ? outcome : `returned ${result}`;
}

/** What is wrong with the note itself, a line each: its code is told of when it is compiled. */
function noteProblems(note: Note): string {
  const lines = note.problems.map(
    ({ line, severity, message }) =>
      `${note.uri}:${line}: ${severity === 'information' ? 'note' : severity}: ${message}`,
  );
  if (note.snippets.length === 0) {
    lines.push(`${note.uri}: warning: there is no C in this note, in a fence \`\`\`c; the model's own C runs alone`);
  }
  return lines.map((line) => `${line}\n`).join('');
}

function problemText({ severity, message, range }: Problem): string {
  return `${range.path}:${range.line}:${range.column}: ${severity === 'information' ? 'note' : severity}: ${message}`;
}
