/**
 * Types as C text, for messages and hovers: `char *[3]`, `int (*)(void)`, `const struct net_device *`. The declarator syntax is
 * inside out, so a type is written from its innermost part outwards around the name it declares (none, for a type name).
 * `quoteType` adds what a typedef stands for, as gcc does: 'u64' {aka 'long long unsigned int'}.
 */
import type { CType, Qualifiers } from './types';

/** Nesting after which the rest of a type is written as `...`. */
const LONGEST = 64;

function qualifierText(qualifiers: Qualifiers | undefined): string {
  if (!qualifiers) return '';
  const words: string[] = [];
  if (qualifiers.const) words.push('const');
  if (qualifiers.volatile) words.push('volatile');
  if (qualifiers.restrict) words.push('restrict');
  if (qualifiers.atomic) words.push('_Atomic');
  return words.join(' ');
}

function baseText(type: CType, expand: boolean): string {
  const qualifiers = qualifierText(type.qualifiers);
  return (qualifiers ? `${qualifiers} ` : '') + unqualifiedText(type, expand);
}

function unqualifiedText(type: CType, expand: boolean): string {
  if (type.typedefName && !expand) return type.typedefName;
  switch (type.kind) {
    case 'void':
      return 'void';
    case 'integer':
      if (type.enumeration) return `enum ${type.enumeration.tag ?? '<anonymous>'}`;
      return type.name;
    case 'floating':
      return type.name;
    case 'record':
      return `${type.record.keyword} ${type.record.tag ?? '<anonymous>'}`;
    default:
      return '';
  }
}

function write(type: CType, inner: string, expand: boolean, depth: number): string {
  const named = type.typedefName !== undefined && !(expand && depth === 0);
  if (depth > LONGEST) return `... ${inner}`;
  if (!named) {
    if (type.kind === 'pointer') {
      const qualifiers = qualifierText(type.qualifiers);
      const space = qualifiers && inner && !inner.startsWith('[') ? ' ' : '';
      const star = `*${qualifiers}${space}${inner}`;
      const wrap = (type.to.kind === 'array' || type.to.kind === 'function') && type.to.typedefName === undefined;
      return write(type.to, wrap ? `(${star})` : star, expand, depth + 1);
    }
    if (type.kind === 'array') return write(type.of, `${inner}[${type.length ?? ''}]`, expand, depth + 1);
    if (type.kind === 'function') {
      const parameters = type.parameters.map((parameter) => write(parameter, '', expand, depth + 1));
      if (type.variadic) parameters.push('...');
      const list = parameters.length > 0 ? parameters.join(', ') : type.prototyped ? 'void' : '';
      return write(type.returns, `${inner}(${list})`, expand, depth + 1);
    }
  }
  const base = baseText(type, expand && depth === 0);
  if (!inner) return base;
  return `${base}${inner.startsWith('[') ? '' : ' '}${inner}`;
}

/** The type as C writes it; with `name`, a declaration of that name without its semicolon. */
export function typeName(type: CType, name = ''): string {
  return write(type, name, false, 0);
}

/** The type with the typedef name of its outermost part resolved. */
export function expandedTypeName(type: CType): string {
  return write(type, '', true, 0);
}

/** The type in quotes, and what it stands for when it was written by a typedef's name. */
export function quoteType(type: CType): string {
  const written = typeName(type);
  const expanded = expandedTypeName(type);
  return written === expanded ? `'${written}'` : `'${written}' {aka '${expanded}'}`;
}
