/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The exact decimal expansion of a double, m times 2 to the e. When e is negative that is m times 5 to the -e, with
 * the decimal point moved by -e places; so both cases come down to one big integer, kept in words of nine decimal
 * digits, least first.
 */
#include <machine/format.h>
#include <stdint.h>
#include <string.h>

#define WORD 1000000000
#define MOST_WORDS 90

struct big {
	int count;
	uint32_t words[MOST_WORDS];
};

static void multiply(struct big *big, uint32_t by)
{
	uint64_t carry = 0;

	for (int i = 0; i < big->count; i++) {
		carry += (uint64_t)big->words[i] * by;
		big->words[i] = carry % WORD;
		carry /= WORD;
	}
	for (; carry != 0; carry /= WORD)
		big->words[big->count++] = carry % WORD;
}

static void power(struct big *big, uint32_t base, int exponent, uint32_t step, int steps)
{
	for (; exponent >= steps; exponent -= steps)
		multiply(big, step);
	for (; exponent > 0; exponent--)
		multiply(big, base);
}

void __expand(struct __decimal *decimal, double value)
{
	struct big big = {0};
	union {
		double value;
		uint64_t bits;
	} view = {value};
	int exponent = (int)(view.bits >> 52 & 0x7ff);
	uint64_t mantissa = view.bits & 0xfffffffffffff;
	int places = 0;
	int at = 0;

	decimal->count = 0;
	decimal->point = 0;
	if (value == 0)
		return;
	if (exponent == 0)
		exponent = 1;
	else
		mantissa |= 1ULL << 52;
	for (exponent -= 1075; exponent < 0 && mantissa % 2 == 0; exponent++)
		mantissa /= 2;
	for (uint64_t rest = mantissa; rest != 0; rest /= WORD)
		big.words[big.count++] = rest % WORD;
	if (exponent < 0) {
		places = -exponent;
		power(&big, 5, places, 1220703125, 13);
	} else {
		power(&big, 2, exponent, 1u << 29, 29);
	}
	for (int i = big.count - 1; i >= 0; i--) {
		uint32_t unit = WORD / 10;

		for (uint32_t word = big.words[i]; unit > 0; unit /= 10) {
			char digit = '0' + word / unit % 10;

			if (at > 0 || digit != '0')
				decimal->digits[at++] = digit;
		}
	}
	decimal->point = at - places;
	while (at > 0 && decimal->digits[at - 1] == '0')
		at--;
	decimal->count = at;
}

void __round(struct __decimal *decimal, int keep)
{
	char *digits = decimal->digits;
	int up;

	if (keep >= decimal->count)
		return;
	if (keep < 0) {
		decimal->count = 0;
		return;
	}
	if (digits[keep] == '5' && decimal->count == keep + 1)
		up = keep > 0 && (digits[keep - 1] - '0') % 2 == 1;
	else
		up = digits[keep] >= '5';
	if (up) {
		while (keep > 0 && digits[keep - 1] == '9')
			keep--;
		if (keep > 0) {
			digits[keep - 1]++;
		} else {
			digits[0] = '1';
			decimal->point++;
			keep = 1;
		}
	} else {
		while (keep > 0 && digits[keep - 1] == '0')
			keep--;
	}
	decimal->count = keep;
}
