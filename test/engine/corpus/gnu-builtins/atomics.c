/* __atomic and __sync operations give old or new values. */
#include <stdio.h>

int main(void)
{
	int a = 5, old = 5, out;
	long long w = 1LL << 40;
	unsigned char c = 255;
	printf("%d %d\n", __atomic_fetch_add(&a, 3, __ATOMIC_SEQ_CST), a);
	printf("%d %d\n", __atomic_sub_fetch(&a, 2, __ATOMIC_RELAXED), a);
	printf("%d %d\n", __sync_fetch_and_or(&a, 8), __sync_and_and_fetch(&a, 12));
	printf("%lld\n", __atomic_add_fetch(&w, w, __ATOMIC_SEQ_CST));
	printf("%d %d\n", __atomic_exchange_n(&c, 7, __ATOMIC_ACQ_REL), c);
	printf("%d ", __atomic_compare_exchange_n(&a, &old, 100, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	printf("%d %d\n", old, a);
	printf("%d ", __atomic_compare_exchange_n(&a, &old, 100, 0, __ATOMIC_SEQ_CST, __ATOMIC_SEQ_CST));
	printf("%d\n", a);
	__atomic_load(&a, &out, __ATOMIC_ACQUIRE);
	__atomic_store_n(&a, out + 1, __ATOMIC_RELEASE);
	printf("%d %d\n", a, __sync_bool_compare_and_swap(&a, 101, 5));
	printf("%d %d\n", __sync_val_compare_and_swap(&a, 4, 9), a);
	__sync_synchronize();
	return __sync_lock_test_and_set(&a, 1);
}
