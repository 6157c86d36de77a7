/**
 * What the built-in macros stand for (C11 6.10.8.1, 6.10.1, and gcc's). Those that take something in parentheses read it from
 * the expander, not expanded.
 */
import { outermost, type Token, type TokenKind } from '../token';
import type { BuiltinMacro } from './builtins';
import { expansionOf } from './expansions';
import { expandedHeader, type HeaderName, resolve } from './fileDirectives';
import { type Item, withoutPadding } from './items';
import { pragmaTokens } from './pragmas';
import type { Preprocessor } from './preprocessor';

export class BuiltinEvaluator {
  private counter = 0;
  private insideHasInclude = false;

  constructor(private readonly preprocessor: Preprocessor) {}

  /** What `use` stands for; undefined if it stands for itself. */
  evaluate(macro: BuiltinMacro, use: Token, inArgument: boolean): readonly Item[] | undefined {
    const { options, frames, main } = this.preprocessor;
    const make = (kind: TokenKind, text: string): readonly Item[] => [this.made(kind, text, macro, use)];
    switch (macro.name) {
      case '__LINE__':
        return make('number', String(this.lineOf(use)));
      case '__FILE__':
        return make('string', quoted(this.pathOf(use)));
      case '__FILE_NAME__':
        return make('string', quoted(this.pathOf(use).replace(/^.*\//, '')));
      case '__BASE_FILE__':
        return make('string', quoted(main.path));
      case '__COUNTER__':
        return make('number', String(this.counter++));
      case '__INCLUDE_LEVEL__':
        return make('number', String(frames.length - 1));
      case '__DATE__':
        return make('string', quoted(options.date ?? 'Jan  1 1970'));
      case '__TIME__':
        return make('string', quoted(options.time ?? '00:00:00'));
      case '__TIMESTAMP__': {
        const date = options.date ?? 'Jan  1 1970';
        return make('string', quoted(`Thu ${date.slice(0, 6)} ${options.time ?? '00:00:00'} ${date.slice(7)}`));
      }
      case '__builtin_LINE':
        if (this.preprocessor.inDirective) return undefined;
        return make('number', String(this.isCalled(use) ? this.lineOf(outermost(use)) : 0));
      case '__builtin_FILE': {
        if (this.preprocessor.inDirective) return undefined;
        // A function's value: a pointer, and no array.
        const tokens = this.isCalled(use)
          ? ['(', '(', 'const', 'char', '*', ')', quoted(this.pathOf(use)), ')']
          : ['0'];
        return tokens.map((text) => this.made(kindOf(text), text, macro, use));
      }
      case '__has_attribute':
        return make(
          'number',
          this.hasNamed(use, (name) => options.hasAttribute?.(name.replace(/^__(.*)__$/, '$1'))),
        );
      case '__has_builtin':
        return make(
          'number',
          this.hasNamed(use, (name) => options.hasBuiltin?.(name)),
        );
      case '__has_c_attribute':
      case '__has_cpp_attribute':
        // Attributes in double brackets are not supported.
        return make(
          'number',
          this.hasNamed(use, () => false),
        );
      case '__has_include':
      case '__has_include_next':
        return make('number', this.hasInclude(use, macro.name === '__has_include_next'));
      case 'defined':
        return make('number', this.isDefined(use));
      case '_Pragma':
        return this.pragma(use, inArgument);
    }
  }

  /** A token that stands where the built-in macro's name does. */
  private made(kind: TokenKind, text: string, macro: BuiltinMacro, use: Token): Token {
    const { file, offset, end } = use;
    const expansion = expansionOf(macro, use, use, false);
    return { kind, text, file, offset, end, spaceBefore: false, lineStart: false, expansion, noExpand: false };
  }

  /** gcc has `__builtin_LINE ()` and its like as functions, which are called without arguments. */
  private isCalled(use: Token): boolean {
    if (this.next()?.text !== '(') this.error(use, `built-in function '${use.text}' must be directly called`);
    else if (this.next()?.text !== ')') this.error(use, `too many arguments to function '${use.text}'`);
    else return true;
    return false;
  }

  private lineOf(use: Token): number {
    const { file, offset } = writtenUse(use);
    return this.preprocessor.lines.lineInText(file, offset);
  }

  private pathOf(use: Token): string {
    const { file, offset } = writtenUse(use);
    return this.preprocessor.lines.presumed(file, offset).path;
  }

  private next(): Token | undefined {
    for (;;) {
      const item = this.preprocessor.expander.readRaw();
      if (item?.kind !== 'padding') return item;
    }
  }

  private error(token: Token, message: string): string {
    this.preprocessor.diagnostics.error(token, message);
    return '0';
  }

  private isDefined(use: Token): string {
    const first = this.next();
    const name = first?.text === '(' ? this.next() : first;
    if (name?.kind !== 'identifier') return this.error(name ?? use, 'operator "defined" requires an identifier');
    if (first !== name && this.next()?.text !== ')') return this.error(use, 'missing \')\' after "defined"');
    return this.preprocessor.table.isDefined(name.text) ? '1' : '0';
  }

  /** `__has_attribute(name)` and its like; a scoped name, `scope::name`, is never there. */
  private hasNamed(use: Token, has: (name: string) => boolean | undefined): string {
    if (this.next()?.text !== '(') return this.error(use, `missing '(' after "${use.text}"`);
    const name = this.next();
    if (name?.kind !== 'identifier') return this.error(name ?? use, `"${use.text}" requires an identifier`);
    let token = this.next();
    let scoped = false;
    for (; token && token.text !== ')'; token = this.next()) {
      if (token.text !== ':' && token.kind !== 'identifier') break;
      scoped = true;
    }
    if (token?.text !== ')') return this.error(use, `missing ')' after "${use.text}"`);
    return !scoped && has(name.text) ? '1' : '0';
  }

  private hasInclude(use: Token, next: boolean): string {
    const { preprocessor } = this;
    if (!preprocessor.inDirective) return this.error(use, `"${use.text}" used outside of preprocessing directive`);
    if (this.insideHasInclude) return this.error(use, `"${use.text}" inside an operand of itself`);
    if (this.next()?.text !== '(') return this.error(use, `missing '(' before "${use.text}" operand`);
    const operand: Token[] = [];
    let parentheses = 0;
    for (;;) {
      const token = this.next();
      if (!token) return this.error(use, `missing ')' after "${use.text}" operand`);
      if (token.text === '(') parentheses++;
      else if (token.text === ')' && parentheses-- === 0) break;
      operand.push(token);
    }
    const header = this.header(operand, use);
    if (header === undefined || typeof header === 'string') {
      return this.error(use, `operator "${use.text}" requires a header-name`);
    }
    const from = preprocessor.frame.file.source;
    return resolve(preprocessor, header, from, next && preprocessor.frames.length > 1) ? '1' : '0';
  }

  private header(operand: readonly Token[], use: Token): HeaderName | string | undefined {
    const first = operand[0]?.kind;
    if (first !== 'identifier') return expandedHeader(operand);
    this.insideHasInclude = true;
    try {
      return expandedHeader(withoutPadding(this.preprocessor.expander.expandList(operand, use)));
    } finally {
      this.insideHasInclude = false;
    }
  }

  /** Nothing, once done. In a directive it is an ordinary name, and in an argument it waits for the rescanning, as in gcc. */
  private pragma(use: Token, inArgument: boolean): readonly Item[] | undefined {
    if (this.preprocessor.inDirective || inArgument) return undefined;
    const open = this.next();
    const literal = this.next();
    const close = this.next();
    if (open?.text !== '(' || literal?.kind !== 'string' || close?.text !== ')') {
      this.error(use, '_Pragma takes a parenthesized string literal');
    } else this.preprocessor.pragma(use, pragmaTokens(literal));
    return [];
  }
}

function kindOf(text: string): TokenKind {
  if (text.startsWith('"')) return 'string';
  return /^\w/.test(text) ? (/^\d/.test(text) ? 'number' : 'identifier') : 'punctuator';
}

/** A path as a string literal. */
function quoted(path: string): string {
  return `"${path.replace(/["\\]/g, '\\$&')}"`;
}

/** The use as a file's text, the arguments of macros included, has it: `__LINE__` in a macro is its user's line. */
function writtenUse(use: Token): Token {
  let token = use;
  for (let at = use; at.expansion; at = at.expansion.use) {
    if (!at.expansion.argument) token = at.expansion.use;
  }
  return token;
}
