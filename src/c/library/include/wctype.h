/* SPDX-License-Identifier: GPL-2.0-only */
/* C11 7.30, for the characters of the "C" locale */
#ifndef _WCTYPE_H
#define _WCTYPE_H

#include <wchar.h>

int iswalnum(wint_t __c);
int iswalpha(wint_t __c);
int iswdigit(wint_t __c);
int iswlower(wint_t __c);
int iswpunct(wint_t __c);
int iswspace(wint_t __c);
int iswupper(wint_t __c);
wint_t towlower(wint_t __c);
wint_t towupper(wint_t __c);

#endif
