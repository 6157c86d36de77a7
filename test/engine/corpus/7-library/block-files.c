/* fread and fwrite of structs. */
#include <stdio.h>

struct record { int id; double value; char tag[4]; };

int main(void)
{
	struct record out[3] = { { 1, 1.5, "a" }, { 2, 2.5, "bb" }, { 3, 3.5, "ccc" } }, in[4] = { 0 };
	FILE *f = fopen("corpus-block.bin", "wb+");
	printf("%d ", (int)fwrite(out, sizeof(*out), 3, f));
	fseek(f, (long)sizeof(*out), SEEK_SET);
	printf("%d ", (int)fread(in, sizeof(*in), 4, f));
	printf("%d %s %g\n", in[0].id, in[1].tag, in[1].value);
	fclose(f);
	remove("corpus-block.bin");
	return 0;
}
