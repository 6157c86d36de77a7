/* Statement expressions within each other, with the same names. */
#include <stdio.h>

#define MAX(a, b) ({ int _a = (a), _b = (b); _a > _b ? _a : _b; })
#define CLAMP(v, low, high) ({ int _v = (v); _v = MAX(_v, low); ({ int _h = (high); _v < _h ? _v : _h; }); })

int main(void)
{
	printf("%d %d %d\n", CLAMP(5, 1, 9), CLAMP(-5, 1, 9), CLAMP(50, 1, 9));
	printf("%d\n", MAX(MAX(1, MAX(7, 2)), MAX(({ int _a = 3; _a * 2; }), 4)));
	int n = ({ int a = ({ int b = ({ int c = 2; c * c; }); b * b; }); a * a; });
	printf("%d\n", n);
	return 0;
}
