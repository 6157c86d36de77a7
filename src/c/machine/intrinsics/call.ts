/**
 * How an intrinsic is written: a signature, which is checked against the program's declaration of it, and a function
 * that gets the parts of the machine and its C arguments. An intrinsic that is used wrongly throws a ProgramFault:
 * the run ends with its report.
 */
import { SHADOW } from '../../abi';
import { PENDING } from '../driver';
import { ENDING, type Ending } from '../ending';
import type { Finding } from '../faults';
import type { Parts } from '../parts';
import { OutOfMemory, R } from '../registers';

/**
 * C type of a result or a parameter: `v` void, `i` a 32-bit integer, `l` an integer of a pointer's width, `q` a
 * 64-bit integer, `p` a pointer, `d` double, `f` float.
 */
export type TypeLetter = 'v' | 'i' | 'l' | 'q' | 'p' | 'd' | 'f';

/** A C argument: a number, or a bigint for what WebAssembly has as i64. */
export type Argument = number | bigint;

export interface Intrinsic {
  /** Letter of the result, then those of the parameters: `vpl` is `void f(void *, size_t)`. */
  readonly signature: string;
  readonly run: (call: Call, ...parameters: Argument[]) => Argument | undefined;
}

/** Bytes of a string that are read: for people. */
const LONGEST = 4096;

/** The program did something that no program may do. */
export class ProgramFault extends Error {
  constructor(readonly finding: Finding) {
    super(finding.message);
  }
}

/** What an intrinsic works with: the parts of the machine, and the frame that called it. */
export class Call {
  frame = 0;

  constructor(readonly parts: Parts) {}

  get cpu(): number {
    return this.parts.registers.get(R.currentCpu);
  }

  /** An argument of type `l` or `q` as a number. A value too large to be a size stays too large. */
  size(argument: Argument): number {
    return typeof argument === 'bigint' ? Number(BigInt.asUintN(64, argument)) : argument >>> 0;
  }

  /** The offset of `size` bytes that the program may read (and whose values count, if asked for), or a fault. */
  readable(pointer: Argument, size: number, initialised = false): number {
    const { memory, faults } = this.parts;
    const offset = memory.offsetOf(pointer);
    if (size === 0) return offset;
    const inside = offset >= 0 && offset + size <= memory.limit;
    if (!inside || memory.firstWithout(offset, size, SHADOW.uninitialised) !== undefined) {
      throw new ProgramFault(faults.access(memory.addressOf(pointer), size, false));
    }
    if (initialised && memory.firstWithout(offset, size, SHADOW.initialised) !== undefined) {
      throw new ProgramFault(faults.uninitialised(memory.addressOf(pointer), size));
    }
    return offset;
  }

  /** The offset of `size` bytes that the program may write, or a fault. */
  writable(pointer: Argument, size: number): number {
    const { memory, faults } = this.parts;
    const offset = memory.offsetOf(pointer);
    const inside = offset >= 0 && offset + size <= memory.limit;
    const readOnly = SHADOW.readOnly & ~SHADOW.initialised;
    const mayNot = !inside || memory.firstWithout(offset, size, SHADOW.uninitialised, readOnly) !== undefined;
    if (size > 0 && mayNot) {
      throw new ProgramFault(faults.access(memory.addressOf(pointer), size, true));
    }
    return offset;
  }

  /** Writes bytes for the program: they have values afterwards. */
  write(offset: number, bytes: Uint8Array): void {
    this.parts.memory.write(offset, bytes);
    this.parts.memory.fillShadow(offset, bytes.length, SHADOW.initialised);
  }

  /** The bytes of a string of the program's, at most LONGEST of them, or a fault. */
  string(pointer: Argument): Uint8Array {
    const { memory } = this.parts;
    const start = this.readable(pointer, 1);
    let end = start;
    while (memory.data[end] !== 0 && end - start < LONGEST) {
      end++;
      if (end === memory.limit || ((memory.shadowBytes[end] as number) & SHADOW.uninitialised) === 0) {
        throw new ProgramFault(this.parts.faults.access(memory.address(end), 1, false));
      }
    }
    return memory.data.slice(start, end);
  }

  text(pointer: Argument): string {
    return new TextDecoder().decode(this.string(pointer));
  }

  /** The program used an intrinsic in a way that makes no sense. */
  refuse(why: string): never {
    throw new ProgramFault(this.parts.faults.plain('bad-machine-call', why));
  }

  /** Makes the CPU leave after this call. */
  leave(pending: number): void {
    this.parts.driver.leave(this.frame, pending);
  }

  /** Ends the run with a report. */
  end(ending: Ending, finding: Finding): void {
    this.parts.reports.make(finding, this.cpu, true);
    this.parts.registers.set(R.ended, ENDING[ending]);
    this.leave(PENDING.stop);
  }
}

/** The import for an intrinsic. */
export function bind(
  call: Call,
  { signature, run }: Intrinsic,
): (frame: number, ...parameters: Argument[]) => Argument | undefined {
  const { stacks, faults } = call.parts;
  const failed = nothing(signature, call.parts.memory.model.pointerSize);
  const handle = (error: unknown): Argument | undefined => {
    if (error instanceof ProgramFault) call.end('fault', error.finding);
    else if (error instanceof OutOfMemory) call.end('fault', faults.plain('out-of-memory', error.message));
    else throw error;
    return failed;
  };
  // As many parameters as an intrinsic has: an array for them would cost more than most intrinsics do.
  return (frame, a, b, c, d) => {
    call.frame = frame;
    stacks.enter(frame, undefined);
    try {
      return run(call, a as Argument, b as Argument, c as Argument, d as Argument);
    } catch (error) {
      return handle(error);
    }
  };
}

function nothing(signature: string, pointerSize: number): Argument | undefined {
  const [result] = signature as Iterable<TypeLetter>;
  if (result === 'v') return undefined;
  return result === 'q' || ((result === 'p' || result === 'l') && pointerSize === 8) ? 0n : 0;
}
