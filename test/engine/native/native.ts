/*
 * The kernel model natively: compiles a program (the model itself, or one composed with a note) with gcc and the native
 * machine (shim.c, trace.c, state.c), runs it, and reads what it prints. The model's own symbols are made local before it is
 * linked with the C library, because both have a strlen().
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const here = dirname(fileURLToPath(import.meta.url));

/** The model's own folder, laid out as Linux is. */
export const modelRoot = resolve(here, '../../../src/kernel/tree');

/** How a model must compile, in both data models (design: gcc runs it too). */
const STRICT = [
  ...[
    '-std=gnu11',
    '-fwrapv',
    '-fgnu89-inline',
    '-Wall',
    '-Wextra',
    '-Werror',
    '-Wno-sign-compare',
    '-Wno-unused-parameter',
  ],
  ...['-ffreestanding', '-nostdinc', '-fno-pie', '-g'],
];

export interface NativeBuild {
  /** A folder laid out as the model's: units under it, headers under its include/. */
  readonly root: string;
  readonly bits: 32 | 64;
  /** Tell of every call. Without it the program runs at full speed. */
  readonly trace?: boolean;
  /** With AddressSanitizer and UndefinedBehaviorSanitizer. */
  readonly sanitize?: boolean;
  /** More flags, such as -O2. */
  readonly flags?: readonly string[];
}

export interface NativeOptions {
  readonly scenario: string;
  readonly cpus?: number;
  readonly cmdline?: string;
  readonly failAlloc?: number;
  readonly trace?: boolean;
}

export interface NativeCall {
  readonly cpu: number;
  readonly depth: number;
  readonly function: string;
}

export interface NativeDevice {
  readonly name: string;
  readonly ifindex: number;
  readonly mtu: number;
  readonly flags: number;
  readonly address: string;
  readonly stats: {
    readonly rx_packets: number;
    readonly tx_packets: number;
    readonly rx_bytes: number;
    readonly tx_bytes: number;
  };
}

export interface NativeRun {
  /** What the scenario returned; undefined when the run ended in a panic or a fault, whose text is then given. */
  readonly result: number | undefined;
  readonly panic: string | undefined;
  readonly fault: string | undefined;
  readonly calls: readonly NativeCall[];
  readonly namespaces: readonly { readonly inum: number; readonly devices: readonly NativeDevice[] }[];
  readonly log: readonly string[];
  readonly warnings: readonly string[];
  /** Kinds of the objects that were left behind. */
  readonly leaks: readonly string[];
}

/** The translation units of a program, in link order, as its Kbuild lists them. */
export function unitsOf(root: string): string[] {
  const lines = readFileSync(join(root, 'Kbuild'), 'utf8').matchAll(/^obj-y \+= (\S+)\.o$/gm);
  return [...lines].map(([, path]) => `${path}.c`);
}

let scratch: string | undefined;

/** A new folder that lives as long as this process. */
export function scratchFolder(): string {
  if (!scratch) {
    const all = mkdtempSync(join(tmpdir(), 'native-kernel-'));
    process.on('exit', () => rmSync(all, { recursive: true, force: true }));
    scratch = all;
  }
  return mkdtempSync(join(scratch, 'program-'));
}

/** Writes a program's files, path to text, under a new folder, and a Kbuild of the units among them, in their order. */
export function writeProgram(files: ReadonlyMap<string, string>): string {
  const root = scratchFolder();
  for (const [path, text] of files) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  const units = [...files.keys()].filter((path) => path.endsWith('.c'));
  writeFileSync(join(root, 'Kbuild'), units.map((path) => `obj-y += ${path.replace(/c$/, 'o')}\n`).join(''));
  return root;
}

/** Compiles, and returns the path of the executable. Throws with gcc's messages. */
export async function buildNative(build: NativeBuild): Promise<string> {
  const { root } = build;
  const folder = scratchFolder();
  const object = (name: string): string => join(folder, name);
  const machine = [`-m${build.bits}`, ...(build.sanitize ? ['-fsanitize=address,undefined'] : [])];
  const kernel = [...machine, ...STRICT, '-Iinclude', '-iquote', here];
  const traced = build.trace ? ['-finstrument-functions'] : [];

  // Relative paths, so that __FILE__ is the path inside the tree.
  const units = unitsOf(root);
  const model = [...kernel, ...traced, ...(build.flags ?? []), '-no-pie', '-r', '-nostdlib', '-o', object('model.o')];
  await execute('gcc', [...model, ...units], { cwd: root });
  await execute('gcc', [...kernel, '-c', join(here, 'state.c'), '-o', object('state.o')], { cwd: root });
  const emulation = build.bits === 32 ? 'elf_i386' : 'elf_x86_64';
  await execute('ld', ['-m', emulation, '-r', '-o', object('all.o'), object('model.o'), object('state.o')]);
  const kept = ['machine_main', 'machine_boot_params', 'native_state'].map((name) => `--keep-global-symbol=${name}`);
  await execute('objcopy', [...kept, object('all.o')]);

  const host = ['-std=gnu11', '-Wall', '-Wextra', '-Werror', '-O1', '-g', '-no-pie', '-fno-pie'];
  const files = [join(here, 'shim.c'), join(here, 'trace.c'), object('all.o')];
  const include = ['-iquote', join(modelRoot, 'include'), '-iquote', here];
  await execute('gcc', [...machine, ...host, ...include, ...files, '-o', object('kernel')]);
  return object('kernel');
}

/** Runs a scenario to its end. Throws when the program ends in any other way than the machine's. */
export async function runNative(executable: string, options: NativeOptions): Promise<NativeRun> {
  const args = ['--scenario', options.scenario, '--cpus', String(options.cpus ?? 1)];
  args.push('--cmdline', options.cmdline ?? '', '--fail-alloc', String(options.failAlloc ?? 0));
  if (options.trace) args.push('--trace');
  const env = { ...process.env, UBSAN_OPTIONS: 'halt_on_error=1', ASAN_OPTIONS: 'detect_leaks=0' };
  const output = await execute(executable, args, { maxBuffer: 1 << 30, timeout: 120_000, env }).catch(
    (error: { code?: number; stdout?: string; stderr?: string }) => {
      if (error.code !== 3 && error.code !== 4) throw error;
      return { stdout: error.stdout ?? '', stderr: error.stderr ?? '' };
    },
  );
  return parse(output.stdout);
}

function parse(text: string): NativeRun {
  const ended: { result?: number; panic?: string; fault?: string } = {};
  const calls: NativeCall[] = [];
  const namespaces: { inum: number; devices: NativeDevice[] }[] = [];
  const log: string[] = [];
  const warnings: string[] = [];
  const leaks: string[] = [];
  for (const line of text.split('\n')) {
    const [word = ''] = line.split(' ', 1);
    const rest = line.slice(word.length + 1);
    const fields = rest.split(' ');
    if (word === 'call') {
      calls.push({ cpu: Number(fields[0]), depth: Number(fields[1]), function: fields[2] ?? '' });
    } else if (word === 'log') log.push(rest);
    else if (word === 'warn') warnings.push(rest);
    else if (word === 'leak') leaks.push(fields[0] ?? '');
    else if (word === 'result') ended.result = Number(rest);
    else if (word === 'panic') ended.panic = rest;
    else if (word === 'fault') ended.fault = rest;
    else if (word === 'net') namespaces.push({ inum: Number(rest), devices: [] });
    else if (word === 'dev') namespaces.at(-1)?.devices.push(device(fields));
    else if (line !== '') throw new Error(`the native machine printed '${line}'`);
  }
  const { result, panic, fault } = ended;
  return { result, panic, fault, calls, namespaces, log, warnings, leaks };
}

function device(fields: readonly string[]): NativeDevice {
  const [name = '', ifindex, mtu, flags, address = '', rx_packets, tx_packets, rx_bytes, tx_bytes] = fields;
  return {
    name,
    ifindex: Number(ifindex),
    mtu: Number(mtu),
    flags: Number(flags),
    address,
    stats: {
      rx_packets: Number(rx_packets),
      tx_packets: Number(tx_packets),
      rx_bytes: Number(rx_bytes),
      tx_bytes: Number(tx_bytes),
    },
  };
}
