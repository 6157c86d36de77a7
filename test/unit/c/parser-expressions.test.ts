/**
 * Expressions become trees in which every conversion is a node: loads, decays, promotions, scaled pointer arithmetic.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Expression, Statement } from '../../../src/c/tree';
import { typeName } from '../../../src/c/typeNames';
import { functionNamed, parseGood } from './parseText';

const PROLOGUE = `
struct s { int a; unsigned b : 3; long long wide : 40; struct { short c; union { char d; float e; }; }; int list[4]; };
struct s object; struct s *pointer; struct s make(void);
char c; unsigned char uc; short sh; int i; unsigned u; long l; double d; float f; _Bool flag;
int array[10]; int *p; void *vp; int (*fp)(int, ...); int function(int, ...);
`;

/** The expression of `f`'s only statement. */
function expression(text: string): Expression {
  const unit = parseGood(`${PROLOGUE} void test(void) { ${text}; }`, undefined, false);
  const statement = functionNamed(unit, 'test').body.statements[0] as Statement;
  assert.equal(statement.kind, 'expression');
  assert.ok(statement.kind === 'expression');
  return statement.expression;
}

/** The tree as nested words: `(operator type operands)`. */
function show(node: Expression): string {
  const type = typeName(node.type);
  switch (node.kind) {
    case 'variable':
      return node.variable.name;
    case 'integer':
      return `${node.value}:${type}`;
    case 'floating':
      return `${node.value}:${type}`;
    case 'function':
      return node.symbol.name;
    case 'load':
      return `[${show(node.object)}]`;
    case 'decay':
    case 'address':
      return `&${show(node.operand)}`;
    case 'member':
      return `${show(node.object)}.${node.member.name}`;
    case 'dereference':
      return `*(${show(node.pointer)})`;
    case 'convert':
      return `(${type})${show(node.operand)}`;
    case 'negate':
      return `-${show(node.operand)}`;
    case 'complement':
      return `~${show(node.operand)}`;
    case 'not':
      return `!${show(node.operand)}`;
    case 'binary':
    case 'comparison':
    case 'logical':
      return `{${show(node.left)} ${node.operator} ${show(node.right)}}:${type}`;
    case 'pointerAdd':
      return `{${show(node.pointer)} ${node.subtract ? '-' : '+'} ${show(node.index)} * ${node.elementSize}}`;
    case 'pointerDifference':
      return `{${show(node.left)} - ${show(node.right)} / ${node.elementSize}}:${type}`;
    case 'conditional':
      return `{${show(node.condition)} ? ${node.middle ? show(node.middle) : ''} : ${show(node.otherwise)}}:${type}`;
    case 'assign':
      return `{${show(node.target)} = ${show(node.value)}}:${type}`;
    case 'compoundAssign': {
      const scale = node.elementSize === undefined ? '' : ` * ${node.elementSize}`;
      const when = node.postfix ? ' after' : '';
      return `{${show(node.target)} ${node.operator}= ${show(node.value)}${scale} in ${typeName(node.operationType)}${when}}:${type}`;
    }
    case 'comma':
      return `{${show(node.left)}, ${show(node.right)}}`;
    case 'call':
      return `${show(node.callee)}(${node.arguments.map(show).join(', ')}):${type}`;
    case 'builtin':
      return `@${node.name}(${node.arguments.map(show).join(', ')}):${type}`;
    default:
      return node.kind;
  }
}

const CASES: readonly [text: string, tree: string][] = [
  ['i', '[i]'],
  ['c + 1', '{(int)[c] + 1:int}:int'],
  ['c + l', '{(long)(int)[c] + [l]}:long'],
  ['u + l', '{(long)[u] + [l]}:long'],
  ['i + d', '{(double)[i] + [d]}:double'],
  ['f * 2', '{[f] * 2:float}:float'],
  ['uc << l', '{(int)[uc] << [l]}:int'],
  ['-c', '-(int)[c]'],
  ['!p', '![p]'],
  ['~flag', '~(int)[flag]'],
  ['object.b + 1', '{(int)[object.b] + 1:int}:int'],
  ['pointer->c', '[*([pointer])..c]'],
  ['object.d', '[object...d]'],
  ['array[i]', '[*({&array + (long)[i] * 4})]'],
  ['i[array]', '[*({&array + (long)[i] * 4})]'],
  ['p - 1', '{[p] - 1:long * 4}'],
  ['p - array', '{[p] - &array / 4}:long'],
  ['vp + u', '{[vp] + (long)[u] * 1}'],
  ['p == 0', '{[p] == (int *)0:int}:int'],
  ['p == vp', '{(void *)[p] == [vp]}:int'],
  ['i < u', '{(unsigned int)[i] < [u]}:int'],
  ['i && p', '{[i] && [p]}:int'],
  ['i ? c : l', '{[i] ? (long)(int)[c] : [l]}:long'],
  ['p ?: 0', '{[p] ?  : (int *)0:int}:int *'],
  ['i ? p : vp', '{[i] ? (void *)[p] : [vp]}:void *'],
  ['c = i', '{c = (char)[i]}:char'],
  ['flag = 2', '{flag = 1:_Bool}:_Bool'],
  ['flag = p', '{flag = (_Bool)[p]}:_Bool'],
  ['object = *pointer', '{object = [*([pointer])]}:struct s'],
  ['c += i', '{c += [i] in int}:char'],
  ['i += d', '{i += [d] in double}:int'],
  ['c <<= l', '{c <<= [l] in int}:char'],
  ['p += i', '{p += (long)[i] * 4 in int *}:int *'],
  ['i++', '{i += 1:int in int after}:int'],
  ['--p', '{p -= 1:long * 4 in int *}:int *'],
  ['f++', '{f += 1:float in float after}:float'],
  ['i, c', '{[i], [c]}'],
  ['function(c, c, f)', 'function((int)[c], (int)[c], (double)[f]):int'],
  ['fp(1)', '[fp](1:int):int'],
  ['(*fp)(1)', '[fp](1:int):int'],
  ['(**function)(1)', 'function(1:int):int'],
  ['(&function)(1)', 'function(1:int):int'],
  ['fp = function', '{fp = &function}:int (*)(int, ...)'],
  ['fp = &function', '{fp = &function}:int (*)(int, ...)'],
  ['&array[2]', '{&array + 2:long * 4}'],
  ['&*p', '[p]'],
  ['*&i', '[i]'],
  ['&array', '&array'],
  ['make().list[1]', '[*({&make():struct s.list + 1:long * 4})]'],
  ['(char)300', '(char)300:int'],
  ['(void)i', '(void)[i]'],
  ['sizeof(i++)', '4:unsigned long'],
  ['sizeof array / sizeof *array', '{40:unsigned long / 4:unsigned long}:unsigned long'],
  ['i = sizeof "abc"', '{i = 4:int}:int'],
  ['__builtin_expect(i, 1)', '@expect((long)[i]):long'],
  ['_Generic(c, char: i, default: l)', '[i]'],
  ['__builtin_choose_expr(0, i, c)', '[c]'],
];

for (const [text, tree] of CASES) {
  test(`${text} is ${tree}`, () => assert.equal(show(expression(text)), tree));
}

test('a bit-field wider than int is computed in its own width', () => {
  // 40 bits: the sum is shifted up and down again, as gcc keeps it.
  assert.equal(
    show(expression('object.wide + 1')),
    '{{{[object.wide] + 1:long long}:long long << 24:long long}:long long >> 24:long long}:long long',
  );
});

test('operands that are not evaluated leave nothing behind', () => {
  const unit = parseGood(`
    int never(void); int object; extern int other;
    void f(void) {
      int local;
      unsigned long a = sizeof(never()) + sizeof("text") + sizeof(({ static int kept; kept; }));
      typeof(&local) b;
      int c = _Generic(1, int: 1, default: never());
      int d = __builtin_choose_expr(1, 2, other);
      int e = __builtin_constant_p(never());
    }
  `);
  const definition = functionNamed(unit, 'f');
  const uses = unit.functionUses.get(definition);
  assert.deepEqual(uses, { functions: [], objects: [], statics: [], addressTaken: [] });
  assert.deepEqual(
    definition.locals.map((variable) => [variable.name, variable.addressTaken]),
    [
      ['local', false],
      ['a', false],
      ['b', false],
      ['c', false],
      ['d', false],
      ['e', false],
    ],
  );
});

test('only what needs an address has it taken', () => {
  const unit = parseGood(`
    struct s { int x; };
    void g(int *);
    void f(int parameter, int *given) {
      int plain = 1, taken = 2, array[2] = { 0 }; struct s record = { 0 }; volatile int visible = 0;
      plain++; given = &taken; g(given); array[0] = record.x = visible; parameter = plain;
      asm("" : "+r"(plain));
    }
  `);
  const { locals, parameters } = functionNamed(unit, 'f');
  const taken = [...parameters, ...locals].filter((variable) => variable.addressTaken).map((variable) => variable.name);
  assert.deepEqual(taken, ['taken', 'array', 'record', 'visible']);
});

test('each node is blamed on its operator, each call ends at its parenthesis', () => {
  const sum = expression('i + function(1 , 2)');
  assert.equal(sum.token.text, '+');
  assert.ok(sum.kind === 'binary' && sum.right.kind === 'call');
  assert.equal(sum.right.token.text, 'function');
  assert.equal(sum.right.lastToken.text, ')');
});
