/**
 * The elements of a definition, by which a note's version and the model's are aligned: the statements of a function's body, the
 * members of a struct or union, the enumerators of an enum, the designated parts of an initialiser. An elision comment among
 * them is a gap. A statement's key is its kind with the lvalue that it assigns, the function that it calls or the function called
 * in its condition; what has none of these is keyed by its tokens. A member, an enumerator and a designator are keyed by name.
 */
import { codeTokens, type Item, type Outline, type TokenRange } from '../../c/outline';
import { isElision } from '../../c/outline/comments';
import { elementsOf, readDeclarator } from '../../c/outline/declarators';
import { type Statement, splitStatements } from '../../c/outline/statements';
import type { Token } from '../../c/token';
import type { Element, Shown } from './align';

/** An element and where it stands. */
export interface Placed extends Element, TokenRange {
  /** The lists below it that may hold elisions of their own: branches and loop bodies, in order. */
  readonly bodies: readonly (readonly PlacedOrGap[])[];
}

/** An elision comment's place, in a list of elements. */
export interface Gap {
  /** Index of the comment's token. */
  readonly gap: number;
}

export type PlacedOrGap = Placed | Gap;

export interface Text {
  readonly outline: Outline;
  readonly item: Item;
}

/** What stands between the elements of a list. */
export type Separator = '' | ',';

/** How a kind of definition is cut; undefined for one that has no elements. */
export function separatorOf(item: Item): Separator | undefined {
  if (item.kind === 'function' || item.kind === 'struct' || item.kind === 'union') return '';
  if (item.kind === 'enum' || item.kind === 'object') return ',';
  return undefined;
}

/** The elements of a definition's body. */
export function elementsIn({ outline, item }: Text): PlacedOrGap[] {
  if (!item.body) return [];
  if (item.kind === 'function') return fromStatements(outline, splitStatements(outline, item.body));
  return cut(outline, item.body, item.kind === 'enum' || item.kind === 'object' ? ',' : ';');
}

/** A list of elements as `align` takes it. */
export function shown(list: readonly PlacedOrGap[]): Shown<Placed>[] {
  return list.map((item) => ('gap' in item ? 'gap' : { element: item }));
}

/** Whether the list, or one below it, has a gap. */
export function hasGap(list: readonly PlacedOrGap[]): boolean {
  return list.some((item) => 'gap' in item || item.bodies.some(hasGap));
}

function fromStatements(outline: Outline, statements: readonly Statement[]): PlacedOrGap[] {
  return statements.map((statement) =>
    statement.kind === 'elision'
      ? { gap: statement.first }
      : {
          key: statementKey(outline, statement),
          exact: exactText(outline, statement),
          first: statement.first,
          end: statement.end,
          bodies: [statement.children, statement.otherwise ?? []].map((list) => fromStatements(outline, list)),
        },
  );
}

function statementKey(outline: Outline, statement: Statement): string {
  const { kind } = statement;
  switch (kind) {
    case 'expression':
      if (statement.assigned !== undefined) return `${kind} ${statement.assigned} =`;
      if (statement.callee !== undefined) return `${kind} ${statement.callee}()`;
      return `${kind} ${exactText(outline, statement)}`;
    case 'declaration':
      return `${kind} ${statement.declares.join(', ')}`;
    case 'iteration':
      return `${kind} ${statement.callee}`;
    case 'label':
    case 'goto':
    case 'case':
      return `${kind} ${statement.label}`;
    default:
      if (statement.condition === undefined) return kind;
      return `${kind} ${statement.conditionCallee ?? exactText(outline, statement.condition)}`;
  }
}

/** The code of a range, comments left out, tokens joined by single spaces. */
function exactText(outline: Outline, range: TokenRange): string {
  return codeTokens(outline, range)
    .map((token) => token.text)
    .join(' ');
}

/** Cuts a list at a separator that stands outside brackets. */
function cut(outline: Outline, range: TokenRange, separator: ';' | ','): PlacedOrGap[] {
  const out: PlacedOrGap[] = [];
  let first = -1;
  const flush = (end: number): void => {
    if (first < 0) return;
    const element = { first, end };
    out.push({ key: nameOf(outline, element), exact: exactText(outline, element), ...element, bodies: [] });
    first = -1;
  };
  for (let at = range.first; at < range.end; at++) {
    const token = outline.tokens[at] as Token;
    if (token.kind === 'comment') {
      if (!isElision(token)) continue;
      if (separator === ',') flush(at); // the last part shown may lack its comma
      if (first < 0) out.push({ gap: at });
      continue;
    }
    if (token.text === separator) {
      flush(separator === ';' ? at + 1 : at);
      continue;
    }
    if (first < 0) first = at;
    const close = outline.partner[at] as number;
    if (close > at && close < range.end) at = close;
  }
  flush(range.end);
  return out;
}

/** The name of a member, enumerator or designator; all tokens where there is none. */
function nameOf(outline: Outline, range: TokenRange): string {
  const { tokens, partner } = outline;
  const code = codeTokens(outline, range);
  if (code[0]?.text === '.' && code[1]) return `.${code[1].text}`;
  const elements = elementsOf(tokens, partner, range);
  const stop = elements.findIndex((element) => [';', ',', '=', ':'].includes(element.text));
  const head = stop < 0 ? elements : elements.slice(0, stop);
  if (head.length === 1) return code[0]?.text ?? '';
  const declarator = readDeclarator(tokens, partner, head);
  return declarator.token >= 0 ? declarator.name : exactText(outline, range);
}
