// SPDX-License-Identifier: GPL-2.0-only
/*
 * Calls, as gcc's -finstrument-functions tells of them: `call CPU DEPTH FUNCTION`. Names come from the
 * executable's own symbol table, because most functions are static.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "native.h"

struct symbol {
	uintptr_t address;
	const char *name;
};

static struct symbol *symbols;
static size_t symbol_count;

static int by_address(const void *a, const void *b)
{
	const struct symbol *x = a, *y = b;

	return x->address < y->address ? -1 : x->address > y->address;
}

/* Reads the functions of the executable; it is not relocatable, so their addresses are as in the file. */
static void read_symbols(void)
{
	int fd = open("/proc/self/exe", O_RDONLY);
	struct stat st;
	char *file;
	ElfW(Ehdr) *header;
	ElfW(Shdr) *sections;
	int i;

	if (fd < 0 || fstat(fd, &st))
		abort();
	file = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (file == MAP_FAILED)
		abort();
	header = (ElfW(Ehdr) *)file;
	sections = (ElfW(Shdr) *)(file + header->e_shoff);
	for (i = 0; i < header->e_shnum; i++) {
		ElfW(Sym) *table = (ElfW(Sym) *)(file + sections[i].sh_offset);
		size_t n = sections[i].sh_size / sizeof(*table);
		const char *names = file + sections[sections[i].sh_link].sh_offset;
		size_t k;

		if (sections[i].sh_type != SHT_SYMTAB)
			continue;
		symbols = calloc(n, sizeof(*symbols));
		if (!symbols)
			abort();
		for (k = 0; k < n; k++)
			if ((table[k].st_info & 15) == STT_FUNC && table[k].st_value)
				symbols[symbol_count++] =
					(struct symbol){ table[k].st_value, names + table[k].st_name };
	}
	qsort(symbols, symbol_count, sizeof(*symbols), by_address);
}

static const char *name_of(void *function)
{
	struct symbol key = { (uintptr_t)function, NULL };
	struct symbol *found;

	if (!symbols)
		read_symbols();
	found = bsearch(&key, symbols, symbol_count, sizeof(*symbols), by_address);
	return found ? found->name : "?";
}

void __cyg_profile_func_enter(void *function, void *call_site)
{
	(void)call_site;
	if (!native_depth)
		return;
	if (native_tracing)
		printf("call %u %u %s\n", machine_cpu_id(), native_depth[machine_cpu_id()],
		       name_of(function));
	native_depth[machine_cpu_id()]++;
}

void __cyg_profile_func_exit(void *function, void *call_site)
{
	(void)function, (void)call_site;
	if (native_depth)
		native_depth[machine_cpu_id()]--;
}
