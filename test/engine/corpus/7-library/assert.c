/* A true assertion does nothing; with NDEBUG none is evaluated. */
#include <assert.h>
#include <stdio.h>

static int n;

static int count(void) { return ++n; }

int main(void)
{
	assert(count() == 1);
	assert("text" && n);
#define NDEBUG
#include <assert.h>
	assert(count() == 100);
	assert(0);
#undef NDEBUG
#include <assert.h>
	assert(count() == 2);
	printf("%d\n", n);
	return 0;
}
