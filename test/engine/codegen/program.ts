/*
 * Runs a C program in generated modules, without the machine: the least that obeys the contract of abi.ts. A function is entered; when it
 * leaves, the innermost frame alone is entered again, popped when it returns, and so on to the end. Fuel is given in portions as the
 * test likes, in either cut.
 */

import { files } from '../../../build/embedded/c-library';
import {
  addressSpace, CONTROL, controlStart, FRAME, FRAME_ENTRY, memoryPages, PAGE_SIZE, STATUS,
} from '../../../src/c/abi'; // biome-ignore format: a list
import { generateModule, layoutProgram, type PlannedProgram } from '../../../src/c/codegen';
import type { CompiledModule, Cut } from '../../../src/c/compiled';
import { DiagnosticBag, FatalDiagnostic, renderDiagnostic } from '../../../src/c/diagnostics';
import { link } from '../../../src/c/link';
import { ControlWord } from '../../../src/c/machine/memory';
import { hasAttribute, hasBuiltin, type ParsedUnit, parse } from '../../../src/c/parser';
import { predefinedMacros } from '../../../src/c/predefinedMacros';
import { preprocess } from '../../../src/c/preprocessor';
import { SourceFile } from '../../../src/c/source';
import type { DataModel } from '../../../src/c/types';

export const LIMIT = 1 << 20;
const STACK = 256 * 1024;

export interface CompileOptions {
  readonly model: DataModel;
  readonly reportOverflow?: boolean;
  readonly limit?: number;
  /** Add memcpy and its like. */
  readonly strings?: boolean;
}

/** Names that the runner gives to programs. */
const INTRINSICS: ReadonlySet<string> = new Set([
  'put',
  'pause_here',
  'poison',
  'unpoison',
  'fuel_used',
  'machine_check_move',
]);

export const DECLARATIONS = `
void put(long long value);
void pause_here(void);
void poison(const void *p, unsigned long n);
void unpoison(const void *p, unsigned long n);
int fuel_used(void);
`;

/** Compiles C sources to a laid-out program; throws with the diagnostics if they have errors. */
export function compile(sources: readonly string[], options: CompileOptions): PlannedProgram {
  const bag = new DiagnosticBag();
  const { model } = options;
  try {
    const texts = options.strings ? [...sources, files['machine/string.c'] as string] : sources;
    const units = texts.map((text, unit): ParsedUnit => {
      const file = new SourceFile(`test${unit}.c`, text);
      const predefined = [predefinedMacros(model, false), new SourceFile('<declarations>', '', 'builtin')];
      const { tokens, pragmas } = preprocess(file, { predefined, hasAttribute, hasBuiltin }, bag);
      return parse(tokens, { model, diagnostics: bag, unit, pragmas });
    });
    const program = link(units, bag);
    const layout = layoutProgram(
      program,
      {
        model,
        limit: options.limit ?? LIMIT,
        reportOverflow: options.reportOverflow === true,
        intrinsics: INTRINSICS,
      },
      bag,
    );
    if (!bag.hasErrors) return layout;
  } catch (error) {
    if (!(error instanceof FatalDiagnostic)) throw error;
  }
  throw new Error(bag.list.map(renderDiagnostic).join('\n'));
}

export interface Fault {
  readonly kind: number;
  readonly address: bigint;
  readonly size: number;
  readonly point: number;
  readonly function: string;
}

export interface Report {
  readonly kind: number;
  readonly a: bigint;
  readonly b: bigint;
  readonly point: number;
}

type Entry = (frame: number, resume: number, ...parameters: (number | bigint)[]) => number;

const modules = new WeakMap<PlannedProgram, Map<string, WebAssembly.Module>>();

function moduleOf(program: PlannedProgram, cut: Cut): WebAssembly.Module {
  let known = modules.get(program);
  if (!known) {
    known = new Map();
    modules.set(program, known);
  }
  const key = JSON.stringify(cut);
  let module = known.get(key);
  if (!module) {
    const compiled: CompiledModule = generateModule(program, cut);
    module = new WebAssembly.Module(compiled.bytes as BufferSource);
    known.set(key, module);
  }
  return module;
}

/** One run of a program's `main`, or of another function without parameters. */
export class Run {
  readonly memory: WebAssembly.Memory;
  readonly data: Uint8Array;
  readonly shadow: Uint8Array;
  readonly cards: Uint8Array;
  readonly view: DataView;
  readonly faults: Fault[] = [];
  readonly reports: Report[] = [];
  readonly output: bigint[] = [];
  readonly events: string[] = [];
  /** Ticks used. */
  clock = 0;
  /** What `report` answers. */
  stopAtReport: (kind: number) => boolean = (kind) => kind === 2 || kind === 3;
  onStatement: ((frame: number, point: number) => void) | undefined;
  status = STATUS.returned as number;
  frames: number[] = [];
  /** The moment from which the last coarse turn ran in the coarse cut. */
  coarseFrom = 0;
  private readonly entries = new Map<string, Entry[]>();
  private readonly fuel: ControlWord;
  private readonly frameLimit: ControlWord;
  private readonly pending: ControlWord;
  private readonly limit: number;
  readonly stackBase: number;
  private given = 0;
  private leftAt = -1;
  private started = false;
  /** Most bytes of frames in nested WebAssembly calls. */
  nesting = 16 * 1024;

  constructor(
    readonly program: PlannedProgram,
    private readonly entry = 'main',
  ) {
    const limit = program.options.limit;
    this.limit = limit;
    const pages = memoryPages(limit);
    this.memory = new WebAssembly.Memory({ initial: pages });
    this.data = new Uint8Array(this.memory.buffer, 0, limit);
    this.shadow = new Uint8Array(this.memory.buffer, limit, limit);
    this.cards = new Uint8Array(this.memory.buffer, 2 * limit, limit / PAGE_SIZE);
    this.view = new DataView(this.memory.buffer);
    const word = (offset: number): ControlWord => new ControlWord(this.memory, controlStart(limit) + offset);
    this.fuel = word(CONTROL.fuel);
    this.frameLimit = word(CONTROL.frameLimit);
    this.pending = word(CONTROL.pending);
    for (const { offset, bytes } of program.image) this.data.set(bytes, offset);
    for (const { offset, length, value } of program.shadow) this.shadow.fill(value, offset, offset + length);
    this.stackBase = limit - STACK;
  }

  private functions(cut: Cut): Entry[] {
    const key = JSON.stringify(cut);
    let list = this.entries.get(key);
    if (!list) {
      const table = new WebAssembly.Table({ element: 'anyfunc', initial: this.program.functions.length + 1 });
      const machine = {
        memory: this.memory,
        table,
        fault: (kind: number, address: bigint, size: number, frame: number, point: number) => {
          this.leftAt = frame;
          const id = this.view.getUint32(frame + FRAME.functionId, true);
          const name = this.program.functions[id - 1]?.name ?? '?';
          this.faults.push({ kind, address: BigInt.asUintN(64, address), size, point, function: name });
        },
        report: (kind: number, a: bigint, b: bigint, frame: number, point: number) => {
          this.reports.push({ kind, a, b, point });
          if (!this.stopAtReport(kind)) return 0;
          this.leftAt = frame;
          return 1;
        },
        statement: (frame: number, point: number) => this.onStatement?.(frame, point),
        enter: (frame: number) => this.events.push(`enter ${this.nameOf(frame)} at ${this.now}`),
        leave: (frame: number) => this.events.push(`leave ${this.nameOf(frame)} at ${this.now}`),
      };
      const base = addressSpace(this.program.options.model).base;
      const offset = (pointer: number | bigint): number =>
        Number(BigInt.asUintN(64, BigInt(typeof pointer === 'number' ? pointer >>> 0 : pointer)) - base);
      const fillShadow = (pointer: number | bigint, size: number | bigint, value: number): void => {
        const at = offset(pointer);
        this.shadow.fill(value, at, at + Number(size));
      };
      const intrinsic = {
        put: (_frame: number, value: bigint) => this.output.push(value),
        pause_here: (frame: number) => {
          this.leftAt = frame;
          this.pending.value = STATUS.intrinsic;
        },
        poison: (_frame: number, p: bigint, n: bigint) => fillShadow(p, n, 0x20),
        unpoison: (_frame: number, p: bigint, n: bigint) => fillShadow(p, n, 0x01),
        fuel_used: () => this.now,
        machine_check_move: () => {}, // memmove() is not to fault in these programs
      };
      new WebAssembly.Instance(moduleOf(this.program, cut), { machine, intrinsic });
      list = this.program.functions.map(({ id }) => table.get(id) as Entry);
      this.entries.set(key, list);
    }
    return list;
  }

  private nameOf(frame: number): string {
    return this.program.functions[this.view.getUint32(frame, true) - 1]?.name ?? '?';
  }

  /** The clock during a turn. */
  get now(): number {
    return this.clock + this.given - this.fuel.value;
  }

  private functionAt(frame: number) {
    const found = this.program.functions[this.view.getUint32(frame + FRAME.functionId, true) - 1];
    if (!found) throw new Error(`no function at frame ${frame}`);
    return found;
  }

  /** Where the innermost frame stands. */
  get point(): number {
    return this.view.getInt32((this.frames.at(-1) as number) + FRAME.resume, true);
  }

  get innermost(): string {
    return this.functionAt(this.frames.at(-1) as number).name;
  }

  private standsAtCoarsePoint(): boolean {
    const { points } = this.functionAt(this.frames.at(-1) as number);
    return this.point <= 0 || points[this.point - 1]?.coarse === true;
  }

  /** Runs on with so much fuel, in a cut; in the fine one while the run stands at a point that the coarse one has not. */
  turn(fuel: number, cut: Cut): boolean {
    if (!cut.fine) {
      while (this.started && this.frames.length > 0 && !this.standsAtCoarsePoint()) {
        if (!this.step(1, { ...cut, fine: true })) return false;
      }
      this.coarseFrom = this.clock;
    }
    return this.step(fuel, cut);
  }

  /** False when the run is over. */
  private step(fuel: number, cut: Cut): boolean {
    const functions = this.functions(cut);
    this.given = fuel;
    this.fuel.value = fuel;
    for (;;) {
      let frame: number;
      let status: number;
      if (!this.started) {
        this.started = true;
        const main = this.program.functions.find(({ name }) => name === this.entry);
        if (!main) throw new Error(`no function ${this.entry}`);
        frame = this.stackBase;
        this.frames = [frame];
        this.frameLimit.value = Math.min(this.limit - PAGE_SIZE, frame + this.nesting);
        status = (functions[main.id - 1] as Entry)(frame, 0);
      } else {
        frame = this.frames.at(-1) as number;
        const { id, parameters, frameSize } = this.functionAt(frame);
        this.frameLimit.value = Math.min(this.limit - PAGE_SIZE, frame + Math.max(this.nesting, frameSize));
        const zeros = parameters.map((type) => (type === 'i64' ? 0n : 0));
        status = (functions[id - 1] as Entry)(frame, this.view.getInt32(frame + FRAME.resume, true), ...zeros);
      }
      this.status = status;
      if (status === STATUS.returned) {
        this.frames.pop();
        if (this.frames.length > 0) continue;
        this.finishTurn();
        return false;
      }
      this.extend(status);
      if (status === STATUS.frameLimit) {
        const innermost = this.frames.at(-1) as number;
        if (innermost + this.functionAt(innermost).frameSize <= this.limit - PAGE_SIZE) continue;
        this.finishTurn();
        return false;
      }
      if (status >= STATUS.intrinsic) {
        this.pending.value = 0;
        this.events.push(`pending at ${this.now}`);
        continue;
      }
      this.finishTurn();
      return status === STATUS.paused;
    }
  }

  private finishTurn(): void {
    this.clock = this.now;
    this.given = 0;
    this.fuel.value = 0;
  }

  /** Finds the frames above the one that was entered. */
  private extend(status: number): void {
    let frame = this.frames.at(-1) as number;
    for (;;) {
      const { points, frameSize } = this.functionAt(frame);
      const resume = this.view.getInt32(frame + FRAME.resume, true);
      const waits = resume > 0 && points[resume - 1]?.kind === 'afterCall';
      if (frame === this.leftAt || resume === FRAME_ENTRY || !waits) break;
      frame += frameSize;
      this.frames.push(frame);
    }
    if (status !== STATUS.paused && status !== STATUS.frameLimit && frame !== this.leftAt)
      throw new Error('left elsewhere');
    this.leftAt = -1;
  }

  /** What `main` returned. */
  get result(): number {
    return this.view.getInt32(this.stackBase + FRAME.returnValue, true);
  }

  get faulted(): boolean {
    return this.status === STATUS.fault;
  }
}

export const COARSE: Cut = { fine: false, cards: false, observe: false };
export const FINE: Cut = { fine: true, cards: false, observe: false };

/** Runs a program to its end in one cut. */
export function runToEnd(program: PlannedProgram, cut: Cut = COARSE, fuel = 1_000_000_000): Run {
  const run = new Run(program);
  while (run.turn(fuel, cut));
  return run;
}
