/* Loops, switches, returns and gotos out of them. */
#include <stdio.h>

static int find(int n)
{
	int r = 1 + ({ if (n < 0) return -1; n * 2; });
	return r;
}

static int search(const char *s, char c)
{
	int i = 0;
	for (;;) {
		i += ({ char now = s[i]; if (!now) break; if (now == c) return i; 1; });
	}
	return -1;
}

int main(void)
{
	int sum = ({ int s = 0; for (int i = 0; i < 5; i++) { if (i == 3) continue; s += i; } s; });
	printf("%d %d %d %d\n", sum, find(4), find(-4), search("hello", 'l'));
	int k = 10 + ({ if (sum > 100) goto out; sum; });
	printf("%d\n", k);
	k = 10 + ({ if (sum > 1) goto out; sum; });
	printf("never\n");
out:
	return k;
}
