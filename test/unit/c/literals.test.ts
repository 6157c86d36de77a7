/* Constants have the value and the type that C11 6.4.4 and 6.4.5 give them. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ILP32, LP64 } from '../../../src/c/dataModel';
import { DiagnosticBag } from '../../../src/c/diagnostics';
import { lex } from '../../../src/c/lexer';
import { decodeCharacter, decodeNumber, decodeString } from '../../../src/c/literals';
import { SourceFile } from '../../../src/c/source';
import type { DataModel } from '../../../src/c/types';

function tokens(text: string) {
  return lex(new SourceFile('a.c', text)).slice(0, -1);
}

function run<T>(decode: (diagnostics: DiagnosticBag) => T): { result: T; messages: string[] } {
  const diagnostics = new DiagnosticBag();
  const result = decode(diagnostics);
  return { result, messages: diagnostics.list.map(({ severity, message }) => `${severity}: ${message}`) };
}

function number(text: string, model: DataModel = LP64) {
  const { result, messages } = run((diagnostics) => decodeNumber(tokens(text)[0]!, model, diagnostics));
  return [result.value, result.type, ...messages];
}

function character(text: string, model: DataModel = LP64) {
  const { result, messages } = run((diagnostics) => decodeCharacter(tokens(text)[0]!, model, diagnostics));
  return [result.value, result.type, ...messages];
}

function string(text: string) {
  const { result, messages } = run((diagnostics) => decodeString(tokens(text), LP64, diagnostics));
  return [result.prefix, result.elementType, [...result.units], ...messages];
}

test('integers take the first type that holds them', () => {
  assert.deepEqual(number('0'), [0n, 'int']);
  assert.deepEqual(number('2147483647'), [2147483647n, 'int']);
  assert.deepEqual(number('2147483648'), [2147483648n, 'long']);
  assert.deepEqual(number('2147483648', ILP32), [2147483648n, 'long long']);
  assert.deepEqual(number('0xffffffff'), [0xffffffffn, 'unsigned int']);
  assert.deepEqual(number('0x100000000', ILP32), [0x100000000n, 'long long']);
  assert.deepEqual(number('0xffffffffffffffff'), [0xffffffffffffffffn, 'unsigned long']);
  assert.deepEqual(number('0xffffffffffffffff', ILP32), [0xffffffffffffffffn, 'unsigned long long']);
  assert.deepEqual(number('10u'), [10n, 'unsigned int']);
  assert.deepEqual(number('4294967296u'), [4294967296n, 'unsigned long']);
  assert.deepEqual(number('1l'), [1n, 'long']);
  assert.deepEqual(number('1LLU'), [1n, 'unsigned long long']);
  assert.deepEqual(number('1ull'), [1n, 'unsigned long long']);
  assert.deepEqual(number('0755'), [493n, 'int']);
  assert.deepEqual(number('0b101'), [5n, 'int']);
});

test('integers that are wrong are reported', () => {
  assert.deepEqual(number('9223372036854775808'), [
    9223372036854775808n,
    'unsigned long long',
    'warning: integer constant is so large that it is unsigned',
  ]);
  assert.deepEqual(number('18446744073709551616'), [
    0n,
    'unsigned long long',
    'warning: integer constant is too large for its type',
  ]);
  assert.deepEqual(number('089'), [0n, 'int', 'error: invalid digit "8" in octal constant']);
  assert.deepEqual(number('0b12'), [0n, 'int', 'error: invalid digit "2" in binary constant']);
  assert.deepEqual(number('1lL'), [1n, 'int', 'error: invalid suffix "lL" on integer constant']);
  assert.deepEqual(number('12abc'), [12n, 'int', 'error: invalid suffix "abc" on integer constant']);
  assert.deepEqual(number('0x'), [0n, 'int', 'error: invalid suffix "x" on integer constant']);
  assert.deepEqual(number('1i'), [1n, 'int', 'error: imaginary constants are not supported (suffix "i")']);
});

test('floating constants are rounded once, to their own format', () => {
  assert.deepEqual(number('1.5'), [1.5, 'double']);
  assert.deepEqual(number('.5e1L'), [5, 'long double']);
  assert.deepEqual(number('1e-400'), [0, 'double']);
  assert.deepEqual(number('089.5'), [89.5, 'double']);
  assert.deepEqual(number('0.1f'), [Math.fround(0.1), 'float']);
  // Rounding to double first, then to float, would give the neighbour above.
  assert.deepEqual(number('1.00000005960464477540f'), [1.0000001192092896, 'float']);
  assert.deepEqual(number('1.000000059604644775390625000000000000000001f'), [1.0000001192092896, 'float']);
  assert.deepEqual(number('1.000000059604644775390625f'), [1, 'float']);
  assert.deepEqual(number('1e39f'), [Infinity, 'float', "warning: floating constant exceeds range of 'float'"]);
  assert.deepEqual(number('1e-45f'), [1.401298464324817e-45, 'float']);
});

test('hexadecimal floating constants', () => {
  assert.deepEqual(number('0x1p4'), [16, 'double']);
  assert.deepEqual(number('0x.8p0'), [0.5, 'double']);
  assert.deepEqual(number('0x1.921fb54442d18p+1'), [Math.PI, 'double']);
  assert.deepEqual(number('0x1p-1074'), [Number.MIN_VALUE, 'double']);
  assert.deepEqual(number('0x1p-1075'), [0, 'double']);
  assert.deepEqual(number('0x1.8p-1074'), [2 * Number.MIN_VALUE, 'double']);
  assert.deepEqual(number('0x1.fffffffffffffp1023'), [Number.MAX_VALUE, 'double']);
  assert.deepEqual(number('0x1.fffffffffffff8p1023').slice(0, 2), [Infinity, 'double']);
  assert.deepEqual(number('0x1.000001p0f'), [1, 'float']);
  assert.deepEqual(number('0x1p99999999999'), [
    Infinity,
    'double',
    "warning: floating constant exceeds range of 'double'",
  ]);
});

test('floating constants that are wrong are reported', () => {
  assert.deepEqual(number('1e'), [1, 'double', 'error: exponent has no digits']);
  assert.deepEqual(number('0x1.8'), [1.5, 'double', 'error: hexadecimal floating constants require an exponent']);
  assert.deepEqual(number('1.2.3'), [1.2, 'double', 'error: too many decimal points in number']);
  assert.deepEqual(number('1.0q'), [1, 'double', 'error: invalid suffix "q" on floating constant']);
});

test('character constants', () => {
  assert.deepEqual(character("'a'"), [97n, 'int']);
  assert.deepEqual(character("'\\377'"), [-1n, 'int']);
  assert.deepEqual(character("'\\x80'"), [-128n, 'int']);
  assert.deepEqual(character("'\\0'"), [0n, 'int']);
  assert.deepEqual(character("'\\e'"), [27n, 'int']);
  assert.deepEqual(character("'ab'"), [24930n, 'int', 'warning: multi-character character constant']);
  assert.deepEqual(character("'é'"), [50089n, 'int', 'warning: multi-character character constant']);
  assert.deepEqual(character("'abcde'"), [1650680933n, 'int', 'warning: character constant too long for its type']);
  assert.deepEqual(character("''"), [0n, 'int', 'error: empty character constant']);
  assert.deepEqual(character("L'é'"), [233n, 'int']);
  assert.deepEqual(character("L'é'", ILP32), [233n, 'long']);
  assert.deepEqual(character("L'\\xffffffff'"), [-1n, 'int']);
  assert.deepEqual(character("u'\\u20ac'"), [0x20acn, 'unsigned short']);
  assert.deepEqual(character("U'\u{1F600}'"), [0x1f600n, 'unsigned int']);
  assert.deepEqual(character("'\\q'"), [113n, 'int', "warning: unknown escape sequence: '\\q'"]);
  assert.deepEqual(character("'\\x'"), [
    0n,
    'int',
    'error: \\x used with no following hex digits',
    'error: empty character constant',
  ]);
  assert.deepEqual(character("'\\400'"), [0n, 'int', 'warning: octal escape sequence out of range']);
});

test('strings are encoded, escapes decoded, and neighbours joined', () => {
  assert.deepEqual(string('"a\\tb\\0"'), ['', 'char', [97, 9, 98, 0]]);
  assert.deepEqual(string('"é€\u{1F600}"'), ['', 'char', [0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]]);
  assert.deepEqual(string('"\\u20AC"'), ['', 'char', [0xe2, 0x82, 0xac]]);
  assert.deepEqual(string('u"\u{1F600}"'), ['u', 'unsigned short', [0xd83d, 0xde00]]);
  assert.deepEqual(string('"a" L"b" "\\x63"'), ['L', 'int', [97, 98, 99]]);
  assert.deepEqual(string('"\\x1" "2"'), ['', 'char', [1, 50]]);
  assert.deepEqual(string('"\\1234"'), ['', 'char', [0o123, 52]]);
  assert.deepEqual(string('u8"x" "y"'), ['u8', 'char', [120, 121]]);
  assert.deepEqual(string('L"a" u"b"').at(-1), 'error: unsupported non-standard concatenation of string literals');
  assert.deepEqual(string('"\\ud800"').at(-1), 'error: \\ud800 is not a valid universal character');
  assert.deepEqual(string('"\\u12"').at(-1), 'error: incomplete universal character name \\u12');
});
