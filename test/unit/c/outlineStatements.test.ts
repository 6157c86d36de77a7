/** Statements of a body: what two versions of a function are aligned by. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { outline } from '../../../src/c/outline';
import { type Statement, splitStatements } from '../../../src/c/outline/statements';
import { SourceFile } from '../../../src/c/source';

const body = (text: string): Statement[] => {
  const read = outline(new SourceFile('a.c', `void f(void)\n{\n${text}\n}\n`));
  return splitStatements(read, read.items[0]!.body!);
};

const show = (statement: Statement): string => {
  const { kind, assigned, operator, callee, conditionCallee, label, declares } = statement;
  let out: string = kind;
  if (declares.length > 0) out += ` ${declares.join(',')}`;
  if (assigned) out += ` ${assigned}${operator}`;
  if (callee) out += ` ${callee}()`;
  if (conditionCallee) out += ` ?${conditionCallee}()`;
  if (label) out += ` ${label}`;
  if (statement.children.length > 0) out += ` [${statement.children.map(show).join('; ')}]`;
  if (statement.otherwise) out += ` else [${statement.otherwise.map(show).join('; ')}]`;
  return out;
};
const shown = (text: string): string[] => body(text).map(show);

test('each statement has its kind and what it is aligned by', () => {
  const cases: [string, string][] = [
    ['dev = alloc_netdev(0, "lo", U, loopback_setup);', 'expression dev= alloc_netdev()'],
    ['dev->lstats = netdev_alloc_pcpu_stats(struct pcpu_lstats);', 'expression dev->lstats= netdev_alloc_pcpu_stats()'],
    ['if (register_pernet_device(&loopback_net_ops))\n goto out;', 'if ?register_pernet_device() [goto out]'],
    ['if (!dev) { a(); b(); } else c();', 'if [expression a(); expression b()] else [expression c()]'],
    ['free_percpu(dev->lstats);', 'expression free_percpu()'],
    ['return -ENOMEM;', 'return'],
    ['return register_netdev(dev);', 'return register_netdev()'],
    ['int i, *p = f(1);', 'declaration i,p f()'],
    ['const struct pcpu_lstats *lb_stats;', 'declaration lb_stats'],
    ['u64 tbytes, tpackets;', 'declaration tbytes,tpackets'],
    ['*packets = 0;', 'expression *packets='],
    ['*bytes += tbytes;', 'expression *bytes+='],
    ['i++;', 'expression i++'],
    ['for_each_possible_cpu(i) { x(i); }', 'iteration for_each_possible_cpu() [expression x()]'],
    ['list_for_each_entry(a, &b, c)\n\tx(a);', 'iteration list_for_each_entry() [expression x()]'],
    ['do { a(); } while (b(c));', 'do ?b() [expression a()]'],
    ['for (i = 0; i < 3; i++) a(i);', 'for [expression a()]'],
    ['while (next(i)) ;', 'while ?next() [empty]'],
    [
      'switch (x) { case A: a(); break; default: b(); }',
      'switch [case A; expression a(); break; default; expression b()]',
    ],
    ['out: return 0;', 'label out'],
    ['case 1 ... 3:', 'case 1...3'],
    ['// ...', 'elision'],
    ['/* ... */', 'elision'],
    [';', 'empty'],
    ['asm volatile("" ::: "memory");', 'asm'],
    ['{ a(); }', 'compound [expression a()]'],
    ['dev_net(dev)->loopback_dev = NULL;', 'expression dev_net(dev)->loopback_dev='],
    ['typeof(type) *stat;', 'declaration stat'],
    ['#ifdef CONFIG_SMP\n#endif', 'directive'],
    ['DEFINE_WAIT(wait)\nfoo();', 'expression DEFINE_WAIT()'],
  ];
  for (const [text, expected] of cases) assert.equal(shown(text)[0], expected, text);
});

test('every token of a body is in exactly one statement, comments between aside', () => {
  const text =
    'int a; /* c */ a = 1; // ..\nif (a) { b(); } else { c(); }\nwhile (1)\n#ifdef A\n\tx();\n#else\n\ty();\n#endif\nreturn 0;';
  const read = outline(new SourceFile('a.c', `void f(void)\n{\n${text}\n}\n`));
  const range = read.items[0]!.body!;
  const covered = new Set<number>();
  for (const statement of splitStatements(read, range)) {
    for (let at = statement.first; at < statement.end; at++) {
      assert.ok(!covered.has(at));
      covered.add(at);
    }
  }
  for (let at = range.first; at < range.end; at++) {
    if (read.tokens[at]!.kind !== 'comment') assert.ok(covered.has(at), read.tokens[at]!.text);
  }
});

test('statements cut off by the end of the text are given as far as they go', () => {
  const read = outline(new SourceFile('a.c', 'void f(void)\n{\n\tif (a) {\n\t\tb();'));
  const kinds = splitStatements(read, read.items[0]!.body!).map((statement) => statement.kind);
  assert.ok(kinds.length > 0);
});
