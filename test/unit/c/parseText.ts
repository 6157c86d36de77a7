/**
 * Helpers of the parser's tests: C text straight from the lexer (no macros) through the parser.
 */
import assert from 'node:assert/strict';
import { ILP32, LP64 } from '../../../src/c/dataModel';
import { type Diagnostic, DiagnosticBag, diagnosticPlace, FatalDiagnostic } from '../../../src/c/diagnostics';
import { lex } from '../../../src/c/lexer';
import { link } from '../../../src/c/link';
import { type ParsedUnit, type ParseOptions, parse } from '../../../src/c/parser';
import { SourceFile } from '../../../src/c/source';
import type { FunctionDefinition, Program, Variable } from '../../../src/c/tree';
import type { DataModel } from '../../../src/c/types';

export const MODELS: readonly DataModel[] = [LP64, ILP32];

export interface Parsed {
  /** Undefined when parsing was given up. */
  readonly unit: ParsedUnit | undefined;
  readonly diagnostics: readonly Diagnostic[];
  /** `line:column: message` of each error. */
  readonly errors: readonly string[];
  /** `line:column: message` of each warning. */
  readonly warnings: readonly string[];
}

export function parseText(text: string, options: Partial<ParseOptions> = {}): Parsed {
  const diagnostics = new DiagnosticBag(100);
  const tokens = lex(new SourceFile('test.c', text), {
    onError: (token, message) => diagnostics.error(token, message),
  });
  let unit: ParsedUnit | undefined;
  try {
    unit = parse(tokens, { model: LP64, unit: 0, diagnostics, ...options });
  } catch (error) {
    if (!(error instanceof FatalDiagnostic)) throw error;
  }
  const said = (severity: string) =>
    diagnostics.list
      .filter((diagnostic) => diagnostic.severity === severity)
      .map((diagnostic) => {
        const { line, column } = diagnosticPlace(diagnostic);
        return `${line}:${column}: ${diagnostic.message}`;
      });
  return { unit, diagnostics: diagnostics.list, errors: said('error'), warnings: said('warning') };
}

/** Parses text that must be without errors (and, with `quiet`, without warnings). */
export function parseGood(text: string, model: DataModel = LP64, quiet = true, number = 0): ParsedUnit {
  const { unit, errors, warnings } = parseText(text, { model, unit: number });
  assert.deepEqual(errors, [], text);
  if (quiet) assert.deepEqual(warnings, [], text);
  assert.ok(unit);
  return unit;
}

/** The errors of a text, `line:column: message`. */
export function errorsOf(text: string, model: DataModel = LP64): readonly string[] {
  return parseText(text, { model }).errors;
}

export function linkTexts(texts: readonly string[]): { readonly program: Program; readonly errors: readonly string[] } {
  const diagnostics = new DiagnosticBag(100);
  const units = texts.map((text, unit) =>
    parse(lex(new SourceFile(`unit${unit}.c`, text)), { model: LP64, unit, diagnostics }),
  );
  const program = link(units, diagnostics);
  const errors = diagnostics.list
    .filter((diagnostic) => diagnostic.severity === 'error')
    .map((diagnostic) => `${diagnostic.token.file.path}: ${diagnostic.message}`);
  return { program, errors };
}

export function functionNamed(unit: ParsedUnit, name: string): FunctionDefinition {
  const found = unit.functions.find((definition) => definition.symbol.name === name);
  assert.ok(found, `function ${name}`);
  return found;
}

export function objectNamed(unit: ParsedUnit, name: string): Variable {
  const statics = [unit.fileUses, ...unit.functionUses.values()].flatMap((uses) => uses.statics);
  const found = unit.linkedObjects.get(name) ?? statics.find((variable) => variable.name === name);
  assert.ok(found, `object ${name}`);
  return found;
}
