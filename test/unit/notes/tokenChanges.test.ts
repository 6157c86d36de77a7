/** What differs between two runs of tokens: it is all that differs, and it is cut as people would cut it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compareTokens } from '../../../src/notes/anchor/tokenChanges';

const told = (before: string, after: string): string[] =>
  compareTokens(before.split(' '), after.split(' ')).changes.map(
    (change) => `${change.before.join(' ')} > ${change.after.join(' ')}`,
  );

test('what was added or is gone is a whole argument, where it may lie at several places', () => {
  assert.deepEqual(told('f ( struct inode * i )', 'f ( struct idmap * m , struct inode * i )'), [
    ' > struct idmap * m ,',
  ]);
  assert.deepEqual(told('f ( s -> a , s -> b , s -> c )', 'f ( s -> a , s -> c )'), ['s -> b , > ']);
  assert.deepEqual(told('f ( a , b ) ;', 'f ( a , b , g ( c ) ) ;'), [' > , g ( c )']);
});

test('what is put around an expression is told with it', () => {
  assert.deepEqual(told('if ( ! inode )', 'if ( IS_ERR ( inode ) )'), ['! inode > IS_ERR ( inode )']);
  assert.deepEqual(told('if ( err )', 'if ( unlikely ( err ) )'), ['err > unlikely ( err )']);
  const long = 'a + b + c + d + e + f + g + h';
  assert.deepEqual(told(`if ( ${long} )`, `if ( unlikely ( ${long} ) )`), [' > unlikely (', ' > )']);
});

test('calls with a hundred thousand arguments are compared too', () => {
  const call = (count: number, word: (n: number) => string): string[] => [
    'f',
    '(',
    ...Array.from({ length: count }, (_, n) => [word(n), ',']).flat(),
    '1',
    ')',
  ];
  const zeros = call(100_000, () => '0');
  const fewer = compareTokens(
    zeros,
    call(99_500, () => '0'),
  );
  assert.deepEqual([fewer.changes.length, fewer.changes[0]!.before.length], [1, 1000]);
  const [all, ...more] = compareTokens(
    call(100_000, (n) => `a${n}`),
    call(100_000, (n) => `b${n}`),
  ).changes;
  assert.deepEqual([all!.before.length, all!.after.length, more.length], [200_004, 200_004, 0]);
});

test('the changes lead from one to the other, and what is common is common', () => {
  const words = fc.array(fc.constantFrom('a', 'b', '(', ')', ',', ';'), { maxLength: 14 });
  fc.assert(
    fc.property(words, words, (before, after) => {
      const { changes, common } = compareTokens(before, after);
      const made: string[] = [];
      let at = 0;
      for (const change of changes) {
        made.push(...before.slice(at, change.beforeFirst));
        assert.equal(made.length, change.afterFirst);
        assert.deepEqual(change.before, before.slice(change.beforeFirst, change.beforeFirst + change.before.length));
        made.push(...change.after);
        at = change.beforeFirst + change.before.length;
      }
      assert.deepEqual([...made, ...before.slice(at)], after);
      for (const { before: i, after: j, count } of common)
        assert.deepEqual(before.slice(i, i + count), after.slice(j, j + count));
    }),
    { numRuns: 3000 },
  );
});
