// SPDX-License-Identifier: GPL-2.0-only
/*
 * Taking the command line apart: lib/cmdline.c. Left out: ranges, lists of options, sizes with suffixes.
 */
#include <linux/ctype.h>
#include <linux/kernel.h>
#include <linux/string.h>

/*
 * Reads an int from *@str into *@pint (if @pint is not NULL) and moves *@str behind it. Returns
 *	0 - there is none,
 *	1 - there is one, and nothing that could go on follows,
 *	2 - there is one, and a comma followed, which was skipped,
 *	3 - there is one, and a dash follows: the start of a range.
 */
int get_option(char **str, int *pint)
{
	char *cur = *str;
	int value;

	if (!cur || !*cur)
		return 0;
	if (*cur == '-') {
		cur++;
		value = -simple_strtoull(cur, str, 0);
	} else {
		value = simple_strtoull(cur, str, 0);
	}
	if (pint)
		*pint = value;
	if (cur == *str)
		return 0;
	if (**str == ',') {
		(*str)++;
		return 2;
	}
	return **str == '-' ? 3 : 1;
}

/*
 * Splits the first parameter off @args, which is changed: *@param is its name, *@val what follows the
 * equals sign, or NULL without one. Double quotes keep spaces inside a value and are taken off. Returns
 * where the next parameter begins.
 */
char *next_arg(char *args, char **param, char **val)
{
	unsigned int i, equals = 0;
	bool in_quote = false, quoted = false;

	if (*args == '"') {
		args++;
		in_quote = true;
		quoted = true;
	}
	for (i = 0; args[i]; i++) {
		if (isspace(args[i]) && !in_quote)
			break;
		if (equals == 0 && args[i] == '=')
			equals = i;
		if (args[i] == '"')
			in_quote = !in_quote;
	}
	*param = args;
	*val = NULL;
	if (equals) {
		args[equals] = '\0';
		*val = args + equals + 1;
		if (**val == '"') {
			(*val)++;
			if (args[i - 1] == '"')
				args[i - 1] = '\0';
		}
	}
	if (quoted && i > 0 && args[i - 1] == '"')
		args[i - 1] = '\0';
	if (args[i]) {
		args[i] = '\0';
		i++;
	}
	return skip_spaces(args + i);
}
