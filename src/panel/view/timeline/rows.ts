/**
 * The heights of the strips' rows, and what lies under a point of them. With few rows each has its label; with many
 * only the strip of the CPU that has most to show keeps labels, and the others are thin.
 */
import type { Span } from '../../../simulation/protocol';
import { momentAt, type Strip, spanAt, type Viewport } from './layout';

/** Room at the left of the strips for the names of the CPUs, in pixels; the style sheet has the same. */
export const GUTTER = 48;
/** Room for a label with its underscores, and for an outline around it. */
const TALL = 15;
const THIN = 5;
/** So many rows can all be tall. */
const MANY = 18;
export const GAP = 3;

/** Height of a row of a strip, in pixels. */
export function rowHeight(strips: readonly Strip[], strip: Strip): number {
  const rows = strips.reduce((sum, { depths }) => sum + depths, 0);
  const busiest = strips.reduce<Strip | undefined>(
    (most, each) => (each.boxes.length > (most?.boxes.length ?? 0) ? each : most),
    undefined,
  );
  return rows <= MANY || strip === busiest ? TALL : THIN;
}

/** Height of strips with the gaps between them; with `row`, of strips whose rows are so high. */
export function stripsHeight(strips: readonly Strip[], row?: number): number {
  const heights = strips.map((strip) => Math.max(10, strip.depths * (row ?? rowHeight(strips, strip))));
  return heights.reduce((sum, height) => sum + height, 0) + GAP * Math.max(0, strips.length - 1);
}

/** What a point of the strips means. */
export interface Pointed {
  /** Where it is, in pixels from the area's corner. */
  readonly x: number;
  readonly y: number;
  readonly cpu: number;
  readonly moment: number;
  readonly span: Span | undefined;
}

/** What lies under the pointer; undefined between the strips. `width` is that of the strips without the CPUs' names. */
export function pointed(
  event: Pick<MouseEvent, 'clientX' | 'clientY' | 'currentTarget'>,
  strips: readonly Strip[],
  spans: readonly Span[],
  viewport: Viewport,
  width: number,
): Pointed | undefined {
  const area = (event.currentTarget as Element).getBoundingClientRect();
  return pointedAt(event.clientX - area.left, event.clientY - area.top, strips, spans, viewport, width);
}

/** The same from coordinates, in pixels from the area's corner. */
export function pointedAt(
  x: number,
  y: number,
  strips: readonly Strip[],
  spans: readonly Span[],
  viewport: Viewport,
  width: number,
): Pointed | undefined {
  let top = 0;
  for (const strip of strips) {
    const row = rowHeight(strips, strip);
    const height = stripsHeight([strip], row);
    if (y >= top && y < top + height) {
      const moment = momentAt(x - GUTTER, viewport, width);
      const span = spanAt(spans, strip.cpu, Math.floor((y - top) / row), moment);
      return { x, y, cpu: strip.cpu, moment, span };
    }
    top += height + GAP;
  }
  return undefined;
}
