/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Mathematics (C11 7.12): what the machine does not give (sqrt, sin, exp, … are its own), and the forms for float and
 * long double.
 */
#include <limits.h>
#include <math.h>
#include <stdint.h>

union bits {
	double value;
	uint64_t bits;
};

double nan(const char *tag)
{
	(void)tag;
	return NAN;
}

/* To the nearest integer, ties to even: adding and taking away 2^52 lets the addition round. */
double rint(double x)
{
	double magnitude = fabs(x);

	if (!(magnitude < 0x1p52))
		return x;
	return copysign((magnitude + 0x1p52) - 0x1p52, x);
}

double nearbyint(double x)
{
	return rint(x);
}

double round(double x)
{
	double magnitude = fabs(x);
	double whole = trunc(magnitude);

	if (!(magnitude < 0x1p52))
		return x;
	return copysign(magnitude - whole >= 0.5 ? whole + 1 : whole, x);
}

double fdim(double x, double y)
{
	return isnan(x) ? x : isnan(y) ? y : x > y ? x - y : 0;
}

double fmax(double x, double y)
{
	if (isnan(x))
		return y;
	return isnan(y) || x > y || (x == y && !signbit(x)) ? x : y;
}

double fmin(double x, double y)
{
	if (isnan(x))
		return y;
	return isnan(y) || x < y || (x == y && signbit(x)) ? x : y;
}

double remainder(double x, double y)
{
	double magnitude = fabs(y);
	double rest;

	if (isnan(x) || isnan(y) || isinf(x) || y == 0)
		return NAN;
	if (isinf(y))
		return x;
	rest = magnitude < 0x1p1022 ? fmod(fabs(x), 2 * magnitude) : fabs(x);
	if (magnitude < 0x1p-1021 ? 2 * rest > magnitude : rest > magnitude / 2) {
		rest -= magnitude;
		if (magnitude < 0x1p-1021 ? 2 * rest >= magnitude : rest >= magnitude / 2)
			rest -= magnitude;
	}
	return signbit(x) ? -rest : rest;
}

double frexp(double x, int *exponent)
{
	union bits view = {x};
	int scale = 0;

	*exponent = 0;
	if (x == 0 || !isfinite(x))
		return x;
	if ((view.bits >> 52 & 0x7ff) == 0) {
		view.value = x * 0x1p64;
		scale = -64;
	}
	*exponent = (int)(view.bits >> 52 & 0x7ff) - 1022 + scale;
	view.bits = (view.bits & ~(0x7ffULL << 52)) | 1022ULL << 52;
	return view.value;
}

double scalbn(double x, int exponent)
{
	union bits power;

	for (; exponent > 1023; exponent -= 1023) {
		x *= 0x1p1023;
		if (!isfinite(x) || x == 0)
			return x;
	}
	/* 53 bits are kept in hand, so that only the last multiplication rounds. */
	for (; exponent < -1022; exponent += 1022 - 53) {
		x *= 0x1p-1022 * 0x1p53;
		if (x == 0)
			return x;
	}
	power.bits = (uint64_t)(exponent + 1023) << 52;
	return x * power.value;
}

double ldexp(double x, int exponent)
{
	return scalbn(x, exponent);
}

double scalbln(double x, long exponent)
{
	return scalbn(x, exponent > INT_MAX ? INT_MAX : exponent < INT_MIN ? INT_MIN : (int)exponent);
}

int ilogb(double x)
{
	int exponent;

	if (x == 0)
		return FP_ILOGB0;
	if (isnan(x))
		return FP_ILOGBNAN;
	if (isinf(x))
		return INT_MAX;
	frexp(x, &exponent);
	return exponent - 1;
}

double logb(double x)
{
	if (x == 0)
		return -HUGE_VAL;
	return isfinite(x) ? ilogb(x) : x * x;
}

double modf(double x, double *integral)
{
	*integral = trunc(x);
	return copysign(isinf(x) ? 0 : x - *integral, x);
}

double nextafter(double x, double y)
{
	union bits view = {x};

	if (isnan(x) || isnan(y))
		return x + y;
	if (x == y)
		return y;
	if (x == 0)
		return copysign(0x1p-1074, y);
	if ((x < y) == (x > 0))
		view.bits++;
	else
		view.bits--;
	return view.value;
}

/* The sum of two numbers as a rounded part and an exact rest (Knuth). */
static double two_sum(double a, double b, double *rest)
{
	double sum = a + b;
	double part = sum - a;

	*rest = (a - (sum - part)) + (b - part);
	return sum;
}

/* The product of two numbers as a rounded part and an exact rest (Dekker, Veltkamp). */
static double two_product(double a, double b, double *rest)
{
	double product = a * b;
	double wide = 0x1.0000002p27 * a;
	double a_high = wide - (wide - a);
	double a_low = a - a_high;
	double b_high;
	double b_low;

	wide = 0x1.0000002p27 * b;
	b_high = wide - (wide - b);
	b_low = b - b_high;
	*rest = a_low * b_low - (((product - a_high * b_high) - a_low * b_high) - a_high * b_low);
	return product;
}

/*
 * Adds so that the last bit says whether the sum is inexact: what is rounded afterwards is then rounded once (Boldo,
 * Melquiond).
 */
static double add_odd(double a, double b)
{
	double rest;
	union bits sum = {two_sum(a, b, &rest)};

	if (rest != 0 && (sum.bits & 1) == 0)
		sum.bits += (rest > 0) == (sum.value > 0) ? 1 : -1;
	return sum.value;
}

double fma(double x, double y, double z)
{
	int x_exponent;
	int y_exponent;
	int z_exponent;
	double product;
	double low;
	double sum;
	double rest;
	int scale;

	if (!isfinite(x) || !isfinite(y) || x == 0 || y == 0)
		return x * y + z;
	if (!isfinite(z) || z == 0)
		return isfinite(z) ? x * y : z;
	x = frexp(x, &x_exponent);
	y = frexp(y, &y_exponent);
	z = frexp(z, &z_exponent);
	scale = x_exponent + y_exponent;
	product = two_product(x, y, &low);
	if (z_exponent - scale > 110)
		return scalbn(z + (product > 0) * 0x1p-60 - (product < 0) * 0x1p-60, z_exponent);
	z = z_exponent - scale < -220 ? copysign(0x1p-220, z) : scalbn(z, z_exponent - scale);
	sum = two_sum(product, z, &rest);
	if (sum == 0)
		return scalbn(low + rest, scale);
	rest = add_odd(rest, low);
	return scalbn(ilogb(sum) + scale < -1021 ? add_odd(sum, rest) : sum + rest, scale);
}

long lrint(double x)
{
	return (long)rint(x);
}

long lround(double x)
{
	return (long)round(x);
}

long long llrint(double x)
{
	return (long long)rint(x);
}

long long llround(double x)
{
	return (long long)round(x);
}

long lrintf(float x)
{
	return (long)rint(x);
}

long lroundf(float x)
{
	return (long)round(x);
}

float frexpf(float x, int *exponent)
{
	return (float)frexp(x, exponent);
}

float ldexpf(float x, int exponent)
{
	return (float)ldexp(x, exponent);
}

float scalbnf(float x, int exponent)
{
	return (float)scalbn(x, exponent);
}

float modff(float x, float *integral)
{
	double whole;
	double rest = modf(x, &whole);

	*integral = (float)whole;
	return (float)rest;
}

float nextafterf(float x, float y)
{
	union {
		float value;
		uint32_t bits;
	} view = {x};

	if (isnan(x) || isnan(y))
		return x + y;
	if (x == y)
		return y;
	if (x == 0)
		return (float)copysign(0x1p-149, y);
	view.bits += (x < y) == (x > 0) ? 1 : -1;
	return view.value;
}

long double nextafterl(long double x, long double y)
{
	return nextafter((double)x, (double)y);
}

/* The other functions of float and long double compute as those of double do. */
#define FORMS1(name) \
	float name##f(float x) \
	{ \
		return (float)name(x); \
	} \
	long double name##l(long double x) \
	{ \
		return name((double)x); \
	}
#define FORMS2(name) \
	float name##f(float x, float y) \
	{ \
		return (float)name(x, y); \
	} \
	long double name##l(long double x, long double y) \
	{ \
		return name((double)x, (double)y); \
	}

FORMS1(acos)
FORMS1(acosh)
FORMS1(asin)
FORMS1(asinh)
FORMS1(atan)
FORMS1(atanh)
FORMS1(cbrt)
FORMS1(ceil)
FORMS1(cos)
FORMS1(cosh)
FORMS1(exp)
FORMS1(exp2)
FORMS1(expm1)
FORMS1(fabs)
FORMS1(floor)
FORMS1(log)
FORMS1(log10)
FORMS1(log1p)
FORMS1(log2)
FORMS1(logb)
FORMS1(nearbyint)
FORMS1(rint)
FORMS1(round)
FORMS1(sin)
FORMS1(sinh)
FORMS1(sqrt)
FORMS1(tan)
FORMS1(tanh)
FORMS1(trunc)
FORMS2(atan2)
FORMS2(copysign)
FORMS2(fdim)
FORMS2(fmax)
FORMS2(fmin)
FORMS2(fmod)
FORMS2(hypot)
FORMS2(pow)
FORMS2(remainder)
