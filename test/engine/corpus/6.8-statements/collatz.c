/* A long-running loop in 64 bits. */
#include <stdio.h>

int main(void)
{
	int longest = 0, start = 0;
	for (int i = 1; i < 3000; i++) {
		unsigned long long n = i;
		int steps = 0;
		while (n != 1) {
			n = n & 1 ? 3 * n + 1 : n >> 1;
			steps++;
		}
		if (steps > longest) {
			longest = steps;
			start = i;
		}
	}
	printf("%d %d\n", start, longest);
	return 0;
}
