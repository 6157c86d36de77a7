/**
 * Which symbol stands at a position of C text: an identifier that names something of file scope, a tag, an enumerator or a
 * macro. Decided on tokens: comments, strings, keywords and included file names give none, nor do parameters, locals,
 * labels, members (after `.` and `->`, in designators, in struct bodies, as the member of `offsetof` and `container_of`),
 * even if a global has their name. What a local declaration hides is found by going down the statements around the position.
 */
import type { Item, Outline, TokenRange } from '../c/outline';
import { isDirective } from '../c/outline/brackets';
import { elementsOf, readDeclarator } from '../c/outline/declarators';
import { type Statement, splitStatements } from '../c/outline/statements';
import { isReservedWord } from '../c/outline/words';
import { type Note, type Span, snippetAt } from './note';

/** A symbol at a position; offsets as those of the text asked about. */
export interface SymbolAt extends Span {
  readonly name: string;
  /** It stands as a tag: after `struct`, `union` or `enum`. */
  readonly tag: boolean;
}

/** The symbol at an offset of a note: an identifier in a C fence, or a name in backticks. */
export function symbolInNote(note: Note, offset: number): SymbolAt | undefined {
  const snippet = snippetAt(note, offset);
  if (!snippet) {
    const mention = note.mentions.find((m) => offset >= m.start && offset <= m.end);
    return mention && { name: mention.name, start: mention.start, end: mention.end, tag: false };
  }
  const found = symbolInCode(snippet.outline, offset - snippet.codeStart);
  return found && { ...found, start: found.start + snippet.codeStart, end: found.end + snippet.codeStart };
}

/** The symbol at an offset of C text; the offset may be any of the identifier's, or right after it. */
export function symbolInCode(read: Outline, offset: number): SymbolAt | undefined {
  const at = identifierAt(read, offset);
  if (at < 0 || !isGlobalName(read, at)) return undefined;
  const { text, offset: start, end } = read.tokens[at]!;
  return { name: text, start, end, tag: isTag(read, at) };
}

/** Index of the identifier token at an offset, or -1. */
export function identifierAt(read: Outline, offset: number): number {
  const { tokens } = read;
  let low = 0;
  let high = tokens.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (tokens[middle]!.offset <= offset) low = middle;
    else high = middle - 1;
  }
  for (const at of [low, low - 1]) {
    const token = tokens[at];
    if (token?.kind === 'identifier' && offset >= token.offset && offset <= token.end) return at;
  }
  return -1;
}

/** Whether the identifier token at `at` names something that is not local to its function, struct or macro. */
export function isGlobalName(read: Outline, at: number): boolean {
  const { tokens } = read;
  const { text, kind } = tokens[at]!;
  if (kind !== 'identifier' || isReservedWord(text) || OTHER_KEYWORDS.has(text)) return false;
  if (isTag(read, at)) return true;
  const previous = tokens[before(read, at)]?.text;
  if (previous === '.' || previous === '->' || previous === 'goto') return false;
  if (isMemberArgument(read, at)) return false;
  const item = itemAround(read, at);
  if (!item) return true;
  if (item.kind === 'include') return false;
  if (item.kind === 'directive') return at > item.first + 1;
  if (item.nameToken === at || item.declares.some((declared) => declared.token === at)) return true;
  if (directiveName(read, at)) return false;
  if (item.kind === 'macro') return !isParameter(read, item, at, true) && !hidden(read, item.body!, at);
  if (item.kind === 'macro-call') return true;
  if (isParameter(read, item, at, false) || isParameterOfPrototype(read, item, at)) return false;
  if (inAggregate(read, item) && item.body && at >= item.body.first && at < item.body.end)
    return !isMember(read, item.body, at);
  const range = item.kind === 'statements' ? item : item.kind === 'function' ? item.body : undefined;
  return !(range && at >= range.first && at < range.end && hidden(read, range, at));
}

const OTHER_KEYWORDS: ReadonlySet<string> = new Set([
  'if', 'for', 'while', 'do', 'switch', 'else', 'return', 'goto', 'break', 'continue', 'case', 'default', 'sizeof',
  '_Alignof', '__alignof__', '__alignof', '_Generic', '_Static_assert', 'asm', '__asm__', '__asm', '__attribute__',
  '__attribute', '__label__', '__VA_ARGS__', '__VA_OPT__', '_Alignas', 'defined',
]); // biome-ignore format: a table

/** Index of the last token before `at` that is no comment. */
function before(read: Outline, at: number): number {
  let index = at - 1;
  while (index >= 0 && read.tokens[index]!.kind === 'comment') index--;
  return index;
}

function isTag(read: Outline, at: number): boolean {
  const previous = read.tokens[before(read, at)]?.text;
  return previous === 'struct' || previous === 'union' || previous === 'enum';
}

function itemAround(read: Outline, at: number): Item | undefined {
  const { items } = read;
  let low = 0;
  let high = items.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (items[middle]!.first <= at) low = middle;
    else high = middle - 1;
  }
  // Heads in other branches of an #if lie inside the item before them.
  for (let n = low; n >= 0 && n > low - 4; n--) if (at >= items[n]!.first && at < items[n]!.end) return items[n];
  return undefined;
}

/** The word after `#` of a directive inside an item: `ifdef`, `endif`. */
function directiveName(read: Outline, at: number): boolean {
  const previous = read.tokens[at - 1];
  return previous !== undefined && isDirective(previous);
}

/** Macros and operators whose last argument is a member. */
const MEMBER_ARGUMENT =
  /^(__builtin_offsetof|offsetof|offsetofend|container_of(_const)?|sizeof_field|typeof_member|FIELD_SIZEOF|h?list_entry\w*|list_(first|last|next|prev)_entry\w*|h?list_for_each_entry\w*|rb_entry\w*|llist_entry)$/;

function isMemberArgument(read: Outline, at: number): boolean {
  const { tokens, partner } = read;
  const close = at + 1;
  if (tokens[close]?.text !== ')') return false;
  const open = partner[close]!;
  if (open <= 0 || tokens[before(read, at)]?.text !== ',') return false;
  return MEMBER_ARGUMENT.test(tokens[before(read, open)]?.text ?? '');
}

function isParameter(read: Outline, item: Item, at: number, byName: boolean): boolean {
  const { text } = read.tokens[at]!;
  const parameters = item.parameters ?? [];
  if (!parameters.some((parameter) => parameter.name === text)) return false;
  if (byName) return true;
  const inBody = item.body !== undefined && at >= item.body.first && at < item.body.end;
  if (inBody) return true;
  const own = parameters.find((parameter) => at >= parameter.first && at < parameter.end);
  return own?.name === text && lastOf(read, own, text) === at;
}

function lastOf(read: Outline, range: TokenRange, text: string): number {
  for (let at = range.end - 1; at >= range.first; at--) if (read.tokens[at]!.text === text) return at;
  return -1;
}

/** A parameter's name in a function pointer's list outside bodies: `void (*f)(int name)`. */
function isParameterOfPrototype(read: Outline, item: Item, at: number): boolean {
  if (item.body && at >= item.body.first) return false;
  if (item.kind === 'macro' || item.kind === 'statements') return false;
  const next = read.tokens[at + 1]?.text;
  if (next !== ',' && next !== ')') return false;
  const previous = read.tokens[before(read, at)];
  const typed = previous !== undefined && (previous.text === '*' || previous.kind === 'identifier');
  const open = innermostOpen(read, item.first, at);
  return typed && open >= 0 && read.tokens[open]!.text === '(' && !isAttribute(read, open);
}

function isAttribute(read: Outline, open: number): boolean {
  return /^(__attribute__|__attribute|__aligned|__section|__alignof__|sizeof|typeof|__typeof__)$/.test(
    read.tokens[before(read, open)]?.text ?? '',
  );
}

/** The innermost bracket from `first` on that is open at `at`, or -1. */
function innermostOpen(read: Outline, first: number, at: number): number {
  let found = -1;
  for (let index = first; index < at; ) {
    const close = read.partner[index]!;
    if (close > index && close < at) index = close + 1;
    else {
      if (close >= at) found = index;
      index++;
    }
  }
  return found;
}

function inAggregate(read: Outline, item: Item): boolean {
  if (item.kind === 'struct' || item.kind === 'union') return true;
  if ((item.kind !== 'typedef' && item.kind !== 'object') || !item.body) return false;
  return item.declares.some((d) => d.kind === 'struct' || d.kind === 'union') || isUnnamedAggregate(read, item);
}

/** `struct {` or `union {` right before the body. */
function isUnnamedAggregate(read: Outline, item: Item): boolean {
  const word = read.tokens[before(read, item.body!.first - 1)]?.text;
  return word === 'struct' || word === 'union';
}

/** Whether the token is the name of a member (or of a parameter of a member) in the body of a struct or union. */
function isMember(read: Outline, body: TokenRange, at: number): boolean {
  const { tokens, partner } = read;
  let first = body.first;
  for (let index = body.first; index < body.end; ) {
    const close = partner[index]!;
    if (at > index && at < close && tokens[index]!.text === '{')
      return isMember(read, { first: index + 1, end: close }, at);
    if (tokens[index]!.text === ';') {
      if (index > at) return namesMember(read, { first, end: index }, at);
      first = index + 1;
    }
    index = close > index ? close + 1 : index + 1;
  }
  return namesMember(read, { first, end: body.end }, at);
}

function namesMember(read: Outline, range: TokenRange, at: number): boolean {
  const { tokens, partner } = read;
  const elements = elementsOf(tokens, partner, range);
  const brace = elements.findIndex((element) => element.text === '{');
  const head = brace >= 0 ? elements.slice(brace + 1) : elements;
  let part: typeof elements = [];
  const parts: (typeof elements)[] = [part];
  for (const element of head) {
    if (element.text === ',') {
      part = [{ at: -1, end: -1, text: 'int', identifier: true }];
      parts.push(part);
    } else part.push(element);
  }
  for (const elementsOfPart of parts) {
    const colon = elementsOfPart.findIndex((element) => element.text === ':');
    const declared = colon >= 0 ? elementsOfPart.slice(0, colon) : elementsOfPart;
    if (readDeclarator(tokens, partner, declared, brace >= 0).token === at) return true;
  }
  // A parameter's name in a member that points to a function.
  const open = innermostOpen(read, range.first, at);
  const next = tokens[at + 1]?.text;
  if (open < 0 || tokens[open]!.text !== '(' || (next !== ',' && next !== ')')) return false;
  const previous = tokens[before(read, at)];
  return previous !== undefined && before(read, at) > open && (previous.text === '*' || previous.kind === 'identifier');
}

/** Whether a declaration in the statements of `range` hides the file-scope meaning of the name at `at`, or `at` is a label. */
function hidden(read: Outline, range: TokenRange, at: number): boolean {
  return hiddenBy(read, splitStatements(read, range), at, 0);
}

function hiddenBy(read: Outline, list: readonly Statement[], at: number, depth: number): boolean {
  const name = read.tokens[at]!.text;
  for (const statement of list) {
    if (statement.first > at) return false;
    if (statement.kind === 'label' && statement.first === at) return true;
    // The scope of a declared name begins after its declarator (6.2.1p7): its own initialiser sees it too.
    if (statement.kind === 'declaration' && statement.declares.includes(name)) {
      if (at >= statement.end || at >= nameTokenIn(read, statement, name)) return true;
    }
    if (at >= statement.end) continue;
    if (declaredInHead(read, statement, name)) return true;
    if (depth < 200) {
      const inner = [...statement.children, ...(statement.otherwise ?? [])];
      const branch = statement.children.some((child) => at >= child.first && at < child.end)
        ? statement.children
        : (statement.otherwise ?? inner);
      if (hiddenBy(read, branch, at, depth + 1)) return true;
      return hiddenInExpression(read, statement, at, depth);
    }
    return false;
  }
  return false;
}

function nameTokenIn(read: Outline, range: TokenRange, name: string): number {
  for (let at = range.first; at < range.end; at++) if (read.tokens[at]!.text === name && !isTag(read, at)) return at;
  return range.end;
}

/** `for (int i = 0; …)`. */
function declaredInHead(read: Outline, statement: Statement, name: string): boolean {
  if (statement.kind !== 'for' || !statement.condition) return false;
  const [first] = splitStatements(read, statement.condition);
  return first?.kind === 'declaration' && first.declares.includes(name);
}

/** A statement expression around the token, inside one statement: `({ int x; … })`. */
function hiddenInExpression(read: Outline, statement: Statement, at: number, depth: number): boolean {
  const { tokens, partner } = read;
  for (let index = statement.first; index < at; index++) {
    if (tokens[index]!.text !== '{' || partner[index]! <= at || tokens[before(read, index)]?.text !== '(') continue;
    if (statement.children.some((child) => index >= child.first && index < child.end)) continue;
    if (statement.otherwise?.some((child) => index >= child.first && index < child.end)) continue;
    const inner = splitStatements(read, { first: index + 1, end: partner[index]! });
    return hiddenBy(read, inner, at, depth + 1);
  }
  return false;
}
