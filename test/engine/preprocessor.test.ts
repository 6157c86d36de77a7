/* The preprocessor makes the tokens that gcc makes, of the cases that are hard, and of random programs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { preprocessText, texts } from '../unit/c/preprocessText';
import { gccPreprocess } from './gccPreprocessor';
import { Choices, condition, macroProgram } from './macroPrograms';

/** Random programs per run; `PREPROCESSOR_PROGRAMS=100000` for a long one. */
const PROGRAMS = Number(process.env.PREPROCESSOR_PROGRAMS ?? 250);
const SEED = Number(process.env.PREPROCESSOR_SEED ?? 42);

function assertSameAsGcc(text: string): void {
  const gcc = gccPreprocess(text);
  const { unit, messages } = preprocessText(text);
  assert.deepEqual(texts(unit.tokens).join(' '), gcc.texts.join(' '), text);
  const failed = messages.some((message) => message.startsWith('error'));
  assert.equal(failed, gcc.failed, `${text}\n${messages.join('\n')}\n${gcc.messages.join('\n')}`);
}

const CASES: Readonly<Record<string, string>> = {
  'rescanning takes what follows the macro': '#define f(x) <x>\n#define g f\n#define h g(\ng(1) h 2) f\n(3) f\n\n\n(4)',
  'a name is painted for good while its macro is read': '#define f(x) x f\nf(1)(2) f(f)(1) f(f(1))(2)',
  'the open case of 6.10.3.4p4': '#define f(a) a*g\n#define g(a) f(a)\nf(2)(9)',
  'mutual recursion': '#define NIL(x) x\n#define G0(a) NIL(G1)(a)\n#define G1(a) NIL(G0)(a)\nG0(42) G1(G0)(1)',
  'deferred expansion': `#define EMPTY()
#define DEFER(id) id EMPTY()
#define EXPAND(...) __VA_ARGS__
#define A() 123
DEFER(A)() EXPAND(DEFER(A)()) EXPAND(EXPAND(DEFER(DEFER)(A)()))`,
  'counting arguments': `#define N(...) N_(__VA_ARGS__, 5, 4, 3, 2, 1, 0)
#define N_(a, b, c, d, e, n, ...) n
N(a) N(a, b) N(a, b, c) N((a, b), c)`,
  'a map by recursive evaluation': `#define EVAL(...) EVAL1(EVAL1(EVAL1(__VA_ARGS__)))
#define EVAL1(...) EVAL2(EVAL2(EVAL2(__VA_ARGS__)))
#define EVAL2(...) __VA_ARGS__
#define END(...)
#define OUT
#define GET_END2() 0, END
#define GET_END1(...) GET_END2
#define GET_END(...) GET_END1
#define NEXT0(test, next, ...) next OUT
#define NEXT1(test, next) NEXT0(test, next, 0)
#define NEXT(test, next) NEXT1(GET_END test, next)
#define MAP0(f, x, peek, ...) f(x) NEXT(peek, MAP1)(f, peek, __VA_ARGS__)
#define MAP1(f, x, peek, ...) f(x) NEXT(peek, MAP0)(f, peek, __VA_ARGS__)
#define MAP(f, ...) EVAL(MAP1(f, __VA_ARGS__, ()()(), ()()(), ()()(), 0))
#define S(x) #x;
MAP(S, a, b, c, d, e)`,
  'white space in strings': `#define s(x) #x
#define xs(...) s(__VA_ARGS__)
#define E
#define f(x) x-y
#define g(x) -x-
xs(f(a E)) xs(f(E a E)) xs(- E -) xs(-E -) xs(-E-) xs(- E-) xs(g(E)) xs(g( a )) xs(f(
a
)) xs( g(g(a)) ) s( a  b ) s("x\\n" 'c') s(\\) s("\\\\") s(@ \\n)`,
  'universal character names in strings': '#define s(x) #x\ns(\\u00c1 é) \\u00e9',
  'prefixes and pasting':
    '#define c(a, b) a ## b\nc(L, "x") c(u8, "y") c(., 5) c(1, e) c(1., e+) c(<, <=) c(%:, %:) c(, x) c(x,) c(,)',
  'pasting makes names of macros': '#define c(a, b) a ## b\n#define xy z\nc(x, y) c(c, )(x, y) c(x,\ny)',
  'operands of ## are not expanded, unless handed on':
    '#define c(a, b) a ## b\n#define xc(a, b) c(a, b)\n#define A 1\n#define B 2\nc(A, B) xc(A, B) c(A, ) xc(, B)',
  'object-like pasting': '#define A x ## y ## z\n#define B # ## #\nA B',
  'a comma before an absent, an empty and a present variable argument': `#define e(f, ...) p(f, ## __VA_ARGS__)
#define o(...) p(a, ## __VA_ARGS__)
#define n(a...) p(b, ## a)
#define t(a, b...) p(a, ## b, ## b)
#define X ,
e(1) e(1,) e(1, 2, 3) e(1, X) o() o( ) o(,) o(1) n() n(1) n(X) t(1) t(1, 2)`,
  __VA_OPT__: `#define F(X, ...) f(0 __VA_OPT__(,) __VA_ARGS__)
#define S(x, ...) S x __VA_OPT__(= { __VA_ARGS__ })
#define H2(X, Y, ...) __VA_OPT__(X ## Y,)##__VA_ARGS__
#define H3(X, ...) #__VA_OPT__(X##X X##X)
#define H4(X, ...) __VA_OPT__(a X ## X) ## b
#define H5(...) __VA_OPT__()/**/__VA_OPT__()
#define H6(X) aa ## X ## bb
#define H7(X) H6(X)
#define H8(X, ...) a ## __VA_OPT__(X ## X b)
#define E
F(a, b, c) F() F(E) F(a, E) S(x) S(x, 1, 2) H2(a, b, c, d) H2(a, b) H3(, 0) H3(q, 0) H3(q) H4(, 1) H4(q, 1) H4(1) H7(H5())
H8(, 1) H8(q, 1) H8(q)`,
  'lines of uses': `#define id(x) x
#define L __LINE__
#define ML(x) x L x
__LINE__ id(
 __LINE__
 id(id(__LINE__
   L))) ML(
L
id(L)
)`,
  counters: '#define two(a, b) a b a\ntwo(__COUNTER__, __COUNTER__) __COUNTER__',
  'directives in arguments':
    '#define f(x) <x>\nf(1\n#undef f\n#define f 9\n2) f\n#define g(x) x\ng(\n#if 1\n3\n#else\n4\n#endif\n)\ng\n#define h\n(5)',
  digraphs: '%:define s(x) %:x x%:%:x\ns(3) <: :> <% %>',
  'what is not a use': '#define f(x) x\nf f() f ( ) f( f f (f',
  '_Pragma vanishes': '#define P(x) _Pragma(#x) x\nP(a) _Pragma("b") 1 P(_Pragma("c")) 2',
  'line splices': '#def\\\nine a\\\nb 1\\\n2\nab "x\\\ny" // c \\\n d\n3',
  'gcc strings and pasted names in kernel style': `#define __stringify_1(x...) #x
#define __stringify(x...) __stringify_1(x)
#define __PASTE(a, b) a##b
#define ___PASTE(a, b) __PASTE(a, b)
#define __UNIQUE_ID(prefix) ___PASTE(___PASTE(__UNIQUE_ID_, prefix), __COUNTER__)
#define CONFIG_A 1
#define __ARG_PLACEHOLDER_1 0,
#define __take_second_arg(__ignored, val, ...) val
#define ____or(arg1_or_junk, y) __take_second_arg(arg1_or_junk 1, y)
#define __is_defined(x) ___is_defined(x)
#define ___is_defined(val) ____is_defined(__ARG_PLACEHOLDER_##val)
#define ____is_defined(arg1_or_junk) __take_second_arg(arg1_or_junk 1, 0)
__stringify(a, CONFIG_A) __UNIQUE_ID(x) __UNIQUE_ID(x) __is_defined(CONFIG_A) __is_defined(CONFIG_B)`,
};

for (const [name, text] of Object.entries(CASES)) {
  test(`as gcc: ${name}`, () => assertSameAsGcc(text));
}

test(`as gcc: ${PROGRAMS} random programs of macros`, () => {
  let compared = 0;
  fc.assert(
    fc.property(fc.array(fc.nat(1000), { minLength: 20, maxLength: 200 }), (numbers) => {
      const text = macroProgram(new Choices(numbers));
      try {
        preprocessText(text, {}, { limits: { steps: 200_000 } });
      } catch {
        return; // a bomb: gcc would be busy with it for long
      }
      assertSameAsGcc(text);
      compared++;
    }),
    { seed: SEED, numRuns: PROGRAMS },
  );
  assert.ok(compared > PROGRAMS * 0.8, `only ${compared} were compared`);
});

test(`as gcc: ${PROGRAMS * 4} random conditions, with their errors`, () => {
  const [numbers] = fc.sample(fc.array(fc.nat(10_000), { minLength: 5000, maxLength: 5000 }), {
    seed: SEED,
    numRuns: 1,
  });
  const choices = new Choices(numbers ?? []);
  const conditions = Array.from({ length: PROGRAMS * 4 }, () => condition(choices));
  const head = '#define ONE 1\n#define NOTHING\n#define F(x) ((x)+1)\n#define BOTH (defined(ONE) && defined NOPE)\n';
  const text = head + conditions.map((each, n) => `#if ${each}\nyes${n}\n#else\nno${n}\n#endif\n`).join('');
  const gcc = gccPreprocess(text);
  const { unit, messages } = preprocessText(text);
  const ours = texts(unit.tokens);
  conditions.forEach((each, n) => {
    const line = ` ${5 + n * 5}: `;
    const of = (list: readonly string[]) => [...new Set(list.filter((message) => message.includes(line)))].sort();
    assert.equal(ours[n], gcc.texts[n], each);
    // Where macros are, gcc may blame another line than that of the condition.
    if (!/\b(?:BOTH|F|ONE|NOTHING)\b/.test(each)) assert.deepEqual(of(messages), of(gcc.messages), each);
  });
});
