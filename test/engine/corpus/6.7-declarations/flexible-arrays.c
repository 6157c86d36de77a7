/* A struct ends with an array of as many elements as were allocated. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

struct packet { unsigned char kind; unsigned short length; short data[]; };

static struct packet *make(int n)
{
	struct packet *p = malloc(sizeof(*p) + n * sizeof(p->data[0]));
	p->length = n;
	p->kind = 1;
	for (int i = 0; i < n; i++)
		p->data[i] = i * i;
	return p;
}

static struct packet fixed = { 2, 3, { 7, 8, 9 } };

int main(void)
{
	struct packet *p = make(6);
	int sum = 0;
	for (int i = 0; i < p->length; i++)
		sum += p->data[i];
	printf("%d %d %d\n", (int)sizeof(struct packet), (int)offsetof(struct packet, data), sum);
	struct packet head = *p;
	printf("%d %d %d\n", head.length, fixed.data[2], (int)sizeof(fixed));
	free(p);
	return 0;
}
