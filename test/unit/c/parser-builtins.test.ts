/**
 * The built-ins: folded, mapped to library functions or to the tree's own operations, or refused by name.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ILP32, LP64 } from '../../../src/c/dataModel';
import { hasAttribute, hasBuiltin } from '../../../src/c/parser';
import type { Expression } from '../../../src/c/tree';
import { typeName } from '../../../src/c/typeNames';
import type { DataModel } from '../../../src/c/types';
import { errorsOf, functionNamed, parseGood } from './parseText';

const PROLOGUE = `
struct s { int a; struct { char b; int list[4]; } inner; int bits : 3; };
struct s object; int i; unsigned u; long l; double d; float f; char *text; int *p; _Bool flag;
`;

function expression(text: string, model: DataModel = LP64): Expression {
  const unit = parseGood(`${PROLOGUE} void f1(int n, ...) { ${text}; }`, model, false);
  const statement = functionNamed(unit, 'f1').body.statements.at(-1);
  assert.ok(statement?.kind === 'expression');
  return statement.expression;
}

const FOLDED: readonly [text: string, value: bigint][] = [
  ['__builtin_constant_p(1 + 2)', 1n],
  ['__builtin_constant_p(i)', 0n],
  ['__builtin_constant_p("text")', 1n],
  ['__builtin_constant_p(&i)', 0n],
  ['__builtin_types_compatible_p(int, const int)', 1n],
  ['__builtin_types_compatible_p(int[], int[3])', 1n],
  ['__builtin_types_compatible_p(char, signed char)', 0n],
  ['__builtin_offsetof(struct s, inner.list[2])', 16n],
  ['__builtin_object_size(&object, 0)', 28n],
  ['__builtin_object_size(&object.inner, 0)', 24n],
  ['__builtin_object_size(&object.inner, 1)', 20n],
  ['__builtin_object_size(text, 0)', 0xffff_ffff_ffff_ffffn],
  ['__builtin_object_size(text, 2)', 0n],
  ['__builtin_strlen("four")', 4n],
  ['__builtin_ctz(8)', 3n],
  ['__builtin_clz(1)', 31n],
  ['__builtin_ffsll(0)', 0n],
  ['__builtin_popcountl(-1l)', 64n],
  ['__builtin_parity(7)', 1n],
  ['__builtin_clrsb(0)', 31n],
  ['__builtin_bswap16(0x1234)', 0x3412n],
  ['__builtin_bswap64(1)', 1n << 56n],
  ['__builtin_classify_type(p)', 5n],
  ['__atomic_always_lock_free(4, 0)', 1n],
];

for (const [text, value] of FOLDED) {
  test(`${text} is ${value}`, () => {
    const node = expression(text);
    assert.ok(node.kind === 'integer', node.kind);
    assert.equal(node.value, value);
  });
}

const NODES: readonly [text: string, name: string, types: readonly string[], result: string][] = [
  ['__builtin_expect(i, 1)', 'expect', ['long'], 'long'],
  ['__builtin_unreachable()', 'unreachable', [], 'void'],
  ['__builtin_trap()', 'trap', [], 'void'],
  ['__builtin_frame_address(0)', 'frame_address', ['unsigned int'], 'void *'],
  ['__builtin_return_address(0)', 'return_address', ['unsigned int'], 'void *'],
  ['__builtin_prefetch(p, 0, 3)', 'prefetch', ['const void *'], 'void'],
  ['__builtin_ctzl(u)', 'ctzl', ['unsigned long'], 'int'],
  ['__builtin_bswap32(u)', 'bswap32', ['unsigned int'], 'unsigned int'],
  ['__builtin_add_overflow(i, l, &u)', 'add_overflow', ['int', 'long', 'unsigned int *'], '_Bool'],
  ['__builtin_fabs(f)', 'fabs', ['double'], 'double'],
  ['__builtin_isnan(f)', 'isnan', ['float'], 'int'],
  ['__builtin_signbitf(f)', 'signbit', ['float'], 'int'],
  ['__atomic_load_n(&i, 5)', 'atomic_load', ['int *'], 'int'],
  ['__atomic_store_n(&l, i, 5)', 'atomic_store', ['long *', 'long'], 'void'],
  ['__atomic_exchange_n(&p, 0, 5)', 'atomic_exchange', ['int **', 'int *'], 'int *'],
  ['__atomic_compare_exchange_n(&i, p, 3, 0, 5, 5)', 'atomic_compare_exchange', ['int *', 'int *', 'int'], '_Bool'],
  ['__atomic_fetch_add(&i, 1, 5)', 'atomic_fetch_add', ['int *', 'int'], 'int'],
  ['__atomic_nand_fetch(&u, 1, 5)', 'atomic_nand_fetch', ['unsigned int *', 'unsigned int'], 'unsigned int'],
  ['__sync_fetch_and_or(&u, 1)', 'atomic_fetch_or', ['unsigned int *', 'unsigned int'], 'unsigned int'],
  ['__sync_sub_and_fetch(&l, 1)', 'atomic_sub_fetch', ['long *', 'long'], 'long'],
  ['__sync_lock_test_and_set(&i, 1)', 'atomic_exchange', ['int *', 'int'], 'int'],
  ['__sync_lock_release(&i)', 'atomic_store', ['int *', 'int'], 'void'],
  ['__sync_synchronize()', 'atomic_thread_fence', [], 'void'],
  ['__atomic_thread_fence(5)', 'atomic_thread_fence', [], 'void'],
];

for (const [text, name, types, result] of NODES) {
  test(`${text} becomes ${name}`, () => {
    const node = expression(text);
    assert.ok(node.kind === 'builtin', node.kind);
    assert.equal(node.name, name);
    assert.deepEqual(
      node.arguments.map((argument) => typeName(argument.type)),
      types,
    );
    assert.equal(typeName(node.type), result);
  });
}

test('a library function called by its built-in name is a plain call', () => {
  const node = expression('__builtin_memcpy(text, &object, sizeof object)');
  assert.ok(node.kind === 'call' && node.callee.kind === 'function');
  assert.equal(node.callee.symbol.name, 'memcpy');
  assert.deepEqual(
    node.arguments.map((argument) => typeName(argument.type)),
    ['void *', 'const void *', 'unsigned long'],
  );
});

test('infinities and not-a-numbers are constants', () => {
  const infinity = expression('__builtin_huge_valf()');
  assert.ok(infinity.kind === 'floating' && infinity.value === Number.POSITIVE_INFINITY);
  const nan = expression('__builtin_nan("")');
  assert.ok(nan.kind === 'floating' && Number.isNaN(nan.value));
});

test('compare and swap goes through a hidden variable', () => {
  const node = expression('__sync_bool_compare_and_swap(&i, 1, 2)');
  assert.ok(node.kind === 'comma' && node.left.kind === 'assign' && node.right.kind === 'builtin');
  assert.equal(node.right.name, 'atomic_compare_exchange');
  const value = expression('__sync_val_compare_and_swap(&i, 1, 2)');
  assert.ok(value.kind === 'comma' && value.right.kind === 'load');
});

test("a va_list is an lvalue for the built-ins of stdarg.h: gcc's struct on LP64, a pointer on ILP32", () => {
  const text = '__builtin_va_list ap; __builtin_va_start(ap, n); __builtin_va_arg(ap, long)';
  const wide = expression(text);
  assert.ok(wide.kind === 'builtin' && wide.name === 'va_arg');
  assert.equal(typeName(wide.type), 'long');
  assert.equal(typeName(wide.arguments[0]?.type as never), 'struct __va_list_tag');
  const narrow = expression(text, ILP32);
  assert.ok(narrow.kind === 'builtin');
  assert.equal(narrow.arguments[0]?.kind, 'variable');
});

test("a va_list parameter is the caller's list", () => {
  const unit = parseGood('typedef __builtin_va_list va_list; int f(va_list ap) { return __builtin_va_arg(ap, int); }');
  assert.equal(typeName(functionNamed(unit, 'f').parameters[0]?.type as never), 'struct __va_list_tag *');
});

const WRONG: readonly [text: string, message: string][] = [
  [
    '__builtin_memcpi(0, 0, 0)',
    "built-in function '__builtin_memcpi' is not supported; did you mean '__builtin_memcpy'?",
  ],
  ['__builtin_alloca(3)', "built-in function '__builtin_alloca' is not supported"],
  ['__builtin_expect(1)', "too few arguments to function '__builtin_expect'; expected 2, have 1"],
  ['__builtin_ctz', "built-in function '__builtin_ctz' must be directly called"],
  ['__builtin_offsetof(struct s, bits)', "attempt to take address of bit-field 'bits'"],
  ['__builtin_offsetof(struct s, iner)', "'struct s' has no member named 'iner'; did you mean 'inner'?"],
  ['__builtin_choose_expr(i, 1, 2)', "first argument to '__builtin_choose_expr' not a constant"],
  ['__builtin_isnan(i)', "non-floating-point argument in call to function '__builtin_isnan'"],
  ['__builtin_isless(i, 1)', "non-floating-point arguments in call to function '__builtin_isless'"],
  ['__builtin_isunordered(1LL, i)', "non-floating-point arguments in call to function '__builtin_isunordered'"],
  ['__builtin_va_arg(i, int)', "argument of type 'int' is not a 'va_list'"],
  [
    '__atomic_load_n(i, 5)',
    "incompatible type for argument 1 of '__atomic_load_n': a pointer to an integer or a pointer is needed",
  ],
];

for (const [text, message] of WRONG) {
  test(`${text} is refused`, () => {
    const errors = errorsOf(`${PROLOGUE} void f1(int n, ...) { ${text}; }`);
    assert.deepEqual(
      errors.map((error) => error.replace(/^\d+:\d+: /, '')),
      [message],
    );
  });
}

test('what there is can be asked', () => {
  assert.ok(
    hasBuiltin('__builtin_memcpy') && hasBuiltin('__builtin_choose_expr') && hasBuiltin('__sync_fetch_and_add'),
  );
  assert.ok(!hasBuiltin('__builtin_alloca') && !hasBuiltin('memcpy'));
  assert.ok(hasAttribute('packed') && hasAttribute('fallthrough'));
  assert.ok(!hasAttribute('cleanup') && !hasAttribute('no_such'));
});
