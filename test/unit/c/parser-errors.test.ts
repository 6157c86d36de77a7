/**
 * Mistakes: each is reported once, where it is, in gcc's words; what follows is read on.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseText } from './parseText';

const PROLOGUE = 'struct net_device { int ifindex; char name[16]; }; int register_netdev(struct net_device *dev);';

/** Mistakes in a function body; its line is 2, its first column 40. */
const IN_BODY: readonly [text: string, ...errors: string[]][] = [
  ['dev->ifindx = 1;', "'struct net_device' has no member named 'ifindx'; did you mean 'ifindex'?"],
  ['dev.ifindex = 1;', "'dev' is a pointer; did you mean to use '->'?"],
  ['a->ifindex = 1;', "invalid type argument of '->' (have 'int')"],
  ['a.ifindex = 1;', "request for member 'ifindex' in something not a structure or union"],
  ['registr_netdev(dev);', "implicit declaration of function 'registr_netdev'; did you mean 'register_netdev'?"],
  ['dve = 0;', "'dve' undeclared (first use in this function); did you mean 'dev'?"],
  ['missing = 1; missing = 2; missing++;', "'missing' undeclared (first use in this function)"],
  ['register_netdev();', "too few arguments to function 'register_netdev'; expected 1, have 0"],
  ['register_netdev(dev, 1);', "too many arguments to function 'register_netdev'; expected 1, have 2"],
  ['a();', "called object 'a' is not a function or function pointer"],
  ['a + *dev;', "invalid operands to binary + (have 'int' and 'struct net_device')"],
  ['*a = 1;', "invalid type argument of unary '*' (have 'int')"],
  ['-dev;', 'wrong type argument to unary minus'],
  ['~1.5;', 'wrong type argument to bit-complement'],
  ['a[1] = 2;', 'subscripted value is neither array nor pointer'],
  ['dev[1.5];', 'array subscript is not an integer'],
  ['1 = a;', 'lvalue required as left operand of assignment'],
  ['a++++;', 'lvalue required as increment operand'],
  ['&a++;', "lvalue required as unary '&' operand"],
  ['dev->name = 0;', 'assignment to expression with array type'],
  ['const int c = 1; c = 2;', "assignment of read-only variable 'c'"],
  ['const struct net_device *d = dev; d->ifindex++;', "increment of read-only member 'ifindex'"],
  ['*(const int *)dev = 1;', 'assignment of read-only location'],
  ['struct other *o = 0; o->x;', "invalid use of undefined type 'struct other'"],
  ['struct other o;', "storage size of 'o' isn't known ('struct other' is incomplete)"],
  ['sizeof(struct other);', "invalid application of 'sizeof' to incomplete type 'struct other'"],
  ['if (*dev) ;', 'used struct type value where scalar is required'],
  ['switch (dev) { }', "switch quantity not an integer (have 'struct net_device *')"],
  ['switch (a) { case 1: case 1: ; }', 'duplicate case value'],
  ['case 1: ;', 'case label not within a switch statement'],
  ['break;', 'break statement not within loop or switch'],
  ['switch (a) { case 1: continue; }', 'continue statement not within a loop'],
  ['goto out;', "label 'out' used but not defined"],
  ['out: out: ;', "duplicate label 'out'"],
  ['int a;', "'a' redeclared as different kind of symbol"],
  ['int b; long b;', "redeclaration of 'b' with no linkage"],
  ['int b[a];', "variable-length arrays are not supported ('b')"],
  ['int b[-1];', 'size of array is negative'],
  ['static int b = a;', "initializer element is not constant (in the initializer of 'b')"],
  ['int b[2] = 5;', 'invalid initializer'],
  ['struct net_device d = { .nam = "lo" };', "'struct net_device' has no member named 'nam'; did you mean 'name'?"],
  ['int b[2] = { [2] = 1 };', 'array index in initializer exceeds array bounds'],
  ['register int b; &b;', "address of register variable 'b' requested"],
  ['void b;', "variable or field 'b' declared void"],
  ['u64 b = 1;', "unknown type name 'u64'"],
  ['a = (u63)a + (u63 *)dev; a = 1;', "unknown type name 'u63'", "unknown type name 'u63'"],
  [
    'struct { struct other list[2]; } s = { .list[0] = { .a = 1 } }; a = 1;',
    "array type has incomplete element type 'struct other'",
  ],
  ['net_device *d;', "unknown type name 'net_device'; use 'struct' keyword to refer to the type"],
  ['struct net_device d = dev;', 'invalid initializer'],
  ['*dev = 1;', "incompatible types when assigning to type 'struct net_device' from type 'int'"],
  [
    'register_netdev(*dev);',
    "incompatible type for argument 1 of 'register_netdev': 'struct net_device' given, 'struct net_device *' expected",
  ],
  ['(struct net_device)a;', 'conversion to non-scalar type requested'],
  ['a ? *dev : a;', 'type mismatch in conditional expression'],
  ['int (*f)(void)[2];', "'f' declared as function returning an array"],
  // Syntax errors: one statement is lost.
  ['a = ;', "expected expression before ';' token"],
  ['a = (1;', "expected ')' before ';' token"],
  ['if (a > 1 { a = 2; }', "expected ')' before '{' token"],
  ['for (a = 0; a < 3; a++ a++;', "expected ')' before 'a'"],
  ['return 1', "expected ';' before '}' token"],
  ['a b;', "expected ';' before 'b'"],
  ['else a = 1;', "'else' without a previous 'if'"],
  ['a = 1 +* ;  a = ; a = 2;', "expected expression before ';' token", "expected expression before ';' token"],
];

for (const [text, ...expected] of IN_BODY) {
  test(`in a function: ${text}`, () => {
    const { errors } = parseText(
      `${PROLOGUE}\nint f(int a, struct net_device *dev) { ${text} }\nint after(void) { return 0; }`,
    );
    assert.deepEqual(
      errors.map((error) => error.replace(/^\d+:\d+: /, '')),
      expected,
    );
    for (const error of errors) assert.match(error, /^2:/);
  });
}

const OUTSIDE: readonly [text: string, ...errors: string[]][] = [
  ['int x = 1; int x = 2;', "1:16: redefinition of 'x'"],
  ['int x; long x;', "1:13: conflicting types for 'x'; have 'long'"],
  ['int f(int); int f(long);', "1:17: conflicting types for 'f'; have 'int (long)'"],
  ['int f(void) { return 0; } int f(void) { return 1; }', "1:31: redefinition of 'f'"],
  ['extern int x; static int x;', "1:26: static declaration of 'x' follows non-static declaration"],
  ['static int x; int x;', "1:19: non-static declaration of 'x' follows static declaration"],
  ['int x; void x(void);', "1:13: 'x' redeclared as different kind of symbol"],
  ['struct s { int a; }; struct s { int b; };', "1:31: redefinition of 'struct s'"],
  ['struct s { int a; }; union s *x;', "1:28: 's' defined as wrong kind of tag"],
  ['struct s { int a; int a; };', "1:23: duplicate member 'a'"],
  ['struct s { struct s inner; };', "1:21: field 'inner' has incomplete type 'struct s'"],
  ['struct s { int a : 33; };', "1:16: width of 'a' exceeds its type"],
  ['struct s { int n; int list[]; int after; };', '1:23: flexible array member not at end of struct'],
  ['enum e { A, A };', "1:13: redeclaration of enumerator 'A'"],
  [
    'int x[3];\nint f(void) { int y = x; return y; }',
    "2:23: initialization of 'int' from 'int *' makes integer from pointer without a cast [-Werror=int-conversion]",
  ],
  ['_Static_assert(sizeof(int) == 8, "int is 8 bytes");', '1:1: static assertion failed: "int is 8 bytes"'],
  ['foo x;', "1:1: unknown type name 'foo'"],
  ['int f(foo x, bar y) { return x + y; }', "1:7: unknown type name 'foo'", "1:14: unknown type name 'bar'"],
  ['x = 1;', "1:1: type defaults to 'int': implicit int is not allowed; name the type"],
  ['f(void) { return 1; }', "1:1: type defaults to 'int': implicit int is not allowed; name the type"],
  ['int x\nint y;', "1:5: expected ';' before 'int'"],
  ['int f(void) { return 0;', "1:24: expected '}' at end of input"],
  ['} int x;', "1:1: expected identifier or '(' before '}' token"],
  [
    'int = 3; int y = z;',
    "1:5: expected identifier or '(' before '=' token",
    "1:18: 'z' undeclared here (not in a function)",
  ],
];

for (const [text, ...expected] of OUTSIDE) {
  test(`outside functions: ${text}`, () => {
    const { errors } = parseText(text, { errors: new Set(['int-conversion']) });
    assert.deepEqual(errors, expected);
  });
}

/** What is outside the engine's C is refused by its name. */
const REFUSED: readonly [text: string, error: string][] = [
  ['_Complex double z;', "complex numbers are not supported ('_Complex')"],
  ['__int128 x;', "128-bit integers are not supported ('__int128')"],
  ['_Float128 x;', "128-bit floating-point numbers are not supported ('_Float128')"],
  ['_Thread_local int x;', "thread-local storage is not supported ('_Thread_local')"],
  ['typedef int v4 __attribute__((vector_size(16)));', "attribute 'vector_size' is not supported"],
  ['void g(int *); void f(void) { int x __attribute__((cleanup(g))) = 1; }', "attribute 'cleanup' is not supported"],
  [
    'void f(void) { void inner(void) { } }',
    "nested functions are not supported ('inner'), or a '}' is missing before it",
  ],
  ['asm("nop");', 'assembly outside functions is not supported'],
  ['void f(void) { asm("nop"); }', 'inline assembly is not supported, except with an empty template'],
  ['void f(void) { register int x asm("eax"); }', 'a register variable bound to a register is not supported'],
  ['int f(void) asm("g");', 'an assembler name is not supported'],
  ['void f(int x) { asm("" : "=r"(x)); }', 'assembly output is not tied to an input: it would get no value'],
  ['void f(int n) { typedef int T[n]; }', "variable-length arrays are not supported ('T')"],
  ['void f(int n, int a[n][n]);', "variable-length arrays are not supported ('a')"],
  ['void f(void) { __builtin_alloca(4); }', "built-in function '__builtin_alloca' is not supported"],
  ['typedef int t __attribute__((mode(TI)));', "machine mode 'TI' is not supported here"],
];

for (const [text, expected] of REFUSED) {
  test(`refused by name: ${text}`, () => {
    const { errors } = parseText(text);
    assert.deepEqual(
      errors.map((error) => error.replace(/^\d+:\d+: /, '')),
      [expected],
    );
  });
}

const WARNED: readonly [text: string, warning: string][] = [
  [
    'void f(int *p) { char *q = p; }',
    "1:28: initialization of 'char *' from incompatible pointer type 'int *' [-Wincompatible-pointer-types]",
  ],
  [
    'void f(int *p, char *q) { q = p; }',
    "1:29: assignment to 'char *' from incompatible pointer type 'int *' [-Wincompatible-pointer-types]",
  ],
  [
    'int *f(char *q) { return q; }',
    "1:26: returning 'char *' from a function with incompatible return type 'int *' [-Wincompatible-pointer-types]",
  ],
  [
    'void g(char *); void f(int *p) { g(p); }',
    "1:36: passing argument 1 of 'g' from incompatible pointer type: 'int *' given, 'char *' expected [-Wincompatible-pointer-types]",
  ],
  [
    'void f(const char *p) { char *q = p; }',
    "1:35: initialization discards 'const' qualifier from pointer target type [-Wdiscarded-qualifiers]",
  ],
  ['int f(int *p) { return p == 1; }', '1:26: comparison between pointer and integer [-Wpointer-integer-compare]'],
  [
    'int f(int *p, char *q) { return p == q; }',
    '1:35: comparison of distinct pointer types lacks a cast [-Wcompare-distinct-pointer-types]',
  ],
  ['int f(void) { return; }', "1:15: 'return' with no value, in function returning non-void [-Wreturn-mismatch]"],
  ['int x = 1 << 40;', '1:11: left shift count >= width of type [-Wshift-count-overflow]'],
  ['int f(int a) { return a / 0; }', '1:25: division by zero [-Wdiv-by-zero]'],
  ['char c = 1000;', "1:10: conversion from 'int' to 'char' changes value from '1000' to '-24' [-Woverflow]"],
  ['int x[1] = { 1, 2 };', '1:17: excess elements in array initializer [-Wexcess-initializers]'],
  ['int x __attribute__((nonsense));', "1:22: 'nonsense' attribute directive ignored [-Wattributes]"],
];

for (const [text, expected] of WARNED) {
  test(`a warning: ${text}`, () => {
    const { errors, warnings } = parseText(text);
    assert.deepEqual(errors, []);
    assert.deepEqual(warnings, [expected]);
  });
}

test('a warning can be made an error, as a kernel build does', () => {
  const { errors } = parseText('void f(int *p) { char *q = p; }', { errors: new Set(['incompatible-pointer-types']) });
  assert.match(errors[0] ?? '', /\[-Werror=incompatible-pointer-types\]$/);
});

test('notes lead to the declaration that an error is about', () => {
  const { diagnostics } = parseText('int f(int a);\nint g(void) { return f(); }\nlong f(int a) { return 1; }');
  assert.deepEqual(
    diagnostics.map(({ notes }) => notes?.map(({ message, token }) => [message, token.text])),
    [[['declared here', 'f']], [["previous declaration of 'f' with type 'int (int)'", 'f']]],
  );
});

test('what follows a mistake is still there', () => {
  const { unit, errors } = parseText(`
    struct broken { int a; oops b; int c; };
    int first(void) { int x = ; return x; }
    int second(struct broken *p) { return p->a + p->b + p->c; }
  `);
  assert.equal(errors.length, 2);
  assert.deepEqual(
    unit?.functions.map((definition) => definition.symbol.name),
    ['first', 'second'],
  );
});
