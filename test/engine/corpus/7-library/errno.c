/* errno is set by what fails, and is not cleared by what succeeds. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(void)
{
	errno = 0;
	FILE *f = fopen("/no/such/folder/file", "r");
	printf("%d %d\n", f == NULL, errno == ENOENT);
	printf("%s\n", strerror(ENOENT));
	strtol("99999999999999999999", NULL, 10);
	printf("%d %s\n", errno == ERANGE, strerror(ERANGE));
	printf("%d %d %d\n", EPERM, EINVAL, EDOM);
	return 0;
}
