/**
 * A function that the machine gives to programs is an import, and has no address. Where a program takes its address all the same, it gets
 * that of a small C function, made here, which calls it.
 */
import type {
  CompoundStatement, Expression, FunctionDefinition, FunctionSymbol, Program, ReturnStatement, Statement, Variable,
} from '../../tree'; // biome-ignore format: a list
import type { CType } from '../../types';

/** The functions of the machine whose address a program takes. */
export function wrappedFunctions({ undefinedFunctions }: Program, intrinsics: ReadonlySet<string>): FunctionSymbol[] {
  return undefinedFunctions.filter(
    ({ name, addressTaken, type }) => addressTaken && intrinsics.has(name) && !type.variadic,
  );
}

/** The function that calls one of the machine's. */
export function wrapperOf(symbol: FunctionSymbol): FunctionDefinition {
  const { type, token } = symbol;
  const parameters = type.parameters.map(
    (parameter, index): Variable => ({
      name: `argument${index + 1}`,
      type: parameter,
      token,
      storage: 'parameter',
      linkage: 'none',
      unit: symbol.unit,
      addressTaken: parameter.kind === 'record',
      initializer: undefined,
      defined: true,
      readOnly: false,
      alignment: undefined,
      section: undefined,
      scope: undefined,
    }),
  );
  const call: Expression = {
    kind: 'call',
    type: type.returns,
    token,
    callee: { kind: 'function', type, token, symbol },
    functionType: type,
    arguments: parameters.map((variable) => loadOf(variable, variable.type)),
    lastToken: token,
  };
  const statement: Statement =
    type.returns.kind === 'void'
      ? { kind: 'expression', first: token, last: token, expression: call }
      : ({ kind: 'return', first: token, last: token, value: call } satisfies ReturnStatement);
  const body: CompoundStatement = { kind: 'compound', first: token, last: token, statements: [statement] };
  return { symbol, parameters, locals: [], body, labels: [] };
}

function loadOf(variable: Variable, type: CType): Expression {
  const { token } = variable;
  return { kind: 'load', type, token, object: { kind: 'variable', type, token, variable } };
}
