/* Comments and spaces where directives and macros allow them. */
/**/ # /* a */ include /* b */ <stdio.h> // c
#define /* x */ F( /* y */ a , b /* z */ ) /* w */ a /* + */ - b // v
#define OBJ (x) - x
# define SPACED    1    +    2

int main(void)
{
	int x = 5;
	printf("%d %d %d\n", F /* between */ (7, 2), SPACED, (x) - OBJ
		- 1);
	return 0;
}
