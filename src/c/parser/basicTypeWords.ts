/**
 * The words that spell a basic type (C11 6.7.2p2) come in any order, `long` up to twice: `long unsigned int long` is a type. Each
 * word adds its own power of 8 to a sum, so that the sum tells how often each word was there, and a table of sums gives the type.
 */
import type { BasicTypes } from '../dataModel';
import type { CType } from '../types';

const WORDS = ['void', '_Bool', 'char', 'short', 'int', 'long', 'float', 'double', 'signed', 'unsigned'] as const;

const COUNTS: ReadonlyMap<string, number> = new Map(WORDS.map((word, index) => [word, 8 ** index]));

/** What the word adds to the sum; 0 for what is no word of a basic type. */
export function wordCount(word: string): number {
  return COUNTS.get(word) ?? 0;
}

/** The spellings of each type, the words in one order. */
const SPELLINGS: Readonly<Partial<Record<keyof BasicTypes, readonly string[]>>> = {
  void: ['void'],
  bool: ['_Bool'],
  char: ['char'],
  signedChar: ['signed char'],
  unsignedChar: ['unsigned char'],
  short: ['short', 'signed short', 'short int', 'signed short int'],
  unsignedShort: ['unsigned short', 'unsigned short int'],
  int: ['int', 'signed', 'signed int'],
  unsignedInt: ['unsigned', 'unsigned int'],
  long: ['long', 'signed long', 'long int', 'signed long int'],
  unsignedLong: ['unsigned long', 'unsigned long int'],
  longLong: ['long long', 'signed long long', 'long long int', 'signed long long int'],
  unsignedLongLong: ['unsigned long long', 'unsigned long long int'],
  float: ['float'],
  double: ['double'],
  longDouble: ['long double'],
};

const TYPES = new Map<number, keyof BasicTypes>();
for (const [name, spellings] of Object.entries(SPELLINGS)) {
  for (const spelling of spellings) {
    const sum = spelling.split(' ').reduce((total, word) => total + wordCount(word), 0);
    TYPES.set(sum, name as keyof BasicTypes);
  }
}

/** The type that words with this sum spell; undefined when they spell none. */
export function basicTypeOf(sum: number, types: BasicTypes): CType | undefined {
  const name = TYPES.get(sum);
  return name && types[name];
}

/** What is wrong with words that spell no type. */
export function describeBadWords(sum: number): string {
  const counts = WORDS.map((word, index) => ({ word, times: Math.floor(sum / 8 ** index) % 8 }));
  const used = counts.filter(({ times }) => times > 0);
  const has = (word: string) => used.some((other) => other.word === word);
  if (has('signed') && has('unsigned')) return "both 'signed' and 'unsigned' in declaration specifiers";
  for (const { word, times } of used) {
    if (word === 'long' && times > 2) return "'long long long' is too long for a type";
    if (word !== 'long' && times > 1) return `duplicate '${word}'`;
  }
  return `both '${used[0]?.word}' and '${used[1]?.word}' in declaration specifiers`;
}
