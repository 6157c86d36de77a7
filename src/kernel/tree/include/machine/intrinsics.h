/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Everything that the machine gives to the C that runs on it.
 *
 * The kernel model is plain C; what plain C cannot say (which CPU am I, let another CPU run, give me
 * memory, put this on the console) is said through the functions below and through nothing else. Two
 * machines implement them: the C engine, and a small native shim with which gcc's build of the same
 * program runs, so that the two can be compared. There is nothing of Linux in this file.
 *
 * Life of a run
 *   1. The host fills the global `machine_boot_params` (defined by the program).
 *   2. The machine calls `int machine_main(void)` (defined by the program) on CPU 0.
 *   3. What machine_main returns is the result of the run. The run ends there, whatever other CPUs do,
 *      or earlier in machine_panic() or at a fault.
 *
 * CPUs and turns
 *   CPU 0 runs machine_main; any other CPU idles until machine_start_cpu() gives it a function and idles
 *   again when that function returns. Each CPU has a stack of its own. In a run that switches at yields
 *   only, a CPU keeps its turn until machine_yield(), machine_relax() or the return of the function that
 *   it was started with; the turn then goes to the next running CPU in ascending order, cyclically: the
 *   lowest running number above this one, else the lowest running number of all (which may be this one).
 *   machine_start_cpu() does not give up the turn. A machine may also run schedules that switch anywhere.
 *
 * Memory
 *   Each byte is accessible or poisoned, and initialised or not. A load, store or copy that touches a
 *   poisoned byte is a fault; so is a load of an uninitialised one (character types excepted). Globals
 *   are accessible and initialised; automatic variables are accessible and uninitialised until stored to.
 *   A machine that keeps no such record (the native shim without AddressSanitizer) does nothing in
 *   machine_poison() and machine_unpoison(); no result of a correct program depends on them.
 *   memcpy, memmove, memset and memcmp (ISO C's prototypes, declared in linux/string.h) are the
 *   machine's as well: the first two copy the record of initialisation with the bytes.
 *
 * Sections
 *   A variable with __attribute__((section("NAME"))), NAME a C identifier, lies in section NAME; the
 *   symbols __start_NAME and __stop_NAME delimit it. Within a section, variables keep the order of the
 *   source files in the program's list and the order of definition in a file; there is no padding but
 *   what alignment asks for. The section "percpu" is the exception: it is the image of what each CPU has
 *   a copy of, and a machine may put bytes between its variables, and around them, that belong to none
 *   and are a fault to touch. machine_copy_image() copies it.
 */
#ifndef MACHINE_INTRINSICS_H
#define MACHINE_INTRINSICS_H

/* The most CPUs that a machine has: NR_CPUS of the kernel configuration. */
#define MACHINE_MAX_CPUS 8192

/* The range of `__percpu` cookies. Never mapped: to use a cookie as a plain pointer is a fault. A cookie is
 * as far from the range's start as the byte that it names on CPU 0 is from the first chunk's start. */
#ifdef __LP64__
#define MACHINE_PERCPU_BASE 0xffffe8f000000000UL
#else
#define MACHINE_PERCPU_BASE 0x50000000UL
#endif
#define MACHINE_PERCPU_SIZE 0x10000000UL

/* What the host asks for. The program defines `machine_boot_params`; the host fills it before the start. */
struct machine_boot_params {
	/* Name of the scenario to run, e.g. "registration"; NUL-terminated. */
	char scenario[64];
	/* Kernel command line, e.g. "nr_cpus=2 quiet"; NUL-terminated. */
	char command_line[1024];
	/* CPUs that the machine has, 1 to MACHINE_MAX_CPUS; their numbers are 0 to cpus - 1. */
	unsigned int cpus;
	/* Which allocation fails: 1 is the first, 0 none. What is counted, and from when: mm/failslab.c. */
	unsigned int fail_alloc;
};

extern struct machine_boot_params machine_boot_params;

/* The program's entry, called once on CPU 0. Returns the result of the run: 0 or a negative errno. */
int machine_main(void);

/* ---- CPUs ---- */

/* Number of the CPU that executes this. */
unsigned int machine_cpu_id(void);

/* Lets another CPU run: this one could go on. */
void machine_yield(void);

/*
 * Lets another CPU run: this one waits for something that only another CPU can do (cpu_relax(), a
 * contended mutex). When all running CPUs do nothing else for good, the machine ends the run and says so.
 */
void machine_relax(void);

/*
 * Starts @fn(@arg) on @cpu, on that CPU's own empty stack. A fault if @cpu is not below
 * machine_boot_params.cpus or is running already.
 */
void machine_start_cpu(unsigned int cpu, void (*fn)(void *arg), void *arg);

/* 1 while @cpu runs (CPU 0: always), 0 while it idles. */
int machine_cpu_running(unsigned int cpu);

/* ---- memory ---- */

/* Why bytes are poisoned, for the report of a fault. */
enum machine_poison {
	MACHINE_UNALLOCATED = 1,	/* never given out, or the allocator's spare room */
	MACHINE_REDZONE = 2,		/* next to an object: an access here is out of bounds */
	MACHINE_FREED = 3,		/* was an object, and was freed */
	MACHINE_PERCPU_IMAGE = 4,	/* initial image of the static per-CPU variables: use per_cpu_ptr() */
};

/*
 * Raw memory for the program's allocators: @size bytes (rounded up to whole pages of 4096), aligned to
 * @align (a power of two; at least a page). Zero, and poisoned as MACHINE_UNALLOCATED. Costs nothing until
 * touched. Never given back. Later memory lies at higher addresses. NULL when there is no more.
 */
void *machine_memory(unsigned long size, unsigned long align);

/* Makes @size bytes at @p accessible; @initialised says whether their present contents count as a value. */
void machine_unpoison(const void *p, unsigned long size, int initialised);

/* Makes @size bytes at @p a fault to touch; @why is shown in the report. The contents stay. */
void machine_poison(const void *p, unsigned long size, enum machine_poison why);

/*
 * Copies @size bytes from @from to @to, which do not overlap, together with the record of which of them
 * are accessible and initialised. What is poisoned is copied as well.
 */
void machine_copy_image(void *to, const void *from, unsigned long size);

/*
 * Tells of a chunk of per-CPU memory: unit n, for CPU n, is the @unit_size bytes at
 * @base + n * @unit_size, for n below @units, and byte o of each unit is named by the cookie @cookie + o.
 * With it the machine finds the object behind a per-CPU address, and the CPU that it belongs to.
 */
void machine_percpu_chunk(const void *base, unsigned long unit_size, unsigned int units,
			  const void *cookie);

/* ---- objects: what allocators gave out, for reports of faults and of leaks ---- */

/*
 * An object of @size bytes now lives at @p (for per-CPU memory: the cookie, and the size of one CPU's
 * copy). @kind is a string that stays: "kmalloc", "percpu", "page", "net_device", … The machine notes the
 * stack. Returns the object's serial number; they start at 1 and only grow.
 */
unsigned int machine_object_allocated(const void *p, unsigned long size, const char *kind);

/*
 * The object at @p was freed. The machine notes the stack and remembers the object for reports until its
 * place is given out again. A fault (double free, invalid free) if no live object starts at @p.
 */
void machine_object_freed(const void *p);

/* The serial number that the next object will get: a mark for machine_report_leaks(). */
unsigned int machine_object_next(void);

/* How many objects with a serial number of @since or more are alive. */
unsigned int machine_objects_live(unsigned int since);

/* Reports each of them as a leak, with the stack that allocated it, and returns how many there were. */
unsigned int machine_report_leaks(unsigned int since);

/* ---- the outside ---- */

/* Puts @n bytes of text on the console: one whole line, with its newline. */
void machine_console(const char *text, unsigned long n);

/* Reports that the program found something wrong with itself (WARN_ON), with the stack, and goes on. */
void machine_warn(const char *why);

/* Ends the run: the program cannot go on (panic(), BUG_ON). */
_Noreturn void machine_panic(const char *why);

/* The machine's clock: never goes back; its unit is the machine's own (the engine counts accesses). */
unsigned long long machine_clock(void);

#endif /* MACHINE_INTRINSICS_H */
