/**
 * Annotations: the comments that an author added to quoted code. Without a kernel tree beside it these are the `//` comments
 * that are neither a path nor an elision (the kernel's own are mostly block comments). A run of them on following lines is
 * one annotation. It speaks of the code that it trails, else of the code that follows it; each symbol named in it is a
 * mention, and a line that asks a question links its symbols to what the notes say about them.
 */
import type { Outline } from '../c/outline';
import { commentText, isElision } from '../c/outline/comments';
import { type Statement, splitStatements } from '../c/outline/statements';
import { isReservedWord } from '../c/outline/words';
import { type Annotation, type AnnotationMention, type AnnotationTarget, lineAt } from './note';
import { pathInComment } from './snippet';

/** The annotations in a snippet, in order. */
export function readAnnotations(read: Outline, codeStart: number, lineStarts: readonly number[]): Annotation[] {
  const runs = commentRuns(read);
  if (runs.length === 0) return [];
  const targets = new TargetFinder(read, codeStart, lineStarts);
  return runs.map((run) => {
    const first = read.tokens[run[0]!]!;
    const last = read.tokens[run.at(-1)!]!;
    const trailing = trails(read, run[0]!);
    return {
      start: codeStart + first.offset,
      end: codeStart + last.end,
      text: run.map((at) => commentText(read.tokens[at]!.text)).join('\n'),
      line: lineAt(lineStarts, codeStart + first.offset),
      trailing,
      target: trailing ? targets.before(run[0]!) : targets.after(run.at(-1)!),
      mentions: run.flatMap((at) => mentionsIn(read, at, codeStart)),
    };
  });
}

/** Whether a comment is an annotation where no source is at hand to compare with. */
export function isAnnotation(read: Outline, at: number): boolean {
  const token = read.tokens[at]!;
  if (token.kind !== 'comment' || !token.text.startsWith('//')) return false;
  return !isElision(token) && !pathInComment(token)?.alone && commentText(token.text) !== '';
}

/** Token indices of comments that make one annotation each. */
function commentRuns(read: Outline): number[][] {
  const out: number[][] = [];
  let run: number[] = [];
  read.tokens.forEach((token, at) => {
    if (!isAnnotation(read, at)) {
      // An empty `//` between two lines keeps the run together.
      if (token.text !== '//' || run.at(-1) !== at - 1) run = [];
      else run.push(at);
      return;
    }
    const previous = run.at(-1);
    const follows = previous === at - 1 && !trails(read, at) && oneLineApart(read, previous, at);
    const aligned = follows && (!trails(read, run[0]!) || column(read, at) === column(read, run[0]!));
    if (aligned) run.push(at);
    else {
      run = [at];
      out.push(run);
    }
  });
  return out;
}

function oneLineApart(read: Outline, a: number, b: number): boolean {
  const between = read.file.text.slice(read.tokens[a]!.end, read.tokens[b]!.offset);
  return between.split('\n').length === 2;
}

function column(read: Outline, at: number): number {
  return read.file.place(read.tokens[at]!.offset).column;
}

/** Whether code stands before the comment on its line. */
function trails(read: Outline, at: number): boolean {
  const { text } = read.file;
  const start = text.lastIndexOf('\n', read.tokens[at]!.offset - 1) + 1;
  return read.tokens[at]!.offset > 0 && text.slice(start, read.tokens[at]!.offset).trim() !== '';
}

const CODE_NAME = /`([^`]+)`|[A-Za-z_]\w*/g;

/** Names in a comment that can be those of C symbols: in backticks, called, with an underscore, before a colon. */
function mentionsIn(read: Outline, at: number, codeStart: number): AnnotationMention[] {
  const token = read.tokens[at]!;
  const text = commentText(token.text);
  const asks = /\?\s*$/.test(text) || /\?\s/.test(text);
  const out: AnnotationMention[] = [];
  for (const match of token.text.matchAll(CODE_NAME)) {
    const name = match[1] === undefined ? match[0] : symbolName(match[1]);
    if (!name || !/^[A-Za-z_]\w*$/.test(name)) continue;
    const start = match.index + match[0].indexOf(name);
    const after = token.text.slice(match.index + match[0].length);
    const called = /^\(/.test(after) || (/^\s*:/.test(after) && /^\/\/\W*$/.test(token.text.slice(0, match.index)));
    const likely = match[1] !== undefined || called || /\w_\w|^_/.test(name) || /\d/.test(name);
    if (!likely || isReservedWord(name)) continue;
    const offset = codeStart + token.offset + start;
    out.push({ name, text, asks, start: offset, end: offset + name.length });
  }
  return out;
}

/** Characters of a code span that names a symbol. */
const LONGEST_NAME = 300;

/** The symbol that a code span names: `struct net_device` and `free_netdev()` name one, `a + b` does not. */
export function symbolName(span: string): string | undefined {
  if (span.length > LONGEST_NAME) return undefined;
  const match = /^\s*(?:(?:struct|union|enum)\s+|[&*]+)?([A-Za-z_]\w*)\s*(?:\(\s*\)|;)?\s*$/.exec(span);
  return match && !isReservedWord(match[1]!) ? match[1] : undefined;
}

/** Finds what a comment speaks of. */
class TargetFinder {
  private readonly statements = new Map<number, readonly Statement[]>();
  /** For each token the last one up to it that is no comment, -1 for none. */
  private readonly lastCode: Int32Array;
  /** For each token the first one from it on that is no comment. */
  private readonly nextCode: Int32Array;

  constructor(
    private readonly read: Outline,
    private readonly codeStart: number,
    private readonly lineStarts: readonly number[],
  ) {
    const { tokens } = read;
    this.lastCode = new Int32Array(tokens.length);
    this.nextCode = new Int32Array(tokens.length);
    let last = -1;
    for (let at = 0; at < tokens.length; at++) {
      if (tokens[at]!.kind !== 'comment') last = at;
      this.lastCode[at] = last;
    }
    let next = tokens.length - 1; // the end, which is no comment
    for (let at = next; at >= 0; at--) {
      if (tokens[at]!.kind !== 'comment') next = at;
      this.nextCode[at] = next;
    }
  }

  /** The code after the comment at `at`; at the end of a block, the code before it. */
  after(at: number): AnnotationTarget {
    const { tokens } = this.read;
    const next = this.nextCode[at]!;
    const token = tokens[next]!;
    if (token.kind === 'end' || token.text === '}') return this.before(at);
    const item = this.itemAt(next);
    if (item >= 0 && this.read.items[item]!.first >= at) {
      const found = this.read.items[item]!;
      if (found.kind !== 'statements') return this.target(item, 'item', found.first, found.end);
    }
    return this.inside(item, next);
  }

  /** The code on the line before the comment at `at`, or right before it. */
  before(at: number): AnnotationTarget {
    const { tokens } = this.read;
    const previous = this.lastCode[at]!;
    if (previous < 0) return this.target(-1, 'snippet', at, at + 1);
    const line = this.lineOf(previous);
    let first = previous;
    while (first > 0 && this.lineOf(first - 1) === line && tokens[first - 1]!.kind !== 'comment') first--;
    const item = this.itemAt(first);
    const found = this.read.items[item];
    if (found && found.kind !== 'statements' && found.end === previous + 1) {
      return this.target(item, 'item', found.first, found.end);
    }
    if (found && first <= found.first) {
      const whole = found.kind !== 'statements' && (found.end <= previous + 1 || this.lineOf(found.end - 1) === line);
      if (whole) return this.target(item, 'item', found.first, found.end);
    }
    const inner = found ? this.statementAt(item, first) : undefined;
    return inner ? this.target(item, 'code', inner.first, inner.end) : this.target(item, 'code', first, previous + 1);
  }

  /** A statement that begins at the token, else its line's element up to `,` or `;`. */
  private inside(item: number, at: number): AnnotationTarget {
    const statement = item >= 0 ? this.statementAt(item, at) : undefined;
    if (statement) {
      const end = statement.children.length > 0 ? statement.head.end : statement.end;
      return this.target(item, 'code', statement.first, end);
    }
    const { tokens, partner } = this.read;
    let end = at;
    while (tokens[end]!.kind !== 'end') {
      const { text } = tokens[end]!;
      const close = partner[end]!;
      if (text === ')' || text === ']' || text === '}') break;
      end = close > end ? close + 1 : end + 1;
      if (text === ',' || text === ';') break;
    }
    return this.target(item, 'code', at, Math.max(end, at + 1));
  }

  private statementAt(item: number, at: number): Statement | undefined {
    const found = this.read.items[item]!;
    const range = found.kind === 'statements' ? found : found.kind === 'function' ? found.body : undefined;
    if (!range) return undefined;
    let list = this.statements.get(item);
    if (!list) {
      list = splitStatements(this.read, range);
      this.statements.set(item, list);
    }
    return statementBeginning(list, at);
  }

  /** The item that a token stands in, else the one after it; -1 behind the last. */
  private itemAt(at: number): number {
    const found = firstEndingAfter(this.read.items, at);
    return found < this.read.items.length ? found : -1;
  }

  private lineOf(at: number): number {
    return this.read.file.place(this.read.tokens[at]!.offset).line;
  }

  private target(item: number, of: AnnotationTarget['of'], first: number, end: number): AnnotationTarget {
    const { tokens } = this.read;
    const start = this.codeStart + tokens[first]!.offset;
    const last = this.codeStart + tokens[end - 1]!.end;
    return {
      item,
      of,
      start,
      end: last,
      firstLine: lineAt(this.lineStarts, start),
      lastLine: lineAt(this.lineStarts, Math.max(start, last - 1)),
    };
  }
}

/** The innermost statement that begins at a token. */
function statementBeginning(list: readonly Statement[], at: number): Statement | undefined {
  const statement = list[firstEndingAfter(list, at)];
  if (!statement || at < statement.first) return undefined;
  if (statement.first === at) return statement;
  return statementBeginning(statement.children, at) ?? statementBeginning(statement.otherwise ?? [], at);
}

/** Of ranges that follow each other the index of the first that ends after a token; their number if there is none. */
function firstEndingAfter(ranges: readonly { readonly end: number }[], at: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle]!.end > at) high = middle;
    else low = middle + 1;
  }
  return low;
}
