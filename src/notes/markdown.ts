/**
 * The blocks of a Markdown text that a note is made of: headings, list items, paragraphs, fences, by their places. The
 * parsing is markdown-it's (CommonMark), blocks only: inline text is looked at here just for code spans, because markdown-it
 * does not say where inline things stand. A front matter (`---` … `---` at the top) is no content. markdown-it counts lines
 * from 0, `end` exclusive; so does everything in this file.
 */
import MarkdownIt from 'markdown-it';
import type { Span } from './note';

export interface TextBlock extends Span {
  readonly kind: 'heading' | 'item' | 'paragraph';
  /** 1 to 6 for a heading; number of lists around for an item (1 and up); 0 for a paragraph. */
  readonly level: number;
  /** As written, without marks of lists, quotes and headings; lines joined by `\n`. */
  readonly text: string;
  readonly firstLine: number;
  readonly endLine: number;
  /** Of an item: how many items its list has. */
  readonly siblings: number;
  /** Of an item: line after the last of the whole item. */
  readonly itemEnd: number;
}

export interface FenceBlock {
  readonly kind: 'fence';
  readonly info: string;
  /** The line of the opening fence, and the line after the last of the block. */
  readonly firstLine: number;
  readonly endLine: number;
  readonly closed: boolean;
  readonly markup: string;
}

export type Block = TextBlock | FenceBlock;

const parser = new MarkdownIt('commonmark');
parser.core.ruler.disable(['inline', 'text_join']);

/** Offsets at which the lines of a text begin; `\r\n`, `\n` and a lone `\r` end a line, as in an editor. */
export function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = 0; at < text.length; at++) {
    const c = text.charCodeAt(at);
    if (c === 10 || (c === 13 && text.charCodeAt(at + 1) !== 10)) starts.push(at + 1);
  }
  return starts;
}

/** The blocks of a text in order. Linear in its length; nesting beyond markdown-it's own limit is read as text. */
export function readBlocks(text: string, lineStarts: readonly number[]): Block[] {
  const tokens = parser.parse(withoutFrontMatter(text), {});
  const out: Block[] = [];
  const lists: { items: number; blocks: number[] }[] = [];
  const items: { firstLine: number; endLine: number; fresh: boolean }[] = [];
  let heading = 0;
  for (const token of tokens) {
    const [firstLine = 0, endLine = 0] = token.map ?? [];
    switch (token.type) {
      case 'bullet_list_open':
      case 'ordered_list_open':
        lists.push({ items: 0, blocks: [] });
        break;
      case 'bullet_list_close':
      case 'ordered_list_close': {
        const list = lists.pop()!;
        for (const index of list.blocks) out[index] = { ...(out[index] as TextBlock), siblings: list.items };
        break;
      }
      case 'list_item_open':
        lists.at(-1)!.items++;
        items.push({ firstLine, endLine, fresh: true });
        break;
      case 'list_item_close':
        items.pop();
        break;
      case 'heading_open':
        heading = Number(token.tag.slice(1));
        break;
      case 'heading_close':
        heading = 0;
        break;
      case 'fence': {
        const item = items.at(-1);
        if (item) item.fresh = false;
        const closed = isClosed(text, lineStarts, token.markup, firstLine, endLine);
        out.push({ kind: 'fence', info: token.info.trim(), firstLine, endLine, closed, markup: token.markup });
        break;
      }
      case 'inline': {
        const item = items.at(-1);
        const begins = item?.fresh === true && heading === 0;
        if (item) item.fresh = false;
        if (begins) lists.at(-1)!.blocks.push(out.length);
        out.push({
          kind: heading > 0 ? 'heading' : begins ? 'item' : 'paragraph',
          level: heading > 0 ? heading : begins ? lists.length : 0,
          text: token.content,
          firstLine,
          endLine,
          start: lineStarts[firstLine] ?? text.length,
          end: lineEnd(text, lineStarts, endLine - 1),
          siblings: 0,
          itemEnd: item?.endLine ?? endLine,
        });
        break;
      }
    }
  }
  return out;
}

/** Offset of the end of a line, without its line end. */
export function lineEnd(text: string, lineStarts: readonly number[], line: number): number {
  let end = lineStarts[line + 1] ?? text.length;
  while (end > (lineStarts[line] ?? 0) && /[\r\n]/.test(text.charAt(end - 1))) end--;
  return end;
}

function withoutFrontMatter(text: string): string {
  const match = /^\uFEFF?---[ \t]*\r?\n[\s\S]*?\n---[ \t]*(?=\r?\n|$)/.exec(text.slice(0, 20_000));
  return match ? match[0].replace(/[^\r\n]/g, '') + text.slice(match[0].length) : text;
}

/** Whether the last line of a fence is its closing line. */
function isClosed(text: string, starts: readonly number[], markup: string, first: number, end: number): boolean {
  if (end - first < 2) return false;
  const last = text.slice(starts[end - 1], lineEnd(text, starts, end - 1)).replace(/^[\s>]*/, '');
  const mark = markup.charAt(0);
  return last.startsWith(markup) && [...last.trimEnd()].every((c) => c === mark);
}

/** A code span: what stands between backticks, with the offsets of that inside. */
export interface CodeSpan extends Span {
  readonly text: string;
}

/** The code spans in a piece of a text, CommonMark 6.1: a run of backticks and the next run of the same length. */
export function codeSpans(text: string, from: number, to: number): CodeSpan[] {
  const runs: { at: number; length: number }[] = [];
  for (const match of text.slice(from, to).matchAll(/\\`|`+/g)) {
    if (!match[0].startsWith('\\')) runs.push({ at: from + match.index, length: match[0].length });
  }
  // For each run the next one of its length, found from the back.
  const next = new Array<number | undefined>(runs.length);
  const last = new Map<number, number>();
  for (let n = runs.length - 1; n >= 0; n--) {
    next[n] = last.get(runs[n]!.length);
    last.set(runs[n]!.length, n);
  }
  const out: CodeSpan[] = [];
  for (let n = 0; n < runs.length; n++) {
    const run = runs[n]!;
    const close = next[n];
    if (close === undefined) continue;
    const inner = { start: run.at + run.length, end: runs[close]!.at };
    out.push({ ...inner, text: text.slice(inner.start, inner.end) });
    n = close;
  }
  return out;
}
