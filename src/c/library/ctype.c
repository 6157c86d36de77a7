/* SPDX-License-Identifier: GPL-2.0-only */
/* Characters of the "C" locale (C11 7.4, 7.30). */
#include <ctype.h>
#include <wctype.h>

int isdigit(int c)
{
	return c >= '0' && c <= '9';
}

int islower(int c)
{
	return c >= 'a' && c <= 'z';
}

int isupper(int c)
{
	return c >= 'A' && c <= 'Z';
}

int isalpha(int c)
{
	return islower(c) || isupper(c);
}

int isalnum(int c)
{
	return isalpha(c) || isdigit(c);
}

int isxdigit(int c)
{
	return isdigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

int isblank(int c)
{
	return c == ' ' || c == '\t';
}

int isspace(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

int iscntrl(int c)
{
	return (c >= 0 && c < ' ') || c == 127;
}

int isgraph(int c)
{
	return c > ' ' && c < 127;
}

int isprint(int c)
{
	return c >= ' ' && c < 127;
}

int ispunct(int c)
{
	return isgraph(c) && !isalnum(c);
}

int isascii(int c)
{
	return c >= 0 && c < 128;
}

int toascii(int c)
{
	return c & 127;
}

int tolower(int c)
{
	return isupper(c) ? c + 32 : c;
}

int toupper(int c)
{
	return islower(c) ? c - 32 : c;
}

int iswalnum(wint_t c)
{
	return c < 128 && isalnum(c);
}

int iswalpha(wint_t c)
{
	return c < 128 && isalpha(c);
}

int iswdigit(wint_t c)
{
	return c < 128 && isdigit(c);
}

int iswlower(wint_t c)
{
	return c < 128 && islower(c);
}

int iswpunct(wint_t c)
{
	return c < 128 && ispunct(c);
}

int iswspace(wint_t c)
{
	return c < 128 && isspace(c);
}

int iswupper(wint_t c)
{
	return c < 128 && isupper(c);
}

wint_t towlower(wint_t c)
{
	return c < 128 ? (wint_t)tolower(c) : c;
}

wint_t towupper(wint_t c)
{
	return c < 128 ? (wint_t)toupper(c) : c;
}
