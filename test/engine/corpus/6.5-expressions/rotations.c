/* Rotations, as they are written with shifts. */
#include <stdint.h>
#include <stdio.h>

static uint32_t rol32(uint32_t w, unsigned s) { return (w << (s & 31)) | (w >> (-s & 31)); }
static uint64_t ror64(uint64_t w, unsigned s) { return (w >> (s & 63)) | (w << (-s & 63)); }
static uint8_t rol8(uint8_t w, unsigned s) { return (uint8_t)((w << (s & 7)) | (w >> (-s & 7))); }

int main(void)
{
	for (unsigned s = 0; s < 40; s += 7)
		printf("%08x %016llx %02x\n", rol32(0x80000001, s), 0ull + ror64(0x8000000000000001, s), rol8(0x93, s));
	return 0;
}
