/* Wide characters: what this program prints is compared with the C library's under gcc. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <wchar.h>

int main(void)
{
	wchar_t buffer[32] = L"wide";
	wchar_t more[32];
	char bytes[32];

	printf("%zu %zu\n", wcslen(buffer), sizeof(wchar_t));
	wcscat(buffer, L" text");
	printf("%ls %d %d\n", buffer, wcscmp(L"a", L"b") < 0, wcsncmp(L"abc", L"abd", 2));
	printf("%ls %ls\n", wcschr(buffer, L't'), wcsstr(buffer, L"te"));
	printf("%zu", mbstowcs(more, "multi", 32));
	printf(" %ls\n", more);
	printf("%zu", wcstombs(bytes, L"bytes", sizeof(bytes)));
	printf(" %s\n", bytes);
	wmemset(more, L'q', 3);
	printf("%ls %ld\n", more, wcstol(L"-123x", NULL, 10));
	return 0;
}
