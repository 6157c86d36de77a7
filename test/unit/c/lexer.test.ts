/* The lexer gives every character of a text its token, at its place, whatever the text is. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type LexerOptions, lex } from '../../../src/c/lexer';
import { SourceFile } from '../../../src/c/source';

function lexed(text: string, options: LexerOptions = {}) {
  return lex(new SourceFile('a.c', text), options).slice(0, -1);
}

/** `kind:text` of each token. */
function show(text: string, options: LexerOptions = {}): string[] {
  return lexed(text, options).map((token) => `${token.kind}:${token.text}`);
}

function errors(text: string, options: LexerOptions = {}): string[] {
  const found: string[] = [];
  lexed(text, { ...options, onError: (token, message) => found.push(`${token.offset}-${token.end} ${message}`) });
  return found;
}

test('identifiers, numbers, literals and punctuators', () => {
  assert.deepEqual(show('a_1 $x 0x1fuL .5e+3 1.e-2f 0xp+1 "s\\"t" L\'c\' u8"x" U"y"'), [
    'identifier:a_1',
    'identifier:$x',
    'number:0x1fuL',
    'number:.5e+3',
    'number:1.e-2f',
    'number:0xp+1',
    'string:"s\\"t"',
    "character:L'c'",
    'string:u8"x"',
    'string:U"y"',
  ]);
  assert.deepEqual(show('u8\'c\' uu"x"'), ['identifier:u8', "character:'c'", 'identifier:uu', 'string:"x"']);
});

test('a preprocessing number takes letters, dots and signs after exponents', () => {
  assert.deepEqual(show('0xe+1 1..2 1e+ 3a.b_c 1+2'), [
    'number:0xe+1',
    'number:1..2',
    'number:1e+',
    'number:3a.b_c',
    'number:1',
    'punctuator:+',
    'number:2',
  ]);
});

test('the longest punctuator wins', () => {
  assert.deepEqual(
    lexed('a+++++b <<=>>=->...:::>%:%:<:<%%>%:..').map((token) => token.text),
    ['a', '++', '++', '+', 'b', '<<=', '>>=', '->', '...', ':', ':', ':>', '%:%:', '<:', '<%', '%>', '%:', '.', '.'],
  );
});

test('comments are white space, or tokens when they are asked for', () => {
  assert.deepEqual(
    lexed('a/* x */b // y\nc').map((token) => [token.text, token.spaceBefore, token.lineStart]),
    [
      ['a', false, true],
      ['b', true, false],
      ['c', false, true],
    ],
  );
  assert.deepEqual(show('a/* x */b // y\r\nc', { comments: true }), [
    'identifier:a',
    'comment:/* x */',
    'identifier:b',
    'comment:// y',
    'identifier:c',
  ]);
  assert.equal(lexed('/* c */ #')[0]?.lineStart, true);
  assert.equal(lexed('/* c */ #', { comments: true })[1]?.lineStart, true);
  assert.deepEqual(show('a //* x\n b'), ['identifier:a', 'identifier:b']);
});

test('line splices vanish from texts but not from places', () => {
  const text = 'ab\\\ncd + \\\r\n"x\\\ny" \\ \n // c\\\nd\n1';
  assert.deepEqual(show(text), ['identifier:abcd', 'punctuator:+', 'string:"xy"', 'number:1']);
  assert.deepEqual(
    lexed(text).map((token) => text.slice(token.offset, token.end)),
    ['ab\\\ncd', '+', '"x\\\ny"', '1'],
  );
  assert.deepEqual(
    lexed('#define a \\\n b\nc').map((token) => token.lineStart),
    [true, false, false, false, true],
  );
  assert.deepEqual(show('+\\\n+ /\\\n* c *\\\n/ L\\\n"s" 1\\\n2'), ['punctuator:++', 'string:L"s"', 'number:12']);
});

test('what starts no token is a token of its own', () => {
  assert.deepEqual(show('@`\\ “é'), ['other:@', 'other:`', 'other:\\', 'other:“', 'identifier:é']);
  assert.deepEqual(show('\u00a0x\u{1F600}'), ['other:\u00a0', 'identifier:x\u{1F600}']);
});

test('a universal character name is the character that it names', () => {
  assert.deepEqual(show('\\u00e9a b\\U000000c0 \\u0041'), [
    'identifier:éa',
    'identifier:bÀ',
    'other:\\',
    'identifier:u0041',
  ]);
});

test('what is not terminated is reported and ends where it must', () => {
  assert.deepEqual(errors('a "x\nb'), ['2-4 missing terminating " character']);
  assert.deepEqual(errors("'x\r\nb"), ["0-2 missing terminating ' character"]);
  assert.deepEqual(errors('a /* x'), ['2-6 unterminated comment']);
  assert.deepEqual(errors('"\\'), ['0-2 missing terminating " character']);
  assert.deepEqual(show('"x\nb'), ['string:"x', 'identifier:b']);
  assert.deepEqual(show('a /* x', { comments: true }), ['identifier:a', 'comment:/* x']);
});

test('a byte order mark is skipped and the end has a place', () => {
  const tokens = lex(new SourceFile('a.c', '\ufeffx\n'));
  assert.deepEqual(
    tokens.map((token) => [token.kind, token.offset, token.end]),
    [
      ['identifier', 1, 2],
      ['end', 3, 3],
    ],
  );
});
