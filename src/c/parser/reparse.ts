/**
 * Reading the body of one function anew, after an edit that changed nothing else of its unit. The parser that read the unit knows what
 * every name of file scope meant at that place; the new body is read with that, by the same functions as any other body. Whatever
 * would make the rest of the unit another one, or whose outcome the rest of the unit decides, is not done here: then the answer is
 * `undefined`, nothing has changed, and the unit has to be read as a whole. So is a body about which there is anything to say.
 */
import { DiagnosticBag, FatalDiagnostic } from '../diagnostics';
import { outermost, type Token } from '../token';
import type { FunctionDefinition, FunctionSymbol, Uses, Variable } from '../tree';
import { SyntaxAbort } from './cursor';
import { parameterVariable } from './declarators';
import { commitEffects, noUses } from './effects';
import { parseBody } from './functions';
import { Parser } from './parser';
import { Scope } from './scopes';
import type { ParsedUnit } from './unit';

/**
 * Reads a new body for a function of the unit. When that can be done alone, the unit is changed: the new definition takes the place of
 * the old one, which keeps its symbol.
 * @param tokens the body, fully preprocessed, from `{` to `}`, and an `end`.
 */
export function reparseBody(unit: ParsedUnit, old: FunctionDefinition, tokens: readonly Token[]): boolean {
  const { parser } = unit;
  const at = unit.functions.indexOf(old);
  const uses = unit.functionUses.get(old);
  if (at < 0 || !uses || !isOrdinary(old) || !knowsEnough(parser, at, tokens)) return false;
  const strings = new Set(parser.strings.values());
  const shown = (variable: Variable): boolean => isShownElsewhere(unit, at, variable);
  const own = new Set<Variable>();
  for (const variable of strings) {
    if (!liesIn(old, variable.token)) continue;
    if (isShared(unit, old, variable)) return false; // it will be shown where another function has it
    own.add(variable);
  }
  const { symbol } = old;
  const diagnostics = new DiagnosticBag();
  const p = new Parser(tokens, { ...parser.options, diagnostics, pragmas: [] }, { parser, at });
  for (const [key, variable] of p.strings) if (own.has(variable)) p.strings.delete(key);
  const definition = readBody(p, old);
  symbol.definition = old;
  if (!definition || diagnostics.list.length > 0 || declaresMore(p, parser)) return false;
  for (const variable of p.stringsAgain) if (strings.has(variable) && !shown(variable)) return false;
  const added = noUses();
  commitEffects(p.effects, added);
  replace(unit, old, definition, uses, added);
  parser.strings.clear();
  for (const [key, variable] of p.strings) parser.strings.set(key, variable);
  return true;
}

/** Not an old-style definition, whose parameters may be others than those that the body sees. */
function isOrdinary({ symbol, parameters }: FunctionDefinition): boolean {
  return symbol.type.prototyped && parameters.every(({ storage }) => storage === 'parameter');
}

/** Nothing that the body could name was changed by what follows it in the unit. */
function knowsEnough(parser: Parser, at: number, tokens: readonly Token[]): boolean {
  const { fileScope, completed, options } = parser;
  if ((options.pragmas ?? []).length > 0 || parser.onlyAsAWhole) return false;
  if (completed.some((one) => one.at > at && fileScope.knewTag(one.tag, at))) return false;
  const changed = fileScope.changedSince(at);
  return changed.size === 0 || !tokens.some((token) => changed.has(token.text));
}

/** Whether a token takes effect in the body of a function. */
function liesIn({ body }: FunctionDefinition, token: Token): boolean {
  const { file, offset } = outermost(token);
  return file === body.first.file && offset >= body.first.offset && offset <= body.last.offset;
}

/** Another function uses the object too, or an initialiser does. */
function isShared(unit: ParsedUnit, old: FunctionDefinition, variable: Variable): boolean {
  if (unit.fileUses.statics.includes(variable)) return true;
  for (const [definition, { statics }] of unit.functionUses) {
    if (definition !== old && statics.includes(variable)) return true;
  }
  return false;
}

/** A function before this one uses the string: it is shown where that has it, whatever this one does. */
function isShownElsewhere(unit: ParsedUnit, at: number, variable: Variable): boolean {
  if (unit.fileUses.statics.includes(variable)) return false;
  for (let n = 0; n < at; n++) {
    if (unit.functionUses.get(unit.functions[n] as FunctionDefinition)?.statics.includes(variable)) return true;
  }
  return false;
}

function readBody(p: Parser, { symbol, parameters }: FunctionDefinition): FunctionDefinition | undefined {
  const { registers } = p;
  p.scope = new Scope(p.fileScope);
  const variables = parameters.map((old) => {
    const variable = parameterVariable(p, undefined, old.type, old.token);
    const named = { ...variable, name: old.name };
    if (registers.has(old)) registers.add(named);
    if (old.name !== '') p.declare(old.name, { kind: 'variable', variable: named, token: old.token });
    return named;
  });
  try {
    const definition = parseBody(p, symbol, variables, []);
    return p.is('end') ? definition : undefined;
  } catch (error) {
    if (error instanceof SyntaxAbort || error instanceof FatalDiagnostic || error instanceof RangeError)
      return undefined;
    throw error;
  }
}

function declaresMore(p: Parser, parser: Parser): boolean {
  return (
    p.onlyAsAWhole ||
    p.functionSymbols.size !== parser.functionSymbols.size ||
    p.linkedObjects.size !== parser.linkedObjects.size ||
    p.aliases.size > 0
  );
}

function replace(
  unit: ParsedUnit,
  old: FunctionDefinition,
  definition: FunctionDefinition,
  uses: Uses,
  added: Uses,
): void {
  const functions = unit.functions as FunctionDefinition[];
  functions[functions.indexOf(old)] = definition;
  const functionUses = unit.functionUses as Map<FunctionDefinition, Uses>;
  const entries = [...functionUses];
  functionUses.clear();
  for (const [one, its] of entries) {
    if (one === old) functionUses.set(definition, added);
    else functionUses.set(one, its);
  }
  definition.symbol.definition = definition;
  const touched = new Set<FunctionSymbol>([...uses.addressTaken, ...added.addressTaken]);
  for (const symbol of touched) symbol.addressTaken = false;
  for (const { addressTaken } of [unit.fileUses, ...functionUses.values()]) {
    for (const symbol of addressTaken) symbol.addressTaken = true;
  }
}
