/**
 * Reading one declaration or definition at file scope, from its first token to its `;` or the end of its body: functions,
 * prototypes, objects with initialisers, structs, unions, enums and typedefs. What is cut off by the end of the text, or by
 * a closing brace that is not its own, is given as far as it goes, marked incomplete.
 */
import type { Declared, ItemKind, Outline, TokenRange } from '../outline';
import type { Token } from '../token';
import { directiveEnd, isDirective } from './brackets';
import { type Declarator, type Element, elementsOf, readDeclarator, readParameters } from './declarators';
import type { ItemCore } from './items';
import { isCalledAnnotation, isUpperCase, looksLikeAnnotation, TAG_WORDS } from './words';

/** The declaration that begins at `first`; it ends before the directive at `limit`, if that is not -1. */
export function readDeclaration(text: Pick<Outline, 'tokens' | 'partner'>, first: number, limit: number): ItemCore {
  return new DeclarationReader(text.tokens, text.partner, first, limit).read();
}

interface Aggregate {
  readonly kind: 'struct' | 'union' | 'enum';
  readonly tag: Element | undefined;
  /** Inside its braces; undefined for a mere mention. */
  readonly body: TokenRange | undefined;
}

class DeclarationReader {
  private head: Element[] = [];
  private aggregate: Aggregate | undefined;
  private readonly declarators: Declarator[] = [];
  private initialiser: TokenRange | undefined;
  private inValue = false;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly partner: Int32Array,
    private readonly first: number,
    private readonly limit: number,
  ) {}

  read(): ItemCore {
    for (let at = this.first; ; ) {
      const token = this.tokens[at]!;
      if (token.kind === 'end') return this.finish(at, false);
      if (token.kind === 'comment') at++;
      else if (isDirective(token)) {
        if (at === this.limit || this.endsBeforeDirective(at)) return this.finish(at, false);
        at = directiveEnd(this.tokens, at);
      } else if (token.text === ';') return this.finish(at + 1, true);
      else if (token.text === '}') return this.finish(at, false);
      else if (token.text === '{') {
        const close = this.partner[at]!;
        const end = close > at ? close : this.tokens.length - 1;
        const whole = this.braces(at, end);
        if (whole) return this.functionItem({ first: at + 1, end }, close > at ? end + 1 : end, close > at);
        if (close <= at) return this.finish(end, false);
        at = end + 1;
      } else if (token.text === '=') {
        this.inValue = true;
        at++;
      } else if (token.text === ',') {
        this.flush();
        at++;
      } else if (token.text === ':') {
        this.inValue = true; // the width of a bit-field
        at++;
      } else {
        if (this.startsNext(at)) return this.finish(at, false);
        at = this.element(at);
      }
    }
  }

  private element(at: number): number {
    const { text, kind } = this.tokens[at]!;
    const close = this.partner[at]!;
    const end = (text === '(' || text === '[') && close > at ? close + 1 : at + 1;
    if (!this.inValue) this.head.push({ at, end, text, identifier: kind === 'identifier' });
    return end;
  }

  /** An opening brace outside brackets. True: it is a function's body. */
  private braces(at: number, end: number): boolean {
    if (this.inValue) {
      this.initialiser ??= { first: at + 1, end };
      return false;
    }
    const aggregate = this.aggregateHead();
    if (aggregate && !this.aggregate) {
      this.aggregate = { ...aggregate, body: { first: at + 1, end } };
      this.head = [];
      return false;
    }
    return true;
  }

  /** The struct, union or enum specifier that ends the head, if one does. */
  private aggregateHead(): Omit<Aggregate, 'body'> | undefined {
    let word = this.head.length - 1;
    while (word >= 0 && !TAG_WORDS.has(this.head[word]!.text)) word--;
    if (word < 0) return undefined;
    let tag: Element | undefined;
    for (let n = word + 1; n < this.head.length; n++) {
      const element = this.head[n]!;
      if (element.text === '(') continue;
      if (element.text === ':') break;
      if (!element.identifier) return undefined;
      if (isCalledAnnotation(element.text)) continue;
      if (this.head[n + 1]?.text === '(') return undefined; // a function
      if (!looksLikeAnnotation(element.text) || n === this.head.length - 1) tag = element;
    }
    return { kind: this.head[word]!.text as Aggregate['kind'], tag };
  }

  private flush(): void {
    const tagged = this.aggregate !== undefined;
    const elements: Element[] = this.declarators.length > 0 ? [{ ...TYPE }, ...this.head] : this.head;
    let declarator = readDeclarator(this.tokens, this.partner, elements, tagged);
    if (this.isTypedef()) {
      // `typedef __u64 u64;` makes a name that elsewhere is one of a type.
      const last = elements.filter((element) => element.identifier && element.at >= 0).at(-1);
      const made = last && MADE_TYPES.has(last.text) && !elements.some(({ text }) => text === '(');
      const named = last && last.at > this.first && (declarator.token < 0 || made);
      if (named) declarator = { name: last.text, token: last.at, parameters: undefined };
    }
    if (declarator.token >= 0) this.declarators.push(declarator);
    this.head = [];
    this.inValue = false;
  }

  private isTypedef(): boolean {
    for (let at = this.first; at < this.first + 3 && at < this.tokens.length; at++) {
      if (this.tokens[at]!.text === 'typedef') return true;
    }
    return false;
  }

  private hasParameters(): boolean {
    return this.head.length > 1 && readDeclarator(this.tokens, this.partner, this.head).parameters !== undefined;
  }

  /** `#define` and the like after a function's head whose rest is left out. */
  private endsBeforeDirective(at: number): boolean {
    const word = this.tokens[at + 1]!.text;
    if (this.inValue) return false;
    const [only, second] = this.head;
    if (only && !second && isUpperCase(only.text)) return true; // a macro alone on its line
    return !/^(el|if|end)/.test(word) && this.hasParameters();
  }

  /** A blank line after a function's head: its body is left out and the next item begins. */
  private startsNext(at: number): boolean {
    const token = this.tokens[at]!;
    const last = this.head.at(-1);
    if (!token.lineStart || this.inValue || last?.text !== '(' || this.head.length < 2) return false;
    const { text } = token.file;
    const previous = this.tokens[last.end - 1]!;
    return (
      /\n\s*\n/.test(text.slice(previous.end, Math.min(token.offset, previous.end + 2000))) && this.hasParameters()
    );
  }

  private functionItem(body: TokenRange, end: number, complete: boolean): ItemCore {
    const declarator = readDeclarator(this.tokens, this.partner, this.head, this.aggregate !== undefined);
    if (!declarator.parameters) return { kind: 'statements', first: this.first, end, complete };
    return this.withParameters({ kind: 'function', end, body, complete, isDefinition: true }, declarator);
  }

  private withParameters(core: Omit<ItemCore, 'first'>, declarator: Declarator): ItemCore {
    return {
      ...core,
      first: this.first,
      declares: [{ kind: core.kind, name: declarator.name, token: declarator.token }],
      parameters: readParameters(this.tokens, this.partner, declarator.parameters!, 'declaration'),
    };
  }

  private finish(end: number, complete: boolean): ItemCore {
    if (!this.aggregate && !this.inValue) {
      const mention = this.mentionOnly();
      if (mention) return { ...mention, end, complete };
    }
    if (this.head.length > 0 || this.inValue) this.flush();
    const range = { first: this.first, end: trim(this.tokens, this.first, end), complete };
    const [first] = this.declarators;
    if (this.isTypedef()) {
      const tag = this.tagDeclared();
      const declares = [...this.named('typedef'), ...tag];
      return { kind: 'typedef', ...range, declares, body: this.aggregate?.body, isDefinition: true };
    }
    if (this.aggregate) {
      const tag = this.tagDeclared();
      const objects = this.named('object');
      const unnamed = !this.aggregate.tag && objects.length > 0;
      return {
        kind: unnamed ? 'object' : this.aggregate.kind,
        ...range,
        ...(this.aggregate.tag || unnamed ? {} : { name: '', nameToken: -1 }),
        declares: unnamed ? [...objects, ...tag] : [...tag, ...objects],
        body: unnamed ? (this.initialiser ?? this.aggregate.body) : this.aggregate.body,
        isDefinition: true,
      };
    }
    if (!first) return { kind: 'statements', ...range };
    if (first.parameters && !this.initialiser) {
      const kind: ItemKind = complete ? 'prototype' : 'function';
      return this.withParameters({ kind, end: range.end, complete, isDefinition: false }, first);
    }
    const isExtern = this.tokens[this.first]!.text === 'extern' && !this.initialiser;
    return {
      kind: 'object',
      ...range,
      declares: this.named('object'),
      body: this.initialiser,
      isDefinition: !isExtern,
    };
  }

  /** `struct name;` */
  private mentionOnly(): ItemCore | undefined {
    if (this.declarators.length > 0 || this.head.length < 2) return undefined;
    const [word, tag, ...rest] = this.head;
    if (!TAG_WORDS.has(word!.text)) return undefined;
    if (!tag!.identifier || rest.length > 0) return undefined;
    const kind = word!.text as Aggregate['kind'];
    return { kind, first: this.first, end: 0, declares: [{ kind, name: tag!.text, token: tag!.at }] };
  }

  private named(kind: ItemKind): Declared[] {
    return this.declarators.map((declarator) => ({ kind, name: declarator.name, token: declarator.token }));
  }

  /** The tag of the aggregate and, for an enum, its enumerators. */
  private tagDeclared(): Declared[] {
    const out: Declared[] = [];
    const { aggregate } = this;
    if (!aggregate) return out;
    if (aggregate.tag) out.push({ kind: aggregate.kind, name: aggregate.tag.text, token: aggregate.tag.at });
    if (aggregate.kind !== 'enum' || !aggregate.body) return out;
    let begins = true;
    for (const element of elementsOf(this.tokens, this.partner, aggregate.body)) {
      if (begins && element.identifier) out.push({ kind: 'enumerator', name: element.text, token: element.at });
      begins = element.text === ',';
    }
    return out;
  }
}

/** Names of types that are words like `int` everywhere but in the typedef that makes them. */
const MADE_TYPES: ReadonlySet<string> = new Set([
  'u8',
  'u16',
  'u32',
  'u64',
  's8',
  's16',
  's32',
  's64',
  'size_t',
  'bool',
]);

/** Stands for the type that later declarators of one declaration share. */
const TYPE: Element = { at: -1, end: -1, text: 'int', identifier: true };

/** The end without the comments before it. */
function trim(tokens: readonly Token[], first: number, end: number): number {
  let last = end;
  while (last > first + 1 && tokens[last - 1]!.kind === 'comment') last--;
  return last;
}
