/**
 * The geometry of the per-CPU picture: a chunk is cut into units of one size, one for each possible CPU, and a per-CPU
 * object lies at the same offset in each. Few CPUs get units wide enough for their numbers; many become a grid of
 * cells, shaded by how much each counted.
 */
import type { PerCpuStats } from '../../../simulation/protocol';

export type Row = PerCpuStats['rows'][number];

/** Where a unit is drawn, in pixels. */
export interface Cell {
  readonly row: Row;
  readonly x: number;
  readonly y: number;
  /** The part of the busiest CPU's bytes (of its packets, when nobody has bytes) that this one has, 0 to 1. */
  readonly share: number;
}

export interface Grid {
  readonly cells: readonly Cell[];
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly height: number;
  /** The cells have room for words. */
  readonly labelled: boolean;
}

/** The narrowest unit with room for `CPU 12` and a count. */
const LABELLED_WIDTH = 76;
const LABELLED_HEIGHT = 40;
/** Lines of labelled units; more CPUs than they hold make small cells. */
const LABELLED_LINES = 2;
const SMALL = 15;
const GAP = 3;

/** The units of the rows that came, within a width in pixels. */
export function layoutUnits(rows: readonly Row[], width: number): Grid {
  if (rows.length === 0) {
    return { cells: [], cellWidth: 0, cellHeight: 0, height: 0, labelled: true };
  }
  const labelledColumns = Math.max(1, Math.min(rows.length, Math.floor((width + GAP) / (LABELLED_WIDTH + GAP))));
  const labelled = rows.length <= labelledColumns * LABELLED_LINES;
  const columns = labelled
    ? Math.max(1, Math.ceil(rows.length / Math.ceil(rows.length / labelledColumns)))
    : Math.max(1, Math.floor((width + GAP) / (SMALL + GAP)));
  const cellWidth = labelled ? Math.min(150, (width - GAP * (columns - 1)) / columns) : SMALL;
  const cellHeight = labelled ? LABELLED_HEIGHT : SMALL;
  const shares = sharesOf(rows);
  const lines = Math.ceil(rows.length / columns);
  return {
    cells: rows.map((row, index) => ({
      row,
      x: (index % columns) * (cellWidth + GAP),
      y: Math.floor(index / columns) * (cellHeight + GAP),
      share: shares[index] ?? 0,
    })),
    cellWidth,
    cellHeight,
    height: Math.max(0, lines * (cellHeight + GAP) - GAP),
    labelled,
  };
}

/** The part of the greatest that each row has. */
export function sharesOf(rows: readonly Row[]): number[] {
  const most = (of: (row: Row) => number) => rows.reduce((greatest, row) => Math.max(greatest, of(row)), 0);
  const bytes = most((row) => row.bytes);
  const packets = most((row) => row.packets);
  return rows.map((row) => (bytes > 0 ? row.bytes / bytes : packets > 0 ? row.packets / packets : 0));
}

/** How the read compares with what the CPUs have counted. */
export function comparison({ read, sum }: Pick<PerCpuStats, 'read' | 'sum'>): 'none' | 'reading' | 'equal' | 'differs' {
  if (!read) {
    return 'none';
  }
  if (!read.complete) {
    return 'reading';
  }
  return read.packets === sum.packets && read.bytes === sum.bytes ? 'equal' : 'differs';
}
