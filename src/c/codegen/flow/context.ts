/**
 * What is known of the program while its functions are turned into flow graphs: where static objects lie, which number a function
 * has. And what a C type is to WebAssembly.
 */
import type { AddressSpace } from '../../abi';
import type { BasicTypes } from '../../dataModel';
import type { DiagnosticBag } from '../../diagnostics';
import type { FunctionSymbol, Label, Variable } from '../../tree';
import type { CType, DataModel, FunctionType } from '../../types';
import type { WasmType } from '../../wasm/opcodes';
import type { StaticExtent } from './graph';

export interface ProgramContext {
  readonly model: DataModel;
  readonly types: BasicTypes;
  readonly space: AddressSpace;
  /** i64 on LP64, i32 on ILP32. */
  readonly pointer: 'i32' | 'i64';
  readonly limit: number;
  readonly reportOverflow: boolean;
  readonly diagnostics: DiagnosticBag;
  /** Number of functions that have an id. */
  readonly functionCount: number;
  /** Offset in data of the table of type ids: a word for each function, the first for id 1. */
  readonly typeTable: number;
  /** The id of a function's body; undefined for one that is not defined in C. */
  functionId(symbol: FunctionSymbol): number | undefined;
  /** The id by which a function is called through pointers; 0 for an undefined weak one, undefined for a link error. */
  addressId(symbol: FunctionSymbol): number | undefined;
  isIntrinsic(symbol: FunctionSymbol): boolean;
  /** The number that equal function types share. */
  typeId(type: FunctionType): number;
  /** Where an object lies. Of an undefined one `undefinedName` is set. */
  extentOf(variable: Variable): StaticExtent;
  /** How the function with an id is called. */
  shapeOf(id: number): CallShape;
  /** The address of a label. */
  labelAddress(label: Label): bigint;
}

/** The WebAssembly type of a scalar. */
export function wasmType(type: CType, model: DataModel): WasmType {
  switch (type.kind) {
    case 'integer':
      return type.size === 8 ? 'i64' : 'i32';
    case 'floating':
      return type.size === 4 ? 'f32' : 'f64';
    default:
      return model.pointerSize === 8 ? 'i64' : 'i32';
  }
}

export const isRecord = (type: CType): type is CType & { kind: 'record' } => type.kind === 'record';

/** Whether values of the type are compared and divided as signed numbers. */
export const isSigned = (type: CType): boolean => type.kind === 'integer' && type.signed;

/** A call as WebAssembly sees it: hidden parameters included, frame and resume point not. */
export interface CallShape {
  readonly parameters: readonly WasmType[];
  readonly returns: WasmType | undefined;
  /** The first parameter points to where the returned record goes. */
  readonly hiddenResult: boolean;
  /** The last parameter points to the variable arguments. */
  readonly hiddenArguments: boolean;
}

/** @param parameters types of the parameters as passed. */
export function callShape(
  returns: CType,
  parameters: readonly CType[],
  variadic: boolean,
  model: DataModel,
): CallShape {
  const pointer: WasmType = model.pointerSize === 8 ? 'i64' : 'i32';
  const hiddenResult = isRecord(returns);
  return {
    parameters: [
      ...(hiddenResult ? [pointer] : []),
      ...parameters.map((type) => wasmType(type, model)),
      ...(variadic ? [pointer] : []),
    ],
    returns: hiddenResult || returns.kind === 'void' ? undefined : wasmType(returns, model),
    hiddenResult,
    hiddenArguments: variadic,
  };
}
