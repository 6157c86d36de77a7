/* Control by a struct's bit-field and an enumeration. */
#include <stdio.h>

enum op { ADD, SUB, MUL, DIV, NEG, END };
struct insn { enum op op : 3; unsigned a : 4, b : 4; };

static int run(const struct insn *code, int *r)
{
	for (;; code++) {
		switch (code->op) {
		case ADD: r[code->a] += r[code->b]; continue;
		case SUB: r[code->a] -= r[code->b]; continue;
		case MUL: r[code->a] *= r[code->b]; continue;
		case DIV:
			if (!r[code->b])
				return -1;
			r[code->a] /= r[code->b];
			continue;
		case NEG: r[code->a] = -r[code->a]; break;
		case END: return r[code->a];
		}
	}
}

int main(void)
{
	int r[4] = { 1, 20, 3, 0 };
	struct insn a[] = { { ADD, 0, 1 }, { MUL, 0, 2 }, { NEG, 0 }, { SUB, 0, 1 }, { END, 0 } };
	struct insn b[] = { { DIV, 1, 3 }, { END, 1 } };
	int first = run(a, r);
	printf("%d %d\n", first, run(b, r));
	return 0;
}
