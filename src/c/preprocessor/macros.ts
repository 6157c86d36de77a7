/**
 * Macros as #define makes them (C11 6.10.3): reading a definition, comparing two, and the form in which a replacement list
 * is ready for substitution: each token knows which parameter it is, whether `#` stands before it and `##` after it, and
 * `__VA_OPT__( … )` is one element with a list of its own.
 */
import type { DiagnosticBag } from '../diagnostics';
import type { Token } from '../token';
import type { Macro } from './api';
import { withSpace } from './items';

/** One element of a replacement list. */
export interface BodyElement {
  /** The token as written; of a group its `__VA_OPT__`. */
  readonly token: Token;
  /** The last token of the element: the operand of `#`, the closing parenthesis of a group, else `token` itself. */
  readonly last: Token;
  /** Index of the parameter that the element is, or -1. */
  readonly parameter: number;
  /** The content of `__VA_OPT__( … )`. */
  readonly group: readonly BodyElement[] | undefined;
  /** `#` stands before it: `token` is the `#`. */
  readonly stringify: boolean;
  /** `##` stands after it. */
  pastesNext: boolean;
}

export class DefinedMacro implements Macro {
  /** True while its own replacement list is being scanned (6.10.3.4p2). */
  disabled = false;
  /** Parameters whose arguments are wanted fully expanded, in order of first use. */
  readonly expandedParameters: readonly number[];
  /** The replacement list is used as it stands: it has no parameter, `#`, `##` or `__VA_OPT__`. */
  readonly isPlain: boolean;

  constructor(
    readonly name: string,
    readonly definition: Token,
    readonly parameters: readonly string[] | undefined,
    readonly variadic: boolean,
    readonly body: readonly Token[],
    readonly elements: readonly BodyElement[],
  ) {
    const wanted = new Set<number>();
    collectExpanded(elements, wanted);
    if (hasGroup(elements)) wanted.add((parameters as readonly string[]).length - 1);
    this.expandedParameters = [...wanted];
    this.isPlain = elements.every((element) => element.parameter < 0 && !element.group && !element.pastesNext);
  }
}

function collectExpanded(elements: readonly BodyElement[], wanted: Set<number>): void {
  let pasted = false;
  for (const element of elements) {
    if (element.group) collectExpanded(element.group, wanted);
    else if (element.parameter >= 0 && !element.stringify && !element.pastesNext && !pasted)
      wanted.add(element.parameter);
    pasted = element.pastesNext;
  }
}

function hasGroup(elements: readonly BodyElement[]): boolean {
  return elements.some((element) => element.group !== undefined);
}

const isPunctuator = (token: Token | undefined, text: string): boolean =>
  token !== undefined && token.kind === 'punctuator' && token.text === text;
export const isHash = (token: Token): boolean =>
  token.kind === 'punctuator' && (token.text === '#' || token.text === '%:');
const isPaste = (token: Token | undefined): boolean =>
  token !== undefined && token.kind === 'punctuator' && (token.text === '##' || token.text === '%:%:');

/**
 * Reads a definition from its line: the tokens after `define`, `end` being a token to blame when they run out. Undefined
 * after an error, which was reported.
 */
export function readDefinition(
  line: readonly Token[],
  end: Token,
  diagnostics: DiagnosticBag,
): DefinedMacro | undefined {
  return new DefinitionReader(line, end, diagnostics).read();
}

/** Can a macro have this name (6.10.8p4)? What is wrong is reported. */
export function isMacroName(
  token: Token | undefined,
  end: Token,
  directive: string,
  diagnostics: DiagnosticBag,
): boolean {
  if (!token) diagnostics.error(end, `no macro name given in #${directive} directive`);
  else if (token.kind !== 'identifier') diagnostics.error(token, 'macro names must be identifiers');
  else if (token.text === 'defined' || token.text === '__has_include' || token.text === '__has_include_next') {
    diagnostics.error(token, `"${token.text}" cannot be used as a macro name`);
  } else if (token.text === '__VA_ARGS__' || token.text === '__VA_OPT__') {
    diagnostics.error(token, `${token.text} can only appear in the expansion of a C99 variadic macro`);
  } else return true;
  return false;
}

class DefinitionReader {
  private at = 1;
  /** Undefined for an object-like macro; else each parameter's index, in order. */
  private parameters: Map<string, number> | undefined;
  private variadic = false;
  private failed = false;

  constructor(
    private readonly line: readonly Token[],
    private readonly end: Token,
    private readonly diagnostics: DiagnosticBag,
  ) {}

  read(): DefinedMacro | undefined {
    const name = this.line[0];
    if (!isMacroName(name, this.end, 'define', this.diagnostics) || !name) return undefined;
    const next = this.line[1];
    if (next && !next.spaceBefore) {
      if (isPunctuator(next, '(')) {
        this.at = 2;
        if (!this.readParameters()) return undefined;
      } else this.diagnostics.warning(next, 'ISO C99 requires whitespace after the macro name');
    }
    const body = this.line.slice(this.at);
    // White space before a replacement list is no part of it (6.10.3p7).
    if (body[0]?.spaceBefore) body[0] = withSpace(body[0], false);
    const elements = this.readElements(0, body, 0).elements;
    if (this.failed) return undefined;
    const parameters = this.parameters && [...this.parameters.keys()];
    return new DefinedMacro(name.text, name, parameters, this.variadic, body, elements);
  }

  private fail(token: Token, message: string): false {
    this.failed = true;
    this.diagnostics.error(token, message);
    return false;
  }

  private readParameters(): boolean {
    this.parameters = new Map();
    if (isPunctuator(this.line[this.at], ')')) {
      this.at++;
      return true;
    }
    for (;;) {
      if (!this.readParameter(this.parameters)) return false;
      const token = this.line[this.at++];
      if (isPunctuator(token, ')')) return true;
      if (!token) return this.fail(this.end, "expected ')' before end of line");
      if (this.variadic) return this.fail(token, 'expected \')\' after "..."');
      if (!isPunctuator(token, ',')) return this.fail(token, `expected ',' or ')', found "${token.text}"`);
    }
  }

  private readParameter(parameters: Map<string, number>): boolean {
    const token = this.line[this.at++];
    if (!token) return this.fail(this.end, 'expected parameter name before end of line');
    if (isPunctuator(token, '...')) {
      this.variadic = true;
      parameters.set('__VA_ARGS__', parameters.size);
      return true;
    }
    if (token.kind !== 'identifier') return this.fail(token, `expected parameter name, found "${token.text}"`);
    if (token.text === '__VA_ARGS__' || token.text === '__VA_OPT__') {
      return this.fail(token, `${token.text} can only appear in the expansion of a C99 variadic macro`);
    }
    if (parameters.has(token.text)) return this.fail(token, `duplicate macro parameter "${token.text}"`);
    parameters.set(token.text, parameters.size);
    if (isPunctuator(this.line[this.at], '...')) {
      this.variadic = true;
      this.at++;
    }
    return true;
  }

  private parameterIndex(token: Token): number {
    return token.kind === 'identifier' ? (this.parameters?.get(token.text) ?? -1) : -1;
  }

  /** Elements from `start` on: at level 0 to the end, at level 1 to the parenthesis that closes a `__VA_OPT__`. */
  private readElements(start: number, body: readonly Token[], level: 0 | 1): { elements: BodyElement[]; at: number } {
    const elements: BodyElement[] = [];
    const where = level === 0 ? 'a macro expansion' : '__VA_OPT__';
    let parentheses = 0;
    let at = start;
    for (; at < body.length; at++) {
      const token = body[at] as Token;
      if (level === 1 && isPunctuator(token, ')') && parentheses-- === 0) break;
      if (level === 1 && isPunctuator(token, '(')) parentheses++;
      if (isPaste(token)) {
        const previous = elements.at(-1);
        if (previous) previous.pastesNext = true;
        else this.fail(token, `'##' cannot appear at either end of ${where}`);
      } else at = this.readElement(at, body, level, elements);
    }
    if (level === 1 && at >= body.length) this.fail(body[start - 2] as Token, 'unterminated __VA_OPT__');
    if (elements.at(-1)?.pastesNext) this.fail(body[at - 1] as Token, `'##' cannot appear at either end of ${where}`);
    return { elements, at };
  }

  /** Reads one element; gives the index of its last token. */
  private readElement(at: number, body: readonly Token[], level: 0 | 1, elements: BodyElement[]): number {
    const token = body[at] as Token;
    const operand = body[at + 1];
    if (isHash(token) && this.parameters && operand) {
      const parameter = this.parameterIndex(operand);
      if (parameter >= 0) {
        elements.push({ token, last: operand, parameter, group: undefined, stringify: true, pastesNext: false });
        return at + 1;
      }
      if (this.isGroup(operand)) return this.readGroup(at + 1, body, level, token, elements);
    }
    if (isHash(token) && this.parameters) {
      this.fail(token, "'#' is not followed by a macro parameter");
      return at;
    }
    if (this.isGroup(token)) return this.readGroup(at, body, level, undefined, elements);
    if (token.text === '__VA_ARGS__' && token.kind === 'identifier' && this.parameterIndex(token) < 0) {
      this.diagnostics.warning(token, '__VA_ARGS__ can only appear in the expansion of a C99 variadic macro');
    }
    const parameter = this.parameterIndex(token);
    elements.push({ token, last: token, parameter, group: undefined, stringify: false, pastesNext: false });
    return at;
  }

  private isGroup(token: Token): boolean {
    return this.variadic && token.kind === 'identifier' && token.text === '__VA_OPT__';
  }

  private readGroup(
    at: number,
    body: readonly Token[],
    level: 0 | 1,
    hash: Token | undefined,
    out: BodyElement[],
  ): number {
    const token = body[at] as Token;
    if (level === 1) this.fail(token, '__VA_OPT__ may not appear in a __VA_OPT__');
    else if (!isPunctuator(body[at + 1], '(')) this.fail(token, '__VA_OPT__ must be followed by an open parenthesis');
    else {
      const content = this.readElements(at + 2, body, 1);
      const last = body[Math.min(content.at, body.length - 1)] as Token;
      const stringify = hash !== undefined;
      out.push({ token: hash ?? token, last, parameter: -1, group: content.elements, stringify, pastesNext: false });
      return content.at;
    }
    return at;
  }
}

/** Whether a second definition may stand beside the first (6.10.3p2). */
export function sameDefinition(a: Macro, b: Macro): boolean {
  if (a.variadic !== b.variadic || a.parameters?.length !== b.parameters?.length || a.body.length !== b.body.length) {
    return false;
  }
  if (a.parameters?.some((name, n) => name !== b.parameters?.[n])) return false;
  return a.body.every((token, n) => {
    const other = b.body[n] as Token;
    return (
      token.text === other.text && token.kind === other.kind && (n === 0 || token.spaceBefore === other.spaceBefore)
    );
  });
}
