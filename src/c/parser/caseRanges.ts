/** The case labels of a switch (C11 6.8.4.2p3: no two have the same value), single ones and GNU C's ranges. */
import type { Token } from '../token';

/** The case values of one switch, to find one that is there twice. */
export class CaseRanges {
  private readonly single = new Map<bigint, Token>();
  private readonly wide: { readonly low: bigint; readonly high: bigint; readonly token: Token }[] = [];

  /** Adds low…high; gives the label that has one of them already. */
  add(low: bigint, high: bigint, token: Token): Token | undefined {
    for (const other of this.wide) if (low <= other.high && other.low <= high) return other.token;
    if (low === high) {
      const before = this.single.get(low);
      if (before) return before;
      this.single.set(low, token);
      return undefined;
    }
    for (const [value, before] of this.single) if (value >= low && value <= high) return before;
    this.wide.push({ low, high, token });
    return undefined;
  }
}
