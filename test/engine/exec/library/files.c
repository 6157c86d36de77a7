/* Streams on files that live in memory: what this program prints is compared with the C library's under gcc. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	char line[64];
	char word[16];
	int a;
	double b;
	FILE *file = fopen("made-by-test.txt", "w");

	fprintf(file, "first line\nsecond %d\n", 2);
	fputs("third\n", file);
	fputc('x', file);
	printf("%ld\n", ftell(file));
	fclose(file);
	file = fopen("made-by-test.txt", "r");
	while (fgets(line, sizeof(line), file))
		printf("<%s>", line);
	printf("\n%d %d\n", feof(file) != 0, ferror(file));
	rewind(file);
	printf("%c", fgetc(file));
	ungetc('Q', file);
	printf("%c%c\n", fgetc(file), fgetc(file));
	fseek(file, -3, SEEK_END);
	printf("%zu [%.3s]\n", fread(line, 1, 10, file), line);
	fclose(file);
	file = fopen("made-by-test.txt", "a+");
	fputs("appended", file);
	fseek(file, 0, SEEK_SET);
	fgets(line, sizeof(line), file);
	printf("%s", line);
	fclose(file);
	printf("%d\n", remove("made-by-test.txt"));
	printf("%d\n", fopen("made-by-test.txt", "r") == NULL);
	perror("gone");
	printf("%d\n", sscanf("12 3.5 word", "%d %lf %15s", &a, &b, word));
	printf("%d %g %s\n", a, b, word);
	printf("%d\n", scanf("%d %15s", &a, word));
	printf("%d %s\n", a, word);
	while (fgets(line, sizeof(line), stdin))
		printf("in: %s", line);
	fprintf(stderr, "to stderr\n");
	return 7;
}
