/**
 * The state in which a function's tree is turned into its flow graph, and the steps that all of that work is made of: blocks, points,
 * registers, scopes.
 *
 * Values wait. While an expression's right operand is built, the value of the left one waits: it is *held*. As values are pure, a
 * waiting one may be computed late, with two exceptions, for which `settle` puts all that wait into temporaries: before control flow
 * splits (what is computed in one branch is not there in the other), and before anything with a point or an assignment to a variable
 * (what waits must have been computed before; and a single temporary is better than the many registers of a tall tree). A plain
 * read of a register variable stays a read, as it does in gcc's -O0 code: `i + ({ i = 5; 1; })` is 6.
 */
import type { PassedObject, Point, StatementInfo } from '../../compiled';
import { preferredAlignOf, sizeOf } from '../../layout';
import type { Token } from '../../token';
import type { CompoundStatement, FunctionDefinition, FunctionSymbol, Label, Statement, Variable } from '../../tree';
import { isScalar } from '../../typeRelations';
import type { CType } from '../../types';
import type { WasmType } from '../../wasm/opcodes';
import { type ProgramContext, wasmType } from './context';
import { Block, type FlowPoint, type Instruction, isTick, type MemoryPlace, type StaticExtent } from './graph';
import { FrameObject, get, HIGHEST, heightOf, isLeaf, Local, type Value } from './value';

const NONE: readonly Local[] = [];

/** A value that waits. */
export interface Held {
  value: Value;
}

/** A block of C, or a full expression, whose automatic variables or hidden objects live while it runs. */
export interface Scope {
  readonly parent: Scope | undefined;
  /** Frame objects that are made when it is entered. */
  readonly objects: FrameObject[];
}

/** Where `break` and `continue` go. */
export interface Target {
  readonly block: Block;
  readonly scope: Scope;
}

/** A jump to a label, whose scopes to leave and enter are known when the function has been read. */
export interface PendingJump {
  readonly from: Block;
  readonly scope: Scope;
  readonly label: Label;
}

export interface LabelPlace {
  readonly block: Block;
  scope: Scope | undefined;
}

/** A function that code calls or whose address it computes, or something that nothing defines. */
export interface Reference {
  readonly token: Token;
  /** The function's; undefined for what has none. */
  readonly id: number | undefined;
  /** It is a call that gcc inlines even at -O0. */
  readonly inlined?: boolean;
  /** What is wrong with it. */
  readonly complaint: { readonly severity: 'error' | 'warning'; readonly message: string } | undefined;
}

export class FunctionBuilder {
  /** Blocks in order. */
  readonly order: Block[] = [];
  current: Block;
  readonly statements: StatementInfo[] = [];
  /** Index of the statement being built. */
  statement = 0;
  /** Nesting of statement expressions. */
  depth = 0;
  readonly registers = new Map<Variable, Local>();
  readonly objects: FrameObject[] = [];
  readonly temporaries: Local[] = [];
  /** Static objects whose address is computed. */
  readonly escapes = new Set<StaticExtent>();
  /** They count if their blocks can be reached. */
  readonly references: { readonly block: Block; readonly reference: Reference }[] = [];
  readonly labels = new Map<Label, LabelPlace>();
  readonly pendingJumps: PendingJump[] = [];
  /** Blocks that end in a computed goto, with their scopes. */
  readonly computedJumps: { readonly from: Block; readonly scope: Scope; readonly index: Value }[] = [];
  breakTarget: Target | undefined;
  continueTarget: Target | undefined;
  /** Blocks of the cases of the switch being built. */
  casePlaces: Map<Statement, LabelPlace> | undefined;
  readonly functionScope: Scope = { parent: undefined, objects: [] };
  scope: Scope = this.functionScope;
  /** Parameters of record type: pointers to the caller's copies. */
  readonly recordParameters = new Map<Variable, Local>();
  /** Register variables that surely have a value wherever they are in scope. */
  readonly assured = new Set<Local>();
  /** A pointer to where a returned record goes; to the variable arguments. */
  resultPointer: Local | undefined;
  argumentsPointer: Local | undefined;
  private readonly held: Held[] = [];
  /** All that is held below this index is settled. */
  private settled = 0;
  private readonly variableObjects = new Map<Variable, FrameObject>();
  private readonly scopeVariables = new Map<CompoundStatement, Variable[]>();
  /** The scope of the current full expression, and hidden objects that are free again, by size. */
  private expressionScope: Scope | undefined;
  private readonly free = new Map<string, FrameObject[]>();

  constructor(
    readonly context: ProgramContext,
    readonly definition: FunctionDefinition,
  ) {
    this.current = new Block();
    this.order.push(this.current);
    for (const variable of definition.locals) {
      if (!variable.scope) continue;
      const list = this.scopeVariables.get(variable.scope);
      if (list) list.push(variable);
      else this.scopeVariables.set(variable.scope, [variable]);
    }
  }

  // -------------------------------------------------------------- blocks

  /** The block comes next in order; falling into it is possible. */
  place(block: Block): void {
    if (!this.current.terminator) this.jump(block);
    this.order.push(block);
    this.current = block;
  }

  jump(to: Block): void {
    this.settle();
    this.current.terminator ??= { kind: 'jump', to };
  }

  branch(condition: Value, then: Block, otherwise: Block): void {
    if (condition.kind === 'constant') {
      this.jump(condition.value === 0 ? otherwise : then);
      return;
    }
    this.settle();
    this.current.terminator ??= { kind: 'branch', condition, then, otherwise };
  }

  /** What follows can't be reached except by a label. */
  startDeadBlock(): void {
    const block = new Block();
    this.order.push(block);
    this.current = block;
  }

  // -------------------------------------------------------------- instructions and points

  emit(instruction: Instruction): void {
    if (isTick(instruction) || instruction.kind === 'call' || instruction.kind === 'report') this.settle();
    this.current.instructions.push(instruction);
  }

  point(kind: Point['kind'], token: Token): FlowPoint {
    return { kind, token, statement: this.statement, id: 0, tested: false, live: NONE };
  }

  /** A statement starts: a tick. */
  startStatement(first: Token, last: Token): void {
    this.statement = this.statements.push({ first, last, depth: this.depth }) - 1;
    this.emit({ kind: 'statement', point: this.point('statement', first) });
  }

  // -------------------------------------------------------------- registers and waiting values

  temporary(type: WasmType): Local {
    const local = new Local(type, 'temporary', undefined, this.temporaries.length);
    this.temporaries.push(local);
    return local;
  }

  /** Gives a register a value. */
  set(local: Local, value: Value): void {
    if (local.kind === 'variable') this.settle();
    this.current.instructions.push({ kind: 'set', local, value });
  }

  /** The value as something that can be used more than once. */
  leaf(value: Value): Value {
    if (isLeaf(value)) return value;
    const local = this.temporary(value.type);
    this.current.instructions.push({ kind: 'set', local, value });
    return get(local);
  }

  /** The value as it is now, whatever is assigned to variables later. */
  snapshot(value: Value): Value {
    if (value.kind !== 'get' || value.local.kind !== 'variable') return this.leaf(value);
    const local = this.temporary(value.type);
    this.current.instructions.push({ kind: 'set', local, value });
    return get(local);
  }

  /** Keeps trees from growing too high to be walked. */
  limited(value: Value): Value {
    return heightOf(value) > HIGHEST ? this.leaf(value) : value;
  }

  hold(value: Value): Held {
    const held = { value };
    this.held.push(held);
    return held;
  }

  /** Takes the value that was held last. */
  release(held: Held): Value {
    if (this.held.pop() !== held) throw new Error('held values are released in reverse order');
    this.settled = Math.min(this.settled, this.held.length);
    return held.value;
  }

  /** Everything that waits is computed now. */
  settle(): void {
    for (; this.settled < this.held.length; this.settled++) {
      const held = this.held[this.settled] as Held;
      held.value = this.leaf(held.value);
    }
  }

  /** Holds the pointer of a place while `build` runs. */
  holding<T>(place: MemoryPlace, build: () => T): [MemoryPlace, T] {
    if (place.kind !== 'pointer') return [place, build()];
    const held = this.hold(place.pointer);
    const result = build();
    return [{ ...place, pointer: this.release(held) }, result];
  }

  // -------------------------------------------------------------- variables and scopes

  /** The register of a variable, if it is one; a scalar whose address is taken, an array or a record is not. */
  registerOf(variable: Variable): Local | undefined {
    let local = this.registers.get(variable);
    if (!local && isRegister(variable)) {
      local = new Local(wasmType(variable.type, this.context.model), 'variable', variable, -1);
      this.registers.set(variable, local);
    }
    return local;
  }

  /** The frame object of an automatic variable that is not a register. */
  objectOf(variable: Variable): FrameObject {
    let object = this.variableObjects.get(variable);
    if (!object) {
      const scope = variable.scope;
      const whole = scope === undefined || scope === this.definition.body || variable.storage === 'parameter';
      object = this.newObject(variable, variable.type, variable.alignment ?? 1, whole);
      this.variableObjects.set(variable, object);
    }
    return object;
  }

  private newObject(variable: Variable | undefined, type: CType, alignment: number, whole: boolean): FrameObject {
    const { model } = this.context;
    const own = Math.max(alignment, preferredAlignOf(type, model));
    const object = new FrameObject(variable, sizeOf(type, model), own, whole);
    this.objects.push(object);
    return object;
  }

  /** A hidden object of the current full expression, entered: an argument, a returned record. */
  borrow(size: number, passed?: PassedObject): FrameObject {
    let object = this.free.get(freeKey(size, passed))?.pop();
    if (!object) {
      object = new FrameObject(undefined, size, 16, false, passed);
      this.objects.push(object);
    }
    if (!this.expressionScope) throw new Error('a hidden object outside a full expression');
    this.expressionScope.objects.push(object);
    this.emit({ kind: 'enter', object });
    return object;
  }

  /**
   * Runs `build` for a full expression: what it borrows is given back at its end (6.2.4p8). An expression that ends with a branch
   * names the blocks that it goes to, both of which are still empty.
   */
  fullExpression<T>(build: () => T, exits: readonly Block[] = []): T {
    const outer = this.expressionScope;
    const scope: Scope = { parent: this.scope, objects: [] };
    this.expressionScope = scope;
    this.scope = scope;
    const result = build();
    for (const object of scope.objects) {
      if (exits.length === 0) this.emit({ kind: 'leave', object });
      for (const block of exits) block.instructions.push({ kind: 'leave', object });
      const key = freeKey(object.size, object.passed);
      const list = this.free.get(key);
      if (list) list.push(object);
      else this.free.set(key, [object]);
    }
    this.scope = scope.parent as Scope;
    this.expressionScope = outer;
    return result;
  }

  /** The variables of a block come to life. */
  enterScope(statement: CompoundStatement): void {
    const scope: Scope = { parent: this.scope, objects: [] };
    for (const variable of this.scopeVariables.get(statement) ?? []) {
      const local = this.registerOf(variable);
      if (local) this.emit({ kind: 'kill', local });
      else {
        const object = this.objectOf(variable);
        if (object.wholeFunction) continue;
        scope.objects.push(object);
        this.emit({ kind: 'enter', object });
      }
    }
    this.scope = scope;
  }

  leaveScope(): void {
    const { parent, objects } = this.scope;
    if (!parent) throw new Error('the scope of the function itself is not left');
    for (const object of objects) this.emit({ kind: 'leave', object });
    this.scope = parent;
  }

  labelPlace(label: Label): LabelPlace {
    let place = this.labels.get(label);
    if (!place) {
      place = { block: new Block(), scope: undefined };
      this.labels.set(label, place);
    }
    return place;
  }

  /** Ends the lifetimes of scopes that a jump from here to `outer` leaves. */
  unwindTo(outer: Scope): void {
    for (let scope: Scope | undefined = this.scope; scope && scope !== outer; scope = scope.parent) {
      for (const object of scope.objects) this.emit({ kind: 'leave', object });
    }
  }

  // -------------------------------------------------------------- static objects

  /** Where a static object lies; a use of an undefined one is noted. */
  extentOf(variable: Variable, token: Token): StaticExtent {
    const extent = this.context.extentOf(variable);
    if (extent.undefinedName !== undefined) {
      this.refer({ token, id: undefined, complaint: missing(`undefined reference to '${extent.undefinedName}'`) });
    }
    return extent;
  }

  /**
   * A use of a function in the code being built; `id` is undefined when nothing defines it.
   * @param inlined it is a call that gcc inlines even at -O0
   */
  noteFunction(
    { name, linkage, inlineOnly }: FunctionSymbol,
    id: number | undefined,
    token: Token,
    inlined = false,
  ): void {
    const isStatic = linkage === 'internal';
    const what = isStatic ? `'${name}' is declared 'static' but never defined` : `undefined reference to '${name}'`;
    const isMissing = id === undefined || (inlineOnly && !inlined);
    this.refer({ token, id, inlined, complaint: isMissing ? missing(what) : undefined });
  }

  refer(reference: Reference): void {
    this.references.push({ block: this.current, reference });
  }
}

/** Under which hidden objects wait to be used again. */
function freeKey(size: number, passed: PassedObject | undefined): string {
  return passed ? `${size} ${passed.index} ${passed.callee}` : `${size}`;
}

function missing(message: string): Reference['complaint'] {
  return { severity: 'error', message };
}

export function isRegister(variable: Variable): boolean {
  return variable.storage !== 'static' && !variable.addressTaken && isScalar(variable.type);
}
