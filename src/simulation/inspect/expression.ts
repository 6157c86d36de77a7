/**
 * C expressions over a machine's memory, as drgn takes them: `init_net.loopback_dev->name`, `per_cpu_ptr(dev->lstats, 1)->packets`,
 * `(struct pcpu_lstats *)address`, `sizeof(struct net_device)`, `nr_cpu_ids * 2`. Names are the variables in scope of a frame, then
 * those of the program; macros are those of the frame's file. The engine's own preprocessor and parser read the expression, so types,
 * conversions and precedences are C's; nothing is changed and no function is called. A result is a Value.
 */

import { addressSpace } from '../../c/abi';
import type { ProgramLayout } from '../../c/compiled';
import { DiagnosticBag, FatalDiagnostic } from '../../c/diagnostics';
import type { Machine, VariableView } from '../../c/machine/types';
import { type ParsedUnit, parse as parseUnit } from '../../c/parser';
import { SyntaxAbort } from '../../c/parser/cursor';
import { parseExpression } from '../../c/parser/expressions';
import { Parser } from '../../c/parser/parser';
import { type Declared, similarName } from '../../c/parser/scopes';
import { preprocess, type TranslationUnit } from '../../c/preprocessor';
import { SourceFile } from '../../c/source';
import type { Token } from '../../c/token';
import type { Expression } from '../../c/tree';
import { typeName } from '../../c/typeNames';
import { Evaluator } from './evaluator';
import { programNames } from './programNames';
import { Inspector, type Value, ValueError } from './values';

const MAX_LENGTH = 1000;
/** The number of a unit that is no part of the program. */
const NO_UNIT = -1;

/** Where an expression is looked at. */
export interface ExpressionScope {
  /** The CPU whose this_cpu_ptr() is meant. */
  readonly cpu: number;
  /** The number of the unit whose statics are meant, of several with a name. */
  readonly unit?: number | undefined;
  /** Variables in scope, outer ones first. */
  readonly variables: readonly VariableView[];
  /** The file whose macros, types and enumerators are meant, where the program does not use them. */
  readonly source?: TranslationUnit | undefined;
}

/** Evaluates an expression. Throws a ValueError with a message for the reader. */
export function evaluate(machine: Machine, text: string, scope: ExpressionScope): Value {
  if (text.length > MAX_LENGTH) throw new ValueError(`the expression is longer than ${MAX_LENGTH} characters`);
  if (text.trim() === '') throw new ValueError('there is no expression');
  const expression = parse(machine.layout, text, scope);
  return new Evaluator(new Inspector(machine), scope.variables).value(expression);
}

function parse(layout: ProgramLayout, text: string, scope: ExpressionScope): Expression {
  const diagnostics = new DiagnosticBag();
  const unknown = new Set<string>();
  let expression: Expression | undefined;
  try {
    const tokens = expanded(text, layout, scope, diagnostics);
    const p = new Parser(tokens, { model: layout.options.model, diagnostics, unit: NO_UNIT });
    for (const name of identifiers(tokens)) if (!declare(p, name, layout, scope)) unknown.add(name);
    expression = parseExpression(p);
    if (p.lexeme !== 'end') p.error(p.token, `${p.describeToken()} is not expected here`);
  } catch (error) {
    if (!(error instanceof SyntaxAbort) && !(error instanceof FatalDiagnostic)) throw error;
  }
  const wrong = diagnostics.list.find(({ severity }) => severity === 'error');
  if (wrong) throw new ValueError(explained(wrong.message, wrong.token.text, unknown, layout));
  if (!expression) throw new ValueError('this is no expression');
  return expression;
}

/**
 * The expression with the program's macros expanded. Those of the kernel that are blocks of statements are given here as expressions
 * with the same value: asm/percpu.h's __pcpu_cookie() makes of a static per-CPU variable's address what stands for all copies.
 */
function expanded(
  text: string,
  { options, perCpuImage }: ProgramLayout,
  { cpu, source }: ExpressionScope,
  diagnostics: DiagnosticBag,
): readonly Token[] {
  const first = perCpuImage && addressSpace(options.model).base + BigInt(perCpuImage.start);
  const cookie = perCpuImage
    ? `((unsigned long)(ptr) - ${first}UL < ${perCpuImage.end - perCpuImage.start}
       ? (unsigned long)(ptr) - ${first}UL + MACHINE_PERCPU_BASE : (unsigned long)(ptr))`
    : '(unsigned long)(ptr)';
  const kernel = [
    `machine_cpu_id() ${cpu}`,
    `__pcpu_cookie(ptr) ${cookie.replaceAll(/\s+/g, ' ')}`,
    'container_of(ptr, type, member) ((type *)((char *)(ptr) - __builtin_offsetof(type, member)))',
  ];
  const lines = kernel.map((macro) => `#undef ${/^\w+/.exec(macro)}\n#define ${macro}\n`);
  const line = new SourceFile('<expression>', text.replaceAll(/[\r\n]/g, ' '));
  const macros = source?.macrosAt(undefined);
  const predefined = [new SourceFile('<kernel>', lines.join(''))];
  return preprocess(line, { predefined, ...(macros ? { macros } : {}) }, diagnostics).tokens;
}

/** What the file declares, whether the program uses it or not: read when a name is not known without it, and kept. */
const declarations = new WeakMap<TranslationUnit, ParsedUnit>();

function unused({ options }: ProgramLayout, { source }: ExpressionScope): ParsedUnit | undefined {
  if (!source) return undefined;
  let unit = declarations.get(source);
  if (!unit) {
    unit = parseUnit(source.tokens, { model: options.model, diagnostics: new DiagnosticBag(), unit: NO_UNIT });
    declarations.set(source, unit);
  }
  return unit;
}

/** The names that are asked for: all but those of members. */
function identifiers(tokens: readonly Token[]): Set<string> {
  const asked = tokens.filter(({ kind }, n) => kind === 'identifier' && !/^(\.|->)$/.test(tokens[n - 1]?.text ?? ''));
  return new Set(asked.map(({ text }) => text));
}

/** Declares what a name means here, as an identifier and as a tag. @returns whether it means anything as an identifier. */
function declare(p: Parser, name: string, layout: ProgramLayout, scope: ExpressionScope): boolean {
  const names = programNames(layout);
  const tag = names.tag(name) ?? unused(layout, scope)?.tags.get(name);
  if (tag) p.fileScope.declareTag(name, tag);
  const local = scope.variables.filter(({ variable }) => variable.name === name).pop()?.variable;
  const declared: Declared | undefined = local
    ? { kind: 'variable', variable: local, token: local.token }
    : (names.name(name, scope.unit) ?? unused(layout, scope)?.names.get(name));
  if (declared) p.fileScope.declare(name, declared);
  return declared !== undefined;
}

/** What the compiler says of a program's text, for somebody who asks for a value. */
function explained(message: string, name: string, unknown: ReadonlySet<string>, layout: ProgramLayout): string {
  if (unknown.has(name) && /undeclared|implicit declaration|unknown type name/.test(message)) {
    const similar = similarName(name, programNames(layout).all());
    const hint = similar ? `; did you mean '${similar}'?` : '';
    return `there is no '${name}' in scope here, nor among the program's objects, functions and types${hint}`;
  }
  if (/braced-group|statement.expression/.test(message))
    return 'statements are not run here: only an expression has a value';
  return message;
}

/** An expression's value and type as text: `(u64) 42`. */
export function describeValue(inspector: Inspector, value: Value): string {
  return `(${typeName(value.type)}) ${inspector.format(value, 3)}`;
}
