/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Where a hosted program begins: the arguments are fetched from the host, main() is called in the form in which the program defines
 * it (MAIN_PARAMETERS is how many parameters that has), and what it returns is the status.
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
static char **fetch_arguments(int count)
{
	char **argv = calloc(count + 1, sizeof(*argv));

	for (int i = 0; i < count; i++) {
		argv[i] = calloc(machine_argument_length(i) + 1, 1);
		machine_argument(i, argv[i]);
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
