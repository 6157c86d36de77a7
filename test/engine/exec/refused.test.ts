/* What the engine does not have is refused by name, at its place; nothing is passed over in silence. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runExec } from './runExec';

const refused: readonly (readonly [what: string, text: string, message: string | RegExp])[] = [
  ['a variable-length array', 'void f(int n) { int a[n]; }', "variable-length arrays are not supported ('a')"],
  ['a parameter of such a type', 'void f(int n, int a[n][n]) {}', "variable-length arrays are not supported ('a')"],
  ['alloca()', 'void *f(void) { return __builtin_alloca(1); }', "built-in function '__builtin_alloca' is not supported"],
  ['alloca() without a header', 'void *f(void) { return alloca(1); }', 'alloca() is not supported'],
  ['alloca.h', '#include <alloca.h>', 'alloca() is not supported'],
  ['a 128-bit integer', '__int128 x;', "128-bit integers are not supported ('__int128')"],
  ['a 128-bit float', '_Float128 x;', "128-bit floating-point numbers are not supported ('_Float128')"],
  ['a float of another kind', '_Float64 x;', "'_Float64'"],
  ['C23 attributes', '[[maybe_unused]] static int x;', 'attributes in double brackets are not supported'],
  ['C23 attributes in a block', 'void f(void) { [[maybe_unused]] int x; }', 'attributes in double brackets'],
  ['a raw string', 'char *s = R"(a)";', 'raw string literals are not supported'],
  ['a decimal float', '_Decimal64 x;', "decimal floating-point numbers are not supported ('_Decimal64')"],
  ['a decimal constant', 'double x = 1.5df;', 'decimal floating constants are not supported (suffix "df")'],
  ['a complex number', '_Complex double x;', "complex numbers are not supported ('_Complex')"],
  ['an imaginary constant', 'double x = 1.0i;', 'imaginary constants are not supported (suffix "i")'],
  ['complex.h', '#include <complex.h>', '_Complex is not supported'],
  ['a thread-local object', '_Thread_local int x;', "thread-local storage is not supported ('_Thread_local')"],
  ['threads.h', '#include <threads.h>', 'threads are not supported'],
  ['stdatomic.h', '#include <stdatomic.h>', 'use the __atomic built-in functions'],
  ['setjmp.h', '#include <setjmp.h>', 'setjmp() and longjmp() are not supported'],
  ['setjmp() itself', 'int f(void) { return __builtin_setjmp(0); }', "'__builtin_setjmp' is not supported"],
  ['signal.h', '#include <signal.h>', 'signals are not supported'],
  ['fenv.h', '#include <fenv.h>', 'the floating-point environment is not supported'],
  ['tgmath.h', '#include <tgmath.h>', 'type-generic functions are not supported'],
  ['uchar.h', '#include <uchar.h>', 'char16_t and char32_t conversions are not supported'],
  ['cleanup', 'void g(int *p); void f(void) { int x __attribute__((cleanup(g))); }', "attribute 'cleanup' is not supported"],
  ['constructor', 'void f(void) __attribute__((constructor));', "attribute 'constructor' is not supported"],
  ['destructor', 'void f(void) __attribute__((destructor));', "attribute 'destructor' is not supported"],
  ['a vector', 'typedef int v __attribute__((vector_size(16)));', "attribute 'vector_size' is not supported"],
  ['ifunc', 'void f(void) __attribute__((ifunc("g")));', "attribute 'ifunc' is not supported"],
  ['byte order', 'struct s { int a; } __attribute__((scalar_storage_order("big-endian")));', "'scalar_storage_order'"],
  ['a nested function', 'int f(void) { int g(void) { return 1; } return g(); }', "nested functions are not supported ('g')"],
  ['assembly', 'void f(void) { asm("nop"); }', 'inline assembly is not supported, except with an empty template'],
  ['asm goto', 'void f(void) { asm goto("" : : : : l); l:; }', "'asm goto' is not supported"],
  ['an assembler name', 'int f(void) asm("g");', 'an assembler name is not supported'],
  ['a register variable', 'register int r asm("eax");', 'a register variable bound to a register is not supported'],
  ['an implicit int', 'static x;', "type defaults to 'int': implicit int is not allowed"],
  ['an implicit function', 'int f(void) { return g(); }', "implicit declaration of function 'g'"],
  ['__builtin_apply', 'void f(void) { __builtin_apply_args(); }', "'__builtin_apply_args' is not supported"],
  ['__builtin_has_attribute', 'int x = __builtin_has_attribute(x, packed);', "'__builtin_has_attribute' is not supported"],
  ['an unknown built-in', 'void f(void) { __builtin_no_such(); }', "built-in function '__builtin_no_such' is not supported"],
]; // biome-ignore format: a table

for (const [what, text, message] of refused) {
  test(`${what} is refused by name`, () => {
    const { status, stderr, stdout } = runExec(`${text}\nint main(void) { return 0; }\n`);
    assert.equal(status, 1, stderr);
    assert.equal(stdout, '');
    assert.match(stderr, /^\S+:\d+:\d+: error: /m);
    if (typeof message === 'string') assert.ok(stderr.includes(message), stderr);
    else assert.match(stderr, message);
  });
}
