/**
 * `exec`: compiles C files as a hosted program and runs its main(). The exit status is main's; 1 when it does not
 * compile, 2 for a command line that makes no sense, 134 (as after an abort) when the run ends with a fault. Reports
 * and compile errors go to standard error.
 */

import type { BuildCache } from '../c/buildCache';
import { FunctionSizeError } from '../c/codegen';
import { ILP32, LP64 } from '../c/dataModel';
import { renderDiagnostics } from '../c/diagnostics';
import { buildProgram } from '../c/engine';
import { createMachine } from '../c/machine/machine';
import { renderReport } from '../c/machine/render';
import type { Host, Machine, Report, Schedule } from '../c/machine/types';
import type { IncludeResolver } from '../c/preprocessor/api';
import { SourceFile } from '../c/source';
import { UsageError } from './arguments';
import { printable } from './printable';

/** What `exec` asks of the terminal that it runs in. */
export interface ExecTerminal {
  /** The text of a file, or undefined where there is none that can be read. */
  readonly readFile: (path: string) => string | undefined;
  /** Up to `count` bytes of standard input; empty at its end. */
  readonly readInput: (count: number) => Uint8Array;
  readonly write: (stream: 'stdout' | 'stderr', bytes: Uint8Array) => void;
  /** Nanoseconds since the epoch. */
  readonly now: () => bigint;
}

export const EXEC_USAGE = `usage: annotated-kernel exec FILE.c… [options] [-- ARGUMENTS]

Compiles C files with the engine and runs main(); the exit status is main's.

  --bits 32|64     the data model: ILP32 (i386) or LP64 (x86-64, the default)
  --cpus N         CPUs of the machine (machine/intrinsics.h starts them); 1
  --seed N         interleave the CPUs at random, as this number says
  --leaks          report what was allocated and not freed
  --max-steps N    end the run after so many steps; 10000000000
  -I DIR           look for headers in DIR
  -D NAME[=VALUE]  define a macro
  -fwrapv          signed arithmetic wraps, and is not reported
  -fgnu89-inline   inline without static has GNU's old meaning
  -w               no warnings
`;

interface ExecOptions {
  readonly files: readonly string[];
  readonly arguments: readonly string[];
  readonly bits: 32 | 64;
  readonly cpus: number;
  readonly seed: number | undefined;
  readonly leaks: boolean;
  readonly maxSteps: number;
  readonly includes: readonly string[];
  readonly macros: readonly string[];
  readonly wrap: boolean;
  readonly gnuInline: boolean;
  readonly warnings: boolean;
}

/** By these programs ask which meaning `inline` has. */
const GNU_INLINE = '#undef __GNUC_STDC_INLINE__\n#define __GNUC_GNU_INLINE__ 1\n';
const FAULT_STATUS = 134;
const STACK = 8 * 1024 * 1024;
const SLICE = 50_000_000;

/**
 * Runs the subcommand; `argv` is what follows its name. Returns the exit status. `cache` remembers what was compiled, for
 * who runs several programs.
 */
export function exec(argv: readonly string[], terminal: ExecTerminal, cache?: BuildCache): number {
  const output = new Output(terminal);
  try {
    if (argv.includes('--help') && !argv.slice(0, argv.indexOf('--help')).includes('--')) {
      output.text('stdout', EXEC_USAGE);
      return 0;
    }
    return run(parseArguments(argv), terminal, output, cache);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    output.text('stderr', `annotated-kernel exec: ${error.message}\n${EXEC_USAGE}`);
    return 2;
  } finally {
    output.flush();
  }
}

function run(options: ExecOptions, terminal: ExecTerminal, output: Output, cache?: BuildCache): number {
  const macros = (options.gnuInline ? GNU_INLINE : '') + options.macros.map(defineLine).join('');
  const result = buildProgram({
    model: options.bits === 64 ? LP64 : ILP32,
    units: options.files.map((path) => readSource(path, terminal)),
    resolve: includeResolver(options.includes, terminal),
    predefined: [new SourceFile('<command-line>', macros, 'builtin')],
    memory: memoryFor(options.cpus),
    reportOverflow: !options.wrap,
    gnuInline: options.gnuInline,
    hosted: true,
    ...(cache ? { cache } : {}),
  });
  const diagnostics = result.ok ? result.build.diagnostics : result.diagnostics;
  const shown = diagnostics.filter(({ severity }) => options.warnings || severity !== 'warning');
  for (const text of renderDiagnostics(shown)) output.text('stderr', `${text}\n`);
  if (!result.ok) return 1;
  let machine: Machine;
  try {
    machine = createMachine({
      layout: result.build.layout,
      compile: result.build.module,
      cpus: options.cpus,
      stackSize: STACK,
      schedule: scheduleOf(options),
      recoverable: false,
      limits: { ticks: options.maxSteps },
      host: hostOf(options, terminal, output),
    });
  } catch (error) {
    if (!(error instanceof RangeError)) throw error; // the program and its stacks do not fit the memory
    output.text('stderr', `annotated-kernel exec: ${error.message}\n`);
    return 1;
  }
  try {
    return runMachine(machine, options, output);
  } catch (error) {
    if (!(error instanceof FunctionSizeError)) throw error;
    output.text('stderr', `annotated-kernel exec: ${error.message}\n`);
    return 1;
  }
}

function runMachine(machine: Machine, options: ExecOptions, output: Output): number {
  let shown = 0;
  const show = (): void => {
    for (const report of machine.reports.slice(shown)) output.report(report, machine);
    shown = machine.reports.length;
  };
  while (machine.run({ ticks: SLICE }).reason !== 'ended') show();
  show();
  const { outcome } = machine;
  if (outcome?.kind !== 'returned') return FAULT_STATUS;
  if (options.leaks) for (const report of machine.reportLeaks()) output.report(report, machine);
  return outcome.result & 255;
}

function scheduleOf({ seed }: ExecOptions): Schedule {
  return seed === undefined ? { policy: 'yields' } : { policy: 'seeded', seed };
}

/** Room for the stacks and as much again, or a quarter of a gigabyte. */
function memoryFor(cpus: number): number {
  let memory = 256 * 1024 * 1024;
  while (memory < 2 * cpus * STACK && memory < 1024 * 1024 * 1024) memory *= 2;
  return memory;
}

function hostOf(options: ExecOptions, terminal: ExecTerminal, output: Output): Host {
  const encoder = new TextEncoder();
  return {
    arguments: [options.files[0] as string, ...options.arguments].map((text) => encoder.encode(text)),
    write: (stream, bytes) => output.bytes(stream, bytes),
    read: (count) => {
      output.flush();
      return terminal.readInput(count);
    },
    now: terminal.now,
  };
}

/** Collects what is written, so that a program which prints byte by byte does not make as many calls. */
class Output {
  private readonly pending: Uint8Array[] = [];
  private size = 0;

  constructor(private readonly terminal: ExecTerminal) {}

  bytes(stream: 'stdout' | 'stderr', bytes: Uint8Array): void {
    if (stream === 'stderr') {
      this.flush();
      this.terminal.write(stream, bytes);
      return;
    }
    this.pending.push(bytes);
    this.size += bytes.length;
    if (this.size > MOST_PENDING) this.flush();
  }

  /** A message. What the program itself writes is passed on as it is. */
  text(stream: 'stdout' | 'stderr', text: string): void {
    this.bytes(stream, new TextEncoder().encode(printable(text)));
  }

  report(report: Report, machine: Machine): void {
    this.text('stderr', renderReport(report, machine.layout.options.model));
  }

  flush(): void {
    if (this.size === 0) return;
    const all = new Uint8Array(this.size);
    let at = 0;
    for (const bytes of this.pending) {
      all.set(bytes, at);
      at += bytes.length;
    }
    this.pending.length = 0;
    this.size = 0;
    this.terminal.write('stdout', all);
  }
}

const MOST_PENDING = 64 * 1024;

// ---------------------------------------------------------------- the command line

function parseArguments(argv: readonly string[]): ExecOptions {
  const end = argv.indexOf('--');
  const own = end < 0 ? argv : argv.slice(0, end);
  const files: string[] = [];
  const includes: string[] = [];
  const macros: string[] = [];
  const options = {
    bits: 64 as 32 | 64,
    cpus: 1,
    leaks: false,
    maxSteps: 10_000_000_000,
    wrap: false,
    gnuInline: false,
    warnings: true,
  };
  let seed: number | undefined;
  for (let index = 0; index < own.length; index++) {
    const argument = own[index] as string;
    const value = (): string => {
      index++;
      if (own[index] === undefined) throw new UsageError(`${argument} needs a value`);
      return own[index] as string;
    };
    if (argument === '--bits') options.bits = bitsOf(value());
    else if (argument === '--cpus') options.cpus = numberOf(argument, value(), 1, 8192);
    else if (argument === '--seed') seed = numberOf(argument, value(), 0, 2 ** 32 - 1);
    else if (argument === '--leaks') options.leaks = true;
    else if (argument === '--max-steps') options.maxSteps = numberOf(argument, value(), 1, Number.MAX_SAFE_INTEGER);
    else if (argument === '-fwrapv') options.wrap = true;
    else if (argument === '-fgnu89-inline') options.gnuInline = true;
    else if (argument === '-w') options.warnings = false;
    else if (argument.startsWith('-I')) includes.push(argument.slice(2) || value());
    else if (argument.startsWith('-D')) macros.push(argument.slice(2) || value());
    else if (argument.startsWith('-')) throw new UsageError(`there is no option ${argument}`);
    else files.push(argument);
  }
  if (files.length === 0) throw new UsageError('no file was given');
  return { ...options, files, includes, macros, seed, arguments: end < 0 ? [] : argv.slice(end + 1) };
}

function bitsOf(text: string): 32 | 64 {
  if (text !== '32' && text !== '64') throw new UsageError(`--bits is 32 or 64, not ${text}`);
  return text === '32' ? 32 : 64;
}

function numberOf(option: string, text: string, least: number, most: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= least && value <= most)) throw new UsageError(`${option} is a number from ${least} to ${most}`);
  return value;
}

function defineLine(macro: string): string {
  const equals = macro.indexOf('=');
  return equals < 0 ? `#define ${macro} 1\n` : `#define ${macro.slice(0, equals)} ${macro.slice(equals + 1)}\n`;
}

// ---------------------------------------------------------------- files

function readSource(path: string, terminal: ExecTerminal): SourceFile {
  const text = terminal.readFile(path);
  if (text === undefined) throw new UsageError(`${path} can not be read`);
  return new SourceFile(path, text, 'program');
}

/**
 * Quoted names are looked for beside the file that names them, then, as names in angle brackets, in the folders given
 * by -I.
 */
function includeResolver(folders: readonly string[], terminal: ExecTerminal): IncludeResolver {
  const known = new Map<string, SourceFile | undefined>();
  const file = (path: string): SourceFile | undefined => {
    if (!known.has(path)) {
      const text = terminal.readFile(path);
      known.set(path, text === undefined ? undefined : new SourceFile(path, text, 'program'));
    }
    return known.get(path);
  };
  return (spelled, kind, from) => {
    if (spelled.startsWith('/')) return file(spelled);
    if (kind === 'quoted' && from.origin === 'program') {
      const beside = file(from.path.slice(0, from.path.lastIndexOf('/') + 1) + spelled);
      if (beside) return beside;
    }
    for (const folder of folders) {
      const found = file(`${folder.replace(/\/$/, '')}/${spelled}`);
      if (found) return found;
    }
    return undefined;
  };
}
