/* SPDX-License-Identifier: GPL-2.0-only */
/* C11 7.12, the common functions. Those of long double compute with double's precision, as the type itself does. */
#ifndef _MATH_H
#define _MATH_H

typedef float float_t;
typedef double double_t;

#define HUGE_VAL (__builtin_huge_val())
#define HUGE_VALF (__builtin_huge_valf())
#define HUGE_VALL (__builtin_huge_vall())
#define INFINITY (__builtin_inff())
#define NAN (__builtin_nanf(""))

#define FP_NAN 0
#define FP_INFINITE 1
#define FP_ZERO 2
#define FP_SUBNORMAL 3
#define FP_NORMAL 4
#define FP_ILOGB0 (-2147483647 - 1)
#define FP_ILOGBNAN (-2147483647 - 1)
#define MATH_ERRNO 1
#define MATH_ERREXCEPT 2
#define math_errhandling 0

int __fpclassify(double __x);
int __fpclassifyf(float __x);
#define fpclassify(x) (sizeof(x) == sizeof(float) ? __fpclassifyf(x) : __fpclassify(x))
#define isfinite(x) __builtin_isfinite(x)
#define isinf(x) __builtin_isinf_sign(x)
#define isnan(x) __builtin_isnan(x)
#define isnormal(x) __builtin_isnormal(x)
#define signbit(x) __builtin_signbit(x)
#define isunordered(x, y) __builtin_isunordered(x, y)
#define isgreater(x, y) __builtin_isgreater(x, y)
#define isgreaterequal(x, y) __builtin_isgreaterequal(x, y)
#define isless(x, y) __builtin_isless(x, y)
#define islessequal(x, y) __builtin_islessequal(x, y)
#define islessgreater(x, y) __builtin_islessgreater(x, y)

#define M_E 2.7182818284590452354
#define M_LOG2E 1.4426950408889634074
#define M_LOG10E 0.43429448190325182765
#define M_LN2 0.69314718055994530942
#define M_LN10 2.30258509299404568402
#define M_PI 3.14159265358979323846
#define M_PI_2 1.57079632679489661923
#define M_PI_4 0.78539816339744830962
#define M_1_PI 0.31830988618379067154
#define M_2_PI 0.63661977236758134308
#define M_2_SQRTPI 1.12837916709551257390
#define M_SQRT2 1.41421356237309504880
#define M_SQRT1_2 0.70710678118654752440

#define __MATH1(name) double name(double __x); float name##f(float __x); long double name##l(long double __x)
#define __MATH2(name) \
	double name(double __x, double __y); float name##f(float __x, float __y); \
	long double name##l(long double __x, long double __y)

__MATH1(acos);
__MATH1(acosh);
__MATH1(asin);
__MATH1(asinh);
__MATH1(atan);
__MATH1(atanh);
__MATH1(cbrt);
__MATH1(ceil);
__MATH1(cos);
__MATH1(cosh);
__MATH1(exp);
__MATH1(exp2);
__MATH1(expm1);
__MATH1(fabs);
__MATH1(floor);
__MATH1(log);
__MATH1(log10);
__MATH1(log1p);
__MATH1(log2);
__MATH1(logb);
__MATH1(nearbyint);
__MATH1(rint);
__MATH1(round);
__MATH1(sin);
__MATH1(sinh);
__MATH1(sqrt);
__MATH1(tan);
__MATH1(tanh);
__MATH1(trunc);
__MATH2(atan2);
__MATH2(copysign);
__MATH2(fdim);
__MATH2(fmax);
__MATH2(fmin);
__MATH2(fmod);
__MATH2(hypot);
__MATH2(nextafter);
__MATH2(pow);
__MATH2(remainder);

double frexp(double __x, int *__exponent);
double ldexp(double __x, int __exponent);
double scalbn(double __x, int __exponent);
double scalbln(double __x, long __exponent);
double modf(double __x, double *__integral);
double fma(double __x, double __y, double __z);
double nan(const char *__tag);
float frexpf(float __x, int *__exponent);
float ldexpf(float __x, int __exponent);
float scalbnf(float __x, int __exponent);
float modff(float __x, float *__integral);
int ilogb(double __x);
long lrint(double __x);
long lround(double __x);
long long llrint(double __x);
long long llround(double __x);
long lrintf(float __x);
long lroundf(float __x);

#endif
