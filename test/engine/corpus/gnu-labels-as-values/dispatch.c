/* A table of labels as an interpreter's dispatch. */
#include <stdio.h>

static int run(const unsigned char *code)
{
	static const void *const table[] = { &&halt, &&push, &&add, &&mul, &&dup };
	int stack[16], *sp = stack;
#define NEXT goto *table[*code++]
	NEXT;
push:
	*sp++ = *code++;
	NEXT;
add:
	sp--;
	sp[-1] += sp[0];
	NEXT;
mul:
	sp--;
	sp[-1] *= sp[0];
	NEXT;
dup:
	*sp = sp[-1];
	sp++;
	NEXT;
halt:
	return sp[-1];
}

int main(void)
{
	unsigned char code[] = { 1, 3, 1, 4, 2, 4, 3, 1, 8, 2, 0 };
	printf("%d\n", run(code));
	return 0;
}
