/* SPDX-License-Identifier: GPL-2.0-only */
/* The wscanf() family (C11 7.29.2): format and text become UTF-8 and are read as scanf() does it, widths counting characters. */
#include <machine/file.h>
#include <machine/format.h>
#include <stdlib.h>
#include <wchar.h>

int vfwscanf(FILE *restrict file, const wchar_t *restrict format, va_list list)
{
	char *narrow = __orient(file, 1) < 0 ? NULL : __narrow(format);
	int assigned = narrow ? __scan_file(file, narrow, list, true) : EOF;

	free(narrow);
	return assigned;
}

int vswscanf(const wchar_t *restrict text, const wchar_t *restrict format, va_list list)
{
	char *narrow = __narrow(text);
	char *narrow_format = __narrow(format);
	int assigned = narrow && narrow_format ? __scan_text(narrow, narrow_format, list, true) : EOF;

	free(narrow_format);
	free(narrow);
	return assigned;
}

int vwscanf(const wchar_t *restrict format, va_list list)
{
	return vfwscanf(stdin, format, list);
}

int wscanf(const wchar_t *restrict format, ...)
{
	va_list list;
	int assigned;

	va_start(list, format);
	assigned = vfwscanf(stdin, format, list);
	va_end(list);
	return assigned;
}

int fwscanf(FILE *restrict file, const wchar_t *restrict format, ...)
{
	va_list list;
	int assigned;

	va_start(list, format);
	assigned = vfwscanf(file, format, list);
	va_end(list);
	return assigned;
}

int swscanf(const wchar_t *restrict text, const wchar_t *restrict format, ...)
{
	va_list list;
	int assigned;

	va_start(list, format);
	assigned = vswscanf(text, format, list);
	va_end(list);
	return assigned;
}
