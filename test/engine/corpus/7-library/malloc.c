/* Blocks are apart, calloc's are zero, realloc keeps the contents. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	char *p[20];
	for (int i = 0; i < 20; i++) {
		p[i] = malloc(i * 7 + 1);
		memset(p[i], 'a' + i, i * 7 + 1);
	}
	for (int i = 0; i < 20; i += 3) {
		free(p[i]);
		p[i] = NULL;
	}
	int good = 1;
	for (int i = 0; i < 20; i++)
		for (int j = 0; p[i] && j <= i * 7; j++)
			good &= p[i][j] == 'a' + i;
	int *z = calloc(10, sizeof(int)), sum = 0;
	for (int i = 0; i < 10; i++)
		sum += z[i];
	p[1] = realloc(p[1], 5000);
	p[2] = realloc(p[2], 3);
	printf("%d %d %c%c %c\n", good, sum, p[1][0], p[1][7], p[2][2]);
	printf("%d\n", (int)((uintptr_t)p[1] % 8));
	for (int i = 0; i < 20; i++)
		free(p[i]);
	free(z);
	free(NULL);
	return malloc(SIZE_MAX - 4096) == NULL;
}
