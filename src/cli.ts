/**
 * The terminal program: `annotated-kernel run | exec | check`. This file is the only one of it that knows Node; each subcommand is a file in
 * `cli/`, loaded when it is asked for: a check need not wait for the compiler.
 */
import { readFileSync, readSync, writeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { Arguments, InputError, UsageError } from './cli/arguments';
import type { ExecTerminal } from './cli/exec';
import { printable } from './cli/printable';
import type { Terminal } from './cli/run';
import { nodeFiles } from './files/node';

/** How long to wait for a full pipe before it is tried again, in milliseconds. */
const PIPE_WAIT = 5;

const USAGE = `annotated-kernel run SCENARIO [--note FILE.md] [--cpus N] [--bits 32|64] [--cmdline "nr_cpus=2"]
                              [--fail-alloc N] [--seed N] [--ticks N] [--tree DIR] [--json]
    runs a scenario of the kernel model, with the C of a note (the bundled one, if none is given), and ends it
    after so many ticks (accesses and statements)
annotated-kernel exec FILE.c… [options] [-- ARGUMENTS]
    compiles C files and runs main(); annotated-kernel exec --help lists the options
annotated-kernel check PATH… --tree DIR [--json] [--fail-on STATUS,…]
    says how the C of notes stands in a kernel tree; exits with 1 when a snippet has one of the statuses
`;

const RUN_OPTIONS = {
  help: { type: 'boolean' },
  note: { type: 'string' },
  cpus: { type: 'string' },
  bits: { type: 'string' },
  cmdline: { type: 'string' },
  'fail-alloc': { type: 'string' },
  seed: { type: 'string' },
  ticks: { type: 'string' },
  tree: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const CHECK_OPTIONS = {
  help: { type: 'boolean' },
  tree: { type: 'string' },
  json: { type: 'boolean' },
  'fail-on': { type: 'string' },
} as const;

const terminal: Omit<Terminal, 'bundledNote'> = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  readText: async (path) => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      throw new InputError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  },
};

const execTerminal: ExecTerminal = {
  readFile: (path) => {
    try {
      return readFileSync(path, 'utf8');
    } catch {
      return undefined; // whoever asked says which file is missing
    }
  },
  readInput: (count) => {
    const bytes = new Uint8Array(count);
    return bytes.subarray(0, readSync(process.stdin.fd, bytes));
  },
  write: (stream, bytes) => {
    for (let at = 0; at < bytes.length; ) at += writeSome(stream === 'stdout' ? 1 : 2, bytes, at);
  },
  now: () => BigInt(Date.now()) * 1_000_000n,
};

/** Writes as much as there is room for; a pipe whose reader is slow has none for a while. Returns the number of bytes. */
function writeSome(descriptor: number, bytes: Uint8Array, at: number): number {
  try {
    return writeSync(descriptor, bytes, at);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PIPE_WAIT);
    return 0;
  }
}

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  switch (command) {
    case 'run': {
      const { values, positionals } = parse(rest, RUN_OPTIONS);
      if (values.help) return help();
      const [{ runScenario }, { files }] = await Promise.all([import('./cli/run'), import('#embedded/notes')]);
      const bundledNote = { path: 'loopback.md', text: files['loopback.md'] ?? '' };
      return runScenario(new Arguments(positionals, values), { ...terminal, bundledNote });
    }
    case 'exec':
      return (await import('./cli/exec')).exec(rest, execTerminal);
    case 'check': {
      const { values, positionals } = parse(rest, CHECK_OPTIONS);
      if (values.help) return help();
      const { check } = await import('./cli/check');
      return check(new Arguments(positionals, values), { out: terminal.out, error: terminal.error, files: nodeFiles });
    }
    case '--help':
    case 'help':
      return help();
    default:
      throw new UsageError(command === undefined ? 'a subcommand is missing' : `there is no subcommand '${command}'`);
  }
}

function help(): number {
  terminal.out(USAGE);
  return 0;
}

function parse(args: string[], options: typeof RUN_OPTIONS | typeof CHECK_OPTIONS) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

// Whoever reads the output may have seen enough of it: `… | head`.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (!(error instanceof UsageError || error instanceof InputError)) throw error;
    terminal.error(printable(`annotated-kernel: ${error.message}\n${error instanceof UsageError ? USAGE : ''}`));
    process.exitCode = 2;
  },
);
