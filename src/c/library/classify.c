/* SPDX-License-Identifier: GPL-2.0-only */
/* What kind of number it is, and its sign (C11 7.12.3, 7.12.7.2, 7.12.11.1). */
#include <math.h>
#include <stdint.h>

union bits {
	double value;
	uint64_t bits;
};

int __fpclassify(double x)
{
	union bits view = {x};
	unsigned int exponent = view.bits >> 52 & 0x7ff;
	uint64_t fraction = view.bits << 12;

	if (exponent == 0x7ff)
		return fraction ? FP_NAN : FP_INFINITE;
	if (exponent == 0)
		return fraction ? FP_SUBNORMAL : FP_ZERO;
	return FP_NORMAL;
}

int __fpclassifyf(float x)
{
	int class = __fpclassify(x);

	return class == FP_NORMAL && x < 0x1p-126f && x > -0x1p-126f ? FP_SUBNORMAL : class;
}

double fabs(double x)
{
	union bits view = {x};

	view.bits &= INT64_MAX;
	return view.value;
}

double copysign(double x, double y)
{
	union bits to = {x};
	union bits from = {y};

	to.bits = (to.bits & INT64_MAX) | (from.bits & ~(uint64_t)INT64_MAX);
	return to.value;
}
