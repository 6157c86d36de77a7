/**
 * Definite assignment: does a register variable have a value where it is read? Two forward analyses over the blocks, one bit for each
 * variable whose reads are in question: on *every* path here it was assigned since its lifetime began, and on *some* path it was. The first
 * makes a check unnecessary, the failure of the second makes the read a fault, and between them a flag register tells at run time.
 */
import { type Block, type Instruction, successors } from '../flow/graph';
import { Local } from '../flow/value';
import { BitRows, clearBit, hasBit, setBit } from './bits';

/** The register that an instruction gives a value, or that loses its value. */
function assigned(instruction: Instruction): Local | undefined {
  switch (instruction.kind) {
    case 'set':
      return instruction.local;
    case 'load':
      return instruction.target;
    case 'modify':
      return instruction.old;
    case 'call':
      return instruction.result;
    default:
      return undefined;
  }
}

function questioned(blocks: readonly Block[]): Map<Local, number> {
  const numbers = new Map<Local, number>();
  for (const { instructions } of blocks) {
    for (const instruction of instructions) {
      if (instruction.kind === 'read' && !numbers.has(instruction.local)) numbers.set(instruction.local, numbers.size);
    }
  }
  return numbers;
}

/** Decides the check of each read, and gives flags to the registers that need one. Returns the flags. */
export function decideReads(blocks: readonly Block[]): Local[] {
  const numbers = questioned(blocks);
  if (numbers.size === 0) return [];
  const every = new BitRows(blocks.length, numbers.size);
  const some = new BitRows(blocks.length, numbers.size);
  for (let index = 1; index < blocks.length; index++) every.fill(index);
  const rows = { every: new Uint32Array(every.width), some: new Uint32Array(every.width) };
  const flags: Local[] = [];

  const walk = (block: Block, decide: boolean): void => {
    rows.every.set(every.row(block.index));
    rows.some.set(some.row(block.index));
    for (const instruction of block.instructions) {
      if (instruction.kind === 'kill') {
        const number = numbers.get(instruction.local);
        if (number === undefined) continue;
        clearBit(rows.every, number);
        clearBit(rows.some, number);
      } else if (instruction.kind === 'read') {
        if (!decide) continue;
        const { local } = instruction;
        const number = numbers.get(local) as number;
        if (hasBit(rows.every, number)) instruction.check = 'never';
        else if (!hasBit(rows.some, number)) instruction.check = 'always';
        else {
          instruction.check = 'flag';
          if (!local.flag) {
            local.flag = new Local('i32', 'flag', undefined, -1);
            flags.push(local.flag);
          }
        }
      } else {
        const local = assigned(instruction);
        const number = local && numbers.get(local);
        if (number === undefined) continue;
        setBit(rows.every, number);
        setBit(rows.some, number);
      }
    }
  };

  /** Joins the state at the end of a block into a successor's start; true when that changed. */
  const join = (into: number): boolean => {
    const all = every.row(into);
    const any = some.row(into);
    let changed = false;
    for (let word = 0; word < every.width; word++) {
      const newAll = (all[word] as number) & (rows.every[word] as number);
      const newAny = (any[word] as number) | (rows.some[word] as number);
      if (newAll >>> 0 !== all[word] || newAny >>> 0 !== any[word]) changed = true;
      all[word] = newAll;
      any[word] = newAny;
    }
    return changed;
  };

  for (let again = true; again; ) {
    again = false;
    for (const block of blocks) {
      walk(block, false);
      for (const next of successors(block)) if (join(next.index) && next.index <= block.index) again = true;
    }
  }
  for (const block of blocks) walk(block, true);
  return flags;
}
