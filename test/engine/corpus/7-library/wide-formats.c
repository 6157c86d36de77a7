/* swprintf() and swscanf(): widths and precisions count characters, and there must be enough room. */
#include <locale.h>
#include <stdio.h>
#include <wchar.h>

static wchar_t text[64];

static void show(int count)
{
	printf("%d \"%ls\"\n", count, text);
}

static void print(void)
{
	int n = 0;

	show(swprintf(text, 64, L"%d|%5s|%-6ls|%lc|%.2ls|%x", 5, "ab", L"h\u00e9", L'\u20ac', L"\u00e9\u00e8x", 255));
	show(swprintf(text, 64, L"%8.3f|%s|%.3s|%10s|", 3.14159, "h\u00e9llo", "h\u00e9llo", "h\u00e9"));
	show(swprintf(text, 64, L"%5c|%-5lc|%05d", 'x', L'y', 42));
	show(swprintf(text, 64, L"\u00e9%n%d", &n, 3));
	show(swprintf(text, 7, L"%d", 123456));
	printf("%d %d", swprintf(text, 6, L"%d", 123456), swprintf(text, 0, L"%d", 1));
	printf(" %d %d %d\n", swprintf(text, 64, L"%c", 0xe9), swprintf(text, 64, L"%s", "\xff"), n);
}

static void scan(void)
{
	int a = 0, b = 0;
	float f = 0;
	char s[20] = "";
	wchar_t w[20] = L"";
	int n = swscanf(L"12 abc 3.5 h\u00e9llo", L"%d %s %f %ls", &a, s, &f, w);

	printf("%d: %d %s %g %ls\n", n, a, s, f, w);
	n = swscanf(L"x=7,y=8", L"x=%d,y=%d", &a, &b);
	printf("%d: %d %d\n", n, a, b);
	n = swscanf(L"h\u00e9llo", L"%2s%n", s, &b);
	printf("%d: %s %d\n", n, s, b);
	n = swscanf(L"abc123", L"%l[a-c]%d", w, &b);
	printf("%d: %ls %d\n", n, w, b);
	n = sscanf("h\u00e9llo z", "%ls %lc", w, w + 10);
	printf("%d: %ls %lc\n", n, w, (wint_t)w[10]);
	printf("%d\n", swscanf(L"", L"%d", &b));
}

static void numbers_and_strings(void)
{
	wchar_t list[] = L"a,b;;c", *rest, *end;
	const char *bytes = "h\u00e9\u20acx";
	const wchar_t *wide = L"h\u00e9\u20acx";
	char narrow[20];
	double number = wcstod(L" 2.5e3x", &end);

	printf("%g %ls %lld", number, end, wcstoll(L"-99999999999", NULL, 10));
	printf(" %llu %g\n", wcstoull(L"0xffffffffff", NULL, 0), wcstof(L"1.25", NULL));
	for (wchar_t *word = wcstok(list, L",;", &rest); word; word = wcstok(NULL, L",;", &rest))
		printf("[%ls]", word);
	printf(" %d", (int)mbsrtowcs(text, &bytes, 64, NULL));
	printf(" %d %ls", bytes == NULL, text);
	printf(" %d", (int)wcsrtombs(narrow, &wide, 4, NULL));
	printf(" %x", (unsigned int)*wide);
	printf(" %d", (int)wcsrtombs(narrow, &wide, 20, NULL));
	printf(" %d %s\n", wide == NULL, narrow);
}

int main(void)
{
	printf("%s\n", setlocale(LC_ALL, "C.UTF-8"));
	print();
	scan();
	numbers_and_strings();
	return 0;
}
