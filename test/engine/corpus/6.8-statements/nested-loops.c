/* break and continue belong to the innermost loop. */
#include <stdio.h>

int main(void)
{
	int n = 0;
	for (int i = 0; i < 5; i++) {
		for (int j = 0; j < 5; j++) {
			if (j == i)
				continue;
			int k = 0;
			while (1) {
				if (k++ > j)
					break;
				n += k;
			}
			if (j > 3)
				break;
		}
		if (i == 3)
			break;
		n *= 2;
	}
	printf("%d\n", n);
	return 0;
}
