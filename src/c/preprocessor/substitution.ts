/**
 * Substitution: a macro's replacement list with its arguments put in, `#` and `##` done (C11 6.10.3.1 to 6.10.3.3), ready to
 * be scanned again. An empty operand of `##` is a placemarker until the list is complete. GNU's `, ## __VA_ARGS__` drops the
 * comma when the variable argument was left out, and `__VA_OPT__( … )` stands for its content when the variable argument
 * has tokens.
 */
import type { DiagnosticBag } from '../diagnostics';
import { lex } from '../lexer';
import { SourceFile } from '../source';
import type { Expansion, Token, TokenKind } from '../token';
import type { Budget } from './budget';
import { bodyToken } from './expansions';
import { afterPadding, type Item, OWN_SPACE, type Padding, type Space, spaceOf, withSpace } from './items';
import type { BodyElement, DefinedMacro } from './macros';

export interface Argument {
  /** As written, marked with its expansion, no padding at either end. */
  readonly raw: readonly Item[];
  /** Fully expanded; only for the macro's `expandedParameters`. */
  expanded: readonly Item[];
  /** The variable argument was left out, together with the comma before it. */
  readonly absent: boolean;
}

/** Stands for an empty operand of `##` (6.10.3.3p2). It is a padding so that what does not know it passes over it. */
const PLACEMARKER: Padding = { ...OWN_SPACE };

/** The replacement list of one expansion, whose node for body tokens is `expansion`. */
export function substitute(
  macro: DefinedMacro,
  args: readonly Argument[],
  expansion: Expansion,
  diagnostics: DiagnosticBag,
  budget: Budget,
): Item[] {
  if (macro.isPlain) return macro.body.map((token) => bodyToken(token, expansion));
  const substitution = new Substitution(args, macro, expansion, diagnostics, budget);
  const items = substitution.list(macro.elements);
  return substitution.hasPlacemarkers ? items.filter((item) => item !== PLACEMARKER) : items;
}

class Substitution {
  hasPlacemarkers = false;

  constructor(
    private readonly args: readonly Argument[],
    private readonly macro: DefinedMacro,
    private readonly expansion: Expansion,
    private readonly diagnostics: DiagnosticBag,
    private readonly budget: Budget,
  ) {}

  private placemarker(): Padding {
    this.hasPlacemarkers = true;
    return PLACEMARKER;
  }

  /** The elements' items, placemarkers still among them. */
  list(elements: readonly BodyElement[]): Item[] {
    const out: Item[] = [];
    let previous: BodyElement | undefined;
    let first = elements[0] as BodyElement; // of the operands that are being pasted
    for (let n = 0; n < elements.length; n++) {
      const element = elements[n] as BodyElement;
      const pasted = previous?.pastesNext === true;
      if (!pasted) first = element;
      if (this.isDropped(element, elements[n + 1])) {
        if (!pasted) out.push(this.placemarker());
        out.push(OWN_SPACE);
        n++; // with the comma its absent argument
        previous = elements[n];
        continue;
      }
      if (element.parameter < 0 && !element.group) {
        const token = bodyToken(element.token, this.expansion);
        if (pasted) this.paste(out, [token], first, element);
        else out.push(token);
      } else if (pasted && this.dropsComma(element) && isComma(out.at(-1))) this.afterComma(out, element);
      else {
        const operand = this.operand(element, pasted);
        if (pasted) this.paste(out, operand, first, element);
        else {
          if (previous) out.push(spaceOf(element.token));
          this.append(out, operand);
        }
        if (!element.pastesNext) out.push(OWN_SPACE);
      }
      previous = element;
    }
    return out;
  }

  /** The variable argument, and no operand of a `##` after it as well. */
  private dropsComma({ parameter, stringify, pastesNext }: BodyElement): boolean {
    return this.macro.variadic && parameter === this.args.length - 1 && !stringify && !pastesNext;
  }

  /** The comma of `, ## __VA_ARGS__` when the argument is absent: it is not even an operand of a `##` before it. */
  private isDropped({ token, group, pastesNext }: BodyElement, next: BodyElement | undefined): boolean {
    return (
      pastesNext &&
      !group &&
      isComma(token) &&
      next !== undefined &&
      this.dropsComma(next) &&
      this.argument(next).absent
    );
  }

  private argument(element: BodyElement): Argument {
    return this.args[element.parameter] as Argument;
  }

  /** GNU: `, ## __VA_ARGS__` pastes nothing; it drops the comma, here one that an operand made, if the argument is absent. */
  private afterComma(out: Item[], element: BodyElement): void {
    const argument = this.argument(element);
    if (argument.absent) out[out.length - 1] = this.placemarker();
    else this.append(out, argument.raw);
    out.push(OWN_SPACE);
  }

  /** The items that a parameter or a group stands for; a placemarker for none, if it matters. */
  private operand(element: BodyElement, pasted: boolean): readonly Item[] {
    const isOperand = pasted || element.pastesNext;
    let items: readonly Item[];
    if (element.group) items = this.group(element, element.group);
    else {
      const argument = this.argument(element);
      if (element.stringify) return [this.stringify(argument.raw, element)];
      items = isOperand ? argument.raw : argument.expanded;
    }
    return isOperand && items.length === 0 ? [this.placemarker()] : items;
  }

  private group(element: BodyElement, content: readonly BodyElement[]): readonly Item[] {
    const variable = this.args.at(-1) as Argument;
    const present = variable.expanded.some((item) => item.kind !== 'padding');
    const items = present ? this.list(content) : [];
    while (items.length > 0 && items.at(-1)?.kind === 'padding' && items.at(-1) !== PLACEMARKER) items.pop();
    return element.stringify ? [this.stringify(items, element)] : items;
  }

  /** Joins the last token of `out` with the first of `right`, and appends the rest (6.10.3.3p3). */
  private paste(out: Item[], right: readonly Item[], begin: BodyElement, element: BodyElement): void {
    let skip = 0;
    while (skip < right.length && right[skip]?.kind === 'padding' && right[skip] !== PLACEMARKER) skip++;
    const second = right[skip];
    const first = out.at(-1);
    if (second !== undefined && second.kind !== 'padding') {
      if (first === PLACEMARKER) out[out.length - 1] = second;
      else if (first !== undefined && first.kind !== 'padding') {
        const token = this.pasteTokens(first, second, begin.token, element.last);
        if (token) out[out.length - 1] = token;
        else out.push(second);
      } else out.push(second);
    }
    this.append(out, right, skip + 1);
  }

  private append(out: Item[], items: readonly Item[], from = 0): void {
    this.budget.chargeSteps(items.length);
    for (let n = from; n < items.length; n++) out.push(items[n] as Item);
  }

  private pasteTokens(left: Token, right: Token, first: Token, last: Token): Token | undefined {
    const text = left.text + right.text;
    this.budget.chargeText(text.length, text.length);
    const kind = kindOfText(left, right, text);
    if (kind !== undefined) return { ...this.made(kind, text, first, last), spaceBefore: left.spaceBefore };
    this.diagnostics.error(
      left,
      `pasting "${left.text}" and "${right.text}" does not give a valid preprocessing token`,
    );
    return undefined;
  }

  /** A token that `#` or `##` makes: it is spelled where the operator and its operands stand in the replacement list. */
  private made(kind: TokenKind, text: string, first: Token, last: Token): Token {
    const token = bodyToken(first, this.expansion);
    return { ...token, kind, text, end: last.file === first.file ? last.end : first.end };
  }

  private stringify(items: readonly Item[], element: BodyElement): Token {
    let text = '';
    let space: Space;
    let backslashes = 0;
    for (const item of items) {
      if (item.kind === 'padding') {
        space = afterPadding(space, item);
        continue;
      }
      this.budget.chargeText(item.text.length, text.length + item.text.length);
      if (text !== '' && (space ?? item.spaceBefore)) text += ' ';
      const isLiteral = item.kind === 'string' || item.kind === 'character';
      text += isLiteral ? item.text.replace(/["\\]/g, '\\$&') : spelling(item);
      backslashes = item.kind === 'other' && item.text === '\\' ? backslashes + 1 : 0;
      space = undefined;
    }
    if (backslashes % 2 === 1) {
      this.diagnostics.warning(element.token, "invalid string literal, ignoring final '\\'");
      text = text.slice(0, -1);
    }
    // White space before it is said by a padding, as for any parameter.
    return withSpace(this.made('string', `"${text}"`, element.token, element.last), false);
  }
}

function isComma(item: Item | undefined): boolean {
  return item !== undefined && item.kind === 'punctuator' && item.text === ',';
}

/** An identifier keeps the universal character names that it was written with. */
function spelling(token: Token): string {
  if (token.kind !== 'identifier' || !/[^ -~]/.test(token.text)) return token.text;
  const source = token.file.text.slice(token.offset, token.end);
  return /^[\w$\\\u0080-\uffff]+$/.test(source) ? source : token.text;
}

/** The kind of the one token that `text`, the two tokens' text together, is; undefined if it is not one. */
function kindOfText(left: Token, right: Token, text: string): TokenKind | undefined {
  const joins = right.kind === 'identifier' || (right.kind === 'number' && /^\w+$/.test(right.text));
  if (joins && (left.kind === 'identifier' || left.kind === 'number')) return left.kind;
  let failed = false;
  const tokens = lex(new SourceFile(left.file.path, text), {
    comments: true,
    onError: () => {
      failed = true;
    },
  });
  const [token] = tokens;
  return !failed && tokens.length === 2 && token && token.end === text.length && token.kind !== 'comment'
    ? token.kind
    : undefined;
}
