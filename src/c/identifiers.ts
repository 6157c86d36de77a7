/**
 * Which characters outside ASCII may stand in an identifier (C11 annex D), spelled as they are or by a universal character
 * name (6.4.3). Both spellings make the same identifier.
 */

/** Pairs of first and last code point, ascending: C11 D.1. */
const ALLOWED = [
  0xa8, 0xa8, 0xaa, 0xaa, 0xad, 0xad, 0xaf, 0xaf, 0xb2, 0xb5, 0xb7, 0xba, 0xbc, 0xbe, 0xc0, 0xd6, 0xd8, 0xf6, 0xf8,
  0x167f, 0x1681, 0x180d, 0x180f, 0x1fff, 0x200b, 0x200d, 0x202a, 0x202e, 0x203f, 0x2040, 0x2054, 0x2054, 0x2060,
  0x218f, 0x2460, 0x24ff, 0x2776, 0x2793, 0x2c00, 0x2dff, 0x2e80, 0x2fff, 0x3004, 0x3007, 0x3021, 0x302f, 0x3031,
  0xd7ff, 0xf900, 0xfd3d, 0xfd40, 0xfdcf, 0xfdf0, 0xfe44, 0xfe47, 0xfffd,
];
/** The same for those that no identifier begins with: C11 D.2. */
const NOT_INITIAL = [0x300, 0x36f, 0x1dc0, 0x1dff, 0x20d0, 0x20ff, 0xfe20, 0xfe2f];

/** For a code point above 127; planes 1 to 14 are allowed but for their last two code points. */
export function isIdentifierCharacter(code: number, initial: boolean): boolean {
  if (code >= 0x10000) return code <= 0xefffd && (code & 0xffff) <= 0xfffd;
  return isIn(ALLOWED, code) && !(initial && isIn(NOT_INITIAL, code));
}

function isIn(ranges: readonly number[], code: number): boolean {
  for (let n = 0; n < ranges.length; n += 2) {
    if (code <= (ranges[n + 1] as number)) return code >= (ranges[n] as number);
  }
  return false;
}

/** A universal character name; as an argument of `replace` together with `codePointOfName`. */
export const UNIVERSAL_NAME = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/g;

/** The character that a match of UNIVERSAL_NAME names; the match itself where there is no such character. */
export function codePointOfName(name: string, short: string | undefined, long: string | undefined): string {
  const code = Number.parseInt(short ?? long ?? '0', 16);
  return code >= 0xa0 && code <= 0x10ffff ? String.fromCodePoint(code) : name;
}
