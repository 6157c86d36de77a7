/**
 * The typed tree: what the parser gives and the code generator reads. Every conversion is explicit: an lvalue is turned into
 * a value by `load`, arrays and functions decay by `decay`, operands of an arithmetic operator already have its type. Each
 * node keeps the token it is blamed on; each statement its first and last token. Constant expressions that C requires to be
 * constant (array lengths, case labels, enum values, bit-field widths, static initialisers' integers) are already folded.
 */
import type { Token } from './token';
import type { CType, FunctionType, Member } from './types';

// ---------------------------------------------------------------- program

export interface Program {
  readonly functions: readonly FunctionDefinition[];
  /** Those that are there whether code that can be reached uses them or not: all but inline ones that no initialiser names. */
  readonly roots: ReadonlySet<FunctionDefinition>;
  /** Objects with static storage duration, block-scope statics, string literals and file-scope compound literals included. */
  readonly objects: readonly Variable[];
  /** Declared and called or address-taken, but not defined; intrinsics of the machine are among them. */
  readonly undefinedFunctions: readonly FunctionSymbol[];
  /** What evaluated code of a function names, as linked. */
  readonly uses: (definition: FunctionDefinition) => Uses | undefined;
}

/** How a program differs from the one that was linked before it: in bodies of functions, which name the same things in the same order. */
export interface ProgramEdit {
  readonly before: Program;
  /** Of functions of the program; none when it is the same. */
  readonly bodies: readonly EditedBody[];
}

export interface EditedBody {
  readonly old: FunctionDefinition;
  readonly now: FunctionDefinition;
}

/** What evaluated code of one function, or of the initialisers outside functions, names and makes. */
export interface Uses {
  readonly functions: FunctionExpression[];
  /** Objects with linkage. */
  readonly objects: VariableExpression[];
  /** Objects with static storage and no linkage: strings, compound literals, block-scope statics. One may be there twice. */
  readonly statics: Variable[];
  /** Functions whose address is taken. */
  readonly addressTaken: FunctionSymbol[];
}

export interface FunctionSymbol {
  readonly name: string;
  type: FunctionType;
  readonly token: Token;
  definition: FunctionDefinition | undefined;
  readonly linkage: 'internal' | 'external';
  addressTaken: boolean;
  noReturn: boolean;
  /** Its definition only serves calls that are inlined, so it is nothing that a use could be linked with (6.7.4p7). */
  inlineOnly: boolean;
  /** The translation unit it was declared in, which tells apart two statics of the same name. */
  readonly unit: number;
  /** Attributes that matter later: section, constructor, alias, weak, noinline, … by name with their raw arguments. */
  attributes: readonly Attribute[];
}

export interface Attribute {
  readonly name: string; // without leading and trailing underscores
  readonly arguments: readonly (string | bigint)[];
  readonly token: Token;
}

export interface FunctionDefinition {
  readonly symbol: FunctionSymbol;
  readonly parameters: readonly Variable[];
  /** All automatic variables of the body, compound literals and hidden ones included, parameters not. */
  readonly locals: readonly Variable[];
  readonly body: CompoundStatement;
  readonly labels: readonly Label[];
}

export interface Variable {
  readonly name: string; // '' for a compound literal or string
  type: CType; // an array's length may be completed by its initialiser
  readonly token: Token;
  readonly storage: 'static' | 'automatic' | 'parameter';
  readonly linkage: 'none' | 'internal' | 'external';
  readonly unit: number;
  /** Its address is used other than to load or store the whole scalar (or it is volatile or not a scalar). */
  addressTaken: boolean;
  /** For static storage: undefined means all zero (when `defined`). */
  initializer: Initializer | undefined;
  /** False for an `extern` that nothing defines: taking its address is a link error. */
  defined: boolean;
  /** A string literal's or a const object's bytes can't be written. */
  readOnly: boolean;
  /** Alignment asked for by an attribute or _Alignas, in bytes. */
  alignment: number | undefined;
  section: string | undefined;
  /** Static storage whose flexible array member's initialiser makes it larger than its type: its size in bytes. */
  storageSize?: number;
  /** The attribute `weak`: an `extern` that nothing defines then has the address 0. */
  weak?: boolean;
  /** The scope's compound statement for an automatic variable: its lifetime (6.2.4p6). */
  scope: CompoundStatement | undefined;
}

/** The parts of an object that are set; everything else in it is zero. By their place in
 * the object; a later one overrides what it shares with an earlier one. */
export interface Initializer {
  readonly token: Token;
  readonly parts: readonly InitializerPart[];
}
export interface InitializerPart {
  readonly offset: number;
  readonly type: CType;
  readonly bits?: Member['bits'];
  /** Of type `type`; for static storage a constant (see constant.ts: an integer, a floating value or symbol + offset);
   * a `string` lvalue of array type initialises an array of characters, cut or zero-filled to `type`. */
  readonly value: Expression;
}

// ---------------------------------------------------------------- expressions

interface Node {
  readonly type: CType;
  readonly token: Token;
}

export type BinaryOperator = '+' | '-' | '*' | '/' | '%' | '<<' | '>>' | '&' | '^' | '|';
export type ComparisonOperator = '==' | '!=' | '<' | '>' | '<=' | '>=';

// Lvalues: they denote an object. `compoundLiteral`, `string`, and `member` of an rvalue record are lvalues here too.
export interface VariableExpression extends Node {
  readonly kind: 'variable';
  readonly variable: Variable;
}
export interface StringExpression extends Node {
  readonly kind: 'string';
  /** An array object in Program.objects; equal strings may share one. */
  readonly variable: Variable;
  /** Bytes, terminating zero included, already in the element width, little-endian. */
  readonly bytes: Uint8Array;
}
export interface DereferenceExpression extends Node {
  readonly kind: 'dereference';
  readonly pointer: Expression;
}
export interface MemberExpression extends Node {
  readonly kind: 'member';
  readonly object: Expression; // an lvalue of record type, or a call, assignment or `?:` that gives a record
  readonly member: Member;
}
export interface CompoundLiteralExpression extends Node {
  readonly kind: 'compoundLiteral';
  readonly variable: Variable;
  readonly initializer: Initializer;
}

// Values.
export interface IntegerExpression extends Node {
  readonly kind: 'integer';
  readonly value: bigint;
} // in the type's range
export interface FloatingExpression extends Node {
  readonly kind: 'floating';
  readonly value: number;
}
export interface FunctionExpression extends Node {
  readonly kind: 'function';
  readonly symbol: FunctionSymbol;
}
export interface LabelAddressExpression extends Node {
  readonly kind: 'labelAddress';
  readonly label: Label;
}
/** Lvalue to value; also of a record (the whole is copied) and of a bit-field member. */
export interface LoadExpression extends Node {
  readonly kind: 'load';
  readonly object: Expression;
}
/** Array lvalue to pointer to its first element, or function designator to pointer. */
export interface DecayExpression extends Node {
  readonly kind: 'decay';
  readonly operand: Expression;
}
export interface AddressExpression extends Node {
  readonly kind: 'address';
  readonly operand: Expression;
}
/** Between arithmetic, pointer and bool types, or to void. */
export interface ConvertExpression extends Node {
  readonly kind: 'convert';
  readonly operand: Expression;
  readonly explicit: boolean; // written as a cast
}
export interface NegateExpression extends Node {
  readonly kind: 'negate';
  readonly operand: Expression;
}
export interface ComplementExpression extends Node {
  readonly kind: 'complement';
  readonly operand: Expression;
}
/** `!`: int 0 or 1, operand any scalar. */
export interface NotExpression extends Node {
  readonly kind: 'not';
  readonly operand: Expression;
}
/** Both operands have the type of the result; of `<<` and `>>` the right one has its own promoted type. */
export interface BinaryExpression extends Node {
  readonly kind: 'binary';
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
/** int 0 or 1; operands share one arithmetic or pointer type. */
export interface ComparisonExpression extends Node {
  readonly kind: 'comparison';
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}
/** pointer + index * size of the element; the index is converted to the signed integer type of a pointer's width. `[]` too. */
export interface PointerAddExpression extends Node {
  readonly kind: 'pointerAdd';
  readonly pointer: Expression;
  readonly index: Expression;
  readonly subtract: boolean;
  readonly elementSize: number;
}
export interface PointerDifferenceExpression extends Node {
  readonly kind: 'pointerDifference';
  readonly left: Expression;
  readonly right: Expression;
  readonly elementSize: number;
}
export interface LogicalExpression extends Node {
  readonly kind: 'logical';
  readonly operator: '&&' | '||';
  readonly left: Expression;
  readonly right: Expression;
}
export interface ConditionalExpression extends Node {
  readonly kind: 'conditional';
  readonly condition: Expression;
  /** Undefined for GNU `a ?: b`: then the value is `condition`'s own, evaluated once and
   * converted to the node's type. */
  readonly middle: Expression | undefined;
  readonly otherwise: Expression;
}
/** Simple assignment; the value is the target's after it (unqualified). Records are copied whole. */
export interface AssignExpression extends Node {
  readonly kind: 'assign';
  readonly target: Expression;
  readonly value: Expression;
}
/** `target op= value`: target is loaded, converted to `operationType`, operated on, converted back and stored; its address
 * is computed once. For pointers `elementSize` scales the value. `++` and `--` are this with the constant 1. */
export interface CompoundAssignExpression extends Node {
  readonly kind: 'compoundAssign';
  readonly operator: BinaryOperator;
  readonly target: Expression;
  readonly value: Expression;
  readonly operationType: CType;
  readonly elementSize: number | undefined;
  /** The value of the whole is the target's before it: postfix `++` and `--`. */
  readonly postfix: boolean;
}
export interface CommaExpression extends Node {
  readonly kind: 'comma';
  readonly left: Expression;
  readonly right: Expression;
}
export interface CallExpression extends Node {
  readonly kind: 'call';
  /** A `function` expression for a direct call, else a value of pointer-to-function type. */
  readonly callee: Expression;
  readonly functionType: FunctionType;
  /** Converted to the parameters' types; variable arguments are promoted (6.5.2.2p6, p7). */
  readonly arguments: readonly Expression[];
  readonly lastToken: Token; // the closing parenthesis
}
/** `({ … })`: the value is that of the last expression statement, or void. */
export interface StatementExpression extends Node {
  readonly kind: 'statementExpression';
  readonly body: CompoundStatement; // its last statement is an `expression` statement when the type is not void
}
/**
 * A built-in that is not folded by the parser. The parser folds constant_p, choose_expr, types_compatible_p, offsetof and
 * object_size, and maps memcpy, strlen, abort … that a freestanding program may call by `__builtin_` names to plain calls of
 * the function without the prefix. What stays: `va_start` (list lvalue), `va_end`, `va_copy`, `va_arg` (type is the node's),
 * `unreachable`, `trap`, `frame_address`, `return_address`, `prefetch`, `expect` (value), bit operations (`ffs` `ctz` `clz`
 * `popcount` `parity` `clrsb` with `l`/`ll` forms, `bswap16/32/64`), `add_overflow` `sub_overflow` `mul_overflow` (a, b,
 * pointer; computed in infinite precision) and their `_p` forms (a, b, an expression of the type), floating `fabs` `isnan` `isinf` `inf` `nan` `huge_val` `signbit` …, and
 * `atomic_load` `atomic_store` `atomic_exchange` `atomic_compare_exchange` `atomic_fetch_add|sub|and|or|xor|nand`
 * `atomic_add|sub|and|or|xor|nand_fetch` `atomic_thread_fence` (`__atomic_*_n` and `__sync_*` forms mapped to these).
 */
export interface BuiltinExpression extends Node {
  readonly kind: 'builtin';
  readonly name: string;
  readonly arguments: readonly Expression[];
  readonly lastToken: Token;
}

export type Expression =
  | VariableExpression
  | StringExpression
  | DereferenceExpression
  | MemberExpression
  | CompoundLiteralExpression
  | IntegerExpression
  | FloatingExpression
  | FunctionExpression
  | LabelAddressExpression
  | LoadExpression
  | DecayExpression
  | AddressExpression
  | ConvertExpression
  | NegateExpression
  | ComplementExpression
  | NotExpression
  | BinaryExpression
  | ComparisonExpression
  | PointerAddExpression
  | PointerDifferenceExpression
  | LogicalExpression
  | ConditionalExpression
  | AssignExpression
  | CompoundAssignExpression
  | CommaExpression
  | CallExpression
  | StatementExpression
  | BuiltinExpression;

// ---------------------------------------------------------------- statements

interface StatementNode {
  readonly first: Token;
  readonly last: Token;
}

export interface Label {
  readonly name: string;
  readonly token: Token;
  /** `&&label` is used: a computed goto may come here. */
  addressTaken: boolean;
}

export interface ExpressionStatement extends StatementNode {
  readonly kind: 'expression';
  readonly expression: Expression;
}
export interface CompoundStatement extends StatementNode {
  readonly kind: 'compound';
  statements: readonly Statement[];
}
/** One declared automatic variable; with an initialiser it is a step of its own. Statics are in Program.objects alone. */
export interface DeclarationStatement extends StatementNode {
  readonly kind: 'declaration';
  readonly variable: Variable;
  readonly initializer: Initializer | undefined;
}
export interface IfStatement extends StatementNode {
  readonly kind: 'if';
  readonly condition: Expression;
  readonly then: Statement;
  readonly otherwise: Statement | undefined;
}
export interface WhileStatement extends StatementNode {
  readonly kind: 'while';
  readonly condition: Expression;
  readonly body: Statement;
}
export interface DoStatement extends StatementNode {
  readonly kind: 'do';
  readonly body: Statement;
  readonly condition: Expression;
}
/** The initial clause is an expression or declarations in `initial`; the scope of those is this statement. */
export interface ForStatement extends StatementNode {
  readonly kind: 'for';
  readonly initial: readonly Statement[];
  readonly condition: Expression | undefined;
  readonly step: Expression | undefined;
  readonly body: Statement;
}
export interface SwitchStatement extends StatementNode {
  readonly kind: 'switch';
  /** Promoted; case values are converted to its type. */
  readonly value: Expression;
  readonly cases: readonly CaseStatement[];
  readonly default: DefaultStatement | undefined;
  readonly body: Statement;
}
/** `case low ... high:`; `high` equals `low` for a plain case. */
export interface CaseStatement extends StatementNode {
  readonly kind: 'case';
  readonly low: bigint;
  readonly high: bigint;
  readonly body: Statement;
}
export interface DefaultStatement extends StatementNode {
  readonly kind: 'default';
  readonly body: Statement;
}
export interface LabelStatement extends StatementNode {
  readonly kind: 'label';
  readonly label: Label;
  readonly body: Statement;
}
export interface GotoStatement extends StatementNode {
  readonly kind: 'goto';
  readonly label: Label;
}
export interface ComputedGotoStatement extends StatementNode {
  readonly kind: 'computedGoto';
  readonly target: Expression;
}
export interface BreakStatement extends StatementNode {
  readonly kind: 'break';
}
export interface ContinueStatement extends StatementNode {
  readonly kind: 'continue';
}
export interface ReturnStatement extends StatementNode {
  readonly kind: 'return';
  readonly value: Expression | undefined;
}
export interface EmptyStatement extends StatementNode {
  readonly kind: 'empty';
}
/** Empty assembly: without operands a compiler barrier; with tied operands each output takes its input's value. */
export interface AsmStatement extends StatementNode {
  readonly kind: 'asm';
  readonly copies: readonly { readonly target: Expression; readonly value: Expression }[];
}

export type Statement =
  | ExpressionStatement
  | CompoundStatement
  | DeclarationStatement
  | IfStatement
  | WhileStatement
  | DoStatement
  | ForStatement
  | SwitchStatement
  | CaseStatement
  | DefaultStatement
  | LabelStatement
  | GotoStatement
  | ComputedGotoStatement
  | BreakStatement
  | ContinueStatement
  | ReturnStatement
  | EmptyStatement
  | AsmStatement;
