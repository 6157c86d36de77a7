/**
 * Completing what a note elides. A definition is elided when it holds an elision comment, or when a function's, struct's or union's
 * body has no token. Its elements are aligned with the model's; the model's elements run only in the gaps that an elision comment
 * marks: what lies between the counterparts of the elements around the gap. Nothing is put between elements that the note shows side
 * by side, and an element without a counterpart stays where it is. The note's text is never changed, only added to, so that a
 * completion is a list of insertions. `{ ; }` is a body with a token: it is empty because the author says so.
 */
import { isElision } from '../../c/outline/comments';
import { CONTROL_WORDS } from '../../c/outline/words';
import type { Token } from '../../c/token';
import { align } from './align';
import {
  elementsIn,
  hasGap,
  type Placed,
  type PlacedOrGap,
  type Separator,
  separatorOf,
  shown,
  type Text,
} from './elements';
import type { TextRange } from './pieces';

/** Pieces of the model's text (and glue) that stand at an offset of the note's file. */
export interface Insertion {
  readonly at: number;
  readonly pieces: readonly (TextRange | string)[];
}

export interface Completion {
  /** Ascending; empty when the note's definition is whole. */
  readonly insertions: readonly Insertion[];
  readonly remarks: readonly CompletionRemark[];
}

/** What the author may not have meant: at a token of the note, with the token of the model's that it is about. */
export interface CompletionRemark {
  readonly token: Token;
  readonly message: string;
  readonly related: readonly { readonly token: Token; readonly message: string }[];
}

/** Why a definition could not be completed, and the token of the note that it is about. */
export interface Incompletable {
  readonly reason: string;
  readonly token: Token;
}

/**
 * Completes a note's definition from the model's of the same key (undefined: the model has none).
 */
export function complete(note: Text, model: Text | undefined): Completion | Incompletable {
  const elision = findElision(note);
  const emptied = elision === undefined && isEmptied(note);
  if (elision === undefined && !emptied) return { insertions: [], remarks: [] };
  const name = note.item.name;
  const at = elision ?? (note.outline.tokens[note.item.nameToken] as Token);
  if (!model)
    return {
      reason: `'${name}' leaves code out, and the model has no '${name}' to complete it from; an empty body is { ; }`,
      token: at,
    };
  const separator = separatorOf(note.item);
  if (separator === undefined || !note.item.body || !model.item.body) {
    return { reason: `'${name}' leaves code out where it cannot be completed`, token: at };
  }
  const modelList = elementsIn(model).filter((item): item is Placed => !('gap' in item));
  if (emptied) {
    const open = note.outline.tokens[note.item.body.first - 1] as Token;
    const pieces = between(model, modelList, 0, modelList.length, separator);
    return { insertions: [{ at: open.end, pieces }], remarks: [] };
  }
  const noteList = elementsIn(note);
  if (!hasGap(noteList)) return { reason: `'${name}' leaves code out inside a statement`, token: at };
  const filler = new Filler(note, model, separator);
  const problem = filler.fill(noteList, modelList);
  if (problem) return problem;
  return { insertions: filler.insertions.sort((a, b) => a.at - b.at), remarks: filler.remarks };
}

function findElision({ outline, item }: Text): Token | undefined {
  for (let n = item.first; n < item.end; n++) {
    const token = outline.tokens[n] as Token;
    if (isElision(token)) return token;
  }
  return undefined;
}

function isEmptied({ outline, item }: Text): boolean {
  if (!item.body || !(item.kind === 'function' || item.kind === 'struct' || item.kind === 'union')) return false;
  for (let n = item.body.first; n < item.body.end; n++) if (outline.tokens[n]?.kind !== 'comment') return false;
  return true;
}

class Filler {
  readonly insertions: Insertion[] = [];
  readonly remarks: CompletionRemark[] = [];

  constructor(
    private readonly note: Text,
    private readonly model: Text,
    private readonly separator: Separator,
  ) {}

  /** Fills the gaps of a list and of the lists below it. */
  fill(list: readonly PlacedOrGap[], model: readonly Placed[]): Incompletable | undefined {
    const alignment = align(shown(list), model);
    const elements = list.filter((item): item is Placed => !('gap' in item));
    if ('reason' in alignment) {
      const element = elements[alignment.element] as Placed;
      const token = this.note.outline.tokens[element.first] as Token;
      return { reason: `this ${alignment.reason}`, token };
    }
    const { matches } = alignment;
    const lost = model.length > 0 ? this.findLost(list, matches) : undefined;
    if (lost) return lost;
    this.fillGaps(list, matches, model);
    for (const [n, element] of elements.entries()) {
      const counterpart = model[matches[n] as number];
      for (const [b, body] of element.bodies.entries()) {
        if (!hasGap(body)) continue;
        const below = (counterpart?.bodies[b] ?? []).filter((item): item is Placed => !('gap' in item));
        if (!counterpart) {
          const token = this.note.outline.tokens[element.first] as Token;
          return { reason: 'the model has no counterpart of this statement to complete it from', token };
        }
        const problem = this.fill(body, below);
        if (problem) return problem;
      }
    }
    return undefined;
  }

  /** A statement between gaps has its place by its neighbours. Where no statement of the list has a counterpart, it has none. */
  private findLost(list: readonly PlacedOrGap[], matches: readonly number[]): Incompletable | undefined {
    if (this.separator === ',' || this.note.item.kind !== 'function' || matches.some((match) => match >= 0))
      return undefined;
    const first = list.findIndex((item) => !('gap' in item));
    const element = list[first];
    if (!element || 'gap' in element || first === 0 || !list.slice(first).some((item) => 'gap' in item))
      return undefined;
    const token = this.note.outline.tokens[element.first] as Token;
    const { name } = this.note.item;
    return {
      reason: `nothing tells where in '${name}' this stands, because no statement around it is one of the model's`,
      token,
    };
  }

  /** Between two neighbouring pairs there is at most one filling: at the last gap there, so that an element of the note's own stays
   * right after its predecessor. Before the first pair there is no predecessor: the filling is at the first gap. */
  private fillGaps(list: readonly PlacedOrGap[], matches: readonly number[], model: readonly Placed[]): void {
    let from = 0;
    let gap: number | undefined;
    let paired = false;
    let element = 0;
    const close = (to: number): boolean => {
      const fills = gap !== undefined && to > from;
      if (gap !== undefined && fills) this.insert(gap, between(this.model, model, from, to, this.separator));
      gap = undefined;
      return fills;
    };
    for (const item of list) {
      if ('gap' in item) {
        if (paired || gap === undefined || element === 0) gap = item.gap;
        continue;
      }
      const match = matches[element++] as number;
      if (match < 0) continue;
      if (close(match)) this.remarkOnPassed(item, model.slice(from, match), model[match] as Placed);
      paired = true;
      from = match + 1;
    }
    close(model.length);
  }

  /** An element that is the model's, but for whose arguments it would be an earlier one that fills the gap before it: whether the
   * author shows this one or has changed that one cannot be told from the text. */
  private remarkOnPassed(shownAs: Placed, passed: readonly Placed[], counterpart: Placed): void {
    if (shownAs.exact !== counterpart.exact) return;
    const other = passed.find((each) => each.key === shownAs.key && differsInArgument(each.exact, shownAs.exact));
    if (!other) return;
    const text = (text: Text, { first, end }: Placed): string => {
      const from = (text.outline.tokens[first] as Token).offset;
      const to = (text.outline.tokens[end - 1] as Token).end;
      return text.outline.file.text.slice(from, to).replace(/\s+/g, ' ');
    };
    this.remarks.push({
      token: this.note.outline.tokens[shownAs.first] as Token,
      message:
        `the model has this too, after '${text(this.model, other)}', which fills the gap above and runs before it; ` +
        'to change that one, write both',
      related: [{ token: this.model.outline.tokens[other.first] as Token, message: 'what runs before it' }],
    });
  }

  private insert(gap: number, pieces: Insertion['pieces']): void {
    const { tokens } = this.note.outline;
    let before = gap - 1;
    while (tokens[before]?.kind === 'comment') before--;
    const needsComma = this.separator === ',' && ![',', '{'].includes(tokens[before]?.text ?? '{');
    this.insertions.push({ at: (tokens[gap] as Token).end, pieces: needsComma ? ['\n,', ...pieces] : pieces });
  }
}

/** The model's elements from `from` up to `to`, as pieces on lines of their own; in a comma-separated list each with its comma. */
function between(
  model: Text,
  list: readonly Placed[],
  from: number,
  to: number,
  separator: Separator,
): (TextRange | string)[] {
  const pieces: (TextRange | string)[] = ['\n'];
  const { outline } = model;
  if (separator === '') {
    const first = outline.tokens[(list[from] as Placed | undefined)?.first ?? 0] as Token;
    const last = outline.tokens[((list[to - 1] as Placed | undefined)?.end ?? 1) - 1] as Token;
    if (to > from) pieces.push({ file: outline.file, start: first.offset, end: last.end }, '\n');
    return pieces;
  }
  for (const element of list.slice(from, to)) {
    const first = outline.tokens[element.first] as Token;
    const last = outline.tokens[element.end - 1] as Token;
    pieces.push({ file: outline.file, start: first.offset, end: last.end }, ',\n');
  }
  return pieces;
}

/** Whether the first token in which two elements differ is inside the parentheses of a call. */
function differsInArgument(a: string, b: string): boolean {
  const [left, right] = [a.split(' '), b.split(' ')];
  const callees: (string | undefined)[] = [];
  for (let n = 0; n < left.length && left[n] === right[n]; n++) {
    if (left[n] === '(') callees.push(left[n - 1]);
    else if (left[n] === ')') callees.pop();
  }
  const callee = callees[callees.length - 1];
  return callee !== undefined && /^[A-Za-z_]\w*$/.test(callee) && !CONTROL_WORDS.has(callee);
}
