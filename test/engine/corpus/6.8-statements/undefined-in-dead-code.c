/* What nothing defines may be named where a constant says that control does not come: kernel code leans on that. */
#include <stdio.h>

extern void missing(void);
extern int nowhere;
extern int bad_size(void);
extern void wrong(const char *what) __attribute__((__error__("must not be called")));
static int undefined_static(int x);

#define IS_ENABLED(option) option
#define BUILD_BUG_ON(condition)							\
	do {									\
		extern void assertion(void) __attribute__((__error__("BUILD_BUG_ON failed: " #condition))); \
		if (!(!(condition)))						\
			assertion();						\
	} while (0)
#define by_size(variable)							\
	({									\
		int result_;							\
		switch (sizeof(variable)) {					\
		case 1: result_ = 10; break;					\
		case 2: result_ = 20; break;					\
		case 4: result_ = 40; break;					\
		case 8: result_ = 80; break;					\
		default: result_ = bad_size(); break;				\
		}								\
		result_;							\
	})
#define is_signed(type) (((type)(-1)) < (type)1)

static inline int helper(void)
{
	missing();
	return nowhere;
}

static int after_return(void)
{
	return 5;
	missing();
}

int main(void)
{
	char c = 1;
	short s = 2;
	long long l = 3;
	unsigned u = 7;

	BUILD_BUG_ON(sizeof(int) != 4);
	if (IS_ENABLED(0))
		missing();
	if (IS_ENABLED(0) && u > 3)
		nowhere = 1;
	if (IS_ENABLED(0))
		printf("%d\n", helper());
	if (IS_ENABLED(1) || u > 3)
		printf("one\n");
	else
		undefined_static(1);
	while (IS_ENABLED(0))
		missing();
	for (; IS_ENABLED(0);)
		missing();
	0 && (missing(), 1);
	1 || (missing(), 1);
	1 ? (void)0 : missing();
	if (!((is_signed(typeof(u)) ? 2 + (__builtin_constant_p(u) && u >= 0) : 1) & 1))
		wrong("signedness");
	printf("%d %d %d\n", by_size(c), by_size(s), by_size(l));
	switch (3) {
		missing();
	case 2:
		missing();
		break;
	case 3 ... 4:
		printf("three\n");
	}
	return after_return();
}
