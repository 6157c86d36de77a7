/**
 * GNU attributes: `__attribute__((…))` read into names and arguments. Three kinds are told apart: those that change what the
 * program means here (acted on where declarations are built), those that say something to an optimiser or a checker and may be
 * passed over, and those that can't be honoured, which are refused by name. Unknown ones draw gcc's warning.
 */
import { evaluateInteger } from '../constant';
import { integerOfSize } from '../dataModel';
import { decodeString, textOf } from '../literals';
import type { Token } from '../token';
import type { Attribute } from '../tree';
import { isError } from '../typeRelations';
import type { CType } from '../types';
import { checkArguments } from './attributeArguments';
import { rvalue } from './conversions';
import { parseAssignment } from './expressions';
import type { Parser } from './parser';

/** Acted on, or passed over without a loss: they change no result of a correct program. */
const KNOWN = new Set([
  'access', 'aligned', 'alias', 'alloc_align', 'alloc_size', 'always_inline', 'artificial', 'assume_aligned', 'bounded',
  'btf_decl_tag', 'btf_type_tag', 'cdecl', 'cold', 'common', 'const', 'copy', 'counted_by', 'deprecated',
  'designated_init', 'diagnose_as_builtin', 'error', 'externally_visible', 'fallthrough', 'fastcall', 'fd_arg',
  'flag_enum', 'flatten', 'force_align_arg_pointer', 'format', 'format_arg', 'gcc_struct', 'gnu_inline', 'hot', 'leaf', 'malloc',
  'may_alias', 'mode', 'no_caller_saved_registers', 'no_icf', 'no_instrument_function', 'no_profile_instrument_function',
  'no_reorder', 'no_sanitize', 'no_sanitize_address', 'no_sanitize_coverage', 'no_sanitize_thread', 'no_sanitize_undefined',
  'no_split_stack', 'no_stack_limit', 'no_stack_protector', 'noclone', 'nocommon', 'noinit', 'noinline', 'noipa', 'nonnull',
  'nonstring', 'noplt', 'noreturn', 'noderef', 'address_space', 'nothrow', 'optimize', 'packed', 'patchable_function_entry', 'pure',
  'randomize_layout', 'no_randomize_layout', 'regparm', 'retain', 'returns_nonnull', 'returns_twice', 'section', 'sentinel',
  'simd', 'stack_protect', 'stdcall', 'symver', 'sysv_abi', 'target', 'tls_model', 'transparent_union', 'unavailable', 'unused',
  'used', 'uninitialized', 'visibility', 'warn_if_not_aligned', 'warn_unused', 'warn_unused_result', 'warning', 'weak', 'zero_call_used_regs',
  'indirect_branch', 'function_return', 'cf_check', 'nocf_check', 'no_split_stack', 'disable_sanitizer_instrumentation',
]); // biome-ignore format: a table

/** Passing these over would make the program do something else. */
const REFUSED = new Set([
  'cleanup', 'constructor', 'destructor', 'vector_size', 'naked', 'interrupt', 'ifunc', 'weakref', 'scalar_storage_order', 'ms_struct', 'ms_abi', 'hardbool',
  'target_clones', 'ext_vector_type', 'overloadable', 'noreturn_if', 'strub',
]); // biome-ignore format: a table

/** Answers `__has_attribute`. @param name without the underscores around it. */
export function hasAttribute(name: string): boolean {
  return KNOWN.has(name);
}

/** What most declarations have: thousands of lists that are empty need not be made. */
export const NO_ATTRIBUTES: readonly Attribute[] = [];

/** One list, then the other. */
export function joinAttributes(first: readonly Attribute[], then: readonly Attribute[]): readonly Attribute[] {
  if (then.length === 0) return first;
  return first.length === 0 ? then : [...first, ...then];
}

/** Any number of `__attribute__((…))`. */
export function parseAttributes(p: Parser): readonly Attribute[] {
  if (!p.is('__attribute__')) return NO_ATTRIBUTES;
  const attributes: Attribute[] = [];
  while (p.accept('__attribute__')) {
    p.expect('(');
    p.expect('(');
    while (p.lexeme !== ')') {
      if (p.accept(',')) continue;
      const attribute = parseAttribute(p);
      if (attribute) attributes.push(attribute);
      if (p.lexeme !== ')' && p.lexeme !== ',') p.unexpected("')'");
    }
    p.expect(')');
    p.expect(')');
  }
  return attributes;
}

/** The name without the underscores that may stand around it. */
function plainName(text: string): string {
  return /^__.+__$/.test(text) ? text.slice(2, -2) : text;
}

function parseAttribute(p: Parser): Attribute | undefined {
  if (p.token.kind !== 'identifier') return p.unexpected('attribute name');
  const token = p.next();
  const name = plainName(token.text);
  if (!KNOWN.has(name)) {
    if (REFUSED.has(name)) p.error(token, `attribute '${name}' is not supported`);
    else p.warn(token, 'attributes', `'${token.text}' attribute directive ignored`);
    if (p.lexeme === '(') skipBrackets(p);
    return undefined;
  }
  const list: (string | bigint)[] = [];
  let known = true;
  if (p.accept('(')) {
    while (!p.is(')')) {
      const argument = parseArgument(p, name);
      if (argument === undefined) known = false;
      else list.push(argument);
      if (!p.accept(',')) break;
    }
    p.expect(')');
  }
  const attribute = { name, arguments: list, token };
  return known && checkArguments(p, attribute) ? attribute : undefined;
}

/** A word, a string, or an integer constant; undefined of what is none, which is reported. */
function parseArgument(p: Parser, attribute: string): string | bigint | undefined {
  const after = p.peek();
  if (p.token.kind === 'identifier' && (after === ',' || after === ')')) {
    const declared = p.scope.lookup(p.token.text);
    if (declared?.kind !== 'constant') return p.next().text;
  }
  if (p.lexeme === 'string') {
    const tokens: Token[] = [];
    while (p.lexeme === 'string') tokens.push(p.next());
    return textOf(decodeString(tokens, p.model, p.diagnostics));
  }
  const token = p.token;
  const expression = p.withoutEffects(() => rvalue(p, parseAssignment(p)));
  if (isError(expression.type)) return undefined;
  const value = evaluateInteger(expression, p.model);
  const what = attribute === 'aligned' ? 'requested alignment' : 'attribute argument';
  if (value === undefined) p.error(token, `${what} is not an integer constant`);
  return value;
}

/** Skips a bracketed list of tokens. */
export function skipBrackets(p: Parser): void {
  let depth = 0;
  do {
    if (p.lexeme === 'end') p.unexpected("')'");
    if (p.lexeme === '(') depth++;
    if (p.lexeme === ')') depth--;
    p.next();
  } while (depth > 0);
}

export function findAttribute(attributes: readonly Attribute[], name: string): Attribute | undefined {
  return attributes.find((attribute) => attribute.name === name);
}

/** The largest alignment that the attributes `aligned` ask for, in bytes; alone it means the target's largest, 16. */
export function alignmentOf(p: Parser, attributes: readonly Attribute[]): number | undefined {
  let alignment: number | undefined;
  for (const attribute of attributes) {
    if (attribute.name !== 'aligned') continue;
    const [value = 16n] = attribute.arguments;
    if (value === 0n) {
      p.warn(attribute.token, 'attributes', "requested alignment '0' is not a positive power of 2");
      continue;
    }
    const asked = typeof value === 'bigint' ? checkedAlignment(p, value, attribute.token) : undefined;
    if (asked !== undefined) alignment = Math.max(alignment ?? 1, asked);
  }
  return alignment;
}

/** The alignment when it is a power of two that an object file can express. */
export function checkedAlignment(p: Parser, value: bigint, token: Token): number | undefined {
  if (value > 0n && value <= 1n << 28n && (value & (value - 1n)) === 0n) return Number(value);
  if (value > 1n << 28n) p.error(token, `requested alignment '${value}' exceeds maximum 268435456`);
  else p.error(token, `requested alignment '${value}' is not a positive power of 2`);
  return undefined;
}

const MODES = new Map([
  ['QI', 1],
  ['byte', 1],
  ['HI', 2],
  ['SI', 4],
  ['DI', 8],
]);

/** The type that the attribute `mode` makes of an arithmetic type. */
export function typeInMode(p: Parser, type: CType, attribute: Attribute): CType {
  const mode = plainName(String(attribute.arguments[0] ?? ''));
  if (type.kind === 'floating' && (mode === 'SF' || mode === 'DF'))
    return mode === 'SF' ? p.types.float : p.types.double;
  const wordSized = mode === 'word' || mode === 'pointer';
  const size = wordSized ? p.model.pointerSize : MODES.get(mode);
  if (type.kind === 'integer' && size !== undefined) {
    const found = integerOfSize(size, type.signed, p.model);
    if (found) return { ...found, ...(type.qualifiers ? { qualifiers: type.qualifiers } : {}) };
  }
  p.error(attribute.token, `machine mode '${mode}' is not supported here`);
  return type;
}
