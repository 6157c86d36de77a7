/* Halving with signed and unsigned indexes. */
#include <stdio.h>

static int find(const int *v, unsigned n, int what)
{
	unsigned low = 0, high = n;
	while (low < high) {
		unsigned mid = low + (high - low) / 2;
		if (v[mid] < what)
			low = mid + 1;
		else
			high = mid;
	}
	return low < n && v[low] == what ? (int)low : -1;
}

int main(void)
{
	int v[] = { -9, -3, 0, 4, 4, 8, 100 };
	for (int w = -10; w < 10; w++)
		printf("%d ", find(v, 7, w));
	printf("%d\n", find(v, 7, 100));
	return 0;
}
