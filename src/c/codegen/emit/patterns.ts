/** Words made of one byte, several times: what shadow bytes are tested with and set to. */

/** For each count a word with 1 in so many of its low bytes. */
const ONES: readonly bigint[] = Array.from({ length: 9 }, (_, count) => {
  let bits = 0n;
  for (let index = 0; index < count; index++) bits = (bits << 8n) | 1n;
  return bits;
});

/** The byte in `count` bytes from byte `from` on, zero elsewhere. */
export function pattern(byte: number, from: number, count: number): bigint {
  return ((ONES[count] as bigint) * BigInt(byte)) << BigInt(from * 8);
}
