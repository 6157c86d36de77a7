/**
 * Random programs of macros, for comparing preprocessors: object-like and function-like macros with `#`, `##`, variable
 * arguments and `__VA_OPT__` that use one another in all ways, and lines that use them. Each choice is one number of a list,
 * so that fast-check can make a failing program smaller.
 */

export class Choices {
  private at = 0;

  constructor(private readonly numbers: readonly number[]) {}

  below(limit: number): number {
    const number = this.numbers[this.at++ % this.numbers.length] ?? 0;
    return (number + (this.at >> 3) * 7) % limit; // going round the list must not repeat the same program
  }

  pick<T>(values: readonly T[]): T {
    return values[this.below(values.length)] as T;
  }
}

interface RandomMacro {
  readonly name: string;
  /** Undefined for an object-like macro; the last of a variadic one is the variable one. */
  readonly parameters: readonly string[] | undefined;
  readonly variadic: boolean;
}

const NAMES = ['A', 'B', 'C', 'D', 'E', 'F'];

export function macroProgram(choices: Choices): string {
  const macros = NAMES.slice(0, 2 + choices.below(5)).map((name) => randomMacro(name, choices));
  const defines = macros.map((macro) => `#define ${macro.name}${signature(macro)} ${body(macro, macros, choices)}\n`);
  const lines = [1, 2, 3].map(
    () => `@ ${use(macros, [], 2, choices)} ${choices.pick(['', '(1)', '()', '(1, 2)'])} ;\n`,
  );
  return [...defines, ...lines].join('');
}

function randomMacro(name: string, choices: Choices): RandomMacro {
  if (choices.below(3) === 0) return { name, parameters: undefined, variadic: false };
  const parameters = ['a', 'b', 'c'].slice(0, choices.below(4));
  const kind = choices.below(4);
  if (kind >= 2) parameters.push(kind === 2 ? 'rest' : '__VA_ARGS__');
  return { name, parameters, variadic: kind >= 2 };
}

function signature({ parameters, variadic }: RandomMacro): string {
  if (!parameters) return '';
  const written = parameters.map((name, n) => {
    if (!variadic || n < parameters.length - 1) return name;
    return name === '__VA_ARGS__' ? '...' : `${name}...`;
  });
  return `(${written.join(', ')})`;
}

function body(macro: RandomMacro, macros: readonly RandomMacro[], choices: Choices): string {
  const parameters = macro.parameters ?? [];
  const parts: string[] = [];
  for (let left = choices.below(7); left > 0; left--) {
    const kind = choices.below(14);
    if (parameters.length > 0 && kind < 4) parts.push(choices.pick(parameters));
    else if (parameters.length > 0 && kind === 4) parts.push(choices.pick(['#', '# ']) + choices.pick(parameters));
    else if (kind === 5 && parts.length > 0 && parts.at(-1) !== '##' && left > 1) parts.push('##');
    else if (kind < 9) parts.push(use(macros, parameters, 1, choices));
    else if (kind === 9 && macro.variadic) parts.push(optional(parameters, choices));
    else if (kind === 10 && macro.variadic) parts.push(`, ## ${parameters.at(-1)}`);
    else parts.push(choices.pick(['x', 'y', '1', '+', '-', '(', ')', ',', 'x1', '"s"', '.', '=']));
  }
  if (parts.at(-1) === '##') parts.pop();
  return parts.join(' ').replaceAll('\n', ' ');
}

function optional(parameters: readonly string[], choices: Choices): string {
  const parameter = choices.pick(parameters);
  const content = choices.pick(['', 'x', ',', parameter, `${parameter} ## ${parameter}`, `x ${parameter} y`, '(1)']);
  return `${choices.pick(['', '', '#'])}__VA_OPT__(${content})`;
}

function use(macros: readonly RandomMacro[], atoms: readonly string[], depth: number, choices: Choices): string {
  const { name, parameters, variadic } = choices.pick(macros);
  if (!parameters || choices.below(6) === 0) return name;
  const extra = variadic ? choices.below(3) - 1 : choices.below(20) === 0 ? 1 : 0;
  const args = Array.from({ length: Math.max(0, parameters.length + extra) }, () =>
    argument(macros, atoms, depth, choices),
  );
  return `${name}${choices.pick(['', '', ' '])}(${args.join(choices.pick([',', ', ', ' ,']))})`;
}

function argument(macros: readonly RandomMacro[], atoms: readonly string[], depth: number, choices: Choices): string {
  const parts: string[] = [];
  for (let left = choices.below(4); left > 0; left--) {
    const kind = choices.below(8);
    if (depth > 0 && kind < 3) parts.push(use(macros, atoms, depth - 1, choices));
    else if (atoms.length > 0 && kind < 5) parts.push(choices.pick(atoms));
    else parts.push(choices.pick(['p', 'q', '2', '(x, y)', '-', '\n', "'c'", '"t\\n"', '()', ...NAMES]));
  }
  return parts.join(' ');
}

/** A condition for #if, with a few that are wrong. */
export function condition(choices: Choices, depth = 4): string {
  if (depth === 0 || choices.below(5) === 0) {
    return choices.pick([
      '0', '1', '2', '-1', '3u', '0x7fffffffffffffff', '0xffffffffffffffff', '18446744073709551615u', 'NOPE', 'ONE', 'NOTHING',
      'F(3)', "'a'", "'\\377'", "L'\\377'", 'defined ONE', 'defined(NOPE)', '0b101', '017', '1L', '2ULL', '63', '64', 'F',
      '__has_include("none.h")', 'BOTH',
    ]); // biome-ignore format: a table
  }
  const inner = () => condition(choices, depth - 1);
  switch (choices.below(12)) {
    case 0:
      return choices.pick(['-', '!', '~', '+']) + inner();
    case 1:
    case 2:
      return `(${inner()})`;
    case 3:
      return `${inner()} ? ${inner()} : ${inner()}`;
    case 4:
      return choices.below(6) > 0
        ? inner()
        : choices.pick([`${inner()} 1`, '(1', '1)', '* 1', '"s"', '()', '1 :', '1 ? 2', '= 1']);
    default: {
      const operators = '+ - * / % << >> < > <= >= == != & | ^ && || ,'.split(' ');
      return `${inner()} ${choices.pick(operators)} ${inner()}`;
    }
  }
}
