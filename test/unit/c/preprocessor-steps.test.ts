/* How a macro unfolds at one use: one macro at a time, from the outside in, readable, and never wrong. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import fc from 'fast-check';
import { expandSteps, type Unfolding } from '../../../src/c/preprocessor';
import { SourceFile } from '../../../src/c/source';
import { preprocessText, texts } from './preprocessText';

/** The unfolding at the last place where `use` stands in the text. */
function unfold(text: string, use: string): Unfolding | undefined {
  const { unit } = preprocessText(text);
  return expandSteps(unit, unit.main, text.lastIndexOf(use));
}

/** `macro: use => replacement` of each step, on one line. */
function summary(unfolding: Unfolding | undefined): string[] {
  assert.ok(unfolding?.complete);
  return unfolding.steps.map(({ macro, use, replacement, count }) => {
    const times = count > 1 ? ` (${count} times)` : '';
    return `${macro.name}: ${use} => ${replacement.replace(/\s+/g, ' ')}${times}`;
  });
}

/** The macros of the loopback notes, as the notes have them, with what they name. */
function notesMacros(): string {
  const notes = readFileSync(new URL('../../../media/notes/loopback.md', import.meta.url), 'utf8');
  const fences = [...notes.matchAll(/^``` C$(.*?)^```$/gms)].map(([, text]) => text ?? '');
  const defines = fences.filter((text) => text.includes('#define')).join('\n');
  return `${defines}
#define __percpu
#define GFP_KERNEL (__GFP_RECLAIM | __GFP_IO)
#define cpu_possible_mask ((const struct cpumask *)&__cpu_possible_mask)
`;
}

test('netdev_alloc_pcpu_stats of the notes', () => {
  const unfolding = unfold(
    `${notesMacros()}\nint x = netdev_alloc_pcpu_stats(struct pcpu_lstats);\n`,
    'netdev_alloc_pcpu_stats(struct',
  );
  assert.deepEqual(
    unfolding?.steps.map((step) => step.macro.name),
    [
      'netdev_alloc_pcpu_stats',
      '__netdev_alloc_pcpu_stats',
      'alloc_percpu_gfp',
      'for_each_possible_cpu',
      'for_each_cpu',
      'GFP_KERNEL',
      'cpu_possible_mask',
      '__percpu',
    ],
  );
  assert.equal(unfolding.use, 'netdev_alloc_pcpu_stats(struct pcpu_lstats)');
  assert.equal(unfolding.steps[0]?.text, '__netdev_alloc_pcpu_stats(struct pcpu_lstats, GFP_KERNEL)');
  assert.equal(
    unfolding.steps[1]?.text,
    `({
	typeof(struct pcpu_lstats) __percpu *pcpu_stats =
	        alloc_percpu_gfp(struct pcpu_lstats, GFP_KERNEL);
	if (pcpu_stats) {
		int __cpu;
		for_each_possible_cpu(__cpu) {
			typeof(struct pcpu_lstats) *stat;
			stat = per_cpu_ptr(pcpu_stats, __cpu);
			u64_stats_init(&stat->syncp);
		}
	}
	pcpu_stats;
})`,
  );
  assert.equal(unfolding.steps[2]?.use, 'alloc_percpu_gfp(struct pcpu_lstats, GFP_KERNEL)');
  assert.match(
    unfolding.steps[2]?.replacement ?? '',
    /^\(typeof\(struct pcpu_lstats\) __percpu \*\)__alloc_percpu_gfp\(/,
  );
  assert.equal(unfolding.steps[7]?.count, 2);
});

test('a use inside the replacement list of a #define unfolds with the macros defined at the end', () => {
  assert.deepEqual(summary(unfold(notesMacros(), 'for_each_possible_cpu(__cpu)')), [
    'for_each_possible_cpu: for_each_possible_cpu(__cpu) => for_each_cpu((__cpu), cpu_possible_mask)',
    'for_each_cpu: for_each_cpu((__cpu), cpu_possible_mask) => ' +
      'for (((__cpu)) = -1; ((__cpu)) = cpumask_next(((__cpu)), (cpu_possible_mask)), ((__cpu)) < nr_cpu_ids;)',
    'cpu_possible_mask: cpu_possible_mask => ((const struct cpumask *)&__cpu_possible_mask)',
  ]);
});

test('an argument is unfolded after the macro that takes it, everywhere at once', () => {
  const text = '#define N 42\n#define min(a, b) ((a) < (b) ? (a) : (b))\nmin(min(1, N), N)';
  assert.deepEqual(summary(unfold(text, 'min(min')), [
    'min: min(min(1, N), N) => ((min(1, N)) < (N) ? (min(1, N)) : (N))',
    'min: min(1, N) => ((1) < (N) ? (1) : (N)) (2 times)',
    'N: N => 42 (6 times)',
  ]);
});

test('an argument whose expansion matters to # or to the parting of arguments comes first', () => {
  assert.deepEqual(summary(unfold('#define str(x) #x\n#define xstr(x) str(x)\n#define N 42\nxstr(N)', 'xstr(')), [
    'xstr: xstr(N) => str(N)',
    'N: N => 42',
    'str: str(42) => "42"',
  ]);
  assert.deepEqual(summary(unfold('#define P 1, 2\n#define add(a, b) a + b\n#define M(x) add(x)\nM(P)', 'M(P')), [
    'M: M(P) => add(P)',
    'P: P => 1, 2',
    'add: add(1, 2) => 1 + 2',
  ]);
});

test('a macro does not unfold in itself', () => {
  assert.deepEqual(summary(unfold('#define foo bar(foo)\nfoo', 'foo')), ['foo: foo => bar(foo)']);
  assert.deepEqual(summary(unfold('#define a b\n#define b a c\na', 'a')), ['a: a => b', 'b: b => a c']);
});

test('__LINE__ and __FILE__ have their values, __COUNTER__ stands for itself', () => {
  assert.deepEqual(summary(unfold('#define W w(__FILE__, __LINE__, __COUNTER__)\nW', 'W')), [
    'W: W => w(__FILE__, __LINE__, __COUNTER__)',
    '__FILE__: __FILE__ => "main.c"',
    '__LINE__: __LINE__ => 2',
  ]);
});

test('what names mean is taken from the place of the use', () => {
  const { unit } = preprocessText('#define X 1\na = X;\n#undef X\n#define X 2\nb = X;\n');
  const replacement = (place: string) => {
    const offset = unit.main.text.indexOf(place) + 4;
    return expandSteps(unit, unit.main, offset)?.steps[0]?.replacement;
  };
  assert.deepEqual(['a = X', 'b = X'].map(replacement), ['1', '2']);
});

test('where there is no use there is no unfolding', () => {
  const text = '#define f(x) x // f\n#define o 1\n#undef q\n#ifdef o\n#endif\nf "f(1)" g(2) o f(';
  const { unit } = preprocessText(text);
  const found = [...text].flatMap((_, offset) => (expandSteps(unit, unit.main, offset) ? [offset] : []));
  assert.deepEqual(found, [text.lastIndexOf('o f(')]);
});

test('a use in a piece of a composed file is found by its place in the piece', () => {
  const note = new SourceFile('note.md', 'Text\n\nint i = TWICE(1);\n');
  const model = new SourceFile('model.c', '#define TWICE(x) x x\nint i;\n');
  const composed = new SourceFile('model.c', '#define TWICE(x) x x\nint i = TWICE(1);\n', 'model', [
    { start: 0, file: model, offset: 0 },
    { start: 21, file: note, offset: 6 },
  ]);
  const { unit } = preprocessText('#include "m"', {}, { resolve: () => composed });
  assert.deepEqual(summary(expandSteps(unit, note, note.text.indexOf('TWICE') + 2)), ['TWICE: TWICE(1) => 1 1']);
  assert.equal(expandSteps(unit, note, 1), undefined);
});

test('it is bounded', () => {
  const bomb = `#define A0 x\n${Array.from({ length: 14 }, (_, n) => `#define A${n + 1} A${n} A${n}\n`).join('')}A14`;
  const unfolding = unfold(bomb, 'A14');
  assert.equal(unfolding?.complete, false);
  assert.ok(unfolding.steps.length > 5 && unfolding.steps.length <= 50);
  const { unit } = preprocessText('#define A B\n#define B C\n#define C D\nA');
  assert.equal(expandSteps(unit, unit.main, unit.main.text.length - 1, { steps: 2 })?.steps.length, 2);
});

test('in any program the last step is the real expansion', () => {
  const atom = fc.constantFrom(
    'a',
    'b',
    'x',
    '1',
    '+',
    'O',
    'F',
    'F(1)',
    'G(O, 2)',
    'F(G(a, O))',
    'S(O)',
    'X(F(b))',
    '(2)',
    ',',
  );
  const body = fc.array(atom, { maxLength: 6 }).map((atoms) => atoms.join(' '));
  const program = fc
    .record({
      f: body,
      g: body,
      o: body,
      u: fc.constantFrom('F(O)', 'G(F(1), O)', 'G(G(1, 2), F(S(O)))', 'X(G(O, O))', 'O'),
    })
    .map(({ f, g, o, u }) => {
      const strings = '#define S(x) #x\n#define X(x) S(x)\n';
      return `#define F(a) ${f}\n#define G(a, b) a ${g}\n#define O ${o}\n${strings}${u} ;`;
    });
  let unfolded = 0;
  let several = 0;
  fc.assert(
    fc.property(program, (text) => {
      const { unit } = preprocessText(text, {}, { limits: { tokens: 20_000, steps: 100_000 } });
      const start = text.lastIndexOf('\n') + 1;
      const unfolding = expandSteps(unit, unit.main, start, { steps: 200 });
      if (!unfolding?.complete) return;
      const last = unfolding.steps.at(-1)?.tokens ?? [];
      // What follows the use in the file may go on where the use leaves off; `;` can't.
      assert.deepEqual(texts(last), texts(unit.tokens).slice(0, -1));
      unfolded++;
      if (unfolding.steps.length > 1) several++;
    }),
    { seed: 5, numRuns: 500 },
  );
  assert.ok(unfolded > 400 && several > unfolded / 2, `${unfolded} unfolded, ${several} in several steps`);
});
