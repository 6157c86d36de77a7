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
export function visitUses(instruction: Instruction | Terminator, visit: (local: Local) => void): void {
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

/** Temporaries that are needed at the start of each block. */
function liveAtStart(blocks: readonly Block[]): ReadonlyMap<Block, Set<Local>> {
  const predecessors = new Map<Block, Block[]>();
  const definedIn = new Map<Block, Set<Local>>();
  const pending: { readonly block: Block; readonly local: Local }[] = [];
  for (const block of blocks) {
    for (const next of successors(block)) {
      const list = predecessors.get(next);
      if (list) list.push(block);
      else predecessors.set(next, [block]);
    }
    const defined = new Set<Local>();
    const use = (local: Local): void => {
      if (!defined.has(local)) pending.push({ block, local });
    };
    for (const instruction of block.instructions) {
      visitUses(instruction, use);
      visitDefinitions(instruction, (local) => defined.add(local));
    }
    if (block.terminator) visitUses(block.terminator, use);
    definedIn.set(block, defined);
  }
  const live = new Map<Block, Set<Local>>();
  for (let item = pending.pop(); item; item = pending.pop()) {
    const { block, local } = item;
    let set = live.get(block);
    if (!set) {
      set = new Set();
      live.set(block, set);
    }
    if (set.has(local)) continue;
    set.add(local);
    for (const before of predecessors.get(block) ?? []) {
      if (!definedIn.get(before)?.has(local)) pending.push({ block: before, local });
    }
  }
  return live;
}

/** Finds the lives of all temporaries, and notes at each point where a run may pause those that are needed after it. */
export function findLives(blocks: readonly Block[]): ReadonlyMap<Local, Life> {
  const atStart = liveAtStart(blocks);
  const lives = new Map<Local, Life>();
  const position = positions(blocks);
  const extend = (local: Local, at: number): void => {
    const life = lives.get(local);
    if (!life) lives.set(local, { first: at, last: at, crossesPoint: false });
    else {
      if (at < life.first) life.first = at;
      if (at > life.last) life.last = at;
    }
  };
  for (const block of blocks) {
    const start = position[block.index] as number;
    const end = start + block.instructions.length + 1;
    const live = new Set<Local>();
    for (const next of successors(block)) for (const local of atStart.get(next) ?? []) live.add(local);
    for (const local of live) extend(local, end);
    const use =
      (at: number) =>
      (local: Local): void => {
        live.add(local);
        extend(local, at);
      };
    if (block.terminator) visitUses(block.terminator, use(end));
    for (let index = block.instructions.length - 1; index >= 0; index--) {
      const instruction = block.instructions[index] as Instruction;
      const at = start + index + 1;
      const point = pointOf(instruction);
      const call = instruction.kind === 'call';
      // An intrinsic's value has been taken at the point after it; a C function's lies in its frame.
      if (call && instruction.callee.kind === 'intrinsic') notePoint(instruction.point, live, lives);
      visitDefinitions(instruction, (local) => {
        extend(local, at);
        live.delete(local);
      });
      if (call && instruction.callee.kind !== 'intrinsic') notePoint(instruction.point, live, lives);
      visitUses(instruction, use(at));
      if (point && !call) notePoint(point, live, lives);
    }
    for (const local of live) extend(local, start);
  }
  return lives;
}

/** Where nothing is ever resumed (an operation that fails) no temporary is needed. */
function notePoint(point: FlowPoint, live: ReadonlySet<Local>, lives: ReadonlyMap<Local, Life>): void {
  if (live.size === 0 || point.kind === 'operation') return;
  for (const local of live) (lives.get(local) as Life).crossesPoint = true;
  point.live = [...live];
}

/** For each block the place of its start, counting instructions and the ends of blocks. */
function positions(blocks: readonly Block[]): number[] {
  let at = 0;
  return blocks.map(({ instructions }) => {
    const start = at;
    at += instructions.length + 2;
    return start;
  });
}

/** Temporaries that share a local. */
export interface Group {
  readonly type: Local['type'];
  readonly members: Local[];
}

/** Groups temporaries of one type whose lives do not meet: in the order of their starts, each takes a group that is free again. */
export function shareLocals(lives: ReadonlyMap<Local, Life>, slotted: boolean): Group[] {
  const groups: Group[] = [];
  for (const type of WASM_TYPES) {
    const candidates = [...lives].filter(([local, life]) => local.type === type && life.crossesPoint === slotted);
    candidates.sort(([, a], [, b]) => a.first - b.first);
    const active: { last: number; readonly group: Group }[] = [];
    for (const [local, life] of candidates) {
      const free = active.find(({ last }) => last < life.first);
      if (free) {
        free.group.members.push(local);
        free.last = life.last;
      } else {
        const group: Group = { type, members: [local] };
        groups.push(group);
        active.push({ last: life.last, group });
      }
    }
  }
  return groups;
}
