/**
 * Two texts of one file that differ only in what their `#define`s say, in comments and in white space: which macros became which others,
 * and where the rest of the first text lies in the second. Most edits of a header are of that kind, and a unit that reads the header
 * depends on few of its macros.
 */
import { DiagnosticBag } from '../diagnostics';
import type { Token } from '../token';
import type { Directive, LexedFile } from './lexedFiles';
import { type DefinedMacro, readDefinition } from './macros';

export interface DefinitionChanges {
  /** What the macros of the first text that are not the same in the second are there. */
  readonly macros: ReadonlyMap<DefinedMacro, DefinedMacro>;
  /** From `from` on, the first text is that of the second from `to` on, as far as tokens go that are the same. Ascending by `from`. */
  readonly runs: readonly { readonly from: number; readonly to: number }[];
}

/** Undefined when the texts differ in more than that. */
export function definitionChanges(before: LexedFile, now: LexedFile): DefinitionChanges | undefined {
  const { directives } = before;
  if (directives.length !== now.directives.length || before.errors.length + now.errors.length > 0) return undefined;
  const macros = new Map<DefinedMacro, DefinedMacro>();
  const runs = [{ from: 0, to: 0 }];
  /** Whether the tokens from `a` to `end` are the same as those from `b` on; notes where they lie. */
  const follow = (a: number, end: number, b: number): boolean => {
    for (let n = 0; a + n < end; n++) {
      const [old, token] = [before.tokens[a + n] as Token, now.tokens[b + n]];
      if (!token || !sameToken(old, token)) return false;
      const last = runs[runs.length - 1] as (typeof runs)[number];
      if (old.offset - last.from !== token.offset - last.to) runs.push({ from: old.offset, to: token.offset });
    }
    return true;
  };
  let [a, b] = [0, 0];
  for (const [index, old] of directives.entries()) {
    const directive = now.directives[index] as Directive;
    if (directive.start - b !== old.start - a || !follow(a, old.start, b)) return undefined;
    const same = directive.end - directive.start === old.end - old.start && follow(old.start, old.end, directive.start);
    if (!same) {
      if (!definesTheSame(old, directive)) return undefined;
      // A definition that was never read, in a group that is always skipped, is nobody's.
      const macro = old.definition && definitionOf(directive);
      if (macro) macros.set(old.definition as DefinedMacro, macro);
      else if (old.definition) return undefined;
    }
    [a, b] = [old.end, directive.end];
  }
  const rest = before.tokens.length - a;
  return now.tokens.length - b === rest && follow(a, before.tokens.length, b) ? { macros, runs } : undefined;
}

function sameToken(a: Token, b: Token): boolean {
  return (
    a.text === b.text &&
    a.kind === b.kind &&
    a.spaceBefore === b.spaceBefore &&
    a.lineStart === b.lineStart &&
    a.end - a.offset === b.end - b.offset
  );
}

function definesTheSame(a: Directive, b: Directive): boolean {
  const [name] = a.rest;
  const defines = a.name?.text === 'define' && b.name?.text === 'define';
  return defines && name !== undefined && name.kind === 'identifier' && name.text === b.rest[0]?.text;
}

/** The macro that a definition makes; undefined when there is anything to be said of it. */
function definitionOf(directive: Directive): DefinedMacro | undefined {
  if (directive.definition) return directive.definition;
  const diagnostics = new DiagnosticBag();
  const macro = directive.name && readDefinition(directive.rest, directive.name, diagnostics);
  if (diagnostics.list.length > 0) return undefined;
  directive.definition = macro;
  return macro;
}
