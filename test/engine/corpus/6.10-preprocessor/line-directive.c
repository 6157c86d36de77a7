/* #line changes __LINE__ and __FILE__. */
#include <stdio.h>

#define WHERE __FILE__, __LINE__
#define NUMBER 500

int main(void)
{
	printf("%d\n", __LINE__);
#line 100 "other.c"
	printf("%s %d\n", WHERE);
#line NUMBER
	printf("%s %d\n", WHERE);
# 7 "marker.c"
	printf("%s %d\n",
		   WHERE);
	return 0;
}
