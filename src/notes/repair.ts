/**
 * Edits that bring a note back to the source: the path that a comment states, a path for a snippet that has none, the snippet's code. Plain
 * edits of the note's text, at most one line apart from what they change. Code is refreshed line by line from the woven rows;
 * the result is read and anchored again, and given only if it is then the source's code with every annotation and elision still
 * there. What cannot be done so is not done.
 */
import type { AnchorOptions, TreeSources } from './anchor/anchor';
import { anchorNotes } from './anchor/anchor';
import type { Anchor, SnippetAnchor } from './anchor/result';
import type { Note, Snippet } from './note';
import { readNote } from './read';
import { addedComments, weave } from './weave';

/** Offsets into the note's text, `end` exclusive. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edit that makes a path comment say where the code is; undefined when the path is not one that a comment alone states. */
export function updatePath(note: Note, snippet: Snippet, anchor: Anchor): TextEdit | undefined {
  const stated = anchor.unit.definition ? anchor.unit.definition.path : snippet.path;
  if (stated?.origin !== 'comment' || anchor.path === undefined || anchor.path === stated.path) return undefined;
  if (stated.start < snippet.start || stated.end > snippet.end) return undefined;
  // Other definitions of the fence that the same comment speaks for must have gone to the same file.
  const text = note.text.slice(stated.start, stated.end);
  const at = text.lastIndexOf(stated.path);
  if (at < 0) return undefined;
  const start = stated.start + at;
  const end = start + stated.path.length;
  // A line number after it is one of the old place.
  const line = /^(:\d+(-\d+)?|#L?\d+(-L?\d+)?)/.exec(note.text.slice(end, stated.end))?.[0].length ?? 0;
  return { start, end: end + line, text: anchor.path };
}

/** Whether every placed definition that a snippet's path comment speaks for stands in one file. */
export function sharePath(snippet: SnippetAnchor, anchor: Anchor): boolean {
  const stated = anchor.unit.definition?.path;
  return snippet.anchors.every(
    (other) => other.unit.definition?.path?.start !== stated?.start || other.path === anchor.path,
  );
}

/** The edit that puts a path comment on the first line of a fence that states none itself. */
export function addPath(note: Note, { snippet, anchors }: SnippetAnchor): TextEdit | undefined {
  const paths = new Set(anchors.map(({ path }) => path));
  const [path] = paths;
  if (snippet.paths.length > 0 || paths.size !== 1 || path === undefined) return undefined;
  return {
    start: lineStart(note, snippet.codeLine),
    end: lineStart(note, snippet.codeLine),
    text: `${marks(note, snippet)}// ./${path}${newline(note)}`,
  };
}

/** The edits that make a snippet's code the source's; undefined when that is not surely possible. */
export async function refreshSnippet(
  note: Note,
  answer: SnippetAnchor,
  sources: TreeSources,
  options: AnchorOptions,
): Promise<TextEdit[] | undefined> {
  const { snippet } = answer;
  const edits: TextEdit[] = [];
  for (const anchor of answer.anchors) {
    if (anchor.path === undefined || anchor.differences.length === 0) continue;
    const source = await sources.reader.read(anchor.path);
    if (!source || 'reason' in source) return undefined;
    const start = lineStart(note, anchor.unit.firstLine);
    const end = lineStart(note, anchor.unit.lastLine + 1);
    const text = refreshed(note, snippet, anchor, source);
    edits.push({ start, end, text });
  }
  if (edits.length === 0) return undefined;
  const result = readNote(note.uri, applyEdits(note.text, edits));
  return (await isFaithful(note, answer, result, sources, options)) ? edits : undefined;
}

type SourceOutline = Parameters<typeof addedComments>[2];

function refreshed(note: Note, snippet: Snippet, anchor: Anchor, source: SourceOutline): string {
  const prefix = marks(note, snippet);
  const sourceLines = source.file.text.split('\n');
  const comments = addedComments(snippet, anchor, source);
  const out: string[] = [];
  const own = (line: number): string =>
    note.text.slice(lineStart(note, line), lineStart(note, line + 1)).replace(/\r?\n$/, '');
  const trailingOf = (line: number): string | undefined =>
    comments.find(({ trailing, firstLine, lastLine }) => trailing && firstLine === line && lastLine === line)?.token
      .text;
  for (const row of weave(snippet, anchor)) {
    switch (row.kind) {
      case 'same':
      case 'continued':
      case 'comment':
      case 'blank':
      case 'uncertain':
        out.push(own(row.note));
        break;
      case 'changed': {
        const comment = trailingOf(row.note);
        const line = sourceLines[row.source - 1]!.trimEnd();
        out.push(prefix + line + (comment === undefined ? '' : ` ${comment}`));
        break;
      }
      case 'removed': {
        const comment = trailingOf(row.note);
        if (comment !== undefined) out.push(`${/^[\s>]*/.exec(own(row.note))?.[0] ?? ''}${comment}`);
        break;
      }
      case 'added':
        out.push(prefix + sourceLines[row.source - 1]!.trimEnd());
        break;
      case 'unquoted':
        break;
    }
  }
  return out.map((line) => line + newline(note)).join('');
}

/** Whether a changed note has the source's code where the old one differed, and all that its author wrote besides. */
async function isFaithful(
  before: Note,
  answer: SnippetAnchor,
  after: Note,
  sources: TreeSources,
  options: AnchorOptions,
): Promise<boolean> {
  const { index } = answer.snippet;
  const [old, now] = [before.snippets[index]!, after.snippets[index]];
  if (!now || after.snippets.length !== before.snippets.length || after.problems.length > before.problems.length)
    return false;
  const written = (snippet: Snippet): string =>
    snippet.annotations
      .map(({ text }) => text)
      .sort()
      .join('\n\0');
  if (written(old) !== written(now) || old.elisions.length !== now.elisions.length) return false;
  const one: Note = { ...after, snippets: [now] };
  const [found] = await anchorNotes([one], sources, options);
  return found !== undefined && (found.status === 'exact' || found.status === 'moved');
}

/** A text with edits made; they must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  let out = text;
  for (const { start, end, text: replacement } of [...edits].sort((a, b) => b.start - a.start)) {
    out = out.slice(0, start) + replacement + out.slice(end);
  }
  return out;
}

function lineStart(note: Note, line: number): number {
  return note.lineStarts[line - 1] ?? note.text.length;
}

/** What stands before the fence on its first line, for further lines: quotation marks stay, a list's marker becomes spaces. */
function marks(note: Note, snippet: Snippet): string {
  const line = note.text.slice(lineStart(note, snippet.line), lineStart(note, snippet.line + 1));
  const before = /^[^`~]*/.exec(line)?.[0] ?? '';
  return before.replace(/[^>\s]/g, ' ');
}

function newline(note: Note): string {
  return note.text.includes('\r\n') ? '\r\n' : '\n';
}
