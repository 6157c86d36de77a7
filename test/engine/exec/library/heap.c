/* Allocation: malloc() and its family: what this program prints is compared with the C library's under gcc. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define COUNT 400

int main(void)
{
	static struct {
		unsigned char *bytes;
		size_t size;
		unsigned char value;
	} objects[COUNT];
	uint32_t state = 1;
	unsigned long checked = 0;

	for (int turn = 0; turn < 20000; turn++) {
		int which;

		state = state * 1664525 + 1013904223;
		which = (state >> 8) % COUNT;
		if (objects[which].bytes) {
			for (size_t i = 0; i < objects[which].size; i++)
				if (objects[which].bytes[i] != objects[which].value) {
					printf("object %d is broken\n", which);
					return 1;
				}
			checked += objects[which].size;
			if (state & 0x10000) {
				size_t size = objects[which].size * 2 % 5000 + 1;

				objects[which].bytes = realloc(objects[which].bytes, size);
				memset(objects[which].bytes, objects[which].value, size);
				objects[which].size = size;
			} else {
				free(objects[which].bytes);
				objects[which].bytes = NULL;
			}
			continue;
		}
		objects[which].size = (state >> 16) % ((state & 3) ? 100 : 20000) + 1;
		objects[which].value = (unsigned char)state;
		objects[which].bytes = malloc(objects[which].size);
		if ((uintptr_t)objects[which].bytes % 8 != 0)
			return 2;
		memset(objects[which].bytes, objects[which].value, objects[which].size);
	}
	for (int i = 0; i < COUNT; i++)
		free(objects[i].bytes);
	printf("%lu bytes were as they should be\n", checked);
	printf("%d\n", *(int *)calloc(1, 4));
	return 0;
}
