/**
 * The outline of a C text, without preprocessing and without types: which top-level items stand in it (functions, objects,
 * structs, macros, includes, calls of macros such as EXPORT_SYMBOL, loose statements), what each declares, where its body
 * is and under which `#if` it stands. It is made for text as people quote it and as the kernel writes it: annotations
 * (`static int __init net_dev_init(void)`), attributes, macros as declarators, braces that do not balance across `#ifdef`
 * branches, half definitions, statements alone, bodies elided by `// ...`. It never fails and is linear in the text.
 *
 * How to use it:
 * - `outline(file)` gives the tokens (comments kept) and the items in order. All ranges are indices into `tokens`, `end`
 *   exclusive; offsets and lines come from the tokens.
 * - `itemKey(item)` is the key by which a definition is found elsewhere: kind and name. Two items with one key in one text
 *   are variants (under different conditions) or a redefinition.
 * - `splitStatements(outline, range)` (outline/statements.ts) gives the statements of a body as a tree.
 * - `isElision(token)` (outline/comments.ts) tells the comments that stand for left-out code.
 *
 * How it works: brackets are matched first (outline/brackets.ts), with the branches of one `#if` taken as alternatives, the
 * first standing for all. Then items are cut at semicolons and bodies outside brackets (outline/items.ts), and the head of
 * each is read for its kind and names (outline/declarators.ts).
 */
import { lex } from './lexer';
import { matchBrackets } from './outline/brackets';
import { readItems } from './outline/items';
import type { SourceFile } from './source';
import type { Token } from './token';

export type ItemKind =
  | 'function' // with a body, or the head of one whose rest is not in the text; SYSCALL_DEFINEn(name, …) {…} too
  | 'prototype'
  | 'object' // a variable, initialised or not
  | 'struct'
  | 'union'
  | 'enum'
  | 'typedef'
  | 'macro' // #define
  | 'include'
  | 'directive' // any other directive that is not a conditional one
  | 'macro-call' // EXPORT_SYMBOL(x); module_init(x); DEFINE_MUTEX(x);
  | 'statements'; // a run of statements, members, enumerators or initialisers that belong to no definition in the text

/** Token indices, `end` exclusive. */
export interface TokenRange {
  readonly first: number;
  readonly end: number;
}

/** A name that an item declares. */
export interface Declared {
  readonly kind: ItemKind | 'enumerator';
  readonly name: string;
  /** Index of the identifier. */
  readonly token: number;
}

/** A parameter of a function, prototype or macro; `name` is empty where it has none, `...` for the variable part. */
export interface Parameter extends TokenRange {
  readonly name: string;
}

/** One enclosing conditional directive: the branch in which the item begins. */
export interface Condition {
  /** The `#if`, `#ifdef` or `#ifndef` that opened it, as one line without comments: `#ifdef CONFIG_SMP`. */
  readonly opening: string;
  /** The directive of the branch: the same text, or `#elif …`, or `#else`. */
  readonly branch: string;
  /** Index of the `#` of the branch's directive. */
  readonly token: number;
}

export interface Item extends TokenRange {
  readonly kind: ItemKind;
  /** What it defines or, for a macro call, the macro called; for an include the file as written. Empty if unnamed. */
  readonly name: string;
  /** Index of the name's token, or -1. */
  readonly nameToken: number;
  /** The macro that makes the function, with its digits: `SYSCALL_DEFINE3`. */
  readonly declaredBy: string | undefined;
  /** Everything that the item declares, its own name first: further declarators, enumerators, the object of a DEFINE_x. */
  readonly declares: readonly Declared[];
  /** Index of the first comment that stands right above (no blank line between), or `first`. */
  readonly leading: number;
  /** `end`, or past the comment that trails on its last line. */
  readonly trailing: number;
  /** Enclosing conditions, outermost first. */
  readonly conditions: readonly Condition[];
  /** Between the braces of a body or of the (first) initialiser; a macro's replacement list. Undefined if there is none. */
  readonly body: TokenRange | undefined;
  /** It defines and not only declares. A macro call does when it is a DEFINE_x or the like. */
  readonly isDefinition: boolean;
  /** Its brackets are closed and its end (`;` or `}`) is in the text. */
  readonly complete: boolean;
  /** Of a function, prototype or function-like macro; of a macro call its arguments. */
  readonly parameters: readonly Parameter[] | undefined;
}

export interface Outline {
  readonly file: SourceFile;
  /** Comments kept; the last is of kind `end`. */
  readonly tokens: readonly Token[];
  /** For each bracket token the index of its partner, or -1. */
  readonly partner: Int32Array;
  readonly items: readonly Item[];
  /** Macros that are defined inside an item, as some are in a struct or a function. */
  readonly innerMacros: readonly Item[];
}

/** The outline of a text. */
export function outline(file: SourceFile): Outline {
  const tokens = lex(file, { comments: true });
  const brackets = matchBrackets(tokens);
  return { file, tokens, partner: brackets.partner, ...readItems(tokens, brackets) };
}

/**
 * Kind and name: `function net_dev_init`; `function SYSCALL_DEFINE(read)`; `macro-call EXPORT_SYMBOL(dev_lstats_read)`, and of a
 * call that defines something that thing's name: `macro-call DEFINE_PER_CPU(softnet_data)`.
 */
export function itemKey(item: Item): string {
  if (item.declaredBy !== undefined)
    return `function ${item.declaredBy.replace(/\d+$/, '')}(${item.name || (item.parameters?.[0]?.name ?? '')})`;
  if (item.kind === 'macro-call')
    return `macro-call ${item.name}(${item.declares[0]?.name ?? item.parameters?.[0]?.name ?? ''})`;
  return `${item.kind} ${item.name || (item.declares[0]?.name ?? '')}`;
}

/** The tokens of a range that are code: no comments, no end. */
export function codeTokens(outline: Outline, range: TokenRange): Token[] {
  const out: Token[] = [];
  for (let n = range.first; n < range.end; n++) {
    const token = outline.tokens[n]!;
    if (token.kind !== 'comment' && token.kind !== 'end') out.push(token);
  }
  return out;
}
