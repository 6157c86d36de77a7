/**
 * Writes a WebAssembly module in its binary format (core specification, chapter 5): types, imports, functions, tables and the
 * element segments that fill them, bodies, and a custom section with names for debuggers. The order in which imports and
 * functions are added fixes their indices; imports come first. Function types are shared: equal signatures get one index.
 */
import { ByteBuffer } from './bytes';
import { EMPTY_BLOCK, FUNCREF, FUNCTION_TYPE, OP, type Opcode, VALUE_TYPE, type WasmType } from './opcodes';

const SECTION = { custom: 0, type: 1, import: 2, function: 3, table: 4, export: 7, element: 9, code: 10 } as const;
/** Kinds of what is imported or exported. */
const KIND = { function: 0, table: 1, memory: 2, global: 3 } as const;
const NAME = { functions: 1 } as const;
/** An element segment for a table that it names; its elements are functions. */
const ACTIVE_ELEMENTS = 2;
const FUNCTION_ELEMENTS = 0;

/** Parameters and results of a function, or of a block that takes nothing. */
export interface Signature {
  readonly parameters: readonly WasmType[];
  readonly results: readonly WasmType[];
}

/** The code of one function: local variables after the parameters, then instructions; the last `end` included. */
export interface Body {
  readonly locals: readonly WasmType[];
  readonly code: CodeBuffer;
}

export class WasmModule {
  private readonly types: Signature[] = [];
  private readonly typeIndices = new Map<string, number>();
  private readonly imports = new ByteBuffer();
  private importCount = 0;
  private importedFunctions = 0;
  private importedGlobals = 0;
  private readonly functions: number[] = [];
  private readonly bodies = new ByteBuffer(1 << 16);
  private bodyCount = 0;
  /** Where the last body begins. */
  private bodyStart = 0;
  /** Types that were asked for, if anybody wants to know. */
  private typesNoted: { readonly signature: Signature; readonly index: number }[] = [];
  private readonly names: { readonly index: number; readonly name: string }[] = [];
  private importedTables = 0;
  /** Sizes of the module's own tables. */
  private readonly tables: number[] = [];
  private readonly exportedTables: { readonly index: number; readonly name: string }[] = [];
  private readonly elements: {
    readonly table: number;
    readonly offset: number;
    readonly functions: readonly number[];
  }[] = [];

  /** The index of a type. */
  type(parameters: readonly WasmType[], results: readonly WasmType[]): number {
    const key = `${parameters.join()}>${results.join()}`;
    let index = this.typeIndices.get(key);
    if (index === undefined) {
      index = this.types.push({ parameters, results }) - 1;
      this.typeIndices.set(key, index);
    }
    this.typesNoted.push({ signature: { parameters, results }, index });
    return index;
  }

  private importHeader(namespace: string, name: string, kind: number): void {
    this.imports.name(namespace);
    this.imports.name(name);
    this.imports.byte(kind);
    this.importCount++;
  }

  /** @param pages the least number of 64 KiB pages. */
  importMemory(namespace: string, name: string, pages: number): void {
    this.importHeader(namespace, name, KIND.memory);
    this.imports.byte(0);
    this.imports.unsigned(pages);
  }

  /** A table of functions; returns its index. @param size the least number of elements. */
  importTable(namespace: string, name: string, size: number): number {
    this.importHeader(namespace, name, KIND.table);
    this.imports.byte(FUNCREF);
    this.imports.byte(0);
    this.imports.unsigned(size);
    return this.importedTables++;
  }

  /** A table of the module's own, which is exported by a name; returns its index. Imported tables come first. */
  addTable(size: number, name: string): number {
    const index = this.importedTables + this.tables.push(size) - 1;
    this.exportedTables.push({ index, name });
    return index;
  }

  /** A mutable global; returns its index. */
  importGlobal(namespace: string, name: string, type: WasmType): number {
    this.importHeader(namespace, name, KIND.global);
    this.imports.byte(VALUE_TYPE[type]);
    this.imports.byte(1);
    return this.importedGlobals++;
  }

  /** Returns the function's index. */
  importFunction(
    namespace: string,
    name: string,
    parameters: readonly WasmType[],
    results: readonly WasmType[],
  ): number {
    if (this.functions.length > 0) throw new Error('imports come before functions');
    this.importHeader(namespace, name, KIND.function);
    this.imports.unsigned(this.type(parameters, results));
    this.names.push({ index: this.importedFunctions, name });
    return this.importedFunctions++;
  }

  /** Declares a function, whose body follows by `define`; returns its index. */
  declare(name: string, parameters: readonly WasmType[], results: readonly WasmType[]): number {
    const index = this.importedFunctions + this.functions.length;
    this.functions.push(this.type(parameters, results));
    this.names.push({ index, name });
    return index;
  }

  /** Gives the next function in the order of their declaration its body, whose code may be written over afterwards. */
  define(index: number, { locals, code }: Body): void {
    this.checkOrder(index);
    const groups = groupLocals(locals);
    this.bodies.sized(() => {
      this.bodies.unsigned(groups.length);
      for (const { count, type } of groups) {
        this.bodies.unsigned(count);
        this.bodies.byte(VALUE_TYPE[type]);
      }
      this.bodies.append(code.written());
    });
  }

  /** A list to which every type that is asked for from now on is added, until the next list is begun. */
  noteTypes(): readonly { readonly signature: Signature; readonly index: number }[] {
    this.typesNoted = [];
    return this.typesNoted;
  }

  /** A copy of the body defined last, for `defineAgain`. */
  lastBody(): Uint8Array {
    return this.bodies.written().slice(this.bodyStart);
  }

  /** How many bytes the body defined last takes. */
  get lastBodySize(): number {
    return this.bodies.length - this.bodyStart;
  }

  /** Like `define`, with a body that another module of the same indices has. */
  defineAgain(index: number, body: Uint8Array): void {
    this.checkOrder(index);
    this.bodies.append(body);
  }

  private checkOrder(index: number): void {
    if (index !== this.importedFunctions + this.bodyCount) throw new Error('bodies come in the order of declarations');
    this.bodyCount++;
    this.bodyStart = this.bodies.length;
  }

  /** Puts functions into a table, from index `offset` on, when the module is instantiated. */
  fillTable(table: number, offset: number, functions: readonly number[]): void {
    this.elements.push({ table, offset, functions });
  }

  finish(): Uint8Array {
    const out = new ByteBuffer(1 << 16);
    for (const byte of [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00]) out.byte(byte);
    const section = (id: number, write: () => void): void => {
      out.byte(id);
      out.sized(write);
    };
    section(SECTION.type, () => this.writeTypes(out));
    section(SECTION.import, () => {
      out.unsigned(this.importCount);
      out.append(this.imports.finish());
    });
    section(SECTION.function, () => {
      out.unsigned(this.functions.length);
      for (const type of this.functions) out.unsigned(type);
    });
    if (this.tables.length > 0) section(SECTION.table, () => this.writeTables(out));
    if (this.exportedTables.length > 0) section(SECTION.export, () => this.writeExports(out));
    if (this.elements.length > 0) section(SECTION.element, () => this.writeElements(out));
    section(SECTION.code, () => this.writeBodies(out));
    section(SECTION.custom, () => this.writeNames(out));
    return out.finish();
  }

  private writeTypes(out: ByteBuffer): void {
    out.unsigned(this.types.length);
    for (const { parameters, results } of this.types) {
      out.byte(FUNCTION_TYPE);
      for (const list of [parameters, results]) {
        out.unsigned(list.length);
        for (const type of list) out.byte(VALUE_TYPE[type]);
      }
    }
  }

  private writeTables(out: ByteBuffer): void {
    out.unsigned(this.tables.length);
    for (const size of this.tables) {
      out.byte(FUNCREF);
      out.byte(0);
      out.unsigned(size);
    }
  }

  private writeExports(out: ByteBuffer): void {
    out.unsigned(this.exportedTables.length);
    for (const { index, name } of this.exportedTables) {
      out.name(name);
      out.byte(KIND.table);
      out.unsigned(index);
    }
  }

  private writeElements(out: ByteBuffer): void {
    out.unsigned(this.elements.length);
    for (const { table, offset, functions } of this.elements) {
      out.unsigned(ACTIVE_ELEMENTS);
      out.unsigned(table);
      out.byte(OP.i32Const);
      out.signed32(offset);
      out.byte(OP.end);
      out.byte(FUNCTION_ELEMENTS);
      out.unsigned(functions.length);
      for (const index of functions) out.unsigned(index);
    }
  }

  private writeBodies(out: ByteBuffer): void {
    if (this.bodyCount !== this.functions.length) throw new Error('a declared function has no body');
    out.unsigned(this.bodyCount);
    out.append(this.bodies.written());
  }

  private writeNames(out: ByteBuffer): void {
    out.name('name');
    out.byte(NAME.functions);
    out.sized(() => {
      out.unsigned(this.names.length);
      for (const { index, name } of this.names) {
        out.unsigned(index);
        out.name(name);
      }
    });
  }
}

function groupLocals(locals: readonly WasmType[]): { count: number; readonly type: WasmType }[] {
  const groups: { count: number; readonly type: WasmType }[] = [];
  for (const type of locals) {
    const last = groups.at(-1);
    if (last?.type === type) last.count++;
    else groups.push({ count: 1, type });
  }
  return groups;
}

/** Instructions of one function body, or of one after another: the buffer can be used again. */
export class CodeBuffer extends ByteBuffer {
  /** Which locals are meant by the numbers that `get`, `set` and `tee` are given; undefined: they themselves. */
  locals: readonly number[] | undefined;

  clear(): void {
    this.length = 0;
    this.locals = undefined;
  }

  op(opcode: Opcode | number): void {
    if (opcode > 0xff) {
      this.byte(opcode >> 8);
      this.unsigned(opcode & 0xff);
    } else this.byte(opcode);
  }

  i32(value: number): void {
    this.byte(OP.i32Const);
    this.signed32(value);
  }

  i64(value: bigint): void {
    this.byte(OP.i64Const);
    this.signed64(value);
  }

  f32(value: number): void {
    this.byte(OP.f32Const);
    this.float32(value);
  }

  f64(value: number): void {
    this.byte(OP.f64Const);
    this.float64(value);
  }

  get(local: number): void {
    this.byte(OP.localGet);
    this.unsigned(this.locals ? (this.locals[local] as number) : local);
  }

  set(local: number): void {
    this.byte(OP.localSet);
    this.unsigned(this.locals ? (this.locals[local] as number) : local);
  }

  tee(local: number): void {
    this.byte(OP.localTee);
    this.unsigned(this.locals ? (this.locals[local] as number) : local);
  }

  globalGet(global: number): void {
    this.byte(OP.globalGet);
    this.unsigned(global);
  }

  globalSet(global: number): void {
    this.byte(OP.globalSet);
    this.unsigned(global);
  }

  call(index: number): void {
    this.byte(OP.call);
    this.unsigned(index);
  }

  callIndirect(type: number, table: number): void {
    this.byte(OP.callIndirect);
    this.unsigned(type);
    this.unsigned(table);
  }

  /** A load or store. The alignment is only a hint in WebAssembly: 1 byte is always right. */
  memory(opcode: Opcode | number, offset: number): void {
    this.byte(opcode);
    this.byte(0);
    this.unsigned(offset);
  }

  memoryFill(): void {
    this.op(OP.memoryFill);
    this.byte(0);
  }

  memoryCopy(): void {
    this.op(OP.memoryCopy);
    this.byte(0);
    this.byte(0);
  }

  /** `block`, `loop` or `if` without results. */
  open(opcode: typeof OP.block | typeof OP.loop | typeof OP.if): void {
    this.byte(opcode);
    this.byte(EMPTY_BLOCK);
  }

  /** A block that gives the results of the function type `type`, which has no parameters. */
  openTyped(opcode: typeof OP.block | typeof OP.loop | typeof OP.if, type: number): void {
    this.byte(opcode);
    this.signed32(type);
  }

  end(): void {
    this.byte(OP.end);
  }

  /** @param depth how many enclosing blocks are skipped. */
  br(depth: number): void {
    this.byte(OP.br);
    this.unsigned(depth);
  }

  brIf(depth: number): void {
    this.byte(OP.brIf);
    this.unsigned(depth);
  }

  brTable(depths: readonly number[], otherwise: number): void {
    this.byte(OP.brTable);
    this.unsigned(depths.length);
    for (const depth of depths) this.unsigned(depth);
    this.unsigned(otherwise);
  }
}
