/* #pragma push_macro and pop_macro. */
#include <stdio.h>

#define M 1
#pragma push_macro("M")
#undef M
#define M 2
static int inner = M;
#pragma pop_macro("M")

int main(void)
{
	printf("%d %d\n", inner, M);
	return 0;
}
