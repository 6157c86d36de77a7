/* Numbers out of strings and sorting: what this program prints is compared with the C library's under gcc. */
#include <errno.h>
#include <inttypes.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>

static int compare(const void *a, const void *b)
{
	return *(const int *)a - *(const int *)b;
}

int main(int argc, char **argv)
{
	static const char *integers[] = {
		"0", "42", "-17", "0x1f", "077", "  12abc", "zz", "99999999999999999999", "-2147483649", "",
	};
	static const char *floats[] = {
		"1", "-2.5e3", "0x1.8p1", "inf", "nan", ".5", "5.", "1e400", "1e-400", "abc", "3.14xyz",
	};
	int values[50];
	int key;
	int *found;
	div_t parts = div(-17, 5);

	for (int i = 0; i < (int)(sizeof(integers) / sizeof(*integers)); i++) {
		char *end;

		errno = 0;
		printf("%s: %lld", integers[i], strtoll(integers[i], &end, 0));
		printf(" %d %ld", errno, (long)(end - integers[i]));
		errno = 0;
		printf(" %llu", strtoull(integers[i], &end, 16));
		printf(" %d %ld\n", errno, (long)(end - integers[i]));
	}
	for (int i = 0; i < (int)(sizeof(floats) / sizeof(*floats)); i++) {
		char *end;
		double value = strtod(floats[i], &end);

		printf("%s: %g %ld\n", floats[i], value, (long)(end - floats[i]));
	}
	printf("%d %ld %f\n", atoi("12"), atol("-34"), atof("5.25"));
	printf("%d %d %d %ld\n", abs(-3), parts.quot, parts.rem, labs(-4L));
	srand(12345);
	for (int i = 0; i < 50; i++)
		values[i] = rand() % 1000;
	qsort(values, 50, sizeof(*values), compare);
	for (int i = 0; i < 50; i++)
		printf("%d ", values[i]);
	key = values[20];
	found = bsearch(&key, values, 50, sizeof(*values), compare);
	printf("\n%d %d\n", found != NULL, found ? *found == key : -1);
	printf("%d", argc);
	for (int i = 1; i < argc; i++)
		printf(" [%s]", argv[i]);
	printf("\n");
	return 0;
}
