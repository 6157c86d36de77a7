/* The characteristics of the floating types. */
#include <float.h>
#include <stdio.h>

int main(void)
{
	printf("%d %d %d %d\n", FLT_RADIX, FLT_MANT_DIG, DBL_MANT_DIG, DBL_DIG);
	printf("%.9g %.9g %.9g\n", FLT_MAX, FLT_MIN, FLT_EPSILON);
	printf("%.17g %.17g %.17g\n", DBL_MAX, DBL_MIN, DBL_EPSILON);
	printf("%d %d %d %d\n", DBL_MAX_EXP, DBL_MIN_EXP, FLT_MAX_10_EXP, DBL_MIN_10_EXP);
	printf("%d %d\n", FLT_EVAL_METHOD, DECIMAL_DIG > 15);
	return 0;
}
