/* A table of how far labels lie apart: constant in a static initialiser, as wide as one likes. */
#include <stdio.h>

static int run(const unsigned char *code)
{
	static const int offsets[] = { &&halt - &&halt, &&increment - &&halt, [2] = &&twice - &&halt, &&jump - &&halt };
	static const long more = (long)&&twice - (long)&&halt;
	static struct { char c; int there; long back; } both = { 1, (int)(&&jump - &&halt) + 0, &&halt - &&jump };
	int accumulator = 0;

	goto *(&&halt + offsets[*code++]);
increment:
	accumulator++;
	goto *(&&halt + offsets[*code++]);
twice:
	accumulator *= 2;
	goto *(&&halt + offsets[*code++]);
jump:
	code += *code;
	goto *(&&halt + offsets[*code++]);
halt:
	if (more != offsets[2] || both.there != offsets[3] || both.back != -both.there)
		return -1;
	return accumulator;
}

int main(void)
{
	static const unsigned char code[] = { 1, 1, 2, 3, 2, 1, 1, 2, 0 };

	printf("%d\n", run(code));
	return 0;
}
