/**
 * A snippet's lines and the source's, woven into one sequence of rows: which lines are the same, which changed, which only one side has,
 * which comments the author added, what an elision stands for. Refreshing a snippet and comparing it with the source both read
 * these rows. Pairs of lines come from the anchor; where they cross each other (code that was moved about), the longest
 * ascending run of them counts and the others are lines of one side.
 */
import type { Outline } from '../c/outline';
import { commentText, isElision } from '../c/outline/comments';
import type { Token } from '../c/token';
import type { Anchor } from './anchor/result';
import type { Snippet } from './note';
import { pathInComment } from './snippet';

/** Lines are 1-based: of the note, of the source. */
export type Row =
  | { readonly kind: 'same' | 'changed'; readonly note: number; readonly source: number }
  /** Goes on with what the row before began: the note has on two lines what the source has on one. */
  | { readonly kind: 'continued'; readonly note: number }
  | { readonly kind: 'removed'; readonly note: number }
  /** Comments and empty lines of the note, and code whose place in the source is not certain. */
  | { readonly kind: 'comment' | 'blank' | 'uncertain'; readonly note: number }
  | { readonly kind: 'added' | 'unquoted'; readonly source: number };

/** The rows of one unit, from its first line to its last. The anchor must have a place. */
export function weave(snippet: Snippet, anchor: Anchor): Row[] {
  const facts = new Facts(snippet, anchor);
  const rows: Row[] = [];
  let note = anchor.unit.firstLine;
  let source = anchor.startLine!;
  for (const [n, s] of facts.pairs()) {
    if (s < source) {
      // A line of the source that already stands in a row.
      rows.push(
        ...facts.noteRows(note, n),
        facts.differs(n) ? { kind: 'removed', note: n } : { kind: 'continued', note: n },
      );
      note = n + 1;
      continue;
    }
    rows.push(...facts.gap(note, n, source, s));
    rows.push({ kind: facts.differs(n) ? 'changed' : 'same', note: n, source: s });
    note = n + 1;
    source = s + 1;
  }
  rows.push(...facts.gap(note, anchor.unit.lastLine + 1, source, anchor.endLine! + 1));
  return rows;
}

class Facts {
  private readonly changedNote = new Map<number, number>();
  private readonly removed = new Set<number>();
  private readonly onlySource = new Set<number>();
  private readonly kinds: ReadonlyMap<number, 'comment' | 'blank' | 'elision'>;

  constructor(
    snippet: Snippet,
    private readonly anchor: Anchor,
  ) {
    for (const { kind, noteLine, sourceLine } of anchor.differences) {
      if (kind === 'removed' && noteLine !== undefined) this.removed.add(noteLine);
      if (kind !== 'removed' && sourceLine !== undefined) this.onlySource.add(sourceLine);
      if (kind === 'changed' && noteLine !== undefined && sourceLine !== undefined && !this.changedNote.has(noteLine))
        this.changedNote.set(noteLine, sourceLine);
    }
    this.kinds = lineKinds(snippet, anchor.unit.firstLine, anchor.unit.lastLine);
  }

  differs(note: number): boolean {
    return this.changedNote.has(note);
  }

  /** Pairs of lines in which both ascend. */
  pairs(): [number, number][] {
    const { firstLine, lastLine } = this.anchor.unit;
    const { startLine, endLine } = this.anchor;
    const all = new Map(this.changedNote);
    for (const [note, source] of this.anchor.lines) all.set(note, source);
    const inside = [...all]
      .filter(([n, s]) => n >= firstLine && n <= lastLine && s >= startLine! && s <= endLine! && !this.kinds.has(n))
      .sort((a, b) => a[0] - b[0]);
    return longestAscending(inside);
  }

  /** The rows between two pairs; the ends are exclusive. */
  gap(noteFrom: number, noteTo: number, sourceFrom: number, sourceTo: number): Row[] {
    const notes = this.noteRows(noteFrom, noteTo);
    const sources: Row[] = [];
    for (let source = sourceFrom; source < sourceTo; source++) {
      sources.push({ kind: this.onlySource.has(source) ? 'added' : 'unquoted', source });
    }
    // What the source has in between stands where the elision is, else after the last code that only the note has.
    let at = notes.length;
    const stays = (row: Row | undefined): boolean =>
      row !== undefined && 'note' in row && (this.kinds.get(row.note) === 'elision' || row.kind === 'removed');
    while (at > 0 && !stays(notes[at - 1])) at--;
    return [...notes.slice(0, at), ...sources, ...notes.slice(at)];
  }

  noteRows(from: number, to: number): Row[] {
    const out: Row[] = [];
    for (let note = from; note < to; note++) {
      const kind = this.kinds.get(note);
      if (kind !== undefined) out.push({ kind: kind === 'blank' ? 'blank' : 'comment', note });
      else out.push({ kind: this.removed.has(note) || this.differs(note) ? 'removed' : 'uncertain', note });
    }
    return out;
  }
}

/** Lines of the note that hold no code. */
function lineKinds(snippet: Snippet, first: number, last: number): Map<number, 'comment' | 'blank' | 'elision'> {
  const out = new Map<number, 'comment' | 'blank' | 'elision'>();
  for (let line = first; line <= last; line++) out.set(line, 'blank');
  for (const token of snippet.outline.tokens) {
    if (token.kind === 'end') continue;
    const [from, to] = linesOf(token);
    for (let line = Math.max(from, first); line <= Math.min(to, last); line++) {
      if (token.kind !== 'comment') out.delete(line);
      else if (out.has(line)) out.set(line, isElision(token) ? 'elision' : 'comment');
    }
  }
  return out;
}

/** 1-based first and last line of a token of a snippet, in the note. */
export function linesOf(token: Token): [number, number] {
  const { line } = token.file.place(token.offset);
  return [line, line + (token.text.match(/\n/g)?.length ?? 0)];
}

function longestAscending(pairs: readonly [number, number][]): [number, number][] {
  const best: number[] = [];
  const previous: number[] = [];
  let end = -1;
  // Units are short; a long one is cut by its own bound.
  const limited = pairs.slice(0, 5000);
  limited.forEach(([, source], n) => {
    best[n] = 1;
    previous[n] = -1;
    for (let m = Math.max(0, n - 500); m < n; m++) {
      if (limited[m]![1] <= source && best[m]! + 1 > best[n]!) {
        best[n] = best[m]! + 1;
        previous[n] = m;
      }
    }
    if (end < 0 || best[n]! > best[end]!) end = n;
  });
  const out: [number, number][] = [];
  for (let n = end; n >= 0; n = previous[n]!) out.unshift(limited[n]!);
  return out;
}

/** A comment that the author added, as the source does not have it near the code. */
export interface AddedComment {
  readonly token: Token;
  /** Index of the token in the snippet's outline. */
  readonly at: number;
  /** 1-based lines of the note. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Code stands before it on its first line. */
  readonly trailing: boolean;
}

/** The comments of a unit, and right above it, that the source does not have there. Paths and elisions are none. */
export function addedComments(snippet: Snippet, anchor: Anchor, source: Outline): AddedComment[] {
  const theirs = commentsNear(source, anchor);
  const { tokens, items } = snippet.outline;
  const out: AddedComment[] = [];
  for (const index of anchor.unit.items) {
    const item = items[index]!;
    for (let at = item.leading; at < item.trailing; at++) {
      const token = tokens[at]!;
      if (token.kind !== 'comment' || isElision(token) || pathInComment(token)?.alone) continue;
      const text = commentText(token.text);
      if (text === '' || theirs.has(text)) continue;
      const [firstLine, lastLine] = linesOf(token);
      const before = tokens[at - 1];
      const trailing = before !== undefined && before.kind !== 'comment' && linesOf(before)[1] === firstLine;
      out.push({ token, at, firstLine, lastLine, trailing });
    }
  }
  return out;
}

/** The texts of the source's comments in the range of an anchor and a little above it. */
function commentsNear(source: Outline, { start, end }: Anchor): Set<string> {
  const out = new Set<string>();
  const item = source.items.find((candidate) => {
    const from = source.tokens[candidate.first]!.offset;
    return from <= start! && source.tokens[candidate.end - 1]!.end >= end!;
  });
  const [first, last] = item ? [item.leading, item.trailing] : [0, source.tokens.length];
  for (let at = first; at < last; at++) {
    const token = source.tokens[at]!;
    if (token.kind === 'comment') out.add(commentText(token.text));
  }
  return out;
}
