/**
 * A note as a program's text: its whole text, and for each C snippet the ranges of it that are code. Lines of a fence that stands in a
 * quotation or an indented list lose the marks before them.
 */
import type { Note, Snippet } from './note';

export interface SnippetPieces {
  readonly path: string | undefined;
  readonly pieces: readonly { readonly start: number; readonly end: number }[];
}

/** The snippets of a note, in order, each with the path that it states. */
export function programSnippets(note: Note): SnippetPieces[] {
  return note.snippets.map((snippet) => ({ path: snippet.path?.path, pieces: piecesOf(note, snippet) }));
}

function piecesOf(note: Note, snippet: Snippet): SnippetPieces['pieces'] {
  const { codeStart, text } = snippet;
  const end = codeStart + text.length;
  if (note.text.slice(codeStart, end) === text) return [{ start: codeStart, end }];
  const pieces: { start: number; end: number }[] = [];
  let at = codeStart;
  for (const line of text.split('\n')) {
    const stop = Math.min(at + line.length + 1, end);
    let start = at;
    for (let n = 0; n < line.length; n++) if (note.text[at + n] !== line[n]) start = at + n + 1;
    pieces.push({ start, end: stop });
    at = stop;
  }
  return pieces;
}
