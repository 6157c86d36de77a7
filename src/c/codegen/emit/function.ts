/**
 * Emits one function in one cut: entry, then its regions with their blocks, then the code that it leaves through. The blocks of a region come
 * in order; at each label's place its `block` ends.
 *
 * Fuel. The fine cut tests and takes one before each tick. The coarse cut takes a whole *segment's* at its start: from a test, a call or
 * the start of a block to the next of these. What a fault in the middle leaves unused is given back.
 */

import { FRAME_ENTRY } from '../../abi';
import { OP, type WasmType } from '../../wasm/opcodes';
import {
  type Block,
  type CallInstruction,
  type FlowPoint,
  type Instruction,
  isTick,
  type SwitchRange,
} from '../flow/graph';
import { constant, type Local } from '../flow/value';
import type { FunctionPlan } from '../layout/plan';
import { type CodeLabel, Emitter, FRAME_LOCAL, type InlinedInto, leaveKey, RESUME_LOCAL } from './emitter';
import {
  closeLeaves, emitEntry, emitReturn, markEntry, NO_VALUE, openLeaves, shadowFrame, wipeFrame,
} from './frames'; // biome-ignore format: a list
import { Allowance, leaveAtLimit, passArguments } from './inlined';
import { emitCall, emitFaultTerminator, emitInstruction, takeResult } from './instructions';
import type { ModuleContext } from './module';
import { ControlFlow, type Entrance, emitDispatch, labelsOf, type OpenLabel, type Region } from './regions';
import { emitSwitch } from './switches';
import { emitValue } from './values';

export function emitFunction(module: ModuleContext, plan: FunctionPlan): void {
  const e = new Emitter(module, plan);
  new FunctionBody(e).emit();
  module.wasm.define(module.indexOf(plan.compiled.id), { locals: e.localTypes, code: e.code });
}

class FunctionBody {
  private readonly blocks: readonly Block[];
  private readonly flow: ControlFlow;

  constructor(
    private readonly e: Emitter,
    private readonly allowance: Allowance = new Allowance(sizeOf(e.plan)),
  ) {
    const { flow, loops, points } = e.plan;
    this.blocks = flow.blocks;
    // Where a function is inlined it begins at its start, always.
    const entrances = e.inlined ? [] : this.entrances();
    this.flow = new ControlFlow(this.blocks, loops, entrances, points.points.length + 1);
  }

  /** Where this cut can be resumed. */
  private entrances(): Entrance[] {
    const found: Entrance[] = [];
    for (const { index, instructions } of this.blocks) {
      instructions.forEach((instruction, position) => {
        if (isEntrance(instruction, this.e.fine))
          found.push({ id: instruction.point.id, block: index, instruction: position });
      });
    }
    return found;
  }

  emit(): void {
    const { e } = this;
    const { code } = e;
    const keys = this.leaveKeys();
    const common = openLeaves(e, keys);
    const { returns } = e.plan.compiled;
    if (returns) e.openTyped(e.returning, [returns]);
    else e.openBlock(e.returning);
    this.emitRegion(this.flow.root);
    code.op(OP.unreachable);
    e.close(e.returning);
    emitReturn(e);
    closeLeaves(e, common, keys);
    code.end();
  }

  /**
   * Emits the function as a part of another: falls through to what follows the call, with the value in the caller's local; or leaves, and
   * makes the caller leave.
   */
  private emitInlined(inlined: InlinedInto): void {
    const { e } = this;
    const { code } = e;
    passArguments(e, inlined);
    e.own(() => {
      const done: CodeLabel = { position: -1 };
      e.openBlock(done);
      const keys = this.leaveKeys();
      const common = openLeaves(e, keys);
      leaveAtLimit(e, FRAME_ENTRY, common);
      if (e.module.cut.cards && e.plan.flow.objects.length > 0) markEntry(e);
      shadowFrame(e);
      const { returns } = e.plan.compiled;
      if (returns) e.openTyped(e.returning, [returns]);
      else e.openBlock(e.returning);
      this.clearResume();
      this.emitRegion(this.flow.root);
      code.op(OP.unreachable);
      e.close(e.returning);
      const { caller, call } = inlined;
      if (call.result) caller.own(() => code.set(caller.callValues.get(returns as WasmType) as number));
      else if (returns) code.op(OP.drop);
      wipeFrame(e);
      e.br(done);
      closeLeaves(e, common, keys);
      e.close(done);
    });
    e.giveBack();
  }

  /** The sets of temporaries that some point of this cut is left with. */
  private leaveKeys(): Map<string, readonly Local[]> {
    const keys = new Map<string, readonly Local[]>();
    for (const { instructions } of this.blocks) {
      for (const instruction of instructions) {
        if (!isEntrance(instruction, this.e.fine)) continue;
        const key = leaveKey(instruction.point);
        if (key !== '' && !keys.has(key)) keys.set(key, instruction.point.live);
      }
    }
    return keys;
  }

  // -------------------------------------------------------------- regions

  private emitRegion(region: Region): void {
    const { e, flow } = this;
    const labels = labelsOf(flow, region);
    if (region.parent) e.openBlock(region.again, OP.loop);
    for (let index = labels.length - 1; index >= 0; index--) e.openBlock((labels[index] as OpenLabel).label);
    if (region.parent) emitDispatch(e, flow, region);
    else if (!e.inlined) emitEntry(e, region.entrances.length > 0 ? () => emitDispatch(e, flow, region) : undefined);
    let next = 0;
    const closeAt = (block: number, instruction: number): void => {
      for (let open = labels[next]; open?.block === block && open.instruction === instruction; open = labels[next]) {
        e.close(open.label);
        next++;
      }
    };
    let child = 0;
    for (let index = region.loop.first; index <= region.loop.last; index++) {
      closeAt(index, -1);
      const inner = region.children[child];
      if (inner?.loop.first === index) {
        this.emitRegion(inner);
        index = inner.loop.last;
        child++;
      } else this.emitBlock(this.blocks[index] as Block, (instruction) => closeAt(index, instruction));
    }
    if (region.parent) e.close(region.again);
  }

  private clearResume(): void {
    if (!this.flow.usesResume) return;
    this.e.code.i32(0);
    this.e.code.set(RESUME_LOCAL);
  }

  // -------------------------------------------------------------- blocks

  private emitBlock(block: Block, closeAt: (instruction: number) => void): void {
    const { e } = this;
    if (this.flow.sideEntries.has(block.index)) this.clearResume();
    e.checked.clear();
    const { instructions } = block;
    const unused = e.fine ? undefined : unusedTicks(instructions);
    if (unused) e.charge(segmentTicks(instructions, unused, 0));
    instructions.forEach((instruction, index) => {
      if (instruction.kind === 'call') {
        this.emitWholeCall(instruction, () => closeAt(index));
        if (unused) e.charge(segmentTicks(instructions, unused, index + 1));
        return;
      }
      if (isTick(instruction)) this.emitTick(instruction, unused, index, closeAt);
      emitInstruction(e, instruction, unused ? (unused[index] as number) : 0);
    });
    this.emitTerminator(block);
  }

  private emitWholeCall(call: CallInstruction, close: () => void): void {
    const plan = this.allowance.take(this.e, call);
    if (plan) {
      const inlined: InlinedInto = { caller: this.e, call };
      new FunctionBody(new Emitter(this.e.module, plan, inlined), this.allowance).emitInlined(inlined);
    } else emitCall(this.e, call);
    close();
    this.e.checked.clear();
    this.clearResume();
    takeResult(this.e, call);
  }

  /** What comes before a tick: the place to resume at, the observer, the test, the charge. */
  private emitTick(
    instruction: Instruction,
    unused: Int32Array | undefined,
    index: number,
    closeAt: (instruction: number) => void,
  ): void {
    const { e } = this;
    const { point } = instruction as { point: FlowPoint };
    const entrance = isEntrance(instruction, e.fine);
    if (entrance) {
      closeAt(index);
      e.checked.clear();
      this.clearResume();
    }
    const rest = unused ? (unused[index] as number) : 0;
    // Ticks of the segment that were charged already, this one's included.
    const charged = unused && !point.tested ? rest + 1 : 0;
    if (e.module.cut.observe && instruction.kind === 'statement') {
      e.publishFuel(charged);
      e.code.get(FRAME_LOCAL);
      e.code.i32(point.id);
      e.code.call(e.module.imports.statement);
      e.takeFuel(charged);
    }
    if (!entrance) return;
    e.pause(point);
    e.charge(1 + rest);
  }

  // -------------------------------------------------------------- terminators

  private emitTerminator(block: Block): void {
    const { e } = this;
    const { code } = e;
    const { terminator } = block;
    switch (terminator?.kind) {
      case 'jump':
        this.goTo(block, terminator.to);
        return;
      case 'branch':
        this.emitBranch(block, terminator);
        return;
      case 'switch':
        this.withWays(block, [...terminator.cases.map(({ to }) => to), terminator.otherwise], (labelOf) => {
          const label = (range: SwitchRange): CodeLabel => labelOf(range.to);
          emitSwitch(e, terminator, label, labelOf(terminator.otherwise));
        });
        return;
      case 'computed':
        this.withWays(block, terminator.targets, (labelOf) => {
          const depths = terminator.targets.map((target) => e.depthOf(labelOf(target)));
          if (depths.length === 0) {
            code.op(OP.unreachable);
            return;
          }
          emitValue(e, terminator.index);
          code.brTable(depths, depths[0] as number);
        });
        return;
      case 'return': {
        const { returns } = e.plan.compiled;
        if (terminator.fallsOff && returns) e.storeResume(NO_VALUE);
        else if (e.plan.hasCalls && !e.inlined) e.storeResume(0);
        if (returns) emitValue(e, terminator.value ?? constant(returns, 0));
        e.br(e.returning);
        return;
      }
      case 'fault':
        emitFaultTerminator(e, terminator.fault, terminator.point);
        return;
      default:
        throw new Error('a block without an end');
    }
  }

  private emitBranch(block: Block, { condition, then, otherwise }: Block['terminator'] & { kind: 'branch' }): void {
    const { e } = this;
    const { code } = e;
    const next = block.index + 1;
    emitValue(e, condition);
    if (then.index === next) {
      code.op(OP.i32Eqz);
      this.branchIf(block, otherwise);
      return;
    }
    this.branchIf(block, then);
    this.goTo(block, otherwise);
  }

  /** Branches if the condition on the stack holds. */
  private branchIf(block: Block, to: Block): void {
    const { e } = this;
    if (!this.isSideEntry(block, to)) {
      e.brIf(this.directLabel(block, to));
      return;
    }
    e.code.open(OP.if);
    e.inside(() => this.goTo(block, to));
    e.code.end();
  }

  private goTo(block: Block, to: Block): void {
    const { e } = this;
    if (this.isSideEntry(block, to)) {
      e.code.i32(this.flow.sideEntries.get(to.index) as number);
      e.code.set(RESUME_LOCAL);
      const outer = this.flow.outermostBetween(block.index, to.index) as Region;
      e.br(this.flow.blockLabels.get(outer.loop.first) as CodeLabel);
    } else if (to.index !== block.index + 1) e.br(this.directLabel(block, to));
  }

  private isSideEntry(block: Block, to: Block): boolean {
    return to.index > block.index && this.flow.isInsideLoops(block.index, to.index);
  }

  /** The label of a jump that is one branch. */
  private directLabel(block: Block, to: Block): CodeLabel {
    const { flow } = this;
    if (to.index > block.index) return flow.blockLabels.get(to.index) as CodeLabel;
    let region: Region | undefined = flow.regionOf[block.index];
    while (region && (region.loop.first !== to.index || !region.parent)) region = region.parent;
    if (!region) throw new Error('a jump back to where no loop begins');
    return region.again;
  }

  /** Emits a jump with many targets; those that are inside loops get a block on the way, which sets `resume`. */
  private withWays(block: Block, targets: readonly Block[], emit: (labelOf: (to: Block) => CodeLabel) => void): void {
    const { e } = this;
    const ways = new Map<Block, CodeLabel>();
    for (const to of targets) if (this.isSideEntry(block, to)) ways.set(to, { position: -1 });
    const list = [...ways];
    for (const [, label] of [...list].reverse()) e.openBlock(label);
    emit((to) => ways.get(to) ?? this.directLabel(block, to));
    for (const [to, label] of list) {
      e.close(label);
      this.goTo(block, to);
    }
  }
}

const sizeOf = ({ flow }: FunctionPlan): number =>
  flow.blocks.reduce((sum, { instructions }) => sum + instructions.length, 0);

type Pointed = Instruction & { readonly point: FlowPoint };

/** Whether a cut can be resumed at the instruction's point. */
function isEntrance(instruction: Instruction, fine: boolean): instruction is Pointed {
  if (instruction.kind === 'call') return true;
  return isTick(instruction) && (fine || isTested(instruction));
}

function isTested(instruction: Instruction): boolean {
  return 'point' in instruction && instruction.point.tested;
}

/** For each instruction, the ticks that come after it in its segment. */
function unusedTicks(instructions: readonly Instruction[]): Int32Array {
  const unused = new Int32Array(instructions.length);
  let rest = 0;
  for (let index = instructions.length - 1; index >= 0; index--) {
    const instruction = instructions[index] as Instruction;
    if (instruction.kind === 'call') rest = 0;
    unused[index] = rest;
    if (!isTick(instruction)) continue;
    rest = isTested(instruction) ? 0 : rest + 1;
  }
  return unused;
}

/** Ticks of the segment that begins at an index; none if it is a test or a call that comes next: a test charges for itself. */
function segmentTicks(instructions: readonly Instruction[], unused: Int32Array, from: number): number {
  for (let index = from; index < instructions.length; index++) {
    const instruction = instructions[index] as Instruction;
    if (instruction.kind === 'call') return 0;
    if (isTick(instruction)) return isTested(instruction) ? 0 : (unused[index] as number) + 1;
  }
  return 0;
}
