/* 64-bit arithmetic: a generator of random numbers by shifts, a product's high half, sums, quotients and remainders; N times. */
#include <stdio.h>
#include <time.h>

typedef unsigned long long u64;

u64 state = 88172645463325252ull;

u64 next_random(void)
{
	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return state;
}

u64 high_half(u64 a, u64 b)
{
	u64 low = (a & 0xffffffff) * (b & 0xffffffff);
	u64 middle = (a >> 32) * (b & 0xffffffff) + (low >> 32);
	u64 other = (a & 0xffffffff) * (b >> 32) + (middle & 0xffffffff);

	return (a >> 32) * (b >> 32) + (middle >> 32) + (other >> 32);
}

int main(void)
{
	long start = clock();
	u64 sum = 0;
	int turn;

	for (turn = 0; turn < N; turn++) {
		u64 a = next_random();
		u64 b = next_random();

		sum += high_half(a, b);
		sum ^= a / (b >> 40 | 1) + b % 1000003;
		sum = sum << 9 | sum >> 55;
		if ((long long)(a - b) < 0)
			sum -= a;
	}
	printf("%u %d\n", (unsigned int)(sum ^ sum >> 32), (int)(clock() - start));
	return 0;
}
