/* Macro expansion does what the standard's own examples say (C11 6.10.3), and GNU's extensions what gcc's manual says. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { preprocessText } from './preprocessText';

/** The expansion of a program without errors. */
function expand(text: string): string {
  const { text: result, messages } = preprocessText(text);
  assert.deepEqual(messages, []);
  return result;
}

/** The same with the lexer's spacing, to compare with text as the standard prints it. */
function sameTokens(text: string, expected: string): void {
  assert.equal(expand(text), expand(expected));
}

test('6.10.3.3 example: # and ## make one token each', () => {
  sameTokens(
    `#define hash_hash # ## #
     #define mkstr(a) # a
     #define in_between(a) mkstr(a)
     #define join(c, d) in_between(c hash_hash d)
     char p[] = join(x, y);`,
    'char p[] = "x ## y";',
  );
});

test('6.10.3.5 example 1 and 2: constants and a maximum', () => {
  sameTokens('#define TABSIZE 100\nint table[TABSIZE];', 'int table[100];');
  sameTokens('#define max(a, b) ((a) > (b) ? (a) : (b))\nmax(x, f(1, 2))', '((x) > (f(1, 2)) ? (x) : (f(1, 2)))');
});

test('6.10.3.5 example 3: rescanning', () => {
  sameTokens(
    `#define x 3
     #define f(a) f(x * (a))
     #undef x
     #define x 2
     #define g f
     #define z z[0]
     #define h g(~
     #define m(a) a(w)
     #define w 0,1
     #define t(a) a
     #define p() int
     #define q(x) x
     #define r(x,y) x ## y
     #define str(x) # x
     f(y+1) + f(f(z)) % t(t(g)(0) + t)(1);
     g(x+(3,4)-w) | h 5) & m
       (f)^m(m);
     p() i[q()] = { q(1), r(2,3), r(4,), r(,5), r(,) };
     char c[2][6] = { str(hello), str() };`,
    `f(2 * (y+1)) + f(2 * (f(2 * (z[0])))) % f(2 * (0)) + t(1);
     f(2 * (2+(3,4)-0,1)) | f(2 * (~ 5)) & f(2 * (0,1))^m(0,1);
     int i[] = { 1, 23, 4, 5, };
     char c[2][6] = { "hello", "" };`,
  );
});

test('6.10.3.5 example 4: strings and pasting', () => {
  sameTokens(
    String.raw`#define str(s) # s
     #define xstr(s) str(s)
     #define debug(s, t) printf("x" # s "= %d, x" # t "= %s", x ## s, x ## t)
     #define INCFILE(n) vers ## n
     #define glue(a, b) a ## b
     #define xglue(a, b) glue(a, b)
     #define HIGHLOW "hello"
     #define LOW LOW ", world"
     debug(1, 2);
     fputs(str(strncmp("abc\0d", "abc", '\4') // this goes away
       == 0) str(: @\n), s);
     xstr(INCFILE(2).h)
     glue(HIGH, LOW);
     xglue(HIGH, LOW)`,
    String.raw`printf("x" "1" "= %d, x" "2" "= %s", x1, x2);
     fputs("strncmp(\"abc\\0d\", \"abc\", '\\4') == 0" ": @\n", s);
     "vers2.h"
     "hello";
     "hello" ", world"`,
  );
});

test('6.10.3.5 example 5: placemarkers', () => {
  sameTokens(
    `#define t(x,y,z) x ## y ## z
     int j[] = { t(1,2,3), t(,4,5), t(6,,7), t(8,9,),
       t(10,,), t(,11,), t(,,12), t(,,) };`,
    'int j[] = { 123, 45, 67, 89, 10, 11, 12, };',
  );
});

test('6.10.3.5 example 6: which redefinitions are valid', () => {
  const valid = `#define OBJ_LIKE (1-1)
#define OBJ_LIKE /* white space */ (1-1) /* other */
#define FUNC_LIKE(a) ( a )
#define FUNC_LIKE( a )( /* note the white space */ \\
  a /* other stuff on this line
  */ )`;
  assert.deepEqual(preprocessText(valid).messages, []);
  for (const second of ['OBJ_LIKE (0)', 'OBJ_LIKE (1 - 1)', 'FUNC_LIKE(b) ( a )', 'FUNC_LIKE(b) ( b )']) {
    const { messages } = preprocessText(`${valid}\n#define ${second}`);
    assert.deepEqual(messages, [`warning 7: "${second.replace(/[ (].*/, '')}" redefined`]);
  }
});

test('6.10.3.5 example 7: variable arguments', () => {
  sameTokens(
    `#define debug(...) fprintf(stderr, __VA_ARGS__)
     #define showlist(...) puts(#__VA_ARGS__)
     #define report(test, ...) ((test)?puts(#test): printf(__VA_ARGS__))
     debug("Flag");
     debug("X = %d\\n", x);
     showlist(The first, second, and third items.);
     report(x>y, "x is %d but y is %d", x, y);`,
    `fprintf(stderr, "Flag");
     fprintf(stderr, "X = %d\\n", x);
     puts("The first, second, and third items.");
     ((x>y)?puts("x>y"): printf("x is %d but y is %d", x, y));`,
  );
});

test('6.10.3.4: what nests, and the case that the standard leaves open', () => {
  assert.equal(expand('#define f(a) a*g\n#define g(a) f(a)\nf(2)(9)'), '2 * 9 * g');
  assert.equal(expand('#define foo foo bar\nfoo'), 'foo bar');
  assert.equal(expand('#define a b\n#define b a c\na b'), 'a c b c');
  assert.equal(
    expand('#define NIL(x) x\n#define G_0(a) NIL(G_1)(a)\n#define G_1(a) NIL(G_0)(a)\nG_0(42)'),
    'G_0 ( 42 )',
  );
});

test("GNU: a comma before ## and an absent variable argument goes, an empty one's stays", () => {
  const log = '#define log(f, ...) p(f, ## __VA_ARGS__)\n';
  assert.equal(expand(`${log}log("x")`), 'p ( "x" )');
  assert.equal(expand(`${log}log("x",)`), 'p ( "x" , )');
  assert.equal(expand(`${log}log("x", 1, 2)`), 'p ( "x" , 1 , 2 )');
  assert.equal(expand('#define e(...) p(a, ## __VA_ARGS__)\ne() e(1)'), 'p ( a ) p ( a , 1 )');
  assert.equal(expand('#define n(f, args...) p(f, ## args)\nn(1) n(1, 2)'), 'p ( 1 ) p ( 1 , 2 )');
});

test('__VA_OPT__', () => {
  const f = '#define F(a, ...) f(a __VA_OPT__(,) __VA_ARGS__)\n#define EMPTY\n';
  assert.equal(expand(`${f}F(1) F(1,) F(1, 2, 3) F(1, EMPTY)`), 'f ( 1 ) f ( 1 ) f ( 1 , 2 , 3 ) f ( 1 )');
  assert.equal(expand('#define H(X, ...) __VA_OPT__(a X ## X) ## b\nH(, 1) H(q, 1) H(q)'), 'a b a qqb b');
  assert.equal(expand('#define S(X, ...) #__VA_OPT__(X##X X##X)\nS(, 0) S(q, 0) S(q)'), '"" "qq qq" ""');
  assert.match(preprocessText('#define F(...) __VA_OPT__(').messages.join(), /unterminated __VA_OPT__/);
});

test('directives in arguments are done', () => {
  assert.equal(expand('#define f(x) <x>\nf(1\n#define Y 2\n#if Y == 2\nY\n#else\n3\n#endif\n4)'), '< 1 2 4 >');
  const { messages } = preprocessText('#define f(x) x\nf(\n#include "a.h"\n)', { 'a.h': '1' });
  assert.deepEqual(messages, ['error 3: #include within the arguments of a macro is not supported']);
});

test('arguments end with their file', () => {
  const { text, messages } = preprocessText('#define f(x) x\n#include "a.h"\n2)\nf', { 'a.h': 'f(1,\n' });
  assert.equal(text, 'f 2 ) f');
  assert.deepEqual(messages, ['error 1: unterminated argument list invoking macro "f"']);
});

test('uses with the wrong number of arguments are reported and left', () => {
  const { text, messages } = preprocessText('#define f(a, b) a b\nf(1) f(1, 2, 3)\n#define g() x\ng(1) g( )');
  assert.equal(text, 'f f g x');
  assert.deepEqual(messages, [
    'error 2: macro "f" requires 2 arguments, but only 1 given',
    'error 2: macro "f" passed 3 arguments, but takes just 2',
    'error 4: macro "g" passed 1 arguments, but takes just 0',
  ]);
});

test('pasting what gives no token is reported and leaves both', () => {
  const { text, messages } = preprocessText('#define c(a, b) a ## b\nc(+, 1) c(/, /) c(x, +) c(-, >)');
  assert.equal(text, '+ 1 / / x + ->');
  assert.deepEqual(messages, [
    'error 2: pasting "+" and "1" does not give a valid preprocessing token',
    'error 2: pasting "/" and "/" does not give a valid preprocessing token',
    'error 2: pasting "x" and "+" does not give a valid preprocessing token',
  ]);
});

test('definitions that are wrong are reported and dropped', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['#define', 'no macro name given in #define directive'],
    ['#define 3', 'macro names must be identifiers'],
    ['#define defined', '"defined" cannot be used as a macro name'],
    ['#define f(', 'expected parameter name before end of line'],
    ['#define f(a', "expected ')' before end of line"],
    ['#define f(a b) x', "expected ',' or ')', found \"b\""],
    ['#define f(1) x', 'expected parameter name, found "1"'],
    ['#define f(..., a) x', 'expected \')\' after "..."'],
    ['#define f(a, a) x', 'duplicate macro parameter "a"'],
    ['#define f(a) #b', "'#' is not followed by a macro parameter"],
    ['#define f(a) ## a', "'##' cannot appear at either end of a macro expansion"],
    ['#define f a ##', "'##' cannot appear at either end of a macro expansion"],
    ['#define __VA_ARGS__ 1', '__VA_ARGS__ can only appear in the expansion of a C99 variadic macro'],
    ['#undef', 'no macro name given in #undef directive'],
  ];
  for (const [line, message] of cases) {
    const { text, messages } = preprocessText(`${line}\nf`);
    assert.equal(text, 'f');
    assert.deepEqual(messages, [`error 1: ${message}`], line);
  }
});

test('a definition without white space after the name is warned of', () => {
  assert.deepEqual(preprocessText('#define a+1\na').messages, [
    'warning 1: ISO C99 requires whitespace after the macro name',
  ]);
});

test('builtin macros', () => {
  const { text } = preprocessText(
    `#define LINE __LINE__
#define id(x) x LINE
LINE __COUNTER__ __COUNTER__ __FILE__ __INCLUDE_LEVEL__
id(
__LINE__
LINE)
#include "a.h"
__DATE__ __TIME__`,
    { 'a.h': '__FILE__ __BASE_FILE__ __LINE__ __INCLUDE_LEVEL__\n' },
    { date: 'Nov 22 2026', time: '01:02:03' },
  );
  assert.equal(text, '3 0 1 "main.c" 0 5 6 4 "a.h" "main.c" 1 1 "Nov 22 2026" "01:02:03"');
});

test('a bag with a limit ends the pass after so many errors, and without one all are found', () => {
  const { messages } = preprocessText('#foo\n#define 1\n#error one two\n#if\n#endif\n#else\n#line x\n"a\n');
  assert.deepEqual(messages, [
    'error 1: invalid preprocessing directive #foo',
    'error 2: macro names must be identifiers',
    'error 3: #error one two',
    'error 4: #if with no expression',
    'error 6: #else without #if',
    'error 7: "x" after #line is not a positive integer',
    'error 8: missing terminating " character',
  ]);
});
