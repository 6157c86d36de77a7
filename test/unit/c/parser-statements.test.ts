/**
 * Statements: scopes and lifetimes, labels, switches, loops, statement expressions, empty assembly.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { CompoundStatement, FunctionDefinition, Statement } from '../../../src/c/tree';
import { functionNamed, parseGood } from './parseText';

function body(text: string): FunctionDefinition {
  return functionNamed(parseGood(`int g(int); void f(int a, int b) { ${text} }`, undefined, false), 'f');
}

/** Kinds of statements, nested ones in parentheses. */
function outline(statement: Statement): string {
  switch (statement.kind) {
    case 'compound':
      return `{${statement.statements.map(outline).join(' ')}}`;
    case 'if':
      return `if(${outline(statement.then)}${statement.otherwise ? ` else ${outline(statement.otherwise)}` : ''})`;
    case 'while':
    case 'do':
      return `${statement.kind}(${outline(statement.body)})`;
    case 'for':
      return `for(${statement.initial.map(outline).join(' ')}; ${outline(statement.body)})`;
    case 'switch':
      return `switch(${outline(statement.body)})`;
    case 'case':
      return `case ${statement.low}${statement.high === statement.low ? '' : `...${statement.high}`}(${outline(statement.body)})`;
    case 'default':
      return `default(${outline(statement.body)})`;
    case 'label':
      return `${statement.label.name}:(${outline(statement.body)})`;
    case 'goto':
      return `goto ${statement.label.name}`;
    case 'declaration':
      return `declare ${statement.variable.name}${statement.initializer ? ' =' : ''}`;
    default:
      return statement.kind;
  }
}

const CASES: readonly [text: string, outline: string][] = [
  ['', '{}'],
  [';', '{empty}'],
  ['a = 1; g(a);', '{expression expression}'],
  ['int x, y = 2;', '{declare x declare y =}'],
  ['if (a) b = 1; else if (b) a = 1; else ;', '{if(expression else if(expression else empty))}'],
  ['while (a) { a--; }', '{while({expression})}'],
  ['do a--; while (a);', '{do(expression)}'],
  ['for (a = 0; a < b; a++) continue;', '{for(expression; continue)}'],
  ['for (;;) break;', '{for(; break)}'],
  ['for (int i = 0, j = 1; i < j; i++) ;', '{{for(declare i = declare j =; empty)}}'],
  [
    'switch (a) { case 1: case 3 ... 5: b = 1; break; default: ; }',
    '{switch({case 1(case 3...5(expression)) break default(empty)})}',
  ],
  ['again: a--; if (a) goto again; return;', '{again:(expression) if(goto again) return}'],
  ['end: ;', '{end:(empty)}'],
  ['goto *&&x; x: y: ;', '{computedGoto x:(y:(empty))}'],
  ['asm volatile("" : : : "memory");', '{asm}'],
  ['__attribute__((fallthrough));', '{empty}'],
  ['static int kept; typedef int T; struct s { T t; }; extern int outer;', '{}'],
];

for (const [text, expected] of CASES) {
  test(`${text || 'an empty body'} is ${expected}`, () => assert.equal(outline(body(text).body), expected));
}

test('each statement knows its first and last token', () => {
  const { statements } = body('if (a) { b = 1; }\n int x = g(1), y;').body;
  const ends = statements.map(({ first, last }) => [first.text, last.text]);
  assert.deepEqual(ends, [
    ['if', '}'],
    ['int', ')'],
    ['y', 'y'],
  ]);
});

test('a variable lives in its block', () => {
  const definition = body('int x; { int y; } for (int i = 0; ; ) { (int[]){ 1 }; }');
  const [x, y, i, literal] = definition.locals;
  const blocks = definition.body.statements.filter((statement) => statement.kind === 'compound') as CompoundStatement[];
  assert.equal(x?.scope, definition.body);
  assert.equal(y?.scope, blocks[0]);
  assert.equal(i?.scope, blocks[1], 'the block around the for');
  const loop = blocks[1]?.statements[0];
  assert.ok(loop?.kind === 'for');
  assert.equal(literal?.scope, loop.body);
});

test('case values are converted to the type of the switch, and listed', () => {
  const { body: block } = body(
    'switch ((unsigned char)a) { case 1: ; } switch (a + 0u) { case -1: if (b) { case 7: ; } }',
  );
  const switches = block.statements.filter((statement) => statement.kind === 'switch');
  assert.deepEqual(
    switches[1]?.cases.map((label) => label.low),
    [7n, 0xffffffffn],
  );
  assert.equal(switches[0]?.value.type.kind === 'integer' && switches[0].value.type.name, 'int');
});

test('a long stack of labels is cut into pieces', () => {
  const labels = Array.from({ length: 1000 }, (_, index) => `case ${index}:`).join(' ');
  const [statement] = body(`switch (a) { ${labels} b = 1; }`).body.statements;
  assert.ok(statement?.kind === 'switch');
  assert.deepEqual(
    statement.cases.map((label) => label.low),
    Array.from({ length: 1000 }, (_, index) => BigInt(index)),
  );
  const depth = (at: Statement): number => (at.kind === 'case' ? 1 + depth(at.body) : 0);
  const { body: block } = statement;
  assert.ok(block.kind === 'compound' && block.statements[0]?.kind === 'compound');
  for (const piece of block.statements[0].statements) assert.ok(depth(piece) <= 100);
});

test('labels may be local to a block', () => {
  const definition = body('{ __label__ out; goto out; out: ; } { __label__ out; goto out; out: ; }');
  assert.equal(definition.labels.length, 2);
  assert.equal(outline(definition.body), '{{goto out out:(empty)} {goto out out:(empty)}}');
});

test('the value of a statement expression is its last expression', () => {
  const [first, second] = body('a = ({ int t = a; t + 1; }); ({ if (a) b = 1; });').body.statements;
  assert.ok(first?.kind === 'expression' && first.expression.kind === 'assign');
  const { value } = first.expression;
  assert.ok(value.kind === 'statementExpression');
  assert.equal(outline(value.body), '{declare t = expression}');
  assert.ok(second?.kind === 'expression');
  assert.equal(second.expression.type.kind, 'void');
});

test('a label before the last expression of a statement expression stands before it', () => {
  const [statement] = body('a = ({ if (b) goto last; last: b; });').body.statements;
  assert.ok(statement?.kind === 'expression' && statement.expression.kind === 'assign');
  const { value } = statement.expression;
  assert.ok(value.kind === 'statementExpression' && value.type.kind === 'integer');
  assert.equal(outline(value.body), '{if(goto last) last:(empty) expression}');
});

test('empty assembly copies tied operands and does no more', () => {
  const [hide, other, named] = body(`
    unsigned long p; asm("" : "=r"(p) : "0"(&a)); asm("" : "+r"(a)); asm("" : [out] "=r"(b) : "[out]"(a));
  `).body.statements.filter((statement) => statement.kind === 'asm');
  assert.equal(hide?.copies.length, 1);
  assert.equal(hide?.copies[0]?.value.kind, 'convert');
  assert.deepEqual(other?.copies, []);
  assert.equal(named?.copies.length, 1);
});

test('a range with effects in an automatic initialiser happens once', () => {
  const [statement] = body('int list[4] = { [0 ... 2] = g(a), 9 };').body.statements;
  assert.ok(statement?.kind === 'declaration');
  const kinds = statement.initializer?.parts.map((part) => [part.offset, part.value.kind]);
  assert.deepEqual(kinds, [
    [0, 'assign'],
    [4, 'load'],
    [8, 'load'],
    [12, 'integer'],
  ]);
});
