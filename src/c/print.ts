/**
 * Tokens as text that a person can read: on one line where it fits, else in the kernel's style, with a line for each
 * statement, indented blocks (those of statement expressions, `({ … })`, too) and long lines continued. White space within
 * a line is mostly the authors' own, which the tokens remember.
 */
import type { Token } from './token';

export interface PrintOptions {
  /** One level. Default a tab. */
  readonly indent?: string;
  /** Columns before a line is continued; a tab counts for 8. Default 80. */
  readonly width?: number;
}

export function printTokens(tokens: readonly Token[], options: PrintOptions = {}): string {
  const printer = new Printer(tokens, options.indent ?? '\t', options.width ?? 80);
  return printer.print();
}

/** The tokens on one line, with single spaces where the authors had any, and where two tokens would else run together. */
export function printLine(tokens: readonly Token[]): string {
  let text = '';
  let previous: Token | undefined;
  for (const token of tokens) {
    text += previous && isSpaced(previous, token) ? ` ${token.text}` : token.text;
    previous = token;
  }
  return text;
}

const is = (token: Token | undefined, text: string): boolean => token?.kind === 'punctuator' && token.text === text;

function isSpaced(left: Token, right: Token): boolean {
  if (is(left, '(') || is(left, '[') || is(right, ')') || is(right, ']') || is(right, ',') || is(right, ';'))
    return false;
  if (is(left, ',') || is(left, ';') || is(left, '{') || is(right, '}')) return true;
  return right.spaceBefore || right.lineStart || wouldJoin(left, right);
}

/** Whether the two texts written together would be lexed otherwise; it may say so of a few more. */
export function wouldJoin(left: Token, right: Token): boolean {
  const isWord = (token: Token): boolean => token.kind === 'identifier' || token.kind === 'number';
  if (isWord(left)) {
    if (isWord(right)) return true;
    if (right.kind === 'string' || right.kind === 'character') return left.kind === 'identifier';
    return (
      left.kind === 'number' && (right.text.startsWith('.') || /[eEpP][+-]$/.test(left.text + right.text.charAt(0)))
    );
  }
  if (left.kind !== 'punctuator') return false;
  if (right.kind === 'number') return left.text === '.' || (right.text.startsWith('.') && left.text.endsWith('.'));
  if (right.kind !== 'punctuator') return false;
  const pair = left.text.slice(-1) + right.text.charAt(0);
  return /^(?:\+\+|--|->|<<|>>|<=|>=|==|!=|&&|\|\||[*/%+&^|-]=|\/\/|\/\*|##|\.\.|<:|:>|<%|%>|%:|-=|:%)$/.test(pair);
}

class Printer {
  private readonly lines: string[] = [];
  private line: Token[] = [];
  private level = 0;
  /** For each open bracket whether it is a block's brace. */
  private readonly brackets: boolean[] = [];
  private readonly blocks: ReadonlySet<number>;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly indent: string,
    private readonly width: number,
  ) {
    this.blocks = findBlocks(tokens);
  }

  print(): string {
    const { tokens, brackets } = this;
    for (let n = 0; n < tokens.length; n++) {
      const token = tokens[n] as Token;
      if (isClosing(token) && brackets.pop()) {
        this.endLine();
        this.level--;
        this.line.push(token);
        if (!continuesAfterBlock(tokens[n + 1])) this.endLine();
        continue;
      }
      this.line.push(token);
      if (isOpening(token)) {
        const isBlock = this.blocks.has(n);
        brackets.push(isBlock);
        if (isBlock) {
          this.endLine();
          this.level++;
        }
      } else if (is(token, ';') && brackets.at(-1) !== false) this.endLine();
    }
    this.endLine();
    return this.lines.join('\n');
  }

  private endLine(): void {
    const { line } = this;
    this.line = [];
    const margin = columns(this.indent.repeat(this.level));
    let prefix = this.indent.repeat(this.level);
    for (let from = 0; from < line.length; ) {
      const to = lineEnd(line, from, this.width - columns(prefix));
      const text = prefix + printLine(line.slice(from, to));
      this.lines.push(text);
      prefix = this.indent.repeat(this.level) + ' '.repeat(this.continuation(line, from, to, columns(prefix)) - margin);
      from = to;
    }
  }

  /** The column where the rest of a line begins: at the innermost bracket that is open, or a level deeper. */
  private continuation(line: readonly Token[], from: number, to: number, start: number): number {
    const open: number[] = [];
    let column = start;
    for (let n = from; n < to; n++) {
      const token = line[n] as Token;
      const previous = n > from ? line[n - 1] : undefined;
      column += token.text.length + (previous && isSpaced(previous, token) ? 1 : 0);
      if (isOpening(token)) open.push(column);
      else if (isClosing(token)) open.pop();
    }
    const deeper = columns(this.indent.repeat(this.level + 1));
    const bracket = open.at(-1) ?? (from > 0 ? start : deeper);
    return bracket <= this.width * 0.7 ? bracket : deeper + 4;
  }
}

const isOpening = (token: Token): boolean => is(token, '{') || is(token, '(') || is(token, '[');
const isClosing = (token: Token): boolean => is(token, '}') || is(token, ')') || is(token, ']');

/** The indexes of braces that open a block: what they enclose has a `;` of its own. Others enclose an initialiser. */
function findBlocks(tokens: readonly Token[]): ReadonlySet<number> {
  const blocks = new Set<number>();
  const open: number[] = [];
  tokens.forEach((token, n) => {
    if (isOpening(token)) open.push(n);
    else if (isClosing(token)) open.pop();
    else if (is(token, ';') && open.length > 0 && is(tokens[open[open.length - 1] as number], '{')) {
      blocks.add(open[open.length - 1] as number);
    }
  });
  return blocks;
}

/** What stands on the line of a block's closing brace. */
function continuesAfterBlock(token: Token | undefined): boolean {
  if (token === undefined) return false;
  if (token.kind === 'identifier')
    return ['else', 'while', '__attribute__', '__packed', '__aligned'].includes(token.text);
  return token.kind !== 'punctuator' || !/^(?:\{|\}|\(|\*|\+\+|--)$/.test(token.text);
}

function columns(text: string): number {
  let count = 0;
  for (const character of text) count += character === '\t' ? 8 : 1;
  return count;
}

/**
 * Where a line that begins with the token `from` is best broken: the index of the token that goes to the next line. It is
 * `line.length` if all fit in `width` columns; a line that can't be broken in time is broken late or not at all.
 */
function lineEnd(line: readonly Token[], from: number, width: number): number {
  let best = 0;
  let bestCost = Number.POSITIVE_INFINITY;
  let depth = 0;
  let length = 0;
  for (let n = from; n < line.length; n++) {
    const token = line[n] as Token;
    const previous = n > from ? line[n - 1] : undefined;
    if (isClosing(token)) depth--;
    const cost = previous ? depth * 4 + breakCost(previous, token) : Number.POSITIVE_INFINITY;
    if (cost <= bestCost && cost < Number.POSITIVE_INFINITY) {
      best = n;
      bestCost = cost;
    }
    length += token.text.length + (previous && isSpaced(previous, token) ? 1 : 0);
    if (length > width && best > 0) return best;
    if (isOpening(token)) depth++;
  }
  return line.length;
}

/**
 * How little one likes to break a line between two tokens; infinite where it is never done. A level of brackets counts 4:
 * after `=` is worse than between the arguments of the call that is assigned.
 */
function breakCost(left: Token, right: Token): number {
  if (is(left, ';')) return 0;
  if (is(left, ',')) return 1;
  if (!isSpaced(left, right) || left.kind !== 'punctuator') return Number.POSITIVE_INFINITY;
  if (/^(?:&&|\|\|)$/.test(left.text)) return 2;
  if (is(left, '=')) return 6;
  return /^[|&+?:^-]$/.test(left.text) ? 3 : Number.POSITIVE_INFINITY;
}
