/* Functions of wchar.h. */
#include <stdio.h>
#include <wchar.h>

int main(void)
{
	wchar_t s[20], *p;
	wcscpy(s, L"wide");
	wcscat(s, L" text");
	printf("%d %d %d\n", (int)wcslen(s), wcscmp(s, L"wide text"), wcsncmp(s, L"wise", 2));
	p = wcschr(s, L't');
	printf("%d %c\n", (int)(p - s), (char)wmemchr(s, L'x', 9)[0]);
	wmemset(s, L'z', 2);
	printf("%x %x\n", (unsigned)s[1], (unsigned)s[2]);
	printf("%d %d\n", wcsstr(L"needle in hay", L"in") != 0, (int)wcstol(L"0x20", 0, 16));
	return 0;
}
