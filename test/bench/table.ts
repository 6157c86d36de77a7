/*
 * What a section of the benchmarks returns, and how it is printed: a table whose cells may have a target to hold.
 */

export interface BenchOptions {
  /** Small sizes and few rounds. */
  readonly quick: boolean;
  /** Only rows with this in their name. */
  readonly only: string | undefined;
}

/** Text, or a figure that was to hold a target: `good` says whether it does. */
export type Cell = string | { readonly text: string; readonly good: boolean };

export interface BenchTable {
  readonly title: string;
  readonly columns: readonly string[];
  /** The first cell of a row is its name. */
  readonly rows: readonly (readonly Cell[])[];
  /** Lines under the table: what the targets are, how it was measured. */
  readonly notes: readonly string[];
}

/** How long something took in each round. */
export interface Samples {
  readonly median: number;
  readonly least: number;
  readonly most: number;
}

/** @throws RangeError when there are no values. */
export function samplesOf(values: readonly number[]): Samples {
  if (values.length === 0) throw new RangeError('There is no median of nothing.');
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  const median = sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] as number)) / 2;
  return { median, least: sorted[0] as number, most: sorted.at(-1) as number };
}

export function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** A figure that must not exceed `most`. */
export function atMost(value: number, most: number, text: string): Cell {
  return { text, good: value <= most };
}

/** A figure that must reach `least`. */
export function atLeast(value: number, least: number, text: string): Cell {
  return { text, good: value >= least };
}

const textOf = (cell: Cell | undefined): string => {
  if (cell === undefined || typeof cell === 'string') return cell ?? '';
  return cell.good ? cell.text : `${cell.text} ✗`;
};

/** Prints a table; a figure that misses its target is marked. Returns whether all targets hold. */
export function printTable({ title, columns, rows, notes }: BenchTable): boolean {
  const lines = [columns, ...rows.map((row) => row.map(textOf))];
  const widths = columns.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const format = (line: readonly string[]): string =>
    widths
      .map((width, column) => (column === 0 ? (line[0] ?? '').padEnd(width) : (line[column] ?? '').padStart(width)))
      .join('  ')
      .trimEnd();
  console.log(`\n${title}\n`);
  for (const line of lines) console.log(format(line));
  if (notes.length > 0) console.log(`\n${notes.join('\n')}`);
  return rows.every((row) => row.every((cell) => typeof cell === 'string' || cell.good));
}
