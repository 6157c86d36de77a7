/**
 * Reading a note: Markdown text to a `Note`. The blocks come from markdown-it, the questions from the blocks, each C fence is
 * read on its own, and last come paths from the prose for fences that state none. The time is linear in the text.
 */
import type { Outline } from '../c/outline';
import { SourceFile } from '../c/source';
import { symbolName } from './annotations';
import { type Block, codeSpans, type FenceBlock, lineEnd, lineStartsOf, readBlocks, type TextBlock } from './markdown';
import {
  lineAt,
  type Note,
  type NoteProblem,
  type Prose,
  type Question,
  type Snippet,
  type StatedPath,
  type SymbolMention,
} from './note';
import { type PathReading, pathsIn } from './paths';
import { asks, type FoundQuestion, findQuestions, layOutQuestions } from './questions';
import { commentPaths, type FencedCode, outlineOfFence, pathInInfo, pathsBefore, readParts } from './snippet';

/** A fence with more code than this is not read: no quoted piece of a kernel is so long. */
const MAX_SNIPPET = 1_000_000;

/**
 * Reads a note. `uri` labels it and is not opened. A text of more than `longest` characters is not read: its note is empty
 * and, if the text quotes C, has the problem that says so.
 */
export function readNote(uri: string, text: string, longest = Number.POSITIVE_INFINITY): Note {
  return text.length > longest ? unreadNote(uri, text, longest) : new NoteReader(uri, text).read();
}

function unreadNote(uri: string, text: string, longest: number): Note {
  const quotesC = /^[ \t]*(?:[-*+>][ \t]*)*(?:`{3,}|~{3,})[ \t]*\{?\.?[ch]\b/im.test(text);
  const megabytes = (characters: number): string => `${(characters / 2 ** 20).toFixed(1)} MiB`;
  const message = `This note has ${megabytes(text.length)} of text, and notes are read up to ${megabytes(longest)}: none of its C is known. Split it.`;
  const problem = { code: 'note-too-large', severity: 'warning', start: 0, end: 0, message, line: 1 } as const;
  return { ...new NoteReader(uri, '').read(), text, problems: quotesC ? [problem] : [] };
}

/** Whether a fence's info string says C: `C`, `c`, `c title="…"`, `{.c}`; not `c++`, `cpp`, `c#`. */
export function isC(info: string): boolean {
  return /^\{?\.?(c|h)(?=$|[\s,:{}=])/i.test(info.trim());
}

class NoteReader {
  private readonly file: SourceFile;
  private readonly lineStarts: number[];
  private readonly blocks: Block[];
  private readonly problems: NoteProblem[] = [];
  private readonly statedPaths: StatedPath[] = [];

  constructor(
    private readonly uri: string,
    private readonly text: string,
  ) {
    this.file = new SourceFile(uri, text, 'note');
    this.lineStarts = lineStartsOf(text);
    this.blocks = readBlocks(text, this.lineStarts);
  }

  read(): Note {
    const found = findQuestions(this.blocks);
    const laidOut = layOutQuestions(found, this.blocks, this.text, this.lineStarts);
    const owner = this.owners(found);
    const mentions: SymbolMention[] = [];
    const prose: Prose[] = [];
    const asked = new Set(found.map((question) => question.block));
    this.blocks.forEach((block, index) => {
      if (block.kind === 'fence') return;
      const question = owner[index];
      mentions.push(...this.mentions(block, question, asked.has(index)));
      this.pathsOf(block);
      if (asked.has(index)) {
        const answer = this.answerInItem(block, found[question!]!);
        if (answer) prose.push({ ...answer, question });
      } else {
        const { start, end, text } = block;
        prose.push({ start, end, text, line: block.firstLine + 1, question });
      }
    });
    const snippets: Snippet[] = [];
    this.blocks.forEach((block, index) => {
      if (block.kind !== 'fence') return;
      if (!block.closed) this.unclosed(block);
      if (!isC(block.info)) return;
      const snippet = this.snippet(block, snippets.length, owner[index], laidOut);
      if (snippet) snippets.push(snippet);
    });
    return {
      uri: this.uri,
      text: this.text,
      file: this.file,
      lineStarts: this.lineStarts,
      questions: answered(laidOut, snippets, prose, this.blocks, owner),
      prose,
      snippets,
      mentions,
      statedPaths: this.statedPaths,
      problems: this.problems.sort((a, b) => a.start - b.start),
    };
  }

  /** For each block the index of the innermost question it belongs to. */
  private owners(found: readonly FoundQuestion[]): (number | undefined)[] {
    let next = 0;
    return this.blocks.map((_, index) => {
      while (next < found.length && found[next]!.block <= index) next++;
      return next === 0 ? undefined : next - 1;
    });
  }

  private mentions(block: TextBlock, question: number | undefined, inQuestion: boolean): SymbolMention[] {
    const out: SymbolMention[] = [];
    for (const span of codeSpans(this.text, block.start, block.end)) {
      const name = symbolName(span.text);
      if (!name) continue;
      const start = span.start + span.text.indexOf(name);
      out.push({ name, start, end: start + name.length, question, inQuestion });
    }
    return out;
  }

  private pathsOf(block: TextBlock): void {
    for (const found of pathsIn(this.text.slice(block.start, block.end))) {
      const span = { start: block.start + found.start, end: block.start + found.end };
      const stated = this.stated(found.reading, span, found.origin);
      if (stated) this.statedPaths.push(stated);
    }
  }

  private stated(
    reading: PathReading,
    span: { start: number; end: number },
    origin: StatedPath['origin'],
  ): StatedPath | undefined {
    if ('outside' in reading) {
      const message = `The path ${reading.outside} leads out of the kernel tree; it is not followed. State it relative to the tree's top folder.`;
      this.problem('path-outside-tree', 'warning', span.start, span.end, message);
      return undefined;
    }
    const { path, version, firstLine, lastLine } = reading;
    return { path, version, firstLine, lastLine, origin, start: span.start, end: span.end };
  }

  /** Text after the question mark in an item's own paragraph. */
  private answerInItem(block: TextBlock, question: FoundQuestion): Omit<Prose, 'question'> | undefined {
    if (block.kind !== 'item') return undefined;
    const lines = block.text.split('\n');
    if (question.lines >= lines.length) return undefined;
    const line = block.firstLine + question.lines;
    const text = lines.slice(question.lines).join('\n');
    return { start: this.lineStarts[line]!, end: block.end, line: line + 1, text };
  }

  private unclosed(block: FenceBlock): void {
    const start = this.lineStarts[block.firstLine]!;
    const message = `This code block is not closed: everything after it is taken as code. End it with a line of ${block.markup}.`;
    this.problem('unclosed-fence', 'warning', start, lineEnd(this.text, this.lineStarts, block.firstLine), message);
  }

  private problem(
    code: NoteProblem['code'],
    severity: NoteProblem['severity'],
    start: number,
    end: number,
    message: string,
  ): void {
    this.problems.push({ code, severity, start, end, message, line: lineAt(this.lineStarts, start) });
  }

  private snippet(
    block: FenceBlock,
    index: number,
    question: number | undefined,
    questions: readonly Omit<Question, 'snippets' | 'open'>[],
  ): Snippet | undefined {
    const start = this.lineStarts[block.firstLine]!;
    const end = lineEnd(this.text, this.lineStarts, block.endLine - 1);
    const code = this.code(block);
    if (code.text.length > MAX_SNIPPET) {
      const message = `This snippet holds more than ${MAX_SNIPPET / 1_000_000} MB and is not read.`;
      this.problem('snippet-too-large', 'warning', start, start + block.markup.length, message);
      return undefined;
    }
    const outline = outlineOfFence(this.file, code);
    const paths = this.snippetPaths(block, outline, code.codeStart, start);
    const fallback = paths.length > 0 ? undefined : this.prosePath(start, question, questions);
    this.problemsIn(outline, code, start);
    return {
      index,
      start,
      end,
      line: block.firstLine + 1,
      ...code,
      closed: block.closed,
      info: block.info,
      question,
      path: paths[0] ?? fallback,
      paths,
      outline,
      ...readParts(outline, code, paths, fallback, this.lineStarts),
    };
  }

  /** The code between the fences, with spaces for what a quote puts before each line. */
  private code(block: FenceBlock): FencedCode {
    const first = block.firstLine + 1;
    const last = block.closed ? block.endLine - 1 : block.endLine;
    const codeStart = this.lineStarts[first] ?? this.text.length;
    const raw = first < last ? this.text.slice(codeStart, this.lineStarts[last] ?? this.text.length) : '';
    const before = this.text.slice(this.lineStarts[block.firstLine]!, codeStart);
    const quoted = before.slice(0, before.indexOf(block.markup)).includes('>');
    const text = quoted ? raw.replace(/^[ \t]*(>[ \t]?)+/gm, (mark) => mark.replaceAll('>', ' ')) : raw;
    return { text, codeStart, codeLine: first + 1 };
  }

  /** Stated in its comments (those that are nothing but a path first), else in an address there, else in its info. */
  private snippetPaths(block: FenceBlock, outline: Outline, codeStart: number, start: number): StatedPath[] {
    const inComments = commentPaths(outline, codeStart);
    const alone = inComments.filter((found) => found.alone);
    const chosen = alone.length > 0 ? alone : inComments;
    const out: StatedPath[] = [];
    for (const found of chosen) {
      const stated = this.stated(found.reading, found, found.origin);
      if (stated) out.push(stated);
    }
    if (chosen.length > 0) return out;
    const info = pathInInfo(block.info);
    const stated =
      info && this.stated(info, { start, end: lineEnd(this.text, this.lineStarts, block.firstLine) }, 'info');
    return stated ? [stated] : [];
  }

  /** The nearest path in the prose before: of the same section, else of those around it, else of the file's beginning. */
  private prosePath(
    before: number,
    question: number | undefined,
    questions: readonly Omit<Question, 'snippets' | 'open'>[],
  ): StatedPath | undefined {
    const until = pathsBefore(this.statedPaths, before);
    let at = question;
    let limit = before;
    for (;;) {
      const section = at === undefined ? undefined : questions[at];
      const start = section?.section.start ?? 0;
      // A section's own prose ends where the first question below it begins.
      const firstBelow = at === question ? limit : (questions[(at ?? -1) + 1]?.start ?? limit);
      limit = Math.min(limit, firstBelow);
      for (let n = until - 1; n >= 0 && this.statedPaths[n]!.start >= start; n--) {
        if (this.statedPaths[n]!.start < limit) return this.statedPaths[n];
      }
      if (at === undefined) return undefined;
      limit = start;
      at = section?.parent;
    }
  }

  private problemsIn(outline: Outline, code: FencedCode, start: number): void {
    const open = outline.tokens.find((token) => token.text === '/*' && token.kind === 'other');
    const unterminated =
      open ??
      outline.tokens.find((t) => t.kind === 'comment' && t.text.startsWith('/*') && !/^\/\*[\s\S]*\*\/$/.test(t.text));
    if (unterminated) {
      const at = code.codeStart + unterminated.offset;
      this.problem(
        'unterminated',
        'warning',
        at,
        at + 2,
        'This comment is not closed: the rest of the snippet is taken as comment.',
      );
    }
    if (outline.tokens.length === 1) {
      const end = lineEnd(this.text, this.lineStarts, lineAt(this.lineStarts, start) - 1);
      this.problem('empty-snippet', 'information', start, end, 'This snippet is empty.');
    }
  }
}

/** Questions with the snippets that answer them; one is open when nothing stands in its section but other open questions. */
function answered(
  questions: readonly Omit<Question, 'snippets' | 'open'>[],
  snippets: readonly Snippet[],
  prose: readonly Prose[],
  blocks: readonly Block[],
  owner: readonly (number | undefined)[],
): Question[] {
  const bySnippet: number[][] = questions.map(() => []);
  for (const snippet of snippets) if (snippet.question !== undefined) bySnippet[snippet.question]!.push(snippet.index);
  const has = questions.map(() => false);
  const answer = (question: number | undefined): void => {
    for (let at = question; at !== undefined && !has[at]; at = questions[at]!.parent) has[at] = true;
  };
  for (const { question } of prose) answer(question);
  blocks.forEach((block, index) => {
    if (block.kind === 'fence') answer(owner[index]);
  });
  return questions.map((question, n) => ({
    ...question,
    snippets: bySnippet[n]!,
    open: !has[n] && asks(question.text),
  }));
}
