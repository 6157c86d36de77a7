/**
 * The keywords of C11 (6.4.1) and GNU C with their alternate spellings. A keyword is known to the parser by one canonical
 * spelling. `__alignof__` and `_Alignof` stay two, for they give different answers on i386.
 */

const C11 = [
  'auto', 'break', 'case', 'char', 'const', 'continue', 'default', 'do', 'double', 'else', 'enum', 'extern', 'float', 'for',
  'goto', 'if', 'inline', 'int', 'long', 'register', 'restrict', 'return', 'short', 'signed', 'sizeof', 'static', 'struct',
  'switch', 'typedef', 'union', 'unsigned', 'void', 'volatile', 'while', '_Alignas', '_Alignof', '_Atomic', '_Bool', '_Complex',
  '_Generic', '_Imaginary', '_Noreturn', '_Static_assert', '_Thread_local',
]; // biome-ignore format: a table

const GNU: Readonly<Record<string, string>> = {
  asm: 'asm',
  __asm: 'asm',
  __asm__: 'asm',
  typeof: 'typeof',
  __typeof: 'typeof',
  __typeof__: 'typeof',
  typeof_unqual: 'typeof_unqual',
  __typeof_unqual__: 'typeof_unqual',
  __auto_type: '__auto_type',
  __extension__: '__extension__',
  __attribute: '__attribute__',
  __attribute__: '__attribute__',
  __alignof: '__alignof__',
  __alignof__: '__alignof__',
  __const: 'const',
  __const__: 'const',
  __volatile: 'volatile',
  __volatile__: 'volatile',
  __restrict: 'restrict',
  __restrict__: 'restrict',
  __inline: 'inline',
  __inline__: 'inline',
  __signed: 'signed',
  __signed__: 'signed',
  __complex__: '_Complex',
  __complex: '_Complex',
  __real__: '__real__',
  __real: '__real__',
  __imag__: '__imag__',
  __imag: '__imag__',
  __label__: '__label__',
  __thread: '_Thread_local',
  __int128: '__int128',
  __int128_t: '__int128',
  __uint128_t: '__int128',
  __float128: '__float128',
  _Float128: '__float128',
  _Float16: '__float128',
  _Float32: '__float128',
  _Float32x: '__float128',
  _Float64: '__float128',
  _Float64x: '__float128',
  _Decimal32: '_Decimal',
  _Decimal64: '_Decimal',
  _Decimal128: '_Decimal',
  __func__: '__func__',
  __FUNCTION__: '__func__',
  __PRETTY_FUNCTION__: '__func__',
  __builtin_va_arg: '__builtin_va_arg',
  __builtin_offsetof: '__builtin_offsetof',
  __builtin_choose_expr: '__builtin_choose_expr',
  __builtin_types_compatible_p: '__builtin_types_compatible_p',
};

export const KEYWORDS: ReadonlyMap<string, string> = new Map([
  ...C11.map((word): [string, string] => [word, word]),
  ...Object.entries(GNU),
]);

/** Keywords that begin a type specifier, a qualifier, or a storage class: what a declaration can begin with. */
export const SPECIFIER_KEYWORDS: ReadonlySet<string> = new Set([
  'void', 'char', 'short', 'int', 'long', 'float', 'double', 'signed', 'unsigned', '_Bool', '_Complex', '_Imaginary', '__int128',
  '__float128', '_Decimal', 'struct', 'union', 'enum', 'typeof', 'typeof_unqual', '__auto_type', 'const', 'volatile', 'restrict',
  '_Atomic', 'typedef', 'extern', 'static', 'auto', 'register', 'inline', '_Noreturn', '_Thread_local', '_Alignas', '__attribute__',
]); // biome-ignore format: a table

/** The storage classes and function specifiers among them, which a type name can't have. */
export const STORAGE_KEYWORDS: ReadonlySet<string> = new Set([
  'typedef', 'extern', 'static', 'auto', 'register', 'inline', '_Noreturn', '_Thread_local',
]); // biome-ignore format: a table
