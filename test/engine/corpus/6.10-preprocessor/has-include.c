/* __has_include, __has_attribute and __has_builtin. */
#if __has_include(<stdio.h>)
#include <stdio.h>
#endif

int main(void)
{
#if __has_include("no/such/file.h") || __has_include(<nor_this.h>)
	puts("found");
#else
	puts("not found");
#endif
#ifdef __has_attribute
	printf("%d %d\n", __has_attribute(packed) != 0, __has_attribute(no_such_attribute) != 0);
#endif
#ifdef __has_builtin
	printf("%d %d\n", __has_builtin(__builtin_expect), __has_builtin(__builtin_no_such));
#endif
#if defined __has_c_attribute && defined(__has_cpp_attribute) && !defined __has_feature
	printf("%d %d\n", __has_c_attribute(no_such_attribute), __has_cpp_attribute(gnu::no_such_attribute));
#endif
	return 0;
}
