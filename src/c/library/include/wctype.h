/* SPDX-License-Identifier: GPL-2.0-only */
/* C11 7.30, for the characters of the "C" locale */
#ifndef _WCTYPE_H
#define _WCTYPE_H

#include <wchar.h>

int iswalnum(wint_t c);
int iswalpha(wint_t c);
int iswdigit(wint_t c);
int iswlower(wint_t c);
int iswpunct(wint_t c);
int iswspace(wint_t c);
int iswupper(wint_t c);
wint_t towlower(wint_t c);
wint_t towupper(wint_t c);

#endif
