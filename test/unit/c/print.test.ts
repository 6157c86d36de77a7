/* Tokens are printed so that a person can read them, and so that a compiler reads the same tokens. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { lex } from '../../../src/c/lexer';
import { printLine, printTokens } from '../../../src/c/print';
import { SourceFile } from '../../../src/c/source';

function tokens(text: string) {
  return lex(new SourceFile('a.c', text)).slice(0, -1);
}

const print = (text: string, width?: number) => printTokens(tokens(text), width ? { width } : {});

test('what fits stays on one line, with the spaces that the authors had', () => {
  assert.equal(print('f( a ,b)\n+ -1 ;'), 'f(a, b) + -1;');
  assert.equal(print('struct s x = { 1, 2 };'), 'struct s x = { 1, 2 };');
  assert.equal(print('for (i = 0; i < n; i++) x();'), 'for (i = 0; i < n; i++) x();');
});

test('blocks and statements', () => {
  assert.equal(
    print('({ int a; if (a) { b(); } else { c(); } do { d(); } while (0); for (;;) { e(); } a; }) + 1'),
    `({
	int a;
	if (a) {
		b();
	} else {
		c();
	}
	do {
		d();
	} while (0);
	for (;;) {
		e();
	}
	a;
}) + 1`,
  );
});

test('long lines are broken at commas and operators and aligned to their bracket', () => {
  assert.equal(
    print('result = function(first_argument, second_argument, third_argument);', 40),
    'result = function(first_argument,\n                  second_argument,\n                  third_argument);',
  );
  assert.equal(
    print('{ x = aaaaaaaaaaaaaaaaaaaa && bbbbbbbbbbbbbbbbbbbb && cccccccccccccccccc; }', 40),
    '{\n\tx = aaaaaaaaaaaaaaaaaaaa &&\n\t        bbbbbbbbbbbbbbbbbbbb &&\n\t        cccccccccccccccccc;\n}',
  );
});

test('brackets that do not match are printed all the same', () => {
  assert.equal(print(') } a; ( ['), ') } a;\n(['); // what a macro of half a statement leaves
});

test('what is printed is lexed as the same tokens, however little space there was', () => {
  const token = fc.constantFrom(
    ...'a 1 1e 0x1p .5 "s" \'c\' L + - ++ -- & && < << <<= > >> = == ! / % : % # ## . ... -> ( ) { } [ ] , ; * ^ |'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), fc.integer({ min: 5, max: 40 }), (list, width) => {
      const made = list.flatMap((text) => tokens(text));
      for (const text of [printLine(made), printTokens(made, { width })]) {
        assert.deepEqual(
          tokens(text).map((token) => token.text),
          list,
          text,
        );
      }
    }),
    { seed: 3, numRuns: 2000 },
  );
});
