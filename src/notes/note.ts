/**
 * A note: one Markdown file, read. What stands in it is plain data with offsets into its text (UTF-16 code units) and, where
 * people count, 1-based lines: questions, prose, C snippets with their definitions and annotations, symbols in backticks,
 * problems. The format is nobody's invention: list items and headings that ask, fenced C, comments in it.
 * `readNote` (read.ts) makes a Note; nothing changes it afterwards.
 */
import type { Item, Outline } from '../c/outline';
import type { SourceFile } from '../c/source';

/** Offsets into the note's text, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Question extends Span {
  /** Position in `Note.questions`. */
  readonly index: number;
  readonly kind: 'heading' | 'item';
  /** 1 to 6 for headings; a list item has 7 and one more for each list around it. A lower number is a higher level. */
  readonly level: number;
  /** Its text as one line, Markdown as written. */
  readonly text: string;
  /** 1-based line on which it begins. */
  readonly line: number;
  /** From its beginning to the next question of the same or a higher level. */
  readonly section: Span;
  /** Index of the question in whose section this one stands, or undefined. */
  readonly parent: number | undefined;
  /** Indices of the snippets that belong to it and to no question below it. */
  readonly snippets: readonly number[];
  /** It asks (it ends in a question mark or begins as questions do) and nothing answers it yet. */
  readonly open: boolean;
}

/** A paragraph that is not the text of a question. */
export interface Prose extends Span {
  readonly line: number;
  readonly text: string;
  /** Index of the question it belongs to. */
  readonly question: number | undefined;
}

/** A name in backticks in prose or a question: `dev_lstats_read`, `struct net_device`, `free_netdev()`. */
export interface SymbolMention extends Span {
  readonly name: string;
  readonly question: number | undefined;
  /** It stands in the question's own text. */
  readonly inQuestion: boolean;
}

/** Where a path came from, by falling precedence. */
export type PathOrigin = 'comment' | 'url' | 'info' | 'prose';

/** A place in a kernel tree as a note states it. */
export interface StatedPath extends Span {
  /** Relative to the tree, normalised: `drivers/net/loopback.c`. */
  readonly path: string;
  readonly origin: PathOrigin;
  /** The kernel version that a web cross-reference names: `v6.1`. */
  readonly version: string | undefined;
  /** 1-based lines in the source, if stated. */
  readonly firstLine: number | undefined;
  readonly lastLine: number | undefined;
}

/** What an annotation or an item of a snippet stands for; indices of the snippet's outline. */
export interface AnnotationTarget extends Span {
  /** Index into `Snippet.outline.items`, or -1 when no code is near. */
  readonly item: number;
  /** `item`: it speaks of the whole item; `code`: of a statement, member, initialiser or line inside it. */
  readonly of: 'item' | 'code' | 'snippet';
  /** 1-based lines of the note that the target covers. */
  readonly firstLine: number;
  readonly lastLine: number;
}

/** A symbol named in an annotation. */
export interface AnnotationMention extends Span {
  readonly name: string;
  /** Its line of the annotation, without the comment's delimiters. */
  readonly text: string;
  /** That line asks a question: the mention links to what the notes say about the symbol. */
  readonly asks: boolean;
}

/** A comment of the author's: a `//` comment or a run of them that is neither path nor elision. */
export interface Annotation extends Span {
  /** Without delimiters, one line of text per line of comment. */
  readonly text: string;
  readonly line: number;
  /** It stands after code on the same line. */
  readonly trailing: boolean;
  readonly target: AnnotationTarget;
  readonly mentions: readonly AnnotationMention[];
}

/** A definition, whole or in part, in a snippet. */
export interface Definition extends Span {
  readonly name: string;
  readonly kind: Item['kind'];
  /** `itemKey` of the item: what it is found by elsewhere. */
  readonly key: string;
  /** Index into `Snippet.outline.items`. */
  readonly item: number;
  readonly nameSpan: Span;
  /** 1-based lines of the note, without leading comments. */
  readonly firstLine: number;
  readonly lastLine: number;
  readonly path: StatedPath | undefined;
  /** It holds an elision comment, or a body without any token. */
  readonly elided: boolean;
}

/** A fenced C block. */
export interface Snippet extends Span {
  readonly index: number;
  /** 1-based line of the opening fence. */
  readonly line: number;
  /** The code: the note's text between the fences, marks of quoting replaced by spaces. */
  readonly text: string;
  /** Offset in the note at which `text` begins: an offset in the note is this plus an offset in `text`. */
  readonly codeStart: number;
  /** 1-based line of the note on which `text` begins. */
  readonly codeLine: number;
  readonly closed: boolean;
  /** What follows the fence's backticks, trimmed. */
  readonly info: string;
  readonly question: number | undefined;
  /** The path that holds for the snippet; a definition's own may differ where a fence states several. */
  readonly path: StatedPath | undefined;
  /** Every path that the snippet's own comments state, in order. */
  readonly paths: readonly StatedPath[];
  /** Offsets of its tokens are relative to `codeStart`; the places they give are places in the note. */
  readonly outline: Outline;
  readonly definitions: readonly Definition[];
  readonly annotations: readonly Annotation[];
  /** The comments that stand for left-out code. */
  readonly elisions: readonly Span[];
}

export type ProblemCode =
  | 'unclosed-fence'
  | 'path-outside-tree'
  | 'empty-snippet'
  | 'unterminated'
  | 'snippet-too-large'
  | 'note-too-large';

/** Something in the note that its author should know of. */
export interface NoteProblem extends Span {
  readonly code: ProblemCode;
  readonly severity: 'error' | 'warning' | 'information';
  readonly message: string;
  readonly line: number;
}

export interface Note {
  /** As it was given to `readNote`: a path or a URI. */
  readonly uri: string;
  readonly text: string;
  /** The same text, for places and for pieces of composed programs; its path is `uri`. */
  readonly file: SourceFile;
  /** Offset of each line's beginning. */
  readonly lineStarts: readonly number[];
  readonly questions: readonly Question[];
  readonly prose: readonly Prose[];
  readonly snippets: readonly Snippet[];
  readonly mentions: readonly SymbolMention[];
  /** Paths stated in prose and questions. */
  readonly statedPaths: readonly StatedPath[];
  readonly problems: readonly NoteProblem[];
}

/** 1-based line of an offset. */
export function lineAt(lineStarts: readonly number[], offset: number): number {
  let low = 0;
  let high = lineStarts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (lineStarts[middle]! <= offset) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}

/** The snippet whose code holds an offset of the note. */
export function snippetAt(note: Note, offset: number): Snippet | undefined {
  return note.snippets.find((s) => offset >= s.codeStart && offset <= s.codeStart + s.text.length);
}

/** All definitions of a note, each with its snippet. */
export function definitionsOf(note: Note): { readonly definition: Definition; readonly snippet: Snippet }[] {
  return note.snippets.flatMap((snippet) => snippet.definitions.map((definition) => ({ definition, snippet })));
}
