/**
 * Control flow. WebAssembly has no goto, but blocks that can be left forwards and loops that can be gone back in: and that is all that the
 * flow graph's order asks for. A *region* is the function or a loop. For each place in it that something jumps to, a `block` is opened at
 * the region's start and closed just before that place; so a forward jump is one branch, and a jump back is a branch to the region's `loop`.
 *
 * Resuming. Each point at which this cut can be resumed is such a place too. A function is entered with the point's number in `resume`, and
 * its region begins with a `br_table` to the places. A place inside a loop can't be reached from outside of it: the branch goes to just
 * before the loop, `resume` still set, and the loop begins with a table of its own, which costs a running loop one test. A loop that can
 * only be resumed at its very start, as a loop without calls in the coarse cut, needs no table. The place itself sets `resume` to 0.
 * A jump into the middle of a loop from outside, as only a goto or a switch makes it, goes the same way, with a number beyond all points.
 */

import { OP } from '../../wasm/opcodes';
import type { Loop } from '../analysis/loops';
import { type Block, isTick, successors } from '../flow/graph';
import { type CodeLabel, type Emitter, RESUME_LOCAL } from './emitter';

/** A place that a dispatch can go to. */
export interface Entrance {
  /** What `resume` is. */
  readonly id: number;
  readonly block: number;
  /** Index of the instruction; -1 for the block's start. */
  readonly instruction: number;
}

/** A loop or the function, as it is emitted. */
export interface Region {
  readonly loop: Loop;
  readonly parent: Region | undefined;
  readonly children: readonly Region[];
  /** To go on with the next turn. */
  readonly again: CodeLabel;
  /** All entrances inside it, in order of the code. */
  readonly entrances: Entrance[];
  readonly dispatches: boolean;
}

/** Entries of one br_table; engines allow not many more than 65,000. */
const LARGEST_TABLE = 32768;

/** The regions of a function and its labels, before emission. */
export class ControlFlow {
  readonly root: Region;
  /** For each block the innermost region that it lies in. */
  readonly regionOf: readonly Region[];
  /** Labels just before blocks that are jumped to, or just before the loops that begin with them. */
  readonly blockLabels = new Map<number, CodeLabel>();
  /** Labels at points, by number. */
  readonly pointLabels = new Map<number, CodeLabel>();
  /** Blocks inside loops that are jumped to from outside, and the number by which `resume` names each. */
  readonly sideEntries = new Map<number, number>();
  /** `resume` decides something after the function's start: it must be 0 while running. */
  readonly usesResume: boolean;

  constructor(
    private readonly blocks: readonly Block[],
    loops: Loop,
    points: readonly Entrance[],
    firstSideNumber: number,
  ) {
    const regionOf: Region[] = [];
    this.regionOf = regionOf;
    this.root = makeRegion(loops, undefined, regionOf);
    this.findLabels(firstSideNumber);
    const sides = [...this.sideEntries].map(([block, id]): Entrance => ({ id, block, instruction: -1 }));
    const entrances = [...points, ...sides].sort((a, b) => a.block - b.block || a.instruction - b.instruction);
    for (const entrance of entrances) this.addEntrance(entrance);
    this.usesResume = this.decideDispatches(this.root);
  }

  private findLabels(firstSideNumber: number): void {
    const inside: number[] = [];
    for (const block of this.blocks) {
      for (const next of branchTargets(block)) {
        if (next.index <= block.index) continue;
        const outer = this.outermostBetween(block.index, next.index);
        this.label(outer ? outer.loop.first : next.index);
        if (outer && this.isInsideLoops(block.index, next.index) && !inside.includes(next.index))
          inside.push(next.index);
      }
    }
    inside.sort((a, b) => a - b);
    inside.forEach((index, position) => {
      this.sideEntries.set(index, firstSideNumber + position);
      this.label(index);
    });
  }

  private label(block: number): void {
    if (!this.blockLabels.has(block)) this.blockLabels.set(block, { position: -1 });
  }

  /** The outermost loop that has block `to` and not `from`; undefined when there is none. */
  outermostBetween(from: number, to: number): Region | undefined {
    let found: Region | undefined;
    let at: Region | undefined = this.regionOf[to];
    for (; at?.parent && !contains(at, from); at = at.parent) found = at;
    return found;
  }

  /** Whether a jump between the blocks would enter a loop other than at its first block. */
  isInsideLoops(from: number, to: number): boolean {
    for (let at: Region | undefined = this.regionOf[to]; at?.parent && !contains(at, from); at = at.parent) {
      if (at.loop.first !== to) return true;
    }
    return false;
  }

  private addEntrance(entrance: Entrance): void {
    if (entrance.instruction >= 0) this.pointLabels.set(entrance.id, { position: -1 });
    for (let at: Region | undefined = this.regionOf[entrance.block]; at; at = at.parent) {
      at.entrances.push(entrance);
      if (at.parent) this.label(at.loop.first);
    }
  }

  private decideDispatches(region: Region): boolean {
    let any = false;
    for (const child of region.children) if (this.decideDispatches(child)) any = true;
    if (!region.parent) return any;
    const onlyAtStart = region.entrances.every(({ block, instruction }) => this.isAtStart(region, block, instruction));
    (region as { dispatches: boolean }).dispatches = !onlyAtStart;
    return any || !onlyAtStart;
  }

  /** Nothing is executed between the start of the loop and the entrance. */
  private isAtStart(region: Region, block: number, instruction: number): boolean {
    if (block !== region.loop.first || instruction > 0) return false;
    if (instruction < 0) return true;
    const [first] = (this.blocks[block] as Block).instructions;
    return first !== undefined && isTick(first);
  }
}

function contains({ loop }: Region, block: number): boolean {
  return loop.first <= block && block <= loop.last;
}

function makeRegion(loop: Loop, parent: Region | undefined, regionOf: Region[]): Region {
  const children: Region[] = [];
  const region: Region = {
    loop,
    parent,
    children,
    again: { position: -1 },
    entrances: [],
    dispatches: parent === undefined,
  };
  for (let block = loop.first; block <= loop.last; block++) regionOf[block] = region;
  for (const child of loop.children) children.push(makeRegion(child, region, regionOf));
  return region;
}

/** The blocks that the terminator branches to, rather than falls into: emission makes the same choice. */
function branchTargets(block: Block): readonly Block[] {
  const { terminator } = block;
  const isNext = ({ index }: Block): boolean => index === block.index + 1;
  if (terminator?.kind === 'branch' && isNext(terminator.then)) return [terminator.otherwise];
  if (terminator?.kind === 'branch' || terminator?.kind === 'jump')
    return successors(block).filter((to) => !isNext(to));
  return successors(block);
}

/** A label to be closed at its place in a region. */
export interface OpenLabel {
  readonly label: CodeLabel;
  readonly block: number;
  /** -1: before the block (or the loop that begins with it). */
  readonly instruction: number;
}

/** The labels that belong to a region, in order of the code. */
export function labelsOf(flow: ControlFlow, region: Region): OpenLabel[] {
  const labels: OpenLabel[] = [];
  let entrance = 0;
  let child = 0;
  for (let block = region.loop.first; block <= region.loop.last; block++) {
    const inner = region.children[child];
    const isInner = inner?.loop.first === block;
    const before = flow.blockLabels.get(block);
    // What comes before a loop's first block belongs to the region around the loop.
    if (before && (isInner || block !== region.loop.first || !region.parent)) {
      labels.push({ label: before, block, instruction: -1 });
    }
    if (isInner) {
      block = inner.loop.last;
      child++;
      while ((region.entrances[entrance]?.block ?? Number.POSITIVE_INFINITY) <= block) entrance++;
      continue;
    }
    for (; region.entrances[entrance]?.block === block; entrance++) {
      const { id, instruction } = region.entrances[entrance] as Entrance;
      if (instruction >= 0) labels.push({ label: flow.pointLabels.get(id) as CodeLabel, block, instruction });
    }
  }
  return labels;
}

/** Where a region's dispatch goes for an entrance: to its place, or to just before the loop that it is in. */
function destination(flow: ControlFlow, region: Region, entrance: Entrance): CodeLabel {
  let inner: Region | undefined;
  for (let at: Region | undefined = flow.regionOf[entrance.block]; at && at !== region; at = at.parent) inner = at;
  if (inner) return flow.blockLabels.get(inner.loop.first) as CodeLabel;
  if (entrance.instruction < 0) return flow.blockLabels.get(entrance.block) as CodeLabel;
  return flow.pointLabels.get(entrance.id) as CodeLabel;
}

/** Goes to where `resume` says; falls through when it says nothing here. */
export function emitDispatch(e: Emitter, flow: ControlFlow, region: Region): void {
  if (!region.dispatches || region.entrances.length === 0) return;
  const { code } = e;
  // A jump to a loop's first block needs no dispatch there.
  const inside = region.entrances.filter(({ block, instruction }) => instruction >= 0 || block !== region.loop.first);
  const sorted = inside.sort((a, b) => a.id - b.id);
  if (region.parent) {
    code.get(RESUME_LOCAL);
    code.open(OP.if);
  }
  const emitTables = (): void => {
    for (let start = 0; start < sorted.length; ) {
      let end = start + 1;
      while (
        end < sorted.length &&
        end - start < LARGEST_TABLE &&
        (sorted[end] as Entrance).id === (sorted[end - 1] as Entrance).id + 1
      ) {
        end++;
      }
      const labels = sorted.slice(start, end).map((entrance) => destination(flow, region, entrance));
      const none: CodeLabel = { position: -1 };
      e.openBlock(none);
      code.get(RESUME_LOCAL);
      code.i32((sorted[start] as Entrance).id);
      code.op(OP.i32Sub);
      code.brTable(
        labels.map((label) => e.depthOf(label)),
        0,
      );
      e.close(none);
      start = end;
    }
  };
  if (region.parent) {
    e.inside(emitTables);
    code.end();
  } else emitTables();
}
