/*
 * The sections of the benchmarks and what runs them. A section is a file of this folder that exports one async function; it measures,
 * and returns tables, which are printed as they come. Without names all sections run. Exits with 1 when a target was missed and
 * `--strict` is given.
 */
import { parseArgs } from 'node:util';
import { program } from '../../build/program';
import { type BenchOptions, type BenchTable, printTable } from './table';

type Section = (options: BenchOptions) => Promise<readonly BenchTable[]>;

/** The sections by name, in the order in which they run. */
const sections: Readonly<Record<string, () => Promise<Section>>> = {
  engine: async () => (await import('./engine')).engine,
  'going-back': async () => (await import('./goingBack')).goingBack,
  compile: async () => (await import('./compile')).compile,
  anchoring: async () => (await import('./anchoring')).anchoring,
};

/** What a section runs in a process of its own. */
const FIRST_COMPILATION = 'first-compilation';

async function main(): Promise<void> {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string' }, quick: { type: 'boolean' }, strict: { type: 'boolean' } },
  });
  if (positionals[0] === FIRST_COMPILATION) {
    (await import('./compile')).firstCompilation();
    return;
  }
  const names = positionals.length > 0 ? positionals : Object.keys(sections);
  let good = true;
  for (const name of names) {
    const load = sections[name];
    if (!load) throw new Error(`There is no section ${name}; there are ${Object.keys(sections).join(', ')}.`);
    const section = await load();
    for (const table of await section({ quick: values.quick === true, only: values.only }))
      good = printTable(table) && good;
  }
  process.exit(good || !values.strict ? 0 : 1);
}

program(main);
