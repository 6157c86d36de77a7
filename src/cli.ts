/**
 * The terminal program: `annotated-kernel run | exec | check`. This file is the only one of it that knows Node; each subcommand is a file in
 * `cli/`.
 */
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { files as notes } from '#embedded/notes';
import { Arguments, UsageError } from './cli/arguments';
import { runScenario, type Terminal } from './cli/run';

const USAGE = `annotated-kernel run SCENARIO [--note FILE.md] [--cpus N] [--bits 32|64] [--cmdline "nr_cpus=2"]
                              [--fail-alloc N] [--seed N] [--tree DIR] [--json]
    runs a scenario of the kernel model, with the C of a note (the bundled one, if none is given)
`;

const RUN_OPTIONS = {
  note: { type: 'string' },
  cpus: { type: 'string' },
  bits: { type: 'string' },
  cmdline: { type: 'string' },
  'fail-alloc': { type: 'string' },
  seed: { type: 'string' },
  tree: { type: 'string' },
  json: { type: 'boolean' },
} as const;

const terminal: Terminal = {
  out: (text) => process.stdout.write(text),
  error: (text) => process.stderr.write(text),
  readText: async (path) => {
    try {
      return await readFile(path, 'utf8');
    } catch (error) {
      throw new UsageError(`${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  },
  bundledNote: { path: 'loopback.md', text: notes['loopback.md'] ?? '' },
};

async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  switch (command) {
    case 'run': {
      const { values, positionals } = parse(rest, RUN_OPTIONS);
      return runScenario(new Arguments(positionals, values), terminal);
    }
    case '--help':
    case 'help':
      terminal.out(USAGE);
      return 0;
    default:
      throw new UsageError(command === undefined ? 'a subcommand is missing' : `there is no subcommand '${command}'`);
  }
}

function parse(args: string[], options: typeof RUN_OPTIONS) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (!(error instanceof UsageError)) throw error;
    terminal.error(`annotated-kernel: ${error.message}\n${USAGE}`);
    process.exitCode = 2;
  },
);
