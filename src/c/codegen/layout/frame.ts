/**
 * The frame of a function: header, slots of registers, memory part. Slots come in the order of parameters, variables, flags,
 * temporaries that live across points. In the memory part every object has at least 16 bytes of redzone before and after it; those that
 * live as long as the function come first, so that they can be wiped at once.
 */
import { FRAME } from '../../abi';
import type { RegisterInfo } from '../../compiled';
import type { WasmType } from '../../wasm/opcodes';
import { type Life, shareLocals } from '../analysis/liveness';
import type { FlowGraph } from '../flow/function';
import type { FrameObject, Local } from '../flow/value';

const SLOT = 8;
/** WebAssembly's local of the first C parameter: after `frame`, `resume` and `fuel` (emit/emitter.ts). */
export const FIRST_PARAMETER = 3;
export const REDZONE = 16;
/** No stack has room for such a frame; what is beyond is cut, so that sizes stay 32-bit numbers. */
const LARGEST_FRAME = 2 ** 30;

export interface FrameLayout {
  readonly registers: readonly RegisterInfo[];
  /** All locals with slots, in the order of `registers`: one of each group of temporaries. */
  readonly slotted: readonly Local[];
  /** Types of the WebAssembly locals after the parameters. */
  readonly localTypes: readonly WasmType[];
  /** Start and end of the memory part, both multiples of 16; equal when there is none. */
  readonly memoryStart: number;
  readonly memoryEnd: number;
  /** End of the objects that live as long as the function. */
  readonly wholeEnd: number;
  readonly size: number;
}

const roundUp = (value: number, unit: number): number => Math.ceil(value / unit) * unit;

/** @param alignment of frames in this program: a multiple of 16. */
export function layoutFrame(
  flow: FlowGraph,
  flags: readonly Local[],
  lives: ReadonlyMap<Local, Life>,
  alignment: number,
): FrameLayout {
  let index = FIRST_PARAMETER;
  let slot: number = FRAME.registers;
  const slotted: Local[] = [];
  const localTypes: WasmType[] = [];
  const give = (members: readonly Local[], withSlot: boolean, isParameter: boolean): void => {
    for (const local of members) {
      local.index = index;
      if (withSlot) local.slot = slot;
    }
    index++;
    const [first] = members;
    if (first && !isParameter) localTypes.push(first.type);
    if (!withSlot) return;
    if (first) slotted.push(first);
    slot += SLOT;
  };
  for (const local of flow.parameters) give([local], true, true);
  for (const local of flow.variables) give([local], true, false);
  for (const local of flags) give([local], true, false);
  const shared = shareLocals(lives);
  for (const { members } of shared.slotted) give(members, true, false);
  for (const { members } of shared.others) give(members, false, false);
  const memoryStart = roundUp(slot, REDZONE);
  const whole = flow.objects.filter(({ wholeFunction }) => wholeFunction);
  const rest = flow.objects.filter(({ wholeFunction }) => !wholeFunction);
  const wholeEnd = placeObjects(whole, memoryStart);
  const memoryEnd = placeObjects(rest, wholeEnd);
  const indices = new Map(slotted.map((local, position) => [local, position]));
  return {
    registers: slotted.map((local) => ({
      variable: local.kind === 'temporary' ? undefined : local.variable,
      slot: local.slot,
      type: local.type,
      flag: local.flag && indices.get(local.flag),
    })),
    slotted,
    localTypes,
    memoryStart,
    memoryEnd,
    wholeEnd,
    size: Math.min(roundUp(memoryEnd, alignment), LARGEST_FRAME),
  };
}

/** Objects with a redzone before each, and one at the end. */
function placeObjects(objects: readonly FrameObject[], start: number): number {
  let at = start;
  for (const object of objects) {
    object.offset = roundUp(at + REDZONE, Math.max(REDZONE, object.alignment));
    at = roundUp(object.offset + object.size, REDZONE);
  }
  return objects.length > 0 ? at + REDZONE : start;
}
