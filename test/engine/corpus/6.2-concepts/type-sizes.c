/* Sizes and alignments of the basic types. */
#include <stdio.h>

enum e { A };

#define SHOW(type) printf("%s %d %d\n", #type, (int)sizeof(type), (int)_Alignof(type))

int main(void)
{
	SHOW(_Bool);
	SHOW(char);
	SHOW(short);
	SHOW(int);
	SHOW(long);
	SHOW(long long);
	SHOW(float);
	SHOW(double);
	SHOW(long double);
	SHOW(void *);
	SHOW(void (*)(void));
	SHOW(enum e);
	SHOW(struct { char c; long long l; });
	SHOW(struct { char c; double d; });
	return 0;
}
