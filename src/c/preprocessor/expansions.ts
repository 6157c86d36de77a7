/**
 * The expansion chains of tokens. Each expansion of a macro has two nodes: one for the tokens of its replacement list, one
 * for those that came in through an argument; both lead outwards by their `use`. A token that is handed on as an argument
 * gets the chain of the macro that it is handed to, between what it went through on its own and what it shares with that
 * macro's use: in `M(F(1))`, written in the body of O, F's tokens lie in F, then in M (argument), then in O.
 */
import type { Expansion, Token } from '../token';
import type { Macro } from './api';
import type { Item } from './items';

export class ExpansionNode implements Expansion {
  /** The number of expansions outside this one. */
  readonly depth: number;

  constructor(
    readonly macro: string,
    readonly definition: Token | undefined,
    readonly use: Token,
    readonly useEnd: Token,
    readonly argument: boolean,
  ) {
    this.depth = use.expansion === undefined ? 0 : (use.expansion as ExpansionNode).depth + 1;
  }
}

export function expansionOf(macro: Macro, use: Token, useEnd: Token, argument: boolean): ExpansionNode {
  return new ExpansionNode(macro.name, macro.definition, use, useEnd, argument);
}

/** A token of a replacement list as it comes out of one expansion. */
export function bodyToken(token: Token, expansion: Expansion): Token {
  const { kind, text, file, offset, end, spaceBefore } = token;
  return { kind, text, file, offset, end, spaceBefore, lineStart: false, expansion, noExpand: false };
}

/** Marks the tokens of one macro's arguments. Made for one expansion, whose argument node is `expansion`. */
export class ArgumentMarker {
  private last: Expansion | undefined;
  private lastMarked: Expansion;
  private readonly marked = new Map<Expansion, Expansion>();

  /** @param charge is told of tokens made that are not in proportion to the tokens marked. */
  constructor(
    private readonly expansion: ExpansionNode,
    private readonly charge: (tokens: number) => void,
  ) {
    this.lastMarked = expansion;
  }

  /** Copies the items, which are not shared, in place. */
  mark(items: Item[]): void {
    for (let n = 0; n < items.length; n++) {
      const item = items[n] as Item;
      if (item.kind === 'padding') continue;
      if (item.expansion !== this.last) {
        this.lastMarked = this.rewrap(item.expansion);
        this.last = item.expansion;
      }
      const { kind, text, file, offset, end, spaceBefore, lineStart, noExpand } = item;
      items[n] = {
        kind, text, file, offset, end,
        spaceBefore: spaceBefore || lineStart, // a line's end counts as white space inside arguments (6.10.3p10)
        lineStart: false, expansion: this.lastMarked, noExpand,
      }; // biome-ignore format: one property after another says nothing
    }
  }

  /** The chain `from`, up to what it shares with the macro's use, and from there on the macro's argument node. */
  private rewrap(from: Expansion | undefined): Expansion {
    const own: Expansion[] = []; // not shared, innermost first
    let shared = this.expansion.use.expansion;
    let at = from;
    let result: Expansion = this.expansion;
    for (; at; at = at.use.expansion) {
      const depth = (at as ExpansionNode).depth;
      while (shared && (shared as ExpansionNode).depth > depth) shared = shared.use.expansion;
      if (shared?.use === at.use) break;
      const known = this.marked.get(at);
      if (known) {
        result = known;
        break;
      }
      own.push(at);
    }
    this.charge(own.length);
    for (let n = own.length - 1; n >= 0; n--) {
      const { macro, definition, use, useEnd, argument } = own[n] as Expansion;
      result = new ExpansionNode(macro, definition, { ...use, expansion: result }, useEnd, argument);
      this.marked.set(own[n] as Expansion, result);
    }
    return result;
  }
}
