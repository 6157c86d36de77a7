/**
 * Which temporaries must survive where. A temporary that is needed after a point gets a slot in the frame; one that is not lives in a
 * WebAssembly local alone. Temporaries come from single expressions, so their lives are short: instead of iterating over all blocks
 * for all of them, the few that are used in another block than they were set are followed from each use backwards to where they
 * were set. Then each block is walked from its end. Those whose lives do not meet share a local.
 */
import { type Block, type FlowPoint, type Instruction, pointOf, successors, type Terminator } from '../flow/graph';
import type { Local, Value } from '../flow/value';
import { WASM_TYPES } from '../flow/wasmTypes';

/** The first and last place in the function where a temporary is alive. */
export interface Life {
  first: number;
  last: number;
  crossesPoint: boolean;
}

function visitValue(value: Value | undefined, visit: (local: Local) => void): void {
  if (!value) return;
  switch (value.kind) {
    case 'get':
      if (value.local.kind === 'temporary') visit(value.local);
      return;
    case 'operation':
      visitValue(value.a, visit);
      visitValue(value.b, visit);
      visitValue(value.c, visit);
      return;
    case 'tableWord':
      visitValue(value.index, visit);
      return;
    default:
  }
}

/** Calls `visit` with each temporary that an instruction needs when it starts. */
function visitUses(instruction: Instruction | Terminator, visit: (local: Local) => void): void {
  switch (instruction.kind) {
    case 'load':
      if (instruction.place.kind === 'pointer') visitValue(instruction.place.pointer, visit);
      return;
    case 'store':
      if (instruction.place.kind === 'pointer') visitValue(instruction.place.pointer, visit);
      visitValue(instruction.value, visit);
      if (instruction.shadow) visit(instruction.shadow);
      return;
    case 'modify': {
      if (instruction.place.kind === 'pointer') visitValue(instruction.place.pointer, visit);
      const other = (local: Local): void => {
        if (local !== instruction.old) visit(local);
      };
      visitValue(instruction.next, other);
      visitValue(instruction.condition, other);
      return;
    }
    case 'set':
    case 'put':
      visitValue(instruction.value, visit);
      return;
    case 'fault':
      if (!('condition' in instruction)) return;
      visitValue(instruction.condition, visit);
      visitValue(instruction.address, visit);
      visitValue(instruction.size, visit);
      return;
    case 'report':
      visitValue(instruction.condition, visit);
      visitValue(instruction.a, visit);
      visitValue(instruction.b, visit);
      return;
    case 'call':
      for (const argument of instruction.arguments) visitValue(argument, visit);
      if (instruction.callee.kind === 'table') visitValue(instruction.callee.index, visit);
      return;
    case 'branch':
      visitValue(instruction.condition, visit);
      return;
    case 'switch':
    case 'return':
      visitValue(instruction.value, visit);
      return;
    case 'computed':
      visitValue(instruction.index, visit);
      return;
    default:
  }
}

/** Calls `visit` with each temporary that an instruction sets. */
function visitDefinitions(instruction: Instruction, visit: (local: Local) => void): void {
  const seen = (local: Local | undefined): void => {
    if (local?.kind === 'temporary') visit(local);
  };
  switch (instruction.kind) {
    case 'set':
      seen(instruction.local);
      return;
    case 'load':
      seen(instruction.target);
      seen(instruction.shadow);
      return;
    case 'modify':
      seen(instruction.old);
      return;
    case 'call':
      seen(instruction.result);
      return;
    default:
  }
}

type LiveSets = ReadonlyMap<number, readonly Local[]>;
const NONE: readonly Local[] = [];

/** Temporaries that are needed at the start of blocks other than the one that set them, by the blocks' indices. */
function liveAtStart(blocks: readonly Block[], count: number): LiveSets {
  /** For each temporary the blocks that set it, in order. */
  const settingBlocks: (number[] | undefined)[] = new Array(count);
  const pending: { readonly block: number; readonly local: Local }[] = [];
  let current = 0;
  const use = (local: Local): void => {
    if (settingBlocks[local.id]?.at(-1) !== current) pending.push({ block: current, local });
  };
  const set = (local: Local): void => {
    const list = settingBlocks[local.id];
    if (!list) settingBlocks[local.id] = [current];
    else if (list.at(-1) !== current) list.push(current);
  };
  for (const { index, instructions, terminator } of blocks) {
    current = index;
    for (const instruction of instructions) {
      visitUses(instruction, use);
      visitDefinitions(instruction, set);
    }
    if (terminator) visitUses(terminator, use);
  }
  const live = new Map<number, Local[]>();
  if (pending.length === 0) return live;
  const predecessors: number[][] = blocks.map(() => []);
  for (const block of blocks) for (const { index } of successors(block)) predecessors[index]?.push(block.index);
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { block, local } = item;
    const list = live.get(block);
    if (list?.includes(local)) continue;
    if (list) list.push(local);
    else live.set(block, [local]);
    for (const before of predecessors[block] as number[]) {
      if (!settingBlocks[local.id]?.includes(before)) pending.push({ block: before, local });
    }
  }
  return live;
}

/** Finds the lives of all temporaries, and notes at each point where a run may pause those that are needed after it. */
export function findLives(blocks: readonly Block[], count: number): ReadonlyMap<Local, Life> {
  return new LifeFinder(blocks, count).find();
}

class LifeFinder {
  private readonly lives = new Map<Local, Life>();
  private readonly atStart: LiveSets;
  /** Temporaries needed where the walk is. */
  private readonly live = new Set<Local>();
  private at = 0;

  constructor(
    private readonly blocks: readonly Block[],
    count: number,
  ) {
    this.atStart = liveAtStart(blocks, count);
  }

  find(): ReadonlyMap<Local, Life> {
    let start = 0;
    for (const block of this.blocks) {
      this.walk(block, start);
      start += block.instructions.length + 2;
    }
    return this.lives;
  }

  /** Walks a block from its end. Places are counted from `start`: one for each instruction, and both ends. */
  private walk(block: Block, start: number): void {
    const { live } = this;
    const { instructions, terminator } = block;
    live.clear();
    this.at = start + instructions.length + 1;
    if (this.atStart.size > 0) {
      for (const { index } of successors(block)) for (const local of this.atStart.get(index) ?? NONE) this.use(local);
    }
    if (terminator) visitUses(terminator, this.use);
    for (let index = instructions.length - 1; index >= 0; index--) {
      const instruction = instructions[index] as Instruction;
      this.at = start + index + 1;
      const isCall = instruction.kind === 'call';
      // An intrinsic's value has been taken at the point after it; a C function's lies in its frame.
      const before = isCall && instruction.callee.kind === 'intrinsic';
      if (before) this.notePoint(instruction.point);
      visitDefinitions(instruction, this.set);
      if (isCall && !before) this.notePoint(instruction.point);
      visitUses(instruction, this.use);
      const point = pointOf(instruction);
      if (point && !isCall) this.notePoint(point);
    }
    this.at = start;
    for (const local of live) this.extend(local);
  }

  private readonly use = (local: Local): void => {
    this.live.add(local);
    this.extend(local);
  };

  private readonly set = (local: Local): void => {
    this.live.delete(local);
    this.extend(local);
  };

  private extend(local: Local): void {
    const { at } = this;
    const life = this.lives.get(local);
    if (!life) this.lives.set(local, { first: at, last: at, crossesPoint: false });
    else {
      if (at < life.first) life.first = at;
      if (at > life.last) life.last = at;
    }
  }

  /** Where nothing is ever resumed (an operation that fails) no temporary is needed. */
  private notePoint(point: FlowPoint): void {
    if (this.live.size === 0 || point.kind === 'operation') return;
    for (const local of this.live) (this.lives.get(local) as Life).crossesPoint = true;
    point.live = [...this.live];
  }
}

/** Temporaries that share a local. */
export interface Group {
  readonly type: Local['type'];
  readonly members: Local[];
  /** Where the last life of a member ends. */
  end: number;
}

/** Groups temporaries of one type whose lives do not meet: in the order of their starts, each takes a group that is free again. */
export function shareLocals(lives: ReadonlyMap<Local, Life>): { readonly slotted: Group[]; readonly others: Group[] } {
  const slotted = new Map<string, Group[]>();
  const others = new Map<string, Group[]>();
  const sorted = [...lives].sort(([, a], [, b]) => a.first - b.first);
  for (const [local, life] of sorted) {
    const pool = life.crossesPoint ? slotted : others;
    let groups = pool.get(local.type);
    if (!groups) {
      groups = [];
      pool.set(local.type, groups);
    }
    const free = groups.find(({ end }) => end < life.first);
    if (free) {
      free.members.push(local);
      free.end = life.last;
    } else groups.push({ type: local.type, members: [local], end: life.last });
  }
  const inOrder = (pool: ReadonlyMap<string, Group[]>): Group[] => WASM_TYPES.flatMap((type) => pool.get(type) ?? []);
  return { slotted: inOrder(slotted), others: inOrder(others) };
}
