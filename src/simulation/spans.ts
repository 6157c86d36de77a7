/**
 * The picture of a whole run: nested calls on each CPU as spans of moments. A run may have millions of calls and a picture has room for a
 * few thousand: when there are too many, the deepest level that is kept is given up, so that what remains is all calls down to
 * some depth, and below it the reader's own: calls of notable functions (those of the note) with the calls that lead to them.
 */
import type { Span, TextOrigin } from './protocol';

const MAX_SPANS = 4000;
/** Notable calls, and those that lead to them, that are kept below the levels that are whole. */
const MAX_NOTABLE = 1000;

/** A call that is going on; the object serves the next call of its depth. */
interface OpenSpan {
  functionId: number;
  /** Moment of its beginning; -1 when nothing is going on. */
  from: number;
  /** A notable function was called by it, however far below. */
  leads: boolean;
}

interface ClosedSpan {
  readonly cpu: number;
  readonly functionId: number;
  readonly from: number;
  readonly to: number;
  readonly notable: boolean;
}

export class SpanRecorder {
  private readonly open: OpenSpan[][] = [];
  private readonly byDepth: ClosedSpan[][] = [];
  private count = 0;
  private below = 0;
  /** The deepest level that is whole. */
  private deepest = Number.POSITIVE_INFINITY;

  constructor(private readonly isNotable: (functionId: number) => boolean) {}

  enter(cpu: number, depth: number, functionId: number, moment: number): void {
    let stack = this.open[cpu];
    if (!stack) {
      stack = [];
      this.open[cpu] = stack;
    }
    const span = stack[depth];
    if (span) {
      span.functionId = functionId;
      span.from = moment;
      span.leads = false;
    } else stack[depth] = { functionId, from: moment, leads: false };
  }

  leave(cpu: number, depth: number, moment: number): void {
    const stack = this.open[cpu];
    const span = stack?.[depth];
    if (!stack || !span || span.from < 0) return;
    const { functionId, from } = span;
    const notable = span.leads || this.isNotable(functionId);
    span.from = -1;
    const caller = stack[depth - 1];
    if (notable && caller) caller.leads = true;
    if (depth > this.deepest) {
      if (!notable || this.below >= MAX_NOTABLE) return;
      this.below++;
    }
    let level = this.byDepth[depth];
    if (!level) {
      level = [];
      this.byDepth[depth] = level;
    }
    level.push({ cpu, functionId, from, to: moment, notable });
    this.count++;
    while (this.count > MAX_SPANS && this.dropDeepest());
  }

  private dropDeepest(): boolean {
    const depth = Math.min(this.deepest, this.byDepth.length - 1);
    if (depth <= 1) return false;
    const level = this.byDepth[depth] ?? [];
    const left = level.filter(({ notable }) => notable).slice(0, MAX_NOTABLE - this.below);
    this.byDepth[depth] = left;
    this.below += left.length;
    this.count -= level.length - left.length;
    this.deepest = depth - 1;
    return true;
  }

  /** All spans, the outermost first; calls that never returned end with the run. */
  finish(end: number, describe: (functionId: number) => { name: string; origin: TextOrigin }): Span[] {
    this.open.forEach((stack, cpu) => {
      for (let depth = stack.length - 1; depth >= 1; depth--) this.leave(cpu, depth, end);
    });
    return this.byDepth.flatMap((level, depth) =>
      level.map((span) => {
        const { name, origin } = describe(span.functionId);
        return { cpu: span.cpu, depth, function: name, origin, from: span.from, to: span.to };
      }),
    );
  }
}
