/**
 * How types relate (C11 6.2.7, 6.3.1, 6.7.3): qualifiers added and dropped, compatibility, the composite of two types, the
 * integer promotions and the usual arithmetic conversions. All are pure functions. `ERROR_TYPE` stands for the type of
 * something already reported: it is compatible with everything, so that one error does not draw others after it.
 */
import { basicTypes } from './dataModel';
import type { CType, DataModel, FunctionType, IntegerType, Member, PointerType, Qualifiers } from './types';

/** The type of an erroneous expression or declaration. Only identity tells it apart. */
export const ERROR_TYPE: IntegerType = { kind: 'integer', name: 'int', size: 4, signed: true, typedefName: '<error>' };

export function isError(type: CType): boolean {
  return type === ERROR_TYPE;
}

export const isInteger = (type: CType): type is IntegerType => type.kind === 'integer';
export const isPointer = (type: CType): type is PointerType => type.kind === 'pointer';
export const isArithmetic = (type: CType): boolean => type.kind === 'integer' || type.kind === 'floating';
export const isScalar = (type: CType): boolean => isArithmetic(type) || type.kind === 'pointer';
export const isAggregate = (type: CType): boolean => type.kind === 'array' || type.kind === 'record';
export const isVoid = (type: CType): boolean => type.kind === 'void';
export const isBool = (type: CType): boolean => type.kind === 'integer' && type.name === '_Bool';
export const isCharacter = (type: CType): boolean =>
  type.kind === 'integer' && type.size === 1 && type.name !== '_Bool' && type.enumeration === undefined;

export function pointerTo(to: CType): PointerType {
  return { kind: 'pointer', to };
}

/** The type with more qualifiers; those of an array lie on its elements (6.7.3p9). */
export function qualify(type: CType, more: Qualifiers): CType {
  if (isError(type) || !(more.const || more.volatile || more.restrict || more.atomic)) return type;
  if (type.kind === 'array') {
    const { typedefName: _, ...array } = type; // the name would hide the qualifiers
    return { ...array, of: qualify(type.of, more) };
  }
  const had = type.qualifiers;
  if (had && covers(had, more)) return type;
  return { ...type, qualifiers: { ...had, ...more } };
}

function covers(all: Qualifiers, some: Qualifiers): boolean {
  return (
    (!some.const || !!all.const) &&
    (!some.volatile || !!all.volatile) &&
    (!some.restrict || !!all.restrict) &&
    (!some.atomic || !!all.atomic)
  );
}

const unqualifiedTypes = new WeakMap<CType, CType>();

/** The unqualified version of the type (6.2.5p26); of an array, with unqualified elements. */
export function unqualified(type: CType): CType {
  if (type.kind === 'array') {
    const of = unqualified(type.of);
    return of === type.of ? type : { ...type, of };
  }
  if (!type.qualifiers) return type;
  let plain = unqualifiedTypes.get(type);
  if (!plain) {
    const { qualifiers: _, ...rest } = type;
    plain = rest as CType;
    unqualifiedTypes.set(type, plain);
  }
  return plain;
}

const NONE: Qualifiers = {};

/** The qualifiers of the type; of an array, its elements'. */
export function qualifiersOf(type: CType): Qualifiers {
  let at = type;
  while (at.kind === 'array') at = at.of;
  return at.qualifiers ?? NONE;
}

export const isConst = (type: CType): boolean => qualifiersOf(type).const === true;
export const isVolatile = (type: CType): boolean => qualifiersOf(type).volatile === true;

/** Whether an object of the type can't be assigned to: const itself, or a record with a const member (6.3.2.1p1). */
export function hasConstMember(type: CType): boolean {
  if (type.kind !== 'record') return false;
  return (type.record.members ?? []).some((member) => isConst(member.type) || hasConstMember(elementOf(member.type)));
}

function elementOf(type: CType): CType {
  let at = type;
  while (at.kind === 'array') at = at.of;
  return at;
}

function sameQualifiers(a: Qualifiers | undefined, b: Qualifiers | undefined): boolean {
  return covers(a ?? NONE, b ?? NONE) && covers(b ?? NONE, a ?? NONE);
}

/** Compatible types (6.2.7p1), qualifiers included. */
export function compatible(a: CType, b: CType): boolean {
  if (a === b || isError(a) || isError(b)) return true;
  if (a.kind !== b.kind || !sameQualifiers(a.qualifiers, b.qualifiers)) return false;
  switch (a.kind) {
    case 'void':
      return true;
    case 'integer': {
      const other = b as IntegerType;
      if (a.enumeration && other.enumeration) return a.enumeration === other.enumeration;
      return a.name === other.name;
    }
    case 'floating':
      return a.name === (b as typeof a).name;
    case 'pointer':
      return compatible(a.to, (b as typeof a).to);
    case 'array': {
      const other = b as typeof a;
      if (a.length !== undefined && other.length !== undefined && a.length !== other.length) return false;
      return compatible(a.of, other.of);
    }
    case 'record':
      return a.record === (b as typeof a).record;
    case 'function':
      return compatibleFunctions(a, b as FunctionType);
  }
}

/**
 * Pairs of function types that were found compatible, and their composites. Types made of typedefs of one another share
 * their parts, and to walk through every path to a part takes for ever: `typedef t0 (*t1)(t0, t0)`, sixty times.
 */
const compatiblePairs = new WeakMap<FunctionType, WeakSet<FunctionType>>();
const composites = new WeakMap<FunctionType, WeakMap<FunctionType, FunctionType>>();

function compatibleFunctions(a: FunctionType, b: FunctionType): boolean {
  const known = compatiblePairs.get(a) ?? new WeakSet();
  if (known.has(b)) return true;
  if (!agree(a, b)) return false;
  compatiblePairs.set(a, known.add(b));
  return true;
}

/** 6.7.6.3p15. A parameter that the default promotions would change makes `f()` incompatible with its prototype. */
function agree(a: FunctionType, b: FunctionType): boolean {
  if (!compatible(unqualified(a.returns), unqualified(b.returns))) return false;
  if (a.prototyped && b.prototyped) {
    if (a.variadic !== b.variadic || a.parameters.length !== b.parameters.length) return false;
    return a.parameters.every((type, index) =>
      compatible(unqualified(type), unqualified(b.parameters[index] as CType)),
    );
  }
  if (!a.prototyped && !b.prototyped) return true;
  const [prototype, old] = a.prototyped ? [a, b] : [b, a];
  if (prototype.variadic) return false;
  if (old.parameters.length > 0) {
    // An old-style definition: its promoted parameters must match.
    if (old.parameters.length !== prototype.parameters.length) return false;
    return prototype.parameters.every((type, index) =>
      compatible(unqualified(type), unqualified(old.parameters[index] as CType)),
    );
  }
  return prototype.parameters.every(isSelfPromoting);
}

function isSelfPromoting(type: CType): boolean {
  if (type.kind === 'floating') return type.name !== 'float';
  return type.kind !== 'integer' || type.size >= 4;
}

/** Compatible apart from the qualifiers of the types themselves. */
export function compatibleUnqualified(a: CType, b: CType): boolean {
  return compatible(unqualified(a), unqualified(b));
}

/** The composite type of two compatible types (6.2.7p3). */
export function composite(a: CType, b: CType): CType {
  if (a === b || isError(a)) return a;
  if (isError(b)) return b;
  if (a.kind === 'array' && b.kind === 'array') {
    const of = composite(a.of, b.of);
    const length = a.length ?? b.length;
    return of === a.of && length === a.length ? a : { ...a, of, length };
  }
  if (a.kind === 'pointer' && b.kind === 'pointer') {
    const to = composite(a.to, b.to);
    return to === a.to ? a : { ...a, to };
  }
  if (a.kind === 'function' && b.kind === 'function') return compositeFunction(a, b);
  return a;
}

function compositeFunction(a: FunctionType, b: FunctionType): FunctionType {
  const known = composites.get(a) ?? new WeakMap<FunctionType, FunctionType>();
  const result = known.get(b) ?? composed(a, b);
  composites.set(a, known.set(b, result));
  return result;
}

function composed(a: FunctionType, b: FunctionType): FunctionType {
  const returns = composite(a.returns, b.returns);
  if (a.prototyped !== b.prototyped) return { ...(a.prototyped ? a : b), returns };
  if (!a.prototyped) return { ...(a.parameters.length > 0 ? a : b), returns };
  const parameters = a.parameters.map((type, index) => composite(type, b.parameters[index] as CType));
  const same = returns === a.returns && parameters.every((type, index) => type === a.parameters[index]);
  return same ? a : { ...a, returns, parameters };
}

/** Whether converting between the two leaves the representation and its meaning as they are. */
export function sameRepresentation(a: CType, b: CType): boolean {
  if (a.kind === 'integer' && b.kind === 'integer') return a.name === b.name && a.precision === b.precision;
  if (a.kind === 'floating' && b.kind === 'floating') return a.name === b.name;
  return false;
}

const RANK: Record<IntegerType['name'], number> = {
  _Bool: 0,
  char: 1,
  'signed char': 1,
  'unsigned char': 1,
  short: 2,
  'unsigned short': 2,
  int: 3,
  'unsigned int': 3,
  long: 4,
  'unsigned long': 4,
  'long long': 5,
  'unsigned long long': 5,
};

/**
 * The integer promotions (6.3.1.1p2). A bit-field whose width fits int becomes int; a wider one keeps its type and width. An enumerated type becomes its plain integer type.
 */
export function promoted(type: IntegerType, bits: Member['bits'], model: DataModel): IntegerType {
  const types = basicTypes(model);
  if (bits && (bits.width < 32 || (bits.width === 32 && type.signed))) return types.int;
  if (bits && bits.width === 32) return types.unsignedInt;
  if (type.precision !== undefined) return type;
  if (RANK[type.name] < 3) return types.int;
  return plainInteger(type, model);
}

/** The shared object of the basic type: no enumeration, qualifiers or typedef name. */
export function plainInteger(type: IntegerType, model: DataModel): IntegerType {
  const types = basicTypes(model);
  switch (type.name) {
    case '_Bool':
      return types.bool;
    case 'char':
      return types.char;
    case 'signed char':
      return types.signedChar;
    case 'unsigned char':
      return types.unsignedChar;
    case 'short':
      return types.short;
    case 'unsigned short':
      return types.unsignedShort;
    case 'int':
      return types.int;
    case 'unsigned int':
      return types.unsignedInt;
    case 'long':
      return types.long;
    case 'unsigned long':
      return types.unsignedLong;
    case 'long long':
      return types.longLong;
    case 'unsigned long long':
      return types.unsignedLongLong;
  }
}

function unsignedOf(type: IntegerType, model: DataModel): IntegerType {
  const types = basicTypes(model);
  if (type.name === 'int') return types.unsignedInt;
  return type.name === 'long' ? types.unsignedLong : types.unsignedLongLong;
}

function precisionOf(type: IntegerType): number {
  return type.precision ?? type.size * 8;
}

/** The type of a bit-field's value: of one wider than int, the declared type cut to that width. */
export function bitFieldValueType(type: CType, bits: Member['bits']): CType {
  if (!bits || type.kind !== 'integer' || bits.width <= 32 || bits.width === type.size * 8) return type;
  return { kind: 'integer', name: type.name, size: type.size, signed: type.signed, precision: bits.width };
}

/** The common real type of two promoted operands (6.3.1.8). Both must be arithmetic, integers already promoted. */
export function usualArithmetic(a: CType, b: CType, model: DataModel): CType {
  const types = basicTypes(model);
  if (a.kind === 'floating' || b.kind === 'floating') {
    const has = (name: string) =>
      (a.kind === 'floating' && a.name === name) || (b.kind === 'floating' && b.name === name);
    if (has('long double')) return types.longDouble;
    return has('double') ? types.double : types.float;
  }
  const x = a as IntegerType;
  const y = b as IntegerType;
  if (x.precision !== undefined || y.precision !== undefined) {
    const difference = precisionOf(x) - precisionOf(y);
    if (difference !== 0) return difference > 0 ? x : y;
    if (x.precision !== y.precision) return x.precision === undefined ? x : y;
    return x.signed ? y : x;
  }
  if (x.signed === y.signed) return RANK[x.name] >= RANK[y.name] ? x : y;
  const [signed, unsigned] = x.signed ? [x, y] : [y, x];
  if (RANK[unsigned.name] >= RANK[signed.name]) return unsigned;
  if (signed.size > unsigned.size) return signed;
  return unsignedOf(signed, model);
}
