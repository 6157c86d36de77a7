/* Many cases, close together and far apart. */
#include <stdio.h>

#define C(n) case n: return n * 3 + 1;
#define C5(n) C(n) C(n + 1) C(n + 2) C(n + 3) C(n + 4)

static int dense(int n)
{
	switch (n) {
	C5(-5) C5(0) C5(5) C5(10) C5(20)
	}
	return -1;
}

static int sparse(int n)
{
	switch (n) {
	C(-1000000) C(-7) C(13) C(1000) C(65536) C(99999999) C(2) C(3) C(4) C(5)
	}
	return -1;
}

int main(void)
{
	int sum = 0;
	for (int i = -20; i < 40; i++)
		sum = (sum * 7 + dense(i)) % 100003;
	printf("%d\n", sum);
	int v[] = { -1000000, -999999, -7, 13, 14, 1000, 65536, 99999999, 2147483647, 0, 3 };
	for (int i = 0; i < 11; i++)
		printf("%d ", sparse(v[i]));
	putchar('\n');
	return 0;
}
