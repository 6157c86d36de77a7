/**
 * Loops. Blocks lie in source order, so a jump backwards closes a loop: all blocks from its target to its source. Loops made in that
 * way may overlap when there are gotos; they are widened until they nest. A jump from outside into the middle of a loop then is a *side
 * entry*, which needs the loop's dispatch (emit/regions.ts); natural loops have none.
 */
import { type Block, successors } from '../flow/graph';

export interface Loop {
  /** Indices of its first block, which all jumps back go to, and of its last. */
  readonly first: number;
  last: number;
  readonly children: Loop[];
}

/** The function as a whole, as if it were a loop that nothing jumps back to. */
export function findLoops(blocks: readonly Block[]): Loop {
  const ends = new Map<number, number>();
  for (const block of blocks) {
    for (const { index } of successors(block)) {
      if (index <= block.index) ends.set(index, Math.max(ends.get(index) ?? 0, block.index));
    }
  }
  const root: Loop = { first: 0, last: blocks.length - 1, children: [] };
  const open: Loop[] = [root];
  const starts = [...ends.keys()].sort((a, b) => a - b);
  for (const first of starts) {
    const loop: Loop = { first, last: ends.get(first) as number, children: [] };
    while ((open.at(-1) as Loop).last < first && open.length > 1) open.pop();
    for (const outer of open) if (outer.last < loop.last) outer.last = loop.last;
    (open.at(-1) as Loop).children.push(loop);
    open.push(loop);
  }
  return root;
}
