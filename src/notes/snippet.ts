/**
 * Reading one fenced C block: its outline, the paths that its comments state, its definitions, its elisions and its
 * annotations. The code keeps the note's offsets: what quoting put before a line (`>`) becomes spaces, so an offset in the
 * code plus `codeStart` is an offset in the note.
 */
import { type Item, itemKey, type Outline, outline } from '../c/outline';
import { commentText, isElision } from '../c/outline/comments';
import { SourceFile } from '../c/source';
import type { Token } from '../c/token';
import { readAnnotations } from './annotations';
import { type Definition, lineAt, type Snippet, type Span, type StatedPath } from './note';
import { type PathReading, pathOnly, readUrl, urlsIn } from './paths';

/** A path that a comment states, or the text of one that leads out of the tree. */
export interface CommentPath extends Span {
  readonly reading: PathReading;
  readonly origin: 'comment' | 'url' | 'info';
  /** Nothing else stands in the comment. */
  readonly alone: boolean;
}

export interface FencedCode {
  readonly text: string;
  readonly codeStart: number;
  readonly codeLine: number;
}

/** The outline of a fence's code; the places of its tokens are places in the note. */
export function outlineOfFence(note: SourceFile, code: FencedCode): Outline {
  const pieces = [{ start: 0, file: note, offset: code.codeStart }];
  return outline(new SourceFile(note.path, code.text, 'note', pieces));
}

/** The path that a comment states; undefined for any other comment. */
export function pathInComment(token: Token): Omit<CommentPath, 'start' | 'end'> | undefined {
  if (token.text.length > 1000) return undefined;
  const text = commentText(token.text);
  const only = pathOnly(text);
  if (only) return { reading: only, origin: 'comment', alone: true };
  const [url] = urlsIn(text);
  if (!url) return undefined;
  return {
    reading: url.reading,
    origin: 'url',
    alone: text.replace(/^<|>$/g, '').trim() === text.slice(url.start, url.end),
  };
}

/** A path in the info string: `c drivers/net/loopback.c`, `c title="net/core/dev.c"`, `c:net/core/dev.c`. */
export function pathInInfo(info: string): PathReading | undefined {
  for (const word of info.split(/[\s,:={}"']+/)) {
    const found = readUrl(word) ?? (word.includes('/') ? pathOnly(word) : undefined);
    if (found) return found;
  }
  return undefined;
}

/** Paths in the comments that stand outside bodies, in order. */
export function commentPaths(read: Outline, offset: number): CommentPath[] {
  const out: CommentPath[] = [];
  const deep = insideItems(read);
  read.tokens.forEach((token, at) => {
    if (token.kind !== 'comment' || deep(at)) return;
    const found = pathInComment(token);
    if (found) out.push({ ...found, start: offset + token.offset, end: offset + token.end });
  });
  return out;
}

/** Whether a token stands inside an item that is not loose statements. */
function insideItems(read: Outline): (at: number) => boolean {
  let n = 0;
  return (at) => {
    while (n < read.items.length && read.items[n]!.end <= at) n++;
    const item = read.items[n];
    return item !== undefined && item.kind !== 'statements' && at >= item.first;
  };
}

export interface SnippetParts {
  readonly definitions: Definition[];
  readonly annotations: Snippet['annotations'];
  readonly elisions: Span[];
}

/** What stands in a fence's code. `paths` are those of its comments, `fallback` what holds where none does. */
export function readParts(
  read: Outline,
  code: FencedCode,
  paths: readonly StatedPath[],
  fallback: StatedPath | undefined,
  lineStarts: readonly number[],
): SnippetParts {
  const { codeStart } = code;
  const definitions: Definition[] = [];
  read.items.forEach((item, index) => {
    const defines = item.isDefinition || (item.kind === 'function' && !item.complete);
    if (!defines || item.kind === 'statements') return;
    if (item.kind === 'macro-call' && item.declares.length === 0) return;
    const named = item.kind === 'macro-call' ? item.declares[0]! : { name: item.name, token: item.nameToken };
    const first = read.tokens[item.first]!;
    const last = read.tokens[item.end - 1]!;
    const name = read.tokens[named.token] ?? first;
    const start = codeStart + first.offset;
    const end = codeStart + last.end;
    definitions.push({
      name: named.name,
      kind: item.kind === 'macro-call' ? 'object' : item.kind,
      key: itemKey(item),
      item: index,
      start,
      end,
      nameSpan: { start: codeStart + name.offset, end: codeStart + name.end },
      firstLine: lineAt(lineStarts, start),
      lastLine: lineAt(lineStarts, end - 1),
      path: pathFor(start, paths) ?? fallback,
      elided: isElided(read, item),
    });
  });
  return {
    definitions,
    annotations: readAnnotations(read, codeStart, lineStarts),
    elisions: read.tokens
      .filter(isElision)
      .map((token) => ({ start: codeStart + token.offset, end: codeStart + token.end })),
  };
}

/** The last path stated before an offset, else the first of all; they are in order. */
export function pathFor(offset: number, paths: readonly StatedPath[]): StatedPath | undefined {
  return paths[pathsBefore(paths, offset) - 1] ?? paths[0];
}

/** How many of some paths, which are in order, begin before an offset. */
export function pathsBefore(paths: readonly StatedPath[], offset: number): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (paths[middle]!.start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether an item leaves code out: by an elision comment in it, or by a body without any token. */
export function isElided(read: Outline, item: Item): boolean {
  for (let at = item.first; at < item.trailing; at++) if (isElision(read.tokens[at]!)) return true;
  if (item.kind === 'macro' || !item.body) return false;
  for (let at = item.body.first; at < item.body.end; at++) {
    const { kind } = read.tokens[at]!;
    if (kind !== 'comment' && kind !== 'end') return false;
  }
  return true;
}
