/*
 * What a programmer who made a mistake is told: the place, what is wrong, and what was expected, once, with the other
 * mistakes of the file; and how it looks.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Mistake, testMistakes } from './mistakes';
import { runExec } from './runExec';

const mistakes: readonly Mistake[] = [
  {
    what: 'a semicolon forgotten',
    text: `int main(void)
{
	int x = 1
	return x;
}
`,
    says: ["3:10: error: expected ';' before 'return'"],
  },
  {
    what: 'an undeclared name',
    text: `int main(void)
{
	return undefined_name;
}
`,
    says: ["3:9: error: 'undefined_name' undeclared (first use in this function)"],
  },
  {
    what: 'a string without its end',
    text: `#include <stdio.h>
int main(void)
{
	printf("hello\\n);
	return 0;
}
`,
    says: ['4:9: error: missing terminating " character', "4:9: error: expected ')' before 'return'"],
  },
  {
    what: 'a member that is not there',
    text: `struct point { int x, y; };
int main(void)
{
	struct point p = { 1, 2 };
	return p.z;
}
`,
    says: ["5:11: error: 'struct point' has no member named 'z'"],
  },
  {
    what: '. for ->',
    text: `struct point { int x, y; };
int f(struct point *p)
{
	return p.x;
}
`,
    says: ["4:10: error: 'p' is a pointer; did you mean to use '->'?"],
  },
  {
    what: 'too few arguments',
    text: `int f(int a, int b);
int main(void)
{
	return f(1);
}
`,
    says: ["4:9: error: too few arguments to function 'f'; expected 2, have 1", '1:5: note: declared here'],
  },
  {
    what: 'too many arguments',
    text: `int f(int a);
int main(void)
{
	return f(1, 2);
}
`,
    says: ["4:14: error: too many arguments to function 'f'; expected 1, have 2", '1:5: note: declared here'],
  },
  {
    what: 'pointers of other types',
    text: `int main(void)
{
	int *p = 5;
	char *q = p;
	return 0;
}
`,
    says: [
      "3:11: warning: initialization of 'int *' from 'int' makes pointer from integer without a cast [-Wint-conversion]",
      "4:12: warning: initialization of 'char *' from incompatible pointer type 'int *' [-Wincompatible-pointer-types]",
    ],
  },
  {
    what: 'a const variable assigned',
    text: `int main(void)
{
	const int x = 1;
	x = 2;
	return x;
}
`,
    says: ["4:4: error: assignment of read-only variable 'x'"],
  },
  {
    what: 'a variable declared twice',
    text: `int main(void)
{
	int x;
	int x;
	return 0;
}
`,
    says: ["4:6: error: redeclaration of 'x' with no linkage", '3:6: note: previously declared here'],
  },
  {
    what: 'a parenthesis forgotten',
    text: `int main(void)
{
	if (1 {
		return 1;
	}
	return 0;
}
`,
    says: ["3:8: error: expected ')' before '{' token"],
  },
  {
    what: 'commas in a for',
    text: `int main(void)
{
	for (int i = 0, i < 3, i++)
		;
	return 0;
}
`,
    says: [
      "3:18: error: redeclaration of 'i' with no linkage",
      '3:11: note: previously declared here',
      "3:20: error: expected ';' before '<' token",
    ],
  },
  {
    what: 'break outside of a loop',
    text: `int main(void)
{
	break;
	return 0;
}
`,
    says: ['3:2: error: break statement not within loop or switch'],
  },
  {
    what: 'a label that is not there',
    text: `int main(void)
{
	goto nowhere;
	return 0;
}
`,
    says: ["3:7: error: label 'nowhere' used but not defined"],
  },
  {
    what: 'a case twice',
    text: `int main(void)
{
	switch (1) {
	case 1:
	case 1:
		return 1;
	}
	return 0;
}
`,
    says: ['5:2: error: duplicate case value', '4:2: note: this is the first entry overlapping that value'],
  },
  {
    what: 'a character without its end',
    text: `int main(void)
{
	char c = 'ab;
	return c;
}
`,
    says: ["3:11: error: missing terminating ' character", "3:11: error: expected ';' before 'return'"],
  },
  {
    what: 'a macro with a parenthesis too few',
    text: `#define SQUARE(x) ((x) * (x)
int main(void)
{
	return SQUARE(3);
}
`,
    says: ["4:18: error: expected ')' before ';' token"],
  },
  {
    what: 'a mistake in what a macro is given',
    text: `#define ADD(a, b) ((a) + (b))
struct s { int a; };
int f(struct s s)
{
	return ADD(1, ADD(s.missing, 2));
}
`,
    says: [
      "5:22: error: 'struct s' has no member named 'missing'",
      "5:16: note: in expansion of macro 'ADD'",
      "5:9: note: in expansion of macro 'ADD'",
    ],
  },
  {
    what: 'a mistake in a macro in a macro',
    text: `#define FIELD(p) ((p)->missing)
#define OUTER(p) FIELD(p)
struct s { int a; };
int f(struct s *s)
{
	return OUTER(s);
}
`,
    says: [
      "6:9: error: 'struct s' has no member named 'missing'",
      "1:24: note: in definition of macro 'FIELD'",
      "2:18: note: in definition of macro 'OUTER'",
    ],
  },
  {
    what: 'a macro with too few arguments',
    text: `#define TWO(a, b) a + b
int main(void)
{
	return TWO(1);
}
`,
    says: [
      '4:9: error: macro "TWO" requires 2 arguments, but only 1 given',
      '1:9: note: macro "TWO" defined here',
      "4:9: error: 'TWO' undeclared (first use in this function)",
    ],
  },
  {
    what: 'a header that is not there',
    text: `#include "missing.h"
int main(void) { return 0; }
`,
    says: ['1:10: error: missing.h: No such file or directory'],
  },
  {
    what: 'an #if without its end',
    text: `#if 1
int main(void) { return 0; }
`,
    says: ['1:2: error: unterminated #if'],
  },
  {
    what: 'too many initialisers',
    text: `int main(void)
{
	int a[3] = { 1, 2, 3, 4 };
	return a[0];
}
`,
    says: ['3:24: warning: excess elements in array initializer [-Wexcess-initializers]'],
  },
  {
    what: 'a keyword misspelt',
    text: `strcut point { int x; };
int main(void) { return 0; }
`,
    says: ["1:1: error: unknown type name 'strcut'"],
  },
  {
    what: 'a brace forgotten',
    text: `int main(void)
{
	return 0;

`,
    says: ["3:10: error: expected '}' at end of input"],
  },
  {
    what: 'a digit that is not octal',
    text: `int main(void)
{
	int x = 08;
	return x;
}
`,
    says: ['3:10: error: invalid digit "8" in octal constant'],
  },
  {
    what: 'a pointer multiplied',
    text: `typedef int T;
int main(void)
{
	T *x = 0;
	return x * 2;
}
`,
    says: ["5:11: error: invalid operands to binary * (have 'T *' and 'int')"],
  },
  {
    what: 'the value of a void function',
    text: `void f(void);
int main(void)
{
	int x = f();
	return x;
}
`,
    says: ['4:10: error: void value not ignored as it ought to be'],
  },
  {
    what: 'what is no lvalue',
    text: `int main(void)
{
	1 = 2;
	return &5;
}
`,
    says: [
      '3:4: error: lvalue required as left operand of assignment',
      "4:9: error: lvalue required as unary '&' operand",
    ],
  },
  {
    what: 'an incomplete type',
    text: `struct s;
int main(void)
{
	struct s x;
	return sizeof(struct s);
}
`,
    says: [
      "4:11: error: storage size of 'x' isn't known ('struct s' is incomplete)",
      "5:9: error: invalid application of 'sizeof' to incomplete type 'struct s'",
    ],
  },
  {
    what: 'two declarations that differ',
    text: `int f(int);
long f(int a) { return a; }
int main(void) { return 0; }
`,
    says: [
      "2:6: error: conflicting types for 'f'; have 'long (int)'",
      "1:5: note: previous declaration of 'f' with type 'int (int)'",
    ],
  },
  {
    what: 'several mistakes at once',
    text: `int main(void)
{
	int a = b;
	int c = d;
	return a ++ c;
}
int g(void) { return e; }
`,
    says: [
      "3:10: error: 'b' undeclared (first use in this function)",
      "4:10: error: 'd' undeclared (first use in this function)",
      "5:14: error: expected ';' before 'c'",
      "7:22: error: 'e' undeclared (first use in this function)",
    ],
  },
  {
    what: '#error',
    text: `#error "stop here"
int main(void) { return 0; }
`,
    says: ['1:2: error: #error "stop here"'],
  },
  {
    what: 'else without if',
    text: `int main(void)
{
	else return 1;
}
`,
    says: ["3:2: error: 'else' without a previous 'if'"],
  },
  {
    what: 'a static assertion',
    text: `_Static_assert(sizeof(int) == 8, "int is small");
int main(void) { return 0; }
`,
    says: ['1:1: error: static assertion failed: "int is small"'],
  },
];

testMistakes('common mistakes', mistakes);

test('a message shows its line and a caret, then where the macros are that made the text', () => {
  const text = `#define FIELD(p) ((p)->missing)
struct s { int a; };
int f(struct s *s)
{
\treturn 1 + FIELD(s);
}
`;
  const { stderr, status } = runExec(text);
  assert.equal(status, 1);
  assert.equal(
    stderr,
    [
      "prog.c:5:13: error: 'struct s' has no member named 'missing'",
      '    5 | \treturn 1 + FIELD(s);',
      '      | \t           ^~~~~',
      "prog.c:1:24: note: in definition of macro 'FIELD'",
      '',
    ].join('\n'),
  );
});

test('how a header is reached is said, once for mistakes in a row', () => {
  const text = '#include "outer.h"\nint f(void) { return nope; }\nint main(void) { return 0; }\n';
  const headers = {
    'outer.h': '#pragma once\n\n#include "inner.h"\nint b = y;\n',
    'inner.h': '#include "outer.h"\nint a = x, c = x2;\n',
  };
  const { stderr } = runExec(text, [], [], '', headers);
  const lines = stderr.split('\n').filter((line) => !/^ *\d* \| /.test(line));
  assert.deepEqual(lines, [
    'In file included from outer.h:3,',
    '                 from prog.c:1:',
    "inner.h:2:9: error: 'x' undeclared here (not in a function)",
    "inner.h:2:16: error: 'x2' undeclared here (not in a function)",
    'In file included from prog.c:1:',
    "outer.h:4:9: error: 'y' undeclared here (not in a function)",
    "prog.c:2:22: error: 'nope' undeclared (first use in this function)",
    '',
  ]);
});

test('how a header is reached is said of what the preprocessor finds too, each time', () => {
  const text = '#include "a.h"\n#include "b.h"\nint main(void) { return 0; }\n';
  const headers = {
    'a.h': '\n#include "c.h"\n',
    'b.h': '#include "c.h"\n',
    'c.h': '#warning "c"\n#include "none.h"\n',
  };
  const { stderr } = runExec(text, [], [], '', headers);
  const lines = stderr.split('\n').filter((line) => !/^ *\d* \| /.test(line));
  assert.deepEqual(lines, [
    'In file included from a.h:2,',
    '                 from prog.c:1:',
    'c.h:1:2: warning: #warning "c"',
    'c.h:2:10: error: none.h: No such file or directory',
    'In file included from b.h:1,',
    '                 from prog.c:2:',
    'c.h:1:2: warning: #warning "c"',
    'c.h:2:10: error: none.h: No such file or directory',
    '',
  ]);
});
