/**
 * The outline of C as people quote it and as the kernel writes it: which items, under which names, from where to where.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { codeTokens, type Item, itemKey, type Outline, outline } from '../../../src/c/outline';
import { outlineInSteps, outlineOfPieces, piecesOf } from '../../../src/c/outline/parts';
import { SourceFile } from '../../../src/c/source';

const read = (text: string): Outline => outline(new SourceFile('a.c', text));
const keys = (text: string): string[] => read(text).items.map(itemKey);
const only = (text: string): Item => {
  const { items } = read(text);
  assert.equal(items.length, 1, items.map(itemKey).join(', '));
  return items[0]!;
};
const spelled = (text: string, item: Item): string => {
  const { tokens } = read(text);
  return text.slice(tokens[item.first]!.offset, tokens[item.end - 1]!.end);
};

test('each kind of top-level item has its key', () => {
  const cases: [string, string][] = [
    ['static int __init net_dev_init(void) { return 0; }', 'function net_dev_init'],
    ['static __net_init int loopback_net_init(struct net *net) {}', 'function loopback_net_init'],
    ['struct pernet_operations __net_initdata loopback_net_ops = { .init = f, };', 'object loopback_net_ops'],
    ['struct pcpu_lstats { u64_stats_t packets; } __aligned(2 * sizeof(u64));', 'struct pcpu_lstats'],
    ['#define for_each_cpu(cpu, mask) \\\n  for (;;)', 'macro for_each_cpu'],
    ['EXPORT_SYMBOL(dev_lstats_read);', 'macro-call EXPORT_SYMBOL(dev_lstats_read)'],
    ['module_init(loopback_init)', 'macro-call module_init(loopback_init)'],
    ['BUILD_SALT;', 'macro-call BUILD_SALT()'],
    [
      'SYSCALL_DEFINE3(read, unsigned int, fd, char __user *, buf, size_t, count)\n{\n}',
      'function SYSCALL_DEFINE(read)',
    ],
    ['__printf(2, 3)\nvoid netdev_err(const struct net_device *dev, const char *f, ...)\n{ }', 'function netdev_err'],
    ['int foo(int a) __acquires(RCU) __must_hold(&x) { }', 'function foo'],
    ['static void (*handler)(int);', 'object handler'],
    ['void (*signal(int sig, void (*func)(int)))(int) { }', 'function signal'],
    ['typedef int (*notifier_fn_t)(struct notifier_block *nb);', 'typedef notifier_fn_t'],
    ['typedef void (mempool_free_t)(void *element);', 'typedef mempool_free_t'],
    ['typedef enum print_line_t (*trace_print_func)(int a);', 'typedef trace_print_func'],
    ['typedef struct { int counter; } atomic_t;', 'typedef atomic_t'],
    ['typedef struct seqcount { unsigned s; } __packed seqcount_t;', 'typedef seqcount_t'],
    ['enum netdev_tx { __NETDEV_TX_MIN = INT_MIN, NETDEV_TX_OK = 0 };', 'enum netdev_tx'],
    ['struct net_device;', 'struct net_device'],
    ['union u { int a; };', 'union u'],
    ['extern int nr_cpus;', 'object nr_cpus'],
    ['int loopback_count __read_mostly = 5;', 'object loopback_count'],
    ['static int __counter __read_mostly;', 'object __counter'],
    ['unsigned long __per_cpu_offset[NR_CPUS] __read_mostly;', 'object __per_cpu_offset'],
    ['struct foo { int a; } ____cacheline_aligned_in_smp;', 'struct foo'],
    ['struct __packed bar { int a; };', 'struct bar'],
    ['static struct { int a; } state = { 1 };', 'object state'],
    ['int register_netdevice(struct net_device *dev);', 'prototype register_netdevice'],
    ['static inline __attribute__((unused)) struct foo *get(void) { return 0; }', 'function get'],
    ['DEFINE_PER_CPU(struct softnet_data, softnet_data);', 'macro-call DEFINE_PER_CPU(softnet_data)'],
    ['typedef __u64 u64;', 'typedef u64'],
    ['typedef _Bool\t\t\tbool;', 'typedef bool'],
    ['typedef __kernel_size_t\t\tsize_t;', 'typedef size_t'],
    ['typedef irqreturn_t (*nvkm_inth_func)(struct nvkm_inth *);', 'typedef nvkm_inth_func'],
    ['typedef bool (*acquire_cb_t)(struct rq_wait *rqw);', 'typedef acquire_cb_t'],
    ['static irqreturn_t (*handler)(int, void *);', 'object handler'],
    ['#include <linux/netdevice.h>', 'include <linux/netdevice.h>'],
    ['#undef pr_fmt', 'directive undef'],
    ['asmlinkage __visible void __init __no_sanitize_address start_kernel(void)\n{\n}', 'function start_kernel'],
    ['u64 dev_lstats_sum(u64 a)\n{\n}', 'function dev_lstats_sum'],
    ['static noinstr bool __foo(int a)\n{\n}', 'function __foo'],
  ];
  for (const [text, key] of cases) assert.deepEqual(keys(text), [key], text);
});

test('prose after #if 0 ends with it', () => {
  const text = 'int a;\n#if 0\nDisabled, to be debugged:\n\nbool f(void)\n{\n}\n#endif\n\nint g(struct s *s)\n{\n}\n';
  assert.deepEqual(keys(text).at(-1), 'function g');
  const file = new SourceFile('x.c', text);
  const pieces = piecesOf(text)!;
  const place = ({ items, tokens }: Outline): number => tokens[items.find(({ name }) => name === 'g')!.first]!.offset;
  assert.equal(place(outlineOfPieces(file, pieces, ['g'])), place(outline(file)));
});

test('a macro alone at file scope does not make statements of the calls beside it', () => {
  assert.deepEqual(keys('ELFNOTE32("Linux", 0, LINUX_VERSION_CODE);\nBUILD_SALT;'), [
    'macro-call ELFNOTE32("Linux")',
    'macro-call BUILD_SALT()',
  ]);
});

test('names declared besides the first are found: enumerators, tags, further declarators, objects of DEFINE_x', () => {
  const declared = (text: string): string[] => only(text).declares.map((d) => `${d.kind} ${d.name}`);
  assert.deepEqual(declared('enum e { A, B = 2, C, };'), ['enum e', 'enumerator A', 'enumerator B', 'enumerator C']);
  assert.deepEqual(declared('int a, *b, c[3] = { 1, 2 };'), ['object a', 'object b', 'object c']);
  assert.deepEqual(declared('typedef struct t { int a; } t_t, *t_p;'), ['typedef t_t', 'typedef t_p', 'struct t']);
  assert.deepEqual(declared('static DEFINE_MUTEX(net_mutex);'), ['object net_mutex']);
  assert.deepEqual(declared('DEFINE_PER_CPU(int, x);'), ['object x']);
  assert.deepEqual(declared('EXPORT_SYMBOL(x);'), []);
});

test('macros defined inside a struct or a function are found', () => {
  const { items, innerMacros } = read('struct s {\n\tint flags;\n#define S_UP 1\n#define S_DOWN 2\n};\n');
  assert.deepEqual(items.map(itemKey), ['struct s']);
  assert.deepEqual(innerMacros.map(itemKey), ['macro S_UP', 'macro S_DOWN']);
});

test('parameters have their names', () => {
  const names = (text: string): string[] => only(text).parameters!.map((parameter) => parameter.name);
  assert.deepEqual(names('void f(struct net_device *dev, u64 *packets, void (*cb)(int), int a[], ...) {}'),
    ['dev', 'packets', 'cb', 'a', '...']); // biome-ignore format: short
  assert.deepEqual(names('int f(void) {}'), []);
  assert.deepEqual(names('#define m(type, gfp...) x'), ['type', 'gfp']);
  assert.deepEqual(names('#define m() x'), []);
});

test('an object-like macro whose value begins with a parenthesis has no parameters', () => {
  assert.equal(only('#define X (1 + 2)').parameters, undefined);
});

test('a macro with continuation lines is one item to its last line, trailing comment included', () => {
  const text = '#define a(x) \\\n  b(x) \\\n  c(x) /* end */\nint y;';
  const { items, tokens } = read(text);
  assert.deepEqual(items.map(itemKey), ['macro a', 'object y']);
  assert.equal(spelled(text, items[0]!), '#define a(x) \\\n  b(x) \\\n  c(x)');
  assert.equal(tokens[items[0]!.trailing - 1]!.text, '/* end */');
});

test('comments right above belong to the item, others do not', () => {
  const { items, tokens } = read('// far\n\n/* near */\n// nearer\nint a; // trailing\nint b;');
  assert.equal(tokens[items[0]!.leading]!.text, '/* near */');
  assert.equal(tokens[items[0]!.trailing - 1]!.text, '// trailing');
  assert.equal(items[1]!.leading, items[1]!.first);
});

test('conditions are known for each item', () => {
  const { items } = read('#ifdef CONFIG_SMP\nint a(void) {}\n#else /* UP */\nint a(void) {}\n#endif\nint b;');
  assert.deepEqual(
    items.map((item) => item.conditions.map((c) => `${c.opening} > ${c.branch}`)),
    [['#ifdef CONFIG_SMP > #ifdef CONFIG_SMP'], ['#ifdef CONFIG_SMP > #else'], []],
  );
});

test('braces that do not balance across #ifdef branches do not swallow what follows', () => {
  const text = `static int f(int a)
{
#ifdef CONFIG_X
	if (a) {
#else
	if (!a) {
#endif
		return 1;
	}
	return 0;
}
int after;
`;
  assert.deepEqual(keys(text), ['function f', 'object after']);
});

test('two heads under #ifdef with one body are both functions', () => {
  const text = '#ifdef A\nint f(int a)\n{\n#else\nint g(int b)\n{\n#endif\n\treturn 0;\n}\nint z;\n';
  assert.deepEqual(keys(text), ['function f', 'function g', 'object z']);
});

test('alternative parameter lists under #ifdef', () => {
  assert.deepEqual(keys('#ifdef A\nint f(int a)\n#else\nint f(void)\n#endif\n{\n}\nint z;'), [
    'function f',
    'object z',
  ]);
});

test('a brace that is never closed ends at the next closing brace in the first column', () => {
  const text = 'int f(void)\n{\n\tif (x) {\n\treturn 0;\n}\n\nint g(void)\n{\n\treturn 1;\n}\n';
  assert.deepEqual(keys(text), ['function f', 'function g']);
});

test('half definitions: a head alone, a first half, a last half', () => {
  const head = only('static int net_dev_init(void)');
  assert.deepEqual([itemKey(head), head.complete, head.isDefinition], ['function net_dev_init', false, false]);
  const first = only('static int f(void)\n{\n\tint a;\n\ta = 1;\n');
  assert.deepEqual([itemKey(first), first.complete, first.isDefinition], ['function f', false, true]);
  assert.equal(only('\tfree(x);\n\treturn 0;\n}\n').kind, 'statements');
  assert.deepEqual(keys('int f(void)\n\nint g(void)\n{\n}\n'), ['function f', 'function g']);
});

test('statements alone are one item, with the locals before them', () => {
  for (const text of [
    'dev = alloc_netdev(0, "lo", NET_NAME_UNKNOWN, loopback_setup);',
    'dev->lstats = x;\nif (!dev->lstats)\n\treturn -ENOMEM;\nreturn 0;',
    'int i;\n\n*packets = 0;\nfor_each_possible_cpu(i) {\n\tf(i);\n}',
    'free_percpu(dev->lstats);',
    'out:\n\treturn err;',
    'WARN_ON(1);\nreturn;',
    'case 1:\n\tbreak;\ndefault:\n\tgoto out;',
    '.init = a,\n.exit = b,',
    'NETIF_F_SG_BIT,\nNETIF_F_IP_CSUM_BIT, /* x */\nNETIF_F_HW = 3,',
    '[A] = 1,\n[B] = 2,',
    '} else if (x) {\n\tf();\n}',
  ]) {
    assert.equal(only(text).kind, 'statements', text);
  }
});

test('a semicolon after a body and the linkage of C++ are no items', () => {
  assert.deepEqual(keys('int f(void) {};\nint g(void) {}'), ['function f', 'function g']);
  const header = '#ifdef __cplusplus\nextern "C" {\n#endif\nstruct a { int b; };\n#ifdef __cplusplus\n}\n#endif\n';
  assert.deepEqual(keys(header), ['struct a']);
});

test('functions that return an enum or a struct, under any name', () => {
  assert.deepEqual(keys('static enum state __get(int a)\n{\n}'), ['function __get']);
  assert.deepEqual(keys('struct sk_buff *__get(int a)\n{\n}'), ['function __get']);
});

test('an object beside definitions stays one, whatever lower-case macro is called after it', () => {
  assert.deepEqual(keys('int f(void)\n{\n}\nstruct s suite = { 1 };\nkunit_test_suites(&suite);'), [
    'function f',
    'object suite',
    'statements ',
  ]);
});

test('an empty text and text that is not C give items without failing', () => {
  assert.deepEqual(keys(''), []);
  assert.deepEqual(keys('// only a comment'), []);
  read('}}} ((( {{{ ### \\ "unterminated \n @@@ \u0000');
});

test('the body is what stands between the braces, or the replacement list', () => {
  const text = 'int f(void) { return 1; }';
  const one = read(text);
  assert.equal(
    codeTokens(one, one.items[0]!.body!)
      .map((t) => t.text)
      .join(' '),
    'return 1 ;',
  );
  const two = read('#define X(a) (a) /* c */ + 1');
  assert.equal(
    codeTokens(two, two.items[0]!.body!)
      .map((t) => t.text)
      .join(' '),
    '( a ) + 1',
  );
});

test('time stays bounded: deep nesting, many conditions, many items on one line', () => {
  const start = process.cpuUsage(); // another process that wants the processor is not to be seen in it
  read('('.repeat(100_000));
  read('{'.repeat(50_000) + '}'.repeat(50_000));
  read('#if A\n{\n'.repeat(5_000) + '#endif\n'.repeat(5_000));
  read('if (a) '.repeat(20_000));
  read('a ? b : '.repeat(20_000));
  read('int a; '.repeat(20_000));
  const { user, system } = process.cpuUsage(start);
  assert.ok(user + system < 10_000_000, `${user + system} µs`);
});

test('what is no C, under #if 0, does not swallow the definitions after it', () => {
  const stray = '#if 0\n@TODO\nstatic void f(void)\n{\n\tint a;\n}\n#endif\n\nbool g(void)\n{\n\treturn h();\n}\n';
  assert.deepEqual(
    keys(stray).filter((key) => key.startsWith('function')),
    ['function f', 'function g'],
  );
  const prose = '#if 0\nthis is to be done, some day\n{\n}\n#endif\nbool g(void)\n{\n\treturn h();\n}\nint k;\n';
  assert.ok(keys(prose).includes('function g'), keys(prose).join(', '));
});

const HEADER = `#ifndef X_H
#define X_H
/* About first. */
int first(void)
{
#ifdef A
	if (a) {
#else
	if (b) {
#endif
		return 1;
	}
	return ')';
}
EXPORT_SYMBOL(first);
#if 0
@ int second(void) { is not C }
#endif
#ifdef B
static inline int third(int a)
#else
static inline int third(long a)
#endif
{
	return "{"[0]; /* } */
}

struct fourth {
	int a; // {
}
__packed;

#define fifth(x) \\
	do { \\
		first(); \\
	} while (0)
enum sixth { SEVENTH, EIGHTH };
#endif
`;

test('a part of a text has the items of a name as the whole text has them', () => {
  const text = HEADER;
  const file = new SourceFile('x.h', text);
  const pieces = piecesOf(text);
  assert.ok(pieces);
  const whole = outline(file);
  const places = (of: Outline, name: string): unknown[] =>
    [...of.items, ...of.innerMacros]
      .filter((item) => item.declares.some((declared) => declared.name === name))
      .map((item) => [
        itemKey(item),
        of.tokens[item.first]!.offset,
        of.tokens[item.end - 1]!.end,
        of.tokens[item.leading]!.offset,
        item.conditions.map(({ branch }) => branch),
      ]);
  for (const name of ['first', 'third', 'fourth', 'fifth', 'SEVENTH', 'X_H', 'absent']) {
    const part = outlineOfPieces(file, pieces, [name]);
    assert.deepEqual(places(part, name), places(whole, name), name);
  }
  assert.ok(outlineOfPieces(file, pieces, ['fourth']).tokens.length < whole.tokens.length / 2);
  assert.equal(piecesOf('int f(void) {\n'), undefined);
  assert.equal(piecesOf(')\n'), undefined);
});

test('a long text that is read in steps has the outline that it has when it is read at once', () => {
  const text = HEADER.repeat(200);
  const file = new SourceFile('x.h', text);
  const steps = outlineInSteps(file, piecesOf(text)!);
  let taken = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) taken++;
  assert.ok(taken >= 3, `${taken} steps`);
  assert.deepEqual(step.value, outline(file));
});

test('that holds for a text whose last line is not ended, too', () => {
  const file = new SourceFile('x.h', '#ifndef X\nint x;\n#endif /* X */');
  const steps = outlineInSteps(file, piecesOf(file.text)!);
  let step = steps.next();
  while (!step.done) step = steps.next();
  assert.deepEqual(step.value, outline(file));
});
