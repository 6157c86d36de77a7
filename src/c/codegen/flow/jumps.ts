/**
 * Jumps. One that leaves scopes ends the lifetimes of their objects, one that enters scopes begins them. Where a goto goes is known
 * only when the whole function has been read: what its scopes ask for is then put before it, or, where one block has several
 * targets (a computed goto, a switch), into small blocks on the way.
 */
import { FAULT, LABELS } from '../../abi';
import { alignOf, sizeOf } from '../../layout';
import type { Expression, Label } from '../../tree';
import { OP } from '../../wasm/opcodes';
import type { FunctionBuilder, LabelPlace, Scope } from './builder';
import { isRecord } from './context';
import { effects, value } from './expressions';
import { Block, type Instruction } from './graph';
import { copyRecord, recordPlace } from './records';
import { binary, constant, get, i32, type Local, subtract, unary, type Value } from './value';

export function breakFrom(f: FunctionBuilder): void {
  leaveTo(f, f.breakTarget);
}

export function continueFrom(f: FunctionBuilder): void {
  leaveTo(f, f.continueTarget);
}

function leaveTo(f: FunctionBuilder, target: FunctionBuilder['breakTarget']): void {
  if (!target) throw new Error('a jump out of no loop');
  f.unwindTo(target.scope);
  f.jump(target.block);
  f.startDeadBlock();
}

export function buildReturn(f: FunctionBuilder, expression: Expression | undefined): void {
  const { returns } = f.definition.symbol.type;
  let result: Value | undefined;
  if (expression) {
    f.fullExpression(() => {
      if (isRecord(returns)) returnRecord(f, expression);
      else if (returns.kind === 'void') effects(f, expression);
      else result = f.snapshot(value(f, expression));
    });
  }
  f.unwindTo(f.functionScope);
  endFunction(f, result, expression === undefined && returns.kind !== 'void');
  f.startDeadBlock();
}

/** @param fallsOff the function should have returned a value and has none. */
export function endFunction(f: FunctionBuilder, result: Value | undefined, fallsOff: boolean): void {
  if (f.definition.symbol.noReturn) {
    const point = f.point('operation', f.definition.body.last);
    f.current.terminator ??= { kind: 'fault', point, fault: FAULT.unreachable };
  } else f.current.terminator ??= { kind: 'return', value: result, fallsOff };
}

function returnRecord(f: FunctionBuilder, expression: Expression): void {
  if (!f.resultPointer) throw new Error('no place for a returned record');
  const { type, token } = expression;
  const { model } = f.context;
  const place = { kind: 'pointer', pointer: get(f.resultPointer), offset: 0, extent: sizeOf(type, model) } as const;
  copyRecord(f, { place, alignment: alignOf(type, model) }, recordPlace(f, expression), type, token);
}

export function buildGoto(f: FunctionBuilder, label: Label): void {
  f.settle();
  const { block } = f.labelPlace(label);
  f.pendingJumps.push({ from: f.current, scope: f.scope, label });
  f.current.terminator ??= { kind: 'jump', to: block };
  f.startDeadBlock();
}

/** `goto *address`: the address must be that of a label of this function. */
export function buildComputedGoto(f: FunctionBuilder, target: Expression): void {
  const { context } = f;
  const wide = context.pointer === 'i64';
  const labels = addressedLabels(f);
  const address = f.fullExpression(() => f.leaf(value(f, target)));
  const first = labels[0] ? context.labelAddress(labels[0]) : context.space.textBase + LABELS;
  const distance = subtract(address, constant(context.pointer, first));
  const number = f.leaf(
    binary(context.pointer, wide ? OP.i64Rotr : OP.i32Rotr, distance, constant(context.pointer, 4)),
  );
  f.emit({
    kind: 'fault',
    point: f.point('operation', target.token),
    condition: binary('i32', wide ? OP.i64GeU : OP.i32GeU, number, constant(context.pointer, labels.length)),
    fault: FAULT.gotoTarget,
    address,
    size: i32(0),
  });
  const index = wide ? unary('i32', OP.i32WrapI64, number) : number;
  f.computedJumps.push({ from: f.current, scope: f.scope, index });
  f.current.terminator ??= { kind: 'computed', index, targets: [] }; // finishJumps knows the targets
  f.startDeadBlock();
}

/** The function's labels whose address is taken; their numbers follow one another. */
export function addressedLabels(f: FunctionBuilder): Label[] {
  return f.definition.labels.filter(({ addressTaken }) => addressTaken);
}

/** What a jump from one scope to another does to the objects of those that it leaves and enters. */
function crossing(from: Scope, to: Scope | undefined): Instruction[] {
  if (!to) return [];
  const outer = new Set<Scope>();
  for (let scope: Scope | undefined = to; scope; scope = scope.parent) outer.add(scope);
  const instructions: Instruction[] = [];
  let common: Scope | undefined = from;
  for (; common && !outer.has(common); common = common.parent) {
    for (const object of common.objects) instructions.push({ kind: 'leave', object });
  }
  for (let scope: Scope | undefined = to; scope && scope !== common; scope = scope.parent) {
    for (const object of scope.objects) instructions.push({ kind: 'enter', object });
  }
  return instructions;
}

/** The block to go to on the way to a label: its own, or one that makes the crossing. `after` is where it is put in order. */
export function onTheWay(f: FunctionBuilder, from: Scope, to: LabelPlace, after: Block): Block {
  const instructions = crossing(from, to.scope);
  if (instructions.length === 0) return to.block;
  const way = new Block();
  for (const instruction of instructions) way.instructions.push(instruction);
  way.terminator = { kind: 'jump', to: to.block };
  f.order.splice(f.order.indexOf(after) + 1, 0, way);
  return way;
}

/** All labels are known: completes the jumps. */
export function finishJumps(f: FunctionBuilder): void {
  for (const { from, scope, label } of f.pendingJumps) {
    for (const instruction of crossing(scope, f.labelPlace(label).scope)) from.instructions.push(instruction);
  }
  const labels = addressedLabels(f);
  const shared = f.computedJumps.length * labels.length > MOST_WAYS ? new Map<Scope, SharedJump>() : undefined;
  for (const { from, scope, index } of f.computedJumps) {
    if (from.terminator?.kind !== 'computed') continue;
    if (shared) {
      const jump = shared.get(scope) ?? sharedJump(f, from);
      if (!shared.has(scope)) finishComputed(f, jump.block, scope, get(jump.index), labels);
      shared.set(scope, jump);
      from.instructions.push({ kind: 'set', local: jump.index, value: index });
      from.terminator = { kind: 'jump', to: jump.block };
    } else finishComputed(f, from, scope, index, labels);
  }
}

/** Computed gotos times labels from which on all gotos of a scope share one: what has to be looked at grows with their product. */
const MOST_WAYS = 1 << 14;

/** A block that goes on to the label whose number is in `index`. */
interface SharedJump {
  readonly block: Block;
  readonly index: Local;
}

function sharedJump(f: FunctionBuilder, after: Block): SharedJump {
  const block = new Block();
  f.order.splice(f.order.indexOf(after) + 1, 0, block);
  return { block, index: f.temporary('i32') };
}

function finishComputed(f: FunctionBuilder, block: Block, scope: Scope, index: Value, labels: readonly Label[]): void {
  const targets = labels.map((label) => onTheWay(f, scope, f.labelPlace(label), block));
  block.terminator = { kind: 'computed', index, targets };
}
