/* wchar_t, char16_t and char32_t strings, and UTF-8 in narrow ones. */
#include <stdio.h>
#include <wchar.h>

int main(void)
{
	const wchar_t *w = L"a\u00e9\u20ac" L"z";
	unsigned short u16[] = u"\U0001F600x";
	unsigned int u32[] = U"\U0001F600x";
	const char *u8 = u8"\u00e9\u20ac";
	for (int i = 0; w[i]; i++)
		printf("%x ", (unsigned)w[i]);
	printf("%d\n", (int)wcslen(w));
	printf("%x %x %x %d\n", u16[0], u16[1], u16[2], (int)(sizeof(u16) / 2));
	printf("%x %x %d\n", u32[0], u32[1], (int)(sizeof(u32) / 4));
	for (const char *p = u8; *p; p++)
		printf("%02x", (unsigned char)*p);
	putchar('\n');
	const char *n = "é";
	printf("%x %x\n", (unsigned char)n[0], (unsigned char)n[1]);
	return 0;
}
