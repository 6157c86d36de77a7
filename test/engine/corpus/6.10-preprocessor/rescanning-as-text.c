/* Nested calls, names that become calls and empty arguments, made into text. */
#include <stdio.h>

#define n 3
#define call(a) call(n * (a))
#undef n
#define n 2
#define also call
#define item item[0]
#define apply(a) a(pair)
#define pair 0,1
#define same(a) a
#define type() int
#define paste(x,y) x ## y
#define str(s) # s
#define xstr(...) str2(__VA_ARGS__)
#define str2(...) # __VA_ARGS__

int main(void)
{
	puts(xstr(call(y+1) + call(call(item)) % same(same(also)(0) + same)(1);));
	puts(xstr(also(n+(3,4)-pair) & apply
		(same)^apply(apply);));
	puts(xstr(type() i[same()] = { same(1), paste(2,3), paste(4,), paste(,5), paste(,) };));
	puts(xstr(char c[2][6] = { str(hello), str() };));
	return 0;
}
