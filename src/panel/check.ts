/**
 * Checks what the webview says before it is believed: `checkViewMessage` gives a message of the protocol, made anew
 * from the parts that were checked, or undefined for anything else. Numbers are whole and in range, texts are bounded,
 * and nothing that was not asked for is carried on.
 */
import type { SourceRange, StatePart, StepCommand } from '../simulation/protocol';
import type { Resumption, RunSettings, ViewMessage } from './protocol';

/** Linux's NR_CPUS on x86-64 (arch/x86/Kconfig, 6.1): the most CPUs that a run can have. */
export const MAX_CPUS = 8192;
/** Linux's COMMAND_LINE_SIZE on x86 (arch/x86/include/asm/setup.h, 6.1), in characters. */
export const MAX_COMMAND_LINE = 2048;
/** Characters of a symbol, of an expression, of a path, and of a report that is copied. */
const MAX_NAME = 256;
const MAX_EXPRESSION = 4096;
const MAX_PATH = 4096;
const MAX_TEXT = 1 << 20;

const STEPS: readonly StepCommand[] = ['next', 'stepIn', 'stepOut', 'stepBack', 'previous', 'stepBackOut'];
const PARTS: readonly StatePart[] = ['stacks', 'locals', 'namespaces', 'perCpu', 'log', 'memory'];
const COMMANDS = ['manageTrust', 'openNotes', 'showProblems'] as const;
const ORIGINS = ['note', 'model', 'tree'] as const;

/** Thrown inside this file alone: the message is not one of the protocol. */
class Refused extends Error {}

/** The message, or undefined when it is not exactly one of the protocol's. */
export function checkViewMessage(value: unknown): ViewMessage | undefined {
  try {
    return check(record(value));
  } catch (error) {
    if (error instanceof Refused) {
      return undefined;
    }
    throw error;
  }
}

/** Settings that the view kept or sent; undefined when they are not settings. */
export function checkSettings(value: unknown): RunSettings | undefined {
  try {
    return settings(value);
  } catch (error) {
    if (error instanceof Refused) {
      return undefined;
    }
    throw error;
  }
}

function check(message: Record<string, unknown>): ViewMessage {
  switch (message.type) {
    case 'ready':
      return { type: 'ready', ...resumption(message) };
    case 'run':
      return { type: 'run', settings: settings(message.settings) };
    case 'cancel':
      return { type: 'cancel' };
    case 'seek':
      return { type: 'seek', moment: whole(message.moment, 0), parts: parts(message.parts) };
    case 'step':
      return {
        type: 'step',
        command: oneOf(message.command, STEPS),
        cpu: whole(message.cpu, 0, MAX_CPUS - 1),
        parts: parts(message.parts),
      };
    case 'find':
      return {
        type: 'find',
        symbol: symbol(message.symbol),
        backwards: boolean(message.backwards),
        parts: parts(message.parts),
      };
    case 'evaluate':
      return {
        type: 'evaluate',
        expression: text(message.expression, MAX_EXPRESSION),
        cpu: whole(message.cpu, 0, MAX_CPUS - 1),
        frame: whole(message.frame, 0),
      };
    case 'open':
    case 'source':
      return { type: message.type, range: range(message.range) };
    case 'openSymbol':
      return { type: 'openSymbol', symbol: symbol(message.symbol) };
    case 'command':
      return { type: 'command', command: oneOf(message.command, COMMANDS) };
    case 'follow':
      return { type: 'follow', on: boolean(message.on) };
    case 'copyReport':
      return { type: 'copyReport', text: text(message.text, MAX_TEXT) };
    default:
      throw new Refused();
  }
}

/** What a view kept through a reload may be old, or another version's: each part that is not right is left out. */
function resumption(message: Record<string, unknown>): Resumption {
  return {
    settings: checkSettings(message.settings),
    note: typeof message.note === 'string' && message.note.length <= MAX_PATH ? message.note : undefined,
    ...(isSymbol(message.symbol) ? { symbol: message.symbol } : {}),
    ...(isWhole(message.moment, 0) ? { moment: message.moment } : {}),
  };
}

function settings(value: unknown): RunSettings {
  const given = record(value);
  const bits = given.bits;
  if (bits !== 32 && bits !== 64) {
    throw new Refused();
  }
  const seed = text(given.seed, 20);
  if (!/^\d*$/.test(seed)) {
    throw new Refused();
  }
  return {
    scenario: symbolLike(given.scenario),
    cpus: whole(given.cpus, 1, MAX_CPUS),
    bits,
    commandLine: text(given.commandLine, MAX_COMMAND_LINE),
    failAllocation: whole(given.failAllocation, 0, 1_000_000_000),
    seed,
    tree: given.tree === true,
  };
}

function range(value: unknown): SourceRange {
  const given = record(value);
  return {
    origin: oneOf(given.origin, ORIGINS),
    path: text(given.path, MAX_PATH),
    line: whole(given.line, 1),
    column: whole(given.column, 1),
    endLine: whole(given.endLine, 1),
    endColumn: whole(given.endColumn, 1),
  };
}

function parts(value: unknown): StatePart[] {
  if (!Array.isArray(value) || value.length > PARTS.length) {
    throw new Refused();
  }
  return [...new Set(value.map((part) => oneOf(part, PARTS)))];
}

function record(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Refused();
  }
  return value as Record<string, unknown>;
}

function oneOf<T extends string>(value: unknown, allowed: readonly T[]): T {
  const found = allowed.find((each) => each === value);
  if (found === undefined) {
    throw new Refused();
  }
  return found;
}

function isWhole(value: unknown, from: number, to = Number.MAX_SAFE_INTEGER): value is number {
  return Number.isSafeInteger(value) && (value as number) >= from && (value as number) <= to;
}

function whole(value: unknown, from: number, to?: number): number {
  if (!isWhole(value, from, to)) {
    throw new Refused();
  }
  return value;
}

function boolean(value: unknown): boolean {
  if (typeof value !== 'boolean') {
    throw new Refused();
  }
  return value;
}

function text(value: unknown, limit: number): string {
  if (typeof value !== 'string' || value.length > limit) {
    throw new Refused();
  }
  return value;
}

function isSymbol(value: unknown): value is string {
  return typeof value === 'string' && value.length <= MAX_NAME && /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(value);
}

function symbol(value: unknown): string {
  if (!isSymbol(value)) {
    throw new Refused();
  }
  return value;
}

/** A scenario's name: words with hyphens. */
function symbolLike(value: unknown): string {
  const name = text(value, MAX_NAME);
  if (!/^[\w-]+$/.test(name)) {
    throw new Refused();
  }
  return name;
}
