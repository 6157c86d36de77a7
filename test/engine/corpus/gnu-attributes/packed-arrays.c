/* Arrays at odd places in packed records: their elements are reached by subscripts, constant and not, and by their members. */
#include <stdio.h>

struct __attribute__((packed)) packet {
	char kind;
	int words[4];
	struct { char c; int n; } pairs[3];
	double fractions[2];
	int matrix[2][2];
	struct { short inner[2]; } deep[2];
};

static struct packet global = { .words = { 1, 2, 3, 4 }, .matrix = { { 1, 2 }, { 3, 4 } } };

static int sum(struct packet by_value, int i)
{
	return by_value.words[i] + by_value.words[1] + by_value.pairs[i].n + *by_value.words;
}

int main(void)
{
	struct packet local = global;
	struct packet *pointer = &local;
	volatile int i = 2;

	local.words[i]++;
	pointer->words[i] += 2;
	local.fractions[i - 1] = 2.5;
	local.matrix[1][i - 2] = 30;
	pointer->pairs[i].n = 5;
	pointer->deep[1].inner[i - 1] = 7;
	printf("%d %d %g\n", local.words[1], pointer->words[i], pointer->fractions[1]);
	printf("%d %d %d\n", pointer->matrix[1][0], local.pairs[i].n, local.pairs->n);
	printf("%d %d %d\n", local.deep[1].inner[1], sum(local, i), global.words[i]);
	return 0;
}
