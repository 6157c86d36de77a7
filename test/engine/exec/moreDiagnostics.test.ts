/*
 * What is said of definitions that are missing, of types that do not fit, and of GNU C that is not as it should be.
 */
import { type Mistake, testMistakes } from './mistakes';

const mistakes: readonly Mistake[] = [
  {
    what: 'a function that is not defined',
    text: `int f(void);
int main(void)
{
	return f() + f();
}
`,
    says: ["4:9: error: undefined reference to 'f'"],
  },
  {
    what: 'objects that are not defined',
    text: `extern int x, y;
int *p = &y;
int main(void) { return x; }
`,
    says: ["2:10: error: undefined reference to 'y'", "3:25: error: undefined reference to 'x'"],
  },
  {
    what: 'a static function without a body',
    text: `static int f(void);
int main(void) { return f(); }
`,
    says: ["2:25: error: 'f' is declared 'static' but never defined"],
  },
  {
    what: 'BUILD_BUG_ON',
    text: `#define BUILD_BUG_ON(c) do { extern void no(void) __attribute__((error("it is " #c))); if (c) no(); } while (0)
int main(void)
{
	BUILD_BUG_ON(sizeof(int) == 4);
	return 0;
}
`,
    says: [
      "4:2: error: call to 'no' declared with attribute error: it is sizeof(int) == 4",
      "1:95: note: in definition of macro 'BUILD_BUG_ON'",
    ],
  },
  {
    what: 'a call that is warned of',
    text: `void old(void) __attribute__((warning("use new()")));
void old(void) {}
int main(void)
{
	old();
	if (0)
		old();
	return 0;
}
`,
    says: ["5:2: warning: call to 'old' declared with attribute warning: use new()"],
  },
  {
    what: '__auto_type of a bit-field',
    text: `struct s { int a : 3; } s;
int main(void)
{
	__auto_type a = s.a;
	return _Generic(s.a, int: a);
}
`,
    says: [
      "4:20: error: '__auto_type' used with a bit-field initializer",
      "5:9: error: '_Generic' selector of type 'int' (a bit-field of 3 bits) is not compatible with any association",
    ],
  },
  {
    what: 'arguments of other types',
    text: `void f(int a, int *b, char *c) {}
int main(void)
{
	const char *s = "s";
	f("one", 2, s);
	f(1, s, "three");
	return 0;
}
`,
    says: [
      "5:4: warning: passing argument 1 of 'f' makes integer from pointer without a cast: 'char *' given, 'int' expected [-Wint-conversion]",
      "5:11: warning: passing argument 2 of 'f' makes pointer from integer without a cast: 'int' given, 'int *' expected [-Wint-conversion]",
      "5:14: warning: passing argument 3 of 'f' discards 'const' qualifier from pointer target type: 'const char *' given, 'char *' expected [-Wdiscarded-qualifiers]",
      "6:7: warning: passing argument 2 of 'f' from incompatible pointer type: 'const char *' given, 'int *' expected [-Wincompatible-pointer-types]",
    ],
  },
  {
    what: 'numbers that are none',
    text: `int main(void)
{
	int a = 0xg, b = 5abc, c = 0b2, d = 0x;
	double e = 1.2.3, f = 1e;
	return 0;
}
`,
    says: [
      '3:10: error: invalid suffix "xg" on integer constant',
      '3:19: error: invalid suffix "abc" on integer constant',
      '3:29: error: invalid digit "2" in binary constant',
      '3:38: error: invalid suffix "x" on integer constant',
      '4:13: error: too many decimal points in number',
      '4:24: error: exponent has no digits',
    ],
  },
  {
    what: 'an if without a statement',
    text: `int main(void)
{
	if (1) else return 2;
	return 0;
}
`,
    says: ["3:9: error: expected expression before 'else'"],
  },
  {
    what: 'a parameter without its type',
    text: `int f(int x, y) { return x; }
int main(void) { return 0; }
`,
    says: ["1:14: error: unknown type name 'y'"],
  },
  {
    what: 'a label before a declaration that stands in no block',
    text: `int main(void)
{
	if (1)
		l: int x = 1;
	goto l;
	return 0;
}
`,
    says: ['4:6: error: a label can only be part of a statement and a declaration is not a statement'],
  },
  {
    what: 'a static variable in a for, and variable arguments alone',
    text: `int f(...);
int main(void)
{
	for (static int i = 0; i < 3; i++)
		;
	return 0;
}
`,
    says: [
      "1:7: error: ISO C requires a named argument before '...'",
      "4:7: error: declaration in a 'for' loop with 'static'",
    ],
  },
  {
    what: 'semicolons forgotten after structs and enums',
    text: `struct s { int a; }
static inline int f(void) { return 0; }
enum e { A }
struct t { struct { int q; } int b; };
int g(struct t *t) { return t->q + t->b + f(); }
int main(void) { struct s s = { 0 }; return s.a; }
`,
    says: [
      "1:19: error: expected ';' before 'static'",
      "3:12: error: expected ';' before 'struct'",
      "4:30: error: expected ';' before 'int'",
    ],
  },
  {
    what: 'a brace forgotten in a function that others follow',
    text: `int f(int n)
{
	if (n) {
		return 2;
}
int g(void) { return 3; }
int h(void) { return 3; }
int main(void) { return 0; }
`,
    says: [
      "6:13: error: nested functions are not supported ('g'), or a '}' is missing before it",
      "8:28: error: expected '}' at end of input",
    ],
  },
  {
    what: 'a quote without its end in a macro: let pass, until it is used',
    text: `#define UNUSED don't
#define TEXT "abc
#define SHOW(x) #x
#define CHARACTER 'a
const char *shown = SHOW(UNUSED);
const char *text = TEXT;
int main(void) { return CHARACTER; }
`,
    says: [
      "1:19: warning: missing terminating ' character",
      '2:14: warning: missing terminating " character',
      "4:19: warning: missing terminating ' character",
      '6:20: error: missing terminating " character',
      "2:14: note: in definition of macro 'TEXT'",
      "7:25: error: missing terminating ' character",
      "4:19: note: in definition of macro 'CHARACTER'",
    ],
  },
  {
    what: '#else and #elif after #else, in a group that is skipped too',
    text: `#if 0
#if 1
#else
#elif 1
#else
#endif
#if 1
#elif 1
#else
#endif
#else
int x;
#elif 1
#endif
int main(void) { return x; }
`,
    says: ['4:2: error: #elif after #else', '5:2: error: #else after #else', '13:2: error: #elif after #else'],
  },
];

testMistakes('more mistakes', mistakes);
