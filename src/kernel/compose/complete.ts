/**
 * Completing what a note elides. A definition is elided when it holds an elision comment, or when a function's, struct's or union's
 * body has no token. Its elements are aligned with the model's; the model's elements run only in the gaps that an elision comment
 * marks: what lies between the counterparts of the elements around the gap. Nothing is put between elements that the note shows side
 * by side, and an element without a counterpart stays where it is. The note's text is never changed, only added to, so that a
 * completion is a list of insertions. `{ ; }` is a body with a token: it is empty because the author says so.
 */
import { isElision } from '../../c/outline/comments';
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
  if (elision === undefined && !emptied) return { insertions: [] };
  const name = note.item.name;
  const at = elision ?? (note.outline.tokens[note.item.nameToken] as Token);
  if (!model)
    return { reason: `'${name}' leaves code out, and the model has no '${name}' to complete it from`, token: at };
  const separator = separatorOf(note.item);
  if (separator === undefined || !note.item.body || !model.item.body) {
    return { reason: `'${name}' leaves code out where it cannot be completed`, token: at };
  }
  const modelList = elementsIn(model).filter((item): item is Placed => !('gap' in item));
  if (emptied) {
    const open = note.outline.tokens[note.item.body.first - 1] as Token;
    return { insertions: [{ at: open.end, pieces: between(model, modelList, 0, modelList.length, separator) }] };
  }
  const noteList = elementsIn(note);
  if (!hasGap(noteList)) return { reason: `'${name}' leaves code out inside a statement`, token: at };
  const filler = new Filler(note, model, separator);
  const problem = filler.fill(noteList, modelList);
  if (problem) return problem;
  return { insertions: filler.insertions.sort((a, b) => a.at - b.at) };
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

  /** Between two neighbouring pairs there is at most one filling: at the last gap there, so that an element of the note's own stays
   * right after its predecessor. */
  private fillGaps(list: readonly PlacedOrGap[], matches: readonly number[], model: readonly Placed[]): void {
    let from = 0;
    let gap: number | undefined;
    let element = 0;
    const close = (to: number): void => {
      if (gap !== undefined && to > from) this.insert(gap, between(this.model, model, from, to, this.separator));
      gap = undefined;
    };
    for (const item of list) {
      if ('gap' in item) {
        gap = item.gap;
        continue;
      }
      const match = matches[element++] as number;
      if (match < 0) continue;
      close(match);
      from = match + 1;
    }
    close(model.length);
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
