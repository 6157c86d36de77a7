/**
 * What a fault is: from the kind that generated code gives, the address and the shadow to the name and the sentence
 * that a reader gets. Nothing is changed here; `reports.ts` keeps what comes out.
 */
import { FAULT, REPORT, SHADOW } from '../abi';
import type { ProgramLayout } from '../compiled';
import type { Token } from '../token';
import type { Variable } from '../tree';
import { typeName } from '../typeNames';
import { bytes, type Describer } from './describe';
import type { MachineMemory } from './memory';
import { isInScope } from './scopes';
import type { AddressDescription, FrameView, Report, ReportKind } from './types';

/** What is known about a fault before it becomes a report. */
export type Finding = Pick<
  Report,
  'kind' | 'message' | 'access' | 'description' | 'variable' | 'object' | 'shadow' | 'others'
>;

const ROWS = 2;
const ROW = 16;

export class Faults {
  constructor(
    private readonly memory: MachineMemory,
    private readonly layout: ProgramLayout,
    private readonly describer: Describer,
  ) {}

  /** A fault of generated code, at the innermost frame. */
  find(kind: number, address: bigint, size: number, at: FrameView | undefined): Finding {
    switch (kind) {
      case FAULT.load:
        return this.access(address, size, false);
      case FAULT.store:
        return this.access(address, size, true);
      case FAULT.uninitialised:
        return address === 0n ? this.uninitialisedRegister(at) : this.uninitialised(address, size);
      case FAULT.callTarget:
        return this.callTarget(address);
      case FAULT.callType:
        return this.callType(address, size);
      case FAULT.gotoTarget:
        return this.plain('bad-goto-target', 'goto to an address that is no label of this function', address);
      case FAULT.unreachable:
        return this.plain('unreachable', 'reached a place that the program says can not be reached');
      case FAULT.trap:
        return this.plain('trap', '__builtin_trap()');
      default:
        throw new Error(`Generated code gave a fault of unknown kind ${kind}.`);
    }
  }

  /** An access that may not be: the address and the shadow say why. What is described is the first byte that may not be touched. */
  access(address: bigint, size: number, write: boolean): Finding {
    const bad = this.firstBad(address, size, write);
    const description = this.describer.describe(bad ?? address);
    const kind = this.accessKind(description, bad);
    const what = `${write ? 'write' : 'read'} of ${bytes(size)} at ${hex(address)}`;
    const which = description.address === address ? '' : ` whose byte at ${hex(description.address)} is`;
    const hint = HINTS[kind];
    const message = `${kind}: ${what},${which} ${description.text}${hint ? `; ${hint}` : ''}`;
    return this.withMemory({ kind, message, access: { write, address, size }, description });
  }

  /** The first byte of memory that an access of this kind may not touch; undefined when the fault is another one. */
  private firstBad(address: bigint, size: number, write: boolean): bigint | undefined {
    const { space, limit, shadowBytes } = this.memory;
    const start = this.memory.locate(address);
    if (start === undefined) return undefined;
    const readOnly = SHADOW.readOnly & ~SHADOW.initialised;
    for (let at = start; at < start + size; at++) {
      const shadow = at < limit ? (shadowBytes[at] as number) : SHADOW.unmapped;
      const isAccessible = (shadow & SHADOW.uninitialised) !== 0;
      if (!isAccessible || (write && (shadow & readOnly) !== 0)) return space.base + BigInt(at);
    }
    return undefined;
  }

  private accessKind(found: AddressDescription, bad: bigint | undefined): ReportKind {
    switch (found.kind) {
      case 'null':
        return 'null-dereference';
      case 'error':
        return 'error-pointer-dereference';
      case 'wild':
        return 'wild-access';
      case 'text':
        return 'access-to-code';
      case 'percpu-cookie':
        return 'percpu-cookie-access';
      default:
    }
    if (bad === undefined) return 'misaligned-access';
    const shadow = this.memory.shadowBytes[Number(bad - this.memory.space.base)] as number;
    return (shadow & SHADOW.uninitialised) !== 0 ? 'write-to-read-only' : this.poisonKind(found, shadow);
  }

  private poisonKind(found: AddressDescription, shadow: number): ReportKind {
    const perCpu = found.cpu !== undefined && found.kind !== 'stack';
    switch (shadow) {
      case SHADOW.redzone:
        return perCpu ? 'percpu-out-of-bounds' : 'heap-out-of-bounds';
      case SHADOW.freed:
        return 'use-after-free';
      case SHADOW.outOfScope:
        return found.frame ? 'use-after-scope' : 'use-after-return';
      case SHADOW.globalRedzone:
        return 'global-out-of-bounds';
      case SHADOW.stackRedzone:
        return 'stack-out-of-bounds';
      case SHADOW.perCpuRaw:
        return 'percpu-image-access';
      default:
    }
    if (perCpu) return 'percpu-out-of-bounds';
    if (found.kind === 'stack') return found.frame ? 'stack-out-of-bounds' : 'use-after-return';
    if (found.kind === 'global') return 'global-out-of-bounds';
    if (found.kind === 'object') return found.object?.freed ? 'use-after-free' : 'heap-out-of-bounds';
    return 'unallocated-access';
  }

  /** A read of bytes that have no value. */
  uninitialised(address: bigint, size: number): Finding {
    const offset = this.memory.locate(address, size);
    const first = offset === undefined ? undefined : this.memory.firstWithout(offset, size, SHADOW.initialised);
    const description = this.describer.describe(first === undefined ? address : this.memory.address(first));
    const message = `uninitialised-value: read of ${bytes(size)} that were never written, ${description.text}`;
    const { variable } = description;
    return this.withMemory({
      kind: 'uninitialised-value',
      message,
      access: { write: false, address, size },
      description,
      ...(variable ? { variable } : {}),
    });
  }

  private uninitialisedRegister(at: FrameView | undefined): Finding {
    const variable = at && variableAt(at, at.token);
    const what = variable ? `the variable '${variable.name}'` : 'a variable';
    const message = `uninitialised-value: ${what} is read, and was never given a value`;
    return { kind: 'uninitialised-value', message, ...(variable ? { variable } : {}) };
  }

  private callTarget(address: bigint): Finding {
    const description = this.describer.describe(address);
    const message = `bad-call-target: call through a pointer to ${hex(address)}, ${description.text}`;
    return { kind: 'bad-call-target', message, description };
  }

  private callType(address: bigint, functionId: number): Finding {
    const description = this.describer.describe(address);
    const called = this.layout.functions[functionId - 1];
    const name = called?.name ?? 'a function';
    const type = called ? `, '${typeName(called.definition.symbol.type)}'` : '';
    const why = `call of ${name}() as a function of a type other than its own${type}`;
    return { kind: 'bad-call-type', message: `bad-call-type: ${why}`, description };
  }

  /** Undefined behaviour of arithmetic, which the program survives. */
  arithmetic(kind: number, a: bigint, b: bigint, token: Token): Finding {
    const operator = token.text;
    switch (kind) {
      case REPORT.signedOverflow:
        return this.plain('signed-overflow', `the result of ${a} ${operator} ${b} does not fit its type`);
      case REPORT.divisionByZero:
        return this.plain('division-by-zero', `${a} is divided by zero`);
      case REPORT.divisionOverflow:
        return this.plain('division-overflow', `the result of ${a} / ${b} does not fit its type`);
      case REPORT.shift:
        return this.plain('shift-out-of-bounds', `${a} is shifted by ${b}, which is negative or too much for its type`);
      case REPORT.floatToInteger:
        return this.plain('float-to-integer', 'a floating value does not fit the integer type that it is converted to');
      case REPORT.missingReturn:
        return this.plain('missing-return', 'the value of a call is used, and the function returned none');
      default:
        throw new Error(`Generated code gave a report of unknown kind ${kind}.`);
    }
  }

  plain(kind: ReportKind, why: string, address?: bigint): Finding {
    const description = address === undefined ? undefined : this.describer.describe(address);
    return { kind, message: `${kind}: ${why}`, ...(description ? { description } : {}) };
  }

  /** Adds the object's history and the shadow around the address. */
  private withMemory(finding: Finding): Finding {
    const { access, description } = finding;
    const offset = access && this.memory.locate(description?.address ?? access.address);
    const object = description?.object;
    return {
      ...finding,
      ...(object ? { object } : {}),
      ...(offset === undefined ? {} : { shadow: this.rows(offset) }),
    };
  }

  private rows(offset: number): NonNullable<Report['shadow']> {
    const middle = Math.floor(offset / ROW) * ROW;
    const rows: { address: bigint; bytes: Uint8Array }[] = [];
    for (let at = middle - ROWS * ROW; at <= middle + ROWS * ROW; at += ROW) {
      if (at < 0 || at >= this.memory.limit) continue;
      rows.push({ address: this.memory.address(at), bytes: this.memory.shadowBytes.slice(at, at + ROW) });
    }
    return rows;
  }
}

const HINTS: Partial<Record<ReportKind, string>> = {
  'percpu-cookie-access':
    'per_cpu_ptr() or this_cpu_ptr() gives the copy of one CPU; a CPU that is not possible has none',
  'percpu-image-access': 'this is only the initial image; per_cpu_ptr() or this_cpu_ptr() gives the copy of one CPU',
  'misaligned-access': 'its type asks for a stricter alignment',
};

export function hex(address: bigint): string {
  return `0x${address.toString(16)}`;
}

/** The automatic variable that an identifier names where a frame stands. */
function variableAt(at: FrameView, token: Token): Variable | undefined {
  const { parameters, locals } = at.function.definition;
  return [...parameters, ...locals]
    .filter(({ name }) => name === token.text)
    .filter((it) => isInScope(it, token))
    .at(-1);
}
