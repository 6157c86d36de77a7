/**
 * How a scenario is run when all that is asked is which symbols it runs: on two CPUs, with the command line that is its own. What a reader
 * is offered is measured so, and what is offered is started with the same command line.
 */
import type { Scenario } from '../kernel/scenarios';
import type { LaunchArguments, NoteText } from './protocol';

/** Ticks of such a run. The scenarios end long before; a note's endless loop is not to hold up the others. */
export const MEASURED_TICKS = 10_000_000;

/** @param note whose C is in the program, beside the model's. */
export function measuredRun({ name, commandLine }: Scenario, note: NoteText | undefined): LaunchArguments {
  return {
    scenario: name,
    note,
    tree: [],
    cpus: 2,
    bits: 64,
    commandLine,
    failAllocation: 0,
    schedule: 'yields',
    budget: MEASURED_TICKS,
    stopOn: undefined,
  };
}
