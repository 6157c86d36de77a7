/* GNU C allows $ in names. */
#include <stdio.h>

static int $price = 5;
static int with$inside(int $) { return $ * 2; }

int main(void)
{
	printf("%d\n", with$inside($price));
	return 0;
}
