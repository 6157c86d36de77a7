/*
 * Notes that are edited. Whatever is edited, in whatever order: the program that is compiled after an edit, with all that was kept from
 * before, is byte for byte the program that is compiled from scratch; its problems, and the places of all that can be stepped through
 * or asked about, are the same.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Cut } from '../../src/c/compiled';
import { completedDefinitions } from '../../src/simulation/completed';
import { rangeOf, trailOf } from '../../src/simulation/places';
import { makeProgram, type ProgramResult, Programs } from '../../src/simulation/program';
import { launch } from '../../src/simulation/simulation';
import { defaults, noteProgram, noteText } from './kernelRuns';

/** Edits tried: each is compiled from scratch too, which takes about a second. */
const EDITS = Number(process.env.EDITS ?? 12);
const CUTS: readonly Cut[] = [
  { fine: false, cards: true, observe: true },
  { fine: true, cards: true, observe: false },
];

/** Everything about a program that a run or a reader could tell apart. */
function portrait(result: ProgramResult): unknown {
  if (!result.ok) return result.problems;
  const { build, composed, problems } = result.program;
  const { layout } = build;
  const functions = layout.functions.map(({ definition, points, statements, registers, memoryVariables, ...rest }) => ({
    ...rest,
    place: rangeOf(definition.symbol.token),
    points: points.map(({ token, ...point }) => [point, rangeOf(token), trailOf(token)]),
    statements: statements.map(({ first, last, depth }) => [rangeOf(first, last), depth]),
    registers: registers.map(({ variable, ...register }) => [register, variable?.name]),
    variables: memoryVariables.map(({ variable, ...memory }) => [memory, variable.name, rangeOf(variable.token)]),
  }));
  return {
    problems,
    functions,
    objects: layout.objects.map(({ variable, ...place }) => [
      place,
      variable.name,
      variable.type.kind,
      rangeOf(variable.token),
    ]),
    labels: layout.labels.map(({ label, ...place }) => [place, label.name]),
    image: layout.image.map(({ offset, bytes }) => [offset, Buffer.from(bytes).toString('base64')]),
    shadow: layout.shadow,
    rest: [layout.end, layout.slack, layout.machineArea],
    definitions: composed.definitions.map(({ token, ...definition }) => [definition, rangeOf(token)]),
    completed: completedDefinitions(composed),
    modules: CUTS.map((cut) => Buffer.from(build.module(cut).bytes).toString('base64')),
  };
}

/** Compiles the text with what was kept and from scratch, and compares. */
function check(programs: Programs, text: string, bits: 32 | 64): ProgramResult {
  const args = { ...defaults, bits, note: noteProgram(text) };
  const kept = programs.make(args);
  const seen = portrait(kept);
  const fresh = portrait(makeProgram(args));
  try {
    assert.deepEqual(seen, fresh);
  } catch (error) {
    // The whole difference of two programs is megabytes.
    throw new Error(String(error).slice(0, 3000));
  }
  return kept;
}

// ---------------------------------------------------------------- edits

/** Index of the first character of each line of C in a note. */
function codeLines(text: string): number[] {
  const starts: number[] = [];
  let at = 0;
  let inFence = false;
  for (const line of text.split('\n')) {
    if (/^\s*```/.test(line)) inFence = !inFence;
    else if (inFence) starts.push(at);
    at += line.length + 1;
  }
  return starts;
}

interface Edit {
  readonly kind: (typeof KINDS)[number];
  readonly where: number;
  readonly number: number;
}

const KINDS = [
  'statement', 'statement', 'statement', 'prose', 'string', 'number', 'object', 'function', 'macro', 'member',
  'definition', 'definition', 'deleteLine', 'deleteWord', 'undo',
] as const; // biome-ignore format: a list

function pick<T>(list: readonly T[], where: number): T | undefined {
  return list[Math.floor(where * list.length)];
}

function insertBefore(text: string, pattern: RegExp, where: number, added: string): string {
  const found = pick([...text.matchAll(pattern)], where);
  return found ? text.slice(0, found.index) + added + text.slice(found.index) : text;
}

function apply(text: string, { kind, where, number }: Edit): string {
  const start = pick(codeLines(text), where) ?? 0;
  const end = text.indexOf('\n', start);
  const line = text.slice(start, end);
  const withLine = (changed: string): string => text.slice(0, start) + changed + text.slice(end);
  switch (kind) {
    case 'statement':
      return insertBefore(text, /^[ \t]+return /gm, where, `\tif (${number} == ${number % 7}) return ${number % 3};\n`);
    case 'prose':
      return `A line of prose ${number}.\n\n${text}`;
    case 'string':
      return insertBefore(text, /^[ \t]+return /gm, where, `\tprintk("edit ${number}\\n");\n`);
    case 'number':
      return withLine(line.replace(/\b\d+\b/, String(number)));
    case 'object':
      return insertBefore(
        text,
        /^(?:static )?(?:int|void|struct net_device) [\s\S]?/gm,
        where,
        `static int edited_${number} = ${number};\n\n`,
      );
    case 'function':
      return insertBefore(
        text,
        /^static (?:int|void) /gm,
        where,
        `int edited_${number}(int a)\n{\n\treturn a + ${number};\n}\n\n`,
      );
    case 'macro':
      return text.replace(/^(#define \w+\(?.*)$/m, `#define EDITED_${number} ${number}\n$1`);
    case 'definition':
      return applyToMacro(text, where, number);
    case 'member':
      return text.replace(/^(struct pcpu_lstats \{)$/m, `$1\n\tint edited_${number};`);
    case 'deleteLine':
      return withLine('');
    case 'deleteWord':
      return withLine(line.replace(/\b\w+\b/, ''));
    case 'undo':
      return noteText;
  }
}

/** What the replacement lists of the notes' macros may become. */
const DEFINITIONS: readonly (readonly [old: RegExp, by: (number: number) => string])[] = [
  [/\(cpu\) = .*;/, (number) => `(cpu) = ${number} - ${number + 1};`],
  [/for_each_cpu\(\(cpu\), .*\)$/m, (number) => `for_each_cpu((cpu), (${number}, cpu_possible_mask))`],
  [/if \(.*pcpu_stats\) \{/, (number) => `if (${number} >= 0 && pcpu_stats) {`],
  [
    /\(stat->syncp\);|u64_stats_init\(&stat->syncp\);/,
    (number) => `${number % 2 ? '' : '(void)0; '}u64_stats_init(&stat->syncp);`,
  ],
  [/__alignof__\(type\)[ |\d]*, gfp/, (number) => `__alignof__(type) | ${2 ** (number % 4)}, gfp`],
];

function applyToMacro(text: string, where: number, number: number): string {
  const [old, by] = pick(DEFINITIONS, where) as (typeof DEFINITIONS)[number];
  return text.replace(old, () => by(number));
}

const edits = fc.record({
  kind: fc.constantFrom(...KINDS),
  where: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  number: fc.integer({ min: 0, max: 999 }),
});

test('after any edits the program is the one that is compiled from scratch', () => {
  editAndCompare(EDITS, 64);
});

// The caches of the two data models are two; what differs in them are sizes, alignments and the types that hold an address.
test('the same on 32 bits', () => {
  editAndCompare(EDITS / 2, 32);
});

/** Compiles the notes after each of about `tried` edits, in sequences of six. */
function editAndCompare(tried: number, bits: 32 | 64): void {
  const programs = new Programs();
  let count = 0;
  let compiled = 0;
  const runs = Math.max(1, Math.round(tried / 6));
  fc.assert(
    fc.property(fc.array(edits, { minLength: 6, maxLength: 6 }), (list) => {
      let text = noteText;
      let good = noteText;
      for (const edit of list) {
        text = apply(text, edit);
        count++;
        if (check(programs, text, bits).ok) {
          compiled++;
          good = text;
        } else text = good; // one error hides the others
      }
    }),
    { numRuns: runs, endOnFailure: true },
  );
  assert.ok(compiled > count / 4, `${compiled} of ${count} edited programs compile`);
}

test('an undone edit, and one in a header that most units read', () => {
  const programs = new Programs();
  const member = apply(noteText, { kind: 'member', where: 0, number: 1 });
  assert.notEqual(member, noteText);
  for (const text of [
    noteText,
    member,
    `\n\n${noteText}`,
    noteText,
    apply(member, { kind: 'prose', where: 0, number: 2 }),
  ]) {
    assert.ok(check(programs, text, 64).ok);
  }
});

// The macro is a loop's, in functions of eight files; headers define it and the macros that use it, and four of them include one another.
test('edits of macros in headers, between edits of functions', () => {
  const programs = new Programs();
  const define = (text: string, which: number, number: number) =>
    applyToMacro(text, which / DEFINITIONS.length, number);
  const statement = (text: string, where: number) => apply(text, { kind: 'statement', where, number: 3 });
  let text = noteText;
  const steps: readonly ((before: string) => string)[] = [
    (before) => before,
    (before) => define(before, 0, 5),
    (before) => statement(before, 0.1),
    (before) => define(define(before, 2, 1), 0, 7),
    (before) => `Prose.\n\n${define(before, 1, 1)}`,
    (before) => define(before, 4, 3),
    () => noteText,
    (before) => define(before, 0, 9),
    (before) => before.replace(/\/\*\*\n \* for_each_cpu [^/]*\*\//, '/* A comment\n   only. */'),
    (before) => statement(before, 0.5),
  ];
  for (const step of steps) {
    const before = text;
    text = step(before);
    assert.ok(before !== text || text === noteText);
    assert.ok(check(programs, text, 64).ok);
  }
});

// What a note leaves out is the model's, whose files are the same objects for every program.
test('definitions that a note begins and ceases to have', () => {
  const programs = new Programs();
  const macro = noteText.replace(/^#define for_each_cpu\(/m, '#define for_each_other_cpu(');
  assert.notEqual(macro, noteText);
  const mutex = '```c\n// kernel/smp.c\nvoid __init smp_init(void)\n{\n\t// ..\n\tbarrier();\n}\n```\n';
  for (const text of [
    macro,
    noteText,
    macro,
    `${noteText}\n${mutex}`,
    noteText,
    noteText.replace('(cpu) = -1;', '(cpu) = 1 - 2;'),
  ]) {
    check(programs, text, 64);
  }
});

/** The names of the functions that are compiled when a note's text is edited. */
function compiledAgain(before: string, after: string): string[] {
  const programs = new Programs();
  const compile = (text: string) => {
    const made = programs.make({ ...defaults, note: noteProgram(text) });
    assert.ok(made.ok);
    return made.program.build.layout.functions;
  };
  const known = new Set(compile(before));
  return compile(after).flatMap((compiled) => (known.has(compiled) ? [] : [compiled.name]));
}

test('after an edit of a macro, only the functions are compiled whose text it is part of', () => {
  const edited = noteText.replace('u64_stats_init(&stat->syncp);', '(void)0; $&');
  assert.notEqual(edited, noteText);
  assert.deepEqual(compiledAgain(noteText, edited), [
    'netdev_do_alloc_pcpu_stats',
    'loopback_dev_init',
    'scenario_percpu_allocation',
  ]);
});

test('after an edit inside one function, no other one is compiled', () => {
  const edited = noteText.replace(/netdev_alloc_pcpu_stats\(struct pcpu_lstats\);/, '$& dev->flags ^= 0;');
  assert.deepEqual(compiledAgain(noteText, `Prose.\n\n${edited}`), ['loopback_dev_init']);
});

test('a run of what was compiled after edits is the same run', async () => {
  const programs = new Programs();
  const ends: unknown[] = [];
  const text = noteText.replace(/netdev_alloc_pcpu_stats\(struct pcpu_lstats\);/, '$& printk("edited\\n");');
  for (const [kept, note] of [
    [programs, noteText],
    [programs, text],
    [new Programs(), text],
  ] as const) {
    const args = { ...defaults, note: noteProgram(note), cpus: 2 };
    const result = await launch(args, { pause: async () => false }, kept);
    assert.ok(result.ok);
    const { simulation } = result;
    const summary = simulation.summary();
    const hash = simulation.machine.stateHash();
    const middle = simulation.state(Math.floor(summary.moments / 2), ['stacks', 'locals', 'log', 'memory']);
    ends.push([summary, hash, middle]);
  }
  assert.deepEqual(ends[1], ends[2]);
  assert.notDeepEqual(ends[0], ends[1]);
});

// What an edit leaves of a module runs with the functions that the edit changed: those that it names, those that they were inlined into, those
// that call them, by name or through pointers, in the notes and in the model.
test('a run of a module with some functions changed is the run of the module that is made whole', async () => {
  const helper = `static int scaled(int by)
{
	return by * 3;
}

`;
  const base = noteText
    .replace(/^static int loopback_dev_init\(/m, `${helper}$&`)
    .replace(/netdev_alloc_pcpu_stats\(struct pcpu_lstats\);/, '$& dev->flags ^= scaled(0);');
  const steps: readonly (readonly [old: string, by: string])[] = [
    ['by * 3', 'by * 3 + 4'], // inlined
    ['*bytes   += tbytes;', '*bytes   += tbytes * 2;'],
    ['*packets += tpackets;', '*packets += tpackets + 1;'],
    ['scaled(0)', 'scaled(5)'],
    ['by * 3 + 4', 'by * 3'],
  ];
  const run = async (kept: Programs, bits: 32 | 64, text: string) => {
    const args = { ...defaults, scenario: 'stats-read', bits, note: noteProgram(text), cpus: 2 };
    const result = await launch(args, { pause: async () => false }, kept);
    const made = kept.make(args);
    assert.ok(result.ok && made.ok);
    const { simulation } = result;
    const summary = simulation.summary();
    const log = simulation.state(summary.moments - 1, ['stacks', 'log']);
    const binaries = CUTS.map((cut) => made.program.build.module(cut).binaries.length);
    const ending = [summary, log, simulation.machine.stateHash()];
    simulation.dispose();
    return { ending, binaries };
  };
  for (const bits of [64, 32] as const) {
    const programs = new Programs();
    const first = await run(programs, bits, base);
    assert.deepEqual(first.binaries, [1, 1]);
    let text = base;
    for (const [index, [old, by]] of (bits === 64 ? steps : steps.slice(0, 2)).entries()) {
      assert.ok(text.includes(old));
      text = text.replace(old, by);
      const patched = await run(programs, bits, text);
      assert.deepEqual(patched.binaries, [2, 2]);
      assert.notDeepEqual(patched.ending, first.ending);
      if (index % 2 === 0 && index + 1 < steps.length) continue; // to compile from scratch takes its time
      const whole = await run(new Programs(), bits, text);
      assert.deepEqual(whole.binaries, [1, 1]);
      assert.deepEqual(patched.ending, whole.ending);
    }
  }
});
