/* while, do and for, with break and continue. */
#include <stdio.h>

int main(void)
{
	int i = 0, sum = 0;
	while (i < 10) {
		if (++i % 3 == 0)
			continue;
		if (i == 8)
			break;
		sum += i;
	}
	printf("%d %d\n", i, sum);
	do {
		sum -= 5;
		if (sum % 2)
			continue;
		i++;
	} while (sum > 0);
	printf("%d %d\n", i, sum);
	for (int a = 0, b = 20; a < b; a += 3, b--) {
		if (a == 6)
			continue;
		sum += a * b;
	}
	printf("%d\n", sum);
	for (;;)
		if (sum++ > 600)
			break;
	do printf("once\n"); while (0);
	return sum % 256;
}
