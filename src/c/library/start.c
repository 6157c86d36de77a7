/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where a hosted program begins: the arguments are fetched from the host, main() is called in the form in which the
 * program defines it (MAIN_PARAMETERS is how many parameters that has), and what it returns is the status.
 */
#include <machine/host.h>
#include <stdlib.h>

#ifndef MAIN_PARAMETERS
#define MAIN_PARAMETERS 2
#endif

#if MAIN_PARAMETERS == 0
int main(void);
#elif MAIN_PARAMETERS == 2
int main(int argc, char **argv);
#else
int main(int argc, char **argv, char **environment);
#endif

#if MAIN_PARAMETERS > 0
/* The arguments lie in memory of their own, which is no object of malloc()'s. */
static char **fetch_arguments(int count)
{
	size_t size = (count + 1) * sizeof(char *);
	char **argv;
	char *text;

	for (int i = 0; i < count; i++)
		size += machine_argument_length(i) + 1;
	argv = machine_memory(size, 4096);
	machine_unpoison(argv, size, 1);
	text = (char *)(argv + count + 1);
	for (int i = 0; i < count; i++) {
		argv[i] = text;
		machine_argument(i, text);
		text += machine_argument_length(i) + 1;
	}
	return argv;
}
#endif

int machine_main(void);

int machine_main(void)
{
#if MAIN_PARAMETERS == 0
	exit(main());
#else
	int argc = machine_argument_count();
	char **argv = fetch_arguments(argc);
#if MAIN_PARAMETERS == 2
	exit(main(argc, argv));
#else
	static char *environment[1];

	exit(main(argc, argv, environment));
#endif
#endif
}
