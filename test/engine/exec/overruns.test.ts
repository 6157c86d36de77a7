/*
 * A function of the library, or a copy of a struct, that runs past an object is reported with the very byte at which it does so,
 * however many bytes were moved at a time.
 */
import { type Fault, testFaults } from './faults';

const HEAD = `#include <stdio.h>
#include <stdlib.h>
#include <string.h>
enum { N = 13 };
struct bytes { char c[16]; };
struct words { int n[4]; };
static char other[64] = "0123456789abcdefghijklmnop";
static int take(struct bytes b) { return b.c[3]; }
`;

/** What is done with `p`, an object of 13 bytes, and in which function and with which bytes the access is that fails. */
const overruns: readonly (readonly [code: string, where: string, access: 'read' | 'write'])[] = [
  ...[1, 2, 9].flatMap((more): [string, string, 'read' | 'write'][] => [
    [`memset(p, 1, N + ${more});`, 'memset', 'write'],
    [`memcpy(p, other, N + ${more});`, 'memcpy', 'write'],
    [`memcpy(other, p, N + ${more});`, 'memcpy', 'read'],
    [`memmove(p, other, N + ${more});`, 'memcpy', 'write'],
    [`memmove(other, p, N + ${more});`, 'memcpy', 'read'],
    [`memset(p + 3, 1, N - 3 + ${more});`, 'memset', 'write'],
    [`memcpy(p + 1, other, N - 1 + ${more});`, 'memcpy', 'write'],
  ]),
  ...[1, 2, 5, 17, 40].flatMap((more): [string, string, 'read' | 'write'][] => [
    [`memmove(p + 1, p, N - 1 + ${more});`, 'memmove', more > 1 ? 'read' : 'write'],
    [`memmove(p + 4, p, N - 4 + ${more});`, 'memmove', more > 4 ? 'read' : 'write'],
  ]),
  ['memset(p, 65, N); memset(other, 65, 64); return memcmp(p, other, N + 1);', 'memcmp', 'read'],
  ['memset(p, 65, N); memset(other, 65, 64); return memcmp(other, p, N + 3);', 'memcmp', 'read'],
  ['memset(p, 65, N); return strlen(p);', 'strlen', 'read'],
  ['memset(p, 65, N); return memchr(p, 66, N + 1) != 0;', 'memchr', 'read'],
  ['strcpy(p, other);', 'stpcpy', 'write'],
  ['strncpy(p, "abc", N + 2);', 'memset', 'write'],
  ['*p = 0; strcat(p, other);', 'stpcpy', 'write'],
  ['*p = 0; strncat(p, other, N);', '\\w+', 'write'],
  ['sprintf(p, "%s", other);', 'memcpy', 'write'],
  ['snprintf(p, N + 1, "%s", other);', '\\w+', 'write'],
  ['sscanf(other, "%s", p);', '\\w+', 'write'],
  ['memset(p, 65, N); fwrite(p, 1, N + 2, stdout);', 'memcpy', 'read'],
  ['*(struct bytes *)p = *(struct bytes *)other;', 'main', 'write'],
  ['*(struct words *)p = (struct words){ { 1 } };', 'main', 'write'],
  ['struct bytes b = *(struct bytes *)p; return b.c[2];', 'main', 'read'],
  ['return take(*(struct bytes *)p);', 'main', 'read'],
  ['*(long long *)(p + 8) = 1;', 'main', 'write'],
  ['return *(int *)(p + 12);', 'main', 'read'],
  ['__atomic_fetch_add((int *)(p + 12), 1, __ATOMIC_SEQ_CST);', 'main', '(read|write)' as 'read'],
];

const places: readonly (readonly [place: string, definition: string, kind: string, object: string])[] = [
  ['the heap', 'char *p = malloc(N);', 'heap', 'a malloc object of 13 bytes'],
  ['the stack', '_Alignas(8) char p[N];', 'stack', "the variable 'p' of 13 bytes in main(), on the stack of CPU 0"],
  ['a global', 'static _Alignas(8) char p[N];', 'global', "the variable 'p' of 13 bytes"],
];

for (const [place, definition, kind, object] of places) {
  testFaults(
    `overruns on ${place}`,
    overruns.map(
      ([code, where, access]): Fault => ({
        name: code,
        text: `${HEAD}int main(void)\n{\n\t${definition}\n\t${code}\n\treturn 0;\n}\n`,
        says: [
          new RegExp(`^BUG: ${kind}-out-of-bounds in ${where} at .*: ${access} of `, 'm'),
          new RegExp(
            `(, whose byte at 0x[0-9a-f]+ is|at 0x[0-9a-f]+,) right after ${object.replace(/[()]/g, '\\$&')}$`,
            'm',
          ),
        ],
      }),
    ),
  );
}

testFaults('overruns at the front', [
  {
    name: 'memset() from three bytes before',
    text: `${HEAD}int main(void) { char *p = malloc(N); memset(p - 3, 0, 8); return 0; }\n`,
    says: [/^BUG: heap-out-of-bounds in memset .*, 3 bytes before a malloc object of 13 bytes$/m],
  },
  {
    name: 'memcpy() from one byte before',
    text: `${HEAD}int main(void) { char *p = malloc(N); memcpy(other, p - 1, 8); return 0; }\n`,
    says: [/^BUG: heap-out-of-bounds in memcpy .*, 1 byte before a malloc object of 13 bytes$/m],
  },
]);
