/**
 * A report as text, in the shape of the kernel's: a headline with the place, the access, the call trace, the object
 * with the stacks that allocated and freed it, and the shadow around the address (one byte for each byte of memory;
 * abi.ts has the codes).
 */
import { SHADOW } from '../abi';
import type { DataModel } from '../types';
import { bytes } from './describe';
import { placeOf } from './reports';
import type { ObjectEvent, Report, ReportKind, StackEntry } from './types';

const RULE = '='.repeat(66);

const PREFIX: Partial<Record<ReportKind, string>> = {
  'signed-overflow': 'UBSAN',
  'shift-out-of-bounds': 'UBSAN',
  'division-by-zero': 'UBSAN',
  'division-overflow': 'UBSAN',
  'float-to-integer': 'UBSAN',
  'missing-return': 'UBSAN',
  warning: 'WARNING',
  panic: 'PANIC',
  leak: 'LEAK',
};

const CODES: readonly (readonly [number, string])[] = [
  [SHADOW.initialised, 'initialised'],
  [SHADOW.uninitialised, 'uninitialised'],
  [SHADOW.readOnly, 'read-only'],
  [SHADOW.redzone, 'redzone'],
  [SHADOW.freed, 'freed'],
  [SHADOW.outOfScope, 'out of scope'],
  [SHADOW.globalRedzone, 'redzone of a variable'],
  [SHADOW.stackRedzone, 'redzone in a stack'],
  [SHADOW.perCpuRaw, 'image of per-CPU variables'],
  [SHADOW.unmapped, 'not given out'],
];

/** One line: `BUG: use-after-free in f at file.c:3:5: read of …`. */
export function reportHeadline(report: Report): string {
  const [innermost] = report.stack;
  const where = innermost ? ` in ${innermost.function.name} at ${placeOf(report)}` : '';
  const detail = report.message.startsWith(`${report.kind}: `)
    ? report.message.slice(report.kind.length + 2)
    : report.message;
  return `${PREFIX[report.kind] ?? 'BUG'}: ${report.kind}${where}: ${detail}`;
}

/** The whole report, lines ending in newlines. */
export function renderReport(report: Report, model: DataModel): string {
  const lines = [RULE, reportHeadline(report)];
  const { access, object, description } = report;
  const by = `by CPU ${report.cpu} at clock ${report.clock}`;
  if (access) {
    const what = access.write ? 'Write' : 'Read';
    lines.push(`${what} of size ${access.size} at address ${address(access.address, model)} ${by}`);
  } else lines.push(`Reported ${by}`);
  if (report.stack.length > 0) lines.push('', 'Call trace:', ...trace(report.stack));
  if (report.depth > report.stack.length) lines.push(` ... and ${report.depth - report.stack.length} frames more`);
  for (const other of report.others ?? []) lines.push('', `CPU ${other.cpu}:`, ...trace(other.stack));
  if (description) {
    const isStart = !access || description.address === access.address;
    const which = isStart ? 'The address' : `The byte at ${address(description.address, model)}`;
    lines.push('', `${which} is ${description.text}.`);
  }
  if (object) {
    const start = address(object.address, model);
    const end = address(object.address + BigInt(object.size), model);
    lines.push('', `Object ${object.serial} (${object.kind}), ${bytes(object.size)}, [${start}, ${end})`);
    lines.push(...event('Allocated', object.allocated, report.clock));
    if (object.freed) lines.push(...event('Freed', object.freed, report.clock));
  }
  if (report.shadow && report.access)
    lines.push('', ...shadow(report.shadow, (description ?? report.access).address, model));
  lines.push(RULE);
  return `${lines.join('\n')}\n`;
}

function event(what: string, { cpu, clock, stack }: ObjectEvent, now: number): string[] {
  return [`${what} by CPU ${cpu} at clock ${clock}, ${now - clock} ticks before:`, ...trace(stack)];
}

function trace(stack: readonly StackEntry[]): string[] {
  return stack.map((entry) => ` ${entry.function.name}  ${placeOf(entry)}`);
}

function address(value: bigint, model: DataModel): string {
  return value.toString(16).padStart(model.pointerSize * 2, '0');
}

function shadow(rows: NonNullable<Report['shadow']>, at: bigint, model: DataModel): string[] {
  const seen = new Set<number>();
  const lines: string[] = [];
  for (const row of rows) {
    const here = at >= row.address && at < row.address + 16n;
    const cells = Array.from(row.bytes, (byte) => byte.toString(16).padStart(2, '0'));
    for (const byte of row.bytes) seen.add(byte);
    const head = `${here ? '>' : ' '}${address(row.address, model)}: `;
    lines.push(head + cells.join(' '));
    if (here) lines.push(`${' '.repeat(head.length + 3 * Number(at - row.address))}^`);
  }
  const legend = CODES.filter(([code]) => seen.has(code)).map(
    ([code, name]) => `${code.toString(16).padStart(2, '0')} ${name}`,
  );
  return [`Memory state around the address (${legend.join(', ')}):`, ...lines];
}
