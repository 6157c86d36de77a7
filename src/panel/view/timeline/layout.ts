/**
 * The geometry of the timeline: which boxes of the span picture lie where, which marks fall together, and which moment
 * a point means. Pure arithmetic; `picture.ts` draws it. A run may have a few thousand spans on a few hundred pixels:
 * spans too narrow to see are merged with their neighbours of the same row, so that what is drawn is bounded by the
 * width.
 */
import type { Mark, Span } from '../../../simulation/protocol';

/** The moments that are shown: from `from` up to but not including `to`. */
export interface Viewport {
  readonly from: number;
  readonly to: number;
}

/**
 * A rectangle of a strip, in pixels from the strip's left; `span` is undefined for several that are too narrow to tell
 * apart.
 */
export interface Box {
  readonly x: number;
  readonly width: number;
  readonly depth: number;
  readonly span: Span | undefined;
}

/** The picture of one CPU. */
export interface Strip {
  readonly cpu: number;
  /** Rows of nested calls. */
  readonly depths: number;
  readonly boxes: readonly Box[];
}

/** Narrower boxes, in pixels, are merged. */
const NARROW = 1.5;
/** Deeper calls are not drawn. */
export const MAX_DEPTH = 24;
/** Marks nearer than this, in pixels, are drawn as one. */
const MARK_DISTANCE = 7;
/** The fewest moments that the timeline can be zoomed to. */
const CLOSEST = 10;

/** One strip for each CPU that ran something, in the order of the CPUs. */
export function layoutStrips(spans: readonly Span[], viewport: Viewport, width: number): Strip[] {
  const byCpu = new Map<number, Span[]>();
  for (const span of spans) {
    const of = byCpu.get(span.cpu);
    if (of) {
      of.push(span);
    } else {
      byCpu.set(span.cpu, [span]);
    }
  }
  return [...byCpu]
    .sort(([a], [b]) => a - b)
    .map(([cpu, of]) => ({
      cpu,
      depths: Math.min(
        MAX_DEPTH,
        of.reduce((most, span) => Math.max(most, span.depth + 1), 0),
      ),
      boxes: layoutRows(of, viewport, width),
    }));
}

function layoutRows(spans: readonly Span[], viewport: Viewport, width: number): Box[] {
  const rows = new Map<number, Span[]>();
  for (const span of spans) {
    if (span.depth < MAX_DEPTH && span.to > viewport.from && span.from < viewport.to) {
      const row = rows.get(span.depth);
      if (row) {
        row.push(span);
      } else {
        rows.set(span.depth, [span]);
      }
    }
  }
  return [...rows].sort(([a], [b]) => a - b).flatMap(([depth, row]) => layoutRow(row, depth, viewport, width));
}

function layoutRow(row: Span[], depth: number, viewport: Viewport, width: number): Box[] {
  const boxes: Box[] = [];
  for (const span of row.sort((a, b) => a.from - b.from)) {
    const x = xOf(Math.max(span.from, viewport.from), viewport, width);
    const end = xOf(Math.min(span.to, viewport.to), viewport, width);
    const last = boxes.at(-1);
    const narrow = end - x < NARROW;
    if (narrow && last && last.width < 4 * NARROW && x - (last.x + last.width) < NARROW) {
      boxes[boxes.length - 1] = { ...last, width: end - last.x, span: undefined };
    } else {
      boxes.push({ x, width: Math.max(end - x, 1), depth, span });
    }
  }
  return boxes;
}

/** Where a moment lies, in pixels from the left. */
export function xOf(moment: number, viewport: Viewport, width: number): number {
  return ((moment - viewport.from) / (viewport.to - viewport.from)) * width;
}

/** The moment under a point. */
export function momentAt(x: number, viewport: Viewport, width: number): number {
  const share = Math.min(1, Math.max(0, x / Math.max(1, width)));
  const moment = Math.floor(viewport.from + share * (viewport.to - viewport.from));
  return Math.min(viewport.to - 1, Math.max(viewport.from, moment));
}

/** The innermost span of a CPU at a moment, no deeper than a row, as a pointer means it. */
export function spanAt(spans: readonly Span[], cpu: number, depth: number, moment: number): Span | undefined {
  return spans.find(
    (span) =>
      span.cpu === cpu && span.depth === depth && span.from <= moment && moment < Math.max(span.to, span.from + 1),
  );
}

/** The calls that are going on at a moment, on every CPU. */
export function spansAround(spans: readonly Span[], moment: number): Span[] {
  return spans.filter((span) => span.from <= moment && moment < span.to && span.depth < MAX_DEPTH);
}

/** Marks that fall together: the weightiest is drawn, the labels are all told. */
export interface MarkGroup {
  readonly x: number;
  readonly moment: number;
  readonly kind: Mark['kind'];
  readonly labels: readonly string[];
}

const WEIGHT: Readonly<Record<Mark['kind'], number>> = { switch: 0, log: 1, note: 2, report: 3 };

/** The marks within the viewport, from left to right. */
export function layoutMarks(marks: readonly Mark[], viewport: Viewport, width: number): MarkGroup[] {
  const groups: MarkGroup[] = [];
  const shown = marks.filter(({ moment }) => moment >= viewport.from && moment < viewport.to);
  for (const mark of shown.sort((a, b) => a.moment - b.moment)) {
    const x = xOf(mark.moment, viewport, width);
    const last = groups.at(-1);
    if (!last || x - last.x >= MARK_DISTANCE) {
      groups.push({ x, moment: mark.moment, kind: mark.kind, labels: [mark.label] });
      continue;
    }
    const heavier = WEIGHT[mark.kind] > WEIGHT[last.kind];
    groups[groups.length - 1] = {
      x: last.x,
      moment: heavier ? mark.moment : last.moment,
      kind: heavier ? mark.kind : last.kind,
      labels: [...last.labels, mark.label],
    };
  }
  return groups;
}

/** The whole run. */
export function wholeRun(moments: number): Viewport {
  return { from: 0, to: Math.max(1, moments) };
}

/** The viewport `factor` times as wide (below 1 is nearer), with `around` where it is; within the run. */
export function zoomed(viewport: Viewport, factor: number, around: number, moments: number): Viewport {
  const whole = wholeRun(moments);
  const length = Math.round((viewport.to - viewport.from) * factor);
  if (length >= whole.to) {
    return whole;
  }
  const wanted = Math.min(whole.to, Math.max(CLOSEST, length));
  const share = (around - viewport.from) / (viewport.to - viewport.from);
  return shifted({ from: 0, to: wanted }, around - Math.floor(share * wanted), moments);
}

/** The viewport moved so that it begins at `from`, as far as the run goes. */
export function shifted(viewport: Viewport, from: number, moments: number): Viewport {
  const length = viewport.to - viewport.from;
  const start = Math.max(0, Math.min(from, wholeRun(moments).to - length));
  return { from: start, to: start + length };
}

/** The viewport moved as little as is needed to show a moment. */
export function showing(viewport: Viewport, moment: number, moments: number): Viewport {
  const length = viewport.to - viewport.from;
  if (moment < viewport.from) {
    return shifted(viewport, moment - Math.floor(length / 4), moments);
  }
  return moment >= viewport.to ? shifted(viewport, moment - Math.ceil((length * 3) / 4), moments) : viewport;
}
