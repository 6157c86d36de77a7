/* __builtin_fpclassify: one of five integers, by the kind of the value, which is computed once. */
#include <stdio.h>

int main(void)
{
	double values[] = { 0.0, -0.0, 1.0, 1e-310, -1e-320, 1 / 0.0, -1 / 0.0, 0.0 / 0.0, 2.2250738585072014e-308 };
	float small = 1e-40f;
	int count = 0;

	for (unsigned i = 0; i < sizeof(values) / sizeof(*values); i++)
		printf("%d ", __builtin_fpclassify(10, 11, 12, 13, 14, values[i]));
	printf("%d ", __builtin_fpclassify(0, 1, 2, 3, 4, small));
	printf("%d ", __builtin_fpclassify(0, 1, 2, 3, 4, (count++, 1.0L)));
	printf("%d\n", count);
	return 0;
}
