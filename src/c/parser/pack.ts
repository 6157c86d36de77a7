/**
 * `#pragma pack`, as gcc has it: `pack(n)` and `pack()` set and reset the most that members are aligned to, `push` and `pop` keep
 * and restore it. The one in force where a record's body ends counts for that record.
 */
import type { DiagnosticBag } from '../diagnostics';
import type { Token } from '../token';

/** A #pragma as the preprocessor gives it, see its `Pragma`. */
export interface ParserPragma {
  /** Index of the token before which it stands. */
  readonly before: number;
  readonly tokens: readonly Token[];
}

interface Change {
  readonly before: number;
  readonly limit: number | undefined;
}

export class PackStack {
  private readonly changes: Change[] = [];

  constructor(pragmas: readonly ParserPragma[], diagnostics: DiagnosticBag) {
    const stack: { readonly name: string | undefined; readonly limit: number | undefined }[] = [];
    let limit: number | undefined;
    for (const { before, tokens } of pragmas) {
      const [first] = tokens;
      if (first?.text !== 'pack') continue;
      const words = tokens.slice(1).map((token) => token.text);
      const list = words
        .join(' ')
        .match(/^\((.*)\)$/)?.[1]
        ?.split(',')
        .map((word) => word.trim());
      if (!list) {
        diagnostics.warning(first, "malformed '#pragma pack': ignored");
        continue;
      }
      const number = list.find((word) => /^\d+$/.test(word));
      const [verb] = list;
      const name = list.slice(1).find((word) => !/^\d+$/.test(word));
      if (verb === 'push') stack.push({ name, limit });
      else if (verb === 'pop') {
        const from = name === undefined ? stack.length - 1 : stack.map((entry) => entry.name).lastIndexOf(name);
        if (from < 0) diagnostics.warning(first, "'#pragma pack(pop)' without a matching 'push'");
        else {
          limit = stack[from]?.limit;
          stack.length = from;
        }
      } else if (number === undefined && verb !== '') {
        diagnostics.warning(first, `unknown action '${verb}' for '#pragma pack': ignored`);
        continue;
      }
      if (number !== undefined || verb === '') limit = checked(Number(number ?? '0'), first, diagnostics, limit);
      this.changes.push({ before, limit });
    }
  }

  /** The limit in force at a token, in bytes; undefined when there is none. */
  at(index: number): number | undefined {
    let low = 0;
    let high = this.changes.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.changes[middle] as Change).before <= index) low = middle + 1;
      else high = middle;
    }
    return this.changes[low - 1]?.limit;
  }
}

function checked(
  value: number,
  token: Token,
  diagnostics: DiagnosticBag,
  before: number | undefined,
): number | undefined {
  if (value === 0) return undefined;
  if ([1, 2, 4, 8, 16].includes(value)) return value;
  diagnostics.warning(token, `alignment of '#pragma pack' must be a small power of two, not ${value}`);
  return before;
}
