/** How many arguments GNU attributes take, and of what kind, where a wrong one would go unnoticed (gcc's c-attribs.c). */
import type { Attribute } from '../tree';
import type { Parser } from './parser';

const WITHOUT = [
  'always_inline', 'artificial', 'cold', 'common', 'const', 'designated_init', 'externally_visible', 'flatten', 'gnu_inline',
  'hot', 'leaf', 'may_alias', 'no_icf', 'no_instrument_function', 'noclone', 'nocommon', 'noinit', 'noinline', 'noipa',
  'nonstring', 'noreturn', 'nothrow', 'packed', 'pure', 'returns_nonnull', 'returns_twice', 'transparent_union', 'unused',
  'used', 'warn_unused_result', 'weak',
]; // biome-ignore format: a list

type Count = readonly [least: number, most: number];

const COUNTS = new Map<string, Count>([
  ...WITHOUT.map((name): [string, Count] => [name, [0, 0]]),
  ['alias', [1, 1]],
  ['aligned', [0, 1]],
  ['alloc_align', [1, 1]],
  ['alloc_size', [1, 2]],
  ['assume_aligned', [1, 2]],
  ['deprecated', [0, 1]],
  ['error', [1, 1]],
  ['format', [3, 3]],
  ['format_arg', [1, 1]],
  ['mode', [1, 1]],
  ['section', [1, 1]],
  ['sentinel', [0, 1]],
  ['visibility', [1, 1]],
  ['warning', [1, 1]],
]);

/** Whether the attribute's arguments can be right; if not, that is reported. */
export function checkArguments(p: Parser, { name, arguments: given, token }: Attribute): boolean {
  const [least, most] = COUNTS.get(name) ?? [0, Number.POSITIVE_INFINITY];
  const isText = typeof given[0] === 'string';
  if (given.length < least || given.length > most) {
    p.error(token, `wrong number of arguments specified for '${name}' attribute`);
  } else if (name === 'aligned' && isText) p.error(token, 'requested alignment is not an integer constant');
  else if (name === 'section' && !isText) p.error(token, 'section attribute argument not a string constant');
  else if (name === 'alias' && !isText) p.error(token, "attribute 'alias' argument not a string");
  else return true;
  return false;
}
