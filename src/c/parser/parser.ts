/**
 * The state of parsing one translation unit: the cursor, the scopes, the function being defined, and a log of effects. What an
 * expression does beyond its own tree (it names a symbol, takes an address, makes a string or a hidden variable) is logged and
 * becomes true only when its declaration ends; an operand that is not evaluated (`sizeof`, `typeof`, an unchosen `_Generic`
 * association) takes its effects back by cutting the log. The functions that parse are in the other files of this folder.
 */
import { type BasicTypes, basicTypes } from '../dataModel';
import type { DiagnosticBag } from '../diagnostics';
import type { Token } from '../token';
import type {
  CompoundStatement,
  Expression,
  FunctionDefinition,
  FunctionExpression,
  FunctionSymbol,
  Label,
  Variable,
  VariableExpression,
} from '../tree';
import type { CType, DataModel, EnumDefinition, Member, RecordDefinition } from '../types';
import type { SwitchContext } from './caseLabels';
import { Cursor } from './cursor';
import { PackStack, type ParserPragma } from './pack';
import { type Declared, FileScope, type LabelEntry, Scope } from './scopes';

/** Operators that may be stacked on one another in one expression, and `else if`s in one chain: consumers recurse as deep. */
export const DEPTH_LIMIT = 1000;

/** Names of warnings, as gcc's -W options have them. */
export type WarningName =
  | 'void-parameter'
  | 'incompatible-pointer-types'
  | 'int-conversion'
  | 'discarded-qualifiers'
  | 'compare-distinct-pointer-types'
  | 'pointer-integer-compare'
  | 'return-mismatch'
  | 'attributes'
  | 'excess-initializers'
  | 'overflow'
  | 'div-by-zero'
  | 'shift-count-overflow'
  | 'shift-count-negative'
  | 'pointer-to-int-cast'
  | 'int-to-pointer-cast'
  | 'return-local-addr'
  | 'incomplete'
  | 'switch-bool'
  | 'switch-overflow'
  | 'switch-outside-range'
  | 'pointer-arith'
  | 'missing-declarations'
  | 'return-type'
  | 'variadic'
  | 'conditional-type-mismatch';

export interface ParseOptions {
  readonly model: DataModel;
  readonly diagnostics: DiagnosticBag;
  /** Number of the translation unit in its program. */
  readonly unit: number;
  /** #pragma lines; `pack` is acted on. */
  readonly pragmas?: readonly ParserPragma[];
  /** `inline` has GNU's old meaning, as with gcc's -fgnu89-inline. */
  readonly gnuInline?: boolean;
  /** Warnings that are errors, as gcc's -Werror=NAME makes them. */
  readonly errors?: ReadonlySet<WarningName>;
}

export type Effect =
  | { readonly kind: 'object'; readonly node: VariableExpression }
  | { readonly kind: 'function'; readonly node: FunctionExpression }
  | { readonly kind: 'addressTaken'; readonly target: Variable | FunctionSymbol | Label }
  /** A static object without linkage came to be: a string, a compound literal, a block-scope static. */
  | { readonly kind: 'static'; readonly variable: Variable }
  | { readonly kind: 'local'; readonly variable: Variable };

/** What is known while a function's body is read. */
export interface FunctionContext {
  readonly symbol: FunctionSymbol;
  readonly returns: CType;
  readonly labels: Map<string, LabelEntry>;
  readonly allLabels: Label[];
  /** Undeclared names that were reported: each once in a function. */
  readonly reported: Set<string>;
  /** `__func__`, once it is used. */
  nameVariable: Variable | undefined;
  loops: number;
  /** So many statements were read. */
  statements: number;
  /** A function within it was refused. */
  hasNested: boolean;
  switches: SwitchContext[];
  /** Innermost last. */
  readonly blocks: CompoundStatement[];
}

export class Parser extends Cursor {
  readonly model: DataModel;
  readonly types: BasicTypes;
  readonly unit: number;
  readonly fileScope: FileScope;
  scope: Scope;
  currentFunction: FunctionContext | undefined;
  effects: Effect[] = [];
  /** Height of the tree of the expression parsed last, and of the highest one since a statement expression began. */
  height = 0;
  greatestHeight = 0;
  /** Operands being parsed that are not evaluated. */
  unevaluated = 0;
  readonly functions: FunctionDefinition[] = [];
  readonly functionSymbols = new Map<string, FunctionSymbol>();
  readonly linkedObjects = new Map<string, Variable>();
  readonly aliases = new Map<FunctionSymbol | Variable, { target: string; token: Token }>();
  readonly inlineFunctions = new Set<FunctionSymbol>();
  readonly inlineDefinitions = new Set<FunctionSymbol>();
  readonly strings: Map<string, Variable>;
  /** Strings that were read a second time. */
  readonly stringsAgain = new Set<Variable>();
  /** Variables declared `register`: their address can't be taken. */
  readonly registers: WeakSet<Variable>;
  readonly transparentUnions: WeakSet<RecordDefinition>;
  /** Records whose body is being read. */
  readonly recordsBeingDefined = new Set<RecordDefinition>();
  /** Enumerations whose body was read. */
  readonly definedEnums: WeakSet<EnumDefinition>;
  /** Alignments of members whose declaration asked for one, or that lie in a packed record. */
  readonly memberAlignments: WeakMap<Member, number>;
  /** Undeclared names that were reported outside functions. */
  readonly reportedNames = new Set<string>();
  readonly pack: PackStack;
  vaListType: CType | undefined;
  /** Tags whose struct, union or enum was completed, and how many functions were defined by then. */
  readonly completed: { readonly tag: string; readonly at: number }[] = [];
  /** A name with linkage was declared in a block, or a definition gave way: no body can be read anew alone. */
  onlyAsAWhole = false;
  private readonly errors: ReadonlySet<WarningName>;

  constructor(
    tokens: readonly Token[],
    readonly options: ParseOptions,
    /** One that has read the whole unit, and how many of its functions come before: what it knew then is known. */
    resumed?: { readonly parser: Parser; readonly at: number },
  ) {
    super(tokens, options.diagnostics);
    const known = resumed?.parser;
    this.fileScope = known ? known.fileScope.asOf(resumed.at) : new FileScope(() => this.functions.length);
    this.scope = this.fileScope;
    this.strings = new Map(known?.strings);
    this.registers = known?.registers ?? new WeakSet();
    this.transparentUnions = known?.transparentUnions ?? new WeakSet();
    this.definedEnums = known?.definedEnums ?? new WeakSet();
    this.memberAlignments = known?.memberAlignments ?? new WeakMap();
    this.vaListType = known?.vaListType;
    if (known) {
      for (const [name, symbol] of known.functionSymbols) this.functionSymbols.set(name, symbol);
      for (const [name, variable] of known.linkedObjects) this.linkedObjects.set(name, variable);
    }
    this.model = options.model;
    this.types = basicTypes(options.model);
    this.unit = options.unit;
    this.pack = new PackStack(options.pragmas ?? [], options.diagnostics);
    this.errors = options.errors ?? new Set();
  }

  error(token: Token, message: string, notes?: readonly { readonly message: string; readonly token: Token }[]): void {
    this.diagnostics.error(token, message, notes);
  }

  /** A warning that a user can make an error; it bears its name as gcc's do. */
  warn(token: Token, name: WarningName, message: string): void {
    if (this.errors.has(name)) this.diagnostics.error(token, `${message} [-Werror=${name}]`);
    else this.diagnostics.warning(token, `${message} [-W${name}]`);
  }

  inScope<T>(parse: () => T): T {
    const outer = this.scope;
    this.scope = new Scope(outer);
    try {
      return parse();
    } finally {
      this.scope = outer;
    }
  }

  /** Parses an operand that is not evaluated: what it would do is taken back. */
  withoutEffects<T>(parse: () => T): T {
    const mark = this.effects.length;
    this.unevaluated++;
    try {
      return parse();
    } finally {
      this.unevaluated--;
      this.effects.length = mark;
    }
  }

  /** Notes that the expression just parsed is one operator higher than its highest operand. */
  raise(token: Token, operand = 0): void {
    this.height = Math.max(this.height, operand) + 1;
    if (this.height > DEPTH_LIMIT)
      this.diagnostics.fatal(token, `more than ${DEPTH_LIMIT} operators stacked in one expression`);
    if (this.height > this.greatestHeight) this.greatestHeight = this.height;
  }

  declare(name: string, declared: Declared): void {
    this.scope.declare(name, declared);
  }

  markAddressTaken(target: Variable | FunctionSymbol | Label): void {
    this.effects.push({ kind: 'addressTaken', target });
  }

  /** An automatic variable without a name, in the innermost block; the caller makes it have a value. */
  hiddenVariable(type: CType, token: Token, addressTaken: boolean): Variable {
    const blocks = this.currentFunction?.blocks;
    const variable: Variable = {
      name: '',
      type,
      token,
      storage: 'automatic',
      linkage: 'none',
      unit: this.unit,
      addressTaken,
      initializer: undefined,
      defined: true,
      readOnly: false,
      alignment: undefined,
      section: undefined,
      scope: blocks?.[blocks.length - 1],
    };
    this.effects.push({ kind: 'local', variable });
    return variable;
  }

  /** The variable as an expression; its use is logged when it has linkage. */
  variableExpression(variable: Variable, token: Token): VariableExpression {
    const node: VariableExpression = { kind: 'variable', type: variable.type, token, variable };
    if (variable.linkage !== 'none') this.effects.push({ kind: 'object', node });
    return node;
  }

  functionExpression(symbol: FunctionSymbol, token: Token): FunctionExpression {
    const node: FunctionExpression = { kind: 'function', type: symbol.type, token, symbol };
    this.effects.push({ kind: 'function', node });
    return node;
  }
}

/** An expression in the place of an erroneous one: it draws no further errors. */
export function isErroneous(expression: Expression): boolean {
  return expression.type.typedefName === '<error>';
}
