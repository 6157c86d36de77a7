/* Wide characters to and from streams, which are of bytes or of wide characters as the first use says. */
#include <locale.h>
#include <stdio.h>
#include <wchar.h>

int main(void)
{
	FILE *file = tmpfile();
	wchar_t line[20];
	wchar_t word[20];
	int number = 0;
	int count;

	setlocale(LC_ALL, "C.UTF-8");
	wprintf(L"%d|%5ls|%s %d\n", 3, L"h\u00e9", "cd", fwide(stdout, 0) > 0);
	fputws(L"text", stdout);
	putwc(L'!', stdout);
	putwchar(L'\n');
	count = printf("lost");
	wprintf(L"%d %d %d\n", count, puts("lost"), fputs("lost", stdout));

	count = fwprintf(file, L"%d %ls\nab\u00e9c\n", 12, L"w\u00e9");
	wprintf(L"%d %d\n", count, fwide(file, -1) > 0);
	rewind(file);
	ungetwc(fgetwc(file), file);
	count = fwscanf(file, L"%d %ls", &number, word);
	wprintf(L"%d %d %ls\n", count, number, word);
	while (fgetws(line, 20, file))
		wprintf(L"[%ls]", line);
	wprintf(L" %d %d\n", feof(file), fgetwc(file) == WEOF);
	return 0;
}
