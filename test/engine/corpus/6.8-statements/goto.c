/* Forwards, backwards, out of loops and into blocks. */
#include <stdio.h>

int main(void)
{
	int n = 0;
	goto middle;
start:
	n += 100;
	goto end;
middle:
	for (int i = 0; i < 10; i++)
		for (int j = 0; j < 10; j++) {
			if (i * j == 42)
				goto found;
			n++;
		}
found:
	printf("%d\n", n);
	if (n < 1000) {
		goto inside;
		printf("never\n");
		{
inside:
			n = 2000;
		}
		goto start;
	}
end:
	printf("%d\n", n);
	return 0;
}
