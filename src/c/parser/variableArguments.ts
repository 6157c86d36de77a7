/**
 * `__builtin_va_list` as gcc has it: on LP64 an array of one struct of 24 bytes, which decays where it is passed; on ILP32 a
 * `char *`. The built-ins of <stdarg.h> get the list as an lvalue in either case: the struct, or the pointer.
 */
import { layoutRecord } from '../layout';
import type { Token } from '../token';
import type { Expression } from '../tree';
import { quoteType } from '../typeNames';
import { isError, isPointer, pointerTo } from '../typeRelations';
import type { CType, RecordDefinition } from '../types';
import { isLvalue, rootVariable, rvalue } from './conversions';
import type { Parser } from './parser';
import { buildDereference } from './places';

/** The type that `__builtin_va_list` names. */
export function vaListType(p: Parser): CType {
  p.vaListType ??= makeVaListType(p);
  return p.vaListType;
}

function makeVaListType(p: Parser): CType {
  if (p.model.name === 'ILP32') return { ...p.types.charPointer, typedefName: '__builtin_va_list' };
  const { token } = p;
  const members = [
    { name: 'gp_offset', type: p.types.unsignedInt, token },
    { name: 'fp_offset', type: p.types.unsignedInt, token },
    { name: 'overflow_arg_area', type: p.types.voidPointer, token },
    { name: 'reg_save_area', type: p.types.voidPointer, token },
  ];
  const rules = { keyword: 'struct' as const, packed: false, alignment: undefined };
  const record: RecordDefinition = {
    keyword: 'struct',
    tag: '__va_list_tag',
    token,
    ...layoutRecord(members, rules, p.model),
  };
  return { kind: 'array', of: { kind: 'record', record }, length: 1, typedefName: '__builtin_va_list' };
}

/** The type of a parameter declared `va_list`. */
export function vaListParameter(p: Parser): CType {
  const type = vaListType(p);
  return type.kind === 'array' ? pointerTo(type.of) : type;
}

/** The list as an lvalue; reports and gives undefined when the expression is no list. */
export function vaList(p: Parser, expression: Expression, token: Token): Expression | undefined {
  if (isError(expression.type)) return undefined;
  if (p.model.name === 'ILP32') {
    const { type } = expression;
    if (isPointer(type) && type.to.kind === 'integer' && type.to.size === 1 && isLvalue(expression)) {
      const root = rootVariable(expression);
      if (root) p.markAddressTaken(root);
      return expression;
    }
  } else {
    const value = rvalue(p, expression);
    const list = vaListType(p);
    const record = list.kind === 'array' && list.of.kind === 'record' ? list.of.record : undefined;
    if (isPointer(value.type) && value.type.to.kind === 'record' && value.type.to.record === record) {
      return buildDereference(p, value, token);
    }
  }
  p.error(token, `argument of type ${quoteType(expression.type)} is not a 'va_list'`);
  return undefined;
}
