/**
 * The parser's door: `parse` turns the preprocessed tokens of one translation unit into a typed tree. It is a recursive descent
 * over the grammar of C11 and GNU C that types each expression as it is read. Errors are reported and parsing goes on at the next
 * statement or declaration; what was reported once draws no further errors.
 */
import type { Token } from '../token';
import type { FunctionDefinition } from '../tree';
import { parseExternalDeclaration } from './declarations';
import { commitEffects, noUses } from './effects';
import { finishObjects } from './objects';
import { type ParseOptions, Parser } from './parser';
import type { ParsedUnit, Uses } from './unit';
import { vaListType } from './variableArguments';

export { hasAttribute } from './attributes';
export { hasBuiltin } from './builtins';
export { NESTING_LIMIT } from './cursor';
export { DEPTH_LIMIT, type ParseOptions, type WarningName } from './parser';
export { reparseBody } from './reparse';
export { type ParsedUnit, typeOfName, type Uses, usedFunctions, usedObjects } from './unit';

/**
 * Parses one translation unit.
 * @param tokens fully preprocessed; the last one is of kind `end`.
 * @throws FatalDiagnostic when the limit of errors is reached or the program is nested too deeply; it is in the bag too.
 */
export function parse(tokens: readonly Token[], options: ParseOptions): ParsedUnit {
  const p = new Parser(tokens, options);
  const effects = new EffectCollector();
  p.fileScope.declare('__builtin_va_list', { kind: 'typedef', type: vaListType(p), token: p.token });
  try {
    while (p.lexeme !== 'end') {
      if (p.lexeme === '}') {
        p.error(p.token, "expected identifier or '(' before '}' token");
        p.next();
        continue;
      }
      p.attempt(
        () => parseExternalDeclaration(p),
        () => p.skipStatement(),
      );
      effects.commit(p);
    }
    finishObjects(p);
  } catch (error) {
    // The limits on nesting keep within the stack of every engine we know; should one be smaller, this is what it is.
    if (!(error instanceof RangeError)) throw error;
    options.diagnostics.fatal(p.token, 'the program is nested too deeply');
  }
  return effects.unit(p);
}

/** Makes the logged effects of whole declarations true. */
class EffectCollector {
  private readonly fileUses: Uses = noUses();
  private readonly functionUses = new Map<FunctionDefinition, Uses>();

  commit(p: Parser): void {
    const { effects } = p;
    const definition = p.functions[p.functions.length - 1];
    let uses = this.fileUses;
    if (definition && !this.functionUses.has(definition)) {
      uses = noUses();
      this.functionUses.set(definition, uses);
    }
    commitEffects(effects, uses);
    if (effects.length > 0) p.effects = [];
  }

  unit(p: Parser): ParsedUnit {
    for (const symbol of p.inlineDefinitions) symbol.inlineOnly = true;
    return {
      unit: p.unit,
      model: p.model,
      // Without those that gave way to another definition.
      functions: p.functions.filter((definition) => definition.symbol.definition === definition),
      functionSymbols: p.functionSymbols,
      linkedObjects: p.linkedObjects,
      fileUses: this.fileUses,
      functionUses: this.functionUses,
      aliases: p.aliases,
      inlineFunctions: p.inlineFunctions,
      inlineDefinitions: p.inlineDefinitions,
      names: new Map(p.fileScope.ownNames()),
      tags: new Map(p.fileScope.ownTags()),
      parser: p,
    };
  }
}
