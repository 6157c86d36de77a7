/**
 * The author's comments at the lines of the source that they speak of: a trailing comment at its own line's counterpart, any other at that of
 * the code that follows it. One whose line changed or is not in the source is marked, and stands at the nearest line that is.
 */
import type { Outline } from '../c/outline';
import { commentText } from '../c/outline/comments';
import type { Anchor } from './anchor/result';
import type { Snippet } from './note';
import { type AddedComment, addedComments, linesOf } from './weave';

export interface SourceAnnotation {
  /** Without delimiters, one line for each line of the comment. */
  readonly text: string;
  /** 1-based lines of the note and of the source. */
  readonly noteLine: number;
  readonly sourceLine: number;
  /** The code that it speaks of differs in the source. */
  readonly stale: boolean;
}

/** The annotations of one placed unit, in the order of the note. */
export function annotationsInSource(snippet: Snippet, anchor: Anchor, source: Outline): SourceAnnotation[] {
  if (anchor.startLine === undefined) return [];
  const differing = new Set(anchor.differences.map(({ noteLine }) => noteLine));
  return runsOf(addedComments(snippet, anchor, source)).map((run) => {
    const [first, last] = [run[0]!, run.at(-1)!];
    const line = first.trailing ? first.firstLine : lineAfter(snippet, last);
    const mapped = line === undefined ? undefined : anchor.lines.get(line);
    return {
      text: run.map(({ token }) => commentText(token.text)).join('\n'),
      noteLine: first.firstLine,
      sourceLine: mapped ?? nearest(anchor, line ?? first.firstLine),
      stale: line !== undefined && differing.has(line),
    };
  });
}

/** Comments on lines that follow each other, with nothing between, are one annotation. */
function runsOf(comments: readonly AddedComment[]): AddedComment[][] {
  const out: AddedComment[][] = [];
  for (const comment of comments) {
    const previous = out.at(-1)?.at(-1);
    const joins =
      previous && !comment.trailing && previous.at === comment.at - 1 && previous.lastLine + 1 === comment.firstLine;
    if (joins) out.at(-1)!.push(comment);
    else out.push([comment]);
  }
  return out;
}

function lineAfter(snippet: Snippet, { at }: AddedComment): number | undefined {
  const { tokens } = snippet.outline;
  for (let next = at + 1; next < tokens.length; next++) {
    const token = tokens[next]!;
    if (token.kind === 'end') return undefined;
    if (token.kind !== 'comment') return linesOf(token)[0];
  }
  return undefined;
}

function nearest({ lines, startLine, endLine }: Anchor, line: number): number {
  let best: number | undefined;
  let distance = Number.POSITIVE_INFINITY;
  for (const [note, source] of lines) {
    if (Math.abs(note - line) < distance) [best, distance] = [source, Math.abs(note - line)];
  }
  return Math.min(Math.max(best ?? startLine!, startLine!), endLine!);
}
