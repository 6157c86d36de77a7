/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Wide characters from and to streams (C11 7.29.3), which hold UTF-8. A stream is of bytes or of wide characters, as the
 * first use of it says (7.21.2p4); the functions of the other kind then fail.
 */
#include <machine/file.h>
#include <wchar.h>

int fwide(FILE *file, int mode)
{
	return __orient(file, mode);
}

wint_t fputwc(wchar_t c, FILE *file)
{
	char bytes[4];
	size_t length = wcrtomb(bytes, c, NULL);

	if (__orient(file, 1) < 0)
		return WEOF;
	return length <= 4 && __write(file, bytes, length) == length ? (wint_t)c : WEOF;
}

wint_t putwc(wchar_t c, FILE *file)
{
	return fputwc(c, file);
}

wint_t putwchar(wchar_t c)
{
	return fputwc(c, stdout);
}

int fputws(const wchar_t *restrict s, FILE *restrict file)
{
	for (; *s; s++)
		if (fputwc(*s, file) == WEOF)
			return -1;
	return __orient(file, 1) < 0 ? -1 : 1;
}

wint_t fgetwc(FILE *file)
{
	char bytes[4];
	wchar_t wide = 0;

	if (__orient(file, 1) < 0)
		return WEOF;
	for (size_t count = 0; count < sizeof(bytes);) {
		int c = fgetc(file);
		size_t length;

		if (c == EOF)
			return WEOF;
		bytes[count++] = (char)c;
		length = mbrtowc(&wide, bytes, count, NULL);
		if (length <= count)
			return wide;
		if (length == (size_t)-1)
			break;
	}
	file->failed = true;
	return WEOF;
}

wint_t getwc(FILE *file)
{
	return fgetwc(file);
}

wint_t getwchar(void)
{
	return fgetwc(stdin);
}

wint_t ungetwc(wint_t c, FILE *file)
{
	char bytes[4];
	size_t length = c == WEOF ? (size_t)-1 : wcrtomb(bytes, (wchar_t)c, NULL);

	if (length > 4 || __orient(file, 1) < 0)
		return WEOF;
	while (length > 0)
		if (ungetc((unsigned char)bytes[--length], file) == EOF)
			return WEOF;
	return c;
}

wchar_t *fgetws(wchar_t *restrict to, int size, FILE *restrict file)
{
	int count = 0;

	while (count < size - 1) {
		wint_t c = fgetwc(file);

		if (c == WEOF)
			break;
		to[count++] = (wchar_t)c;
		if (c == L'\n')
			break;
	}
	if (size <= 0 || (count == 0 && size > 1))
		return NULL;
	to[count] = 0;
	return to;
}
