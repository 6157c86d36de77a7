/**
 * The left side of *Compare with Source*: a file of the tree with a snippet in place of its definitions, so that only real differences
 * show beside the file itself. Gaps, white space and the source's own comments are the source's; lines that changed or that
 * only the note has are the note's, indented as the source is; the author's comments are kept.
 */
import type { Outline } from '../c/outline';
import type { Anchor, SnippetAnchor } from './anchor/result';
import type { Note, Snippet } from './note';
import { type AddedComment, addedComments, weave } from './weave';

/** The text; `path` says of which file: anchors elsewhere are left out. */
export function textWithSnippet(
  note: Note,
  { snippet, anchors }: SnippetAnchor,
  path: string,
  source: Outline,
): string {
  const lines = source.file.text.split('\n');
  const placed = anchors
    .filter((anchor) => anchor.path === path && anchor.startLine !== undefined)
    .sort((a, b) => b.startLine! - a.startLine!);
  let until = Number.POSITIVE_INFINITY;
  for (const anchor of placed) {
    if (anchor.endLine! >= until) continue; // it lies in one that was put in already
    const quoted = new Quoted(note, snippet, anchor, source, lines);
    lines.splice(anchor.startLine! - 1, anchor.endLine! - anchor.startLine! + 1, ...quoted.lines());
    until = anchor.startLine!;
  }
  return lines.join('\n');
}

class Quoted {
  private readonly comments: readonly AddedComment[];
  private readonly indents = new Map<string, string>();
  private readonly rows;

  constructor(
    private readonly note: Note,
    private readonly snippet: Snippet,
    private readonly anchor: Anchor,
    source: Outline,
    private readonly sourceLines: readonly string[],
  ) {
    this.rows = weave(snippet, anchor);
    this.comments = addedComments(snippet, anchor, source);
    for (const row of this.rows) {
      if (row.kind !== 'same' && row.kind !== 'changed') continue;
      const [own, other] = [indentOf(this.noteLine(row.note)), indentOf(sourceLines[row.source - 1] ?? '')];
      if (!this.indents.has(own)) this.indents.set(own, other);
    }
  }

  lines(): string[] {
    const first = this.anchor.unit.firstLine;
    const above = this.comments.filter(({ lastLine }) => lastLine < first).flatMap((comment) => this.whole(comment));
    return [...above, ...this.rows.flatMap((row) => this.line(row))];
  }

  private line(row: ReturnType<typeof weave>[number]): string[] {
    switch (row.kind) {
      case 'same':
        return [this.withTrailing(this.sourceLines[row.source - 1]!, row.note)];
      case 'changed':
      case 'removed':
        return [this.reindented(row.note)];
      case 'comment':
        return this.comments
          .filter(({ firstLine }) => firstLine === row.note)
          .flatMap((comment) => this.whole(comment));
      case 'unquoted':
        return [this.sourceLines[row.source - 1]!];
      case 'continued':
      case 'blank':
      case 'uncertain':
      case 'added':
        return [];
    }
  }

  /** A line of the source with the comment that the note has after it. */
  private withTrailing(line: string, note: number): string {
    const comment = this.comments.find(
      ({ trailing, firstLine, lastLine }) => trailing && firstLine === note && lastLine === note,
    );
    return comment ? `${line.trimEnd()} ${comment.token.text}` : line;
  }

  private whole({ firstLine, lastLine, trailing }: AddedComment): string[] {
    if (trailing) return [];
    const out: string[] = [];
    for (let line = firstLine; line <= lastLine; line++) out.push(this.reindented(line));
    return out;
  }

  private reindented(noteLine: number): string {
    const line = this.noteLine(noteLine);
    const indent = indentOf(line);
    return (this.indents.get(indent) ?? indent) + line.slice(indent.length);
  }

  /** A line of the note's code, marks of quoting replaced by spaces. */
  private noteLine(line: number): string {
    const start = (this.note.lineStarts[line - 1] ?? 0) - this.snippet.codeStart;
    const end = this.snippet.text.indexOf('\n', Math.max(start, 0));
    return this.snippet.text.slice(Math.max(start, 0), end < 0 ? undefined : end).trimEnd();
  }
}

function indentOf(line: string): string {
  return /^\s*/.exec(line)?.[0] ?? '';
}
