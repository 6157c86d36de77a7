/* Strings and characters with widths and precisions. */
#include <stdio.h>
#include <wchar.h>

int main(void)
{
	printf("[%s] [%10s] [%-10s] [%.2s] [%10.2s] [%.0s]\n", "abc", "abc", "abc", "abc", "abc", "abc");
	printf("[%c] [%5c] [%-5c] [%c]\n", 'x', 'y', 'z', 65);
	printf("[%.*s] [%-*s|]\n", 3, "abcdef", 5, "ab");
	char unterminated[3] = { 'o', 'n', 'e' };
	printf("[%.3s]\n", unterminated);
	printf("[%%] [%5s]\n", "é");
	printf("[%ls]\n", L"wide");
	int n = printf("%s%c", "count", '\n');
	printf("%d\n", n);
	return printf("%s", "");
}
