/*
 * A small kernel-like program for tests of the machine: CPUs that share counters under a spinlock and without one,
 * call functions with local arrays, allocate and free objects, write to the console, and give up their turns. Its
 * result depends on who ran when.
 */
import { files } from '#embedded/kernel-tree';
import { ILP32, LP64 } from '../../../src/c/dataModel';
import { renderDiagnostic } from '../../../src/c/diagnostics';
import { type Build, buildProgram } from '../../../src/c/engine';
import { SourceFile } from '../../../src/c/source';

export const CPUS = 4;

export const PROGRAM = `
#include <machine/intrinsics.h>

typedef unsigned long long u64;

static volatile int lock;
static volatile int racy;
static volatile u64 counter;
static u64 history[64];
static int active;

static void take(void)
{
	while (__atomic_exchange_n(&lock, 1, 5))
		machine_relax();
}

static void drop(void)
{
	__atomic_store_n(&lock, 0, 5);
}

static int mix(int seed, int depth)
{
	int parts[8];

	for (int i = 0; i < 8; i++)
		parts[i] = seed * (i + 3) ^ depth;
	return depth == 0 ? parts[seed & 7] : mix(parts[seed & 7], depth - 1) + parts[2];
}

static char *pool;
static unsigned int used;

static void *allocate(unsigned long size)
{
	char *p;

	take();
	p = pool + used;
	used += (size + 31) / 16 * 16;
	drop();
	machine_unpoison(p, size, 0);
	machine_object_allocated(p, size, "test");
	return p;
}

static void release(void *p, unsigned long size)
{
	machine_object_freed(p);
	machine_poison(p, size, MACHINE_FREED);
}

static void work(void *arg)
{
	int turns = (int)(long)arg;

	for (int i = 0; i < turns; i++) {
		int *object = allocate(sizeof(int) * (1 + i % 5));

		*object = mix(i, i % 4);
		racy = racy + 1;
		take();
		counter += (unsigned int)*object;
		history[counter & 63] = counter ^ machine_cpu_id();
		drop();
		if (i % 3 == 0)
			machine_yield();
		if (i % 2)
			release(object, sizeof(int) * (1 + i % 5));
	}
	__atomic_fetch_sub(&active, 1, 5);
}

static void say(int value)
{
	char text[16];
	int at = sizeof(text);

	text[--at] = '\\n';
	do {
		text[--at] = '0' + value % 10;
		value /= 10;
	} while (value);
	machine_console(text + at, sizeof(text) - at);
}

int machine_main(void)
{
	pool = machine_memory(1 << 18, 4096);
	active = ${CPUS - 1};
	for (unsigned int cpu = 1; cpu < ${CPUS}; cpu++)
		machine_start_cpu(cpu, work, (void *)(long)(TURNS + cpu));
	for (int i = 0; i < TURNS; i++) {
		say(mix(i, 3) & 1023);
		machine_yield();
	}
	while (__atomic_load_n(&active, 5))
		machine_relax();
	say(racy);
	return (int)(counter & 0xffff);
}
`;

/** Builds a freestanding C text that may include the kernel model's headers. */
export function build(text: string, bits: 32 | 64, memory?: number): Build {
  const headers = new Map<string, SourceFile>();
  const result = buildProgram({
    model: bits === 64 ? LP64 : ILP32,
    units: [new SourceFile('prog.c', text)],
    resolve: (spelled) => {
      const found = files[`include/${spelled}`];
      if (found === undefined) return undefined;
      const file = headers.get(spelled) ?? new SourceFile(`include/${spelled}`, found, 'model');
      headers.set(spelled, file);
      return file;
    },
    ...(memory ? { memory } : {}),
  });
  if (!result.ok) throw new Error(result.diagnostics.map(renderDiagnostic).join('\n'));
  return result.build;
}
