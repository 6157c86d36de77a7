/**
 * The machine's reports and stacks for a reader: the same facts, with places in the texts that somebody wrote and with whose text each
 * function is.
 */
import type { CompiledFunction } from '../c/compiled';
import { renderReport } from '../c/machine/render';
import type { Report as MachineReport, StackEntry } from '../c/machine/types';
import type { DataModel } from '../c/types';
import type { ComposedProgram } from '../kernel/compose/compose';
import { rangeOf, tokenOrigin } from './places';
import type { Report, StackFrame, TextOrigin } from './protocol';
import { isMachineCode } from './timeline';

/** Whose text a function is: `note+model` when the model's lines fill what the note elides. */
export class Origins {
  /** By name, the paths of the files in which a definition is completed. */
  private readonly completed = new Map<string, string[]>();

  constructor(program: ComposedProgram) {
    for (const { name, path, origin } of program.definitions) {
      if (origin !== 'note+model') continue;
      const paths = this.completed.get(name);
      if (paths) paths.push(path);
      else this.completed.set(name, [path]);
    }
  }

  of(compiled: CompiledFunction): TextOrigin {
    const { token } = compiled.definition.symbol;
    return this.completed.get(compiled.name)?.includes(token.file.path) ? 'note+model' : tokenOrigin(token);
  }
}

export function stackFrame(entry: Pick<StackEntry, 'function' | 'token'>, origins: Origins): StackFrame {
  return {
    function: entry.function.name,
    origin: origins.of(entry.function),
    range: rangeOf(entry.token),
    locals: undefined,
  };
}

/** The place to blame: in the program's own C, not in the machine's. */
function placeOf(report: MachineReport): Report['place'] {
  const [inner] = report.stack;
  const own = report.stack.find((entry) => !isMachineCode(entry.function));
  const token = inner && own && inner !== own ? own.token : report.token;
  return token && rangeOf(token);
}

const KINDS: Partial<Record<MachineReport['kind'], Report['kind']>> = {
  leak: 'leak',
  warning: 'warning',
  panic: 'panic',
  'endless-run': 'budget',
  'all-cpus-spin': 'deadlock',
  'signed-overflow': 'undefined-behaviour',
  'shift-out-of-bounds': 'undefined-behaviour',
  'float-to-integer': 'undefined-behaviour',
  'missing-return': 'undefined-behaviour',
};

export function reportOf(report: MachineReport, origins: Origins, model: DataModel): Report {
  const frames = (stack: readonly StackEntry[]): StackFrame[] =>
    stack.filter((entry) => !isMachineCode(entry.function)).map((entry) => stackFrame(entry, origins));
  const sections: Report['sections'][number][] = [];
  const { object } = report;
  if (object) {
    const what = `${object.kind} object of ${object.size} bytes`;
    sections.push({
      title: `Allocated by CPU ${object.allocated.cpu}`,
      stack: frames(object.allocated.stack),
      text: what,
    });
    if (object.freed) {
      sections.push({ title: `Freed by CPU ${object.freed.cpu}`, stack: frames(object.freed.stack), text: what });
    }
  }
  for (const other of report.others ?? []) {
    sections.push({ title: `CPU ${other.cpu}`, stack: frames(other.stack), text: '' });
  }
  return {
    kind: KINDS[report.kind] ?? 'fault',
    headline: report.message,
    text: renderReport(report, model),
    place: placeOf(report),
    stack: frames(report.stack),
    sections,
  };
}

/** The innermost function of a stack that is no part of an allocator: those lie in mm/ and in the headers that go with it. */
export function whoAllocated(stack: readonly StackEntry[]): string {
  const isAllocator = ({ function: { definition } }: StackEntry): boolean =>
    /^(mm\/|include\/linux\/(slab|mm|gfp|percpu)\.h$)/.test(definition.symbol.token.file.path);
  return (stack.find((frame) => !isAllocator(frame)) ?? stack[0])?.function.name ?? '';
}
