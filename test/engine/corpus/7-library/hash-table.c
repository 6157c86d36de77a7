/* Strings in chains of a table that grows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct entry { struct entry *next; char *key; int count; };
static struct entry **table;
static unsigned size, used;

static unsigned hash(const char *s)
{
	unsigned h = 2166136261u;
	while (*s)
		h = (h ^ (unsigned char)*s++) * 16777619u;
	return h;
}

static void grow(void)
{
	unsigned larger = size ? size * 2 : 4;
	struct entry **fresh = calloc(larger, sizeof(*fresh));
	for (unsigned i = 0; i < size; i++)
		for (struct entry *e = table[i], *next; e; e = next) {
			unsigned at = hash(e->key) % larger;
			next = e->next;
			e->next = fresh[at];
			fresh[at] = e;
		}
	free(table);
	table = fresh;
	size = larger;
}

static int *find(const char *key)
{
	if (used >= size)
		grow();
	unsigned at = hash(key) % size;
	for (struct entry *e = table[at]; e; e = e->next)
		if (strcmp(e->key, key) == 0)
			return &e->count;
	struct entry *e = malloc(sizeof(*e));
	*e = (struct entry){ table[at], strdup(key), 0 };
	table[at] = e;
	used++;
	return &e->count;
}

int main(void)
{
	char key[16];
	for (int i = 0; i < 500; i++) {
		sprintf(key, "k%d", i * i % 97);
		++*find(key);
	}
	printf("%u %u %d %d\n", used, size, *find("k1"), *find("k96"));
	return 0;
}
