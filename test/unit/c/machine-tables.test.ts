/*
 * The machine's tables in its own memory: random numbers, CPUs and turns, objects, stacks, the console. They are used
 * here without any program.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { MACHINE_REGISTERS } from '../../../src/c/abi';
import type { ProgramLayout } from '../../../src/c/compiled';
import { LP64 } from '../../../src/c/dataModel';
import { CPU_STATE } from '../../../src/c/machine/cpus';
import { Journal } from '../../../src/c/machine/journal';
import { createParts, initialise, type Parts } from '../../../src/c/machine/parts';
import { nextRandom, seedRandom } from '../../../src/c/machine/random';
import { R } from '../../../src/c/machine/registers';
import type { MachineOptions, Schedule } from '../../../src/c/machine/types';

const layout = {
  program: { functions: [], roots: new Set(), objects: [], undefinedFunctions: [], uses: () => undefined },
  options: { model: LP64, limit: 1 << 26, reportOverflow: false, intrinsics: new Set<string>() },
  functions: [],
  objects: [],
  perCpuImage: undefined,
  labels: [],
  image: [],
  shadow: [],
  end: 1 << 20,
  machineArea: 1 << 16,
  slack: 100,
} satisfies ProgramLayout;

function parts(cpus: number, schedule?: Schedule): Parts {
  const options: MachineOptions = {
    layout,
    compile: () => assert.fail('nothing is compiled here'),
    cpus,
    stackSize: 8192,
    recordSwitches: true,
    ...(schedule ? { schedule } : {}),
  };
  const made = createParts(options);
  initialise(made, options);
  return made;
}

test('generated code finds the registers that it reads where the machine has them', () => {
  assert.equal(MACHINE_REGISTERS.rawNext, R.rawNext * 8);
});

test('random numbers are uniform in their range and depend on the seed alone', () => {
  const one = parts(1).registers;
  const other = parts(1).registers;
  seedRandom(one, 42);
  seedRandom(other, 42);
  const counts = new Array<number>(10).fill(0);
  for (let index = 0; index < 10_000; index++) {
    const value = nextRandom(one, 10);
    assert.equal(value, nextRandom(other, 10));
    (counts[value] as number)++;
  }
  assert.ok(
    counts.every((count) => count > 800 && count < 1200),
    `${counts}`,
  );
  seedRandom(other, 43);
  seedRandom(one, 42);
  assert.notDeepEqual(
    Array.from({ length: 20 }, () => nextRandom(one, 1000)),
    Array.from({ length: 20 }, () => nextRandom(other, 1000)),
  );
});

test('the next running CPU is the next one above, cyclically, for any set of running CPUs', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 100 }),
      fc.array(fc.nat({ max: 99 })),
      fc.nat({ max: 99 }),
      (count, set, at) => {
        const { cpus } = parts(count);
        const running = new Set(set.filter((cpu) => cpu < count));
        for (const cpu of running) cpus.setState(cpu, CPU_STATE.running);
        const sorted = [...running].sort((a, b) => a - b);
        const from = at % count;
        assert.deepEqual(cpus.running(), sorted);
        assert.equal(cpus.nextRunning(from), sorted.find((cpu) => cpu >= from) ?? sorted[0]);
      },
    ),
    { numRuns: 50 },
  );
});

test('yields give the turn to the next running CPU, and a finished CPU gets no more', () => {
  const { cpus, scheduler, registers } = parts(4);
  for (const cpu of [0, 1, 3]) cpus.setState(cpu, CPU_STATE.running);
  const turns: number[] = [];
  for (let clock = 0; clock < 4; clock++) {
    scheduler.endTurn('yield', clock);
    turns.push(registers.get(R.currentCpu));
  }
  assert.deepEqual(turns, [1, 3, 0, 1]);
  cpus.finish(1);
  scheduler.endTurn('finished', 4);
  assert.equal(registers.get(R.currentCpu), 3);
  scheduler.endTurn('yield', 5);
  scheduler.endTurn('yield', 6);
  assert.equal(registers.get(R.currentCpu), 3);
});

test('switches that a seeded run recorded are made again by a list', () => {
  const script = (clock: number): 'yield' | 'relax' | undefined =>
    clock % 17 === 0 ? 'yield' : clock % 23 === 0 ? 'relax' : undefined;
  const runs = (schedule: Schedule, count: number) => {
    const { cpus, scheduler, registers, journal } = parts(5, schedule);
    for (let cpu = 0; cpu < 5; cpu++) cpus.setState(cpu, CPU_STATE.running);
    const turns: number[] = [];
    for (let clock = 0; clock < count; clock++) {
      const end = script(clock);
      if (end) scheduler.endTurn(end, clock);
      if (clock % 34 === 0) scheduler.endTurn('yield', clock);
      if (scheduler.nextInterrupt(clock) <= clock) scheduler.interrupt(clock);
      turns.push(registers.get(R.currentCpu));
    }
    return { turns, switches: journal?.list() ?? [] };
  };
  const seeded = runs({ policy: 'seeded', seed: 7, interval: 20 }, 2000);
  assert.ok(seeded.switches.some(({ at }) => at === 'tick') && seeded.switches.some(({ at }) => at === 'yield'));
  const listed = runs({ policy: 'list', switches: seeded.switches, until: 2000 }, 2000);
  assert.deepEqual(listed.turns, seeded.turns);
  assert.deepEqual(listed.switches, seeded.switches);
});

test('recorded switches keep within their part of the memory for going back, and say so when there were more', () => {
  const { registers } = parts(2);
  const cap = 500_000;
  const journal = new Journal(registers, cap);
  let kept = 0;
  for (let index = 0; index < 100_000; index++) {
    journal.note(index, index * 3, index % 2, 'tick', 0);
    registers.set(R.switchCount, index + 1);
    assert.ok(journal.bytes <= cap);
    if (index === 30_000) kept = journal.list().length;
  }
  assert.equal(kept, 30_001);
  assert.throws(() => journal.list(), /has made 100000 switches of CPUs, and only the first 32768 are kept/);
  registers.set(R.switchCount, 32_768); // as after going back
  assert.deepEqual(journal.list().at(-1), { clock: 32_767 * 3, cpu: 1, at: 'tick' });
});

test('a list of switches that does not ascend is refused', () => {
  const switches = [
    { clock: 5, cpu: 0, at: 'tick' as const },
    { clock: 4, cpu: 1, at: 'tick' as const },
  ];
  assert.throws(() => parts(2, { policy: 'list', switches }), /must ascend/);
});

test('objects are found by their start, remembered when freed, forgotten when their place is given out again', () => {
  const { objects } = parts(1);
  const start = 1 << 21;
  for (let index = 0; index < 5000; index++) {
    const offset = start + index * 64;
    assert.equal(objects.allocated(offset, 40, 0, index, 0, 0), index + 1);
  }
  assert.equal(objects.countLive(0), 5000);
  const third = objects.liveAt(start + 128) as number;
  objects.freed(third, 9000, 0, 0);
  assert.equal(objects.liveAt(start + 128), undefined);
  assert.equal(objects.countLive(4), 4997);
  assert.equal(objects.near(start + 128 + 39, 16)?.freed?.clock, 9000);
  assert.equal(objects.near(start + 64 + 41, 16)?.serial, 2, 'right after the second');
  objects.allocated(start + 128, 8, 0, 9001, 0, 0);
  assert.equal(objects.near(start + 128, 16)?.serial, 5001);
  assert.equal(objects.list().length, 5000);
});

test('an address in a freed object is that object, even with live neighbours', () => {
  const { objects } = parts(1);
  const start = 1 << 21;
  for (const index of [0, 1, 2]) objects.allocated(start + index * 32, 32, 0, index, 0, 0);
  objects.freed(objects.liveAt(start + 32) as number, 10, 0, 0);
  assert.equal(objects.near(start + 40, 64)?.serial, 2);
});

test('the console keeps lines apart and refuses what it has no room for', () => {
  const { console, memory } = parts(1);
  const text = new TextEncoder().encode('one\ntwo ü\n');
  memory.write(1 << 20, text);
  assert.ok(console.write(1 << 20, text.length, 7, 0));
  assert.ok(console.write(1 << 20, 3, 8, 0));
  assert.deepEqual(console.lines(), [
    { clock: 7, cpu: 0, text: 'one' },
    { clock: 7, cpu: 0, text: 'two ü' },
    { clock: 8, cpu: 0, text: 'one' },
  ]);
  let written = true;
  for (let index = 0; written && index < 100_000; index++) written = console.write(1 << 20, 3, 9, 0);
  assert.equal(written, false);
});

test('a machine that its memory has no room for is refused with the sizes', () => {
  assert.throws(() => parts(8192), /8192 CPUs with stacks of 8192 bytes, and the program, take \d+ bytes/);
  assert.throws(() => parts(0), /1 to 8192 CPUs/);
});
