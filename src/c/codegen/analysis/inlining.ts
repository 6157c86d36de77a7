/** What it takes to inline a function: how many of its instructions become code. */
import type { FlowGraph } from '../flow/function';
import type { Instruction } from '../flow/graph';

function costOf(instruction: Instruction): number {
  switch (instruction.kind) {
    case 'load':
    case 'store':
    case 'modify':
    case 'enter':
    case 'leave':
    case 'fill':
      return 2;
    case 'call':
      return 4;
    case 'kill':
      return 0;
    case 'read':
      return instruction.check === 'never' ? 0 : 1;
    default:
      return 1;
  }
}

/** Undefined for what is not inlined, whatever it costs: functions that jump in their own way, and those whose value may be missing. */
export function inlineCost({ blocks, fallsOff }: FlowGraph): number | undefined {
  if (fallsOff) return undefined;
  let cost = 1;
  for (const { instructions, terminator } of blocks) {
    if (terminator?.kind === 'computed' || terminator?.kind === 'switch') return undefined;
    for (const instruction of instructions) cost += costOf(instruction);
    cost++;
  }
  return cost;
}
