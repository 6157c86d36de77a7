/* A table-driven checksum. */
#include <stdint.h>
#include <stdio.h>

static uint32_t table[256];

static uint32_t crc(const void *data, unsigned n)
{
	uint32_t c = ~0u;
	for (const uint8_t *p = data; n--; p++)
		c = table[(c ^ *p) & 0xff] ^ (c >> 8);
	return ~c;
}

int main(void)
{
	for (uint32_t i = 0; i < 256; i++) {
		uint32_t c = i;
		for (int k = 0; k < 8; k++)
			c = c & 1 ? 0xedb88320u ^ (c >> 1) : c >> 1;
		table[i] = c;
	}
	printf("%08x %08x\n", crc("123456789", 9), crc("", 0));
	return 0;
}
