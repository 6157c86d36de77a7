/**
 * The library functions that a program may call by their `__builtin_` names: such a call is one of the function without the
 * prefix. Signatures are written in letters: v void, i int, u unsigned int, l long, L unsigned long, x long long, z size_t,
 * d double, f float, D long double, p void *, P const void *, s char *, S const char *, a va_list; `...` at the end for variable
 * arguments. The first letter is the result.
 */
import { pointerTo, qualify } from '../typeRelations';
import type { CType, FunctionType } from '../types';
import type { Parser } from './parser';
import { vaListParameter } from './variableArguments';

const MATH_ONE = [
  'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cbrt', 'ceil', 'cos', 'cosh', 'erf', 'erfc', 'exp', 'exp2', 'expm1', 'floor',
  'log', 'log10', 'log1p', 'log2', 'nearbyint', 'rint', 'round', 'sin', 'sinh', 'sqrt', 'tan', 'tanh', 'tgamma', 'lgamma', 'trunc',
]; // biome-ignore format: a table
const MATH_TWO = ['atan2', 'fdim', 'fmax', 'fmin', 'fmod', 'hypot', 'nextafter', 'pow', 'remainder'];

function mathForms(names: readonly string[], parameters: number): [string, string][] {
  return names.flatMap((name): [string, string][] => [
    [name, 'd'.repeat(parameters + 1)],
    [`${name}f`, 'f'.repeat(parameters + 1)],
    [`${name}l`, 'D'.repeat(parameters + 1)],
  ]);
}

export const LIBRARY: ReadonlyMap<string, string> = new Map([
  ['abort', 'v'],
  ['exit', 'vi'],
  ['_exit', 'vi'],
  ['abs', 'ii'],
  ['labs', 'll'],
  ['llabs', 'xx'],
  ['malloc', 'pz'],
  ['calloc', 'pzz'],
  ['realloc', 'ppz'],
  ['free', 'vp'],
  ['memcpy', 'ppPz'],
  ['mempcpy', 'ppPz'],
  ['memmove', 'ppPz'],
  ['memset', 'ppiz'],
  ['memcmp', 'iPPz'],
  ['bcmp', 'iPPz'],
  ['bzero', 'vpz'],
  ['bcopy', 'vPpz'],
  ['memchr', 'pPiz'],
  ['strlen', 'zS'],
  ['strcpy', 'ssS'],
  ['stpcpy', 'ssS'],
  ['strncpy', 'ssSz'],
  ['strcat', 'ssS'],
  ['strncat', 'ssSz'],
  ['strcmp', 'iSS'],
  ['strncmp', 'iSSz'],
  ['strcasecmp', 'iSS'],
  ['strncasecmp', 'iSSz'],
  ['strchr', 'sSi'],
  ['strrchr', 'sSi'],
  ['strstr', 'sSS'],
  ['strpbrk', 'sSS'],
  ['strspn', 'zSS'],
  ['strcspn', 'zSS'],
  ['strdup', 'sS'],
  ['printf', 'iS...'],
  ['sprintf', 'isS...'],
  ['snprintf', 'iszS...'],
  ['vprintf', 'iSa'],
  ['vsprintf', 'isSa'],
  ['vsnprintf', 'iszSa'],
  ['puts', 'iS'],
  ['putchar', 'ii'],
  ['isalnum', 'ii'],
  ['isalpha', 'ii'],
  ['isdigit', 'ii'],
  ['isspace', 'ii'],
  ['isupper', 'ii'],
  ['islower', 'ii'],
  ['isxdigit', 'ii'],
  ['isprint', 'ii'],
  ['ispunct', 'ii'],
  ['toupper', 'ii'],
  ['tolower', 'ii'],
  ['ldexp', 'ddi'],
  ['ldexpf', 'ffi'],
  ['ldexpl', 'DDi'],
  ['lround', 'ld'],
  ['lrint', 'ld'],
  ...mathForms(MATH_ONE, 1),
  ...mathForms(MATH_TWO, 2),
  ...mathForms(['fma'], 3),
]);

/** The function's type; undefined for a name that is not in the table. */
export function libraryType(p: Parser, name: string): FunctionType | undefined {
  const signature = LIBRARY.get(name);
  if (signature === undefined) return undefined;
  const variadic = signature.endsWith('...');
  const letters = [...signature.replace('...', '')].map((letter) => letterType(p, letter));
  const [returns = p.types.void, ...parameters] = letters;
  return { kind: 'function', returns, parameters, variadic, prototyped: true };
}

function letterType(p: Parser, letter: string): CType {
  const { types } = p;
  const table: Record<string, CType> = {
    v: types.void,
    i: types.int,
    u: types.unsignedInt,
    l: types.long,
    L: types.unsignedLong,
    x: types.longLong,
    z: types.size,
    d: types.double,
    f: types.float,
    D: types.longDouble,
    p: types.voidPointer,
    P: pointerTo(qualify(types.void, { const: true })),
    s: types.charPointer,
    S: pointerTo(qualify(types.char, { const: true })),
  };
  return table[letter] ?? vaListParameter(p);
}
