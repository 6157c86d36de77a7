/* Weak functions are replaced by strong ones, absent ones are null. */
#include <stdio.h>

int present(void) __attribute__((weak));
int absent(void) __attribute__((weak));
extern int nothing __attribute__((weak));

int present(void) { return 5; }

int main(void)
{
	printf("%d %d %d\n", present(), absent ? 1 : 0, &nothing == 0);
	return absent ? absent() : 3;
}
