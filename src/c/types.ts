/**
 * C types (C11 6.2.5) as plain immutable data. Qualifiers lie on each type; a record's or an enum's identity is its definition
 * object, which is completed in place when its body is read. Sizes and offsets are numbers of bytes for one data model:
 * `dataModel.ts` has the models, `layout.ts` computes.
 */
import type { Token } from './token';

export interface Qualifiers {
  readonly const?: boolean;
  readonly volatile?: boolean;
  readonly restrict?: boolean;
  readonly atomic?: boolean;
}

export type IntegerName =
  | '_Bool'
  | 'char'
  | 'signed char'
  | 'unsigned char'
  | 'short'
  | 'unsigned short'
  | 'int'
  | 'unsigned int'
  | 'long'
  | 'unsigned long'
  | 'long long'
  | 'unsigned long long';

interface Qualified {
  readonly qualifiers?: Qualifiers;
  /** An alignment raised by an attribute on a typedef (`__attribute__((aligned(n)))`), in bytes. */
  readonly aligned?: number;
  /** The typedef's name by which the author wrote the type, for messages and pictures. */
  readonly typedefName?: string;
}

export interface VoidType extends Qualified {
  readonly kind: 'void';
}
export interface IntegerType extends Qualified {
  readonly kind: 'integer';
  readonly name: IntegerName;
  /** 1, 2, 4 or 8. */
  readonly size: number;
  readonly signed: boolean;
  /** Set for the value of a bit-field wider than int: GNU C computes with its width, not with that of its declared type. All
   * values of such a type are in its range already: the parser adds what reduces them. */
  readonly precision?: number;
  /** Set for an enumerated type, whose compatible integer type this is. */
  readonly enumeration?: EnumDefinition;
}
export interface FloatingType extends Qualified {
  readonly kind: 'floating';
  readonly name: 'float' | 'double' | 'long double';
  /** Storage: 4, 8; long double 16 on LP64, 12 on ILP32, computed with double's precision. */
  readonly size: number;
}
export interface PointerType extends Qualified {
  readonly kind: 'pointer';
  readonly to: CType;
}
export interface ArrayType extends Qualified {
  readonly kind: 'array';
  readonly of: CType;
  /** Number of elements; undefined for an incomplete array (a flexible member included). */
  readonly length: number | undefined;
}
export interface FunctionType extends Qualified {
  readonly kind: 'function';
  readonly returns: CType;
  readonly parameters: readonly CType[];
  readonly variadic: boolean;
  /** False for the old `f()` declarator, which takes anything. */
  readonly prototyped: boolean;
}
export interface RecordType extends Qualified {
  readonly kind: 'record';
  readonly record: RecordDefinition;
}
export type CType = VoidType | IntegerType | FloatingType | PointerType | ArrayType | FunctionType | RecordType;

export interface Member {
  /** Empty for an anonymous struct or union member, and for an unnamed bit-field. */
  readonly name: string;
  readonly type: CType;
  /** Byte offset in the record; for a bit-field, of the storage unit of `type`'s size that holds it. */
  readonly offset: number;
  /** Present for a bit-field: its width and its first bit in the little-endian storage unit at `offset`. A packed bit-field
   * may reach past that unit: then `offset` is chosen, and `bits` counted, from the first byte that it touches. */
  readonly bits?: { readonly first: number; readonly width: number };
  readonly token: Token;
}

export interface RecordDefinition {
  readonly keyword: 'struct' | 'union';
  /** Undefined for a record without a tag. */
  readonly tag: string | undefined;
  readonly token: Token;
  /** Undefined until the body has been read. */
  members: readonly Member[] | undefined;
  size: number;
  alignment: number;
}

export interface EnumDefinition {
  readonly tag: string | undefined;
  readonly token: Token;
  constants: readonly { readonly name: string; readonly value: bigint; readonly token: Token }[];
}

export interface DataModel {
  readonly name: 'LP64' | 'ILP32';
  readonly pointerSize: 4 | 8;
  readonly longSize: 4 | 8;
  /** Alignment inside a struct of 8-byte integers and of double: 8 on x86-64, 4 on i386. */
  readonly wideMemberAlignment: 4 | 8;
  readonly longDoubleSize: 12 | 16;
}
