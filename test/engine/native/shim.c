// SPDX-License-Identifier: GPL-2.0-only
/*
 * The machine for gcc: implements machine/intrinsics.h with the C library, so that the same program that
 * the engine runs can be compiled by gcc, run, and compared. CPUs are contexts that switch at yields
 * only, in the order that the header prescribes. With AddressSanitizer the record of what is accessible
 * is kept too; what is initialised is not.
 *
 * Usage: kernel --scenario NAME [--cpus N] [--cmdline TEXT] [--fail-alloc N] [--trace] [--time]
 *
 * Prints, a line each and in the order of time: `call CPU DEPTH FUNCTION` (with --trace, in a build with
 * -finstrument-functions), `log TEXT`, `warn TEXT`, `leak KIND SIZE`; then `result N`, or `panic TEXT`, or
 * `fault TEXT`; then the final state (state.c). With --time also `time N`, the microseconds of processor
 * time from boot to the result. Exit status 0 after a result, 3 after a panic, 4 after a fault.
 */
#define _GNU_SOURCE
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <ucontext.h>

#include "native.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#include <sanitizer/common_interface_defs.h>
#endif

#define STACK_SIZE (256UL * 1024)
#define ARENA_SIZE ((sizeof(void *) == 8 ? 2048UL : 640UL) * 1024 * 1024)
#define PAGE 4096UL
/* So many turns of nothing but machine_relax(), and nobody will go on any more. */
#define SPIN_LIMIT 2000000UL

struct cpu {
	ucontext_t context;
	char *stack;
	void (*fn)(void *arg);
	void *arg;
	int running;
	void *fake_stack;
};

static struct cpu *cpus;
static unsigned int current;
static unsigned long spins;
unsigned int *native_depth;
int native_tracing;
static int timed;

/* ---- CPUs ---- */

unsigned int machine_cpu_id(void)
{
	return current;
}

/* Goes on with @to, and returns when @from has its turn again. */
static void switch_context(struct cpu *to, struct cpu *from)
{
#ifdef __SANITIZE_ADDRESS__
	__sanitizer_start_switch_fiber(&from->fake_stack, to->stack, STACK_SIZE);
	swapcontext(&from->context, &to->context);
	__sanitizer_finish_switch_fiber(from->fake_stack, NULL, NULL);
#else
	swapcontext(&from->context, &to->context);
#endif
}

static void switch_to(unsigned int next)
{
	unsigned int before = current;

	if (next == before)
		return;
	current = next;
	switch_context(&cpus[next], &cpus[before]);
}

static unsigned int next_running(void)
{
	unsigned int n = machine_boot_params.cpus;
	unsigned int cpu;

	for (cpu = current + 1; cpu < n; cpu++)
		if (cpus[cpu].running)
			return cpu;
	for (cpu = 0; cpu < current; cpu++)
		if (cpus[cpu].running)
			return cpu;
	return current;
}

void machine_yield(void)
{
	spins = 0;
	switch_to(next_running());
}

void machine_relax(void)
{
	if (++spins > SPIN_LIMIT)
		native_end("fault", "all CPUs spin", 4);
	switch_to(next_running());
}

/* What a started CPU runs. It is entered anew for each piece of work. */
static void cpu_main(void)
{
	struct cpu *me = &cpus[current];

#ifdef __SANITIZE_ADDRESS__
	__sanitizer_finish_switch_fiber(NULL, NULL, NULL);
#endif
	native_depth[current] = 0;
	me->fn(me->arg);
	me->running = 0;
	spins = 0;
	switch_to(next_running());
}

void machine_start_cpu(unsigned int cpu, void (*fn)(void *arg), void *arg)
{
	struct cpu *it = &cpus[cpu];

	if (cpu >= machine_boot_params.cpus || it->running)
		native_end("fault", "machine_start_cpu: no such CPU, or it runs", 4);
	if (!it->stack) {
		it->stack = mmap(NULL, STACK_SIZE, PROT_READ | PROT_WRITE,
				 MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (it->stack == MAP_FAILED)
			native_end("fault", "no memory for a stack", 4);
	}
#ifdef __SANITIZE_ADDRESS__
	__asan_unpoison_memory_region(it->stack, STACK_SIZE);
#endif
	getcontext(&it->context);
	it->context.uc_stack.ss_sp = it->stack;
	it->context.uc_stack.ss_size = STACK_SIZE;
	it->context.uc_link = NULL;
	makecontext(&it->context, cpu_main, 0);
	it->fn = fn;
	it->arg = arg;
	it->running = 1;
	spins = 0;
}

int machine_cpu_running(unsigned int cpu)
{
	return cpus[cpu].running;
}

/* ---- memory ---- */

static char *arena;
static unsigned long arena_used;

void *machine_memory(unsigned long size, unsigned long align)
{
	unsigned long start = (arena_used + align - 1) & ~(align - 1);

	size = (size + PAGE - 1) & ~(PAGE - 1);
	if (start + size > ARENA_SIZE)
		return NULL;
	arena_used = start + size;
	machine_poison(arena + start, size, MACHINE_UNALLOCATED);
	return arena + start;
}

void machine_unpoison(const void *p, unsigned long size, int initialised)
{
	(void)initialised;
#ifdef __SANITIZE_ADDRESS__
	__asan_unpoison_memory_region(p, size);
#else
	(void)p, (void)size;
#endif
}

/* AddressSanitizer keeps a record for each 8 bytes: what begins inside such a group stays accessible. */
void machine_poison(const void *p, unsigned long size, enum machine_poison why)
{
	(void)why;
#ifdef __SANITIZE_ADDRESS__
	__asan_poison_memory_region(p, size);
#else
	(void)p, (void)size;
#endif
}

void machine_copy_image(void *to, const void *from, unsigned long size)
{
	machine_unpoison(to, size, 1);
	memcpy(to, from, size);
}

void machine_percpu_chunk(const void *base, unsigned long unit_size, unsigned int units,
			  const void *cookie)
{
	(void)base, (void)unit_size, (void)units, (void)cookie;
}

/* ---- objects ---- */

#define BUCKETS 65536

struct object {
	const void *p;
	unsigned long size;
	const char *kind;
	unsigned int serial;
	struct object *next;			/* in the bucket */
	struct object *older, *newer;		/* of all that live */
};

static struct object *buckets[BUCKETS];
static struct object *newest;
static unsigned int next_serial = 1;

static struct object **bucket_of(const void *p)
{
	return &buckets[((uintptr_t)p >> 3) % BUCKETS];
}

unsigned int machine_object_allocated(const void *p, unsigned long size, const char *kind)
{
	struct object **bucket = bucket_of(p);
	struct object *o = malloc(sizeof(*o));

	if (!o)
		abort();
	*o = (struct object){ p, size, kind, next_serial, *bucket, newest, NULL };
	*bucket = o;
	if (newest)
		newest->newer = o;
	newest = o;
	return next_serial++;
}

void machine_object_freed(const void *p)
{
	struct object **link = bucket_of(p);
	struct object *o;

	while (*link && (*link)->p != p)
		link = &(*link)->next;
	o = *link;
	if (!o)
		native_end("fault", "double free, or not an object", 4);
	*link = o->next;
	if (o->newer)
		o->newer->older = o->older;
	else
		newest = o->older;
	if (o->older)
		o->older->newer = o->newer;
	free(o);
}

unsigned int machine_object_next(void)
{
	return next_serial;
}

unsigned int machine_objects_live(unsigned int since)
{
	unsigned int n = 0;
	struct object *o;

	for (o = newest; o && o->serial >= since; o = o->older)
		n++;
	return n;
}

unsigned int machine_report_leaks(unsigned int since)
{
	struct object *o;

	for (o = newest; o && o->serial >= since; o = o->older)
		printf("leak %s %lu\n", o->kind, o->size);
	return machine_objects_live(since);
}

/* ---- the outside ---- */

void machine_console(const char *text, unsigned long n)
{
	fputs("log ", stdout);
	fwrite(text, 1, n, stdout);
}

void machine_warn(const char *why)
{
	printf("warn %s%s", why, why[0] && why[strlen(why) - 1] == '\n' ? "" : "\n");
}

void machine_panic(const char *why)
{
	native_end("panic", why, 3);
}

unsigned long long machine_clock(void)
{
	static unsigned long long clock;

	return ++clock;
}

void native_end(const char *what, const char *text, int status)
{
	native_tracing = 0;
	printf("%s %s\n", what, text);
	native_state();
	fflush(stdout);
	_Exit(status);
}

/* What CPU 0 runs. */
static void run_program(void *arg)
{
	char result[16];
	clock_t start = clock();

	(void)arg;
	snprintf(result, sizeof(result), "%d", machine_main());
	if (timed)
		printf("time %ld\n", (long)(clock() - start));
	native_end("result", result, 0);
}

static const char *option(int argc, char **argv, const char *name, const char *otherwise)
{
	int i;

	for (i = 1; i + 1 < argc; i++)
		if (strcmp(argv[i], name) == 0)
			return argv[i + 1];
	return otherwise;
}

int main(int argc, char **argv)
{
	struct machine_boot_params *boot = &machine_boot_params;
	struct cpu start = { .running = 0 };
	int i;

	strncpy(boot->scenario, option(argc, argv, "--scenario", ""), sizeof(boot->scenario) - 1);
	strncpy(boot->command_line, option(argc, argv, "--cmdline", ""), sizeof(boot->command_line) - 1);
	boot->cpus = atoi(option(argc, argv, "--cpus", "1"));
	boot->fail_alloc = atoi(option(argc, argv, "--fail-alloc", "0"));
	if (boot->cpus < 1 || boot->cpus > MACHINE_MAX_CPUS)
		return 2;

	arena = mmap(NULL, ARENA_SIZE + SLAB_ALIGNMENT, PROT_READ | PROT_WRITE,
		     MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
	cpus = calloc(boot->cpus, sizeof(*cpus));
	native_depth = calloc(boot->cpus, sizeof(*native_depth));
	if (arena == MAP_FAILED || !cpus || !native_depth)
		return 2;
	arena = (char *)(((uintptr_t)arena + SLAB_ALIGNMENT - 1) & ~(uintptr_t)(SLAB_ALIGNMENT - 1));
	for (i = 1; i < argc; i++)
		if (strcmp(argv[i], "--trace") == 0)
			native_tracing = 1;
		else if (strcmp(argv[i], "--time") == 0)
			timed = 1;

	machine_start_cpu(0, run_program, NULL);
	switch_context(&cpus[0], &start);
	return 2;
}
