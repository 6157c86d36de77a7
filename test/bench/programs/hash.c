/* A hash table of strings, chained: 500 keys are put in, and N times all are looked up, each by a call to a function. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define KEYS 500
#define BUCKETS 256

struct entry {
	struct entry *next;
	int value;
	char key[16];
};

struct entry *buckets[BUCKETS];
char spelled[16];

unsigned int hash_of(char *key)
{
	unsigned int hash = 5381;

	while (*key) {
		hash = hash * 33 + *key;
		key++;
	}
	return hash;
}

int same(char *a, char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

/* The name of a device, as dev_alloc_name() makes it. */
void spell(int number)
{
	int at = 3;
	int unit = 100;

	spelled[0] = 'e';
	spelled[1] = 't';
	spelled[2] = 'h';
	while (unit > 0) {
		spelled[at] = '0' + number / unit % 10;
		unit = unit / 10;
		at++;
	}
	spelled[at] = 0;
}

struct entry *find(char *key)
{
	struct entry *entry = buckets[hash_of(key) % BUCKETS];

	while (entry != NULL && !same(entry->key, key))
		entry = entry->next;
	return entry;
}

void insert(int number)
{
	struct entry *entry = malloc(sizeof(struct entry));
	unsigned int bucket;
	int i;

	spell(number);
	for (i = 0; i < 16; i++)
		entry->key[i] = spelled[i];
	bucket = hash_of(entry->key) % BUCKETS;
	entry->value = number;
	entry->next = buckets[bucket];
	buckets[bucket] = entry;
}

int main()
{
	long start = clock();
	unsigned int sum = 0;
	int turn;
	int i;

	for (i = 0; i < KEYS; i++)
		insert(i);
	for (turn = 0; turn < N; turn++) {
		for (i = 0; i < KEYS; i++) {
			spell(i);
			sum = sum * 3 + find(spelled)->value;
		}
	}
	printf("%u %d\n", sum, (int)(clock() - start));
	return 0;
}
