/* Per-CPU counters as lo has them: found by a CPU's offset, 64-bit packets and bytes, a 32-bit sequence; N rounds over 64 CPUs. */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define CPUS 64
#define UNIT 256

struct counters {
	unsigned long packets;
	unsigned long bytes;
	unsigned int sequence;
};

char *units;
int offsets[CPUS];

int main()
{
	long start = clock();
	unsigned long packets;
	unsigned long bytes;
	struct counters *own;
	int turn;
	int cpu;

	units = malloc(CPUS * UNIT);
	for (cpu = 0; cpu < CPUS; cpu++) {
		offsets[cpu] = cpu * UNIT;
		own = (struct counters *)(units + offsets[cpu]);
		own->packets = 0;
		own->bytes = 0;
		own->sequence = 0;
	}
	for (turn = 0; turn < N; turn++) {
		for (cpu = 0; cpu < CPUS; cpu++) {
			own = (struct counters *)(units + offsets[cpu]);
			own->sequence++;
			own->packets++;
			own->bytes += turn & 1023;
			own->sequence++;
		}
	}
	packets = 0;
	bytes = 0;
	for (cpu = 0; cpu < CPUS; cpu++) {
		own = (struct counters *)(units + offsets[cpu]);
		packets += own->packets;
		bytes += own->bytes + own->sequence;
	}
	printf("%u %d\n", (unsigned int)(packets * 31 + bytes), (int)(clock() - start));
	return 0;
}
