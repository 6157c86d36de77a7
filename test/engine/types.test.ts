/**
 * Expressions have gcc's types: each pair is an expression and its type, and both the engine and gcc must find them compatible.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { MODELS, parseText } from '../unit/c/parseText';
import { gccCompile } from './gccCompiler';

const DECLARATIONS = `
enum e { A, B }; enum n { M = -1 }; enum w { W = 0x100000000 };
struct inc;
struct s {
  unsigned a : 3; unsigned b : 32; int c : 31; _Bool d : 1; enum e e : 2; unsigned char f : 8;
  short i; int arr[3]; const int ci;
} s;
const struct s cs;
char c; short sh; unsigned char uc; unsigned u; long l; unsigned long ul; long long ll; unsigned long long ull;
float f; double d; long double ld; _Bool b; int *ip; const int *cip; void *vp; const void *cvp; int ia[3];
int (*fp)(int); int fn(int); enum e en; volatile int vi; const int ci; struct inc *incp; int (*pa)[3]; char *cp;
`;

const PAIRS = `
s.a + s.a  ~  int
s.b + 0  ~  unsigned
s.c + 0  ~  int
s.d + s.d  ~  int
s.f + 0  ~  int
+s.a  ~  int
-s.b  ~  unsigned
~s.d  ~  int
+s.e  ~  int
c + c  ~  int
uc << 1L  ~  int
1 << 1LL  ~  int
u + ll  ~  long long
l + ull  ~  unsigned long long
f + 1  ~  float
f + d  ~  double
d + ld  ~  long double
f * ll  ~  float
!d  ~  int
c == d  ~  int
b + b  ~  int
en + 0  ~  unsigned
+en  ~  unsigned
A  ~  int
M  ~  int
(enum n)0 + 0  ~  int
W  ~  enum w
ip - ip  ~  __PTRDIFF_TYPE__
ip + 1  ~  int *
1 + ip  ~  int *
&ia  ~  int (*)[3]
&ia[0]  ~  int *
ia + 0  ~  int *
*ia  ~  int
&*ia  ~  int *
ia  ~  int[3]
(0, ia)  ~  int *
sizeof 1  ~  __SIZE_TYPE__
fn  ~  int (int)
&fn  ~  int (*)(int)
*fn  ~  int (int)
**fp  ~  int (int)
fp  ~  int (*)(int)
fn(1)  ~  int
(0, fn)  ~  int (*)(int)
1 ? ip : 0  ~  int *
1 ? ip : (void *)0  ~  int *
1 ? ip : vp  ~  void *
1 ? ip : cip  ~  const int *
1 ? cip : vp  ~  const void *
1 ? 0 : ip  ~  int *
1 ? c : c  ~  int
1 ? c : 1L  ~  long
1 ? vp : (void *)0  ~  void *
1 ? ip : (void *)1  ~  void *
1 ? f : 1  ~  float
c ?: c  ~  int
ip ?: 0  ~  int *
1 ? ia : ip  ~  int *
1 ? fn : 0  ~  int (*)(int)
1 ? (void)0 : (void)0  ~  void
c = 1  ~  char
c += 1L  ~  char
c++  ~  char
ip++  ~  int *
b = 3  ~  _Bool
cs.i  ~  const short
&cs.i  ~  const short *
cs.arr  ~  const int[3]
&cs.arr[0]  ~  const int *
&s.ci  ~  const int *
*cip  ~  const int
*(&cs)  ~  const struct s
vi  ~  int
&vi  ~  volatile int *
(const int)1  ~  int
*&ci  ~  int
&ci  ~  const int *
"abc"  ~  char[4]
L"a"  ~  __WCHAR_TYPE__[2]
u"a"  ~  unsigned short[2]
U"a"  ~  unsigned[2]
u8"a"  ~  char[2]
'a'  ~  int
L'a'  ~  __WCHAR_TYPE__
&"abc"  ~  char (*)[4]
1  ~  int
1u  ~  unsigned
1l  ~  long
1ul  ~  unsigned long
1ll  ~  long long
0xffffffff  ~  unsigned
1.0  ~  double
1.0f  ~  float
1.0l  ~  long double
0x1p3  ~  double
({ 1; })  ~  int
({ c; })  ~  char
({ ia; })  ~  int *
({ int z = 1; z; })  ~  int
({ ; })  ~  void
({ en; })  ~  enum e
(struct s){ 0 }  ~  struct s
(int[]){ 1, 2 }  ~  int[2]
&(int){ 1 }  ~  int *
(char)1 + (char)1  ~  int
-c  ~  int
+uc  ~  int
sh << 20  ~  int
-f  ~  float
__builtin_expect(c, 1)  ~  long
__builtin_bswap16(1)  ~  unsigned short
__builtin_popcountl(1)  ~  int
__builtin_constant_p(1)  ~  int
__builtin_choose_expr(1, c, 2)  ~  char
__builtin_inff()  ~  float
&&lab  ~  void *
*pa  ~  int[3]
pa[1]  ~  int[3]
**pa  ~  int
pa + 1  ~  int (*)[3]
vp + 1  ~  void *
fp + 1  ~  int (*)(int)
*incp  ~  struct inc
&*incp  ~  struct inc *
_Generic(c, char: 1, default: 1L)  ~  int
_Generic(+c, int: 1L, default: 1)  ~  long
_Generic(ia, int *: 1L, default: 1)  ~  long
_Generic(cs.i, short: 1L, default: 1)  ~  long
_Generic(fn, int (*)(int): 1L, default: 1)  ~  long
c & u  ~  unsigned
c % uc  ~  int
ll & u  ~  long long
ull >> c  ~  unsigned long long
l | ul  ~  unsigned long
`
  .trim()
  .split('\n')
  .map((line) => line.split('  ~  ').map((part) => part.trim()) as [string, string]);

for (const model of MODELS) {
  test(`expressions have gcc's types (${model.name})`, () => {
    const lp64 = model.name === 'LP64';
    const named: Record<string, string> = {
      __PTRDIFF_TYPE__: lp64 ? 'long' : 'int',
      __SIZE_TYPE__: lp64 ? 'unsigned long' : 'unsigned int',
      __WCHAR_TYPE__: lp64 ? 'int' : 'long',
    };
    const pairs = PAIRS.map(([expression, type]) => [
      expression,
      type.replace(/__\w+_TYPE__/g, (name) => named[name] ?? name),
    ]);
    const checks = pairs.map(
      ([expression, type], index) =>
        `_Static_assert(__builtin_types_compatible_p(__typeof__(${expression}), ${type}), "${index}");`,
    );
    const text = `${DECLARATIONS}void test(void) { lab: ;\n${checks.join('\n')}\n}\n`;
    const wrong = (output: string) =>
      [...output.matchAll(/assertion failed: "(\d+)"/g)].map((match) => pairs[Number(match[1])]?.join(' is not '));
    const gcc = gccCompile(text, model);
    assert.deepEqual(wrong(gcc.output), [], "the table is gcc's");
    assert.ok(gcc.ok, gcc.output.slice(0, 2000));
    const { errors } = parseText(text, { model });
    assert.deepEqual(wrong(errors.join('\n')), []);
    assert.deepEqual(errors, []);
  });
}
