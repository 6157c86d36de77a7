/* Arrays of characters from strings, exact, longer and braced. */
#include <stdio.h>
#include <wchar.h>

static char a[] = "hello", b[3] = "abc", c[8] = "abc", d[] = { "braced" }, e[2][4] = { "one", "two" };
static unsigned char f[] = "\xff\0z";
static wchar_t w[] = L"wide";
static struct { char name[6]; int n; } g[] = { { "first", 1 }, { "x", 2 }, "y", 3 };

int main(void)
{
	printf("%d %d %d %d %d\n", (int)sizeof(a), (int)sizeof(b), (int)sizeof(c), (int)sizeof(d), (int)sizeof(f));
	printf("%.3s %s %s %s %d\n", b, c, d, e[1], c[7]);
	printf("%x %d %x\n", f[0], f[3], (unsigned)w[3]);
	printf("%s %d %s %d\n", g[0].name, g[1].name[3], g[2].name, g[2].n);
	char local[5] = "no";
	local[2] = '!';
	printf("%s\n", local);
	return 0;
}
