/* SPDX-License-Identifier: GPL-2.0-only */
/* Searching and sorting (C11 7.22.5). The sort is a merge sort: stable, and never slow. */
#include <stdlib.h>
#include <string.h>

typedef int comparison(const void *, const void *);

void *bsearch(const void *key, const void *base, size_t count, size_t size, comparison *compare)
{
	const char *low = base;

	while (count > 0) {
		const char *middle = low + count / 2 * size;
		int order = compare(key, middle);

		if (order == 0)
			return (void *)middle;
		if (order > 0) {
			low = middle + size;
			count -= count / 2 + 1;
		} else {
			count /= 2;
		}
	}
	return NULL;
}

/* Sorts @count elements at @base; @room has place for as many. */
static void merge_sort(char *base, char *room, size_t count, size_t size, comparison *compare)
{
	size_t half = count / 2;
	char *left = base;
	char *right = base + half * size;
	char *end = base + count * size;
	char *to = room;

	if (count < 2)
		return;
	merge_sort(left, room, half, size, compare);
	merge_sort(right, room, count - half, size, compare);
	while (left < base + half * size && right < end) {
		char **from = compare(left, right) <= 0 ? &left : &right;

		memcpy(to, *from, size);
		*from += size;
		to += size;
	}
	memcpy(to, left, base + half * size - left);
	to += base + half * size - left;
	memcpy(base, room, to - room);
}

void qsort(void *base, size_t count, size_t size, comparison *compare)
{
	char *room;

	if (count < 2 || size == 0)
		return;
	room = malloc(count * size);
	if (!room)
		abort();
	merge_sort(base, room, count, size, compare);
	free(room);
}
