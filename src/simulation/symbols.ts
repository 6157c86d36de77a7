/**
 * Which symbols a statement runs: functions that it names, objects with static storage that it accesses or takes the address of,
 * structs and unions of whose members it accesses one, macros in the expansion of any of its tokens. With the statements that a
 * run executed, this measures which symbols a scenario runs.
 */
import type { CompiledFunction, ProgramLayout } from '../c/compiled';
import type { Token } from '../c/token';
import type { Expression, Initializer, Statement } from '../c/tree';

/** Symbols by statement: `bySymbol` lists the statements (function id, index) in which each is run. */
export class SymbolIndex {
  private readonly found = new Map<string, Map<number, Set<number>>>();

  constructor(private readonly layout: ProgramLayout) {
    for (const compiled of layout.functions) this.readFunction(compiled);
  }

  /** Whether a statement runs a symbol. A function's own name is run by its first statement's entry: see `functionIds`. */
  runs(symbol: string, functionId: number, statement: number): boolean {
    return this.found.get(symbol)?.get(functionId)?.has(statement) ?? false;
  }

  /** All statements that run a symbol. */
  statements(symbol: string): { readonly functionId: number; readonly statement: number }[] {
    const out: { functionId: number; statement: number }[] = [];
    for (const [functionId, statements] of this.found.get(symbol) ?? []) {
      for (const statement of statements) out.push({ functionId, statement });
    }
    return out;
  }

  /** Ids of the functions of that name. */
  functionIds(symbol: string): number[] {
    return this.layout.functions.filter((compiled) => compiled.name === symbol).map((compiled) => compiled.id);
  }

  get symbols(): Iterable<string> {
    return this.found.keys();
  }

  private readFunction(compiled: CompiledFunction): void {
    const byFirst = new Map<Token, number[]>();
    compiled.statements.forEach((statement, n) => {
      const list = byFirst.get(statement.first);
      if (list) list.push(n);
      else byFirst.set(statement.first, [n]);
    });
    const walk = new Walk((symbol, unit) => {
      for (const statement of byFirst.get(unit) ?? []) this.add(symbol, compiled.id, statement);
    }, byFirst);
    walk.statement(compiled.definition.body);
    for (const [n, statement] of compiled.statements.entries()) {
      for (const token of [statement.first, statement.last]) {
        for (let at = token; at.expansion; at = at.expansion.use) this.add(at.expansion.macro, compiled.id, n);
      }
    }
  }

  private add(symbol: string, functionId: number, statement: number): void {
    let functions = this.found.get(symbol);
    if (!functions) {
      functions = new Map();
      this.found.set(symbol, functions);
    }
    const statements = functions.get(functionId);
    if (statements) statements.add(statement);
    else functions.set(functionId, new Set([statement]));
  }
}

/** Walks a body; every symbol found is told with the first token of the step that it belongs to. */
class Walk {
  private unit: Token | undefined;

  constructor(
    private readonly tell: (symbol: string, unit: Token) => void,
    private readonly steps: ReadonlyMap<Token, unknown>,
  ) {}

  statement(statement: Statement): void {
    switch (statement.kind) {
      case 'compound':
        for (const child of statement.statements) this.statement(child);
        break;
      case 'expression':
        this.step(statement.first, statement.expression);
        break;
      case 'declaration':
        if (statement.initializer) this.initialiser(statement.first, statement.initializer);
        break;
      case 'if':
        this.condition(statement.first, statement.condition);
        this.statement(statement.then);
        if (statement.otherwise) this.statement(statement.otherwise);
        break;
      case 'while':
      case 'do':
        this.condition(statement.first, statement.condition);
        this.statement(statement.body);
        break;
      case 'for':
        for (const child of statement.initial) this.statement(child);
        if (statement.condition) this.condition(statement.first, statement.condition);
        if (statement.step) this.condition(statement.first, statement.step);
        this.statement(statement.body);
        break;
      case 'switch':
        this.condition(statement.first, statement.value);
        this.statement(statement.body);
        break;
      case 'case':
      case 'default':
      case 'label':
        this.statement(statement.body);
        break;
      case 'computedGoto':
        this.step(statement.first, statement.target);
        break;
      case 'return':
        if (statement.value) this.step(statement.first, statement.value);
        break;
      case 'asm':
        for (const copy of statement.copies) {
          this.step(statement.first, copy.target);
          this.step(statement.first, copy.value);
        }
        break;
      default:
    }
  }

  /** A controlling expression is a step that begins at its own first token, or at the statement's. */
  private condition(statement: Token, expression: Expression): void {
    const first = leftmost(expression);
    this.step(this.steps.has(first) ? first : statement, expression);
  }

  private step(unit: Token, expression: Expression): void {
    const outer = this.unit;
    this.unit = unit;
    this.expression(expression);
    this.unit = outer;
  }

  private initialiser(unit: Token, initializer: Initializer): void {
    for (const part of initializer.parts) this.step(unit, part.value);
  }

  private symbol(name: string): void {
    if (this.unit && name !== '') this.tell(name, this.unit);
  }

  private expression(expression: Expression): void {
    for (let at = expression.token; at.expansion; at = at.expansion.use) this.symbol(at.expansion.macro);
    switch (expression.kind) {
      case 'variable':
        if (expression.variable.storage === 'static') this.symbol(expression.variable.name);
        break;
      case 'function':
        this.symbol(expression.symbol.name);
        break;
      case 'member':
        if (expression.object.type.kind === 'record') this.symbol(expression.object.type.record.tag ?? '');
        break;
      case 'statementExpression': {
        const outer = this.unit;
        this.statement(expression.body);
        this.unit = outer;
        return;
      }
      case 'compoundLiteral':
        if (this.unit) this.initialiser(this.unit, expression.initializer);
        return;
      default:
    }
    for (const child of children(expression)) this.expression(child);
  }
}

function leftmost(expression: Expression): Token {
  const [first] = children(expression);
  return first && first.token.file === expression.token.file && first.token.offset < expression.token.offset
    ? leftmost(first)
    : expression.token;
}

/** Operands, in the order of the source. */
export function children(expression: Expression): readonly Expression[] {
  switch (expression.kind) {
    case 'dereference':
      return [expression.pointer];
    case 'member':
    case 'load':
      return [expression.object];
    case 'decay':
    case 'address':
    case 'convert':
    case 'negate':
    case 'complement':
    case 'not':
      return [expression.operand];
    case 'binary':
    case 'comparison':
    case 'logical':
    case 'comma':
    case 'pointerDifference':
      return [expression.left, expression.right];
    case 'pointerAdd':
      return [expression.pointer, expression.index];
    case 'conditional':
      return [expression.condition, ...(expression.middle ? [expression.middle] : []), expression.otherwise];
    case 'assign':
    case 'compoundAssign':
      return [expression.target, expression.value];
    case 'call':
      return [expression.callee, ...expression.arguments];
    case 'builtin':
      return expression.arguments;
    default:
      return [];
  }
}
