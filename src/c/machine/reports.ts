/**
 * The reports of a run. They are kept outside memory, because they can always be made again: the register
 * `reportCount` says how many of them are the past, and running on after going back makes the same ones anew.
 */
import { expansionPlace } from '../token';
import type { Clock } from './clock';
import type { Finding } from './faults';
import { R, type Registers } from './registers';
import type { Stacks } from './stacks';
import type { Report } from './types';

/** Frames of a stack that a report keeps. */
export const REPORT_FRAMES = 64;

export class Reports {
  private readonly kept: Report[] = [];

  constructor(
    private readonly registers: Registers,
    private readonly clock: Clock,
    private readonly stacks: Stacks,
    private readonly most: number,
  ) {}

  /** Reports up to the present. */
  list(): readonly Report[] {
    return this.kept.slice(0, this.registers.get(R.reportCount));
  }

  last(): Report | undefined {
    return this.kept[this.registers.get(R.reportCount) - 1];
  }

  /**
   * Makes a report of what was found just now on a CPU. One that is not fatal may be dropped when there are too many.
   */
  make(finding: Finding, cpu: number, fatal: boolean): Report {
    const stack = this.stacks.entries(cpu, REPORT_FRAMES);
    const depth = this.stacks.frames(cpu).length;
    const report: Report = { ...finding, fatal, clock: this.clock.now, cpu, token: stack[0]?.token, stack, depth };
    const count = this.registers.get(R.reportCount);
    if (count >= this.most && !fatal) this.registers.add(R.droppedReports, 1);
    else {
      this.kept.length = count;
      this.kept.push(report);
      this.registers.set(R.reportCount, count + 1);
    }
    return report;
  }

  /** The same kind of report was made at the same place before: arithmetic is reported once for each place. */
  isKnown(kind: Report['kind'], cpu: number): boolean {
    const [innermost] = this.stacks.entries(cpu, 1);
    return this.list().some(
      (known) =>
        known.kind === kind &&
        known.stack[0]?.function === innermost?.function &&
        known.stack[0]?.point === innermost?.point,
    );
  }
}

/** `path:line:column` of what a report is blamed on, as the author sees it; empty when nothing is. */
export function placeOf({ token }: Pick<Report, 'token'>): string {
  if (!token) return '';
  const { path, line, column } = expansionPlace(token);
  return `${path}:${line}:${column}`;
}
