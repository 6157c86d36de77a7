/**
 * The picture of a whole run: nested calls on each CPU as spans of moments. A run may have millions of calls and a picture has room for a
 * few thousand: when there are too many, the deepest level that is kept is given up, so that what remains is always all calls
 * down to some depth.
 */
import type { Span, TextOrigin } from './protocol';

const MAX_SPANS = 4000;

interface OpenSpan {
  readonly functionId: number;
  readonly from: number;
}

export class SpanRecorder {
  private readonly open: (OpenSpan | undefined)[][] = [];
  private readonly byDepth: { cpu: number; functionId: number; from: number; to: number }[][] = [];
  private count = 0;
  private deepest = Number.POSITIVE_INFINITY;

  enter(cpu: number, depth: number, functionId: number, moment: number): void {
    if (depth > this.deepest) return;
    let stack = this.open[cpu];
    if (!stack) {
      stack = [];
      this.open[cpu] = stack;
    }
    stack[depth] = { functionId, from: moment };
  }

  leave(cpu: number, depth: number, moment: number): void {
    const span = this.open[cpu]?.[depth];
    const stack = this.open[cpu];
    if (stack) stack[depth] = undefined;
    if (!span || depth > this.deepest) return;
    let level = this.byDepth[depth];
    if (!level) {
      level = [];
      this.byDepth[depth] = level;
    }
    level.push({ cpu, functionId: span.functionId, from: span.from, to: moment });
    this.count++;
    while (this.count > MAX_SPANS && this.dropDeepest());
  }

  private dropDeepest(): boolean {
    const depth = this.byDepth.length - 1;
    if (depth <= 1) return false;
    this.count -= this.byDepth[depth]?.length ?? 0;
    this.byDepth.length = depth;
    this.deepest = depth - 1;
    return true;
  }

  /** All spans, the outermost first; calls that never returned end with the run. */
  finish(end: number, describe: (functionId: number) => { name: string; origin: TextOrigin }): Span[] {
    this.open.forEach((stack, cpu) => {
      for (let depth = stack.length - 1; depth >= 1; depth--) if (stack[depth]) this.leave(cpu, depth, end);
    });
    return this.byDepth.flatMap((level, depth) =>
      level.map((span) => {
        const { name, origin } = describe(span.functionId);
        return { cpu: span.cpu, depth, function: name, origin, from: span.from, to: span.to };
      }),
    );
  }
}
