/* Formatted output: what this program prints is compared with the C library's under gcc. */
#include <inttypes.h>
#include <math.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <wchar.h>

int main(void)
{
	int count = printf("%d|%5d|%-5d|%05d|%+d|% d|%.3d|%8.3d|%-8.3d|\n", 42, 42, 42, 42, 42, 42, 42, 42, 42);

	printf("%d\n", count);
	printf("%i %u %o %x %X %#o %#x %#X %#x\n", -1, 4000000000u, 8, 255, 255, 8, 255, 255, 0);
	printf("%hhd %hd %ld %lld %zu %td %jd\n", 300, 70000, -5L, -6LL, (size_t)7, (ptrdiff_t)-8, (intmax_t)-9);
	printf("%" PRId64 " %" PRIu32 " %" PRIx16 "\n", INT64_MIN, UINT32_MAX, UINT16_MAX);
	printf("[%s] [%10s] [%-10s] [%.2s] [%c] [%5c] [%%]\n", "text", "text", "text", "text", 'x', 'y');
	printf("[%*d] [%-*d] [%.*f] [%.*s]\n", 6, 1, 6, 2, 3, 3.14159, 2, "abc");
	printf("%p %p\n", (void *)0, (void *)0x1234);
	printf("%f %.0f %.1f %.10f %10.2f|%-10.2f|%010.2f|%+.2f\n", 1.5, 2.5, 0.25, 1.0 / 3, 3.14159, 3.14159,
	       -3.14159, 2.0);
	printf("%e %.0e %E %.3e %g %g %g %g %G %#g\n", 12345.678, 15000.0, 0.00012, 9.9996e10, 100000.0,
	       1000000.0, 0.0001, 0.00001, 1e-10, 1.0);
	printf("%a %a %.2a %A\n", 1.0, 0.1, 3.999, -255.5);
	printf("%f %e %g %F %5.1f|%-6f|%06f\n", INFINITY, -INFINITY, NAN, INFINITY, INFINITY, INFINITY, INFINITY);
	printf("%.30f %.20e\n", 0.1, 1e300);
	printf("%g %g %.17g %.15g\n", 5e-324, 1.7976931348623157e308, 0.1, 0.1);
	printf("%Lf %Lg\n", 1.25L, 2.5e10L);
	printf("%ls|%5ls|%.3ls|%lc\n", L"wide", L"w", L"wide", (wint_t)L'z');
	printf("%s %.3s\n", (char *)0, (char *)0);
	return 0;
}
