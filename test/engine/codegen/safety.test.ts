/*
 * What a program must not do is caught at the access that does it, with the token that is to blame; at the same moment, at the same point and
 * with the same memory in both cuts. What it may do is never reported.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FAULT, REPORT } from '../../../src/c/abi';
import { ILP32, LP64 } from '../../../src/c/dataModel';
import { COARSE, type CompileOptions, compile, DECLARATIONS, FINE, Run } from './program';

interface Case {
  readonly name: string;
  readonly c: string;
  readonly kind: keyof typeof FAULT;
  /** Text of the token that is blamed. */
  readonly token: string;
  readonly size?: number;
  readonly function?: string;
}

const faults: readonly Case[] = [
  { name: 'null pointer', c: 'int main(void) { int *p = 0; return *p; }', kind: 'load', token: '*', size: 4 },
  {
    name: 'member of a null pointer',
    c: 'struct s { int a, b; }; int main(void) { struct s *p = 0; p->b = 1; return 0; }',
    kind: 'store',
    token: '=',
  },
  { name: 'wild pointer', c: 'int main(void) { return *(char *)0x12345678; }', kind: 'load', token: '*', size: 1 },
  {
    name: 'pointer that would wrap around',
    c: 'int main(void) { char *p = (char *)-1; return p[0]; }',
    kind: 'load',
    token: '[',
  },
  {
    name: 'misaligned load',
    c: 'static int v[2]; int main(void) { return *(int *)((char *)v + 1); }',
    kind: 'load',
    token: '*',
  },
  {
    name: 'misaligned store',
    c: 'static long long v[2]; int main(void) { *(short *)((char *)v + 3) = 1; return 0; }',
    kind: 'store',
    token: '=',
    size: 2,
  },
  {
    name: 'global, one element behind',
    c: 'static int v[4]; int main(void) { int i = 4; return v[i]; }',
    kind: 'load',
    token: '[',
  },
  {
    name: 'global, one byte before',
    c: 'static char v[4]; int main(void) { int i = -1; v[i] = 1; return 0; }',
    kind: 'store',
    token: '=',
  },
  {
    name: 'global, a constant index too far',
    c: 'static int v[4]; int main(void) { return v[4]; }',
    kind: 'load',
    token: '[',
  },
  {
    name: 'stack, one element behind',
    c: 'int main(void) { int v[4]; for (int i = 0; i <= 4; i++) v[i] = i; return v[0]; }',
    kind: 'store',
    token: '=',
  },
  {
    name: 'stack, one byte before',
    c: 'int main(void) { char v[4] = "abc"; char *p = v; return p[-1]; }',
    kind: 'load',
    token: '[',
  },
  {
    name: 'member behind the end of its record',
    c: 'struct s { int n; int v[2]; }; int main(void) { struct s s = { 0 }; int *p = s.v; return p[2]; }',
    kind: 'load',
    token: '[',
  },
  {
    name: 'string literal written to',
    c: 'int main(void) { char *p = "abc"; p[1] = 0; return 0; }',
    kind: 'store',
    token: '=',
  },
  {
    name: 'const object written to',
    c: 'static const int c = 5; int main(void) { *(int *)&c = 6; return c; }',
    kind: 'store',
    token: '=',
  },
  {
    name: 'const object exchanged atomically',
    c: 'static const int c = 5; int main(void) { return __atomic_exchange_n((int *)&c, 1, 0); }',
    kind: 'store',
    token: '__atomic_exchange_n',
  },
  {
    name: 'uninitialised register',
    c: 'int main(void) { int x; return x; }',
    kind: 'uninitialised',
    token: 'x',
    size: 4,
  },
  {
    name: 'register assigned on one path only',
    c: 'static int f(int n) { long x; if (n) x = 1; return x; } int main(void) { f(1); return f(0); }',
    kind: 'uninitialised',
    token: 'x',
    function: 'f',
  },
  {
    name: 'register of a scope that is entered again',
    c: 'int main(void) { int s = 0; for (int i = 0; i < 2; i++) { int x; if (i == 0) x = 5; s += x; } return s; }',
    kind: 'uninitialised',
    token: 'x',
  },
  {
    name: 'register behind a goto over its declaration',
    c: 'int main(void) { goto over; int x = 1; over: return x; }',
    kind: 'uninitialised',
    token: 'x',
  },
  {
    name: 'uninitialised variable in memory',
    c: 'static int get(int *p) { return *p; } int main(void) { int x; return get(&x); }',
    kind: 'uninitialised',
    token: '*',
    function: 'get',
  },
  {
    name: 'uninitialised member',
    c: 'struct s { int a, b; }; int main(void) { struct s s; s.a = 1; return s.b; }',
    kind: 'uninitialised',
    token: 'b',
  },
  {
    name: 'uninitialised member of a copy',
    c: 'struct s { int a, b; }; int main(void) { struct s s, t; s.a = 1; t = s; return t.b; }',
    kind: 'uninitialised',
    token: 'b',
  },
  {
    name: 'uninitialised argument',
    c: 'struct s { int a, b; }; static int f(struct s s) { return s.b; } int main(void) { struct s s; s.a = 1; return f(s); }',
    kind: 'uninitialised',
    token: 'b',
    function: 'f',
  },
  {
    name: 'uninitialised member of a returned record',
    c: 'struct s { int a, b; }; static struct s f(void) { struct s s; s.a = 1; return s; } int main(void) { return f().b; }',
    kind: 'uninitialised',
    token: 'b',
  },
  {
    name: 'uninitialised bit-field',
    c: 'struct s { unsigned a : 9, b : 3, c : 20; }; int main(void) { struct s s; s.a = 1; return s.c; }',
    kind: 'uninitialised',
    token: 'c',
  },
  {
    name: 'uninitialised array element',
    c: 'int main(void) { int v[3]; v[0] = 1; int *p = v + 1; return *p; }',
    kind: 'uninitialised',
    token: '*',
  },
  {
    name: 'uninitialised in an atomic operation',
    c: 'int main(void) { int x; return __atomic_fetch_add(&x, 1, 0); }',
    kind: 'uninitialised',
    token: '__atomic_fetch_add',
  },
  {
    name: 'variable of a block that was left',
    c: 'int main(void) { int *p; { int x = 1; p = &x; } return *p; }',
    kind: 'load',
    token: '*',
  },
  {
    name: 'variable of a function that has returned',
    c: 'static int *f(void) { int x = 1; int *p = &x; return p; } int main(void) { return *f(); }',
    kind: 'load',
    token: '*',
  },
  {
    name: 'record returned, used after its expression',
    c: 'struct s { int a[3]; }; static struct s f(void) { struct s s = { { 1, 2, 3 } }; return s; } int main(void) { int *p = f().a; return p[1]; }',
    kind: 'load',
    token: '[',
  },
  {
    name: 'compound literal of a block that was left',
    c: 'int main(void) { int *p; { p = (int[2]){ 1, 2 }; } return p[1]; }',
    kind: 'load',
    token: '[',
  },
  {
    name: 'freed memory',
    c: 'static int v[4]; int main(void) { poison(v, sizeof v); return v[2]; }',
    kind: 'load',
    token: '[',
  },
  {
    name: 'freed scalar',
    c: 'static int v; int main(void) { poison(&v, sizeof v); return v; }',
    kind: 'load',
    token: 'v',
  },
  { name: 'call of null', c: 'int main(void) { void (*f)(void) = 0; f(); return 0; }', kind: 'callTarget', token: 'f' },
  {
    name: 'call of data',
    c: 'static int v; int main(void) { ((void (*)(void))&v)(); return 0; }',
    kind: 'callTarget',
    token: '(',
  },
  {
    name: 'call between two functions',
    c: 'static void f(void) { } int main(void) { ((void (*)(void))((char *)f + 4))(); return 0; }',
    kind: 'callTarget',
    token: '(',
  },
  {
    name: 'call with another type',
    c: 'static int f(int a) { return a; } int main(void) { return ((int (*)(long))f)(1); }',
    kind: 'callType',
    token: '(',
  },
  {
    name: 'call with too few arguments',
    c: 'static int f(int a) { return a; } int main(void) { return ((int (*)(void))f)(); }',
    kind: 'callType',
    token: '(',
  },
  {
    name: 'goto to no label',
    c: 'int main(void) { void *p = &&out; p = (char *)p + 160; goto *p; out: return 0; }',
    kind: 'gotoTarget',
    token: 'p',
  },
  {
    name: 'unreachable code',
    c: 'int main(int argc) { if (argc == 0) __builtin_unreachable(); return 0; }',
    kind: 'unreachable',
    token: '__builtin_unreachable',
  },
  { name: 'trap', c: 'int main(void) { __builtin_trap(); }', kind: 'trap', token: '__builtin_trap' },
  {
    name: 'end of a function that must not return',
    c: '_Noreturn static void f(void) { put(1); } int main(void) { f(); }',
    kind: 'unreachable',
    token: '}',
    function: 'f',
  },
  {
    name: 'one variable argument too many',
    c: 'static int f(int n, ...) { __builtin_va_list ap; __builtin_va_start(ap, n); __builtin_va_arg(ap, int); return __builtin_va_arg(ap, int); } int main(void) { return f(1, 2); }',
    kind: 'load',
    token: '__builtin_va_arg',
    function: 'f',
  },
  {
    name: 'variable argument of another size',
    c: 'static long long f(int n, ...) { __builtin_va_list ap; __builtin_va_start(ap, n); return __builtin_va_arg(ap, long long); } int main(void) { return f(1, 2) != 2; }',
    kind: 'uninitialised',
    token: '__builtin_va_arg',
    function: 'f',
  },
  {
    name: 'memcpy past the end',
    c: 'void *memcpy(void *, const void *, __SIZE_TYPE__); static char a[8], b[16]; int main(void) { memcpy(a, b, 9); return 0; }',
    kind: 'store',
    token: '__machine_copy_word',
    function: 'memcpy',
  },
  {
    name: 'uninitialised after memcpy',
    c: 'void *memcpy(void *, const void *, __SIZE_TYPE__); int main(void) { int a[2], b[2]; a[0] = 1; memcpy(b, a, sizeof a); put(b[0]); return b[1]; }',
    kind: 'uninitialised',
    token: '[',
  },
];

const options = (model: CompileOptions['model']): CompileOptions => ({ model, strings: true });

function faultOf(c: string, model: CompileOptions['model'], fine: boolean) {
  const run = new Run(compile([DECLARATIONS + c], options(model)));
  while (run.turn(1_000_000, fine ? FINE : COARSE));
  assert.ok(run.faulted, `status ${run.status}, result ${run.result}`);
  assert.equal(run.faults.length, 1);
  const [fault] = run.faults;
  assert.ok(fault);
  const point = run.program.functions.find(({ name }) => name === fault.function)?.points[fault.point - 1];
  assert.ok(point);
  return { run, fault, point };
}

for (const model of [LP64, ILP32]) {
  for (const it of faults) {
    // An int and a long long argument fill one slot on ILP32 and two.
    if (model === ILP32 && (it.name === 'variable argument of another size' || it.name === 'call with another type'))
      continue;
    test(`${it.name} (${model.name}) is caught`, () => {
      const coarse = faultOf(it.c, model, false);
      const fine = faultOf(it.c, model, true);
      const kinds = Object.entries(FAULT).find(([, value]) => value === coarse.fault.kind)?.[0];
      assert.equal(kinds, it.kind);
      assert.equal(coarse.point.token.text, it.token);
      if (it.size !== undefined) assert.equal(coarse.fault.size, it.size);
      assert.equal(coarse.fault.function, it.function ?? 'main');
      assert.deepEqual(fine.fault, coarse.fault);
      assert.equal(fine.run.clock, coarse.run.clock);
      assert.ok(Buffer.compare(fine.run.data, coarse.run.data) === 0, 'both cuts leave the same data');
      assert.ok(Buffer.compare(fine.run.shadow, coarse.run.shadow) === 0, 'both cuts leave the same shadow');
    });
  }
}

const harmless: readonly { readonly name: string; readonly c: string; readonly result: number }[] = [
  {
    name: 'a character read uninitialised',
    c: 'int main(void) { char v[4]; char c = v[2]; char d; c = d; return 7; }',
    result: 7,
  },
  { name: 'int x = x', c: 'int main(void) { int x = x; x = 3; return x; }', result: 3 },
  {
    name: 'an uninitialised struct copied',
    c: 'struct s { int a, b; }; int main(void) { struct s s, t; s.a = 4; t = s; s = t; return s.a; }',
    result: 4,
  },
  {
    name: 'a partial initialiser',
    c: 'struct s { int a; char c; int b; }; int main(void) { struct s s = { 1 }; return s.b + s.a; }',
    result: 1,
  },
  { name: 'a value cast to void', c: 'int main(void) { int x; (void)x; return 5; }', result: 5 },
  {
    name: 'the address behind the end',
    c: 'int main(void) { int v[3] = { 1, 2, 3 }, s = 0; for (int *p = v; p != &v[3]; p++) s += *p; return s; }',
    result: 6,
  },
  {
    name: 'a member of a packed struct',
    c: 'struct __attribute__((packed)) s { char c; int i; }; int main(void) { struct s s = { 1, 2 }, *p = &s; p->i += 5; return s.i; }',
    result: 7,
  },
  {
    name: 'a bit-field written to uninitialised memory',
    c: 'struct s { unsigned a : 3, b : 5; }; int main(void) { struct s s; s.a = 5; s.b = 9; return s.a + s.b; }',
    result: 14,
  },
  {
    name: 'a variable assigned in every branch',
    c: 'static int f(int n) { int x; switch (n) { case 0: x = 1; break; case 1: x = 2; break; default: x = 3; } return x; } int main(void) { return f(0) + f(1) + f(5); }',
    result: 6,
  },
  {
    name: 'a variable assigned in the first turn',
    c: 'int main(void) { int x, s = 0; for (int i = 0; i < 3; i++) { if (i == 0) x = 2; s += x; } return s; }',
    result: 6,
  },
  {
    name: 'a comparison of types that agree',
    c: 'typedef int number; enum e { A }; static int f(const number n, enum e e, char *p) { return n + e + *p; } int main(void) { int (*g)(int, unsigned, char *restrict) = (int (*)(int, unsigned, char *restrict))f; (void)g; int (*h)(int, enum e, char *) = f; char c = 3; return h(1, A, &c); }',
    result: 4,
  },
  { name: 'unused reads of what is not there', c: 'int main(void) { int *p = 0; *p; (void)*p; return 2; }', result: 2 },
  {
    name: 'an old-style declaration called',
    c: 'static int f(); static int f(a, b) int a; int *b; { return a + *b; } int main(void) { int x = 2; int (*g)() = f; return f(1, &x) + g(1, &x); }',
    result: 6,
  },
];

for (const model of [LP64, ILP32]) {
  for (const { name, c, result } of harmless) {
    test(`${name} (${model.name}) is no fault`, () => {
      for (const cut of [COARSE, FINE]) {
        const run = new Run(compile([DECLARATIONS + c], options(model)));
        while (run.turn(1_000_000, cut));
        assert.deepEqual(run.faults, []);
        assert.equal(run.result, result);
      }
    });
  }
}

interface Reported {
  readonly name: string;
  readonly c: string;
  readonly kind: keyof typeof REPORT;
  readonly token: string;
  readonly a?: bigint;
  readonly b?: bigint;
  /** What main returns, when the run goes on. */
  readonly result?: number;
  readonly overflow?: boolean;
}

const reports: readonly Reported[] = [
  {
    name: 'division by zero',
    c: 'static int f(int a, int b) { return a / b; } int main(void) { return f(7, 0); }',
    kind: 'divisionByZero',
    token: '/',
    a: 7n,
    b: 0n,
  },
  {
    name: 'remainder by zero',
    c: 'static unsigned f(unsigned a, unsigned b) { return a % b; } int main(void) { return f(7, 0); }',
    kind: 'divisionByZero',
    token: '%',
  },
  {
    name: 'compound division by zero',
    c: 'int main(void) { long long x = 5, y = 0; x /= y; return x; }',
    kind: 'divisionByZero',
    token: '/=',
  },
  {
    name: 'the quotient that does not fit',
    c: 'static int f(int a, int b) { return a / b; } int main(void) { return f(-2147483647 - 1, -1); }',
    kind: 'divisionOverflow',
    token: '/',
    a: -2147483648n,
    b: -1n,
  },
  {
    name: 'the remainder whose quotient does not fit',
    c: 'static long long f(long long a, long long b) { return a % b; } int main(void) { return f(-9223372036854775807LL - 1, -1); }',
    kind: 'divisionOverflow',
    token: '%',
  },
  {
    name: 'an oversized shift',
    c: 'static int f(int a, int n) { return a << n; } int main(void) { return f(3, 33); }',
    kind: 'shift',
    token: '<<',
    a: 3n,
    b: 33n,
    result: 6,
  },
  {
    name: 'a negative shift',
    c: 'static long long f(long long a, int n) { return a >> n; } int main(void) { return f(-1, -1) != -1; }',
    kind: 'shift',
    token: '>>',
    b: -1n,
    result: 0,
  },
  {
    name: 'a double too large for int',
    c: 'static int f(double d) { return d; } int main(void) { return f(1e10) == -2147483647 - 1; }',
    kind: 'floatToInteger',
    token: 'd',
    result: 1,
  },
  {
    name: 'a NaN as an integer',
    c: 'static int f(double d) { return (int)d; } int main(void) { return f(__builtin_nan("")) == -2147483647 - 1; }',
    kind: 'floatToInteger',
    token: '(',
    result: 1,
  },
  {
    name: 'a negative double as unsigned',
    c: 'static unsigned char f(float d) { return (unsigned char)d; } int main(void) { return f(-1.5f); }',
    kind: 'floatToInteger',
    token: '(',
    result: 255,
  },
  {
    name: 'a value that was not returned',
    c: 'static int f(int n) { if (n) return 5; } int main(void) { return f(1) + f(0) * 2; }',
    kind: 'missingReturn',
    token: 'f',
    result: 5,
  },
  {
    name: 'a value that was not returned through a pointer',
    c: 'static int f(int n) { if (n) return 5; } int main(void) { int (*volatile g)(int) = f; return g(1) + g(0) * 2; }',
    kind: 'missingReturn',
    token: 'g',
    result: 5,
  },
  {
    name: 'signed overflow of +',
    c: 'static int f(int a, int b) { return a + b; } int main(void) { return f(2147483647, 1) < 0; }',
    kind: 'signedOverflow',
    token: '+',
    a: 2147483647n,
    b: 1n,
    result: 1,
    overflow: true,
  },
  {
    name: 'signed overflow of ++',
    c: 'int main(void) { int i = 2147483647; i++; return i < 0; }',
    kind: 'signedOverflow',
    token: '++',
    result: 1,
    overflow: true,
  },
  {
    name: 'signed overflow of *',
    c: 'static long long f(long long a, long long b) { return a * b; } int main(void) { return f(1LL << 62, 2) < 0; }',
    kind: 'signedOverflow',
    token: '*',
    result: 1,
    overflow: true,
  },
  {
    name: 'signed overflow of unary -',
    c: 'static long long f(long long a) { return -a; } int main(void) { return f(-9223372036854775807LL - 1) < 0; }',
    kind: 'signedOverflow',
    token: '-',
    result: 1,
    overflow: true,
  },
  {
    name: 'signed overflow of -',
    c: 'static long long f(long long a, long long b) { return a - b; } int main(void) { return f(-9223372036854775807LL, 2) > 0; }',
    kind: 'signedOverflow',
    token: '-',
    result: 1,
    overflow: true,
  },
];

for (const model of [LP64, ILP32]) {
  for (const it of reports) {
    test(`${it.name} (${model.name}) is reported`, () => {
      const clocks: number[] = [];
      for (const cut of [COARSE, FINE]) {
        const program = compile([DECLARATIONS + it.c], { ...options(model), reportOverflow: it.overflow === true });
        const run = new Run(program);
        while (run.turn(1_000_000, cut));
        assert.deepEqual(
          run.reports.map(({ kind }) => kind),
          [REPORT[it.kind]],
        );
        const [report] = run.reports;
        if (it.a !== undefined) assert.equal(report?.a, it.a);
        if (it.b !== undefined) assert.equal(report?.b, it.b);
        const tokens = program.functions
          .flatMap(({ points }) => points)
          .filter(({ id }) => id === report?.point)
          .map(({ token }) => token.text);
        assert.ok(tokens.includes(it.token), `token ${tokens.join()}`);
        assert.equal(run.status, it.result === undefined ? 3 : 0);
        if (it.result !== undefined) assert.equal(run.result & 255, it.result);
        clocks.push(run.clock);
      }
      assert.equal(clocks[0], clocks[1]);
    });
  }
}

test('a report can stop the run, at its moment', () => {
  const program = compile([`${DECLARATIONS} int main(void) { int n = 40, x = 1; x = 2; x <<= n; put(x); return x; }`], {
    model: LP64,
  });
  const clocks = [COARSE, FINE].map((cut) => {
    const run = new Run(program);
    run.stopAtReport = () => true;
    while (run.turn(1000, cut));
    assert.equal(run.status, 3);
    assert.deepEqual(run.output, []);
    return run.clock;
  });
  assert.deepEqual(clocks, [4, 4]);
});

test('signed overflow is silent unless asked for', () => {
  const run = new Run(compile(['int main(void) { int i = 2147483647; i++; return i < 0; }'], { model: LP64 }));
  while (run.turn(1000, COARSE));
  assert.deepEqual(run.reports, []);
  assert.equal(run.result, 1);
});
