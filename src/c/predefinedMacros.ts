/**
 * The macros that are there before a program's first line (C11 6.10.8, and gcc's): the data model's sizes, limits and types, byte order, the
 * arguments of the `__atomic` built-ins, and the names by which programs tell compilers and processors. The engine calls itself
 * gcc 12 for x86 on Linux, as that is whose C it accepts and whose results it gives. Test: every one has gcc's value.
 */
import { SourceFile } from './source';
import type { DataModel } from './types';

/** Families of types of one width: a macro's stem, the type's name, the suffix of its constants, bits, signedness. */
interface Family {
  readonly stem: string;
  readonly type: string;
  readonly suffix: string;
  readonly bits: number;
  readonly signed: boolean;
}

const COMMON: readonly (readonly [string, string])[] = [
  ['__STDC__', '1'], ['__STDC_VERSION__', '201112L'], ['__STDC_UTF_16__', '1'], ['__STDC_UTF_32__', '1'],
  ['__STDC_IEC_559__', '1'], ['__STDC_NO_VLA__', '1'], ['__STDC_NO_THREADS__', '1'], ['__STDC_NO_COMPLEX__', '1'],
  ['__GNUC__', '12'], ['__GNUC_MINOR__', '2'], ['__GNUC_PATCHLEVEL__', '0'], ['__VERSION__', '"12.2.0"'],
  ['__GNUC_STDC_INLINE__', '1'], ['__NO_INLINE__', '1'], ['__CHAR_BIT__', '8'], ['__BIGGEST_ALIGNMENT__', '16'],
  ['__ORDER_LITTLE_ENDIAN__', '1234'], ['__ORDER_BIG_ENDIAN__', '4321'], ['__ORDER_PDP_ENDIAN__', '3412'],
  ['__BYTE_ORDER__', '__ORDER_LITTLE_ENDIAN__'], ['__FLOAT_WORD_ORDER__', '__ORDER_LITTLE_ENDIAN__'],
  ['__ATOMIC_RELAXED', '0'], ['__ATOMIC_CONSUME', '1'], ['__ATOMIC_ACQUIRE', '2'], ['__ATOMIC_RELEASE', '3'],
  ['__ATOMIC_ACQ_REL', '4'], ['__ATOMIC_SEQ_CST', '5'],
  ['__SCHAR_MAX__', '0x7f'], ['__SHRT_MAX__', '0x7fff'], ['__INT_MAX__', '0x7fffffff'],
  ['__LONG_LONG_MAX__', '0x7fffffffffffffffLL'], ['__SCHAR_WIDTH__', '8'], ['__SHRT_WIDTH__', '16'],
  ['__INT_WIDTH__', '32'], ['__LONG_LONG_WIDTH__', '64'],
  ['__SIZEOF_SHORT__', '2'], ['__SIZEOF_INT__', '4'], ['__SIZEOF_LONG_LONG__', '8'], ['__SIZEOF_FLOAT__', '4'],
  ['__SIZEOF_DOUBLE__', '8'], ['__SIZEOF_WCHAR_T__', '4'], ['__SIZEOF_WINT_T__', '4'],
  ['__CHAR16_TYPE__', 'short unsigned int'], ['__CHAR32_TYPE__', 'unsigned int'], ['__WINT_TYPE__', 'unsigned int'],
  ['__WINT_MAX__', '0xffffffffU'], ['__WINT_MIN__', '0U'], ['__WCHAR_MIN__', '(-__WCHAR_MAX__ - 1)'],
  ['__SIG_ATOMIC_TYPE__', 'int'], ['__SIG_ATOMIC_MAX__', '0x7fffffff'],
  ['__SIG_ATOMIC_MIN__', '(-__SIG_ATOMIC_MAX__ - 1)'], ['__ELF__', '1'], ['__linux__', '1'], ['__linux', '1'],
  ['linux', '1'], ['__unix__', '1'], ['__unix', '1'], ['unix', '1'], ['__gnu_linux__', '1'],
  ['__USER_LABEL_PREFIX__', ''], ['__REGISTER_PREFIX__', ''], ['__FINITE_MATH_ONLY__', '0'], ['__FLT_RADIX__', '2'],
  ['__FLT_MANT_DIG__', '24'], ['__FLT_DIG__', '6'], ['__FLT_MIN_EXP__', '(-125)'], ['__FLT_MIN_10_EXP__', '(-37)'],
  ['__FLT_MAX_EXP__', '128'], ['__FLT_MAX_10_EXP__', '38'], ['__FLT_MAX__', '3.40282346638528859811704183484516925e+38F'],
  ['__FLT_MIN__', '1.17549435082228750796873653722224568e-38F'],
  ['__FLT_EPSILON__', '1.19209289550781250000000000000000000e-7F'],
  ['__FLT_DENORM_MIN__', '1.40129846432481707092372958328991613e-45F'], ['__FLT_DECIMAL_DIG__', '9'],
  ['__DBL_MANT_DIG__', '53'], ['__DBL_DIG__', '15'], ['__DBL_MIN_EXP__', '(-1021)'], ['__DBL_MIN_10_EXP__', '(-307)'],
  ['__DBL_MAX_EXP__', '1024'], ['__DBL_MAX_10_EXP__', '308'], ['__DBL_DECIMAL_DIG__', '17'],
  ['__DBL_MAX__', '((double)1.79769313486231570814527423731704357e+308L)'],
  ['__DBL_MIN__', '((double)2.22507385850720138309023271733240406e-308L)'],
  ['__DBL_EPSILON__', '((double)2.22044604925031308084726333618164062e-16L)'],
  ['__DBL_DENORM_MIN__', '((double)4.94065645841246544176568792868221372e-324L)'],
]; // biome-ignore format: a table

/** The text of the #define lines, as a file that is read before each unit. @param hosted the C library is there (6.10.8.1). */
export function predefinedMacros(model: DataModel, hosted = false): SourceFile {
  const lines = [...COMMON, ['__STDC_HOSTED__', hosted ? '1' : '0'], ...modelMacros(model)].map(
    ([name, value]) => `#define ${name} ${value}`,
  );
  for (const { stem, suffix } of families(model)) {
    if (/^(INT|UINT)(8|16|32|64|MAX)$/.test(stem)) {
      lines.push(`#define __${stem}_C(c) c${suffix === '' ? '' : ` ## ${suffix}`}`);
    }
  }
  return new SourceFile('<built-in>', `${lines.join('\n')}\n`, 'builtin');
}

function modelMacros(model: DataModel): [string, string][] {
  const wide = model.name === 'LP64';
  const pointer = String(model.pointerSize);
  const processor = wide
    ? ['__x86_64__', '__x86_64', '__amd64__', '__amd64', '__LP64__', '_LP64']
    : ['__i386__', '__i386', 'i386', '__ILP32__', '_ILP32'];
  return [
    ...processor.map((name): [string, string] => [name, '1']),
    ['__SIZEOF_LONG__', String(model.longSize)],
    ['__SIZEOF_LONG_DOUBLE__', String(model.longDoubleSize)],
    ['__SIZEOF_POINTER__', pointer],
    ['__SIZEOF_SIZE_T__', pointer],
    ['__SIZEOF_PTRDIFF_T__', pointer],
    ['__LONG_MAX__', wide ? '0x7fffffffffffffffL' : '0x7fffffffL'],
    ['__LONG_WIDTH__', wide ? '64' : '32'],
    ['__WCHAR_TYPE__', wide ? 'int' : 'long int'],
    ['__WCHAR_MAX__', wide ? '0x7fffffff' : '0x7fffffffL'],
    ['__WCHAR_WIDTH__', '32'],
    ...families(model).flatMap(({ stem, type, suffix, bits, signed }): [string, string][] => [
      [`__${stem}_TYPE__`, type],
      [`__${stem}_MAX__`, `0x${signed ? '7' : 'f'}${'f'.repeat(bits / 4 - 1)}${suffix}`],
      ...((signed && !/^INT\d/.test(stem)) || stem === 'SIZE'
        ? ([[`__${stem}_WIDTH__`, String(bits)]] as [string, string][])
        : []),
    ]),
  ];
}

function families(model: DataModel): Family[] {
  const wide = model.name === 'LP64';
  const exact: readonly (readonly [number, string, string, string])[] = [
    [8, 'signed char', 'unsigned char', ''],
    [16, 'short int', 'short unsigned int', ''],
    [32, 'int', 'unsigned int', ''],
    wide ? [64, 'long int', 'long unsigned int', 'L'] : [64, 'long long int', 'long long unsigned int', 'LL'],
  ];
  const out: Family[] = [];
  const add = (stem: string, row: readonly [number, string, string, string]): void => {
    const [bits, signedType, unsignedType, suffix] = row;
    out.push({ stem: `INT${stem}`, type: signedType, suffix, bits, signed: true });
    const unsignedSuffix = bits < 32 ? '' : `U${suffix}`;
    out.push({ stem: `UINT${stem}`, type: unsignedType, suffix: unsignedSuffix, bits, signed: false });
  };
  const [one, , four, eight] = exact as [Row, Row, Row, Row];
  const word: Row = wide ? eight : four;
  for (const row of exact) add(String(row[0]), row);
  for (const row of exact) add(`_LEAST${row[0]}`, row);
  add('_FAST8', one);
  add('_FAST16', word);
  add('_FAST32', word);
  add('_FAST64', eight);
  add('MAX', eight);
  add('PTR', word);
  out.push({ stem: 'PTRDIFF', type: word[1], suffix: word[3], bits: word[0], signed: true });
  out.push({ stem: 'SIZE', type: word[2], suffix: `U${word[3]}`, bits: word[0], signed: false });
  return out;
}

type Row = readonly [number, string, string, string];
