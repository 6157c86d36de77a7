/*
 * Going from a note to code that no note quotes: the definition of a name, whatever kind it is, and not its uses.
 */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { definitionsInTree } from '../../../src/notes/treeDefinitions';
import { sourcesOf, treeFiles } from './anchoring';

const FILES = {
  'drivers/net/tally.c':
    'static DEFINE_MUTEX(tally_mutex);\nstatic u64 tally_sum(struct tally *t)\n{\n\treturn t->count;\n}\nint cpus __read_mostly = 4;\n',
  'drivers/char/other.c': 'static u64 tally_sum(u64 x)\n{\n\treturn tally_register(NULL, TALLY_TWO);\n}\n',
  'include/linux/tally.h':
    'struct tally;\nstruct tally {\n\tu64 count;\n};\nenum tally_kind {\n\tTALLY_ONE = 1,\n\tTALLY_TWO,\n};\n#define TALLY_MAX 3\nint tally_register(struct tally *t, int kind);\ntypedef int (*tally_fn)(u64);\n',
  'include/xen/handles.h': 'DEFINE_GUEST_HANDLE(u64);\n',
  'include/asm-generic/ints.h': 'typedef unsigned long long u64;\n',
  'include/linux/mutex.h':
    'extern void mutex_lock(struct mutex *lock);\n#define mutex_lock(lock) mutex_lock_nested(lock, 0)\n#define mutex_is(a) 1\n',
  'kernel/locking/mutex.c':
    'void __sched mutex_lock(struct mutex *lock)\n{\n\tmight_sleep();\n}\nint mutex_is(int a)\n{\n}\n',
  'kernel/tally_core.c': 'int tally_register(struct tally *t, int kind)\n{\n\treturn 0;\n}\n',
};

async function find(name: string, options?: { searchable: boolean }): Promise<string[]> {
  const found = await definitionsInTree(name, 'drivers/net/tally.c', await sourcesOf(treeFiles(FILES, options)));
  return found.map(({ path, outline, nameStart }) => `${path}:${outline.file.place(nameStart).line}`);
}

for (const [name, ...places] of [
  ['tally_sum', 'drivers/net/tally.c:2'], // the static one of the file asked from
  ['tally_mutex', 'drivers/net/tally.c:1'],
  ['cpus', 'drivers/net/tally.c:6'],
  ['tally', 'include/linux/tally.h:2'],
  ['TALLY_TWO', 'include/linux/tally.h:7'],
  ['TALLY_MAX', 'include/linux/tally.h:9'],
  ['tally_fn', 'include/linux/tally.h:11'],
  ['tally_register', 'kernel/tally_core.c:1'],
  ['u64', 'include/asm-generic/ints.h:1'],
  ['mutex_lock', 'include/linux/mutex.h:2', 'kernel/locking/mutex.c:1'], // a macro where it is traced, else a function
  ['mutex_is', 'include/linux/mutex.h:3'],
  ['nowhere'],
] as const) {
  test(`${name} is defined ${places.length > 0 ? `at ${places}` : 'nowhere'}`, async () => {
    assert.deepEqual(await find(name), places);
  });
}

test('where nothing can be searched, only the file asked from is looked into', async () => {
  assert.deepEqual(await find('tally_sum', { searchable: false }), ['drivers/net/tally.c:2']);
  assert.deepEqual(await find('tally_register', { searchable: false }), []);
});
