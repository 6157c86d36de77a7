/**
 * The scenarios that the model declares with SCENARIO (include/machine/scenario.h), read from its C: a name, a line for people. The order is
 * the one in which a reader best meets them, for those that have a place in it; others follow by name.
 */
import { lex } from '../c/lexer';
import type { Token } from '../c/token';
import { modelFiles } from './model';

export interface Scenario {
  /** As in `machine_boot_params.scenario`: `stats-read`. */
  readonly name: string;
  /** For menus: `Stats read`. */
  readonly title: string;
  readonly description: string;
  /** The boot command line of a run that nobody gives another. */
  readonly commandLine: string;
  /** One of those that a reader meets first; the others are offered behind them. */
  readonly leading: boolean;
}

const ORDER = ['registration', 'percpu-allocation', 'stats-read', 'namespace-life'];

/**
 * `nr_cpus=` is read only where it is given, and per-CPU allocation is about the CPUs that it leaves. As many as the model is built for
 * (NR_CPUS, include/linux/threads.h) leaves all that the machine has: it is for the reader to lower.
 */
const COMMAND_LINES: Readonly<Record<string, string>> = { 'percpu-allocation': 'nr_cpus=8192' };

let read: readonly Scenario[] | undefined;

export function scenarios(): readonly Scenario[] {
  read ??= modelFiles()
    .filter((file) => file.path.endsWith('.c') && file.text.includes('SCENARIO('))
    .flatMap((file) => declared(lex(file)))
    .sort((a, b) => rank(a.name) - rank(b.name) || (a.name < b.name ? -1 : 1));
  return read;
}

function rank(name: string): number {
  const at = ORDER.indexOf(name);
  return at < 0 ? ORDER.length : at;
}

/** `SCENARIO(identifier, "name", "description", …)`; neighbouring strings are one. */
function declared(tokens: readonly Token[]): Scenario[] {
  const found: Scenario[] = [];
  tokens.forEach((token, at) => {
    if (token.text !== 'SCENARIO' || tokens[at + 1]?.text !== '(' || tokens[at + 3]?.text !== ',') return;
    const strings: string[] = [];
    for (let n = at + 4; strings.length <= 2 && tokens[n]; n++) {
      const { kind, text } = tokens[n] as Token;
      if (kind === 'string') strings.push((strings.pop() ?? '') + text.slice(1, -1));
      else if (text === ',' && strings.length < 2) strings.push('');
      else break;
    }
    const [name = '', description = ''] = strings;
    if (name !== '') {
      const commandLine = COMMAND_LINES[name] ?? '';
      found.push({ name, title: titleOf(name), description, commandLine, leading: ORDER.includes(name) });
    }
  });
  return found;
}

function titleOf(name: string): string {
  const words = name.replaceAll('-', ' ').replace(/\bpercpu\b/, 'per-CPU');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
