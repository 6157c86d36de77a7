/**
 * The arguments of a subcommand: what `node:util`'s parseArgs found, with checks that say what is wrong and what would be right.
 */

/** The command line can't be understood; the message is for the user. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** What the command line names is not there or can't be used; the message is for the user. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

export class Arguments {
  constructor(
    readonly positional: readonly string[],
    private readonly values: Readonly<Record<string, unknown>>,
  ) {}

  flag(name: string): boolean {
    return this.values[name] === true;
  }

  text(name: string): string | undefined {
    const value = this.values[name];
    return typeof value === 'string' ? value : undefined;
  }

  /** A whole number from `least` to `most`. */
  number(name: string, otherwise: number, least: number, most: number): number {
    const text = this.text(name);
    if (text === undefined) return otherwise;
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most) {
      throw new UsageError(`--${name} takes a number from ${least} to ${most}, not '${text}'`);
    }
    return value;
  }
}
