/* memmove in both directions and by every distance. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	for (int d = -9; d <= 9; d += 3) {
		char s[40];
		for (int i = 0; i < 39; i++)
			s[i] = 'A' + i % 26;
		s[39] = 0;
		memmove(s + 12 + d, s + 12, 15);
		printf("%s\n", s);
	}
	return 0;
}
