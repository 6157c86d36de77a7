/**
 * Points: where the coarse cut tests `fuel`, which number each point has, and how far a coarse module may overrun.
 *
 * The coarse cut tests at the first tick after the function's entry, after a call, and after a jump back. So every loop has a test
 * (every turn of one has a tick), and the ticks between two tests, even across calls and returns, are those of one path within one
 * function: the longest is the program's slack. Only ticks are tested at, so that a run that pauses stands, in either cut, just
 * before a tick.
 *
 * Coarse points are numbered first, then those of the fine cut alone, each in the order of the code: so the points in a loop are one
 * range of numbers for the coarse cut, and two for the fine one. Points that nothing is resumed at come last.
 */
import { type Block, type FlowPoint, type Instruction, isTick, successors } from '../flow/graph';

/** Marks the points at which the coarse cut tests. */
export function chooseTests(blocks: readonly Block[]): void {
  const untested = new Uint8Array(blocks.length);
  untested[0] = 1;
  for (const block of blocks) {
    for (const { index } of successors(block)) if (index <= block.index) untested[index] = 1;
  }
  for (const block of blocks) {
    let state = untested[block.index] as number;
    for (const instruction of block.instructions) {
      if (instruction.kind === 'call') state = 1;
      else if (state && isTick(instruction)) {
        pointOfTick(instruction).tested = true;
        state = 0;
      }
    }
    if (state) for (const { index } of successors(block)) untested[index] = 1;
  }
}

function pointOfTick(instruction: Instruction): FlowPoint {
  if (!('point' in instruction)) throw new Error('a tick without a point');
  return instruction.point;
}

/** The most ticks between two tests. */
export function longestUntested(blocks: readonly Block[]): number {
  const atStart = new Int32Array(blocks.length);
  let longest = 0;
  for (let changed = true; changed; ) {
    changed = false;
    for (const block of blocks) {
      let ticks = atStart[block.index] as number;
      for (const instruction of block.instructions) {
        if (instruction.kind === 'call') ticks = 0;
        else if (isTick(instruction)) {
          ticks = pointOfTick(instruction).tested ? 1 : ticks + 1;
          if (ticks > longest) longest = ticks;
        }
      }
      for (const { index } of successors(block)) {
        if (ticks <= (atStart[index] as number)) continue;
        atStart[index] = ticks;
        if (index <= block.index) changed = true;
      }
    }
  }
  return longest;
}

export interface NumberedPoints {
  /** points[id - 1] */
  readonly points: readonly FlowPoint[];
  /** How many are in the coarse cut, and how many a run can be resumed at. */
  readonly coarse: number;
  readonly resumable: number;
}

/** Numbers all points that matter. */
export function numberPoints(blocks: readonly Block[]): NumberedPoints {
  const coarse: FlowPoint[] = [];
  const fine: FlowPoint[] = [];
  const operations: FlowPoint[] = [];
  for (const { instructions, terminator } of blocks) {
    for (const instruction of instructions) {
      if (!('point' in instruction)) continue;
      const { point } = instruction;
      if (instruction.kind === 'call' || point.tested) coarse.push(point);
      else if (isTick(instruction)) fine.push(point);
      else if (instruction.kind !== 'read' || instruction.check !== 'never') operations.push(point);
    }
    if (terminator?.kind === 'fault') operations.push(terminator.point);
  }
  const points = [...coarse, ...fine, ...operations];
  points.forEach((point, index) => {
    point.id = index + 1;
  });
  return { points, coarse: coarse.length, resumable: coarse.length + fine.length };
}
