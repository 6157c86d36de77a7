/*
 * What can be asked of a machine that stands somewhere in a run: stacks, variables, addresses, reports and the
 * console of that moment; and stopping where an observer says.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addressSpace } from '../../../src/c/abi';
import { createMachine } from '../../../src/c/machine/machine';
import type { FrameView, Machine, Observer } from '../../../src/c/machine/types';
import { expansionPlace } from '../../../src/c/token';
import { build } from './program';

const TEXT = `#include <machine/intrinsics.h>
struct point { int x, y; };
static int total;
static char *pool;
static int add(struct point *p, int by)
{
	int before = p->x;
	p->x += by;
	if (by > 1) {
		struct point inner = { by, by };
		total += inner.x;
	}
	machine_console("added\\n", 6);
	return before;
}
int machine_main(void)
{
	struct point here = { 1, 2 };
	int unset;
	pool = machine_memory(4096, 1);
	machine_unpoison(pool + 64, 20, 0);
	machine_object_allocated(pool + 64, 20, "thing");
	for (int i = 0; i < 3; i++)
		add(&here, i);
	machine_warn("nearly done");
	unset = here.x;
	return *(int *)(long)unset;
}
`;

for (const bits of [64, 32] as const) {
  const { layout, module } = build(TEXT, bits);
  const start = (): Machine => createMachine({ layout, compile: module, cpus: 2 });
  const line = (frame: FrameView): number => expansionPlace(frame.token).line;

  /** Stops before the statement on a line, the n-th time. */
  const stopAt = (machine: Machine, wanted: number, times = 1): void => {
    let left = times;
    const observer: Observer = {
      statement: (cpu) => {
        const [innermost] = machine.stack(cpu);
        if (!innermost || line(innermost) !== wanted) return false;
        left--;
        return left === 0;
      },
    };
    assert.equal(machine.run({ observer }).reason, 'observer');
  };

  const values = (machine: Machine, frame: FrameView): Record<string, string> =>
    Object.fromEntries(
      machine.variables(frame).map(({ variable, bytes, initialised }) => {
        const view = new DataView(bytes.buffer, bytes.byteOffset);
        const words = Array.from({ length: bytes.length / 4 }, (_, index) =>
          initialised[4 * index] ? String(view.getInt32(4 * index, true)) : '?',
        );
        return [variable.name, words.join(' ')];
      }),
    );

  describe(`asking, ${bits}-bit`, () => {
    test('an observer stops before a statement, and is not told of it again', () => {
      const machine = start();
      stopAt(machine, 8, 2);
      const [add, main] = machine.stack(0);
      assert.deepEqual([add?.function.name, main?.function.name], ['add', 'machine_main']);
      assert.equal(line(add as FrameView), 8);
      assert.equal(line(main as FrameView), 24);
      const moment = machine.clock;
      const told: number[] = [];
      machine.run({
        observer: {
          statement: (cpu) => {
            told.push(line(machine.stack(cpu)[0] as FrameView));
            return told.length === 3;
          },
        },
      });
      assert.deepEqual(told, [9, 13, 14]);
      assert.ok(machine.clock > moment);
    });

    test('calls are told in pairs', () => {
      const machine = start();
      const calls: string[] = [];
      const name = (id: number): string => layout.functions[id - 1]?.name ?? '?';
      machine.run({
        observer: {
          enter: (_cpu, _frame, id) => calls.push(`> ${name(id)}`),
          leave: (_cpu, _frame, id) => calls.push(`< ${name(id)}`),
        },
      });
      assert.deepEqual(calls, ['> machine_main', '> add', '< add', '> add', '< add', '> add', '< add']);
    });

    test('variables show what is in scope, and what has a value', () => {
      const machine = start();
      stopAt(machine, 8);
      const [add, main] = machine.stack(0) as [FrameView, FrameView];
      const { before, by } = values(machine, add);
      assert.deepEqual([before, by], ['1', '0']);
      const outer = values(machine, main);
      assert.equal(outer.here, '1 2');
      assert.equal(outer.i, '0');
      assert.equal('inner' in values(machine, add), false);
      stopAt(machine, 11);
      const block = values(machine, machine.stack(0)[0] as FrameView);
      assert.equal(block.inner, '2 2');
      assert.equal(values(machine, machine.stack(0)[1] as FrameView).here, '4 2');
    });

    test('a record that is a parameter shows its members, and its address', () => {
      const built = build(
        `struct point { int x, y; };
static int sum(int by, struct point p)
{
	p.x += by;
	return p.x + p.y;
}
int machine_main(void)
{
	struct point here = { 1, 2 };
	return sum(5, here);
}
`,
        bits,
      );
      const machine = createMachine({ layout: built.layout, compile: built.module, cpus: 1 });
      stopAt(machine, 5);
      const [frame] = machine.stack(0) as [FrameView];
      assert.equal(values(machine, frame).p, '6 2');
      const { address } = machine.variables(frame)[1] as { address?: bigint };
      assert.equal(
        machine.describe(address as bigint).text,
        "at the start of the parameter 'p' of 8 bytes in sum(), on the stack of CPU 0",
      );
    });

    test('addresses are described', () => {
      const machine = start();
      stopAt(machine, 11);
      const inner = machine
        .variables(machine.stack(0)[0] as FrameView)
        .find(({ variable }) => variable.name === 'inner');
      const address = inner?.address as bigint;
      assert.equal(
        machine.describe(address + 4n).text,
        "4 bytes inside the variable 'inner' of 8 bytes in add(), on the stack of CPU 0",
      );
      const [thing] = machine.objects();
      assert.equal(thing?.kind, 'thing');
      assert.equal(
        machine.describe((thing?.address as bigint) + 19n).text,
        '19 bytes inside a thing object of 20 bytes',
      );
      assert.equal(machine.describe((thing?.address as bigint) + 20n).text, 'right after a thing object of 20 bytes');
      const total = layout.objects.find(({ variable }) => variable.name === 'total');
      assert.equal(
        machine.describe(addressSpace(layout.options.model).base + BigInt(total?.offset ?? 0)).text,
        "at the start of the variable 'total' of 4 bytes",
      );
      assert.equal(machine.describe(0n).text, 'the null pointer');
      assert.equal(machine.describe((1n << BigInt(bits)) - 12n).text, 'ERR_PTR(-12), ENOMEM');
      assert.equal(machine.describe(0x1234_5678n).kind, 'wild');
    });

    test('going back takes reports and console lines back, and going on makes the same ones again', () => {
      const machine = start();
      machine.run();
      assert.equal(machine.outcome?.kind, 'fault');
      const end = {
        clock: machine.clock,
        hash: machine.stateHash(),
        reports: machine.reports.map(({ message }) => message),
      };
      assert.deepEqual(end.reports.length, 2);
      assert.equal(machine.console.length, 3);
      const warned = machine.reports[0]?.clock as number;
      assert.ok(machine.goTo(warned - 1));
      assert.equal(machine.outcome, undefined);
      assert.equal(machine.reports.length, 0);
      assert.ok(machine.goTo(0));
      assert.deepEqual(machine.console, []);
      assert.deepEqual(machine.objects(), []);
      machine.run();
      const again = {
        clock: machine.clock,
        hash: machine.stateHash(),
        reports: machine.reports.map(({ message }) => message),
      };
      assert.deepEqual(again, end);
    });

    test('a fault has one moment in both cuts', () => {
      const coarse = start();
      coarse.run();
      const fine = start();
      fine.run({ observer: { enter: () => undefined } });
      assert.equal(fine.clock, coarse.clock);
      assert.equal(fine.stateHash(), coarse.stateHash());
      assert.deepEqual(
        fine.reports.map(({ message }) => message),
        coarse.reports.map(({ message }) => message),
      );
    });

    test('the future can not be restored, and a run without checkpoints has no past', () => {
      const machine = start();
      machine.run({ until: 10 });
      assert.throws(() => machine.restore(11), /Moment 11 is not in the past: the machine stands at 10/);
      const other = createMachine({ layout, compile: module, cpus: 1, recoverable: false });
      other.run({ until: 10 });
      assert.throws(() => other.restore(5), /recoverable: false/);
    });
  });
}
