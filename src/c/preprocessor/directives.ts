/**
 * Directives (C11 6.10): finds a directive's line, does it, and skips the groups whose condition does not hold. Includes,
 * #line and pragmas are in `fileDirectives.ts` and `pragmas.ts`. After an error the line is dropped and reading goes on.
 */
import type { Token } from '../token';
import { evaluateCondition } from './condition';
import { includeFile, lineDirective, lineMarker } from './fileDirectives';
import { withoutPadding } from './items';
import type { Directive } from './lexedFiles';
import { DefinedMacro, isMacroName, readDefinition, sameDefinition } from './macros';
import { doPragma } from './pragmas';
import type { FileFrame, Preprocessor } from './preprocessor';

/** An open #if group. */
export interface Condition {
  /** The `if`, `ifdef` or `ifndef`; for messages. */
  readonly token: Token;
  readonly name: string;
  /** A group of it has been taken (or all are skipped). */
  taken: boolean;
  /** Its #else, once seen. */
  otherwise: Token | undefined;
}

/** A directive that is being done. */
export interface DirectiveLine {
  readonly frame: FileFrame;
  readonly directive: Directive;
  /** The directive's name. */
  readonly name: Token;
  /** What follows the name. */
  readonly rest: readonly Token[];
  readonly inArguments: boolean;
}

export class Directives {
  /** A directive's line is being expanded. */
  busy = false;

  constructor(private readonly preprocessor: Preprocessor) {}

  private get diagnostics() {
    return this.preprocessor.diagnostics;
  }

  private get table() {
    return this.preprocessor.table;
  }

  /** Does the directive at which the file stands, and the skipping that follows from it. */
  read(frame: FileFrame, inArguments: boolean): void {
    const { tokens, directives } = frame.file;
    const directive = directives[frame.directive++] as Directive;
    const { name, rest, end } = directive;
    this.preprocessor.checkLexed(frame, directive.hash.offset);
    frame.at = end;
    if (!name) return;
    const outer = this.table.reading;
    this.table.reading = directive.hash;
    this.do({ frame, directive, name, rest, inArguments }, (tokens[end] as Token).offset);
    this.table.reading = outer;
    frame.checked = Math.max(frame.checked, (tokens[frame.at] as Token).offset);
  }

  private do(line: DirectiveLine, endOffset: number): void {
    const { frame, name } = line;
    const text = name.kind === 'identifier' || name.kind === 'number' ? name.text : '';
    switch (text) {
      case 'define':
        this.preprocessor.checkLexed(frame, endOffset, 'warning'); // a quote by itself is let pass, as gcc does
        this.define(line);
        return;
      case 'undef':
        this.undefine(line);
        return;
      case 'if':
        this.preprocessor.checkLexed(frame, endOffset);
        this.open(line, this.evaluate(line));
        return;
      case 'ifdef':
      case 'ifndef':
        this.open(line, this.isDefined(line) === (text === 'ifdef'));
        return;
      case 'elif':
      case 'elifdef':
      case 'elifndef':
      case 'else':
        // The group before was taken, or this one would have been found by `skip`.
        if (this.checkElse(line)) this.skip(frame);
        return;
      case 'endif':
        this.checkExtra(line.rest, 'endif');
        if (!frame.conditions.pop()) this.diagnostics.error(name, '#endif without #if');
        return;
      case 'include':
      case 'include_next':
      case 'import':
        includeFile(this.preprocessor, line);
        return;
      case 'line':
        lineDirective(this.preprocessor, frame, name, withoutPadding(this.expand(line.rest, name)));
        return;
      case 'error':
        this.diagnostics.error(name, `#error ${joined(line.rest)}`.trimEnd());
        return;
      case 'warning':
        this.diagnostics.warning(name, `#warning ${joined(line.rest)}`.trimEnd());
        return;
      case 'pragma':
        this.pragma(name, line.rest);
        return;
      case 'ident':
      case 'sccs':
        return;
      default:
        if (name.kind === 'number') lineMarker(this.preprocessor, line);
        else this.diagnostics.error(name, `invalid preprocessing directive #${name.text}`);
    }
  }

  pragma(token: Token, line: readonly Token[]): void {
    doPragma(this.preprocessor, token, line);
  }

  /** Macro-expands a directive's tokens. */
  expand(tokens: readonly Token[], blame: Token) {
    const outer = this.busy;
    this.busy = true;
    try {
      return this.preprocessor.expander.expandList(tokens, blame);
    } finally {
      this.busy = outer;
    }
  }

  // ---------------------------------------------------------------- macros

  private define({ rest, name, directive }: DirectiveLine): void {
    const complaints = this.diagnostics.list.length;
    const macro = directive.definition ?? readDefinition(rest, name, this.diagnostics);
    if (!macro) return;
    if (this.diagnostics.list.length === complaints) directive.definition = macro;
    const old = this.table.get(macro.name);
    if (old instanceof DefinedMacro) {
      if (!sameDefinition(old, macro)) {
        this.diagnostics.warning(macro.definition, `"${macro.name}" redefined`, [
          { token: old.definition, message: 'this is the location of the previous definition' },
        ]);
      }
    } else if (this.table.isDefined(macro.name)) {
      this.diagnostics.warning(macro.definition, `redefining built-in macro "${macro.name}"`);
    }
    this.table.define(macro, macro.definition);
    if (old) this.table.get(macro.name); // what was said of the two depends on both
  }

  private undefine({ rest, name }: DirectiveLine): void {
    const [token] = rest;
    if (!isMacroName(token, name, 'undef', this.diagnostics) || !token) return;
    const isBuiltin = this.table.isDefined(token.text) && !(this.table.get(token.text) instanceof DefinedMacro);
    if (isBuiltin) this.diagnostics.warning(token, `undefining "${token.text}"`);
    if (this.table.isDefined(token.text)) this.table.undefine(token.text, token);
    this.checkExtra(rest.slice(1), 'undef');
  }

  // ---------------------------------------------------------------- conditions

  private evaluate({ rest, name }: DirectiveLine): boolean {
    const items = this.table.withOperator('defined', () => this.expand(rest, name));
    return evaluateCondition(withoutPadding(items), name, this.diagnostics);
  }

  private isDefined({ rest, name }: DirectiveLine): boolean | undefined {
    const [token] = rest;
    if (!isTestableName(token)) {
      if (!token) this.diagnostics.error(name, `no macro name given in #${name.text} directive`);
      else this.diagnostics.error(token, 'macro names must be identifiers');
      return undefined;
    }
    this.checkExtra(rest.slice(1), name.text);
    return this.table.isDefined(token.text);
  }

  private open({ frame, name }: DirectiveLine, holds: boolean): void {
    frame.conditions.push({ token: name, name: name.text, taken: holds, otherwise: undefined });
    if (!holds) this.skip(frame);
  }

  /** What is wrong with an #else or #elif. True if it belongs to an #if. */
  private checkElse({ frame, name, rest }: DirectiveLine): boolean {
    const condition = frame.conditions.at(-1);
    if (!condition) {
      this.diagnostics.error(name, `#${name.text} without #if`);
      return false;
    }
    if (condition.otherwise) this.diagnostics.error(name, `#${name.text} after #else`);
    if (name.text === 'else') {
      this.checkExtra(rest, 'else');
      condition.otherwise = name;
    }
    return true;
  }

  /** Skips from the end of a line to the group of the innermost #if that is to be read, or to its #endif. */
  private skip(frame: FileFrame): void {
    const { tokens, directives } = frame.file;
    const condition = frame.conditions.at(-1) as Condition;
    /** Of the #if within the skipped group, each one's #else. */
    const inner: (Token | undefined)[] = [];
    while (frame.directive < directives.length) {
      const directive = directives[frame.directive++] as Directive;
      const { name, rest, end } = directive;
      if (name?.kind !== 'identifier') continue;
      const { text } = name;
      if (text === 'if' || text === 'ifdef' || text === 'ifndef') inner.push(undefined);
      else if (inner.length > 0) {
        if (text === 'endif') inner.pop();
        else if (text === 'else' || text.startsWith('elif')) {
          if (inner.at(-1)) this.diagnostics.error(name, `#${text} after #else`);
          if (text === 'else') inner[inner.length - 1] = name;
        }
      } else if (text === 'endif' || text === 'else' || text.startsWith('elif')) {
        frame.at = end;
        if (this.endsSkipping({ frame, directive, name, rest, inArguments: false }, condition)) return;
      }
    }
    frame.at = tokens.length - 1;
  }

  private endsSkipping(line: DirectiveLine, condition: Condition): boolean {
    const { frame, name } = line;
    if (name.text === 'endif') {
      this.checkExtra(line.rest, 'endif');
      frame.conditions.pop();
      return true;
    }
    this.checkElse(line);
    if (condition.taken) return false;
    if (name.text === 'else') condition.taken = true;
    else if (name.text === 'elif') condition.taken = this.evaluate(line);
    else if (name.text === 'elifdef') condition.taken = this.isDefined(line) === true;
    else if (name.text === 'elifndef') condition.taken = this.isDefined(line) === false;
    return condition.taken;
  }

  checkExtra(rest: readonly Token[], directive: string): void {
    const [token] = rest;
    if (token) this.diagnostics.warning(token, `extra tokens at end of #${directive} directive`);
  }
}

function isTestableName(token: Token | undefined): token is Token {
  return token?.kind === 'identifier';
}

function joined(tokens: readonly Token[]): string {
  return tokens.map((token, n) => (token.spaceBefore && n > 0 ? ` ${token.text}` : token.text)).join('');
}
