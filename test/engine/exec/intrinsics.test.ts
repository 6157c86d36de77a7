/*
 * What machine/intrinsics.h promises: CPUs and turns, raw memory and its record, objects, leaks, the console, and how
 * runs end.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { createMachine } from '../../../src/c/machine/machine';
import { renderReport } from '../../../src/c/machine/render';
import type { Machine, MachineOptions } from '../../../src/c/machine/types';
import { build } from './program';

const PRELUDE = `#include <machine/intrinsics.h>
#define PERCPU(offset) ((void *)(MACHINE_PERCPU_BASE + (offset)))
`;

for (const bits of [64, 32] as const) {
  const run = (text: string, options: Partial<MachineOptions> = {}): Machine => {
    const { layout, module } = build(PRELUDE + text, bits, 1 << 25);
    const machine = createMachine({ layout, compile: module, cpus: 4, ...options });
    while (machine.run().reason !== 'ended');
    return machine;
  };
  const report = (machine: Machine): string => {
    const last = machine.reports.at(-1);
    assert.ok(last, `no report; the run ended as ${machine.outcome?.kind}`);
    return renderReport(last, machine.layout.options.model);
  };
  const lines = (machine: Machine): string[] => machine.console.map(({ text }) => text);

  describe(`intrinsics, ${bits}-bit`, () => {
    test('CPUs take turns in ascending order, cyclically, at yields and returns', () => {
      const machine = run(`
        static void say(const char *text) { machine_console(text, 2); }
        static void two(void *arg) { say(arg); machine_yield(); say(arg); }
        int machine_main(void) {
          machine_start_cpu(3, two, "3\\n");
          machine_start_cpu(1, two, "1\\n");
          say("0\\n"); machine_yield(); say("0\\n"); machine_yield(); say("0\\n"); machine_yield();
          return machine_cpu_running(0) * 100 + machine_cpu_running(1) * 10 + machine_cpu_running(99);
        }`);
      assert.deepEqual(lines(machine), ['0', '1', '3', '0', '1', '3', '0']);
      assert.deepEqual(
        machine.console.map(({ cpu }) => cpu),
        [0, 1, 3, 0, 1, 3, 0],
      );
      assert.deepEqual(machine.outcome, { kind: 'returned', result: 100 });
    });

    test('a CPU can be started again when its function has returned, and not before', () => {
      const machine = run(`
        static int runs;
        static void count(void *arg) { runs++; }
        int machine_main(void) {
          for (int i = 0; i < 3; i++) { machine_start_cpu(2, count, 0); machine_yield(); }
          if (runs != 3) return -1;
          machine_start_cpu(2, count, 0);
          machine_start_cpu(2, count, 0);
          return 0;
        }`);
      assert.match(
        report(machine),
        /BUG: bad-machine-call in machine_main at .*: CPU 2 can't be started: it is running already/,
      );
      assert.equal(machine.outcome?.kind, 'fault');
    });

    test('only a void (*)(void *) can be started, on a CPU that there is', () => {
      assert.match(
        report(run('static void f(void *a) {}\nint machine_main(void) { machine_start_cpu(4, f, 0); return 0; }')),
        /CPU 4 can't be started: the machine has CPUs 0 to 3/,
      );
      assert.match(
        report(
          run(
            `static int g(void) { return 0; }
            int machine_main(void) { machine_start_cpu(1, (void (*)(void *))g, 0); return 0; }`,
          ),
        ),
        /bad-call-type.*call of g\(\).*'int \(void\)'/,
      );
      assert.match(
        report(run('int machine_main(void) { machine_start_cpu(1, (void (*)(void *))8, 0); return 0; }')),
        /bad-call-target/,
      );
    });

    test('raw memory is zero, aligned, poisoned, and used up at some time', () => {
      const machine = run(`
        int machine_main(void) {
          char *p = machine_memory(5000, 65536);
          int n = 0;
          if ((unsigned long)p % 65536) return -1;
          machine_unpoison(p, 5000, 1);
          for (int i = 0; i < 5000; i++) if (p[i]) return -2;
          while (machine_memory(1 << 20, 1)) n++;
          return n;
        }`);
      assert.equal(machine.outcome?.kind, 'returned');
      const { result } = machine.outcome as { result: number };
      assert.ok(result > 20 && result < 32, `${result} MiB`);
      assert.match(
        report(run('int machine_main(void) { return *(char *)machine_memory(1, 1); }')),
        /BUG: unallocated-access in machine_main/,
      );
    });

    test('poison says why', () => {
      const touch = (why: string): string =>
        report(
          run(`int machine_main(void) {
            char *p = machine_memory(64, 1);
            machine_unpoison(p, 64, 1);
            machine_poison(p + 16, 16, ${why});
            if (p[15] || p[32]) return 1;
            return p[20];
          }`),
        );
      assert.match(touch('MACHINE_REDZONE'), /BUG: heap-out-of-bounds/);
      assert.match(touch('MACHINE_FREED'), /BUG: use-after-free/);
      assert.match(touch('MACHINE_UNALLOCATED'), /BUG: unallocated-access/);
      assert.match(touch('MACHINE_PERCPU_IMAGE'), /BUG: percpu-image-access.*per_cpu_ptr\(\)/);
    });

    test('unpoisoned memory has values only when it was said so', () => {
      const body = (initialised: number) => `int machine_main(void) {
        int *p = machine_memory(64, 1);
        machine_unpoison(p, 64, ${initialised});
        return p[3];
      }`;
      assert.deepEqual(run(body(1)).outcome, { kind: 'returned', result: 0 });
      assert.match(report(run(body(0))), /BUG: uninitialised-value/);
    });

    test("the record of the program's constants and stacks is not its to change", () => {
      assert.match(
        report(run('int machine_main(void) { int a[4]; machine_poison(a, 16, MACHINE_FREED); return 0; }')),
        /bad-machine-call.*no memory of the program's/,
      );
    });

    test('a __percpu pointer used as it is, and a copy overrun, are named with object and CPU', () => {
      const setup = `
        static char *units;
        static void *make(void) {
          units = machine_memory(4 * 4096, 4096);
          machine_percpu_chunk(units, 4096, 4, PERCPU(0));
          for (int cpu = 0; cpu < 4; cpu++) {
            machine_poison(units + cpu * 4096, 4096, MACHINE_REDZONE);
            machine_unpoison(units + cpu * 4096 + 64, 24, 1);
          }
          machine_object_allocated(PERCPU(64), 24, "percpu");
          return PERCPU(64);
        }`;
      const raw = report(run(`${setup} int machine_main(void) { int *p = make(); return p[1]; }`));
      assert.match(raw, /BUG: percpu-cookie-access.*4 bytes inside a percpu object of 24 bytes; per_cpu_ptr\(\)/);
      assert.match(raw, /Allocated by CPU 0 at clock \d+, \d+ ticks before:\n make /);
      const over = report(run(`${setup} int machine_main(void) { make(); return units[2 * 4096 + 64 + 24]; }`));
      assert.match(over, /BUG: percpu-out-of-bounds.*right after CPU 2's copy of a percpu object of 24 bytes/);
    });

    test('objects are counted, leaks reported with their stacks, frees checked', () => {
      const machine = run(`
        static char *pool;
        static void *give(int n) { machine_object_allocated(pool + n * 64, 40, "slab"); return pool + n * 64; }
        int machine_main(void) {
          pool = machine_memory(4096, 1);
          give(0);
          unsigned int mark = machine_object_next();
          void *freed = give(1); give(2);
          if (machine_objects_live(0) != 3 || machine_objects_live(mark) != 2) return -1;
          machine_object_freed(freed);
          return machine_report_leaks(mark);
        }`);
      assert.deepEqual(machine.outcome, { kind: 'returned', result: 1 });
      assert.equal(machine.reports.length, 1);
      assert.match(
        report(machine),
        /^LEAK: leak.*object 3, slab of 40 bytes, allocated by give < machine_main, was never freed/m,
      );
      assert.match(
        report(
          run(`int machine_main(void) {
          char *p = machine_memory(64, 1);
          machine_object_allocated(p, 8, "slab");
          machine_object_freed(p);
          machine_object_freed(p);
          return 0;
        }`),
        ),
        /BUG: double-free.*a slab object of 8 bytes is freed again/,
      );
    });

    test('warnings go on, a panic ends the run', () => {
      const machine = run('int machine_main(void) { machine_warn("odd"); machine_panic("too odd"); }');
      assert.deepEqual(
        machine.reports.map(({ kind, fatal, message }) => ({ kind, fatal, message })),
        [
          { kind: 'warning', fatal: false, message: 'warning: odd' },
          { kind: 'panic', fatal: true, message: 'panic: too odd' },
        ],
      );
      assert.equal(machine.outcome?.kind, 'panic');
    });

    test('a console that overflows ends the run', () => {
      const machine = run('int machine_main(void) { for (;;) machine_console("line\\n", 5); }', {
        limits: { consoleBytes: 10_000 },
      });
      assert.equal(machine.outcome?.kind, 'budget');
      assert.match(report(machine), /console-overflow.*10000 bytes at most/);
    });

    test('CPUs that wait for each other for good are found out', () => {
      const spin = `
        static volatile int locks[2];
        static void take(int n) { while (__atomic_exchange_n(&locks[n], 1, 5)) machine_relax(); }
        static void other(void *arg) { take(1); machine_yield(); take(0); }
        int machine_main(void) { machine_start_cpu(1, other, 0); take(0); machine_yield(); take(1); return 0; }`;
      const machine = run(spin);
      assert.equal(machine.outcome?.kind, 'deadlock');
      const text = report(machine);
      assert.match(text, /BUG: all-cpus-spin in .*all 2 running CPUs wait for each other/);
      assert.match(text, /\nCPU [01]:\n take .*\n (other|machine_main) /);
      assert.match(
        report(run('static volatile int done; int machine_main(void) { while (!done) machine_relax(); return 0; }')),
        /CPU 0 waits for another CPU, and no other runs/,
      );
    });

    test('a loop that gives up waiting is not accused', () => {
      const machine = run(`
        static volatile int done;
        static void other(void *arg) { int n = 0; while (!done && n < 5000) { machine_relax(); n++; } }
        int machine_main(void) {
          int n = 0;
          machine_start_cpu(1, other, 0);
          while (!done && n < 10000) { machine_relax(); n++; }
          return n;
        }`);
      assert.deepEqual(machine.outcome, { kind: 'returned', result: 10000 });
    });

    test('the parameters of the run are where the program looks for them', () => {
      const { layout, module } = build(
        `${PRELUDE}struct machine_boot_params machine_boot_params;
        int machine_main(void) { return machine_boot_params.cpus; }`,
        bits,
      );
      const bytes = new Uint8Array(64 + 1024 + 8);
      new DataView(bytes.buffer).setUint32(64 + 1024, 17, true);
      const machine = createMachine({
        layout,
        compile: module,
        cpus: 1,
        objects: new Map([['machine_boot_params', bytes]]),
      });
      machine.run();
      assert.deepEqual(machine.outcome, { kind: 'returned', result: 17 });
    });

    test('the clock never goes back, and is the moment', () => {
      const machine = run(`
        int machine_main(void) {
          unsigned long long before = machine_clock();
          for (int i = 0; i < 100; i++) {
            unsigned long long now = machine_clock();
            if (now <= before) return -1;
            before = now;
          }
          return 1;
        }`);
      assert.deepEqual(machine.outcome, { kind: 'returned', result: 1 });
    });
  });
}

test('8192 CPUs cost what they touch', () => {
  const { layout, module } = build(
    `${PRELUDE}
    static int active;
    static void work(void *arg) { active -= (int)(long)arg; }
    int machine_main(void) {
      for (int cpu = 1; cpu < 8192; cpu++) { active += cpu; machine_start_cpu(cpu, work, (void *)(long)cpu); }
      while (active) machine_relax();
      return 5;
    }`,
    64,
    1 << 30,
  );
  const before = process.memoryUsage().rss;
  const machine = createMachine({ layout, compile: module, cpus: 8192 });
  machine.run();
  assert.deepEqual(machine.outcome, { kind: 'returned', result: 5 });
  const used = process.memoryUsage().rss - before;
  assert.ok(used < 400 * 1024 * 1024, `${used} bytes`);
});
