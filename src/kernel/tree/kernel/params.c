// SPDX-License-Identifier: GPL-2.0-only
/* Reading parameters off a command line, one after the other. */
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/string.h>

char *parse_args(const char *doing, char *args, parse_unknown_fn unknown)
{
	char *param, *val;

	args = skip_spaces(args);
	while (*args) {
		int err;

		args = next_arg(args, &param, &val);
		if (!val && strcmp(param, "--") == 0)
			return args;
		err = unknown(param, val, doing);
		if (err)
			pr_err("%s: `%s' invalid for parameter `%s'\n", doing, val ? val : "", param);
	}
	return NULL;
}
