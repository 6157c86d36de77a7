/* A file that is written, sought in and read back. */
#include <stdio.h>
#include <string.h>

int main(void)
{
	FILE *f = fopen("corpus-file.txt", "w+");
	fprintf(f, "line %d\n", 1);
	fputs("second\n", f);
	fputc('x', f);
	printf("%ld\n", ftell(f));
	rewind(f);
	char s[20];
	while (fgets(s, sizeof(s), f))
		printf("[%d]%s", (int)strlen(s), s);
	printf(" %d\n", feof(f) != 0);
	fseek(f, 5, SEEK_SET);
	int n = 0;
	printf("%d %d %c\n", fscanf(f, "%d", &n), n, (fgetc(f), fgetc(f)));
	ungetc('Q', f);
	printf("%c%c\n", fgetc(f), fgetc(f));
	fclose(f);
	printf("%d\n", remove("corpus-file.txt"));
	return fopen("corpus-file.txt", "r") != NULL;
}
